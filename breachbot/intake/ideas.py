"""Which ideas stand close together in a text, whatever the sentence around them.

No list of sentences is ever whole, but a leak is nearly always told with the same few ideas: somebody's data, and that
they were open to all, went to another one, were taken out or are gone. Each language names the words of its ideas
(`Language.ideas`) and has a lexicon of its own, since a word of one language may be a false friend in the next; which
ideas together suggest what is the same in all languages and stands here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product

from breachbot.playbook.triage import Hint

NEAR = 28
"""Words within which ideas belong together."""
AROUND = 12
"""Words before and behind them in which something may say that it is harmless."""
TOGETHER: Mapping[Hint, tuple[str, ...]] = {
    "cross_tenant": (
        "other data|store|owner got|reach",
        "alien data|store 9",
        "alien inside 8",
        "alien thing got|open|took 12",
        "private person got|reach",
        "apart got|reach|sent|took data|store 20",
        "person data got mine",
        "owner differs",
        "differs reach|took data|store|many",
        "mixed data|people|owner",
        "probe data|people|other|owner|open|secret",
        "idle took data|store",
    ),
    "exposure": (
        "open data|field",
        "somebody knows data 18",
        "breach",
        "private crowd sent|reach|open|got 14",
        "private people reach mine 16",
        "private hung 10",
        "knew private 12",
        "dump fetched|open 12",
        "open store|people reach",
        "open many",
        "all data reach",
        "outward data|store|took|sent",
        "outward people reach",
        "outward volume|grant",
        "odd took data|people",
        "odd many data|store|people|took",
        "staff many took data|store",
        "sink field",
        "sink secret 10",
        "committed secret|data",
        "secret outward|open|intruder",
        "grant open|all data|store|many|people",
        "grant data people",
        "intruder data|store|took|tells|volume",
        "vendor intruder|tells",
        "guess success account|people|many",
        "takeover many|people",
        "vendor lost|outward|astray data|people",
    ),
    "access_control": ("guard off data|people|store|owner|took 12",),
    "misdirected": (
        "astray sent data|people",
        "astray got data 14",
        "private crowd sent 14",
        "hidden data|people sent|got",
    ),
    "loss": (
        "device lost",
        "paper lost data|people|took",
        "data left",
        "wiped|store|data forever",
        "wiped backup",
        "device still private 16",
        "wiped ransom",
        "locked store|data|device ransom|forever|intruder|odd|threat",
        "locked intruder|ransom",
        "wiped odd data|store 14",
        "wiped astray|intruder data|store",
    ),
    "attack": (
        "ransom data|threat|people|store",
        "account takeover|intruder",
        "somebody enters account 14",
        "takeover data",
    ),
    "committed": ("repo data|people|field",),
    "malicious_code": ("package outward|secret",),
}
"""For each hint, ideas that have to stand together, each in words of its own; `a|b`: one of the two; a number at the
end: within so many words, where that is nearer than `NEAR`."""
_BEHIND: Mapping[str, tuple[str, frozenset[str], int]] = {
    "whole": ("crowd", frozenset({"group"}), 3),
    "number": ("many", frozenset({"data", "store", "took", "people"}), 3),
    "else": ("other", frozenset({"people", "person", "owner"}), 3),
    "wrong": ("astray", frozenset({"data", "store", "people"}), 2),
    "people": ("data", frozenset({"store"}), 1),
    "store": ("data", frozenset({"people"}), 3),
}
"""An idea that counts only as another one: with which ideas behind it, and within how many words."""


def heard(said: Sequence[tuple[int, set[str]]], begins: Sequence[int] = ()) -> set[Hint]:
    """What the ideas of a text suggest together. begins: the places at which its sentences begin; those that have to
    stand nearer than usual stand in one sentence."""
    hits = list(_denied_left_out(said))
    possible = _possible({idea for _, ideas in hits for idea in ideas})
    if not possible:
        return set()
    harmless = [at for at, ideas in hits if ideas & {"harmless", "asks"}]
    asked = {idea for one in possible for ways in one.ideas for idea in ways}
    last: dict[str, _Places] = {}
    found: set[Hint] = set()
    for at, ideas in hits:
        if asked.isdisjoint(ideas):
            continue
        last |= {idea: _with(last.get(idea), at, ideas) for idea in ideas & asked}
        for one in possible:
            if one.hint in found or all(ideas.isdisjoint(ways) for ways in one.ideas):
                continue
            begin = _together(one.ideas, last)
            if begin is None or at - begin > one.within or _near(harmless, begin, at):
                continue
            if one.within == NEAR or bisect_right(begins, begin) == bisect_right(begins, at):
                found.add(one.hint)
    return found


_Places = tuple[tuple[int, Set[str]], ...]
"""The last places of an idea, the latest at the end, each with all that its word says."""


def _with(known: _Places | None, at: int, ideas: Set[str]) -> _Places:
    """The latest place and one before it, if a word that says something else stood there."""
    before = [one for one in known or () if one[1] != ideas]
    return (*before[-1:], (at, ideas))


def _together(wanted: tuple[frozenset[str], ...], last: Mapping[str, _Places]) -> int | None:
    """Where the earliest of the ideas stands, if all were there, each in a word of its own."""
    places = [sorted({at for one in ways for at, _ in last.get(one, ())})[-len(wanted) :] for ways in wanted]
    latest = [known[-1] for known in places if known]
    if len(set(latest)) == len(latest):
        return min(latest) if len(latest) == len(wanted) else None
    begins = (min(chosen) for chosen in product(*places) if len(set(chosen)) == len(chosen))
    return max(begins, default=None)


def _denied_left_out(hits: Sequence[tuple[int, set[str]]]) -> Iterator[tuple[int, set[str]]]:
    """Without what stands at most two words behind a denial; what the next words make of an idea is added."""
    denied = {at for at, ideas in hits if "not" in ideas}
    of = {at for at, ideas in hits if "of" in ideas}
    for place, (at, ideas) in enumerate(hits):
        if {at - 1, at - 2} & denied and not ideas & {"not", "harmless"}:
            continue
        more = {
            idea
            for one, (idea, behind, most) in _BEHIND.items()
            if one in ideas
            and any(far - at <= most and behind & also for far, also in hits[place + 1 : place + 1 + most])
        }
        if not ideas.isdisjoint({"elsewho", "peer"}) and _is_owner(hits, place, of):
            more.add("alien")
        yield at, ideas | more


def _is_owner(hits: Sequence[tuple[int, set[str]]], place: int, of: Collection[int]) -> bool:
    """Whether another one is named whose something is: `of another customer`, `another customer s`.

    Languages that say it by the form of the word name that form alone, and no word for `of`.
    """
    at, ideas = hits[place]
    behind = [(far, also) for far, also in hits[place + 1 : place + 4] if far - at <= 3]
    if "peer" not in ideas and not any(also & {"people", "person"} for _, also in behind):
        return False
    return "owned" in ideas or not {at - 1, at - 2}.isdisjoint(of) or any("s" in also for _, also in behind)


def _near(places: Collection[int], begin: int, end: int) -> bool:
    return any(begin - AROUND <= at <= end + AROUND for at in places)


@dataclass(frozen=True)
class _Wanted:
    """Ideas that suggest something, each one of some ways, and within how many words."""

    hint: Hint
    ideas: tuple[frozenset[str], ...]
    within: int


def _wanted(hint: Hint, written: str) -> _Wanted:
    *ideas, last = written.split()
    if not last.isdigit():
        ideas.append(last)
    within = int(last) if last.isdigit() else NEAR
    return _Wanted(hint, tuple(frozenset(way.split("|")) for way in ideas), within)


_WANTED = [_wanted(hint, one) for hint, all_of in TOGETHER.items() for one in all_of]


def _possible(ideas: Set[str]) -> list[_Wanted]:
    """The combinations of which every part is there."""
    return [
        one
        for one in _WANTED
        if not one.ideas[0].isdisjoint(ideas) and not any(ways.isdisjoint(ideas) for ways in one.ideas)
    ]
