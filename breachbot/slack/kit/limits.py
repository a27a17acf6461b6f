"""Slack's limits as one pure check that every outgoing payload passes before it leaves.

Sources: docs.slack.dev/reference/block-kit/blocks, /reference/views and the pages of the methods named below;
the same numbers are constants in slack_sdk.models. Only the blocks and elements that breachbot draws are
known: any other is a problem, for what is not checked here is not sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from breachbot.slack.kit.checks import Check, Problem, anything, by_type, flag, many, one_of, record, string
from breachbot.slack.kit.elements import (
    BUTTON_LIMIT,
    ELEMENTS,
    ID_LIMIT,
    INPUT_LIMIT,
    OPTION_LIMIT,
    VALUE_LIMIT,
    plain,
    text,
)

__all__ = [
    "BUTTON_LIMIT",
    "ID_LIMIT",
    "INPUT_LIMIT",
    "OPTION_LIMIT",
    "VALUE_LIMIT",
    "Problem",
    "clip",
    "elements_of",
    "problems",
]

TEXT_LIMIT = 40_000
"""Characters of a message's `text`."""
EDITED_TEXT_LIMIT = 4_000
"""chat.update answers msg_too_long far earlier than chat.postMessage."""
SECTION_LIMIT = 3_000
FIELD_LIMIT = 2_000
HEADER_LIMIT = 150
TITLE_LIMIT = 24
METADATA_LIMIT = 3_000
MARKDOWN_LIMIT = 12_000
"""Characters of all markdown blocks of one payload together."""
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
"""Of a view as JSON: views.* answer view_too_large above that."""
TOPIC_LIMIT = 250
CHANNEL_NAME = re.compile(r"[a-z0-9_-]{1,80}")

POSTS = frozenset({"chat.postMessage", "chat.postEphemeral", "chat.update", "response_url"})
VIEWS = frozenset({"views.open", "views.push", "views.update", "views.publish"})


def problems(method: str, payload: Mapping[str, Any]) -> list[Problem]:
    """What Slack would refuse in `payload` (decoded, no JSON strings) sent to `method`; [] if nothing.

    `response_url` is the method of a post to a response URL. A method without limits of its own gives [].
    """
    if method in POSTS:
        return list(_message(method, payload))
    if method in VIEWS:
        return list(_view(method, payload.get("view")))
    if method == "conversations.create":
        return list(_channel_name(payload.get("name")))
    if method in {"conversations.setTopic", "conversations.setPurpose"}:
        field = "topic" if method.endswith("Topic") else "purpose"
        return list(string(TOPIC_LIMIT, least=0)(f"/{field}", payload.get(field)))
    return []


def clip(words: str, limit: int) -> str:
    """`words`, cut to `limit` characters (at least 1) with an ellipsis where they are longer.

    The cut never falls inside an entity such as `&amp;`.
    """
    if len(words) <= limit:
        return words
    return re.sub(r"&[a-z]{0,4}$", "", words[: limit - 1]) + "…"


