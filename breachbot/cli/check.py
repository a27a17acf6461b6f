"""`breachbot check`: is everything right that can be known before starting?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.errors import BadFile

if TYPE_CHECKING:
    from breachbot.settings import Settings

PLAYBOOK = "gdpr.yaml"
"""The one that `serve` works by."""


def check(
    files: Annotated[
        bool, typer.Option("--files", help="Only the playbooks and templates that come along, no settings.")
    ] = False,
) -> None:
    """Check the settings, every playbook and every template. Exit code 2 if anything is wrong."""
    from breachbot.settings import bundled

    ok = _files(bundled("playbooks"), bundled("templates")) if files else _settings()
    raise typer.Exit(0 if ok else 2)


def _settings() -> bool:
    from breachbot.settings import load

    try:
        settings = load()
    except BadFile as error:
        return _say("settings", [str(error)])
    ok = _say("settings", _wrong(settings))
    for note in _notes(settings):
        print(f"note: {note}")
    return _files(settings.playbooks_dir, settings.templates_dir) and ok


def _wrong(settings: Settings) -> Iterator[str]:
    """What must not stay as it is."""
    from breachbot.settings import unknown_variables

    yield from unknown_variables(os.environ)
    if settings.dpo is None:
        yield "BREACHBOT_DPO is not set: without a data protection officer nobody can approve a notice."
    elif settings.dpo in settings.deputies:
        yield "BREACHBOT_DEPUTIES names the DPO, who cannot be their own deputy."


def _notes(settings: Settings) -> Iterator[str]:
    """What `serve` will ask for, and what notices will show as not known yet."""
    from breachbot.settings import missing_for_serve, variable

    yield from (
        f"serve: {sentence}" for sentence in missing_for_serve(settings) if "BREACHBOT_DPO " not in sentence
    )
    for name in ("company_name", "company_address", "dpo_name", "dpo_email", "dpo_phone", "authority_name"):
        if getattr(settings, name) is None:
            yield f"{variable(name)} is not set: notices read “not known yet” there."


def _files(playbooks: Path, templates: Path) -> bool:
    found = sorted(playbooks.glob("*.yaml"))
    if playbooks / PLAYBOOK not in found:
        return _say(str(playbooks), [f"{playbooks}: there is no {PLAYBOOK} in this folder"])
    fine = [_try(path, _playbook) for path in found]
    return _try(templates, _templates) and all(fine)


def _try(path: Path, look: Callable[[Path], None]) -> bool:
    try:
        look(path)
    except BadFile as error:
        return _say(str(path), [str(error)])
    return _say(str(path), [])


def _playbook(path: Path) -> None:
    from breachbot.store.playbooks import load_playbook

    load_playbook(path)


def _templates(folder: Path) -> None:
    """Read every template and render each notice with nothing known and with everything known."""
    from breachbot.cli.sample import samples
    from breachbot.notices.draft import draft
    from breachbot.publish.templates import load_templates

    templates = load_templates(folder)
    for fields in samples():
        draft(fields, templates)


def _say(what: str, wrong: Iterable[str]) -> bool:
    """One line for what is right, or one for each thing that is wrong; whether it was right."""
    sentences = list(wrong)
    for sentence in sentences:
        print(f"wrong: {sentence}")
    if not sentences:
        print(f"ok: {what}")
    return not sentences
