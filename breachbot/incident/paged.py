"""What the web hook is told besides reminders: that nobody has to answer one any more, and what a tracker keeps.

Like all that leaves for other places than the incident's own, it names the codename and the day, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from breachbot.incident import events as e
from breachbot.incident.effect import Effect
from breachbot.incident.late_measures import measure_of
from breachbot.incident.measures import measures
from breachbot.incident.policy import Policy
from breachbot.incident.reach import still_open, who_has_it
from breachbot.incident.state import Incident
from breachbot.incident.team import Team

PAGER, TRACKER = "webhook", "tracker"
"""The channels, by the names under which the outbox has them."""


def waits_for_answer(incident: Incident, number: int, team: Team, policy: Policy, now: datetime) -> bool:
    """Whether what was passed on by the event with this number still waits for somebody."""
    if measure_of(incident, number):
        return True
    found = still_open(incident, policy)
    return found is not None and number in found.numbers and who_has_it(incident, team, now) is None


def calls_over(incident: Incident, team: Team, policy: Policy, now: datetime) -> Iterator[Effect]:
    """To the pager, once for each reminder that it got: nobody has to answer it any more."""
    for number, passed in zip(incident.passed_on_at, incident.passed_on, strict=True):
        if passed.channel == PAGER and not waits_for_answer(incident, number, team, policy, now):
            for name in passed.to:
                yield Effect(
                    kind="call_over",
                    key=f"call_over:{incident.id}:{number}:{name}",
                    lane=f"{PAGER}:{name}",
                    stream=incident.id,
                    args={"channel": PAGER, "seq": str(number), "user": name},
                )


@dataclass(frozen=True)
class Ticket:
    """What a tracker keeps: the response to an incident, or one follow-up measure of it.

    number: of the measure, from 1; 0: the response. until: by the end of which day it is to be done; None: no day.
    """

    incident: str
    number: int
    until: date | None
    done: bool

    @property
    def name(self) -> str:
        """What it is called for ever."""
        return f"{self.incident}/measure-{self.number}" if self.number else self.incident

    @property
    def words(self) -> str:
        """The same in a sentence."""
        what = f"Follow-up measure {self.number} of {self.incident}" if self.number else f"{self.incident}"
        if self.done:
            return f"{what} is done." if self.number else f"{what} has ended."
        return f"{what} is to be done by {self.until}." if self.number else f"{what} has begun."


def ticket(incident: Incident, number: int) -> Ticket | None:
    """The ticket as it is now; None where there is no such measure."""
    if not number:
        return Ticket(incident.id, 0, None, incident.ended is not None)
    found = next((one for one in measures(incident) if one.number == number), None)
    return Ticket(incident.id, number, found.until, found.done is not None) if found else None


def tickets(incident: Incident, news: Sequence[e.Happened]) -> list[Effect]:
    """To the tracker, after `news`: what is new there, and what is done."""
    changed = sorted({number for event in news for number in _changed(incident, event)})
    return [
        Effect(
            kind="ticket",
            key=f"ticket:{incident.id}:{number}:{incident.seen}",
            lane=f"{TRACKER}:{incident.id}",
            stream=incident.id,
            args={"channel": TRACKER, "number": str(number)},
        )
        for number in changed
    ]


def _changed(incident: Incident, event: e.Happened) -> Iterator[int]:
    """The numbers of the tickets that say something else after an event."""
    match event:
        case e.IncidentOpened() | e.JudgedNoBreach() | e.IncidentMerged():
            yield 0
        case e.IncidentClosed():
            yield 0
            yield from range(1, len(event.follow_up) + 1)
        case e.MeasureAdded():
            yield from (one.number for one in measures(incident) if one.agreed == event)
        case e.MeasureDone():
            yield event.number
