"""From what was delivered to a signal that somebody decides on, over the real store of either kind."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from breachbot.errors import Refused
from breachbot.incident.events import SignalRaised, SignalReceived
from breachbot.incident.growth import MOST_AFRESH
from breachbot.incident.team import Team
from breachbot.intake.signal import UNREADABLE, is_unreadable
from breachbot.store.store import DatabaseStore
from breachbot.usecases import incidents, signals
from breachbot.usecases.projections import rebuild
from tests.incident.cast import DEPUTY, DPO, ENGINEER, OUTSIDER
from tests.intake.bodies import alert, event
from tests.usecases.stage import HOUR, MINUTE, Stage, export_alert, settled

NEXT = "U_NEXT"
NO_BREACH = "The rows were made up for a test of ours."


class TestRepeats:
    def test_the_same_issue_counts_up_and_stays_one_signal(self, stage: Stage) -> None:
        for _ in range(3):
            stage.deliver(export_alert())
            stage.clock.move(MINUTE)
        row = stage.signal()
        assert (row.count, row.verdict, row.phase) == (3, "candidate", "open")
        assert row.first_seen is not None
        assert row.last_seen == row.first_seen + 2 * MINUTE
        assert stage.kinds(row.id) == ["SignalReceived"]

    def test_another_issue_is_another_signal(self, stage: Stage) -> None:
        stage.deliver(export_alert("1"), export_alert("2"))
        assert len(stage.store.read(lambda tx: tx.signals())) == 2

    def test_repeats_show_on_the_card_after_a_pause_all_of_them_at_once(self, stage: Stage) -> None:
        stage.deliver(export_alert())
        assert [kind for kind, _ in stage.waiting()] == ["signal_nudge", "signal_card"]
        for _ in range(3):
            stage.deliver(export_alert())
            assert stage.waiting() == []
        stage.hurry()
        assert [kind for kind, _ in stage.waiting()] == ["signal_card"]
        stage.hurry()
        assert stage.waiting() == []

    def test_what_somebody_decides_shows_at_once_also_among_repeats(self, stage: Stage) -> None:
        stage.deliver(export_alert())
        stage.waiting()
        stage.deliver(export_alert())
        signals.claim(stage.house, stage.signal().id, by=ENGINEER, request=stage.request())
        assert [kind for kind, _ in stage.waiting()] == ["signal_nudge", "signal_card"]
        stage.hurry()
        assert stage.waiting() == []

    def test_a_repeat_while_the_card_is_on_its_way_is_shown_after_it(self, stage: Stage) -> None:
        stage.deliver(export_alert())
        on_its_way = stage.store.write(lambda tx: tx.claim(10, HOUR))
        stage.deliver(export_alert())
        for one in on_its_way:
            stage.store.write(partial(settled, claimed=one))
        stage.hurry()
        assert [kind for kind, _ in stage.waiting()] == ["signal_card"]

    def test_a_repeat_after_the_incident_was_opened_counts_and_opens_nothing(self, stage: Stage) -> None:
        stage.deliver(export_alert())
        row = stage.signal()
        opened = incidents.open_from_signal(stage.house, row.id, by=ENGINEER, request=stage.request())
        stage.deliver(export_alert(), export_alert())
        assert (stage.signal().count, stage.signal().incident) == (3, opened.id)
        assert stage.streams("pdb-") == [opened.id]
        with pytest.raises(Refused, match=f"already incident {opened.id}"):
            incidents.open_from_signal(stage.house, row.id, by=DPO, request=stage.request())
        assert stage.streams("pdb-") == [opened.id]

    def test_the_time_of_detection_is_that_of_arrival_however_late_it_was_read(self, stage: Stage) -> None:
        arrived = stage.clock()
        stage.store_only(json.dumps(export_alert()).encode())
        stage.clock.move(3 * HOUR)
        stage.read_all()
        opened = incidents.open_from_signal(
            stage.house, stage.signal().id, by=ENGINEER, request=stage.request()
        ).opened
        assert opened is not None
        assert (opened.detected_at, opened.at) == (arrived, arrived + 3 * HOUR)


class TestDismissed:
    @pytest.fixture
    def dismissed(self, stage: Stage) -> Stage:
        """Claimed and dismissed by the engineer, and everything was said."""
        stage.deliver(export_alert())
        signal = stage.signal().id
        signals.claim(stage.house, signal, by=ENGINEER, request=stage.request())
        signals.dismiss(stage.house, signal, reason=NO_BREACH, by=ENGINEER, request=stage.request())
        stage.waiting()
        return stage

    def test_the_same_evidence_again_is_silent(self, dismissed: Stage) -> None:
        dismissed.clock.move(MINUTE)
        dismissed.deliver(export_alert())
        assert (dismissed.signal().phase, dismissed.signal().count) == ("dismissed", 2)
        assert "signal_nudge" not in [kind for kind, _ in dismissed.waiting()]
        dismissed.clock.move(2 * HOUR)
        assert dismissed.pass_on() == 0

    def test_a_kind_of_data_not_seen_before_wakes_it_and_asks_somebody_anew(self, dismissed: Stage) -> None:
        card = {"data": {"card": "4242 4242 4242 4242"}}
        dismissed.deliver(export_alert(request=card))
        row = dismissed.signal()
        assert dismissed.kinds(row.id)[-1] == "SignalRaised"
        assert row.phase == "open"
        assert ("signal_nudge", {"user": ENGINEER}) in dismissed.waiting()
        assert row.next_escalation_at == dismissed.clock() + 15 * MINUTE
        signals.claim(dismissed.house, row.id, by=DPO, request=dismissed.request())

    def test_ten_times_as_often_as_when_it_was_dismissed_wakes_it(self, dismissed: Stage) -> None:
        for _ in range(8):
            dismissed.deliver(export_alert())
        assert (dismissed.signal().phase, dismissed.signal().count) == ("dismissed", 9)
        dismissed.waiting()
        dismissed.deliver(export_alert())
        assert (dismissed.signal().phase, dismissed.signal().count) == ("open", 10)
        assert ("signal_nudge", {"user": ENGINEER}) in dismissed.waiting()

    def test_another_environment_wakes_it(self, dismissed: Stage) -> None:
        dismissed.deliver(export_alert(environment="live"))
        assert dismissed.signal().phase == "open"

    def test_a_judgement_on_what_could_not_be_read_does_not_hold_for_the_next(self, stage: Stage) -> None:
        stage.deliver(b"no json", b"no json either")
        signals.dismiss(
            stage.house, stage.signal().id, reason=NO_BREACH, by=ENGINEER, request=stage.request()
        )
        assert stage.signal().phase == "dismissed"
        stage.waiting()
        stage.deliver(b"something else that cannot be read")
        assert (stage.signal().phase, stage.signal().count) == ("open", 3)
        assert "signal_nudge" in [kind for kind, _ in stage.waiting()]

    def test_a_note_shows_up_once_it_weighs_more(self, stage: Stage) -> None:
        stage.deliver(alert(issue_id="1"))
        assert (stage.signal().verdict, stage.waiting()) == ("note", [])
        stage.deliver(export_alert("1"))
        assert stage.signal().verdict == "candidate"
        assert [kind for kind, _ in stage.waiting()] == ["signal_nudge", "signal_card"]


class TestEscalation:
    TEAM = Team(responders=(ENGINEER, NEXT), dpo=DPO, deputies=(DEPUTY,))

    @pytest.fixture
    def unclaimed(self, sqlite_store: DatabaseStore) -> Stage:
        stage = Stage(sqlite_store).team(self.TEAM)
        stage.deliver(export_alert())
        assert ("signal_nudge", {"user": ENGINEER}) in stage.waiting()
        return stage

    @pytest.mark.parametrize(("seconds", "asked"), [(-1, 0), (0, 1), (1, 1)])
    def test_after_15_minutes_the_next_responder_is_asked_once(
        self, unclaimed: Stage, seconds: int, asked: int
    ) -> None:
        unclaimed.clock.move(15 * MINUTE + timedelta(seconds=seconds))
        assert unclaimed.pass_on() == asked
        assert unclaimed.pass_on() == 0
        assert unclaimed.waiting().count(("signal_nudge", {"user": NEXT})) == asked

    @pytest.mark.parametrize(("seconds", "asked"), [(-1, 0), (0, 1), (1, 1)])
    def test_after_60_minutes_the_dpo_is_asked_once(self, unclaimed: Stage, seconds: int, asked: int) -> None:
        unclaimed.clock.move(15 * MINUTE)
        assert unclaimed.pass_on() == 1
        unclaimed.clock.move(45 * MINUTE + timedelta(seconds=seconds))
        assert unclaimed.pass_on() == asked
        assert unclaimed.pass_on() == 0
        assert unclaimed.waiting().count(("signal_nudge", {"user": DPO})) == asked

    def test_after_a_pause_only_the_last_step_is_taken(self, unclaimed: Stage) -> None:
        unclaimed.clock.move(3 * HOUR)
        assert unclaimed.pass_on() == 1
        assert [user["user"] for kind, user in unclaimed.waiting() if kind == "signal_nudge"] == [DPO]
        assert unclaimed.signal().next_escalation_at is None

    def test_after_a_clock_was_set_back_the_step_is_taken_once_more_and_the_next_one_comes(
        self, unclaimed: Stage
    ) -> None:
        unclaimed.clock.move(20 * MINUTE)
        unclaimed.pass_on()
        unclaimed.clock.move(-HOUR)
        assert [unclaimed.pass_on(), unclaimed.pass_on()] == [1, 0]
        asked = []
        for _ in range(20):
            unclaimed.clock.move(5 * MINUTE)
            asked.append(unclaimed.pass_on())
        assert sum(asked) == 1
        assert unclaimed.waiting().count(("signal_nudge", {"user": DPO})) == 1

    @pytest.mark.parametrize("decided", ["claimed", "dismissed", "opened"])
    def test_once_somebody_has_it_nobody_else_is_asked(self, unclaimed: Stage, decided: str) -> None:
        house, signal, request = unclaimed.house, unclaimed.signal().id, unclaimed.request()
        if decided == "claimed":
            signals.claim(house, signal, by=NEXT, request=request)
        elif decided == "dismissed":
            signals.dismiss(house, signal, reason=NO_BREACH, by=NEXT, request=request)
        else:
            incidents.open_from_signal(house, signal, by=NEXT, request=request)
        unclaimed.clock.move(5 * HOUR)
        assert unclaimed.pass_on() == 0

    def test_a_repeat_does_not_start_the_wait_anew(self, unclaimed: Stage) -> None:
        unclaimed.clock.move(14 * MINUTE)
        unclaimed.deliver(export_alert())
        unclaimed.clock.move(MINUTE)
        assert unclaimed.pass_on() == 1


GROUP = (Path(__file__).parents[1] / "intake/samples/alertmanager.json").read_text()


class TestManyAlertsInOneBody:
    def deliver(self, stage: Stage, *alerts: object) -> dict[str, tuple[int, str]]:
        """Let a group come in and be read; gives how often each series came, and what it weighs."""
        body = json.dumps(json.loads(GROUP) | {"alerts": alerts}).encode()
        stage.store_only(body, source="alertmanager")
        assert stage.read_all() == 1
        assert stage.read_all() == 0
        return {row.series: (row.count, row.verdict) for row in stage.store.read(lambda tx: tx.signals())}

    def test_each_is_a_signal_of_its_own_and_counts_for_itself(self, stage: Stage) -> None:
        export, _, disk = json.loads(GROUP)["alerts"]
        series = {"alert:9a1b2c3d4e5f6071": "candidate", "alert:00112233445566ff": "note"}
        first, second = series.items()
        assert self.deliver(stage, export, disk) == {first[0]: (1, first[1]), second[0]: (1, second[1])}
        assert self.deliver(stage, disk, export, export) == {
            first[0]: (3, first[1]),
            second[0]: (2, second[1]),
        }

    def test_twice_in_the_body_that_begins_it_counts_twice(self, stage: Stage) -> None:
        export = json.loads(GROUP)["alerts"][0]
        assert self.deliver(stage, export, export) == {"alert:9a1b2c3d4e5f6071": (2, "candidate")}
        before = stage.store.read(lambda tx: tx.signals())
        stage.store.write(lambda tx: rebuild(tx, stage.house.policy, stage.clock()))
        assert stage.store.read(lambda tx: tx.signals()) == before

    def test_what_people_do_goes_between_the_alerts_of_one_body(self, stage: Stage) -> None:
        export = json.loads(GROUP)["alerts"][0]
        alerts = [export | {"fingerprint": f"{n:016x}"} for n in range(100)]
        stage.store_only(json.dumps(json.loads(GROUP) | {"alerts": alerts}).encode(), source="alertmanager")
        (delivery,) = signals.pending(stage.house, 9)
        recording = signals.read_delivery(stage.house, delivery)
        with ThreadPoolExecutor(1) as beside:
            recorded = beside.submit(recording.result)
            stage.store.write(lambda tx: tx.keep_fact("a click", "done"))
            assert not recorded.done()
        assert len(stage.store.read(lambda tx: tx.signals())) == 100

    @pytest.mark.parametrize("recorded", [0, 1, 2])
    def test_after_a_power_cut_within_a_body_each_alert_counts_once(
        self, stage: Stage, recorded: int
    ) -> None:
        export, _, disk = json.loads(GROUP)["alerts"]
        body = json.loads(GROUP) | {"alerts": [export, disk, export] * 3}
        stage.store_only(json.dumps(body).encode(), source="alertmanager")
        (delivery,) = signals.pending(stage.house, 9)
        reading = signals._read(stage.house, delivery)
        for turn in range(recorded):
            parts = partial(signals._record_parts, reading=reading, first=turn * signals.TOGETHER)
            stage.store.write(partial(parts, house=stage.house))
        assert stage.read_all() == 1
        assert stage.read_all() == 0
        counts = {row.series: row.count for row in stage.store.read(lambda tx: tx.signals())}
        assert counts == {"alert:9a1b2c3d4e5f6071": 6, "alert:00112233445566ff": 3}

    def test_one_that_cannot_be_read_is_shown_and_the_others_are_read(self, stage: Stage) -> None:
        export = json.loads(GROUP)["alerts"][0]
        found = self.deliver(stage, None, export, 7)
        assert found == {
            "unreadable:not-an-object": (2, "candidate"),
            "alert:9a1b2c3d4e5f6071": (1, "candidate"),
        }


class TestWhatIsNoSignal:
    @pytest.mark.parametrize("own", ["shop-api", "4501"])
    def test_an_alert_about_breachbot_itself_is_not_taken_in(
        self, sqlite_store: DatabaseStore, own: str
    ) -> None:
        quick_stage = Stage(sqlite_store, own_projects={"sentry": own}).team()
        quick_stage.deliver(export_alert())
        assert quick_stage.store.read(lambda tx: tx.signals()) == []
        assert quick_stage.waiting() == []
        quick_stage.deliver(export_alert("9", project=77, url=event()["url"].replace("shop-api", "other")))
        assert quick_stage.signal().count == 1

    def test_an_installation_and_a_comment_leave_nothing_but_the_delivery(self, quick_stage: Stage) -> None:
        quick_stage.deliver({"action": "created", "data": {"installation": {}}}, resource="installation")
        quick_stage.deliver({"action": "created", "data": {"comment": "Kim wrote"}}, resource="comment")
        assert quick_stage.streams("sig-") == []
        assert quick_stage.store.read(lambda tx: tx.backlog()).deliveries == 0

    def test_what_cannot_be_read_is_one_candidate_for_each_reason(self, quick_stage: Stage) -> None:
        quick_stage.deliver(b"", b"\xff", b"[" * 100_000, b"{", b"{,", b'{"data": {"event": 3}}')
        rows = quick_stage.store.read(lambda tx: tx.signals())
        assert {row.verdict for row in rows} == {"candidate"}
        reasons = {"empty": 1, "not-utf8": 1, "nested": 1, "not-json": 2, "form": 1}
        assert {row.series: row.count for row in rows} == {
            f"{UNREADABLE}:{reason}": count for reason, count in reasons.items()
        }

    def test_a_signal_of_before_that_cannot_be_read_is_found_by_its_series(self, quick_stage: Stage) -> None:
        assert is_unreadable(UNREADABLE)
        assert is_unreadable(f"{UNREADABLE}:empty")
        assert not is_unreadable("issue:unreadable")

    def test_another_reason_is_news_and_stands_first_and_the_same_one_only_counts(
        self, quick_stage: Stage
    ) -> None:
        for resource in ("event_alert", "issue", "issue"):
            quick_stage.deliver({"data": None}, resource=resource)
        row = quick_stage.signal()
        assert (row.series, row.count) == ("unreadable:form", 3)
        _, raised = quick_stage.events(row.id)
        assert isinstance(raised, SignalRaised)
        assert ["issue" in reason for reason in raised.reasons] == [True, False]

    def test_alerts_that_were_left_out_are_news_each_time(self, quick_stage: Stage) -> None:
        group = json.loads(GROUP) | {"alerts": [], "truncatedAlerts": 3}
        for space in range(3):
            quick_stage.store_only(json.dumps(group).encode() + b" " * space, source="alertmanager")
            quick_stage.read_all()
        row = quick_stage.signal()
        assert (row.series, row.count) == ("unreadable:left-out", 3)
        assert quick_stage.kinds(row.id) == ["SignalReceived", "SignalRaised", "SignalRaised"]

    def test_of_many_reasons_the_newest_are_kept(self, quick_stage: Stage) -> None:
        for number in range(1, MOST_AFRESH + 3):
            group = json.loads(GROUP) | {"alerts": [], "truncatedAlerts": number}
            quick_stage.store_only(json.dumps(group).encode(), source="alertmanager")
            quick_stage.read_all()
        newest = quick_stage.events(quick_stage.signal().id)[-1]
        assert isinstance(newest, SignalRaised)
        assert len(newest.reasons) == MOST_AFRESH
        assert f"left {MOST_AFRESH + 2} alerts" in newest.reasons[0]

    def test_what_a_source_delivered_that_is_gone_is_shown_and_given_to_no_other(
        self, quick_stage: Stage
    ) -> None:
        """Removed since, or stored by a newer version: Sentry's reader would find an error in it."""
        quick_stage.store_only(json.dumps(export_alert()).encode(), source="removed")
        quick_stage.read_all()
        row = quick_stage.signal()
        assert (row.source, row.series, row.verdict) == ("removed", "unreadable:source", "candidate")
        assert [user["user"] for kind, user in quick_stage.waiting() if kind == "signal_nudge"] == [ENGINEER]
        (received,) = quick_stage.store.read(lambda tx: tx.events(row.id))
        assert isinstance(received, SignalReceived)
        assert "does not know the source “removed”" in received.reasons[0]
        assert quick_stage.store.read(lambda tx: tx.backlog()).deliveries == 0


class TestWhoMay:
    def test_an_outsider_changes_nothing(self, quick_stage: Stage) -> None:
        quick_stage.deliver(export_alert())
        house, signal, request = quick_stage.house, quick_stage.signal().id, quick_stage.request()
        before = quick_stage.kinds(signal)
        refused = "Only the breach response team"
        with pytest.raises(Refused, match=refused):
            signals.claim(house, signal, by=OUTSIDER, request=request)
        with pytest.raises(Refused, match=refused):
            signals.dismiss(house, signal, reason=NO_BREACH, by=OUTSIDER, request=request)
        with pytest.raises(Refused, match=refused):
            incidents.open_from_signal(house, signal, by=OUTSIDER, request=request)
        assert quick_stage.kinds(signal) == before

    def test_a_signal_that_does_not_exist_is_refused(self, quick_stage: Stage) -> None:
        with pytest.raises(Refused, match="no such signal"):
            signals.claim(quick_stage.house, "sig-nothing1", by=ENGINEER, request=quick_stage.request())
        with pytest.raises(Refused):
            incidents.open_from_signal(
                quick_stage.house, "sig-nothing1", by=ENGINEER, request=quick_stage.request()
            )
        assert quick_stage.streams("pdb-") == []
