"""Guidance over whole lives: what is offered is accepted, a refusal says what comes first, and every life can end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from breachbot.errors import Refused
from breachbot.incident.act import Command
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.countersign import Countersign
from breachbot.incident.acts.merge import Merge
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.behalf import Operator, unsigned
from breachbot.incident.guidance import decide, steps
from breachbot.incident.linked import taking_in
from breachbot.incident.policy import Policy
from breachbot.incident.team import Team
from tests.incident import cast, properties
from tests.incident.cast import DEPUTY, DPO, ENGINEER
from tests.incident.lives import ANSWERS, OTHER, Life, filled, offered
from tests.incident.properties import carried_through, taken
from tests.incident.starts import STARTS, lifting, start

SECOND = "U_SECOND_ENGINEER"
TEAMS = (
    cast.TEAM,
    cast.ONE_DPO,
    Team(dpo=DPO),
    Team(responders=(ENGINEER, DPO), dpo=DPO, deputies=(DEPUTY,)),
    Team(responders=(ENGINEER, SECOND), deputies=(DEPUTY,)),
)
OTHERWISE: dict[str, list[Any]] = {
    "role": ["controller", "processor", None],
    "personal_data": ["yes", "no", None],
    "confidentiality": ["yes", "no", None],
    "availability": ["yes", "no"],
    "encryption": ["none", "left_encrypted", None],
    "access_evidence": ["access_seen", "complete_logs_show_none", "exfiltration_seen", None],
    "recipient": ["unknown", "none_known", "public", None],
    "people_count": [1, 2300, {"min": 10, "max": 5000}, None],
    "advice": ["Watch your bank statements and be wary of calls.", None],
    "consequences": ["Unwanted mail may come.", None],
    "measures_planned": ["Each export will be tested.", None],
    "harm_seen": ["yes", "no", None],
}
ENDS = ("close", "no_breach", "merge")
PACKS = cast.with_packs("uk_gdpr", "nis2", "dora", "cra")
ABROAD = cast.in_the_directory("none")
"""A company without an establishment in the EEA: several authorities are to have its notice."""
POLICIES = (
    ("one regime", cast.policy(), range(5)),
    ("two regimes", cast.two_regimes(), (0, 1, 2)),
    ("packs", PACKS, (2, 3, 4)),
    ("several authorities", ABROAD, (0, 4)),
)
"""What a company goes by, and which teams are led through it from every start; the others live through it at random."""
OPERATOR = Operator(name="The night desk", because="Slack does not answer tonight.")

open_still = precondition(lambda self: not self.life.incident.ended)
aware = precondition(lambda self: not self.life.incident.ended and self.life.incident.aware_at)


@pytest.mark.slow
@pytest.mark.parametrize("name", STARTS)
def test_from_each_telling_point_a_team_comes_to_the_end(name: str) -> None:
    assert carried_through(Life(start(name), TEAMS[STARTS.index(name) % len(TEAMS)]))


@pytest.mark.proof
@pytest.mark.parametrize(
    ("team", "by"),
    [
        pytest.param(team, by, id=f"{number}-{name}")
        for name, by, teams in POLICIES
        for number, team in enumerate(TEAMS)
        if number in teams
    ],
)
def test_so_does_each_team(team: Team, by: Policy) -> None:
    for name in STARTS:
        assert carried_through(Life(start(name), team, policy=by))


class Lives(RuleBasedStateMachine):
    """Several people, drafts, corrections, sets, disputes, erroneous orders and time."""

    life: Life

    @initialize(
        team=st.sampled_from(TEAMS),
        name=st.sampled_from(STARTS),
        by=st.sampled_from([cast.policy(), cast.two_regimes(), PACKS, ABROAD]),
    )
    def begin(self, team: Team, name: str, by: Policy) -> None:
        self.life = Life(start(name), team, policy=by)
        self.forms: list[tuple[Command, str]] = []

    @rule(hours=st.sampled_from([1, 20, 60]))
    def time_passes(self, hours: int) -> None:
        self.life = self.life.later(timedelta(hours=hours)).reminded()

    @open_still
    @rule(data=st.data())
    def somebody_takes_what_is_offered(self, data: st.DataObject) -> None:
        """(a)"""
        found = [one for one in offered(self.life) if one[0] not in ENDS]
        self.go_on(taken(self.life, *data.draw(st.sampled_from(found))))

    @open_still
    @rule(data=st.data())
    def a_step_is_taken_by_whom_it_waits_for(self, data: st.DataObject) -> None:
        """(a), (c)"""
        found = [
            one for one in steps(self.life.incident, self.life.context("")) if one.act not in (*ENDS, None)
        ]
        if not found:
            return
        step = found[data.draw(st.integers(0, len(found) - 1))]
        user = data.draw(st.sampled_from(step.holders))
        after = taken(self.life, str(step.act), user, step.draft)
        properties.nobody_is_led_astray(self.life, after, user)
        self.go_on(after)

    @open_still
    @rule(data=st.data())
    def an_operator_takes_it_for_somebody(self, data: st.DataObject) -> None:
        """(a), (c): and the person is asked to countersign."""
        found = [one for one in offered(self.life) if one[0] not in (*ENDS, "countersign")]
        act, user = data.draw(st.sampled_from(found))
        after = self.life.taking(filled(self.life, act, user), user, OPERATOR)
        assert after.incident.taken_for[-1].person == user
        self.go_on(after)

    @open_still
    @rule(data=st.data())
    def somebody_denies_what_was_done_for_them(self, data: st.DataObject) -> None:
        waiting = unsigned(self.life.incident)
        if waiting:
            one = data.draw(st.sampled_from(waiting))
            denied = Countersign(number=one.number, theirs=False, remark="I never said this to anybody.")
            self.try_out(denied, one.taken.person)

    @open_still
    @rule(data=st.data())
    def a_form_is_opened_and_left(self, data: st.DataObject) -> None:
        act, user = data.draw(st.sampled_from([one for one in offered(self.life) if one[0] not in ENDS]))
        self.forms.append((filled(self.life, act, user), user))

    @precondition(lambda self: self.forms and not self.life.incident.ended)
    @rule(data=st.data())
    def a_form_is_sent_that_was_left_open(self, data: st.DataObject) -> None:
        """Out of order: it is taken, or refused with a sentence."""
        command, user = self.forms.pop(data.draw(st.integers(0, len(self.forms) - 1)))
        self.try_out(command, user)

    @aware
    @rule(data=st.data())
    def many_facts_are_stated(self, data: st.DataObject) -> None:
        names = data.draw(st.lists(st.sampled_from(sorted(ANSWERS)), min_size=3, unique=True))
        self.state({name: ANSWERS[name] for name in names}, data)

    @open_still
    @rule(data=st.data(), fact=st.sampled_from(sorted(OTHERWISE)))
    def a_fact_turns_out_otherwise(self, data: st.DataObject, fact: str) -> None:
        self.state({fact: data.draw(st.sampled_from(OTHERWISE[fact]))}, data)

    @aware
    @rule(fact=st.sampled_from(["encryption", "people_count", "recipient"]), users=st.permutations(range(3)))
    def two_people_disagree(self, fact: str, users: list[int]) -> None:
        people = self.life.people()
        one, other = (people[n % len(people)] for n in users[:2])
        self.try_out(StateFacts(answers={fact: ANSWERS[fact]}), one)
        self.try_out(StateFacts(answers={fact: OTHERWISE[fact][1 if fact != "people_count" else 0]}), other)

    @aware
    @rule()
    def people_need_not_be_told(self) -> None:
        approvers = self.life.team.approvers
        for command, by in zip(lifting(), (approvers[0], approvers[-1]), strict=True):
            self.try_out(command, by)

    @open_still
    @rule(data=st.data(), outcome=st.sampled_from(["required", "not_required"]))
    def the_dpo_advises_whether_it_is_a_breach(self, data: st.DataObject, outcome: Any) -> None:
        user = data.draw(st.sampled_from(self.life.team.approvers))
        one = data.draw(st.sampled_from([one.id for one in self.life.incident.sets]))
        about: dict[str, Any] = {"obligation": "document", "affected_set": one}
        self.try_out(Advise(**about, outcome=outcome, reason=cast.NO_BREACH), user)

    @open_still
    @rule(data=st.data())
    def it_could_become_part_of_another(self, data: st.DataObject) -> None:
        """(a), without going on there."""
        able = [user for act, user in offered(self.life) if act == "merge"]
        if able:
            user = data.draw(st.sampled_from(able))
            after = self.life.taking(filled(self.life, "merge", user), user)
            assert after.incident.phase == "merged"

    @precondition(lambda self: not self.life.incident.ended and not self.life.incident.taken_in)
    @rule()
    def another_becomes_part_of_it(self) -> None:
        """Its account, its clock and its sets come along, and guidance still leads to the end."""
        into = Merge(into=self.life.incident.id, reason=cast.NO_BREACH)
        context = replace(self.life.context(self.life.team.approvers[0]), other=self.life.incident)
        try:
            decide(OTHER, into, context)
        except Refused:
            return
        news = taking_in(OTHER, self.life.incident, into.reason, context)
        self.go_on(replace(self.life, incident=cast.after(self.life.incident, news), news=tuple(news)))

    def state(self, answers: dict[str, Any], data: st.DataObject) -> None:
        user = data.draw(st.sampled_from(self.life.people()))
        one = data.draw(st.sampled_from([one.id for one in self.life.incident.sets]))
        self.try_out(StateFacts(answers=answers, affected_set=one), user)

    def try_out(self, command: Command, user: str) -> None:
        """It is taken or refused; nothing else may come of it."""
        try:
            after = self.life.taking(command, user)
        except Refused:
            return
        self.go_on(after)

    def go_on(self, after: Life) -> None:
        with properties.guiding():
            properties.nothing_met_opens_by_itself(self.life, after)
        self.life = after

    @invariant()
    def guidance_holds(self) -> None:
        """(b), (c), (f)"""
        if not self.life.incident.ended:
            properties.guidance_holds(self.life)

    def teardown(self) -> None:
        """(d): whatever was done, there is a way to close."""
        if hasattr(self, "life") and not self.life.incident.ended:
            carried_through(self.life)


Lives.TestCase.settings = settings(max_examples=15, stateful_step_count=12)
test_lives = pytest.mark.slow(Lives.TestCase)


class ManyLives(Lives):
    """The same, long enough to find what takes many steps and a rare order of them."""


ManyLives.TestCase.settings = settings(max_examples=200, stateful_step_count=30)
test_many_lives = pytest.mark.proof(ManyLives.TestCase)
