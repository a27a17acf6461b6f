"""The schema on both databases: made by migrations alone, equal to the tables, guarded by triggers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import DBAPIError

from breachbot.errors import NotReady
from breachbot.store.database import open_engine
from breachbot.store.migrate import migrate, script_config
from breachbot.store.schema import HEAD, REVISIONS, require_current, schema_state
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import Row
from tests.conftest import Database, empty_postgres
from tests.store.samples import SIG, behind_our_back, claimed


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'made' / 'breachbot.db'}"
    else:
        with empty_postgres() as url:
            yield url


def test_the_constants_name_the_scripts() -> None:
    scripts = ScriptDirectory.from_config(script_config())
    assert scripts.get_heads() == [HEAD]
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == REVISIONS


def test_migrations_make_exactly_the_tables(empty: str) -> None:
    assert migrate(empty) == "empty"
    assert migrate(empty) == "current"
    with open_engine(empty) as engine, engine.connect() as conn:
        found = compare_metadata(MigrationContext.configure(conn, opts={"compare_type": True}), Row.metadata)
    assert found == []


def test_several_processes_that_migrate_at_once_do_it_once(empty: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(migrate, [empty] * 4))
    assert set(found) <= {"empty", "current"}
    with open_engine(empty) as engine:
        assert schema_state(engine) == "current"


@pytest.mark.parametrize(
    ("revision", "command"),
    [(None, "breachbot migrate"), ("0000", "newer breachbot"), ("9999", "newer breachbot")],
)
def test_a_server_refuses_another_schema_and_names_what_to_do(
    empty: str, revision: str | None, command: str
) -> None:
    with open_engine(empty) as engine, pytest.raises(NotReady, match="breachbot migrate"):
        require_current(engine)
    migrate(empty)
    change = (
        "DELETE FROM alembic_version" if revision is None else "UPDATE alembic_version SET version_num = :to"
    )
    behind_our_back(Database(empty, Path(), None), change, to=revision)
    with open_engine(empty) as engine, pytest.raises(NotReady, match=command):
        require_current(engine)
    if revision:
        with pytest.raises(NotReady, match="newer breachbot"):
            migrate(empty)


def test_an_older_schema_is_named_as_such(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate(empty)
    monkeypatch.setattr("breachbot.store.schema.REVISIONS", (*REVISIONS, "9999"))
    monkeypatch.setattr("breachbot.store.schema.HEAD", "9999")
    with open_engine(empty) as engine:
        assert schema_state(engine) == "older"
        with pytest.raises(NotReady, match=r"older schema.*breachbot migrate"):
            require_current(engine)


# --- triggers -------------------------------------------------------------------------------------------------

COLUMNS = "position, stream, seq, kind, at, by, body, prev_hash, hash"
SAME_PLACE = f"INTO event ({COLUMNS}) SELECT 1, stream, 99, kind, at, by, body, prev_hash, hash FROM event"
SAME_SEQ = f"INTO event ({COLUMNS}) SELECT 9, stream, 1, kind, at, by, body, prev_hash, hash FROM event"

REFUSED = {
    "sqlite": [
        "UPDATE event SET by = 'x'",
        "UPDATE OR REPLACE event SET position = 2",
        "DELETE FROM event",
        f"INSERT OR REPLACE {SAME_PLACE}",
        f"INSERT OR REPLACE {SAME_SEQ}",
        f"REPLACE {SAME_SEQ}",
        f"INSERT {SAME_PLACE} WHERE true ON CONFLICT DO UPDATE SET by = 'x'",
    ],
    "postgres": [
        "UPDATE event SET by = 'x'",
        "DELETE FROM event",
        "TRUNCATE event",
        f"INSERT {SAME_PLACE} ON CONFLICT (position) DO UPDATE SET by = 'x'",
    ],
}


def test_the_log_can_only_grow(database: Database, store: DatabaseStore) -> None:
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    for statement in REFUSED[database.kind]:
        with pytest.raises(DBAPIError, match="append-only"):
            behind_our_back(database, statement)
    assert store.read(lambda tx: tx.events(SIG)) == [claimed()]


def test_sqlite_refuses_replace_also_without_our_pragmas(sqlite_database: Database) -> None:
    """`recursive_triggers` is off in any other program: the guard before INSERT must hold alone."""
    store = sqlite_database.open()
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    store.close()
    with closing(sqlite3.connect(sqlite_database.data_dir / "breachbot.db")) as other:
        for what in (SAME_PLACE, SAME_SEQ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                other.execute(f"INSERT OR REPLACE {what}")


def test_the_triggers_are_there_after_every_migration(database: Database) -> None:
    if database.kind == "sqlite":
        wanted = {"event_no_update", "event_no_delete", "event_no_replace", "delivery_no_change"}
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        wanted = {"event_no_change", "event_no_truncate", "delivery_no_change"}
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'"
    with open_engine(database.url) as engine, engine.connect() as conn:
        assert {name for (name,) in conn.exec_driver_sql(query)} == wanted
