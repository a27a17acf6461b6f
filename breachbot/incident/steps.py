"""The steps of an incident: what can be done now, in the order in which it presses, and who can do it.

Only `guidance` asks this; everybody else asks guidance.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from breachbot.incident import questions
from breachbot.incident.act import Context
from breachbot.incident.duties import Owed, of_packs, open_duties
from breachbot.incident.next_steps.beside import (
    advised_as_none,
    countersigning,
    decided_by,
    ending,
    whether_it_applies,
    whom_to_notify,
)
from breachbot.incident.next_steps.drafts import decisions, explanations, turned_down
from breachbot.incident.next_steps.holders import holders_of
from breachbot.incident.next_steps.missing import missing_step, publishing
from breachbot.incident.next_steps.possible import possible_step, settle
from breachbot.incident.next_steps.step import NOTICES, Step
from breachbot.incident.policy import Policy
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident, once
from breachbot.incident.team import Team


def steps(incident: Incident, context: Context) -> tuple[Step, ...]:
    """What can be done now, in the order in which it presses; the same act on the same draft once. Whoever
    asks, it is the same."""
    return _in_order(incident, context.team, context.policy, context.now)


@once
def _in_order(incident: Incident, team: Team, policy: Policy, now: datetime) -> tuple[Step, ...]:
    context = Context("", team, policy, now)
    if incident.opened is None or incident.ended:
        return ()
    found: dict[tuple[str | None, object], Step] = {}
    for step in _steps(incident, context):
        about = (step.act, step.draft and (step.draft.audience, step.draft.version))
        found.setdefault(about, replace(step, holders=holders_of(incident, step, context)))
    if not found:
        return ()  # the card of an incident that nobody could end must still be shown
    first, *rest = found.values()
    asked = questions.question(incident) if incident.aware_at and first.act != "state_facts" else None
    return (replace(first, besides=asked), *rest)


def _steps(incident: Incident, context: Context) -> Iterator[Step]:
    if incident.aware_at is None:
        found = (possible_step(incident, one, context) for one in of_packs(incident, context.policy))
        yield from filter(None, found)
        yield from advised_as_none(incident, context)
        words = "Then state awareness, which starts the clock. If it is no breach, the DPO advises first."
        yield Step(f"Look into it{decided_by(incident, context)}. {words}", "become_aware")
        yield from whether_it_applies(incident, context)
        yield from countersigning(incident, context)
        return
    owed, waits = open_duties(incident, context.policy), any(incident.undecided(one) for one in NOTICES)
    if waits:
        yield from explanations(incident)
    asked = [*whom_to_notify(incident, context)]
    if not incident.authorities:
        yield from asked
    possible = {one.key: possible_step(incident, one, context) for one in owed}
    yield from filter(None, possible.values())
    yield from decisions(incident, context)
    yield from asked
    yield from whether_it_applies(incident, context)
    yield from explanations(incident)
    if owed:
        yield from turned_down(incident, context)
    if disputed := questions.disputed_question(incident):
        yield settle(disputed)
    elif first := questions.first_question(incident):
        yield Step(f"State the facts. First: {first}", "state_facts")
    left = [one for one in owed if possible[one.key] is None]
    yield from (
        missing_step(incident, one, context) for one in sorted(left, key=lambda one: one.gap == "promise")
    )
    if incident.unconfirmed:
        yield Step("The DPO or a deputy confirms or corrects the moment of awareness.", "confirm_awareness")
    if not owed and incident.still_to_publish(context.policy.firm.targets):
        yield publishing(incident, context)
    elif not owed and not ACTS["close"].obstacle(incident, context):
        yield ending(incident, context)
    yield from advised_as_none(incident, context)
    yield from countersigning(incident, context)


def toward(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """The step that leads to one duty now: its own, or where others come before it what presses most."""
    found = steps(incident, context)
    if owed.kind is None:
        return next((one for one in found if one.act == "become_aware"), None)
    own = possible_step(incident, owed, context) or missing_step(incident, owed, context)
    return next(
        (one for one in found if (one.act, one.draft) == (own.act, own.draft)), next(iter(found), None)
    )
