"""When the lists beside the log are written again: what they follow from has changed, or a row is wrong."""

from __future__ import annotations

from hashlib import sha256

from breachbot.incident.effect import Effect
from breachbot.usecases.house import House, homes, team, write
from breachbot.usecases.ports.due import StalledRow
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.projections import PROJECTIONS, project

WRITTEN_BY = "projections"
"""The fact that says what the projections were last written by: our code, the playbook, the company and the roles."""


def look_again(house: House, stream: str) -> None:
    """Write the rows of an incident or signal again from its events, as they follow now.

    Raises Erased if its content is gone while its clock runs; with no clock there is nothing to write.
    """

    def work(tx: Transaction) -> None:
        try:
            project(tx, stream, house.policy, house.now())
        except Erased:
            if tx.has_clock(stream):
                raise

    write(house, work)


def stale(house: House) -> tuple[str, list[str]]:
    """The streams to write again because our code, the playbook, the company or the team changed, the newest last, and
    the mark for `all_written`; no stream if nothing did. Every pause ends then."""
    if house.store.read(lambda tx: tx.fact(WRITTEN_BY) == _written_by(tx, house)):
        return "", []

    def work(tx: Transaction) -> tuple[str, list[str]]:
        tx.resume(None)
        mark = _written_by(tx, house)
        if not (streams := [*tx.streams("sig-"), *tx.streams("pdb-")]):
            tx.keep_fact(WRITTEN_BY, mark)
        return mark, streams

    return house.store.write(work)


def all_written(house: House, mark: str) -> None:
    """Keep what all rows were written by, and show the Home tabs that were drawn from the rows before. What changed
    while they were written has another mark, and is found the next time."""

    def work(tx: Transaction) -> None:
        tx.keep_fact(WRITTEN_BY, mark)
        tx.enqueue(homes(tx, team(tx), f"written:{house.now():%Y%m%dT%H%M%S%f}"))

    house.store.write(work)


def _written_by(tx: Transaction, house: House) -> str:
    # A draft on which somebody can decide is out of date once the company is called otherwise.
    firm = sha256(house.policy.firm.model_dump_json().encode()).hexdigest()
    playbooks = " ".join(one.sha256 for one in house.policy.regimes.in_force)
    reached_by = " ".join(
        f"{by}:{','.join(sorted(to))}" for by, to in sorted(house.policy.reached_by.items())
    )
    ways = sha256(reached_by.encode()).hexdigest()[:16] if reached_by else ""
    return f"{PROJECTIONS} {playbooks} {firm} {team(tx).seen} {ways}"


def tell_stalled(house: House, row: StalledRow) -> None:
    """Tell the first of the team, the DPO before all, that a clock has stopped: once until it goes on.

    Of many clocks each of nine is told, then every tenth, …: the doctor names them all.
    """

    def work(tx: Transaction) -> None:
        count = len(tx.stalled())
        if count % 10 ** (len(str(count)) - 1):
            return
        args = {"user": team(tx).everyone[0], "failed": "clock", "repair": "clock_stalled"}
        key, lane = f"failure_note:clock:{row.stream}:{row.since:%Y%m%dT%H%M%S%f}", f"dm:{args['user']}"
        tx.enqueue([Effect(kind="failure_note", key=key, lane=lane, stream=row.stream, args=args)])

    write(house, work)
