"""What is read comes first: hashes and log heads are at the end of every message and form."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.incident import events as e
from breachbot.slack import reading, together
from breachbot.slack.acts import approve, reject
from breachbot.slack.direct import direct_note
from breachbot.slack.listeners.looks import read_or_decide
from tests.incident import cast
from tests.slack import samples
from tests.slack.judges import text_of
from tests.slack.samples import HEAD, asked_about, asked_to_decide, at, card_of
from tests.slack.test_messages import TOLD

MARKS = ("SHA-256", "Log head")


def marked(shown: dict[str, Any]) -> list[bool]:
    """Of each block in its order, whether it holds a hash."""
    return [any(mark in text_of(block) for mark in MARKS) for block in shown["blocks"]]


def at_the_end(shown: dict[str, Any]) -> bool:
    found = marked(shown)
    return any(found) and found == sorted(found)


def test_in_every_form_about_a_notice() -> None:
    dpo = at(by=cast.DPO, team=cast.TEAM)
    incident = cast.opening(cast.opening(cast.drafted(), "authority"), "page")
    asked = asked_to_decide(incident, "authority", dpo)
    engineer = asked_to_decide(incident, "authority", at(by=cast.ENGINEER, team=cast.TEAM))
    approved = cast.approving(cast.drafted(), "authority")
    again = cast.drafting(cast.stating(approved, people_count=4000))
    for view in (
        approve.in_which_capacity(asked),
        reject.what_has_to_change(asked),
        read_or_decide(asked),
        read_or_decide(engineer),
        together.all_opened(asked_about(incident, dpo)),
        reading.what_changed(asked_to_decide(again, "authority", dpo)),
    ):
        assert at_the_end(view), view


@pytest.mark.parametrize("kind", TOLD, ids=lambda kind: kind.__name__)
def test_in_every_direct_message(kind: type[e.Happened]) -> None:
    incident = samples.incident("A ground.")
    for event in samples.life("A ground."):
        if isinstance(event, kind):
            note = direct_note(incident, event, at(), head=HEAD)
            assert marked(note) == sorted(marked(note))


def test_on_the_card_of_a_notice() -> None:
    assert at_the_end(card_of(cast.drafted(), "authority", at()))
