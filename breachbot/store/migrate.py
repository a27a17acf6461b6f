"""Bring a database to the current schema. The only module that imports Alembic; the CLI calls it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from breachbot.store.database import open_engine, say_so
from breachbot.store.schema import SchemaState, require_current, schema_state

LOCK = 0x62726561
"""The advisory lock of PostgreSQL that one migration holds; the letters "brea"."""


def script_config() -> Config:
    """Alembic's settings: where the scripts lie, inside the package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return config


def migrate(url: str) -> SchemaState:
    """Run every missing migration in one transaction, one process at a time; gives the state found before.

    Raises NotReady if the database is newer than this version, cannot be reached or cannot be written.
    """
    with say_so(), open_engine(url) as engine:
        before = schema_state(engine)
        if before == "newer":
            require_current(engine)
        with engine.begin() as conn:
            if conn.dialect.name == "postgresql":
                conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            config = script_config()
            config.attributes["connection"] = conn
            command.upgrade(config, "head")
    return before
