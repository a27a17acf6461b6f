"""What a page sends when somebody acts, made into an act; and the bot's answer in words for that person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from breachbot.workspace import elements
from breachbot.workspace.elements import Impossible
from breachbot.workspace.protocol import (
    Answer,
    Click,
    Close,
    Command,
    GlobalShortcut,
    Invite,
    OpenHome,
    Say,
    Shortcut,
    Submit,
)
from breachbot.workspace.state import Json, Workspace

PageAct = Annotated[
    Command | Say | Invite | Click | Submit | Close | Shortcut | GlobalShortcut | OpenHome,
    Field(discriminator="kind"),
]
_ACT: TypeAdapter[PageAct] = TypeAdapter(PageAct)
"""What a client of Slack offers; the forgeries of the player are not among it."""

_WORDS: Mapping[str, str] = {
    "operation_timeout": "breachbot did not answer within 3 seconds. Try again.",
    "unreachable": "breachbot is not running, so nothing happened.",
    "dispatch_failed": "breachbot refused the request, so nothing happened.",
    "bad_response": "breachbot gave an answer that Slack does not understand.",
}


def read(ws: Workspace, user: str, sent: Any, zone: tzinfo) -> PageAct:
    """The act of `user` that a page sent; times as typed into a form are in `zone`.

    Raises ValidationError, or Impossible for what no form holds.
    """
    fields = dict(sent) if isinstance(sent, dict) else {}
    act = _ACT.validate_python({**fields, "user": user})
    if isinstance(act, Say):
        return act.model_copy(update={"text": _escaped(act.text)})
    if isinstance(act, Command) and act.command == "/invite":
        return _invitation(ws, act)
    if not isinstance(act, Click | Submit):
        return act
    blocks = _blocks(ws, act)
    update: Json = {"values": _typed(blocks, act.values, zone)}
    if isinstance(act, Click) and act.value is not None:
        _, element = elements.find(blocks, act.action_id, act.block_id)
        update["value"] = _moment(element, act.value, zone)
    return act.model_copy(update=update)


def _escaped(text: str) -> str:
    """As Slack's client sends what a person types."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _invitation(ws: Workspace, act: Command) -> Invite:
    """Slack's own command, which goes to no app: `/invite @name`."""
    name = act.text.strip().removeprefix("@")
    who = next((user.id for user in ws.users.values() if user.name == name), None)
    if who is None:
        raise Impossible("write /invite and whom: /invite @outsider")
    return Invite(user=act.user, channel=act.channel, who=who)


def _blocks(ws: Workspace, act: Click | Submit) -> Sequence[Json]:
    if act.view_id:
        homes = [home for home in ws.homes.values() if home.id == act.view_id]
        view = ws.views.get(act.view_id) or next(iter(homes), None)
        return list(view.content["blocks"]) if view else []
    if isinstance(act, Submit):
        return []
    message = ws.message(act.user, act.channel or "", act.ts or "")
    return message.version(act.seen) if message else []


def _typed(blocks: Sequence[Json], values: Json, zone: tzinfo) -> Json:
    after: Json = {}
    for block_id, held in values.items():
        after[block_id] = {}
        for action_id, value in dict(held).items():
            _, element = elements.find(blocks, action_id, block_id)
            after[block_id][action_id] = _moment(element, value, zone)
    return after


def _moment(element: Json, value: Any, zone: tzinfo) -> Any:
    """Seconds since the epoch for what was typed into a datetimepicker; all else as it is."""
    if element["type"] != "datetimepicker" or value is None:
        return value
    try:
        typed = datetime.fromisoformat(str(value))
    except ValueError:
        raise Impossible(f"{value} is not a date and a time") from None
    return int(typed.replace(tzinfo=zone).timestamp())


def words(act: PageAct, answer: Answer) -> str | None:
    """What the person is told where the bot's answer was none; None if all went well."""
    if answer.error is None:
        return None
    said = _WORDS.get(answer.error, "Something went wrong.")
    what = f"{act.command}: " if isinstance(act, Command) else ""
    status = f", HTTP {answer.status}" if answer.status not in (None, 200) else ""
    return f"{what}{said} ({answer.error}{status})"
