"""Record a filing that a person made at the authority. breachbot files nothing itself."""

from __future__ import annotations

from typing import Annotated, Literal

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told, refuse_future
from breachbot.incident.stale import stale_now
from breachbot.incident.state import Incident, evolve
from breachbot.incident.times import clocks, counting
from breachbot.incident.twice import refuse_same_filing


class File(Command):
    """Which approved draft was filed, when, where and under which reference; why so late, if it was."""

    version: int
    filed_at: e.Utc
    channel: Annotated[str, Told("Say where it was filed: the portal, the address.", most=bounds.SHORT)]
    reference: Annotated[str, Told("Give the authority's reference, or 'none given'.", most=bounds.SHORT)]
    delay_reasons: Annotated[str | None, Told("", least=0, most=bounds.REASON)] = None


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
    refuse_same_filing(incident, version=draft.version, channel=command.channel, reference=command.reference)
    filed = e.AuthorityFiled(
        at=context.now,
        by=context.by,
        phase=_phase(incident, draft, approvals[-1].void),
        version=command.version,
        sha256=draft.sha256,
        known_as_of=draft.as_of,
        filed_at=command.filed_at,
        channel=command.channel,
        reference=command.reference,
        delay_reasons=command.delay_reasons or None,
    )
    _require_reasons(incident, filed, draft, context)
    return [filed, *stale_now(evolve(incident, filed), context.policy, context.now)]


def _require_reasons(
    incident: Incident, filed: e.AuthorityFiled, draft: e.NoticeDrafted, context: Context
) -> None:
    """For each clock of whose data the authority hears now for the first time."""
    found = counting(clocks(evolve(incident, filed), context.policy))
    late = [c.due_at for c in found if c.first is filed and c.due_at and filed.filed_at > c.due_at]
    if filed.delay_reasons or not late:
        return
    if draft.as_of <= min(late) or draft.late_without_reasons:
        law = context.policy.regimes.filing
        raise Refused(
            f"It is later than {law.hours}: {law.article} asks for the reasons.", field="delay_reasons"
        )


def _phase(
    incident: Incident, draft: e.NoticeDrafted, void: str | None
) -> Literal["initial", "follow_up", "complete"]:
    if void is None and not draft.still_unknown:
        return "complete"
    return "follow_up" if any(filed.version < draft.version for filed in incident.filings) else "initial"


ACT = Act("file", File, "responder", "record a filing", ready, events)
