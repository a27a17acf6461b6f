"""Every block and element on the page: what is shown, what it is called, what it holds, and what is not known."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from breachbot.slack.kit.elements import ELEMENTS
from breachbot.slack.kit.limits import BLOCKS
from breachbot.workspace.elements import initial_values
from breachbot.workspace.page.mrkdwn import Reader
from breachbot.workspace.page.render import environment
from breachbot.workspace.seed import default_seed

Json = dict[str, Any]
NOW = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
READER = Reader("U0DPO", "/as/U0DPO", {"U0DPO": "DPO"}, {}, NOW)
EVIL = '<script>alert(1)</script><img src=x onerror="x"> & <!channel>'
PAGE = environment().from_string(
    '{% from "blocks.html" import blocks with context %}{{ blocks(list, "k", values, errors) }}'
)


class Tags(HTMLParser):
    """What a browser would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen, self.attributes, self.links = set[str](), set[str](), list[str | None]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value for name, value in attrs if name in ("href", "src")]


def shown(*blocks: Json, errors: dict[str, str] | None = None) -> str:
    made = [{"block_id": f"b{index}", **block} for index, block in enumerate(blocks)]
    html = PAGE.render(
        list=made,
        reader=READER,
        values=initial_values(made),
        errors=errors or {},
        everybody=[user for user in default_seed().users if not user.is_bot],
    )
    return re.sub(r">\s+<", "><", html)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def option(value: str, text: str | None = None) -> Json:
    return {"text": plain(text or value.capitalize()), "value": value}


OPTIONS = {"options": [option("names"), option("mail", "E-mail <b>")]}
EXAMPLES: dict[str, Json] = {
    "button": {"text": plain("Claim"), "value": "sig-1", "style": "primary"},
    "overflow": OPTIONS,
    "checkboxes": {**OPTIONS, "initial_options": [option("names")]},
    "radio_buttons": {**OPTIONS, "initial_option": option("names")},
    "static_select": {
        "option_groups": [{"label": plain("Kinds"), **OPTIONS}],
        "initial_option": option("names"),
    },
    "multi_static_select": {**OPTIONS, "initial_options": [option("names")], "max_selected_items": 1},
    "users_select": {"initial_user": "U0DPO"},
    "multi_users_select": {"initial_users": ["U0DPO"]},
    "datepicker": {"initial_date": "2026-11-24"},
    "timepicker": {"initial_time": "09:15"},
    "datetimepicker": {"initial_date_time": int(NOW.timestamp())},
    "plain_text_input": {"initial_value": "</textarea>so", "multiline": True, "max_length": 200},
    "email_text_input": {"initial_value": "a@example.com"},
    "url_text_input": {"initial_value": "https://example.com"},
    "number_input": {"initial_value": "7", "is_decimal_allowed": False, "min_value": "1", "max_value": "9"},
}
HELD = {
    "checkboxes": 'value="names" checked',
    "radio_buttons": 'value="names" checked',
    "static_select": '<optgroup label="Kinds"><option value="names" selected>',
    "multi_static_select": 'data-most="1"',
    "users_select": '<option value="U0DPO" selected>DPO',
    "multi_users_select": 'value="U0DPO" checked',
    "datepicker": 'value="2026-11-24"',
    "timepicker": 'value="09:15"',
    "datetimepicker": 'value="2026-11-24T09:15"',
    "plain_text_input": ">\n&lt;/textarea&gt;so</textarea>",
    "email_text_input": 'type="email"',
    "url_text_input": 'type="url"',
    "number_input": 'data-number="whole" data-min="1" data-max="9"',
}


def test_there_is_an_example_of_every_element_that_breachbot_may_send() -> None:
    assert set(EXAMPLES) == set(ELEMENTS)


@pytest.mark.parametrize("kind", sorted(HELD))
def test_an_input_has_its_label_its_hint_its_error_and_what_it_holds(kind: str) -> None:
    question = {
        "type": "input",
        "label": plain("Which <data>?"),
        "hint": plain("Only what you know."),
        "element": {"type": kind, "action_id": "a", **EXAMPLES[kind]},
    }
    html = shown(question, errors={"b0": "Say more."})
    assert HELD[kind] in html
    assert re.search(r"<(label for=\"k-b0-a\"|legend)>Which &lt;data&gt;\?", html)
    assert 'aria-describedby="k-b0-a-hint k-b0-a-error"' in html
    assert '<p class="error" id="k-b0-a-error">Say more.</p>' in html
    assert "data-required" in html
    assert "unknown" not in html
    optional = shown({**question, "optional": True})
    assert "data-required" not in optional
    assert '<span class="note">optional</span>' in optional


@pytest.mark.parametrize("kind", sorted(set(ELEMENTS) - {"multi_static_select", "multi_users_select"}))
def test_an_element_among_actions_has_a_name_and_asks_at_once(kind: str) -> None:
    html = shown({"type": "actions", "elements": [{"type": kind, "action_id": "a", **EXAMPLES[kind]}]})
    assert "unknown" not in html
    assert 'data-action="a"' in html
    assert "data-click" in html or "data-asks" in html
    assert "aria-label=" in html or ">Claim</button>" in html


