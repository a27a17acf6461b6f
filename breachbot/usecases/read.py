"""What the edges ask in order to show something: each answer is a frozen value of one moment."""

from __future__ import annotations

from dataclasses import dataclass

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.events import Happened
from breachbot.incident.signal import Signal, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import Team
from breachbot.usecases.house import House, team
from breachbot.usecases.ports import SignalRow, Transaction
from breachbot.usecases.take import context


@dataclass(frozen=True)
class Moment:
    """An incident just after an event, the event itself, and the head of the log."""

    incident: Incident
    event: Happened
    head: str


def load_team(house: House) -> Team:
    """Who has which role now."""
    return house.store.read(team)


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


def load_signal(house: House, signal_id: str) -> tuple[Signal, SignalRow]:
    """The signal as it is now, with its counts. Raises Refused if there is none."""

    def work(tx: Transaction) -> tuple[Signal, SignalRow | None]:
        return replay_signal(signal_id, tx.events(signal_id)), tx.signal_row(signal_id)

    signal, row = house.store.read(work)
    if row is None or signal.received is None:
        raise Refused("There is no such signal.")
    return signal, row


def moment(house: House, incident_id: str, seq: int) -> Moment:
    """The incident just after its event number `seq` (from 1), with the head of the log as it is now."""

    def work(tx: Transaction) -> Moment:
        events = tx.events(incident_id)
        if not 1 <= seq <= len(events):
            raise Refused("There is no such event.")
        return Moment(replay(incident_id, events[:seq]), events[seq - 1], tx.head())

    return house.store.read(work)
