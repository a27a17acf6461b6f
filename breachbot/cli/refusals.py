"""What `serve` refuses to start with, and `check` therefore reports: one sentence each, with the variable to change."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from breachbot.errors import NotReady

if TYPE_CHECKING:
    from breachbot.settings import Settings


def refusals(settings: Settings, *, without_slack: bool = False) -> list[str]:
    """Everything that can be known before the database is opened; nothing is made or left on the disk."""
    from breachbot.settings import missing_for_serve

    return [
        *missing_for_serve(settings, without_slack),
        *_roles(settings),
        *_addresses(settings),
        *_folders(settings),
        *_master_key(settings),
    ]


def _roles(settings: Settings) -> Iterator[str]:
    if settings.dpo in settings.deputies:
        yield "BREACHBOT_DEPUTIES names the DPO, who cannot be their own deputy."


def _addresses(settings: Settings) -> Iterator[str]:
    """A port that somebody has is left to `serve`: while it runs, that is itself."""
    if settings.metrics_port == settings.port and settings.host in ("127.0.0.1", "localhost", "0.0.0.0", ""):
        yield "BREACHBOT_METRICS_PORT is the same as BREACHBOT_PORT: choose another."
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, 0), family=family).close()
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        yield f"BREACHBOT_HOST: {settings.host} is no address of this machine ({why})."


def _folders(settings: Settings) -> Iterator[str]:
    """Those that are read must be there; those that are written must be, or must be possible to make."""
    for name in ("playbooks_dir", "templates_dir"):
        folder: Path = getattr(settings, name)
        if not folder.is_dir():
            yield f"BREACHBOT_{name.upper()}: there is no folder {folder}."
    seen: list[Path] = []
    for name, folder in _written(settings):
        # A folder inside one that is wrong already is no second fault.
        if not any(folder.is_relative_to(other) for other in seen) and (why := unusable(folder)):
            seen.append(folder)
            yield f"{name}: {why}"
    path = _sqlite(settings)
    if path and path.is_dir():
        yield f"BREACHBOT_DATABASE_URL: {path} is a folder; the path of a file is wanted."


def _written(settings: Settings) -> Iterator[tuple[str, Path]]:
    yield "BREACHBOT_DATA_DIR", settings.data_dir
    yield "BREACHBOT_PUBLIC_DIR", settings.public_dir
    if path := _sqlite(settings):
        yield "BREACHBOT_DATABASE_URL", path.parent


def _sqlite(settings: Settings) -> Path | None:
    from breachbot.store.database import sqlite_path

    return sqlite_path(settings.database_url.get_secret_value())


def unusable(folder: Path) -> str | None:
    """Why nothing could be written below a folder, tried with a file that has no name; None if it could."""
    there = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.exists())
    if there != folder.absolute() and not there.is_dir():
        return f"the folder {folder} cannot be made: {there} is a file."
    try:
        tempfile.TemporaryFile(dir=there).close()
    except OSError as error:
        return f"the folder {folder} cannot be written: {error.strerror}."
    return None


def _master_key(settings: Settings) -> Iterator[str]:
    from breachbot.store.keys import parse_master_keys

    if settings.master_key:
        try:
            parse_master_keys(settings.master_key.get_secret_value(), "BREACHBOT_MASTER_KEY")
        except NotReady as error:
            yield str(error)
