"""Reading what a person entered in a form (docs.slack.dev/reference/views/view-submission, `view.state.values`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from breachbot.errors import Refused

T = TypeVar("T", bound=str)
Given = str | list[str] | datetime | None
"""A text, a chosen value, person or day (`2026-11-24`), several values (sorted), several people (in the order in which
they were chosen), an instant (UTC), or nothing."""


@dataclass(frozen=True)
class Answer:
    """What a question showed when the form was opened, and what it held when it was sent."""

    before: Given
    now: Given


def answers(view: Mapping[str, Any]) -> dict[str, Answer]:
    """Every question of a submitted view, by its field."""
    values = view["state"]["values"]
    return {
        name_of(block["block_id"]): Answer(
            _initial(block["element"]), _given(values.get(block["block_id"], {}))
        )
        for block in view["blocks"]
        if block.get("type") == "input"
    }


def text(view: Mapping[str, Any], field: str) -> str:
    """What was typed or chosen; empty if nothing."""
    given = _given(_values(view, field))
    return given if isinstance(given, str) else ""


def several(view: Mapping[str, Any], field: str) -> list[str]:
    """The values or the people that were chosen; none if nothing."""
    given = _given(_values(view, field))
    return given if isinstance(given, list) else []


def instant(view: Mapping[str, Any], field: str) -> datetime:
    """The date and time that was chosen. Raises Refused if none was."""
    given = _given(_values(view, field))
    if not isinstance(given, datetime):
        raise Refused("Choose a date and a time.", field=field)
    return given


def instant_or(view: Mapping[str, Any], field: str, otherwise: datetime | None) -> datetime:
    """The same for a question that may be left as it is. Raises Refused if there is neither."""
    return otherwise if otherwise and _given(_values(view, field)) is None else instant(view, field)


def instant_if(view: Mapping[str, Any], field: str) -> datetime | None:
    """The same for a question that need not be answered; None where it was not."""
    given = _given(_values(view, field))
    return given if isinstance(given, datetime) else None


def one_of(view: Mapping[str, Any], field: str, options: Sequence[T]) -> T:
    """The option that was chosen. Raises Refused if it is none of these."""
    given = text(view, field)
    for option in options:
        if option == given:
            return option
    raise Refused("Choose one of these.", field=field)


def number(view: Mapping[str, Any], field: str) -> int:
    """A whole number. Raises Refused for anything else."""
    given = text(view, field).strip().replace(",", "")
    if not (given.isascii() and given.isdigit() and len(given) <= 12):
        raise Refused("Give a whole number.", field=field)
    return int(given)


def name_of(block: str) -> str:
    """The field of a block: what follows an @ only keeps one set's question apart from another's."""
    return block.partition("@")[0]


def _values(view: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    """The elements of a field's block."""
    return next((values for block, values in view["state"]["values"].items() if name_of(block) == field), {})


def _given(block: Mapping[str, Any]) -> Given:
    """The value of the one element of a block."""
    for element in block.values():
        if element.get("selected_date_time") is not None:
            return _moment(element["selected_date_time"])
        if element.get("selected_options"):
            return sorted(str(option["value"]) for option in element["selected_options"])
        if element.get("selected_users"):
            return [str(user) for user in element["selected_users"]]
        if element.get("selected_option"):
            return str(element["selected_option"]["value"])
        if plain := element.get("selected_user") or element.get("selected_date"):
            return str(plain)
        if element.get("value") and element["value"].strip():
            return str(element["value"]).strip()
    return None


def _initial(element: Mapping[str, Any]) -> Given:
    """What an element was opened with."""
    if element.get("initial_date_time"):
        return datetime.fromtimestamp(element["initial_date_time"], UTC)
    if element.get("initial_options"):
        return sorted(str(option["value"]) for option in element["initial_options"])
    if element.get("initial_option"):
        return str(element["initial_option"]["value"])
    return (element.get("initial_value") or "").strip() or None


def _moment(seconds: float) -> datetime | None:
    """The moment of a picker; None for a date that no calendar has, which no picker gives."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
