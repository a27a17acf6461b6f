"""What a Home tab shows as it follows from every open incident and signal, one by one, without any list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.incident.times import clock
from breachbot.usecases.home import MOST_DECISIONS, MOST_NAMES, MOST_SIGNALS, PAGE, Overview, Reader, pages
from breachbot.usecases.ports.store import Transaction


def overview_of(
    reader: Reader,
    incidents: Sequence[Incident],
    signals: Sequence[Signal],
    held: Callable[[Incident, str], int],
    *,
    page: int,
) -> Overview:
    """What a reader is shown of these open incidents and waiting signals, in this order.

    held: how many steps of an incident wait for a person.
    """
    mine = [one for one in incidents if reader.approves or reader.may_act(one)]
    others = [one for one in incidents if one not in mine]
    decisions = {one.id: held(one, reader.user) for one in mine}
    shown = [one for one in signals if one.claimed_by == reader.user]
    shown += [one for one in signals if one.claimed_by is None]
    page = min(page, pages(len(mine)) - 1)
    return Overview(
        deciding=tuple(one for one in mine if decisions[one.id])[:MOST_DECISIONS],
        decisions=sum(decisions.values()),
        listed=tuple(mine[page * PAGE : (page + 1) * PAGE]),
        open=len(mine),
        page=page,
        hidden=tuple(one.id for one in others[:MOST_NAMES]),
        hidden_count=len(others),
        signals=tuple(shown[:MOST_SIGNALS]),
        waiting=len(shown),
    )


def everything_open(tx: Transaction, policy: Policy) -> tuple[list[Incident], list[Signal]]:
    """All that is open, the most pressing first, and all that waits, the oldest first; from the events alone."""
    incidents = [replay(name, tx.events(name)) for name in tx.streams("pdb-")]
    signals = [replay_signal(name, tx.events(name)) for name in tx.streams("sig-")]

    def pressing(one: Incident) -> tuple[int, datetime, str]:
        due = clock(one, policy)
        assert one.opened is not None
        if due is not None and not one.filings:
            return 0, due, one.id
        return (2 if one.filings else 1), one.opened.at, one.id

    def arrived(one: Signal) -> tuple[datetime, str]:
        row = tx.signal_row(one.id)
        assert row is not None
        assert row.first_seen is not None
        return row.first_seen, one.id

    waiting = [one for one in signals if one.verdict == "candidate" and one.phase in ("open", "claimed")]
    return sorted((one for one in incidents if not one.ended), key=pressing), sorted(waiting, key=arrived)
