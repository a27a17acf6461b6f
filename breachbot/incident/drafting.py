"""Drafts: which notices are needed now, and a new version of one, rendered from the facts of this moment."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.addressees import Addressee, addressees
from breachbot.incident.known import settled_facts
from breachbot.incident.languages import addresses
from breachbot.incident.news import news_since
from breachbot.incident.outcome import outcome
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.policy import Policy
from breachbot.incident.stale import served, why_stale
from breachbot.incident.state import Incident, once
from breachbot.incident.translated import in_other_languages, problems_elsewhere
from breachbot.notices.draft import draft as render
from breachbot.notices.draft import hashes, named
from breachbot.notices.fields import State

AUDIENCES: tuple[e.Audience, ...] = ("authority", "page", "mail")


def wanted(incident: Incident, audience: e.Audience, policy: Policy) -> bool:
    """Whether a notice for this audience is called for: by its duty, or since what is out says something else today."""
    if outcome(incident, served(audience, policy)) != "not_required":
        return True
    out = {"authority": incident.filed(), "page": incident.public_page(), "mail": None}[audience]
    return out is not None and news_since(incident, out, policy) is not None


def moot(incident: Incident, draft: e.NoticeDrafted, policy: Policy) -> bool:
    """Whether nobody needs this draft any more: its duty is gone, and nothing that is out needs a correction."""
    return draft.state != "withdrawal" and not wanted(incident, draft.audience, policy)


@once
def needed(incident: Incident, policy: Policy) -> list[e.Audience]:
    """The audiences for which a new draft makes sense now: it is called for, and no draft still serves."""
    return [one for one in AUDIENCES if wanted(incident, one, policy) and not _stands(incident, one, policy)]


def drafted(
    incident: Incident, audience: e.Audience, context: Context, change: str | None, *, withdraw: bool = False
) -> list[e.IncidentEvent]:
    """A new version, and the approvals that it replaces. Once something is out, `change` says what is new."""
    state = _state(incident, audience, withdraw)
    if state != "notice" and len(change or "") < 10:
        raise Refused("Say in a sentence what changes; readers will see it.", field="change")
    return [*_replaced(incident, audience, context), _rendered(incident, audience, context, state, change)]


def _rendered(
    incident: Incident, audience: e.Audience, context: Context, state: State, change: str | None
) -> e.NoticeDrafted:
    now, policy, earlier = context.now, context.policy, incident.draft(audience)
    change = change if state != "notice" or _read_outside(incident, audience) else None
    edition = Edition(audience, (earlier.version if earlier else 0) + 1, now, state, change)
    alternates = addresses(incident, audience, policy)
    fields = fields_of(edition, incident, settled_facts(incident), policy)
    made = render(fields, policy.templates, own_hosts=(policy.firm.host,), alternates=alternates)
    others = in_other_languages(edition, incident, policy)
    documents = dict(made.documents)
    for name, there in others.items():
        documents |= {named(document, name): text for document, text in there.made.documents.items()}
    return e.NoticeDrafted(
        at=now,
        by=context.by,
        audience=audience,
        version=edition.version,
        state=state,
        change=change,
        outcome=outcome(incident, served(audience, policy)),
        documents=documents,
        primary=made.primary,
        sha256=made.sha256,
        files=hashes(documents),
        fields_sha256=made.fields_sha256,
        points=made.points,
        still_unknown=made.still_unknown,
        problems=(*made.problems, *problems_elsewhere(made, others)),
        late_without_reasons=made.late_without_reasons,
        template_sha256=made.template_sha256,
        as_of=now,
        form=edition.form,
        language=policy.templates.locale,
        languages={name: there.recorded for name, there in others.items()},
    )


def _replaced(incident: Incident, audience: e.Audience, context: Context) -> list[e.ApprovalVoided]:
    return [
        e.ApprovalVoided(
            at=context.now,
            by=e.SYSTEM,
            audience=audience,
            version=one.event.version,
            reason="A newer draft replaces it.",
        )
        for one in incident.approvals_of(audience)
        if one.void is None
    ]


def _read_outside(incident: Incident, audience: e.Audience) -> bool:
    """Whether its readers have had an earlier one, so that what changes says something to them."""
    return bool({"authority": incident.filings, "page": incident.published, "mail": incident.told}[audience])


def _stands(incident: Incident, audience: e.Audience, policy: Policy) -> bool:
    """Whether the newest draft for an audience still serves."""
    draft = incident.draft(audience)
    if draft is None or incident.rejected(draft):
        return False
    if _only_void(incident, draft) and not _says_enough_outside(incident, draft, policy):
        return False
    if audience == "page" and incident.published and draft.version == incident.published[-1].version:
        told_since = incident.told != incident.as_drafted(draft).told
        if draft.state == "withdrawal" or told_since:
            return False
    return why_stale(incident, draft, policy, settled_facts(incident)) is None


def _only_void(incident: Incident, draft: e.NoticeDrafted) -> bool:
    """Whether it was approved and no approval of it holds: the same version cannot be approved again."""
    approvals = [a for a in incident.approvals_of(draft.audience) if a.event.version == draft.version]
    return bool(approvals) and all(a.void is not None for a in approvals)


def _says_enough_outside(incident: Incident, draft: e.NoticeDrafted, policy: Policy) -> bool:
    """Whether this version is out already, at every target, and the same words again would add nothing."""
    if draft.audience == "page":
        newest = bool(incident.published) and incident.published[-1].version == draft.version
        return newest and not incident.lacking(policy.firm.targets)
    if draft.audience != "authority" or draft != incident.filed():
        return False
    if still_to_have(incident, draft.version, policy):
        return False
    return incident.filed_as == "complete" or bool(draft.still_unknown)


def still_to_have(incident: Incident, version: int, policy: Policy) -> tuple[Addressee, ...]:
    """The confirmed authorities with which this version is still to be filed: those that have nothing, and those whose
    older one is incomplete or says something else than what is known."""
    return tuple(one for one in addressees(incident) if _lacks(incident, one, version, policy))


def _lacks(incident: Incident, one: Addressee, version: int, policy: Policy) -> bool:
    newest = max((filed.version for filed in one.filings), default=None)
    if newest is None or newest >= version:
        return newest is None
    draft = incident.draft("authority", newest)
    complete = any(filed.phase == "complete" for filed in one.filings if filed.version == newest)
    return not complete or (draft is not None and news_since(incident, draft, policy) is not None)


def _state(incident: Incident, audience: e.Audience, withdraw: bool) -> State:
    out = incident.published if audience == "page" else incident.filings if audience == "authority" else ()
    return "withdrawal" if withdraw else "correction" if out else "notice"
