"""Messages: Slack takes every one, nothing in them can act, and each tells what to do next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachbot.incident import events as e
from breachbot.incident.documents import file_shown
from breachbot.incident.guidance import steps
from breachbot.incident.registry import ACTS
from breachbot.incident.signal import dismiss, evolve_signal
from breachbot.incident.state import Incident
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import Finding
from breachbot.intake.source import Source
from breachbot.slack import modals
from breachbot.slack.actions import Act
from breachbot.slack.acts import reject
from breachbot.slack.clock_card import clock_card
from breachbot.slack.direct import direct_note, failure_note
from breachbot.slack.document import parts
from breachbot.slack.listeners.looks import read_or_decide
from breachbot.slack.more import ELSEWHERE, ORDER, more
from breachbot.slack.notes import channel_note
from breachbot.slack.nudge import nudge
from breachbot.slack.outlook_sheet import outlook_sheet
from breachbot.slack.signal_cards import signal_card
from breachbot.slack.source_notes import source_note
from tests.incident import cast
from tests.incident.cast import ENGINEER as ENGINEER_OF_CAST
from tests.slack import samples
from tests.slack.judges import HOSTILE, actions_of, judged_message, text_of
from tests.slack.samples import DPO, ENGINEER, HEAD, NOON, TEAM, asked_about, asked_to_decide, at, card_of

HOUR = timedelta(hours=1)
SAID = (
    e.BecameAware,
    e.AwarenessMoved,
    e.FactStated,
    e.Assessed,
    e.NoticeApproved,
    e.NoticeRejected,
    e.ApprovalVoided,
    e.PagePublished,
    e.AuthorityFiled,
    e.PeopleTold,
    e.CommunicationWaived,
    e.ControllerTold,
    e.ReminderRaised,
    e.JudgedNoBreach,
    e.IncidentClosed,
)
TOLD = (
    e.IncidentOpened,
    e.BecameAware,
    e.AwarenessMoved,
    e.NoticeDrafted,
    e.ApprovalVoided,
    e.PagePublished,
    e.AuthorityFiled,
    e.ReminderRaised,
    e.IncidentClosed,
    e.MeasureAdded,
    e.MeasureDone,
)

MOST_WORDS = 160
"""Of a message in the channel."""


class TestWhateverPeopleWrite:
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_slack_takes_every_message_and_nothing_in_it_acts(self, text: str) -> None:
        for last in (e.IncidentOpened, e.BecameAware, e.Assessed, e.AuthorityFiled, e.IncidentClosed):
            incident = samples.incident(text, until=last)
            judged_message(clock_card(incident, at()))
        incident = samples.incident(text)
        for event in samples.life(text):
            if isinstance(event, SAID):
                judged_message(channel_note(incident, event, at()))
            if isinstance(event, TOLD):
                judged_message(direct_note(incident, event, at(), head=HEAD))
        for draft in incident.drafts:
            judged_message(card_of(incident, draft.audience, at()))
        judged_message(signal_card(samples.signal(text), count=3, first_seen=NOON, last_seen=NOON))
        judged_message(nudge(samples.signal(text), DPO, step=1, triage_channel="C0TRIAGE"))

    def test_a_draft_shows_the_hash_of_each_of_its_files(self) -> None:
        incident = cast.drafted()
        for draft in incident.drafts:
            assert len(draft.files) == 2
            for name, sha256 in draft.files.items():
                read = read_or_decide(asked_to_decide(incident, draft.audience))
                assert f"{name}: SHA-256 `{sha256}`" in text_of(read)
                shown = text_of(reject.what_has_to_change(asked_to_decide(incident, draft.audience)))
                assert f"{name}: SHA-256 `{sha256}`" in shown

    @settings(max_examples=60, deadline=None)
    @given(st.text(min_size=1, max_size=300))
    def test_so_it_is_for_any_text(self, text: str) -> None:
        incident = samples.incident(text)
        judged_message(card_of(incident, incident.drafts[0].audience, at()))
        judged_message(clock_card(samples.incident(text, until=e.Assessed), at()))

    def test_each_says_what_to_do_next_until_it_is_over(self) -> None:
        incident = replace(samples.incident("A ground."), ended=None)
        life = [
            x
            for x in samples.life("A ground.")
            if not isinstance(x, e.JudgedNoBreach | e.IncidentClosed | e.MeasureAdded | e.MeasureDone)
        ]
        said = [channel_note(incident, x, at()) for x in life if isinstance(x, SAID)]
        told = [direct_note(incident, x, at(), head=HEAD) for x in life if isinstance(x, TOLD)]
        newest = samples.drafted("x", version=3, sha256="d" * 64)
        waiting = card_of(replace(incident, drafts=(*incident.drafts, newest)), "authority", at())
        signal = samples.signal()
        cards = [
            clock_card(incident, at()),
            signal_card(signal, count=1, first_seen=NOON, last_seen=NOON),
            nudge(signal, DPO, step=0, triage_channel="C0TRIAGE"),
            failure_note("pdb-test0001", "open_channel"),
        ]
        for payload in (*said, *told, waiting, *cards):
            assert "Next:" in text_of(payload) or "look at it there" in text_of(payload)

    def test_what_began_by_itself_says_that_no_person_opened_it_and_that_no_clock_runs(self) -> None:
        incident = samples.incident("A ground.", until=e.IncidentOpened)
        (opened,) = [x for x in samples.life("A ground.") if isinstance(x, e.IncidentOpened)]
        by_itself = opened.model_copy(update={"by": e.SYSTEM})
        said = text_of(direct_note(incident, by_itself, at(), head=HEAD))
        assert "opened by breachbot itself" in said
        assert "The clock does not run" in said
        assert "opened by breachbot itself" not in text_of(direct_note(incident, opened, at(), head=HEAD))

    def test_a_direct_message_holds_no_word_of_what_happened(self) -> None:
        canary = "canary-7f3a of customer Doe"
        incident = samples.incident(canary)
        for event in samples.life(canary):
            if isinstance(event, TOLD):
                note = direct_note(incident, event, at(), head=HEAD)
                assert canary not in note["text"]
                assert "pdb-test0001" in text_of(note)
                # What was agreed at the end, and after it, the DPO has in hand.
                if not isinstance(event, e.IncidentClosed | e.MeasureAdded | e.MeasureDone):
                    assert canary not in text_of(note)

    def test_what_takes_a_second_person_says_so_and_keeps_the_reason_out_of_the_channel(self) -> None:
        signal = samples.signal(findings=(Finding("payment_card", "event.extra", 1),))
        (event,) = dismiss(signal, TEAM, reason=cast.NO_BREACH, count=3, by=ENGINEER, now=NOON)
        signal = evolve_signal(signal, event)
        card = signal_card(signal, count=3, first_seen=NOON, last_seen=NOON)
        asked = nudge(signal, DPO, step=0, triage_channel="C0TRIAGE")
        for shown in (card, asked):
            assert f"<@{ENGINEER}> finds that" in text_of(shown)
            assert "a second person decides" in text_of(shown)
            assert cast.NO_BREACH not in text_of(shown)
        assert {Act.CLAIM, Act.OPEN, Act.DISMISS} <= set(actions_of(card))
        form = text_of(modals.dismiss(signal))
        assert cast.NO_BREACH in form
        assert f"<@{ENGINEER}> finds that it is no breach, and you decide" in form

    def test_a_signal_that_is_raised_again_says_why_in_a_line(self) -> None:
        signal = samples.signal("CrossTenantAccess", environment="staging")
        (event,) = dismiss(
            signal,
            TEAM,
            reason=cast.NO_BREACH,
            count=3,
            by=ENGINEER,
            now=NOON,
        )
        signal = evolve_signal(signal, event)
        assert "Raised again" not in text_of(signal_card(signal, count=3, first_seen=NOON, last_seen=NOON))
        raised = e.SignalRaised(
            at=NOON,
            by="sentry",
            delivery="d2",
            verdict="candidate",
            reasons=(),
            findings=(),
            environment="<!channel>",
            why="It comes from another environment: <!channel>.",
        )
        signal = evolve_signal(signal, raised)
        card = signal_card(signal, count=4, first_seen=NOON, last_seen=NOON)
        judged_message(card)
        assert "staging, &lt;!channel&gt;" in text_of(card)
        for message in (card, nudge(signal, DPO, step=0, triage_channel="C0TRIAGE")):
            assert "aised again" in text_of(message)
            assert "It comes from another environment: &lt;!channel&gt;." in text_of(message)

    def test_a_notification_shows_no_word_of_what_happened(self) -> None:
        canary = "canary-7f3a of customer Doe"
        incident = samples.incident(canary)
        cards = [card_of(incident, incident.drafts[0].audience, at())["text"]]
        cards.append(clock_card(samples.incident(canary, until=e.BecameAware), at())["text"])
        notes = [
            channel_note(incident, event, at())["text"]
            for event in samples.life(canary)
            if isinstance(event, SAID)
        ]
        assert canary not in "\n".join(cards + notes)


class TestTheSignalsCard:
    def card(self, *events: e.SignalEvent, **traits: Any) -> str:
        return text_of(self.payload(*events, **traits))

    def payload(self, *events: e.SignalEvent, **traits: Any) -> dict[str, Any]:
        signal = samples.signal(**traits)
        for event in events:
            signal = evolve_signal(signal, event)
        return signal_card(signal, count=3, first_seen=NOON, last_seen=NOON + HOUR)

    def test_it_shows_the_allow_list_and_the_way_to_the_source(self) -> None:
        words = self.card(findings=(Finding(kind="email", where="event.request.data", count=3),))
        for shown in (
            "CrossTenantAccess",
            "email",
            "event.request.data",
            "3 times",
            "https://sentry.example/issues/1/",
        ):
            assert shown in words

    def test_it_never_shows_a_digest_or_the_series(self) -> None:
        finding = Finding(kind="email", where="event.request.data", count=3, digests=("d1ge57",))
        words = self.card(findings=(finding,), series="issue:secret-4711")
        assert "d1ge57" not in words
        assert "secret-4711" not in words

    def test_it_offers_what_makes_sense_now(self) -> None:
        claimed = e.SignalClaimed(at=NOON, by=ENGINEER)
        opened = e.SignalOpened(at=NOON, by=ENGINEER, incident="pdb-test0001")
        assert actions_of(self.payload()) == [Act.OPEN, Act.CLAIM, Act.DISMISS, Act.MORE_OF_SIGNAL]
        assert actions_of(self.payload(claimed)) == [Act.OPEN, Act.DISMISS, Act.MORE_OF_SIGNAL]
        assert actions_of(self.payload(claimed, opened)) == [Act.MORE_OF_SIGNAL]
        assert actions_of(self.payload(verdict="test", link=None)) == []

    def test_the_step_that_it_names_is_the_button_in_colour(self) -> None:
        def primary(*events: e.SignalEvent) -> list[str]:
            rows = [block for block in self.payload(*events)["blocks"] if block["type"] == "actions"]
            return [one["action_id"] for one in rows[0]["elements"] if one.get("style") == "primary"]

        assert "Next: open an incident" in self.card()
        assert primary() == [Act.OPEN]
        claimed = e.SignalClaimed(at=NOON, by=ENGINEER)
        assert "Next: open an incident" in self.card(claimed)
        assert primary(claimed) == [Act.OPEN]

    def test_it_says_who_has_it_and_whom_it_was_passed_on_to(self) -> None:
        asked = e.SignalEscalated(at=NOON, by="breachbot", to=DPO, step=1, late_minutes=0)
        dismissed = e.SignalDismissed(at=NOON, by=DPO, reason="canary of the reason")
        assert f"<@{DPO}> was asked" in self.card(asked)
        assert f"<@{ENGINEER}> is looking at it" in self.card(e.SignalClaimed(at=NOON, by=ENGINEER))
        assert f"<@{DPO}> judged" in self.card(dismissed)
        assert "canary of the reason" not in self.card(dismissed)

    def test_a_place_is_named_once_and_what_was_taken_out_is_no_kind_of_data(self) -> None:
        found = (
            Finding(kind="phone", where="event.request.data", count=2),
            Finding(kind="scrubbed", where="event.request.headers", count=1),
        )
        why = "personal data (phone) beyond the user of the request: event.request.data"
        words = self.card(findings=found, reasons=(why, "an access rule failed: somewhere else"))
        assert words.count("event.request.data") == 1
        assert "• personal data (phone) beyond the user of the request\n" in words
        assert "an access rule failed: somewhere else" in words
        assert "*Personal data recognised:* phone\n" in words
        assert "taken out by its sender × 1" in words
        assert "none recognised" in self.card(findings=found[1:])

    def test_no_finding_is_not_shown_as_no_personal_data(self) -> None:
        assert "does not prove that there are none" in self.card(findings=())

    @pytest.mark.parametrize("about", ["silent", "back", "refused", "leaving", "fetched"])
    @pytest.mark.parametrize("source", [SOURCES["sentry"], SOURCES["cloudevents"], None])
    def test_what_is_told_of_a_source_says_what_to_check(self, about: str, source: Source | None) -> None:
        for heard, told in (("", "1"), (NOON.isoformat(), "2")):
            at = NOON.isoformat()
            args = {"about": about, "source": "<!here>", "since": at, "heard": heard or at, "every": "86400"}
            args |= {"told": told, "from": at, "to": at, "count": "212"}
            note = source_note(args, source)
            judged_message(note)
            assert "Next:" in text_of(note)
            assert (source.title if source else "&lt;!here&gt;") in note["text"]

    def test_a_source_that_never_sent_anything_is_not_said_to_have_stopped(self) -> None:
        at = NOON.isoformat()
        args = {"about": "silent", "source": "sentry", "since": at, "every": "43200", "told": "1"}
        assert "Nothing has ever come from it" in text_of(
            source_note(args | {"heard": ""}, SOURCES["sentry"])
        )
        assert "Nothing has come from it since" in text_of(
            source_note(args | {"heard": at}, SOURCES["sentry"])
        )
        assert "at least every 12 h" in text_of(source_note(args | {"heard": at}, SOURCES["sentry"]))

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("sentry", "does not send them again"),
            ("aws", "sends them again for a while"),
            ("gitlab", "is not known"),
        ],
    )
    def test_whether_what_was_refused_comes_again_is_said_as_far_as_known(
        self, name: str, sentence: str
    ) -> None:
        at = NOON.isoformat()
        args = {"about": "refused", "source": name, "from": at, "to": at, "count": "212"}
        assert sentence in text_of(source_note(args, SOURCES[name]))

    def test_what_the_sender_counts_and_what_is_no_error_is_named_so(self) -> None:
        assert "Its sender counts" not in self.card()
        assert "Finding" not in self.card()
        card = self.card(type="secret_exposed", times=5210, people=41)
        assert "Its sender counts" in card
        assert "5,210 times, 41 people" in card
        assert "Finding" in card


class TestTheClockCard:
    def test_before_awareness_it_shows_no_deadline(self) -> None:
        card = clock_card(cast.opened(), at())
        assert "not yet stated" in text_of(card)
        assert actions_of(card) == [Act.AWARE, Act.FACTS, Act.MORE]

    def test_each_act_has_its_place_on_the_card_or_a_button_elsewhere(self) -> None:
        """One of which neither says anything comes last on the card."""
        assert {*ORDER, *ELSEWHERE} <= set(ACTS) - {"report"}
        assert not ELSEWHERE.intersection(ORDER)
        assert len(ORDER) == len(set(ORDER))

    @pytest.mark.parametrize(
        ("hours", "seconds", "shown"),
        [
            (0, 0, "72 h 0 min left"),
            (24, 0, "48 h 0 min left"),
            (72, -60, "1 min left"),
            (72, 0, "0 min left"),
            (72, 60, "overdue by 1 min"),
            (75, 0, "overdue by 3 h 0 min"),
        ],
    )
    def test_it_counts_down_and_then_up(self, hours: int, seconds: int, shown: str) -> None:
        now = cast.NOON + timedelta(hours=hours, seconds=seconds)
        assert shown in text_of(clock_card(cast.aware(), at(now)))

    def test_it_leads_from_the_facts_to_the_drafts_to_the_dpo_to_the_filing(self) -> None:
        said = [
            text_of(clock_card(incident, at()))
            for incident in (
                cast.aware(),
                cast.assessed(),
                cast.drafted(),
                cast.approving(cast.approving(cast.approving(cast.drafted(), "authority"), "page"), "mail"),
            )
        ]
        for words, step in zip(
            said,
            ("State the facts", "Draft the notices", "reads and decides", "File the approved notice"),
            strict=True,
        ):
            assert step in words

    def test_what_holds_for_several_duties_is_said_once(self) -> None:
        words = text_of(clock_card(cast.aware(), at()))
        assert (
            "Authority (Art. 33(1)), People affected (Art. 34) and Controller (Art. 33(2)) – undetermined, treated"
            in words
        )

    def test_why_is_behind_what_would_change_this(self) -> None:
        why = "Readable data that go beyond a name"
        assert why not in text_of(clock_card(cast.assessed(), at()))
        assert why in text_of(outlook_sheet(cast.assessed(), cast.policy()))

    def test_a_long_title_is_cut_and_whole_behind_more(self) -> None:
        incident = samples.incident("word " * 100)
        context = at()
        assert text_of(clock_card(incident, context)).count("word ") < 60
        assert "word " * 90 in text_of(more(asked_about(incident, context), at_home=True))

    def test_the_next_step_is_the_first_button_and_an_open_question_is_a_line_below(self) -> None:
        late = clock_card(cast.aware(), at(NOON + 71 * HOUR))
        assert actions_of(late)[0] == Act.DRAFT
        assert "Still open: " in text_of(late)
        assert "and nothing is filed yet" in late["text"]
        ready = clock_card(cast.approving(cast.drafted(), "authority"), at(NOON + 80 * HOUR))
        assert actions_of(ready)[0] == Act.FILE
        assert "overdue: nothing is filed at the authority" in ready["text"]

    def test_filing_ends_the_countdown(self) -> None:
        filed = cast.filing(cast.approving(cast.drafted(), "authority"), NOON + HOUR)
        words = text_of(clock_card(filed, at(NOON + 2 * HOUR)))
        assert "in time" in words
        assert "left" not in words

    def test_when_it_is_over_it_offers_nothing(self) -> None:
        for until, where in (
            (e.IncidentClosed, "it is in the register"),
            (None, "it goes on in pdb-other001"),
        ):
            card = clock_card(samples.incident("x", until=until), at())
            assert actions_of(card) == []
            assert where in text_of(card)

    def test_once_something_is_out_a_new_draft_has_to_say_what_changes(self) -> None:
        approved = cast.approving(cast.drafted(), "authority")
        changed: dict[str, Any] = {"what_happened": "Two exports held rows of other customers."}
        again = cast.stating(approved, **changed)
        assert Act.DRAFT in actions_of(clock_card(again, at()))
        filed = clock_card(cast.stating(cast.filing(approved, NOON + HOUR), **changed), at())
        assert Act.REDRAFT in actions_of(filed)
        assert Act.DRAFT not in actions_of(filed)
        assert Act.NO_BREACH not in actions_of(filed)


class TestTheDraftsCard:
    def test_it_says_in_a_few_lines_how_complete_the_notice_is_and_leads_to_its_text(self) -> None:
        incident = cast.drafted()
        for draft in incident.drafts:
            card = card_of(incident, draft.audience, at())
            judged_message(card)
            words, unknown = text_of(card), draft.still_unknown
            assert draft.points
            assert f"*Ready:* {draft.points - len(unknown)} of {draft.points}" in words
            assert f"*Still unknown:* {len(unknown)} ({'; '.join(unknown[:3])}" in words
            assert (f"; {len(unknown) - 3} more)" in words) == (len(unknown) > 3)
            assert draft.sha256[:12] in words
            assert actions_of(card) == [Act.READ]

    def test_its_text_is_behind_the_button_whole(self) -> None:
        incident = cast.drafted()
        for draft in incident.drafts:
            words = text_of(read_or_decide(asked_to_decide(incident, draft.audience)))
            for part in parts(draft.documents[file_shown(draft)]):
                for line in (part.heading, *part.lines):
                    assert line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in words

    @pytest.mark.parametrize("text", ["x" * 10_000, "a word and another " * 500, "line\n" * 500])
    def test_it_stays_short_whatever_people_wrote(self, text: str) -> None:
        for incident in (
            samples.incident(text),
            replace(samples.incident(text), rejections=(), approvals=()),
        ):
            for audience in {draft.audience for draft in incident.drafts}:
                card = card_of(incident, audience, at())
                shown = "\n".join(block["text"]["text"] for block in card["blocks"] if "text" in block)
                assert len(shown.split()) <= MOST_WORDS

    def test_what_early_drafts_did_not_count_is_not_made_up(self) -> None:
        early = samples.drafted("x", version=3).model_copy(update={"points": None})
        incident = replace(samples.incident("x"), drafts=(early,), rejections=(), approvals=(), ended=None)
        words = text_of(card_of(incident, "authority", at()))
        assert "*Still unknown:* 20 (x; x; x; 17 more)" in words
        assert "Ready" not in words

    def test_a_decision_says_who_decided_and_what_came_of_it(self) -> None:
        incident = cast.approving(cast.drafted(), "authority")
        card = card_of(incident, "authority", at())
        assert actions_of(card) == [Act.READ]
        assert "the controller's decision" in text_of(card)
        assert "Filed" not in text_of(card)
        assert "*Filed* <!date^" in text_of(card_of(cast.filing(incident, NOON + HOUR), "authority", at()))
        page = cast.approving(cast.drafted(), "page")
        assert "*Published* <!date^" in text_of(card_of(cast.publishing(page), "page", at()))

    def test_a_void_approval_is_told_on_the_card(self) -> None:
        incident = cast.approving(cast.drafted(), "authority")
        incident = cast.stating(incident, people_count=4000)
        assert "The approval is void" in text_of(card_of(incident, "authority", at()))

    def test_a_void_approval_says_whether_its_notice_was_filed_or_may_still_be(self) -> None:
        def said(incident: Incident) -> str:
            found = cast.stating(incident, people_count=4000)
            (void,) = [x for x in found.approvals if x.event.audience == "authority"]
            voided = e.ApprovalVoided(
                at=NOON, by=e.SYSTEM, audience="authority", version=void.event.version, reason="News."
            )
            return text_of(channel_note(found, voided, at()))

        approved = cast.approving(cast.drafted(), "authority")
        assert "may still be filed as an initial notice" in said(approved)
        filed = said(cast.filing(approved, NOON + HOUR))
        assert "It went out before that" in filed
        assert "may still be filed" not in filed

    def test_a_void_approval_of_a_mail_that_was_sent_says_that_it_went_out(self) -> None:
        sent = cast.telling(approved_mail(), 2300)
        void = cast.stating(sent, what_happened=OTHERWISE)
        words = text_of(card_of(void, "mail", at()))
        assert "*Sent* <!date^" in words
        assert "*The approval is void:*" in words
        assert "It went out before that, and stays on record." in words
        event = e.ApprovalVoided(at=NOON, by=e.SYSTEM, audience="mail", version=1, reason="News.")
        assert "It went out before that" in text_of(channel_note(void, event, at()))
        assert "It went out before that" in text_of(direct_note(void, event, at(), head=HEAD))

    def test_a_void_approval_of_what_was_never_sent_does_not_say_so(self) -> None:
        void = cast.stating(approved_mail(), what_happened=OTHERWISE)
        assert "approval is void" in text_of(card_of(void, "mail", at()))
        assert "went out" not in text_of(card_of(void, "mail", at()))


OTHERWISE = "An export and a backup of it held rows of other customers."


def approved_mail() -> Incident:
    return cast.approving(cast.drafted(), "mail")


class TestWordsToOnePerson:
    def test_the_start_does_not_say_that_the_clock_stands_still_once_it_runs(self) -> None:
        incident = cast.assessed()
        assert incident.opened
        assert "does not run" not in text_of(direct_note(incident, incident.opened, at(), head=HEAD))

    def test_the_dpo_gets_codename_deadline_next_step_and_the_head_of_the_log(self) -> None:
        incident = cast.aware()
        note = direct_note(incident, incident.awareness[0], at(NOON + HOUR), head=HEAD)
        words = text_of(note)
        for shown in ("pdb-test0001", "72 hours end", "Next:", "17:" + "c" * 12):
            assert shown in words

    def test_what_could_not_be_done_is_told_without_jargon(self) -> None:
        note = failure_note("pdb-test0001", "open_channel")
        judged_message(note)
        assert "could not be opened" in text_of(note)

    def test_a_new_assessment_says_what_changed_and_by_whose_word(self) -> None:
        incident = cast.stating(cast.assessed(), by=ENGINEER_OF_CAST, encryption="left_encrypted")
        note = channel_note(incident, incident.assessments[-1].event, at())
        judged_message(note)
        words = text_of(note)
        assert "Authority (Art. 33(1)): *not required*, was required" in words
        assert "the key has not reached them" in words
        assert ENGINEER_OF_CAST in words
        assert "Controller" not in words
        assert actions_of(note) == [Act.OUTLOOK]

    def test_two_people_who_disagree_are_both_named(self) -> None:
        incident = cast.stating(cast.assessed(), by=cast.DEPUTY, role="joint")
        incident = cast.stating(incident, by=ENGINEER_OF_CAST, role="processor")
        note = channel_note(incident, incident.statements[-1], at())
        judged_message(note)
        for shown in ("People disagree", "joint controller", "processor", "counts as unknown"):
            assert shown in text_of(note)


class TestTheNextStep:
    def test_a_question_to_which_the_answer_is_not_known_holds_nobody_up(self) -> None:
        incident = cast.aware()
        for _ in range(3):
            waiting = {
                fact for ruling in incident.assessments[-1].event.rulings for fact in ruling.waiting_for
            }
            unspoken = waiting - {statement.fact for statement in incident.statements}
            if unspoken:
                assert steps(incident, at())[0].words.startswith("State the facts")
                not_known: dict[str, Any] = dict.fromkeys(unspoken)
                incident = cast.stating(incident, **not_known)
        assert steps(incident, at())[0].words.startswith("Draft the notices")

    def test_what_was_approved_and_changed_since_is_drafted_again(self) -> None:
        incident = cast.approving(cast.drafted(), "authority")
        for audience in ("page", "mail"):
            incident = cast.approving(incident, audience)
        incident = cast.stating(incident, people_count=4000)
        assert steps(incident, at())[0].words.startswith("Draft the notices")
