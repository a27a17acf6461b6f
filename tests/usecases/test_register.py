"""The register on both databases: whatever people do, its pages are what all events say, read one by one."""

from __future__ import annotations

from contextlib import suppress

import pytest

from breachbot.incident.signal import replay_signal
from breachbot.incident.state import replay
from breachbot.register.entry import Entry, incident_entry, signal_entry
from breachbot.usecases import register, signals
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.store import Transaction
from tests.conftest import Database
from tests.incident.cast import ENGINEER
from tests.store.samples import behind_our_back
from tests.usecases.stage import Stage, export_alert
from tests.usecases.test_projections import WHY, Chance, seeds


def from_all_events(stage: Stage) -> list[Entry]:
    """The register as it follows from each stream, without any list."""
    policy = stage.house.policy

    def work(tx: Transaction) -> list[Entry]:
        found = []
        for name in tx.streams("pdb-"):
            with suppress(Erased):
                found.append(incident_entry(replay(name, tx.events(name)), policy))
        for name in tx.streams("sig-"):
            with suppress(Erased):
                signal = replay_signal(name, tx.events(name))
                found += [signal_entry(signal, stage.house.policy)] if signal.judged else []
        return found

    return stage.store.read(work)


def page(stage: Stage, skip: int, limit: int | None) -> list[Entry]:
    policy = stage.house.policy
    return stage.store.read(lambda tx: register.entries(tx, policy, skip=skip, limit=limit))


def alone(stage: Stage, name: str) -> Entry | None:
    return stage.store.read(lambda tx: register.entry(tx, stage.house.policy, name))


def dismissed(stage: Stage) -> str:
    """A signal that somebody judged to be no breach."""
    stage.deliver(export_alert("7"))
    (signal,) = stage.streams("sig-")
    signals.dismiss(stage.house, signal, reason=WHY, by=ENGINEER, request=stage.request())
    return signal


@pytest.mark.parametrize("seed", seeds(range(10, 13)))
def test_its_pages_are_what_the_events_say(stage: Stage, seed: int) -> None:
    dismissed(stage)
    Chance(stage, seed).play(90)
    every = from_all_events(stage)
    assert {one.kind for one in every} == {"incident", "signal"}
    assert page(stage, 0, None) == every
    assert stage.store.read(lambda tx: tx.register_size()) == len(every)
    for size in (1, 2, 3):
        found = [page(stage, skip, size) for skip in range(0, len(every) + size, size)]
        assert [one for some in found for one in some] == every
    assert [alone(stage, one.id) for one in every] == every
    assert stage.store.read(lambda tx: register.fault(tx, tx.register_streams())) is None


def test_a_signal_that_nobody_dismissed_and_the_team_have_no_entry(stage: Stage) -> None:
    stage.deliver(export_alert())
    names = [stage.signal().id, "team", "pdb-none0000", ""]
    assert [alone(stage, name) for name in names] == [None] * len(names)
    assert page(stage, 0, None) == []


def test_what_was_erased_keeps_its_line_on_its_page(stage: Stage, database: Database) -> None:
    incident = stage.reported()
    signal = dismissed(stage)
    behind_our_back(database, "DELETE FROM data_key WHERE id IN (:one, :two)", one=incident, two=signal)
    shown = [(one.id, one.kind, one.phase, one.title) for one in page(stage, 0, None)]
    assert shown == [(incident, "incident", "erased", "erased"), (signal, "signal", "erased", "erased")]
    assert page(stage, 1, 1)[0].id == signal
    assert stage.store.read(lambda tx: tx.register_size()) == 2
