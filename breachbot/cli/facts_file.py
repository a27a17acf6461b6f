"""Facts files: what is known of a breach, written down for `breachbot assess` and `breachbot explain`.

    facts:
      role: controller
      data_categories: [name, contact]
      people_count: {min: 2000, max: 2500}
      encryption: {value: key_safe, source: alert, confirmed: "no"}
      recipient:                                 # two who disagree
        - {value: known, by: support}
        - {value: unknown, by: on-call}

A bare answer is a person's confirmed word. A kind of data may be one of the catalogue's names. What is left out,
`null` or `~` is not known. A file may hold several affected sets, each with facts of its own, under `sets`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, cast

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue, ValidationError

from breachbot.assessment.contradictions import places
from breachbot.assessment.facts import FACTS, Settled, Statement, settle, validate
from breachbot.assessment.flaw import Place
from breachbot.errors import BadFile, Refused
from breachbot.incident import bounds
from breachbot.model_words import in_words
from breachbot.playbook.catalogue import Catalogue
from breachbot.playbook.words import Mark, Outcome
from breachbot.store.strict_yaml import model_of, near, tree, wrong
from breachbot.text_file import read_text
from breachbot.visible import quoted

UNKNOWN = frozenset({"", "~", "null"})
"""How a file may say that something is not known."""


FIRST = 3
"""Of so many answers that are none it is asked what was meant."""

UNDATED = datetime.min.replace(tzinfo=UTC)
"""A statement without a time. Nothing hangs on it: statements count in the order of the file."""


@dataclass(frozen=True)
class FactSet:
    """What is known of one affected set; without a name where a file holds but one."""

    name: str | None
    settled: Mapping[str, Settled]


class Contents(BaseModel):
    """The keys of a facts file. All but the facts are for its readers."""

    model_config = ConfigDict(extra="forbid")
    title: str | None = None
    source: str | None = None
    mark: Mark | None = None
    published: dict[str, Outcome] | None = None
    facts: dict[str, Any] | None = None
    sets: dict[str, dict[str, Any]] | None = None


class Said(BaseModel):
    """One answer with its author and weight."""

    model_config = ConfigDict(extra="forbid")
    value: Any
    by: str = "file"
    source: Literal["alert", "person", "document"] = "person"
    confirmed: Literal["yes", "no"] = "yes"
    at: AwareDatetime | None = None
    mark: Mark | None = None


def read_facts(path: Path, catalogue: Catalogue) -> list[FactSet]:
    """The affected sets of a file. Raises BadFile with the first thing that is wrong and its line."""
    name = str(path)
    file = _File(tree(read_text(path), name), name, catalogue)
    contents = model_of(Contents, file.root, name)
    if (contents.facts is None) == (contents.sets is None):
        raise file.wrong((), "a facts file holds either “facts” or “sets”")
    if contents.facts is not None:
        return [FactSet(None, file.settled(contents.facts, ("facts",)))]
    file.check_names(contents.sets or {})
    return [FactSet(key, file.settled(facts, ("sets", key))) for key, facts in (contents.sets or {}).items()]


@dataclass(frozen=True)
class _File:
    root: yaml.Node
    name: str
    catalogue: Catalogue

    def wrong(self, place: Place, sentence: str) -> BadFile:
        return wrong(self.root, self.name, place, sentence)

    def check_names(self, sets: Iterable[str]) -> None:
        """As many sets as an incident may have, each with a name that its menu could show."""
        names = list(sets)
        if not 0 < len(names) <= bounds.SETS:
            why = (
                "it holds no affected set"
                if not names
                else f"an incident has at most {bounds.SETS} affected sets"
            )
            raise self.wrong(("sets",), why)
        for name in names:
            if not 0 < len(name.strip()) <= bounds.SET_TITLE:
                why = f"the name of a set has 1 to {bounds.SET_TITLE} characters"
                raise self.wrong(("sets", name), why)

    def settled(self, facts: Mapping[str, Any], place: Place) -> dict[str, Settled]:
        settled = settle([one for fact, said in facts.items() for one in self._statements(fact, said, place)])
        for fact, sentence in places(settled):
            raise self.wrong((*place, fact), sentence)
        return settled

    def _statements(self, fact: str, said: Any, place: Place) -> list[Statement]:
        here: Place = (*place, fact)
        if fact not in FACTS:
            raise self.wrong(here, f"unknown fact {quoted(fact)}" + near(fact, FACTS))
        if isinstance(said, list) and any(isinstance(one, dict) for one in said):
            return [self._statement(fact, one, (*here, n)) for n, one in enumerate(said)]
        return [self._statement(fact, said, here)]

    def _statement(self, fact: str, said: Any, place: Place) -> Statement:
        full = isinstance(said, dict) and not (FACTS[fact].kind == "count" and said.keys() & {"min", "max"})
        one = self._said(said if full else {"value": said}, place)
        try:
            value = validate(fact, self._answer(fact, one.value))
        except Refused as refused:
            raise self.wrong(place, f"{refused}{self._meant(fact, one.value)}") from None
        return Statement(fact, value, one.by, one.at or UNDATED, one.source, one.confirmed == "yes")

    def _meant(self, fact: str, value: Any) -> str:
        """The answer that was perhaps meant, where one is near."""
        known = [*FACTS[fact].options]
        if fact == "data_categories":
            known += [one.id for one in self.catalogue.categories]
        said = value.split(",") if isinstance(value, str) else value if isinstance(value, list) else []
        strange = [one.strip() for one in said if isinstance(one, str) and one.strip() not in known]
        return next(filter(None, (near(one, known).replace("; did", " Did") for one in strange[:FIRST])), "")

    def _answer(self, fact: str, value: Any) -> JsonValue:
        """As `validate` needs it: what is not known as None, lists also as words with commas, the product's own names
        of data as the kinds that they stand for."""
        if isinstance(value, str) and value.strip() in UNKNOWN:
            return None
        if isinstance(value, str) and FACTS[fact].kind == "choices":
            value = [part.strip() for part in value.split(",")]
        if fact == "data_categories" and isinstance(value, list):
            return [kind for name in value for kind in self._kinds(name)]
        return cast(JsonValue, value)

    def _kinds(self, name: Any) -> Iterable[JsonValue]:
        return self.catalogue.kinds(name) if isinstance(name, str) else [name]

    def _said(self, said: Mapping[str, Any], place: Place) -> Said:
        try:
            return Said.model_validate(said)
        except ValidationError as error:
            first = error.errors()[0]
            raise self.wrong((*place, *first["loc"]), in_words(first)) from None
