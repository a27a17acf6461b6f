"""The clocks of an incident: its own, and one of each set that was set apart as another breach.

Each clock has a moment of awareness and hours of its own. One notification may bundle only data of the same kind that
were breached in the same way over a short time (EDPB Guidelines 9/2022); a set of the same breach shares the
incident's clock. A clock has run its course once a notice that speaks of its data is filed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from breachbot.deadlines.background import latest_bound
from breachbot.deadlines.clock import due_at, utc
from breachbot.incident.events import MAIN, AuthorityFiled
from breachbot.incident.known import facts_of, processed_for_others
from breachbot.incident.outcome import outcome_of
from breachbot.incident.policy import Policy
from breachbot.incident.responsible import counted
from breachbot.incident.state import AffectedSet, Incident, once
from breachbot.playbook.obligation import Bound, Obligation


@dataclass(frozen=True)
class Clock:
    """One clock of an incident.

    affected_set: whose it is; the main set's is the incident's. due_at: the end of the authority's hours, in UTC; None
    where no number applies. owed: the authority must be told of some of its data, or that is not settled.
    first: the first filing that speaks of its data; None while there is none. Of several authorities it is the filing
    with which the last of them heard of its data; None while one has not.
    """

    affected_set: str
    aware_at: datetime
    due_at: datetime | None
    owed: bool
    first: AuthorityFiled | None

    @property
    def runs(self) -> bool:
        """Whether its data are still to be notified."""
        return self.owed and self.first is None


@once
def clocks(incident: Incident, policy: Policy) -> tuple[Clock, ...]:
    """All of them, the incident's first; none while nobody is aware."""
    filing = policy.regimes.filing
    return tuple(
        Clock(
            affected_set=one,
            aware_at=aware_at,
            due_at=ends(aware_at, filing),
            owed=any(outcome_of(incident, filing.id, s.id) != "not_required" for s in sets_of(incident, one)),
            first=_first(incident, one, policy),
        )
        for one in _owners(incident)
        if (aware_at := incident.aware_since(one))
    )


def _first(incident: Incident, clock: str, policy: Policy) -> AuthorityFiled | None:
    theirs = counted(incident, policy)
    firsts = [next((f for f in made if _speaks_of(incident, f, clock)), None) for made in theirs]
    heard = [one for one in firsts if one]
    return max(heard, key=incident.filings.index) if len(heard) == len(firsts) else None


def first_heard(incident: Incident, filed: AuthorityFiled, clock: str) -> bool:
    """Whether it was by this filing that its authority first heard of the data of a clock."""
    same = next((made for made in incident.filed_with if filed in made), incident.filings)
    return next((f for f in same if _speaks_of(incident, f, clock)), None) is filed


def counting(found: Iterable[Clock]) -> list[Clock]:
    """Those whose hours a notice has to keep: of data of which the authority must be told, or may have to be. A notice
    that nobody owes keeps the hours of all."""
    listed = list(found)
    return [one for one in listed if one.owed] or listed


def _owners(incident: Incident) -> tuple[str, ...]:
    return (MAIN, *(one.id for one in incident.sets if one.aware_at))


def sets_of(incident: Incident, clock: str) -> tuple[AffectedSet, ...]:
    """The sets that go by a clock."""
    return tuple(one for one in incident.sets if incident.clock_of(one.id) == clock)


def _speaks_of(incident: Incident, filed: AuthorityFiled, clock: str) -> bool:
    """Whether a notice says something of the data of a clock. Every notice does of the incident's."""
    if clock == MAIN:
        return True
    draft = incident.draft("authority", filed.version)
    then = incident.as_drafted(draft) if draft else None
    return then is not None and then.clock_of(clock) == clock and not processed_for_others(then, clock)


def next_clock(incident: Incident, policy: Policy) -> Clock | None:
    """The clock that ends first among those that run; the incident's where none does; None while nobody is aware."""
    found = clocks(incident, policy)
    running = [one for one in found if one.runs]
    return min(running, key=_end) if running else found[0] if found else None


def _end(one: Clock) -> datetime:
    return one.due_at or datetime.max.replace(tzinfo=UTC)


def clock(incident: Incident, policy: Policy) -> datetime | None:
    """When the hours for the notice to the authority end next, in UTC; None while nobody is aware."""
    found = next_clock(incident, policy)
    return found.due_at if found else None


def stopped(incident: Incident, policy: Policy) -> bool:
    """Whether the hours no longer matter: the authority has a notice, and no clock runs beside it."""
    return bool(incident.filings) and not any(one.runs for one in clocks(incident, policy))


def ends(aware_at: datetime | None, obligation: Obligation) -> datetime | None:
    """When the hours of an obligation end, in UTC; None while nobody is aware, or where the law sets no number."""
    if aware_at is None or obligation.within is None:
        return None
    return due_at(aware_at, obligation.within)


def decide_by(incident: Incident, policy: Policy) -> datetime | None:
    """By when people are to have decided whether the company is aware, in UTC; None once they have, or it is over."""
    rule = policy.regimes.investigation
    detected = incident.detected_at
    if detected is None or incident.aware_at or incident.ended or rule is None:
        return None
    return due_at(detected, rule.within)


def worst_case(incident: Incident, policy: Policy) -> datetime | None:
    """When the authority's hours would end if the company had been aware since detection, in UTC: beside the clock, and
    never instead of it. None where that is no earlier, once the authority has a notice of all data, and at the end."""
    detected = incident.detected_at
    if detected is None or incident.ended or stopped(incident, policy):
        return None
    if incident.aware_at and incident.aware_at <= detected:
        return None
    return ends(detected, policy.regimes.filing)


@dataclass(frozen=True)
class Beyond:
    """A later end of the hours that the law may allow, in UTC: background beside what is late."""

    at: datetime
    law: Bound


def beyond(aware_at: datetime, policy: Policy) -> Beyond | None:
    """When the authority's hours end if that of awareness is not counted; None where the regime has no such rule."""
    filing = policy.regimes.filing
    law = next((one for one in filing.bounds if one.id == "latest"), None)
    if law is None or filing.within is None:
        return None
    return Beyond(latest_bound(aware_at, filing.within, policy.templates.zone), law)


def proposed(incident: Incident, clock: str) -> datetime | None:
    """The moment of awareness that the facts propose: the controller is in principle aware once a processor tells it
    (EDPB Guidelines 9/2022, para 44). Of several sets the first."""
    return first_told(incident, sets_of(incident, clock))


def first_told(incident: Incident, sets: Iterable[AffectedSet]) -> datetime | None:
    """When a processor first told us of any of these data; None where that is not known."""
    return min((told for one in sets if (told := told_at(incident, one.id))), default=None)


def told_at(incident: Incident, affected_set: str) -> datetime | None:
    """When a processor told us of these data, in UTC; None where none did, or the moment is not certain."""
    told, moment = (facts_of(incident, affected_set).get(n) for n in ("processor_told", "processor_told_at"))
    if moment is None or not moment.firm or (told and told.firm and told.value == "no"):
        return None
    return utc(datetime.fromisoformat(str(moment.value)))


def told_by_processor(incident: Incident, affected_set: str) -> bool:
    """Whether it is certain that a processor told us of these data."""
    told = facts_of(incident, affected_set).get("processor_told")
    return told is not None and told.firm and told.value == "yes"
