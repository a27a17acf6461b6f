"""What is on record and seldom true together: asked back, never refused, and settled or explained before an approval.

Answers that cannot be true together are refused at once (`assessment/contradictions.py`). These can be; one of them is
more often a slip. An explanation holds for the very answers that it was given for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from breachbot.assessment.contradictions import Side, has, said_to
from breachbot.assessment.facts import Settled
from breachbot.incident import events as e
from breachbot.incident.duties import told_so_far
from breachbot.incident.known import facts_of, facts_of_people, processed_for_others, settled_facts
from breachbot.incident.state import Incident, once
from breachbot.incident.twice import utc

_WITH_THEM = ("deletion_confirmed", frozenset({"asked", "not_possible"}))
_OVER = ("ongoing", frozenset({"no"}))


@dataclass(frozen=True)
class Odd:
    """Answers about one affected set that seldom go together, and what is asked about them."""

    id: str
    asks: str
    sides: tuple[Side, ...]


ODD: tuple[Odd, ...] = (
    Odd(
        "over_while_out",
        "It is said to be over while others still have the data. In what sense is it over?",
        (_OVER, ("recipient", frozenset({"public", "hostile"})), _WITH_THEM),
    ),
    Odd(
        "over_while_copied",
        "It is said to be over while the data were copied away. In what sense is it over?",
        (_OVER, ("access_evidence", frozenset({"exfiltration_seen"})), _WITH_THEM),
    ),
    Odd(
        "copied_before_reset",
        "Data were copied away, and yet the access was changed before any use. How is it known that it was not used?",
        (
            ("access_evidence", frozenset({"exfiltration_seen"})),
            ("later_measures", frozenset({"access_worthless"})),
        ),
    ),
    Odd(
        "insider_who_is_bound",
        "Own staff who misuse data are no trusted recipient. Who got the data, and what binds them?",
        (("cause", frozenset({"insider"})), ("recipient", frozenset({"trusted_bound", "colleague"}))),
    ),
    Odd(
        "taker_who_deleted",
        "Whoever takes data on purpose seldom deletes them. What makes their word good?",
        (("recipient", frozenset({"hostile"})), ("deletion_confirmed", frozenset({"in_writing", "said_so"}))),
    ),
)
"""Those among the answers; those between answers and what was recorded otherwise stand below."""

MORE_TOLD, FEWER_TOLD = "more_told", "fewer_told"
AWARE_FIRST, AWARE_UNSEEN = "aware_before_it_began", "aware_before_it_was_detected"
ONLY_NUMBERS = frozenset({MORE_TOLD, FEWER_TOLD})
"""What the notice to the authority alone says: the others hold no number of people told."""


@dataclass(frozen=True)
class Said:
    """One side: what is on record, in words, and by whom."""

    words: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Doubt:
    """One combination that is on record. `asks`: what people are asked about it."""

    id: str
    affected_set: str
    asks: str
    said: tuple[Said, ...]

    @property
    def key(self) -> str:
        """What a form names it by: another one once something else is on record."""
        return sha256(json.dumps([self.id, self.affected_set, *self.words]).encode()).hexdigest()[:16]

    @property
    def words(self) -> tuple[str, ...]:
        """What is on record, whoever said it: an explanation is for that."""
        return tuple(one.words for one in self.said)


@once
def doubts(incident: Incident) -> tuple[Doubt, ...]:
    """All of them, explained or not."""
    ours = [one.id for one in incident.sets if not processed_for_others(incident, one.id)]
    of_each = (_among_answers, _about_awareness)
    return (*(one for name in ours for find in of_each for one in find(incident, name)), *_numbers(incident))


def explained(incident: Incident, doubt: Doubt) -> e.DoubtExplained | None:
    """The newest explanation of just that."""
    about = (doubt.id, doubt.affected_set, doubt.words)
    return next(
        (one for one in reversed(incident.explained) if (one.doubt, one.affected_set, one.said) == about),
        None,
    )


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


def _among_answers(incident: Incident, affected_set: str) -> Iterator[Doubt]:
    known = {
        name: one for name, one in facts_of_people(incident, affected_set).items() if one.value is not None
    }
    for odd in ODD:
        if all(fact in known and has(known[fact].value, answers) for fact, answers in odd.sides):
            sides = tuple(_answer(known[fact]) for fact, _ in odd.sides)
            yield Doubt(odd.id, affected_set, odd.asks, sides)


def _answer(known: Settled) -> Said:
    by = dict.fromkeys(view.by for view in known.views if view.value == known.value)
    return Said(said_to(known.fact, known.value), tuple(by))


def _numbers(incident: Incident) -> Iterator[Doubt]:
    """How many were told, beside how many are affected."""
    known = settled_facts(incident)
    count, told = known.get("people_count"), told_so_far(incident)
    if count and count.firm and told:
        least, most = _ends(count)
        records = tuple(dict.fromkeys(one.by for one in incident.told))
        sides = (Said(f"“{told} people were told directly”", records), _answer(count))
        if told > most:
            yield Doubt(MORE_TOLD, e.MAIN, "More people were told than are affected. How is that?", sides)
        if told < least and not incident.waived:
            yield Doubt(
                FEWER_TOLD, e.MAIN, "Fewer people were told than are affected. When are the others?", sides
            )


def _about_awareness(incident: Incident, affected_set: str) -> Iterator[Doubt]:
    """Before the beginning; or before detection, until the DPO or a deputy has confirmed it."""
    stated = incident.awareness_of(incident.clock_of(affected_set))
    if not stated or incident.opened is None:
        return
    aware, begun = stated[-1], facts_of(incident, affected_set).get("occurred_from")
    since = Said(f"“aware since {utc(aware.aware_at)}”", (aware.by,))
    if begun and begun.firm and aware.aware_at < datetime.fromisoformat(str(begun.value)):
        asks = "The company was aware of it before it began. Which moment is right?"
        yield Doubt(AWARE_FIRST, affected_set, asks, (since, _answer(begun)))
    if (
        aware in incident.waiting
        and aware.affected_set == affected_set
        and "before_detection" in aware.unusual
    ):
        detected = Said(f"“detected on {utc(incident.opened.detected_at)}”", (incident.opened.by,))
        asks = "The company was aware of it before it was detected. Which moment is right?"
        yield Doubt(AWARE_UNSEEN, affected_set, asks, (since, detected))


def _ends(count: Settled) -> tuple[int, int]:
    value = count.value
    ends = (value["min"], value["max"]) if isinstance(value, dict) else (value, value)
    least, most = (end if isinstance(end, int) else 0 for end in ends)
    return least, most
