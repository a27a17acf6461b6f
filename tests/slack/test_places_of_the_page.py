"""A page that goes out at several places: the channel and the page's message say where it is out, and where not."""

from __future__ import annotations

from datetime import timedelta

from breachbot.incident.recorded import page_not_published
from breachbot.incident.state import Incident
from breachbot.slack.draft_card import draft_card
from breachbot.slack.notes import channel_note
from tests.incident import cast
from tests.incident.cast import NOON
from tests.incident.test_targets import approved, policy
from tests.slack.judges import judged_message, text_of
from tests.slack.samples import at


def card(incident: Incident) -> str:
    shown = draft_card(incident, cast.the_draft(incident, "page"), at(policy=policy()))
    judged_message(shown)
    return text_of(shown)


def failing(incident: Incident, reason: str, *, given_up: bool) -> Incident:
    news = page_not_published(
        incident, version=1, target="board", reason=reason, given_up=given_up, now=NOON + timedelta(hours=1)
    )
    return cast.after(incident, news)


def said(incident: Incident) -> str:
    shown = channel_note(incident, incident.unpublished[-1], at(policy=policy()))
    judged_message(shown)
    return text_of(shown)


def test_the_message_about_the_page_names_each_place() -> None:
    half = cast.publishing(approved())
    assert "12:00 UTC>, at static, not yet at board." in card(half)
    kept = failing(half, "The board is <full>.", given_up=False)
    assert "at static, not at board (The board is &lt;full&gt;)." in card(kept)
    nowhere = card(failing(approved(), "The board is full.", given_up=False))
    assert "*Not published yet:* not at board (The board is full)." in nowhere
    both = cast.publishing(kept, NOON + timedelta(hours=2), "board")
    assert "12:00 UTC>, at static and board." in card(both)


def test_the_channel_hears_why_and_what_comes_of_it() -> None:
    tried = failing(cast.publishing(approved()), "The board is full.", given_up=False)
    assert (
        "The security page, draft 1, is not out at board: The board is full. breachbot keeps trying."
        in said(tried)
    )
    gone = failing(tried, "Another text is there.", given_up=True)
    assert "Another text is there. Whoever runs breachbot puts that right" in said(gone)
    assert "`breachbot outbox retry`" in said(gone)
