"""What several rooms' tests share: a migrated database of either kind, fresh for each test."""

from __future__ import annotations

import functools
import gc
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import psycopg
import pytest
import structlog
from psycopg import sql

from breachbot.register.chain import GENESIS
from breachbot.store.keys import new_master_key
from breachbot.store.migrate import migrate
from breachbot.store.open import open_database
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import Row

if TYPE_CHECKING:
    from tests.played import Played

# How long an example takes says something about the machine, not about the code. On a shared machine the same examples
# come each time, so that a change is not blamed for what it did not do.
for name, examples in (("here", 100), ("fast", 15), ("proof", 300)):
    hypothesis.settings.register_profile(
        name,
        max_examples=examples,
        deadline=None,
        derandomize=bool(os.environ.get("CI")),
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
# A fault that is put back has to be found in the same lives each time, and the first of them is enough.
hypothesis.settings.register_profile(
    "faults",
    deadline=None,
    derandomize=True,
    database=None,
    phases=[hypothesis.Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(hypothesis.HealthCheck),
)
hypothesis.settings.load_profile("here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs longest begins first, so that no worker ends long after the others."""
    long = ("tests/image", "tests/story", "tests/browser")
    items.sort(key=lambda item: not (item.get_closest_marker("proof") and item.nodeid.startswith(long)))


def plain_logs() -> None:
    """Logs as one line each: structlog's own way paints every variable of a traceback, which takes seconds."""
    structlog.configure(
        processors=[structlog.processors.format_exc_info, structlog.processors.JSONRenderer(default=str)]
    )


plain_logs()

# A process of the tests holds a million objects that stay. Python looks through them for garbage every 700 new ones.
gc.set_threshold(20_000, 20, 50)

# Thousands of commits are flushed, each to a disk that may be slow. In memory the same calls take no time, and nothing
# here cuts the power.
MEMORY, ROOM = Path("/dev/shm"), 4 << 30
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

SERVER = os.environ.get("BREACHBOT_TEST_POSTGRES") or "postgresql://postgres@127.0.0.1:5432/postgres"


@dataclass(frozen=True)
class Database:
    """Where a migrated database lies, and how to open it."""

    url: str
    data_dir: Path
    master_key: str | None

    @property
    def kind(self) -> str:
        return "sqlite" if self.url.startswith("sqlite") else "postgres"

    def open(self) -> DatabaseStore:
        return open_database(self.url, self.data_dir, self.master_key)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@functools.cache
def _empty_sqlite() -> bytes:
    """An empty migrated SQLite file. To make one takes as long as to start the server, so each process makes one."""
    with tempfile.TemporaryDirectory() as folder:
        migrate(f"sqlite:///{folder}/breachbot.db")
        return Path(folder, "breachbot.db").read_bytes()


def migrated(path: Path) -> None:
    """Put an empty migrated SQLite file there."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(0o600)
    path.write_bytes(_empty_sqlite())


@pytest.fixture(scope="session")
def postgres_session() -> Iterator[str]:
    """A migrated PostgreSQL database for all tests of this process; skips where no server answers."""
    with empty_postgres() as url:
        migrate(url)
        yield url


@pytest.fixture(scope="session")
def story_played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The demo's story, and what it left behind; only to be looked at."""
    from tests.played import played  # loads what the pure rooms' tests do without

    own = tmp_path_factory.getbasetemp()
    return played((own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "played")


@contextmanager
def empty_postgres() -> Iterator[str]:
    """A new PostgreSQL database without tables, dropped at the end; skips where no server answers."""
    name = f"breachbot_test_{uuid.uuid4().hex[:12]}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL server answers; set BREACHBOT_TEST_POSTGRES ({type(error).__name__})")
    with server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        server.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name)))
        try:
            yield postgres_url(name)
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def postgres_url(name: str) -> str:
    """The server of the tests with another database, as SQLAlchemy writes it."""
    parts = psycopg.conninfo.conninfo_to_dict(SERVER)
    user = (
        f"{parts.get('user', 'postgres')}:{parts['password']}" if "password" in parts else parts.get("user")
    )
    return f"postgresql+psycopg://{user}@{parts.get('host', '127.0.0.1')}:{parts.get('port', 5432)}/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh migrated database; a test that takes it runs on both kinds."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture
def sqlite_database(tmp_path: Path) -> Database:
    """A fresh migrated SQLite database."""
    path = tmp_path / "data" / "breachbot.db"
    migrated(path)
    return Database(f"sqlite:///{path}", path.parent, None)


@pytest.fixture
def postgres_database(postgres_session: str, tmp_path: Path) -> Iterator[Database]:
    """A migrated PostgreSQL database with no rows. It is emptied after each test: making one takes half a second."""
    yield Database(postgres_session, tmp_path, new_master_key())
    emptied(postgres_session)


def emptied(url: str) -> None:
    """Take all rows out of a migrated PostgreSQL database."""
    with psycopg.connect(url.replace("+psycopg", "")) as server:
        server.execute("SET lock_timeout = '5s'")
        server.execute("SET session_replication_role = replica")  # the triggers guard against everyone else
        for table in Row.metadata.tables:
            server.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        server.execute("INSERT INTO chain_head (id, position, hash) VALUES (1, 0, %s)", [GENESIS])
        server.execute("ALTER TABLE event ENABLE TRIGGER ALL")


@pytest.fixture
def store(database: Database) -> Iterator[DatabaseStore]:
    """An open store on a fresh database of either kind."""
    opened = database.open()
    try:
        yield opened
    finally:
        opened.close()
