"""What somebody looks for: what is open, one incident by its codename, and those that hold their words.

Nobody learns by asking what they could not read: words are looked for in the incidents whose channel the person is in,
and elsewhere in the codename alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from breachbot.incident.events import IncidentOpened, SignalReceived
from breachbot.incident.state import Incident, replay
from breachbot.usecases.home import Reader
from breachbot.usecases.house import House
from breachbot.usecases.ports.lists import IncidentRow
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.store import Transaction

MOST = 10
"""Incidents in an answer."""
FARTHEST = 10_000
"""Incidents of a person that are looked through, the newest first. Of each its first event is read."""


@dataclass(frozen=True)
class Found:
    """The first of what was found, and how many there are. unread: how many older ones were not looked through."""

    incidents: tuple[Incident, ...]
    number: int
    unread: int = 0


def open_now(house: House) -> Found:
    """What is open, the most pressing first. Everybody with a role may know that it is."""

    def work(tx: Transaction) -> Found:
        return Found(_incidents(tx, tx.open_incidents(None, 0, MOST)), tx.open_count(None))

    return house.store.read(work)


def waiting_for(house: House, reader: Reader) -> Found:
    """The first incidents in which something waits for this person, and how many things do."""

    def work(tx: Transaction) -> Found:
        number, names = tx.undecided(reader.watched, reader.user, MOST)
        return Found(_incidents(tx, names), number)

    return house.store.read(work)


def called(house: House, codename: str) -> Incident | None:
    """The incident of that codename; None if there is none to read."""
    found = house.store.read(lambda tx: _incidents(tx, [codename]))
    return found[0] if found else None


def holding(house: House, reader: Reader, words: Sequence[str]) -> Found:
    """The incidents, open or closed, that hold all of these words in codename, project or title; the newest first."""
    return house.store.read(lambda tx: _holding(tx, reader, [word.casefold() for word in words]))


def _holding(tx: Transaction, reader: Reader, words: Sequence[str]) -> Found:
    gone = set(tx.erased())
    rows = [row for row in tx.incidents()[::-1] if row.id not in gone]
    theirs = [row.id for row in rows if _in_its_room(row, reader)]
    texts = _texts(tx, theirs[:FARTHEST])
    names = [row.id for row in rows if all(word in texts.get(row.id, row.id) for word in words)]
    return Found(_incidents(tx, names[:MOST]), len(names), max(len(theirs) - FARTHEST, 0))


def _in_its_room(row: IncidentRow, reader: Reader) -> bool:
    return reader.rooms is not None and row.channel in reader.rooms


def _texts(tx: Transaction, names: Sequence[str]) -> dict[str, str]:
    """What can be found of each incident by whoever may read it: codename, title, and the project of its alert."""
    opened = {n: one for n, one in tx.beginnings(names).items() if isinstance(one, IncidentOpened)}
    signals = [one.signal for one in opened.values() if one.signal]
    received = {n: one for n, one in tx.beginnings(signals).items() if isinstance(one, SignalReceived)}
    projects = {n: received[one.signal].project or "" for n, one in opened.items() if one.signal in received}
    return {n: " ".join((n, one.title, projects.get(n, ""))).casefold() for n, one in opened.items()}


def _incidents(tx: Transaction, names: Sequence[str]) -> tuple[Incident, ...]:
    """Those that can be read."""
    found = []
    for name in names:
        with suppress(Erased):
            found.append(replay(name, tx.events(name)))
    return tuple(one for one in found if one.opened)
