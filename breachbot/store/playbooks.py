"""Reading playbooks and the catalogue from disk: a typo is an error with file, line and field (`strict_yaml.py`)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from breachbot.assessment.check import clashes, flaws, lacking
from breachbot.assessment.check_catalogue import catalogue_flaws
from breachbot.assessment.check_triage import triage_flaws
from breachbot.assessment.flaw import Flaw
from breachbot.deadlines.days import working_days
from breachbot.errors import BadFile
from breachbot.playbook.catalogue import Catalogue
from breachbot.playbook.regimes import Regime, Regimes, in_order
from breachbot.playbook.triage import TriageRules
from breachbot.playbook.types import Playbook
from breachbot.store.strict_yaml import model_of, tree, wrong
from breachbot.text_file import read_text

T = TypeVar("T", bound=BaseModel)

CATALOGUE = "catalogue.yaml"
"""The product's own names for data, beside the playbooks."""
PACKS = "packs"
"""The folder of the laws that only set clocks, beside the playbooks."""
TRIAGE = "triage.yaml"
"""What a signal weighs, beside the playbooks."""


def load_regimes(folder: Path, packs: Iterable[Path] = ()) -> Regimes:
    """Every playbook of a folder and these packs, checked together. Raises BadFile with the first thing that is wrong
    and its line."""
    read = {path: load_playbook(path) for path in (*playbook_files(folder), *packs)}
    books = {str(path): regime.playbook for path, regime in read.items()}
    for name, flaw in clashes([*books.items()]):
        text = next(regime.text for path, regime in read.items() if str(path) == name)
        raise wrong(tree(text, name), name, flaw.place, flaw.sentence)
    for path, regime in read.items():
        if regime.playbook.proposal:
            raise BadFile(str(path), "is a proposal and no law: it cannot be in force", field="proposal")
    for what in lacking([*books.values()]):
        raise BadFile(str(folder), f"no playbook in this folder has {what}")
    return in_order(read.values())


def pack_files(names: Iterable[str], *folders: Path) -> list[Path]:
    """The files of these packs, each from the first of these folders of playbooks that has it; what is itself a
    playbook of the first folder needs none. Raises BadFile for a name that no file has."""
    own = {load_playbook(path).playbook.id for path in playbook_files(folders[0])}
    return [pack_file(name, *folders) for name in dict.fromkeys(names) if name not in own]


def pack_file(name: str, *folders: Path) -> Path:
    """The file of a pack. Raises BadFile, with the names that there are, where no folder has it."""
    there = {path.stem: path for folder in folders[::-1] for path in sorted((folder / PACKS).glob("*.yaml"))}
    if name not in there:
        raise BadFile(
            str(folders[0] / PACKS), f"there is no pack “{name}”; there are: {', '.join(sorted(there))}"
        )
    return there[name]


def playbook_files(folder: Path) -> list[Path]:
    """The playbooks of a folder, by name. Raises BadFile where there is no such folder."""
    if not folder.is_dir():
        raise BadFile(str(folder), "there is no such folder of playbooks")
    return sorted(path for path in folder.glob("*.yaml") if path.name not in (CATALOGUE, TRIAGE))


def load_playbook(path: Path) -> Regime:
    """Read and check one playbook. Raises BadFile with the first thing that is wrong and its line."""
    text = read_text(path)
    return Regime(parse_playbook(text, str(path)), hashlib.sha256(text.encode()).hexdigest(), text)


@lru_cache(maxsize=32)
def parse_playbook(text: str, name: str) -> Playbook:
    """The playbook in a text; errors give `name` as the file. Raises BadFile. It takes a third of a second."""
    return _checked(Playbook, _flaws, text, name)


def _flaws(playbook: Playbook) -> Iterator[Flaw]:
    """What is wrong with a playbook; whether its holidays are known is asked only where working days count."""
    yield from flaws(playbook)
    if playbook.country and playbook.counts_working_days:
        try:
            working_days(playbook.country)
        except ValueError as error:
            yield Flaw(("country",), str(error))


def load_catalogue(path: Path) -> Catalogue:
    """Read and check a catalogue. Raises BadFile with the first thing that is wrong and its line."""
    return _checked(Catalogue, catalogue_flaws, read_text(path), str(path))


def load_triage(path: Path) -> TriageRules:
    """Read and check the rules of triage. Raises BadFile with the first thing that is wrong and its line."""
    return _checked(TriageRules, triage_flaws, read_text(path), str(path))


def _checked(model: type[T], wrong_in: Callable[[T], Iterable[Flaw]], text: str, name: str) -> T:
    root = tree(text, name)
    found = model_of(model, root, name)
    for flaw in wrong_in(found):
        raise wrong(root, name, flaw.place, flaw.sentence)
    return found
