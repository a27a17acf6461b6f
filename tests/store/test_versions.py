"""A database that a released version left behind goes up to this one, and its incidents go on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from breachbot.clocks import Clocks
from breachbot.incident.act import Context
from breachbot.incident.events import PlaybookAdopted
from breachbot.incident.guidance import guide
from breachbot.incident.state import Incident, replay
from breachbot.incident.team import Team
from breachbot.observe.metrics import Metrics
from breachbot.playbook.earlier import EARLIER
from breachbot.playbook.types import Playbook
from breachbot.store.migrate import migrate
from breachbot.store.playbooks import parse_playbook
from breachbot.store.store import DatabaseStore
from breachbot.usecases.assessments import STREAM, replay_assessment
from breachbot.usecases.home import Reader, overview
from breachbot.usecases.projections import rebuild
from breachbot.usecases.read import load_team
from breachbot.usecases.register import proof
from breachbot.workspace.seed import ENGINEER
from tests.incident import cast
from tests.store.versions import VERSIONS, stored
from tests.usecases.stage import Clock, Stage

HOUR = timedelta(hours=1)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def kind(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(params=VERSIONS)
def older(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> Iterator[DatabaseStore]:
    """A database of an older version, migrated and opened."""
    with stored(request.param, kind, tmp_path) as database:
        assert migrate(database.url) in ("older", "current")
        opened = database.open()
        try:
            yield opened
        finally:
            opened.close()


def incidents(store: DatabaseStore) -> dict[str, Incident]:
    """The incidents by their phase."""
    found = store.read(lambda tx: [replay(stream, tx.events(stream)) for stream in tx.streams("pdb-")])
    return {incident.phase: incident for incident in found}


def test_its_log_is_whole_and_every_event_can_be_read(older: DatabaseStore) -> None:
    assert set(incidents(older)) == {"closed", "approved"}
    assert all(older.read(lambda tx: [tx.events(stream) for stream in tx.streams()]))
    assert older.read(proof).complete


def test_its_open_incident_goes_on(older: DatabaseStore) -> None:
    before = incidents(older)["approved"]
    assert before.aware_at is not None
    stage = Stage(older, Clock(before.aware_at + 49 * HOUR))
    assert stage.remind() > 0
    after = stage.state(before.id, by=ENGINEER, records_count=5000)
    assert after.seen > before.seen
    assert after.phase != "closed"


def test_its_assessments_are_made_again_word_for_word_by_the_playbook_of_their_day(
    older: DatabaseStore,
) -> None:
    for incident in incidents(older).values():
        for number in range(1, len(incident.assessments) + 1):
            assert older.read(
                partial(replay_assessment, incident_id=incident.id, number=number, parse=parse_playbook)
            ).same


def test_its_playbook_says_what_code_said_then(older: DatabaseStore) -> None:
    """What obligations did not say of themselves is added when a kept text, or a file of one's own, is read."""
    (kept,) = older.read(lambda tx: tx.events(STREAM))
    assert isinstance(kept, PlaybookAdopted)
    assert "met_by" not in kept.text

    def said(playbook: Playbook) -> list[dict[str, object]]:
        return [
            {name: getattr(one, name) for name in (*EARLIER[one.id], "id", "within", "reminders")}
            for one in playbook.obligations
        ]

    assert said(parse_playbook(kept.text, "kept")) == said(cast.policy().regimes.leading.playbook)


def test_its_lists_are_those_of_its_events(older: DatabaseStore) -> None:
    def lists() -> object:
        return older.read(lambda tx: (tx.incidents(), tx.deadlines(), tx.signals()))

    as_found = lists()
    older.write(lambda tx: rebuild(tx, cast.policy(), cast.NOON + 9999 * HOUR))
    assert lists() == as_found


def test_its_home_tabs_show_the_open_incident_at_once_and_what_waits_once_the_lists_are_written(
    older: DatabaseStore,
) -> None:
    stage, opened = Stage(older), incidents(older)["approved"]
    reader = Reader("U0DPO", Team(dpo="U0DPO"), None)
    assert overview(stage.house, reader).listed == (opened,)
    clocks = Clocks(stage.house, Metrics())
    clocks.find_stale()
    assert clocks.write_stale(60)
    found = overview(stage.house, reader)
    now = stage.clock()
    waiting = guide(opened, Context(reader.user, load_team(stage.house), cast.policy(), now)).mine
    assert (found.open, found.decisions) == (1, len(waiting))
    assert found.deciding == ((opened,) if waiting else ())


def test_what_waited_to_be_sent_still_does(older: DatabaseStore) -> None:
    kinds = {kind for kind, _ in Stage(older).waiting()}
    assert {"open_channel", "signal_nudge", "direct_note"} <= kinds
