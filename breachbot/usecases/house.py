"""What every verb needs, and the one way in which a decision becomes durable."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.effect import Effect, home_effect
from breachbot.incident.effects import beside_it, incident_effects
from breachbot.incident.events import IncidentEvent, SignalEvent
from breachbot.incident.policy import Policy
from breachbot.incident.shown_again import shown_again
from breachbot.incident.signal import (
    DECIDED,
    Signal,
    asked_again,
    evolve_signal,
    replay_signal,
    signal_effects,
)
from breachbot.incident.state import Incident, evolve
from breachbot.incident.team import STREAM, Team
from breachbot.incident.team_log import team_of
from breachbot.intake.registry import SOURCES
from breachbot.intake.source import Source
from breachbot.usecases import bursts
from breachbot.usecases.ports.log import Conflict
from breachbot.usecases.ports.store import Store, Transaction
from breachbot.usecases.projections import card_at, project_incident, project_signal

T = TypeVar("T")


class SignalDecision(Protocol):
    """A decision on a signal that lacks only the moment."""

    def __call__(self, signal: Signal, team: Team, /, *, now: datetime) -> list[SignalEvent]: ...


TRIES = 5
"""How often a decision is taken again when somebody else was first."""


@dataclass(frozen=True)
class House:
    """The injected world of the verbs.

    now: the domain's clock, aware UTC. digest: a keyed digest of a text, in hex, that nobody without the master key
    can compute. wake: tells the outbox that there may be something to send. own_projects: by source, the
    project of breachbot itself, whose alerts would feed on themselves. sources: every source there is, by name.
    rhythms: how often at least something comes from those that are set up, by name, where that is known.
    """

    store: Store
    policy: Policy
    now: Callable[[], datetime]
    digest: Callable[[str], str]
    wake: Callable[[], None] = lambda: None
    own_projects: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=lambda: SOURCES)
    rhythms: Mapping[str, timedelta] = field(default_factory=dict)

    def stream_id(self, prefix: str, seed: str) -> str:
        """An opaque id that the same seed always gives, so that a request repeated after a crash finds its own."""
        return f"{prefix}-{b32encode(bytes.fromhex(self.digest(f'{prefix}:{seed}')))[:8].decode().lower()}"


def team(tx: Transaction) -> Team:
    """Who has which role now."""
    return team_of(tx.events(STREAM))


def context(tx: Transaction, house: House, by: str) -> Context:
    """What this person's acts are decided on at this moment."""
    return Context(by, team(tx), house.policy, house.now(), tx.head())


def write(house: House, work: Callable[[Transaction], T]) -> T:
    """Run `work` in a transaction; if another writer was first, load and decide again."""
    for attempt in range(TRIES):
        try:
            done = house.store.write(work)
        except Conflict:
            if attempt == TRIES - 1:
                raise
            continue
        house.wake()
        return done
    raise AssertionError("unreachable: the last try returns or raises")


def act_on_signal(house: House, signal_id: str, request: str | None, decision: SignalDecision) -> Signal:
    """Take one decision on a signal. A request seen before changes nothing and gives the state of now."""

    def work(tx: Transaction) -> Signal:
        first = request is None or tx.first_time(request)
        signal = replay_signal(signal_id, tx.events(signal_id))
        if signal.received is None:
            raise Refused("There is no such signal.")
        if not first:
            return signal
        return commit_signal(tx, house, signal, decision(signal, team(tx), now=house.now()))

    return write(house, work)


def commit(tx: Transaction, house: House, incident: Incident, news: list[IncidentEvent]) -> Incident:
    """Append the events with their effects and projections; gives the incident after them."""
    if not news:
        return incident
    tx.append(incident.id, incident.seen, news)
    before = incident
    for event in news:
        incident = evolve(incident, event)
    now_in_force = team(tx)
    tx.enqueue(incident_effects(incident, news, now_in_force, house.policy))
    tx.enqueue(shown_again(before, incident, now_in_force, house.policy))
    tx.enqueue(homes(tx, now_in_force, f"{incident.id}:{incident.seen}"))
    project_incident(tx, incident, house.policy, house.now())
    if not all(map(beside_it, news)):
        tx.save_card(incident.id, card_at(incident, house.policy, house.now()))
    return incident


def commit_signal(tx: Transaction, house: House, signal: Signal, news: list[SignalEvent]) -> Signal:
    """The same for a signal."""
    if not news:
        return signal
    fresh = house.stream_id("burst", f"{signal.id}:{signal.seen}")
    news = bursts.placed(tx, signal, news, fresh=fresh, now=house.now(), storm=house.policy.triage.storm)
    tx.append(signal.id, signal.seen, news)
    for event in news:
        signal = evolve_signal(signal, event)
    now_in_force = team(tx)
    tx.enqueue(signal_effects(signal, news, now_in_force, told=bursts.told_already(tx, signal)))
    if any(isinstance(event, DECIDED) for event in news):
        tx.enqueue(asked_again(signal, tx.effects_of(signal.id, "signal_nudge")))
    tx.enqueue(bursts.message(tx, signal))
    tabs = homes(tx, now_in_force, f"{signal.id}:{signal.seen}")
    tx.enqueue(tabs if signal.own_card else bursts.soon(tx, tabs))
    project_signal(tx, signal, house.policy, house.now())
    return signal


def homes(tx: Transaction, people: Team, stamp: str) -> list[Effect]:
    """The Home tabs that are out of date, of those people who have ever opened theirs."""
    return [home_effect(user, stamp) for user in people.known if tx.ever_asked_in(STREAM, "home", user)]
