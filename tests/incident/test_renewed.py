"""What was told to the authority and the public has to stay true: news re-open a duty that was met."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.duties import Owed, duties
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import DPO, HOUR, NOON, policy
from tests.incident.starts import lifted


def owed(incident: Incident, obligation: str) -> Owed:
    return next(one for one in duties(incident, policy()) if one.key == obligation)


def close(incident: Incident) -> None:
    said = "Two customers saw foreign rows for four days."
    ended = cast.taking(incident, Close(effects=said, measures=said, lessons=said), DPO, NOON + 90 * HOUR)
    assert ended.phase == "closed"


class TestTheAuthority:
    def test_a_complete_notice_ends_the_duty(self) -> None:
        incident = cast.told_everything()
        assert incident.filings[-1].phase == "complete"
        assert owed(incident, "notify_authority").met
        close(incident)

    def test_a_fact_that_it_states_opens_it_again_and_says_which(self) -> None:
        incident = cast.stating(cast.told_everything(), NOON + 5 * HOUR, records_count=9000)
        again = owed(incident, "notify_authority")
        assert (again.met, again.stopped, again.since) == (False, True, NOON + 5 * HOUR)
        assert "approximate number of records" in again.changed[0]
        assert "approximate number of records" in " ".join(cast.next_steps(incident))
        with pytest.raises(Refused, match="follow-up"):
            close(incident)

    def test_a_follow_up_meets_it_again(self) -> None:
        later = NOON + 5 * HOUR
        incident = cast.stating(cast.told_everything(), later, records_count=9000)
        incident = cast.drafting(incident, later, change="More records than thought.")
        incident = cast.filing(cast.approving(incident, "authority", now=later), later)
        assert owed(incident, "notify_authority").met
        close(incident)

    def test_a_decision_that_ends_with_what_is_said_after_it_opens_it_at_that_moment(self) -> None:
        """The follow-up told the authority that people need not be told; saying anything more ends that decision."""
        incident = cast.drafting(lifted(cast.told_everything()), change="People need not be told.")
        incident = cast.filing(cast.approving(incident, "authority"), NOON)
        incident = cast.stating(incident, NOON + HOUR, by=DPO, access_evidence="access_seen")
        assert owed(incident, "notify_authority").since == NOON + HOUR

    def test_the_same_notice_sent_once_more_is_no_less_complete(self) -> None:
        """Its approval lapsed when a fact changed, and the fact turned out to be as it was."""
        incident = cast.stating(cast.told_everything(), NOON + HOUR, records_count=9000)
        incident = cast.stating(incident, NOON + HOUR, records_count=4100)
        again = cast.filing(incident, NOON + 2 * HOUR, NOON + 2 * HOUR, reference="sent once more")
        assert [one.phase for one in again.filings] == ["complete", "initial"]
        assert owed(again, "notify_authority").met

    def test_a_fact_taken_back_leaves_it_met(self) -> None:
        incident = cast.stating(cast.told_everything(), records_count=9000)
        assert owed(cast.stating(incident, records_count=4100), "notify_authority").met

    def test_a_fact_that_no_notice_states_leaves_it_met(self) -> None:
        incident = cast.told_everything()
        assert owed(cast.stating(incident, NOON + HOUR, ongoing="no"), "notify_authority").met

    def test_a_moment_of_awareness_that_moves_opens_it(self) -> None:
        incident = cast.told_everything()
        moved = MoveAwareness(aware_at=NOON - HOUR, basis="The log shows it earlier")
        incident = cast.taking(incident, moved, DPO, NOON + HOUR)
        assert owed(incident, "notify_authority").since == NOON + HOUR

    def test_what_we_did_since_is_no_news(self) -> None:
        incident = cast.told_everything()
        assert owed(cast.telling(incident, 3, NOON + HOUR), "notify_authority").met


class TestALateNotice:
    LATE = NOON + 73 * HOUR
    REASONS = "The supplier gave us the logs on Friday."

    def completed(self, initial: Incident) -> Incident:
        """A follow-up, after something more became known."""
        incident = cast.stating(initial, self.LATE, records_count=9000)
        incident = cast.drafting(incident, self.LATE, change="More records than thought.")
        return cast.approving(incident, "authority", now=self.LATE)

    @pytest.mark.parametrize("in_the_notice", [True, False])
    def test_it_can_be_completed_and_repeats_the_reasons(self, in_the_notice: bool) -> None:
        if in_the_notice:
            explained = cast.stating(cast.assessed(), delay_reasons=self.REASONS)
            ready = cast.approving(cast.drafting(explained, self.LATE), "authority", now=self.LATE)
            initial = cast.filing(ready, self.LATE)
        else:  # drafted in time, filed late: the reasons were given when the filing was recorded
            ready = cast.approving(cast.drafted(), "authority")
            initial = cast.filing(ready, self.LATE, delay_reasons=self.REASONS)
        assert initial.approval("authority"), "what was filed does not void itself"
        incident = self.completed(initial)
        notice = cast.the_draft(incident, "authority")
        assert self.REASONS in notice.documents[notice.primary]

    def test_what_follows_a_timely_one_gives_none_however_late_it_is(self) -> None:
        initial = cast.filing(cast.approving(cast.drafted(), "authority"), NOON + 72 * HOUR)
        notice = cast.the_draft(self.completed(initial), "authority")
        assert "Reasons for the delay" not in notice.documents[notice.primary]


class TestThePage:
    def test_a_fact_that_the_page_states_wants_a_correction(self) -> None:
        soon = "2026-12-01T12:00:00+00:00"
        incident = cast.stating(cast.told_everything(), NOON + HOUR, next_update_by=soon)
        again = owed(incident, "communicate")
        assert (again.met, again.since) == (False, NOON + HOUR)
        assert "when the next update comes" in " ".join(cast.next_steps(incident))
        incident = cast.drafting(incident, NOON + HOUR, change="It says when more will be known.")
        incident = cast.approving(incident, "page", now=NOON + HOUR)
        incident = cast.publishing(incident, NOON + HOUR)
        assert owed(incident, "communicate").met
        assert owed(incident, "communicate@promised").gap == "promise"

    def test_a_promised_update_is_owed_until_a_page_promises_none(self) -> None:
        promised = NOON + 24 * HOUR
        incident = cast.publishing(cast.approving(cast.drafted(next_update_by=promised.isoformat()), "page"))
        incident = cast.telling(incident, 2300)
        due = owed(incident, "communicate@promised")
        assert (due.gap, due.due_at, due.since) == ("promise", promised, NOON)
        assert f"by {promised:%Y-%m-%d %H:%M} UTC" in " ".join(cast.next_steps(incident))
        later = promised + HOUR
        incident = cast.drafting(
            cast.stating(incident, later, next_update_by=None), later, change="Nothing new was found."
        )
        incident = cast.publishing(cast.approving(incident, "page", now=later), later)
        assert all(one.met for one in duties(incident, policy()) if one.obligation == "communicate")

    def test_a_withdrawn_page_is_no_page(self) -> None:
        incident = cast.withdrawing(cast.told_everything())
        assert incident.public_page() is None
        assert owed(incident, "communicate").gap == "page"
        assert cast.next_steps(incident)[0].startswith("Draft the notices again")

    def test_what_was_withdrawn_by_mistake_is_put_back(self) -> None:
        incident = cast.withdrawing(cast.told_everything())
        with pytest.raises(Refused, match="already been withdrawn"):
            cast.withdrawing(incident)
        incident = cast.drafting(incident, change="It was withdrawn by mistake.")
        incident = cast.publishing(cast.approving(incident, "page"))
        page = incident.public_page()
        assert page is not None
        assert "An export for business customers" in page.documents["page.html"]
        assert owed(incident, "communicate").met

    def test_telling_people_does_not_void_a_page_and_the_next_one_says_when_and_how(self) -> None:
        incident = cast.telling(cast.publishing(cast.approving(cast.drafted(), "page")), 2300)
        assert [a for a in incident.approvals if a.void] == []
        incident = cast.drafting(incident, change="The people affected were told.")
        words = cast.the_draft(incident, "page").documents["page.md"]
        assert "**How:** e-mail" in words
        assert "**When:** 24 November 2026" in words


class TestEverybody:
    def published(self, **facts: Any) -> Incident:
        return cast.publishing(cast.approving(cast.drafted(**facts), "page"))

    @pytest.mark.parametrize(("number", "met"), [(1, False), (2299, False), (2300, True), (2301, True)])
    def test_each_person_affected_is_told(self, number: int, met: bool) -> None:
        incident = cast.telling(cast.approving(self.published(), "mail"), number)
        told = owed(incident, "communicate")
        assert told.met is met
        if not met:
            assert told.gap == "others"
        left = [said for said in cast.next_steps(incident) if f"{number} of 2300 people were told" in said]
        assert len(left) == (not met)

    def test_they_may_be_told_one_after_the_other(self) -> None:
        incident = cast.telling(cast.telling(self.published(), 2000), 300, NOON + HOUR)
        assert owed(incident, "communicate").met

    @pytest.mark.parametrize(("number", "met"), [(199, False), (200, True)])
    def test_of_an_estimate_the_upper_end_counts(self, number: int, met: bool) -> None:
        incident = cast.telling(self.published(people_count={"min": 100, "max": 200}), number)
        assert owed(incident, "communicate").met is met

    def test_how_many_there_are_has_to_be_known(self) -> None:
        incident = cast.telling(cast.approving(self.published(people_count=None), "mail"), 500)
        assert owed(incident, "communicate").gap == "number"
        assert any(said.startswith("State about how many people") for said in cast.next_steps(incident))

    @pytest.mark.parametrize(("minutes", "allowed"), [(-1, False), (0, True)])
    def test_nobody_is_told_before_it_was_detected(self, minutes: int, allowed: bool) -> None:
        told_at = NOON + timedelta(minutes=minutes)
        if allowed:
            assert cast.telling(self.published(), 5, told_at=told_at).told
        else:
            with pytest.raises(Refused, match="before the incident was detected"):
                cast.telling(self.published(), 5, told_at=told_at)


class TestWhatChangesIsSaidToWhoReadTheEarlierOne:
    def test_the_reason_of_a_redraft_heads_no_first_mail_and_no_first_page(self) -> None:
        reason = "About 3100 people are affected, by what is known now."
        filed = cast.filing(cast.approving(cast.drafted(), "authority"), NOON)
        told_again = cast.stating(filed, people_count=3100, what_happened="Two exports held rows of others.")
        again = cast.drafting(told_again, change=reason)
        for audience in ("mail", "page"):
            draft = cast.the_draft(again, audience)
            assert draft.version == 2
            assert draft.change is None
            assert all(reason not in text for text in draft.documents.values())
        assert cast.the_draft(again, "authority").change == reason

    def test_it_heads_a_mail_to_people_who_had_one(self) -> None:
        reason = "More is known of what happened than we wrote to you."
        sent = cast.telling(cast.approving(cast.drafted(), "mail"), 100)
        again = cast.drafting(
            cast.stating(sent, what_happened="Two exports held rows of others."), change=reason
        )
        assert reason in cast.the_draft(again, "mail").documents["mail.md"]
