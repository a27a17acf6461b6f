"""Forms for what people make of a computed outcome: the DPO's advice, and the controller's decision."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident.events import MAIN
from breachbot.incident.known import processed_for_others
from breachbot.incident.outcome import computed_of
from breachbot.incident.state import AffectedSet, Incident
from breachbot.incident.verdicts import DECIDABLE
from breachbot.slack.actions import Act
from breachbot.slack.blocks import Block, ask, choice, line, modal, say
from breachbot.slack.fact_words import listed
from breachbot.slack.modals import View
from breachbot.slack.steps import NAMES, OUTCOMES
from breachbot.slack.words import escape

VERDICTS = {"required": "Required", "not_required": "Not required"}


def advise(incident: Incident) -> View:
    """What the DPO advises. Raises Refused where there is nothing to decide."""
    intro = "It is recorded beside the computed outcome and changes none."
    return _form(incident, Act.ADVISE, "The DPO's advice", intro, "What do you advise?", optional=False)


def decide(incident: Incident) -> View:
    """What the controller decides. Raises Refused where there is nothing to decide."""
    intro = (
        "It is in force at once and stands beside the computed outcome. One that lifts a duty wants the DPO's advice "
        "first, and holds only until something else becomes known."
    )
    return _form(incident, Act.DECIDE, "Controller's decision", intro, "What is decided?", optional=True)


def _form(incident: Incident, act: Act, title: str, intro: str, question: str, *, optional: bool) -> View:
    sets = [one for one in incident.sets if not processed_for_others(incident, one.id)]
    if not sets:
        raise Refused("The company is processor of all these data: their controllers decide.")
    hint = "Needed where it departs from the computed outcome." if optional else ""
    return modal(
        act,
        title,
        "Record",
        incident.id,
        say(intro),
        say(f"*Computed*\n{listed(_computed(incident, one, several=len(sets) > 1) for one in sets)}"),
        *_which(sets),
        ask("obligation", "Which duty?", choice("radio_buttons", {duty: NAMES[duty] for duty in DECIDABLE})),
        ask("outcome", question, choice("radio_buttons", VERDICTS)),
        ask("reason", "Why?", line(tall=True, most=bounds.GROUNDS), hint=hint, optional=optional),
    )


def _which(sets: list[AffectedSet]) -> list[Block]:
    if len(sets) == 1 and sets[0].id == MAIN:
        return []
    options = {one.id: one.title for one in sets}
    return [ask("affected_set", "Which data?", choice("static_select", options, [sets[0].id]))]


def _computed(incident: Incident, one: AffectedSet, *, several: bool) -> str:
    said = "; ".join(
        f"{NAMES[duty]}: *{OUTCOMES[computed_of(incident, duty, one.id)]}*" for duty in DECIDABLE
    )
    return f"{escape(one.title)} – {said}" if several else said
