"""Ending a matter as no breach is as strict as deciding it: facts, advice, two people, and a reason to check."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.events import JudgedNoBreach
from breachbot.incident.guidance import guide, require_ready
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, NOON, ONE_DPO, TEAM, advised, judging, policy

GLASS = "The deputy is on leave until Monday."
ALONE: dict[str, Any] = {"by": DPO, "team": ONE_DPO}


def harmless() -> Incident:
    """The facts show that no personal data are in it."""
    return cast.stating(cast.aware(), personal_data="no")


def judged(incident: Incident) -> JudgedNoBreach:
    assert isinstance(incident.ended, JudgedNoBreach)
    return incident.ended


def context(by: str, team: Team = TEAM) -> Context:
    return Context(by, team, policy(), NOON)


def test_the_facts_show_it_the_dpo_advised_and_a_deputy_judges() -> None:
    over = judging(advised(harmless()), facts_aside=None)
    assert over.phase == "no_breach"
    assert (judged(over).computed, judged(over).facts_aside, judged(over).break_glass) == (
        "not_required",
        None,
        None,
    )


@pytest.mark.parametrize("begun", [cast.opened, cast.aware, cast.assessed])
def test_where_the_facts_do_not_show_it_somebody_says_why_they_do_not_matter(begun: Any) -> None:
    for aside in (None, "", "It is a test.", cast.typed(39), "short" + " " * 50 + "text"):
        with pytest.raises(Refused, match="facts on record do not rule out") as refused:
            judging(advised(begun()), facts_aside=aside)
        assert refused.value.field == "facts_aside"
    assert judged(judging(advised(begun()), facts_aside=cast.typed(40))).facts_aside == cast.typed(40)


def test_what_only_an_alert_suggests_shows_nothing() -> None:
    suggested = cast.taking(
        cast.aware(), StateFacts(answers={"personal_data": "no"}, source="alert"), ENGINEER
    )
    with pytest.raises(Refused, match="facts on record do not rule out"):
        judging(advised(suggested), facts_aside=None)


def test_nobody_judges_before_the_dpo_has_advised_on_all_of_it() -> None:
    with pytest.raises(
        Refused, match=r"The DPO advises first .* Next: No duty applies\. The DPO advises first"
    ):
        judging(harmless())
    two = cast.taking(advised(harmless()), AddSet(title="Backup", breach="same"))
    with pytest.raises(Refused, match="The DPO advises first"):
        judging(two)
    assert judging(advised(two, reason=f"Looked at both. {cast.NO_BREACH}")).phase == "no_breach"


def test_who_advised_leaves_it_to_another_where_there_is_one() -> None:
    with pytest.raises(Refused, match="You advised on this, so somebody else judges it"):
        judging(advised(harmless()), DPO, break_glass=GLASS)
    assert judging(advised(harmless(), DEPUTY), DPO).phase == "no_breach"


@pytest.mark.parametrize("reason", [None, cast.typed(19), "short" + " " * 30 + "text"])
def test_where_there_is_nobody_else_it_takes_a_reason(reason: str | None) -> None:
    with pytest.raises(Refused, match="at least 20 characters"):
        judging(advised(harmless(), **ALONE), **ALONE, break_glass=reason)
    assert judged(judging(advised(harmless(), **ALONE), **ALONE, break_glass=GLASS)).break_glass == GLASS


def test_no_glass_is_recorded_where_none_was_broken() -> None:
    assert judged(judging(advised(harmless()), break_glass=GLASS)).break_glass is None


def test_where_both_advised_on_a_part_each_may_judge_with_a_reason() -> None:
    two = cast.taking(advised(harmless()), AddSet(title="Backup", breach="same"))
    both = advised(two, DEPUTY, affected_set="set-2", reason=f"Again. {cast.NO_BREACH}")
    with pytest.raises(Refused, match="at least 20 characters"):
        judging(both, DEPUTY)
    assert judging(both, DEPUTY, break_glass=GLASS).phase == "no_breach"


@pytest.mark.parametrize("reason", ["", "no", "It was our own test data", cast.typed(39)])
def test_the_reason_names_what_was_examined(reason: str) -> None:
    with pytest.raises(Refused, match="Say what was examined"):
        judging(advised(harmless()), reason=reason)


def test_an_engineer_hears_that_the_dpo_advises_first() -> None:
    with pytest.raises(Refused, match="after the DPO's advice"):
        judging(advised(harmless()), ENGINEER)
    with pytest.raises(Refused, match=r"Only the DPO or a deputy can judge .*, after the DPO's advice"):
        require_ready("no_breach", cast.opened(), context(ENGINEER))
    assert "the DPO advises first" in guide(cast.opened(), context(ENGINEER)).next.words


def test_once_the_outside_was_told_it_is_too_late() -> None:
    with pytest.raises(Refused, match="already been told"):
        judging(advised(cast.told_everything()))


class TestWhatComesNext:
    def test_before_awareness_the_second_person_is_asked_once_the_dpo_has_advised(self) -> None:
        found = guide(advised(cast.opened()), context(DEPUTY))
        assert (found.next.act, found.next.holders) == ("no_breach", (DEPUTY,))
        assert "become_aware" in [step.act for step in found.steps]
        assert guide(advised(cast.opened()), context(DPO)).mine == ()

    def test_while_duties_press_it_is_asked_beside_them(self) -> None:
        found = guide(advised(cast.aware()), context(DEPUTY))
        assert found.next.act == "state_facts"
        assert "no_breach" in [step.act for step in found.mine]

    def test_nobody_is_asked_to_end_it_without_such_advice_or_after_new_facts(self) -> None:
        newer = cast.stating(advised(cast.aware()), NOON + cast.HOUR, people_count=3)
        for incident in (advised(cast.opened(), outcome="required"), newer, cast.opened()):
            assert "no_breach" not in [step.act for step in guide(incident, context(DEPUTY)).steps]
