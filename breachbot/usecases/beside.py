"""What an act puts on record in a second incident, in the same transaction and before the first: in the one that takes
this one in, or that is opened out of it. Its reminders are planned before those of the first stop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from breachbot.incident import events as e
from breachbot.incident.act import Command, Context
from breachbot.incident.registry import act_of
from breachbot.incident.signal import replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House, commit, commit_signal
from breachbot.usecases.incidents import propose
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.store import Transaction


def knowing(tx: Transaction, house: House, command: Command, found: Context, request: str) -> Context:
    """The context with the other incident that a command names, and the id of one that it opens."""
    if act_of(command).beside is None:
        return found
    named = command.other
    other = replay(named, tx.events(named)) if named and named.startswith("pdb-") else None
    return replace(found, other=other, fresh=house.stream_id("pdb", request))


def commit_beside(
    tx: Transaction, house: House, incident: Incident, command: Command, found: Context
) -> None:
    """Append what follows in the other incident, and let the signals go there that belong to it."""
    beside = act_of(command).beside
    if beside is None:
        return
    news = beside(incident, command, found)
    after = commit(tx, house, found.other or Incident(found.fresh), news)
    _follow(tx, house, after, _signals(news), found)


def _signals(news: Iterable[e.IncidentEvent]) -> tuple[str, ...]:
    for event in news:
        if isinstance(event, e.IncidentTakenIn | e.OpenedAsPart):
            return event.signals
    return ()


def _follow(tx: Transaction, house: House, to: Incident, signals: Iterable[str], found: Context) -> None:
    """What comes of these signals later is about the other incident; what they suggest is put before people there."""
    for name in signals:
        try:
            signal = replay_signal(name, tx.events(name))
        except Erased:
            continue
        opened = e.SignalOpened(at=found.now, by=found.by, incident=to.id)
        signal = commit_signal(tx, house, signal, [opened])
        to = propose(tx, house, to, signal)
