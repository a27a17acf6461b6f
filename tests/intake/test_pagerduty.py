"""PagerDuty: several signatures in one header, and what is news of an incident and what is not."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import Given, Request
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest
from tests.intake.test_sources import BODY, NOW

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(os.environ.get("BREACHBOT_PAYLOADS", Path(__file__).parents[3] / "shared/payloads"))
PAGERDUTY = SOURCES["pagerduty"]


def event(kind: str = "", event_type: str | None = None, **data: Any) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SAMPLES / f"pagerduty{kind}.json").read_text())
    whole = body["event"] | {"data": body["event"]["data"] | data}
    return {"event": whole | ({"event_type": event_type} if event_type else {})}


def answer(body: Any) -> Any:
    (one,) = read("pagerduty", {}, json.dumps(body).encode(), digest)
    return one


def taken(header: str, known: Given) -> bool:
    return PAGERDUTY.authenticate(Request({"x-pagerduty-signature": header}, BODY, NOW), known)


def test_of_several_signatures_one_has_to_fit() -> None:
    """The example of the vendor's page on signatures has two, with a comma between."""
    known = {"pagerduty_secret": "new", "pagerduty_secret_previous": "old"}
    new, old = (headers["x-pagerduty-signature"] for headers in PAGERDUTY.sign(BODY, known, NOW))
    assert taken(f"{new},{old}", {"pagerduty_secret": "old"})
    assert taken(f"{new},{old}", {"pagerduty_secret": "new"})
    assert taken(f"v1=00,{new}", known)
    for wrong in (f"{new[3:]}", f"v2={new[3:]}", f"{new};{old}", ",", f"{'v1=0,' * 30}{new}"):
        assert not taken(wrong, known), wrong


def test_an_incident_is_known_by_its_id_and_read_by_its_title() -> None:
    signal = answer(event())
    assert (signal.series, signal.action, signal.project) == ("incident:PINC0017", "triggered", "shop-api")
    assert (signal.severity, signal.link) == ("critical", "https://example.pagerduty.com/incidents/PINC0017")
    assert triage("pagerduty", signal, RULES).kind == "candidate"
    busy = answer(event(title="Checkout is slow", priority=None))
    assert (busy.severity, triage("pagerduty", busy, RULES).kind) == ("high", "note")
    unnamed = answer(event(service={"id": "PSHOP01", "summary": "The shop of Bea Sample"}))
    assert unnamed.project == "PSHOP01"


@pytest.mark.parametrize("kind", ["incident.resolved", "incident.acknowledged", "incident.reassigned"])
def test_what_people_do_about_an_incident_is_news(kind: str) -> None:
    assert triage("pagerduty", answer(event(event_type=kind)), RULES).kind == "note"


@pytest.mark.parametrize("kind", ["incident.reopened", "incident.priority_updated", "incident.something_new"])
def test_whatever_else_happens_to_an_incident_is_weighed(kind: str) -> None:
    assert triage("pagerduty", answer(event(event_type=kind)), RULES).kind == "candidate"


def test_what_people_write_about_an_incident_may_make_it_graver() -> None:
    note = answer(event("-note"))
    assert note.series == "incident:PINC0017"
    assert triage("pagerduty", note, RULES).kind == "candidate"
    assert triage("pagerduty", answer(event("-note", content="Restarted the queue")), RULES).kind == "note"


def test_colleagues_who_are_assigned_are_no_leak() -> None:
    assert triage("pagerduty", answer(event(title="Checkout is slow")), RULES).kind == "note"


def test_a_ping_silences_only_a_body_without_an_incident() -> None:
    ping = {
        "event_type": "pagey.ping",
        "resource_type": "pagey",
        "data": {"message": "Hello", "type": "ping"},
    }
    assert answer({"event": ping}) == NotASignal("ping", "", "PagerDuty tried whether the hook answers")
    assert isinstance(answer(event(event_type="pagey.ping")), Signal)


def test_what_is_not_known_is_shown() -> None:
    strange: list[Any] = [{}, {"event": {}}, {"event": {"event_type": "x"}}, {"messages": []}]
    strange.append({"event": {"event_type": "incident.triggered"}})
    assert all(isinstance(answer(body), Unreadable) for body in strange)
    assert isinstance(answer({"event": {"event_type": "service.updated"}}), NotASignal)


@pytest.mark.skipif(
    not REAL.exists(), reason=f"no real payloads in {REAL} (BREACHBOT_PAYLOADS names the folder)"
)
def test_a_real_payload_is_read_and_weighed() -> None:
    seen = answer(json.loads((REAL / "pagerduty/triggered_v3.json").read_text()))
    assert (seen.series, seen.project, seen.severity) == ("incident:PFQZPSY", "pig208", "high")
    assert triage("pagerduty", seen, RULES).kind == "note"
