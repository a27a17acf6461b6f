"""How far an incident has come: the stages from awareness to its end, derived from its events and duties.

Only `guidance` asks this; everybody else asks guidance. What nobody knows is never shown as done.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from breachbot.assessment.facts import FACTS
from breachbot.incident import events as e
from breachbot.incident import questions
from breachbot.incident.drafting import AUDIENCES, moot, wanted
from breachbot.incident.duties import UNSETTLED, Owed, duties
from breachbot.incident.outcome import waiting_for
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.playbook.obligation import Kind

Name = Literal["aware", "facts", "drafts", "decision", "filed", "people", "controllers", "closed"]
State = Literal["done", "here", "open", "unsure", "not_needed"]
"""unsure: open, and nobody can say yet whether it is needed."""
SoFar = Literal["", "in_part", "to_correct"]
"""What has happened there although it is not behind us: some of it, or all of it and it no longer holds as it is."""

LED_BY: Mapping[str, Name] = {
    "become_aware": "aware",
    "confirm_awareness": "aware",
    "state_facts": "facts",
    "explain": "facts",
    "add_set": "facts",
    "tell_apart": "facts",
    "name_controllers": "facts",
    "draft": "drafts",
    "advise": "decision",
    "decide": "decision",
    "approve": "decision",
    "file": "filed",
    "tell_people": "people",
    "draft_messages": "controllers",
    "tell_controller": "controllers",
    "close": "closed",
    "no_breach": "closed",
}
"""The stage in which an act is the next step."""


@dataclass(frozen=True)
class Stage:
    """One stage, whether it is behind, before us, or left out, and what has happened there so far."""

    name: Name
    state: State
    so_far: SoFar = ""


def stages(incident: Incident, policy: Policy, following: str | None) -> tuple[Stage, ...]:
    """All of them in their order; that of the controllers only where one has to be told. following: the act that comes
    next, which says where we are; where it belongs to no stage, we are in the first one that is open."""
    found = dict(_states(incident, policy))
    so_far = dict(_so_far(incident, policy, decided=found["decision"] == "done"))
    ahead = [name for name, state in found.items() if state in ("open", "unsure")]
    if isinstance(incident.ended, e.IncidentMerged):
        return tuple(Stage(name, state) for name, state in found.items() if state == "done")
    if incident.ended:
        left: dict[Name, State] = {name: "done" if name in so_far else "not_needed" for name in ahead}
        return tuple(Stage(name, left.get(name, state)) for name, state in found.items())
    led = LED_BY.get(following or "")
    here = led if led and found.get(led, "not_needed") != "not_needed" else next(iter(ahead), None)
    return tuple(
        Stage(name, "here" if name == here else state, so_far.get(name, "")) for name, state in found.items()
    )


def _so_far(incident: Incident, policy: Policy, *, decided: bool) -> Iterator[tuple[Name, SoFar]]:
    """What happened in a stage that is not over: what is out stays out, also where a fact has changed what it says."""
    found = duties(incident, policy)
    owed = {one.kind: one for one in found if one.affected_set == e.MAIN and one.gap != "promise"}
    filing, told = owed[Kind.FILING], owed[Kind.COMMUNICATION]
    if incident.approvals and not decided:
        if "update" in (filing.gap, told.gap):
            yield "decision", "to_correct"
        elif incident.told_outside or any(incident.approval(one) for one in AUDIENCES):
            yield "decision", "in_part"
    if incident.filings and (filing.gap == "update" or not filing.stopped):
        yield "filed", "to_correct" if filing.stopped else "in_part"
    if (incident.told or incident.public_page()) and not told.met:
        yield "people", "to_correct" if told.gap == "update" else "in_part"
    if incident.controllers_told and any(one.kind is Kind.CONTROLLERS and not one.met for one in found):
        yield "controllers", "in_part"


def _states(incident: Incident, policy: Policy) -> Iterator[tuple[Name, State]]:
    found = duties(incident, policy)
    owed = {one.kind: one for one in found if one.affected_set == e.MAIN and one.gap != "promise"}
    told = owed[Kind.COMMUNICATION]
    yield "aware", "done" if incident.aware_at else "open"
    yield "facts", "done" if _nothing_to_ask(incident) else "open"
    yield from _notices(incident, told, policy)
    yield "filed", _filed(incident, owed[Kind.FILING])
    yield "people", _people(incident, told)
    controllers = [one for one in found if one.kind is Kind.CONTROLLERS and one.outcome == "required"]
    if controllers:
        yield "controllers", "done" if all(one.met for one in controllers) else "open"
    yield "closed", "done" if incident.ended else "open"


def _nothing_to_ask(incident: Incident) -> bool:
    """Whether somebody has stated facts, and no duty waits for one: an answer that nobody knows is none."""
    waits = [fact for _, fact in waiting_for(incident) if fact in FACTS]
    return bool(questions.spoken(incident)) and not waits


def _notices(incident: Incident, told: Owed, policy: Policy) -> Iterator[tuple[Name, State]]:
    """Whether every notice that is called for is drafted, and whether somebody has approved each newest draft. Once
    people are told, nothing is missing for them."""
    drafts = [draft for one in AUDIENCES if (draft := incident.draft(one))]
    asked = [one for one in AUDIENCES if wanted(incident, one, policy)]
    served = told.met or incident.waived is not None
    missing = [one for one in asked if incident.draft(one) is None and not (served and one != "authority")]
    if not asked and not drafts:
        yield "drafts", "not_needed"
        yield "decision", "not_needed"
        return
    waiting = [one for one in drafts if not (moot(incident, one, policy) or incident.approval(one.audience))]
    turned_down = any(incident.rejected(one) for one in waiting)
    yield "drafts", "done" if drafts and not missing and not turned_down else "open"
    yield "decision", "done" if drafts and not missing and not waiting else "open"


def _filed(incident: Incident, owed: Owed) -> State:
    if owed.stopped or (incident.filings and owed.outcome == "not_required"):
        return "done"
    if incident.aware_at is None or owed.outcome in UNSETTLED:
        return "unsure"
    return "not_needed" if owed.outcome == "not_required" else "open"


def _people(incident: Incident, owed: Owed) -> State:
    """A decision that nobody need be told leaves it out; what went out nevertheless counts."""
    if owed.outcome in UNSETTLED or incident.aware_at is None:
        return "unsure"
    if not owed.met:
        return "open"
    return "done" if incident.told or incident.published else "not_needed"
