"""`breachbot signal` and `breachbot send`: a body from a file, read as a delivery would be, or delivered."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from breachbot.errors import Refused
from breachbot.visible import quoted, visible

if TYPE_CHECKING:
    from breachbot.intake.source import Read, Source
    from breachbot.playbook.triage import TriageRules
    from breachbot.settings import Settings

WITHIN = 10.0
"""Seconds for a delivery."""
Name = Annotated[str, typer.Argument(metavar="SOURCE", help="The name of a source; see `breachbot sources`.")]
File = Annotated[Path, typer.Argument(metavar="FILE", help="A file with the body as the sender sends it.")]
Headers = Annotated[
    list[str] | None,
    typer.Option("--header", metavar="'NAME: VALUE'", help="A header that came with it. May be given often."),
]


def signal(
    source: Name,
    file: File,
    header: Headers = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object on a line for each alert.")] = False,
) -> None:
    """Read a body as if it had been delivered: what each alert in it says and weighs. Nothing is stored or verified."""
    from breachbot.intake.reading import read
    from breachbot.policy import triage_rules
    from breachbot.settings import load
    from breachbot.text_file import read_bytes

    settings = load()
    known = _source(settings, source)
    kept = known.kept(_headers(header or ()))
    key = secrets.token_hex()  # digests are good for comparing within this body alone, and are not shown
    seen = read(source, kept, read_bytes(file), lambda text: _digest(key, text), settings.sources)
    rules = triage_rules(settings)
    for number, one in enumerate(seen, 1):
        told = _told(source, one, rules, settings)
        print(json.dumps(told, ensure_ascii=False) if as_json else "\n".join(_in_words(number, told)))
    _say_idle_paths(source, file, settings)


def _say_idle_paths(source: str, file: Path, settings: Settings) -> None:
    """Of a source that is a table: which of its paths lead to nothing in the body."""
    from breachbot.configured.places import bundled
    from breachbot.errors import BadFile
    from breachbot.store.table_samples import body_of, look, table_file

    table = table_file(source, (settings.playbooks_dir, bundled("playbooks")))
    if source not in settings.tables or table is None:
        return
    with suppress(BadFile):  # a body that is no JSON was told as one that cannot be read
        found = look(table, [body_of(file)], "this body")
        ours = table.is_relative_to(bundled("playbooks"))  # those try several names on purpose
        for sentence in (*found.wrong, *([found.rest] if found.rest and not ours else ())):
            typer.echo(f"note: {visible(sentence)}", err=True)


def send(
    source: Name,
    file: File,
    to: Annotated[str, typer.Option("--to", metavar="URL", help="Where breachbot is reached from outside.")],
    header: Headers = None,
) -> None:
    """Deliver a body, signed as the source signs: whoever serves there takes it for a real alert.

    The same bytes count once in 24 hours: change something in the file to try it again.
    """
    from breachbot.settings import load, variable
    from breachbot.text_file import read_bytes

    settings = load()
    known = _source(settings, source)
    given = settings.of_source(known)
    if not given:
        raise Refused(f"{source} is off: {variable(next(iter(known.settings)))} is not set.")
    body = read_bytes(file)
    signed = known.sign(body, given, datetime.now(UTC))
    if not signed:
        raise Refused(f"Only {known.title} can sign for {source}: there is nothing to send.")
    url = _hook(to, source)
    status, word = asyncio.run(_deliver(url, body, _headers(header or ()) | signed[0]))
    if status != 200:
        raise Refused(f"{url} answered {status}{f' ({word})' if word else ''}: it was not taken.")
    print(f"{url} answered 200{f' ({word})' if word else ''}.")


# --- what was read --------------------------------------------------------------------------------------------


def _told(source: str, seen: Read, rules: TriageRules, settings: Settings) -> dict[str, Any]:
    """All that would be kept in the clear, and nothing else."""
    from breachbot.intake.signal import NotASignal, Unreadable
    from breachbot.intake.triage import evident, is_own, triage

    if isinstance(seen, Unreadable):
        return {"source": source, "read": "unreadable", "verdict": "candidate", "reasons": [seen.why]}
    if isinstance(seen, NotASignal):
        return {"source": source, "read": "no alert", "verdict": None, "reasons": [seen.why]}
    own = settings.sentry_own_project if source == "sentry" else None
    verdict = triage(source, seen, rules)
    shown = {
        name: value
        for name, value in asdict(evident(seen, rules)).items()
        if name not in ("findings", "reported")
    }
    return {
        "source": source,
        "read": "own project" if is_own(seen, own) else "alert",
        "verdict": verdict.kind,
        "reasons": list(verdict.reasons),
        **shown,
        "occurred_at": seen.occurred_at.isoformat() if seen.occurred_at else None,
        "personal_data": [
            {"kind": found.kind, "where": found.where, "count": found.count}
            for found in (*seen.reported, *seen.findings)
        ],
    }


_SHOWN = ("what", "type", "severity", "project", "environment", "occurred_at", "link", "count_hint", "series")


def _in_words(number: int, told: Mapping[str, Any]) -> Iterator[str]:
    yield f"{number}. {told['verdict'] or told['read']}"
    if told["read"] != "alert":
        yield f"   {told['read']}"
    for reason in told["reasons"]:
        yield f"   because: {reason}"
    if told["read"] in ("unreadable", "no alert"):
        return
    for name in _SHOWN:
        value = told[name]
        yield f"   {name.replace('_', ' ')}: {'not given' if value is None else value}"
    for found in told["personal_data"]:
        often = "1 time" if found["count"] == 1 else f"{found['count']} times"
        yield f"   personal data: {found['kind'].replace('_', ' ')}, {found['where']}, {often}"


def _digest(key: str, text: str) -> str:
    from breachbot.intake.signature import sign

    return sign(text.encode("utf-8", "replace"), key)


# --- what was asked for ---------------------------------------------------------------------------------------


def _source(settings: Settings, name: str) -> Source:
    from breachbot.store.strict_yaml import near

    if name not in settings.sources:
        hint = near(name, settings.sources) or "; `breachbot sources` lists them all."
        raise Refused(f"There is no source {quoted(name)}{hint}")
    return settings.sources[name]


def _headers(given: list[str] | tuple[str, ...]) -> dict[str, str]:
    """By their names in small letters, as they come to the hook."""
    found: dict[str, str] = {}
    for one in given:
        name, colon, value = one.partition(":")
        if not (colon and name.strip()) or not one.isprintable():
            raise Refused(f"--header: {quoted(one)} is none; one such as 'X-GitHub-Event: ping' is wanted.")
        found[name.strip().lower()] = value.strip()
    return found


def _hook(to: str, source: str) -> str:
    """The address of the hook. Raises Refused where a secret would go over a network in the clear."""
    from breachbot.cli.address import check_address
    from breachbot.web.webhooks import PATH

    check_address(to, "--to")
    parts = urlsplit(to)
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise Refused("--to: over http what is sent could be read on the way; use https, or this machine.")
    return to if parts.path.startswith(PATH) else f"{to.rstrip('/')}{PATH}{source}"


async def _deliver(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    """The status of the answer, and breachbot's word if there is one. Raises Refused where nobody answers."""
    import aiohttp

    shown = {"Content-Type": "application/json", **headers}
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=WITHIN)) as session,
            session.post(url, data=body, headers=shown, allow_redirects=False) as response,
        ):
            text = await response.content.read(1_000)
            return response.status, _word(text)
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise Refused(f"Nobody answers at {url} ({type(error).__name__}).") from None


def _word(text: bytes) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return ""
    word = found.get("result") if isinstance(found, dict) else None
    return word if isinstance(word, str) and word.isidentifier() else ""
