"""Who has it asks somebody else to take it over: until they accept, the first one has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Command, Context
from breachbot.incident.acts.hand_over import HandOver
from breachbot.incident.acts.have_it import HaveIt
from breachbot.incident.acts.take_over import TakeOver
from breachbot.incident.effects import incident_effects
from breachbot.incident.guidance import decide, guide
from breachbot.incident.reach import next_step, who_has_it
from breachbot.incident.shown_again import shown_again
from breachbot.incident.state import Incident
from breachbot.incident.team_log import evolve_team
from breachbot.register.entry import incident_entry
from breachbot.slack.clock_card import clock_card
from breachbot.slack.direct import direct_note
from breachbot.usecases.reminders import reminder_due
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, OUTSIDER, TEAM
from tests.slack.judges import judged_message, text_of
from tests.slack.samples import HEAD, at

LATER, SECOND = NOON + 24 * HOUR, timedelta(seconds=1)


def taking(incident: Incident, command: Command, by: str, now: datetime = LATER) -> Incident:
    context = Context(by, TEAM, cast.policy(), now, "1:00")
    return cast.after(incident, decide(incident, command, context))


def offers(incident: Incident, by: str) -> set[str]:
    return set(guide(incident, Context(by, TEAM, cast.policy(), LATER, "1:00")).offers)


def had() -> Incident:
    """The engineer has it."""
    incident = cast.assessed()
    raised = reminder_due(incident, "notify_authority", cast.policy(), LATER)
    assert raised is not None
    return taking(cast.after(incident, [raised]), HaveIt(), ENGINEER)


def holder(incident: Incident) -> str | None:
    found = who_has_it(incident, TEAM, LATER)
    return found.by if found else None


def test_until_they_accept_the_first_one_has_it() -> None:
    asked = taking(had(), HandOver(to=DEPUTY), ENGINEER)
    assert holder(asked) == ENGINEER
    with_mail = replace(cast.policy(), reached_by={"mail": frozenset({DPO})})
    assert next_step(asked, TEAM, with_mail, [], LATER) is None, "it is passed on to nobody meanwhile"
    taken = taking(asked, TakeOver(accepted=True), DEPUTY)
    assert holder(taken) == DEPUTY
    assert "take_over" not in offers(taken, DEPUTY)


def test_whoever_took_it_over_and_left_does_not_leave_it_with_the_first_one_again() -> None:
    taken = taking(taking(had(), HandOver(to=DEPUTY), ENGINEER), TakeOver(accepted=True), DEPUTY)
    gone = replace(TEAM, deputies=())
    assert who_has_it(taken, gone, LATER) is None


@pytest.mark.parametrize(("before", "has_it"), [(-1, True), (0, False), (1, False)])
def test_nobody_has_it_while_they_are_away_since_they_said_so(before: int, has_it: bool) -> None:
    stated = LATER + before * HOUR
    until = LATER + 10 * HOUR
    away = e.AwayStated(at=stated, by=ENGINEER, person=ENGINEER, until=until, substitute=DPO)
    team = evolve_team(TEAM, away)
    found = [bool(who_has_it(had(), team, at)) for at in (LATER + HOUR, until - SECOND, until)]
    assert found == [has_it, has_it, True], "whoever says so while away is there"


def test_a_refusal_leaves_it_where_it_is_and_somebody_else_may_be_asked() -> None:
    asked = taking(had(), HandOver(to=DEPUTY), ENGINEER)
    refused = taking(asked, TakeOver(accepted=False), DEPUTY)
    assert holder(refused) == ENGINEER
    assert holder(taking(taking(refused, HandOver(to=DPO), ENGINEER), TakeOver(accepted=True), DPO)) == DPO


def test_without_an_answer_it_ends_with_the_next_reminder_which_asks_everybody_again() -> None:
    asked = taking(had(), HandOver(to=DEPUTY), ENGINEER)
    newer = reminder_due(asked, "notify_authority", cast.policy(), LATER + 24 * HOUR)
    assert newer is not None
    assert newer.has_it == ENGINEER, "who had it is told of the next one as well"
    after = cast.after(asked, [newer])
    assert "take_over" not in offers(after, DEPUTY)
    with_mail = replace(cast.policy(), reached_by={"mail": frozenset({DPO})})
    assert next_step(after, TEAM, with_mail, [], LATER) is not None


def test_it_ends_when_somebody_else_says_that_they_have_it() -> None:
    asked = taking(had(), HandOver(to=DEPUTY), ENGINEER)
    assert "take_over" in offers(asked, DEPUTY)
    assert "take_over" not in offers(taking(asked, HaveIt(), DPO), DEPUTY)


@pytest.mark.parametrize(
    ("by", "to", "why"),
    [
        (ENGINEER, ENGINEER, "You have it already"),
        (ENGINEER, OUTSIDER, "not on the response team"),
        (DPO, DEPUTY, "Only whoever has it"),
    ],
)
def test_who_can_hand_it_over_and_to_whom(by: str, to: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        taking(had(), HandOver(to=to), by)


def test_nobody_answers_what_was_asked_of_somebody_else() -> None:
    asked = taking(had(), HandOver(to=DEPUTY), ENGINEER)
    with pytest.raises(Refused, match="Nobody asks you"):
        taking(asked, TakeOver(accepted=True), DPO)
    with pytest.raises(Refused, match="has not answered yet"):
        taking(asked, HandOver(to=DPO), ENGINEER)


def test_the_message_asks_with_two_buttons_and_says_what_came_of_it() -> None:
    asked = taking(had(), HandOver(to=DEPUTY), ENGINEER)
    event = asked.hand_overs[-1]
    (note,) = [
        one
        for one in incident_effects(asked, [event], TEAM, cast.policy())
        if one.kind in ("direct_note", "channel_note", "clock_card")
    ]
    assert (note.kind, note.args["user"]) == ("direct_note", DEPUTY)

    def words(incident: Incident) -> str:
        shown = direct_note(incident, event, at(LATER, by=DEPUTY, team=TEAM), head=HEAD)
        judged_message(shown)
        return text_of(shown)

    assert "I take it over" in words(asked)
    assert "Not me" in words(asked)
    for accepted, said in ((True, "You took it over."), (False, "You did not take it over.")):
        after = taking(asked, TakeOver(accepted=accepted), DEPUTY)
        assert said in words(after)
        assert "Not me" not in words(after)
        again = shown_again(asked, after, TEAM, cast.policy())
        assert note.slot in [one.slot for one in again]
        back = direct_note(after, after.hand_overs_answered[-1], at(LATER, by=ENGINEER, team=TEAM), head=HEAD)
        judged_message(back)
        assert ("has it now" in text_of(back)) is accepted


def test_the_card_and_the_register_say_who_has_it() -> None:
    asked = taking(had(), HandOver(to=DEPUTY), ENGINEER)
    assert f"{ENGINEER} has it" in text_of(clock_card(asked, at(LATER, team=TEAM)))
    after = taking(asked, TakeOver(accepted=True), DEPUTY)
    assert f"{DEPUTY} has it" in text_of(clock_card(after, at(LATER, team=TEAM)))
    lines = incident_entry(after, cast.policy()).reminders
    assert any(f"{ENGINEER} asked {DEPUTY} to take it over" in one for one in lines)
    assert any(f"{DEPUTY} took it over from {ENGINEER}" in one for one in lines)
