"""The bodies that Slack sends to an app: pure builders.

Source of the keys: the official samples in slackapi/java-slack-sdk, json-logs/samples/app-backend.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breachbot.workspace.api import chat, views
from breachbot.workspace.seed import APP, BOT, TEAM, User
from breachbot.workspace.state import Channel, Json, Message, View

DOMAIN = "workspace"
VERIFICATION = "unused"
"""Slack's old verification token; apps check the signature instead."""


def slash_command(
    user: User, channel: Channel, command: str, text: str, response_url: str, trigger: str
) -> dict[str, str]:
    """The form of a slash command."""
    return {
        "token": VERIFICATION,
        "team_id": TEAM,
        "team_domain": DOMAIN,
        "channel_id": channel.id,
        "channel_name": _name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger,
    }


def _name(channel: Channel) -> str:
    if channel.im_user:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def _interaction(kind: str, user: User) -> Json:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": DOMAIN},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "api_app_id": APP,
        "token": VERIFICATION,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def click_in_message(
    user: User,
    channel: Channel,
    message: Message,
    action: Json,
    values: Json,
    response_url: str,
    trigger: str,
) -> Json:
    """block_actions from a message; `values` is what its elements hold. An ephemeral message is left out."""
    body = {
        **_interaction("block_actions", user),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.ephemeral_to is not None,
        },
        "trigger_id": trigger,
        "channel": {"id": channel.id, "name": _name(channel)},
        "state": {"values": values},
        "response_url": response_url,
        "actions": [action],
    }
    if message.ephemeral_to is None:
        body["message"] = chat.shown(message)
    return body


def click_in_view(user: User, view: View, action: Json, trigger: str) -> Json:
    """block_actions from a modal or a Home tab."""
    return {
        **_interaction("block_actions", user),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": trigger,
        "view": views.shown(view),
        "actions": [action],
    }


def view_submission(user: User, view: Mapping[str, Any], trigger: str) -> Json:
    """A submitted view."""
    return {
        **_interaction("view_submission", user),
        "trigger_id": trigger,
        "view": dict(view),
        "response_urls": [],
    }


def view_closed(user: User, view: View, *, is_cleared: bool) -> Json:
    """A view that was closed, alone or with its whole stack."""
    return {**_interaction("view_closed", user), "view": views.shown(view), "is_cleared": is_cleared}


def message_shortcut(
    user: User, channel: Channel, message: Message, callback_id: str, response_url: str, trigger: str, ts: str
) -> Json:
    """A shortcut chosen in the menu of a message."""
    return {
        **_interaction("message_action", user),
        "callback_id": callback_id,
        "trigger_id": trigger,
        "message_ts": message.ts,
        "message": chat.shown(message),
        "response_url": response_url,
        "channel": {"id": channel.id, "name": _name(channel)},
        "action_ts": ts,
    }


def global_shortcut(user: User, callback_id: str, trigger: str, ts: str) -> Json:
    """A shortcut of the app that belongs to no message."""
    return {
        **_interaction("shortcut", user),
        "callback_id": callback_id,
        "trigger_id": trigger,
        "action_ts": ts,
    }


def home_opened(direct: Channel, home: View | None) -> Json:
    """The fields of app_home_opened beside type, user and time. The view is there once there is one.

    Source: docs.slack.dev/reference/events/app_home_opened.
    """
    fields: Json = {"channel": direct.id, "tab": "home"}
    return fields | ({"view": views.shown(home)} if home else {})


def joined(user: str, channel: Channel, inviter: str) -> Json:
    """The event that somebody came into a channel in which the app is.

    Source: docs.slack.dev/reference/events/member_joined_channel.
    """
    return {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": TEAM,
        "inviter": inviter,
    }


def event(event_id: str, inner: Mapping[str, Any], seconds: int) -> Json:
    """The envelope of the Events API."""
    return {
        "token": VERIFICATION,
        "team_id": TEAM,
        "api_app_id": APP,
        "event": dict(inner),
        "type": "event_callback",
        "event_id": event_id,
        "event_time": seconds,
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM,
                "user_id": BOT,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
