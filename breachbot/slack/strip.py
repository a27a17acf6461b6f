"""How far an incident has come, in a line; and how much of the hours is gone, as a bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from breachbot.incident.guidance import Stage
from breachbot.slack.kit.words import day, left, when

NAMES: Mapping[str, str] = {"people": "people told", "controllers": "controllers told"}
"""What a stage is called where it is not by its name."""
BEGUN: Mapping[str, str] = {"": "○", "in_part": "◐", "to_correct": "✓"}
SO_FAR: Mapping[str, str] = {"in_part": ", in part", "to_correct": ", to be corrected"}
"""What has happened in a stage that is not over: its mark, and in words."""
CELLS = 24
GLUE = "\u00a0"
"""No line ends between a mark and what it marks."""


def strip(stages: Iterable[Stage]) -> str:
    """Every stage: done, where we are, to come, or not needed; and what has happened in one that is not over."""
    return " › ".join(_stage(NAMES.get(one.name, one.name), one) for one in stages)


def _stage(name: str, stage: Stage) -> str:
    begun = stage.so_far and not (stage.state == "done" and stage.so_far == "in_part")
    words = {
        "done": f"✓{GLUE}{name}",
        "here": f"●{GLUE}{name}",
        "open": f"{BEGUN[stage.so_far]}{GLUE}{name}",
        "unsure": f"{BEGUN[stage.so_far]}{GLUE}{name}" + ("" if begun else ", if needed"),
        "not_needed": f"–{GLUE}{name}, not needed",
    }
    said = words[stage.state] + (SO_FAR[stage.so_far] if begun else "")
    return f"*{said}*" if stage.state == "here" else said


def bar(hours: str, within: timedelta, due: datetime, now: datetime) -> str:
    """The hours (their name, and how many) as a bar, with what is left and their end in the reader's own time."""
    gone = min(max((within - (due - now)) * CELLS // within, 0), CELLS)
    filled = "█" * gone + "░" * (CELLS - gone)
    ended = "ended" if now > due else "end"
    return f"`{filled}` *{left(due, now)}* (as of {when(now)})\n{hours} {ended} *{day(due)}*"
