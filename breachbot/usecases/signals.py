"""The verbs on signals: read what was delivered, and claim or dismiss what came of it.

Reading follows from what was stored and survives a crash: a delivery is marked as read in the transaction that records
what was read from it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial, reduce
from hashlib import sha256

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident import signal as life
from breachbot.incident.growth import weigh_again
from breachbot.incident.signal import Signal, card_effect, evolve_signal, replay_signal
from breachbot.incident.split import goes_to
from breachbot.intake.reading import read, written
from breachbot.intake.signal import UNREADABLE, NotASignal, Unreadable, is_unreadable
from breachbot.intake.signal import Signal as Seen
from breachbot.intake.source import Read
from breachbot.intake.triage import evident, is_own, triage
from breachbot.usecases.bursts import soon
from breachbot.usecases.house import House, act_on_signal, commit_signal, team, write
from breachbot.usecases.incidents import begin, opening, propose_from
from breachbot.usecases.ports.deliveries import Delivery
from breachbot.usecases.ports.log import Conflict, Erased
from breachbot.usecases.ports.store import Transaction

SAME_FOR = timedelta(hours=24)
"""The same bytes count once within it: real repeats differ in an id or a time."""
TOGETHER = 5
"""Alerts of one body that are recorded in one go; each takes milliseconds."""


@dataclass(frozen=True)
class Reading:
    """What one delivery says: a first event for each alert in it, and in one word what was in it.

    digest: that of its bytes, keyed; None where nothing could be read, so that it is read again when it comes again.
    """

    delivery: Delivery
    received: tuple[e.SignalReceived, ...]
    note: str
    digest: str | None = None


def claim(house: House, signal_id: str, *, by: str, request: str) -> Signal:
    """Somebody is looking at it; nobody else will be asked."""
    return act_on_signal(house, signal_id, request, partial(life.claim, by=by))


def dismiss(house: House, signal_id: str, *, reason: str, by: str, request: str) -> Signal:
    """Judged not to be a breach, with the reason for the register. It wakes if it grows far beyond today's count."""
    row = house.store.read(lambda tx: tx.signal_row(signal_id))
    decision = partial(life.dismiss, reason=reason, count=row.count if row else None, by=by)
    return act_on_signal(house, signal_id, request, decision)


def read_sealed(
    house: House, signal_id: str, *, reason: str, by: str, request: str, number: int | None = None
) -> str:
    """What the sender wrote, in the delivery of that number from 1. None: in the one that last was news; of what cannot
    be read, in the newest. Who read it and why is on record before it is shown.

    Raises Refused for who may not, and where it was deleted; then nothing is recorded.
    """

    def work(tx: Transaction) -> tuple[Signal, Delivery]:
        first = tx.first_time(request)
        signal = replay_signal(signal_id, tx.events(signal_id))
        if signal.received is None:
            raise Refused("There is no such signal.")
        signal = replace(signal, delivery=_wanted(tx, signal, number))
        news = life.read_sealed(signal, team(tx), reason=reason, by=by, now=house.now())
        delivery = _sealed(tx, signal)
        return (commit_signal(tx, house, signal, news) if first else signal), delivery

    signal, delivery = write(house, work)
    return written(delivery, signal.series, house.digest, house.sources)


def _wanted(tx: Transaction, signal: Signal, number: int | None) -> str | None:
    """The id of the delivery that is to be read. Raises Refused if there is none of that number."""
    if number is None:
        unreadable = signal.received is not None and is_unreadable(signal.series)
        return (tx.newest_delivery(signal.id) if unreadable else None) or signal.delivery
    size, found = tx.numbered_deliveries(signal.id, number - 1, 1)
    if size and not found:
        raise Refused(f"It has {size:,} deliveries: there is none with the number {number:,}.")
    return found[0].id if found else signal.delivery


def _sealed(tx: Transaction, signal: Signal) -> Delivery:
    """The delivery of a signal that is shown. Raises Refused if it is gone."""
    try:
        delivery = tx.delivery(signal.delivery or "")
    except Erased:
        delivery = None
    if delivery is None:
        raise Refused("What the sender wrote was deleted here for good. Next: look at the source.")
    return delivery


