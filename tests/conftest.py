"""What several rooms' tests share: a migrated database of either kind, fresh for each test."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from breachbot.store.keys import new_master_key
from breachbot.store.migrate import migrate
from breachbot.store.open import open_database
from breachbot.store.store import DatabaseStore

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


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "breachbot.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    """The name of an empty migrated PostgreSQL database to copy; skips where no server answers."""
    name = f"breachbot_test_{uuid.uuid4().hex[:12]}"
    try:
        server = psycopg.connect(SERVER, autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(f"no PostgreSQL server answers; set BREACHBOT_TEST_POSTGRES ({type(error).__name__})")
    with server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            migrate(postgres_url(name))
            yield name
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
def sqlite_database(sqlite_template: Path, tmp_path: Path) -> Database:
    """A fresh migrated SQLite database."""
    path = tmp_path / "data" / "breachbot.db"
    path.parent.mkdir()
    path.write_bytes(sqlite_template.read_bytes())
    return Database(f"sqlite:///{path}", path.parent, None)


@pytest.fixture
def postgres_database(postgres_template: str, tmp_path: Path) -> Iterator[Database]:
    """A fresh migrated PostgreSQL database."""
    name = f"{postgres_template}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(SERVER, autocommit=True) as server:
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        server.execute(create.format(sql.Identifier(name), sql.Identifier(postgres_template)))
        try:
            yield Database(postgres_url(name), tmp_path, new_master_key())
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def store(database: Database) -> Iterator[DatabaseStore]:
    """An open store on a fresh database of either kind."""
    opened = database.open()
    try:
        yield opened
    finally:
        opened.close()
