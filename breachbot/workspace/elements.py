"""What the elements of a view or a message hold, and what a person can put into them.

Source of the shapes: docs.slack.dev/reference/block-kit/block-elements and /reference/views/view-state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from breachbot.slack.kit.limits import elements_of

Json = dict[str, Any]

_TEXT = ("value", "initial_value")
_HELD: Mapping[str, tuple[str, str]] = {
    "plain_text_input": _TEXT,
    "email_text_input": _TEXT,
    "url_text_input": _TEXT,
    "number_input": _TEXT,
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
"""For each element that holds a value: its field in the state, and the field that it starts from."""


class Impossible(Exception):
    """A person in front of Slack could not do that; the sentence says why."""


def initial_values(blocks: Sequence[Mapping[str, Any]]) -> Json:
    """The `state.values` of a view or message that nobody has touched yet."""
    found: Json = {}
    for block, element in _holding(blocks):
        key, start = _HELD[element["type"]]
        empty: Any = [] if key.endswith("s") else None
        held = {"type": element["type"], key: element.get(start) or empty}
        found.setdefault(block["block_id"], {})[element["action_id"]] = held
    return found


def _holding(blocks: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in _HELD:
                yield block, element


def filled(blocks: Sequence[Mapping[str, Any]], values: Json, typed: Mapping[str, Any]) -> Json:
    """`values` with what a person typed: {block_id: value}, or {block_id: {action_id: value}} for several.

    A choice is named by its option's value, several by a list; None empties the element. Raises Impossible.
    """
    after: Json = deepcopy(values)
    for block_id, wanted in typed.items():
        elements = {e["action_id"]: e for block, e in _holding(blocks) if block["block_id"] == block_id}
        if not elements:
            raise Impossible(f"there is nothing to fill in under {block_id}")
        if not isinstance(wanted, dict):
            wanted = {next(iter(elements)): wanted}
        for action_id, value in wanted.items():
            if action_id not in elements:
                raise Impossible(f"there is no {action_id} under {block_id}")
            after[block_id][action_id] = held(elements[action_id], value)
    return after


def held(element: Mapping[str, Any], value: Any) -> Json:
    """What `element` holds once a person has put `value` in. Raises Impossible for what it does not offer."""
    key, _ = _HELD[element["type"]]
    if value is None:
        return {"type": element["type"], key: [] if key.endswith("s") else None}
    if key == "value":
        return {"type": element["type"], key: _typed(element, str(value))}
    if key == "selected_option":
        return {"type": element["type"], key: _option(element, value)}
    if key == "selected_options":
        return {"type": element["type"], key: [_option(element, each) for each in value]}
    return {"type": element["type"], key: value}


def _typed(element: Mapping[str, Any], value: str) -> str:
    least, most = element.get("min_length") or 0, element.get("max_length") or 3_000
    if not least <= len(value) <= most:
        raise Impossible(f"{element['action_id']} takes {least} to {most} characters, not {len(value)}")
    return value


def _option(element: Mapping[str, Any], value: Any) -> Json:
    groups = element.get("option_groups") or []
    offered: list[Json] = element.get("options") or [o for group in groups for o in group["options"]]
    for option in offered:
        if option["value"] == value:
            return option
    raise Impossible(f"{element['action_id']} offers {[o['value'] for o in offered]}, not {value!r}")


def unanswered(blocks: Sequence[Mapping[str, Any]], values: Json) -> list[str]:
    """The labels of required inputs still empty: Slack's client submits only once they are filled."""
    missing = []
    for block, element in _holding(blocks):
        state = values[block["block_id"]][element["action_id"]]
        if block["type"] == "input" and not block.get("optional") and not state[_HELD[element["type"]][0]]:
            missing.append(block["label"]["text"])
    return missing


def find(blocks: Sequence[Mapping[str, Any]], action_id: str, block_id: str | None) -> tuple[str, Json]:
    """The block id and element that a person means by `action_id`. Raises Impossible if there is none."""
    for block in blocks:
        for element in elements_of(block):
            if element["action_id"] == action_id and block_id in (None, block["block_id"]):
                return block["block_id"], dict(element)
    raise Impossible(f"there is no {action_id} to click here")


def acted(element: Mapping[str, Any], block_id: str, value: Any, action_ts: str) -> Json:
    """The `actions` entry of a click on a button, or of a choice of `value` in another element."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block_id}
    if element["type"] == "button":
        action |= {name: element[name] for name in ("text", "value", "style", "url") if element.get(name)}
    elif element["type"] == "overflow":
        action["selected_option"] = _option(element, value)
    else:
        action |= held(element, value)
    return {**action, "action_ts": action_ts}


def state_of(action: Mapping[str, Any]) -> Json:
    """What the element of a choice holds after it, as in state.values."""
    key, _ = _HELD[action["type"]]
    return {"type": action["type"], key: action[key]}
