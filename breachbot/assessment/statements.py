"""From single statements to what is known: settling what several people, documents and alerts said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import JsonValue

from breachbot.assessment.vocabulary import FACTS


@dataclass(frozen=True)
class Statement:
    """One answer by one author. `value` None: not known. `settles`: it ends what was disputed before it. `account`:
    where else the author said so; it then stands beside what they say here."""

    fact: str
    value: JsonValue
    by: str
    at: datetime
    source: Literal["alert", "person", "document"]
    confirmed: bool
    settles: bool = False
    account: str | None = None


@dataclass(frozen=True)
class Settled:
    """What is known of one fact. A conflict has no value; `views` then holds what each author says last."""

    fact: str
    value: JsonValue
    conflict: bool
    confirmed: bool
    views: tuple[Statement, ...]

    @property
    def firm(self) -> bool:
        """Known and confirmed, not by an alert alone: may lower an outcome and stand in a notice."""
        return self.value is not None and self.confirmed


def settle(statements: Sequence[Statement]) -> dict[str, Settled]:
    """What is known of each fact that was spoken of, from statements in the order in which they were made.

    The latest word of each author counts; a settling statement replaces all before it. Whoever does not know
    contradicts nobody, and an alert gives way to people and documents. Two different answers are a conflict,
    which counts as unknown. What no rule asks (texts above all) is edited rather than disputed: there the
    latest word stands.
    """
    by_fact: dict[str, list[Statement]] = {}
    for statement in statements:
        by_fact.setdefault(statement.fact, []).append(statement)
    return {fact: _settle_one(fact, said) for fact, said in by_fact.items()}


def _settle_one(fact: str, said: list[Statement]) -> Settled:
    views = _standing(said)
    if fact in FACTS and not FACTS[fact].for_rules:
        views = views[-1:]
    answers = [view for view in views if view.value is not None]
    firm = [view for view in answers if view.source != "alert"]
    counted = firm or answers
    agreed = bool(counted) and all(view.value == counted[0].value for view in counted)
    return Settled(
        fact=fact,
        value=counted[0].value if agreed else None,
        conflict=bool(counted) and not agreed,
        confirmed=agreed and any(view.confirmed and view.source != "alert" for view in counted),
        views=tuple(views),
    )


def _standing(said: list[Statement]) -> list[Statement]:
    """The latest statement of each author in each account, from the last settling one on, in the order of all."""
    settled_at = max((n for n, one in enumerate(said) if one.settles), default=0)
    latest: dict[tuple[str, str | None], Statement] = {}
    for statement in said[settled_at:]:
        author = statement.by, statement.account
        latest.pop(author, None)
        latest[author] = statement
    return list(latest.values())
