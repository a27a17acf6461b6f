"""The shape of what Slack sends, as far as the listeners read it; whatever else came along is left alone.

A signature says who sent a request, not that it can be read. What has another shape gets one answer, 400, before any
listener sees it, and one line in the log without anything of what it held.

Source of the shapes: docs.slack.dev/reference/interaction-payloads and docs.slack.dev/reference/views.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.response import BoltResponse

log = structlog.get_logger("breachbot.slack")

Id = Annotated[str, StringConstraints(pattern=r"^[\x20-\x7e]{0,255}\z")]
"""A name or number of Slack's. It becomes part of a key in the database."""
Seconds = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,12}(\.[0-9]{1,9})?\z")]


class Shape(BaseModel):
    """Only what is named here is looked at, and nothing is converted."""

    model_config = ConfigDict(strict=True, frozen=True)


class Option(Shape):
    """One of a list."""

    value: str


class Element(Shape):
    """What a person chooses or types in: as the form showed it first, and as it is now."""

    value: str | None = None
    selected_date_time: int | None = None
    selected_option: Option | None = None
    selected_options: list[Option] | None = None
    initial_value: str | None = None
    initial_date_time: int | None = None
    initial_option: Option | None = None
    initial_options: list[Option] | None = None


class Block(Shape):
    """A block of a view; only those with a question matter."""

    type: Id
    block_id: Id = ""
    element: Element | None = None

    @model_validator(mode="after")
    def _asks(self) -> Block:
        if self.type == "input" and (self.element is None or not self.block_id):
            raise ValueError("a question needs an element and an id")
        return self


class State(Shape):
    """The answers, by block and element."""

    values: dict[Id, dict[Id, Element]]


class View(Shape):
    """A form, or the Home tab."""

    id: Id
    type: Id
    hash: Id = ""
    callback_id: Id
    private_metadata: str | None = None
    blocks: list[Block]
    state: State


class Action(Shape):
    """What was clicked."""

    type: Id
    action_id: Id
    action_ts: Id
    block_id: Id
    value: str | None = None
    selected_option: Option | None = None


class Container(Shape):
    """Where it was clicked."""

    message_ts: Id | None = None
    view_id: Id | None = None


class Team(Shape):
    """The workspace."""

    id: Id
    domain: Id | None = None


class User(Shape):
    """The person; whether the id is one is asked afterwards (`gate.py`)."""

    team_id: Id | None = None


class Channel(Shape):
    """Where a message is."""

    id: Id


class Interaction(Shape):
    """What all of them have."""

    user: User
    team: Team | None = None
    trigger_id: Id


class Click(Interaction):
    """`block_actions`, in a message or in a view."""

    actions: Annotated[list[Action], Field(min_length=1)]
    container: Container = Container()
    channel: Channel | None = None
    view: View | None = None


class Submitted(Interaction):
    """`view_submission`."""

    view: View


class Shortcut(Interaction):
    """A shortcut that belongs to no message."""

    callback_id: Id
    action_ts: Id


class MessageShortcut(Shortcut):
    """A shortcut of a message."""

    team: Team
    channel: Channel
    message_ts: Seconds


class Command(Shape):
    """A slash command."""

    command: Id
    team_id: Id | None = None
    trigger_id: Id
    channel_id: Id


class Happened(Shape):
    """What an event says."""

    type: Id
    tab: Id | None = None
    channel: Id | None = None


class Authorization(Shape):
    """For whom the event is: the app's own user."""

    user_id: Id | None = None


class Event(Shape):
    """The Events API."""

    type: Literal["event_callback"]
    event_id: Id
    event: Happened
    authorizations: list[Authorization] | None = None


KINDS: Mapping[str, type[Shape]] = {
    "block_actions": Click,
    "view_submission": Submitted,
    "shortcut": Shortcut,
    "message_action": MessageShortcut,
    "event_callback": Event,
}


async def dispatch(app: AsyncApp, request: AsyncBoltRequest) -> BoltResponse:
    """Have a request answered that somebody may send; 400 for one of another shape."""
    if not has_shape(request.body):
        log.warning("odd_request")
        return BoltResponse(status=400)
    return await app.async_dispatch(request)


def has_shape(body: Mapping[str, Any]) -> bool:
    """Whether what listeners read of it is there and of its type. What no listener takes is left to Bolt."""
    kind = body.get("type")
    shape = Command if "command" in body else KINDS.get(kind) if isinstance(kind, str) else None
    if shape is None:
        return "ssl_check" in body or kind in ("url_verification", "view_closed")
    try:
        shape.model_validate(body)
    except (ValidationError, RecursionError):
        return False
    return True
