"""Who came into an incident's channel is named in a line of its own, which holds up nothing that presses."""

from __future__ import annotations

from functools import partial

from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.store.store import DatabaseStore
from breachbot.usecases import strangers
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import Transaction
from tests.incident.cast import DPO
from tests.usecases.stage import BASIS, HOUR, Stage
from tests.usecases.test_find import in_room


def _settle(tx: Transaction, *, one: ClaimedEffect) -> bool:
    return tx.settle(one, "D0:1", "0")


def test_many_who_join_do_not_come_before_that_awareness_was_stated(store: DatabaseStore) -> None:
    stage = Stage(store).team()
    incident = in_room(stage, "C1")
    while claimed := store.write(lambda tx: tx.claim(50, HOUR)):
        for one in claimed:
            store.write(partial(_settle, one=one))
    for number in range(5):
        strangers.joined(stage.house, "C1", f"U0X{number}", request=f"Ev{number}")
    stage.take(incident, BecomeAware(aware_at=stage.clock(), basis=BASIS))
    ready = [one.kind for one in store.write(lambda tx: tx.claim(50, HOUR)) if one.args.get("user") == DPO]
    assert sorted(ready) == ["direct_note", "stranger_note"]
