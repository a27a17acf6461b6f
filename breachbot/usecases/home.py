"""What a person's Home tab is made of, and who is shown it anew when something changes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from breachbot.incident.effects import home_effect
from breachbot.incident.outcome import clock
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import Team
from breachbot.usecases.house import House, team, write
from breachbot.usecases.ports import Erased, Transaction

MOST_SIGNALS = 20
"""Of each kind; a Home tab shows fewer."""
_LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Overview:
    """What is open at one moment: incidents by time left, and signals, claimed ones first, the oldest first.

    In a storm of signals the first are enough; `unclaimed` says how many nobody has claimed.
    """

    team: Team
    incidents: tuple[Incident, ...]
    signals: tuple[Signal, ...]
    unclaimed: int


def overview(house: House) -> Overview:
    """Everything that is open now."""

    def work(tx: Transaction) -> Overview:
        unclaimed, signals = _waiting_signals(tx)
        return Overview(team(tx), tuple(_open_incidents(tx, house.policy)), tuple(signals), unclaimed)

    return house.store.read(work)


def open_home(house: House, user: str, *, request: str, page: int = 0) -> None:
    """Show a person their Home tab, from `page` (0 is the first) on. The same request shows it once."""
    write(house, lambda tx: tx.enqueue([home_effect(user, request, page)]))


def _open_incidents(tx: Transaction, policy: Policy) -> list[Incident]:
    found = []
    for row in tx.incidents():
        if row.phase not in ("closed", "no_breach"):
            with suppress(Erased):
                found.append(replay(row.id, tx.events(row.id)))
    return sorted(found, key=lambda incident: _pressing(incident, policy))


def _pressing(incident: Incident, policy: Policy) -> tuple[int, datetime, str]:
    """A clock that runs presses most, the earliest end first; then what nobody has judged; then what is filed."""
    due = clock(incident, policy)
    if due is not None and not incident.filings:
        return 0, due, incident.id
    opened = incident.opened.at if incident.opened else _LATEST
    return (2 if incident.filings else 1), opened, incident.id


def _waiting_signals(tx: Transaction) -> tuple[int, list[Signal]]:
    """How many candidates nobody has claimed, and of these and of the claimed ones those that wait longest."""
    rows = sorted(tx.signals(), key=lambda row: (row.first_seen or _LATEST, row.id))
    by_phase = {
        phase: [row.id for row in rows if row.verdict == "candidate" and row.phase == phase]
        for phase in ("claimed", "open")
    }
    found = []
    for signal in (*by_phase["claimed"][:MOST_SIGNALS], *by_phase["open"][:MOST_SIGNALS]):
        with suppress(Erased):
            found.append(replay_signal(signal, tx.events(signal)))
    return len(by_phase["open"]), found
