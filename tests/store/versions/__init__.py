"""Databases as released versions left them, and how a test gets one of its own."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.conftest import Database, empty_postgres

HERE = Path(__file__).parent
VERSIONS = tuple(sorted(folder.name for folder in HERE.iterdir() if (folder / "sqlite.db.gz").exists()))


@contextmanager
def stored(version: str, kind: str, folder: Path) -> Iterator[Database]:
    """A fresh copy of the database of `version`, not migrated. Skips where `kind` wants a server and none answers."""
    key = (HERE / version / f"{kind}.master.key").read_text().strip()
    content = gzip.decompress(
        (HERE / version / f"{kind}.{'db' if kind == 'sqlite' else 'sql'}.gz").read_bytes()
    )
    if kind == "sqlite":
        path = folder / "breachbot.db"
        path.write_bytes(content)
        yield Database(f"sqlite:///{path}", folder, key)
        return
    with empty_postgres() as url:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as server:
            server.execute(content)
        yield Database(url, folder, key)
