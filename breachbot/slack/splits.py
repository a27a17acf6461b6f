"""What Slack shows of a split: the form that asks which delivery is something else, and the lines on both cards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from typing import get_args

from breachbot.incident import bounds
from breachbot.incident.events import Later, SignalSplit
from breachbot.incident.signal import Signal
from breachbot.incident.split import Split
from breachbot.slack.actions import Act
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, say, small
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import code, many, person
from breachbot.slack.modals import View
from breachbot.usecases.split import Choice, Choices

MOST_SHOWN = 3
"""Splits of a signal that its card names, the newest."""
LATER: dict[str, str] = {
    "alike": "To the new one if alike in kind, project and environment, else here",
    "here": "All to this signal",
    "new": "All to the new signal",
}
ONWARD = {"one": "Only this delivery", "onward": "This one and all that came after it"}
WENT: Mapping[Later, str] = {
    "alike": "later ones that are alike go there",
    "here": "later ones come here",
    "new": "later ones go there",
}


def which_and_why(found: Choices) -> View:
    """Which delivery is something else, whether all after it are too, where later ones go, and why."""
    offered = {one.id: _label(one) for one in found.deliveries}
    older = found.count - len(offered)
    more = (
        f"These are the newest {len(offered)}. `breachbot signals split` takes older ones." if older else ""
    )
    return modal(
        Act.SPLIT,
        "Split the signal",
        "Split",
        found.signal.id,
        say("What is taken out becomes a signal of its own, weighed by itself. Nothing is lost by it."),
        ask("delivery", "Which delivery is something else?", choice("static_select", offered), hint=more),
        ask("onward", "What is taken out?", choice("radio_buttons", ONWARD, ["one"])),
        ask(
            "later",
            "Where do later ones of this series go?",
            choice("radio_buttons", LATER, ["alike" if found.differ else "here"]),
        ),
        ask(
            "reason",
            "Why is it something else?",
            line(tall=True, most=bounds.REASON),
            hint="It stays on record; an inspector may read it.",
        ),
    )


def wish(view: View) -> Split:
    """What the form asks for."""
    return Split(
        delivery=form.text(view, "delivery"),
        reason=form.text(view, "reason"),
        onward=form.one_of(view, "onward", [*ONWARD]) == "onward",
        later=form.one_of(view, "later", get_args(Later)),
    )


def _label(one: Choice) -> str:
    """When it came, and what tells it from the others: values of the allow-list."""
    at = f"{one.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    shows = one.shows
    values = (shows.environment, shows.what, shows.project) if shows else ()
    return clip(", ".join([at, *filter(None, values)]), 75)


def split_lines(signal: Signal) -> list[Block]:
    """Whence a signal was taken, and what was taken out of it; why is in the register."""
    off = signal.received.split if signal.received else None
    came = []
    if off and signal.received:
        by = person(signal.received.by)
        came = [
            small(
                f"{by} split it off from {code(off.signal)}. It was weighed by itself, as {signal.verdict}."
            )
        ]
    return [*came, *(small(_taken_out(one)) for one in signal.splits[-MOST_SHOWN:])]


def _taken_out(one: SignalSplit) -> str:
    several = many(len(one.deliveries), "delivery", "deliveries")
    return (
        f"{person(one.by)} split {several} off as {code(one.signal)}; {WENT[one.later]}. Verdict, reasons and data on "
        "this card still count what was taken out."
    )
