"""The doctor's look at the running server: does it answer, is it ready, does it know the secrets of its sources?

The sample is signed as the source signs. The hook knows its bytes, answers that it knew them, and stores nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import aiohttp

from breachbot.cli.address import local_address
from breachbot.cli.findings import Examined, Unknown, ask
from breachbot.errors import NotReady

if TYPE_CHECKING:
    from breachbot.intake.source import Given, Source
    from breachbot.settings import Settings

WELL = frozenset({"ok", "connected"})
"""The words of `/readyz`, of its checks and its notes, for what works."""
TIMEOUT = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True)
class Answer:
    """Status and decoded body; the body is empty if it is not a JSON object."""

    status: int
    body: Mapping[str, Any]


async def examine_server(settings: Settings, url: str | None) -> list[Examined]:
    """`url`: where the senders reach us; None takes the address that the server listens on."""
    from breachbot.cli.refusals import no_source

    base = (url or local_address(settings)).rstrip("/")
    on = [(source, given) for source in settings.sources.values() if (given := settings.of_source(source))]
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
        server = await ask("server", _ready(session, base, through_a_proxy=url is not None))
        if server.state != "ok" and "nobody answers" in server.says:
            return [
                server,
                *(Examined(f"{it.name} hook", "unknown", "the server was not reached") for it, _ in on),
            ]
        findings = [server, *(Examined("hooks", "wrong", sentence) for sentence in no_source(settings))]
        for source, given in on:
            for which, right in zip(("", ", previous secret"), _signed(source, given), strict=False):
                asked = _hook(session, base, source, given, right)
                findings.append(await ask(f"{source.name} hook{which}", asked))
            if not _signed(source, given):
                findings.append(await ask(f"{source.name} hook", _closed(session, base, source)))
    return findings


def _signed(source: Source, given: Given) -> list[dict[str, str]]:
    from breachbot.web.webhooks import SAMPLE

    return source.sign(SAMPLE, given, datetime.now(UTC))


async def _ready(session: aiohttp.ClientSession, base: str, *, through_a_proxy: bool) -> str:
    answer = await _send(session, "GET", f"{base}/readyz")
    if (answer.status, answer.body.get("result")) == (421, "other_host"):
        raise NotReady(
            f"it runs at {base}, but tells its state to nobody who asks for that host: add the host to "
            "BREACHBOT_HEALTH_HOSTS and start `serve` again"
        )
    checks = answer.body.get("checks")
    if through_a_proxy and not answer.body and answer.status in (403, 404):
        raise Unknown(
            f"{base} keeps /readyz back, as a proxy should: without --url the doctor sees it, beside `serve`"
        )
    if not isinstance(checks, dict):
        raise NotReady(
            f"something answers at {base}, but it is not breachbot: see BREACHBOT_HOST and BREACHBOT_PORT"
        )
    failing = [str(name) for name, word in checks.items() if word not in WELL]
    if failing:
        raise NotReady(
            f"it runs at {base} but is not ready, because of its {', '.join(failing)}: see its log"
        )
    notes = answer.body.get("notes") or {}
    ailing = [f"{str(name).replace('_', ' ')} is {word}" for name, word in notes.items() if word not in WELL]
    if ailing:
        raise NotReady(f"it runs at {base} and takes alerts in, but its {', its '.join(ailing)}: see its log")
    return f"it runs at {base} and is ready"


async def _closed(session: aiohttp.ClientSession, base: str, source: Source) -> str:
    """A sample of a sender who alone has the key: it can only be seen that nobody else is let in."""
    from breachbot.web.webhooks import PATH

    hook = f"{base}{PATH}{source.name}"
    await _refuses(session, hook, {"authorization": "Bearer a guess"})
    return f"{hook} refuses a forged sample; only {source.title} can sign a right one"


async def _refuses(session: aiohttp.ClientSession, hook: str, wrong: dict[str, str]) -> None:
    forged = await _send(session, "POST", hook, wrong)
    if forged.status != 401:
        raise NotReady(
            f"{hook} answered {forged.status} to a forged signature, where 401 is expected: is it breachbot's?"
        )


async def _hook(
    session: aiohttp.ClientSession, base: str, source: Source, given: Given, right: dict[str, str]
) -> str:
    """Send the sample with a wrong signature, then with the right one."""
    from breachbot.web.webhooks import PATH

    hook = f"{base}{PATH}{source.name}"
    (wrong, *_) = _signed(source, dict.fromkeys(given, "a guess"))
    await _refuses(session, hook, wrong)
    signed = await _send(session, "POST", hook, right)
    if signed.status == 401:
        raise NotReady(
            "the running server has a different secret from these settings, or a proxy changes the body: restart "
            "`serve`, and let the proxy pass bodies on unchanged"
        )
    if (signed.status, signed.body.get("result")) != (200, "sample"):
        raise NotReady(f"{hook} answered {signed.status} to a signed sample: see the log of `serve`")
    return f"{hook} refuses a forged sample and takes a signed one; nothing was stored"


async def _send(
    session: aiohttp.ClientSession, verb: str, url: str, signature: dict[str, str] | None = None
) -> Answer:
    """Ask for a page, or deliver the sample with these headers."""
    from breachbot.web.webhooks import SAMPLE

    body, headers = (SAMPLE, {"Content-Type": "application/json"} | signature) if signature else (None, {})
    try:
        async with session.request(verb, url, data=body, headers=headers, allow_redirects=False) as response:
            return Answer(response.status, _object(await response.read()))
    except (aiohttp.ClientError, OSError, ValueError) as error:
        raise NotReady(f"nobody answers at {url} ({type(error).__name__}): is `serve` running?") from None


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
