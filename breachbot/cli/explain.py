"""The result of one affected set, for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import JsonValue

from breachbot.assessment.assess import UNDECIDED, Ruling, Weighed
from breachbot.assessment.enisa import Score, score
from breachbot.assessment.exceptions import Exemption
from breachbot.assessment.facts import FACTS, Settled, Statement
from breachbot.assessment.outlook import Ask, Flip, Step, look_ahead_in_all
from breachbot.assessment.reasons import Reason, reasons
from breachbot.cli.facts_file import UNDATED, FactSet
from breachbot.cli.results import as_text, heading, lifted, printable, rulings
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.types import Playbook

WIDTH = 110
MOST_STEPS = 12
"""How much to show of what to find out next; the shortest ways come first."""


def in_full(regimes: Regimes, file: Path, facts: FactSet) -> str:
    """Everything that follows from the facts, part by part."""
    ahead = look_ahead_in_all([one.playbook for one in regimes], facts.settled)
    title = heading(file, facts)
    lines = [title, "=" * len(title), ""]
    for playbook, ruling in rulings(regimes, facts):
        lines += [*_ruling(playbook, ruling), ""]
    for part, found in (
        ("Exceptions to telling the people", _exceptions(lifted(regimes, facts))),
        ("What is known", _known(facts)),
        ("What is not known", _not_known(facts)),
        ("One answer that would change an outcome", _flips(facts, ahead.flips)),
        ("What to find out next", _next(ahead.next)),
        ("What would have to be true for an outcome to change", _steps(ahead.change)),
        ("ENISA's severity, which decides nothing", _score(score(facts.settled))),
    ):
        lines += _part(part, found)
    return "\n".join(map(printable, lines))


def _part(title: str, found: Iterable[str]) -> list[str]:
    lines = [line for item in found for line in _item(item)]
    return [title, *lines, ""] if lines else []


def _ruling(playbook: Playbook, ruling: Ruling) -> Iterator[str]:
    obligation = playbook.obligation(ruling.obligation)
    title = obligation.title if obligation else ruling.obligation
    yield f"{title}: {ruling.outcome.replace('_', ' ').upper()}"
    if ruling.outcome == "undetermined":
        yield from _item(UNDECIDED)
        yield from _item(f"It depends on: {', '.join(ruling.waiting_for)}.")
    for reason in reasons(playbook, ruling):
        yield from _item(_reason(reason))
    for one in ruling.considerations:
        yield from _item(f"Speaks {one.speaks} a risk: {one.because} [{_basis(playbook, one)}]")


def _basis(playbook: Playbook, weighed: Weighed) -> str:
    """The facts behind a consideration, and where the playbook has it from."""
    found = next(one for one in playbook.considerations if one.id == weighed.id)
    return f"{', '.join(weighed.facts)}; {found.article}; {found.source}; {found.mark}"


def _reason(reason: Reason) -> str:
    return f"{reason.because} [{reason.id}; {reason.article}; {reason.source}; {reason.mark}]"


def _exceptions(found: Iterable[Exemption]) -> Iterator[str]:
    """Those that are given with their reason, the others with what they hang on."""
    for one in found:
        place = f"{one.rule.article}, {one.rule.id}"
        if one.state == "given":
            yield f"{place}: GIVEN. {one.rule.because}"
        elif one.state == "open":
            yield f"{place}: open. It depends on: {', '.join(one.hangs_on)}."
        else:
            yield f"{place}: not given."


def _known(facts: FactSet) -> Iterator[str]:
    for fact, one in _in_order(facts):
        if one.value is not None:
            words = ", ".join(FACTS[fact].label(part) for part in as_text(one.value).split(", "))
            yield f"{fact}: {words if FACTS[fact].options else _said(one.value)} ({_word(one)})"


def _said(value: object) -> str:
    return f"{value['min']} to {value['max']}" if isinstance(value, dict) else str(value)


def _word(one: Settled) -> str:
    """On whose word, and how sure."""
    authors = ", ".join(_author(view) for view in one.views if view.value is not None)
    return authors if one.firm else f"{authors}; not confirmed: it lowers no outcome"


def _author(view: Statement) -> str:
    return f"{view.by}, {view.source}" + (
        "" if view.at == UNDATED else f", {view.at.isoformat(timespec='minutes')}"
    )


def _not_known(facts: FactSet) -> Iterator[str]:
    for fact, one in _in_order(facts):
        if one.conflict:
            views = "; ".join(f"{view.by} says {as_text(view.value)}" for view in one.views if view.value)
            yield f"{fact}: disputed, and so counted as not known ({views})"
    for asked in FACTS.values():
        if asked.for_rules and not _spoken(facts.settled.get(asked.id)):
            yield f"{asked.id}: {asked.question}"


def _spoken(one: Settled | None) -> bool:
    return one is not None and (one.conflict or one.value is not None)


def _in_order(facts: FactSet) -> Iterator[tuple[str, Settled]]:
    return ((fact, facts.settled[fact]) for fact in FACTS if fact in facts.settled)


def _flips(facts: FactSet, flips: Iterable[Flip]) -> Iterator[str]:
    """The answers of one fact that lead to the same, together."""
    for flip in flips:
        now = facts.settled[flip.fact].value if flip.fact in facts.settled else None
        alike: dict[str, list[str]] = {}
        for answer in flip.answers:
            alike.setdefault(_outcomes(answer.outcomes.items()), []).append(_change(now, answer.value))
        for outcomes, answers in alike.items():
            yield f"{flip.fact}: {' or '.join(answers)}; then {outcomes}"


def _change(now: JsonValue, then: JsonValue) -> str:
    """An answer in place of the one before; of two lists only what comes in or falls away."""
    if not (isinstance(now, list) and isinstance(then, list)):
        return as_text(then)
    added = [f"with {one}" for one in then if one not in now]
    return ", ".join(added + [f"without {one}" for one in now if one not in then]) or as_text(then)


def _next(steps: tuple[Step, ...]) -> Iterator[str]:
    yield from _steps(steps[:MOST_STEPS])
    if len(steps) > MOST_STEPS:
        yield f"and {len(steps) - MOST_STEPS} more, which ask for as much or more"


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        asks = " and ".join(_ask(ask) for ask in (step.ask, *step.together_with))
        yield f"{asks}: then {_outcomes([(step.obligation, step.then)])}"


def _outcomes(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{duty} {outcome}" for duty, outcome in pairs).replace("_", " ")


def _ask(ask: Ask) -> str:
    fact = FACTS[ask.fact]
    if fact.kind == "count":
        most = "or more" if ask.most is None else f"to {ask.most}"
        return f"{ask.fact} = {ask.least} {most}"
    every = [] if len(ask.one_of) == len(fact.options) else [f"only {_any(ask.one_of)}"]
    if fact.kind == "choice":
        return f"{ask.fact} = {_any(ask.one_of)}"
    return f"{ask.fact} holds {', and '.join([*every, *(_any(some) for some in ask.some_of)])}"


def _any(options: tuple[str, ...]) -> str:
    return " or ".join(options)


def _score(score: Score) -> Iterator[str]:
    yield f"{score.arithmetic}: {' to '.join(dict.fromkeys((score.bands[0], score.bands[-1])))}"
    for factor in (score.dpc, score.ei, *score.cb):
        yield f"{factor.name} {factor.numbers}: {factor.why} [{factor.mark}]"
    yield from (f"flag: {flag}" for flag in score.flags)


def _item(text: str) -> list[str]:
    return textwrap.wrap(
        f"- {text}", WIDTH, initial_indent="  ", subsequent_indent="    ", break_long_words=False
    )
