"""Forgiving models of bodies: a field that is missing, null or of another type is None; the rest still counts."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
)
from pydantic.functional_validators import WrapValidator

T = TypeVar("T")


def _or_none(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(value)
    except ValidationError:
        return None


def whole(value: Any) -> Any:
    """Half a character (a lone surrogate) must not hide the rest of a text."""
    if not isinstance(value, str) or value.isascii():
        return value
    return value.encode("utf-8", "replace").decode("utf-8")


Lenient = Annotated[T | None, WrapValidator(_or_none)]
Text = Annotated[str | None, BeforeValidator(whole), WrapValidator(_or_none)]
Id = Lenient[Annotated[str, Field(strict=True)] | Annotated[int, Field(strict=True)]]
Moment = Lenient[Annotated[str, Field(strict=True)] | Annotated[float, Field(strict=True)]]
Flag = Lenient[Annotated[bool, Field(strict=True)]]
Many = Lenient[list[Lenient[T]]]


class Part(BaseModel):
    """A part of a body: each field is one of the types above, and None by default."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)
