"""`python -m bench.assessments [--count N] [--seed N]`: assess, with flips and next steps, at every degree of knowing.

Of each set of facts a share between nothing and everything is known, and all of them fit together. Prints the total,
the median and the slowest; exit code 1 if the aim is missed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from pydantic import JsonValue

from breachbot.assessment.assess import assess
from breachbot.assessment.facts import FACTS, Fact, Settled, Statement, contradictions, settle, validate
from breachbot.assessment.outlook import look_ahead
from breachbot.configured.places import bundled
from breachbot.playbook.types import Playbook
from breachbot.store.playbooks import load_playbook

AIM_S = 60.0
"""Seconds for ten thousand, in one process."""

SPOKEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def main() -> int:
    """Measure, print, and say by the exit code whether the aim was met."""
    options = _options()
    playbook = load_playbook(bundled("playbooks") / "gdpr.yaml").playbook
    sets = list(fact_sets(random.Random(options.seed), options.count))
    busy = time.process_time()
    took = sorted(_one(playbook, settled) for settled in sets)
    busy = time.process_time() - busy
    total, aim = sum(took), AIM_S * options.count / 10_000
    print(f"assessments with flips and next: {options.count}, facts 0 to 100 % known, seed {options.seed}")
    print(f"total  {total:8.2f} s   (aim: under {aim:g} s, {'met' if total < aim else 'MISSED'})")
    print(f"of it  {busy:8.2f} s   of processor time")
    print(f"median {statistics.median(took) * 1000:8.3f} ms")
    print(f"p99    {took[int(len(took) * 0.99)] * 1000:8.3f} ms")
    print(f"worst  {took[-1] * 1000:8.3f} ms   (the first one also compiles the playbook)")
    return 0 if total < aim else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.assessments")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=20261124)
    return parser.parse_args()


def _one(playbook: Playbook, settled: dict[str, Settled]) -> float:
    began = time.perf_counter()
    assess(playbook, settled)
    look_ahead(playbook, settled)
    return time.perf_counter() - began


def fact_sets(chance: random.Random, count: int) -> Iterator[dict[str, Settled]]:
    """Consistent facts; the share that is known rises from nothing to everything and begins anew."""
    asked = [fact for fact in FACTS.values() if fact.for_rules]
    for n in range(count):
        known = n % (len(asked) + 1)
        yield _consistent(chance, chance.sample(asked, known))


def _consistent(chance: random.Random, facts: list[Fact]) -> dict[str, Settled]:
    """An answer to each fact; one that contradicts those before it is drawn anew."""
    said: list[Statement] = []
    for fact in facts:
        for _ in range(100):
            answer = _said(chance, fact)
            if not contradictions(settle([*said, answer])):
                said.append(answer)
                break
    return settle(said)


def _said(chance: random.Random, fact: Fact) -> Statement:
    """One answer; one in ten is not confirmed."""
    return Statement(
        fact.id, validate(fact.id, _answer(chance, fact)), "U1", SPOKEN, "person", chance.random() < 0.9
    )


def _answer(chance: random.Random, fact: Fact) -> JsonValue:
    options = list(fact.options)
    if fact.kind == "count":
        return chance.choice([0, 1, 99, 100, 2_300, 60_000])
    if fact.kind == "choice":
        return chance.choice(options)
    one_of_them = chance.choice(["", *sorted(fact.apart)])
    some = [
        option
        for option in options
        if option != "none" and (option not in fact.apart or option == one_of_them)
    ]
    return list(chance.sample(some, chance.randint(1, min(5, len(some)))))


if __name__ == "__main__":
    sys.exit(main())
