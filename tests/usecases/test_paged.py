"""What a web hook is told besides reminders: that nobody has to answer one any more, and tickets for a tracker."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from breachbot.incident.acts.add_measure import AddMeasure
from breachbot.incident.acts.have_it import HaveIt
from breachbot.incident.acts.record_measure import RecordMeasure
from breachbot.incident.effect import EffectKind
from breachbot.incident.paged import PAGER, TRACKER
from breachbot.outbox.calls import Calls
from breachbot.outbox.channel import Message
from breachbot.outbox.deliver import Sent
from breachbot.outbox.tickets import Tickets
from breachbot.store.store import DatabaseStore
from tests.incident.cast import DEPUTY, DPO, ENGINEER, FACTS, OUTSIDER
from tests.usecases.stage import MINUTE, Stage
from tests.usecases.test_measures import OVER, UNTIL, closed
from tests.usecases.test_passing_on import at, wait, with_ways

ONLY_PAGER = {PAGER: frozenset({"operators"})}


KINDS: tuple[EffectKind, ...] = ("reminder_call", "call_over", "ticket")


class Other:
    """What takes the web hook: it keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[Mapping[str, Any]] = []
        self.words: list[str] = []

    async def deliver(self, message: Message) -> Sent:
        self.told.append(message.layout)
        self.words.append(message.text)
        return Sent(str(message.layout["key"]))


def sends(stage: Stage, other: Other) -> None:
    """Send whatever waits for the pager and the tracker, as the outbox does."""
    pager = Calls(stage.house, other.deliver, {"operators": ("operators",)})
    ways = {PAGER: pager.send, TRACKER: Tickets(stage.house, other.deliver).send}
    minute = timedelta(minutes=1)
    while waiting := stage.store.write(lambda tx: tx.claim(20, minute, KINDS)):
        for one in waiting:
            sent = asyncio.run(ways[one.args["channel"]](one))
            stage.store.write(lambda tx, one=one, sent=sent: tx.settle(one, sent.ref, sent.sha256, sent.also))  # type: ignore[misc]


def paged(store: DatabaseStore) -> tuple[Stage, Other, str]:
    """A reminder that reached the pager."""
    stage, other = with_ways(Stage(store).team(), ONLY_PAGER), Other()
    incident = at(stage, "6h_left")
    while not other.told:
        wait(stage, 1)
        sends(stage, other)
    return stage, other, incident


def test_the_pager_hears_once_that_somebody_has_it(store: DatabaseStore) -> None:
    stage, other, incident = paged(store)
    (page,) = other.told
    wait(stage, 1)
    sends(stage, other)
    assert other.told == [page]
    stage.take(incident, HaveIt(), DPO)
    sends(stage, other)
    _, over = other.told
    assert (over["key"], over["over"], over["codename"]) == (page["key"], True, incident)
    stage.state(incident, **FACTS)
    sends(stage, other)
    assert len(other.told) == 2


def test_and_that_it_is_settled_though_nobody_said_that_they_have_it(store: DatabaseStore) -> None:
    stage, other, incident = paged(store)
    stage.judge_no_breach(incident)
    sends(stage, other)
    assert [one.get("over") for one in other.told] == [None, True]


def test_a_page_that_never_went_out_is_not_taken_back(store: DatabaseStore) -> None:
    stage, other = with_ways(Stage(store).team(), ONLY_PAGER), Other()
    incident = at(stage, "6h_left")
    while not any(one.channel == PAGER for one in stage.incident(incident).passed_on):
        wait(stage, 1)
    stage.take(incident, HaveIt(), DPO)
    sends(stage, other)
    assert other.told == []


def test_what_was_told_together_is_taken_back_once_nothing_of_it_waits(store: DatabaseStore) -> None:
    stage, other = with_ways(Stage(store).team(), ONLY_PAGER), Other()
    first = stage.aware()
    second = stage.aware()
    stage.waiting()
    stage.clock.move(timedelta(hours=66))
    stage.remind()
    passed = [False, False]
    while not all(passed):
        wait(stage, 1)
        passed = [any(p.channel == PAGER for p in stage.incident(one).passed_on) for one in (first, second)]
    sends(stage, other)
    (page,) = other.told
    assert "1 more" in page["subject"]
    stage.take(first, HaveIt(), DPO)
    sends(stage, other)
    assert len(other.told) == 1
    stage.take(second, HaveIt(), DEPUTY)
    sends(stage, other)
    assert [one["key"] for one in other.told] == [page["key"], page["key"]]


def states(other: Other) -> list[tuple[str, str, str | None]]:
    return [(one["ticket"], one["state"], one["until"]) for one in other.told]


def test_a_response_and_its_measures_are_tickets_under_codename_and_day(store: DatabaseStore) -> None:
    stage, other = Stage(store).team(), Other()
    stage.house = replace(stage.house, policy=replace(stage.house.policy, tracker=True))
    incident = stage.aware()
    sends(stage, other)
    assert states(other) == [(incident, "open", None)]
    stage.judge_no_breach(incident)
    sends(stage, other)
    assert states(other)[1:] == [(incident, "done", None)]
    assert other.words == [f"{incident} has begun.", f"{incident} has ended."]


def test_a_measure_is_a_ticket_until_it_is_done(store: DatabaseStore) -> None:
    stage, incident = closed(store)
    other = Other()
    stage.house = replace(stage.house, policy=replace(stage.house.policy, tracker=True))
    stage.take(incident, AddMeasure(what="Ask the supplier for its logs", owner=ENGINEER, until=UNTIL), DPO)
    stage.take(incident, RecordMeasure(number=1, note="Tested each export against rows of others."), OUTSIDER)
    sends(stage, other)
    day = UNTIL.isoformat()
    assert states(other) == [(f"{incident}/measure-3", "open", day), (f"{incident}/measure-1", "done", day)]
    assert "supplier" not in str([other.told, other.words])


def test_without_a_tracker_nothing_is_kept_for_one(store: DatabaseStore) -> None:
    stage, _ = closed(store)
    stage.clock.now = OVER + MINUTE
    assert not [kind for kind, _ in stage.waiting() if kind == "ticket"]
