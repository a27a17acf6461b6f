"""Folders and files: whether one can be written, and how to make those that only their owner can read, from the moment
they are made and whatever the umask is."""

from __future__ import annotations

import errno
import os
import tempfile
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
    """Write a file, also where one was that others could read.

    Raises OSError; also for a link, which somebody who may write in the folder could have laid to any file of ours.
    """
    if path.is_symlink():
        raise OSError(errno.ELOOP, "it is a link to another file: remove it", str(path))
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(os.open(path, flags, FILE), "wb") as file:
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
