"""Real payloads of public projects: all of them are noise, and none of their texts leaves."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, read

FOLDER = (
    Path(os.environ.get("BREACHBOT_PAYLOADS", Path(__file__).parents[3] / "shared" / "payloads")) / "sentry"
)
FILES = sorted(FOLDER.glob("*.json"))

KNOWN = {
    "event_for_exception_python": ("issue:1635244907", "Exception", "zulip-integration-testing"),
    "issue_created_for_exception": ("issue:1635244907", "Exception", "zulip-integration-testing"),
    "metric_alert_critical": ("metric:456:789", "metric alert", None),
}


@pytest.mark.skipif(not FILES, reason=f"no real payloads in {FOLDER} (BREACHBOT_PAYLOADS names the folder)")
def test_every_real_payload_is_read_and_weighed() -> None:
    for path in FILES:
        answer = read(None, path.read_bytes())
        if path.stem == "webhook_event_for_exception_python":
            assert isinstance(answer, Unreadable), (
                "the older plugin does not sign, so nothing of it is taken in"
            )
            continue
        assert isinstance(answer, Signal | NotASignal), path.name
        if isinstance(answer, NotASignal):
            assert path.stem == "installation_created"
            continue
        assert triage("sentry", answer, RULES).kind == "note", path.name
        assert KNOWN.get(path.stem) in (None, (answer.series, answer.what, answer.project))
        for text in ("Custom exception", "new sentry error", "hemanth", "trigger-exception", "5 events in"):
            assert text not in repr(answer)
