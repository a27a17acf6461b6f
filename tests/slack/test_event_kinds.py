"""The places that must know every kind of an incident's events: whoever adds a kind and forgets one fails here."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, get_args

import pytest

from breachbot.incident import events as e
from breachbot.incident.effects import incident_effects
from breachbot.incident.state import Incident, evolve, replay
from breachbot.register.entry import incident_entry
from breachbot.slack.as_recorded import ABOUT_IT, MOST, as_recorded
from breachbot.slack.direct import direct_note
from breachbot.slack.fact_words import question
from breachbot.slack.kit.blocks import sheet
from breachbot.slack.kit.words import person
from breachbot.slack.notes import channel_note
from tests.incident import cast
from tests.slack import samples
from tests.slack.judges import judged_message, judged_view
from tests.slack.samples import ENGINEER, HEAD, NOON, at

KINDS = get_args(e.IncidentEvent)
EACH = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
LIFE = samples.life("A ground.")
TOLD_BY_ANOTHER = {
    e.ChannelOpened: "who can read the channel is no part of the documentation of a breach",
    e.EvidenceProposed: "what an alert suggests counts once a person confirms it",
    e.NoticeOpened: "who opened a draft is on record with their approval of it",
    e.ToldConfirmed: "what was taken is on record as a person's facts",
    e.NoticeDrafted: "a draft is on record once it is approved, turned down or filed",
    e.ControllerMessageDrafted: "a message is on record once the controller was told",
    e.DecisionLapsed: "its decision is shown as no longer in force",
}
"""Kinds that change nothing in the register by themselves, and why."""


def around(kind: type[e.Happened]) -> tuple[Incident, Any, Incident]:
    """The first event of a kind in a whole life, with the incident before and after it."""
    number = next(n for n, event in enumerate(LIFE) if type(event) is kind)
    before = replay("pdb-test0001", LIFE[:number])
    return before, LIFE[number], evolve(before, LIFE[number])


def test_a_whole_life_has_an_event_of_every_kind() -> None:
    assert {type(event) for event in LIFE} == set(KINDS)


@EACH
def test_the_state_keeps_what_it_says(kind: type[e.Happened]) -> None:
    before, _, after = around(kind)
    assert replace(after, seen=before.seen, last_at=before.last_at) != before


@EACH
def test_whoever_is_told_of_it_is_told_in_words(kind: type[e.Happened]) -> None:
    _, event, after = around(kind)
    for effect in incident_effects(after, [event], cast.TEAM, cast.policy()):
        if effect.kind == "channel_note":
            judged_message(channel_note(after, event, at()))
        if effect.kind == "direct_note":
            judged_message(direct_note(after, event, at(), head=HEAD))


@EACH
def test_the_register_shows_what_came_of_it(kind: type[e.Happened]) -> None:
    before, _, after = around(kind)
    if before.opened and kind not in TOLD_BY_ANOTHER:
        assert incident_entry(after, cast.policy()) != incident_entry(before, cast.policy())


@EACH
def test_whoever_countersigns_it_reads_what_it_says(kind: type[e.Happened]) -> None:
    _, event, _ = around(kind)
    shown = as_recorded([event], event.by)
    assert shown
    judged_view(sheet("Countersign", *shown))
    words = " ".join(block["text"]["text"] for block in shown)
    for name, value in event:
        if isinstance(value, str) and name not in ABOUT_IT and value != e.MAIN:
            assert (question(value) if name == "fact" else person(value)) in words, name


def test_nothing_of_it_is_put_into_the_mouth_of_somebody_else() -> None:
    assert as_recorded(LIFE, "U0NOBODY") == []


def texts(shown: list[dict[str, Any]]) -> str:
    return " ".join(block["text"]["text"] for block in shown if "text" in block)


def test_a_long_text_is_shown_whole_and_nothing_in_it_can_act() -> None:
    lessons = "*Notice approved*\nversion: 9 " + "<!channel> and so on, " * 100 + "AND ALL PEOPLE WERE TOLD"
    closed = e.IncidentClosed(at=NOON, by=ENGINEER, effects="None.", measures=lessons, lessons=lessons)
    shown = as_recorded([closed], ENGINEER)
    judged_view(sheet("Countersign", *shown))
    plain = [block for block in shown if block["text"]["type"] == "plain_text"]
    assert texts(plain).count("AND ALL PEOPLE WERE TOLD") == 2
    assert "Notice approved" not in texts([block for block in shown if block not in plain])


def test_what_is_more_than_a_form_takes_is_said_to_be_in_the_register() -> None:
    stated = e.FactStated(
        at=NOON, by=ENGINEER, fact="what_happened", value="x" * 5000, source="person", confirmed=True
    )
    shown = as_recorded([stated] * MOST, ENGINEER)
    judged_view(sheet("Countersign", *shown))
    assert "register" in shown[-1]["elements"][0]["text"]
    assert not [block for block in as_recorded([stated], ENGINEER) if "elements" in block]
