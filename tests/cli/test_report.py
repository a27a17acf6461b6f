"""What the demo says at its end."""

from __future__ import annotations

from typing import Any

from breachbot.demo.report import report

FOUND: dict[str, Any] = {
    "steps": [],
    "incident": {
        "id": "pdb-k7m2q9xw",
        "phase": "closed",
        "aware_at": "2026-11-28T07:00",
        "due_at": "2026-12-01T07:00",
    },
    "notices": [],
    "published": [],
    "register": {"entries": 1, "verified": True},
    "data_dir": "/tmp/my data/demo-1",
    "seconds": 1.0,
}


def test_the_last_lines_can_be_typed_as_they_are() -> None:
    *_, listed, shown, verified = report(FOUND).splitlines()
    for line, words in ((listed, "list"), (shown, "show pdb-k7m2q9xw"), (verified, "verify")):
        assert line.startswith("  BREACHBOT_DATA_DIR='/tmp/my data/demo-1' ")
        assert line.endswith(f"breachbot register {words}")
