"""Which reminders come when: the rungs of a ladder, computed from the clock's start each time.

Nothing is remembered here. The caller asks for the rungs of a span of time and keeps, as an event, up to
which instant it has asked; after a pause one answer holds every rung that passed meanwhile.

A rung belongs to the instant at which it falls, and a span is open at its beginning and closed at its end
(`after` < rung <= `until`), so that spans laid end to end meet each rung once.

Awareness may be stated after the fact. Rungs between the moment of awareness and its statement were nobody's
to miss: the caller passes the instant of the statement as the first `after`. The rungs that remain still tell
the truth about the time left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, takewhile

from breachbot.deadlines.clock import utc
from breachbot.playbook.obligation import Ladder

HOUR = timedelta(hours=1)
CLOCK_CORRECTED = "clock_corrected"
"""The name of a reminder that is no rung of any ladder: it says what is left after a clock that was wrong."""


@dataclass(frozen=True, order=True)
class Rung:
    """One reminder: the instant at which it falls (UTC) and its name, unique within one ladder and start."""

    at: datetime
    name: str


def rungs_between(
    ladder: Ladder, start: datetime, due: datetime | None, after: datetime, until: datetime
) -> list[Rung]:
    """The rungs with `after` < at <= `until`, in order; none lies at or before `start`.

    `start` is the moment of awareness, `due` the deadline of a duty with hours (else None). Rungs are named
    `48h_left`, `due`, `overdue_3h` (or `overdue_90m`), and for an interval `since_12h`. Raises ValueError on
    a naive time, and where a ladder that counts down is given no deadline.
    """
    low = max(utc(after), utc(start))
    high = utc(until)
    return list(takewhile(lambda rung: rung.at <= high, _later_than(ladder, utc(start), due, low)))


def next_rung(ladder: Ladder, start: datetime, due: datetime | None, after: datetime) -> Rung:
    """The first rung later than `after`. There always is one: overdue and interval rungs go on until the duty
    is met. Raises ValueError as `rungs_between` does."""
    return next(_later_than(ladder, utc(start), due, max(utc(after), utc(start))))


def _later_than(ladder: Ladder, start: datetime, due: datetime | None, low: datetime) -> Iterator[Rung]:
    """All rungs later than `low`, in order, without end."""
    if ladder.every is not None:
        yield from _repeated(start, ladder.every, low, "since_{}")
    elif due is None or ladder.overdue_every is None:
        raise ValueError("a ladder that counts down needs a deadline")
    else:
        end = utc(due)
        falling = (Rung(end - hours * HOUR, f"{hours}h_left") for hours in ladder.hours_left)
        yield from (rung for rung in (*falling, Rung(end, "due")) if rung.at > low)
        yield from _repeated(end, ladder.overdue_every, low, "overdue_{}")


def _repeated(start: datetime, every: timedelta, low: datetime, name: str) -> Iterator[Rung]:
    """`start` + 1, 2, 3 … times `every`, beginning with the first that is later than `low`."""
    first = max(1, (low - start) // every + 1)
    for n in count(first):
        yield Rung(start + n * every, name.format(_short(n * every)))


def _short(span: timedelta) -> str:
    """A span in the largest unit that divides it: `3h`, `90m`, `45s`."""
    for unit, letter in ((HOUR, "h"), (timedelta(minutes=1), "m")):
        if not span % unit:
            return f"{span // unit}{letter}"
    return f"{span // timedelta(seconds=1)}s"