def elements_of(block: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The elements that a person can act on in a block that passed the check."""
    inside = [*(block.get("elements") or []), block.get("accessory"), block.get("element")]
    return [each for each in inside if each and each["type"] in ELEMENTS]


def _pick(names: str) -> dict[str, Check]:
    return {name: ELEMENTS[name] for name in names.split()}


_IMAGE = {"image_url": string(3_000), "alt_text": string(2_000)}
_PICTURE: Mapping[str, Check] = {"image": record({"type": one_of("image"), **_IMAGE})}
_MENUS = "button overflow checkboxes radio_buttons static_select users_select datepicker timepicker"
_ACTIONS = _pick(f"{_MENUS} datetimepicker")
_BESIDE = {**_pick(f"{_MENUS} multi_static_select multi_users_select"), **_PICTURE}
_INPUTS = {name: check for name, check in ELEMENTS.items() if name not in {"button", "overflow"}}
_REMARKS = {"plain_text": text(SECTION_LIMIT), "mrkdwn": text(SECTION_LIMIT), **_PICTURE}


def _block(
    name: str, required: Mapping[str, Check] | None = None, optional: Mapping[str, Check] | None = None
) -> Check:
    return record(
        {"type": one_of(name), **(required or {})}, {"block_id": string(ID_LIMIT), **(optional or {})}
    )


BLOCKS: Mapping[str, Check] = {
    "divider": _block("divider"),
    "header": _block("header", {"text": plain(HEADER_LIMIT)}),
    "section": _block(
        "section",
        None,
        {
            "text": text(SECTION_LIMIT),
            "fields": many(1, 10, text(FIELD_LIMIT)),
            "accessory": by_type("element", _BESIDE),
            "expand": flag,
        },
    ),
    "actions": _block("actions", {"elements": many(1, 25, by_type("element", _ACTIONS))}),
    "context": _block("context", {"elements": many(1, 10, by_type("element", _REMARKS))}),
    "image": _block("image", _IMAGE, {"title": plain(2_000)}),
    "input": _block(
        "input",
        {"label": plain(2_000), "element": by_type("element", _INPUTS)},
        {"hint": plain(2_000), "optional": flag, "dispatch_action": flag},
    ),
    "markdown": _block("markdown", {"text": string(MARKDOWN_LIMIT)}),
}
_IN_VIEWS = {name: check for name, check in BLOCKS.items() if name != "markdown"}


def _blocks(at: str, blocks: Any, most: int, kinds: Mapping[str, Check], least: int) -> Iterator[Problem]:
    """Each block by itself; once each can be read, also what holds them together."""
    found = list(many(least, most, by_type("block", kinds))(at, blocks))
    yield from found or _together(at, blocks)


def _together(at: str, blocks: list[dict[str, Any]]) -> Iterator[Problem]:
    for index, block in enumerate(blocks):
        if block["type"] == "section" and not (block.get("text") or block.get("fields")):
            yield Problem(f"{at}/{index}", "missing_field", "a section needs text or fields")
        yield from _doubles(f"{at}/{index}", "action_id", (e.get("action_id") for e in elements_of(block)))
    yield from _doubles(at, "block_id", (block.get("block_id") for block in blocks))
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MARKDOWN_LIMIT:
        yield Problem(at, "too_long", f"markdown must be less than {MARKDOWN_LIMIT + 1} characters in all")


def _doubles(at: str, name: str, ids: Iterable[str | None]) -> Iterator[Problem]:
    seen: set[str] = set()
    for each in ids:
        if each is not None and each in seen:
            yield Problem(at, "duplicate", f"{name} already exists: {each}")
        seen.add(each or "")


def _message(method: str, payload: Mapping[str, Any]) -> Iterator[Problem]:
    words, blocks = payload.get("text"), payload.get("blocks")
    deletes = method == "response_url" and payload.get("delete_original") is True
    if not words and not blocks and not deletes:
        yield Problem("", "no_text", "a message needs text or blocks")
    if words:
        most = EDITED_TEXT_LIMIT if method == "chat.update" else TEXT_LIMIT
        yield from string(most)("/text", words)
    if blocks is not None:
        yield from _blocks("/blocks", blocks, MESSAGE_BLOCKS, BLOCKS, least=0)


_SHARED: Mapping[str, Check] = {
    "callback_id": string(ID_LIMIT),
    "external_id": string(ID_LIMIT, least=0),
    "private_metadata": string(METADATA_LIMIT, least=0),
}
_SURFACES: Mapping[str, Check] = {
    "home": record({"type": one_of("home"), "blocks": anything}, _SHARED),
    "modal": record(
        {"type": one_of("modal"), "title": plain(TITLE_LIMIT), "blocks": anything},
        {
            **_SHARED,
            "submit": plain(TITLE_LIMIT),
            "close": plain(TITLE_LIMIT),
            "clear_on_close": flag,
            "notify_on_close": flag,
            "submit_disabled": flag,
        },
    ),
}


def _view(method: str, view: Any) -> Iterator[Problem]:
    names = {"views.publish": ["home"], "views.update": ["home", "modal"]}.get(method, ["modal"])
    yield from by_type("view", {name: _SURFACES[name] for name in names})("/view", view)
    blocks = view.get("blocks") if isinstance(view, dict) else None
    if blocks is None:
        return
    yield from _blocks("/view/blocks", blocks, VIEW_BLOCKS, _IN_VIEWS, least=1)
    if len(json.dumps(view)) > VIEW_BYTES:
        yield Problem("/view", "view_too_large", f"a view must be less than {VIEW_BYTES + 1} bytes")
    if view.get("type") == "modal" and not view.get("submit") and _asks(blocks):
        yield Problem("/view", "missing_field", "submit is required where an input block is used")


def _asks(blocks: Any) -> bool:
    return isinstance(blocks, list) and any(isinstance(b, dict) and b.get("type") == "input" for b in blocks)


def _channel_name(name: Any) -> Iterator[Problem]:
    if not isinstance(name, str) or not CHANNEL_NAME.fullmatch(name):
        yield Problem("/name", "invalid_name", "lowercase letters, digits, - and _, at most 80 characters")
