"""The date by which the security page promises an update has reminders of its own."""

from __future__ import annotations

from datetime import timedelta

from breachbot.incident.act import Context
from breachbot.incident.state import Incident
from breachbot.slack.reminder_note import in_channel
from breachbot.usecases.projections import deadlines
from breachbot.usecases.reminders import reminder_due
from tests.incident import cast
from tests.incident.cast import HOUR, NOON
from tests.slack.judges import text_of

PROMISED = NOON + timedelta(days=7)
PROMISE = "communicate@promised"


def promising() -> Incident:
    """The page is out and promises an update; everybody was told."""
    incident = cast.publishing(cast.approving(cast.drafted(next_update_by=PROMISED.isoformat()), "page"))
    return cast.telling(incident, 2300)


def test_it_is_a_deadline_with_a_reminder_before_it() -> None:
    (row,) = (one for one in deadlines(promising(), cast.policy(), NOON) if one.obligation == PROMISE)
    assert (row.due_at, row.next_reminder_at) == (PROMISED, PROMISED - 48 * HOUR)


def test_its_reminders_count_down_and_go_on_once_it_has_passed() -> None:
    def rung(now: timedelta) -> str | None:
        found = reminder_due(promising(), PROMISE, cast.policy(), PROMISED + now)
        return found.rung if found else None

    assert rung(-48 * HOUR - timedelta(seconds=1)) is None
    assert rung(-48 * HOUR) == "48h_left"
    assert rung(timedelta(0)) == "due"
    assert rung(48 * HOUR) == "overdue_48h"


def test_a_page_that_promises_nothing_has_none() -> None:
    incident = cast.telling(cast.publishing(cast.approving(cast.drafted(), "page")), 2300)
    assert PROMISE not in [one.obligation for one in deadlines(incident, cast.policy(), NOON)]


def test_it_reminds_by_itself_while_nobody_was_told_and_while_the_page_is_out_of_date() -> None:
    untold = cast.publishing(cast.approving(cast.drafted(next_update_by=PROMISED.isoformat()), "page"))
    stale = cast.stating(promising(), NOON + HOUR, consequences="Something else may follow.")
    for incident in (untold, stale):
        rows = {one.obligation: one for one in deadlines(incident, cast.policy(), NOON + HOUR)}
        assert rows[PROMISE].next_reminder_at == PROMISED - 48 * HOUR
        assert rows["communicate"].due_at is None
        found = reminder_due(incident, PROMISE, cast.policy(), PROMISED)
        assert found is not None
        assert (found.rung, found.due_at, found.missed) == (
            "due",
            PROMISED,
            ("48h_left", "24h_left", "4h_left"),
        )


def test_its_reminder_says_what_was_promised() -> None:
    incident = promising()
    found = reminder_due(incident, PROMISE, cast.policy(), PROMISED)
    assert found is not None
    incident = cast.after(incident, [found])
    said = text_of(in_channel(incident, found, Context("", cast.TEAM, cast.policy(), PROMISED)))
    assert "the promised update is not out yet, *the time is up*" in said
