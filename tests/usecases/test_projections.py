"""The lists beside the log: whatever people do, they are what the events say, on both databases."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from breachbot.clocks import Clocks
from breachbot.errors import Refused
from breachbot.incident.act import Command, Context
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.record_duty import RecordDuty
from breachbot.incident.acts.report import Report
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.guidance import guide, steps
from breachbot.observe.metrics import Metrics
from breachbot.playbook.obligation import Kind
from breachbot.usecases import incidents, signals
from breachbot.usecases.ports.lists import IncidentRow
from breachbot.usecases.projections import rebuild
from breachbot.usecases.take import take
from tests.conftest import Database
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, FACTS, OUTSIDER, REPORTER, TEAM
from tests.store.samples import behind_our_back
from tests.usecases.stage import BASIS, HOUR, MINUTE, Stage, export_alert

PEOPLE = (ENGINEER, DPO, DEPUTY, OUTSIDER)
WHY = "It was looked into by two of us, and the copies were never readable to anybody else."


def seeds(some: range) -> list[Any]:
    """The first for every run of the tests; the others, which take the same acts in another order, for the proof."""
    first, *others = some
    return [first, *(pytest.param(seed, marks=pytest.mark.proof) for seed in others)]


class Chance:
    """Somebody who does this and that, wise or not, always the same for one seed."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.pick = stage, random.Random(seed)
        self.acts: list[Callable[[], Any]] = [
            self.deliver,
            self.time_passes,
            self.clock_is_set_back,
            self.report,
            self.open,
            self.claim_or_dismiss,
            self.become_aware,
            self.move,
            self.state,
            self.draft,
            self.approve,
            self.publish,
            self.file,
            self.tell,
            self.judge,
            self.close,
            self.channel,
        ]

    def play(self, acts: int) -> int:
        """Try so many; gives how many were refused."""
        refused = 0
        for _ in range(acts):
            try:
                self.pick.choice(self.acts)()
            except Refused:
                refused += 1
            except IndexError:  # there is nothing yet to do it with
                continue
        return refused

    @property
    def who(self) -> str:
        return self.pick.choice(PEOPLE)

    @property
    def incident(self) -> str:
        return self.pick.choice(self.stage.streams("pdb-"))

    @property
    def signal(self) -> str:
        return self.pick.choice(self.stage.streams("sig-"))

    @property
    def common(self) -> dict[str, str]:
        return {"by": self.who, "request": self.stage.request()}

    def deliver(self) -> None:
        alerts: list[bytes | dict[str, Any]] = [export_alert("1"), export_alert("2"), b"no json"]
        self.stage.deliver(self.pick.choice(alerts))

    def time_passes(self) -> None:
        self.stage.clock.move(self.pick.randrange(1, 2000) * MINUTE)
        self.stage.remind()
        self.stage.pass_on()

    def clock_is_set_back(self) -> None:
        self.stage.clock.move(-5 * HOUR)

    def takes(self, command: Command) -> None:
        """Anybody, on any incident."""
        self.stage.take(self.incident, command, self.who)

    def report(self) -> None:
        said, request = Report(title="Lost", detected_at=self.stage.clock()), self.stage.request()
        take(self.stage.house, self.stage.house.stream_id("pdb", request), said, by=REPORTER, request=request)

    def open(self) -> None:
        said = self.common
        incidents.open_from_signal(self.stage.house, self.signal, by=said["by"], request=said["request"])

    def claim_or_dismiss(self) -> None:
        if self.pick.random() < 0.5:
            signals.claim(self.stage.house, self.signal, **self.common)
        else:
            signals.dismiss(self.stage.house, self.signal, reason=WHY, **self.common)

    def become_aware(self) -> None:
        self.takes(BecomeAware(aware_at=self.stage.clock(), basis=BASIS))

    def move(self) -> None:
        when = self.stage.clock() - self.pick.randrange(1, 90) * HOUR
        self.takes(MoveAwareness(aware_at=when, basis=WHY))

    def state(self) -> None:
        some = dict(self.pick.sample(sorted(FACTS.items()), self.pick.randrange(1, len(FACTS))))
        self.stage.state(self.incident, self.who, **(some | {"people_count": self.pick.randrange(1, 9)}))

    def draft(self) -> None:
        self.stage.draft(self.incident, self.who, change=WHY)

    def approve(self) -> None:
        incident = self.incident
        drafts = self.stage.incident(incident).drafts
        self.stage.approve(incident, self.pick.choice(drafts).audience, self.who)

    def publish(self) -> None:
        incident = self.pick.choice(
            [name for name in self.stage.streams("pdb-") if self.stage.incident(name).approval("page")]
        )
        self.stage.publish(incident)

    def file(self) -> None:
        self.stage.file(self.incident, delay_reasons=WHY)

    def tell(self) -> None:
        self.takes(TellPeople(told_at=self.stage.clock(), channel="letter", number=3))

    def judge(self) -> None:
        if self.pick.random() < 0.2:
            self.stage.judge_no_breach(self.incident)

    def close(self) -> None:
        self.takes(Close(effects=WHY, measures=WHY, lessons=WHY))

    def channel(self) -> None:
        incidents.channel_opened(self.stage.house, self.incident, channel="C1", invited=(DPO,))


