"""How often the time that is left is shown: in stretches of it, each of which is shown once."""

from __future__ import annotations

from datetime import datetime, timedelta

EVERY = timedelta(minutes=30)
AT_THE_END, EVERY_AT_THE_END = timedelta(hours=3), timedelta(minutes=5)
OVERDUE = ((timedelta(hours=3), EVERY), (timedelta(days=3), timedelta(hours=6)))
"""How often it is shown up to so long after the end; later once a day."""
LONGEST = timedelta(days=1)


def stretch(due: datetime, now: datetime) -> str:
    """The stretch in which a moment lies: of half an hour, and of five minutes in the last three hours; after the end
    they grow. Counted from the end of the hours, so that the end begins one."""
    every = _every(due - now)
    return f"{due:%Y%m%dT%H%M%S}/{every // timedelta(minutes=1)}/{-((now - due) // every)}"


def next_stretch(due: datetime, now: datetime) -> datetime:
    """When the stretch after that of a moment begins."""
    every = _every(due - now)
    return due + ((now - due) // every + 1) * every


def _every(left: timedelta) -> timedelta:
    if left > timedelta():
        return EVERY_AT_THE_END if left <= AT_THE_END else EVERY
    return next((often for until, often in OVERDUE if -left < until), LONGEST)
