"""Laws that only set clocks, and only for an incident of which a person has confirmed that they apply (packs).

The answer freezes the pack: the incident goes by what the file said then, whose hash the event keeps. Until somebody
has answered, nobody knows; that is asked, and never counts as "no duty".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from breachbot.deadlines.counting import end_of
from breachbot.deadlines.days import working_days
from breachbot.incident import events as e
from breachbot.incident.outcome import outcome_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident, once
from breachbot.incident.times import first_told
from breachbot.playbook.obligation import Obligation
from breachbot.playbook.regimes import Law
from breachbot.playbook.timing import Limit
from breachbot.playbook.types import Playbook


@dataclass(frozen=True)
class Due:
    """By when something is owed, in UTC; None where the law sets no number, or nobody has stated from when it counts.

    since: from when it counts for people: its moment, or later where that was stated or the law confirmed later.
    lacks: the limit of which nobody has stated the moment.
    """

    at: datetime | None
    since: datetime | None
    lacks: Limit | None


def answer(incident: Incident, regime: str) -> e.RegimeConfirmed | None:
    """The newest answer to whether a pack applies."""
    return next((one for one in reversed(incident.regimes) if one.regime == regime), None)


def unanswered(incident: Incident, policy: Policy, day: date) -> tuple[Playbook, ...]:
    """The packs in force on a day of which nobody has said yet whether they apply."""
    return tuple(book for book in offered(policy, day) if answer(incident, book.id) is None)


def offered(policy: Policy, day: date) -> tuple[Playbook, ...]:
    """The packs that the company goes by and that are in force on a day."""
    return tuple(one.playbook for one in policy.regimes.packs if one.playbook.in_force(day))


@once
def applying(incident: Incident) -> tuple[Law, ...]:
    """The obligations of the packs that apply, as they were when that was confirmed."""
    newest = {one.regime: one for one in incident.regimes}
    return tuple(law for one in newest.values() if one.applies for law in laws(frozen(one), one.criteria))


def kept(book: Playbook) -> dict[str, Any]:
    """A pack as an answer keeps it: whole, without what is as it would be anyway."""
    return book.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def frozen(confirmed: e.RegimeConfirmed) -> Playbook:
    """The pack as it was when somebody answered."""
    return Playbook.model_validate(confirmed.pack)


def laws(book: Playbook, criteria: Iterable[str]) -> Iterator[Law]:
    """The obligations of a pack that are owed on these grounds."""
    met = set(criteria)
    return (Law(book, one) for one in book.obligations if one.criterion is None or one.criterion in met)


def due_of(incident: Incident, law: Law, policy: Policy) -> Due:
    """By when an obligation is owed: the earlier end of its limits, as far as their moments are known."""
    confirmed = answer(incident, law.book.id)
    told = [confirmed.at] if confirmed else []
    limits = [one for one in (law.obligation, law.obligation.no_later) if one]
    known = [(one, found) for one in limits if (found := moment(incident, law, one, policy))]
    ends = [end for one, (start, _) in known if (end := _end(start, one, law.book, policy))]
    stated = [max(start, at) for _, (start, at) in known]
    lacking = next((one for one in limits if one not in [limit for limit, _ in known]), None)
    return Due(min(ends, default=None), max([*told, *stated], default=None), lacking)


def _end(start: datetime, limit: Limit, book: Playbook, policy: Policy) -> datetime | None:
    zone = ZoneInfo(book.zone) if book.zone else policy.templates.zone
    counted = book.country if limit.counting == "working_days" else None
    return end_of(start, limit, zone, working_days(counted) if counted else None)


def moment(incident: Incident, law: Law, limit: Limit, policy: Policy) -> tuple[datetime, datetime] | None:
    """The moment from which a limit counts, and when that was put on record; None while nobody has stated it."""
    said = [m for m in incident.moments if (m.regime, m.anchor) == (law.book.id, limit.anchor)]
    if said:
        return said[-1].moment, said[-1].at
    found = _known(incident, law.obligation, limit, policy)
    return (found, found) if found else None


def _known(incident: Incident, obligation: Obligation, limit: Limit, policy: Policy) -> datetime | None:
    """What the incident itself says of a moment."""
    if limit.anchor == "awareness":
        return first_aware(incident, obligation)
    if limit.anchor == "detection":
        return incident.detected_at
    if limit.anchor == "processor":
        return first_told(incident, incident.sets)
    sent = [at for id in limit.after if (at := submitted(incident, id, policy))]
    return min(sent, default=None)


def first_aware(incident: Incident, obligation: Obligation) -> datetime | None:
    """The earliest awareness of data for which it is owed, or may be; else the incident's."""
    basis = obligation.follows or (obligation.id,)
    owing = [
        one.id
        for one in incident.sets
        if all(outcome_of(incident, each, one.id) != "not_required" for each in basis)
    ]
    moments = (incident.aware_since(one) for one in owing)
    return min((one for one in moments if one), default=incident.aware_at)


def submitted(incident: Incident, obligation: str, policy: Policy) -> datetime | None:
    """When an obligation was first met, if it was: recorded, or filed at the authority."""
    if obligation == policy.regimes.filing.id:
        return incident.filings[0].filed_at if incident.filings else None
    done = incident.record(obligation)
    return done.done_at if done else None


def statable(incident: Incident, policy: Policy) -> list[tuple[Law, Limit]]:
    """The limits of which a person can state the moment: of each law and anchor the first that is still owed."""
    found: dict[tuple[str, str], tuple[Law, Limit]] = {}
    for law in (*policy.regimes.recorded, *applying(incident)):
        for limit in filter(None, (law.obligation, law.obligation.no_later)):
            if limit.counting and limit.anchor != "submission" and not incident.record(law.obligation.id):
                found.setdefault((law.book.id, limit.anchor), (law, limit))
    return [*found.values()]
