"""How questions, answers and outcomes are written for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from pydantic import JsonValue

from breachbot.assessment.facts import FACTS, Fact
from breachbot.assessment.outlook import Ask
from breachbot.incident.policy import Policy
from breachbot.playbook.words import OUTCOMES, Outcome
from breachbot.slack.kit.words import utc

NOT_KNOWN = "not known"


def answer(fact: Fact, value: JsonValue) -> str:
    """An answer in the words that people chose; a range as its two ends."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, list):
        return ", ".join(fact.label(str(one)) for one in value)
    if fact.kind == "instant" and isinstance(value, str):
        return utc(datetime.fromisoformat(value))
    return fact.label(value) if isinstance(value, str) else number(value)


_SHORT = {
    "people_count": "people affected",
    "records_count": "records",
    "occurred_from": "began",
    "occurred_until": "ended",
    "processor_told_at": "a supplier told us",
    "cause": "cause",
    "data_categories": "data",
    "people_kinds": "people",
    "countries": "country",
    "personal_data": "the data are about people",
    "confidentiality": "others could get at the data",
    "availability": "data were lost or out of reach",
}
"""What an answer that is read out of a text is called, where there is no room for the question."""


def short(name: str) -> str:
    """The short name of a question that can be read out of a text."""
    return _SHORT.get(name, name)


def named(name: str, value: JsonValue) -> str:
    """An answer behind a short name for its question: `people affected: 2300`."""
    said = answer(FACTS[name], value) if name in FACTS else str(value)
    return f"{short(name)}: {said}"


def number(value: JsonValue) -> str:
    """A count or a range."""
    return f"{value['min']}-{value['max']}" if isinstance(value, dict) else str(value)


def question(name: str) -> str:
    """The question of a fact; one that is no longer asked shows as its name."""
    return FACTS[name].question if name in FACTS else name


def asked(ask: Ask) -> str:
    """What would have to be answered to one question: `“Yes”`, `fewer than 100`, `one of these, and …`."""
    fact = FACTS[ask.fact]
    if fact.kind == "count":
        return _between(ask.least, ask.most)
    if fact.kind == "choice":
        return _one_of(fact, ask.one_of)
    parts = [f"including {_one_of(fact, some)}" for some in ask.some_of[:2]]
    if len(ask.one_of) < len(fact.options):
        parts.insert(0, f"nothing but {_one_of(fact, ask.one_of)}")
    return ", and ".join(parts) or "any answer"


def _one_of(fact: Fact, options: tuple[str, ...]) -> str:
    left_out = [option for option in fact.options if option not in options]
    if len(left_out) < len(options) and 0 < len(left_out) <= 2:
        return "anything but " + " or ".join(f"“{fact.label(option)}”" for option in left_out)
    return " or ".join(f"“{fact.label(option)}”" for option in options)


def _between(least: int | None, most: int | None) -> str:
    if most is None:
        return f"{least or 0} or more"
    return f"fewer than {most + 1}" if not least else f"{least} to {most}"


def outcomes(found: Mapping[str, Outcome], policy: Policy) -> str:
    """`Authority (Art. 33(1)): required; People affected (Art. 34): undetermined`."""
    return "; ".join(
        f"{policy.regimes.label(duty)}: *{OUTCOMES[outcome]}*" for duty, outcome in found.items()
    )


def listed(words: Iterable[str]) -> str:
    """Each on a line of its own with a bullet."""
    return "\n".join(f"• {word}" for word in words)
