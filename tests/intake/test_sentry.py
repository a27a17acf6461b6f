"""From the bytes of Sentry to a signal, whatever the bytes are."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.demo.alert import export_alert
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from tests.intake.bodies import alert, event, issue, metric, read, signal_of, verdict_on

SAMPLE = Path(__file__).parent / "samples" / "sentry.json"


# --- the shapes -----------------------------------------------------------------------------------------------


def test_an_alert_becomes_a_signal_without_a_text_of_the_sender() -> None:
    signal = signal_of(alert())
    assert (signal.resource, signal.action) == ("event_alert", "triggered")
    assert (signal.series, signal.what) == ("issue:1170820242", "ValueError")
    assert (signal.project, signal.project_id) == ("shop-api", "4501")
    assert (signal.environment, signal.level) == ("production", "error")
    assert (
        signal.link == "https://sentry.example.com/organizations/example/issues/1170820242/events/599349254a/"
    )
    assert signal.occurred_at == datetime(2026, 11, 24, 9, 13, tzinfo=UTC)
    assert not signal.sample


def test_error_issue_and_alert_about_one_issue_are_one_series() -> None:
    error = {"action": "created", "data": {"error": event()}}
    bodies = [signal_of(alert()), signal_of(error, "error"), signal_of(issue(), "issue")]
    assert {signal.series for signal in bodies} == {"issue:1170820242"}
    assert [signal.resource for signal in bodies] == ["event_alert", "error", "issue"]
    assert len({signal.findings for signal in bodies[:2]}) == 1


def test_an_issue_says_how_often_and_how_it_stands() -> None:
    signal = signal_of(issue("archived"), "issue")
    assert (signal.count_hint, signal.project, signal.action) == (7, "shop-api", "archived")


def test_a_metric_is_known_by_its_rule_and_not_by_its_made_up_title() -> None:
    signal = signal_of(metric("Exports per minute"), "metric_alert")
    assert (signal.series, signal.what, signal.level) == ("metric:456:789", "metric alert", "critical")
    assert (signal.project, signal.environment, signal.action) == (
        "shop-api",
        "production",
        "critical",
    )


@pytest.mark.parametrize(
    ("header", "body", "resource"),
    [
        ("installation", {"action": "created", "data": {"installation": {"uuid": "x"}}}, "installation"),
        (
            "comment",
            {"action": "created", "data": {"comment": "bea@example.com wrote", "issue_id": 1}},
            "comment",
        ),
        (None, {"action": "created", "data": {"installation": {}}}, "installation"),
    ],
)
def test_what_reports_nothing_is_no_signal(header: str | None, body: dict[str, Any], resource: str) -> None:
    answer = read(header, json.dumps(body).encode())
    assert isinstance(answer, NotASignal)
    assert answer.resource == resource
    assert "example.com" not in repr(answer)


FOREIGN: list[dict[str, Any]] = [
    {"action": "solution_started", "data": {"run_id": 1, "group_id": 7}},
    {"action": "size_analysis_completed", "data": {"buildId": "1", "state": "FAILED"}},
    {"action": "created", "data": {"something_new": {"id": 1}}},
    {"action": "created", "data": {}},
]


@pytest.mark.parametrize("body", FOREIGN)
@pytest.mark.parametrize("header", [None, "seer", "preprod_artifact", "installation", "comment", "nonsense"])
def test_a_resource_that_is_not_known_is_shown_whatever_the_header_says(
    header: str | None, body: dict[str, Any]
) -> None:
    assert isinstance(read(header, json.dumps(body).encode()), Unreadable)


def test_an_issue_beside_a_comment_is_an_issue() -> None:
    body = issue()
    body["data"] |= {"comment": "it stays here", "installation": {}}
    assert signal_of(body, "comment") == signal_of(issue())


@pytest.mark.parametrize("header", [None, "event_alert", "installation", "seer", "<!channel>"])
def test_the_header_is_not_signed_so_the_body_goes_first(header: str | None) -> None:
    assert signal_of(alert(), header) == signal_of(alert())


@pytest.mark.parametrize(
    "body", [{}, {"id": "77", "event": {"metadata": {"type": "OSError"}}}, {"data": "text"}]
)
def test_what_is_none_of_sentrys_hooks_is_unreadable_and_never_passed_over(body: dict[str, Any]) -> None:
    """Of the older plugin, too: its bodies are flat and not signed, so that none should ever come here."""
    assert isinstance(read(None, json.dumps(body).encode()), Unreadable)


# --- kinds of issues that hold no exception ---------------------------------------------------------------------


def sample(kind: str) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SAMPLE.parent / f"sentry-{kind}.json").read_text())
    return body


def test_what_a_user_wrote_is_read_and_their_own_address_is_no_leak() -> None:
    body = sample("feedback")
    told = signal_of(body)
    assert (told.what, told.type, told.series) == ("user feedback", "feedback", "issue:1170820252")
    assert "cross_tenant" in told.hints
    event = body["data"]["event"]
    small = "The button is too small"
    event["contexts"]["feedback"]["message"] = event["occurrence"]["subtitle"] = small
    event["occurrence"]["evidenceData"]["message"] = small
    event["occurrence"]["evidenceDisplay"][1]["value"] = small
    assert verdict_on(body).kind == "note"
    # From September 2026 on the text is in the metadata as well.
    event["metadata"] |= {"value": "I got another customer's order"}
    assert verdict_on(body).kind == "candidate"


@pytest.mark.parametrize("category", ["cron", "uptime", "outage", "metric"])
def test_a_monitor_speaks_by_its_evidence_and_is_a_metric(category: str) -> None:
    body = sample("cron")
    event = body["data"]["event"]
    event["issueCategory"] = category
    assert (signal_of(body).type, verdict_on(body).kind) == ("metric", "note")
    event["occurrence"]["evidenceDisplay"].append(
        {"name": "Condition", "value": "cross-tenant reads above 0"}
    )
    assert verdict_on(body).kind == "candidate"


def test_an_issue_says_how_it_stands_how_grave_it_is_and_how_many_it_hit() -> None:
    signal = signal_of(sample("issue"), "issue")
    assert (signal.count_hint, signal.people_hint, signal.severity) == (5210, 41, "high")
    assert signal.again == "it came back after it was solved in Sentry"
    assert signal.nothing_new is None
    strange = sample("issue")
    strange["data"]["issue"] |= {"userCount": "bea@example.com", "substatus": ["regressed"], "priority": 7}
    again = signal_of(strange, "issue")
    assert (again.people_hint, again.again, again.severity) == (None, None, None)


@pytest.mark.parametrize(
    ("activity", "substatus", "verdict"),
    [
        ("status_resolved", "ongoing", "note"),
        ("assigned", "new", "note"),
        ("seer_root_cause_completed", "ongoing", "note"),
        (None, "ongoing", "note"),
        ("set_regression", "ongoing", "candidate"),
        ("status_unresolved", "ongoing", "candidate"),
        ("something", "escalating", "candidate"),
        ("something", "regressed", "candidate"),
    ],
)
def test_an_activity_is_no_finding_unless_the_issue_is_back(
    activity: str | None, substatus: str, verdict: str
) -> None:
    body = sample("activity")
    body["data"]["activity"]["type"] = activity
    body["data"]["issue"]["substatus"] = substatus
    assert verdict_on(body, "activity_alert").kind == verdict


def test_colleagues_who_are_named_in_an_activity_are_no_leak() -> None:
    body = sample("activity")
    body["data"]["activity"]["type"] = "set_regression"
    body["data"]["issue"] |= {"title": "Timeout", "metadata": {"type": "Timeout"}}
    assert verdict_on(body, "activity_alert").kind == "note"


# --- what stays in clear ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_class", "shown"),
    [
        ("CrossTenantAccess", "CrossTenantAccess"),
        ("django.http.Http404", "django.http.Http404"),
        ("std::out_of_range", "std::out_of_range"),
        ("App\\Errors\\Denied", "App\\Errors\\Denied"),
        ("*errors.errorString", "*errors.errorString"),
        ("*github.com/pkg/errors.fundamental", "*github.com/pkg/errors.fundamental"),
        ("*json.Decoder[int]", "*json.Decoder[int]"),
        ("java.lang.IllegalStateException", "java.lang.IllegalStateException"),
        ("com.example.Shop$Inner", "com.example.Shop$Inner"),
        ("Foo::Bar", "Foo::Bar"),
        ("System.NullReferenceException", "System.NullReferenceException"),
        ("core::num::ParseIntError", "core::num::ParseIntError"),
        ("_TypeError", "_TypeError"),
        ("EXC_BAD_ACCESS / KERN_INVALID_ADDRESS / 0x0", "EXC_BAD_ACCESS / KERN_INVALID_ADDRESS / 0x0"),
        ("Unhandled Rejection", "Unhandled Rejection"),
        ("Unhandled Promise Rejection", "Unhandled Promise Rejection"),
        ("Another Error #1", "Another Error #1"),
        ("Unhandled Bea", "unreadable"),
        ("Error for Bea", "unreadable"),
        ("Unhandled Rejection\n", "unreadable"),
        ("*", "unreadable"),
        ("* errors", "unreadable"),
        ("<!channel>", "unreadable"),
        ("bea@example.com", "unreadable"),
        ("no rows for Bea", "unreadable"),
        ("X442079460018", "unreadable"),
        ("A" * 101, "unreadable"),
        ("A\n", "unreadable"),
        ("Überlauf", "unreadable"),
        ("", "message"),
        (None, "message"),
        (7, "message"),
    ],
)
def test_the_class_of_an_error_must_look_like_one(given_class: Any, shown: str) -> None:
    signal = signal_of(alert(exception={"values": [{"type": given_class, "value": "x"}]}))
    assert signal.what == shown


@pytest.mark.parametrize(
    ("given_link", "shown"),
    [
        ("https://sentry.io/issues/1/", "https://sentry.io/issues/1/"),
        ("http://sentry.internal:9000/issues/1/", "http://sentry.internal:9000/issues/1/"),
        ("https://sentry.io/issues/1/?user=bea@example.com#x", "https://sentry.io/issues/1/"),
        ("https://bea:secret@sentry.io/issues/1/", None),
        ("javascript:alert(1)", None),
        ("ftp://sentry.io/", None),
        ("https://sentry.io/issues/bea%40example.com/", None),
        ("https://sentry.io/<!channel>", None),
        ("https://sentry.io/a|b", None),
        ("https://sentry.io:99999/", None),
        ("https://[::1", None),
        ("//sentry.io/", None),
        ("https://sentry.io/" + "a" * 1000, None),
        ("https://", None),
        ("", None),
        (None, None),
        (["x"], None),
    ],
)
def test_a_link_is_plain_or_absent(given_link: Any, shown: str | None) -> None:
    assert signal_of(alert(web_url=given_link)).link == shown


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("environment", "eu-west_1.prod", "eu-west_1.prod"),
        ("environment", "bea@example.com", "unreadable"),
        ("environment", "<!here>", "unreadable"),
        ("environment", "", "production"),
        ("environment", None, "production"),
        ("environment", "e" * 65, "unreadable"),
        ("environment", "+442079460018", "unreadable"),
        ("level", "fatal", "fatal"),
        ("level", "<!channel>", "unreadable"),
        ("level", None, None),
    ],
)
def test_environment_and_level_are_short_words_or_said_to_be_unreadable(
    field: str, value: Any, shown: Any
) -> None:
    assert getattr(signal_of(alert(**{field: value})), field) == shown


def test_without_a_slug_the_number_names_the_project() -> None:
    assert signal_of(alert(url=None)).project == "4501"
    assert signal_of(alert(url="https://x/projects/a/<!channel>/events/1/")).project == "unreadable"
    assert signal_of(alert(url=None, project=None)).project is None


@pytest.mark.parametrize(
    ("fields", "occurred"),
    [
        ({"datetime": "2026-11-24T10:13:00+01:00"}, datetime(2026, 11, 24, 9, 13, tzinfo=UTC)),
        ({"datetime": "2026-11-24T09:13:00"}, None),
        ({"datetime": None, "timestamp": 1e308}, None),
        ({"datetime": "bea@example.com", "timestamp": True, "received": 0}, None),
        ({"datetime": {}, "received": 1603322712}, datetime(2020, 10, 21, 23, 25, 12, tzinfo=UTC)),
    ],
)
def test_a_time_has_a_zone_or_is_not_known(fields: dict[str, Any], occurred: datetime | None) -> None:
    assert signal_of(alert(**fields)).occurred_at == occurred


@pytest.mark.parametrize(
    ("fields", "series"),
    [
        ({"issue_id": 42}, "issue:42"),
        ({"issue_id": None, "issue_url": "https://sentry.io/api/0/issues/43/"}, "issue:43"),
        ({"issue_id": None}, "issue:1170820242"),
        ({"issue_id": None, "web_url": None}, "event:599349254a1447a99774b5310711c1a8"),
    ],
)
def test_a_series_is_the_senders_lasting_id(fields: dict[str, Any], series: str) -> None:
    assert signal_of(alert(**fields)).series == series


@pytest.mark.parametrize("strange", ["no rows for Bea", "<!channel>", "", None, [], "7" * 65])
def test_a_series_is_never_free_text(strange: Any) -> None:
    signal = signal_of(alert(issue_id=strange, event_id=strange, web_url=None))
    assert signal.series.startswith("body:")
    assert len(signal.series) == len("body:") + 16


# --- bad input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "why", "about"),
    [
        (b"", "the body is empty", "empty"),
        (b" \n", "the body is empty", "empty"),
        (b"\xff\xfe{}", "the body is not UTF-8", "not-utf8"),
        (b"{'a': 1}", "the body is not JSON", "not-json"),
        (b'{"data": {"event": ' + b"9" * 5000 + b"}}", "the body is not JSON", "not-json"),
        (b'{"data": ' * 100_000, "the body is nested too deeply", "nested"),
        (b"[1, 2]", "what should be an alert is not a JSON object", "not-an-object"),
        (b"null", "what should be an alert is not a JSON object", "not-an-object"),
        (b'{"data": {"event": "text"}}', "a Sentry event_alert without a readable event", "form"),
        (b'{"data": null}', "a Sentry event_alert without a readable event", "form"),
    ],
)
def test_a_body_that_cannot_be_read_says_why_in_our_words(body: bytes, why: str, about: str) -> None:
    assert read("event_alert", body) == Unreadable(why, about)


def test_nesting_that_json_still_reads_is_walked_to_the_end() -> None:
    deep: Any = "bea.sample@example.com"
    for _ in range(400):
        deep = [deep]
    assert "email" in {finding.kind for finding in signal_of(alert(extra=deep)).findings}


WRONG: list[Any] = [
    None,
    7,
    -1,
    1.5,
    True,
    "text",
    [],
    [[]],
    {},
    {"a": [None]},
    [None, {"type": 3}],
    "\ud800",
    "\x00",
]


@pytest.mark.parametrize(
    "field", [*event(), "metadata", "logentry", "request", "breadcrumbs", "extra", "_meta", "type"]
)
def test_a_wrong_type_in_one_field_never_loses_the_signal(field: str) -> None:
    for wrong in WRONG:
        signal = signal_of(alert(**{field: wrong}))
        assert signal.resource == "event_alert"
        assert field == "exception" or signal.what == "ValueError"


def test_half_a_character_in_a_title_hides_nothing() -> None:
    assert signal_of(alert(title="\ud800 broken access")).hints == ("access_control",)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
PARTS = st.sampled_from(["event", "error", "issue", "metric_alert", "comment", "installation", "issue_alert"])


@given(st.none() | st.text(max_size=12), st.binary(max_size=300))
def test_no_bytes_make_it_raise(header: str | None, body: bytes) -> None:
    assert isinstance(read(header, body), Signal | NotASignal | Unreadable)


@given(
    PARTS, st.dictionaries(st.sampled_from([*event(), "metadata", "_meta", "alert_rule", "id"]), JSON), JSON
)
def test_no_json_makes_it_raise(part: str, fields: dict[str, Any], other: Any) -> None:
    for body in (
        {"data": {part: fields, "issue_alert": other}},
        {"data": {part: other}},
        {part: fields},
        other,
    ):
        answer = read(None, json.dumps(body).encode())
        assert isinstance(answer, Signal | NotASignal | Unreadable)


# --- the sample of the project ----------------------------------------------------------------------------------


def test_the_sample_is_what_the_demo_sends() -> None:
    built = export_alert(datetime(2026, 11, 24, 9, 15, tzinfo=UTC), "1170820242")
    assert json.loads(SAMPLE.read_bytes()) == json.loads(built)


def test_the_sample_is_told_by_kinds_and_places_alone() -> None:
    signal = read("event_alert", SAMPLE.read_bytes())
    assert isinstance(signal, Signal)
    assert (signal.what, signal.project, signal.environment) == (
        "CrossTenantAccess",
        "shop-api",
        "production",
    )
    told = {(finding.kind, finding.where, finding.count) for finding in signal.findings}
    assert told == {
        ("email", "event.request.data", 2),
        ("phone", "event.request.data", 2),
        ("name", "event.request.data", 2),
        ("email", "event.breadcrumbs.message", 1),
        ("email", "event.breadcrumbs.data", 1),
        ("user_id", "event.user", 1),
        ("ip_address", "event.user", 1),
        ("scrubbed", "event.request.headers", 1),
    }
    for secret in ("Bea", "Carl", "Sample", "7946", "555", "214", "198.51"):
        assert secret not in repr(signal)
