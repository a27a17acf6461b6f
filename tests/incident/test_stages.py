"""The stages of an incident: where it is, and that nothing unknown or left out counts as done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from breachbot.incident import events as e
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.ball import held_since
from breachbot.incident.guidance import decide, guide
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import ENGINEER, HOUR, NOON
from tests.incident.lives import Life
from tests.slack import samples


def stages(incident: Incident, hours: float = 1) -> dict[str, str]:
    context = Life(incident, cast.TEAM, NOON + hours * HOUR).context("")
    return {one.name: one.state for one in guide(incident, context).stages}


def here(incident: Incident) -> list[str]:
    return [name for name, state in stages(incident).items() if state == "here"]


def test_it_goes_from_awareness_to_the_end() -> None:
    approved = cast.drafted()
    for audience in ("authority", "page", "mail"):
        approved = cast.approving(approved, audience)
    filed = cast.filing(cast.publishing(approved), NOON)
    assert [here(one) for one in (cast.opened(), cast.aware(), cast.assessed(), cast.drafted())] == [
        *(["aware"], ["facts"], ["drafts"], ["decision"])
    ]
    assert [here(one) for one in (approved, filed, samples.ready_to_close())] == [
        *(["filed"], ["people"], ["closed"])
    ]


def test_before_anybody_knows_what_is_owed_it_is_neither_done_nor_left_out() -> None:
    for incident in (cast.opened(), cast.aware()):
        found = stages(incident)
        assert (found["filed"], found["people"]) == ("unsure", "unsure")
        assert "done" not in [
            found[name] for name in ("facts", "drafts", "decision", "filed", "people", "closed")
        ]


def test_an_answer_that_nobody_knows_leaves_the_facts_open() -> None:
    assert stages(cast.assessed())["facts"] == "done"
    assert stages(cast.assessed(encryption=None))["facts"] != "done"


def test_what_is_not_needed_is_said_to_be_so() -> None:
    found = stages(cast.stating(cast.aware(), personal_data="no"))
    left_out = {name for name, state in found.items() if state == "not_needed"}
    assert left_out == {"drafts", "decision", "filed", "people"}
    assert "controllers" not in found


def test_a_processor_is_led_to_the_controllers() -> None:
    found = stages(cast.assessed(role="processor"))
    assert (found["controllers"], found["filed"]) == ("here", "not_needed")


def test_at_the_end_we_are_nowhere() -> None:
    found = stages(samples.incident("x"))
    assert found["closed"] == "done"
    assert set(found.values()) <= {"done", "not_needed"}


def test_the_ball_is_held_from_what_last_gave_it() -> None:
    opened = cast.opened().opened
    assert opened is not None
    channel = e.ChannelOpened(at=NOON + HOUR, by="breachbot", channel="C0", invited=())
    context = Life(cast.opened(), cast.TEAM, NOON + 5 * HOUR).context("")
    assert held_since("pdb-test0001", [opened, channel], context) == opened.at
    aware = e.BecameAware(
        at=NOON + 2 * HOUR, by=ENGINEER, aware_at=NOON + 2 * HOUR, basis="Rows seen in exports"
    )
    assert held_since("pdb-test0001", [opened, channel, aware], context) == aware.at


def test_where_time_alone_has_moved_it_on_nobody_says_since_when() -> None:
    opened = cast.opened().opened
    assert opened is not None
    stated = BecomeAware(aware_at=NOON, basis="Rows seen in exports")
    news = decide(cast.opened(), stated, Life(cast.opened(), cast.TEAM, NOON).context(ENGINEER))
    late = Life(cast.aware(), cast.TEAM, NOON + timedelta(hours=71)).context("")
    assert held_since("pdb-test0001", [opened, *news], replace(late, now=NOON + HOUR)) == NOON
    assert held_since("pdb-test0001", [opened, *news], late) is None
    assert held_since("pdb-test0001", [], late) is None


@pytest.mark.parametrize("hours", [0, 30, 71, 80])
def test_exactly_one_stage_is_where_we_are(hours: float) -> None:
    for incident in (cast.opened(), cast.aware(), cast.assessed(), cast.drafted()):
        assert [*stages(incident, hours).values()].count("here") == 1


def so_far(incident: Incident) -> dict[str, str]:
    context = Life(incident, cast.TEAM, NOON + HOUR).context("")
    return {one.name: one.so_far for one in guide(incident, context).stages if one.so_far}


def everything_out() -> Incident:
    """The page is out, the people were told, and the authority has its notice."""
    incident = cast.drafted()
    for audience in ("authority", "page", "mail"):
        incident = cast.approving(incident, audience)
    return cast.telling(cast.filing(cast.publishing(incident), NOON), 2300)


def test_what_is_out_stays_so_when_a_fact_changes_what_it_says() -> None:
    out = everything_out()
    assert so_far(out) == {"decision": "in_part"}  # the initial notice is to be completed
    assert {stages(out)[name] for name in ("filed", "people")} == {"done"}
    changed = cast.stating(out, records_count=9000, data_categories=["health"])
    assert so_far(changed) == {"decision": "to_correct", "people": "to_correct"}
    assert stages(changed)["filed"] == "done"
    assert so_far(cast.drafting(changed, change="More rows were seen in the exports.")) == so_far(changed)


def test_what_was_done_for_some_is_said_to_be_in_part() -> None:
    more = cast.stating(everything_out(), people_count=4000)
    assert so_far(more)["people"] == "in_part"
    published = cast.publishing(cast.approving(cast.drafted(), "page"))
    assert so_far(published) == {"decision": "in_part", "people": "in_part"}


def test_an_approval_that_became_void_before_anything_went_out_is_no_decision() -> None:
    approved = cast.approving(cast.drafted(), "authority")
    void = cast.drafting(cast.stating(approved, data_categories=["health"]))
    assert so_far(void) == {}


def test_what_went_out_before_somebody_judged_it_no_breach_stays_done() -> None:
    out = everything_out()
    judged = replace(cast.stating(out, people_count=4000), ended=samples_of_no_breach())
    found = stages(judged)
    assert (found["people"], found["closed"]) == ("done", "done")


def samples_of_no_breach() -> e.JudgedNoBreach:
    return e.JudgedNoBreach(at=NOON + HOUR, by=cast.DPO, reason=cast.NO_BREACH)
