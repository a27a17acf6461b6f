"""Mutants of a playbook: each differs from it in one place, as a slip of the pen would make it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from breachbot.assessment.facts import FACTS
from breachbot.playbook.conditions import All, AnyOf, AtLeast, Condition, Data, Includes, Is, Not, Only
from breachbot.playbook.types import Playbook


class Mutant(NamedTuple):
    """A playbook with a slip, and where and what it is, such as `exposed: all without 2`."""

    name: str
    playbook: Playbook


def mutants(playbook: Playbook) -> Iterator[Mutant]:
    """Every slip in the conditions of concepts, of duties and of rules."""
    for part, key in (("concepts", "when"), ("obligations", "applies_when"), ("rules", "when")):
        entries = getattr(playbook, part)
        for n, entry in enumerate(entries):
            condition = getattr(entry, key)
            for slip, changed in slips(condition) if condition else ():
                one = entry.model_copy(update={key: changed})
                yield Mutant(
                    f"{entry.id}: {slip}", _with(playbook, part, (*entries[:n], one, *entries[n + 1 :]))
                )


def _with(playbook: Playbook, part: str, entries: tuple[Any, ...]) -> Playbook:
    return Playbook.model_construct(**{**dict(playbook), part: entries})


def slips(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """The condition with one slip: a part or an answer left out or added, a word taken for its opposite, one off."""
    match condition:
        case All():
            yield "any for all", AnyOf(any=condition.all)
            yield from (
                (slip, All.model_construct(all=parts)) for slip, parts in _several("all", condition.all)
            )
        case AnyOf():
            yield "all for any", All(all=condition.any)
            yield from (
                (slip, AnyOf.model_construct(any=parts)) for slip, parts in _several("any", condition.any)
            )
        case Not():
            yield "without not", condition.negated
            yield from (
                (f"not {slip}", Not.model_construct(negated=one)) for slip, one in slips(condition.negated)
            )
        case AtLeast():
            for more in (-1, 1):
                shifted = condition.model_copy(update={"at_least": condition.at_least + more})
                yield f"{condition.fact} {more:+d}", shifted
        case Is() | Includes() | Only():
            yield from _answers(condition)


def _several(word: str, parts: tuple[Condition, ...]) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    for n, part in enumerate(parts):
        before, after = parts[:n], parts[n + 1 :]
        if before or after:
            yield f"{word} without {n + 1}", before + after
        for slip, changed in slips(part):
            yield f"{word}.{n + 1} {slip}", (*before, changed, *after)


_KEYS: Mapping[type[Data], str] = {Is: "one_of", Includes: "includes", Only: "only"}


def _answers(condition: Is | Includes | Only) -> Iterator[tuple[str, Condition]]:
    """One answer fewer, and one more: the next one of the fact that is not among them."""
    key = _KEYS[type(condition)]
    answers: tuple[str, ...] = getattr(condition, key)
    others = [option for option in FACTS[condition.fact].options if option not in answers]
    if len(answers) > 1:
        for one in answers:
            fewer = tuple(answer for answer in answers if answer != one)
            yield f"{condition.fact} without {one}", condition.model_copy(update={key: fewer})
    if len(others) > 1:
        for one in others:
            yield f"{condition.fact} with {one}", condition.model_copy(update={key: (*answers, one)})
