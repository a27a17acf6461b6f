"""The form for facts: a few questions at a time, those on which a duty hangs first.

An answer that is left as it was is not stated again; one that is emptied means that it is not known after all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import JsonValue

from breachbot.assessment.answers import LONGEST_TEXT
from breachbot.assessment.facts import FACTS, GROUPS, Fact, Settled
from breachbot.assessment.outlook import Step
from breachbot.errors import Refused
from breachbot.incident.advice import advice_of
from breachbot.incident.events import MAIN
from breachbot.incident.known import facts_of, facts_of_people, outlook
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.fact_words import answer as words
from breachbot.slack.fact_words import number
from breachbot.slack.kit.blocks import Block, actions, ask, choice, line, modal, moment, plain, say, small
from breachbot.slack.kit.form import Answer, answers
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import set_ref
from breachbot.slack.modals import View
from breachbot.slack.sets import in_set, set_menu

NEXT = "next"
MENU = {NEXT: "What matters now"} | {str(group): title for group, title in GROUPS.items()}
NOT_KNOWN = "?"
MOST_QUESTIONS = 5
"""Of what matters now. Several people answer over hours; nobody is handed the whole catalogue."""


def facts(incident: Incident, policy: Policy, group: str = NEXT, affected_set: str = MAIN) -> View:
    """The form for one group of questions about one affected set, with what is known filled in."""
    known = facts_of(incident, affected_set)
    proposed = {"advice": advice_of(known, policy.templates.words)}
    steps = outlook(incident, policy, affected_set).next
    shown = _questions(steps, known, group)
    name = plain("Group of questions", 150)  # which a screen reader says of it
    menu = choice("static_select", MENU, [group]) | {"action_id": Act.GROUP, "placeholder": name}
    intro = "State what you know. Leave blank what you cannot answer, or choose “Not known” (or enter ?) to say so."
    return modal(
        Act.FACTS,
        "Facts",
        "Save",
        set_ref(incident.id, affected_set),
        say(intro),
        actions(menu) | {"block_id": f"group:{group}"},  # Slack keeps a choice where the ids stay the same
        small("Save before you go to another group: what is not saved is lost."),
        actions(set_menu(incident, Act.FACTS_SET, affected_set, more=True))
        | {"block_id": f"set:{affected_set}"},
        *[in_set(_question(fact, known.get(fact.id), proposed.get(fact.id)), affected_set) for fact in shown],
    )


def more_to_ask(incident: Incident, policy: Policy, affected_set: str = MAIN) -> bool:
    """Whether a duty of the set hangs on a question that nobody has spoken to yet."""
    spoken = facts_of_people(incident, affected_set)
    return any(step.fact not in spoken for step in outlook(incident, policy, affected_set).next)


def stated(view: Mapping[str, Any]) -> dict[str, JsonValue]:
    """The answers of a submitted form that differ from what it showed. Raises Refused for one that cannot be read."""
    found: dict[str, JsonValue] = {}
    for name, answer in answers(view).items():
        if name not in FACTS or answer.now == answer.before:
            continue
        found[name] = None if answer.now is None else _value(FACTS[name], answer)
    return found


def _questions(steps: Sequence[Step], known: Mapping[str, Settled], group: str) -> list[Fact]:
    if group != NEXT:
        return [fact for fact in FACTS.values() if fact.group == group]
    waiting = list(dict.fromkeys(step.fact for step in steps))
    unspoken = [name for name in waiting if name not in known or _by_an_alert(known[name])]
    open_ones = [fact.id for fact in FACTS.values() if fact.id not in known]
    names = unspoken or waiting or open_ones or list(FACTS)
    return [FACTS[name] for name in names[:MOST_QUESTIONS]]


def _by_an_alert(known: Settled) -> bool:
    """Only an alert has spoken: a person is still to be asked."""
    return all(view.source == "alert" for view in known.views)


def _question(fact: Fact, known: Settled | None, proposed: str | None) -> Block:
    """`proposed`: what a notice says until a person says other; left as it is, it is nobody's statement."""
    firm = known.value if known and known.firm else proposed
    return ask(
        fact.id,
        fact.question,
        _ELEMENTS[fact.kind](fact, firm),
        hint=_hint(fact, known),
        optional=True,
    )


def _hint(fact: Fact, known: Settled | None) -> str:
    """What is known but not firm, so that nobody confirms it by accident; else how to answer. What an answer would
    change is shown once it is given: whoever answers is not to be steered."""
    if known and known.conflict:
        said = "; ".join(words(fact, view.value) for view in known.views if view.value is not None)
        return clip(f"Two answers differ: {said}. Until that is settled it counts as unknown.", 1900)
    if known and known.value is not None and not known.firm:
        return clip(f"Not confirmed yet: {words(fact, known.value)}", 1900)
    return "A number, or a range such as 100-250." if fact.kind == "count" else ""


def _choice(fact: Fact, value: JsonValue) -> dict[str, Any]:
    return _menu("static_select", fact, [value] if isinstance(value, str) else [])


def _choices(fact: Fact, value: JsonValue) -> dict[str, Any]:
    return _menu("multi_static_select", fact, value if isinstance(value, list) else [])


def _menu(kind: str, fact: Fact, chosen: list[Any]) -> dict[str, Any]:
    return choice(kind, {**fact.options, NOT_KNOWN: "Not known"}, chosen) | {
        "placeholder": plain("Choose", 150)
    }


def _count(_fact: Fact, value: JsonValue) -> dict[str, Any]:
    return line("" if value is None else number(value), most=30)


def _text(_fact: Fact, value: JsonValue) -> dict[str, Any]:
    return line(value if isinstance(value, str) else "", most=LONGEST_TEXT, tall=True)


def _instant(_fact: Fact, value: JsonValue) -> dict[str, Any]:
    return moment(datetime.fromisoformat(value) if isinstance(value, str) else None)


_ELEMENTS = {"choice": _choice, "choices": _choices, "count": _count, "text": _text, "instant": _instant}


def _value(fact: Fact, answer: Answer) -> JsonValue:
    """The answer as the use-case takes it; None says that it is not known."""
    given = answer.now
    if given == NOT_KNOWN or given == [NOT_KNOWN]:
        return None
    if isinstance(given, list) and NOT_KNOWN in given:
        raise Refused("Choose “Not known” alone, without other answers.", field=fact.id)
    if fact.kind == "count" and isinstance(given, str) and "-" in given:
        low, _, high = given.partition("-")
        return {"min": low.strip(), "max": high.strip()}
    if isinstance(given, datetime):
        return given.isoformat()
    return list(given) if isinstance(given, list) else given
