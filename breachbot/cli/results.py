"""The result of one affected set: as a line of JSON for programs, and as a line of words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from breachbot.assessment.assess import Ruling, assess
from breachbot.assessment.enisa import Score, score
from breachbot.assessment.exceptions import Exemption, exceptions
from breachbot.assessment.outlook import Ask, Flip, Step, look_ahead_in_all
from breachbot.assessment.reasons import reasons
from breachbot.cli.facts_file import FactSet
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.types import Playbook
from breachbot.playbook.words import OUTCOMES
from breachbot.visible import visible


def as_line(regimes: Regimes, file: Path, facts: FactSet) -> str:
    """One JSON object: the outcome of each obligation, the grounds, what would change it, what to find out next."""
    ruled = rulings(regimes, facts)
    ahead = look_ahead_in_all([one.playbook for one in regimes], facts.settled)
    return json.dumps(
        {"file": str(file)}
        | ({} if facts.name is None else {"set": facts.name})
        | {ruling.obligation: ruling.outcome for _, ruling in ruled}
        | {
            "rules": [asdict(reason) for book, ruling in ruled for reason in reasons(book, ruling)],
            "flips": [_flip(flip) for flip in ahead.flips],
            "next": [_step(step) for step in ahead.next],
            "enisa": _score(score(facts.settled)),
            "exceptions": [_exception(one) for one in lifted(regimes, facts)],
        }
    )


def rulings(regimes: Regimes, facts: FactSet) -> list[tuple[Playbook, Ruling]]:
    """The ruling on each obligation of each regime, with its playbook."""
    books = [one.playbook for one in regimes]
    return [(book, ruling) for book in books for ruling in assess(book, facts.settled).rulings]


def lifted(regimes: Regimes, facts: FactSet) -> list[Exemption]:
    """The exceptions to telling the people."""
    told = regimes.communication.id
    return [one for regime in regimes for one in exceptions(regime.playbook, facts.settled, told)]


def in_short(regimes: Regimes, file: Path, facts: FactSet) -> str:
    """One line of words: the outcome of each obligation."""
    ruled = [ruling for _, ruling in rulings(regimes, facts)]
    outcomes = "; ".join(f"{regimes.label(one.obligation)} {OUTCOMES[one.outcome]}" for one in ruled)
    return f"{heading(file, facts)}: {outcomes}"


def heading(file: Path, facts: FactSet) -> str:
    """The file, with the affected set where it names one; in one line that is safe to print."""
    return visible(str(file) if facts.name is None else f"{file} ({facts.name})")


def as_text(value: JsonValue) -> str:
    """An answer as it can be written in a facts file."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _flip(flip: Flip) -> Mapping[str, Any]:
    return {
        "fact": flip.fact,
        "answers": {as_text(answer.value): dict(answer.outcomes) for answer in flip.answers},
    }


def _step(step: Step) -> Mapping[str, Any]:
    return {
        "fact": step.fact,
        "obligation": step.obligation,
        "then": step.then,
        "answer": _ask(step.ask),
        "together_with": [{"fact": other.fact} | _ask(other) for other in step.together_with],
    }


def _ask(ask: Ask) -> dict[str, Any]:
    found: dict[str, Any] = {"one_of": ask.one_of, "some_of": ask.some_of}
    found |= {"min": ask.least, "max": ask.most}
    return {key: value for key, value in found.items() if value not in ((), None)}


def _exception(one: Exemption) -> Mapping[str, Any]:
    rule = one.rule
    said = {"id": rule.id, "article": rule.article, "effect": rule.effect, "because": rule.because}
    return said | {"source": rule.source, "mark": rule.mark, "state": one.state, "hangs_on": one.hangs_on}


def _score(score: Score) -> Mapping[str, Any]:
    return {
        "low": score.low,
        "high": score.high,
        "bands": score.bands,
        "arithmetic": score.arithmetic,
        "factors": [asdict(factor) for factor in (score.dpc, score.ei, *score.cb)],
        "flags": score.flags,
        "decides": "nothing: an explanation beside the outcomes",
    }
