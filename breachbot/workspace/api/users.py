"""users.* and auth.test. Source: docs.slack.dev/reference/methods and /objects/user-object."""

from __future__ import annotations

from breachbot.workspace.api.calls import MOST_ON_A_PAGE, ApiError, page_of, required
from breachbot.workspace.api.conversations import kind_of
from breachbot.workspace.api.conversations import shown as shown_channel
from breachbot.workspace.seed import APP, BOT, BOT_ID, TEAM, User
from breachbot.workspace.state import Json, Workspace


def shown(ws: Workspace, user: User) -> Json:
    """A user as Slack gives it to an app; the address only to an app that may read it."""
    profile: Json = {"real_name": user.real_name, "display_name": user.name}
    if "users:read.email" in ws.seed.scopes and not user.is_bot:
        profile["email"] = user.email
    return {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": user.deleted,
        "tz": "Etc/UTC",
        "tz_offset": 0,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_restricted": user.is_restricted,
        "is_ultra_restricted": user.is_ultra_restricted,
        "is_stranger": user.is_stranger,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
    }


def info(ws: Workspace, args: Json) -> Json:
    """One person. Refusal: user_not_found."""
    (user_id,) = required(args, "user")
    if user_id not in ws.users:
        raise ApiError("user_not_found")
    return {"user": shown(ws, ws.users[user_id])}


def list_all(ws: Workspace, args: Json) -> Json:
    """Everybody of the team, by pages where a limit is asked for."""
    team = [user for user in ws.users.values() if not user.is_stranger]
    page, more = page_of(team, args, usual=MOST_ON_A_PAGE)
    members = [shown(ws, user) for user in page]
    return {"members": members, "cache_ts": int(ws.now()), "response_metadata": more}


def conversations(ws: Workspace, args: Json) -> Json:
    """The channels of the wanted types that a person is in, private ones only if the bot is too; by pages."""
    user = str(args.get("user") or BOT)
    if user not in ws.users:
        raise ApiError("user_not_found")
    kinds = str(args.get("types") or "public_channel").split(",")
    shared = [
        channel
        for channel in ws.channels.values()
        if kind_of(channel) in kinds
        and user in channel.members
        and (not channel.is_private or BOT in channel.members)
    ]
    page, more = page_of(shared, args)
    return {"channels": [shown_channel(each) for each in page], "response_metadata": more}


def lookup_by_email(ws: Workspace, args: Json) -> Json:
    """The person of the team with this address. Refusal: users_not_found."""
    (email,) = required(args, "email")
    for user in ws.users.values():
        if user.email == email.lower() and not user.is_bot and not user.is_stranger:
            return {"user": shown(ws, user)}
    raise ApiError("users_not_found")


def auth_test(ws: Workspace, args: Json) -> Json:
    """Whose token this is."""
    return {
        "url": "https://workspace.example/",
        "team": "Local workspace",
        "user": ws.users[BOT].name,
        "team_id": TEAM,
        "user_id": BOT,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def api_test(ws: Workspace, args: Json) -> Json:
    """Whether the API is there; what was sent comes back."""
    return {"args": args}


def bot_info(ws: Workspace, args: Json) -> Json:
    """The bot of the app. Refusal: bot_not_found."""
    if args.get("bot") != BOT_ID:
        raise ApiError("bot_not_found")
    return {
        "bot": {"id": BOT_ID, "deleted": False, "name": ws.users[BOT].name, "app_id": APP, "user_id": BOT}
    }
