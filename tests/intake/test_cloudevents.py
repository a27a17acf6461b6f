"""CloudEvents: the same event in each of its forms, and no header that nobody signed decides anything."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.signature import bearing, signing
from breachbot.intake.source import Request
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest

FOLDER = Path(__file__).parent / "samples"
SAMPLE = json.loads((FOLDER / "cloudevents.json").read_text())
BATCH = json.loads((FOLDER / "cloudevents-batch.json").read_text())
KEPT = {name: SAMPLE[name] for name in ("id", "source", "type", "subject", "time")}
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
KNOWN = {"cloudevents_secret": "now", "cloudevents_secret_previous": "before"}


def read_all(body: Any, kept: dict[str, str] | None = None) -> tuple[Any, ...]:
    return read("cloudevents", kept or {}, json.dumps(body).encode(), digest)


def test_an_event_is_the_same_structured_binary_and_with_packed_data() -> None:
    packed = {name: value for name, value in SAMPLE.items() if name != "data"}
    packed["data_base64"] = base64.b64encode(json.dumps(SAMPLE["data"]).encode()).decode()
    seen = [*read_all(SAMPLE), *read_all(SAMPLE["data"], KEPT), *read_all(packed), *read_all([SAMPLE])]
    assert isinstance(seen[0], Signal)
    assert {(one.series, one.what, one.project, one.severity, one.link, one.hints) for one in seen} == {
        (
            seen[0].series,
            "com.example.export.unusual",
            "shop-api",
            "high",
            "https://console.example.com/exports/88",
            ("cross_tenant", "exposure"),
        )
    }
    assert {one.occurred_at for one in seen} == {datetime(2026, 11, 24, 9, 13, tzinfo=UTC)}
    assert [triage("cloudevents", one, RULES).kind for one in seen] == ["candidate"] * 4


def test_each_event_of_a_batch_is_weighed_by_itself_and_a_bad_one_loses_none() -> None:
    job, mail, bad, last = read_all([*BATCH, 7, SAMPLE])
    assert [triage("cloudevents", one, RULES).kind for one in (job, mail, last)] == [
        "note",
        "candidate",
        "candidate",
    ]
    assert mail.project == "billing"
    assert isinstance(bad, Unreadable)


def test_source_and_id_together_tell_an_event_from_others() -> None:
    def series(**fields: str) -> str:
        (seen,) = read_all(SAMPLE | fields)
        return str(seen.series)

    assert series() == series(time="2026-11-24T10:00:00Z")
    assert len({series(), series(id="other"), series(source="/other")}) == 3


def test_a_header_that_was_cut_when_it_was_stored_makes_no_series() -> None:
    first, other = (read_all({"n": n}, KEPT | {"source": "x" * 200})[0] for n in (1, 2))
    assert first.series.startswith("body:")
    assert first.series != other.series


@pytest.mark.parametrize("missing", ["id", "source", "type"])
def test_what_is_no_event_is_shown_to_people(missing: str) -> None:
    wrong: tuple[Any, ...] = (None, "", 7, [], {})
    for value in wrong:
        (seen,) = read_all(SAMPLE | {missing: value})
        assert isinstance(seen, Unreadable)
    (seen,) = read_all(SAMPLE["data"])
    assert isinstance(seen, Unreadable)


@pytest.mark.parametrize("packed", ["%%%", "/w==", "e30", "", 7, base64.b64encode(b"[" * 9000).decode()])
def test_data_that_cannot_be_unpacked_lose_no_event(packed: Any) -> None:
    event = {name: value for name, value in SAMPLE.items() if name != "data"}
    (seen,) = read_all(event | {"data_base64": packed})
    assert isinstance(seen, Signal)


def test_the_body_goes_before_headers_that_nobody_signed() -> None:
    forged = {"id": "1", "source": "/dev/null", "type": "com.example.test"}
    (seen,) = read_all(SAMPLE, forged)
    assert seen.what == "com.example.export.unusual"


def test_a_signature_is_not_enough_where_the_headers_say_what_it_is() -> None:
    take, body = SOURCES["cloudevents"].authenticate, b"{}"
    binary = {"ce-id": "1", "ce-source": "/x", "ce-type": "t", "ce-specversion": "1.0"}
    for secret in ("now", "before"):
        assert take(Request(signing(body, secret), body, NOW), KNOWN)
        assert take(Request(bearing(secret), body, NOW), KNOWN)
        assert take(Request(binary | bearing(secret), body, NOW), KNOWN)
        assert not take(Request(binary | signing(body, secret), body, NOW), KNOWN)
    assert not take(Request(binary | bearing("Now"), body, NOW), KNOWN)
    assert not take(Request(binary, body, NOW), KNOWN)


def test_a_sender_who_asks_whether_it_may_deliver_is_told_so_once_the_source_is_on() -> None:
    def admitted(origin: str | None, known: dict[str, str] = KNOWN) -> dict[str, str] | None:
        headers = {} if origin is None else {"webhook-request-origin": origin}
        return SOURCES["cloudevents"].admit(Request(headers, b"", NOW), known)

    assert admitted("eventgrid.azure.net") == {
        "webhook-allowed-origin": "eventgrid.azure.net",
        "webhook-allowed-rate": "*",
    }
    assert admitted("eventgrid.azure.net", {}) is None
    for strange in (None, "", "a b", "x\r\ny: z", "-a", "a" * 300, "https://a.example/"):
        assert admitted(strange) is None
    for name, source in SOURCES.items():
        asked = Request({"webhook-request-origin": "a.example"}, b"", NOW)
        assert name == "cloudevents" or source.admit(asked, dict.fromkeys(source.settings, "x")) is None
