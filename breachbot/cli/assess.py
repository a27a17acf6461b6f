"""`breachbot assess`, `explain` and `schema`: facts files in, outcomes and reasons out. No database is touched."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.errors import BadFile

if TYPE_CHECKING:
    from breachbot.cli.facts_file import FactSet
    from breachbot.playbook.catalogue import Catalogue
    from breachbot.playbook.regimes import Regimes

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE", help="Facts files; see `breachbot schema facts`.")
]


def assess(
    files: Files,
    as_json: Annotated[
        bool, typer.Option("--json", help="A JSON object on a line for each affected set.")
    ] = False,
) -> None:
    """Say which obligations follow from facts files, and what would change that. Exit code 2 if a file is wrong."""
    from breachbot.cli.results import as_line, in_short

    _each(files, as_line if as_json else in_short)


def explain(files: Files) -> None:
    """Explain what follows from facts files: outcomes, reasons, what is known on whose word, what to find out next."""
    from breachbot.cli.explain import in_full

    _each(files, in_full)


def _each(files: list[Path], tell: Callable[[Regimes, Path, FactSet], str]) -> None:
    """Report on every file that can be read, and print a line on standard error for each that cannot."""
    from breachbot.cli.facts_file import read_facts

    regimes, catalogue = _rules()
    fine = True
    for file in files:
        try:
            told = [tell(regimes, file, facts) for facts in read_facts(file, catalogue)]
        except BadFile as error:
            print(f"breachbot: {error}", file=sys.stderr)
            fine = False
        else:
            print("\n".join(told))
    raise typer.Exit(0 if fine else 2)


def _rules() -> tuple[Regimes, Catalogue]:
    """The playbooks and the catalogue of this installation; the catalogue that comes along where it has none."""
    from breachbot.configured.places import bundled
    from breachbot.settings import load
    from breachbot.store.playbooks import CATALOGUE, load_catalogue, load_regimes

    folder = load().playbooks_dir
    own = folder / CATALOGUE
    catalogue = load_catalogue(own if own.exists() else bundled("playbooks") / CATALOGUE)
    return load_regimes(folder), catalogue


def schema(
    what: Annotated[str, typer.Argument(metavar="facts", help="What to describe: facts.")],
) -> None:
    """The JSON Schema of facts files, for editors and other programs."""
    from breachbot.assessment.schema import facts_schema

    if what != "facts":
        raise BadFile(what, "there is a schema for “facts” only")
    _, catalogue = _rules()
    print(json.dumps(facts_schema(catalogue.categories), indent=2))
