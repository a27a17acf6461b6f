"""What an incident still owes, to whom and until when: derived from its events, never stored as a status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from breachbot.deadlines.clock import due_at
from breachbot.incident import events as e
from breachbot.incident.known import settled_facts, untold
from breachbot.incident.measures import open_measures
from breachbot.incident.news import News, news_since
from breachbot.incident.outcome import WEIGHT, because, outcome, outcome_of, ruling_of
from breachbot.incident.packs import applying, due_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import AffectedSet, Incident, once
from breachbot.incident.times import Clock, clocks, decide_by, next_clock, stopped
from breachbot.playbook.obligation import Kind, Obligation
from breachbot.playbook.regimes import Law
from breachbot.playbook.words import Outcome

Gap = Literal[
    "breach",  # nobody has said whether it is one
    "facts",  # answers are missing on which the duty hangs
    "judgement",  # all that matters is known, and the law leaves it to judgement
    "notice",  # the authority has nothing
    "completion",  # the authority has an initial notice only
    "page",  # nothing is on the security page
    "targets",  # the page is not at every target yet
    "people",  # nobody was told directly
    "number",  # how many people are affected is not known, so nobody can say that all were told
    "others",  # some of the people affected were told
    "controllers",  # not every controller was told
    "record",  # nobody has recorded that it was done
    "anchor",  # nobody has stated the moment from which its time counts
    "update",  # what is out says something else than what is known
    "promise",  # the page promises an update by a time
    "measure",  # a follow-up measure is not done
]
"""What is missing before a duty is met."""

PROMISED = "promised"
"""What an update that the page promises is called behind its obligation: it has reminders of its own."""

UNSETTLED: Mapping[Outcome, Gap] = {"undetermined": "facts", "weigh": "judgement"}
"""What is missing while nobody can say whether there is a duty."""


@dataclass(frozen=True)
class Owed:
    """One obligation of one incident.

    kind: how it is met; None for the question whether it is a breach at all.
    affected_set: the set whose controllers are to be told; the other duties are the incident's as a whole.
    due_at: the end of its hours, of what the page promises, or of the time for the decision, in UTC; None for a duty
    without hours, or while nobody is aware.
    since: from when its reminders count where that is later than awareness; None otherwise.
    stopped: the hours no longer matter (the authority has at least an initial notice of all data).
    clock: the set by whose awareness the hours count; the main set's is the incident's.
    law: the obligation itself, of what a person does elsewhere: that of a pack is as it was when it was confirmed.
    because: the first ground of the outcome, empty before an assessment.
    gap: what is missing; None where nothing is left to do.
    changed: of a text that is out, the titles of what it would say otherwise.
    """

    obligation: str
    kind: Kind | None
    outcome: Outcome
    due_at: datetime | None
    stopped: bool
    gap: Gap | None
    because: str = ""
    since: datetime | None = None
    affected_set: str = e.MAIN
    changed: tuple[str, ...] = ()
    clock: str = e.MAIN
    law: Obligation | None = None

    @property
    def met(self) -> bool:
        """Whether nothing is left to do."""
        return self.gap is None

    @property
    def key(self) -> str:
        """Its name among the duties of the incident: what reminders and deadlines are kept under."""
        if self.gap == "promise":
            return f"{self.obligation}@{PROMISED}"
        return self.obligation if self.affected_set == e.MAIN else f"{self.obligation}@{self.affected_set}"


@once
def duties(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """The duties that can be open, in the order in which they press: the last one for each affected set."""
    recorded = (_recorded(incident, law, policy) for law in (*policy.regimes.recorded, *applying(incident)))
    controllers = (_controllers(incident, one, policy) for one in incident.sets)
    people = (_communication(incident, policy), *_promise(incident, policy))
    return (_authority(incident, policy), *recorded, *people, *controllers)


UNDECIDED = "undecided"
"""What reminders are kept under while nobody has said whether it is a breach."""


def to_remind(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """What people are reminded of: before awareness the question whether it is a breach, then each open duty, and after
    the end the follow-up measures."""
    if incident.opened is None:
        return ()
    if incident.ended:
        return tuple(
            Owed(one.key, None, "required", one.due_at, False, "measure", since=one.agreed.at)
            for one in open_measures(incident)
        )
    if incident.aware_at is None:
        until = decide_by(incident, policy)
        since = min((incident.opened.at, *(one.detected_at for one in incident.taken_in)))
        asked = Owed(UNDECIDED, None, "undetermined", until, False, "breach", since=since)
        return (asked, *of_packs(incident, policy))
    return open_duties(incident, policy)


def open_duties(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """Those that keep the incident from being closed; of those with hours the earliest first, then the others."""
    return tuple(sorted((duty for duty in duties(incident, policy) if not duty.met), key=_pressing))


def _pressing(duty: Owed) -> tuple[bool, datetime]:
    """A contract may require a controller to be told long before the authority's 72 hours end."""
    counts = duty.due_at is not None and not duty.stopped
    return not counts, duty.due_at if counts and duty.due_at else datetime.max.replace(tzinfo=UTC)


