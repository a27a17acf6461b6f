"""Slack's limits at -1, 0 and +1, the rules that hold a payload together, and slack_sdk as a second judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from breachbot.slack.kit.limits import Problem, clip, problems

Json = dict[str, Any]


def plain(length: int) -> Json:
    return {"type": "plain_text", "text": "a" * length}


def mrkdwn(length: int) -> Json:
    return {"type": "mrkdwn", "text": "a" * length}


def section(**fields: Any) -> Json:
    return {"type": "section", "text": mrkdwn(3), **fields}


def button(**fields: Any) -> Json:
    return {"type": "button", "text": plain(3), "action_id": "go", **fields}


def options(count: int, text: int = 3, value: int = 3) -> list[Json]:
    return [{"text": plain(text), "value": f"{i:03}".ljust(value, "v")} for i in range(count)]


def select(**fields: Any) -> Json:
    return {"type": "static_select", "action_id": "pick", "options": options(2), **fields}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def asking(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain(5), "element": element, **fields}


def modal(*blocks: Json, **fields: Any) -> Json:
    return {
        "type": "modal",
        "title": plain(5),
        "submit": plain(4),
        "blocks": list(blocks) or [section()],
        **fields,
    }


def confirm(**fields: Any) -> Json:
    return {"title": plain(3), "text": plain(3), "confirm": plain(3), "deny": plain(3), **fields}


def in_message(*blocks: Json) -> list[Problem]:
    return problems("chat.postMessage", {"channel": "C1", "text": "x", "blocks": list(blocks)})


def in_modal(view: Json) -> list[Problem]:
    return problems("views.open", {"trigger_id": "t", "view": view})


def test_a_plain_message_and_a_plain_modal_pass() -> None:
    assert in_message(section(accessory=button()), {"type": "divider"}, actions(button(), select())) == []
    assert in_modal(modal(asking({"type": "plain_text_input", "action_id": "what"}))) == []


BLOCKS_AT_THEIR_LIMIT: dict[str, tuple[int, Callable[[int], Json]]] = {
    "section text": (3000, lambda n: section(text=mrkdwn(n))),
    "section fields": (10, lambda n: section(fields=[mrkdwn(1)] * n)),
    "section field": (2000, lambda n: section(fields=[mrkdwn(n)])),
    "block_id": (255, lambda n: section(block_id="b" * n)),
    "header": (150, lambda n: {"type": "header", "text": plain(n)}),
    "action elements": (25, lambda n: actions(*[button(action_id=str(i)) for i in range(n)])),
    "context elements": (10, lambda n: {"type": "context", "elements": [mrkdwn(1)] * n}),
    "button text": (75, lambda n: actions(button(text=plain(n)))),
    "button value": (2000, lambda n: actions(button(value="v" * n))),
    "button url": (3000, lambda n: actions(button(url="u" * n))),
    "button label": (75, lambda n: actions(button(accessibility_label="l" * n))),
    "action_id": (255, lambda n: actions(button(action_id="a" * n))),
    "confirm title": (100, lambda n: actions(button(confirm=confirm(title=plain(n))))),
    "confirm text": (300, lambda n: actions(button(confirm=confirm(text=plain(n))))),
    "confirm yes": (30, lambda n: actions(button(confirm=confirm(confirm=plain(n))))),
    "confirm no": (30, lambda n: actions(button(confirm=confirm(deny=plain(n))))),
    "select options": (100, lambda n: actions(select(options=options(n)))),
    "option text": (75, lambda n: actions(select(options=options(1, text=n)))),
    "option value": (150, lambda n: actions(select(options=options(1, value=n)))),
    "placeholder": (150, lambda n: actions(select(placeholder=plain(n)))),
    "overflow": (5, lambda n: actions({"type": "overflow", "action_id": "o", "options": options(n)})),
    "checkboxes": (10, lambda n: actions({"type": "checkboxes", "action_id": "c", "options": options(n)})),
    "radio buttons": (
        10,
        lambda n: actions({"type": "radio_buttons", "action_id": "r", "options": options(n)}),
    ),
    "image alt text": (
        2000,
        lambda n: {"type": "image", "image_url": "https://x.example", "alt_text": "a" * n},
    ),
    "image url": (3000, lambda n: {"type": "image", "image_url": "u" * n, "alt_text": "a"}),
    "markdown": (12000, lambda n: {"type": "markdown", "text": "m" * n}),
}


@pytest.mark.parametrize("name", BLOCKS_AT_THEIR_LIMIT)
def test_a_block_may_reach_its_limit_and_not_pass_it(name: str) -> None:
    limit, build = BLOCKS_AT_THEIR_LIMIT[name]
    assert [in_message(build(limit + step)) == [] for step in (-1, 0, 1)] == [True, True, False]


VIEWS_AT_THEIR_LIMIT: dict[str, tuple[int, Callable[[int], Json]]] = {
    "blocks": (100, lambda n: modal(*[section()] * n)),
    "title": (24, lambda n: modal(title=plain(n))),
    "submit": (24, lambda n: modal(submit=plain(n))),
    "close": (24, lambda n: modal(close=plain(n))),
    "callback_id": (255, lambda n: modal(callback_id="c" * n)),
    "private_metadata": (3000, lambda n: modal(private_metadata="p" * n)),
    "input label": (2000, lambda n: modal(asking(select(), label=plain(n)))),
    "input hint": (2000, lambda n: modal(asking(select(), hint=plain(n)))),
    "initial value": (
        3000,
        lambda n: modal(asking({"type": "plain_text_input", "action_id": "t", "initial_value": "i" * n})),
    ),
}


@pytest.mark.parametrize("name", VIEWS_AT_THEIR_LIMIT)
def test_a_view_may_reach_its_limit_and_not_pass_it(name: str) -> None:
    limit, build = VIEWS_AT_THEIR_LIMIT[name]
    assert [in_modal(build(limit + step)) == [] for step in (-1, 0, 1)] == [True, True, False]


@pytest.mark.parametrize(("method", "limit"), [("chat.postMessage", 40_000), ("chat.update", 4_000)])
def test_the_text_of_a_message_has_its_limit(method: str, limit: int) -> None:
    found = [problems(method, {"text": "t" * (limit + step)}) for step in (-1, 0, 1)]
    assert [not each for each in found] == [True, True, False]


def test_a_message_holds_fifty_blocks() -> None:
    assert [in_message(*[section()] * n) == [] for n in (49, 50, 51)] == [True, True, False]


def test_a_message_needs_text_or_blocks() -> None:
    assert [found.code for found in problems("chat.postMessage", {"channel": "C1", "text": ""})] == [
        "no_text"
    ]
    assert problems("response_url", {"delete_original": True}) == []


def test_markdown_blocks_share_one_limit() -> None:
    half = {"type": "markdown", "text": "m" * 6_000}
    assert in_message(half, half) == []
    assert [found.code for found in in_message(half, half, {"type": "markdown", "text": "m"})] == ["too_long"]


BROKEN: dict[str, tuple[str, str, Json]] = {
    "an unknown block": ("/blocks/0", "unknown_type", {"type": "nonsense"}),
    "a block without a type": ("/blocks/0", "unknown_type", {}),
    "an unknown field": ("/blocks/0/colour", "unknown_field", section(colour="red")),
    "an empty section": ("/blocks/0", "missing_field", {"type": "section"}),
    "an empty text": ("/blocks/0/text/text", "too_short", section(text=mrkdwn(0))),
    "a header in mrkdwn": ("/blocks/0/text/type", "unknown_value", {"type": "header", "text": mrkdwn(3)}),
    "a button in mrkdwn": (
        "/blocks/0/elements/0/text/type",
        "unknown_value",
        actions(button(text=mrkdwn(3))),
    ),
    "an unknown style": ("/blocks/0/elements/0/style", "unknown_value", actions(button(style="pink"))),
    "an unknown element": ("/blocks/0/elements/0", "unknown_type", actions({"type": "lever"})),
    "an input among actions": ("/blocks/0/elements/0", "unknown_type", actions({"type": "plain_text_input"})),
    "actions without elements": ("/blocks/0/elements", "too_few", actions()),
    "a select without options": ("/blocks/0/elements/0/options", "too_few", actions(select(options=[]))),
    "neither options nor groups": ("/blocks/0/elements/0", "options", actions(select(options=None))),
    "a foreign initial option": (
        "/blocks/0/elements/0",
        "initial_option",
        actions(select(initial_option=options(9)[8])),
    ),
    "the same action twice": ("/blocks/0", "duplicate", actions(button(), button())),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_block_is_named_by_pointer_and_code(name: str) -> None:
    pointer, code, block = BROKEN[name]
    assert (pointer, code) in [(found.pointer, found.code) for found in in_message(block)]


@pytest.mark.parametrize(
    ("seconds", "fits"),
    [
        (999_999_999, False),
        (1_000_000_000, True),
        (9_999_999_999, True),
        (10_000_000_000, False),
        (True, False),
    ],
)
def test_a_date_and_time_starts_from_ten_digits_of_seconds(seconds: int, fits: bool) -> None:
    picker = {"type": "datetimepicker", "action_id": "at", "initial_date_time": seconds}
    assert (in_message(actions(picker)) == []) == fits


@pytest.mark.parametrize(
    ("day", "fits"), [("2026-11-24", True), ("2026-13-01", False), ("24.11.2026", False)]
)
def test_a_date_is_written_year_first(day: str, fits: bool) -> None:
    assert (in_message(actions({"type": "datepicker", "action_id": "on", "initial_date": day})) == []) == fits


def test_a_flag_is_true_or_false() -> None:
    assert [found.code for found in in_message(section(expand="yes"))] == ["wrong_type"]


def test_a_method_without_limits_has_no_problems() -> None:
    assert problems("users.info", {"user": "U1"}) == []


def test_a_block_id_is_used_once_and_an_action_id_once_in_a_block() -> None:
    assert [found.code for found in in_message(section(block_id="b"), section(block_id="b"))] == ["duplicate"]
    assert in_message(section(accessory=button()), section(accessory=button())) == []


def test_a_modal_needs_a_title_and_with_inputs_a_submit_button() -> None:
    assert "missing_field" in [found.code for found in in_modal(modal(title=None))]
    assert "missing_field" in [found.code for found in in_modal(modal(asking(select()), submit=None))]
    assert in_modal(modal(section(), submit=None)) == []


def test_a_home_tab_has_neither_title_nor_submit_and_opens_only_by_publish() -> None:
    home = {"type": "home", "blocks": [section()]}
    assert problems("views.publish", {"user_id": "U1", "view": home}) == []
    assert problems("views.publish", {"user_id": "U1", "view": {**home, "title": plain(3)}}) != []
    assert in_modal(home) != []
    assert problems("views.publish", {"user_id": "U1", "view": modal()}) != []


def test_a_channel_name_is_short_lowercase_and_plain() -> None:
    def fits(name: Any) -> bool:
        return problems("conversations.create", {"name": name}) == []

    assert [fits("c" * n) for n in (1, 79, 80, 81)] == [True, True, True, False]
    assert not any(fits(name) for name in ("", "Breach", "a b", "ä", "a.b", None))


def test_a_topic_has_its_limit() -> None:
    def fits(length: int) -> bool:
        return problems("conversations.setTopic", {"topic": "t" * length}) == []

    assert [fits(n) for n in (0, 249, 250, 251)] == [True, True, True, False]


def sdk_refuses(build: Callable[[], Any]) -> bool:
    try:
        build()
    except SlackObjectFormationError:
        return True
    return False


@pytest.mark.parametrize("name", [*BLOCKS_AT_THEIR_LIMIT, *BROKEN])
@pytest.mark.parametrize("step", [-1, 0, 1])
def test_what_slack_sdk_refuses_in_a_block_is_refused_here(name: str, step: int) -> None:
    if name in BROKEN:
        block = BROKEN[name][2]
    else:
        limit, build = BLOCKS_AT_THEIR_LIMIT[name]
        block = build(limit + step)
    refused = sdk_refuses(lambda: [parsed and parsed.to_dict() for parsed in Block.parse_all([block])])
    assert not refused or in_message(block)


@pytest.mark.parametrize("name", VIEWS_AT_THEIR_LIMIT)
@pytest.mark.parametrize("step", [-1, 0, 1])
def test_what_slack_sdk_refuses_in_a_view_is_refused_here(name: str, step: int) -> None:
    limit, build = VIEWS_AT_THEIR_LIMIT[name]
    view = build(limit + step)
    assert not sdk_refuses(lambda: View(**view).to_dict()) or in_modal(view)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=10,
)
PARTS = st.sampled_from(["section", "actions", "input", "static_select", "button", "context", "markdown"])


@given(kind=PARTS, first=JSON, second=JSON, method=st.sampled_from(["chat.postMessage", "views.open"]))
def test_whatever_comes_the_check_answers_and_never_raises(
    kind: str, first: object, second: object, method: str
) -> None:
    inner = {"type": kind, "options": first, "elements": second, "text": first, "element": second}
    blocks = [inner, {"type": "actions", "elements": [inner]}, {"type": "input", "element": inner}, first]
    assert problems(method, {"blocks": blocks, "view": {"type": "modal", "blocks": blocks}})
    assert problems(method, {"text": "x", "blocks": first, "view": first}) is not None


@given(words=st.text(alphabet="a&;<é", max_size=30), limit=st.integers(min_value=1, max_value=40))
def test_a_clipped_text_fits_and_starts_as_it_did(words: str, limit: int) -> None:
    shown = clip(words, limit)
    assert len(shown) <= limit
    assert shown == words or (shown.endswith("…") and words.startswith(shown[:-1]))


def test_a_clipped_text_keeps_its_entities_whole() -> None:
    assert clip("ab&amp;cd", 5) == "ab…"
    assert clip("ab&amp;cd", 8) == "ab&amp;…"
