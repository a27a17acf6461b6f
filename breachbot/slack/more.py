"""What a person can do in an incident now, behind one button: on its card what anybody on the team may, on their own
Home tab all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from breachbot.incident.guidance import Guidance, guide, hindered, shared
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, View
from breachbot.slack.buttons import button_for
from breachbot.slack.kit.blocks import Block, actions, button, quote, say, sheet, small
from breachbot.slack.kit.words import escape, spoken
from breachbot.slack.own_clocks import every_clock

ORDER = (
    "have_it",
    "hand_over",
    "snooze",
    "become_aware",
    "state_facts",
    "explain",
    "translate",
    "draft",
    "file",
    "record_duty",
    "confirm_authorities",
    "confirm_regime",
    "state_moment",
    "tell_people",
    "waive",
    "advise",
    "decide",
    "name_controllers",
    "draft_messages",
    "tell_controller",
    "withdraw",
    "confirm_awareness",
    "move_awareness",
    "tell_apart",
    "merge",
    "split_off",
    "no_breach",
    "close",
    "countersign",
)
"""The acts with a button of their own, in the order of the work. Any other comes after them."""
ELSEWHERE = frozenset(
    {
        *(
            "approve",
            "reject",
            "confirm_proposal",
            "confirm_told",
            "add_set",
            "record_measure",
            "add_measure",
        ),
        "take_over",
    }
)
"""Acts that are asked for elsewhere: on the card of a draft, beside a proposal, in the form for facts, in messages."""


def in_order(acts: Iterable[str]) -> list[str]:
    """Those with a button of their own, in the order of the work."""
    return sorted((act for act in acts if act not in ELSEWHERE), key=_place)


def _place(act: str) -> int:
    return ORDER.index(act) if act in ORDER else len(ORDER)


def more_button(incident_id: str) -> dict[str, Any]:
    """The button that leads there."""
    return button(Act.MORE, "More…", incident_id)


ON_HOME = (
    "What the DPO or a deputy decides is on your Home tab of this app, behind *More…* beside this incident."
)


def more(asked: Asked, *, at_home: bool) -> View:
    """What this person can do now: what everybody on the team may, and on their Home tab what is the DPO's and a
    deputy's."""
    incident, found = asked.incident, guide(asked.incident, asked.context)
    everybody, mine = set(shared(incident, asked.context)), in_order(found.offers)
    ours = [act for act in mine if act in everybody]
    theirs = [act for act in mine if act not in everybody]
    looks = [button(Act.OUTLOOK, "What would change this", incident.id)] if "state_facts" in ours else []
    view = sheet(
        "What you can do",
        say(f"*{incident.id}*: {escape(found.headline)}.\nNext: {spoken(found.theirs.words)}"),
        *([quote(incident.opened.title)] if incident.opened else []),
        *every_clock(incident, asked.context),
        *_row("", asked, ours, looks),
        *(_row("*For the DPO or a deputy*", asked, theirs, []) if at_home else []),
        *(_not_yet(asked, found) if at_home else []),
        *([small(ON_HOME)] if theirs and not at_home else []),
    )
    return view | {"callback_id": Act.MORE.value}


def _not_yet(asked: Asked, found: Guidance) -> list[Block]:
    """Why whoever may close it, or judge it, cannot do so now."""
    context = asked.context
    if context.by not in context.team.approvers or {"close", "no_breach"} & set(found.offers):
        return []
    why = hindered("close", asked.incident, context)
    return [small(f"*Close* is not offered. {spoken(why)}")] if why and not asked.incident.ended else []


def _row(title: str, asked: Asked, acts: list[str], looks: list[dict[str, Any]]) -> list[Block]:
    """The buttons of these acts, what presses in colour."""
    following = guide(asked.incident, asked.context).theirs.act
    made = []
    for act in acts:
        one = button_for(act, asked.incident)
        style = "primary" if act == following else one.style
        made.append(button(one.id, one.label, asked.incident.id, style=style))
    shown = [*made, *looks]
    return [*([say(title)] if title and shown else []), *([actions(*shown)] if shown else [])]
