"""`breachbot check`: is everything right that can be known before starting?"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.errors import BadFile

if TYPE_CHECKING:
    from breachbot.settings import Settings

MIGRATE_FIRST = ("yet: run `breachbot migrate`", "yet: run `breachbot migrate`.")
"""How a finding about a database that nobody has made yet ends."""


def check(
    files: Annotated[
        bool,
        typer.Option(
            "--files", help="Only the playbooks and templates that come with breachbot, no settings."
        ),
    ] = False,
    without_slack: Annotated[
        bool, typer.Option("--without-slack", help="What `serve --without-slack` needs, and no more.")
    ] = False,
) -> None:
    """Check the settings, every playbook and every template. Exit code 2 for whatever `serve` would refuse."""
    from breachbot.configured.places import DEFAULT_LOCALE, bundled

    bundle = (bundled("playbooks"), bundled("templates"), (DEFAULT_LOCALE,))
    ok = _files(*bundle) if files else _settings(without_slack)
    raise typer.Exit(0 if ok else 2)


def _settings(without_slack: bool) -> bool:
    from breachbot.cli.particulars import notes
    from breachbot.settings import load

    try:
        settings = load()
    except BadFile as error:  # several sentences if the settings themselves are wrong
        return _say("settings", getattr(error, "sentences", [str(error)]))
    ok = _say("settings", _wrong(settings, without_slack)) and _database(settings)
    for note in notes(settings):
        print(f"note: {note}")
    fine = _files(settings.playbooks_dir, settings.templates_dir, (settings.locale, *settings.languages))
    regimes = _try(Path("BREACHBOT_REGIMES"), partial(_regimes, settings))
    return _try(Path("BREACHBOT_AUTHORITY"), partial(_authority, settings)) and regimes and fine and ok


def _regimes(settings: Settings, _name: Path) -> None:
    """Whether the packs that are switched on are there, and fit beside the playbooks."""
    from breachbot.policy import regimes_of

    if settings.playbooks_dir.is_dir():
        regimes_of(settings)


def _authority(settings: Settings, _name: Path) -> None:
    """Whether the directory has the authority that is set."""
    from breachbot.policy import authorities_of, authority_of

    authority_of(settings, authorities_of(settings))


def _database(settings: Settings) -> bool:
    """Whether `serve` would take the database and its key. One that is still to be made is only noted."""
    from breachbot.cli.doctor_house import examine_database

    found = {finding.name: finding for finding in examine_database(settings)}
    if found["database"].says.endswith(MIGRATE_FIRST):
        print(f"note: database: {found['database'].says}")
        return True
    looked_at = [found[name] for name in ("database", "master key") if name in found]
    return _say("database", [f"{each.name}: {each.says}" for each in looked_at if each.state == "wrong"])


def _wrong(settings: Settings, without_slack: bool) -> Iterator[str]:
    """What has to be changed."""
    from breachbot.cli.refusals import refusals, unknown_variables

    yield from unknown_variables(os.environ, type(settings).model_fields)
    yield from refusals(settings, without_slack=without_slack)
    if without_slack and settings.dpo is None:
        yield "BREACHBOT_DPO is not set: without a data protection officer nobody can approve a notice."


def _files(playbooks: Path, templates: Path, set_ones: Collection[str]) -> bool:
    """A missing folder was already reported, with its setting."""
    from breachbot.store.forms import FORMS
    from breachbot.store.playbooks import PACKS
    from breachbot.store.source_tables import FOLDER

    fine = [folder.is_dir() for folder in (playbooks, templates)]
    reasons: list[str] = []
    if fine[0]:
        found = sorted(playbooks.glob("*.yaml"))
        fine += [_try(path, _playbook) for path in found]
        fine += [_try(path, _playbook) for path in sorted((playbooks / PACKS).glob("*.yaml"))]
        fine += [_table(path) for path in sorted((playbooks / FOLDER).glob("*.yaml"))]
        fine += _authorities(playbooks)
        fine.append(_try(playbooks / FORMS, partial(_forms, playbooks)))
        if all(fine):
            fine.append(_try(playbooks, partial(_together, reasons=reasons)))
    if fine[1]:
        fine += _languages(templates, set_ones, reasons)
    return all(fine)


def _authorities(playbooks: Path) -> list[bool]:
    """Read each authority; those that are right are one line together."""
    from breachbot.store.authorities import (
        COMPETENCE,
        FOLDER,
        authority_files,
        load_authority,
    )

    files, wrong = authority_files(playbooks), []
    for path in files:
        try:
            load_authority(path)
        except BadFile as error:
            wrong.append(str(error))
    said = [_say(f"{playbooks / FOLDER} ({len(files)} authorities)", wrong)] if files else []
    rules = playbooks / COMPETENCE
    return [*said, *([_try(rules, _competence)] if rules.is_file() else [])]


def _competence(path: Path) -> None:
    from breachbot.store.authorities import load_competence

    load_competence(path)


def _together(playbooks: Path, reasons: list[str]) -> None:
    """Whether they fit together; adds the names of what they give as reasons."""
    from breachbot.assessment.reasons import names_of_reasons
    from breachbot.store.playbooks import load_regimes

    reasons += names_of_reasons(load_regimes(playbooks)).values()


def _languages(templates: Path, set_ones: Collection[str], reasons: Collection[str]) -> list[bool]:
    """Check every language that exists, and those that are set."""
    from breachbot.publish.templates import locales

    look = partial(_language, reasons=reasons)
    return [_try(templates / one, look) for one in sorted({*set_ones, *locales(templates)})]


def _try(path: Path, look: Callable[[Path], None]) -> bool:
    try:
        look(path)
    except BadFile as error:
        return _say(str(path), [str(error)])
    return _say(str(path), [])


def _playbook(path: Path) -> None:
    from breachbot.store.playbooks import CATALOGUE, TRIAGE, load_catalogue, load_playbook, load_triage

    known = {CATALOGUE: load_catalogue, TRIAGE: load_triage}
    known.get(path.name, load_playbook)(path)


def _forms(playbooks: Path, _name: Path) -> None:
    """The forms beside the playbooks, or those that come along."""
    from breachbot.store.forms import own_forms

    own_forms(playbooks)


def _table(path: Path) -> bool:
    """Read it, and its samples, in which each of its fields has to find something."""
    from breachbot.settings import Settings
    from breachbot.store.source_tables import load_table
    from breachbot.store.table_samples import body_of, look, samples_of

    samples = samples_of(path)
    try:
        load_table(path, Settings.model_fields)
        bodies = [body_of(one) for one in samples]
    except BadFile as error:
        return _say(str(path), [str(error)])
    names = ", ".join(one.name for one in samples)
    if not samples:
        return _say(str(path), [])
    found = look(path, bodies, names)
    if found.rest:
        print(f"note: {found.rest}")
    return _say(str(path), found.wrong)


def _language(folder: Path, reasons: Collection[str]) -> None:
    """Read what a language holds, and render each notice with nothing known and with everything known."""
    from breachbot.cli.sample import controller_samples, samples
    from breachbot.notices.controller import message
    from breachbot.notices.draft import draft
    from breachbot.publish.templates import check_reasons, load_templates

    templates = load_templates(folder.parent, folder.name)
    if reasons:
        check_reasons(templates, folder.parent, reasons)
    for fields in samples():
        draft(fields, templates)
    for told in controller_samples():
        message(told, templates)


def _say(what: str, wrong: Iterable[str]) -> bool:
    """Print one line if all is well, or one for each thing that is wrong; gives whether all is well."""
    sentences = list(wrong)
    for sentence in sentences:
        print(f"wrong: {sentence}")
    if not sentences:
        print(f"ok: {what}")
    return not sentences
