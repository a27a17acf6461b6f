"""The same act once more is refused with what is on record; a second act that differs is recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.decide import Decide
from breachbot.incident.acts.reject import Reject
from breachbot.incident.acts.tell_controller import TellController
from breachbot.incident.acts.waive import Waive
from breachbot.incident.known import settled_facts
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
REASONS = "The data were encrypted with a key that nobody else has, as the log shows."
ADVICE = Advise(obligation="communicate", outcome="not_required", reason=REASONS)
DECISION = Decide(obligation="communicate", outcome="not_required", reason=REASONS)


def approved() -> Incident:
    return cast.approving(cast.drafted(), "authority")


def filed(**given: Any) -> Incident:
    return cast.filing(approved(), NOON, **given)


class TestAFiling:
    @pytest.mark.parametrize("reference", ["IN-26-1", " in-26-1 "])
    @pytest.mark.parametrize("channel", ["web form", "Web  Form", "the portal of the authority"])
    @pytest.mark.parametrize("later", [timedelta(), MINUTE, 30 * HOUR])
    def test_of_one_draft_under_one_reference_is_one(
        self, reference: str, channel: str, later: timedelta
    ) -> None:
        incident = filed(reference="IN-26-1", channel="web form")
        with pytest.raises(Refused) as refused:
            cast.filing(incident, NOON + later, reference=reference, channel=channel)
        said = str(refused.value)
        for part in ("on record already", "draft 1", "IN-26-1", f"<@{ENGINEER}>", "2026-11-24 12:00 UTC"):
            assert part in said
        assert refused.value.field == "reference"

    @pytest.mark.parametrize("words", ["none given", "None  given", "-"])
    def test_without_a_reference_the_place_tells_it_apart(self, words: str) -> None:
        incident = filed(reference=words, channel="web form")
        with pytest.raises(Refused, match="on record already"):
            cast.filing(incident, NOON + HOUR, reference=words, channel=" Web form")
        assert len(cast.filing(incident, NOON, reference=words, channel="e-mail to the BfDI").filings) == 2

    @pytest.mark.parametrize("given", [{"reference": "IN-26-2"}, {"reference": "none given"}])
    def test_under_another_reference_is_another(self, given: dict[str, Any]) -> None:
        assert len(cast.filing(filed(), NOON, **given).filings) == 2

    def test_that_completes_an_initial_one_may_have_its_reference(self) -> None:
        incident = cast.stating(filed(), NOON, people_count=9000)
        incident = cast.drafting(incident, NOON, change="More people are affected.")
        incident = cast.filing(cast.approving(incident, "authority"), NOON, reference="IN-26-1")
        assert [one.version for one in incident.filings] == [1, 2]


class TestTellingPeople:
    @pytest.mark.parametrize(
        ("apart", "same"),
        [
            (timedelta(), True),
            (10 * MINUTE - SECOND, True),
            (10 * MINUTE, False),
            (10 * MINUTE + SECOND, False),
        ],
    )
    @pytest.mark.parametrize("sign", [1, -1])
    def test_in_the_same_moment_is_one_message(self, apart: timedelta, same: bool, sign: int) -> None:
        told_at = NOON + HOUR
        incident = cast.telling(cast.assessed(), 500, NOON + 2 * HOUR, told_at=told_at)
        again = {"told_at": told_at + sign * apart, "channel": " E-Mail"}
        if same:
            with pytest.raises(Refused, match=rf"500 told by e-mail .*<@{ENGINEER}>.*other people"):
                cast.telling(incident, 500, NOON + 2 * HOUR, **again)
        else:
            assert len(cast.telling(incident, 500, NOON + 2 * HOUR, **again).told) == 2

    @pytest.mark.parametrize(("number", "channel"), [(499, "e-mail"), (500, "e-mail, second batch")])
    def test_of_others_is_another(self, number: int, channel: str) -> None:
        incident = cast.telling(cast.assessed(), 500)
        assert len(cast.telling(incident, number, channel=channel).told) == 2


class TestTellingAController:
    def tell(self, incident: Incident, **given: Any) -> Incident:
        asked: dict[str, Any] = {"told_at": NOON, "controller": "Alpha", "channel": "e-mail"} | given
        return cast.taking(incident, TellController.of(**asked), now=NOON + 2 * HOUR)

    def test_the_same_message_twice_is_one(self) -> None:
        incident = self.tell(cast.assessed(role="processor"))
        with pytest.raises(Refused, match=f"Alpha told by e-mail .*<@{ENGINEER}>"):
            self.tell(incident, controller="alpha ", told_at=NOON + MINUTE)

    @pytest.mark.parametrize(
        "given", [{"controller": "Beta"}, {"channel": "telephone"}, {"told_at": NOON + HOUR}]
    )
    def test_another_message_is_another(self, given: dict[str, Any]) -> None:
        assert len(self.tell(self.tell(cast.assessed(role="processor")), **given).controllers_told) == 2


class TestADecision:
    def waive(self, incident: Incident, ground: Any = "a", reason: str = REASONS, by: str = DPO) -> Incident:
        return cast.taking(incident, Waive(ground=ground, reason=reason), by)

    def test_under_34_3_is_taken_once_until_it_differs(self) -> None:
        incident = self.waive(cast.assessed())
        with pytest.raises(Refused, match=rf"on record already: ground \(a\), recorded by <@{DPO}>"):
            self.waive(incident, reason=f" {REASONS}", by=DEPUTY)
        other = self.waive(incident, ground="b")
        assert other.waived is not None
        assert other.waived.ground == "b"
        assert self.waive(other) != other

    def test_and_advice_are_recorded_once(self) -> None:
        incident = cast.taking(cast.assessed(), ADVICE, DPO)
        with pytest.raises(Refused, match=f"advice is on record already, recorded by <@{DPO}>"):
            cast.taking(incident, ADVICE, DEPUTY)
        incident = cast.taking(incident, DECISION, DEPUTY)
        with pytest.raises(Refused, match=f"decision is on record already, recorded by <@{DEPUTY}>"):
            cast.taking(incident, DECISION, DEPUTY)

    def test_that_lapsed_may_be_taken_again(self) -> None:
        incident = cast.taking(cast.taking(cast.assessed(), ADVICE, DPO), DECISION, DEPUTY)
        incident = cast.stating(incident, people_count=9000)
        assert cast.following(incident, DECISION, DEPUTY)


def test_the_same_bytes_under_another_reference_follow_nothing_up() -> None:
    """After their approval became void they may still be filed, as the initial notice that they are."""
    filed = cast.stating(cast.filing(approved(), NOON), people_count=9000)
    version = filed.filings[-1].version
    again = cast.filing(filed, NOON, version=version, reference="IN-26-2")
    assert [one.phase for one in again.filings] == ["initial", "initial"]


class TestWhatSaysWhoWasFirst:
    def test_awareness(self) -> None:
        with pytest.raises(Refused, match=rf"aware since 2026-11-24 12:00 UTC, recorded by <@{ENGINEER}>"):
            cast.taking(cast.aware(), BecomeAware(aware_at=NOON - HOUR, basis="Support saw it"), DPO)

    def test_an_approval_and_a_rejection(self) -> None:
        with pytest.raises(Refused, match=rf"approved already, recorded by <@{DPO}> on 2026-11-24"):
            cast.approving(approved(), "authority", by=DEPUTY)
        draft = cast.the_draft(cast.drafted(), "authority")
        turned_down = cast.rejecting(cast.drafted(), "authority")
        reason = "The public knows all of it."
        again = Reject(audience="authority", version=draft.version, sha256=draft.sha256, reason=reason)
        with pytest.raises(Refused, match=rf"turned down already, recorded by <@{DPO}>"):
            cast.taking(turned_down, again, DEPUTY)

    def test_the_end(self) -> None:
        over = cast.judging(cast.advised(cast.opened()))
        with pytest.raises(Refused, match=rf"is closed, recorded by <@{DEPUTY}> on 2026-11-24"):
            cast.judging(over, DPO)


def test_a_text_that_somebody_else_replaced_can_be_said_once_more() -> None:
    """Of what no rule asks the latest word stands: to go back to one's own is news."""
    first, other = "Watch your bank statements.", "Change your password."
    incident = cast.stating(cast.aware(), advice=first)
    replaced = cast.stating(incident, by=DEPUTY, advice=other)
    assert settled_facts(cast.stating(replaced, advice=first))["advice"].value == first
    assert cast.stating(incident, advice=first).seen == incident.seen
