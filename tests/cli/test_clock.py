"""`breachbot clock`: one deadline, what the law may allow beyond it, and a sentence for whatever cannot be computed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.commands import run_here


def told(folder: Path, *words: str) -> dict[str, Any]:
    ended = run_here(folder, "clock", *words, "--json")
    assert ended.returncode == 0, ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_the_end_of_summer_time(tmp_path: Path) -> None:
    found = told(tmp_path, "--aware", "2026-10-23T15:30", "--zone", "Europe/Berlin", "--country", "DE")
    assert {
        name: found[name] for name in ("due_at", "latest_bound", "contested_bounds", "elapsed_hours")
    } == {
        "due_at": "2026-10-26T13:30:00+00:00",
        "latest_bound": "2026-10-26T14:00:00+00:00",
        "contested_bounds": {
            "partial": "2026-10-26T14:00:00+00:00",
            "full": "2026-10-27T23:00:00+00:00",
        },
        "elapsed_hours": 72,
    }
    assert found["local"]["due_at"] == "Mon 2026-10-26 14:30 CET"
    assert found["local"]["contested_bounds"]["full"] == "Tue 2026-10-27 24:00 CET"


def test_in_words_it_says_by_what_to_plan_and_what_is_contested(tmp_path: Path) -> None:
    said = run_here(tmp_path, "clock", "--aware", "2026-10-23T15:30", "--zone", "Europe/Berlin").stdout
    assert (
        "Due:   Mon 2026-10-26 14:30 CET (2026-10-26 13:30 UTC), when 72 hours have elapsed. Plan by this."
        in said
    )
    assert said.count("contested") == 2
    assert "no public holidays" in said
    assert len(said.splitlines()) == 7


def test_a_moment_to_come_is_computed_and_said_to_be_one(tmp_path: Path) -> None:
    words = ("clock", "--aware", "2099-03-25T17:20", "--zone", "Europe/Berlin")
    ended = run_here(tmp_path, *words)
    assert "has not come yet" in ended.stderr
    assert "has not come yet" in json.loads(run_here(tmp_path, *words, "--json").stdout)["notes"][0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--aware", "2026-10-25T02:30", "--zone", "Europe/Berlin"), "comes twice in Europe/Berlin"),
        (("--aware", "2026-03-29T02:30", "--zone", "Europe/Berlin"), "does not exist in Europe/Berlin"),
        (("--aware", "2026-10-23T15:30"), "has no zone"),
        (("--aware", "tomorrow", "--zone", "Europe/Berlin"), "is no date and time"),
        (("--aware", "2026-10-23T15:30", "--zone", "Mars/Base"), "--zone: “Mars/Base” names no time zone"),
        (("--aware", "2026-10-23T15:30", "--zone", "Europe"), "--zone: “Europe” names no time zone"),
        (("--aware", "2026-10-23T15:30Z", "--country", "XX"), "--country: “XX” is no country"),
        (("--aware", "1985-10-23T15:30Z", "--country", "DE"), "--country: “DE” has public holidays"),
    ],
)
def test_what_cannot_be_computed_is_one_sentence(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    ended = run_here(tmp_path, "clock", *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert said in line
    assert line.startswith("breachbot: --")


def test_nobody_else_loads_the_calendar() -> None:
    seen = "import sys, breachbot.app, breachbot.cli.main, breachbot.deadlines.days; print('holidays' in sys.modules)"
    ended = subprocess.run([sys.executable, "-c", seen], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "False"


def test_an_offset_that_the_zone_does_not_have_is_a_slip(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "clock", "--aware", "2026-10-25T02:30+05:00", "--zone", "Europe/Berlin")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "has an offset that Europe/Berlin does not have then" in ended.stderr


@pytest.mark.parametrize(
    "aware",
    ["2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T00:30Z", "2026-10-25T00:30+00:00"],
)
def test_one_that_it_has_or_universal_time_is_taken(aware: str, tmp_path: Path) -> None:
    assert told(tmp_path, "--aware", aware, "--zone", "Europe/Berlin")["elapsed_hours"] == 72
