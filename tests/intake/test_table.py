"""A source that is data: what a table asks for is found, and nothing else of a body counts."""

from __future__ import annotations

import hmac
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import MOST_ALERTS, Request, left_out
from breachbot.intake.table import source_of
from breachbot.intake.triage import triage
from breachbot.playbook.table import Table
from breachbot.store.strict_yaml import model_of, tree
from tests.intake.bodies import EVERY, RULES, TABLES, digest
from tests.linear import ROOM, cost

SAMPLES = Path(__file__).parent / "samples"
PAGE = (Path(__file__).parents[2] / "docs/how-to/add-a-table.md").read_text()
TEXT = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
LOOKOUT = model_of(Table, tree(TEXT, "the page"), "the page")
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
FINDING = {
    "id": 4711,
    "rule": "bucket.public",
    "category": "Bucket",
    "score": 71,
    "repository": "example/shop",
    "stage": "production",
    "found_at": "2026-11-24T09:13:00Z",
    "url": "https://lookout.example/findings/4711?by=kim",
    "title": "Bucket of kim@example.com is public",
}


def read_all(body: Any, table: Table = LOOKOUT) -> tuple[Any, ...]:
    return read("lookout", {}, json.dumps(body).encode(), digest, {"lookout": source_of("lookout", table)})


def one(table: Table = LOOKOUT, **fields: Any) -> Signal:
    (seen,) = read_all({"findings": [FINDING | fields]}, table)
    assert isinstance(seen, Signal), seen
    return seen


def plain(**fields: Any) -> Table:
    known = {"title": "Plain", "documentation": "https://plain.example/", "mark": "checked"}
    return Table.model_validate(known | {"type": {"otherwise": "other"}} | fields)


def test_the_table_of_the_page_finds_what_it_names() -> None:
    seen = one()
    assert (seen.series, seen.what, seen.type) == ("alert:4711", "bucket.public", "public_access")
    assert (seen.severity, seen.project, seen.environment) == ("high", "example/shop", "production")
    assert seen.link == "https://lookout.example/findings/4711"
    assert seen.occurred_at == datetime(2026, 11, 24, 9, 13, tzinfo=UTC)
    assert "kim" not in repr(replace(seen, findings=()))


def test_each_alert_of_a_list_is_read_with_what_its_paths_name_around_it() -> None:
    body = {"account": {"name": "acme"}, "findings": [FINDING | {"repository": ""}, 7, FINDING]}
    first, bad, last = read_all(body)
    assert (first.project, last.project) == ("acme", "example/shop")
    assert isinstance(bad, Unreadable)


def test_what_surrounds_many_alerts_is_looked_through_once() -> None:
    body = {
        "account": {"name": "acme", "owners": ["bea.sample@example.com"] * 3, "plan": {"seats": 9}},
        "note": "for bea.sample@example.com",
        "findings": [7, FINDING | {"repository": "", "title": ""}, FINDING | {"repository": "", "title": ""}],
    }
    _, first, second = read_all(body)
    assert (first.project, second.project) == ("acme", "acme")
    assert [finding.kind for finding in first.findings] == ["email"] * 2
    assert second.findings == ()


def test_many_alerts_and_much_around_them_cost_their_sum_and_not_their_product() -> None:
    around = {"account": {"name": "acme", "rows": [[{"n": n} for n in range(9)] for _ in range(2_000)]}}

    def surrounded(size: int) -> None:
        assert len(read_all(around | {"findings": [FINDING] * size})) == size

    apart = cost(surrounded, 1) + cost(lambda size: read_all({"findings": [FINDING] * size}), 300)
    assert cost(surrounded, 300) < apart * ROOM


def test_more_alerts_than_are_read_are_told() -> None:
    answers = read_all({"findings": [7] * (MOST_ALERTS + 1)})
    assert answers[-1] == left_out("it holds 5001 alerts, and only the first 5000 were read")


@pytest.mark.parametrize("body", [{"findings": "none"}, {}, [], {"findings": {"id": 1}}, 7, None])
def test_a_body_without_the_list_is_shown_to_people(body: Any) -> None:
    assert all(isinstance(seen, Unreadable) for seen in read_all(body))


