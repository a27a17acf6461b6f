"""A file of settings, `.env`: how a value is written into it, and how it comes to lie there whole or not at all."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from breachbot.errors import Refused
from breachbot.settings import variable

PLAIN = re.compile(r"""[^\s'"`#$\\][^"`#$\\]*""")
"""What python-dotenv and Docker take as it is written. Docker would keep quotation marks as part of a value."""


def line(name: str, value: str) -> str:
    """A setting as a line that is read back as it was."""
    quoted = value if PLAIN.fullmatch(value) else "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return f"{variable(name)}={quoted}"


def fault(value: str) -> str | None:
    """Why a value cannot be written on a line; None if it can."""
    if not value.isprintable():
        return "holds a character that does not print"
    if "${" in value:
        return "holds “${”, which begins the name of a variable in such a file"
    return None


def refuse_existing(path: Path) -> None:
    """Raises Refused where something has the name of the file already."""
    if os.path.lexists(path):
        raise Refused(
            f"There is a file {path} here already, and this command changes none: edit it by hand, or move it away "
            "and start again."
        )


def write_new(path: Path, lines: Iterable[str]) -> None:
    """Write a file that only its owner can read: whole or not at all, and never in place of another.

    Raises Refused where there is one, or where it cannot be written.
    """
    text = "".join(f"{one}\n" for one in lines)
    try:
        made, name = tempfile.mkstemp(prefix=f"{path.name}-", dir=path.parent)  # for its owner alone
        try:
            with os.fdopen(made, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(made)
            _put(name, path)
        finally:
            Path(name).unlink(missing_ok=True)
    except FileExistsError:
        refuse_existing(path)
    except OSError as error:
        raise Refused(f"{path} cannot be written here: {error.strerror}.") from error


def _put(name: str, path: Path) -> None:
    """Give a file its name. Raises FileExistsError where there is one, whose place a rename alone would take."""
    try:
        os.link(name, path)
    except FileExistsError:
        raise
    except OSError:  # some file systems know no second name for a file: take the name first, then the place
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(name, path)
