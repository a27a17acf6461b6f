"""Conditions: questions to the facts that are data, so that a rule is read and checked and never run as code."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag


class Data(BaseModel):
    """Frozen, and an unknown key is an error: a typo must never switch a rule off in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Is(Data):
    """The fact has one of these values."""

    fact: str
    one_of: tuple[str, ...] = Field(alias="is", min_length=1)


class Includes(Data):
    """The fact, a list, holds at least one of these values."""

    fact: str
    includes: tuple[str, ...] = Field(min_length=1)


class Only(Data):
    """The fact, a list, holds nothing but these values."""

    fact: str
    only: tuple[str, ...] = Field(min_length=1)


class AtLeast(Data):
    """The fact, a count, is this number or more."""

    fact: str
    at_least: Annotated[int, Field(ge=1)]


class Holds(Data):
    """A concept of the playbook, defined once and named here."""

    concept: str


class All(Data):
    """Every one of these conditions."""

    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Data):
    """At least one of these conditions."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Data):
    """The opposite; what is unknown stays unknown."""

    negated: "Condition" = Field(alias="not")


_KINDS = ("is", "includes", "only", "at_least", "concept", "all", "any", "not")
_FIELD_OF_KIND = {"is": "one_of", "not": "negated"}


def _kind(value: Any) -> str | None:
    """The one key that says which condition this is; None, and so refused, when there are none or several."""
    if isinstance(value, dict):
        present = [kind for kind in _KINDS if kind in value]
    else:
        present = [kind for kind in _KINDS if hasattr(value, _FIELD_OF_KIND.get(kind, kind))]
    return present[0] if len(present) == 1 else None


Condition = Annotated[
    Annotated[Is, Tag("is")]
    | Annotated[Includes, Tag("includes")]
    | Annotated[Only, Tag("only")]
    | Annotated[AtLeast, Tag("at_least")]
    | Annotated[Holds, Tag("concept")]
    | Annotated[All, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _kind,
        custom_error_type="condition_kind",
        custom_error_message=f"a condition holds exactly one of: {', '.join(_KINDS)}",
    ),
]
"""A question to the facts, answered yes, no or unknown."""