def test_a_ping_is_nothing_and_cannot_hide_an_alert() -> None:
    assert read_all({"ping": 1}) == (NotASignal("message", "", "Lookout tried whether the hook answers"),)
    (seen,) = read_all({"ping": 1, "findings": [FINDING]})
    assert isinstance(seen, Signal)


def test_a_test_of_the_platform_opens_nothing_and_what_is_closed_is_a_note() -> None:
    test, closed = one(rule="Lookout-Self-Test"), one(state="Fixed")
    assert triage("lookout", test, RULES).kind == "test"
    assert triage("lookout", closed, RULES).kind == "note"
    assert triage("lookout", one(rule="lookout-self-test-2"), RULES).kind == "candidate"


@pytest.mark.parametrize(
    ("score", "severity"),
    [
        (90, "critical"),
        (89.9, "high"),
        ("70", "high"),
        (0, None),
        (-5, None),
        ("high", "high"),
        ("much", None),
    ],
)
def test_a_number_reaches_the_highest_threshold_below_it(score: Any, severity: str | None) -> None:
    assert one(score=score).severity == severity


def test_a_severity_that_is_not_known_gives_way_to_the_next() -> None:
    table = plain(severity={"path": ["name", "number"], "at_least": {"high": 60}})
    (seen,) = read_all({"name": "P17", "number": 90}, table)
    assert seen.severity == "high"


def test_keys_with_dots_and_nested_keys_are_the_same() -> None:
    table = plain(series=["a.b.c"], project="host.name")
    bodies = (
        {"a": {"b": {"c": "1"}}, "host": {"name": "web"}},
        {"a.b": {"c": "1"}, "host.name": "web"},
        {"a": {"b.c": "1"}, "host": [{"name": "web"}]},
        {"a.b.c": "1", "host": {}, "host.name": "web"},
    )
    found = [read_all(body, table)[0] for body in bodies]
    assert {(seen.series, seen.project) for seen in found} == {("alert:1", "web")}


@pytest.mark.parametrize(
    "spelled", [{"rule": {"owner": "OWNER"}}, {"rule.owner": "OWNER"}, {"rule": {"owner": ["OWNER"]}}]
)
def test_who_is_expected_somewhere_is_no_evidence_there_and_a_secret_always_is(
    spelled: dict[str, Any],
) -> None:
    def verdict(table: Table, owner: Any) -> str:
        body = json.loads(json.dumps(spelled).replace('"OWNER"', json.dumps(owner)))
        (seen,) = read_all(body, table)
        return triage("lookout", seen, RULES).kind

    expecting = plain(people=["rule.owner"])
    assert verdict(expecting, "bea.sample@example.com") == "note"
    assert verdict(expecting, {"email": "bea.sample@example.com", "name": "Bea"}) == "note"
    assert verdict(expecting, {"password": "hunter2-hunter2"}) == "candidate"
    assert verdict(plain(), "bea.sample@example.com") == "candidate"
    (beside,) = read_all(spelled | {"text": "for bea.sample@example.com"}, expecting)
    assert triage("lookout", beside, RULES).kind == "candidate"


@pytest.mark.parametrize("blank", ["", "  ", None, "$HOSTNAME", "{{host.name}}", "{{ event.id }}"])
def test_what_a_template_did_not_fill_in_counts_as_missing(blank: Any) -> None:
    table = plain(series=["id"], series_of=["rule"], project=["host", "pod"])
    (seen,) = read_all({"id": blank, "rule": "r", "host": blank, "pod": "api"}, table)
    assert seen.series.startswith("fields:")
    assert seen.project == "api"


def test_parts_of_a_series_that_are_missing_tell_it_from_others() -> None:
    table = plain(series_of=["rule", "host", "pod"])
    bodies = ({"rule": "r", "host": "a"}, {"rule": "r", "pod": "a"}, {"rule": "r", "host": "a", "at": 1})
    series = [read_all(body, table)[0].series for body in bodies]
    assert series[0] != series[1]
    assert series[0] == series[2]


def test_without_any_of_what_tells_it_from_others_a_body_is_a_series_of_its_own() -> None:
    (alone,) = read_all({"kind": "k"}, plain(series=["id"], series_of=["rule"], what="kind"))
    assert alone.series.startswith("body:")


