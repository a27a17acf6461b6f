"""“What would change this”: what the sheet tells, and that Slack takes it whatever is known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachbot.slack.outlook_sheet import outlook_sheet
from tests.incident import cast
from tests.slack import samples
from tests.slack.judges import HOSTILE, judged_view, text_of


def words(incident: object) -> str:
    view = outlook_sheet(incident, cast.policy())  # type: ignore[arg-type]
    judged_view(view)
    return text_of(view)


def test_a_decided_incident_shows_which_answer_would_lift_or_add_a_duty() -> None:
    shown = words(cast.assessed())
    assert "Authority (Art. 33(1)): *required*" in shown
    safe = "“What left was still encrypted, and the key has not reached whoever has it”"
    assert f"{safe} → Authority (Art. 33(1)): *not required*" in shown
    assert "What would have to be true" in shown
    assert "What to find out next" not in shown


def test_an_open_incident_shows_what_to_find_out_first() -> None:
    shown = words(cast.aware())
    assert "What to find out next" in shown
    assert shown.index("1. For these data, who decides") < shown.index("2. Do the affected data")


def test_people_who_disagree_are_shown_before_everything_that_hangs_on_it() -> None:
    incident = cast.stating(cast.assessed(), by=cast.DEPUTY, encryption="left_encrypted")
    incident = cast.stating(incident, encryption="weak")
    shown = words(incident)
    assert shown.index("People disagree") < shown.index("One answer")
    assert cast.DEPUTY in shown
    assert cast.ENGINEER in shown


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_slack_takes_it_whatever_people_wrote(text: str) -> None:
    words(samples.incident(text))


@settings(max_examples=40, deadline=None)
@given(st.sets(st.sampled_from(sorted(cast.FACTS))))
def test_slack_takes_it_whatever_is_known(known: set[str]) -> None:
    facts = {name: cast.FACTS[name] for name in known}
    words(cast.stating(cast.aware(), **facts) if facts else cast.aware())
