"""Folders and files that their owner alone can read, from the moment they are made and whatever the umask is."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
OTHERS = 0o077
"""The bits that let anybody else in."""


def make_folder(folder: Path) -> None:
    """Make a folder and every missing one above it. One that is there keeps its mode: it may be shared on purpose."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(mode=FOLDER, exist_ok=True)
    folder.mkdir(mode=FOLDER, exist_ok=True)  # raises if a file has its name


def write(path: Path, content: bytes) -> None:
    """Write a file, also where one was that others could read."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, FILE), "wb") as file:
        os.fchmod(file.fileno(), FILE)
        file.truncate()
        file.write(content)


def make_file(path: Path) -> None:
    """Make an empty file if there is none, so that a library that opens it by name takes over its mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE))


def shut(path: Path) -> None:
    """Take the others' rights away from a file, if it is there and ours."""
    with suppress(FileNotFoundError, PermissionError):
        if is_open(path):
            path.chmod(path.stat().st_mode & ~OTHERS)


def is_open(path: Path) -> bool:
    """Whether anybody but its owner may do anything with it. Raises OSError."""
    return bool(path.stat().st_mode & OTHERS)
