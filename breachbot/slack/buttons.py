"""Every button of an act by its id, from the files in `acts/`, and the one that leads to an act now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breachbot.incident.events import NoticeDrafted
from breachbot.incident.guidance import Guidance, Step, needs_change
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident
from breachbot.members import members
from breachbot.slack import acts
from breachbot.slack.actions import Act
from breachbot.slack.button import Button
from breachbot.slack.kit.blocks import button
from breachbot.slack.kit.refs import NoticeRef

BUTTONS: Mapping[str, Button] = {
    one.id: one for buttons in members(acts, "BUTTONS").values() for one in buttons
}
"""Every button of an act by its id."""


def button_for(act: str, incident: Incident) -> Button:
    """The button that leads to an act now: once something is out, a new draft is asked what it changes."""
    if act == "draft" and needs_change(incident):
        return BUTTONS[Act.REDRAFT]
    return next(one for one in BUTTONS.values() if one.act == act)


def ref_of(incident: Incident, draft: NoticeDrafted) -> str:
    """The reference that a button about this version carries."""
    return str(NoticeRef(incident.id, draft.audience, draft.version, draft.sha256))


def button_toward(incident: Incident, found: Guidance, step: Step) -> dict[str, Any] | None:
    """The way forward for one person: their own step, or a look at the notice that others decide on."""
    if step.act is None:
        return None
    if step.draft:
        label = "Read and decide" if step in found.mine else "Read the notice"
        return button(Act.READ, label, ref_of(incident, step.draft))
    return _of_act(incident, step) if found.can_take(step) else None


def shared_button(incident: Incident, step: Step) -> dict[str, Any] | None:
    """The same for everybody in the channel: no button that is the DPO's or a deputy's."""
    if step.act is None or step.draft or step.settles or ACTS[step.act].who == "approver":
        return None
    return _of_act(incident, step)


def _of_act(incident: Incident, step: Step) -> dict[str, Any]:
    assert step.act is not None, "breachbot itself needs no button"
    one = button_for(step.act, incident)
    return button(one.id, one.label, incident.id)
