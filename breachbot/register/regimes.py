"""The laws that only set clocks, as lines of an entry: what was said of each, from when it counts, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.incident import events as e
from breachbot.incident.packs import answer, applying, due_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.playbook.regimes import Law
from breachbot.playbook.timing import ANCHORS
from breachbot.playbook.words import MARKS
from breachbot.register.lines import say_when


def said(incident: Incident, policy: Policy) -> Iterator[str]:
    """Every answer and every moment that was stated, then what is owed now, and the laws nobody has spoken to."""
    yield from map(_answer, incident.regimes)
    yield from map(_moment, incident.moments)
    yield from (_owed(incident, law, policy) for law in applying(incident))
    for pack in policy.regimes.packs:
        if answer(incident, pack.playbook.id) is None:
            yield f"{pack.playbook.id}: nobody has said whether it applies"


def _answer(event: e.RegimeConfirmed) -> str:
    applies = f"applies ({', '.join(event.criteria)})" if event.applies else "does not apply"
    which = f"{event.regime} of {event.version}, sha256 {event.sha256}"
    return f"{say_when(event.at)}: {which}, {applies}, said by {event.by}, because: {event.reason}"


def _moment(event: e.MomentStated) -> str:
    stated = f"{event.regime}: {ANCHORS[event.anchor]} at {say_when(event.moment)}"
    return f"{say_when(event.at)}: {stated}, stated by {event.by}, basis: {event.basis}"


def _owed(incident: Incident, law: Law, policy: Policy) -> str:
    """By when, and whether it was done; where a moment is missing, which."""
    one, due, done = law.obligation, due_of(incident, law, policy), incident.record(law.obligation.id)
    time = f"by {say_when(due.at)}" if due.at else "without undue delay"
    if due.at is None and due.lacks and one.counting:
        time = f"{one.hours} from when {ANCHORS[due.lacks.anchor]}, which nobody has stated"
    state = f"done {say_when(done.done_at)}" if done else "not recorded as done"
    return f"{one.label}, {time}, {state}. {one.article}. Source: {one.source} ({MARKS[one.mark]})"
