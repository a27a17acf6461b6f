"""Guidance over whole lives: what is offered is accepted, a refusal says what comes first, and every life can end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from breachbot.errors import Refused
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.duties import duties
from breachbot.incident.events import Happened
from breachbot.incident.guidance import guide, leads_to, steps
from breachbot.incident.policy import Policy
from breachbot.incident.registry import ACTS
from breachbot.incident.team import Team
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, policy
from tests.incident.lives import ANSWERS, Life, begun, carried_through, filled, offered

TEAMS = (
    cast.TEAM,
    cast.ONE_DPO,
    Team(dpo=DPO),
    Team(responders=(ENGINEER, DPO), dpo=DPO, deputies=(DEPUTY,)),
    Team(responders=(ENGINEER,), deputies=(DEPUTY,)),
)
OTHERWISE: dict[str, list[Any]] = {
    "role": ["controller", "processor", None],
    "personal_data": ["yes", "no", None],
    "confidentiality": ["yes", "no", None],
    "availability": ["yes", "no"],
    "encryption": ["none", "key_safe", None],
    "access_evidence": ["access_seen", "complete_logs_show_none", None],
    "recipient": ["unknown", "none_known", None],
    "people_count": [1, 2300, {"min": 10, "max": 5000}, None],
    "advice": ["Watch your bank statements and be wary of calls.", None],
    "consequences": ["Unwanted mail may come.", None],
    "measures_planned": ["Each export will be tested.", None],
    "harm_seen": ["yes", "no", None],
}
ENDS = ("close", "no_breach")
REOPENS = frozenset(
    {
        "fact_stated",
        "assessed",
        "affected_set_added",
        "controllers_named",
        "awareness_moved",
        "outcome_decided",
        "decision_lapsed",
        "page_published",
    }
)
"""The events that may open a met duty again: facts, decisions, and a page that was withdrawn."""


class Lives(RuleBasedStateMachine):
    """Several people, drafts, corrections, sets, erroneous orders and time."""

    life: Life

    @initialize(team=st.sampled_from(TEAMS), by=st.sampled_from([policy(), cast.two_regimes()]))
    def begin(self, team: Team, by: Policy) -> None:
        self.life = begun(team, by)

    @rule(hours=st.sampled_from([1, 20, 30, 60]))
    def time_passes(self, hours: int) -> None:
        self.life = self.life.later(timedelta(hours=hours))

    @precondition(lambda self: not self.life.incident.ended)
    @rule(data=st.data())
    def somebody_takes_what_is_offered(self, data: st.DataObject) -> None:
        """(a): it is accepted, and changes something."""
        act, user = data.draw(
            st.sampled_from([one for one in offered(self.life) if one[0] not in ("close", "no_breach")])
        )
        after = self.life.taking(filled(self.life, act, user), user)
        assert after.incident.seen > self.life.incident.seen, (act, user)
        self.go_on(after)

    @precondition(lambda self: not self.life.incident.ended)
    @rule()
    def the_next_step_is_taken(self) -> None:
        step = guide(self.life.incident, self.life.context("")).next
        if step.act and step.act not in ENDS:
            user = step.holders[0]
            self.go_on(self.life.taking(filled(self.life, step.act, user, step.draft), user))

    @precondition(lambda self: not self.life.incident.ended and self.life.incident.aware_at)
    @rule(data=st.data())
    def many_facts_are_stated(self, data: st.DataObject) -> None:
        names = data.draw(st.lists(st.sampled_from(sorted(ANSWERS)), min_size=3, unique=True))
        self.state({name: ANSWERS[name] for name in names}, data)

    @precondition(lambda self: not self.life.incident.ended)
    @rule(data=st.data(), fact=st.sampled_from(sorted(OTHERWISE)))
    def a_fact_turns_out_otherwise(self, data: st.DataObject, fact: str) -> None:
        self.state({fact: data.draw(st.sampled_from(OTHERWISE[fact]))}, data)

    def state(self, answers: dict[str, Any], data: st.DataObject) -> None:
        user = data.draw(st.sampled_from(self.life.people()))
        one = data.draw(st.sampled_from([one.id for one in self.life.incident.sets]))
        try:
            self.go_on(self.life.taking(StateFacts(answers=answers, affected_set=one), user))
        except Refused:
            return  # a contradiction among what people said

    def go_on(self, after: Life) -> None:
        self.nothing_met_opens_by_itself(after)
        self.life = after

    def nothing_met_opens_by_itself(self, after: Life) -> None:
        """(e): only a fact or a decision opens a met duty again."""
        before = {owed.key: owed for owed in duties(self.life.incident, self.life.policy)}
        opened = [
            o
            for o in duties(after.incident, self.life.policy)
            if not o.met and o.key in before and before[o.key].met
        ]
        happened = {kind_of(one) for one in after.news}
        assert not opened or happened & REOPENS, (opened, happened)

    @invariant()
    def a_refusal_names_an_act_that_somebody_is_offered(self) -> None:
        """(b)"""
        if self.life.incident.ended:
            return
        open_to = {act for act, _ in offered(self.life)}
        for user in self.life.people():
            context = self.life.context(user)
            for name, act in ACTS.items():
                found = (
                    act.obstacle(self.life.incident, context) if act.permits(self.life.team, user) else None
                )
                if found and name != "report":
                    first = leads_to(self.life.incident, found, context)
                    assert first, (name, user, found)
                    assert first.act in open_to or first.act is None, (name, user, found, first)

    @invariant()
    def who_has_the_ball_can_play_it(self) -> None:
        """(c)"""
        if self.life.incident.ended:
            return
        found = steps(self.life.incident, self.life.context(""))
        assert found
        for step in found:
            if step.act is None:
                continue
            assert step.holders, step
            for user in step.holders:
                mine = guide(self.life.incident, self.life.context(user))
                assert step in mine.mine, (step, user)
                assert step.act in mine.offers, (step, user)

    def teardown(self) -> None:
        """(d): whatever was done, there is a way to close."""
        if hasattr(self, "life") and not self.life.incident.ended:
            carried_through(self.life)


def kind_of(event: Happened) -> str:
    return str(event.kind)  # type: ignore[attr-defined]


Lives.TestCase.settings = settings(max_examples=15, stateful_step_count=12)
test_lives = Lives.TestCase


class ManyLives(Lives):
    """The same, long enough to find what takes many steps and a rare order of them."""


ManyLives.TestCase.settings = settings(max_examples=200, stateful_step_count=30)
test_many_lives = pytest.mark.proof(ManyLives.TestCase)
