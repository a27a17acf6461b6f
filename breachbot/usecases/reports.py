"""The verb on a report whose author nobody can confirm to be a member: it is kept whole, for the team to look at."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Literal

from breachbot.incident.reports import keep
from breachbot.incident.signal import Signal, replay_signal
from breachbot.usecases.house import House, commit_signal, write
from breachbot.usecases.ports import Transaction


def keep_report(
    house: House,
    *,
    title: str,
    detected_at: datetime,
    personal_data: Literal["yes", "no"] | None = None,
    message: str | None = None,
    by: str,
    request: str,
) -> Signal:
    """Put a report before the team as a signal of its own. The same request, delivered twice, does so once."""
    signal_id = house.stream_id("sig", request)
    kept = partial(
        keep,
        signal_id,
        title=title,
        detected_at=detected_at,
        personal_data=personal_data,
        message=message,
        by=by,
    )

    def work(tx: Transaction) -> Signal:
        first = tx.first_time(request)
        signal = replay_signal(signal_id, tx.events(signal_id))
        return commit_signal(tx, house, signal, [kept(now=house.now())]) if first else signal

    return write(house, work)
