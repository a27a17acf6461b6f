"""What the tactics of MITRE ATT&CK say, for every platform that sorts its findings by them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.signal import Signal
from breachbot.intake.tactics import about
from breachbot.intake.triage import triage
from tests.intake.bodies import EVERY, RULES, digest


@pytest.mark.parametrize(
    ("tactics", "kind"),
    [
        (["Exfiltration"], "exfiltration"),
        (["Collection", "TA0010"], "exfiltration"),
        (["Credential Access"], "unauthorised_access"),
        (["credential_access"], "unauthorised_access"),
        (["LateralMovement"], "unauthorised_access"),
        (["Command and Control"], "malware"),
        (["Discovery", "Reconnaissance", "Initial Access", None], None),
        ([], None),
    ],
)
def test_the_gravest_of_several_counts_however_it_is_spelled(tactics: list[str], kind: str | None) -> None:
    assert about(tactics) == kind


def verdict(source: str, body: dict[str, Any]) -> str:
    (seen,) = read(source, {}, json.dumps(body).encode(), digest, EVERY)
    assert isinstance(seen, Signal)
    return triage(source, seen, RULES).kind


def of(source: str, tactic: str, severity: str) -> dict[str, Any]:
    """A finding of that tactic as each platform writes it, with nothing else in words."""
    number = {"high": 4, "medium": 3, "low": 2}[severity]
    attack = {"tactic": {"name": tactic}}
    bodies: dict[str, dict[str, Any]] = {
        "ocsf": {"class_uid": 2004, "severity_id": number, "finding_info": {"uid": "1"}, "attacks": [attack]},
        "crowdstrike": {"event": {"CompositeId": "1", "Tactic": tactic, "Severity": number}},
        "microsoft_graph": {"id": "1", "category": tactic.replace(" ", ""), "severity": severity},
        "google_scc": {
            "finding": {
                "name": "1",
                "category": f"{tactic}: x",
                "findingClass": "THREAT",
                "severity": severity,
            }
        },
    }
    return bodies[source]


@pytest.mark.parametrize("source", ["ocsf", "crowdstrike", "microsoft_graph", "google_scc"])
def test_who_takes_data_or_credentials_is_in_and_who_looks_around_is_not(source: str) -> None:
    assert verdict(source, of(source, "Exfiltration", "low")) == "likely"
    for tactic in ("Collection", "Credential Access", "Lateral Movement"):
        assert verdict(source, of(source, tactic, "medium")) == "candidate", tactic
        assert verdict(source, of(source, tactic, "low")) == "note", tactic
    for tactic in ("Reconnaissance", "Discovery", "Initial Access"):
        assert verdict(source, of(source, tactic, "medium")) == "note", tactic
