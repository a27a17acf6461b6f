"""The shapes of text objects and of the elements that a person can act on.

Source: docs.slack.dev/reference/block-kit/composition-objects and /block-elements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from breachbot.slack.kit.checks import (
    Check,
    Problem,
    anything,
    by_type,
    flag,
    integer,
    many,
    one_of,
    record,
    string,
)

ID_LIMIT = 255
BUTTON_LIMIT = 75
VALUE_LIMIT = 2_000
OPTION_LIMIT = 75
INPUT_LIMIT = 3_000


def plain(most: int) -> Check:
    """A plain_text object."""
    return record({"type": one_of("plain_text"), "text": string(most)}, {"emoji": flag})


def text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    mrkdwn = record({"type": one_of("mrkdwn"), "text": string(most)}, {"verbatim": flag})
    return by_type("text object", {"plain_text": plain(most), "mrkdwn": mrkdwn})


def _option(words: Callable[[int], Check]) -> Check:
    return record({"text": words(OPTION_LIMIT), "value": string(150)}, {"description": words(OPTION_LIMIT)})


_CHOICE, _RICH_CHOICE = _option(plain), _option(text)
_CONFIRM = record(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
_COMMON: Mapping[str, Check] = {"action_id": string(ID_LIMIT), "confirm": _CONFIRM, "focus_on_load": flag}


def _element(
    name: str, required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None
) -> Check:
    shape = record({"type": one_of(name), **(required or {})}, {**_COMMON, **(optional or {})})

    def check(at: str, value: Any) -> Iterator[Problem]:
        found = list(shape(at, value))
        yield from found or _choices(at, value)

    return check


def _choices(at: str, element: Mapping[str, Any]) -> Iterator[Problem]:
    """A select offers options or groups, exactly one of the two, and starts from one of those offered."""
    options, groups = element.get("options"), element.get("option_groups")
    if element["type"].endswith("static_select") and (options is None) == (groups is None):
        yield Problem(at, "options", "exactly one of options and option_groups must be specified")
    offered = options or [option for group in groups or [] for option in group["options"]]
    first = element.get("initial_option")
    if any(one not in offered for one in element.get("initial_options") or ([first] if first else [])):
        yield Problem(at, "initial_option", "an initial option must be one of the options")


_MENU = {"placeholder": plain(150)}
_GROUP = record({"label": plain(OPTION_LIMIT), "options": many(1, 100, _CHOICE)})
_LIST = {**_MENU, "options": many(1, 100, _CHOICE), "option_groups": many(1, 100, _GROUP)}
_SEVERAL = {"max_selected_items": integer(1, 100)}
_TYPED = {**_MENU, "initial_value": string(INPUT_LIMIT, least=0)}

ELEMENTS: Mapping[str, Check] = {
    "button": _element(
        "button",
        {"text": plain(BUTTON_LIMIT)},
        {
            "value": string(VALUE_LIMIT),
            "url": string(3_000),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(BUTTON_LIMIT),
        },
    ),
    "overflow": _element("overflow", {"options": many(1, 5, _CHOICE)}),
    "checkboxes": _element(
        "checkboxes", {"options": many(1, 10, _RICH_CHOICE)}, {"initial_options": many(1, 10, anything)}
    ),
    "radio_buttons": _element(
        "radio_buttons", {"options": many(1, 10, _RICH_CHOICE)}, {"initial_option": anything}
    ),
    "static_select": _element("static_select", None, {**_LIST, "initial_option": anything}),
    "multi_static_select": _element(
        "multi_static_select", None, {**_LIST, **_SEVERAL, "initial_options": many(1, 100, anything)}
    ),
    "users_select": _element("users_select", None, {**_MENU, "initial_user": string(ID_LIMIT)}),
    "multi_users_select": _element(
        "multi_users_select", None, {**_MENU, **_SEVERAL, "initial_users": many(1, 100, string(ID_LIMIT))}
    ),
    "datepicker": _element(
        "datepicker",
        None,
        {**_MENU, "initial_date": string(10, pattern=r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")},
    ),
    "timepicker": _element(
        "timepicker",
        None,
        {
            **_MENU,
            "initial_time": string(5, pattern=r"([01][0-9]|2[0-3]):[0-5][0-9]"),
            "timezone": string(ID_LIMIT),
        },
    ),
    "datetimepicker": _element(
        "datetimepicker", None, {"initial_date_time": integer(1_000_000_000, 9_999_999_999)}
    ),
    "plain_text_input": _element(
        "plain_text_input",
        None,
        {
            **_TYPED,
            "multiline": flag,
            "min_length": integer(0, INPUT_LIMIT),
            "max_length": integer(1, INPUT_LIMIT),
            "dispatch_action_config": anything,
        },
    ),
    "email_text_input": _element("email_text_input", None, _TYPED),
    "url_text_input": _element("url_text_input", None, _TYPED),
    "number_input": _element(
        "number_input",
        {"is_decimal_allowed": flag},
        {**_MENU, "initial_value": string(30), "min_value": string(30), "max_value": string(30)},
    ),
}
