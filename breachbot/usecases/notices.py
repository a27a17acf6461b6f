"""Notices beyond the acts on them: who opened which version, which page may be published, and whether it was."""

from __future__ import annotations

from breachbot.incident import recorded
from breachbot.incident.behalf import OPEN_NOTICE, Operator, taken
from breachbot.incident.documents import opening
from breachbot.incident.events import NoticeApproved, NoticeDrafted
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House, commit, context, write
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.take import record


def page_to_publish(
    house: House, incident_id: str, version: int, target: str
) -> tuple[Incident, NoticeDrafted, NoticeApproved]:
    """The incident, its page of that version and the approval. Raises Refused if it may not go out at that target."""
    found = incident(house, incident_id)
    return found, *recorded.page_to_publish(found, version, target)


def perhaps_out(
    house: House, incident_id: str, version: int, target: str
) -> list[tuple[NoticeDrafted, NoticeApproved]]:
    """Up to that version, each page whose approval no longer holds and that may be at that target without a record."""
    return recorded.perhaps_out(incident(house, incident_id), version, target)


def incident(house: House, incident_id: str) -> Incident:
    """As it is on record now."""
    return house.store.read(lambda tx: replay(incident_id, tx.events(incident_id)))


def opened(
    house: House,
    incident_id: str,
    shown: NoticeDrafted,
    *,
    by: str,
    language: str | None = None,
    operator: Operator | None = None,
) -> Incident:
    """Record that this person opened a version, if it counts and is not on record yet; gives the incident after it.

    language: in which (None: the authoritative one). operator: who read it out to them. Raises Refused for a
    language in which the version is not.
    """

    def work(tx: Transaction) -> Incident:
        incident = replay(incident_id, tx.events(incident_id))
        asked = context(tx, house, by)
        news = [*opening(incident, shown, asked, language)]
        news += taken(incident, news, OPEN_NOTICE, operator, asked) if operator else []
        return commit(tx, house, incident, news)

    return write(house, work)


def page_published(house: House, incident_id: str, *, version: int, out: recorded.Published) -> Incident:
    """Record that the page was written at a target and read back."""
    return record(
        house,
        incident_id,
        lambda incident, now: recorded.page_published(
            incident, house.policy, version=version, out=out, now=now
        ),
    )


def page_not_published(
    house: House, incident_id: str, *, version: int, target: str, reason: str, given_up: bool
) -> Incident:
    """Record that the page could not be written at a target."""
    return record(
        house,
        incident_id,
        lambda incident, now: recorded.page_not_published(
            incident, version=version, target=target, reason=reason, given_up=given_up, now=now
        ),
    )