@pytest.mark.parametrize("body", [{"a": 1}, {"title": "Data of all customers leaked"}, {"id": "7", "x": 1}])
@pytest.mark.parametrize("name", TABLES)
def test_a_body_in_which_nothing_is_that_a_table_asks_for_is_shown_to_people(name: str, body: Any) -> None:
    (seen,) = read(name, {}, json.dumps(body).encode(), digest, EVERY)
    assert isinstance(seen, Unreadable), seen


@pytest.mark.parametrize(
    ("body", "known"),
    [
        ({"id": 1}, False),
        ({"id": 1, "kind": "k"}, True),
        ({"grade": "odd"}, True),
        ({"rule": "r"}, False),
        ({"state": "closed"}, True),
        ({"kind": " "}, False),
    ],
)
def test_an_alert_is_known_by_what_the_table_asks_for_and_not_by_an_id_alone(body: Any, known: bool) -> None:
    closed = {"path": "state", "is": "closed", "says": "it is closed"}
    told = {"what": "kind", "severity": {"path": "grade"}, "nothing_new": [closed]}
    (seen,) = read_all(body, plain(series=["id"], series_of=["rule"], **told))
    assert isinstance(seen, Signal if known else Unreadable)


def test_what_surrounds_a_list_does_not_make_its_items_alerts() -> None:
    table = plain(alerts="found", series=["project.id", "found.key"], what="found.kind")
    good, bad = read_all({"project": {"id": 1}, "found": [{"key": "k"}, {"other": 1}]}, table)
    assert isinstance(good, Signal)
    assert bad == Unreadable("nothing that the table of Plain asks for is there", "nothing-found")


def test_a_test_without_a_list_of_alerts_is_a_test() -> None:
    mark = {"path": "event", "is": "test"}
    table = plain(alerts="found", series=["found.key"], test=[mark])
    (seen,) = read_all({"event": "test"}, table)
    assert triage("lookout", seen, RULES).kind == "test"
    (other,) = read_all({"event": "tested"}, table)
    assert isinstance(other, Unreadable)
    (alert,) = read_all({"event": "live", "found": [{"key": "k"}]}, table)
    assert not alert.sample


@pytest.mark.parametrize(
    "time", ["2026-11-24T09:13:00+0000", 1795511580, 1795511580000, "1795511580", "1795511580000"]
)
def test_a_time_is_known_in_each_of_its_forms(time: Any) -> None:
    (seen,) = read_all({"at": time}, plain(time="at"))
    assert seen.occurred_at == datetime(2026, 11, 24, 9, 13, tzinfo=UTC)


@pytest.mark.parametrize("time", ["2026-11-24T09:13:00", 10**400, -1, True, "soon", 1e300])
def test_what_is_no_time_with_a_zone_is_not_known(time: Any) -> None:
    (seen,) = read_all({"at": time}, plain(time="at"))
    assert seen.occurred_at is None


def test_a_path_through_a_deep_or_wide_body_ends() -> None:
    table = plain(series=["a.b.c"], texts=["a.b.c", "x"])
    deep: Any = "end"
    for _ in range(400):
        deep = [deep]
    for body in ({"a": deep}, {"a": [{"b": [{"c": str(n)} for n in range(300)]}] * 300}, {"x": [[["s"]]]}):
        assert read_all(body, table)


def sent(name: str, headers: dict[str, str], body: bytes = b'{"a": 1}') -> bool:
    known = {f"{name}_secret": "now", f"{name}_secret_previous": "before"}
    return EVERY[name].authenticate(Request(headers, body, NOW), known)


def test_a_signature_is_that_of_the_raw_body_under_either_secret() -> None:
    def signature(secret: str, body: bytes = b'{"a": 1}') -> str:
        return "sha256=" + hmac.new(secret.encode(), body, "sha256").hexdigest()

    good = signature("now")
    assert sent("snyk", {"x-hub-signature": good})
    assert sent("snyk", {"x-hub-signature": signature("before")})
    for wrong in (good[:-1], good.upper(), good.removeprefix("sha256="), signature("never"), "", "sha256="):
        assert not sent("snyk", {"x-hub-signature": wrong}), wrong
    assert not sent("snyk", {"x-hub-signature": good}, b'{"a":1}'), "the same JSON in other bytes"
    assert not sent("snyk", {"authorization": "Bearer now"})
    assert not sent("snyk", {})


