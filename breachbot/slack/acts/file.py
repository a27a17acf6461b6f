"""The form that records a filing at the authority."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.acts.file import File
from breachbot.incident.addressees import addressees
from breachbot.incident.guidance import overdue
from breachbot.incident.state import Approval, Incident
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, moment, say
from breachbot.slack.kit.words import utc


def what_was_filed(asked: Asked) -> View:
    incident, late = asked.incident, overdue(asked.incident, asked.context)
    law = asked.context.policy.regimes.filing
    versions = {str(a.event.version): _version(incident, a) for a in incident.approvals_of("authority")}
    newest_first = dict(list(versions.items())[::-1][:100])
    delay = ask(
        "delay_reasons",
        f"Why later than {law.hours}?",
        line(tall=True, most=File.most("delay_reasons")),
        hint=f"{law.article} asks for the reasons. Leave it empty if it was in time, or the notice gives them.",
        optional=True,
    )
    return modal(
        Act.FILE,
        "Record a filing",
        "Record",
        incident.id,
        say("breachbot files nothing itself. Record here what you filed at the authority."),
        *_with_whom(incident),
        ask("version", "Which draft?", choice("static_select", newest_first, [*newest_first][:1])),
        ask("filed_at", "When was it filed?", moment(asked.context.now)),
        ask("channel", "Where?", line(most=File.most("channel")), hint="The portal or the address."),
        ask(
            "reference",
            "The authority's reference",
            line(most=File.most("reference")),
            hint="'none given' if there is none.",
        ),
        *([delay] if late else []),
    )


def _with_whom(incident: Incident) -> list[Block]:
    """The question with which authority, where several are to have the notice: first those that have nothing."""
    listed = sorted(addressees(incident), key=lambda one: bool(one.filings))
    if not listed:
        return []
    names = {one.id: one.name + (" (has one already)" if one.filings else "") for one in listed}
    return [ask("authority", "With which authority?", choice("static_select", names, [*names][:1]))]


def _version(incident: Incident, approval: Approval) -> str:
    """A version as an option: one whose approval is void can still be filed as 'known as of' (Art. 33(4))."""
    draft = incident.draft("authority", approval.event.version)
    if approval.void is None or draft is None:
        return f"Draft {approval.event.version}, approved"
    return f"Draft {draft.version}, known as of {utc(draft.as_of)}; changed since"


def command(_asked: Asked, view: View) -> File:
    version = form.text(view, "version")
    if not (version.isdecimal() and len(version) <= 6):
        raise Refused("Choose the draft that was filed.", field="version")
    return File.of(
        version=int(version),
        filed_at=form.instant(view, "filed_at"),
        channel=form.text(view, "channel"),
        reference=form.text(view, "reference"),
        delay_reasons=form.text(view, "delay_reasons") or None,
        authority=form.text(view, "authority") or None,
    )


BUTTONS = (Button(Act.FILE, "file", "Record filing", command, what_was_filed),)