def lists(stage: Stage) -> tuple[Any, ...]:
    """All that can be rebuilt."""
    return stage.store.read(lambda tx: (tx.incidents(), tx.deadlines(), tx.signals(), tx.pending()))


@pytest.mark.parametrize("seed", seeds(range(4)))
def test_built_anew_they_are_what_they_were(stage: Stage, seed: int) -> None:
    chance = Chance(stage, seed)
    refused = chance.play(110)
    assert refused > 0
    Clocks(stage.house, Metrics()).work()  # a clock that was set back is noticed by the next tick
    before = lists(stage)
    assert len(before[0]) > 0
    stage.store.write(lambda tx: rebuild(tx, stage.house.policy, stage.clock()))
    assert lists(stage) == before


def assert_guidance_says_the_same(stage: Stage, seed: int) -> None:
    """What waits for whom, as the list has it, is what guidance says at the moment of each event."""
    chance = Chance(stage, seed)
    compared = 0
    known: dict[str, int] = {}
    for _ in range(140):
        chance.play(1)
        now = {name: len(stage.events(name)) for name in stage.streams("pdb-")}
        moved = [name for name, events in now.items() if events > known.get(name, 0)]
        for name in moved:
            assert kept(stage, name) == afresh(stage, name)
            assert row_of(stage, name) == row_afresh(stage, name)
        compared += len(moved)
        known = now
    assert compared > 30


def test_what_waits_for_whom_is_what_guidance_says_at_the_moment_of_each_event(quick_stage: Stage) -> None:
    assert_guidance_says_the_same(quick_stage, 40)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(40, 43))
def test_so_it_is_on_both_databases_and_in_other_orders(stage: Stage, seed: int) -> None:
    assert_guidance_says_the_same(stage, seed)


def test_from_awareness_to_the_last_record_the_lists_are_what_guidance_says_after_every_step(
    quick_stage: Stage,
) -> None:
    """With a duty of another regime, whose hours end first."""
    stage = quick_stage
    stage.house = replace(stage.house, policy=cast.two_regimes())
    name = stage.aware()
    life: list[Callable[[], object]] = [
        lambda: stage.state(name),
        lambda: stage.draft(name),
        lambda: stage.approve(name, "authority"),
        lambda: stage.approve(name, "page"),
        lambda: stage.file(name),
        lambda: stage.publish(name),
        lambda: stage.take(name, TellPeople(told_at=stage.clock(), channel="mail", number=2300)),
        lambda: stage.take(name, early_warning(stage)),
    ]
    urgencies = [row_of(stage, name).urgency]
    for step in life:
        stage.clock.move(HOUR)
        step()
        assert kept(stage, name) == afresh(stage, name)
        assert row_of(stage, name) == row_afresh(stage, name)
        urgencies.append(row_of(stage, name).urgency)
        before = lists(stage)
        stage.store.write(lambda tx: rebuild(tx, stage.house.policy, stage.clock()))
        assert lists(stage) == before
    assert urgencies == [0, 0, 0, 0, 0, 0, 0, 0, 2]  # filed: what is left is ordered by age


