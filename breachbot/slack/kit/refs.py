"""What a button or a form carries: which incident or signal, and which version of a notice. Never a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from breachbot.errors import Refused
from breachbot.incident.events import MAIN, Audience

_FORM = re.compile(
    r"(?P<stream>(?:pdb|sig)-[a-z0-9]{1,20})(?:/(?P<set>set-[0-9]{1,3}))?(?:/proposal-(?P<proposal>[0-9]{1,4}))?"
    r"(?:/past-(?P<past>[a-z_.]{1,1500}))?(?:/of-(?P<of>[0-9]{1,3}))?"
    r"(?:/moment-(?P<moment>-?[0-9]{1,12}))?(?:/measure-(?P<measure>[0-9]{1,2}))?"
    r"(?:/letter-(?P<letter>[0-9]{1,4}))?"
    r"(?:/person-(?P<person>[UW][A-Z0-9]{1,63}))?(?:/behalf-(?P<behalf>[0-9]{1,4}))?"
    r"(?:/reminder-(?P<reminder>[0-9]{1,6}))?"
    r"(?::(?P<audience>[a-z]+):(?P<version>[0-9]{1,6}):(?P<sha256>[0-9a-f]{64})"
    r"(?:/in-(?P<language>[A-Za-z0-9-]{2,40}))?)?"
)


@dataclass(frozen=True)
class NoticeRef:
    """One version of one notice of an incident, and the hash of its bytes. language: which of its texts is meant; None
    for the authoritative one."""

    stream: str
    audience: Audience
    version: int
    sha256: str
    language: str | None = None

    def __str__(self) -> str:
        language = f"/in-{self.language}" if self.language else ""
        return f"{self.stream}:{self.audience}:{self.version}:{self.sha256}{language}"


def read_ref(text: str, prefix: str) -> str:
    """The id of the incident (`pdb`) or signal (`sig`) that a button names. Raises Refused for anything else."""
    return _match(text, prefix)["stream"]


def read_stream(text: str) -> str:
    """The id of the incident or signal that a button names. Raises Refused for anything else."""
    return _match(text, "")["stream"]


def read_page(text: str) -> int:
    """The page, counted from 0, that a button names. Raises Refused for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise Refused("breachbot does not know that button.")
    return int(text)


def set_ref(incident: str, affected_set: str) -> str:
    """The reference of one affected set of an incident; that of the main set is the incident's own."""
    return incident if affected_set == MAIN else f"{incident}/{affected_set}"


def read_set(text: str) -> str:
    """The affected set that a button or form of an incident names. Raises Refused for anything else."""
    return _match(text, "pdb")["set"] or MAIN


def facts_ref(incident: str, affected_set: str, past: Iterable[str], number: int | None = None) -> str:
    """The same in the form for facts, with the questions that were left open on its pages so far, and how many were
    said to matter."""
    left = ".".join(past)
    of = f"/of-{number}" if number is not None else ""
    return set_ref(incident, affected_set) + (f"/past-{left}" if left else "") + of


def read_past(text: str) -> tuple[str, ...]:
    """The questions that were left open on earlier pages of a form. Raises Refused for anything else."""
    return tuple(filter(None, (_match(text, "pdb")["past"] or "").split(".")))


def read_number(text: str) -> int | None:
    """How many questions a form said to matter; None where it did not say. Raises Refused for anything else."""
    number = _match(text, "pdb")["of"]
    return int(number) if number else None


def proposal_ref(incident: str, number: int) -> str:
    """The reference of one proposal of an incident, by its number."""
    return f"{incident}/proposal-{number}"


def read_proposal(text: str) -> int:
    """The number of the proposal that a button names. Raises Refused for anything else."""
    return int(_given(text, "proposal"))


def measure_ref(incident: str, number: int) -> str:
    """The reference of one follow-up measure of an incident, by its number."""
    return f"{incident}/measure-{number}"


def read_measure(text: str) -> int:
    """The number of the follow-up measure that a button names. Raises Refused for anything else."""
    return int(_given(text, "measure"))


def letter_ref(incident: str, number: int) -> str:
    """The reference of one message to a controller, by its number."""
    return f"{incident}/letter-{number}"


def read_letter(text: str) -> int:
    """The number of the message to a controller that a button names. Raises Refused for anything else."""
    return int(_given(text, "letter"))


def person_ref(incident: str, user: str) -> str:
    """The reference of a person in the channel of an incident."""
    return f"{incident}/person-{user}"


def read_person(text: str) -> str:
    """The person whom a button names. Raises Refused for anything else."""
    return _given(text, "person")


def behalf_ref(incident: str, number: int) -> str:
    """The reference of something that an operator did on somebody's behalf, by its number."""
    return f"{incident}/behalf-{number}"


def read_behalf(text: str) -> int | None:
    """The number of it that a button names; None for a button that names the incident alone. Raises Refused."""
    number = _match(text, "pdb")["behalf"]
    return int(number) if number else None


def reminder_ref(incident: str, number: int) -> str:
    """The reference of a reminder, by the number of its event."""
    return f"{incident}/reminder-{number}"


def read_reminder(text: str) -> int | None:
    """The number of the reminder that a button names; None for one that names the incident alone. Raises Refused."""
    number = _match(text, "pdb")["reminder"]
    return int(number) if number else None


def moment_ref(incident: str, moment: datetime, affected_set: str = MAIN) -> str:
    """The reference of a moment of awareness that was asked about, and of the set whose clock it starts."""
    return f"{set_ref(incident, affected_set)}/moment-{int(moment.timestamp())}"


def read_moment(text: str) -> datetime | None:
    """The moment that a form asked about, in UTC; None for a form that asked about none."""
    seconds = _match(text, "")["moment"]
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OverflowError, ValueError, OSError):
        raise Refused("breachbot does not know that button.") from None


def read_notice_ref(text: str) -> NoticeRef:
    """The version of a notice that a button names. Raises Refused for anything else."""
    found = _match(text, "pdb")
    for audience in get_args(Audience):
        if found["audience"] == audience:
            version, language = int(found["version"]), found["language"]
            return NoticeRef(found["stream"], audience, version, found["sha256"], language)
    raise Refused("breachbot does not know that button.")


def _match(text: str, prefix: str) -> re.Match[str]:
    found = _FORM.fullmatch(text)
    if found is None or not found["stream"].startswith(prefix):
        raise Refused("breachbot does not know that button.")
    return found


def _given(text: str, part: str) -> str:
    """A part that the reference has to have."""
    found: str | None = _match(text, "pdb")[part]
    if found is None:
        raise Refused("breachbot does not know that button.")
    return found
