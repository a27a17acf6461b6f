"""The Home tab as it is drawn: what waits for the reader, then what presses most, and nothing they may not see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.guidance import guide
from breachbot.incident.signal import evolve_signal
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import Team
from breachbot.slack.actions import Act
from breachbot.slack.home import home, outside
from breachbot.usecases.home import MOST_SIGNALS, PAGE, Reader, pages
from tests.incident import cast
from tests.slack import samples
from tests.slack.judges import HOSTILE, judged_home, text_of
from tests.slack.overview import overview_of

HOUR = timedelta(hours=1)
NOON, DPO, DEPUTY, ENGINEER = cast.NOON, "U0DPO", "U0DEPUTY", "U0ENGINEER"
TEAM = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))


def renamed(incident: Incident, name: str) -> Incident:
    """The same incident under another codename, with a channel of its own."""
    return replace(incident, id=name, channel=f"C{name.removeprefix('pdb-').upper()}")


def in_its_channel(incident: Incident) -> Incident:
    """The same incident under its own name, which its notices show."""
    return replace(incident, channel="C0TEST0001")


def drawn(
    *incidents: Incident,
    user: str = DPO,
    rooms: Collection[str] | None = ("*",),
    signals: tuple[Any, ...] = (),
    waiting: int | None = None,
    page: int = 0,
    now: datetime = NOON,
    team: Team = TEAM,
) -> dict[str, Any]:
    """The tab of a reader who is in every channel, unless told otherwise; Slack takes it."""
    everywhere = tuple(i.channel for i in incidents if i.channel)
    seen = everywhere if rooms == ("*",) else rooms
    reader = Reader(user, team, seen)

    def held(one: Incident, _user: str) -> int:
        return len(guide(one, Context(user, team, cast.policy(), now)).mine)

    found = overview_of(reader, incidents, signals, held, page=page)
    view = home(reader, replace(found, waiting=waiting or found.waiting), cast.policy(), now)
    judged_home(view)
    return view


def buttons(view: dict[str, Any]) -> list[str]:
    """The names of the buttons beside paragraphs, in order."""
    return [block["accessory"]["action_id"] for block in view["blocks"] if "accessory" in block]


class TestWhoSeesWhat:
    def test_somebody_without_a_part_gets_one_calm_sentence_and_the_way_to_report(self) -> None:
        for standing in ("member", "unknown", "guest", "stranger"):
            view = outside(standing)
            judged_home(view)
            assert view["blocks"][0]["type"] == "section"
            may_report = standing in ("member", "unknown")
            assert [block.get("block_id") for block in view["blocks"][1:]] == ["report"] * may_report
        assert "/breach" in text_of(outside("member"))
        director = outside("member", known=True)
        judged_home(director)
        assert [one["action_id"] for one in director["blocks"][1]["elements"]] == [Act.REPORT, Act.TEAM]
        assert outside("unknown", known=True) == outside("unknown")
        assert "/breach" not in text_of(outside("guest"))
        assert "Slack cannot say" in text_of(outside("unknown"))
        assert "/breach" in text_of(outside("unknown"))

    def test_of_an_incident_whose_channel_they_are_not_in_they_see_the_codename_alone(self) -> None:
        incident = renamed(cast.drafted(), "pdb-hidden01")
        view = drawn(incident, rooms=())
        words = text_of(view)
        assert "pdb-hidden01" in words
        assert "72 h" in words or "left" in words
        assert "Export shows foreign rows" not in words
        assert "State the facts" not in words
        assert buttons(view) == []
        assert "ask somebody on the team to invite you" in words

    def test_a_responder_sees_their_own_and_the_names_of_the_others(self) -> None:
        own, other = renamed(cast.aware(), "pdb-mine0001"), renamed(cast.aware(), "pdb-other001")
        view = drawn(own, other, user=ENGINEER, rooms=(own.channel or "",))
        words = text_of(view)
        assert "Your incidents (1)" in words
        assert "in channels that you are not in: pdb-other001" in words
        assert buttons(view) == [Act.FACTS, Act.FACTS]

    def test_where_slack_does_not_say_nothing_of_what_happened_is_shown_but_the_work_goes_on(self) -> None:
        view = drawn(in_its_channel(cast.drafted()), rooms=None)
        assert "Slack did not say" in text_of(view)
        assert "Export shows foreign rows" not in text_of(view)
        assert Act.READ in buttons(view)

    def test_where_no_channel_could_be_made_the_work_goes_on_too(self) -> None:
        view = drawn(cast.drafted(), rooms=())
        assert "Export shows foreign rows" not in text_of(view)
        assert Act.READ in buttons(view)


class TestWhatWaits:
    def test_the_dpo_has_a_button_for_each_draft_that_waits(self) -> None:
        view = drawn(in_its_channel(cast.drafted()))
        assert "Waiting for you (3)" in text_of(view)
        assert buttons(view) == [Act.READ] * 4

    def test_nobody_is_asked_to_decide_on_their_own_draft_but_an_only_dpo(self) -> None:
        incident = in_its_channel(cast.drafted(by=cast.DPO))
        own = [cast.the_draft(incident, "page")]
        assert own[0].by == cast.DPO
        theirs = Team(responders=(ENGINEER,), dpo=cast.DPO, deputies=(DEPUTY,))
        assert "Nothing is waiting" in text_of(drawn(incident, user=cast.DPO, team=theirs))
        alone = Team(responders=(ENGINEER,), dpo=cast.DPO)
        assert "Waiting for you (3)" in text_of(drawn(incident, user=cast.DPO, team=alone))

    @pytest.mark.parametrize(
        ("incident", "act"),
        [
            (cast.opened(), Act.AWARE),
            (cast.aware(), Act.FACTS),
            (cast.assessed(), Act.DRAFT),
            (
                cast.approving(cast.approving(cast.approving(cast.drafted(), "page"), "mail"), "authority"),
                Act.FILE,
            ),
            (samples.ready_to_close(), Act.CLOSE),
        ],
    )
    def test_the_one_button_leads_to_the_next_step(self, incident: Incident, act: Act) -> None:
        assert buttons(drawn(renamed(incident, "pdb-step0001")))[-1] == act

    def test_what_can_be_closed_waits_for_the_dpo(self) -> None:
        view = drawn(renamed(samples.ready_to_close(), "pdb-close001"))
        assert "Waiting for you (1)" in text_of(view)
        assert "*pdb-close001*: All duties are met." in text_of(view)
        assert buttons(view) == [Act.CLOSE, Act.CLOSE]

    def test_only_the_dpo_is_led_to_closing(self) -> None:
        assert buttons(drawn(renamed(samples.ready_to_close(), "pdb-close001"), user=ENGINEER)) == []

    def test_what_is_overdue_says_so(self) -> None:
        view = drawn(renamed(cast.aware(), "pdb-late0001"), now=NOON + 75 * HOUR)
        assert ":red_circle: *overdue by 3 h 0 min*, since" in text_of(view)
        assert "until" not in text_of(view)

    def test_the_hours_are_those_of_the_authoritys_notice_alone(self) -> None:
        words = text_of(drawn(in_its_channel(cast.drafted())))
        assert "3 documents wait for your decision. *72 h 0 min left*, until" in words
        assert "|Friday 2026-11-27 12:00 UTC>" in words
        filed = cast.filing(cast.approving(cast.drafted(), "authority"), NOON)
        words = text_of(drawn(in_its_channel(filed)))
        assert "2 documents wait for your decision. Due without undue delay." in words

    def test_documents_that_were_opened_are_approved_in_one_form(self) -> None:
        incident = in_its_channel(cast.drafted())
        assert Act.TOGETHER not in text_of(drawn(incident, user=cast.DPO, team=cast.TEAM))
        for audience in ("authority", "page"):
            incident = cast.opening(incident, audience)
        view = drawn(incident, user=cast.DPO, team=cast.TEAM)
        (row,) = [block for block in view["blocks"] if block.get("block_id", "").startswith("together:")]
        assert [one["action_id"] for one in row["elements"]] == [Act.TOGETHER]
        assert "Approve 2 together" in text_of(row)
        assert text_of(view).count("✓ opened") == 2

    def test_what_changed_since_the_reader_opened_it_is_said(self) -> None:
        incident = cast.opening(in_its_channel(cast.drafted()), "authority")
        incident = cast.drafting(cast.stating(incident, people_count=4000))
        words = text_of(drawn(incident, user=cast.DPO, team=cast.TEAM))
        assert "since draft 1, which you opened" in words
        assert "since draft 1" not in text_of(drawn(incident, user=cast.DEPUTY, team=cast.TEAM))

    def test_what_waits_for_the_dpo_outside_the_channel_is_named_without_a_word_of_it(self) -> None:
        words = text_of(drawn(in_its_channel(cast.drafted()), rooms=()))
        assert "Waiting for you (3)" in words
        assert "*pdb-test0001* waits for you. *72 h 0 min left*" in words
        assert "Notice to the authority" not in words

    def test_a_draft_that_nobody_can_approve_is_not_offered_for_decision(self) -> None:
        stale = in_its_channel(cast.stating(cast.drafted(), what_happened="Two exports held foreign rows."))
        view = drawn(stale)
        assert "Next: Draft the notices again, so that the DPO can decide on them." in text_of(view)
        assert buttons(view) == [Act.DRAFT]
        assert buttons(drawn(stale, user=ENGINEER)) == [Act.DRAFT, Act.DRAFT]
        late = NOON + 73 * HOUR
        unexplained = in_its_channel(cast.drafting(cast.assessed(), late))
        view = drawn(unexplained, now=late)
        assert buttons(view) == [Act.READ, Act.READ, Act.READ]
        view = drawn(unexplained, user=ENGINEER, now=late)
        assert "It is overdue: state the reasons for the delay under Facts" in text_of(view)
        assert buttons(view) == [Act.FACTS, Act.FACTS]

    def test_the_line_of_an_incident_says_what_the_reader_can_do(self) -> None:
        incident = in_its_channel(cast.drafted())
        for user, words in (
            (DPO, "Next: The DPO or a deputy reads and decides on the notice to the authority"),
            (ENGINEER, "Next: The DPO or a deputy reads and decides on the notice to the authority"),
        ):
            assert words in text_of(drawn(incident, user=user))


class TestManyOfThem:
    def test_they_come_in_pages_that_slack_takes_however_long_the_texts(self) -> None:
        title = "x" * 500
        many = [renamed(replay(f"pdb-{n:08}", samples.life(title)[:6]), f"pdb-{n:08}") for n in range(200)]
        for page in (0, 1, 19, 20, 9999):
            view = drawn(*many, page=page)
            assert len(view["blocks"]) < 60
            assert (
                sum(block["block_id"].startswith("open:") for block in view["blocks"] if "block_id" in block)
                == PAGE
            )
        assert pages(200) == 20

    def test_pages_turn_both_ways_and_end(self) -> None:
        many = [renamed(cast.aware(), f"pdb-{n:08}") for n in range(2 * PAGE + 1)]

        def turned(page: int) -> list[str]:
            row = next(b for b in drawn(*many, page=page)["blocks"] if b.get("block_id") == "pages")
            return [element["action_id"] for element in row["elements"]]

        assert turned(0) == [Act.PAGE_ON]
        assert turned(1) == [Act.PAGE_BACK, Act.PAGE_ON]
        assert turned(2) == [Act.PAGE_BACK]

    def test_one_page_has_no_buttons_to_turn_it(self) -> None:
        many = [renamed(cast.aware(), f"pdb-{n:08}") for n in range(PAGE)]
        assert not [b for b in drawn(*many)["blocks"] if b.get("block_id") == "pages"]


class TestSignals:
    def test_an_unclaimed_one_can_be_claimed_and_an_own_one_opened(self) -> None:
        waiting = samples.signal()
        claimed = evolve_signal(waiting, e.SignalClaimed(at=NOON, by=ENGINEER))
        assert buttons(drawn(user=ENGINEER, signals=(waiting,))) == [Act.CLAIM]
        assert buttons(drawn(user=ENGINEER, signals=(claimed,))) == [Act.OPEN]
        assert buttons(drawn(user=DPO, signals=(claimed,))) == []

    def test_of_many_the_first_are_shown(self) -> None:
        many = tuple(replace(samples.signal(), id=f"sig-{n:08}") for n in range(MOST_SIGNALS + 2))
        view = drawn(user=ENGINEER, signals=many)
        assert buttons(view) == [*[Act.CLAIM] * MOST_SIGNALS, Act.SIGNALS]
        assert "And 2 more." in text_of(view)
        assert "And 995 more." in text_of(drawn(user=ENGINEER, signals=many, waiting=1000))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_people_write_acts_in_it(text: str) -> None:
    for last in (e.IncidentOpened, e.BecameAware, e.Assessed, e.NoticeDrafted, e.AuthorityFiled):
        incident = samples.incident(text, until=last)
        for user in (DPO, ENGINEER):
            drawn(incident, user=user, signals=(samples.signal(text),))