def pending(house: House, limit: int) -> list[Delivery]:
    """What nobody has read yet, oldest first."""
    return house.store.read(lambda tx: tx.pending_deliveries(limit))


@dataclass(frozen=True)
class Recording:
    """What one delivery says, on its way to the disk. result: waits for it, and raises what kept it from that."""

    result: Callable[[], None]


def read_delivery(house: House, delivery: Delivery) -> Recording:
    """Read one delivery here and now, and record what it says behind everybody's back: people's clicks go first."""
    reading = _read(house, delivery)

    submit = partial(house.store.submit, queue="background")
    if len(reading.received) < 2:
        return Recording(submit(partial(_record, house=house, reading=reading)).result)

    def record_all() -> None:
        """A few at a time, one after the other, so that the alerts of a large body hold up nobody."""
        if submit(partial(_is_seen_before, reading=reading)).result():
            return
        for first in range(0, len(reading.received), TOGETHER):
            submit(partial(_record_parts, house=house, reading=reading, first=first)).result()
        submit(partial(_recorded, reading=reading)).result()

    return Recording(record_all)


def set_aside(house: House, delivery: Delivery) -> None:
    """One that cannot be read or recorded must not hold up the others: it counts as unreadable, so a person looks."""
    failed = _unreadable(house, delivery, Unreadable("breachbot failed at it, see its log", "failed"))
    reading = Reading(delivery, (failed,), "set_aside")
    write(house, partial(_record, house=house, reading=reading))


def _read(house: House, delivery: Delivery) -> Reading:
    seen = read(delivery.source, delivery.headers, delivery.body, house.digest, house.sources)
    answers = [_answer(house, delivery, one) for one in seen]
    notes = {note for note, _ in answers}
    received = tuple(one for _, one in answers if one)
    note = notes.pop() if len(notes) == 1 else "several"
    return Reading(delivery, received, note, None if note == "unreadable" else _digest(house, delivery))


def _digest(house: House, delivery: Delivery) -> str:
    """Of all that reading goes by: the source, the headers that it keeps, and the raw body."""
    headers = json.dumps(delivery.headers, sort_keys=True)
    return house.digest(f"delivery:{delivery.source}:{headers}:{sha256(delivery.body).hexdigest()}")


def _answer(house: House, delivery: Delivery, seen: Read) -> tuple[str, e.SignalReceived | None]:
    """What one alert comes to, in a word, and its event if there is anything to record."""
    if isinstance(seen, NotASignal):
        return "not_a_signal", None
    if isinstance(seen, Unreadable):
        return "unreadable", _unreadable(house, delivery, seen)
    if is_own(seen, house.own_projects.get(delivery.source)):
        return "own_project", None
    return "read", _received(house, delivery, seen)


def alerts_of(house: House, delivery: Delivery, series: str) -> tuple[e.SignalReceived, ...]:
    """What each alert of one series in a delivery says now, as a first event; none if it is read otherwise by now."""
    seen = read(delivery.source, delivery.headers, delivery.body, house.digest, house.sources)
    mine = [one for one in seen if isinstance(one, Seen) and one.series == series]
    return tuple(_received(house, delivery, one) for one in mine)


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
        times=seen.count_hint,
        people=seen.people_hint,
        again=seen.again,
        rules=verdict.rules,
        opens=verdict.opens,
    )


def _unreadable(house: House, delivery: Delivery, seen: Unreadable) -> e.SignalReceived:
    """It was authenticated, so somebody has to look at the source: unknown is not harmless."""
    return e.SignalReceived(
        at=house.now(),
        by=delivery.source,
        source=delivery.source,
        series=f"{UNREADABLE}:{seen.about}",
        delivery=delivery.id,
        verdict="candidate",
        reasons=(f"An alert came that could not be read: {seen.why}. Look at it at the source.",),
        what="an alert that cannot be read",
        project=None,
        environment=None,
        level=None,
        link=None,
        occurred_at=None,
        findings=(),
        rules=(UNREADABLE,),
        again=seen.lost,
    )


