"""How long there is for something, from which moment, and how that is counted."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from breachbot.playbook.conditions import Data

_DURATION = re.compile(
    r"P(?=.)(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?", re.ASCII
)


def duration(text: object) -> timedelta:
    """An ISO 8601 duration in days, hours, minutes and seconds, such as `PT72H`; more than zero.

    Months and years are refused: they have no fixed length. Raises ValueError.
    """
    if isinstance(text, timedelta):
        return text
    match = _DURATION.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ValueError("must be a duration such as PT72H, PT15M or P1D")
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if not span:
        raise ValueError("must be a duration longer than zero")
    return span


def written_duration(span: timedelta) -> str:
    """A duration as `duration` reads it, to the second: `PT12H`, `P7D`."""
    hours, seconds = divmod(span.seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    days = f"{span.days}D" if span.days else ""
    time = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if n)
    return f"P{days}{'T' + time if time else ''}"


Duration = Annotated[timedelta, BeforeValidator(duration)]

Anchor = Literal[
    "awareness", "detection", "classification", "determination", "remedy", "processor", "submission"
]
"""The moment from which a time is counted."""

ANCHORS: Mapping[Anchor, str] = {
    "awareness": "the company became aware",
    "detection": "it was detected",
    "classification": "it was classified",
    "determination": "it was found to be material",
    "remedy": "a corrective measure became available",
    "processor": "the processor told the company",
    "submission": "the report before this one was submitted",
}
"""What happened at each, wherever people read of one."""

Counting = Literal["hours", "calendar_days", "working_days", "calendar_months"]
"""`hours` are elapsed hours; the others end with a day in the zone of the law (deadlines/counting.py)."""

DAY = timedelta(days=1)


def several(value: object) -> object:
    """What may be written once without a list."""
    return [value] if isinstance(value, str) else value


class Limit(Data):
    """`within` (hours or whole days) or `months` from an `anchor`; without a number where the law sets none.

    `after`: of the anchor `submission`, the obligations of which the first that was met is meant.
    """

    anchor: Anchor = "awareness"
    after: Annotated[tuple[str, ...], BeforeValidator(several)] = ()
    within: Duration | None = None
    months: Annotated[int, Field(ge=1, le=120)] | None = None
    counting: Counting | None = None

    @property
    def plain(self) -> bool:
        """Whether it is in elapsed hours from awareness, or has no number."""
        return self.anchor == "awareness" and self.counting in (None, "hours")

    @property
    def length(self) -> str:
        """In words, such as `24 hours`, `3 working days` or `1 month`; empty where there is no number."""
        if self.months is not None:
            return _many(self.months, "month")
        if self.within is None:
            return ""
        if self.counting == "hours":
            return _many(self.within / timedelta(hours=1), "hour")
        return _many(self.within / DAY, "working day" if self.counting == "working_days" else "day")

    @model_validator(mode="after")
    def _one_number(self) -> Self:
        if self.within is not None and self.months is not None:
            raise ValueError("a time has either within or months")
        if (self.within is None and self.months is None) != (self.counting is None):
            raise ValueError("within (or months) and counting belong together")
        if (self.months is not None) != (self.counting == "calendar_months"):
            raise ValueError("months are counted in calendar_months, and nothing else is")
        if self.within is not None and self.counting != "hours" and self.within % DAY:
            raise ValueError("days are counted whole, such as P3D")
        if (self.anchor == "submission") != bool(self.after):
            raise ValueError(
                "the anchor “submission” names in “after” what is submitted before, and only that does"
            )
        return self


def _many(number: float, unit: str) -> str:
    return f"{number:g} {unit}{'' if number == 1 else 's'}"