MAP = {"type": "image", "alt_text": "A map", "image_url": "https://x.example/map.png"}
BLOCK_EXAMPLES: dict[str, tuple[Json, str]] = {
    "divider": ({}, "<hr>"),
    "header": ({"text": plain("The *title*")}, '<h3 class="b-header">The *title*</h3>'),
    "section": (
        {"text": mrkdwn("*Next:* x"), "fields": [mrkdwn("*Since*\n09:15")], "accessory": MAP},
        "<strong>Since</strong>\n09:15",
    ),
    "context": ({"elements": [plain("small"), MAP]}, "<span>small</span>"),
    "actions": (
        {"elements": [{"type": "button", "action_id": "a", **EXAMPLES["button"]}]},
        'class="button primary"',
    ),
    "image": (
        {"alt_text": "A map", "image_url": "https://x.example", "title": plain("Where")},
        "Picture: A map",
    ),
    "input": ({"label": plain("Why"), "element": {"type": "plain_text_input", "action_id": "a"}}, "<label"),
    "markdown": ({"text": "## Point\n\n- one\n\n| a | b |\n|---|---|\n| 1 | 2 |"}, "<h5>Point</h5><ul>"),
}


def test_there_is_an_example_of_every_block_that_breachbot_may_send() -> None:
    assert set(BLOCK_EXAMPLES) == set(BLOCKS)


@pytest.mark.parametrize("kind", sorted(BLOCK_EXAMPLES))
def test_a_block(kind: str) -> None:
    block, words = BLOCK_EXAMPLES[kind]
    html = shown({"type": kind, **block})
    assert words in html
    assert "unknown" not in html
    assert "<img" not in html, "nothing is fetched from elsewhere"


def test_rich_text_with_lists_styles_and_mentions() -> None:
    def section(*pieces: Json) -> Json:
        return {"type": "rich_text_section", "elements": list(pieces)}

    text = {"type": "text", "text": EVIL, "style": {"bold": True, "code": True}}
    block = {
        "type": "rich_text",
        "elements": [
            section(text, {"type": "user", "user_id": "U0DPO"}, {"type": "emoji", "name": "warning"}),
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [section({"type": "text", "text": "one"})],
            },
            {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "x < y"}]},
            {"type": "rich_text_quote", "elements": [{"type": "link", "url": "javascript:x", "text": "no"}]},
            section(
                {"type": "date", "timestamp": int(NOW.timestamp()), "format": "{date_num}", "fallback": "f"}
            ),
            section({"type": "broadcast", "range": "here"}, {"type": "hologram"}),
            {"type": "rich_text_hologram", "elements": []},
        ],
    }
    html = shown(block)
    assert "<strong><code>&lt;script&gt;" in html
    assert '<span class="mention me">@DPO</span>⚠️' in html
    assert "<ol><li>one</li></ol>" in html
    assert "<pre><code>x &lt; y</code></pre>" in html
    assert "<blockquote>no</blockquote>" in html
    assert ">2026-11-24</time>" in html
    assert "@here" in html
    assert "cannot show “hologram”" in html
    assert "cannot show “rich_text_hologram”" in html


def test_a_table() -> None:
    rich = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "b"}]}],
    }
    block = {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": "<a>"}, rich]],
        "column_settings": [{"align": "right"}],
    }
    assert '<tr><td class="right">&lt;a&gt;</td><td class="left"><p>b</p></td></tr>' in shown(block)


def test_what_is_not_known_says_so_loudly() -> None:
    html = shown({"type": "hologram", "text": EVIL})
    assert '<div class="unknown" role="alert">' in html
    assert "cannot show a block of type “hologram”" in html
    assert "<script" not in html
    element = {"type": "hologram_picker", "action_id": "a"}
    assert "element of type “hologram_picker”" in shown({"type": "actions", "elements": [element]})


def test_whatever_the_text_is_it_makes_no_tag() -> None:
    picks = {"options": [{"text": plain(EVIL[:75]), "value": EVIL, "description": plain(EVIL)}]}
    html = shown(
        {"type": "header", "text": plain(EVIL)},
        {"type": "section", "text": mrkdwn(EVIL), "fields": [plain(EVIL)]},
        {
            "type": "context",
            "elements": [mrkdwn(EVIL), {"type": "image", "alt_text": EVIL, "image_url": EVIL}],
        },
        {"type": "markdown", "text": EVIL},
        {
            "type": "actions",
            "elements": [
                {
                    "type": "button",
                    "action_id": EVIL,
                    "text": plain(EVIL),
                    "value": EVIL,
                    "url": "javascript:x",
                    "confirm": {
                        "title": plain(EVIL),
                        "text": mrkdwn(EVIL),
                        "confirm": plain("y"),
                        "deny": plain("n"),
                    },
                },
                {"type": "radio_buttons", "action_id": "r", **picks},
            ],
        },
        {
            "type": "input",
            "label": plain(EVIL),
            "hint": plain(EVIL),
            "element": {
                "type": "plain_text_input",
                "action_id": "t",
                "placeholder": plain(EVIL),
                "initial_value": EVIL,
            },
        },
        errors={"b5": EVIL},
    )
    tags = Tags()
    tags.feed(html)
    assert not {"script", "img"} & tags.seen
    assert not [name for name in tags.attributes if name.startswith("on")]
    assert tags.links == ["#"]


def test_plain_text_is_no_markup_and_its_emoji_may_be_off() -> None:
    html = shown({"type": "header", "text": {**plain("*x* <!channel> :warning:"), "emoji": False}})
    assert "*x* &lt;!channel&gt; :warning:" in html
