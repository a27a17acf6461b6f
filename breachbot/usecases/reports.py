"""The verbs on a person's report: it opens an incident, or is kept whole for the team to look at.

It is kept where nobody can confirm that its author is a member, and where more reports came within an hour than open
incidents by themselves: many people who report the same, or one who reports fifty things, fill no channels.
"""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.incident.acts.report import Report
from breachbot.incident.guidance import decide
from breachbot.incident.reports import TOO_MANY, UNCONFIRMED, keep
from breachbot.incident.signal import Signal, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House, commit, commit_signal, context, write
from breachbot.usecases.ports.store import Transaction

HOUR = timedelta(hours=1)


def report(house: House, command: Report, *, by: str, request: str) -> Incident | Signal:
    """Take a member's report: open an incident, or keep it as a signal. The same request does so once."""
    return write(house, partial(_report, house=house, command=command, by=by, request=request))


def _report(tx: Transaction, *, house: House, command: Report, by: str, request: str) -> Incident | Signal:
    first = tx.first_time(request)
    incident_id, signal_id = house.stream_id("pdb", request), house.stream_id("sig", request)
    incident = replay(incident_id, tx.events(incident_id))
    signal = replay_signal(signal_id, tx.events(signal_id))
    if not first:
        return signal if signal.received else incident
    tx.hold_log()
    if opened_by_reports(tx, house) < house.policy.triage.storm.reports:
        return commit(tx, house, incident, decide(incident, command, context(tx, house, by)))
    return commit_signal(tx, house, signal, [keep(signal_id, command, TOO_MANY, by=by, now=house.now())])


def opened_by_reports(tx: Transaction, house: House) -> int:
    """How many incidents people's reports opened within the last hour; not those of a clock that was wrong."""
    now = house.now()
    recent = (replay(name, tx.events(name)) for name in tx.opened_between(now - HOUR, now + CLOCKS_DIFFER))
    return sum(one.opened is not None and one.opened.signal is None for one in recent)


def keep_report(house: House, command: Report, *, by: str, request: str) -> Signal:
    """Put the report of somebody who cannot be confirmed before the team as a signal of its own, once per request."""
    signal_id = house.stream_id("sig", request)

    def work(tx: Transaction) -> Signal:
        first = tx.first_time(request)
        signal = replay_signal(signal_id, tx.events(signal_id))
        if not first:
            return signal
        kept = keep(signal_id, command, UNCONFIRMED, by=by, now=house.now())
        return commit_signal(tx, house, signal, [kept])

    return write(house, work)
