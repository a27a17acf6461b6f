"""The ways to an outcome: which answers, taken together, would bring it about.

Every cube is a way. What it still asks is what has to be found out; the fewer facts, the shorter the way.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from breachbot.assessment.cubes import Cube, Part, implies
from breachbot.assessment.position import Answered, Position, position
from breachbot.assessment.rulebook import Bar, Rulebook, Stance
from breachbot.assessment.vocabulary import FACTS
from breachbot.playbook.words import Outcome

ORDER = {fact: n for n, fact in enumerate(FACTS)}
"""The order in which people are asked."""
_BIT = {fact: 1 << n for fact, n in ORDER.items()}

Bits = Mapping[str, int | None]
"""The answer of each fact as bits; None: not known."""


@dataclass(frozen=True)
class Way:
    """What has to be answered, fact by fact, for an obligation to get this outcome."""

    obligation: str
    then: Outcome
    asks: Mapping[str, Part]


def ways(book: Rulebook, answers: Mapping[str, Answered], here: Position, stance: Stance) -> tuple[Way, ...]:
    """The ways in which an undetermined obligation can still be decided, the shortest first. One that asks for all that
    another does, and more, is left out. The last are remembered: whoever assesses asks next what is to be asked."""
    asked, obligation = tuple(answers.items()), stance.obligation.id
    last = book.last_ways.get(obligation)
    if last is None or last[0] != asked:
        last = book.last_ways[obligation] = asked, tuple(_open_ways(book, answers, here, stance))
    found: tuple[Way, ...] = last[1]
    return found


def _open_ways(book: Rulebook, answers: Mapping[str, Answered], here: Position, stance: Stance) -> list[Way]:
    stated = {fact: one.stated for fact, one in answers.items()}
    firm = {fact: one.firm for fact, one in answers.items()}
    room = _room(book, stated)
    to = _ways(stance, "required", book.numbered(here.stated.alive(stance.required)), stated, room)
    away = _ways(stance, "not_required", book.numbered(here.firm.alive(stance.not_required)), firm, room)
    found = [*_simplest(to), *_simplest(away)]
    if book.strict:
        bars = _bars(book, stated, firm)
        found = [kept for way in found if (kept := _consistent(book, bars, stated, way)) is not None]
    return sorted(found, key=lambda way: len(way.asks))


def _simplest(found: list[Way]) -> list[Way]:
    kept: list[Way] = []
    alike: dict[int, list[Way]] = {}
    for way in sorted(found, key=lambda way: len(way.asks)):
        facts = sum(_BIT[fact] for fact in way.asks)
        fewer = [others for asked, others in alike.items() if not asked & ~facts]
        if not any(implies(way.asks, other.asks) for others in fewer for other in others):
            alike.setdefault(facts, []).append(way)
            kept.append(way)
    return kept


def ways_to(
    book: Rulebook, answers: Mapping[str, Answered], stance: Stance, cubes: Iterable[Cube]
) -> list[Way]:
    """The ways on which confirmed answers can still meet these cubes, which lead away from the obligation."""
    firm = {fact: one.firm for fact, one in answers.items()}
    room = _room(book, {fact: one.stated for fact, one in answers.items()})
    return _ways(stance, "not_required", cubes, firm, room)


def awaited(ways: Iterable[Way]) -> tuple[str, ...]:
    """The facts on these ways, those on the shortest first."""
    shortest: dict[str, int] = {}
    for way in ways:
        length = len(way.asks)
        for fact in way.asks:
            if fact not in shortest or length < shortest[fact]:
                shortest[fact] = length
    return tuple(sorted(shortest, key=lambda fact: (shortest[fact], ORDER[fact])))


def changes(
    book: Rulebook, answers: Mapping[str, Answered], stance: Stance, outcome: Outcome
) -> Iterator[Way]:
    """What would have to be so, instead of what is known, for a decided obligation to turn out the other way, and for
    one that is weighed to be decided: the ways with the fewest facts, as they are found."""
    if outcome != "required":
        yield from _changes(book, answers, stance, "required")
    if outcome != "not_required":
        yield from _changes(book, answers, stance, "not_required")


def _changes(book: Rulebook, answers: Mapping[str, Answered], stance: Stance, then: Outcome) -> Iterator[Way]:
    known = {fact: one.stated if then == "required" else one.firm for fact, one in answers.items()}
    if then == "required":
        near = stance.unlifted.by_distance((1 << len(stance.unlifted.cubes)) - 1, known)
    else:
        near = book.by_distance(stance.not_required, known)
    for alike in near:
        leading = (way for way in _ways(stance, then, alike, known, {}) if leads(book, answers, stance, way))
        if (first := next(leading, None)) is not None:
            yield first
            yield from leading
            return


def leads(book: Rulebook, answers: Mapping[str, Answered], stance: Stance, way: Way) -> bool:
    """Whether somebody who gives the answers of a way gets its outcome, without a contradiction."""
    there = position(book, dict(answers) | taken(book, answers, way))
    return there.outcome(stance) == way.then and not there.stated.met(book.impossible)


def taken(book: Rulebook, answers: Mapping[str, Answered], way: Way) -> dict[str, Answered]:
    """One answer, confirmed, for each fact of a way: the mildest that fits with what is known."""
    given: dict[str, Answered] = {}
    known = {other: one.stated for other, one in answers.items() if other not in way.asks}
    for fact in sorted(way.asks, key=lambda fact: ORDER[fact]):
        room, part = _room_of(book, fact, known), way.asks[fact]
        part = part if room is None else part.both(room) or part
        known[fact] = bits = _fitting(part, answers[fact].stated or 0)
        given[fact] = Answered(bits, bits)
    return given


def _ways(
    stance: Stance, then: Outcome, cubes: Iterable[Cube], known: Bits, room: Mapping[str, Part]
) -> list[Way]:
    found = (_asked(cube, known, room) for cube in cubes)
    return [Way(stance.obligation.id, then, asks) for asks in found if asks is not None]


def _bars(book: Rulebook, known: Bits, firm: Bits) -> dict[str, list[Bar]]:
    """For each fact the bars that a way may run into: none that needs another answer than a firm one that is known."""

    def may_be(fact: str, part: Part) -> bool:
        bits = known[fact]
        return bits is None or firm[fact] is None or part.holds(bits)

    return {
        fact: [bar for bar in bars if all(may_be(other, ask) for other, ask in bar.others)]
        for fact, bars in book.barred.items()
    }


def _consistent(book: Rulebook, bars: Mapping[str, list[Bar]], known: Bits, way: Way) -> Way | None:
    """The way without the answers that contradict its others; None where whoever goes it would have to contradict
    themselves."""
    asks = dict(way.asks)
    for fact, part in way.asks.items():
        barred = 0
        for bar in bars.get(fact, ()):
            for other, ask in bar.others:
                mine, bits = asks.get(other), known[other]
                if mine is not None:
                    if not mine.implies(ask):
                        break
                elif bits is None or not ask.holds(bits):
                    break
            else:
                barred |= bar.bits
        left = part.both(Part(book.domains[fact].full & ~barred)) if barred else part
        if left is None:
            return None
        asks[fact] = left
    return replace(way, asks=asks)


def _asked(cube: Cube, known: Bits, room: Mapping[str, Part]) -> Mapping[str, Part] | None:
    """What a cube asks beyond what is known, within the answers that fit; None where none fits."""
    asks: dict[str, Part] = {}
    for fact, part in cube.items():
        bits = known[fact]
        if bits is not None and not bits & ~part.only and (not part.hits or part.holds(bits)):
            continue
        within = part.both(room[fact]) if fact in room else part
        if within is None:
            return None
        asks[fact] = within
    return asks


def _room(book: Rulebook, known: Bits) -> dict[str, Part]:
    """For each fact of which the known ones bar an answer, the answers that contradict none of them."""
    rooms = ((fact, _room_of(book, fact, known)) for fact in book.barred)
    return {fact: room for fact, room in rooms if room is not None}


def _room_of(book: Rulebook, fact: str, known: Bits) -> Part | None:
    barred = 0
    for bar in book.barred.get(fact, ()):
        if all((bits := known.get(other)) is not None and ask.holds(bits) for other, ask in bar.others):
            barred |= bar.bits
    return Part(book.domains[fact].full & ~barred) if barred else None


def _fitting(part: Part, before: int) -> int:
    """The bits of an answer that meets a part, as near as it gets to the one before."""
    if not part.hits:
        return before & part.only or part.only & -part.only
    bits = before & part.only
    for hit in sorted(part.hits):
        if not bits & hit:
            bits |= hit & -hit
    return bits
