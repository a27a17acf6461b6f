"""The next step: its act is one of those that are offered, it fits the words, and an open question holds nothing up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from breachbot.incident.act import Context
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.events import IncidentClosed
from breachbot.incident.guidance import Guidance, blocked, guide, needs_change, offered
from breachbot.incident.questions import BASICS as BASIC_FACTS
from breachbot.incident.state import Incident, evolve
from breachbot.incident.team import Team
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, NOON

HOUR = timedelta(hours=1)
BASICS = {name: cast.FACTS[name] for name in BASIC_FACTS}


def context(now: datetime = NOON, user: str = "") -> Context:
    return Context(user, cast.TEAM, cast.policy(), now)


def guided(incident: Incident, now: datetime = NOON, user: str = "") -> Guidance:
    return guide(incident, context(now, user))


def act_now(incident: Incident) -> str | None:
    return guided(incident).next.act


def approved(*audiences: str) -> Incident:
    incident = cast.drafted()
    for audience in ("authority", "page", "mail"):
        if audience in audiences:
            incident = cast.approving(incident, audience)
    return incident


def filed() -> Incident:
    return cast.filing(approved("authority", "page", "mail"), NOON)


def published() -> Incident:
    return cast.publishing(filed())


def complete(incident: Incident) -> Incident:
    """The same incident, had its filing been the complete notice."""
    return replace(incident, filings=(incident.filings[0].model_copy(update={"phase": "complete"}),))


def ready_to_close() -> Incident:
    """Every duty is met, and no draft waits for anybody."""
    incident = cast.told_everything()
    decided = {approval.event.sha256 for approval in incident.approvals}
    return replace(incident, drafts=tuple(draft for draft in incident.drafts if draft.sha256 in decided))


def waiting(incident: Incident, now: datetime = NOON) -> list[str]:
    """The audiences whose drafts wait for a decision."""
    return [step.draft.audience for step in guided(incident, now).steps if step.draft]


def stuck(incident: Incident, now: datetime = NOON) -> list[str]:
    """The audiences whose drafts nobody can approve as they are."""
    drafts = [incident.undecided(one) for one in AUDIENCES]
    return [draft.audience for draft in drafts if draft and blocked(incident, draft, context(now))]


WAYS: list[tuple[str, Incident, str | None, str]] = [
    ("opened", cast.opened(), "become_aware", "state awareness"),
    ("aware", cast.aware(), "state_facts", "State the facts"),
    ("assessed", cast.assessed(), "draft", "Draft the notices"),
    ("drafted", cast.drafted(), "approve", "reads and decides"),
    ("one approved", approved("authority"), "file", "File the approved notice"),
    ("all approved", approved("authority", "page", "mail"), "file", "File the approved notice"),
    ("published", published(), "tell_people", "Tell the people affected"),
    (
        "a fact changed",
        cast.stating(approved("authority", "page", "mail"), people_count=9000),
        "draft",
        "Draft",
    ),
    (
        "a fact changed after filing",
        cast.stating(published(), people_count=9000),
        "tell_people",
        "Tell the people affected",
    ),
    ("a processor", cast.assessed(role="processor"), "tell_controller", "Tell each controller"),
    ("all is met", ready_to_close(), "close", "can close it"),
]


@pytest.mark.parametrize(("name", "incident", "act", "words"), WAYS, ids=[way[0] for way in WAYS])
def test_the_act_fits_the_words_and_is_offered(
    name: str, incident: Incident, act: str | None, words: str
) -> None:
    step = guided(incident).next
    assert step.act == act
    assert words in step.words
    assert step.act in offered(incident, context())


def test_once_something_is_filed_the_notice_is_completed_by_what_is_not_known_yet() -> None:
    step = guided(filed()).next
    assert step.words.startswith("Complete the notice")
    assert step.act in offered(filed(), context())
    assert needs_change(filed())


def test_when_it_is_over_there_is_none() -> None:
    closed = IncidentClosed(at=NOON, by=cast.DPO, effects="x", measures="y", lessons="z")
    assert act_now(evolve(cast.told_everything(), closed)) is None


def test_an_approved_page_is_published_by_breachbot_and_nobody_has_to_click() -> None:
    told = complete(filed())
    assert act_now(told) is None
    assert guided(told).next.words == "The approved page is being published."
    assert act_now(cast.publishing(told)) == "tell_people"


def test_who_was_told_less_than_all_is_told_on_and_nobody_is_told_twice() -> None:
    out = complete(published())
    assert act_now(cast.telling(out, 2299)) == "tell_people"
    assert act_now(cast.telling(out, 2300)) == "close"


class TestAnOpenQuestionHoldsNoDutyUp:
    def words(self, incident: Incident, hours: float, act: str) -> str:
        """What is said so many hours after awareness; the act is offered, and the open question is kept."""
        step = guided(incident, NOON + hours * HOUR).next
        assert step.act == act
        assert act in offered(incident, context(NOON + hours * HOUR))
        assert act == "state_facts" or step.besides
        return step.words

    def test_with_time_left_the_question_comes_first_and_with_a_day_left_the_draft(self) -> None:
        assert self.words(cast.aware(), 47.9, "state_facts").startswith("State the facts. First:")
        for hours in (48, 72):
            assert "with what is known" in self.words(cast.aware(), hours, "draft")

    def test_with_the_basic_facts_it_is_drafted_at_once(self) -> None:
        incident = cast.stating(cast.aware(), **BASICS)
        assert "Art. 33(4)" in self.words(incident, 1, "draft")

    def test_overdue_it_asks_for_the_reasons_without_which_nobody_may_approve_it(self) -> None:
        assert "reasons for the delay" in self.words(cast.aware(), 72.1, "state_facts")
        explained = cast.stating(cast.aware(), delay_reasons="The supplier gave us the logs on Friday.")
        assert "Draft the notices" in self.words(explained, 72.1, "draft")

    def test_drafts_wait_for_the_dpo_and_what_is_approved_is_filed(self) -> None:
        late = NOON + 73 * HOUR
        explained = cast.stating(cast.aware(), delay_reasons="The supplier gave us the logs on Friday.")
        drafted = cast.drafting(explained, late)
        assert "The DPO or a deputy" in self.words(drafted, 73, "approve")
        ready = cast.approving(drafted, "authority", now=late)
        assert "File the approved notice" in self.words(ready, 73, "file")

    def test_once_an_initial_notice_is_filed_the_questions_come_first_again(self) -> None:
        ready = cast.approving(cast.drafting(cast.aware()), "authority")
        assert self.words(cast.filing(ready, NOON), 1, "state_facts").startswith("State the facts")

    def test_a_text_that_lacks_what_people_are_owed_leads_to_the_facts(self) -> None:
        drafted = cast.drafted(what_happened=None)
        assert stuck(drafted) == ["page", "mail"]
        step = guided(cast.filing(cast.approving(drafted, "authority"), NOON)).next
        assert step.act == "state_facts"
        assert step.words.startswith("The security page cannot go out as it is: ")

    def test_a_page_may_leave_open_what_a_mail_may_not(self) -> None:
        drafted = cast.drafted(consequences=None)
        assert stuck(drafted) == ["mail"]
        filed_first = cast.filing(cast.approving(cast.approving(drafted, "authority"), "page"), NOON)
        step = guided(cast.publishing(filed_first)).next
        assert step.act == "state_facts"
        assert step.words.startswith("The mail to the people affected cannot go out as it is: ")

    def test_what_was_drafted_and_is_out_of_date_is_drafted_again(self) -> None:
        stale = cast.stating(cast.drafted(), what_happened="Two exports held rows of other customers.")
        assert waiting(stale) == []
        assert stuck(stale) == ["authority", "page", "mail"]
        step = guided(stale).next
        assert (step.act, step.words[:24]) == ("draft", "Draft the notices again,")
        number_changed = cast.stating(cast.drafted(), people_count=9000)
        assert waiting(number_changed) == ["mail"]
        assert guided(number_changed).next == step

    def test_what_was_turned_down_is_drafted_again_while_the_rest_waits(self) -> None:
        found = guided(cast.rejecting(cast.drafted(), "page")).steps
        assert [step.act for step in found] == ["approve", "approve", "draft"]
        assert found[-1].words.startswith("Draft the notices again,")

    def test_no_step_speaks_of_what_cannot_be_done_yet(self) -> None:
        for incident in (cast.drafted(), approved("page"), approved("authority"), filed()):
            for step in guided(incident).steps:
                assert step.words.startswith("File the approved notice") == (step.act == "file")


class TestWhenNothingIsOwed:
    def test_what_is_no_breach_is_judged_and_a_breach_that_nobody_hears_of_is_closed(self) -> None:
        nothing = cast.stating(cast.aware(), personal_data="no")
        step = guided(nothing).next
        assert step.act == "advise"
        assert step.words == "No duty applies. The DPO advises first whether it is no breach, with reasons."
        step = guided(cast.advised(nothing)).next
        assert step.act == "no_breach"
        assert step.words == "No duty applies, and the DPO has advised. The DPO or a deputy judges it."
        assert step.holders == (DEPUTY,)
        harmless = cast.assessed(encryption="left_encrypted")
        step = guided(harmless).next
        assert step.act == "close"
        assert step.words.startswith("Nobody has to be notified.")


class TestTheHeadline:
    @pytest.mark.parametrize(
        ("incident", "hours", "words"),
        [
            (cast.opened(), 0, "suspected: the clock does not run yet"),
            (cast.aware(), 72, "the clock runs, and nothing is filed yet"),
            (cast.drafted(), 1, "the notice to the authority waits for a decision"),
            (approved("page", "mail"), 73, "overdue: nothing is filed at the authority"),
            (approved("authority"), 1, "the notice to the authority is approved and not filed yet"),
            (filed(), 80, "the authority has an initial notice, the people affected are still to be told"),
            (ready_to_close(), 80, "the authority has the complete notice"),
            (cast.assessed(encryption="left_encrypted"), 80, "the authority need not be notified"),
            (
                cast.assessed(role="processor"),
                80,
                "the authority need not be notified, other duties are open",
            ),
        ],
    )
    def test_it_is_true_of_the_duty_that_presses_most(
        self, incident: Incident, hours: int, words: str
    ) -> None:
        assert guided(incident, NOON + hours * HOUR).headline == words


class TestWhoseTurnItIs:
    def said(self, incident: Incident, user: str) -> tuple[str, str | None]:
        found = guided(incident, user=user).theirs
        return found.words, found.act

    def test_each_is_told_what_they_can_do(self) -> None:
        incident = cast.drafted()
        assert self.said(incident, DPO)[0].startswith("The DPO or a deputy reads and decides on the notice")
        assert guided(incident, user=DPO).mine
        assert self.said(incident, ENGINEER)[0].startswith("The DPO or a deputy reads")
        assert not guided(incident, user=ENGINEER).mine
        own = guided(cast.drafted(by=DPO), user=DPO)
        assert not own.mine
        assert "approve" not in own.offers

    def test_what_anybody_can_do_meanwhile_is_the_dpos_too(self) -> None:
        mine = guided(approved("authority"), user=DPO).mine
        assert [step.act for step in mine] == ["file", "approve", "approve"]
        assert [step.draft.audience for step in mine if step.draft] == ["page", "mail"]
        assert self.said(approved("authority"), ENGINEER)[1] == "file"

    def test_only_the_dpo_ends_it(self) -> None:
        assert guided(ready_to_close(), user=ENGINEER).mine == ()
        assert "close" not in guided(ready_to_close(), user=ENGINEER).offers
        assert self.said(ready_to_close(), DPO)[1] == "close"

    def test_what_only_the_dpo_can_do_is_named_as_theirs_to_an_engineer(self) -> None:
        """An engineer may state facts, but only the word of the DPO or a deputy ends a dispute."""
        both = Team(responders=(ENGINEER, "U_OTHER_ENGINEER"), dpo=DPO, deputies=(DEPUTY,))
        disputed = cast.stating(cast.assessed(), by=ENGINEER, encryption="left_encrypted")
        disputed = cast.stating(disputed, by="U_OTHER_ENGINEER", team=both, encryption="none")
        found = guided(disputed, user=ENGINEER)
        words, act = self.said(disputed, ENGINEER)
        assert words.startswith("The DPO or a deputy settles what people disagree about: ")
        assert act == "state_facts"
        assert not found.can_take(found.next)
        assert guided(disputed, user=DPO).can_take(found.next)

    def test_a_waiver_is_the_dpos(self) -> None:
        """Beside what anybody records."""
        words = next(
            step.words for step in guided(published(), user=ENGINEER).steps if step.act == "tell_people"
        )
        assert "or the DPO or a deputy records why GDPR Art. 34(3) applies" in words
