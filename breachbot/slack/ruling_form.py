"""The form in which people rule on a computed outcome: the DPO's advice and the controller's decision ask the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breachbot.assessment.facts import FACTS, Settled
from breachbot.incident.acts.advise import Advise
from breachbot.incident.events import MAIN
from breachbot.incident.guidance import computed
from breachbot.incident.known import facts_of, processed_for_others
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, View
from breachbot.slack.fact_words import answer, listed
from breachbot.slack.fact_words import outcomes as words
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, say
from breachbot.slack.kit.words import escape

RULINGS = {"required": "Required", "not_required": "Not required"}


def ruling_form(
    asked: Asked,
    act: Act,
    title: str,
    intro: str,
    question: str,
    *,
    sets: list[AffectedSet],
    duties: Mapping[str, str],
    hint: str,
) -> View:
    """`hint` says when a reason can be left out; empty where it never can."""
    incident, policy = asked.incident, asked.context.policy
    outcomes = {one.id: computed(incident, one.id, policy) for one in sets}
    lines = [_line(one, words(outcomes[one.id], policy), several=len(sets) > 1) for one in sets]
    reason = line(tall=True, most=Advise.most("reason"))
    return modal(
        act,
        title,
        "Record",
        incident.id,
        say(intro),
        say(f"*Computed*\n{listed(lines)}"),
        *_weighing(sets, incident),
        *_which(sets),
        ask("obligation", "Which duty?", choice("radio_buttons", duties)),
        ask("outcome", question, choice("radio_buttons", RULINGS)),
        ask("reason", "Why?", reason, hint=hint, optional=bool(hint)),
    )


def ours(incident: Incident) -> list[AffectedSet]:
    """The sets on which the company decides."""
    return [one for one in incident.sets if not processed_for_others(incident, one.id)]


def labels(policy: Policy) -> dict[str, str]:
    """What people rule on, by its label."""
    return {duty: policy.regimes.label(duty) for duty in policy.regimes.decidable}


def ruled(view: View) -> dict[str, Any]:
    """The answers of that form, by the fields of the command."""
    return {
        "affected_set": form.text(view, "affected_set") or MAIN,
        "obligation": form.text(view, "obligation"),
        "outcome": form.one_of(view, "outcome", tuple(RULINGS)),
        "reason": form.text(view, "reason"),
    }


def _weighing(sets: list[AffectedSet], incident: Incident) -> list[Block]:
    """What speaks for a risk and what against it, where an outcome is left to judgement, with the answers behind it."""
    said = dict.fromkeys(
        (c.speaks, f"{c.because} ({_answers(facts_of(incident, one.id), c.facts)})")
        for one in sets
        for made in incident.assessed_set(one.id)
        for ruling in made.rulings
        for c in ruling.considerations
    )
    titles = {"for": "Speaks for a risk", "against": "Speaks against a risk"}
    found = {title: [line for of, line in said if of == speaks] for speaks, title in titles.items()}
    return [say(f"*{title}*\n{listed(map(escape, lines))}") for title, lines in found.items() if lines]


def _answers(known: Mapping[str, Settled], facts: tuple[str, ...]) -> str:
    return "; ".join(answer(FACTS[fact], known[fact].value) for fact in facts if fact in known)


def _which(sets: list[AffectedSet]) -> list[Block]:
    if len(sets) == 1 and sets[0].id == MAIN:
        return []
    options = {one.id: one.title for one in sets}
    return [ask("affected_set", "Which data?", choice("static_select", options, [sets[0].id]))]


def _line(one: AffectedSet, said: str, *, several: bool) -> str:
    return f"{escape(one.title)} – {said}" if several else said
