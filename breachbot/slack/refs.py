"""What a button or a form carries: which incident or signal, and which version of a notice. Never a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import get_args

from breachbot.errors import Refused
from breachbot.incident.events import Audience

_FORM = re.compile(
    r"(?P<stream>(?:pdb|sig)-[a-z0-9]{1,20})"
    r"(?::(?P<audience>[a-z]+):(?P<version>[0-9]{1,6}):(?P<sha256>[0-9a-f]{64}))?"
)


@dataclass(frozen=True)
class NoticeRef:
    """One version of one notice of an incident, and the hash of its bytes."""

    stream: str
    audience: Audience
    version: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.stream}:{self.audience}:{self.version}:{self.sha256}"


def read_ref(text: str, prefix: str) -> str:
    """The id of the incident (`pdb`) or signal (`sig`) that a button names. Raises Refused for anything else."""
    return _match(text, prefix)["stream"]


def read_notice_ref(text: str) -> NoticeRef:
    """The version of a notice that a button names. Raises Refused for anything else."""
    found = _match(text, "pdb")
    for audience in get_args(Audience):
        if found["audience"] == audience:
            return NoticeRef(found["stream"], audience, int(found["version"]), found["sha256"])
    raise Refused("That button is not one of ours.")


def _match(text: str, prefix: str) -> re.Match[str]:
    found = _FORM.fullmatch(text)
    if found is None or not found["stream"].startswith(prefix):
        raise Refused("That button is not one of ours.")
    return found
