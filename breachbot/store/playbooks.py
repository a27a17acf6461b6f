"""Reading playbooks and the catalogue from disk: a typo is an error with file, line and field (`strict_yaml.py`)."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from breachbot.assessment.check import flaws
from breachbot.assessment.check_catalogue import catalogue_flaws
from breachbot.playbook.catalogue import Catalogue
from breachbot.playbook.types import Playbook
from breachbot.store.strict_yaml import model_of, read_text, tree, wrong


@dataclass(frozen=True)
class LoadedPlaybook:
    """A playbook with the exact text that it was read from and the SHA-256 (hex) of its bytes."""

    playbook: Playbook
    sha256: str
    text: str


def load_playbook(path: Path) -> LoadedPlaybook:
    """Read and check one playbook. Raises BadFile with the first thing that is wrong and its line."""
    text = read_text(path)
    return LoadedPlaybook(parse_playbook(text, str(path)), hashlib.sha256(text.encode()).hexdigest(), text)


def parse_playbook(text: str, name: str) -> Playbook:
    """The playbook in a text; `name` stands for the file in errors. Raises BadFile."""
    root = tree(text, name)
    playbook = model_of(Playbook, root, name)
    for flaw in flaws(playbook):
        raise wrong(root, name, flaw.place, flaw.sentence)
    return playbook


def load_catalogue(path: Path) -> Catalogue:
    """Read and check a catalogue. Raises BadFile with the first thing that is wrong and its line."""
    root = tree(read_text(path), str(path))
    catalogue = model_of(Catalogue, root, str(path))
    for flaw in catalogue_flaws(catalogue):
        raise wrong(root, str(path), flaw.place, flaw.sentence)
    return catalogue
