"""How a candidate finds its burst, whether anybody has to be told of it, and what shows a burst as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import reduce

from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.incident import events as e
from breachbot.incident.burst import SLOT, Running, joined, storm_effect
from breachbot.incident.effect import Effect
from breachbot.incident.reports import SOURCE as REPORT
from breachbot.incident.signal import Signal, evolve_signal
from breachbot.intake.signal import ASKING, WEIGHT
from breachbot.playbook.triage import Storm
from breachbot.usecases.ports.store import Transaction

PAUSE = timedelta(seconds=10)
"""Between two edits of what changes all the time; each edit shows all that came in between."""


def placed(
    tx: Transaction, signal: Signal, news: Sequence[e.SignalEvent], *, fresh: str, now: datetime, storm: Storm
) -> list[e.SignalEvent]:
    """`news` of a signal, with its burst if somebody has to claim it after them; `fresh`: the id of a new one."""
    if not reduce(evolve_signal, news, signal).wants_somebody:
        return [*news]
    return [
        event.model_copy(update={"burst": _burst_now(tx, signal, event, fresh, now, storm)})
        if isinstance(event, e.SignalReceived | e.SignalRaised)
        else event
        for event in news
    ]


def _burst_now(
    tx: Transaction, signal: Signal, event: e.SignalEvent, fresh: str, now: datetime, storm: Storm
) -> e.Burst:
    """Others that come at this moment wait, so that each counts the one before."""
    tx.hold_log()
    source = (
        event.source if isinstance(event, e.SignalReceived) else signal.received and signal.received.source
    )
    row = tx.last_burst(now + CLOCKS_DIFFER, reports=source == REPORT)
    last = Running(row.id, row.began_at, row.last_at, tx.burst_size(row.id, storm.alone)) if row else None
    return joined(last, fresh, now, storm)


def told_already(tx: Transaction, signal: Signal) -> bool:
    """Whether the person who would be asked about it now was asked about another one of its burst, at least as heavy,
    that still waits."""
    if signal.burst is None or signal.steps_asked is None:
        return False
    as_heavy = [verdict for verdict in ASKING if WEIGHT[verdict] >= WEIGHT[signal.verdict]]
    return tx.asked_already(signal.burst.id, as_heavy, signal.steps_asked, but=signal.id)


def message(tx: Transaction, signal: Signal) -> list[Effect]:
    """Show the burst of a signal that has just changed, if it is one that has a message."""
    burst = signal.burst
    if burst is None:
        return []
    wanted = storm_effect(burst.id, f"{signal.id}:{signal.seen}")
    if tx.ever_asked_in(burst.id, "storm_card", SLOT):
        return soon(tx, [wanted])
    return [] if burst.own_card else [wanted]


def soon(tx: Transaction, effects: Sequence[Effect]) -> list[Effect]:
    """These after a pause; without those in whose lane one is coming, since that shows the same."""
    at = tx.real_time() + PAUSE
    return [one.model_copy(update={"not_before": at}) for one in effects if not tx.coming(one.lane)]
