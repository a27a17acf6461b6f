"""Every act keeps the same shape: one file, one name, one frozen command whose texts have bounds."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, get_args, get_origin

import pytest
from pydantic import ValidationError

import breachbot.incident.acts as acts_of_people
import breachbot.slack.acts as forms
from breachbot.errors import Refused
from breachbot.incident.act import Act, Command, Told
from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.incident.registry import ACTS
from tests.incident import cast
from tests.incident.cast import NOON

FILES = sorted(file.name for file in iter_modules(acts_of_people.__path__))
GIVEN = {"doubt", "obligation", "regime", "affected_set", "sha256", "message", "signal", "reporter"}
"""Fields that hold an id or a link which breachbot itself put into the form, not what somebody wrote."""
OWN_LISTENER = {"report"}
"""The only act that belongs to no incident yet, so that no button of an incident leads to it."""
EACH = pytest.mark.parametrize("name", FILES)


def the_file(name: str) -> ModuleType:
    return import_module(f"{acts_of_people.__name__}.{name}")


def texts(command: type[Command]) -> list[tuple[str, Told]]:
    """The fields that hold what somebody wrote, with their bounds."""
    return [
        (name, bounds)
        for name, field in command.model_fields.items()
        for bounds in field.metadata
        if isinstance(bounds, Told)
    ]


def sensible(annotation: Any, bounds: Told | None) -> Any:
    """Something that a field of this type takes."""
    if bounds is not None:
        return cast.typed(max(bounds.least, 1))
    if annotation is datetime:
        return NOON
    if get_origin(annotation) is tuple:
        return ()
    if get_origin(annotation) is dict:
        return {}
    if annotation is bool:
        return True
    if annotation is date:
        return NOON.date()
    return 1 if annotation is int else "x" if annotation is str else get_args(annotation)[0]


def filled(command: type[Command]) -> dict[str, Any]:
    """Something in each field without which the command cannot be given."""
    bounds = dict(texts(command))
    return {
        name: sensible(field.annotation, bounds.get(name))
        for name, field in command.model_fields.items()
        if field.is_required()
    }


@EACH
def test_a_file_holds_one_act_of_its_name_and_the_command_of_it(name: str) -> None:
    file = the_file(name)
    (act,) = [one for one in vars(file).values() if isinstance(one, Act)]
    assert act is ACTS[name]
    assert act.name == name
    assert act.command.__module__ == file.__name__


def test_there_is_no_act_without_a_file_and_no_command_of_two_acts() -> None:
    assert sorted(ACTS) == FILES
    assert len({act.command for act in ACTS.values()}) == len(ACTS)


@EACH
def test_a_command_is_frozen_and_takes_no_field_that_it_does_not_know(name: str) -> None:
    command = ACTS[name].command
    given = command.of(**filled(command))
    with pytest.raises(ValidationError):
        command.model_validate(filled(command) | {"by": "U_DPO"})
    with pytest.raises(Refused) as refused:
        command.of(**filled(command), by="U_DPO")
    assert refused.value.field == "by"
    for field in command.model_fields:
        with pytest.raises(ValidationError):
            setattr(given, field, getattr(given, field))


@EACH
def test_every_text_of_a_command_has_bounds(name: str) -> None:
    command = ACTS[name].command
    plain = {field for field, info in command.model_fields.items() if info.annotation in (str, str | None)}
    assert plain - GIVEN == {field for field, _ in texts(command)}


BOUNDS = [(name, field, bounds) for name in FILES for field, bounds in texts(ACTS[name].command)]
EACH_TEXT = pytest.mark.parametrize(
    ("name", "field", "bounds"), BOUNDS, ids=[f"{name}-{field}" for name, field, _ in BOUNDS]
)


def writing(name: str, field: str, length: int) -> int:
    """How many characters are kept of a text of that length, with blanks around it that do not count."""
    command = ACTS[name].command
    text = f" {cast.typed(length)}\n"
    return len(getattr(command.of(**(filled(command) | {field: text})), field))


@EACH_TEXT
def test_a_text_that_is_too_short_is_asked_for(name: str, field: str, bounds: Told) -> None:
    for length in (bounds.least, bounds.least + 1):
        assert writing(name, field, length) == length
    if bounds.least:
        with pytest.raises(Refused) as refused:
            writing(name, field, bounds.least - 1)
        assert (str(refused.value), refused.value.field) == (bounds.ask, field)


@EACH_TEXT
def test_a_text_that_is_too_long_is_refused_with_its_length(name: str, field: str, bounds: Told) -> None:
    assert ACTS[name].command.most(field) == bounds.most
    for length in (bounds.most - 1, bounds.most):
        assert writing(name, field, length) == length
    said = f"{bounds.most:,} characters at most, and it has {bounds.most + 1:,}"
    with pytest.raises(Refused, match=said) as refused:
        writing(name, field, bounds.most + 1)
    assert refused.value.field == field


@pytest.mark.parametrize(("length", "kept"), [(199, True), (200, True), (201, False)])
def test_a_controller_that_can_be_named_can_be_told(length: int, kept: bool) -> None:
    assert ACTS["tell_controller"].command.most("controller") == 200
    if kept:
        assert NameControllers.of(controllers=("x" * length,)).controllers == ("x" * length,)
    else:
        with pytest.raises(Refused, match="200 characters at most") as refused:
            NameControllers.of(controllers=("Shop A", "x" * length))
        assert refused.value.field == "controllers"


def test_every_act_but_the_report_has_its_form_in_a_file_of_the_same_name() -> None:
    assert {file.name for file in iter_modules(forms.__path__)} == set(FILES) - OWN_LISTENER
