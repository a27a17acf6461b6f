"""What a person's Home tab is made of, and for whom it is refreshed when something changes.

The lists say how many there are and which come first; only what a tab shows is read from the events.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from breachbot.incident.effect import home_effect
from breachbot.incident.signal import Signal, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import Team
from breachbot.usecases.house import House, write
from breachbot.usecases.ports.store import Transaction

PAGE = 10
"""Incidents on a page."""
MOST_DECISIONS = 5
MOST_SIGNALS = 5
MOST_NAMES = 20


@dataclass(frozen=True)
class Reader:
    """The reader. `rooms` are the private channels that they are in; None where Slack did not say."""

    user: str
    team: Team
    rooms: Collection[str] | None

    @property
    def approves(self) -> bool:
        """Whether this is the DPO or a deputy."""
        return self.user in self.team.approvers

    @property
    def watched(self) -> Collection[str] | None:
        """The channels in whose incidents something may wait for them; None for all, as for an approver."""
        return None if self.approves else self.rooms

    def sees(self, incident: Incident) -> bool:
        """Whether they may read what it is about: they are in its channel."""
        return self.rooms is not None and incident.channel in self.rooms

    def may_act(self, incident: Incident) -> bool:
        """Whether a button is offered: not to somebody who is outside the channel. Each click is checked again."""
        return self.sees(incident) or incident.channel is None or self.rooms is None


@dataclass(frozen=True)
class Overview:
    """What one reader is shown of one moment, and how much there is of each.

    deciding: the first incidents in which something waits for them, for an approver also where they are not in the
    channel; `decisions` counts these things.
    listed: the incidents of one page, the most pressing first, of `open` ones; `page` counts from 0. An approver's are
    all incidents, anybody else's those that they may act in; hidden: the first codenames of the `hidden_count` others.
    signals: the reader's own, then those that nobody has claimed, each the oldest first; `waiting` counts all of both.
    """

    deciding: tuple[Incident, ...] = ()
    decisions: int = 0
    listed: tuple[Incident, ...] = ()
    open: int = 0
    page: int = 0
    hidden: tuple[str, ...] = ()
    hidden_count: int = 0
    signals: tuple[Signal, ...] = ()
    waiting: int = 0


def overview(house: House, reader: Reader, page: int = 0) -> Overview:
    """What is open now, as far as this reader's tab shows it."""
    return house.store.read(lambda tx: _overview(tx, reader, page))


@dataclass(frozen=True)
class Ended:
    """A page of the incidents that have ended, as far as a reader may know of them; `page` counts from 0."""

    incidents: tuple[Incident, ...]
    number: int
    page: int


def ended(house: House, reader: Reader, page: int = 0) -> Ended:
    """What has ended: for an approver all of it, for anybody else what was in channels that they are in."""
    rooms = None if reader.approves else (reader.rooms or ())

    def work(tx: Transaction) -> Ended:
        number, _ = tx.ended_incidents(rooms, 0, 0)
        shown = min(page, pages(number) - 1)
        return Ended(_incidents(tx, tx.ended_incidents(rooms, shown * PAGE, PAGE)[1]), number, shown)

    return house.store.read(work)


def pages(number: int) -> int:
    """How many pages that many incidents fill."""
    return max(1, -(-number // PAGE))


def open_home(house: House, user: str, *, request: str, page: int = 0) -> None:
    """Show a person their Home tab, from `page` (0 is the first) on. The same request shows it once."""
    write(house, lambda tx: tx.enqueue([home_effect(user, request, page)]))


def _overview(tx: Transaction, reader: Reader, page: int) -> Overview:
    rooms = reader.watched
    everything, mine = tx.open_count(None), tx.open_count(rooms)
    page = min(page, pages(mine) - 1)
    decisions, deciding = tx.undecided(rooms, reader.user, MOST_DECISIONS)
    own_count, own = tx.waiting_signals(reader.user, MOST_SIGNALS)
    free_count, free = tx.waiting_signals(None, MOST_SIGNALS)
    return Overview(
        deciding=_incidents(tx, deciding),
        decisions=decisions,
        listed=_incidents(tx, tx.open_incidents(rooms, page * PAGE, PAGE)),
        open=mine,
        page=page,
        hidden=tuple(tx.hidden_incidents(rooms, MOST_NAMES)) if everything > mine else (),
        hidden_count=everything - mine,
        signals=tuple(replay_signal(name, tx.events(name)) for name in [*own, *free][:MOST_SIGNALS]),
        waiting=own_count + free_count,
    )


def _incidents(tx: Transaction, names: list[str]) -> tuple[Incident, ...]:
    return tuple(replay(name, tx.events(name)) for name in names)
