"""The text of a file that somebody names on the command line or keeps in a folder of their own."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from breachbot.errors import BadFile

MOST_BYTES = 1 << 20
"""As for the body of a web hook. The playbook of the GDPR has a twentieth of it; no file that people write has more."""

_HANDED_OVER = re.compile(r"/dev/stdin|/dev/fd/[0-9]+|/proc/self/fd/[0-9]+")
"""What a shell has opened for us, such as `<(command)`; it may be a pipe."""


def read_text(path: Path) -> str:
    """The text, with its bytes as they are but for the encoding. Raises BadFile."""
    content = read_bytes(path)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(str(path), "is not UTF-8 text", line=line) from None


def read_bytes(path: Path) -> bytes:
    """What the file holds. Raises BadFile.

    Only a regular file is opened, or what the shell handed over: a named pipe or a device may never end.
    """
    try:
        content = _content(path)
    except (OSError, ValueError) as error:  # ValueError: no path at all
        why = error.strerror if isinstance(error, OSError) else None
        raise BadFile(str(path), f"cannot be read: {why or 'this is no name of a file'}") from None
    if len(content) > MOST_BYTES:
        raise BadFile(str(path), f"is larger than {MOST_BYTES >> 20} MiB, the most that is read")
    return content


def _content(path: Path) -> bytes:
    """At most a byte more than may be there."""
    handed_over = _HANDED_OVER.fullmatch(str(path))
    # A named pipe to which nobody writes would keep us waiting here already.
    waits = 0 if handed_over else os.O_NONBLOCK
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOCTTY | waits), "rb") as file:
        if not handed_over and not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise BadFile(str(path), "is a pipe or a device; a file is wanted")
        return file.read(MOST_BYTES + 1)
