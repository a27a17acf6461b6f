"""Why a reminder comes only now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from breachbot.deadlines.reminders import CLOCK_CORRECTED
from breachbot.incident.events import ReminderRaised
from breachbot.slack.kit.words import span

SLOW = timedelta(minutes=5)
"""By how much a reminder may come late before that is worth a word."""
ROUNDED = timedelta(minutes=5)
"""To how much the times in reminders are rounded: a tick comes a little after the moment that is meant."""


def lateness(raised: Iterable[ReminderRaised]) -> str:
    """Why reminders come now and not before; empty where they are in time."""
    found = list(raised)
    if any(one.rung == CLOCK_CORRECTED for one in found):
        return "breachbot's clock was wrong and has been corrected."
    late = timedelta(minutes=max(one.late_minutes for one in found))
    if late < SLOW:
        return ""
    idle = [one.idle_minutes for one in found if one.idle_minutes is not None]
    stopped = bool(idle) and timedelta(minutes=max(idle)) >= late - SLOW
    return f"This should have come {_hours(late)} ago{'; breachbot was not running' if stopped else ''}."


def about(duration: timedelta) -> str:
    """A duration to the nearest five minutes, as people say it: `48 h`, `47 h 30 min`, `20 min`."""
    rounded = max(round(duration / ROUNDED) * ROUNDED, ROUNDED)
    return span(rounded).removesuffix(" 0 min") if rounded >= timedelta(hours=1) else span(rounded)


def _hours(duration: timedelta) -> str:
    """In full hours, where it is more than one."""
    hours = duration // timedelta(hours=1)
    return f"{hours} h" if hours else span(duration)
