"""The labelled texts of `tests/cases/told`, and how many of their counts, times and kinds the patterns find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from breachbot.assessment.telling.read import Told, read
from breachbot.assessment.vocabulary import FACTS
from tests.yaml_cases import parsed

CASES = Path(__file__).parents[1] / "cases" / "told"
SORTS = {
    "people_count": "counts",
    "records_count": "counts",
    "occurred_from": "times",
    "occurred_until": "times",
    "processor_told_at": "times",
    "data_categories": "kinds",
    "people_kinds": "kinds",
}
"""What the share that is found is counted of. Causes and countries count among what is proposed only."""

Item = tuple[str, str]


@dataclass
class Score:
    """What a set says and what was proposed of it, item by item: of a list each option is one."""

    said: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    proposed: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        shares = ", ".join(f"{sort} {self.found[sort]} of {self.said[sort]}" for sort in self.said)
        return f"{shares}; wrong {len(self.wrong)} of {self.proposed} proposals"


def scored(name: str) -> Score:
    """How the patterns do on one set."""
    whole = parsed((CASES / f"{name}.yaml").read_text())
    zone, score = ZoneInfo(whole["zone"]), Score()
    now = whole["now"].replace(tzinfo=zone)
    for case in whole["texts"]:
        said = set(_items(case["says"], zone))
        proposed = {(one.fact, str(one.value)): one for one in read(case["text"], now, zone)}
        score.proposed += len(proposed)
        score.wrong += [_shown(one) for item, one in proposed.items() if item not in said]
        for fact, value in said:
            if sort := SORTS.get(fact):
                score.said[sort] += 1
                if (fact, value) in proposed:
                    score.found[sort] += 1
                else:
                    score.missed.append(f"{fact}={value} in “{case['text'][:60]}…”")
    return score


def _items(says: dict[str, Any], zone: ZoneInfo) -> Iterator[Item]:
    for fact, value in says.items():
        for one in value if isinstance(value, list) else [value]:
            if FACTS[fact].kind == "instant":
                assert isinstance(one, datetime)
                one = one.replace(tzinfo=zone).astimezone(UTC).isoformat()
            yield fact, str(one)


def _shown(one: Told) -> str:
    return f"{one.fact}={one.value} from “{one.words}”"


if __name__ == "__main__":
    import sys

    for name in sys.argv[1:]:
        score = scored(name)
        lines = [f"{name}: {score}", *(f"  wrong: {one}" for one in score.wrong)]
        sys.stdout.write("\n".join([*lines, *(f"  missed: {one}" for one in score.missed)]) + "\n")
