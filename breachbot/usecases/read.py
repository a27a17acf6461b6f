"""What the edges ask in order to show something: each answer is a frozen value of one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.ball import held_since
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.effects import draft_slot
from breachbot.incident.events import Audience, Happened, SignalRaised, SignalReceived
from breachbot.incident.signal import Signal, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import STREAM, Team
from breachbot.incident.team_log import team_of
from breachbot.usecases.house import House, context, team
from breachbot.usecases.ports.deliveries import Arrived
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.signals import SignalRow, Those
from breachbot.usecases.ports.store import Transaction

MOST_OFFERED = 100
"""Options of a menu in Slack."""


@dataclass(frozen=True)
class Moment:
    """An incident just after an event, the event itself, and the head of the log."""

    incident: Incident
    event: Happened
    head: str


def load_team(house: House) -> Team:
    """Who has which role now."""
    return house.store.read(team)


def team_moment(house: House, seq: int) -> tuple[Happened, Team]:
    """A change of the team, and the team just after it. Raises Refused if there is none of that number (from 1)."""

    def work(tx: Transaction) -> tuple[Happened, Team]:
        events = tx.events(STREAM)
        if not 1 <= seq <= len(events):
            raise Refused("There is no such event.")
        return events[seq - 1], team_of(events[:seq])

    return house.store.read(work)


def team_log(house: House) -> list[Happened]:
    """Every change of the team, the first one first."""
    return house.store.read(lambda tx: tx.events(STREAM))


def load_incident(house: House, incident_id: str) -> Incident:
    """The incident as it is now. Raises Refused if there is none."""
    incident = house.store.read(lambda tx: replay(incident_id, tx.events(incident_id)))
    if incident.opened is None:
        raise Refused("There is no such incident.")
    return incident


def situation(house: House, incident_id: str, by: str) -> tuple[Incident, Context]:
    """The incident as it is now, and what this person's acts on it are decided on. Raises Refused if there is none."""

    def work(tx: Transaction) -> tuple[Incident, Context]:
        return replay(incident_id, tx.events(incident_id)), context(tx, house, by)

    incident, found = house.store.read(work)
    if incident.opened is None:
        raise Refused("There is no such incident.")
    return incident, found


def record(house: House, incident_id: str) -> Sequence[Happened]:
    """The events of an incident, oldest first."""
    return house.store.read(lambda tx: tx.events(incident_id))


def others(house: House, incident_id: str) -> tuple[str, ...]:
    """The other open incidents, the most pressing first; as many as a form can offer."""
    found = house.store.read(lambda tx: tx.open_incidents(None, 0, MOST_OFFERED + 1))
    return tuple(one for one in found if one != incident_id)[:MOST_OFFERED]


@dataclass(frozen=True)
class Beside:
    """What an incident's own state does not hold. since: from when it is the turn of those who have the next step.

    source: where the alert can be seen at its sender. signal_card, drafts: the messages (`channel:ts`) of the signal
    and of the newest drafts, as far as they were posted.
    """

    since: datetime | None
    source: str | None
    signal_card: str | None
    drafts: Mapping[Audience, str]


def beside(house: House, incident: Incident, asked: Context) -> Beside:
    """What is known about an incident besides."""

    def work(tx: Transaction) -> Beside:
        since = held_since(incident.id, tx.events(incident.id), asked)
        newest = [draft for one in AUDIENCES if (draft := incident.draft(one))]
        posted = {
            one.audience: tx.result_in(incident.id, "draft_card", draft_slot(one.audience)) for one in newest
        }
        drafts = {audience: ref for audience, ref in posted.items() if ref}
        name = incident.opened.signal if incident.opened else None
        if name is None:
            return Beside(since, None, None, drafts)
        return Beside(since, _link(tx, name), tx.result_in(name, "signal_card", "card"), drafts)

    return house.store.read(work)


def _link(tx: Transaction, signal_id: str) -> str | None:
    """The address of an alert at its source; None where there is none, or it was erased."""
    try:
        received = replay_signal(signal_id, tx.events(signal_id)).received
    except Erased:
        return None
    return received.link if received else None


def card_of(house: House, signal_id: str) -> str | None:
    """Where the card of a signal is (`channel:ts`); None where it has none, or shares a message with others."""
    return house.store.read(lambda tx: tx.result_in(signal_id, "signal_card", "card"))


def load_signal(house: House, signal_id: str) -> tuple[Signal, SignalRow]:
    """The signal as it is now, with its counts. Raises Refused if there is none."""

    def work(tx: Transaction) -> tuple[Signal, SignalRow | None]:
        return replay_signal(signal_id, tx.events(signal_id)), tx.signal_row(signal_id)

    signal, row = house.store.read(work)
    if row is None or signal.received is None:
        raise Refused("There is no such signal.")
    return signal, row


@dataclass(frozen=True)
class Came:
    """A signal as a list shows it: its row, and what its events say; None if they were erased."""

    row: SignalRow
    signal: Signal | None


def came(tx: Transaction, those: Those, *, skip: int, limit: int) -> tuple[int, list[Came]]:
    """How many of those signals came, and a page of them, those heard of last first."""
    size, rows = tx.latest_signals(those, skip, limit)
    return size, [
        Came(row, replay_signal(row.id, events) if events else None) for row, events in _told(tx, rows)
    ]


@dataclass(frozen=True)
class Whole:
    """A signal with its life, how many deliveries it has, and the newest of them, each with its number from 1.

    news: the ids of the deliveries that changed what was known.
    """

    came: Came
    events: tuple[Happened, ...]
    size: int
    deliveries: tuple[tuple[int, Arrived], ...]

    @property
    def news(self) -> frozenset[str]:
        return frozenset(
            one.delivery for one in self.events if isinstance(one, SignalReceived | SignalRaised)
        )


def whole(tx: Transaction, signal_id: str, newest: int) -> Whole:
    """All that is on record of a signal, with so many of its deliveries. Raises Refused if there is none."""
    row = tx.signal_row(signal_id)
    if row is None:
        raise Refused("There is no such signal; `breachbot signals` lists them.")
    (_, events) = next(_told(tx, [row]))
    size, _ = tx.numbered_deliveries(signal_id, 0, 0)
    first = max(size - newest, 0)
    _, rows = tx.numbered_deliveries(signal_id, first, newest)
    signal = replay_signal(signal_id, events) if events else None
    return Whole(Came(row, signal), tuple(events), size, tuple(enumerate(rows, start=first + 1)))


def _told(tx: Transaction, rows: Iterable[SignalRow]) -> Iterator[tuple[SignalRow, list[Happened]]]:
    """Each with its events; without any where they were erased."""
    for row in rows:
        try:
            yield row, tx.events(row.id)
        except Erased:
            yield row, []


def moment(house: House, incident_id: str, seq: int) -> Moment:
    """The incident just after its event number `seq` (from 1), with the head of the log as it is now."""

    def work(tx: Transaction) -> Moment:
        events = tx.events(incident_id)
        if not 1 <= seq <= len(events):
            raise Refused("There is no such event.")
        return Moment(replay(incident_id, events[:seq]), events[seq - 1], tx.head())

    return house.store.read(work)
