"""Every source keeps the same promises: who may deliver, what it needs to know, and that no body breaks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import breachbot.intake.sources as sources
from breachbot.intake.passing import Passing
from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import Given, Read, Request, Source, nothing
from breachbot.intake.triage import triage
from tests.intake.bodies import EVERY, RULES, digest

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EACH = pytest.mark.parametrize("source", EVERY.values(), ids=EVERY.keys())
BODY = b'{"action": "triggered"}'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
)


SAMPLES = {
    path.stem: path
    for name in EVERY
    for path in sorted((Path(__file__).parent / "samples").glob(f"{name}*.json"))
    if path.stem.partition("-")[0] == name
}
"""A body of each source as its sender documents it, `<name>.json`, and further kinds, `<name>-<kind>.json`."""
EACH_SAMPLE = pytest.mark.parametrize("name", SAMPLES)
FEW = settings(max_examples=min(25, settings().max_examples))
"""There are dozens of sources and samples, and each of them gets as many examples."""
PLANTED = "Zoë Canary <zoe.canary@example.com>, +44 20 7946 0018, 4111 1111 1111 1111"
"""What must never leave the room, wherever a sender writes it."""


def answers(name: str, body: bytes, header: str | None = None) -> tuple[Read, ...]:
    """What is read from a body of the source that a sample is of, weighed as well."""
    source = EVERY[name.partition("-")[0]]
    kept = dict.fromkeys(source.keeps, header or "")
    read_as = read(source.name, kept, body, digest, EVERY)
    assert read_as
    for one in read_as:
        assert isinstance(one, Signal | NotASignal | Unreadable)
        if isinstance(one, Signal):
            assert triage(source.name, one, RULES).reasons
    return read_as


def spots(value: Any) -> Iterator[tuple[dict[str, Any] | list[Any], Any]]:
    """Every spot of a parsed body, as what holds it and its key there."""
    for key in (
        range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    ):
        yield value, key
        yield from spots(value[key])


def settings_of(source: Source) -> Given:
    return {name: f"the {name}" for name in source.settings}


KEY = "whsec_c29tZSBzZWNyZXQgb2YgMzIgYnl0ZXMgZm9yIHRlc3RzIQ=="


def taken(source: Source, headers: dict[str, str], body: bytes = BODY, known: Given | None = None) -> bool:
    return source.authenticate(Request(headers, body, NOW), settings_of(source) if known is None else known)


def test_each_file_is_a_source_of_its_name() -> None:
    files = {path.stem for path in Path(str(sources.__file__)).parent.glob("[!_]*.py")}
    assert {name: source.name for name, source in SOURCES.items()} == {name: name for name in files}


@EACH
def test_it_says_what_to_set_at_the_sender_with_each_header_that_it_knows_it_by(source: Source) -> None:
    headers = {name for one in source.sign(BODY, dict.fromkeys(source.settings, "x"), NOW) for name in one}
    assert len(source.wants) > 20
    assert [name for name in headers if name.lower() not in source.wants.lower()] == []


@EACH
def test_its_settings_and_headers_have_names_that_nobody_else_uses(source: Source) -> None:
    assert source.settings
    assert all(name.startswith(f"{source.name}_") for name in source.settings)
    assert all(header == header.lower() for header in source.keeps.values())


SCHEMES: list[tuple[Source, Given]] = [
    *((source, settings_of(source)) for source in EVERY.values()),
    *((SOURCES[name], {f"{name}_secret": KEY}) for name in ("gitlab",)),
]
"""Each source with secrets, and once more where the form of the secret says how it is used."""
EACH_SCHEME = pytest.mark.parametrize(
    ("source", "known"),
    SCHEMES,
    ids=[f"{source.name}-{number}" for number, (source, _) in enumerate(SCHEMES)],
)


@EACH_SCHEME
def test_what_it_signs_it_takes_with_each_active_secret(source: Source, known: Given) -> None:
    signed = source.sign(BODY, known, NOW)
    assert signed or source.key is not nothing, "one for which only its sender can sign asks for a public key"
    assert all(taken(source, headers, known=known) for headers in signed)


@EACH_SCHEME
def test_whatever_is_not_signed_so_is_refused(source: Source, known: Given) -> None:
    guessed = dict.fromkeys(source.settings, "a guess")
    for headers in source.sign(BODY, guessed, NOW):
        assert not taken(source, headers, known=known)
    for headers in source.sign(BODY, known, NOW):
        assert not taken(source, headers, known={}), "without a secret nothing is taken"
        for name, value in headers.items():
            others = {each: text for each, text in headers.items() if each != name}
            for wrong in {"", value[:-1], value + "0", f"{value} ", value.swapcase(), "\xff"} - {value}:
                assert not taken(source, others | {name: wrong}, known=known), (name, wrong)
            assert not taken(source, others, known=known), f"without {name}"


@EACH_SCHEME
def test_a_body_that_is_not_kept_proves_its_sender_once_it_has_passed_by(
    source: Source, known: Given
) -> None:
    for headers in source.sign(BODY, known, NOW):
        for sent, proven in ((BODY, True), (BODY + b" ", not depends_on_the_body(source, headers, known))):
            passing = Passing()
            request = Request(headers, passing, NOW)
            source.authenticate(request, known)
            for n in range(0, len(sent), 5):
                passing.take(sent[n : n + 5])
            assert source.authenticate(request, known) is proven


def depends_on_the_body(source: Source, headers: dict[str, str], known: Given) -> bool:
    return not taken(source, headers, BODY + b" ", known)


@EACH
def test_there_is_a_sample_of_it(source: Source) -> None:
    assert source.name in SAMPLES
    assert any(isinstance(one, Signal) for one in answers(source.name, SAMPLES[source.name].read_bytes()))


@EACH
def test_a_mark_of_the_encoding_before_the_body_hides_nothing(source: Source) -> None:
    whole = SAMPLES[source.name].read_bytes()
    assert answers(source.name, b"\xef\xbb\xbf" + whole) == answers(source.name, whole)


@EACH_SAMPLE
@FEW
@given(st.data(), JSON)
def test_one_changed_value_never_breaks_it(name: str, data: st.DataObject, value: Any) -> None:
    body = json.loads(SAMPLES[name].read_bytes())
    holder, key = data.draw(st.sampled_from(list(spots(body))))
    holder[key] = value
    answers(name, json.dumps(body).encode())


@EACH_SAMPLE
@FEW
@given(st.data())
def test_a_body_cut_off_anywhere_is_shown_to_people(name: str, data: st.DataObject) -> None:
    whole = SAMPLES[name].read_bytes().strip()
    (answer,) = answers(name, whole[: data.draw(st.integers(0, len(whole) - 1))])
    assert isinstance(answer, Unreadable)


@pytest.mark.slow
@EACH_SAMPLE
def test_nothing_planted_in_any_field_or_header_leaves_it(name: str) -> None:
    whole = SAMPLES[name].read_bytes()
    for number in range(len(list(spots(json.loads(whole))))):
        body = json.loads(whole)
        holder, key = list(spots(body))[number]
        if isinstance(holder[key], str):
            holder[key] = PLANTED
        elif isinstance(holder[key], dict):
            holder[key][PLANTED] = PLANTED
        told = repr(answers(name, json.dumps(body).encode(), PLANTED))
        assert not any(part in told for part in ("anary", "7946", "1111"))


@EACH
@FEW
@given(st.dictionaries(st.text(max_size=12), JSON, max_size=5), st.text(max_size=20))
def test_no_body_breaks_it(source: Source, body: dict[str, Any], header: str) -> None:
    kept = dict.fromkeys(source.keeps, header)
    read_as = read(source.name, kept, json.dumps(body).encode(), digest, EVERY)
    assert read_as
    assert all(isinstance(one, Signal | NotASignal | Unreadable) for one in read_as)


def test_a_source_that_is_gone_makes_its_delivery_unreadable_and_gives_it_to_no_other() -> None:
    (answer,) = read(
        "removed", {"resource": "event_alert"}, b'{"data": {"event": {"issue_id": "1"}}}', digest
    )
    assert answer == Unreadable("this version of breachbot does not know the source “removed”", "source")
