"""What is known of an incident: its affected sets, and the answers to the questions about each."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from breachbot.incident.kinds.happened import MAIN, Happened

Breach = Literal["same", "own"]
"""Whether a set belongs to the same breach as the incident and shares its clock, or has a clock of its own."""


class AffectedSetAdded(Happened):
    """A part of the incident's data gets facts, outcomes and a role of its own.

    `breach`: what the person said of it; None: at first nobody was asked, and it counted as the same. A clock of its
    own starts with the `BecameAware` that follows.
    """

    kind: Literal["affected_set_added"] = "affected_set_added"
    affected_set: str
    title: str
    breach: Breach | None = None


class BreachToldApart(Happened):
    """A set that was held to be of the same breach turned out to be another one, with the reason.

    `was`: what had been said of it; None where nobody was asked. Its clock starts with the `BecameAware` that follows.
    """

    kind: Literal["breach_told_apart"] = "breach_told_apart"
    affected_set: str
    was: Breach | None
    reason: str


class ControllersNamed(Happened):
    """Whose data a set holds for which the company is processor; replaces what was named before."""

    kind: Literal["controllers_named"] = "controllers_named"
    affected_set: str
    controllers: tuple[str, ...]


class FactStated(Happened):
    """One answer to one question. `value` None means: it is not known. `settles`: the DPO's word ends a conflict.
    `account`: the other incident in which `by` said so; None where they said it here."""

    kind: Literal["fact_stated"] = "fact_stated"
    fact: str
    value: JsonValue
    source: Literal["alert", "person", "document"]
    confirmed: bool
    settles: bool = False
    affected_set: str = MAIN
    account: str | None = None


class InWords(BaseModel):
    """An answer, and the words of a telling that it rests on; of a list one option."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    fact: str
    value: JsonValue
    words: str


class ToldConfirmed(Happened):
    """A person went through what a telling suggests: `taken` became their answers, `left` did not."""

    kind: Literal["told_confirmed"] = "told_confirmed"
    taken: tuple[InWords, ...]
    left: tuple[InWords, ...]
    affected_set: str = MAIN


class DoubtExplained(Happened):
    """Why something is so that seldom is: `doubt` names the combination, `said` what was on record, side by side."""

    kind: Literal["doubt_explained"] = "doubt_explained"
    doubt: str
    affected_set: str
    said: tuple[str, ...]
    reason: str
