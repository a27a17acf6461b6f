"""Where a sender can be asked what it knows itself, so that what never reached the hook is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Window:
    """From when and until when (aware UTC) something must have begun to be listed."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Question:
    """What is asked by GET: an https address with what is asked, and the headers that let us in."""

    url: str
    asked: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Listing:
    """How a sender lists what it knows. Both are pure.

    question: what to ask, given its settings; None where the settings for it are not set.
    bodies: of one page of the answer, a body for each thing that began in the window, as the sender would have
    delivered it; None for a page that cannot be read. headers: those that would have been kept with each.
    """

    question: Callable[[Mapping[str, str], Window], Question | None]
    bodies: Callable[[bytes, Window], Sequence[bytes] | None]
    headers: Mapping[str, str]
