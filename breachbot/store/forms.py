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
from breachbot.playbook.forms import COMMON, GENERIC, Form, Forms, Superset
from breachbot.store.strict_yaml import model_of, tree, wrong
from breachbot.text_file import read_text

T = TypeVar("T", bound=BaseModel)

FORMS = "forms"
"""The folder beside the playbooks."""
FIELDS = "fields.yaml"
"""In it: what all forms ask. Every other file is a form."""
ASKED_ONCE = frozenset({*Company.model_fields, *Filing.model_fields})
"""The settings that a form may ask for."""


def load_forms(playbooks: Path) -> Forms:
    """The forms beside these playbooks; those that come along where there are none. Raises BadFile with the first thing
    that is wrong and its line."""
    own = playbooks / FORMS
    folder = own if own.is_dir() else bundled("playbooks") / FORMS
    superset = load_superset(folder / FIELDS)
    forms = tuple(load_form(path, superset) for path in sorted(folder.glob("*.yaml")) if path.name != FIELDS)
    names = [form.id for form in forms]
    for name in (GENERIC, COMMON):
        if name not in names:
            raise BadFile(str(folder), f"there is no form “{name}” in this folder")
    taken: dict[str, str] = {}
    for form in forms:
        for authority in form.authorities:
            if other := taken.get(authority):
                raise BadFile(str(folder), f"{other} and {form.id} are both the form of {authority}")
            taken[authority] = form.id
    return Forms(superset=superset, forms=forms)


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
