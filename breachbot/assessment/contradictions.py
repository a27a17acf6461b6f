"""Answers that cannot be true together."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue

from breachbot.assessment.domains import Domain
from breachbot.assessment.statements import Settled
from breachbot.assessment.vocabulary import ACCIDENTS, ACTS, EDITION, FACTS

_OUTSIDE = frozenset({"trusted_bound", "known", "several_known", "unknown", "public"})
_GOT = _OUTSIDE | {"colleague", "several_colleagues", "staff_outside_task", "hostile"}
_SEEN = frozenset({"access_seen", "exfiltration_seen"})
_UNREADABLE = frozenset({"left_encrypted", "key_safe"})
_UNOPENED = frozenset({"returned_unopened"})
_STOPPED = _UNOPENED | {"taker_stopped"}
_OF_THINGS = frozenset({"lost", "stolen", "sent_astray", "other_accident"})
"""Causes that can be about papers or a device."""

Side = tuple[str, frozenset[str] | None]
"""A fact and some of its answers; None stands for any answer at all, "0" for nobody."""

Clash = tuple[Side, ...]
"""Answers of which at least one must be wrong; a reader should look at the last."""

_NOTHING_LOST: Clash = (("integrity", frozenset({"no"})), ("availability", frozenset({"no"})))
_NOTHING: Clash = (*_NOTHING_LOST, ("confidentiality", frozenset({"no"})))
_INCOMPLETE = frozenset({"partial_logs_show_none", "no_logs", "logs_erasable"})

_FIRST: tuple[Clash, ...] = (
    (("personal_data", frozenset({"no"})), ("data_categories", None)),
    (("personal_data", frozenset({"no"})), ("people_kinds", None)),
    (("confidentiality", frozenset({"no"})), ("access_evidence", _SEEN)),
    (("confidentiality", frozenset({"no"})), ("recipient", _GOT)),
    (("recipient", frozenset({"none_known"})), ("access_evidence", frozenset({"exfiltration_seen"}))),
    (("recipient", frozenset({"public"})), ("deletion_confirmed", frozenset({"in_writing", "said_so"}))),
    (
        ("harm_seen", frozenset({"yes"})),
        ("later_measures", frozenset({"returned_unopened", "taker_stopped"})),
    ),
    (("people_count", frozenset({"0"})), ("people_kinds", None)),
    (*_NOTHING_LOST, ("loss_effect", frozenset({"delays", "refused", "essential"}))),
    (
        *_NOTHING_LOST,
        ("restore", frozenset({"in_a_day", "in_days", "in_weeks", "not_yet", "in_part", "never"})),
    ),
)
_SECOND: tuple[Clash, ...] = (
    (("confidentiality", frozenset({"no"})), ("could_reach", frozenset({"some_users", "internet"}))),
    (
        ("cause", frozenset({"sent_astray", "published", "lost", "other_accident"})),
        ("taken_over", frozenset({"yes"})),
    ),
    (("could_reach", frozenset({"nobody_outside"})), ("recipient", _OUTSIDE)),
    (("access_evidence", frozenset({"complete_logs_show_none"})), ("recipient", _GOT)),
    # Who is inside an account, or reads where data show in clear, reads them whatever the disk is encrypted with.
    (("taken_over", frozenset({"yes"})), ("encryption", _UNREADABLE)),
    (("cause", frozenset({"impersonation", "stuffing"})), ("encryption", _UNREADABLE)),
    (("recipient", frozenset({"staff_outside_task"})), ("encryption", _UNREADABLE)),
    (("in_clear_inside", frozenset({"yes"})), ("encryption", _UNREADABLE)),
    (("in_clear_inside", frozenset({"yes"})), ("confidentiality", frozenset({"no"}))),
    (("access_evidence", _SEEN), ("later_measures", _UNOPENED)),
    (("recipient", frozenset({"public"})), ("later_measures", _STOPPED)),
    (("taken_over", frozenset({"yes"})), ("later_measures", _STOPPED)),
    (
        *_NOTHING,
        ("cause", frozenset({"insider", "stuffing", "intrusion", "ransomware", "published"})),
        ("access_evidence", _INCOMPLETE),
    ),
    (
        ("recipient", frozenset({"unknown"})),
        ("deletion_confirmed", frozenset({"in_writing", "said_so", "asked"})),
    ),
)
_THIRD: tuple[Clash, ...] = (
    (("recipient", frozenset({"public"})), ("deletion_confirmed", frozenset({"came_back"}))),
    # What anyone could reach was published, not sent.
    (("cause", frozenset({"sent_astray"})), ("could_reach", frozenset({"internet"}))),
    # Whoever got into a lost or stolen device had the key.
    (
        ("cause", frozenset({"lost", "stolen"})),
        ("access_evidence", frozenset({"access_seen"})),
        ("encryption", _UNREADABLE),
    ),
    # Papers and devices come back sealed; a copy over a network does not.
    (("cause", frozenset(ACCIDENTS | ACTS) - _OF_THINGS), ("later_measures", _UNOPENED)),
    (("could_reach", frozenset({"internet"})), ("later_measures", _UNOPENED)),
    (("access_evidence", frozenset({"logs_erasable"})), ("later_measures", _UNOPENED)),
    (("recipient", frozenset({"hostile"})), ("later_measures", _UNOPENED)),
    # Whoever changed data in a system got at them.
    (
        ("integrity", frozenset({"yes"})),
        ("cause", frozenset({"insider", "stuffing", "intrusion"})),
        ("access_evidence", frozenset({"complete_logs_show_none"})),
    ),
    # Nobody can be stopped who is not known.
    (("recipient", frozenset({"none_known", "unknown"})), ("later_measures", frozenset({"taker_stopped"}))),
    (
        ("access_evidence", frozenset({"complete_logs_show_none"})),
        ("later_measures", frozenset({"taker_stopped"})),
    ),
    (("confidentiality", frozenset({"no"})), ("later_measures", frozenset({"taker_stopped"}))),
    # Whoever got into an account got at what is in it; whoever could wipe the traces was there.
    (("confidentiality", frozenset({"no"})), ("cause", frozenset({"stuffing"}))),
    (("confidentiality", frozenset({"no"})), ("taken_over", frozenset({"yes"}))),
    (("confidentiality", frozenset({"no"})), ("access_evidence", frozenset({"logs_erasable"}))),
    # What is lost or stolen is out of our reach, or within that of others, if only encrypted; an insider took
    # or misused data.
    (*_NOTHING, ("cause", frozenset({"lost", "stolen", "insider"}))),
    # Somebody acted on purpose: only complete logs can show that nothing came of it.
    (*_NOTHING, ("cause", frozenset(ACTS)), ("access_evidence", _INCOMPLETE)),
    # Whoever has an account got at what is in it.
    (("taken_over", frozenset({"yes"})), ("access_evidence", frozenset({"complete_logs_show_none"}))),
    # Nobody is after a person by accident.
    (*_NOTHING, ("cause", frozenset(ACCIDENTS)), ("targeted", frozenset({"yes"}))),
    (*_NOTHING, ("later_measures", _UNOPENED | {"found_unclear"})),
    # Where nobody could get at the data, there is no time for which somebody could, and nobody to ask.
    (*_NOTHING, ("exposed_for", frozenset({"hours", "days", "weeks"}))),
    (*_NOTHING, ("deletion_confirmed", None)),
    (*_NOTHING, ("harm_seen", frozenset({"yes"}))),
)

CLASHES: Mapping[int, tuple[Clash, ...]] = {
    1: _FIRST,
    2: _FIRST + _SECOND,
    3: _FIRST + _SECOND + _THIRD,
}
"""Answers that exclude each other, by edition of the vocabulary."""


def contradictions(facts: Mapping[str, Settled]) -> list[str]:
    """One sentence for each set of known facts that cannot all be so; empty when all fit together."""
    return [sentence for _, sentence in places(facts)]


def places(facts: Mapping[str, Settled]) -> list[tuple[str, str]]:
    """The same, each with the fact at which a reader should look."""
    return [(names[-1], sentence) for names, sentence in clashing(facts)]


def clashing(facts: Mapping[str, Settled]) -> list[tuple[tuple[str, ...], str]]:
    """The same, each with all the facts of it."""
    known = {name: one.value for name, one in facts.items() if one.value is not None}
    found = [
        (tuple(fact for fact, _ in clash), _sentence([said_to(fact, known[fact]) for fact, _ in clash]))
        for clash in CLASHES[EDITION]
        if all(fact in known and has(known[fact], answers) for fact, answers in clash)
    ]
    return found + _times(known)


def _sentence(said: list[str]) -> str:
    both = "both" if len(said) == 2 else "all"
    return f"{', '.join(said[:-1])} and {said[-1]} cannot {both} be so."


def wanted(domain: Domain, answers: frozenset[str] | None) -> int:
    """The answers of one side of a clash as bits."""
    if answers is None:
        return domain.full
    return 1 if domain.fact.kind == "count" else domain.bits(answers)


def has(value: JsonValue, wanted: frozenset[str] | None) -> bool:
    """Whether an answer is one of those of a side."""
    return wanted is None or any(
        str(one) in wanted for one in (value if isinstance(value, list) else [value])
    )


def said_to(name: str, value: JsonValue) -> str:
    """A question with its answer, as a reader would quote it."""
    if isinstance(value, dict):
        value = f"{value['min']} to {value['max']}"
    parts = value if isinstance(value, list) else [value]
    return f"“{FACTS[name].question} {', '.join(FACTS[name].label(str(part)) for part in parts)}”"


def _times(known: Mapping[str, JsonValue]) -> list[tuple[tuple[str, ...], str]]:
    begun, ended = known.get("occurred_from"), known.get("occurred_until")
    found: list[tuple[tuple[str, ...], str]] = []
    both = isinstance(begun, str) and isinstance(ended, str)
    if both and datetime.fromisoformat(str(ended)) < datetime.fromisoformat(str(begun)):
        found.append((("occurred_from", "occurred_until"), "It cannot have ended before it began."))
    if ended is not None and known.get("ongoing") == "yes":
        found.append((("occurred_until", "ongoing"), "It cannot have ended and still be going on."))
    return found
