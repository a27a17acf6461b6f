"""The form in which a person says whether what an operator did on their behalf was their word."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.acts.countersign import REMARK, Countersign, to_sign
from breachbot.incident.behalf import unsigned_by
from breachbot.incident.registry import done_by
from breachbot.slack.actions import Act
from breachbot.slack.as_recorded import as_recorded
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, choice, line, modal, quote, say
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import behalf_ref, read_behalf
from breachbot.slack.kit.words import escape, when

ANSWERS = {"yes": "Yes, it was my word", "no": "No, it was not"}


def was_it_yours(asked: Asked) -> View:
    """The form about the one that the button names, else about what has waited longest. Raises Refused."""
    one = to_sign(asked.incident, _number(asked), asked.context)
    who = escape(clip(one.taken.operator, 200))
    return modal(
        Act.COUNTERSIGN,
        "Countersign",
        "Record",
        behalf_ref(asked.incident.id, one.number),
        say(
            f"*{asked.incident.id}*: {who} recorded this on your behalf {when(one.taken.at)}: "
            f"*{done_by(one.taken.act)}*"
        ),
        *as_recorded(
            [event for seq, event in enumerate(asked.record, 1) if seq in one.taken.events], one.taken.person
        ),
        say(f"Why you did not do it yourself, as {who} put it:"),
        quote(clip(one.taken.because, 1000)),
        ask("theirs", "Was it your word?", choice("radio_buttons", ANSWERS)),
        ask(
            "remark",
            "If not: what is not so?",
            line(tall=True, most=REMARK.most),
            hint="An approval that was not your word is void at once. Anything else you correct yourself.",
            optional=True,
        ),
    )


def command(asked: Asked, view: View) -> Countersign:
    theirs = form.one_of(view, "theirs", list(ANSWERS)) == "yes"
    return Countersign.of(number=_number(asked), theirs=theirs, remark=form.text(view, "remark") or None)


def _number(asked: Asked) -> int:
    named = read_behalf(asked.ref)
    waiting = unsigned_by(asked.incident, asked.context.by)
    if named is None and not waiting:
        raise Refused("Nothing that was recorded on your behalf waits for your signature.")
    return named or waiting[0].number


BUTTONS = (Button(Act.COUNTERSIGN, "countersign", "Countersign", command, was_it_yours, record=True),)
