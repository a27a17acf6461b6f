"""What is on record and seldom true together is asked back, and settled or explained before an approval."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args

import pytest

from breachbot.assessment.facts import FACTS
from breachbot.errors import Refused
from breachbot.incident import doubts as table
from breachbot.incident import doubts_of_time as times
from breachbot.incident.act import Context
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.acts.explain import Explain
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.doubts import doubts, open_doubts
from breachbot.incident.events import Audience
from breachbot.incident.guidance import guide
from breachbot.incident.odd import ODD, Odd
from breachbot.incident.state import Incident, evolve
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

    def test_over_while_somebody_unknown_got_at_them_is_asked_back(self) -> None:
        facts: dict[str, Any] = {"ongoing": "no", "recipient": "unknown"}
        for evidence in ("access_seen", "exfiltration_seen"):
            assert "over_while_seen" in names(cast.stating(cast.aware(), **facts, access_evidence=evidence))
        assert names(cast.stating(cast.aware(), **facts, access_evidence="no_logs")) == []
        assert names(cast.stating(cast.aware(), recipient="unknown", access_evidence="access_seen")) == []

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
        assert times.AWARE_FIRST in names(cast.stating(cast.aware(), occurred_from=begun))
        assert names(cast.stating(cast.aware(), occurred_from=NOON.isoformat())) == []

    def test_each_clock_is_asked_about_by_itself(self) -> None:
        own = AddSet(title="Backup", breach="own", aware_at=NOON, basis="The log is clear about it")
        two = cast.taking(cast.aware(), own)
        begun = {"occurred_from": (NOON + HOUR).isoformat()}
        two = cast.taking(two, StateFacts(answers=begun, affected_set="set-2"))
        assert [(one.id, one.affected_set) for one in open_doubts(two)] == [(times.AWARE_FIRST, "set-2")]

    def test_awareness_before_detection_until_the_dpo_confirms_it(self) -> None:
        moved = cast.taking(
            cast.aware(), MoveAwareness(aware_at=NOON - HOUR, basis="The log is clear about it")
        )
        assert names(moved) == [times.AWARE_UNSEEN]
        sure = ConfirmAwareness(aware_at=NOON - HOUR, reason="The log is clear about it")
        confirmed = cast.taking(moved, sure, DPO)
        assert names(confirmed) == []
        earlier = MoveAwareness(aware_at=NOON - 2 * HOUR, basis="The log is clear about it")
        assert names(cast.taking(confirmed, earlier)) == [times.AWARE_UNSEEN], "that was another moment"

    def test_it_is_asked_too_where_nothing_waits_for_the_dpo_since_it_is_the_dpos_own_word(self) -> None:
        early = BecomeAware(aware_at=NOON - HOUR, basis="The log is clear about it")
        incident = cast.taking(cast.opened(), early, DPO)
        assert incident.waiting == ()
        (doubt,) = open_doubts(incident)
        assert doubt.id == times.AWARE_UNSEEN
        assert [side.sources for side in doubt.said] == [((DPO, NOON),), ((cast.REPORTER, NOON),)]
        assert names(explaining(incident)) == []

    @pytest.mark.parametrize(
        ("minutes", "found"),
        [(-1, []), (0, []), (1, [times.AWARE_FIRST, times.DETECTED_FIRST])],
    )
    def test_detection_and_awareness_before_the_beginning(self, minutes: int, found: list[str]) -> None:
        begun = (NOON + timedelta(minutes=minutes)).isoformat()
        incident = cast.stating(cast.aware(), occurred_from=begun)
        assert names(incident) == found
        for _ in found:
            incident = explaining(incident)
        assert names(incident) == []

    def test_another_breach_may_begin_after_the_first_was_detected(self) -> None:
        later = NOON + 3 * HOUR
        own = AddSet(title="Backup", breach="own", aware_at=later, basis="The log is clear about it")
        two = cast.taking(cast.aware(), own, now=later)
        begun = {"occurred_from": (later - HOUR).isoformat()}
        assert names(cast.taking(two, StateFacts(answers=begun, affected_set="set-2"), now=later)) == []

    def test_it_ended_before_it_began_is_refused_and_names_whose_word_it_is(self) -> None:
        incident = cast.stating(cast.aware(), occurred_from=NOON.isoformat())
        with pytest.raises(Refused, match=rf"cannot have ended before it began.*<@{ENGINEER}>"):
            cast.stating(incident, by=DPO, occurred_until=(NOON - HOUR).isoformat())

    def test_a_text_on_measures_that_an_answer_overtook_is_asked_about(self) -> None:
        asked = cast.assessed(recipient="several_known", deletion_confirmed="asked")
        assert names(asked) == []
        later = NOON + HOUR
        came = cast.stating(asked, later, deletion_confirmed="in_writing")
        (doubt,) = open_doubts(came)
        assert (doubt.id, [side.by for side in doubt.said]) == (table.OVERTAKEN, [(ENGINEER,)] * 3)
        assert "“What have you done so far?” as written on 2026-11-24 12:00 UTC" in doubt.words
        mended = cast.stating(came, later, measures_taken="They deleted it.")
        assert names(mended) == []
        both: dict[str, Any] = {
            "deletion_confirmed": "in_writing",
            "measures_taken": "They did.",
            "measures_planned": "A test.",
        }
        assert names(cast.stating(asked, later, **both)) == []
        assert names(explaining(came)) == []

    def test_of_an_answer_that_nobody_awaited_no_text_is_asked(self) -> None:
        at_once = cast.assessed(deletion_confirmed=None)
        assert names(cast.stating(at_once, NOON + HOUR, deletion_confirmed="in_writing")) == []
        still = cast.assessed(deletion_confirmed="asked")
        assert names(cast.stating(still, NOON + HOUR, records_count=3)) == []


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
    assert f"“Is it still going on? No” ({ENGINEER} on {NOON.isoformat()})" in flag
    assert "not explained" in flag
    (flag,) = incident_entry(explaining(incident), policy()).flags
    assert flag.endswith(f"explained by {ENGINEER}: {WHY}")


class TestFromATimeWhenItWasNotRefused:
    """Answers that are refused today may be on record from before."""

    @staticmethod
    def before() -> Incident:
        """Somebody unknown confirmed the deletion: two answers that could once be given."""
        incident = cast.assessed(
            recipient="unknown", access_evidence="no_logs", deletion_confirmed="not_possible"
        )
        said = [one for one in incident.statements if one.fact == "deletion_confirmed"][-1]
        return evolve(incident, said.model_copy(update={"value": "in_writing", "by": ENGINEER}))

    def test_they_are_asked_back_and_stop_an_approval(self) -> None:
        (doubt,) = open_doubts(self.before())
        assert doubt.id == table.CANNOT_BE
        assert [side.by for side in doubt.said] == [(ENGINEER,), (ENGINEER,)]
        with pytest.raises(Refused, match="These answers cannot all be so"):
            cast.approving(cast.drafting(self.before()), "authority")

    def test_any_other_answer_is_taken_and_the_mended_one_too(self) -> None:
        other = cast.stating(self.before(), records_count=7)
        assert [one.id for one in open_doubts(other)] == [table.CANNOT_BE]
        assert names(cast.stating(other, recipient="several_known")) == []

    def test_a_new_contradiction_is_refused_all_the_same(self) -> None:
        with pytest.raises(Refused, match="cannot both be so"):
            cast.stating(self.before(), confidentiality="no")


def test_what_cannot_be_true_together_is_refused_with_whose_word_it_is() -> None:
    """A recipient who is unknown and confirmed the deletion, or was asked for it."""
    incident = cast.stating(cast.aware(), recipient="unknown")
    for answer in ("in_writing", "said_so", "asked"):
        with pytest.raises(Refused, match=rf"cannot both be so.* was answered by <@{ENGINEER}>"):
            cast.stating(incident, by=DPO, deletion_confirmed=answer)
