"""How an act is asked for in Slack: its button, the form behind it, and the command that comes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from breachbot.incident import events as e
from breachbot.incident.act import Command, Context
from breachbot.incident.state import Incident

View = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """The incident that a person asks about, as it is now, what an act of theirs is decided on, and the reference that
    the button or the form carried. others: the other open incidents, for a form that asks for one of them. record: its
    events, for a form that shows what was recorded."""

    incident: Incident
    context: Context
    ref: str
    others: tuple[str, ...] = ()
    record: Sequence[e.Happened] = ()


@dataclass(frozen=True)
class Button:
    """One button of an act. `act` is the act's name; its file has the same name.

    id: of the button and of its form; buttons that were posted long ago carry it, so it never changes.
    form: what the button opens; None where a click is enough. command: what a click (an empty view) or a submitted form
    asks for. doubt: what is asked back before an unusual command is taken; None where nothing is.
    following: what the form shows after it was accepted, asked with what it held; None where it closes.
    people: whom a form names, by the field; each has to be a member.
    pages: whether the form has pages that are saved one by one, so that it says when it is opened again what was not.
    beside: whether the form asks for another open incident. record: whether it shows what was recorded.
    """

    id: str
    act: str
    label: str
    command: Callable[[Asked, View], Command]
    form: Callable[[Asked], View] | None = None
    following: Callable[[Asked, View], View | None] | None = None
    doubt: Callable[[Asked, Any], View | None] | None = None
    people: Callable[[View], Mapping[str, str]] | None = None
    style: str | None = None
    pages: bool = False
    beside: bool = False
    record: bool = False
