"""A message to a controller: in short in the channel, whole for who sends it, and never an old one."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.draft_messages import DraftMessages
from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.incident.state import Incident
from breachbot.slack.kit.refs import letter_ref
from breachbot.slack.letter import letter
from breachbot.slack.notes import channel_note
from tests.incident import cast
from tests.slack.judges import judged_message, judged_view, text_of
from tests.slack.samples import asked_about, at


def messages(**facts: Any) -> Incident:
    """Two customers are to be told."""
    incident = cast.assessed(role="processor", **facts)
    return cast.taking(cast.taking(incident, NameControllers(controllers=("Alpha", "Beta"))), DraftMessages())


def shown(incident: Incident, number: int) -> dict[str, Any]:
    return letter(asked_about(incident, at(), letter_ref(incident.id, number)))


def test_the_channel_has_the_message_in_short_and_its_button_the_whole() -> None:
    incident = messages()
    note = channel_note(incident, incident.controller_drafts[1], at())
    judged_message(note)
    assert "Message to Beta" in text_of(note)
    assert "WHAT HAPPENED" not in text_of(note)
    view = shown(incident, 2)
    judged_view(view)
    assert incident.controller_drafts[1].text.strip() in text_of(view)


def test_an_old_message_is_not_shown_once_there_is_a_newer_one() -> None:
    incident = cast.taking(cast.stating(messages(), people_count=9000), DraftMessages())
    with pytest.raises(Refused, match="newer message"):
        shown(incident, 1)
    assert shown(incident, 3)


@pytest.mark.parametrize("number", [0, 3])
def test_a_message_that_there_never_was_is_refused(number: int) -> None:
    with pytest.raises(Refused, match="does not know that button"):
        shown(messages(), number)
