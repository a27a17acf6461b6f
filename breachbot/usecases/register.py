"""The register, read from the events of only those entries that are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from breachbot.deadlines.clock import is_late
from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.files import register_file
from breachbot.incident.guidance import Step, guide, hindered
from breachbot.incident.measures import open_measures
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import STREAM
from breachbot.incident.team_log import team_of
from breachbot.incident.times import clocks
from breachbot.register.chain import verify_end, verify_stream
from breachbot.register.entry import Entry, erased_entry, incident_entry, signal_entry
from breachbot.register.lines import receipt
from breachbot.register.timeline import Timeline, timeline
from breachbot.register.verify import Proof, content_fault, verify_log
from breachbot.usecases.house import House, write
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.store import Transaction


@dataclass(frozen=True)
class Outlook:
    """What comes next in an incident, and for whom. closing: what keeps it from being closed, if anything. worst_case:
    when the authority's hours would end as if aware since detection; None where that no longer matters."""

    headline: str
    steps: tuple[Step, ...]
    closing: str | None
    worst_case: datetime | None = None


def entries(tx: Transaction, policy: Policy, *, skip: int = 0, limit: int | None = None) -> list[Entry]:
    """Every incident, then every signal ever dismissed, the oldest first; or a page of them. What was erased keeps
    its line."""
    return list(each_entry(tx, policy, skip=skip, limit=limit))


def each_entry(
    tx: Transaction, policy: Policy, *, skip: int = 0, limit: int | None = None
) -> Iterator[Entry]:
    """The same, each read when it is asked for: use it within the transaction."""
    for stream in tx.register_streams(skip, limit):
        yield _entry(tx, stream, policy)


