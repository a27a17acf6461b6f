"""What a sender lists and never delivered: taken in as if it had been delivered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from breachbot.intake.listing import Window
from breachbot.intake.reading import read
from breachbot.intake.signal import Signal
from breachbot.usecases.house import House, write
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.watch import tell_fetched

FIRST = timedelta(hours=1)
"""How far back is looked at first."""
STEP = timedelta(hours=1)
"""The longest window of one question, so that its answer can be read whole."""
ARRIVES = timedelta(minutes=5)
"""What is newer may still be on its way to the hook."""
LONGEST = timedelta(days=14)
"""How far back is looked at most after a pause."""
ASKED = "reconciled:{}"
"""The fact until when a source was asked."""


def window(house: House, source: str) -> Window | None:
    """What to ask a source for now; None while there is nothing to ask for, or deliveries wait to be read."""
    return house.store.read(partial(_window, source=source, now=house.now()))


def _window(tx: Transaction, *, source: str, now: datetime) -> Window | None:
    if tx.pending_deliveries(1):
        return None
    asked = tx.fact(ASKED.format(source))
    since = max(datetime.fromisoformat(asked), now - LONGEST) if asked else now - FIRST
    until = min(since + STEP, now - ARRIVES)
    return Window(since, until) if since < until else None


def rest(house: House, source: str) -> Window | None:
    """What was not asked for yet up to now, after a gap: what was refused is not on its way any more. None while
    deliveries wait to be read."""
    return house.store.read(partial(_rest, source=source, now=house.now()))


def _rest(tx: Transaction, *, source: str, now: datetime) -> Window | None:
    if tx.pending_deliveries(1):
        return None
    asked = tx.fact(ASKED.format(source))
    return Window(datetime.fromisoformat(asked) if asked else now - FIRST, now)


def missing(house: House, source: str, bodies: Sequence[bytes]) -> list[NewDelivery]:
    """A delivery for each body whose alert has no signal yet."""
    listing = house.sources[source].listing
    headers = dict(listing.headers) if listing else {}
    news = [NewDelivery(source, house.now(), headers, body, fetched=True) for body in bodies]
    return house.store.read(lambda tx: [one for one in news if _unknown(tx, house, one)])


def _unknown(tx: Transaction, house: House, one: NewDelivery) -> bool:
    return any(tx.signal_of(one.source, series) is None for series in _series(house, one))


def _series(house: House, one: NewDelivery) -> Iterator[str]:
    for seen in read(one.source, one.headers, one.body, house.digest, house.sources):
        if isinstance(seen, Signal):
            yield seen.series


def asked(house: House, source: str, until: datetime | None, taken: int) -> None:
    """Put on record that everything a source lists until then is here, and tell people if some of it was taken in.

    until: None where the same is to be asked for once more, since what began last may not be listed yet.
    """

    def work(tx: Transaction) -> None:
        if until is not None:
            tx.keep_fact(ASKED.format(source), until.isoformat())
        if taken:
            tell_fetched(tx, source, taken, house.now())

    write(house, work)
