"""Many candidates at once: few messages, one person told once, nothing lost; over the real store of either kind."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from breachbot.incident import events as e
from breachbot.incident.team import Team
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import data_key
from breachbot.usecases import signals, storms
from breachbot.usecases.home import open_home
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.signals import Those
from breachbot.usecases.projections import rebuild
from breachbot.usecases.read import came
from tests.incident.cast import DPO, ENGINEER
from tests.usecases.stage import HOUR, MINUTE, Stage, export_alert

SECOND = timedelta(seconds=1)
CARD = "4242 4242 4242 4242"
TAKEN_OUT = {"type": ["exfiltration"]}
THE_NEXT = "U_NEXT"


class Storm:
    """A stage on which one distinct alert after the other comes, and what is sent because of them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.sent, self._numbers = stage, Counter[str](), count(1)

    def alerts(self, number: int, apart: timedelta = timedelta(), **fields: Any) -> list[str]:
        """So many come, each as long after the one before; gives their ids."""
        before = set(self.stage.streams("sig-"))
        for _ in range(number):
            self.stage.deliver(export_alert(str(next(self._numbers)), **fields))
            self.stage.clock.move(apart)
        return [stream for stream in self.stage.streams("sig-") if stream not in before]

    def goes_out(self) -> Counter[str]:
        """Send what may go out now; gives how much of each kind, and how much was said to whom."""
        now: Counter[str] = Counter()
        for kind, args in self.stage.waiting():
            now[f"{kind}:{args['user']}" if "user" in args else kind] += 1
        self.sent += now
        return now

    def goes_out_later(self) -> Counter[str]:
        """The same once the pause between two edits is over."""
        self.stage.hurry()
        return self.goes_out()

    def one(self) -> storms.Gathered:
        """The burst of the newest signal."""
        (signal,) = self.stage.events(self.stage.streams("sig-")[-1])[:1]
        assert isinstance(signal, e.SignalReceived)
        assert signal.burst
        return storms.load_burst(self.stage.house, signal.burst.id)


@pytest.fixture
def storm(stage: Stage) -> Storm:
    return Storm(stage)


@pytest.fixture
def quick(quick_stage: Stage) -> Storm:
    return Storm(quick_stage)


def claim(storm: Storm, signal: str, by: str = ENGINEER) -> None:
    signals.claim(storm.stage.house, signal, by=by, request=storm.stage.request())


