"""Kinds and places are reported; the data never are."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from breachbot.incident import events
from breachbot.intake import keys, redact
from breachbot.intake.redact import MOST_DIGESTS, MOST_VALUES
from breachbot.intake.signal import Finding
from breachbot.intake.sources._sentry_places import PLACES
from tests.intake.bodies import alert, digest, kinds_in
from tests.linear import assert_linear

EXTRA = "event.extra"


def findings(document: JsonValue, digest: Callable[[str], str]) -> tuple[Finding, ...]:
    """What is in a body of Sentry."""
    return redact.findings(document, PLACES, digest)


def found_in(text: Any) -> set[str]:
    return kinds_in(findings(alert(extra={"x": text}), digest), EXTRA)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("email", "sent to bea.sample@example.com."),
        ("email", "https://shop.example.com/reset?email=bea.sample%40example.com&x=1"),
        ("email", "mailto:bea.sample@example.com"),
        ("email", "https://shop.example.com/users/bea.sample@example.com/orders"),
        ("email", "Bea <bea@bücher.example.com>"),
        ("phone", "call +44 20 7946 0018 now"),
        ("phone", "tel=%2B442079460018"),
        ("iban", "to DE89 3704 0044 0532 0130 00 AND MORE"),
        ("iban", "IBAN:IE29AIBK93115212345678"),
        ("payment_card", "4111 1111 1111 1111"),
        ("payment_card", "card 378282246310005 declined"),
        ("payment_card", 4111111111111111),
        ("national_id", "CF RCCMNL83S18D969H"),
        ("national_id", "NIE X1234567L"),
        ("national_id", "hetu 131052-308T"),
        ("ip_address", "from 203.0.113.9"),
        ("ip_address", "from 2001:db8::ff00:42:8329 twice"),
        ("credential", "Authorization: Bearer abcdef0123456789"),
        ("credential", "postgres://shop:s3cret-word@db.internal/shop"),
        ("credential", "?reset_token=a1b2c3d4e5"),
        ("credential", "https://shop.example.com/?next=/a&access_token=a1b2c3d4e5"),
        ("credential", '{"broken json": 1, "password": "hunter2!"'),
        ("credential", "ghp_" + "a1B2" * 9),
        ("credential", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"),
        ("credential", "-----BEGIN RSA PRIVATE KEY-----"),
    ],
)
def test_a_value_gives_away_what_it_holds(kind: str, text: str | int) -> None:
    assert kind in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "react@17.0.2",
        "git@code.example.com:a/b.git",
        "logo@2x.png",
        "root@localhost",
        "https://9f2ad7@o1.ingest.example.com/4",
        "1.2.3",
        "12:30:45",
        "2026-11-24T09:13:00+01:00",
        "4111 1111 1111 1112",
        "DE88 3704 0044 0532 0130 00",
        "1606070000000",
        "127.0.0.1",
        "password: incorrect",
        "token = request.token",
        "Unexpected token: punctuation",
        "a" * 5000,
        "599349254a1447a99774b5310711c1a8",
        "<function at 0x7f9bedf106d8>",
        "",
        "std::vector::at",
        "999.1.1.1",
        "a..b@example.com",
        "+1 000 000 0000",
        "+999 123 456 789",
        "password=[Filtered]",
        "https://u:[Filtered]@host/",
        "secret=${SECRET_OF_SHOP}",
        "XX12 ABCD EFGH IJKL MNOP",
        "5100 0000 0000 0001",
        "DE88370400440532013000",
        4111111111111112,
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str | int) -> None:
    assert found_in(text) == set()


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("name", "first_name", "Bea"),
        ("name", "customerName", "Bea Sample"),
        ("phone", "billing_phone", "020 7946 0018"),
        ("date_of_birth", "dateOfBirth", "1985-10-12"),
        ("postal_address", "street_address", "1 Example Street"),
        ("postal_address", "postcode", 10115),
        ("national_id", "passport-number", "C01X00T47"),
        ("credential", "X-Api-Key", "k-123456"),
        ("credential", "db.password", "hunter2"),
        ("credential", "HTTP_AUTHORIZATION", "Basic YTpi"),
        ("special_category", "diagnosis", "E11"),
        ("special_category", "trade_union", True),
        ("criminal_record", "convictions", ["1999"]),
        ("location", "lat", 53.34),
        ("username", "login", "bea"),
        ("user_id", "customer_id", 2087),
    ],
)
def test_the_name_of_a_field_tells_what_its_value_is(kind: str, name: str, value: Any) -> None:
    assert kind in kinds_in(findings(alert(extra={name: value}), digest), EXTRA)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token_type", "bearer"),
        ("password", ""),
        ("password", None),
        ("tokens", 512),
        ("csrf_token", "abcdefgh"),
        ("name", "CPython"),
        ("address", "0x7ffe1200"),
        ("phone", "none"),
        ("disability", False),
        ("secret", "<hidden>"),
        ("health_check", "ok"),
        ("filename", "download.py"),
        ("hostname", "web-1"),
        ("email", "none"),
        ("cvv", "12"),
        ("n" * 81 + "_password", "hunter2"),
        ("email", "bea at example"),
    ],
)
def test_a_name_without_a_fitting_value_counts_for_nothing(name: str, value: Any) -> None:
    assert kinds_in(findings(alert(extra={name: value}), digest), EXTRA) == set()


def test_a_bare_name_is_a_persons_only_beside_other_data_of_a_person() -> None:
    row = {"name": "Bea Sample", "email": "bea.sample@example.com"}
    assert kinds_in(findings(alert(extra={"rows": [row]}), digest), EXTRA) == {"name", "email"}
    assert kinds_in(findings(alert(extra={"name": "nightly", "queue": "exports"}), digest), EXTRA) == set()


def test_fields_inside_a_text_count_too() -> None:
    assert found_in(json.dumps({"a": json.dumps({"first_name": "Bea"})})) == {"name"}
    form = alert(request={"data": "first_name=Bea&password=hunter2", "query_string": [["surname", "Sample"]]})
    found = findings(form, digest)
    assert kinds_in(found, "event.request.data") == {"name", "credential"}
    assert kinds_in(found, "event.request.query_string") == {"name"}


def test_headers_and_tags_are_pairs_of_a_name_and_a_value() -> None:
    headers = [
        ["Authorization", "Bearer abcdef0123456789"],
        ["Cookie", "session=abc123def"],
        ["Accept", "text/html"],
    ]
    found = findings(
        alert(request={"headers": headers}, tags=[["user", "email:ann@example.com"], None, ["x"]]), digest
    )
    assert kinds_in(found, "event.request.headers") == {"credential"}
    assert kinds_in(found, "event.tags.user") == {"email"}


def test_a_line_of_source_code_is_no_leaked_password() -> None:
    frame = {"context_line": 'password = "hunter2-x"', "vars": {"password": "'hunter2-x'"}}
    found = findings(alert(exception={"values": [{"stacktrace": {"frames": [frame]}}]}), digest)
    assert kinds_in(found, "event.exception.stacktrace.frames.context_line") == set()
    assert kinds_in(found, "event.exception.stacktrace.frames.vars") == {"credential"}


def test_what_a_scrubber_took_out_is_said_and_counted_once() -> None:
    meta = {"request": {"data": {"password": {"": {"rem": [["@password:filter", "s", 0, 10]], "len": 7}}}}}
    found = findings(alert(request={"data": {"password": "[Filtered]"}}, _meta=meta), digest)
    assert Finding("scrubbed", "event.request.data", 1) in found


def test_a_text_cut_short_was_not_scrubbed() -> None:
    for remark in ({"len": 11}, {"rem": [["!limit", "s", 10, 13]]}, {"rem": "x"}, {"rem": [[], [1]]}):
        found = findings(alert(_meta={"exception": {"values": {"0": {"value": {"": remark}}}}}), digest)
        assert not any(finding.kind == "scrubbed" for finding in found)


def test_only_documented_keys_make_a_place() -> None:
    hidden = {"bea.sample@example.com": {"user": {"email": "carl@example.com"}}}
    found = findings(alert(extra=hidden, ann_example_com={"user": {"email": "carl@example.com"}}), digest)
    assert {f.where for f in found if f.kind == "email"} == {EXTRA, "event", "event.user"}


def test_the_same_person_has_the_same_digest_everywhere() -> None:
    one = findings(alert(extra={"a": "Bea.Sample@Example.com", "b": "bea.sample@example.com"}), digest)
    other = findings({"data": {"issue": {"title": "no mail for bea.sample@example.com"}}}, digest)
    (here,) = [f for f in one if f.where == EXTRA]
    assert (here.count, len(here.digests)) == (2, 1)
    assert other == (Finding("email", "issue.title", 1, here.digests),)


def test_a_secret_gets_no_digest() -> None:
    (found,) = [f for f in findings(alert(extra={"password": "hunter2"}), digest) if f.where == EXTRA]
    assert found == Finding("credential", EXTRA, 1, ())


def test_digests_are_few_however_many_people_there_are() -> None:
    (found,) = [
        f
        for f in findings(alert(extra=[f"p{n}@example.com" for n in range(100)]), digest)
        if f.where == EXTRA
    ]
    assert (found.count, len(found.digests)) == (100, MOST_DIGESTS)


def test_a_finding_fits_the_event_that_keeps_it() -> None:
    for finding in findings(alert(extra={"mail": "bea.sample@example.com"}), digest):
        raised = events.SignalRaised(
            at=datetime(2026, 11, 24, tzinfo=UTC),
            by="sentry",
            delivery="d1",
            verdict="note",
            reasons=(),
            findings=(finding,),
        )
        kept = events.decode(events.encode(raised))
        assert isinstance(kept, events.SignalRaised)
        assert kept.findings == (finding,)


@pytest.mark.parametrize("extra", [0, 1])
def test_what_lies_beyond_the_bound_is_said_not_to_have_been_looked_at(extra: int) -> None:
    around = 3  # the list itself, the event that holds it and the data that hold the event
    document: JsonValue = {"data": {"event": {"extra": [0] * (MOST_VALUES - around + extra)}}}
    assert findings(document, digest) == ((Finding("not_examined", EXTRA, extra),) if extra else ())


HOSTILE = [
    "a@b.co ",
    "@",
    "a@",
    "a@a.",
    "eyJ",
    "eyJ.",
    "+49 170 1234567 ",
    "+1 ",
    "4",
    "4111 1111 1111 1111 ",
    "AB12 ",
    "1.",
    ":",
    "a:",
    "://a:b@",
    "password=abc1234 ",
    "//a@b.co",
    "-----BEGIN ",
    "[",
    "{",
    "%40",
    "12345678A ",
    "sk_live_",
    "a=",
    "abcd:",
    "abc1key:",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_a_hostile_text_is_read_in_linear_time(unit: str) -> None:
    assert_linear(lambda size: findings(alert(extra={"x": unit * (size // len(unit))}), digest), 512 * 1024)


CANARY = st.text(alphabet="qxzjkv0987", min_size=6, max_size=12)
"""Texts that stand in no word of ours."""


@st.composite
def personal(draw: st.DrawFn) -> tuple[str, str]:
    """A personal value with a canary in it, and the canary."""
    canary = draw(CANARY)
    shape = draw(
        st.sampled_from(["{}@example.com", "password={}1!", "Bearer {}", "https://u:{}@host", "{}", "SG.{}"])
    )
    return shape.format(canary), canary


NAMES = st.sampled_from(
    ["email", "first_name", "password", "diagnosis", "user", "extra", "request", "data", "id", "x"]
)


@given(st.lists(st.tuples(NAMES, personal()), min_size=1, max_size=6), st.integers(0, 3))
def test_no_value_and_no_unknown_name_is_ever_in_a_finding(
    rows: list[tuple[str, tuple[str, str]]], depth: int
) -> None:
    inner: Any = {name: value for name, (value, _) in rows} | {canary: value for _, (value, canary) in rows}
    for _ in range(depth):
        inner = {"extra": [inner, json.dumps(inner)]}
    found = findings(alert(extra=inner, request={"data": inner}, user=inner), digest)
    for finding in found:
        told = f"{finding.kind} {finding.where}"
        for _, (_, canary) in rows:
            assert not any(canary[n : n + 4] in told for n in range(len(canary) - 3))
        assert all(len(one) == 16 and set(one) <= set("0123456789abcdef") for one in finding.digests)


def test_every_name_of_a_credential_is_seen_in_a_text_too() -> None:
    for name in keys.CREDENTIALS:
        assert "credential" in found_in(f"x {name}=a1b2c3d4e5"), name
