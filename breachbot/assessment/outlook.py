"""What would change an outcome: the single answers that do (`flips`), and what to find out next (`next`)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from math import prod

from pydantic import JsonValue

from breachbot.assessment.cubes import Part
from breachbot.assessment.domains import Domain
from breachbot.assessment.numbered import Effect
from breachbot.assessment.position import START, Answered, Position, View, answered, position
from breachbot.assessment.rulebook import Rulebook, Stance, compiled
from breachbot.assessment.statements import Settled
from breachbot.assessment.ways import ORDER, Way, awaited, changes, ways
from breachbot.playbook.types import Playbook
from breachbot.playbook.words import Outcome


@dataclass(frozen=True)
class FlipAnswer:
    """An answer to one question that would by itself change outcomes, and which they would then be."""

    value: JsonValue
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True)
class Flip:
    """A fact of which one answer alone, stated and confirmed, would change an outcome."""

    fact: str
    answers: tuple[FlipAnswer, ...]


@dataclass(frozen=True)
class Ask:
    """What to answer of one fact: `one_of` these options (or only these, for a list), and for a list something of
    each of `some_of`; a count lies from `least` to `most`."""

    fact: str
    one_of: tuple[str, ...] = ()
    some_of: tuple[tuple[str, ...], ...] = ()
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Step:
    """A fact to find out for one obligation: the widest way on which it lies, and where that way leads."""

    fact: str
    obligation: str
    then: Outcome
    ask: Ask
    together_with: tuple[Ask, ...]


@dataclass(frozen=True)
class Outlook:
    """`flips`; `next` while anything is undetermined; `change`: what would have to be so for a decided obligation to
    turn out the other way."""

    flips: tuple[Flip, ...]
    next: tuple[Step, ...]
    change: tuple[Step, ...]


def look_ahead_in_all(playbooks: Iterable[Playbook], settled: Mapping[str, Settled]) -> Outlook:
    """The same of several playbooks, one after the other."""
    found = [look_ahead(playbook, settled) for playbook in playbooks]
    flips, nexts, changes = zip(*((one.flips, one.next, one.change) for one in found), strict=True)
    return Outlook(tuple(chain(*flips)), tuple(chain(*nexts)), tuple(chain(*changes)))


def look_ahead(playbook: Playbook, settled: Mapping[str, Settled]) -> Outlook:
    """What would change the assessment of these facts."""
    book = compiled(playbook)
    answers = answered(book, settled)
    here = position(book, answers)
    return Outlook(
        flips=tuple(_flips(book, answers, here)),
        next=tuple(_next(book, answers, here)),
        change=tuple(_change(book, answers, here)),
    )


def flips(playbook: Playbook, settled: Mapping[str, Settled]) -> tuple[Flip, ...]:
    """The facts of which one answer alone would change an outcome, and the outcomes by answer."""
    book = compiled(playbook)
    answers = answered(book, settled)
    return tuple(_flips(book, answers, position(book, answers)))


def next_steps(playbook: Playbook, settled: Mapping[str, Settled]) -> tuple[Step, ...]:
    """What to find out while an obligation is undetermined, in the order in which to ask."""
    book = compiled(playbook)
    answers = answered(book, settled)
    return tuple(_next(book, answers, position(book, answers)))


def _flips(book: Rulebook, answers: Mapping[str, Answered], here: Position) -> Iterator[Flip]:
    now = [here.outcome(stance) for stance in book.stances]
    for fact, before in _without_each(book, answers):
        after: dict[Effect, list[Outcome] | None] = {}
        found = []
        for bits in _candidates(book.domains[fact], answers[fact]):
            effect = book.effect(fact, bits)
            if effect not in after:
                after[effect] = _outcomes(book, before.with_(effect, effect))
            then = after[effect]
            if then is not None and then != now:
                found.append(FlipAnswer(book.domains[fact].decode(bits), _changed(book.stances, now, then)))
        if found:
            yield Flip(fact, tuple(found))


def _outcomes(book: Rulebook, there: Position) -> list[Outcome] | None:
    """What follows for each obligation; None for answers that contradict each other."""
    if there.stated.met(book.impossible):
        return None
    return [there.outcome(stance) for stance in book.stances]


def _changed(
    stances: Iterable[Stance], now: Iterable[Outcome], then: Iterable[Outcome]
) -> dict[str, Outcome]:
    return {
        stance.obligation.id: after
        for stance, before, after in zip(stances, now, then, strict=True)
        if before != after
    }


def _without_each(book: Rulebook, answers: Mapping[str, Answered]) -> Iterator[tuple[str, Position]]:
    """For each fact that a rule asks, the position of all the other facts."""
    effects = [
        (fact, book.effect(fact, one.stated), book.effect(fact, one.firm)) for fact, one in answers.items()
    ]
    after = [START]
    for _, stated, firm in reversed(effects):
        after.append(after[-1].with_(stated, firm))
    before = START
    for n, (fact, stated, firm) in enumerate(effects):
        rest = after[len(effects) - 1 - n]
        if book.about[fact]:
            yield fact, before.with_(_as_effect(rest.stated), _as_effect(rest.firm))
        before = before.with_(stated, firm)


def _as_effect(view: View) -> Effect:
    return Effect(view.ruled_out, view.open)


def _candidates(domain: Domain, now: Answered) -> Iterator[int]:
    """The other answers: each option alone, and for a list that is known also one option more or less."""
    singles = [1 << n for n in range(domain.size)]
    if domain.fact.kind != "choices" or now.stated is None:
        yield from (bits for bits in singles if bits != now.firm)
        return
    standing = now.stated
    alone = domain.bits(["none"])
    for bit in singles:
        bits = bit if bit == alone else (standing ^ bit) & ~alone
        if bits and bits != now.firm:
            yield bits
    if standing != now.firm:
        yield standing


def _next(book: Rulebook, answers: Mapping[str, Answered], here: Position) -> list[Step]:
    """For each open obligation and each fact on which it hangs, the widest way. First what can bring a duty about, then
    what can lift it, so that nobody is led to the answer that ends it: of the first, those on which the most ways to a
    duty hang; of the others, those with the fewest answers."""
    found: list[Step] = []
    weight: Counter[str] = Counter()
    for stance in book.stances:
        if here.outcome(stance) == "undetermined":
            open_ways = sorted(
                ways(book, answers, here, stance),
                key=lambda way: (way.then != "required", -_breadth(book, way)),
            )
            weight.update(_bringing(book, [way for way in open_ways if way.then == "required"]))
            for fact in awaited(open_ways):
                found.append(_step(book, fact, next(way for way in open_ways if fact in way.asks)))

    def rank(step: Step) -> tuple[bool, float, int, int]:
        to_a_duty = step.then == "required"
        return not to_a_duty, -weight[step.fact] * to_a_duty, len(step.together_with), ORDER[step.fact]

    return sorted(found, key=rank)


def _bringing(book: Rulebook, to_a_duty: list[Way]) -> dict[str, float]:
    """For each fact the share of the ways to a duty that hang on it."""
    hanging = Counter(
        fact
        for way in to_a_duty
        for fact, part in way.asks.items()
        if not _lifts_only(book.domains[fact], part)
    )
    return {fact: number / len(to_a_duty) for fact, number in hanging.items()}


def _breadth(book: Rulebook, way: Way) -> float:
    """The share of all answers to its questions that lead along a way: of several, people are likely on the widest."""
    return prod(_share(book.domains[fact], part) for fact, part in way.asks.items())


def _share(domain: Domain, part: Part) -> float:
    return min(bits.bit_count() for bits in (part.only, *part.hits)) / domain.size


def _lifts_only(domain: Domain, part: Part) -> bool:
    """Whether every answer but the mildest will do, a third of all at most: such a question brings nothing about, those
    answers only lift."""
    mild = domain.full & ~part.only
    return domain.fact.kind == "choice" and not mild & (mild + 1) and 0 < mild.bit_count() * 3 <= domain.size


def _change(book: Rulebook, answers: Mapping[str, Answered], here: Position) -> Iterator[Step]:
    for stance in book.stances:
        outcome = here.outcome(stance)
        if outcome != "undetermined":
            yield from islice(_different(book, changes(book, answers, stance, outcome)), MOST_CHANGES)


def _different(book: Rulebook, found: Iterable[Way]) -> Iterator[Step]:
    """The step of each way, once: what is known already can make several ways ask the same."""
    seen = set()
    for way in found:
        step = _step(book, min(way.asks), way)
        if step not in seen:
            seen.add(step)
            yield step


MOST_CHANGES = 3
"""Ways shown for each obligation; they are equally short."""


def _step(book: Rulebook, fact: str, way: Way) -> Step:
    asks = {other: _ask(book.domains[other], part) for other, part in way.asks.items()}
    return Step(
        fact,
        way.obligation,
        way.then,
        asks.pop(fact),
        tuple(asks[other] for other in awaited([way]) if other in asks),
    )


def _ask(domain: Domain, part: Part) -> Ask:
    options = list(domain.fact.options)
    if domain.fact.kind == "count":
        bands = [n for n in range(domain.size) if part.only >> n & 1]
        last = bands[-1] + 1
        return Ask(
            domain.fact.id,
            least=domain.starts[bands[0]],
            most=domain.starts[last] - 1 if last < domain.size else None,
        )

    def named(bits: int) -> tuple[str, ...]:
        return tuple(option for n, option in enumerate(options) if bits >> n & 1)

    return Ask(
        domain.fact.id, one_of=named(part.only), some_of=tuple(named(hit) for hit in sorted(part.hits))
    )
