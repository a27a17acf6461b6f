"""The form that turns a draft down; the form in which a draft is read leads to it as well."""

from __future__ import annotations

from breachbot.incident.acts.reject import Reject
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import ask, line, modal
from breachbot.slack.kit.refs import read_notice_ref
from breachbot.slack.reading import about, hashes, shown


def what_has_to_change(asked: Asked) -> View:
    """Raises Refused if the draft is out of date."""
    question = ask("reason", "What has to change?", line(tall=True, most=Reject.most("reason")))
    draft = shown(asked)
    return modal(Act.REJECT, "Turn down", "Turn down", asked.ref, about(draft), question, hashes(draft))


def command(asked: Asked, view: View) -> Reject:
    ref = read_notice_ref(asked.ref)
    return Reject.of(
        audience=ref.audience, version=ref.version, sha256=ref.sha256, reason=form.text(view, "reason")
    )


BUTTONS = (Button(Act.REJECT, "reject", "Turn down", command, what_has_to_change),)
