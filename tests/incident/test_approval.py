"""Only the DPO or the deputy approves, not their own draft, and only the very text that they saw."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.events import NoticeApproved
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, NOON, ONE_DPO, OUTSIDER

OWN: dict[str, Any] = {"team": ONE_DPO, "break_glass": "The deputy is on leave until Monday."}


def with_problems(*problems: str) -> Incident:
    """A notice to the authority whose text was found to have these."""
    incident = cast.drafted()
    drafts = (one.model_copy(update={"problems": problems}) for one in incident.drafts)
    return replace(incident, drafts=tuple(drafts))


def late() -> Incident:
    return cast.drafting(cast.assessed(), now=NOON + 73 * cast.HOUR)


def approval(incident: Incident, **given: Any) -> NoticeApproved:
    return cast.approving(incident, "authority", **given).approvals[-1].event


@pytest.mark.parametrize(
    "given",
    [{}, {"by": DEPUTY}, {"capacity": "controller_decision"}, {"capacity": "dpo_advice"}],
)
def test_these_are_approved(given: dict[str, Any]) -> None:
    approved = approval(cast.drafted(), **given)
    assert approved.by == given.get("by", DPO)
    assert approved.capacity == given.get("capacity", "controller_decision")


@pytest.mark.parametrize("reason", [OWN["break_glass"], cast.typed(20), cast.typed(21)])
def test_so_is_their_own_with_a_reason_where_there_is_nobody_else(reason: str) -> None:
    assert approval(cast.drafted(by=DPO), **(OWN | {"break_glass": reason})).break_glass == reason


def test_a_problem_that_only_warns_keeps_nothing_back() -> None:
    assert approval(with_problems("warn phrase: Say what was done; this phrase says nothing. “We care.”"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"by": ENGINEER}, "Only the DPO or a deputy can approve a notice."),
        ({"by": OUTSIDER}, "Only the DPO or a deputy can approve a notice."),
        ({"capacity": "boss"}, "That is not one of the possible answers."),
        ({"capacity": None}, "That is not one of the possible answers."),
        ({"sha256": "b" * 64}, "That button is out of date"),
        ({"sha256": "ä"}, "That button is out of date"),
        ({"version": 2}, "That button is out of date"),
    ],
)
def test_these_are_refused_with_a_sentence(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        approval(cast.drafted(), **given)
    assert str(refused.value).startswith(sentence)
    assert refused.value.field == ("capacity" if "capacity" in given else None)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "somebody else has to approve"),
        (OWN | {"team": cast.TEAM}, "somebody else has to approve"),
        (OWN | {"break_glass": None}, "at least 20 characters"),
        (OWN | {"break_glass": cast.typed(19)}, "at least 20 characters"),
        (OWN | {"break_glass": "short" + " " * 30 + "text"}, "at least 20 characters"),
        (OWN | {"break_glass": "\n" * 30}, "at least 20 characters"),
    ],
)
def test_their_own_is_refused_otherwise(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        approval(cast.drafted(by=DPO), **given)


@pytest.mark.parametrize(
    ("incident", "sentence"),
    [
        (late(), "Art. 33(1) asks for the reasons"),
        (with_problems("warn a: b", "refuse ip: An IP address. “[IP address]”"), "An IP address"),
        (with_problems("refuse ip: An IP address.", "refuse sql: A query."), "An IP address. (1 more)"),
    ],
    ids=["late", "one problem", "two problems"],
)
def test_a_text_that_may_not_go_out_is_not_approved_and_what_comes_first_is_named(
    incident: Incident, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        approval(incident, now=NOON + 73 * cast.HOUR)
    assert sentence in str(refused.value)
    assert "Next: " in str(refused.value)


def told_by(*people: str, drafter: str = ENGINEER) -> Incident:
    """A notice of which each of these people has stated every fact, and one of the team has drafted it."""
    incident = cast.aware()
    for user in people:
        incident = cast.stating(incident, by=user, **cast.FACTS)
    return cast.drafting(incident, by=drafter)


class TestOnWhoseWordItRests:
    """The approver is not the only person on whose statements a notice rests, unless there is nobody else."""

    def test_somebody_else_approves_what_rests_on_one_word(self) -> None:
        with pytest.raises(Refused, match="rests on your word alone, so somebody else has to approve"):
            approval(told_by(DPO))
        approved = approval(told_by(DPO), by=DEPUTY, break_glass=OWN["break_glass"])
        assert (approved.own, approved.break_glass) == ((), None)

    @pytest.mark.parametrize("people", [(ENGINEER, DPO), (DPO, ENGINEER)])
    def test_a_second_witness_is_enough_in_whichever_order(self, people: tuple[str, ...]) -> None:
        assert approval(told_by(*people)).own == ()

    def test_what_an_alert_suggests_is_nobodys_word(self) -> None:
        suggested = cast.taking(
            cast.aware(), StateFacts(answers={"people_count": 2300}, source="alert"), ENGINEER
        )
        said = cast.drafting(cast.stating(suggested, by=DPO, **cast.FACTS))
        with pytest.raises(Refused, match="rests on your word alone"):
            approval(said)

    def test_where_there_is_nobody_else_it_takes_a_reason(self) -> None:
        with pytest.raises(Refused, match="at least 20 characters"):
            approval(told_by(DPO), team=ONE_DPO)
        assert approval(told_by(DPO), **OWN).own == ("facts",)
        assert approval(told_by(DPO, drafter=DPO), **OWN).own == ("draft", "facts")
        assert approval(told_by(ENGINEER, drafter=DPO), **OWN).own == ("draft",)

    def test_where_the_other_one_drafted_it_there_is_nobody_else(self) -> None:
        drafted = told_by(DPO, drafter=DEPUTY)
        with pytest.raises(Refused, match="You drafted this notice"):
            approval(drafted, by=DEPUTY)
        assert approval(drafted, break_glass=OWN["break_glass"]).own == ("facts",)
