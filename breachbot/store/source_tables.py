"""Reading the tables of sources from disk: a typo is an error with file, line and field (`strict_yaml.py`)."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from breachbot.errors import BadFile
from breachbot.intake.source import Source
from breachbot.intake.table import source_of
from breachbot.playbook.table import Name, Table
from breachbot.store.strict_yaml import model_of, tree, wrong
from breachbot.text_file import read_text

FOLDER = "sources"
"""Beside the playbooks."""
_NAME: TypeAdapter[str] = TypeAdapter(Name)


def load_tables(folder: Path, taken: Container[str] = ()) -> dict[str, Source]:
    """The source of each table in a folder, by name. Raises BadFile with the first thing that is wrong and its line.

    taken: names of settings that are something else.
    """
    return {path.stem: load_table(path, taken) for path in sorted(folder.glob("*.yaml"))}


def load_table(path: Path, taken: Container[str] = ()) -> Source:
    """The source of one table."""
    name = str(path)
    try:
        _NAME.validate_python(path.stem)
    except ValidationError:
        raise BadFile(
            name, "its name becomes that of the source: small letters, digits and _, beginning with a letter"
        ) from None
    root = tree(read_text(path), name)
    table = model_of(Table, root, name)
    if table.signature and table.token:
        raise wrong(root, name, ("token",), "a sender either signs or shows a token")
    source = source_of(path.stem, table)
    if meant := next((one for one in source.settings if one in taken), None):
        raise BadFile(name, f"the setting “{meant}” is something else: give the file another name")
    return source
