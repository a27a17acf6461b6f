"""The form for facts: first what happened, then a few questions at a time, of those that still matter.

An answer that is left as it was is not stated again; one that is emptied means that it is not known after all. What is
typed is saved with the page: by Save, and where somebody turns to other questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import JsonValue

from breachbot.assessment.facts import FACTS, GROUPS, Fact
from breachbot.incident.advice import advice_of
from breachbot.incident.events import MAIN
from breachbot.incident.guidance import Questions, computed, questions, together
from breachbot.incident.known import facts_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.telling import proposals
from breachbot.slack import told_form
from breachbot.slack.actions import Act
from breachbot.slack.fact_question import asking, value_of
from breachbot.slack.fact_words import outcomes, question
from breachbot.slack.kit.blocks import Block, actions, choice, modal, plain, say, sheet, small
from breachbot.slack.kit.form import answers
from breachbot.slack.kit.refs import facts_ref
from breachbot.slack.kit.words import escape, many
from breachbot.slack.modals import View
from breachbot.slack.sets import in_set, set_menu

NEXT = "next"
MENU = {NEXT: "What matters now"} | {str(group): title for group, title in GROUPS.items()}
MOST_QUESTIONS = 4
"""On a page of what matters now. Several people answer over hours; nobody is handed the whole catalogue."""
TELL = (
    "Tell it once, in your own words: what, since when, how many people, which data. No names of people. "
    "What it says of counts, times and kinds is then put before you to confirm."
)
STATE = (
    "State what you know. Leave blank what you cannot answer, or choose “Not known” (or enter ?) to say so. "
    "Save keeps this page and asks what comes next."
)
REST = "Every question is in the menu, to answer it or to correct it."


def facts(
    incident: Incident,
    policy: Policy,
    group: str = NEXT,
    affected_set: str = MAIN,
    past: Sequence[str] = (),
    saved: str = "",
    number: int | None = None,
) -> View:
    """The form for one group of questions about one affected set, with what is known filled in.

    past: the questions of this sitting that were left open, which are not put again. saved: what was just saved.
    number: how many questions the page before said to matter; None where it did not say.
    """
    rows = _menus(incident, group, affected_set)
    ref = facts_ref(incident.id, affected_set, past)
    above = [say(f"*{escape(saved)}*")] if saved else []
    if group != NEXT:
        shown = [fact.id for fact in FACTS.values() if fact.group == group]
        return _page(incident, policy, affected_set, shown, ref, [*above, say(STATE)], rows)
    if told := proposals(incident, affected_set, policy.templates.zone):
        return told_form.told(incident, policy, affected_set, told, ref, above, rows)
    asked = questions(incident, policy, affected_set)
    open_ones = [fact for fact in asked.due if fact not in past]
    if not open_ones:
        return _nothing_left(incident, policy, affected_set, asked, ref, [*above, *rows])
    if open_ones[0] == "what_happened":
        return _page(incident, policy, affected_set, open_ones[:1], ref, [*above, say(TELL)], rows)
    page, ref = together(open_ones, MOST_QUESTIONS), facts_ref(incident.id, affected_set, past, asked.number)
    so_far = small(_so_far(asked, number))
    return _page(incident, policy, affected_set, page, ref, [*above, say(STATE), so_far], rows)


def stated(view: Mapping[str, Any]) -> dict[str, JsonValue]:
    """The answers of a submitted form that differ from what it showed. Raises Refused for one that cannot be read."""
    found: dict[str, JsonValue] = {}
    for name, answer in answers(view).items():
        if name not in FACTS or answer.now == answer.before:
            continue
        found[name] = None if answer.now is None else value_of(FACTS[name], answer)
    return found


def left_open(view: Mapping[str, Any], past: Iterable[str]) -> tuple[str, ...]:
    """The questions that a form showed and nobody answered, after those of its earlier pages."""
    kept = stated(view)
    shown = [name for name in answers(view) if name in FACTS and name not in kept]
    return tuple(dict.fromkeys([*past, *shown]))


def saved_words(incident: Incident, affected_set: str, kept: Iterable[str]) -> str:
    """That these answers are on record, and which of them somebody else gives differently; empty for none."""
    names = list(kept)
    if not names:
        return ""
    known = facts_of(incident, affected_set)
    differ = [f"“{question(name)}”" for name in names if name in known and known[name].conflict]
    said = f"Saved: {many(len(names), 'answer', 'answers')}."
    if not differ:
        return said
    return f"{said} People differ on {', '.join(differ)}: until that is settled it counts as unknown."


def as_it_was(view: Mapping[str, Any], why: str) -> View:
    """A form with all that is typed in it, and why nothing of it was saved when other questions were chosen."""
    menu = [_chosen_again(block) for block in view["blocks"] if block.get("block_id") != "not_saved"]
    kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
    said = say(f"*Not saved yet.* {escape(why)} What you typed is still here.") | {"block_id": "not_saved"}
    return {name: view[name] for name in kept if view.get(name)} | {"blocks": [said, *menu]}


def _chosen_again(block: Block) -> Block:
    """The menus by another name, so that they show what the form asks, and not what was chosen in vain."""
    name = str(block.get("block_id") or "")
    if not name.startswith(("group:", "set:")):
        return block
    return block | {"block_id": name.removesuffix("~") if name.endswith("~") else f"{name}~"}


def _page(
    incident: Incident,
    policy: Policy,
    affected_set: str,
    names: Iterable[str],
    ref: str,
    above: list[Block],
    menus: list[Block],
) -> View:
    known = facts_of(incident, affected_set)
    proposed = {"advice": advice_of(known, policy.templates.words)}
    shown: list[Fact] = [FACTS[name] for name in names]
    inputs = [in_set(asking(fact, known.get(fact.id), proposed.get(fact.id)), affected_set) for fact in shown]
    return modal(Act.FACTS, "Facts", "Save", ref, *above, *inputs, *menus)


def _menus(incident: Incident, group: str, affected_set: str) -> list[Block]:
    """All questions by group, and the sets. Slack keeps a choice where the ids stay the same, so these say what is
    chosen; the name is what a screen reader says."""
    name = plain("Group of questions", 150)
    menu = choice("static_select", MENU, [group]) | {"action_id": Act.GROUP, "placeholder": name}
    return [
        actions(menu) | {"block_id": f"group:{group}"},
        actions(set_menu(incident, Act.FACTS_SET, affected_set, more=True))
        | {"block_id": f"set:{affected_set}"},
    ]


def _so_far(asked: Questions, before: int | None) -> str:
    """How many of those that matter after the answers so far have one; and if more came up, that they did."""
    what = "the notice tells" if asked.tells else "matter for what is owed now"
    more = asked.number - before if before is not None and not asked.tells else 0
    grew = f" The last answers brought up {more} more." if more > 0 else ""
    return f"Answered: {asked.answered} of {asked.number} that {what}.{grew} {REST}"


def _nothing_left(
    incident: Incident, policy: Policy, affected_set: str, asked: Questions, ref: str, above: list[Block]
) -> View:
    """What follows from the answers, once nothing more is asked in this sitting."""
    left = len(asked.due)
    more = (
        f"Left open: {many(left, 'question', 'questions')}. They are asked again when Facts is opened."
        if left
        else "Every question that matters now has an answer."
    )
    follows = outcomes(computed(incident, affected_set, policy), policy)
    return sheet("Facts", *above, say(f"{more}\nWhat is owed on these answers: {follows}"), small(REST)) | {
        "callback_id": Act.FACTS,
        "private_metadata": ref,
    }
