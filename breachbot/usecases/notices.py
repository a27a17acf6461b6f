"""The verbs on notices: draft, approve or turn down, publish, record what was filed and who was told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Literal

from breachbot.incident import disclosure, drafts, sign_off
from breachbot.incident.events import MAIN, Audience, NoticeDrafted
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House, act, commit, team, write
from breachbot.usecases.ports import Transaction


def draft_notices(house: House, incident_id: str, *, change: str | None, by: str, request: str) -> Incident:
    """Draft every notice that may be needed and does not stand already."""
    decision = partial(drafts.draft_needed, policy=house.policy, change=change, by=by)
    return act(house, incident_id, request, decision)


def draft_withdrawal(house: House, incident_id: str, *, reason: str, by: str, request: str) -> Incident:
    """Draft a version of the public page that withdraws it; like any version it wants approval."""
    decision = partial(
        drafts.draft_notice, policy=house.policy, audience="page", change=reason, withdraw=True, by=by
    )
    return act(house, incident_id, request, decision)


def approve(
    house: House,
    incident_id: str,
    *,
    audience: Audience,
    version: int,
    sha256: str,
    capacity: Literal["dpo_advice", "controller_decision"],
    break_glass: str | None,
    by: str,
    request: str,
) -> Incident:
    """Approve exactly the bytes with this SHA-256. The head of the log at that moment goes into the approval."""

    def work(tx: Transaction) -> Incident:
        first = tx.first_time(request)
        incident = replay(incident_id, tx.events(incident_id))
        if not first:
            return incident
        news = sign_off.approve(
            incident, team(tx), policy=house.policy, audience=audience, version=version, sha256=sha256,
            capacity=capacity, break_glass=break_glass, head=tx.head(), by=by, now=house.now(),
        )  # fmt: skip
        return commit(tx, house, incident, news)

    return write(house, work)


def reject(
    house: House,
    incident_id: str,
    *,
    audience: Audience,
    version: int,
    sha256: str,
    reason: str,
    by: str,
    request: str,
) -> Incident:
    """Turn a draft down and say what to change."""
    decision = partial(
        sign_off.reject, audience=audience, version=version, sha256=sha256, reason=reason, by=by
    )
    return act(house, incident_id, request, decision)


def page_to_publish(house: House, incident_id: str, version: int) -> tuple[Incident, NoticeDrafted]:
    """The incident and its approved page of that version. Raises Refused if the approval no longer holds."""
    incident = house.store.read(lambda tx: replay(incident_id, tx.events(incident_id)))
    return incident, sign_off.page_to_publish(incident, version)


def page_published(
    house: House,
    incident_id: str,
    *,
    version: int,
    path: str,
    url: str,
    sha256: str,
    files: Mapping[str, str],
) -> Incident:
    """Record that the page was written and read back, with the hashes of what else the public sees changed by it."""
    decision = partial(
        sign_off.publish, policy=house.policy, version=version, path=path, url=url, sha256=sha256, files=files
    )
    return act(house, incident_id, None, decision)


def file_at_authority(
    house: House,
    incident_id: str,
    *,
    version: int,
    filed_at: datetime,
    channel: str,
    reference: str,
    delay_reasons: str | None,
    by: str,
    request: str,
) -> Incident:
    """Record a filing that a person made at the authority."""
    decision = partial(
        disclosure.file_at_authority, policy=house.policy, version=version, filed_at=filed_at, channel=channel,
        reference=reference, delay_reasons=delay_reasons, by=by,
    )  # fmt: skip
    return act(house, incident_id, request, decision)


def tell_people(
    house: House, incident_id: str, *, told_at: datetime, channel: str, number: int, by: str, request: str
) -> Incident:
    """Record a direct communication to the people affected."""
    decision = partial(
        disclosure.tell_people, policy=house.policy, told_at=told_at, channel=channel, number=number, by=by
    )
    return act(house, incident_id, request, decision)


def waive_communication(
    house: House, incident_id: str, *, ground: Literal["a", "b", "c"], reason: str, by: str, request: str
) -> Incident:
    """Record a reasoned decision under Art. 34(3)."""
    decision = partial(
        disclosure.waive_communication, policy=house.policy, ground=ground, reason=reason, by=by
    )
    return act(house, incident_id, request, decision)


def tell_controller(
    house: House,
    incident_id: str,
    *,
    told_at: datetime,
    controller: str,
    channel: str,
    affected_set: str = MAIN,
    by: str,
    request: str,
) -> Incident:
    """As a processor: record that a controller was told about one set."""
    decision = partial(
        disclosure.tell_controller, told_at=told_at, controller=controller, channel=channel,
        affected_set=affected_set, by=by,
    )  # fmt: skip
    return act(house, incident_id, request, decision)
