"""Report: somebody thinks that this may be a breach. The clock does not run yet: suspicion is not awareness."""

from __future__ import annotations

from typing import Annotated, Literal

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future
from breachbot.incident.state import Incident
from breachbot.notices.lint import personal_kinds


class Report(Command):
    """What is reported.

    message: the permalink of the message that gave rise to it. signal: the signal's id; its title was checked when it
    came. reporter: who made the statement about personal data, if not the person who opens the incident.
    """

    title: Annotated[str, Told("Say in a few words what happened.", most=bounds.TITLE)]
    detected_at: e.Utc
    personal_data: Literal["yes", "no"] | None = None
    message: str | None = None
    signal: str | None = None
    reporter: str | None = None


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    return Obstacle(f"{incident.id} is open already.") if incident.opened else None


def events(incident: Incident, command: Report, context: Context) -> list[e.IncidentEvent]:
    """What the reporter says of personal data is a first fact, not confirmed: it lowers nothing."""
    if command.signal is None:
        refuse_personal(command.title)
    refuse_future(command.detected_at, context.now, field="detected_at")
    by, now, regime = context.by, context.now, context.policy.regimes.leading
    opened = e.IncidentOpened(
        at=now,
        by=by,
        title=command.title,
        detected_at=command.detected_at,
        signal=command.signal,
        message=command.message,
        playbook=regime.playbook.id,
        playbook_version=regime.playbook.version,
        playbook_sha256=regime.sha256,
    )
    if command.personal_data is None:
        return [opened]
    first = e.FactStated(
        at=now,
        by=command.reporter or by,
        fact="personal_data",
        value=command.personal_data,
        source="person",
        confirmed=False,
    )
    return [opened, first]


def refuse_personal(title: str) -> None:
    """The title is shown wherever the incident is: on cards, the Home tab and for good in the register."""
    if kinds := personal_kinds(title):
        raise Refused(
            f"This looks like personal data: {', '.join(kinds)}. Leave out names, addresses and numbers of "
            "people; say what happened. The details go into the private channel.",
            field="title",
        )


ACT = Act("report", Report, "anybody", "report a breach", ready, events)