def _authority(incident: Incident, policy: Policy) -> Owed:
    name = policy.regimes.filing.id
    ruled, over, runs = outcome(incident, name), stopped(incident, policy), next_clock(incident, policy)
    complete = over and incident.filed_as == "complete"
    news = _news_of_any(incident, policy) if complete else None
    left = _left_to_notify(incident, policy) if incident.filings and not over else ruled
    gap = UNSETTLED.get(left)
    if left == "required" and not complete:
        gap = "completion" if over else "notice"
    elif news and gap is None:
        gap = "update"
    return Owed(
        name,
        Kind.FILING,
        ruled,
        runs.due_at if runs else None,
        over,
        gap,
        because=next(iter(because(incident, name)), ""),
        since=news.since if news else _filed_at(incident, runs),
        changed=news.titles if news else (),
        clock=runs.affected_set if runs else e.MAIN,
    )


def _news_of_any(incident: Incident, policy: Policy) -> News | None:
    """What the first authority that has an outdated notice was told otherwise."""
    newest = (max(one.version for one in made) for made in incident.filed_with if made)
    found = (_news(incident, incident.draft("authority", version), policy) for version in newest)
    return next(filter(None, found), None)


def _left_to_notify(incident: Incident, policy: Policy) -> Outcome:
    """What is owed of the data of which no notice speaks yet, where one of other data is filed."""
    name = policy.regimes.filing.id
    running = [one.affected_set for one in clocks(incident, policy) if one.runs]
    return max((outcome_of(incident, name, one) for one in running), key=WEIGHT.index)


def _filed_at(incident: Incident, runs: Clock | None) -> datetime | None:
    """From when the reminders count that follow a filing: of what is to be completed, the first; of data of which no
    notice speaks yet, the newest."""
    if not incident.filings or runs is None:
        return None
    return max(runs.aware_at, incident.filings[-1].at) if runs.runs else incident.filings[0].at


def _recorded(incident: Incident, law: Law, policy: Policy) -> Owed:
    """What a person does elsewhere: the record meets it, whatever is still open about it."""
    one, due = law.obligation, due_of(incident, law, policy)
    ruled, why = _ruled(incident, law, policy)
    done = incident.record(one.id) is not None
    gap = UNSETTLED.get(ruled, "record") if not done and ruled != "not_required" else None
    if gap == "record" and due.lacks and due.at is None and one.counting:
        gap = "anchor"
    by_awareness = not law.book.criteria and one.anchor == "awareness"
    since = None if by_awareness else due.since
    return Owed(one.id, Kind.RECORD, ruled, due.at, done, gap, why, since, law=one)


def _ruled(incident: Incident, law: Law, policy: Policy) -> tuple[Outcome, str]:
    """The outcome of what a person does elsewhere, and why: a pack was confirmed, or the facts say it.

    What follows others is owed as far as each of them is. An exception lifts the obligation that it belongs to, and
    leaves open what merely follows that one.
    """
    one = law.obligation
    if law.book.criteria and not one.follows:
        return "required", one.otherwise.because
    followed = [(_followed(incident, each, policy), each) for each in one.follows]
    found = followed or [(outcome(incident, one.id), one.id)]
    ruled, basis = min(found, key=lambda pair: WEIGHT.index(pair[0]))
    return ruled, next(iter(because(incident, basis)), "")


def _followed(incident: Incident, obligation: str, policy: Policy) -> Outcome:
    ruled = outcome(incident, obligation)
    lifted = ruled == "not_required" and _by_exception(incident, obligation, policy)
    return "weigh" if lifted else ruled


def _by_exception(incident: Incident, obligation: str, policy: Policy) -> bool:
    exceptions = {rule.id for rule in policy.regimes.rules if rule.effect == "exception"}
    found = (ruling_of(incident, obligation, one.id) for one in incident.sets)
    return any(exceptions & set(ruling.rules) for ruling in found if ruling)


def of_packs(incident: Incident, policy: Policy) -> tuple[Owed, ...]:
    """What the packs that apply still ask for, whether or not it is a personal data breach."""
    found = (_recorded(incident, law, policy) for law in applying(incident))
    return tuple(one for one in found if not one.met)


