"""The register, read from the events."""

from __future__ import annotations

from breachbot.incident.policy import Policy
from breachbot.incident.signal import replay_signal
from breachbot.incident.state import replay
from breachbot.register.entry import Entry, erased_entry, incident_entry, signal_entry
from breachbot.usecases.ports import Erased, Transaction


def entries(tx: Transaction, policy: Policy) -> list[Entry]:
    """Every incident and every signal ever dismissed, oldest first. An erased incident keeps its line."""
    found = [*(_incident(tx, stream, policy) for stream in tx.streams("pdb-"))]
    for stream in tx.streams("sig-"):
        try:
            signal = replay_signal(stream, tx.events(stream))
        except Erased:
            continue
        if signal.judged:
            found.append(signal_entry(signal))
    return found


def _incident(tx: Transaction, stream: str, policy: Policy) -> Entry:
    try:
        return incident_entry(replay(stream, tx.events(stream)), policy)
    except Erased:
        return erased_entry(stream)
