"""The cards on which a clock runs, and the Home tabs, are shown again as time passes, also where nothing happens.

When a card is due next is a column of the list of incidents, so a tick asks for those that are due and reads no other.
A card is shown once in each stretch of the time that is left; the name of the stretch is the key of the effect, so that
a restart, a second process or a tick more shows nothing twice.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.deadlines.stretches import LONGEST, stretch
from breachbot.incident.effects import card_again
from breachbot.incident.guidance import due_at
from breachbot.incident.state import replay
from breachbot.usecases.house import House, homes, team, write
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.projections import card_at

BATCH = 1000
"""Cards in one tick; what is left comes with the next."""


def due_cards(house: House) -> list[str]:
    """The incidents whose card is to be shown again now."""
    now = house.now()
    return house.store.read(lambda tx: tx.due_cards(now, latest(now), BATCH))


def latest(now: datetime) -> datetime:
    """A card that is due after this was put off by a clock that was ahead."""
    return now + LONGEST + CLOCKS_DIFFER


def show_again(house: House, incident_id: str) -> int:
    """Show a card again unless its clock has stopped; gives 1 or 0."""
    return write(house, partial(_show_again, house=house, incident_id=incident_id))


def _show_again(tx: Transaction, *, house: House, incident_id: str) -> int:
    incident, now = replay(incident_id, tx.events(incident_id)), house.now()
    following, due = card_at(incident, house.policy, now), due_at(incident, house.policy)
    tx.save_card(incident_id, following)
    if due is None or following is None:
        return 0
    stamp = f"time:{stretch(due, now)}"
    tx.enqueue([card_again(incident, stamp), *homes(tx, team(tx), f"{incident_id}:{stamp}")])
    return 1
