"""The manifest, judged by the type that Slack publishes for it: names of fields, scopes and events among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.slack.manifest import in_socket_mode, manifest
from tests.judges import typed

pytestmark = pytest.mark.slow

TYPE = 'api.AppsManifestValidateArguments["manifest"]'
MANIFEST = typed.Claim("the manifest", manifest("https://breachbot.example.com"), TYPE)
OVER_SOCKET = typed.Claim("the one for Socket Mode", in_socket_mode(MANIFEST.value), TYPE)


def test_slacks_type_fits_the_manifests(tmp_path: Path) -> None:
    assert typed.objections(tmp_path, [MANIFEST, OVER_SOCKET]) == []


def test_slacks_type_sees_an_event_that_there_is_not(tmp_path: Path) -> None:
    settings = {"event_subscriptions": {"bot_events": ["app_home_opened", "home_opened"]}}
    wrong = typed.Claim("wrong", {**MANIFEST.value, "settings": settings}, TYPE)
    (said,) = typed.objections(tmp_path, [wrong])
    assert "home_opened" in said
