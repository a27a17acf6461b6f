"""What people were once told by two voices at odds: card, Home, refusals and drafts now say the same."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.act import Command, Context
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.decide import Decide
from breachbot.incident.acts.reject import Reject
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.acts.waive import Waive
from breachbot.incident.duties import duties
from breachbot.incident.guidance import Guidance, blocked, guide, unneeded
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.slack.clock_card import clock_card
from breachbot.usecases.projections import waiting
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, ONE_DPO, TEAM, policy

SENTENCE = "The export went to one auditor who is bound to secrecy and saw no row of it."
CLOSE = Close(effects=SENTENCE, measures=SENTENCE, lessons=SENTENCE)


def context(by: str = "", team: Team = TEAM) -> Context:
    return Context(by, team, policy(), NOON, "1:00")


def guidance(incident: Incident, by: str = "", team: Team = TEAM) -> Guidance:
    return guide(incident, context(by, team))


def refusal(incident: Incident, command: Command, by: str = DPO) -> str:
    """What somebody hears whose act is refused."""
    with pytest.raises(Refused) as refused:
        cast.taking(incident, command, by)
    return str(refused.value)


def communication(incident: Incident) -> tuple[str, str | None]:
    """The outcome of Art. 34 and what is missing of it."""
    (owed,) = [one for one in duties(incident, policy()) if one.obligation == "communicate"]
    return owed.outcome, owed.gap


class TestAnAssessedIncidentWithoutADraft:
    def test_closing_it_and_its_card_name_the_same_next_step(self) -> None:
        incident = cast.assessed()
        step = guidance(incident).next
        assert step.act == "draft"
        assert refusal(incident, CLOSE).endswith(f"Next: {step.words}")
        text = clock_card(incident, context())["text"]
        assert text.endswith(f"Next: {step.words}")

    def test_so_do_its_list_and_the_home_of_each_who_can_take_it(self) -> None:
        incident = cast.assessed()
        (first, *_) = waiting(incident, context())
        assert (first.kind, first.by) == ("draft", ENGINEER)
        assert guidance(incident, ENGINEER).theirs == guidance(incident).next


@pytest.fixture(scope="module")
def redrafted() -> Incident:
    """People need not be told any more: that was decided after the page and the mail were drafted; then the notice to
    the authority was drafted again and approved."""
    about: dict[str, Any] = {"obligation": "communicate", "outcome": "not_required", "reason": SENTENCE}
    incident = cast.taking(cast.drafted(), Advise(**about), DPO)
    incident = cast.taking(incident, Decide(**about), DEPUTY)
    incident = cast.drafting(cast.stating(incident, measures_taken="The key was replaced."))
    return cast.approving(incident, "authority")


class TestAfterRedraftingWithoutArticle34:
    def test_nobody_is_asked_to_draft_or_to_decide_on_the_page(self, redrafted: Incident) -> None:
        assert communication(redrafted)[0] == "not_required"
        for user in (ENGINEER, DPO, DEPUTY):
            found = guidance(redrafted, user)
            assert "draft" not in [step.act for step in found.mine]
            assert not [step for step in found.mine if step.draft]
            assert "draft" not in found.offers

    def test_the_old_drafts_are_moot_and_show_no_button_that_would_be_refused(
        self, redrafted: Incident
    ) -> None:
        for draft in (cast.the_draft(redrafted, "page"), cast.the_draft(redrafted, "mail")):
            assert unneeded(redrafted, draft, context(DPO))
            assert blocked(redrafted, draft, context(DPO))
        with pytest.raises(Refused, match="no longer asks for this notice"):
            cast.approving(redrafted, "page")

    def test_a_moot_draft_does_not_keep_the_incident_open(self, redrafted: Incident) -> None:
        page = cast.the_draft(redrafted, "page")
        turned_down = Reject(audience="page", version=page.version, sha256=page.sha256, reason=SENTENCE)
        assert guidance(redrafted).next == guidance(cast.taking(redrafted, turned_down, DPO)).next

    def test_the_filing_is_the_next_step_and_waits_for_whoever_can_record_it(
        self, redrafted: Incident
    ) -> None:
        step = guidance(redrafted).next
        assert step.act == "file"
        assert set(step.holders) == {ENGINEER, DPO, DEPUTY}
        for user in (ENGINEER, DPO, DEPUTY):
            assert guidance(redrafted, user).mine[0] == step
        assert {row.by for row in waiting(redrafted, context()) if row.kind == "file"} == set(step.holders)
        assert refusal(redrafted, CLOSE).endswith(f"Next: {step.words}")


class TestWhoApprovesIsNotLedIntoDrafting:
    @pytest.mark.parametrize(
        "team", [TEAM, Team(responders=(ENGINEER, DPO), dpo=DPO, deputies=(DEPUTY,)), ONE_DPO]
    )
    @pytest.mark.parametrize("before", [cast.assessed, cast.drafted], ids=["first", "again"])
    def test_where_there_is_an_engineer(self, before: Any, team: Team) -> None:
        incident = cast.stating(before(), people_count=9000)
        for user in team.approvers:
            assert "draft" not in [step.act for step in guidance(incident, user, team).mine]
        assert "draft" in [step.act for step in guidance(incident, ENGINEER, team).mine]

    def test_without_one_the_step_stays_somebodys(self) -> None:
        alone = Team(dpo=DPO, deputies=(DEPUTY,))
        step = next(step for step in guidance(cast.assessed(), team=alone).steps if step.act == "draft")
        assert set(step.holders) == {DPO, DEPUTY}

    def test_who_drafted_all_the_same_is_not_asked_to_approve_it(self) -> None:
        incident = cast.drafted(by=DPO)
        assert not [step for step in guidance(incident, DPO).mine if step.act == "approve"]
        assert [step for step in guidance(incident, DEPUTY).mine if step.act == "approve"]


class TestArticle34OnceItIsMet:
    @pytest.mark.parametrize("fact", [{"records_count": 9000}, {"harm_seen": "yes"}, {"encryption": "weak"}])
    def test_stays_met_whatever_becomes_known_that_does_not_concern_it(self, fact: dict[str, Any]) -> None:
        after = cast.stating(cast.told_everything(), **fact)
        assert communication(after) == ("required", None)
        assert "still to be told" not in guidance(after).headline
        assert not [step for step in guidance(after).steps if step.act == "tell_people"]

    def test_asks_for_an_update_and_not_for_telling_again_where_the_page_says_otherwise(self) -> None:
        after = cast.stating(cast.told_everything(), measures_planned="Each export is tested every night.")
        assert communication(after) == ("required", "update")
        assert guidance(after).headline.endswith("the security page needs an update")

    def test_an_approved_mail_that_nobody_sent_changes_nothing(self) -> None:
        done = cast.told_everything()
        approved = cast.approving(done, "mail")
        assert duties(approved, policy()) == duties(done, policy())
        assert guidance(approved).headline == guidance(done).headline
        assert guidance(approved).next == guidance(done).next

    def test_nor_does_it_meet_what_is_open(self) -> None:
        published = cast.publishing(cast.approving(cast.drafted(), "page"))
        approved = cast.approving(published, "mail")
        assert communication(published) == communication(approved) == ("required", "people")

    @pytest.mark.parametrize("enough", [TellPeople(told_at=NOON, channel="e-mail", number=2300), None])
    def test_once_nobody_is_left_to_tell_nobody_is_asked_about_the_mail(
        self, enough: TellPeople | None
    ) -> None:
        published = cast.publishing(cast.approving(cast.drafted(), "page"))
        met = cast.taking(published, enough) if enough else waived(published)
        mail = cast.the_draft(met, "mail")
        assert mail not in [step.draft for step in guidance(met).steps]
        assert mail in [step.draft for step in guidance(published).steps]

    def test_what_keeps_it_open_then_is_named_and_not_the_mail(self) -> None:
        incident = cast.stating(cast.told_everything(), NOON + HOUR, records_count=9000)
        assert "File a follow-up" in refusal(incident, CLOSE)


def waived(incident: Incident) -> Incident:
    return cast.taking(incident, Waive(ground="c", reason=SENTENCE), DPO)


def test_nothing_speaks_of_filing_a_notice_that_waits_for_a_decision() -> None:
    incident = cast.publishing(cast.approving(cast.drafted(), "page"))
    assert not [step for step in guidance(incident).steps if "approved notice" in step.words]
    approved = cast.approving(incident, "authority")
    assert guidance(approved).next.words.startswith("File the approved notice")


def test_a_page_that_was_withdrawn_is_drafted_again_and_not_said_to_be_on_its_way() -> None:
    incident = cast.withdrawing(cast.told_everything())
    assert guidance(incident).next.act == "draft"
    assert not [step for step in guidance(incident).steps if step.act is None]
