"""Which page of the form for facts a person has open: Slack tells nobody what is typed in a form that is closed, so
whoever opens it again is told what was not saved. Kept are the names of its questions, and nothing that was typed.
"""

from __future__ import annotations

from collections.abc import Sequence

from breachbot.incident.known import facts_of
from breachbot.incident.state import Incident
from breachbot.usecases.house import House, write
from breachbot.usecases.ports.store import Transaction

PAGE = "page of {ref} before {user}"
"""The fact that keeps the questions of it."""


def shown(house: House, ref: str, user: str, questions: Sequence[str]) -> tuple[str, ...]:
    """Keep which questions about an affected set (`ref`) are before a person; gives those that were before."""
    name = PAGE.format(ref=ref, user=user)

    def work(tx: Transaction) -> tuple[str, ...]:
        before = tuple((tx.fact(name) or "").split())
        if before != tuple(questions):
            tx.keep_fact(name, " ".join(questions))
        return before

    return write(house, work)


def unsaved(incident: Incident, affected_set: str, left: Sequence[str]) -> tuple[str, ...]:
    """Those of the questions that a person left to which nobody has spoken since."""
    return tuple(name for name in left if name not in facts_of(incident, affected_set))
