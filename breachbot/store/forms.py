"""Reading the forms of authorities from disk: a typo is an error with file, line and field (`strict_yaml.py`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from breachbot.assessment.flaw import Flaw
from breachbot.configured.company import Company
from breachbot.configured.filing import Filing
from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.incident.filing.check import form_flaws, superset_flaws
from breachbot.playbook.forms import Form, Forms, Superset
from breachbot.store.strict_yaml import model_of, tree, wrong
from breachbot.text_file import read_text

T = TypeVar("T", bound=BaseModel)

FORMS = "forms"
"""The folder beside the playbooks."""
FIELDS = "fields"
"""The name of the file that says what all forms ask. Every other file is a form."""
ASKED_ONCE = frozenset({*Company.model_fields, *Filing.model_fields})
"""The settings that a form may ask for."""


def load_forms(*folders: Path) -> Forms:
    """The forms beside these playbooks; a file takes the place of one of its name in an earlier folder. Raises BadFile
    with the first thing that is wrong and its line."""
    files = {path.stem: path for folder in folders for path in sorted((folder / FORMS).glob("*.yaml"))}
    superset = load_superset(files.pop(FIELDS))
    forms = tuple(load_form(path, superset) for _, path in sorted(files.items()))
    taken: dict[str, Form] = {}
    for form in forms:
        for authority in form.authorities:
            if other := taken.get(authority):
                raise BadFile(str(files[form.id]), f"{other.id} is the form of {authority} already")
            taken[authority] = form
    return Forms(superset=superset, forms=forms)


def own_forms(playbooks: Path) -> Forms:
    """Those that come along, and those beside these playbooks in their place. Raises BadFile."""
    return load_forms(*dict.fromkeys((bundled("playbooks"), playbooks)))


def load_superset(path: Path) -> Superset:
    """Read and check what all forms ask."""
    return _checked(Superset, partial(superset_flaws, settings=ASKED_ONCE), read_text(path), str(path))


def load_form(path: Path, superset: Superset) -> Form:
    """Read and check one form."""
    form = _checked(Form, partial(form_flaws, superset=superset), read_text(path), str(path))
    if form.id != path.stem:
        raise BadFile(str(path), f"its id is “{form.id}”, and its name says “{path.stem}”", field="id")
    return form


def _checked(model: type[T], wrong_in: Callable[[T], Iterable[Flaw]], text: str, name: str) -> T:
    root = tree(text, name)
    found = model_of(model, root, name)
    for flaw in wrong_in(found):
        raise wrong(root, name, flaw.place, flaw.sentence)
    return found
