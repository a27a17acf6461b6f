"""The verb on a report whose author nobody can confirm to be a member: it is kept whole, for the team to look at."""

from __future__ import annotations

from breachbot.incident.acts.report import Report
from breachbot.incident.reports import keep
from breachbot.incident.signal import Signal, replay_signal
from breachbot.usecases.house import House, commit_signal, write
from breachbot.usecases.ports import Transaction


def keep_report(house: House, command: Report, *, by: str, request: str) -> Signal:
    """Put a report before the team as a signal of its own. The same request, delivered twice, does so once."""
    signal_id = house.stream_id("sig", request)

    def work(tx: Transaction) -> Signal:
        first = tx.first_time(request)
        signal = replay_signal(signal_id, tx.events(signal_id))
        if not first:
            return signal
        return commit_signal(tx, house, signal, [keep(signal_id, command, by=by, now=house.now())])

    return write(house, work)
