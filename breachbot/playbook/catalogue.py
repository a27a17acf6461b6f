"""The catalogue: what a product calls its data, and which kinds of the vocabulary they are."""

from typing import Annotated, Literal

from pydantic import Field

from breachbot.playbook.conditions import Data
from breachbot.playbook.words import Id, Sentence, Version

EnisaClass = Literal["simple", "behavioural", "financial", "sensitive"]
"""The classes of ENISA's severity methodology, v1.0 (2013), the mildest first."""


class Category(Data):
    """One of a product's own names for data. `enisa` is the class of the gravest of its kinds."""

    id: Id
    title: Sentence
    kinds: Annotated[tuple[str, ...], Field(min_length=1)]
    enisa: EnisaClass


class Catalogue(Data):
    """All of a product's names. Whether the kinds exist is asked by assessment/check_catalogue.py."""

    id: Id
    title: Sentence
    version: Version
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]

    def kinds(self, name: str) -> tuple[str, ...]:
        """What a name stands for; a name that is not in here, for itself."""
        return next((one.kinds for one in self.categories if one.id == name), (name,))
