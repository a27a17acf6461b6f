"""Who and what is in the workspace when it opens: typed data, readable from JSON."""

from __future__ import annotations

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
    }
)


class User(BaseModel):
    """A person, or the bot. A guest `is_restricted`; a Slack Connect user `is_stranger`, of another team."""

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


class SeededChannel(BaseModel):
    """A channel that exists from the start."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    name: str
    members: tuple[str, ...]
    is_private: bool = False


class Seed(BaseModel):
    """The workspace at its opening.

    `commands` and `shortcuts` name what the app offers, None stands for any; `scopes` are those of its token.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    users: tuple[User, ...]
    channels: tuple[SeededChannel, ...]
    scopes: frozenset[str] = SCOPES
    commands: frozenset[str] | None = None
    shortcuts: frozenset[str] | None = None


def _user(user_id: str, name: str, **traits: bool) -> User:
    return User(id=user_id, name=name, real_name=name.capitalize(), email=f"{name}@example.com", **traits)


def default_seed() -> Seed:
    """One person for each part in the story, named after the part, and two public channels."""
    people = (
        _user(ENGINEER, "engineer"),
        _user(RESPONDER, "responder"),
        _user(DPO, "dpo"),
        _user(DEPUTY, "deputy"),
        _user(OUTSIDER, "outsider"),
        _user(GUEST, "guest", is_restricted=True),
        _user(FOREIGN, "foreign", is_stranger=True).model_copy(update={"team_id": FOREIGN_TEAM}),
        _user(BOT, "breachbot", is_bot=True),
    )
    everybody = tuple(user.id for user in people)
    team = (ENGINEER, RESPONDER, DPO, DEPUTY, OUTSIDER, BOT)
    return Seed(
        users=people,
        channels=(
            SeededChannel(id=GENERAL, name="general", members=everybody),
            SeededChannel(id=TRIAGE, name="security-triage", members=team),
        ),
    )


def with_manifest(seed: Seed, manifest: dict[str, Any]) -> Seed:
    """`seed` with the scopes, commands and message shortcuts of an app manifest.

    Source of the keys: docs.slack.dev/reference/app-manifest.
    """
    features = manifest.get("features", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {}).get("bot", [])
    commands = [command["command"] for command in features.get("slash_commands", [])]
    shortcuts = [each["callback_id"] for each in features.get("shortcuts", []) if each["type"] == "message"]
    update = {
        "scopes": frozenset(scopes),
        "commands": frozenset(commands),
        "shortcuts": frozenset(shortcuts),
    }
    return seed.model_copy(update=update)
