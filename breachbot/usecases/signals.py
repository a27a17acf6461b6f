"""The verbs on signals: read what was delivered, and claim or dismiss what came of it.

Reading follows from what was stored and survives a crash: a delivery is marked as read in the transaction that records
what was read from it.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial

from breachbot.incident import events as e
from breachbot.incident import signal as life
from breachbot.incident.effects import Effect
from breachbot.incident.growth import weigh_again
from breachbot.incident.signal import Signal, card_effect, replay_signal
from breachbot.intake.reading import read
from breachbot.intake.signal import QUIET, NotASignal, Unreadable
from breachbot.intake.signal import Signal as Seen
from breachbot.intake.source import Read
from breachbot.intake.triage import evident, is_own, triage
from breachbot.usecases.house import House, act_on_signal, commit_signal, write
from breachbot.usecases.incidents import propose_from
from breachbot.usecases.ports import Conflict, Delivery, SignalRow, Transaction

UNREADABLE = "unreadable"
"""The series of every body that cannot be read: one card counts them all."""


@dataclass(frozen=True)
class Reading:
    """What one delivery says: a first event for each alert in it, and in one word what was in it."""

    delivery: Delivery
    received: tuple[e.SignalReceived, ...]
    note: str


def claim(house: House, signal_id: str, *, by: str, request: str) -> Signal:
    """Somebody is looking at it; nobody else will be asked."""
    return act_on_signal(house, signal_id, request, partial(life.claim, by=by))


def dismiss(house: House, signal_id: str, *, reason: str, by: str, request: str) -> Signal:
    """Judged not to be a breach, with the reason for the register. It wakes if it grows far beyond today's count."""
    row = house.store.read(lambda tx: tx.signal_row(signal_id))
    decision = partial(life.dismiss, reason=reason, count=row.count if row else None, by=by)
    return act_on_signal(house, signal_id, request, decision)


def pending(house: House, limit: int) -> list[Delivery]:
    """What nobody has read yet, oldest first."""
    return house.store.read(lambda tx: tx.pending_deliveries(limit))


def read_delivery(house: House, delivery: Delivery) -> Future[None]:
    """Read one delivery here and now, and record what it says behind everybody's back: people's clicks go first."""
    reading = _read(house, delivery)
    return house.store.submit(partial(_record, house=house, reading=reading), queue="background")


def set_aside(house: House, delivery: Delivery) -> None:
    """One that cannot be read or recorded must not hold up the others: it counts as unreadable, so a person looks."""
    failed = _unreadable(house, delivery, "breachbot failed at it, see its log")
    reading = Reading(delivery, (failed,), "set_aside")
    write(house, partial(_record, house=house, reading=reading))


def _read(house: House, delivery: Delivery) -> Reading:
    seen = read(delivery.source, delivery.headers, delivery.body, house.digest)
    answers = [_answer(house, delivery, one) for one in seen]
    notes = {note for note, _ in answers}
    received = tuple(one for _, one in answers if one)
    return Reading(delivery, received, notes.pop() if len(notes) == 1 else "several")


def _answer(house: House, delivery: Delivery, seen: Read) -> tuple[str, e.SignalReceived | None]:
    """What one alert comes to, in a word, and its event if there is anything to record."""
    if isinstance(seen, NotASignal):
        return "not_a_signal", None
    if isinstance(seen, Unreadable):
        return "unreadable", _unreadable(house, delivery, seen.why)
    if is_own(seen, house.own_projects.get(delivery.source)):
        return "own_project", None
    return "read", _received(house, delivery, seen)


def _received(house: House, delivery: Delivery, seen: Seen) -> e.SignalReceived:
    rules = house.policy.triage
    verdict, seen = triage(delivery.source, seen, rules), evident(seen, rules)
    return e.SignalReceived(
        at=house.now(),
        by=delivery.source,
        source=delivery.source,
        series=seen.series,
        delivery=delivery.id,
        verdict=verdict.kind,
        reasons=verdict.reasons,
        what=seen.what,
        project=seen.project,
        environment=seen.environment,
        level=seen.level,
        link=seen.link,
        occurred_at=seen.occurred_at,
        findings=seen.findings,
        hints=seen.hints,
        type=seen.type,
        severity=seen.severity,
    )


def _unreadable(house: House, delivery: Delivery, why: str) -> e.SignalReceived:
    """It was authenticated, so somebody has to look at the source: unknown is not harmless."""
    return e.SignalReceived(
        at=house.now(),
        by=delivery.source,
        source=delivery.source,
        series=UNREADABLE,
        delivery=delivery.id,
        verdict="candidate",
        reasons=(f"An alert came that could not be read: {why}. Look at it at the source.",),
        what="an alert that cannot be read",
        project=None,
        environment=None,
        level=None,
        link=None,
        occurred_at=None,
        findings=(),
    )


def _record(tx: Transaction, *, house: House, reading: Reading) -> None:
    delivery, known = reading.delivery, [(_signal_id(tx, house, one), one) for one in reading.received]
    if not tx.delivery_done(delivery.id, [signal_id for signal_id, _ in known], reading.note):
        return
    begun: set[str] = set()
    for signal_id, received in known:
        # What begins here is counted from its deliveries, all that this body holds of it included.
        counted = signal_id in begun or tx.count_on(signal_id, delivery.received_at)
        signal = replay_signal(signal_id, tx.events(signal_id))
        if signal.received is None:
            commit_signal(tx, house, signal, [received])
            begun.add(signal_id)
        elif not counted:
            raise Conflict(
                "another process began this signal meanwhile, and this delivery was not counted on it"
            )
        else:
            _again(tx, house, signal, received)


def _signal_id(tx: Transaction, house: House, received: e.SignalReceived) -> str:
    row = tx.signal_of(received.source, received.series)
    return row.id if row else house.stream_id("sig", f"{received.source}:{received.series}")


def _again(tx: Transaction, house: House, signal: Signal, received: e.SignalReceived) -> None:
    """A later delivery of a series that is known."""
    row = tx.signal_row(signal.id)
    # What somebody judged of one body that cannot be read says nothing about the next.
    afresh, growth = received.series == UNREADABLE, house.policy.regimes.growth
    news = weigh_again(signal, received, growth=growth, count=row.count if row else 1, afresh=afresh)
    commit_signal(tx, house, signal, news)
    if not news and signal.verdict not in QUIET:
        tx.enqueue(_counted(signal.id, received, row))
    if news:
        propose_from(tx, house, signal.id)


def _counted(signal_id: str, received: e.SignalReceived, row: SignalRow | None) -> list[Effect]:
    """Show the new count: once a minute, and between at every count of two figures, for example 7, 42 and 1300.

    A storm must not become a storm of edits, and a few repeats must all be seen.
    """
    count = row.count if row else 0
    step = 10 ** max(0, len(str(count)) - 2)
    stamps = (f"{received.at:%Y-%m-%dT%H:%M}", f"{count - count % step} times")
    return [card_effect(signal_id, stamp) for stamp in stamps]
