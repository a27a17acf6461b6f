"""The form for the moment from which the time of a law counts."""

from __future__ import annotations

from breachbot.incident.acts.state_moment import StateMoment
from breachbot.incident.packs import statable
from breachbot.playbook.timing import ANCHORS
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, moment, say

INTRO = (
    "A law may count from another moment than awareness. What you state here counts for that law alone; what was "
    "stated before stays on record."
)


def which_and_when(asked: Asked) -> View:
    found = statable(asked.incident, asked.context.policy)
    known = {
        f"{law.book.id}/{one.anchor}": f"{law.book.title.partition(',')[0]}: {ANCHORS[one.anchor]}"
        for law, one in found
    }
    return modal(
        Act.MOMENT,
        "From when it counts",
        "Record",
        asked.incident.id,
        say(INTRO),
        ask("anchor", "Of which law, and which moment?", choice("static_select", known, [*known][:1])),
        ask("moment", "When was it?", moment(asked.context.now)),
        ask("basis", "How is that known?", line(tall=True, most=StateMoment.most("basis"))),
    )


def command(_asked: Asked, view: View) -> StateMoment:
    regime, _, anchor = form.text(view, "anchor").partition("/")
    return StateMoment.of(
        regime=regime, anchor=anchor, moment=form.instant(view, "moment"), basis=form.text(view, "basis")
    )


BUTTONS = (Button(Act.MOMENT, "state_moment", "From when a law counts", command, which_and_when),)
