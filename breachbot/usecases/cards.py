"""The cards on which a clock runs, and the Home tabs, are shown again as time passes, also where nothing happens.

A card is shown once in each stretch of the time that is left; the name of the stretch is the key of the effect, so that
a restart, a second process or a tick more shows nothing twice.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from breachbot.incident.effects import beside_it, card_again
from breachbot.incident.guidance import due_at, stopped
from breachbot.incident.state import replay
from breachbot.usecases.house import House, homes, team, write
from breachbot.usecases.ports import Transaction

EVERY = timedelta(minutes=30)
AT_THE_END, EVERY_AT_THE_END = timedelta(hours=3), timedelta(minutes=5)
OVERDUE = ((timedelta(hours=3), EVERY), (timedelta(days=3), timedelta(hours=6)))
"""How often it is shown up to so long after the end; later once a day."""


def stretch(due: datetime, now: datetime) -> str:
    """The stretch of the time that is left in which a moment lies: of half an hour, and of five minutes in the last
    three hours; after the end they grow. Counted from the end of the hours, so that the end begins one."""
    left = due - now
    if left > timedelta():
        every = EVERY_AT_THE_END if left <= AT_THE_END else EVERY
    else:
        every = next((often for until, often in OVERDUE if -left < until), timedelta(days=1))
    return f"{due:%Y%m%dT%H%M%S}/{every // timedelta(minutes=1)}/{-(-left // every)}"


def running(house: House) -> list[tuple[str, str]]:
    """The incidents with a clock that may run, each with the stretch of now."""
    found, now = house.store.read(lambda tx: tx.clocks_running()), house.now()
    return [(name, stretch(due, now)) for name, due in found]


def show_again(house: House, incident_id: str) -> int:
    """Show a card again unless something has shown it in this stretch, or its clock has stopped; gives 1 or 0."""
    return write(house, partial(_show_again, house=house, incident_id=incident_id))


def _show_again(tx: Transaction, *, house: House, incident_id: str) -> int:
    events = tx.events(incident_id)
    incident = replay(incident_id, events)
    due, now = due_at(incident, house.policy), house.now()
    if due is None or incident.ended or stopped(incident, house.policy):
        return 0
    shown = [event.at for event in events if not beside_it(event)]
    if stretch(due, shown[-1]) == stretch(due, now):
        return 0  # what happened last on the card has shown it
    stamp = f"time:{stretch(due, now)}"
    tx.enqueue([card_again(incident, stamp), *homes(tx, team(tx), f"{incident_id}:{stamp}")])
    return 1
