"""A person's report whose author nobody can confirm: kept for triage, as a signal of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from breachbot.incident import events as e
from breachbot.incident.decide import checked_title, refuse_future

SOURCE = "report"
"""Where such a signal comes from, beside the sources of alerts."""
WHAT = "a report by a person"


def keep(
    signal_id: str,
    *,
    title: str,
    detected_at: datetime,
    personal_data: Literal["yes", "no"] | None,
    message: str | None,
    by: str,
    now: datetime,
) -> e.SignalReceived:
    """Keep a report for triage, whole, as a signal of its own: it opens nothing and gives its author no right."""
    refuse_future(detected_at, now, field="detected_at")
    report = e.Report(
        title=checked_title(title), detected_at=detected_at, personal_data=personal_data, message=message
    )
    why = (
        "Slack could not say whether the reporter is a member, so the report is kept here and no incident was opened.",
    )
    return e.SignalReceived(
        at=now, by=by, source=SOURCE, series=signal_id, delivery=signal_id, verdict="candidate", reasons=why,
        what=WHAT, project=None, environment=None, level=None, link=message, occurred_at=None, findings=(),
        report=report,
    )  # fmt: skip
