"""Whether a catalogue makes sense: unique names, kinds that exist, ENISA's class of the gravest kind."""

from collections.abc import Iterator

from breachbot.assessment.enisa_data import BASE, CLASSES
from breachbot.assessment.flaw import Flaw, Place
from breachbot.assessment.vocabulary import FACTS
from breachbot.playbook.catalogue import Catalogue, Category

KINDS = FACTS["data_categories"].options


def catalogue_flaws(catalogue: Catalogue) -> Iterator[Flaw]:
    """Everything wrong with a catalogue that its types alone cannot see, in the order of the file."""
    for n, category in enumerate(catalogue.categories):
        if category.id in [other.id for other in catalogue.categories[:n]]:
            yield Flaw(("categories", n, "id"), f"“{category.id}” is used twice")
        yield from _in(category, ("categories", n))


def _in(category: Category, place: Place) -> Iterator[Flaw]:
    if category.id in KINDS and category.kinds != (category.id,):
        yield Flaw((*place, "id"), f"“{category.id}” is a kind of the vocabulary, and stands for itself")
    for n, kind in enumerate(category.kinds):
        if kind not in KINDS:
            yield Flaw((*place, "kinds", n), f"there is no kind of data “{kind}”")
            return
    gravest = max((CLASSES[kind] for kind in category.kinds), key=lambda one: BASE[one])
    if category.enisa != gravest:
        yield Flaw((*place, "enisa"), f"the gravest of these kinds is {gravest}")
