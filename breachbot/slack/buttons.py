"""Every button of an act by its id, from the files in `acts/`, and the one that leads to an act now."""

from __future__ import annotations

from collections.abc import Mapping

from breachbot.incident.guidance import needs_change
from breachbot.incident.state import Incident
from breachbot.members import members
from breachbot.slack import acts
from breachbot.slack.actions import Act
from breachbot.slack.button import Button

BUTTONS: Mapping[str, Button] = {
    button.id: button for buttons in members(acts, "BUTTONS").values() for button in buttons
}
"""Every button of an act by its id."""


def button_for(act: str, incident: Incident) -> Button:
    """The button that leads to an act now: once something is out, a new draft is asked what it changes."""
    if act == "draft" and needs_change(incident):
        return BUTTONS[Act.REDRAFT]
    return next(button for button in BUTTONS.values() if button.act == act)
