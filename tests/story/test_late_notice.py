"""The notice comes too late. It goes out all the same, with the reasons, and the register hides nothing."""

from __future__ import annotations

import pytest

from breachbot.errors import Refused
from breachbot.usecases.register import entries
from tests.incident.cast import NOON, the_draft
from tests.usecases.stage import HOUR, Stage

REASONS = "The export's logs lay with a supplier, who gave them to us on Friday."


def test_a_late_notice_goes_out_with_its_reasons(firm: Stage) -> None:
    # On Tuesday noon the company becomes aware. Then the server stands still for three days and two hours.
    incident = firm.aware()
    firm.clock.move(74 * HOUR)
    firm.remind()
    late = next(r for r in firm.incident(incident).reminders if r.obligation == "notify_authority")
    assert (late.rung, late.late_minutes) == ("overdue_2h", 50 * 60)

    # The facts are put together. A notice that gives no reasons for the delay cannot be approved.
    firm.state(incident)
    firm.draft(incident)
    with pytest.raises(Refused, match="reasons"):
        firm.approve(incident, "authority")

    # With the reasons it can. What is not known yet is said to be so.
    firm.state(incident, delay_reasons=REASONS)
    firm.draft(incident)
    notice = the_draft(firm.incident(incident), "authority")
    assert REASONS in notice.documents[notice.primary]
    assert "not known yet" in notice.documents[notice.primary]
    firm.approve(incident, "authority")
    filed = firm.file(incident).filings[-1]
    assert (filed.phase, filed.filed_at) == ("initial", NOON + 74 * HOUR)

    # The hourly reminders stop; once a day somebody is asked to complete the notice.
    firm.clock.move(24 * HOUR)
    firm.remind()
    asked = firm.incident(incident).reminded("notify_authority")
    assert asked is not None
    assert asked.rung == "since_24h"

    # The register shows what came late, and why.
    (entry,) = firm.store.read(lambda tx: entries(tx, firm.house.policy))
    assert entry.due_at < entry.filings[0]
    assert "8 reminders of notify_authority came late, by up to 50 h" in " ".join(entry.flags)
