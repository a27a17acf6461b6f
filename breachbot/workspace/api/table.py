"""Every method that is answered, and the scope it asks for. Source: docs.slack.dev/reference/methods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from breachbot.workspace.api import chat, conversations, files, usergroups, users, views
from breachbot.workspace.api.calls import ApiError, true
from breachbot.workspace.state import Json, Workspace

Run = Callable[[Workspace, Json], Json]
Scope = Callable[[Workspace, Json], frozenset[str]]


def _always(*scopes: str) -> Scope:
    return lambda ws, args: frozenset(scopes)


_NONE = _always()


def _by_channel(public: str, private: str, direct: str) -> Scope:
    def needed(ws: Workspace, args: Json) -> frozenset[str]:
        channel = ws.channels.get(str(args.get("channel")))
        if channel is None:
            return frozenset()
        if channel.im_user:
            return frozenset({direct})
        return frozenset({private if channel.is_private else public})

    return needed


def _to_create(ws: Workspace, args: Json) -> frozenset[str]:
    return frozenset({"groups:write" if true(args.get("is_private", False)) else "channels:manage"})


_KINDS = {
    "public_channel": "channels:read",
    "private_channel": "groups:read",
    "im": "im:read",
    "mpim": "mpim:read",
}


def _to_list(ws: Workspace, args: Json) -> frozenset[str]:
    kinds = str(args.get("types") or "public_channel").split(",")
    if any(kind not in _KINDS for kind in kinds):
        raise ApiError("invalid_types")
    return frozenset(_KINDS[kind] for kind in kinds)


@dataclass(frozen=True)
class Method:
    """What runs, and which scopes of the token it needs for these arguments."""

    run: Run
    scopes: Scope = _NONE


_WRITE = _by_channel("channels:manage", "groups:write", "im:write")
_READ = _by_channel("channels:read", "groups:read", "im:read")
_CHAT = _always("chat:write")

METHODS: Mapping[str, Method] = {
    "api.test": Method(users.api_test),
    "auth.test": Method(users.auth_test),
    "blocks.validate": Method(views.validate),
    "bots.info": Method(users.bot_info, _always("users:read")),
    "chat.postMessage": Method(chat.post_message, _CHAT),
    "chat.postEphemeral": Method(chat.post_ephemeral, _CHAT),
    "chat.update": Method(chat.update, _CHAT),
    "chat.delete": Method(chat.delete, _CHAT),
    "chat.getPermalink": Method(chat.get_permalink),
    "conversations.create": Method(conversations.create, _to_create),
    "conversations.invite": Method(conversations.invite, _WRITE),
    "conversations.kick": Method(conversations.kick, _WRITE),
    "conversations.info": Method(conversations.info, _READ),
    "conversations.members": Method(conversations.members, _READ),
    "conversations.open": Method(conversations.open_direct, _always("im:write")),
    "conversations.list": Method(conversations.list_all, _to_list),
    "conversations.archive": Method(conversations.archive, _WRITE),
    "conversations.setTopic": Method(conversations.set_topic, _WRITE),
    "conversations.setPurpose": Method(conversations.set_purpose, _WRITE),
    "files.getUploadURLExternal": Method(files.announce, _always("files:write")),
    "files.completeUploadExternal": Method(files.complete, _always("files:write")),
    "files.info": Method(files.info, _always("files:read")),
    "usergroups.users.list": Method(usergroups.members, _always("usergroups:read")),
    "users.info": Method(users.info, _always("users:read")),
    "users.list": Method(users.list_all, _always("users:read")),
    "users.conversations": Method(users.conversations, _to_list),
    "users.lookupByEmail": Method(users.lookup_by_email, _always("users:read.email")),
    "views.open": Method(views.open_view),
    "views.push": Method(views.push),
    "views.update": Method(views.update),
    "views.publish": Method(views.publish),
    "pins.add": Method(chat.pin, _always("pins:write")),
}


def call(ws: Workspace, method: str, args: Json) -> Json:
    """Run a method and give Slack's whole answer, whether ok or not."""
    try:
        if method not in METHODS:
            raise ApiError("unknown_method", req_method=method)
        missing = METHODS[method].scopes(ws, args) - ws.seed.scopes
        if missing:
            provided = ",".join(sorted(ws.seed.scopes))
            raise ApiError("missing_scope", needed=",".join(sorted(missing)), provided=provided)
        answer = {"ok": True, **METHODS[method].run(ws, args)}
        ws.keep(method, args)
        return answer
    except ApiError as refusal:
        return {"ok": False, "error": refusal.code, **refusal.extra}
