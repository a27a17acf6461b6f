"""The forms of the authorities as data: one superset of fields, and forms that put some of them in an order.

Every field may be without a value: not known yet, or not applicable. What the words of a form rest on is a mark of each
of its fields, which goes to the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from breachbot.playbook.authority import Authority, Law
from breachbot.playbook.conditions import Data
from breachbot.playbook.words import Id, Sentence, Version

AnswerType = Literal["text", "yes_no", "choice", "choices", "count", "instant"]
OriginKind = Literal["fact", "setting", "event", "assessment", "asked"]
FormMark = Literal["checked", "second-hand", "unchecked"]

FORM_MARKS: Mapping[FormMark, str] = {
    "checked": "read in the authority's own text or a public copy of it",
    "second-hand": "read in a page that reproduces the form",
    "unchecked": "not checked against the form",
}
"""What each means."""
DOUBTS: Mapping[FormMark, str] = {"second-hand": "second-hand", "unchecked": "not checked"}
"""What stands beside a field that is not checked."""

GENERIC = "article-33"
"""The form for every authority of whose form nothing is known."""
COMMON = "edpb-common"
"""The form that all authorities of the EEA are to use one day."""


class Source(Data):
    """Where a value comes from; exactly one of the first four.

    gives: the answers of the source, each with the answer of the field. holds: yes where the source, a list, has one
    of these; where it has none a person answers.
    """

    fact: str | None = None
    setting: str | None = None
    event: str | None = None
    assessment: str | None = None
    gives: Mapping[str, str] = {}
    holds: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if sum(one is not None for one in (self.fact, self.setting, self.event, self.assessment)) != 1:
            raise ValueError("names exactly one of: fact, setting, event, assessment")
        if self.gives and self.holds:
            raise ValueError("has either “gives” or “holds”")
        return self

    @property
    def kind(self) -> OriginKind:
        """Which of them it is."""
        kinds: tuple[OriginKind, ...] = ("fact", "setting", "event", "assessment")
        return next(kind for kind in kinds if getattr(self, kind) is not None)

    @property
    def name(self) -> str:
        """What it is called there."""
        return str(getattr(self, self.kind))


class FormField(Data):
    """One question of the superset.

    answers: those of a choice that has its own. applies: the question arises while each of these sources has one of
    these answers. always: a follow-up asks it again, whatever is new.
    """

    id: Id
    question: Sentence
    type: AnswerType
    answers: Mapping[str, Sentence] = {}
    applies: Mapping[str, Annotated[tuple[str, ...], Field(min_length=1)]] = {}
    source: Source | None = Field(None, alias="from")
    always: bool = False

    @property
    def origin(self) -> OriginKind:
        """What kind of source it has."""
        return self.source.kind if self.source else "asked"


class Superset(Data):
    """All questions that any form asks. Whether their sources exist is asked by incident/filing/check.py.

    laws: what a report names as its legal basis, by the law of the authority that gets it.
    """

    id: Id
    version: Version
    laws: Mapping[Law, Sentence]
    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]

    @cached_property
    def by_id(self) -> Mapping[str, FormField]:
        """Each field by its id."""
        return {one.id: one for one in self.fields}


class FormSection(Data):
    """A part of a form: its fields in their order, each with its mark."""

    title: Sentence
    fields: Annotated[Mapping[Id, FormMark], Field(min_length=1)]


class Form(Data):
    """One form, for one authority or several.

    order: that of the form, or that of Art. 33(3) GDPR where too little of the form is known. draft: it is not in use.
    begins, ends: the first and the last day on which it is asked for.
    """

    id: Id
    title: Sentence
    version: Version
    authorities: tuple[Id, ...] = ()
    order: Literal["form", "article_33"]
    draft: bool = False
    begins: date | None = None
    ends: date | None = None
    source: Sentence
    says: Sentence
    sections: Annotated[tuple[FormSection, ...], Field(min_length=1)]

    @cached_property
    def marks(self) -> Mapping[str, FormMark]:
        """The mark of each field, in the order of the form."""
        return {name: mark for section in self.sections for name, mark in section.fields.items()}

    def in_force(self, day: date) -> bool:
        """Whether it is asked for on that day; a draft never is."""
        begun = self.begins is None or self.begins <= day
        return not self.draft and begun and (self.ends is None or day <= self.ends)


class Forms(Data):
    """The superset and every form."""

    superset: Superset
    forms: tuple[Form, ...]

    def form(self, name: str) -> Form | None:
        """The form of that id."""
        return next((one for one in self.forms if one.id == name), None)

    def of_authority(self, authority: Authority, day: date, common_from: date | None) -> Form:
        """The form that an authority asks for on a day: its own where one is known, else the generic one.

        common_from: the first day of the common form of the EEA, if that is set; it binds no authority outside.
        """
        if common_from and common_from <= day and authority.law == "gdpr":
            return self._named(COMMON)
        own = (one for one in self.forms if authority.id in one.authorities and one.in_force(day))
        return next(own, None) or self._named(GENERIC)

    def _named(self, name: str) -> Form:
        found = self.form(name)
        assert found is not None, "it comes along"
        return found
