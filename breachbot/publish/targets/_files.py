"""Files that are whole or absent, also after a power cut."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from breachbot.private import FILE

READABLE, ENTERED = 0o644, 0o755
"""Modes of files and folders. Everything here is public, and shown by a web server that runs as somebody else."""


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` under another name, flush it, rename it, flush the folder.

    Then read it back. The same content is not written again. The other name is always the same, so that the next
    try removes what a crash left. Raises OSError.
    """
    make_folder(path.parent)
    if not (path.is_file() and path.read_bytes() == content):
        part = path.with_name(f".{path.name}.part")
        with _new(part) as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), READABLE)
            os.fsync(file.fileno())
        os.replace(part, path)
    _flush_folder(path.parent)
    _flush_folder(path.parent.parent)
    if path.read_bytes() != content:
        raise OSError(errno.EIO, "what was read back differs from what was written")


def _new(path: Path) -> BinaryIO:
    """A file that is ours alone, instead of whatever had its name: a link that somebody laid there would lead the
    writer to a file of its own user, such as the one with the keys. Raises OSError."""
    path.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    return os.fdopen(os.open(path, flags, FILE), "wb")


def read_back(path: Path) -> bytes:
    """What is in the file now. Raises OSError."""
    return path.read_bytes()


def make_folder(folder: Path) -> None:
    """Make a folder and the missing ones above it, to be entered by all whatever the umask is."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        one.chmod(ENTERED)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One writer at a time: two pages that go out at once would each write the lists without the other.

    The folder is made if it is missing. Raises OSError.
    """
    make_folder(folder)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
