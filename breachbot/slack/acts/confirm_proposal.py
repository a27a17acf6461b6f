"""The button that takes over what an alert suggests."""

from __future__ import annotations

from breachbot.incident.acts.confirm_proposal import ConfirmProposal
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit.refs import read_proposal


def command(asked: Asked, _view: View) -> ConfirmProposal:
    return ConfirmProposal(proposal=read_proposal(asked.ref))


BUTTONS = (Button(Act.CONFIRM, "confirm_proposal", "Confirm what is proposed", command),)
