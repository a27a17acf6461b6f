"""Only the DPO or the deputy approves, not their own draft, and only the very text that they saw."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.notices.approval import check_approval

GOOD: dict[str, Any] = {
    "approver": "U_DPO",
    "role": "dpo",
    "drafter": "U_ENGINEER",
    "sha256_shown": "a" * 64,
    "sha256_current": "a" * 64,
    "capacity": "dpo_advice",
    "break_glass": None,
    "single_dpo": False,
    "problems": ("warn phrase: Say what was done; this phrase says nothing. “We care.”",),
    "late_without_reasons": False,
}
OWN = {"drafter": "U_DPO", "single_dpo": True, "break_glass": "The deputy is on leave until Monday."}


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"role": "deputy"},
        {"capacity": "controller_decision"},
        OWN,
        {**OWN, "break_glass": "12345678901234567890"},
    ],
)
def test_these_are_approved(change: dict[str, Any]) -> None:
    check_approval(**{**GOOD, **change})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"role": "responder"}, "Only the data protection officer or the deputy"),
        ({"role": None}, "Only the data protection officer or the deputy"),
        ({"capacity": "boss"}, "Say whether you approve"),
        ({"sha256_shown": "b" * 64}, "no longer the current one"),
        ({"sha256_shown": "ä"}, "no longer the current one"),
        ({"drafter": "U_DPO"}, "somebody else has to approve"),
        ({**OWN, "single_dpo": False}, "somebody else has to approve"),
        ({**OWN, "break_glass": None}, "at least 20 characters"),
        ({**OWN, "break_glass": "1234567890123456789"}, "at least 20 characters"),
        ({**OWN, "break_glass": "short" + " " * 30 + "text"}, "at least 20 characters"),
        ({"late_without_reasons": True}, "Art. 33(1) asks for the reasons"),
        ({"problems": ("warn a: b", "refuse ip: An IP address. “[IP address]”")}, "An IP address"),
        ({"problems": ("refuse ip: An IP address.", "refuse sql: A query.")}, "1 more"),
    ],
)
def test_these_are_refused_with_a_sentence(change: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        check_approval(**{**GOOD, **change})
