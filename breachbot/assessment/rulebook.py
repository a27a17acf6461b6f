"""A playbook compiled for asking: what each answer meets or rules out, as one bit per cube.

Each obligation has the cubes that lead to it and those that lead away from it. Where the law has a default they
cover every set of answers; where it has none, what they leave uncovered is to be weighed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from breachbot.assessment.contradictions import CLASHES, wanted
from breachbot.assessment.cubes import Cubes, Language, Part, any_one, every_one, numbers
from breachbot.assessment.domains import Domain, domains
from breachbot.assessment.numbered import Numbered, numbered
from breachbot.playbook.obligation import Obligation
from breachbot.playbook.rules import Consideration, Rule
from breachbot.playbook.types import Playbook

Ground = tuple[Rule, int]
"""A rule with the bits of its cubes."""


@dataclass(frozen=True)
class Stance:
    """One obligation: the bits of the cubes under which it does not apply, with what is said then (`lacking`), of its
    rules by effect (`in_public`: a public communication will do), and of what leads to it (`required`; an exception
    that is shown goes first) or away from it (`not_required`)."""

    obligation: Obligation
    lacking: tuple[tuple[str, int], ...]
    exceptions: tuple[Ground, ...]
    fors: tuple[Ground, ...]
    againsts: tuple[Ground, ...]
    in_public: tuple[Ground, ...]
    required: int
    not_required: int
    away: int
    """What leads away from it without an exception. One that is merely possible settles nothing."""
    impossible: int
    """The contradictions: answers that meet one show nothing."""
    leading: "Leading" = field(compare=False, repr=False)

    @cached_property
    def unlifted(self) -> Numbered:
        """What leads to it with no exception shown; asked only by who wants to know what would change an outcome. One
        exception after the other: what leads to a duty leaves little of each."""
        cubes = self.leading.to_it
        for not_shown in self.leading.no_exception:
            cubes = every_one([cubes, not_shown])
        language = self.leading.language
        return numbered(possible(cubes, language), language.domains)


class Leading(NamedTuple):
    """What `unlifted` is made from."""

    to_it: Cubes
    no_exception: tuple[Cubes, ...]
    """For each exception, what leaves it not shown."""
    language: Language


@dataclass(frozen=True)
class Bar:
    """Answers of a fact that contradict others: they are barred while each of these parts holds."""

    bits: int
    others: tuple[tuple[str, Part], ...]


@dataclass(frozen=True, kw_only=True)
class Rulebook(Numbered):
    """All cubes of a playbook."""

    stances: tuple[Stance, ...]
    considerations: tuple[tuple[Consideration, int], ...]
    impossible: int
    strict: bool
    """Whether answers that contradict each other decide nothing; the first rules still decided on them."""
    barred: Mapping[str, tuple[Bar, ...]]
    """For each fact in a contradiction, which of its answers are barred while other facts are so."""
    last_ways: dict[str, tuple[object, Any]] = field(default_factory=dict, compare=False, repr=False)
    """By obligation, the answers for which the ways were last asked, and those ways."""


@lru_cache(maxsize=16)
def compiled(playbook: Playbook) -> Rulebook:
    """The rulebook of a playbook that has passed the checks of `check.py`."""
    language = language_of(playbook)
    cubes = _Cubes()
    impossible = cubes.add(language.clashes)
    strict = playbook.vocabulary > 1
    stances = tuple(
        _stance(one, playbook, language, cubes, impossible if strict else 0) for one in playbook.obligations
    )
    considerations = tuple((one, cubes.add(language.cubes(one.when))) for one in playbook.considerations)
    all_cubes = numbered(cubes.all, language.domains)
    return Rulebook(
        domains=language.domains,
        cubes=all_cubes.cubes,
        asks=all_cubes.asks,
        about=all_cubes.about,
        stances=stances,
        considerations=considerations,
        impossible=impossible,
        strict=strict,
        barred=_bars(language.clashes),
    )


def _bars(clashes: Cubes) -> dict[str, tuple[Bar, ...]]:
    found: dict[str, tuple[Bar, ...]] = {}
    for clash in clashes:
        for fact, part in clash.items():
            bits = next(iter(part.hits)) if part.hits else part.only
            others = tuple((other, ask) for other, ask in clash.items() if other != fact)
            found[fact] = (*found.get(fact, ()), Bar(bits, others))
    return found


@lru_cache(maxsize=16)
def language_of(playbook: Playbook) -> Language:
    """What the conditions of a playbook are read with."""
    conditions = [*(one.when for one in playbook.concepts), *(one.when for one in playbook.rules)]
    conditions += [one.when for one in playbook.considerations]
    conditions += [one.applies_when for one in playbook.obligations if one.applies_when is not None]
    asked: dict[str, set[int]] = {"people_count": {1}}
    for fact, number in numbers(conditions):
        asked.setdefault(fact, set()).add(number)
    of = domains(asked, playbook.vocabulary)
    clashes: Cubes = [
        {fact: _side(of[fact], answers) for fact, answers in clash} for clash in CLASHES[playbook.vocabulary]
    ]
    return Language(of, {concept.id: concept for concept in playbook.concepts}, clashes)


def _side(domain: Domain, answers: frozenset[str] | None) -> Part:
    bits = wanted(domain, answers)
    if domain.fact.kind == "choices" and answers is not None:
        return Part(domain.full, frozenset({bits}))
    return Part(bits)


@dataclass(frozen=True)
class Grounds:
    """The cubes of one obligation before they are numbered."""

    applies: Cubes
    not_applying: Cubes
    rules: Mapping[str, Cubes]
    required: Cubes
    not_required: Cubes
    away: Cubes
    no_exception: tuple[Cubes, ...]


def grounds(obligation: Obligation, playbook: Playbook, language: Language) -> Grounds:
    """The order of the law (docstring of `assess.py`), multiplied out."""
    applies: Cubes = [{}]
    not_applying: Cubes = []
    if obligation.applies_when is not None:
        applies = language.cubes(obligation.applies_when)
        not_applying = language.cubes(obligation.applies_when, negated=True)
    rules = {
        rule.id: language.cubes(rule.when) for rule in playbook.rules if rule.obligation == obligation.id
    }
    fors, againsts, exceptions = (
        any_one(rules[rule.id] for rule in playbook.rules_for(obligation.id, effect))
        for effect in ("required", "not_required", "exception")
    )

    def none_of_each(effect: str) -> tuple[Cubes, ...]:
        return tuple(
            language.cubes(rule.when, negated=True) for rule in playbook.rules_for(obligation.id, effect)
        )

    otherwise = obligation.otherwise.outcome
    required = every_one(
        [
            applies,
            any_one([fors, every_one(none_of_each("not_required"))]) if otherwise == "required" else fors,
        ]
    )
    no_fors = every_one(none_of_each("required"))
    shown = no_fors if otherwise == "not_required" else every_one([no_fors, againsts])
    away = any_one([not_applying, shown])
    return Grounds(
        applies=applies,
        not_applying=not_applying,
        rules=rules,
        required=required,
        not_required=any_one([exceptions, away]),
        away=away,
        no_exception=none_of_each("exception"),
    )


def _stance(
    obligation: Obligation, playbook: Playbook, language: Language, cubes: "_Cubes", impossible: int
) -> Stance:
    found = grounds(obligation, playbook, language)

    def ground(effect: str) -> tuple[Ground, ...]:
        return tuple(
            (rule, cubes.add(found.rules[rule.id])) for rule in playbook.rules_for(obligation.id, effect)
        )

    return Stance(
        obligation=obligation,
        lacking=tuple((why, cubes.add(language.cubes(need, negated=True))) for need, why in obligation.needs),
        exceptions=ground("exception"),
        fors=ground("required"),
        againsts=ground("not_required"),
        in_public=ground("public_instead"),
        required=cubes.add(possible(found.required, language)),
        not_required=cubes.add(possible(found.not_required, language)),
        away=cubes.add(possible(found.away, language)),
        impossible=impossible,
        leading=Leading(found.required, found.no_exception, language),
    )


def possible(cubes: Cubes, language: Language) -> Cubes:
    """Without the cubes that only a contradiction can meet."""
    return [cube for cube in cubes if language.consistent(cube)]


class _Cubes:
    """Numbers the cubes; equal ones share a number."""

    def __init__(self) -> None:
        self.all: Cubes = []
        self._numbers: dict[frozenset[tuple[str, Part]], int] = {}

    def add(self, cubes: Cubes) -> int:
        """The bits of these cubes."""
        bits = 0
        for cube in cubes:
            key = frozenset(cube.items())
            if key not in self._numbers:
                self._numbers[key] = len(self.all)
                self.all.append(cube)
            bits |= 1 << self._numbers[key]
        return bits
