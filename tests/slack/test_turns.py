"""The button for the next step: it is one of those that the card offers, and it fits the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from breachbot.incident.events import IncidentClosed
from breachbot.incident.pending import waiting_drafts
from breachbot.incident.state import Incident, evolve
from breachbot.slack.actions import Act
from breachbot.slack.headline import headline
from breachbot.slack.next_step import BASICS as BASIC_FACTS
from breachbot.slack.next_step import next_step
from breachbot.slack.pending import stuck_drafts
from breachbot.slack.steps import offers
from breachbot.slack.turns import turn
from tests.incident import cast
from tests.incident.cast import NOON
from tests.slack import samples


def act_now(incident: Incident) -> Act | None:
    return next_step(incident, cast.policy(), NOON).act


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


WAYS: list[tuple[str, Incident, Act | None, str]] = [
    ("opened", cast.opened(), Act.AWARE, "state awareness"),
    ("aware", cast.aware(), Act.FACTS, "State the facts"),
    ("assessed", cast.assessed(), Act.DRAFT, "Draft the notices"),
    ("drafted", cast.drafted(), None, "reads and decides"),
    ("one approved", approved("authority"), Act.FILE, "File the approved notice"),
    ("all approved", approved("authority", "page", "mail"), Act.FILE, "File the approved notice"),
    ("filed", filed(), Act.REDRAFT, "Complete the notice"),
    ("published", published(), Act.TELL, "Tell the people affected"),
    (
        "a fact changed",
        cast.stating(approved("authority", "page", "mail"), people_count=9000),
        Act.DRAFT,
        "Draft",
    ),
    (
        "a fact changed after filing",
        cast.stating(published(), people_count=9000),
        Act.TELL,
        "Tell the people affected",
    ),
    ("a processor", cast.assessed(role="processor"), Act.CONTROLLER, "Tell the controller"),
    ("all is met", samples.ready_to_close(), Act.CLOSE, "can close it"),
]


@pytest.mark.parametrize(("name", "incident", "act", "words"), WAYS, ids=[way[0] for way in WAYS])
def test_the_button_fits_the_words_and_is_offered(
    name: str, incident: Incident, act: Act | None, words: str
) -> None:
    step = next_step(incident, cast.policy(), NOON)
    assert step.act == act
    assert words in step.words
    if step.act is None:
        assert waiting_drafts(incident, cast.policy())
    else:
        assert step.act in offers(incident, cast.policy())


def test_when_it_is_over_there_is_none() -> None:
    closed = IncidentClosed(at=NOON, by=cast.DPO, effects="x", measures="y", lessons="z")
    assert act_now(evolve(cast.told_everything(), closed)) is None


def test_an_approved_page_is_published_by_breachbot_and_nobody_has_to_click() -> None:
    owed = cast.filing(approved("authority", "page", "mail"), NOON, delay_reasons=None)
    complete = replace(owed, filings=(owed.filings[0].model_copy(update={"phase": "complete"}),))
    assert act_now(complete) is None
    assert act_now(cast.publishing(complete)) is Act.TELL


def test_who_was_told_less_than_all_is_told_on_and_an_unknown_number_is_stated() -> None:
    out = cast.publishing(cast.filing(approved("authority", "page", "mail"), NOON))
    complete = replace(out, filings=(out.filings[0].model_copy(update={"phase": "complete"}),))
    assert act_now(cast.telling(complete, 2299)) is Act.TELL
    assert act_now(cast.telling(complete, 2300)) is Act.CLOSE


HOUR = timedelta(hours=1)
BASICS = {name: cast.FACTS[name] for name in BASIC_FACTS}


class TestAnOpenQuestionHoldsNoDutyUp:
    def words(self, incident: Incident, hours: float, act: Act | None) -> str:
        """What is said so many hours after awareness; the button is offered, and the open question is kept."""
        step = next_step(incident, cast.policy(), NOON + hours * HOUR)
        assert step.act is act
        assert act is None or act in offers(incident, cast.policy())
        assert act is Act.FACTS or step.besides
        return step.words

    def test_with_time_left_the_question_comes_first_and_with_a_day_left_the_draft(self) -> None:
        assert self.words(cast.aware(), 47.9, Act.FACTS).startswith("State the facts. First:")
        for hours in (48, 72):
            assert "with what is known" in self.words(cast.aware(), hours, Act.DRAFT)

    def test_with_the_basic_facts_it_is_drafted_at_once(self) -> None:
        incident = cast.stating(cast.aware(), **BASICS)
        assert "Art. 33(4)" in self.words(incident, 1, Act.DRAFT)

    def test_overdue_it_wants_the_reasons_without_which_nobody_may_approve_it(self) -> None:
        assert "reasons for the delay" in self.words(cast.aware(), 72.1, Act.FACTS)
        explained = cast.stating(cast.aware(), delay_reasons="The supplier gave us the logs on Friday.")
        assert "Draft the notices" in self.words(explained, 72.1, Act.DRAFT)

    def test_drafts_wait_for_the_dpo_and_what_is_approved_is_filed(self) -> None:
        late = NOON + 73 * HOUR
        explained = cast.stating(cast.aware(), delay_reasons="The supplier gave us the logs on Friday.")
        waiting = cast.drafting(explained, late)
        assert "The DPO or a deputy" in self.words(waiting, 73, None)
        ready = cast.approving(waiting, "authority", now=late)
        assert "File the approved notice" in self.words(ready, 73, Act.FILE)

    def test_once_an_initial_notice_is_filed_the_questions_come_first_again(self) -> None:
        ready = cast.approving(cast.approving(cast.drafting(cast.aware()), "authority"), "page")
        assert self.words(cast.filing(ready, NOON), 1, Act.FACTS).startswith("State the facts")

    def test_a_text_that_lacks_what_people_are_owed_leads_to_the_facts(self) -> None:
        drafted = cast.drafted(what_happened=None)
        assert [draft.audience for draft, _ in stuck_drafts(drafted, cast.policy())] == ["mail"]
        filed_first = cast.filing(cast.approving(cast.approving(drafted, "authority"), "page"), NOON)
        step = next_step(cast.publishing(filed_first), cast.policy(), NOON)
        assert step.act is Act.FACTS
        assert step.words.startswith("The mail to the people affected cannot go out as it is: ")

    def test_what_was_drafted_and_is_out_of_date_is_drafted_anew(self) -> None:
        stale = cast.stating(cast.drafted(), what_happened="Two exports held rows of other customers.")
        assert not waiting_drafts(stale, cast.policy())
        assert len(stuck_drafts(stale, cast.policy())) == 3
        step = next_step(stale, cast.policy(), NOON)
        assert (step.act, step.words[:23]) == (Act.DRAFT, "Draft the notices anew,")
        number_changed = cast.stating(cast.drafted(), people_count=9000)
        assert [draft.audience for draft in waiting_drafts(number_changed, cast.policy())] == ["mail"]
        assert next_step(number_changed, cast.policy(), NOON) == step


class TestWhenNothingIsOwed:
    def test_what_is_no_breach_is_judged_and_a_breach_that_nobody_hears_of_is_closed(self) -> None:
        nothing = cast.stating(cast.aware(), personal_data="no")
        step = next_step(nothing, cast.policy(), NOON)
        assert step.act is Act.NO_BREACH
        assert step.words == "No duty applies. The DPO or a deputy judges whether it is no breach."
        harmless = cast.assessed(encryption="key_safe")
        step = next_step(harmless, cast.policy(), NOON)
        assert step.act is Act.CLOSE
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
            (samples.ready_to_close(), 80, "the authority has the complete notice"),
            (cast.assessed(encryption="key_safe"), 80, "the authority need not be notified"),
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
        assert headline(incident, cast.policy(), NOON + hours * HOUR) == words


class TestTheReadersTurn:
    def said(self, incident: Incident, user: str) -> tuple[str, Act | None]:
        found = turn(incident, cast.policy(), cast.TEAM, user, NOON)
        return found.words, found.act

    def test_each_is_told_what_they_can_do(self) -> None:
        incident = cast.drafted()
        assert self.said(incident, cast.DPO)[0].startswith("Read and decide on the notice to the authority")
        assert self.said(incident, cast.ENGINEER)[0].startswith("The DPO or a deputy reads")
        assert self.said(cast.drafted(by=cast.DPO), cast.DPO)[0].startswith("You drafted it")

    def test_what_anybody_can_do_meanwhile_is_said_to_the_dpo_too(self) -> None:
        words, act = self.said(approved("authority"), cast.DPO)
        assert words.startswith("Read and decide on the security page and the mail to the people affected.")
        assert words.endswith("Meanwhile: File the approved notice at the authority and record it here.")
        assert act is Act.READ
        assert self.said(approved("authority"), cast.ENGINEER)[1] is Act.FILE

    def test_only_the_dpo_ends_it(self) -> None:
        assert self.said(samples.ready_to_close(), cast.ENGINEER)[1] is None
        assert self.said(samples.ready_to_close(), cast.DPO)[1] is Act.CLOSE
