"""The form that opens a second incident out of one."""

from __future__ import annotations

from breachbot.incident.acts.split_off import SplitOff, further_signals, separable
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, say

INTRO = (
    "A second incident begins with the same moment of awareness, and with what was said of what goes there. What stays "
    "is dealt with here as before."
)


def what_goes(asked: Asked) -> View:
    sets = {one.id: one.title for one in separable(asked.incident)}
    signals = {one: one for one in further_signals(asked.incident)}
    several = "multi_static_select"
    return modal(
        Act.SPLIT_OFF,
        "Second incident",
        "Open it",
        asked.incident.id,
        say(f"*{asked.incident.id}*\n{INTRO}"),
        ask("title", "What happened, in a few words?", line(most=SplitOff.most("title"))),
        *([ask("affected_sets", "Which data go?", choice(several, sets), optional=True)] if sets else []),
        *([ask("signals", "Which signals go?", choice(several, signals), optional=True)] if signals else []),
        ask(
            "reason",
            "Why is it another matter?",
            line(tall=True, most=SplitOff.most("reason")),
            hint="A full sentence that an authority can check.",
        ),
    )


def command(_asked: Asked, view: View) -> SplitOff:
    return SplitOff.of(
        title=form.text(view, "title"),
        reason=form.text(view, "reason"),
        affected_sets=tuple(form.several(view, "affected_sets")),
        signals=tuple(form.several(view, "signals")),
    )


BUTTONS = (Button(Act.SPLIT_OFF, "split_off", "Second incident", command, what_goes),)
