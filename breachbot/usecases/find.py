"""What somebody looks for: what is open, one incident by its codename, and those that hold their words.

Nobody learns by asking what they could not read: words are looked for in the incidents whose channel the person is in,
and elsewhere in the codename alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from breachbot.incident.signal import replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.usecases.home import Reader
from breachbot.usecases.house import House
from breachbot.usecases.ports import Erased, IncidentRow, Transaction

MOST = 10
"""Incidents in an answer."""
FARTHEST = 100
"""Incidents of a person that are looked through, the newest first: one takes up to about 12 ms, and Slack waits 3 s."""


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
    read = {one.id: one for one in _incidents(tx, theirs[:FARTHEST])}
    texts = {name: _text(tx, incident) for name, incident in read.items()}
    names = [row.id for row in rows if all(word in texts.get(row.id, row.id) for word in words)]
    shown = (read.get(name) or next(iter(_incidents(tx, [name])), None) for name in names[:MOST])
    return Found(tuple(filter(None, shown)), len(names), max(len(theirs) - FARTHEST, 0))


def _in_its_room(row: IncidentRow, reader: Reader) -> bool:
    return reader.rooms is not None and row.channel in reader.rooms


def _text(tx: Transaction, incident: Incident) -> str:
    """What can be found of an incident by whoever may read it."""
    assert incident.opened is not None, "only what was opened is read"
    return " ".join((incident.id, incident.opened.title, *_project(tx, incident))).casefold()


def _project(tx: Transaction, incident: Incident) -> Iterator[str]:
    """The project of the alert that it began with."""
    signal = incident.opened.signal if incident.opened else None
    if signal is None:
        return
    with suppress(Erased):
        received = replay_signal(signal, tx.events(signal)).received
        yield (received.project or "") if received else ""


def _incidents(tx: Transaction, names: Sequence[str]) -> tuple[Incident, ...]:
    """Those that can be read."""
    found = []
    for name in names:
        with suppress(Erased):
            found.append(replay(name, tx.events(name)))
    return tuple(one for one in found if one.opened)