def test_who_joined_the_team_is_waited_for_as_well(quick_stage: Stage) -> None:
    quick_stage.team(replace(TEAM, responders=(*TEAM.responders, OUTSIDER)))
    assert ("state_facts", OUTSIDER) in kept(quick_stage, quick_stage.aware())


def early_warning(stage: Stage) -> RecordDuty:
    return RecordDuty(
        obligation="nis2_early_warning", done_at=stage.clock(), channel="portal", reference="E-1"
    )


def kept(stage: Stage, incident: str) -> list[tuple[str, str]]:
    """What waits in an incident as the list beside the log has it: each act with a person."""
    rows = stage.store.read(lambda tx: tx.pending())
    return [(row.kind, row.by) for row in rows if row.incident == incident]


def afresh(stage: Stage, incident: str) -> list[tuple[str, str]]:
    """The same from the events alone."""
    context = Context("", TEAM, stage.house.policy, stage.clock())
    found = steps(stage.incident(incident), context)
    return [(step.act, user) for step in found if step.act for user in step.holders]


def row_of(stage: Stage, incident: str) -> IncidentRow:
    """An incident in the list beside the log."""
    (row,) = (row for row in stage.store.read(lambda tx: tx.incidents()) if row.id == incident)
    return row


def row_afresh(stage: Stage, name: str) -> IncidentRow:
    """The same from the events and what guidance says of them."""
    incident = stage.incident(name)
    found = guide(incident, Context("", TEAM, stage.house.policy, stage.clock()))
    assert incident.opened is not None
    opened = incident.opened.at
    ends = [found.due_at] if found.due_at and not found.stopped else []
    ends += [
        duty.due_at for duty in found.duties if duty.kind is Kind.RECORD and duty.due_at and not duty.met
    ]
    place = (0, min(ends)) if ends else (2 if incident.filings else 1, opened)
    urgency, pressing_at = (None, None) if incident.ended else place
    return IncidentRow(
        id=name,
        phase=incident.phase,
        opened_at=opened,
        aware_at=incident.aware_at,
        due_at=found.due_at,
        channel=incident.channel,
        urgency=urgency,
        pressing_at=pressing_at,
    )


def test_what_was_erased_keeps_nothing_else_from_being_built_anew(
    quick_stage: Stage, sqlite_database: Database
) -> None:
    erased, whole = quick_stage.aware(), quick_stage.aware()
    behind_our_back(sqlite_database, "DELETE FROM data_key WHERE id = :id", id=erased)
    quick_stage.store.write(lambda tx: rebuild(tx, quick_stage.house.policy, quick_stage.clock()))
    assert [row.id for row in quick_stage.store.read(lambda tx: tx.incidents())] == [whole]


def test_a_refusal_writes_nothing_at_all(quick_stage: Stage) -> None:
    incident = quick_stage.aware()
    before = (quick_stage.events(incident), lists(quick_stage), quick_stage.store.read(lambda tx: tx.head()))
    waiting = quick_stage.store.read(lambda tx: tx.backlog()).effects
    with pytest.raises(Refused):
        quick_stage.state(incident, by=OUTSIDER)
    assert before == (
        quick_stage.events(incident),
        lists(quick_stage),
        quick_stage.store.read(lambda tx: tx.head()),
    )
    assert quick_stage.store.read(lambda tx: tx.backlog()).effects == waiting
