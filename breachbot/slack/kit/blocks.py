"""The pieces that messages and modals are put together from, in the form that Slack's Block Kit requires.

Words handed to `mrkdwn` are ours or escaped already; words handed to `plain` may come from anywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from breachbot.slack.kit.limits import FIELD_LIMIT, SECTION_LIMIT, clip
from breachbot.slack.kit.words import chunks, clean, escape

Block = dict[str, Any]
Payload = dict[str, Any]
"""A message: `text` for the notification, `blocks` for the eye."""


def plain(text: str, most: int) -> dict[str, Any]:
    """Words without any formatting, cut to `most` characters; never empty."""
    return {"type": "plain_text", "text": clip(escape(text), most) or "–", "emoji": False}


def mrkdwn(text: str, most: int = SECTION_LIMIT) -> dict[str, Any]:
    """Formatted words; `verbatim` keeps Slack from making links and mentions out of bare words."""
    return {"type": "mrkdwn", "text": clip(text, most) or "–", "verbatim": True}


def message(text: str, *blocks: Block) -> Payload:
    """A message; `text` is what a notification shows."""
    return {"text": text, "blocks": list(blocks)}


def payload_hash(payload: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of what is sent."""
    return hashlib.sha256(json.dumps(payload, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def header(text: str) -> Block:
    """A title in large letters."""
    return {"type": "header", "text": plain(text, 150)}


def say(text: str) -> Block:
    """A paragraph of formatted words."""
    return {"type": "section", "text": mrkdwn(text)}


def beside(text: str, element: dict[str, Any] | None, block_id: str) -> Block:
    """A paragraph with a button at its side, if there is one; `block_id` tells it from the others of its kind."""
    made = say(text) | {"block_id": block_id}
    return made | ({"accessory": element} if element else {})


def quote(text: str) -> Block:
    """A paragraph that somebody wrote: nothing in it can act."""
    return {"type": "section", "text": plain(text, SECTION_LIMIT)}


def paragraphs(text: str) -> list[Block]:
    """A long text as plain paragraphs: nothing in it can act, and every mark of it shows."""
    return [
        {"type": "section", "text": {"type": "plain_text", "text": piece, "emoji": False}}
        for piece in chunks(escape(text), SECTION_LIMIT)
    ]


def fields(*pairs: tuple[str, str]) -> Block:
    """Up to ten labelled values side by side."""
    return {
        "type": "section",
        "fields": [mrkdwn(f"*{label}*\n{value}", FIELD_LIMIT) for label, value in pairs],
    }


def small(text: str) -> Block:
    """A line in small print."""
    return {"type": "context", "elements": [mrkdwn(text)]}


DIVIDER: Block = {"type": "divider"}


def button(action: str, label: str, value: str, *, style: str | None = None) -> dict[str, Any]:
    """A button; `value` is an opaque reference."""
    made = {"type": "button", "action_id": action, "text": plain(label, 75), "value": value}
    return made | ({"style": style} if style else {})


def link_button(action: str, label: str, url: str) -> dict[str, Any]:
    """A button that opens an address in the browser."""
    return {"type": "button", "action_id": action, "text": plain(label, 75), "url": url}


def actions(*elements: dict[str, Any]) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


# --- what a modal asks ----------------------------------------------------------------------------------------


def modal(callback: str, title: str, submit: str, ref: str, *blocks: Block) -> dict[str, Any]:
    """A form. `ref` is an opaque reference and comes back with the answers."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain("Cancel", 24),
        "private_metadata": ref,
        "blocks": list(blocks),
    }


def sheet(title: str, *blocks: Block) -> dict[str, Any]:
    """A modal that asks nothing. What puts it away is not called “Close”: incidents are closed."""
    return {"type": "modal", "title": plain(title, 24), "close": plain("Back", 24), "blocks": list(blocks)}


def tab(*blocks: Block) -> dict[str, Any]:
    """A person's Home tab."""
    return {"type": "home", "blocks": list(blocks)}


def ask(
    field: str,
    label: str,
    element: dict[str, Any],
    *,
    hint: str = "",
    optional: bool = False,
    heard: str = "",
) -> Block:
    """One question. `field` names the block, so that a refusal can point at it; the element is called `answer`, or
    `heard` where each change of it is told at once by that name."""
    made: Block = {
        "type": "input",
        "block_id": field,
        "label": plain(label, 2000),
        "element": element | {"action_id": heard or "answer"},
        "optional": optional,
    }
    return made | ({"hint": plain(hint, 2000)} if hint else {}) | ({"dispatch_action": True} if heard else {})


def line(initial: str = "", *, most: int, tall: bool = False) -> dict[str, Any]:
    """A text input of up to `most` characters; `tall` for several lines."""
    made: dict[str, Any] = {"type": "plain_text_input", "multiline": tall, "max_length": most}
    return made | ({"initial_value": clean(initial)[:most]} if initial else {})


def moment(initial: datetime | None = None) -> dict[str, Any]:
    """A date and a time of day, in the person's own zone."""
    made: dict[str, Any] = {"type": "datetimepicker"}
    return made | ({"initial_date_time": int(initial.timestamp()) // 60 * 60} if initial else {})


def day(initial: date | None = None) -> dict[str, Any]:
    """A date."""
    return {"type": "datepicker"} | ({"initial_date": initial.isoformat()} if initial else {})


def anybody(placeholder: str) -> dict[str, Any]:
    """A person of the workspace."""
    return {"type": "users_select", "placeholder": plain(placeholder, 150)}


def people(placeholder: str, chosen: Sequence[str] = ()) -> dict[str, Any]:
    """Several people of the workspace, in an order."""
    element = {"type": "multi_users_select", "placeholder": plain(placeholder, 150)}
    return element | ({"initial_users": list(chosen)} if chosen else {})


def choice(kind: str, options: Mapping[str, str], chosen: Sequence[str] = ()) -> dict[str, Any]:
    """A select, radio buttons or their like; `options` maps a value to its words."""
    made = {value: {"text": plain(label, 75), "value": value} for value, label in options.items()}
    element: dict[str, Any] = {"type": kind, "options": list(made.values())}
    first = [made[value] for value in chosen if value in made]
    if not first:
        return element
    several = kind in ("multi_static_select", "checkboxes")
    return element | ({"initial_options": first} if several else {"initial_option": first[0]})
