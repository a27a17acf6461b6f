"""`doctor --live`: Slack's own judgement of our forms, and of the app's manifest.

blocks.validate takes the bot token; apps.manifest.* need an app configuration token, which lives for twelve hours.
Both are written from docs.slack.dev/reference/methods and were never run against Slack itself: unchecked.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from slack_sdk.web.async_client import AsyncWebClient

from breachbot.cli.findings import Examined, Unknown, ask
from breachbot.cli.slack_calls import INSTALL, Refusal, call
from breachbot.errors import NotReady

if TYPE_CHECKING:
    from breachbot.settings import Settings

UNCHECKED = "(written from Slack's documentation; please report if Slack answers otherwise)"


async def examine_live(client: AsyncWebClient, settings: Settings) -> list[Examined]:
    """Every form that can be drawn without an incident, then the manifest."""
    return [
        await ask("live: forms", _forms(client)),
        await ask("live: manifest", _manifest(settings)),
    ]


async def _forms(client: AsyncWebClient) -> str:
    from breachbot.incident.signal import Signal
    from breachbot.slack import modals

    views = {
        "loading": modals.LOADING,
        "report": modals.report(datetime.now(UTC)),
        "dismiss": modals.dismiss(Signal("sig-00000000")),
        "refusal": modals.refusal("A sentence."),
    }
    for name, view in views.items():
        try:
            await call(client, "blocks.validate", view=json.dumps(view))
        except Refusal as no:
            if no.code == "unknown_method":
                raise Unknown("this Slack has no blocks.validate") from None
            raise NotReady(f"Slack objects to the form “{name}” ({_why(no)}) {UNCHECKED}") from None
    return f"Slack takes {len(views)} forms {UNCHECKED}"


def _why(no: Refusal) -> str:
    return f"{no.code}: {no.faults}" if no.faults else no.code


async def _manifest(settings: Settings) -> str:
    try:
        await call(_configuring(settings), "apps.manifest.validate", manifest=json.dumps(wanted(settings)))
    except Refusal as no:
        raise NotReady(f"Slack objects to the manifest or to the token ({_why(no)}) {UNCHECKED}") from None
    return f"Slack takes the manifest {UNCHECKED}"


async def compare_manifest(client: AsyncWebClient, settings: Settings) -> str:
    """Whether the events, offers and scopes of the installed app are those of the manifest."""
    configuring = _configuring(settings)
    bot = str((await call(client, "auth.test")).body.get("bot_id") or "")
    app = str(((await call(client, "bots.info", bot=bot)).body.get("bot") or {}).get("app_id") or "")
    installed = (await call(configuring, "apps.manifest.export", app_id=app)).body.get("manifest") or {}
    if lacking := [
        name for name, values in offers(wanted(settings)).items() if values - offers(installed)[name]
    ]:
        raise NotReady(f"the installed app differs from the manifest in its {', '.join(lacking)}: {INSTALL}")
    return f"the installed app receives and offers what the manifest says {UNCHECKED}"


def _configuring(settings: Settings) -> AsyncWebClient:
    from breachbot.slack.app import make_client

    if settings.slack_config_token is None:
        raise Unknown("BREACHBOT_SLACK_CONFIG_TOKEN is not set")
    return make_client(settings.slack_config_token.get_secret_value(), settings.slack_api_url)


def wanted(settings: Settings) -> dict[str, Any]:
    """The manifest for these settings; over HTTP with an address of which only the form matters."""
    from breachbot.slack.manifest import in_socket_mode, manifest

    made = manifest("https://breachbot.example.com", files=settings.slack_files)
    return in_socket_mode(made) if settings.slack_app_token else made


def offers(manifest: dict[str, Any]) -> dict[str, set[str]]:
    """What the installed app must have of a manifest: events, commands, shortcuts, scopes."""
    features, settings = manifest.get("features") or {}, manifest.get("settings") or {}
    scopes = (manifest.get("oauth_config") or {}).get("scopes") or {}
    return {
        "events": set((settings.get("event_subscriptions") or {}).get("bot_events") or ()),
        "commands": {str(each.get("command")) for each in features.get("slash_commands") or ()},
        "shortcuts": {str(each.get("callback_id")) for each in features.get("shortcuts") or ()},
        "scopes": set(scopes.get("bot") or ()),
    }
