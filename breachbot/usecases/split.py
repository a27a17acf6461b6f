"""The verb that takes deliveries out of a signal, into one of their own, and what can be chosen for it.

What was sent is read again before the transaction; only what comes in between is read in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident import split as life
from breachbot.incident.signal import Signal, replay_signal
from breachbot.usecases.house import House, commit_signal, team, write
from breachbot.usecases.ports.deliveries import Arrived, Delivery
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.signals import alerts_of

Says = Mapping[str, tuple[e.SignalReceived, ...]]
"""What the alerts of a delivery say, by its id."""
LISTED = 50
"""Deliveries that are shown to choose from, and the most that are taken out at once."""
READ = 1024 * 1024
"""Bytes that are read to say what the deliveries of a list are; of further ones it says when they came."""


@dataclass(frozen=True)
class Choice:
    """A delivery that can be taken out. shows: what it can be told from others by; None where it is not read."""

    id: str
    at: datetime
    shows: e.Likeness | None


@dataclass(frozen=True)
class Choices:
    """What a signal can be split by: its newest deliveries, the newest first, and how many there are."""

    signal: Signal
    count: int
    deliveries: tuple[Choice, ...]

    @property
    def differ(self) -> bool:
        """Whether they can be told apart by what they show."""
        return len({one.shows for one in self.deliveries if one.shows}) > 1


def choices(house: House, signal_id: str, *, by: str, until: str | None = None) -> Choices:
    """The deliveries of a signal for somebody to choose from, the newest or those up to one. Raises Refused where it
    cannot be split."""

    def look(tx: Transaction) -> tuple[Signal, int, list[Arrived], list[Delivery]]:
        signal, count = _known(tx, signal_id)
        life.require_splittable(signal, team(tx), by, count)
        arrived = tx.deliveries_of(signal_id, LISTED, until=until)
        return signal, count, arrived, [*_up_to(READ, _sealed(tx, [one.id for one in arrived]))]

    signal, count, arrived, sealed = house.store.read(look)
    shown = {one.id: _shows(house, signal, one) for one in sealed}
    found = tuple(Choice(one.id, one.at, shown.get(one.id)) for one in arrived)
    return Choices(signal, count, found)


def split(house: House, signal_id: str, wish: life.Split, *, by: str, request: str) -> Signal:
    """Take deliveries out of a signal; gives the new one. The same request does so once. Raises Refused where that
    cannot be."""
    series, sealed = house.store.read(partial(_chosen, signal_id=signal_id, wish=wish))
    says = {one.id: alerts_of(house, one, series) for one in sealed}
    return write(
        house,
        partial(_split, house=house, signal_id=signal_id, wish=wish, says=says, by=by, request=request),
    )


def _chosen(tx: Transaction, *, signal_id: str, wish: life.Split) -> tuple[str, list[Delivery]]:
    """The series of a signal, and the deliveries that have to be read."""
    signal, _ = _known(tx, signal_id)
    taken, last = _parts(tx, signal_id, wish)
    return signal.series, [*_sealed(tx, [*taken, *last])]


def _split(
    tx: Transaction, *, house: House, signal_id: str, wish: life.Split, says: Says, by: str, request: str
) -> Signal:
    fresh = house.stream_id("sig", f"split:{signal_id}:{wish.delivery}")
    if not tx.first_time(request):
        return replay_signal(fresh, tx.events(fresh))
    tx.hold_signal(signal_id)
    signal, count = _known(tx, signal_id)
    parted = _parted(tx, house, signal, wish, says)
    event, begun = life.split(
        signal,
        team(tx),
        wish,
        parted,
        fresh=fresh,
        count=count,
        growth=house.policy.regimes.growth,
        by=by,
        now=house.now(),
    )
    tx.take_out(signal_id, fresh, parted.taken)
    commit_signal(tx, house, signal, [event])
    return commit_signal(tx, house, Signal(fresh), begun)


def _parted(tx: Transaction, house: House, signal: Signal, wish: life.Split, says: Says) -> life.Parted:
    """What a split is about, as of this transaction: the few deliveries that came since are read in it."""
    taken, last = _parts(tx, signal.id, wish)
    since = _sealed(tx, [one for one in (*taken, *last) if one not in says])
    says = {**says, **{one.id: alerts_of(house, one, signal.series) for one in since}}
    whole = all(says.get(one) for one in taken)
    return life.Parted(
        taken=taken,
        says=tuple(alert for one in taken for alert in says[one]) if whole else (),
        last=next(iter(last), None),
        last_says=tuple(alert for one in last for alert in says.get(one, ())),
    )


def _parts(tx: Transaction, signal_id: str, wish: life.Split) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The deliveries that go, the oldest first, and the newest that stays, if there is one. None go if the one that is
    named is not one of this signal."""
    one = wish.delivery
    found = tx.deliveries_of(signal_id, LISTED + 1, since=one, until=None if wish.onward else one)
    if len(found) > LISTED:
        raise Refused(
            f"More than {LISTED} came from then on, which are too many to take out at once. Next: take out this one "
            "alone, and let later ones go to the new signal.",
            field="onward",
        )
    taken = tuple(arrived.id for arrived in reversed(found))
    newest = tx.deliveries_of(signal_id, 2, until=one if wish.onward else None)
    stays = tuple(arrived.id for arrived in newest if arrived.id != one)[:1]
    return (taken if one in taken else ()), stays


def _known(tx: Transaction, signal_id: str) -> tuple[Signal, int]:
    """A signal and how often it came. Raises Refused if there is none."""
    row, signal = tx.signal_row(signal_id), replay_signal(signal_id, tx.events(signal_id))
    if row is None or signal.received is None:
        raise Refused("There is no such signal.")
    return signal, row.count


def _sealed(tx: Transaction, names: Iterable[str]) -> Iterator[Delivery]:
    """What was sent with these deliveries; those whose content was deleted are left out."""
    for one in names:
        try:
            delivery = tx.delivery(one)
        except Erased:
            continue
        if delivery:
            yield delivery


def _up_to(most: int, deliveries: Iterable[Delivery]) -> Iterator[Delivery]:
    """The first of them, as many as have so many bytes together."""
    for one in deliveries:
        most -= len(one.body)
        if most < 0:
            return
        yield one


def _shows(house: House, signal: Signal, delivery: Delivery) -> e.Likeness | None:
    found = alerts_of(house, delivery, signal.series)
    return life.likeness(found[0]) if found else None
