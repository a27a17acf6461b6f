"""Whether the superset and the forms make sense: names that exist, used once, and answers that a source can give."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from breachbot.assessment.facts import FACTS
from breachbot.assessment.flaw import Flaw, Place
from breachbot.incident.filing.sources import DERIVED
from breachbot.notices.fields import AuthorityFields
from breachbot.playbook.forms import Form, FormField, Superset


def superset_flaws(superset: Superset, settings: Collection[str]) -> Iterator[Flaw]:
    """Everything wrong that the types alone cannot see. settings: the names of those that a form may ask for."""
    for n, field in enumerate(superset.fields):
        place: Place = ("fields", n)
        if field.id in [other.id for other in superset.fields[:n]]:
            yield Flaw((*place, "id"), f"“{field.id}” is here twice")
        yield from _source(field, place, settings)
        yield from _applies(field, place)


def form_flaws(form: Form, superset: Superset) -> Iterator[Flaw]:
    """The same for one form."""
    seen: set[str] = set()
    for n, section in enumerate(form.sections):
        for name in section.fields:
            place: Place = ("sections", n, "fields", name)
            if name not in superset.by_id:
                yield Flaw(place, f"there is no field “{name}” among the fields of all forms")
            if name in seen:
                yield Flaw(place, f"“{name}” is asked twice")
            seen.add(name)


def _source(field: FormField, place: Place, settings: Collection[str]) -> Iterator[Flaw]:
    source = field.source
    if source is None:
        return
    known = {
        "setting": settings,
        "fact": FACTS,
        "event": (*DERIVED, *AuthorityFields.model_fields),
        "assessment": (*DERIVED, *AuthorityFields.model_fields),
    }[source.kind]
    where = (*place, "from", source.kind)
    if source.name not in known:
        yield Flaw(where, f"there is no {source.kind} “{source.name}”")
        return
    if source.kind == "fact":
        yield from _answers((*place, "from"), source.name, (*source.gives, *source.holds))
    allowed = ("yes", "no") if field.type == "yes_no" else tuple(field.answers)
    for answer in source.gives.values():
        if answer not in allowed:
            yield Flaw((*place, "from", "gives"), f"“{answer}” is no answer of this field")


def _applies(field: FormField, place: Place) -> Iterator[Flaw]:
    for name, answers in field.applies.items():
        if name in FACTS:
            yield from _answers((*place, "applies", name), name, answers)
        elif name not in DERIVED:
            yield Flaw((*place, "applies", name), f"there is no fact or event “{name}”")


def _answers(place: Place, fact: str, answers: tuple[str, ...]) -> Iterator[Flaw]:
    for answer in answers:
        if answer not in FACTS[fact].options:
            yield Flaw(place, f"the fact “{fact}” has no answer “{answer}”")
