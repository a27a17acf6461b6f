"""The button for the next step: it is one of those that the card offers, and it fits the words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breachbot.incident.events import IncidentClosed
from breachbot.incident.state import Incident, evolve
from breachbot.slack.actions import Act
from breachbot.slack.steps import next_step, offers, waiting_drafts
from breachbot.slack.turns import next_act
from tests.incident import cast
from tests.incident.cast import NOON
from tests.slack import samples


def approved(*audiences: str) -> Incident:
    incident = cast.drafted()
    for audience in ("authority", "page", "mail"):
        if audience in audiences:
            incident = cast.approving(incident, audience)
    return incident


def filed() -> Incident:
    return cast.filing(approved("authority", "page", "mail"), NOON)


def published() -> Incident:
    return cast.publishing(filed())


WAYS: list[tuple[str, Incident, Act | None, str]] = [
    ("opened", cast.opened(), Act.AWARE, "state awareness"),
    ("aware", cast.aware(), Act.FACTS, "State the facts"),
    ("assessed", cast.assessed(), Act.DRAFT, "Draft the notices"),
    ("drafted", cast.drafted(), None, "reads and decides"),
    ("one approved", approved("authority"), None, "reads and decides"),
    ("all approved", approved("authority", "page", "mail"), Act.FILE, "File the approved notice"),
    ("filed", filed(), Act.REDRAFT, "Complete the notice"),
    ("published", published(), Act.REDRAFT, "Complete the notice"),
    (
        "a fact changed",
        cast.stating(approved("authority", "page", "mail"), people_count=9000),
        Act.DRAFT,
        "Draft",
    ),
    ("a fact changed after filing", cast.stating(published(), people_count=9000), Act.REDRAFT, "Complete"),
    ("a processor", cast.assessed(role="processor"), Act.CONTROLLER, "Tell the controller"),
    ("all is met", samples.ready_to_close(), Act.CLOSE, "can close it"),
]


@pytest.mark.parametrize(("name", "incident", "act", "words"), WAYS, ids=[way[0] for way in WAYS])
def test_the_button_fits_the_words_and_is_offered(
    name: str, incident: Incident, act: Act | None, words: str
) -> None:
    found = next_act(incident, cast.policy())
    assert found == act
    assert words in next_step(incident, cast.policy())
    if found is None:
        assert waiting_drafts(incident)
    else:
        assert found in offers(incident, cast.policy())


def test_when_it_is_over_there_is_none() -> None:
    closed = IncidentClosed(at=NOON, by=cast.DPO, effects="x", measures="y", lessons="z")
    assert next_act(evolve(cast.told_everything(), closed), cast.policy()) is None


def test_an_approved_page_is_published_by_breachbot_and_nobody_has_to_click() -> None:
    owed = cast.filing(approved("authority", "page", "mail"), NOON, delay_reasons=None)
    complete = replace(owed, filings=(owed.filings[0].model_copy(update={"phase": "complete"}),))
    assert next_act(complete, cast.policy()) is None
    assert next_act(cast.publishing(complete), cast.policy()) is Act.TELL


def test_who_was_told_less_than_all_is_told_on_and_an_unknown_number_is_stated() -> None:
    out = cast.publishing(cast.filing(approved("authority", "page", "mail"), NOON))
    complete = replace(out, filings=(out.filings[0].model_copy(update={"phase": "complete"}),))
    assert next_act(cast.telling(complete, 2299), cast.policy()) is Act.TELL
    assert next_act(cast.telling(complete, 2300), cast.policy()) is Act.CLOSE
