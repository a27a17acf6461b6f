"""Alerts labelled before anybody looked at what comes out: nearly every leak asks, little of the noise does."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import ASKING, Signal, Unreadable
from breachbot.intake.source import Read
from breachbot.intake.triage import triage
from breachbot.store.source_tables import load_tables
from tests.intake.bodies import RULES, digest

ROOT = Path(__file__).parents[2]
LEAKS_HEARD = 95
NOISE_HEARD = 15
TUNED = {"second": (47, 5), "third": (48, 5)}
"""At least so many of the fifty leaks, and at most so many of the fifty others, of the sets that were looked at in
tuning. The second was not at first: 42 and 7 of it were heard then."""
UNTUNED_LEAKS_HEARD = 46
UNTUNED_NOISE_HEARD = 5
"""Of the fifty of each in `fourth.yaml`, written with the third before anything was tuned, by whoever tuned, and run
once afterwards: 48 and 2. Before, 39 and 2 of it were heard."""


@cache
def judged(name: str = "first") -> tuple[tuple[str, str, bool], ...]:
    """The label, the id and whether it asks somebody to look, for each alert."""
    sources = {**SOURCES, **load_tables(ROOT / "playbooks" / "sources")}
    alerts: list[dict[str, Any]] = yaml.load(
        (Path(__file__).parent / "alerts" / f"{name}.yaml").read_text(), Loader=yaml.CSafeLoader
    )
    return tuple(
        (
            one["label"],
            one["id"],
            any(
                asks(one["source"], seen)
                for seen in read(
                    one["source"], one.get("headers") or {}, json.dumps(one["body"]).encode(), digest, sources
                )
            ),
        )
        for one in alerts
    )


def asks(source: str, seen: Read) -> bool:
    """What cannot be read is shown to somebody as well."""
    if isinstance(seen, Signal):
        return triage(source, seen, RULES).kind in ASKING
    return isinstance(seen, Unreadable)


def test_there_are_a_hundred_of_each() -> None:
    labels = [label for label, _, _ in judged()]
    assert (labels.count("leak"), labels.count("noise")) == (100, 100)


def test_nearly_every_leak_asks_somebody_to_look() -> None:
    missed = [name for label, name, asked in judged() if label == "leak" and not asked]
    assert 100 - len(missed) >= LEAKS_HEARD, f"not heard: {', '.join(missed)}"


def test_little_of_the_noise_does() -> None:
    heard = [name for label, name, asked in judged() if label == "noise" and asked]
    assert len(heard) <= NOISE_HEARD, f"heard: {', '.join(heard)}"


@pytest.mark.parametrize("name", TUNED)
def test_the_sets_that_were_tuned_on_stay_heard(name: str) -> None:
    leaks, noise = TUNED[name]
    asked = [(label, asked) for label, _, asked in judged(name)]
    assert asked.count(("leak", True)) >= leaks
    assert asked.count(("noise", True)) <= noise


def test_most_leaks_that_nobody_tuned_on_ask_too_and_little_of_that_noise() -> None:
    asked = [(label, asked) for label, _, asked in judged("fourth")]
    assert asked.count(("leak", True)) >= UNTUNED_LEAKS_HEARD
    assert asked.count(("noise", True)) <= UNTUNED_NOISE_HEARD
    assert len(asked) == 100