@dataclass(frozen=True)
class Wanted:
    """Which entries are asked for; None or empty: whatever it is.

    over: those that have ended, or those that have not. start, end: opened from the one moment on, and before the other
    (UTC). overdue: those whose hours for the notice are over at `now`, with something not filed, or with a follow-up
    measure which is not done after its day. words: all of them are in the entry, in large or small letters.
    """

    now: datetime
    over: bool | None = None
    start: datetime | None = None
    end: datetime | None = None
    overdue: bool = False
    words: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether every entry is asked for."""
        return self == Wanted(self.now)


def wanted_entries(tx: Transaction, policy: Policy, wanted: Wanted) -> list[Entry]:
    """Those of the entries that are asked for, the oldest first. Reads all of them. What was erased is left out, since
    nobody can say what it was."""
    gone = set(tx.erased())
    found = (_read(tx, stream, policy) for stream in tx.register_streams() if stream not in gone)
    return [entry for entry, life in found if _is_wanted(entry, life, policy, wanted)]


def _is_wanted(entry: Entry, life: Incident | Signal, policy: Policy, wanted: Wanted) -> bool:
    first = life.opened if isinstance(life, Incident) else life.received
    over = life.ended is not None if isinstance(life, Incident) else life.dismissed is not None
    if first is None or (wanted.over is not None and wanted.over != over):
        return False
    if (wanted.start and first.at < wanted.start) or (wanted.end and first.at >= wanted.end):
        return False
    if wanted.overdue and not (isinstance(life, Incident) and _overdue(life, policy, wanted.now)):
        return False
    said = "\n".join(entry.flat().values()).casefold() if wanted.words else ""
    return all(word.casefold() in said for word in wanted.words)


def _overdue(incident: Incident, policy: Policy, now: datetime) -> bool:
    if incident.ended:
        return any(is_late(one.due_at, now) for one in open_measures(incident))
    return any(one.runs and one.due_at and is_late(one.due_at, now) for one in clocks(incident, policy))


def entry(tx: Transaction, policy: Policy, stream: str) -> Entry | None:
    """The entry of one incident or dismissed signal; None if there is none. Reads no other stream."""
    return _entry(tx, stream, policy) if tx.in_register(stream) else None


def outlook(tx: Transaction, policy: Policy, stream: str, now: datetime) -> Outlook | None:
    """The state of an incident at a moment, as guidance has it; None if there is no such incident to read."""
    incident = _incident(tx, stream)
    if incident is None:
        return None
    context = Context("", team_of(tx.events(STREAM)), policy, now)
    found = guide(incident, context)
    return Outlook(
        found.headline,
        found.steps,
        None if incident.ended else hindered("close", incident, context),
        found.worst_case,
    )


def ask_for_register(house: House, user: str, *, request: str) -> None:
    """Have the register put into a person's conversation; the same request does so once. Raises Refused for anybody but
    the DPO and deputies, and where no files are to be in Slack."""

    def work(tx: Transaction) -> None:
        team_of(tx.events(STREAM)).require_approver(user, "have the register as a file")
        tx.enqueue([register_file(user, request)])

    if not house.policy.firm.files:
        raise Refused(
            "Files in Slack are switched off. Ask whoever runs breachbot for `breachbot register export`."
        )
    write(house, work)


def timeline_of(tx: Transaction, policy: Policy, stream: str, now: datetime) -> Timeline | None:
    """When what happened in an incident; None if there is no such incident to read."""
    incident = _incident(tx, stream)
    return timeline(incident, policy, now) if incident else None


def receipts(tx: Transaction, stream: str) -> list[str]:
    """To whom each reminder of an incident went, by which channel, and whether it was delivered; the oldest first.

    The outbox says so, which is no part of the log.
    """
    incident = _incident(tx, stream)
    numbers = {*incident.reminded_at, *incident.passed_on_at} if incident else set()
    return [receipt(one) for one in tx.receipts(stream) if one.number in numbers]


def _incident(tx: Transaction, stream: str) -> Incident | None:
    if not stream.startswith("pdb-"):
        return None
    try:
        incident = replay(stream, tx.events(stream))
    except Erased:
        return None
    return incident if incident.opened else None


def fault(tx: Transaction, streams: list[str]) -> str | None:
    """What is wrong with the rows of these streams or with the end of the log; None if nothing is.

    It costs as much as the streams are long. Rows of other streams are not looked at: `proof` looks at all.
    """
    if found := verify_end(tx.log_end(), tx.chain_head()):
        return found
    return next(filter(None, (_fault_of(tx, stream) for stream in streams)), None)


def proof(tx: Transaction) -> Proof:
    """Check the whole log, and compare every sealed event with its row."""
    return verify_log(tx.opened_rows(), tx.chain_head(), tx.keys_without_rows())


def _fault_of(tx: Transaction, stream: str) -> str | None:
    rows = tx.linked_rows(stream)
    if found := verify_stream(rows):
        return found
    try:
        events = tx.events(stream)
    except Erased:
        return None
    compared = (content_fault(row, event, tx.hash_at) for (row, _), event in zip(rows, events, strict=True))
    return next(filter(None, compared), None)


def _entry(tx: Transaction, stream: str, policy: Policy) -> Entry:
    try:
        return _read(tx, stream, policy)[0]
    except Erased:
        return erased_entry(stream, policy)


def _read(tx: Transaction, stream: str, policy: Policy) -> tuple[Entry, Incident | Signal]:
    """An entry, and what it is of. Raises Erased."""
    events = tx.events(stream)
    if stream.startswith("sig-"):
        signal = replay_signal(stream, events)
        return signal_entry(signal, policy), signal
    incident = replay(stream, events)
    return incident_entry(incident, policy, _opened_from(tx, incident)), incident


def _opened_from(tx: Transaction, incident: Incident) -> Signal | None:
    """The signal that an incident was opened from; None if it was reported, or the signal's content was erased."""
    if incident.opened is None or incident.opened.signal is None:
        return None
    try:
        return replay_signal(incident.opened.signal, tx.events(incident.opened.signal))
    except Erased:
        return None