class TestAThousand:
    @pytest.mark.parametrize("number", [100, pytest.param(1000, marks=pytest.mark.proof)])
    def test_give_five_messages_and_one_word_to_one_person_and_all_are_listed(
        self, storm: Storm, number: int
    ) -> None:
        self.come(storm.stage, number)
        while self.are_read(storm.stage, number // 4):
            storm.goes_out()
            storm.stage.clock.move(20 * SECOND)
            storm.stage.hurry()
        storm.goes_out()
        storm.goes_out_later()
        edits = storm.sent.pop("storm_card")
        assert 1 < edits <= 6
        assert storm.sent == {"signal_card": 4, "signal_nudge:" + ENGINEER: 1}
        size, _ = storm.stage.store.read(lambda tx: came(tx, Those(), skip=0, limit=1))
        last = storms.waiting(storm.stage.house, number // 20 - 1)
        assert (size, last.size, last.pages, len(last.signals)) == (number, number, number // 20, 20)
        assert storm.one().sources == {"Sentry": number // 50 * 49, "PagerDuty": number // 50}
        assert storm.one().phases == {"open": number}

    def come(self, stage: Stage, number: int) -> None:
        """So many come at once, of two sources."""

        async def accept() -> None:
            await asyncio.gather(*[stage.store.accept(self.delivery(stage, n)) for n in range(number)])

        asyncio.run(accept())

    def delivery(self, stage: Stage, number: int) -> NewDelivery:
        source, body = (
            ("pagerduty", page(number)) if number % 50 == 49 else ("sentry", export_alert(str(number)))
        )
        headers = {"resource": "event_alert"} if source == "sentry" else {}
        return NewDelivery(source, stage.clock(), headers, json.dumps(body).encode())

    def are_read(self, stage: Stage, limit: int) -> int:
        """Read so many side by side, as the rounds do."""
        found = signals.pending(stage.house, limit)
        started = [signals.read_delivery(stage.house, delivery) for delivery in found]
        for recorded in started:
            recorded.result()
        return len(found)


def page(number: int) -> dict[str, Any]:
    """An incident of PagerDuty that speaks of other people's data."""
    data = {
        "id": f"PINC{number}",
        "type": "incident",
        "title": "Customer can see invoices of another customer",
    }
    return {"event": {"id": f"e{number}", "event_type": "incident.triggered", "data": data}}


class TestWhoHasACard:
    def test_four_have_one_and_the_others_share_a_message_that_is_edited(self, storm: Storm) -> None:
        storm.alerts(4)
        assert storm.goes_out()["signal_card"] == 4
        assert storm.sent["storm_card"] == 0
        storm.alerts(1)
        assert storm.goes_out() == {"storm_card": 1}
        storm.alerts(20)
        assert storm.goes_out() == {}
        assert storm.goes_out_later() == {"storm_card": 1}
        assert storm.goes_out_later() == {}

    @pytest.mark.parametrize(("seconds", "joins"), [(-1, True), (0, True), (1, False)])
    def test_the_next_one_after_ten_minutes_is_alone_again(
        self, quick: Storm, seconds: int, joins: bool
    ) -> None:
        quick.alerts(6)
        quick.goes_out_later()
        quick.stage.clock.move(10 * MINUTE + seconds * SECOND)
        quick.alerts(1)
        sent = quick.goes_out_later()
        assert sent["signal_card"] == (0 if joins else 1)
        assert sent["signal_nudge:" + ENGINEER] == (0 if joins else 1)

    def test_one_every_nine_minutes_begins_another_burst_after_four_hours(self, quick: Storm) -> None:
        quick.alerts(27, 9 * MINUTE)
        assert quick.one().size == 27
        quick.alerts(1)
        assert quick.one().size == 1

    def test_whoever_claims_one_gets_its_card_and_the_message_counts_it(self, storm: Storm) -> None:
        *_, last = storm.alerts(8)
        storm.goes_out_later()
        claim(storm, last)
        assert storm.goes_out() == {"signal_card": 1}
        assert storm.goes_out_later() == {"storm_card": 1}
        assert storm.one().phases == {"open": 7, "claimed": 1}
        assert last not in [one.id for one in storm.one().gravest]

    def test_a_repeat_of_one_without_a_card_counts_and_makes_no_message(self, quick: Storm) -> None:
        quick.alerts(8)
        quick.goes_out_later()
        quick.stage.deliver(export_alert("8"))
        assert quick.goes_out_later() == {}
        assert sum(row.count for row in quick.stage.store.read(lambda tx: tx.signals())) == 9

    def test_a_first_seen_one_is_not_hidden_by_repeats(self, quick: Storm) -> None:
        quick.alerts(1)
        for _ in range(20):
            quick.stage.deliver(export_alert("1"))
        quick.alerts(1)
        assert quick.goes_out_later()["signal_card"] == 2

    def test_one_that_was_erased_is_left_out(self, storm: Storm) -> None:
        _, _, erased, *_ = storm.alerts(6)

        def erase(tx: Any) -> None:
            tx._conn.execute(data_key.delete().where(data_key.c.id == erased))

        storm.stage.store.write(erase)
        assert storm.one().size == 5
        assert erased not in [one.id for one in storm.one().gravest]

    def test_a_home_tab_is_drawn_again_for_all_of_them_at_once(self, quick: Storm) -> None:
        open_home(quick.stage.house, ENGINEER, request="opened")
        quick.goes_out()
        for _ in range(20):
            quick.alerts(1)
            quick.goes_out()
        assert quick.sent["home:" + ENGINEER] == 1 + 4
        assert quick.goes_out_later()["home:" + ENGINEER] == 1

    def test_the_gravest_come_first(self, quick: Storm) -> None:
        quick.alerts(6)
        (grave,) = quick.alerts(1, request={"data": {"card": CARD}})
        quick.alerts(6)
        assert quick.one().gravest[0].id == grave
        assert len(quick.one().gravest) == storms.MOST_SHOWN


class TestWhoIsTold:
    def test_once_for_all_that_come_while_the_first_one_waits(self, storm: Storm) -> None:
        storm.alerts(3, MINUTE)
        storm.goes_out()
        assert storm.sent["signal_nudge:" + ENGINEER] == 1

    def test_again_for_the_next_one_once_all_before_are_claimed(self, quick: Storm) -> None:
        for signal in quick.alerts(6, SECOND):
            claim(quick, signal)
        quick.goes_out()
        quick.alerts(3)
        assert quick.goes_out_later()["signal_nudge:" + ENGINEER] == 1

    def test_once_more_when_one_comes_that_weighs_more_and_not_for_the_one_after_it(
        self, storm: Storm
    ) -> None:
        storm.alerts(6)
        storm.goes_out()
        for number in (1, 2):
            storm.stage.store_only(json.dumps(exfiltration(number)).encode(), source="ocsf")
        storm.stage.read_all()
        assert storm.goes_out()["signal_nudge:" + ENGINEER] == 1
        assert storm.one().gravest[0].verdict == "likely"
        storm.alerts(3)
        assert storm.goes_out_later()["signal_nudge:" + ENGINEER] == 0

    def test_each_step_of_asking_once_for_all_of_them(self, sqlite_store: DatabaseStore) -> None:
        team = Team(responders=(ENGINEER, THE_NEXT), dpo=DPO, deputies=())
        quick = Storm(Stage(sqlite_store).team(team))
        quick.alerts(12)
        quick.goes_out()
        quick.stage.clock.move(15 * MINUTE)
        assert quick.stage.pass_on() == 12
        assert quick.goes_out_later()["signal_nudge:" + THE_NEXT] == 1
        quick.stage.clock.move(45 * MINUTE)
        assert quick.stage.pass_on() == 12
        assert quick.goes_out_later()["signal_nudge:" + DPO] == 1
        assert quick.sent["signal_nudge:" + ENGINEER] == 1

    def test_while_one_waits_for_a_second_person_the_next_one_is_told(self, quick: Storm) -> None:
        (grave,) = quick.alerts(1, request={"data": {"card": CARD}})
        reason = "Every row was read: the number is that of a test account."
        signals.dismiss(quick.stage.house, grave, reason=reason, by=ENGINEER, request=quick.stage.request())
        quick.goes_out()
        quick.alerts(1)
        assert quick.goes_out_later()["signal_nudge:" + ENGINEER] == 1


def exfiltration(number: int) -> dict[str, Any]:
    """A finding that the rules hold to be likely a breach."""
    return {
        "class_uid": 2004,
        "activity_id": 1,
        "severity_id": 4,
        "time": 1795511580000,
        "metadata": {"version": "1.3.0"},
        "finding_info": {"uid": f"wt-{number}", "title": "Unusual volume of data"},
        "attacks": [{"tactic": {"uid": "TA0010", "name": "Exfiltration"}, "version": "15"}],
    }


def test_a_burst_of_a_clock_that_was_wrong_takes_nothing_in(quick: Storm) -> None:
    quick.stage.clock.move(24 * HOUR)
    quick.alerts(6)
    quick.stage.clock.move(-24 * HOUR)
    quick.alerts(1)
    assert quick.one().size == 1


class TestTheEnd:
    def test_the_message_says_so_once_and_holds_the_totals(self, storm: Storm) -> None:
        *_, last = storm.alerts(7)
        claim(storm, last)
        storm.goes_out_later()
        storm.stage.clock.move(10 * MINUTE)
        assert storms.end_bursts(storm.stage.house) == 0
        assert not storm.one().over
        storm.stage.clock.move(SECOND)
        assert [storms.end_bursts(storm.stage.house), storms.end_bursts(storm.stage.house)] == [1, 0]
        assert storm.goes_out_later() == {"storm_card": 1}
        assert storm.one().over
        assert storm.one().phases == {"open": 6, "claimed": 1}

    def test_of_one_without_a_message_nothing_is_said(self, quick: Storm) -> None:
        quick.alerts(4)
        quick.goes_out()
        quick.stage.clock.move(HOUR)
        assert storms.end_bursts(quick.stage.house) == 0

    def test_written_again_from_the_events_it_is_the_same_and_nothing_is_said_twice(
        self, storm: Storm
    ) -> None:
        storm.alerts(7, SECOND)
        storm.goes_out_later()
        storm.stage.clock.move(HOUR)
        storms.end_bursts(storm.stage.house)
        storm.goes_out_later()
        before = storm.one()
        storm.stage.store.write(lambda tx: rebuild(tx, storm.stage.house.policy, storm.stage.clock()))
        assert storm.one() == before
        storms.end_bursts(storm.stage.house)
        assert storm.goes_out_later() == {}
        storm.alerts(1)
        assert storm.one().size == 1
