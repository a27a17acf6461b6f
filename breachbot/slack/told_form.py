"""What was told, beside what it suggests: each proposal with its words, to be ticked one by one or taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from breachbot.assessment.facts import FACTS
from breachbot.assessment.telling.read import Told
from breachbot.incident.acts.confirm_told import ConfirmTold
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.incident.telling import ALERT, key, telling_of
from breachbot.slack.actions import Act
from breachbot.slack.fact_words import named, short
from breachbot.slack.kit.blocks import Block, actions, ask, button, modal, plain, quote, say
from breachbot.slack.kit.form import name_of, several
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import read_set
from breachbot.slack.modals import View
from breachbot.slack.sets import in_set

MOST_OPTIONS = 10
"""Of one group of boxes in Slack."""
LONGEST_TELLING = 1200
TAKE = "*Read out of what was told.* Nothing of it counts until somebody takes it. Tick what is right."
PARTS = {
    "Counts and times": {
        "people_count",
        "records_count",
        "occurred_from",
        "occurred_until",
        "processor_told_at",
    },
    "Kinds of data": {"data_categories"},
    "People, cause and countries": {"people_kinds", "cause", "countries"},
}
BESIDE = "What the alert suggests"


def told(
    incident: Incident,
    policy: Policy,
    affected_set: str,
    found: Sequence[Told],
    ref: str,
    above: Sequence[Block],
    menus: Sequence[Block],
) -> View:
    """The form with these proposals of a set. Nothing is ticked. above, menus: rows of the form for facts."""
    telling = telling_of(incident, affected_set)
    in_words = [told for told in found if told.words != ALERT]
    parts = {title: [told for told in in_words if told.fact in facts] for title, facts in PARTS.items()}
    parts[BESIDE] = [told for told in found if told.words == ALERT]
    boxes = [
        in_set(_boxes(part, title, one, policy), affected_set)
        for title, ones in parts.items()
        for part, one in enumerate(_tens(ones))
    ]
    return modal(
        Act.TOLD,
        "What was told",
        "Take what is ticked",
        ref,
        *above,
        say(TAKE),
        quote(clip(str(telling.value), LONGEST_TELLING) if telling else ""),
        *boxes,
        actions(button(Act.TOLD_ALL, f"Take all {len(found)}" if len(found) > 1 else "Take it", ref)),
        *menus,
    )


def shown_in(view: Mapping[str, Any]) -> tuple[str, ...]:
    """The proposals that such a form showed, by their keys."""
    return tuple(str(option["value"]) for block in _asked(view) for option in block["element"]["options"])


def ticked_in(view: Mapping[str, Any]) -> tuple[str, ...]:
    """Those of them that are ticked."""
    return tuple(one for block in _asked(view) for one in several(view, name_of(block["block_id"])))


def taking(view: Mapping[str, Any], ref: str) -> ConfirmTold:
    """The command of a submitted form: what is ticked is taken, and the rest is passed over."""
    return ConfirmTold.of(taken=ticked_in(view), shown=shown_in(view), affected_set=read_set(ref))


def _asked(view: Mapping[str, Any]) -> list[Block]:
    return [block for block in view["blocks"] if str(block.get("block_id") or "").startswith("told:")]


def _tens(found: Sequence[Told]) -> list[Sequence[Told]]:
    return [found[at : at + MOST_OPTIONS] for at in range(0, len(found), MOST_OPTIONS)]


def _boxes(part: int, title: str, found: Sequence[Told], policy: Policy) -> Block:
    options = [
        {
            "text": plain(_words(one, policy), 75),
            "description": plain(
                "As the alert has it" if one.words == ALERT else f"In the words “{one.words}”", 75
            ),
            "value": key(one),
        }
        for one in found
    ]
    return ask(
        f"told:{title.split()[0].lower()}:{part}",
        title,
        {"type": "checkboxes", "options": options},
        optional=True,
    )


def _words(one: Told, policy: Policy) -> str:
    """The answer that is proposed; a moment in the zone in which it was read."""
    if FACTS[one.fact].kind == "instant":
        zone = policy.templates.zone
        at = datetime.fromisoformat(str(one.value)).astimezone(zone)
        what = short(one.fact)
        return f"{what[0].upper()}{what[1:]}: {at:%a %Y-%m-%d %H:%M} {zone}"
    said = named(one.fact, [one.value] if FACTS[one.fact].kind == "choices" else one.value)
    return said[0].upper() + said[1:]
