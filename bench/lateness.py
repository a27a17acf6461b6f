"""How late reminders are, from due to taken by the transport: `python -m bench --lateness`.

One reminder falls due each second, of as many incidents with a channel of their own, and each goes to the DPO as well.
The process ticks and sends as `serve` does, and the transport takes 50 ms for each message.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bench import growth
from breachbot.app import TICK
from breachbot.clocks import Clocks
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.report import Report
from breachbot.incident.team import STREAM, Team
from breachbot.incident.team_log import set_roles
from breachbot.observe.metrics import Metrics
from breachbot.outbox.deliver import Outbox, Sent, Transport
from breachbot.policy import build_policy
from breachbot.rounds import Rounds
from breachbot.settings import Settings
from breachbot.store.keys import new_master_key
from breachbot.store.migrate import migrate
from breachbot.store.open import open_database
from breachbot.store.store import DatabaseStore
from breachbot.usecases.house import House
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.take import take

DUE = 100
"""Incidents, and seconds."""
ANSWERS_WITHIN = 0.05
"""Seconds that the transport takes for a message."""
AIM = TICK + 1.0
SECOND = timedelta(seconds=1)
BEFOREHAND = timedelta(seconds=60)
"""To make the incidents in."""
RUNG = timedelta(hours=24)
"""From awareness to the first reminder of the filing."""


def measure(folder: Path) -> bool:
    """Print a line for each database; whether the aim is met."""
    met = _measured("SQLite", f"sqlite:///{folder / 'lateness.db'}", folder)
    with growth.postgres(1) as urls:
        if urls:
            return _measured("PostgreSQL", urls[0], folder) and met
    print("PostgreSQL: no server answers; name one with BREACHBOT_TEST_POSTGRES")
    return met


def _measured(name: str, url: str, folder: Path) -> bool:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    migrate(url)
    store = open_database(url, folder, new_master_key())
    try:
        late = sorted(asyncio.run(_late(store)))
    finally:
        store.close()
    middle, nearly_all, last = late[len(late) // 2], late[int(len(late) * 0.99)], late[-1]
    met = nearly_all < AIM
    print(
        f"{name}: {len(late)} messages of {DUE} reminders, one a second; seconds late: median {middle:.2f}, "
        f"p99 {nearly_all:.2f}, most {last:.2f}   aim: p99 under {AIM:g}   {'met' if met else 'MISSED'}",
        flush=True,
    )
    return met


async def _late(store: DatabaseStore) -> list[float]:
    """The seconds from due to taken, of each message about a reminder."""
    house = _house(store)
    store.write(lambda tx: tx.append(STREAM, 0, set_roles(Team(), growth.TEAM, growth.BEGAN)))
    began = datetime.now(UTC) + BEFOREHAND
    due = {_aware(house, moment, n): moment for n in range(DUE) if (moment := began + n * SECOND)}
    Clocks(house, Metrics()).work()  # what came before the first of them
    store.write(_all_said)
    taken: list[float] = []

    async def take_it(claimed: ClaimedEffect) -> Sent:
        await asyncio.sleep(ANSWERS_WITHIN)
        if claimed.kind in ("channel_note", "direct_note") and "again" not in claimed.args:
            taken.append((datetime.now(UTC) - due[claimed.stream]).total_seconds())
        return Sent(claimed.key)

    await _serve(house, take_it, began + (DUE + 2 * AIM) * SECOND)
    assert len(taken) == 2 * DUE, f"{len(taken)} messages came"
    return taken


async def _serve(house: House, transport: Transport, until: datetime) -> None:
    """Tick and send until then."""
    loop, sending = asyncio.get_running_loop(), Outbox(house.store, transport)

    def wake() -> None:
        loop.call_soon_threadsafe(sending.wake)

    rounds = Rounds(replace(house, wake=wake), Metrics())
    scheduler, out = rounds.scheduler(TICK), asyncio.create_task(sending.run())
    scheduler.start()
    await asyncio.sleep((until - house.now()).total_seconds())
    scheduler.pause()
    await rounds.leave()
    scheduler.shutdown(wait=False)
    out.cancel()
    await asyncio.gather(out, return_exceptions=True)


def _house(store: DatabaseStore) -> House:
    policy = build_policy(Settings(company_name="Example Shop Ltd"))
    return House(store, policy, lambda: datetime.now(UTC), store.digest)


def _aware(house: House, due: datetime, number: int) -> str:
    """An incident whose first reminder of the filing falls at this moment."""
    then = replace(house, now=lambda: due - RUNG)
    name = then.stream_id("pdb", str(number))
    said = Report(title="Export shows foreign rows", detected_at=due - RUNG)
    take(then, name, said, by=growth.ENGINEER, request=f"report {number}")
    known = BecomeAware(aware_at=due - RUNG, basis="Foreign rows in the export")
    take(then, name, known, by=growth.ENGINEER, request=f"aware {number}")
    return name


def _all_said(tx: Transaction) -> None:
    """As if everything that waits had been sent."""
    while claimed := tx.claim(100, timedelta(minutes=1)):
        for one in claimed:
            tx.settle(one, one.key, "")
