"""A playbook: what one legal regime asks, as data.

Every obligation, concept and rule names the article it rests on, where that was read, and a mark: `checked`
against the source, or `unchecked-H/M/L` for a statement from memory with high, medium or low confidence.
"""

from datetime import date
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from breachbot.playbook.conditions import Data
from breachbot.playbook.earlier import of_a_pack
from breachbot.playbook.escalation import Escalation, Growth, Investigation
from breachbot.playbook.obligation import Kind, Obligation
from breachbot.playbook.rules import Concept, Consideration, Rule
from breachbot.playbook.timing import Duration
from breachbot.playbook.words import Id, Sentence, Sourced, Version, Zone, written


class Customer(Data):
    """A customer for whom the company processes personal data. `within`: the hours that their contract gives for
    telling them of a breach, counted from awareness; None where it says no more than the law (Art. 33(2))."""

    name: Sentence
    within: Duration | None = None


class Criterion(Sourced):
    """One ground on which a pack applies to an incident, in a sentence that a person can confirm."""

    id: Id
    means: Sentence


class Playbook(Data):
    """One regime, whole. Whether ids are unique and names resolve is asked by assessment/check.py.

    One with `criteria` is a pack: it sets clocks and nothing else, once a person has confirmed for an incident that it
    applies. What its obligations do not say is that they are met by a record, and owed if it applies. `authority`: who
    gets the reports. `trigger`: what sets them off. `zone`, `country`: in which days and working days are counted; the
    company's own zone where a file says none. `begins`, `ends`: the first and the last day on which it is in force.
    `proposal`: it is no law yet, and can only be looked at.

    `vocabulary`: the edition of the answers that its rules were written for (assessment/vocabulary.py); a text that
    says nothing of it is of the first. `escalation`, `growth` and `customers` are the company's own and no law's: one
    file of all says the first two.
    """

    id: Id
    title: Sentence
    version: Version
    vocabulary: Annotated[int, Field(ge=1)] = 1
    jurisdiction: Sentence
    source: Sentence
    authority: Sentence | None = None
    trigger: Sentence | None = None
    zone: Zone | None = None
    country: (
        Annotated[str, written(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", "must be a country such as DE, or DE-BY")] | None
    ) = None
    begins: date | None = None
    ends: date | None = None
    proposal: bool = False
    criteria: tuple[Criterion, ...] = ()
    investigation: Investigation | None = None
    escalation: Escalation | None = None
    growth: Growth | None = None
    concepts: tuple[Concept, ...] = ()
    obligations: tuple[Obligation, ...] = Field(min_length=1)
    rules: tuple[Rule, ...] = ()
    considerations: tuple[Consideration, ...] = ()
    customers: tuple[Customer, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _as_a_pack(cls, data: object) -> object:
        return of_a_pack(data)

    @model_validator(mode="after")
    def _packs_are_met_elsewhere(self) -> Self:
        elsewhere = all(one.met_by is Kind.RECORD for one in self.obligations)
        if self.criteria and not (elsewhere and not self.rules):
            raise ValueError(
                "a file with criteria has no rules, and nothing but obligations that are met by “record”"
            )
        if self.counts_working_days and self.country is None:
            raise ValueError("working days need the country whose holidays count (country)")
        return self

    @model_validator(mode="after")
    def _each_customer_once(self) -> Self:
        names = [one.name.casefold() for one in self.customers]
        if twice := next((one.name for one in self.customers if names.count(one.name.casefold()) > 1), None):
            raise ValueError(f"the customer “{twice}” is here twice")
        return self

    def __hash__(self) -> int:
        """That of all parts, worked out once: what is made from a playbook is remembered by it."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, name) for name in type(self).model_fields))

    @property
    def counts_working_days(self) -> bool:
        """Whether the holidays of its country matter."""
        limits = (limit for one in self.obligations for limit in (one, one.no_later) if limit)
        return any(limit.counting == "working_days" for limit in limits)

    def in_force(self, day: date) -> bool:
        """Whether it is law on that day."""
        begun = self.begins is None or self.begins <= day
        return not self.proposal and begun and (self.ends is None or day <= self.ends)

    def obligation(self, duty: str) -> Obligation | None:
        """The obligation of that id, or None where this regime has none."""
        return next((one for one in self.obligations if one.id == duty), None)

    def rules_for(self, duty: str, effect: str) -> tuple[Rule, ...]:
        """The rules on one obligation that have one effect, in the order of the file."""
        return tuple(rule for rule in self.rules if rule.obligation == duty and rule.effect == effect)
