"""Follow-up measures: agreed at the end, told to their owners, reminded of, and recorded as done long after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.add_measure import MOST_OPEN, AddMeasure
from breachbot.incident.acts.close import MOST_MEASURES, YEARS, Close, FollowUp
from breachbot.incident.acts.record_measure import RecordMeasure
from breachbot.incident.duties import to_remind
from breachbot.incident.effects import incident_effects
from breachbot.incident.guidance import offers, require_part
from breachbot.incident.measures import measures, open_measures, owns, recordable
from breachbot.incident.state import Incident
from breachbot.incident.told import told_directly
from breachbot.register.entry import incident_entry
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, HOUR, NOON, OUTSIDER, TEAM, policy

SENTENCE = "Each export is tested against foreign rows."
DAY = date(2026, 12, 24)
CLOSED = NOON + 90 * HOUR
OVER = datetime(2026, 12, 25, 12, tzinfo=UTC)
"""When the day is over everywhere."""


def row(owner: str = OUTSIDER, until: date = DAY) -> FollowUp:
    return FollowUp(what="Test each export", owner=owner, until=until)


def closed(*rows: FollowUp) -> Incident:
    said: dict[str, Any] = dict.fromkeys(("effects", "measures", "lessons"), SENTENCE)
    return cast.taking(cast.told_everything(), Close(**said, follow_up=rows), DPO, CLOSED)


def record(incident: Incident, by: str, number: int = 1) -> Incident:
    return cast.taking(incident, RecordMeasure(number=number, note=SENTENCE), by, CLOSED + 24 * HOUR)


def test_what_was_agreed_is_on_record_with_its_owner_and_its_day() -> None:
    first, second = measures(closed(row(), row(ENGINEER)))
    assert (first.number, first.owner, first.until, first.done) == (1, OUTSIDER, DAY, None)
    assert (second.number, second.owner) == (2, ENGINEER)
    assert first.due_at == OVER


def test_an_incident_that_is_open_or_was_no_breach_has_none() -> None:
    assert measures(cast.told_everything()) == ()
    assert measures(closed()) == ()


def test_a_day_that_is_over_is_refused_beside_its_row() -> None:
    with pytest.raises(Refused, match="over") as refused:
        closed(row(), row(until=(CLOSED - timedelta(days=2)).date()))
    assert refused.value.field == "until_2"
    closed(row(until=CLOSED.date()))


def test_a_day_that_goes_on_west_of_greenwich_is_not_over() -> None:
    """The incident is closed at 06:00 UTC, which is 22:00 of the day before in California."""
    closed(row(until=(CLOSED - timedelta(days=1)).date()))


@pytest.mark.parametrize("until", [date(CLOSED.year + YEARS + 1, 1, 1), date.max])
def test_a_day_far_ahead_is_refused_beside_its_row(until: date) -> None:
    with pytest.raises(Refused, match="within ten years") as refused:
        closed(row(), row(until=until))
    assert refused.value.field == "until_2"
    closed(row(until=date(CLOSED.year + YEARS, 12, 31)))


def test_there_are_few_of_them() -> None:
    with pytest.raises(ValueError, match="at most"):
        closed(*[row()] * (MOST_MEASURES + 1))


@pytest.mark.parametrize("by", [OUTSIDER, DPO, DEPUTY])
def test_its_owner_the_dpo_and_a_deputy_record_it(by: str) -> None:
    done = record(closed(row()), by)
    assert open_measures(done) == ()
    (one,) = measures(done)
    assert one.done is not None
    assert (one.done.by, one.done.note) == (by, SENTENCE)


def test_anybody_else_is_refused_and_so_is_a_second_time() -> None:
    with pytest.raises(Refused, match="Only the owner"):
        record(closed(row()), ENGINEER)
    with pytest.raises(Refused, match="Only its owner"):
        record(closed(row(), row(ENGINEER)), ENGINEER, number=1)
    both = record(closed(row(), row()), OUTSIDER)
    with pytest.raises(Refused, match=f"That measure is done, recorded by <@{OUTSIDER}>"):
        record(both, DPO)
    with pytest.raises(Refused, match="no such"):
        record(both, DPO, number=3)
    with pytest.raises(Refused, match="No follow-up measure is open"):
        record(cast.told_everything(), DPO)


def test_only_who_can_record_one_is_offered_it() -> None:
    def offered(incident: Incident, user: str) -> tuple[str, ...]:
        return offers(incident, Context(user, TEAM, policy(), CLOSED))

    over = closed(row())
    assert offered(over, OUTSIDER) == ("record_measure",)
    assert set(offered(over, DPO)) == {"record_measure", "add_measure"}
    assert offered(over, ENGINEER) == offered(record(over, DPO), OUTSIDER) == ()
    assert recordable(over, TEAM, OUTSIDER) == recordable(over, TEAM, DEPUTY) == measures(over)


def test_an_owner_outside_the_team_has_a_part_in_their_measure_alone() -> None:
    over, owner = closed(row()), Context(OUTSIDER, TEAM, policy(), CLOSED)
    assert owns(over, OUTSIDER)
    require_part("record_measure", over, owner)
    with pytest.raises(Refused):
        require_part("close", over, owner)
    with pytest.raises(Refused):
        require_part("record_measure", closed(row(ENGINEER)), owner)


def test_open_ones_are_reminded_of_and_done_ones_are_not() -> None:
    over = closed(row(), row(ENGINEER))
    assert [(one.key, one.due_at, one.since) for one in to_remind(over, policy())] == [
        (f"measure@{number}", OVER, CLOSED) for number in (1, 2)
    ]
    assert [one.key for one in to_remind(record(over, DPO), policy())] == ["measure@2"]


def reminder(hours_after: int) -> e.ReminderRaised:
    due = OVER
    return e.ReminderRaised(
        at=due + hours_after * HOUR,
        by=e.SYSTEM,
        obligation="measure@1",
        rung="x",
        due_at=due,
        missed=(),
        late_minutes=0,
        owner=OUTSIDER,
    )


def test_the_owner_is_told_of_it_and_the_dpo_once_it_is_overdue() -> None:
    (end,) = (event for event in [closed(row(), row()).ended] if event)
    assert told_directly(end, TEAM) == (DPO, OUTSIDER)
    assert told_directly(reminder(-24), TEAM) == (OUTSIDER,)
    assert told_directly(reminder(0), TEAM) == (OUTSIDER, DPO)
    done = e.MeasureDone(at=CLOSED, by=OUTSIDER, number=1, note=SENTENCE)
    assert told_directly(done, TEAM) == (DPO,)


def test_nothing_is_said_in_the_channel_which_may_be_archived_by_then() -> None:
    for event in (reminder(0), e.MeasureDone(at=CLOSED, by=OUTSIDER, number=1, note=SENTENCE)):
        after = cast.after(closed(row()), [event])
        kinds = {effect.kind for effect in incident_effects(after, [event], TEAM, policy())}
        assert kinds == {"direct_note"}


def test_the_register_shows_what_was_agreed_and_what_came_of_it() -> None:
    over = closed(row(), row(ENGINEER))
    first, second = incident_entry(record(over, OUTSIDER), policy()).follow_up
    assert first == (
        f"1: Test each export, owner {OUTSIDER}, until 2026-12-24, done on 2026-11-29T06:00:00+00:00, "
        f"recorded by {OUTSIDER}: {SENTENCE}"
    )
    assert second == f"2: Test each export, owner {ENGINEER}, until 2026-12-24, not done yet"


def adding(incident: Incident, owner: str = OUTSIDER, by: str = DPO, until: date = DAY) -> Incident:
    asked = AddMeasure(what="Let somebody read the rows", owner=owner, until=until)
    return cast.taking(incident, asked, by, CLOSED + 48 * HOUR)


def test_one_can_be_added_after_the_end_and_is_like_the_others() -> None:
    incident = adding(closed(row(ENGINEER)), by=DEPUTY)
    _, new = measures(incident)
    assert (new.number, new.owner, new.until, new.done) == (2, OUTSIDER, DAY, None)
    (event,) = incident.measures_added
    assert told_directly(event, TEAM) == (OUTSIDER, DPO)
    (owed,) = (one for one in to_remind(incident, policy()) if one.key == new.key)
    assert owed.since == CLOSED + 48 * HOUR
    assert measures(record(incident, OUTSIDER, number=2))[1].done is not None
    line = incident_entry(incident, policy()).follow_up[1]
    assert f"owner {OUTSIDER}" in line
    assert f"by {DEPUTY}" in line


def test_nothing_is_added_before_the_end_nor_by_a_responder_nor_for_a_day_that_is_over() -> None:
    with pytest.raises(Refused, match="when an incident is closed, or after that"):
        adding(cast.told_everything())
    with pytest.raises(Refused, match="Only the DPO or a deputy"):
        adding(closed(), by=ENGINEER)
    with pytest.raises(Refused, match="over") as refused:
        adding(closed(), until=NOON.date())
    assert refused.value.field == "until"


def test_there_is_an_end_to_how_many_are_open() -> None:
    incident = closed()
    for _ in range(MOST_OPEN):
        incident = adding(incident)
    with pytest.raises(Refused, match="Ten follow-up measures are open"):
        adding(incident)
    assert len(open_measures(adding(record(incident, DPO)))) == MOST_OPEN
