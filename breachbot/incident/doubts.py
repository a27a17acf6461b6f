"""What is on record and seldom true together: asked back, never refused, and settled or explained before an approval.

Answers that cannot be true together are refused at once (`assessment/contradictions.py`), but may be on record from a
time when they were not. An explanation holds for the very answers that it was given for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from breachbot.assessment.contradictions import clashing, has
from breachbot.assessment.facts import FACTS, Settled
from breachbot.incident import events as e
from breachbot.incident.doubt import Doubt, Said, answer
from breachbot.incident.doubts_of_time import AWARE_UNSEEN, about_times
from breachbot.incident.duties import told_so_far
from breachbot.incident.known import facts_of_people, processed_for_others, settled_facts
from breachbot.incident.odd import ODD
from breachbot.incident.state import Incident, once
from breachbot.incident.twice import utc
from breachbot.incident.whereabouts import AWAITED

MORE_TOLD, FEWER_TOLD = "more_told", "fewer_told"
CANNOT_BE, OVERTAKEN = "cannot_all_be_so", "measures_before_the_answer"
ONLY_NUMBERS = frozenset({MORE_TOLD, FEWER_TOLD})
"""What the notice to the authority alone says: the others hold no number of people told."""


@once
def doubts(incident: Incident) -> tuple[Doubt, ...]:
    """All of them, explained or not."""
    ours = [one.id for one in incident.sets if not processed_for_others(incident, one.id)]
    of_each = (_excluding, _among_answers, about_times, _overtaken)
    return (*(one for name in ours for find in of_each for one in find(incident, name)), *_numbers(incident))


@dataclass(frozen=True)
class Explanation:
    """Why something is so that seldom is."""

    at: datetime
    by: str
    reason: str


def explained(incident: Incident, doubt: Doubt) -> Explanation | None:
    """The newest explanation of just that. Whoever confirmed an unusual moment of awareness has given one."""
    about = (doubt.id, doubt.affected_set, doubt.words)
    given: list[e.DoubtExplained | e.AwarenessConfirmed] = [
        one for one in incident.explained if (one.doubt, one.affected_set, one.said) == about
    ]
    if doubt.id == AWARE_UNSEEN:
        moment = (doubt.affected_set, incident.aware_since(doubt.affected_set))
        given += [one for one in incident.confirmations if (one.affected_set, one.aware_at) == moment]
    newest = max(given, key=lambda one: one.at, default=None)
    return Explanation(newest.at, newest.by, newest.reason) if newest else None


def open_doubts(incident: Incident) -> tuple[Doubt, ...]:
    """Those that nobody has explained."""
    return tuple(one for one in doubts(incident) if explained(incident, one) is None)


def in_doubt(incident: Incident, draft: e.NoticeDrafted) -> Doubt | None:
    """The first one that a notice rests on. A withdrawal says none of it."""
    if draft.state == "withdrawal":
        return None
    about = (
        one for one in open_doubts(incident) if draft.audience == "authority" or one.id not in ONLY_NUMBERS
    )
    return next(about, None)


def _excluding(incident: Incident, affected_set: str) -> Iterator[Doubt]:
    """Answers that are refused today, and were not when they were given."""
    known = facts_of_people(incident, affected_set)
    for names, _ in clashing(known):
        asks = "These answers cannot all be so. Which of them is wrong?"
        yield Doubt(CANNOT_BE, affected_set, asks, tuple(answer(known[name]) for name in names))


def _among_answers(incident: Incident, affected_set: str) -> Iterator[Doubt]:
    known = {
        name: one for name, one in facts_of_people(incident, affected_set).items() if one.value is not None
    }
    for odd in ODD:
        if all(fact in known and has(known[fact].value, answers) for fact, answers in odd.sides):
            sides = tuple(answer(known[fact]) for fact, _ in odd.sides)
            yield Doubt(odd.id, affected_set, odd.asks, sides)


def _overtaken(incident: Incident, affected_set: str) -> Iterator[Doubt]:
    """Measures that were put into words while an answer was awaited which has come since. Whoever rewords one of the
    two texts has read both."""
    known = facts_of_people(incident, affected_set)
    texts = [
        known[name] for name in ("measures_taken", "measures_planned") if name in known and known[name].firm
    ]
    for fact, waiting in AWAITED.items():
        came = _came(incident, affected_set, known.get(fact), waiting)
        if came and texts and max(text.views[-1].at for text in texts) < came:
            asks = "The measures were put into words before this answer came. Do they still say what is so?"
            yield Doubt(OVERTAKEN, affected_set, asks, (*map(_written, texts), answer(known[fact])))


def _came(
    incident: Incident, affected_set: str, known: Settled | None, waiting: frozenset[str]
) -> datetime | None:
    """When an answer that had been awaited came; None where none was, or is still to come."""
    if known is None or known.value is None or has(known.value, waiting):
        return None
    came: datetime | None = None
    awaited = False
    for said in incident.statements:
        if (said.affected_set, said.fact) == (affected_set, known.fact):
            if has(said.value, waiting):
                awaited, came = True, None
            elif awaited and came is None and said.value == known.value:
                came = said.at
    return came


def _written(text: Settled) -> Said:
    view = text.views[-1]
    return Said(f"“{FACTS[text.fact].question}” as written on {utc(view.at)}", ((view.by, view.at),))


def _numbers(incident: Incident) -> Iterator[Doubt]:
    """How many were told, beside how many are affected."""
    known = settled_facts(incident)
    count, told = known.get("people_count"), told_so_far(incident)
    if count and count.firm and told:
        least, most = _ends(count)
        records = {one.by: one.at for one in incident.told}
        sides = (Said(f"“{told} people were told directly”", tuple(records.items())), answer(count))
        if told > most:
            yield Doubt(MORE_TOLD, e.MAIN, "More people were told than are affected. How is that?", sides)
        if told < least and not incident.waived:
            yield Doubt(
                FEWER_TOLD, e.MAIN, "Fewer people were told than are affected. When are the others?", sides
            )


def _ends(count: Settled) -> tuple[int, int]:
    value = count.value
    ends = (value["min"], value["max"]) if isinstance(value, dict) else (value, value)
    least, most = (end if isinstance(end, int) else 0 for end in ends)
    return least, most