def _record(tx: Transaction, *, house: House, reading: Reading) -> None:
    """All of a delivery that says one thing at most."""
    if _is_seen_before(tx, reading=reading):
        return
    received = next(iter(reading.received), None)
    signal_id = _signal_id(tx, house, received) if received else None
    done = tx.delivery_done(reading.delivery.id, reading.note, signal_id, reading.digest)
    if done and received and signal_id:
        _record_alert(tx, house, reading.delivery, signal_id, received)


def _is_seen_before(tx: Transaction, *, reading: Reading) -> bool:
    """Whether the same bytes were read within a day; then it is marked as read, and changes nothing else."""
    delivery, digest = reading.delivery, reading.digest
    if digest is None or not tx.delivered_since(digest, delivery.received_at - SAME_FOR):
        return False
    tx.delivery_done(delivery.id, "seen_before")
    return True


def _record_parts(tx: Transaction, *, house: House, reading: Reading, first: int) -> None:
    for number, received in enumerate(reading.received[first : first + TOGETHER], start=first):
        signal_id = _signal_id(tx, house, received)
        if tx.part_done(reading.delivery.id, number, signal_id):
            _record_alert(tx, house, reading.delivery, signal_id, received)


def _recorded(tx: Transaction, *, reading: Reading) -> None:
    """All parts of a delivery are recorded; a power cut before this has them read again, and none counted twice."""
    tx.delivery_done(reading.delivery.id, reading.note, digest=reading.digest)


def _record_alert(
    tx: Transaction, house: House, delivery: Delivery, signal_id: str, received: e.SignalReceived
) -> None:
    # A signal that begins here is counted from its deliveries instead.
    counted = tx.count_on(signal_id, delivery.received_at)
    signal = replay_signal(signal_id, tx.events(signal_id))
    if signal.received is None:
        _commit(tx, house, signal, [received], received)
    elif not counted:
        raise Conflict("another process began this signal meanwhile, and this delivery was not counted on it")
    elif goes_to(signal, received) != signal_id and _is_split(tx, signal_id):
        raise Conflict("the signal was split meanwhile, and this delivery goes elsewhere")
    else:
        _again(tx, house, signal, received)


def _signal_id(tx: Transaction, house: House, received: e.SignalReceived) -> str:
    row = tx.signal_of(received.source, received.series)
    if row is None:
        return house.stream_id("sig", f"{received.source}:{received.series}")
    return _after_splits(tx, row.id, received) if row.split else row.id


def _after_splits(tx: Transaction, signal_id: str, received: e.SignalReceived) -> str:
    """Where a delivery goes whose series was split; what was split off may have been split itself."""
    following = goes_to(replay_signal(signal_id, tx.events(signal_id)), received)
    return signal_id if following == signal_id else _after_splits(tx, following, received)


def _is_split(tx: Transaction, signal_id: str) -> bool:
    """Whether its row says so now. Where a row were wrong, one more reading would change nothing."""
    row = tx.signal_row(signal_id)
    return row is not None and row.split


def _again(tx: Transaction, house: House, signal: Signal, received: e.SignalReceived) -> None:
    """A later delivery of a series that is known."""
    row = tx.signal_row(signal.id)
    # What somebody judged of one body that cannot be read says nothing about the next.
    afresh, growth = is_unreadable(received.series), house.policy.regimes.growth
    news = weigh_again(signal, received, growth=growth, count=row.count if row else 1, afresh=afresh)
    _commit(tx, house, signal, news, received)
    if not news and signal.own_card:
        tx.enqueue(soon(tx, [card_effect(signal.id, f"{received.delivery}:{row.count if row else 0}")]))
    if news:
        propose_from(tx, house, signal.id)


def _commit(
    tx: Transaction, house: House, signal: Signal, news: list[e.SignalEvent], received: e.SignalReceived
) -> None:
    """Append what is new of a signal, and begin its incident in the same transaction where a rule says so."""
    after = reduce(evolve_signal, news, signal)
    opened = opening(tx, house, after) if news and received.opens else []
    signal = commit_signal(tx, house, signal, [*news, *opened])
    if opened:
        begin(tx, house, signal, by=e.SYSTEM)
