"""The manifest, judged by what Slack publishes about it.

Names of fields, scopes and events by the type in @slack/web-api; lengths by the JSON schema in
github.com/slackapi/manifest-schema (version 1.0.0), which lies in no package: its numbers stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from breachbot.slack.manifest import in_socket_mode, manifest
from tests.judges import typed

TYPE = 'api.AppsManifestValidateArguments["manifest"]'
OVER_HTTP = manifest("https://breachbot.example.com")
MANIFESTS = [OVER_HTTP, in_socket_mode(OVER_HTTP)]

LENGTHS = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.background_color": (4, 7),
    "features.bot_user.display_name": (1, 80),
    "features.slash_commands.*.command": (2, 32),
    "features.slash_commands.*.description": (1, 2000),
    "features.slash_commands.*.url": (1, 3000),
    "features.slash_commands.*.usage_hint": (1, 1000),
    "features.shortcuts.*.name": (1, 24),
    "features.shortcuts.*.type": (6, 7),
    "features.shortcuts.*.callback_id": (1, 255),
    "features.shortcuts.*.description": (1, 150),
    "oauth_config.scopes.bot.*": (1, 50),
    "settings.event_subscriptions.bot_events.*": (1, 50),
    "settings.event_subscriptions.request_url": (1, 3500),
    "settings.interactivity.request_url": (1, 3500),
}


def words(part: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a manifest with its place; the places in a list are all `*`."""
    if isinstance(part, str):
        yield place, part
    for name, inner in part.items() if isinstance(part, dict) else ():
        yield from words(inner, f"{place}.{name}" if place else name)
    for inner in part if isinstance(part, list) else ():
        yield from words(inner, f"{place}.*")


@pytest.mark.parametrize("described", MANIFESTS, ids=["HTTP", "Socket Mode"])
def test_every_text_is_known_and_has_a_length_that_slack_takes(described: dict[str, Any]) -> None:
    for place, text in words(described):
        least, most = LENGTHS[place]
        assert least <= len(text) <= most, place
    assert re.fullmatch("#[0-9a-fA-F]{6}", described["display_information"]["background_color"])
    assert all(command["command"].startswith("/") for command in described["features"]["slash_commands"])


@pytest.mark.slow
def test_slacks_type_fits_the_manifest(tmp_path: Path) -> None:
    made = [typed.Claim("the manifest", described, TYPE) for described in MANIFESTS]
    assert typed.objections(tmp_path, made) == []


@pytest.mark.slow
def test_slacks_type_sees_an_event_that_there_is_not(tmp_path: Path) -> None:
    settings = {"event_subscriptions": {"bot_events": ["app_home_opened", "home_opened"]}}
    (said,) = typed.objections(tmp_path, [typed.Claim("wrong", {**OVER_HTTP, "settings": settings}, TYPE)])
    assert "home_opened" in said
