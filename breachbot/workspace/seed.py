"""Who and what is in the workspace when it opens: typed data, readable from JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

TEAM = "T0WORKSPACE"
FOREIGN_TEAM = "T0ELSEWHERE"
APP = "A0BREACHBOT"
BOT_ID = "B0BREACHBOT"

ENGINEER = "U0ENGINEER"
RESPONDER = "U0RESPONDER"
DPO = "U0DPO"
DEPUTY = "U0DEPUTY"
OUTSIDER = "U0OUTSIDER"
GUEST = "U0GUEST"
FOREIGN = "U0FOREIGN"
BOT = "U0BREACHBOT"

TRIAGE = "C0TRIAGE"
GENERAL = "C0GENERAL"
RESPONSE, GUESTS = "S0RESPONSE", "S0GUESTS"

SCOPES = frozenset(
    {
        "commands",
        "chat:write",
        "groups:write",
        "groups:read",
        "im:write",
        "users:read",
        "users:read.email",
        "pins:write",
        "files:write",
        "files:read",
        "usergroups:read",
    }
)


class User(BaseModel):
    """A person, or the bot. A guest `is_restricted`; a Slack Connect user `is_stranger`, of another team.

    `part` says in a few words what they are here for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    name: str
    real_name: str
    email: str
    team_id: str = TEAM
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    deleted: bool = False
    part: str = ""


class SeededChannel(BaseModel):
    """A channel that exists from the start."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    name: str
    members: tuple[str, ...]
    is_private: bool = False


class SeededGroup(BaseModel):
    """A user group that exists from the start."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    handle: str
    members: tuple[str, ...]


class Seed(BaseModel):
    """The workspace at its opening.

    What the app offers and hears, None standing for anything: `commands` by name with a description,
    `shortcuts` (of a message) and `global_shortcuts` by callback id with a name, `events` by type. `scopes` are
    those of its token. `hears_direct`: whether people can write to the app in its direct messages; `has_home`:
    whether it may publish a Home tab.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    users: tuple[User, ...]
    channels: tuple[SeededChannel, ...]
    groups: tuple[SeededGroup, ...] = ()
    scopes: frozenset[str] = SCOPES
    commands: Mapping[str, str] | None = None
    shortcuts: Mapping[str, str] | None = None
    global_shortcuts: Mapping[str, str] | None = None
    events: frozenset[str] | None = None
    hears_direct: bool = True
    has_home: bool = True


def _user(user_id: str, name: str, real_name: str, part: str = "", **traits: bool) -> User:
    return User(id=user_id, name=name, real_name=real_name, email=f"{name}@example.com", part=part, **traits)


def default_seed() -> Seed:
    """One person for each part in the story, named after the part, a public channel and the private one for alerts, in
    which a colleague without a part is as well."""
    people = (
        _user(
            ENGINEER, "engineer", "On-call engineer", "looks at alerts, opens incidents, states facts, drafts"
        ),
        _user(RESPONDER, "responder", "Second responder", "is asked when the first does not answer"),
        _user(DPO, "dpo", "DPO", "approves or turns down notices, judges, closes"),
        _user(DEPUTY, "deputy", "Deputy DPO", "decides when the DPO cannot"),
        _user(OUTSIDER, "outsider", "Outsider", "a colleague without a part in the response"),
        _user(GUEST, "guest", "Guest", is_restricted=True),
        _user(FOREIGN, "foreign", "Foreign", is_stranger=True).model_copy(update={"team_id": FOREIGN_TEAM}),
        _user(BOT, "breachbot", "breachbot", is_bot=True),
    )
    everybody = tuple(user.id for user in people)
    team = (ENGINEER, RESPONDER, DPO, DEPUTY, OUTSIDER, BOT)
    return Seed(
        users=people,
        channels=(
            SeededChannel(id=GENERAL, name="general", members=everybody),
            SeededChannel(id=TRIAGE, name="security-triage", members=team, is_private=True),
        ),
        groups=(
            SeededGroup(id=RESPONSE, handle="response", members=(ENGINEER, GUEST, RESPONDER)),
            SeededGroup(id=GUESTS, handle="guests", members=(GUEST,)),
        ),
    )


def with_manifest(seed: Seed, manifest: dict[str, Any]) -> Seed:
    """`seed` with the scopes, commands, shortcuts and subscribed events of an app manifest.

    Source of the keys: docs.slack.dev/reference/app-manifest.
    """
    features = manifest.get("features", {})
    home = features.get("app_home", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    subscribed = manifest.get("settings", {}).get("event_subscriptions", {}).get("bot_events", [])
    commands = {each["command"]: each.get("description", "") for each in features.get("slash_commands", [])}
    update = {
        "scopes": frozenset(scopes),
        "commands": commands,
        "shortcuts": _shortcuts(features, "message"),
        "global_shortcuts": _shortcuts(features, "global"),
        "events": frozenset(subscribed),
        "hears_direct": not home.get("messages_tab_read_only_enabled", False),
        "has_home": bool(home.get("home_tab_enabled", False)),
    }
    return seed.model_copy(update=update)


def _shortcuts(features: Mapping[str, Any], kind: str) -> dict[str, str]:
    offered = features.get("shortcuts", [])
    return {each["callback_id"]: each["name"] for each in offered if each["type"] == kind}
