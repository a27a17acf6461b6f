"""Where in a body something lies, said in known words only.

A key is text of the sender and may itself be personal data (`{"ann@example.com": 1}`), so a place is built from the
keys that a source documents; whatever lies beside or below them is named by the last known one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import get_args

from pydantic import BaseModel

from breachbot.intake.signal import Kind


@dataclass
class Place:
    """A known spot of a body, and the known spots in it; the empty key means every other one.

    kinds: short names that mean something of a person here and nothing elsewhere. form: a text here may hold the fields
    of a form. code: a text here is a line of a program. marks: the key under which a scrubber says what it took out.
    """

    path: str
    inner: dict[str, Place] = field(default_factory=dict, repr=False)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    form: bool = False
    code: bool = False
    marks: str | None = None

    def at(self, key: str) -> Place:
        """The place of `key` in this one."""
        return self.inner.get(key) or self.inner.get("") or self

    def grow(self, paths: Iterable[str]) -> Place:
        """Add spots by their dotted paths; what is new in a spot without a name of its own is named by that spot."""
        for path in paths:
            here = self
            for key in path.split("."):
                here.inner.setdefault("", Place(here.path))
                here = here.inner.setdefault(key, Place(f"{here.path}.{key}"))
        return self

    def expect(self, paths: Iterable[str]) -> Place:
        """Say of spots, by their dotted paths, that people are expected there, however a body spells the path."""
        for path in paths:
            spot = self.grow((path,)).find(path)
            spot.path = EXPECTED
            spot.inner.clear()
            self.inner[path] = Place(EXPECTED)
        return self

    def find(self, path: str) -> Place:
        """The spot at a dotted path."""
        here = self
        for key in path.split("."):
            here = here.at(key)
        return here


BODY = "body"
"""What is in no known spot."""
EXPECTED = "the people whom the sender names"
"""A spot of a table where names and e-mail addresses are expected: what is stored of a finding says so itself."""


def places_of(model: type[BaseModel]) -> Place:
    """The spots that a model of a body names: each of its fields, and those of the parts in it."""
    return _in(model, Place(BODY))


def _in(model: type[BaseModel], place: Place) -> Place:
    place.inner[""] = Place(place.path)
    for name, known in model.model_fields.items():
        key = known.alias or name
        spot = Place(key if place.path == BODY else f"{place.path}.{key}")
        inner = _part(known.annotation)
        place.inner[key] = _in(inner, spot) if inner else spot
    return place


def _part(annotation: object) -> type[BaseModel] | None:
    """The model somewhere inside of an annotation, as in `list[Part | None] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for inner in get_args(annotation) if (part := _part(inner))), None)
