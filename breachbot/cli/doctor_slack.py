"""The doctor's look at Slack: its clock, our token, what it may do, the people who must be reachable.

Nothing is posted; conversations with the DPO and the deputies are opened, which nobody sees. No account was at hand, so
none of it was checked against Slack itself. The methods and answers are those of docs.slack.dev/reference/methods.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from slack_sdk.web.async_client import AsyncWebClient

from breachbot.cli.doctor_house import compare_clocks
from breachbot.cli.doctor_live import compare_manifest, examine_live
from breachbot.cli.findings import Examined, Unknown, ask
from breachbot.cli.house import team_now
from breachbot.cli.slack_calls import INSTALL, Refusal, call
from breachbot.errors import NotReady

if TYPE_CHECKING:
    from breachbot.incident.team import Team
    from breachbot.settings import Settings

AFTERWARDS = ("slack token", "slack scopes", "slack events", "triage channel", "people")


async def examine_slack(settings: Settings, *, live: bool) -> list[Examined]:
    """From whether Slack is there to whether the DPO is."""
    from breachbot.slack.app import make_client

    if settings.slack_bot_token is None:
        return [Examined("slack", "unknown", "BREACHBOT_SLACK_BOT_TOKEN is not set")]
    client = make_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    found = [await ask("slack clock", _clock(client, settings))]
    token = await ask("slack token", token_fits(client, settings.slack_team_id))
    found.append(token)
    if token.state != "ok":
        return found + [Examined(name, "unknown", "Slack did not take the token") for name in AFTERWARDS[1:]]
    found.append(await ask("slack scopes", scopes_fit(client, files=settings.slack_files)))
    found.append(await ask("slack events", _events(client, settings, live=live)))
    if settings.slack_app_token:
        opener = make_client(settings.slack_app_token.get_secret_value(), settings.slack_api_url)
        found.append(await ask("socket mode", socket_opens(opener)))
    found.append(await ask("triage channel", channel_fits(client, settings.triage_channel)))
    found += await _people(client, team_now(settings))
    if live:
        found += await examine_live(client, settings)
    return found


async def _clock(client: AsyncWebClient, settings: Settings) -> str:
    said = await call(client, "api.test")
    try:
        theirs = parsedate_to_datetime(said.headers["date"])
    except (KeyError, ValueError):
        raise Unknown("Slack's answer has no date to compare with") from None
    return compare_clocks(theirs.astimezone(UTC), datetime.now(UTC), "Slack's")


async def token_fits(client: AsyncWebClient, workspace: str | None) -> str:
    """Whether Slack takes the bot token, and it is that of this workspace, where one is named."""
    try:
        said = await call(client, "auth.test")
    except Refusal as no:
        raise NotReady(
            f"Slack does not take BREACHBOT_SLACK_BOT_TOKEN ({no.code}): copy it from “OAuth & Permissions”, after "
            "installing the app again if it was revoked"
        ) from None
    team = str(said.body.get("team_id") or "")
    if workspace and team != workspace:
        raise NotReady(f"the token belongs to {team}, but BREACHBOT_SLACK_TEAM_ID says {workspace}")
    return f"Slack takes it, as {said.body.get('user_id')} in {team}"


async def scopes_fit(client: AsyncWebClient, *, files: bool) -> str:
    """Whether the token may do what is needed, `files` handed over included or not."""
    from breachbot.slack.manifest import GROUP_SCOPE, scopes

    header = (await call(client, "auth.test")).headers.get("x-oauth-scopes")
    if header is None:
        raise Unknown("Slack's answer does not say what the token may do")
    held = {scope.strip() for scope in header.split(",") if scope.strip()}
    needed = set(scopes(files=files))
    if missing := sorted(needed - held - {GROUP_SCOPE}):
        raise NotReady(f"the token lacks {', '.join(missing)}: {INSTALL}")
    more = sorted(held - needed)
    return "all that is needed" + (
        f", and {', '.join(more)}, which breachbot does not use" if more else " and no more"
    )


async def _events(client: AsyncWebClient, settings: Settings, *, live: bool) -> str:
    """Which events the app receives and what it offers, which only its configuration shows."""
    if not (live and settings.slack_config_token):
        raise Unknown(
            "only with a configuration token does Slack say which events an app receives: set "
            "BREACHBOT_SLACK_CONFIG_TOKEN and use --live"
        )
    return await compare_manifest(client, settings)


async def socket_opens(opener: AsyncWebClient) -> str:
    """Whether Slack opens connections for the app-level token."""
    try:
        await call(opener, "apps.connections.open")
    except Refusal as no:
        raise NotReady(
            f"Slack does not open a connection ({no.code}): switch Socket Mode on in the app, and give "
            "BREACHBOT_SLACK_APP_TOKEN one with `connections:write`"
        ) from None
    return "Slack opens connections for BREACHBOT_SLACK_APP_TOKEN"


async def channel_fits(client: AsyncWebClient, channel: str | None) -> str:
    """Whether the app can work in the triage channel."""
    if channel is None:
        raise NotReady("BREACHBOT_TRIAGE_CHANNEL is not set")
    try:
        found = (await call(client, "conversations.info", channel=channel)).body.get("channel") or {}
    except Refusal as no:
        if no.code == "missing_scope":
            raise Unknown(f"{channel} is public, and the app can see private channels only") from None
        raise NotReady(
            f"{channel} cannot be seen by the app ({no.code}): invite the app, or correct the id"
        ) from None
    if found.get("is_archived"):
        raise NotReady(f"{channel} is archived: unarchive it, or set BREACHBOT_TRIAGE_CHANNEL to another")
    if found.get("is_ext_shared") or found.get("is_org_shared"):
        raise NotReady(f"{channel} is shared with another organisation: choose a channel of your own")
    if not found.get("is_member", True):
        raise NotReady(f"the app is not in {channel}: invite it")
    return f"{channel} is there, and the app is in it"


async def _people(client: AsyncWebClient, team: Team) -> list[Examined]:
    found = []
    if team.dpo:
        found.append(await ask("DPO", person_fits(client, team.dpo, direct=True)))
    for user in team.deputies:
        found.append(await ask("deputy", person_fits(client, user, direct=True)))
    if not team.deputies:
        found.append(
            Examined("deputy", "ok", "none is set; while the DPO is away, nobody can approve a notice")
        )
    for user in team.answering:
        found.append(await ask("responder", person_fits(client, user, direct=False)))
    return found


async def person_fits(client: AsyncWebClient, user: str, *, direct: bool) -> str:
    """An active full member; `direct`: to whom a conversation can be opened."""
    try:
        found = (await call(client, "users.info", user=user)).body.get("user") or {}
        if direct:
            await call(client, "conversations.open", users=user)
    except Refusal as no:
        raise NotReady(f"{user} cannot be reached ({no}): correct the id in the settings") from None
    if found.get("deleted"):
        raise NotReady(f"{user} is deactivated in Slack: name somebody else in the settings")
    if found.get("is_bot"):
        raise NotReady(f"{user} is a bot: name a person in the settings")
    if found.get("is_restricted") or found.get("is_ultra_restricted") or found.get("is_stranger"):
        raise NotReady(
            f"{user} is a guest or from another organisation, and breachbot refuses both: name a member"
        )
    return f"{user} is an active member" + (", and a direct message can reach them" if direct else "")
