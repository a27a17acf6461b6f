"""The result of one affected set, for people: each thing once, in the words of the questions and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from breachbot.assessment.assess import UNDECIDED, Ruling, Weighed
from breachbot.assessment.enisa import Score, score
from breachbot.assessment.exceptions import Exemption
from breachbot.assessment.facts import FACTS, Settled, Statement
from breachbot.assessment.outlook import look_ahead_in_all
from breachbot.assessment.reasons import Reason, reasons
from breachbot.cli.explain_ahead import asked_next, changing, flipping, to_find_out
from breachbot.cli.facts_file import UNDATED, FactSet
from breachbot.cli.lines import Group, Line, inner, laid_out, line
from breachbot.cli.results import heading, lifted, rulings
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.types import Playbook
from breachbot.playbook.words import MARKS, OUTCOMES, Sourced
from breachbot.slack.fact_words import answer, question
from breachbot.visible import visible

FEW = 2
"""So many questions are repeated where something hangs on them; more are said by their number."""
LONGEST_NAME = 200
"""Characters of an author."""

TO_WEIGH = (
    "Next: the DPO advises with reasons, then the controller decides; to lift the duty takes a second person. Until "
    "then it counts as required, and the notice is drafted."
)
AS_ABOVE = "What speaks for and against it, and what comes next, is the same as above."


def in_full(regimes: Regimes, file: Path, facts: FactSet) -> str:
    """Everything that follows from the facts, part by part."""
    ahead = look_ahead_in_all([one.playbook for one in regimes], facts.settled)
    title = heading(file, facts)
    told, said = [title, "=" * len(title), ""], set[Group]()
    ruled, weighed = rulings(regimes, facts), False
    for playbook, ruling in ruled:
        told += [*laid_out(_ruling(playbook, ruling, weighed), said), ""]
        weighed = weighed or ruling.outcome == "weigh"
    asked = asked_next(ahead.next)
    for part, found in (
        ("What is undetermined", _undetermined(ruled)),
        ("Exceptions to telling the people", _exceptions(lifted(regimes, facts))),
        ("What is known", _known(facts)),
        ("On what people disagree: it counts as not known", _disputed(facts)),
        ("What to find out next, and where it would lead", to_find_out(regimes, ahead.next)),
        ("What else is not known" if asked else "What is not known", _not_known(facts, asked)),
        ("One answer that would change an outcome, all else as it is", flipping(regimes, facts, ahead.flips)),
        ("What would have to be so for an outcome to change", changing(regimes, ahead.change)),
        ("ENISA's severity, which decides nothing", _score(score(facts.settled))),
    ):
        lines = laid_out(found, said)
        told += [part, *lines, ""] if lines else []
    return "\n".join(map(visible, told))


def _ruling(playbook: Playbook, ruling: Ruling, weighed: bool) -> Iterator[Line]:
    """weighed: what speaks for and against a risk was said at a duty before."""
    obligation = playbook.obligation(ruling.obligation)
    title = obligation.title if obligation else ruling.obligation
    open = f". It hangs on {_number(ruling.waiting_for)}" if ruling.waiting_for else ""
    yield Line(0, f"{title}: {OUTCOMES[ruling.outcome].upper()}{open}")
    for reason in reasons(playbook, ruling):
        yield line(reason.because)
        yield inner(f"{_law(reason)}. Rule: {reason.id}")
    if ruling.outcome == "weigh" and weighed:
        yield line(AS_ABOVE)
    elif ruling.outcome == "weigh":
        yield from _weighed(playbook, ruling.considerations)
        yield line(TO_WEIGH)


def _weighed(playbook: Playbook, considerations: Sequence[Weighed]) -> Iterator[Line]:
    """What speaks for and against a risk; the law behind several in a row once, after the last of them."""
    laws = {one.id: _law(one) for one in playbook.considerations}
    for law, some in groupby(considerations, key=lambda one: laws[one.id]):
        ids = []
        for one in some:
            ids.append(one.id)
            yield line(f"Speaks {one.speaks} a risk: {one.because}")
            yield inner(f"From the answers to: {' '.join(question(fact) for fact in one.facts)}")
        yield line(f"By {law}. {'Rule' if len(ids) == 1 else 'Rules'}: {', '.join(ids)}")


def _law(found: Sourced | Reason) -> str:
    return f"{found.article}. Source: {found.source} ({MARKS[found.mark]})"


def _number(facts: Sequence[str]) -> str:
    """The questions themselves where they are few."""
    if len(facts) <= FEW:
        return f"“{'” “'.join(map(question, facts))}”"
    return f"{len(facts)} questions."


def _undetermined(ruled: Iterable[tuple[Playbook, Ruling]]) -> Iterator[Line]:
    if any(ruling.outcome == "undetermined" for _, ruling in ruled):
        yield line(f"{UNDECIDED} The questions to ask first are below.")


def _exceptions(found: Sequence[Exemption]) -> Iterator[Line]:
    """Those that are given first, then those that can still be, with what they hang on."""
    for state, word in _STATES.items():
        for one in found:
            if one.state == state:
                yield line(word.format(one.rule.because))
                if one.hangs_on:
                    yield inner(f"It hangs on {_number(one.hangs_on)}")
                yield inner(f"{_law(one.rule)}. Rule: {one.rule.id}")


_STATES = {"given": "GIVEN: {}", "open": "Open: “{}”", "not_given": "Not given: “{}”"}


def _known(facts: FactSet) -> Iterator[Line]:
    for fact, one in _in_order(facts):
        if one.value is not None:
            yield line(f"{question(fact)} {answer(FACTS[fact], one.value)}{_word(one)}")


def _word(one: Settled) -> str:
    """On whose word, where the file says, and how sure."""
    said = [_author(view) for view in one.views if view.value is not None]
    doubt = [] if one.firm else ["not confirmed: it lowers no outcome"]
    words = [*filter(None, said), *doubt]
    return f" ({'; '.join(words)})" if words else ""


def _author(view: Statement) -> str:
    """Nothing for a bare answer of the file."""
    if (view.by, view.source, view.at) == ("file", "person", UNDATED):
        return ""
    when = "" if view.at == UNDATED else f", {view.at.isoformat(timespec='minutes')}"
    return f"{visible(view.by, LONGEST_NAME)}, {view.source}{when}"


def _disputed(facts: FactSet) -> Iterator[Line]:
    for fact, one in _in_order(facts):
        if one.conflict:
            yield line(question(fact))
            for view in one.views:
                if view.value is not None:
                    by = visible(view.by, LONGEST_NAME)
                    yield inner(f"{by} says “{answer(FACTS[fact], view.value)}”")


def _not_known(facts: FactSet, asked: Sequence[str]) -> Iterator[Line]:
    for fact in FACTS.values():
        one = facts.settled.get(fact.id)
        spoken = one is not None and (one.conflict or one.value is not None)
        if fact.for_rules and not spoken and fact.id not in asked:
            yield line(fact.question)


def _in_order(facts: FactSet) -> Iterator[tuple[str, Settled]]:
    return ((fact, facts.settled[fact]) for fact in FACTS if fact in facts.settled)


def _score(score: Score) -> Iterator[Line]:
    yield line(f"{score.arithmetic}: {' to '.join(dict.fromkeys((score.bands[0], score.bands[-1])))}")
    for factor in (score.dpc, score.ei, *score.cb):
        yield line(f"{factor.name} {factor.numbers}: {factor.why} ({MARKS[factor.mark]})")
    yield from (line(f"flag: {flag}") for flag in score.flags)
