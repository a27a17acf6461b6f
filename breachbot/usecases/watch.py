"""Whether the sources still reach us: who has gone silent, what was refused, and who is about to stop sending.

Everything follows from rows, so that a restart neither forgets a silence nor tells of it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.deadlines.silence import News, Watched, look, quiet_since
from breachbot.incident.effect import Effect
from breachbot.incident.signal import first_asked
from breachbot.incident.team import STREAM
from breachbot.usecases.house import House, team, write
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.ports.watch import Stretch

PAUSE = timedelta(minutes=2)
"""Without a refusal: then a stretch is over."""
LONGEST = timedelta(hours=1)
"""A stretch that does not end by then is told of all the same; what follows is another one."""
EARLY = 10
"""People are warned at this part of the failures after which a sender leaves."""


def joined(stretches: Sequence[Stretch], new: Stretch) -> tuple[Stretch, ...]:
    """One more, which makes the last of its kind longer if it follows soon enough."""
    before = next(
        (one for one in reversed(stretches) if (one.source, one.how) == (new.source, new.how)), None
    )
    if before is None or new.started_at - before.ended_at > PAUSE:
        return (*stretches, new)
    end = max(before.ended_at, new.ended_at)
    longer = Stretch(new.source, new.how, before.started_at, end, before.count + new.count)
    return tuple(longer if one is before else one for one in stretches)


def keep(house: House, stretches: Sequence[Stretch]) -> None:
    """Put what was refused or came too late on record."""

    def work(tx: Transaction) -> None:
        for stretch in stretches:
            tx.missed(stretch, PAUSE, LONGEST)

    house.store.write(work, queue="background")


def tell(house: House) -> int:
    """Tell people what is new about the sources; gives how many things that was. Writes only if there is any."""
    if not house.store.read(partial(_anything, house=house)):
        return 0
    return write(house, partial(_tell, house=house))


@dataclass(frozen=True)
class Silence:
    """How long nothing has come of a source, and whether it should have. ever: whether anything ever did."""

    since: datetime
    ever: bool
    broken: bool


def silence_of(tx: Transaction, source: str, every: timedelta, now: datetime) -> Silence:
    """How long a source that is expected to send something has been silent."""
    heard = tx.heard(source, now + CLOCKS_DIFFER)
    watched = next((one for one in tx.watched() if one.source == source), Watched(source, now))
    since = quiet_since(watched, heard)
    return Silence(since, heard is not None, now - since >= every)


GAPS = 5
"""Stretches of a source that are shown."""


@dataclass(frozen=True)
class Fared:
    """How a source fared. silence: None where nothing is expected. gaps: the newest, the newest first."""

    last_signal: datetime | None
    silence: Silence | None
    gaps: tuple[Stretch, ...]


def fared(
    tx: Transaction, sources: Iterable[str], rhythms: Mapping[str, timedelta], now: datetime
) -> dict[str, Fared]:
    """How each of these sources fared, by name."""
    last = tx.last_heard()
    return {
        name: Fared(
            last.get(name),
            silence_of(tx, name, rhythms[name], now) if name in rhythms else None,
            tuple(tx.stretches(name, GAPS)),
        )
        for name in sources
    }


# --- what is new ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Look:
    """What is new of a source: what to keep, what to tell, the last sign of life before the silence, and the newest."""

    watched: Watched
    news: News | None
    since: datetime
    heard: datetime | None
    every: timedelta


def _anything(tx: Transaction, *, house: House) -> bool:
    found: tuple[Iterable[object], ...] = (
        _looks(tx, house),
        _unwatched(tx, house),
        _untold(tx, house),
        _leaving(tx, house),
    )
    return any(True for one in found for _ in one)


def _tell(tx: Transaction, *, house: House) -> int:
    for source in _unwatched(tx, house):
        tx.unwatch(source)
    told = [_keep_watch(tx, one) for one in [*_looks(tx, house)]]
    told += [_tell_stretch(tx, one, house.now()) for one in _untold(tx, house)]
    told += [_warn(tx, *one) for one in [*_leaving(tx, house)]]
    return sum(told)


def _unwatched(tx: Transaction, house: House) -> list[str]:
    """Those that are no longer expected to send anything."""
    return [one.source for one in tx.watched() if one.source not in house.rhythms]


def _looks(tx: Transaction, house: House) -> Iterator[_Look]:
    now, known = house.now(), {one.source: one for one in tx.watched()}
    for source, every in house.rhythms.items():
        before = known.get(source)
        heard = tx.heard(source, now + CLOCKS_DIFFER)
        after, news = look(before or Watched(source, now), heard, every, now)
        if after != before:
            silent_since = before.silent_since if before and news == "back" else None
            yield _Look(after, news, silent_since or quiet_since(after, heard), heard, every)


def _keep_watch(tx: Transaction, new: _Look) -> bool:
    tx.watch(new.watched)
    if new.news is None:
        return False
    facts = {
        "since": new.since.isoformat(),
        "heard": new.heard.isoformat() if new.heard else "",
        "every": str(int(new.every.total_seconds())),
        "told": str(new.watched.told),
    }
    _note(tx, new.news, new.watched.source, f"{facts['since']}:{facts['told']}", facts)
    return True


def _untold(tx: Transaction, house: House) -> list[Stretch]:
    return tx.untold(house.now() - PAUSE, house.now() - LONGEST)


def _tell_stretch(tx: Transaction, stretch: Stretch, now: datetime) -> bool:
    if stretch.id is None or not tx.told(stretch.id, now):
        return False
    facts = {
        "from": stretch.started_at.isoformat(),
        "to": stretch.ended_at.isoformat(),
        "count": str(stretch.count),
    }
    _note(tx, "refused", stretch.source, str(stretch.id), facts)
    return True


def _leaving(tx: Transaction, house: House) -> Iterator[tuple[str, str, int]]:
    """The senders that have failed so often to reach us that they will soon stop; each is told of once a day."""
    now = house.now()
    for name, source in house.sources.items():
        if source.manners.leaves is None:
            continue
        most, within = source.manners.leaves
        count = tx.count_missed(name, now - within)
        slot = _slot(name, now)
        if count * EARLY >= most and not tx.ever_asked_in(STREAM, "source_note", slot):
            yield name, slot, count


def tell_fetched(tx: Transaction, source: str, count: int, now: datetime) -> None:
    """Tell people, once a day, that alerts of a source had to be fetched: then its hook has missed some."""
    slot = _slot(source, now, "fetched")
    if not tx.ever_asked_in(STREAM, "source_note", slot):
        _note(tx, "fetched", source, slot, {"count": str(count)}, slot)


def _slot(source: str, now: datetime, about: str = "leaving") -> str:
    return f"{about}:{source}:{now:%Y-%m-%d}"


def _warn(tx: Transaction, source: str, slot: str, count: int) -> bool:
    _note(tx, "leaving", source, slot, {"count": str(count)}, slot)
    return True


def _note(
    tx: Transaction, about: str, source: str, stamp: str, facts: dict[str, str], slot: str = ""
) -> None:
    """A line in the triage channel and a word to the first responder."""
    key, args = f"source_note:{about}:{source}:{stamp}", {"about": about, "source": source, **facts}
    told = Effect(kind="source_note", key=key, lane="triage", stream=STREAM, slot=slot, args=args)
    tx.enqueue([told])
    if user := first_asked(team(tx), tx.real_time()):
        direct = {"key": f"{key}:{user}", "lane": f"dm:{user}", "args": args | {"user": user}}
        tx.enqueue([told.model_copy(update=direct)])
