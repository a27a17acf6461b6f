"""A person's report that opens no incident by itself: kept for triage, as a signal of its own."""

from __future__ import annotations

from datetime import datetime

from breachbot.incident import events as e
from breachbot.incident.act import refuse_future
from breachbot.incident.acts.report import Report, refuse_personal

SOURCE = "report"
"""Where such a signal comes from, beside the sources of alerts."""
WHAT = "a report by a person"


UNCONFIRMED = (
    "Slack could not say whether the reporter is a member, so the report is kept here and opened no incident."
)
TOO_MANY = "Several reports opened incidents within the last hour, so this one is kept here and opened none."
"""Why one is kept."""


def keep(signal_id: str, command: Report, why: str, *, by: str, now: datetime) -> e.SignalReceived:
    """Keep a report for triage, whole, as a signal of its own: it opens nothing and gives its author no right."""
    refuse_future(command.detected_at, now, field="detected_at")
    refuse_personal(command.title)
    return e.SignalReceived(
        at=now,
        by=by,
        source=SOURCE,
        series=signal_id,
        delivery=signal_id,
        verdict="candidate",
        reasons=(why,),
        what=WHAT,
        project=None,
        environment=None,
        level=None,
        link=command.message,
        occurred_at=None,
        findings=(),
        report=e.Report(
            title=command.title,
            detected_at=command.detected_at,
            personal_data=command.personal_data,
            message=command.message,
        ),
    )
