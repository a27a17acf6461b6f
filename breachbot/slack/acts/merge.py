"""The form that makes an incident part of another."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.acts.merge import Merge
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, say

INTRO = (
    "This incident ends, and the other goes on. There the earlier awareness of both counts: its clock may move back. "
    "What was said here stands there as well; where an answer differs it counts as not known until somebody settles "
    "it, and of two texts the one there stands. It is possible only while nothing of either has gone out, was "
    "approved, or was advised or decided on."
)


def into_which(asked: Asked) -> View:
    if not asked.others:
        raise Refused("There is no other open incident that it could be part of.")
    options = {one: one for one in asked.others}
    return modal(
        Act.MERGE,
        "Part of another",
        "Make it part",
        asked.incident.id,
        say(f"*{asked.incident.id}*\n{INTRO}"),
        ask("into", "Which incident goes on?", choice("static_select", options)),
        ask(
            "reason",
            "Why are they one breach?",
            line(tall=True, most=Merge.most("reason")),
            hint="A full sentence that an authority can check.",
        ),
    )


def command(_asked: Asked, view: View) -> Merge:
    return Merge.of(
        into=form.text(view, "into"),
        reason=form.text(view, "reason"),
    )


BUTTONS = (Button(Act.MERGE, "merge", "Part of another incident", command, into_which, beside=True),)
