"""`breachbot doctor`: does everything that breachbot relies on work now?"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from breachbot.cli.address import check_address
from breachbot.errors import NotReady

if TYPE_CHECKING:
    from breachbot.cli.findings import Examined
    from breachbot.settings import Settings

WORDS = {"ok": "ok     ", "wrong": "wrong  ", "unknown": "unknown"}


def doctor(
    without_slack: Annotated[
        bool, typer.Option("--without-slack", help="Examine what `serve --without-slack` needs, and no more.")
    ] = False,
    live: Annotated[
        bool,
        typer.Option(
            "--live",
            help="Also send a test to the web hook, which may page somebody, and let Slack judge our forms and, with "
            "a configuration token, the manifest.",
        ),
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(
            help="Address at which Sentry reaches breachbot. Default: host and port from the settings."
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list of name, state and sentence.")] = False,
) -> None:
    """Examine settings, database, keys, clock, Slack, mail, people, hooks, templates. Exit 1 if anything is wrong."""
    if url is not None:
        check_address(url)
    findings = list(examine(without_slack=without_slack, live=live, url=url))
    if as_json:
        print(json.dumps([vars(finding) for finding in findings], indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            print(f"{WORDS[finding.state]}  {finding.name}: {finding.says}")
    raise typer.Exit(1 if any(finding.state == "wrong" for finding in findings) else 0)


def examine(*, without_slack: bool, live: bool, url: str | None) -> Iterator[Examined]:
    """Every finding, each after those that it depends on."""
    import asyncio

    from breachbot.cli.doctor_house import examine_house
    from breachbot.cli.doctor_reach import examine_reach
    from breachbot.cli.doctor_server import examine_server
    from breachbot.cli.doctor_slack import examine_slack
    from breachbot.cli.findings import Examined, look
    from breachbot.settings import BadSettings, load

    try:
        settings = load()
    except BadSettings as error:
        yield from (Examined("settings", "wrong", sentence) for sentence in error.sentences)
        return
    yield from _settings(settings, without_slack)
    yield look("notices", lambda: _notices(settings))
    yield look("authority", lambda: _authority(settings))
    yield look("filing", lambda: _filing(settings))
    yield from examine_house(settings)
    yield from asyncio.run(examine_server(settings, url))
    yield from asyncio.run(examine_reach(settings, live=live))
    if not without_slack:
        yield from asyncio.run(examine_slack(settings, live=live))


def _settings(settings: Settings, without_slack: bool) -> Iterator[Examined]:
    from breachbot.cli.findings import Examined
    from breachbot.cli.refusals import refusals, unknown_variables

    wrong = [
        *unknown_variables(os.environ, type(settings).model_fields),
        *refusals(settings, without_slack=without_slack),
    ]
    yield from (Examined("settings", "wrong", sentence) for sentence in wrong)
    if not wrong:
        yield Examined("settings", "ok", "nothing is missing and nothing is misspelt")


def _notices(settings: Settings) -> str:
    """Whether they can say who the company is, whom to ask and which authority is competent. Raises NotReady if not."""
    from breachbot.cli.particulars import lacking, notes

    if missing := lacking(settings):
        raise NotReady(f"every notice reads “not known yet” until you set {'; '.join(missing)}")
    open_ones = [
        name for name, unset, _ in (one.partition(" is not set") for one in notes(settings)) if unset
    ]
    rest = f"; not set: {', '.join(open_ones)}" if open_ones else ""
    return f"they name the company, a contact and the authority{rest}"


def _authority(settings: Settings) -> str:
    """Whether the directory has the authority that is set, and how sure its way of filing is. Raises BadFile."""
    from breachbot.cli.particulars import OF_ANOTHER_LAW
    from breachbot.playbook.authority import SEEN
    from breachbot.policy import authorities_of, authority_of

    named = authority_of(settings, authorities_of(settings))
    if named is None:
        return "BREACHBOT_AUTHORITY is not set; `breachbot authorities` lists the directory"
    filing = named.filing
    needs = f"; it needs: {filing.needs}" if filing.needs else ""
    other = f"; {OF_ANOTHER_LAW}" if named.law != "gdpr" else ""
    return f"{named.id}, {named.title}; how to file: {SEEN[filing.mark]} ({filing.source}){needs}{other}"


def _filing(settings: Settings) -> str:
    """Whether what forms of authorities ask about every company is answered. What is not can be typed each time."""
    from breachbot.configured.filing import Filing
    from breachbot.settings import variable
    from breachbot.store.forms import own_forms

    forms = own_forms(settings.playbooks_dir).forms
    asked = [name for name in Filing.model_fields if name != "common_form_from"]
    missing = [variable(name) for name in asked if getattr(settings, name) is None]
    known = f"{len(forms)} forms, and {len(asked) - len(missing)} of {len(asked)} answers about the company"
    return f"{known}; to be typed into each form: {', '.join(missing)}" if missing else known
