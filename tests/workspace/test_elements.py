"""What a person can put into a view, and what Slack then holds for each kind of element."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.slack.kit.limits import elements_of, problems
from breachbot.workspace.elements import Impossible, acted, filled, find, held, initial_values, unanswered

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


OPTIONS = [{"text": plain(name), "value": name} for name in ("names", "health", "cards")]
ELEMENTS: dict[str, Json] = {
    "text": {"type": "plain_text_input", "min_length": 2, "max_length": 4, "initial_value": "abc"},
    "mail": {"type": "email_text_input"},
    "count": {"type": "number_input", "is_decimal_allowed": False},
    "one": {"type": "static_select", "options": OPTIONS, "initial_option": OPTIONS[1]},
    "grouped": {"type": "static_select", "option_groups": [{"label": plain("All"), "options": OPTIONS}]},
    "some": {"type": "multi_static_select", "options": OPTIONS},
    "ticks": {"type": "checkboxes", "options": OPTIONS, "initial_options": OPTIONS[:1]},
    "radio": {"type": "radio_buttons", "options": OPTIONS},
    "person": {"type": "users_select"},
    "people": {"type": "multi_users_select"},
    "day": {"type": "datepicker"},
    "time": {"type": "timepicker"},
    "instant": {"type": "datetimepicker"},
}


def asking(name: str, **fields: Any) -> Json:
    element = {**ELEMENTS[name], "action_id": f"{name}_id"}
    return {"type": "input", "block_id": name, "label": plain(name), "element": element, **fields}


BLOCKS = [asking(name, optional=True) for name in ELEMENTS]


def test_every_element_here_is_one_that_slack_takes() -> None:
    view = {"type": "modal", "title": plain("T"), "submit": plain("S"), "blocks": BLOCKS}
    assert problems("views.open", {"view": view}) == []


def test_an_untouched_view_holds_what_it_starts_from() -> None:
    values = initial_values(BLOCKS)
    assert values["text"]["text_id"] == {"type": "plain_text_input", "value": "abc"}
    assert values["one"]["one_id"]["selected_option"] == OPTIONS[1]
    assert values["ticks"]["ticks_id"]["selected_options"] == OPTIONS[:1]
    assert values["mail"]["mail_id"]["value"] is None
    assert values["some"]["some_id"]["selected_options"] == []


@pytest.mark.parametrize(
    ("name", "typed", "field", "expected"),
    [
        ("text", "abcd", "value", "abcd"),
        ("mail", "dpo@example.com", "value", "dpo@example.com"),
        ("count", 12, "value", "12"),
        ("one", "cards", "selected_option", OPTIONS[2]),
        ("one", None, "selected_option", None),
        ("grouped", "names", "selected_option", OPTIONS[0]),
        ("some", ["names", "cards"], "selected_options", [OPTIONS[0], OPTIONS[2]]),
        ("ticks", None, "selected_options", []),
        ("radio", "health", "selected_option", OPTIONS[1]),
        ("person", "U1", "selected_user", "U1"),
        ("people", ["U1", "U2"], "selected_users", ["U1", "U2"]),
        ("day", "2026-11-24", "selected_date", "2026-11-24"),
        ("time", "09:30", "selected_time", "09:30"),
        ("instant", 1_795_000_000, "selected_date_time", 1_795_000_000),
    ],
)
def test_what_is_typed_is_held_in_slacks_own_shape(name: str, typed: Any, field: str, expected: Any) -> None:
    before = initial_values(BLOCKS)
    after = filled(BLOCKS, before, {name: typed})
    assert after[name][f"{name}_id"] == {"type": ELEMENTS[name]["type"], field: expected}
    assert filled(BLOCKS, before, {name: {f"{name}_id": typed}}) == after
    assert before == initial_values(BLOCKS)


@pytest.mark.parametrize(
    "typed",
    [
        {"text": "a"},
        {"text": "abcde"},
        {"one": "shoes"},
        {"some": ["shoes"]},
        {"none": "x"},
        {"one": {"two": "x"}},
    ],
)
def test_what_a_person_could_not_type_is_impossible(typed: Json) -> None:
    with pytest.raises(Impossible):
        filled(BLOCKS, initial_values(BLOCKS), typed)


def test_a_required_input_is_named_until_it_is_answered() -> None:
    blocks = [asking("mail"), asking("person", optional=True), asking("text")]
    values = initial_values(blocks)
    assert unanswered(blocks, values) == ["mail"]
    assert unanswered(blocks, filled(blocks, values, {"mail": "x@example.com"})) == []


def test_a_menu_and_a_button_become_actions() -> None:
    overflow = {"type": "overflow", "action_id": "more", "options": OPTIONS}
    assert acted(overflow, "row", "names", "1.0")["selected_option"] == OPTIONS[0]
    button = {"type": "button", "action_id": "go", "text": plain("Go"), "value": "v", "style": "danger"}
    assert acted(button, "row", None, "1.0") == {**button, "block_id": "row", "action_ts": "1.0"}


def test_the_same_action_in_two_blocks_is_told_apart_by_its_block() -> None:
    blocks = [
        {"type": "actions", "block_id": b, "elements": [{"type": "button", "action_id": "go"}]} for b in "xy"
    ]
    assert [find(blocks, "go", block)[0] for block in (None, "x", "y")] == ["x", "x", "y"]
    with pytest.raises(Impossible):
        find(blocks, "go", "z")


def test_an_element_that_holds_nothing_is_empty() -> None:
    (element,) = elements_of(asking("people"))
    assert held(element, None) == {"type": "multi_users_select", "selected_users": []}
