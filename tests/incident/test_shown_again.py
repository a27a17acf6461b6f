"""Direct messages are edited when they say something else: what is done is marked, and the older gives way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from breachbot.incident import events as e
from breachbot.incident import reminded
from breachbot.incident.effect import Effect
from breachbot.incident.effects import incident_effects
from breachbot.incident.shown_again import shown_again
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, HOUR, NOON, TEAM


def raising(
    incident: Incident, *obligations: str, after: timedelta = 24 * HOUR, **given: Any
) -> list[e.IncidentEvent]:
    """Reminders that fall together."""
    return [
        e.ReminderRaised(
            at=NOON + after,
            by=e.SYSTEM,
            obligation=name,
            rung="48h_left",
            due_at=None,
            missed=(),
            late_minutes=0,
            **given,
        )
        for name in obligations
    ]


def asked_for(before: Incident, news: list[e.IncidentEvent]) -> list[Effect]:
    """What goes out directly after the news."""
    after = cast.after(before, news)
    effects = [
        *incident_effects(after, news, TEAM, cast.policy()),
        *shown_again(before, after, TEAM, cast.policy()),
    ]
    return [effect for effect in effects if effect.kind == "direct_note"]


def edited(effects: list[Effect]) -> list[str]:
    return [effect.slot for effect in effects if "again" in effect.args]


def test_reminders_that_fall_together_are_one_message_in_the_channel_and_to_the_dpo() -> None:
    before = cast.assessed()
    news = raising(before, "notify_authority", "communicate")
    after = cast.after(before, news)
    effects = incident_effects(after, news, TEAM, cast.policy())
    kinds = [effect.kind for effect in effects]
    assert (kinds.count("channel_note"), kinds.count("direct_note")) == (1, 1)
    (note,) = (effect for effect in effects if effect.kind == "direct_note")
    assert note.args == {"seq": str(after.seen), "user": DPO, "reminder": "1"}
    assert note.slot == f"note:{after.seen}:{DPO}"


def test_a_newer_reminder_is_a_new_message_and_the_older_is_edited() -> None:
    before = cast.after(cast.assessed(), raising(cast.assessed(), "notify_authority"))
    effects = asked_for(before, raising(before, "notify_authority", after=48 * HOUR))
    new, old = effects
    assert new.slot == f"note:{before.seen + 1}:{DPO}"
    assert "again" not in new.args
    assert edited([old]) == [f"note:{before.seen}:{DPO}"]


def test_what_is_done_is_marked_once_and_anything_else_edits_nothing() -> None:
    assessed = cast.approving(cast.drafted(), "authority")
    before = cast.after(assessed, raising(assessed, "notify_authority"))
    told = cast.telling(before, 5)
    assert edited(asked_for(before, [told.told[-1]])) == []
    filed = cast.filing(before, NOON + 25 * HOUR)
    assert edited(asked_for(before, [filed.filings[-1]])) == [f"note:{before.seen}:{DPO}"]


def test_the_reminder_in_the_channel_is_edited_with_the_direct_one() -> None:
    assessed = cast.approving(cast.drafted(), "authority")
    before = cast.after(assessed, raising(assessed, "notify_authority"))
    filed = cast.filing(before, NOON + 25 * HOUR)
    again = shown_again(before, filed, TEAM, cast.policy())
    (shown,) = (one for one in again if one.kind == "channel_note")
    assert (shown.slot, shown.args["again"]) == (f"reminder:{before.seen}", "1")
    posted = incident_effects(before, [before.reminders[-1]], TEAM, cast.policy())
    assert shown.slot in {one.slot for one in posted if one.kind == "channel_note"}


def test_what_was_reminded_of_earlier_and_is_still_open_is_in_the_newest_message() -> None:
    incident = cast.after(cast.assessed(), raising(cast.assessed(), "notify_authority"))
    incident = cast.after(incident, raising(incident, "communicate", after=25 * HOUR))
    found = reminded.points(incident, None, cast.policy())
    assert [one.raised.obligation for one in found] == ["communicate", "notify_authority"]
    first = incident.reminders[0]
    assert reminded.overtaken(incident, first)
    assert not reminded.overtaken(incident, incident.reminders[-1])


def test_notices_that_were_drafted_together_are_one_message_to_each_who_decides() -> None:
    drafted = cast.drafted()
    first = next(n for n, one in enumerate(drafted.drafted_at))
    news: list[e.IncidentEvent] = [*drafted.drafts]
    assert first == 0
    effects = [
        effect
        for effect in incident_effects(drafted, news, TEAM, cast.policy())
        if effect.kind == "direct_note"
    ]
    assert {effect.args["user"] for effect in effects} == {DPO, DEPUTY}
    assert len(effects) == 2


def test_it_is_edited_for_whom_something_changed() -> None:
    before = cast.drafted()
    number = before.drafted_at[-1]
    opened = cast.opening(before, "page", DPO)
    assert edited(asked_for(before, [*opened.openings])) == [f"note:{number}:{DPO}"]
    approved = cast.approving(opened, "page", DPO)
    news: list[e.IncidentEvent] = [approved.approvals[-1].event]
    assert edited(asked_for(opened, news)) == [f"note:{number}:{DPO}", f"note:{number}:{DEPUTY}"]


def test_a_new_version_is_a_new_message_and_the_older_gives_way() -> None:
    before = cast.stating(cast.drafted(), people_count=4000)
    after = cast.drafting(before)
    news: list[e.IncidentEvent] = [*after.drafts[len(before.drafts) :]]
    effects = asked_for(before, news)
    assert edited(effects) == [f"note:{before.drafted_at[-1]}:{user}" for user in (DPO, DEPUTY)]
    assert [effect.slot for effect in effects if "again" not in effect.args] == [
        f"note:{after.drafted_at[-1]}:{user}" for user in (DPO, DEPUTY)
    ]
