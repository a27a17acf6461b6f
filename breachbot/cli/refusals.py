"""What `serve` refuses to start with, and `check` therefore reports: one sentence each, with the variable to change."""

from __future__ import annotations

import difflib
import socket
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from dotenv import dotenv_values

from breachbot.errors import NotReady
from breachbot.hosts import LOOPBACK
from breachbot.private import unusable
from breachbot.settings import ENV_FILE, PREFIX, Settings, variable

NOT_SETTINGS = frozenset({"BREACHBOT_TEST_POSTGRES", "BREACHBOT_PAYLOADS"})
"""Variables with the prefix that only the tests read."""


def refusals(settings: Settings, *, without_slack: bool = False) -> list[str]:
    """Everything that can be known before the database is opened; nothing is made or left on the disk."""
    return [
        *missing_for_serve(settings, without_slack),
        *_roles(settings),
        *_addresses(settings),
        *_sources(settings),
        *_reach(settings),
        *_folders(settings),
        *_master_key(settings),
    ]


def _roles(settings: Settings) -> Iterator[str]:
    if settings.dpo in settings.deputies:
        yield "BREACHBOT_DEPUTIES names the DPO, who cannot be their own deputy."


def _addresses(settings: Settings) -> Iterator[str]:
    """A port that somebody has is left to `serve`: while it runs, that is itself."""
    if settings.metrics_port == settings.port and settings.host in ("127.0.0.1", "localhost", "0.0.0.0", ""):
        yield "BREACHBOT_METRICS_PORT is the same as BREACHBOT_PORT: choose another."
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        socket.create_server((settings.host, 0), family=family).close()
    except OSError as error:
        why = str(error.strerror).partition(" (")[0]
        yield f"BREACHBOT_HOST: {settings.host} is not an address of this machine ({why})."


def _sources(settings: Settings) -> Iterator[str]:
    """A source that is on and cannot work as it is set up."""
    for source in settings.sources.values():
        if given := settings.of_source(source):
            yield from filter(None, [source.fault(given)])


def _reach(settings: Settings) -> Iterator[str]:
    """Mail and web hook that are set up by half, or would show a password to whoever listens."""
    if settings.mail_host:
        for name, what in (
            ("mail_from", "the address that mails come from"),
            ("mail_to", "whose mail goes where"),
        ):
            if not getattr(settings, name):
                yield f"{variable(name)} is not set: set it to {what}, or leave BREACHBOT_MAIL_HOST out."
        if settings.mail_security == "none" and settings.mail_password and settings.mail_host not in LOOPBACK:
            yield "BREACHBOT_MAIL_SECURITY: with none the password would go out in the clear; use starttls or tls."
    elif settings.mail_to:
        yield "BREACHBOT_MAIL_HOST is not set: set it to the mail server, or leave BREACHBOT_MAIL_TO out."
    if settings.tracker_url and not settings.tracker_secret:
        yield "BREACHBOT_TRACKER_SECRET is not set: without it nobody can tell whose ticket it is."
    if settings.pager_url and not settings.pager_secret:
        yield "BREACHBOT_PAGER_SECRET is not set: without it nobody can tell whose web hook it is."


def _folders(settings: Settings) -> Iterator[str]:
    """Those that are read must be there; those that are written must be, or must be possible to make."""
    for name in ("playbooks_dir", "templates_dir"):
        folder: Path = getattr(settings, name)
        if not folder.is_dir():
            yield f"BREACHBOT_{name.upper()}: there is no folder {folder}."
    seen: list[Path] = []
    for name, folder in _written(settings):
        # A folder inside one that is wrong already is no second fault.
        if not any(folder.is_relative_to(other) for other in seen) and (why := unusable(folder)):
            seen.append(folder)
            yield f"{name}: {why}"
    if not seen:
        faults = (target.fault(given) for target, given in settings.targets())
        yield from filter(None, faults)
    path = _sqlite(settings)
    if path and path.is_dir():
        yield f"BREACHBOT_DATABASE_URL: {path} is a folder: give the path of a file."


def _written(settings: Settings) -> Iterator[tuple[str, Path]]:
    yield "BREACHBOT_DATA_DIR", settings.data_dir
    if path := _sqlite(settings):
        yield "BREACHBOT_DATABASE_URL", path.parent


def _sqlite(settings: Settings) -> Path | None:
    from breachbot.store.database import sqlite_path

    return sqlite_path(settings.database_url.get_secret_value())


def _master_key(settings: Settings) -> Iterator[str]:
    from breachbot.store.keys import parse_master_keys

    if settings.master_key:
        try:
            parse_master_keys(settings.master_key.get_secret_value(), "BREACHBOT_MASTER_KEY")
        except NotReady as error:
            yield str(error)


def missing_for_serve(settings: Settings, without_slack: bool = False) -> list[str]:
    """What `breachbot serve` cannot do without: one sentence per variable, none if it can start."""
    needs: dict[str, str] = {}
    if settings.on_postgres:
        needs["master_key"] = "with PostgreSQL there is no key file; make one with `breachbot master-key`"
    if not without_slack:
        needs |= {
            "slack_bot_token": "set it to the bot token of the Slack app, or use --without-slack",
            **_door(settings),
            "triage_channel": "set it to the id of the channel for cards about signals",
            "responders": "set it to the Slack user ids of those who answer signals",
            "dpo": "set it to the Slack user id of the data protection officer",
        }
    missing = [
        f"{variable(name)} is not set: {what}." for name, what in needs.items() if not getattr(settings, name)
    ]
    return [*no_source(settings), *missing]


def no_source(settings: Settings) -> list[str]:
    """One sentence if no source of alerts is set up; any one of them is enough."""
    if any(settings.of_source(source) for source in settings.sources.values()):
        return []
    first = variable("sentry_secret")
    return [
        f"No source of alerts is set up: set that of one sender, such as {first}; `breachbot sources` lists them all."
    ]


def _door(settings: Settings) -> dict[str, str]:
    """How Slack's requests come in: over HTTP they must be signed; over Socket Mode breachbot calls Slack."""
    if settings.slack_app_token:
        return {}
    what = "set it to the signing secret of the Slack app (or BREACHBOT_SLACK_APP_TOKEN for Socket Mode)"
    return {"slack_signing_secret": f"{what}, or use --without-slack"}


def unknown_variables(
    environment: Mapping[str, str], fields: Iterable[str], env_file: Path | None = ENV_FILE
) -> list[str]:
    """One sentence for each variable with our prefix that means nothing, with the nearest name that does."""
    known = {variable(field): field for field in fields}
    in_file: Iterable[str] = dotenv_values(env_file) if env_file and env_file.is_file() else ()
    given = {name.upper() for name in (*environment, *in_file)}
    strange = sorted(name for name in given - known.keys() - NOT_SETTINGS if name.startswith(PREFIX))
    return [_did_you_mean(name, known.values()) for name in strange]


def _did_you_mean(name: str, fields: Iterable[str]) -> str:
    # Compared without the prefix, which would make everything look alike.
    near = difflib.get_close_matches(name.removeprefix(PREFIX).lower(), [*fields], n=1)
    return f"{name} is not a setting" + (f"; did you mean {variable(near[0])}?" if near else ".")
