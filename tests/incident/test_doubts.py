"""What is on record and seldom true together is asked back, and settled or explained before an approval."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from breachbot.assessment.facts import FACTS
from breachbot.errors import Refused
from breachbot.incident import doubts as table
from breachbot.incident.act import Context
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.acts.explain import Explain
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.doubts import ODD, Odd, doubts, open_doubts
from breachbot.incident.events import Audience
from breachbot.incident.guidance import guide
from breachbot.incident.state import Incident
from breachbot.register.entry import incident_entry
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, policy

WHY = "The hole is closed since noon; what was copied before cannot be called back by us."
OUT: dict[str, Any] = {"recipient": "public", "ongoing": "no", "deletion_confirmed": "not_possible"}


def explaining(incident: Incident, by: str = ENGINEER, reason: str = WHY) -> Incident:
    return cast.taking(incident, Explain.of(doubt=open_doubts(incident)[0].key, reason=reason), by)


def names(incident: Incident) -> list[str]:
    return [one.id for one in open_doubts(incident)]


def answers(odd: Odd) -> dict[str, Any]:
    """One answer for each side."""
    made: dict[str, Any] = {}
    for fact, wanted in odd.sides:
        assert wanted is not None
        one = next(option for option in FACTS[fact].options if option in wanted)
        made[fact] = [one] if FACTS[fact].kind == "choices" else one
    return made


class TestAmongAnswers:
    @pytest.mark.parametrize("odd", ODD, ids=lambda odd: odd.id)
    def test_it_is_taken_asked_back_and_gone_once_any_answer_is_another(self, odd: Odd) -> None:
        said = answers(odd)
        incident = cast.stating(cast.aware(), **said)
        (doubt,) = [one for one in doubts(incident) if one.id == odd.id]
        assert [side.by for side in doubt.said] == [(ENGINEER,)] * len(odd.sides)
        for fact in said:
            otherwise: dict[str, Any] = {fact: None}
            assert odd.id not in names(cast.stating(incident, by=DPO, **otherwise))
            assert odd.id not in names(
                cast.stating(cast.aware(), **{n: v for n, v in said.items() if n != fact})
            )

    def test_every_answer_of_the_table_is_one_of_the_vocabulary(self) -> None:
        for odd in ODD:
            for fact, wanted in odd.sides:
                assert wanted, (odd.id, fact)
                assert wanted <= set(FACTS[fact].options), (odd.id, fact)

    def test_it_says_who_said_what(self) -> None:
        incident = cast.stating(cast.stating(cast.aware(), ongoing="no"), by=DPO, **OUT | {"ongoing": "no"})
        (doubt,) = doubts(cast.stating(incident, by=DEPUTY, recipient="public"))
        assert [side.by for side in doubt.said] == [(DPO,), (DEPUTY,), (DPO,)]
        assert doubt.said[0].words == "“Is it still going on? No”"

    def test_of_what_an_alert_suggests_or_a_customer_decides_nothing_is_asked(self) -> None:
        suggested = cast.taking(cast.aware(), StateFacts(answers=OUT, source="alert"), ENGINEER)
        assert doubts(suggested) == ()
        assert doubts(cast.stating(cast.aware(), role="processor", **OUT)) == ()

    def test_each_set_is_asked_about_by_itself(self) -> None:
        two = cast.taking(cast.stating(cast.aware(), **OUT), AddSet(title="Backup", breach="same"))
        two = cast.taking(two, StateFacts(answers=OUT, affected_set="set-2"))
        assert [one.affected_set for one in open_doubts(two)] == ["main", "set-2"]
        assert [one.affected_set for one in open_doubts(explaining(two))] == ["set-2"]


class TestBesideAnswers:
    @pytest.mark.parametrize(
        ("count", "told", "found"),
        [
            (100, 99, [table.FEWER_TOLD]),
            (100, 100, []),
            (100, 101, [table.MORE_TOLD]),
            ({"min": 50, "max": 100}, 49, [table.FEWER_TOLD]),
            ({"min": 50, "max": 100}, 50, []),
            ({"min": 50, "max": 100}, 100, []),
            ({"min": 50, "max": 100}, 101, [table.MORE_TOLD]),
        ],
    )
    def test_numbers_of_people(self, count: Any, told: int, found: list[str]) -> None:
        assert names(cast.telling(cast.assessed(people_count=count), told)) == found

    def test_a_range_reads_as_its_two_ends(self) -> None:
        (doubt,) = doubts(cast.telling(cast.assessed(people_count={"min": 50, "max": 100}), 101))
        assert doubt.words == (
            "“101 people were told directly”",
            "“About how many people are affected? 50 to 100”",
        )

    def test_while_nobody_was_told_or_nobody_knows_how_many_nothing_is_asked(self) -> None:
        assert names(cast.assessed()) == []
        assert names(cast.telling(cast.assessed(people_count=None), 5)) == []

    def test_awareness_before_the_beginning(self) -> None:
        begun = (NOON + HOUR).isoformat()
        assert names(cast.stating(cast.aware(), occurred_from=begun)) == [table.AWARE_FIRST]
        assert names(cast.stating(cast.aware(), occurred_from=NOON.isoformat())) == []

    def test_each_clock_is_asked_about_by_itself(self) -> None:
        own = AddSet(title="Backup", breach="own", aware_at=NOON, basis="The log is clear about it")
        two = cast.taking(cast.aware(), own)
        begun = {"occurred_from": (NOON + HOUR).isoformat()}
        two = cast.taking(two, StateFacts(answers=begun, affected_set="set-2"))
        assert [(one.id, one.affected_set) for one in open_doubts(two)] == [(table.AWARE_FIRST, "set-2")]

    def test_awareness_before_detection_until_the_dpo_confirms_it(self) -> None:
        moved = cast.taking(
            cast.aware(), MoveAwareness(aware_at=NOON - HOUR, basis="The log is clear about it")
        )
        assert names(moved) == [table.AWARE_UNSEEN]
        sure = ConfirmAwareness(aware_at=NOON - HOUR, reason="The log is clear about it")
        assert names(cast.taking(moved, sure, DPO)) == []


class TestBeforeAnApproval:
    @pytest.mark.parametrize("audience", get_args(Audience))
    def test_it_is_settled_or_explained_first(self, audience: Audience) -> None:
        drafted = cast.drafted(**OUT)
        with pytest.raises(
            Refused, match=r"said to be over .*Is it still going on.* Next: Settle or explain"
        ):
            cast.approving(drafted, audience)
        assert cast.approving(explaining(drafted), audience).approval(audience)

    def test_how_many_were_told_is_the_authoritys_notice_alone(self) -> None:
        told = cast.telling(cast.drafted(), 2000)
        assert cast.approving(told, "page").approval("page")
        with pytest.raises(Refused):
            cast.approving(told, "authority")

    def test_the_next_step_names_it_and_engineers_have_it(self) -> None:
        found = guide(cast.drafted(**OUT), Context(ENGINEER, cast.TEAM, policy(), NOON))
        assert (found.next.act, found.next.holders) == ("explain", (ENGINEER,))
        assert found.next.words.startswith(
            "Settle or explain: It is said to be over while others still have the data."
        )

    def test_an_explanation_holds_for_what_it_was_given_for(self) -> None:
        incident = explaining(cast.assessed(**OUT))
        assert open_doubts(cast.stating(incident, by=DPO, measures_taken="More was done.")) == ()
        assert names(cast.stating(incident, by=DPO, deletion_confirmed="asked")) == ["over_while_out"]

    def test_it_is_a_full_sentence_about_what_was_shown(self) -> None:
        with pytest.raises(Refused, match="full sentence"):
            explaining(cast.assessed(**OUT), reason="It is fine.")
        before = cast.assessed(**OUT)
        key = open_doubts(before)[0].key
        after = cast.stating(before, by=DPO, deletion_confirmed="asked")
        for incident in (after, cast.telling(explaining(before), 1)):
            with pytest.raises(Refused, match="has changed, or was explained meanwhile"):
                cast.taking(incident, Explain.of(doubt=key, reason=WHY))
        with pytest.raises(Refused, match="Nothing that is on record has to be explained"):
            cast.taking(cast.assessed(), Explain.of(doubt=key, reason=WHY))


def test_an_inspector_sees_it_with_its_sources_and_its_explanation() -> None:
    incident = cast.assessed(**OUT)
    (flag,) = incident_entry(incident, policy()).flags
    assert f"“Is it still going on? No” ({ENGINEER})" in flag
    assert "not explained" in flag
    (flag,) = incident_entry(explaining(incident), policy()).flags
    assert flag.endswith(f"explained by {ENGINEER}: {WHY}")


def test_what_cannot_be_true_together_is_refused_with_whose_word_it_is() -> None:
    """A recipient who is unknown and confirmed the deletion, or was asked for it."""
    incident = cast.stating(cast.aware(), recipient="unknown")
    for answer in ("in_writing", "said_so", "asked"):
        with pytest.raises(Refused, match=rf"cannot both be so.* was answered by <@{ENGINEER}>"):
            cast.stating(incident, by=DPO, deletion_confirmed=answer)
