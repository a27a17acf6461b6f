"""What would change an outcome, in words: one answer, what to find out next, and what would have to be otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pydantic import JsonValue

from breachbot.assessment.facts import FACTS, Fact
from breachbot.assessment.outlook import Ask, Flip, Step
from breachbot.cli.facts_file import FactSet
from breachbot.cli.lines import Line, inner, line
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.words import OUTCOMES, Outcome
from breachbot.slack.fact_words import answer, asked, question
from breachbot.slack.kit.words import listed

MOST_QUESTIONS = 12
"""How many questions to ask next; the others are beside what is not known."""
MOST_NAMED = 2
"""How many of the other answers on a way are named."""


def asked_next(steps: Iterable[Step]) -> list[str]:
    """The facts to ask next, in their order."""
    return list(dict.fromkeys(step.fact for step in steps))[:MOST_QUESTIONS]


def flipping(regimes: Regimes, facts: FactSet, flips: Iterable[Flip]) -> Iterator[Line]:
    """Each question, and below it the answers that lead to the same, together."""
    for flip in flips:
        fact = FACTS[flip.fact]
        now = facts.settled[flip.fact].value if flip.fact in facts.settled else None
        alike: dict[str, list[str]] = {}
        for one in flip.answers:
            alike.setdefault(_outcomes(regimes, one.outcomes.items()), []).append(
                _change(fact, now, one.value)
            )
        yield line(fact.question)
        yield from (inner(f"{_any_of(answers)} → {then}") for then, answers in alike.items())


def _any_of(changes: Sequence[str]) -> str:
    """One of several changes; what each of them adds or leaves out is said after one `with` or `without`."""
    told = []
    for way in (_WITH, _WITHOUT, ""):
        alike = [one for one in changes if next(w for w in (_WITH, _WITHOUT, "") if one.startswith(w)) == way]
        if alike:
            told.append(way + " or ".join(one.removeprefix(way) for one in alike))
    return " or ".join(told)


_WITH, _WITHOUT = "with ", "without "


def _change(fact: Fact, now: JsonValue, then: JsonValue) -> str:
    """An answer in place of the one before; of two lists only what comes in or falls away."""
    if not (isinstance(now, list) and isinstance(then, list)):
        return f"“{answer(fact, then)}”"
    added = [f"{_WITH}“{fact.label(str(one))}”" for one in then if one not in now]
    gone = [f"{_WITHOUT}“{fact.label(str(one))}”" for one in now if one not in then]
    return ", ".join(added + gone) or f"“{answer(fact, then)}”, confirmed"


def to_find_out(regimes: Regimes, steps: Sequence[Step]) -> Iterator[Line]:
    """Each question once, and below it where which answers lead; what the same answers lead to, together."""
    for fact in asked_next(steps):
        yield line(question(fact))
        alike: dict[str, dict[str, list[tuple[str, Outcome]]]] = {}
        for step in steps:
            if step.fact == fact:
                ways = alike.setdefault(asked(step.ask), {})
                ways.setdefault(_others(step.together_with), []).append((step.obligation, step.then))
        for said, ways in alike.items():
            ends = (f"{others}→ {_outcomes(regimes, then)}" for others, then in ways.items())
            yield inner(f"{said} {'; '.join(ends)}")


def _others(more: Sequence[Ask]) -> str:
    """What else has to be answered, and how; of many questions only how many."""
    if len(more) > MOST_NAMED:
        return f"with {len(more)} other answers "
    return "".join(f"and {question(ask.fact)} {asked(ask)} " for ask in more)


def changing(regimes: Regimes, steps: Iterable[Step]) -> Iterator[Line]:
    """Each set of answers once, with all that it would change."""
    alike: dict[str, list[tuple[str, Outcome]]] = {}
    for step in steps:
        asks = sorted((step.ask, *step.together_with), key=lambda ask: list(FACTS).index(ask.fact))
        said = "; and ".join(f"{question(ask.fact)} {asked(ask)}" for ask in asks)
        alike.setdefault(said, []).append((step.obligation, step.then))
    for said, then in alike.items():
        yield line(said)
        yield inner(f"→ {_outcomes(regimes, then)}")


def _outcomes(regimes: Regimes, pairs: Iterable[tuple[str, Outcome]]) -> str:
    """`Authority (Art. 33(1)) and People affected (Art. 34) required`."""
    duties: dict[Outcome, list[str]] = {}
    for duty, outcome in dict.fromkeys(pairs):
        duties.setdefault(outcome, []).append(regimes.label(duty))
    return "; ".join(f"{listed(names)} {OUTCOMES[outcome]}" for outcome, names in duties.items())
