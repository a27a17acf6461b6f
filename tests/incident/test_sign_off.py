"""A notice is signed as exact bytes, by somebody else than its author, and only for as long as it is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.acts.file import File
from breachbot.incident.acts.reject import Reject
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.acts.waive import Waive
from breachbot.incident.acts.withdraw import Withdraw
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.duties import duties
from breachbot.incident.handed import mail_of
from breachbot.incident.outcome import outcome
from breachbot.incident.recorded import Published, page_published, page_to_publish
from breachbot.incident.state import Approval, Incident
from breachbot.notices.draft import hashes
from breachbot.register.lines import communication, flags
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, ONE_DPO, OUTSIDER, policy

NO_ADDRESSES = "Postal addresses of most are unknown and no e-mail was ever collected."


def exchanged(incident: Incident, name: str) -> Incident:
    """The incident in whose drafts one file says something else than its hash."""
    drafts = [
        draft.model_copy(update={"documents": {**draft.documents, name: "<p>Nothing happened.</p>"}})
        if name in draft.documents
        else draft
        for draft in incident.drafts
    ]
    return replace(incident, drafts=tuple(drafts))


def turning_down(incident: Incident) -> Reject:
    """The first draft of the page."""
    sha256 = cast.the_draft(incident, "page").sha256
    return Reject(audience="page", version=1, sha256=sha256, reason="Say which export it was")


class TestDrafting:
    def test_all_three_notices_come_from_the_facts(self) -> None:
        incident = cast.drafted()
        assert [d.audience for d in incident.drafts] == ["authority", "page", "mail"]
        assert (
            "An export for business customers" in cast.the_draft(incident, "authority").documents["notice.md"]
        )

    def test_before_awareness_there_is_nothing_to_notify(self) -> None:
        with pytest.raises(Refused, match="awareness"):
            cast.drafting(cast.opened())

    def test_a_draft_that_still_says_what_is_known_is_left_alone(self) -> None:
        with pytest.raises(Refused, match="Every draft already says what is known"):
            cast.drafting(cast.drafted())

    def test_only_what_changed_is_drafted_anew(self) -> None:
        incident = cast.drafting(cast.stating(cast.drafted(), records_count=5000))
        assert [(d.audience, d.version) for d in incident.drafts[3:]] == [("authority", 2)]

    def test_what_became_void_is_drafted_anew_although_the_facts_are_as_they_were(self) -> None:
        incident = cast.approving(cast.drafted(), "authority")
        incident = cast.stating(cast.stating(incident, people_count=9000), people_count=2300)
        incident = cast.approving(cast.drafting(incident), "authority")
        assert [draft.version for draft in incident.drafts if draft.audience == "authority"] == [1, 2]

    def test_what_is_out_and_says_what_is_known_is_left_alone_although_its_approval_is_void(self) -> None:
        incident = cast.told_everything()
        incident = cast.stating(cast.stating(incident, records_count=9000), records_count=4100)
        assert incident.approval("authority") is None
        with pytest.raises(Refused, match="already says what is known"):
            cast.drafting(incident, change="The same again.")

    def test_where_nothing_is_required_nothing_is_drafted(self) -> None:
        quiet = cast.assessed(
            encryption="left_encrypted", access_evidence="complete_logs_show_none", recipient="none_known"
        )
        assert {outcome(quiet, name) for name in ("notify_authority", "communicate")} == {"not_required"}
        with pytest.raises(Refused, match="asks for no notice"):
            cast.drafting(quiet)


class TestApproval:
    def test_the_dpo_approves_what_the_engineer_drafted(self) -> None:
        incident = cast.approving(cast.drafted(), "authority")
        approval = incident.approval("authority")
        assert approval is not None
        assert approval.event.sha256 == cast.the_draft(incident, "authority").sha256

    def test_the_approval_is_for_every_file_and_not_only_for_the_one_that_goes_out(self) -> None:
        for audience in AUDIENCES:
            incident = cast.approving(cast.drafted(), audience)
            draft, approval = cast.the_draft(incident, audience), incident.approval(audience)
            assert approval is not None
            assert approval.event.files == draft.files == hashes(draft.documents)
            assert draft.files[draft.primary] == draft.sha256
            assert len(draft.files) == 2

    @pytest.mark.parametrize("name", ["page.html", "page.md"])
    def test_a_draft_of_which_one_file_was_exchanged_is_not_approved(self, name: str) -> None:
        with pytest.raises(Refused, match="not those with its hashes"):
            cast.approving(exchanged(cast.drafted(), name), "page")

    @pytest.mark.parametrize("name", ["page.html", "page.md"])
    def test_a_page_of_which_one_file_was_exchanged_after_the_approval_is_not_published(
        self, name: str
    ) -> None:
        incident = cast.approving(cast.drafted(), "page")
        assert page_to_publish(incident, 1, "static")
        with pytest.raises(Refused, match="not those with its hashes"):
            page_to_publish(exchanged(incident, name), 1, "static")

    def test_the_page_of_an_incident_that_has_ended_is_not_published(self) -> None:
        incident = cast.approving(cast.drafted(), "page")
        ended = e.IncidentMerged(at=cast.NOON, by=cast.DPO, into="pdb-other001", reason="It is one breach.")
        with pytest.raises(Refused, match="has ended; its page is not published"):
            page_to_publish(replace(incident, ended=ended), 1, "static")

    def test_a_draft_and_an_approval_from_before_files_were_counted_still_hold(self) -> None:
        old = cast.drafted()
        old = replace(old, drafts=tuple(d.model_copy(update={"files": {}}) for d in old.drafts))
        incident = cast.approving(old, "page")
        approval = incident.approval("page")
        assert approval is not None
        assert set(approval.event.files) == {"page.html", "page.md"}
        early = approval.event.model_copy(update={"files": {}})
        assert page_to_publish(replace(incident, approvals=(Approval(early),)), 1, "static")
        with pytest.raises(Refused, match="not those with its hashes"):
            page_to_publish(
                exchanged(replace(incident, approvals=(Approval(early),)), "page.html"), 1, "static"
            )

    @pytest.mark.parametrize("by", [ENGINEER, OUTSIDER])
    def test_nobody_else_does(self, by: str) -> None:
        with pytest.raises(Refused, match="Only the DPO or a deputy can approve"):
            cast.approving(cast.drafted(), "authority", by=by)

    def test_the_author_does_not_even_as_dpo(self) -> None:
        incident = cast.drafted(by=DPO)
        with pytest.raises(Refused, match="You drafted this"):
            cast.approving(incident, "authority", by=DPO)
        assert cast.approving(incident, "authority", by=DEPUTY).approval("authority")

    def test_a_firm_with_one_dpo_breaks_the_glass_and_it_is_flagged(self) -> None:
        incident = cast.drafted(by=DPO)
        with pytest.raises(Refused, match="reason"):
            cast.approving(incident, "authority", team=ONE_DPO)
        reason = "Nobody else could be reached before the deadline"
        approval = cast.approving(incident, "authority", team=ONE_DPO, break_glass=reason).approval(
            "authority"
        )
        assert approval is not None
        assert approval.event.break_glass == reason

    def test_a_button_of_an_older_version_approves_nothing(self) -> None:
        old = cast.drafted()
        new = cast.drafting(
            cast.stating(old, what_happened="Exports held rows of other customers for four days.")
        )
        stale = cast.the_draft(old, "page")
        with pytest.raises(Refused, match="out of date"):
            cast.approving(new, "page", version=stale.version, sha256=stale.sha256)

    def test_the_second_of_two_who_approve_hears_that_it_is_done(self) -> None:
        with pytest.raises(Refused, match="already"):
            cast.approving(cast.approving(cast.drafted(), "page"), "page", by=DEPUTY)

    def test_a_page_that_names_an_affected_person_is_refused(self) -> None:
        incident = cast.drafted(
            what_happened="The row of jane.roe@example.org was shown to another customer."
        )
        with pytest.raises(Refused, match="cannot go out"):
            cast.approving(incident, "page")

    def test_a_draft_whose_facts_changed_since_is_not_approved(self) -> None:
        incident = cast.stating(cast.drafted(), people_count=990_000)
        with pytest.raises(Refused, match="has changed"):
            cast.approving(incident, "page")

    def test_a_void_approval_is_not_given_again(self) -> None:
        incident = cast.stating(cast.approving(cast.drafted(), "page"), people_count=990_000)
        with pytest.raises(Refused, match="void"):
            cast.approving(incident, "page")
        incident = cast.stating(incident, people_count=2300)
        with pytest.raises(Refused, match="void"):
            cast.approving(incident, "page")

    def test_turned_down_it_wants_a_new_draft(self) -> None:
        incident = cast.drafted()
        incident = cast.taking(incident, turning_down(incident), DPO)
        with pytest.raises(Refused, match="turned down"):
            cast.approving(incident, "page")
        assert cast.the_draft(cast.drafting(incident), "page").version == 2


class TestVoid:
    def voided(self, incident: Incident) -> set[str]:
        return {a.event.audience for a in incident.approvals if a.void}

    def signed(self) -> Incident:
        return cast.approving(cast.approving(cast.drafted(), "authority"), "page")

    def test_a_rendered_fact_that_changes_voids_the_notices_that_render_it(self) -> None:
        assert self.voided(cast.stating(self.signed(), next_update_by="2026-12-01T12:00:00+00:00")) == {
            "page"
        }
        assert self.voided(cast.stating(self.signed(), records_count=9000)) == {"authority"}

    def test_a_fact_that_no_notice_shows_voids_nothing_while_the_outcome_stands(self) -> None:
        assert self.voided(cast.stating(self.signed(), harm_seen="yes")) <= {"authority"}

    def test_an_outcome_that_changes_voids(self) -> None:
        assert self.voided(cast.stating(self.signed(), role="processor")) == {"authority", "page"}

    def test_the_old_bytes_may_still_be_filed_as_known_as_of_their_moment(self) -> None:
        incident = cast.filing(cast.stating(self.signed(), records_count=9000), NOON + HOUR)
        (filed,) = incident.filings
        assert (filed.phase, filed.known_as_of, filed.version) == ("initial", NOON, 1)

    def test_a_void_page_is_not_published(self) -> None:
        incident = cast.stating(self.signed(), advice="Change the password you use elsewhere too.")
        with pytest.raises(Refused, match="no longer holds"):
            page_to_publish(incident, 1, "static")

    def second_edition(self, audience: e.Audience) -> Incident:
        """Version 1 is approved and on its way out when version 2 is approved."""
        incident = cast.stating(
            self.signed(), records_count=9000, advice="Change the password you use elsewhere too."
        )
        return cast.approving(cast.drafting(incident), audience)

    def holding(self, incident: Incident) -> set[tuple[str, int]]:
        return {(a.event.audience, a.event.version) for a in incident.approvals if a.void is None}

    def test_a_page_that_is_recorded_late_keeps_no_approved_one_from_following_it(self) -> None:
        incident = self.second_edition("page")
        assert self.holding(incident) == {("page", 2)}
        out = Published("static", "v1.html", "https://example.com/x", "a")
        news = page_published(incident, policy(), version=1, out=out, now=NOON)
        assert self.holding(cast.after(incident, news)) == {("page", 2)}

    def test_a_notice_that_is_filed_late_voids_the_next_one_that_knows_of_no_first(self) -> None:
        incident = self.second_edition("authority")
        assert self.holding(incident) == {("authority", 2)}
        assert self.holding(cast.filing(incident, NOON + HOUR, version=1)) == set()

    def test_telling_the_people_voids_the_notice_that_says_they_were_not_told(self) -> None:
        assert self.holding(cast.telling(self.signed(), 2300)) == {("page", 1)}

    def test_a_decision_under_34_3_voids_what_says_that_people_are_told(self) -> None:
        waived = cast.taking(self.signed(), Waive(ground="c", reason=NO_ADDRESSES), DPO)
        assert self.holding(waived) == set()

    def test_turned_down_after_the_approval_it_does_not_go_out(self) -> None:
        incident = self.signed()
        news = cast.following(incident, turning_down(incident), DEPUTY)
        assert [type(event) for event in news] == [e.ApprovalVoided, e.NoticeRejected]
        incident = cast.after(incident, news)
        assert self.holding(incident) == {("authority", 1)}
        with pytest.raises(Refused, match="no longer holds"):
            page_to_publish(incident, 1, "static")

    def test_a_newer_draft_voids_the_approval_of_the_one_it_replaces(self) -> None:
        published = cast.publishing(self.signed())
        new = cast.drafting(
            cast.stating(published, next_update_by="2026-12-01T12:00:00+00:00"),
            change="It says when more will be known.",
        )
        approved = cast.approving(new, "page")
        assert self.holding(approved) == {("authority", 1), ("page", 2)}
        withdrawn = cast.taking(approved, Withdraw(change="It turned out to be our own test data."))
        assert self.holding(withdrawn) == {("authority", 1)}
        assert withdrawn.approvals_of("page")[-1].void == "A newer draft replaces it."

    def test_what_went_out_does_not_void_itself(self) -> None:
        incident = cast.publishing(self.signed())
        assert self.voided(incident) == set()
        incident = cast.filing(incident, NOON + HOUR)
        assert self.voided(cast.stating(incident, harm_seen="no")) == set()


class TestFiling:
    @pytest.mark.parametrize(("seconds", "late"), [(-1, False), (0, False), (1, True)])
    def test_after_72_hours_the_reasons_are_wanted(self, seconds: int, late: bool) -> None:
        incident = cast.approving(cast.drafted(), "authority")
        filed_at = NOON + 72 * HOUR + timedelta(seconds=seconds)
        if late:
            with pytest.raises(Refused, match="reasons") as refused:
                cast.filing(incident, filed_at)
            assert refused.value.field == "delay_reasons"
            reasons = "The scope was clear only on the third day"
            assert cast.filing(incident, filed_at, delay_reasons=reasons).filings[0].delay_reasons == reasons
        else:
            assert cast.filing(incident, filed_at).filings

    def test_a_late_draft_without_reasons_cannot_be_approved(self) -> None:
        late = NOON + 73 * HOUR
        incident = cast.drafting(cast.assessed(), now=late)
        with pytest.raises(Refused, match="late"):
            cast.approving(incident, "authority", now=late)
        said = cast.stating(incident, now=late, delay_reasons="The scope was clear only on the third day.")
        assert cast.approving(cast.drafting(said, now=late), "authority", now=late).approval("authority")

    def test_only_an_approved_notice_is_filed(self) -> None:
        with pytest.raises(Refused, match="approved"):
            cast.taking(cast.drafted(), File(version=1, filed_at=NOON, channel="web form", reference="none"))

    def test_it_cannot_lie_in_the_future_or_before_the_approval(self) -> None:
        incident = cast.approving(cast.drafted(), "authority")
        for filed_at in (NOON + timedelta(minutes=1), NOON - timedelta(minutes=2)):
            with pytest.raises(Refused):
                cast.filing(incident, filed_at, now=NOON)


class TestPeople:
    def waive(self, incident: Incident, by: str = DPO, **given: Any) -> Incident:
        return cast.taking(incident, Waive.of(**({"ground": "c", "reason": NO_ADDRESSES} | given)), by)

    def test_a_decision_under_34_3_is_the_dpos_and_reasoned(self) -> None:
        incident = cast.assessed()
        with pytest.raises(Refused, match="DPO"):
            self.waive(incident, by=ENGINEER)
        with pytest.raises(Refused, match="reasons"):
            self.waive(incident, reason="too much work")
        assert self.waive(incident).waived

    def test_disproportionate_effort_still_wants_the_public_page(self) -> None:
        waived = self.waive(cast.assessed())
        assert {o.obligation: o.gap for o in duties(waived, policy())}["communicate"] == "page"
        assert cast.next_steps(waived)[0].startswith("Draft the notices")
        published = cast.publishing(cast.approving(cast.drafting(self.waive(cast.drafted())), "page"))
        assert {o.obligation: o.met for o in duties(published, policy())}["communicate"]

    @pytest.mark.parametrize("number", [0, -1])
    def test_telling_nobody_is_not_telling(self, number: int) -> None:
        with pytest.raises(Refused, match="how many"):
            cast.taking(cast.assessed(), TellPeople(told_at=NOON, channel="e-mail", number=number))

    @pytest.mark.parametrize(
        ("version", "mail", "in_register"),
        [(1, 1, ", mail draft 1, sha256 "), (0, None, ", in other words"), (None, 2, "")],
        ids=["the first", "other words", "nobody was asked"],
    )
    def test_it_is_recorded_which_approved_mail_went_out(
        self, version: int | None, mail: int | None, in_register: str
    ) -> None:
        first = cast.approving(cast.drafted(), "mail")
        second = cast.approving(
            cast.drafting(cast.stating(first, advice="Ask your bank about odd charges.")), "mail"
        )
        incident = cast.telling(second, 2300, version=version)
        assert mail_of(incident, incident.told[0]) == mail
        (line,) = communication(incident, policy())
        assert line.partition("2300 people")[2].startswith(in_register)
        said = "in other words than those approved here"
        assert [said in flag for flag in flags(incident) if "2300" in flag] == (
            [True] if version == 0 else []
        )

    @pytest.mark.parametrize("version", [2, -1])
    def test_what_nobody_approved_did_not_go_out_as_approved(self, version: int) -> None:
        incident = cast.approving(cast.drafted(), "mail")
        with pytest.raises(Refused, match="Choose the approved text"):
            cast.telling(incident, 2300, version=version)


class TestWithdrawal:
    def test_a_published_page_is_withdrawn_by_a_version_that_says_so(self) -> None:
        incident = cast.publishing(cast.approving(cast.drafted(), "page"))
        withdraw = Withdraw(change="It turned out to be our own test data.")
        draft = cast.following(incident, withdraw, now=NOON + HOUR)[-1]
        assert isinstance(draft, e.NoticeDrafted)
        assert draft.state == "withdrawal"
        assert "It turned out to be our own test data." in draft.documents["page.html"]

    def test_nothing_can_be_withdrawn_that_is_not_out(self) -> None:
        with pytest.raises(Refused, match="nothing to withdraw"):
            cast.taking(cast.drafted(), Withdraw(change="A mistake of ours"))