def to_record(incident: Incident, policy: Policy) -> list[Obligation]:
    """The obligations of which a person can record now that they were met."""
    found = [*duties(incident, policy)]
    return [one.law for one in found if one.law and not one.met]


def _news(incident: Incident, draft: e.NoticeDrafted | None, policy: Policy) -> News | None:
    return news_since(incident, draft, policy) if draft else None


def _communication(incident: Incident, policy: Policy) -> Owed:
    name = policy.regimes.communication.id
    ruled = outcome(incident, name)
    exempt = _exempt(incident, policy)
    news = _news(incident, incident.public_page(), policy)
    gap = UNSETTLED.get(ruled)
    if ruled == "required" and not exempt:
        gap = _communication_gap(incident)
        gap = gap or ("targets" if incident.lacking(policy.firm.targets) else None)
    if news and gap is None:
        gap = "update"
    why = next(iter(because(incident, name)), "")
    since, changed = (news.since, news.titles) if news else (None, ())
    return Owed(name, Kind.COMMUNICATION, ruled, None, False, gap, why, since, changed=changed)


def _promise(incident: Incident, policy: Policy) -> Iterator[Owed]:
    """The update that the page promises, whatever else is open."""
    if promised := promised_update(incident):
        name, out = policy.regimes.communication.id, incident.published[-1].at
        yield Owed(name, Kind.COMMUNICATION, outcome(incident, name), promised, False, "promise", since=out)


@once
def promised_update(incident: Incident) -> datetime | None:
    """By when the page that is out says that its next update comes; None where it promises none."""
    page = incident.public_page()
    stated = settled_facts(incident.as_drafted(page)).get("next_update_by") if page else None
    if page is None or stated is None or not stated.firm:
        return None
    promised = datetime.fromisoformat(str(stated.value))
    return promised if promised > page.as_of else None


def _exempt(incident: Incident, policy: Policy) -> bool:
    """Whether it was decided that nobody need be told: on a ground that does not ask for a public page instead."""
    waived = incident.waived
    ground = policy.regimes.waiver.ground(waived.ground) if waived else None
    return ground is not None and not ground.in_public


def _communication_gap(incident: Incident) -> Gap | None:
    """Art. 34: the page alone does not do; a direct message, or a reasoned decision under 34(3), goes with it.

    It is owed to each person (Art. 34(1)): the upper end of an estimate counts.
    """
    if incident.public_page() is None:
        return "page"
    if incident.waived:
        return None
    if not incident.told:
        return "people"
    affected = most_affected(incident)
    if affected is None:
        return "number"
    return "others" if told_so_far(incident) < affected else None


def told_so_far(incident: Incident) -> int:
    """How many people were told directly."""
    return sum(one.number for one in incident.told)


def most_affected(incident: Incident) -> int | None:
    """The number of people affected, or the upper end of a range; None while nobody vouches for one."""
    count = settled_facts(incident).get("people_count")
    if count is None or not count.firm:
        return None
    upper = count.value["max"] if isinstance(count.value, dict) else count.value
    return upper if isinstance(upper, int) else None


def _controllers(incident: Incident, one: AffectedSet, policy: Policy) -> Owed:
    """Art. 33(2), for one set: each named controller, or at least one while nobody has named them."""
    name = policy.regimes.controllers.id
    ruled = outcome_of(incident, name, one.id)
    told = any(t.affected_set == one.id for t in incident.controllers_told)
    left = untold(incident, one)
    gap = UNSETTLED.get(ruled)
    if ruled == "required" and (left or not told):
        gap = "controllers"
    due = _contract_due(incident, one, left, policy)
    ruling = ruling_of(incident, name, one.id)
    why = ruling.because[0] if ruling and ruling.because else ""
    clock = incident.clock_of(one.id)
    return Owed(name, Kind.CONTROLLERS, ruled, due, False, gap, why, affected_set=one.id, clock=clock)


def due_to(incident: Incident, one: AffectedSet, controller: str, policy: Policy) -> datetime | None:
    """By when a controller has to be told of a set by contract, in UTC; None if it sets no number of hours."""
    customer, aware_at = policy.regimes.customer(controller), incident.aware_since(one.id)
    if customer is None or customer.within is None or aware_at is None:
        return None
    return due_at(aware_at, customer.within)


def _contract_due(
    incident: Incident, one: AffectedSet, controllers: tuple[str, ...], policy: Policy
) -> datetime | None:
    """The earliest of these contracts' deadlines."""
    found = [due for name in controllers if (due := due_to(incident, one, name, policy))]
    return min(found, default=None)
