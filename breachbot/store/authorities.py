"""Reading the directory of authorities from disk: a typo is an error with file, line and field (`strict_yaml.py`)."""

from __future__ import annotations

import difflib
from pathlib import Path

from breachbot.errors import BadFile
from breachbot.playbook.authority import Authority, Competence, Directory
from breachbot.store.strict_yaml import model_of, tree, wrong
from breachbot.text_file import read_text

FOLDER, COMPETENCE = "authorities", "competence/gdpr.yaml"
"""Beside the playbooks."""
GROUNDS = {"territory", "lead", "each", "local"}


def load_directory(*folders: Path) -> Directory:
    """The authorities of these folders of playbooks; a file takes the place of one of its name in an earlier folder.
    Raises BadFile with the first thing that is wrong and its line."""
    files = {path.stem: path for folder in folders for path in authority_files(folder)}
    authorities = {id: load_authority(path) for id, path in sorted(files.items())}
    rules = [path for folder in folders if (path := folder / COMPETENCE).is_file()]
    return Directory(authorities, load_competence(rules[-1]) if rules else Competence())


def load_competence(path: Path) -> Competence:
    """The rules that say who is competent. Raises BadFile."""
    name = str(path)
    root = tree(read_text(path), name)
    found = model_of(Competence, root, name)
    if missing := GROUNDS - set(found.grounds):
        raise wrong(root, name, ("grounds",), f"must have {min(missing)}")
    return found


def authority_files(folder: Path) -> list[Path]:
    """The files of the authorities beside the playbooks of a folder, by name; none where it has no such folder."""
    return sorted((folder / FOLDER).glob("*.yaml"))


def load_authority(path: Path) -> Authority:
    """One authority. Raises BadFile."""
    name = str(path)
    root = tree(read_text(path), name)
    found = model_of(Authority, root, name)
    if found.id != path.stem:
        raise wrong(root, name, ("id",), f"is not the name of its file, {path.stem}")
    if not found.id.startswith(f"{found.country.lower()}-"):
        raise wrong(root, name, ("id",), f"must begin with its country, {found.country.lower()}-")
    if found.land and not found.land.startswith(f"{found.country}-"):
        raise wrong(root, name, ("land",), f"is no part of {found.country}")
    return found


def the_authority(directory: Directory, id: str, asked_by: str) -> Authority:
    """The authority of an id. Raises BadFile where there is none, naming who asked for it and the nearest id."""
    if found := directory.get(id):
        return found
    near = difflib.get_close_matches(id, directory.by_id, n=1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise BadFile(
        asked_by, f"there is no authority “{id}” in the directory; {hint}`breachbot authorities` lists them"
    )
