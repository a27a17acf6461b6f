"""A step, and what the notices are called in it."""

from __future__ import annotations

from dataclasses import dataclass

from breachbot.incident import events as e

NOTICES: dict[e.Audience, str] = {
    "authority": "the notice to the authority",
    "page": "the security page",
    "mail": "the mail to the people affected",
}


@dataclass(frozen=True)
class Step:
    """One thing to do next, in a sentence.

    act: its name; None where breachbot itself acts. holders: who can take it now; they have the ball.
    draft: the notice that it is about. settles: it takes the word of the DPO or a deputy.
    besides: the question that is still open, where the step does not wait for it.
    but: who leaves it to somebody else, where there is somebody.
    """

    words: str
    act: str | None
    holders: tuple[str, ...] = ()
    draft: e.NoticeDrafted | None = None
    settles: bool = False
    besides: str | None = None
    but: str | None = None
