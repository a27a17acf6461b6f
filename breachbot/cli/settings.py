"""`breachbot settings`: every setting, from the code that reads them."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


def show(
    markdown: Annotated[bool, typer.Option("--markdown", help="As the page docs/settings.md.")] = False,
    env: Annotated[
        bool, typer.Option("--env", help="As the file .env.example, to copy and fill in.")
    ] = False,
) -> None:
    """Print every setting: its variable, its default, what it is for. Values in force are not shown."""
    print("\n".join(page() if markdown else example() if env else listing()))


def page() -> Iterator[str]:
    """The lines of docs/settings.md."""
    yield "# Settings"
    yield ""
    yield "Environment variables, or lines of a file `.env` in the working directory; the environment goes"
    yield "first. A variable set to nothing counts as not set. `breachbot check` reports what is missing or"
    yield "misspelt. This page is written by `make docs`."
    yield ""
    yield "| Variable | Default | What it is for |"
    yield "|---|---|---|"
    for variable, default, what in _rows():
        yield f"| `{variable}` | {f'`{default}`' if default else ''} | {what} |"


def listing() -> Iterator[str]:
    """The same for a terminal."""
    for variable, default, what in _rows():
        yield f"{variable}={default}"
        yield textwrap.fill(what, 96, initial_indent="    ", subsequent_indent="    ")


def example() -> Iterator[str]:
    """The lines of .env.example: first what `breachbot init` asks for, then everything else."""
    from breachbot.cli.init_questions import SECTIONS
    from breachbot.settings import variable

    rows = {name: (default, what) for name, default, what in _rows()}
    yield "# Copy this to .env, keep that readable for you alone (chmod 600), and fill in what you need; or let"
    yield "# `breachbot init` ask you. The environment goes before the file. This one is written by `make docs`."
    for section in SECTIONS:
        yield from ("", f"# --- {section.title}")
        for question in section.questions:
            yield from _assignment(variable(question.name), *rows.pop(variable(question.name)))
    yield from ("", "# --- Everything else")
    for name, (default, what) in rows.items():
        yield from _assignment(name, default, what)


def _assignment(name: str, default: str, what: str) -> Iterator[str]:
    yield from ("", *(f"# {part}" for part in textwrap.wrap(what, 96)), f"# {name}={default}")


def _rows() -> Iterator[tuple[str, str, str]]:
    from breachbot.configured.places import bundled
    from breachbot.settings import variable, with_tables

    for name, field in with_tables(bundled("playbooks")).model_fields.items():
        yield variable(name), _default(field), field.description or ""


def _default(field: FieldInfo) -> str:
    """The default as it would be typed; empty where there is none, or where it depends on other settings."""
    if field.default_factory is not None or field.default in (None, ()):
        return ""
    return ",".join(field.default) if isinstance(field.default, tuple) else str(field.default)