def test_a_token_stands_in_the_header_of_the_table_alone() -> None:
    assert sent("cloudflare", {"cf-webhook-auth": "now"})
    assert sent("cloudflare", {"cf-webhook-auth": "before"})
    for wrong in ("nowa", "NOW", "no", "", "Bearer now"):
        assert not sent("cloudflare", {"cf-webhook-auth": wrong}), wrong
    assert not sent("cloudflare", {"authorization": "Bearer now"})


def test_without_a_word_about_it_either_way_of_ours_is_good() -> None:
    assert sent("falco", {"authorization": "Bearer now"})
    signature = hmac.new(b"before", b'{"a": 1}', "sha256").hexdigest()
    assert sent("falco", {"x-breachbot-signature": f"sha256={signature}"})
    assert not sent("falco", {"x-breachbot-signature": signature})
    assert sent("falco", {"authorization": "bearer now"})
    assert sent("falco", {"authorization": "BEARER before"})
    for wrong in ("now", "Basic now", "bearer NOW", "bearer  now", "bearer", "bearer ", "Bearernow"):
        assert not sent("falco", {"authorization": wrong}), wrong


@pytest.mark.parametrize(
    ("sample", "type", "severity", "verdicts"),
    [
        ("falco", "suspicious_access", "medium", ["note"]),
        ("falco-exfiltration", "exfiltration", "critical", ["likely"]),
        ("falco-test", "suspicious_access", "info", ["test"]),
        ("wazuh", "suspicious_access", "high", ["candidate"]),
        ("wazuh-login", "suspicious_access", "info", ["note"]),
        ("crowdstrike", "malware", "critical", ["candidate"]),
        ("crowdstrike-low", "malware", "low", ["note"]),
        ("elastic", "exfiltration", "high", ["likely"]),
        ("elastic-alert", "suspicious_access", "medium", ["note"]),
        ("datadog", "suspicious_access", "critical", ["candidate"]),
        ("datadog-monitor", "metric", "high", ["note"]),
        ("snyk", "vulnerability", "high", ["note", "note"]),
        ("cloudflare", "other", "high", ["note"]),
        ("cloudflare-test", "other", None, ["test"]),
        ("cloudflare-end", "other", None, ["note"]),
        ("microsoft_graph", "exfiltration", "high", ["likely"]),
    ],
)
def test_each_sample_is_weighed_by_what_it_is_about(
    sample: str, type: str, severity: str | None, verdicts: list[str]
) -> None:
    name = sample.partition("-")[0]
    seen = read(name, {}, (SAMPLES / f"{sample}.json").read_bytes(), digest, EVERY)
    found = [one for one in seen if isinstance(one, Signal)]
    assert (found[0].type, found[0].severity) == (type, severity)
    assert [triage(name, one, RULES).kind for one in found] == verdicts


def test_a_ping_of_snyk_reports_nothing() -> None:
    (seen,) = read("snyk", {}, (SAMPLES / "snyk-ping.json").read_bytes(), digest, EVERY)
    assert isinstance(seen, NotASignal)


@pytest.mark.parametrize(
    ("table", "body", "begins"),
    [
        (plain(series=["who"]), {"who": "kim@example.com"}, "alert"),
        (plain(series_of=["who", "host"]), {"who": "kim@example.com"}, "fields"),
    ],
)
def test_an_id_that_can_be_guessed_is_kept_under_a_key(table: Table, body: Any, begins: str) -> None:
    def series(key: str) -> str:
        way = {"lookout": source_of("lookout", table)}
        (seen,) = read("lookout", {}, json.dumps(body).encode(), lambda text: digest(key + text), way)
        assert isinstance(seen, Signal)
        return seen.series

    assert series("one") == series("one") != series("another")
    assert re.fullmatch(f"{begins}:[0-9a-f]{{32}}", series("one"))
