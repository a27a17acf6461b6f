"""One entry of the register as a page for people: what belongs together in sections, times as on their own clock."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from breachbot.assessment.facts import FACTS
from breachbot.register.entry import Entry
from breachbot.register.flat import one_line
from breachbot.register.lines import NOT_KNOWN, say_when
from breachbot.register.timeline import Timeline

if TYPE_CHECKING:
    from breachbot.incident.next_steps.step import Step
    from breachbot.incident.policy import Policy
    from breachbot.usecases.register import Outlook

WIDTH = 110
NONE = "none"
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00")
_FACT = re.compile(rf"(?<=: )({'|'.join(FACTS)}): ")

Section = tuple[str, Iterable[str]]
"""A title and its lines."""


def page(
    entry: Entry,
    policy: Policy,
    found: Timeline | None,
    ahead: Outlook | None,
    zone: tzinfo | None,
    reached: Iterable[str] = (),
) -> Iterator[str]:
    """The lines of a terminal. `zone`: the reader's, None for that of the machine; UTC is always beside it.

    reached: what became of each message about a reminder.
    """
    yield one_line(f"{entry.id}: {entry.title}")
    yield f"  {entry.phase}" + (f": {ahead.headline}" if ahead and ahead.headline != entry.phase else "")
    # Of a signal nobody is reminded, and of what was erased nobody can say it.
    reminded: list[Section] = [("Whom reminders reached", reached)] if ahead else []
    for title, lines in (*_sections(entry, policy, found, ahead, zone), *reminded):
        yield ""
        yield title
        for text in list(lines) or [NONE]:
            yield from wrapped(_local(one_line(text), zone))


def _sections(
    entry: Entry, policy: Policy, found: Timeline | None, ahead: Outlook | None, zone: tzinfo | None
) -> Iterator[Section]:
    if ahead:
        yield "What comes next", _ahead(ahead, policy)
    if found:
        yield "When", (found.summary, *timeline_lines(found, zone))
    else:
        yield "When", (f"Opened {entry.opened_at} by {entry.opened_by}", f"Detected {entry.detected_at}")
    yield "Awareness", entry.awareness
    yield "What is known", _facts(entry)
    yield "What was said before", (_asked(one) for one in entry.earlier_facts)
    yield "What is owed", _owed(entry, policy)
    yield "Advice and decisions", (*entry.advice, *entry.decisions)
    yield (
        "The authority",
        (
            *entry.authorities,
            *entry.filings,
            *(f"Reasons for the delay: {why}" for why in entry.delay_reasons),
        ),
    )
    yield "The people affected, and controllers", (*entry.communication, *entry.published)
    yield "Other laws", entry.regimes
    yield "Other duties", entry.recorded
    yield "Approved or turned down", (*entry.approvals, *entry.rejections)
    yield "Sets of data", entry.affected_sets
    yield "Reminders", entry.reminders
    yield "What an inspector should not miss", entry.flags
    yield "The end", _end(entry)
    yield "Follow-up measures", entry.follow_up


def step_line(step: Step) -> str:
    """What comes next, and for whom it waits."""
    return step.words + (f" Waits for: {', '.join(step.holders)}." if step.holders else "")


def _ahead(ahead: Outlook, policy: Policy) -> Iterator[str]:
    """Each next step and who can take it, what has to happen before the incident can be closed, and the worst case."""
    for step in ahead.steps:
        yield step_line(step)
    if ahead.closing:
        yield f"Before it can be closed: {ahead.closing}"
    if ahead.worst_case:
        hours, end = policy.regimes.filing.hours, say_when(ahead.worst_case)
        yield f"As if aware since detection, the {hours} for the notice to the authority would end {end}."


def timeline_lines(found: Timeline, zone: tzinfo | None) -> Iterator[str]:
    """Each point on a line, in columns."""
    labels = [point.label + (" (late)" if point.late else "") for point in found.points]
    times = [clock(point.at, zone) if point.at else "" for point in found.points]
    first, second = max(map(len, labels)), max(map(len, times))
    for label, at, point in zip(labels, times, found.points, strict=True):
        yield f"{label.ljust(first)}  {at.ljust(second)}  {found.since(point)}".rstrip()


def _facts(entry: Entry) -> Iterator[str]:
    """What is on record, each behind its question; then what nobody knows."""
    if len(alike := set(entry.facts.values())) == 1:
        yield from alike
        return
    for name, value in entry.facts.items():
        if value != NOT_KNOWN:
            yield f"{FACTS[name].question} {value}"
    unknown = [FACTS[name].question for name, value in entry.facts.items() if value == NOT_KNOWN]
    if unknown:
        yield f"Not known: {' '.join(unknown)}"


def _asked(said: str) -> str:
    """An earlier statement behind its question."""
    return _FACT.sub(lambda found: f"{FACTS[found[1]].question} ", said, count=1)


def _owed(entry: Entry, policy: Policy) -> Iterator[str]:
    """The outcome of each obligation, and why."""
    for duty in policy.regimes.obligations:
        yield f"{duty.name}: {entry.outcomes[duty.id]}. {entry.outcomes[f'{duty.id}_because']}"


def _end(entry: Entry) -> Iterator[str]:
    yield f"Ended: {entry.ended_at}"
    yield f"Why: {entry.decided_because}"
    yield f"Effects: {entry.effects}"
    yield f"Measures: {entry.measures}"
    yield f"Lessons: {entry.lessons}"


# --- on a terminal ---------------------------------------------------------------------------------------------


def wrapped(text: str) -> list[str]:
    """A text in lines of a terminal, those after the first further in."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent="  ",
        subsequent_indent="      ",
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=False,
    )


def _local(text: str, zone: tzinfo | None) -> str:
    """A line with its times on the reader's clock, and UTC beside them."""
    return _INSTANT.sub(lambda found: clock(datetime.fromisoformat(found[0]), zone), text)


def clock(instant: datetime, zone: tzinfo | None) -> str:
    """`2026-11-24 13:00 CET (12:00 UTC)`, with UTC's day where that is another; UTC alone where that is the zone."""
    local = instant.astimezone(zone)
    if not local.utcoffset():
        return f"{instant:%Y-%m-%d %H:%M} UTC"
    same = local.date() == instant.date()
    return f"{local:%Y-%m-%d %H:%M %Z} ({instant:{'%H:%M' if same else '%Y-%m-%d %H:%M'}} UTC)"
