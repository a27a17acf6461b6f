"""The words and names of which playbooks are made, and how what rests on law says where."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field

from breachbot.playbook.conditions import Data

Outcome = Literal["required", "not_required", "weigh", "undetermined"]
"""What a rule set says of one obligation. `weigh`: all that matters is known, and the law leaves it to judgement;
`undetermined`: facts are missing. Both count as required for clocks and drafts."""

OUTCOMES: Mapping[Outcome, str] = {
    "required": "required",
    "not_required": "not required",
    "weigh": "to be weighed",
    "undetermined": "undetermined",
}
"""The word for each, wherever people read one."""

Effect = Literal["required", "not_required", "exception", "public_instead"]
"""What a rule does to its obligation."""

Stage = Literal["early_warning", "notification", "intermediate_report", "final_report"]
"""The place of a report in a chain of them."""

Factor = Literal["breach", "data", "identification", "severity", "vulnerability", "controller", "numbers"]

Mark = Literal["checked", "unchecked-H", "unchecked-M", "unchecked-L"]

MARKS: Mapping[Mark, str] = {
    "checked": "checked against the source",
    "unchecked-H": "from memory, with high confidence",
    "unchecked-M": "from memory, with medium confidence",
    "unchecked-L": "from memory, with low confidence",
}
"""The words for each, wherever people read one."""

FROM_MEMORY = "time from memory, check it"
"""What is said beside a time that nobody has checked against its source."""


def written(pattern: str, otherwise: str) -> AfterValidator:
    """A text that fits a pattern as a whole, and the sentence for one that does not."""

    def fits(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise ValueError(otherwise)
        return text

    return AfterValidator(fits)


Id = Annotated[
    str,
    written(r"[a-z][a-z0-9_-]{0,60}", "must be a name in small letters, digits, - and _, such as grave_data"),
]

Version = Annotated[
    str,
    written(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[0-9]+)?",
        "must be a date such as 2026-11-24, or 2026-11-24.2 for a second one",
    ),
]

Sentence = Annotated[str, Field(min_length=1, max_length=600)]


def _known_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, a path, a folder
        raise ValueError("names no time zone; an IANA name such as Europe/Dublin is wanted") from None


Zone = Annotated[str, AfterValidator(_known_zone)]


class Sourced(Data):
    """What rests on law says where: the article, the text that was read, and how sure we are of it."""

    article: Sentence
    source: Sentence
    mark: Mark
