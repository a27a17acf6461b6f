"""What an incident still owes, to whom and until when: derived from its events, never stored as a status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from breachbot.deadlines.clock import due_at
from breachbot.incident import events as e
from breachbot.incident.known import settled_facts
from breachbot.incident.news import News, news_since
from breachbot.incident.outcome import Outcome, clock, outcome, outcome_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident


@dataclass(frozen=True)
class Owed:
    """One obligation of one incident.

    affected_set: the set whose controllers are to be told; the other duties are the incident's as a whole.
    due_at: the end of its hours, in UTC; None for a duty without hours, or while nobody is aware.
    since: from when its reminders count where that is later than awareness; None otherwise.
    stopped: the hours no longer matter (the authority has at least an initial notice). met: nothing is left to do.
    wants: the next step in one line; empty when met.
    """

    obligation: str
    outcome: Outcome
    due_at: datetime | None
    stopped: bool
    met: bool
    wants: str
    since: datetime | None = None
    affected_set: str = e.MAIN

    @property
    def key(self) -> str:
        """Its name among the duties of the incident: what reminders and deadlines are kept under."""
        return self.obligation if self.affected_set == e.MAIN else f"{self.obligation}@{self.affected_set}"


def duties(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """The duties that can be open, in the order in which they press: the last one for each affected set."""
    controllers = (_controllers(incident, one, policy) for one in incident.sets)
    return (_authority(incident, policy), _communication(incident, policy), *controllers)


UNDECIDED = "undecided"
"""What reminders are kept under while nobody has said whether it is a breach."""


def to_remind(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """What people are reminded of: before awareness the question whether it is a breach, then each open duty."""
    if incident.opened is None or incident.ended:
        return ()
    if incident.aware_at is None:
        wants = (
            "Find out whether it is a breach; then state awareness, or have the DPO judge that it is none."
        )
        return (Owed(UNDECIDED, "undetermined", None, False, False, wants, incident.opened.at),)
    return open_duties(incident, policy)


def open_duties(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """Those that keep the incident from being closed; of those with hours the earliest first, then the others."""
    return tuple(sorted((duty for duty in duties(incident, policy) if not duty.met), key=_pressing))


def _pressing(duty: Owed) -> tuple[bool, datetime]:
    """A contract may want a controller told long before the authority's 72 hours end."""
    counts = duty.due_at is not None and not duty.stopped
    return not counts, duty.due_at if counts and duty.due_at else datetime.max.replace(tzinfo=UTC)


def _authority(incident: Incident, policy: Policy) -> Owed:
    name = "notify_authority"
    ruled = outcome(incident, name)
    filed = bool(incident.filings)
    complete = filed and incident.filings[-1].phase == "complete"
    news = _news(incident, incident.filed(), policy)
    wants = ""
    if ruled == "undetermined":
        wants = "State the facts, so that it is clear whether the authority must be notified."
    elif ruled == "required" and not filed:
        wants = "File the approved notice at the authority and record it here."
    elif ruled == "required" and not complete:
        wants = "Complete the notice: the authority has an initial one only (Art. 33(4))."
    elif complete and news:
        wants = f"The authority was told otherwise: {_named(news)}. File a follow-up (Art. 33(4))."
    since = news.since if complete and news else incident.filings[0].at if filed else None
    return Owed(name, ruled, clock(incident, policy), filed, not wants, wants, since)


def _news(incident: Incident, draft: e.NoticeDrafted | None, policy: Policy) -> News | None:
    return news_since(incident, draft, policy) if draft else None


def _named(news: News) -> str:
    """What changed, in a few words."""
    shown, more = news.titles[:3], len(news.titles) - 3
    names = "; ".join(title[0].lower() + title[1:] for title in shown)
    return names + (f" and {more} more" if more > 0 else "")


def _communication(incident: Incident, policy: Policy) -> Owed:
    name = "communicate"
    ruled = outcome(incident, name)
    exempt = incident.waived is not None and incident.waived.ground in ("a", "b")
    news = _news(incident, incident.public_page(), policy)
    wants = ""
    if ruled == "undetermined":
        wants = "State the facts, so that it is clear whether the people affected must be told."
    elif ruled == "required" and not exempt:
        wants = _next_communication(incident)
    if news and not wants:
        wants = f"The security page says otherwise: {_named(news)}. Publish an update of it."
    return Owed(name, ruled, None, False, not wants, wants, news.since if news else None)


def _next_communication(incident: Incident) -> str:
    """Art. 34: the page alone does not do; a direct message, or a reasoned decision under 34(3), goes with it."""
    if incident.public_page() is None:
        return "Approve the page and have it published."
    return "" if incident.waived else _who_is_left(incident)


def _who_is_left(incident: Incident) -> str:
    """Art. 34(1) is owed to each person: the upper end of an estimate counts."""
    told, affected = sum(one.number for one in incident.told), most_affected(incident)
    if not told:
        return "Tell the people affected directly and record it, or record why Art. 34(3) applies."
    if affected is None:
        return "State about how many people are affected, so that it is clear whether all were told."
    if told < affected:
        left = f"{told} of {affected} people were told."
        return f"{left} Tell the others, correct the number, or record why Art. 34(3) applies to them."
    return ""


def most_affected(incident: Incident) -> int | None:
    """The number of people affected, of a range its upper end; None while nobody stands for one."""
    count = settled_facts(incident).get("people_count")
    if count is None or not count.firm:
        return None
    upper = count.value["max"] if isinstance(count.value, dict) else count.value
    return upper if isinstance(upper, int) else None


def _controllers(incident: Incident, one: AffectedSet, policy: Policy) -> Owed:
    """Art. 33(2), for one set: each named controller, or at least one while nobody has named them."""
    name = "notify_controller"
    ruled = outcome_of(incident, name, one.id)
    told = any(t.affected_set == one.id for t in incident.controllers_told)
    left = untold(incident, one)
    wants = ""
    if ruled == "undetermined":
        wants = "State whether the company is controller or processor of these data."
    elif ruled == "required" and not (told or left):
        wants = "Tell the controller whose data these are, and record it."
    elif ruled == "required" and left:
        count = "the controller" if len(left) == 1 else f"the {len(left)} controllers"
        wants = f"Tell {count} not told yet, and record it."
    return Owed(
        name, ruled, _contract_due(incident, left, policy), False, not wants, wants, affected_set=one.id
    )


def untold(incident: Incident, one: AffectedSet) -> tuple[str, ...]:
    """The named controllers of a set of whom it is not on record that they were told."""
    told = {t.controller.casefold() for t in incident.controllers_told if t.affected_set == one.id}
    return tuple(name for name in one.controllers if name.casefold() not in told)


def due_to(incident: Incident, controller: str, policy: Policy) -> datetime | None:
    """By when the contract with a controller wants them told, in UTC; None without a number of hours."""
    customer = policy.playbook.customer(controller)
    if customer is None or customer.within is None or incident.aware_at is None:
        return None
    return due_at(incident.aware_at, customer.within)


def _contract_due(incident: Incident, controllers: tuple[str, ...], policy: Policy) -> datetime | None:
    """The earliest of these contracts' deadlines."""
    found = [due for one in controllers if (due := due_to(incident, one, policy))]
    return min(found, default=None)
