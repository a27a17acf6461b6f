"""What the player of a story and the workspace say to each other: acts, faults, answers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Json = dict[str, Any]


class _Said(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# --- acts of people -----------------------------------------------------------------------------------------


class Command(_Said):
    """Type a slash command into a channel."""

    kind: Literal["command"] = "command"
    user: str
    command: str
    text: str = ""
    channel: str


class Say(_Said):
    """Write a message into a channel, or into the thread below one; the bot hears nothing of it."""

    kind: Literal["say"] = "say"
    user: str
    channel: str
    text: str
    thread_ts: str | None = None


class Invite(_Said):
    """Let somebody else (`who`) into a channel in which one is."""

    kind: Literal["invite"] = "invite"
    user: str
    channel: str
    who: str


class Click(_Said):
    """Click a button, or choose `value` in another element, in a message (channel, ts) or in a view.

    seen: which version of the message was on the person's screen, by the ts of its edit, or its own before any;
    None is the present one. values: what else stood in the form, as for Submit.
    """

    kind: Literal["click"] = "click"
    user: str
    action_id: str
    block_id: str | None = None
    value: Any = None
    channel: str | None = None
    ts: str | None = None
    view_id: str | None = None
    seen: str | None = None
    values: Json = {}


class Submit(_Said):
    """Fill in a view and press its button; `values` as elements.filled takes them."""

    kind: Literal["submit"] = "submit"
    user: str
    view_id: str
    values: Json = {}


class Close(_Said):
    """Close a view."""

    kind: Literal["close"] = "close"
    user: str
    view_id: str


class Shortcut(_Said):
    """Choose a shortcut in the menu of a message."""

    kind: Literal["shortcut"] = "shortcut"
    user: str
    callback_id: str
    channel: str
    ts: str


class GlobalShortcut(_Said):
    """Choose a shortcut of the app that belongs to no message."""

    kind: Literal["global_shortcut"] = "global_shortcut"
    user: str
    callback_id: str


class Happening(_Said):
    """Something of which Slack tells the app by an event; `fields` are those of the inner event."""

    kind: Literal["event"] = "event"
    type: str
    user: str
    fields: Json = {}


class OpenHome(_Said):
    """Open the app's Home tab; the app hears of it if it subscribed to app_home_opened."""

    kind: Literal["open_home"] = "open_home"
    user: str


class ForgedClick(_Said):
    """A click that no client offers: an element and value of the attacker's choice, rightly signed."""

    kind: Literal["forged_click"] = "forged_click"
    user: str
    action_id: str
    value: str
    channel: str
    ts: str
    block_id: str = "forged"


class ForgedSubmission(_Said):
    """A submission of a view that was never shown, rightly signed; `values` as in view.state.values."""

    kind: Literal["forged_submission"] = "forged_submission"
    user: str
    callback_id: str
    private_metadata: str = ""
    values: Json = {}


class Replay(_Said):
    """Send the last request of a kind again, byte for byte, or with its signature spoilt."""

    kind: Literal["replay"] = "replay"
    of: Literal[
        "command", "block_actions", "view_submission", "view_closed", "message_action", "shortcut", "event"
    ]
    signature: Literal["same", "wrong", "missing", "stale"] = "same"


Act = Annotated[
    Command
    | Say
    | Invite
    | Click
    | Submit
    | Close
    | Shortcut
    | GlobalShortcut
    | Happening
    | OpenHome
    | ForgedClick
    | ForgedSubmission
    | Replay,
    Field(discriminator="kind"),
]
ACT: TypeAdapter[Act] = TypeAdapter(Act)


class Answer(_Said):
    """How the bot answered an act.

    status: the HTTP status, or None. body: decoded JSON, text, or None where it was empty.
    error: None if Slack would be content, else operation_timeout, unreachable, dispatch_failed, bad_response.
    """

    status: int | None
    ms: float
    body: Any = None
    error: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the person saw no error."""
        return self.error is None and not self.errors

    @property
    def errors(self) -> dict[str, str]:
        """What the bot objected to in a submission, by block id."""
        refused = isinstance(self.body, dict) and self.body.get("response_action") == "errors"
        return dict(self.body["errors"]) if refused else {}


# --- faults -------------------------------------------------------------------------------------------------


class Fault(_Said):
    """Something to go wrong in the next `times` requests of a method (`*` for any).

    Calls of the bot, by method such as chat.postMessage: rate_limited (429, Retry-After `seconds`),
    server_error (`status`), slow (the effect at once, the answer after `seconds`), lost_answer (the effect,
    then the connection is cut before a byte of the answer), refused (no effect, and Slack's code `error`, with the
    permission that is `needed` if one is named), not_slack (no effect, and what something between the two answers:
    `status`, `content_type` and `body`).
    Requests to the bot, by kind such as block_actions: duplicate (two at once, the same bytes), retry (an event
    is sent again as if unanswered), late (it arrives only after `seconds`). Over Socket Mode also: cut (the
    connection breaks when it was sent), refresh (Slack asks for a new connection just before), link_disabled (Slack
    says that Socket Mode was switched off), lost_ack (the acknowledgement does not arrive), nonsense (frames that
    mean nothing come before).
    """

    method: str
    kind: Literal[
        "rate_limited",
        "server_error",
        "slow",
        "lost_answer",
        "refused",
        "not_slack",
        "duplicate",
        "retry",
        "late",
        "cut",
        "refresh",
        "link_disabled",
        "lost_ack",
        "nonsense",
    ]
    times: int = 1
    seconds: float = 1.0
    status: int = 503
    error: str = "missing_scope"
    needed: str = ""
    content_type: str = "text/html"
    body: str = "<html>Blocked</html>"
