"""The Slack app as Slack takes it (docs.slack.dev/reference/app-manifest), generated from what is used."""

from __future__ import annotations

from typing import Any

from breachbot.slack.actions import Act

PATH = "/slack/events"
"""Where commands, clicks and submissions arrive."""

FILE_SCOPES = ("files:read", "files:write")
"""What it takes to hand notices over as files; a workspace that takes none can do without."""

GROUP_SCOPE = "usergroups:read"
"""What it takes to have a user group's members as responders; a house without one can do without."""

SCOPES = (
    "chat:write",
    "commands",
    *FILE_SCOPES,
    "groups:read",
    "groups:write",
    "im:write",
    "pins:write",
    GROUP_SCOPE,
    "users:read",
)
"""What the bot's token may do; nothing that reads what people write.

chat:write posts and edits; commands offers /breach; files:write hands over notices as files, and files:read asks
whether they have arrived (Slack has no scope for an app's own files alone); groups:write makes the private channel, and
lets people in and out; groups:read finds it again after a crash, says which of them somebody is in, and tells who comes
into one; im:write reaches one person; pins:write pins the incident's card; usergroups:read says who is
in the user group of the responders; users:read tells guests from members.
"""

EVENTS = ("app_home_opened", "member_joined_channel")
"""What Slack tells the app by itself: that somebody opened its Home tab, or came into a channel in which it is."""


def scopes(*, files: bool = True) -> tuple[str, ...]:
    """What the token needs; without `files` for a workspace that takes none."""
    return tuple(scope for scope in SCOPES if files or scope not in FILE_SCOPES)


def manifest(base_url: str, *, files: bool = True) -> dict[str, Any]:
    """The manifest for an app reachable at `base_url`, such as `https://breachbot.example.com`."""
    url = base_url.rstrip("/") + PATH
    command = {
        "command": "/breach",
        "url": url,
        "description": "Report a possible personal data breach",
        "usage_hint": "or: help, status, list, find WORDS",
        "should_escape": False,
    }
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "breachbot",
            "description": "From a possible personal data breach to the register, on time",
            "background_color": "#1f3a4d",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "breachbot", "always_online": True},
            "slash_commands": [command],
            "shortcuts": [
                _shortcut("message", Act.REPORT_MESSAGE, "Report a possible breach that this message shows"),
                _shortcut("global", Act.REPORT, "Report a possible personal data breach"),
            ],
        },
        "oauth_config": {"scopes": {"bot": list(scopes(files=files))}},
        "settings": {
            "event_subscriptions": {"request_url": url, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, "request_url": url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": False,
            "token_rotation_enabled": False,
        },
    }


def _shortcut(kind: str, act: Act, description: str) -> dict[str, str]:
    return {"name": "Report as breach", "type": kind, "callback_id": act.value, "description": description}


def in_socket_mode(described: dict[str, Any]) -> dict[str, Any]:
    """The same app for Socket Mode, with no address of ours in it."""
    found: dict[str, Any] = _without_urls(described)
    found["settings"]["socket_mode_enabled"] = True
    return found


def _without_urls(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _without_urls(value) for key, value in part.items() if key not in ("url", "request_url")}
    return [_without_urls(value) for value in part] if isinstance(part, list) else part
