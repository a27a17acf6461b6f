"""The kinds of answer that a notice can hold: each is a value, `UNKNOWN` (not known yet) or `NOT_APPLICABLE`.

They take what the facts give: None and blank text become `UNKNOWN`, a bare number an estimate, "yes" and
"no" a bool, "undetermined" and "weigh" an unknown outcome. Times are aware and become UTC; naive ones are refused.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    NonNegativeInt,
    model_validator,
)


class Value(BaseModel):
    """A frozen value that refuses names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Absent(Value):
    """Why there is no value: it is not known yet, or the question does not arise."""

    absent: Literal["unknown", "not_applicable"]


UNKNOWN = Absent(absent="unknown")
NOT_APPLICABLE = Absent(absent="not_applicable")


class Count(Value):
    """How many people or records: an estimate, a range, or both. At least one figure is given."""

    min: NonNegativeInt | None = None
    max: NonNegativeInt | None = None
    estimate: NonNegativeInt | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        given = [figure for figure in (self.min, self.estimate, self.max) if figure is not None]
        if not given or given != sorted(given):
            raise ValueError("a count needs a figure, and its figures must be in order: min, estimate, max")
        return self


class Foreign(str):
    """A text of a person in another language than the notice: it is shown as it was written, with a note."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        made = super().__new__(cls, text)
        made.language = language
        return made


_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)


def readable(text: str) -> str:
    """The text with what a reader cannot see (control and direction marks, lone surrogates) made visible."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", lines).strip()


def _blank_is_unknown(value: Any) -> Any:
    if isinstance(value, str):
        value = readable(value)
    return UNKNOWN if value is None or value in ("", [], ()) else value


def _number_is_estimate(value: Any) -> Any:
    return {"estimate": value} if isinstance(value, int) and not isinstance(value, bool) else value


def _undetermined_is_unknown(value: Any) -> Any:
    return UNKNOWN if value in ("undetermined", "weigh") else value


def _utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


Utc = Annotated[AwareDatetime, AfterValidator(_utc)]
Words = Annotated[str, AfterValidator(readable), Field(min_length=1)]
Text = Annotated[Words | Absent, BeforeValidator(_blank_is_unknown)]
Email = Annotated[
    Annotated[Words, Field(pattern=r"^[!#-'*+/-9=?A-Z^-~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")] | Absent,
    BeforeValidator(_blank_is_unknown),
]
Several = Annotated[tuple[Words, ...], Field(min_length=1)]
Labels = Annotated[Several | Absent, BeforeValidator(_blank_is_unknown)]
When = Annotated[Utc | Absent, BeforeValidator(_blank_is_unknown)]
YesNo = Annotated[bool | Absent, BeforeValidator(_blank_is_unknown)]
Number = Annotated[Count | Absent, BeforeValidator(_number_is_estimate), BeforeValidator(_blank_is_unknown)]
Ruled = Annotated[
    Literal["required", "not_required"] | Absent,
    BeforeValidator(_undetermined_is_unknown),
    BeforeValidator(_blank_is_unknown),
]
