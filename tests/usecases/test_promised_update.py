"""The date by which the security page promises an update has reminders of its own."""

from __future__ import annotations

from datetime import timedelta

from breachbot.incident.state import Incident
from breachbot.usecases.projections import deadlines
from breachbot.usecases.reminders import reminder_due
from tests.incident import cast
from tests.incident.cast import HOUR, NOON

PROMISED = NOON + timedelta(days=7)


def promising() -> Incident:
    """The page is out and promises an update; everybody was told."""
    incident = cast.publishing(cast.approving(cast.drafted(next_update_by=PROMISED.isoformat()), "page"))
    return cast.telling(incident, 2300)


def test_it_is_a_deadline_with_a_reminder_before_it() -> None:
    (row,) = (one for one in deadlines(promising(), cast.policy(), NOON) if one.obligation == "communicate")
    assert (row.due_at, row.next_reminder_at) == (PROMISED, PROMISED - 48 * HOUR)


def test_its_reminders_count_down_and_go_on_once_it_has_passed() -> None:
    def rung(now: timedelta) -> str | None:
        found = reminder_due(promising(), "communicate", cast.policy(), PROMISED + now)
        return found.rung if found else None

    assert rung(-48 * HOUR - timedelta(seconds=1)) is None
    assert rung(-48 * HOUR) == "48h_left"
    assert rung(timedelta(0)) == "due"
    assert rung(48 * HOUR) == "overdue_48h"


def test_a_page_that_promises_nothing_has_none() -> None:
    incident = cast.telling(cast.publishing(cast.approving(cast.drafted(), "page")), 2300)
    assert "communicate" not in [one.obligation for one in deadlines(incident, cast.policy(), NOON)]
