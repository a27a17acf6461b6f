"""Whether a playbook makes sense: unique ids, names that resolve, values that exist, rules that can decide."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from breachbot.assessment.answers import MOST_PEOPLE
from breachbot.assessment.fact import Fact, Kind
from breachbot.assessment.flaw import Flaw, Place
from breachbot.assessment.reach import unreachable
from breachbot.assessment.vocabulary import EDITION, as_of, edition_of
from breachbot.playbook.conditions import All, AnyOf, AtLeast, Condition, Holds, Includes, Is, Not, Only
from breachbot.playbook.earlier import EARLIER
from breachbot.playbook.obligation import Kind as Machinery
from breachbot.playbook.regimes import ONCE
from breachbot.playbook.rules import Consideration, Rule
from breachbot.playbook.types import Playbook


def flaws(playbook: Playbook) -> Iterator[Flaw]:
    """Everything wrong with a playbook that its types alone cannot see: names in the order of the file, and, once all
    of them resolve, what can never be reached."""
    nameless = list(_names(playbook))
    yield from nameless or unreachable(playbook)


class _Words(NamedTuple):
    """What a condition may name: the facts with their answers, and the concepts defined before it."""

    facts: Mapping[str, Fact]
    concepts: set[str]


def _names(playbook: Playbook) -> Iterator[Flaw]:
    if playbook.vocabulary > EDITION:
        yield Flaw(("vocabulary",), f"the newest vocabulary is {EDITION}")
    facts = {fact.id: fact for fact in as_of(playbook.vocabulary)}
    yield from _twice("concepts", [concept.id for concept in playbook.concepts])
    for n, concept in enumerate(playbook.concepts):
        earlier = {other.id for other in playbook.concepts[:n]}
        yield from _in(concept.when, ("concepts", n, "when"), _Words(facts, earlier))
    words = _Words(facts, {concept.id for concept in playbook.concepts})
    yield from _twice("obligations", [obligation.id for obligation in playbook.obligations])
    for n, obligation in enumerate(playbook.obligations):
        if obligation.id not in EARLIER and not obligation.id.startswith(f"{playbook.id}_"):
            yield Flaw(
                ("obligations", n, "id"), f"must begin with “{playbook.id}_”, so that no two regimes share it"
            )
        if obligation.applies_when is not None:
            yield from _in(obligation.applies_when, ("obligations", n, "applies_when"), words)
    duties = {obligation.id for obligation in playbook.obligations}
    yield from _of_packs(playbook, duties)
    for n, rule in enumerate(playbook.rules):
        if rule.obligation not in duties:
            yield Flaw(("rules", n, "obligation"), f"there is no obligation “{rule.obligation}” in this file")
    yield from _grounds("rules", playbook.rules, words)
    yield from _grounds("considerations", playbook.considerations, words)


def _of_packs(playbook: Playbook, duties: set[str]) -> Iterator[Flaw]:
    """What is named within a chain of reports, and by the criteria of a pack."""
    yield from _twice("criteria", [criterion.id for criterion in playbook.criteria])
    criteria = {criterion.id for criterion in playbook.criteria}
    for n, obligation in enumerate(playbook.obligations):
        if obligation.criterion is not None and obligation.criterion not in criteria:
            yield Flaw(("obligations", n, "criterion"), f"there is no criterion “{obligation.criterion}”")
        for limit in filter(None, (obligation, obligation.no_later)):
            for before in limit.after:
                if before not in duties or before == obligation.id:
                    yield Flaw(
                        ("obligations", n, "after"), f"there is no other obligation “{before}” in this file"
                    )


def _grounds(part: str, grounds: Sequence[Rule | Consideration], words: _Words) -> Iterator[Flaw]:
    yield from _twice(part, [one.id for one in grounds])
    for n, one in enumerate(grounds):
        yield from _in(one.when, (part, n, "when"), words)


def clashes(named: Sequence[tuple[str, Playbook]]) -> Iterator[tuple[str, Flaw]]:
    """What is wrong with playbooks that are each in order, with the name of the file: what only one can say is said
    twice."""
    said: dict[str, str] = {}
    for name, playbook in named:
        for place, what in _once(playbook):
            if what in said:
                yield name, Flaw(place, f"{what} is in {said[what]} already")
            said.setdefault(what, name)


def lacking(playbooks: Sequence[Playbook]) -> Iterator[str]:
    """What no playbook says and every incident needs."""
    said = {what for playbook in playbooks for _, what in _once(playbook)}
    yield from (what for what in (*(_met_by(kind) for kind in ONCE), ESCALATION) if what not in said)


ESCALATION = "the key “escalation”"


def _once(playbook: Playbook) -> Iterator[tuple[Place, str]]:
    """What no second one may say, each with its place."""
    yield ("id",), f"the id “{playbook.id}”"
    if playbook.escalation:
        yield ("escalation",), ESCALATION
    if playbook.investigation:
        yield ("investigation",), "the key “investigation”"
    if playbook.growth:
        yield ("growth",), "the key “growth”"
    for n, customer in enumerate(playbook.customers):
        yield ("customers", n, "name"), f"the customer “{customer.name.casefold()}”"
    for n, obligation in enumerate(playbook.obligations):
        yield ("obligations", n, "id"), f"the obligation “{obligation.id}”"
        if obligation.met_by in ONCE:
            yield ("obligations", n, "met_by"), _met_by(obligation.met_by)
    for n, rule in enumerate(playbook.rules):
        yield ("rules", n, "id"), f"the rule “{rule.id}”"


def _met_by(kind: Machinery) -> str:
    return f"an obligation that is met by “{kind}”"


def _twice(part: str, ids: Sequence[str]) -> Iterator[Flaw]:
    for n, id in enumerate(ids):
        if id in ids[:n]:
            yield Flaw((part, n, "id"), f"“{id}” is used twice")


def _in(condition: Condition, place: Place, words: _Words) -> Iterator[Flaw]:
    match condition:
        case All():
            for n, part in enumerate(condition.all):
                yield from _in(part, (*place, "all", n), words)
        case AnyOf():
            for n, part in enumerate(condition.any):
                yield from _in(part, (*place, "any", n), words)
        case Not():
            yield from _in(condition.negated, (*place, "not"), words)
        case Holds():
            if condition.concept not in words.concepts:
                yield Flaw((*place, "concept"), f"no concept “{condition.concept}” is defined before this")
        case _:
            yield from _in_question(condition, place, words)


def _in_question(condition: Is | Includes | Only | AtLeast, place: Place, words: _Words) -> Iterator[Flaw]:
    fact = words.facts.get(condition.fact)
    key, kind, values = _asks(condition)
    if fact is None:
        yield Flaw((*place, "fact"), f"unknown fact “{condition.fact}”")
    elif not fact.for_rules:
        yield Flaw((*place, "fact"), f"“{fact.id}” is for notices; no rule may ask it")
    elif fact.kind != kind:
        yield Flaw((*place, key), f"“{fact.id}” is a {fact.kind}, and {key} asks a {kind}")
    elif isinstance(condition, AtLeast) and condition.at_least > MOST_PEOPLE:
        yield Flaw((*place, key), f"“{fact.id}” cannot be {condition.at_least} or more")
    else:
        for n, value in enumerate(values):
            if value not in fact.options:
                since = edition_of(fact.id, value)
                later = f" before “vocabulary: {since}”" if since else ""
                yield Flaw((*place, key, n), f"“{fact.id}” cannot be “{value}”{later}")


def _asks(condition: Is | Includes | Only | AtLeast) -> tuple[str, Kind, tuple[str, ...]]:
    match condition:
        case Is():
            return "is", "choice", condition.one_of
        case Includes():
            return "includes", "choices", condition.includes
        case Only():
            return "only", "choices", condition.only
        case AtLeast():
            return "at_least", "count", ()
