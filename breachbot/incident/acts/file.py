"""Record a filing that a person made at the authority. breachbot files nothing itself."""

from __future__ import annotations

from typing import Annotated, Literal

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future
from breachbot.incident.addressees import addressees
from breachbot.incident.stale import stale_now
from breachbot.incident.state import Incident, evolve
from breachbot.incident.times import clocks, counting, first_heard
from breachbot.incident.twice import refuse_same_filing


class File(Command):
    """Which approved draft was filed, when, where and under which reference; why so late, if it was.

    authority: with which of the confirmed authorities; None while nobody has confirmed any.
    """

    version: int
    filed_at: e.Utc
    channel: Annotated[str, Told("Say where it was filed: the portal, the address.", most=bounds.SHORT)]
    reference: Annotated[str, Told("Give the authority's reference, or 'none given'.", most=bounds.SHORT)]
    delay_reasons: Annotated[str | None, Told("", least=0, most=bounds.REASON)] = None
    authority: Annotated[str | None, Told("", least=0, most=bounds.SHORT)] = None


def ready(incident: Incident, _context: Context) -> Obstacle | None:
    if incident.approvals_of("authority"):
        return None
    why = "Only an approved notice can be filed. Ask the DPO to approve it first."
    return Obstacle(why, "approve" if incident.undecided("authority") else "draft")


def events(incident: Incident, command: File, context: Context) -> list[e.IncidentEvent]:
    """Bytes whose approval became void may still be filed, as an initial notice 'known as of' their moment.

    Art. 33(4) allows that. Later than the hours of Art. 33(1), the reasons are needed, in the notice or here.
    """
    draft = incident.draft("authority", command.version)
    approvals = [a for a in incident.approvals_of("authority") if a.event.version == command.version]
    if draft is None or not approvals:
        raise Refused(
            "Only an approved notice can be filed. Ask the DPO to approve it first.", field="version"
        )
    refuse_future(command.filed_at, context.now, field="filed_at")
    if command.filed_at < approvals[0].event.at.replace(second=0, microsecond=0):
        raise Refused("That is before the notice was approved.", field="filed_at")
    authority = _authority(incident, command, context)
    refuse_same_filing(
        incident,
        version=draft.version,
        channel=command.channel,
        reference=command.reference,
        authority=authority,
    )
    filed = e.AuthorityFiled(
        at=context.now,
        by=context.by,
        phase=_phase(incident, draft, approvals[-1].void, authority),
        version=command.version,
        sha256=draft.sha256,
        known_as_of=draft.as_of,
        filed_at=command.filed_at,
        channel=command.channel,
        reference=command.reference,
        delay_reasons=command.delay_reasons or None,
        authority=authority,
    )
    _require_reasons(incident, filed, draft, context)
    return [filed, *stale_now(evolve(incident, filed), context.policy, context.now)]


def _require_reasons(
    incident: Incident, filed: e.AuthorityFiled, draft: e.NoticeDrafted, context: Context
) -> None:
    """For each clock of whose data the authority hears now for the first time."""
    after = evolve(incident, filed)
    found = counting(clocks(after, context.policy))
    late = [
        c.due_at
        for c in found
        if c.due_at and filed.filed_at > c.due_at and first_heard(after, filed, c.affected_set)
    ]
    if filed.delay_reasons or not late:
        return
    if draft.as_of <= min(late) or draft.late_without_reasons:
        law = context.policy.regimes.filing
        raise Refused(
            f"It is later than {law.hours}: {law.article} asks for the reasons.", field="delay_reasons"
        )


def _authority(incident: Incident, command: File, context: Context) -> str | None:
    """With which authority it was filed; where none was confirmed, the one that the settings name by its id. Raises
    Refused where it is not said, or is none of those that were confirmed."""
    listed = addressees(incident)
    if not listed:
        if command.authority in (None, context.policy.firm.authority):
            return context.policy.firm.authority
        why = "Nobody has confirmed with which authorities the notice is filed. The DPO or a deputy does that first."
        raise Refused(why, field="authority")
    if command.authority is None and len(listed) == 1:
        return listed[0].id
    if command.authority not in [one.id for one in listed]:
        names = ", ".join(f"{one.id} ({one.name})" for one in listed)
        raise Refused(f"Say with which authority it was filed: {names}.", field="authority")
    return command.authority


def _phase(
    incident: Incident, draft: e.NoticeDrafted, void: str | None, authority: str | None
) -> Literal["initial", "follow_up", "complete"]:
    if void is None and not draft.still_unknown:
        return "complete"
    theirs = next((one.filings for one in addressees(incident) if one.id == authority), incident.filings)
    return "follow_up" if any(filed.version < draft.version for filed in theirs) else "initial"


ACT = Act("file", File, "responder", "record a filing", ready, events)
