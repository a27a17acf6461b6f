"""Every source keeps the same promises: who may deliver, what it needs to know, and that no body breaks it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import breachbot.intake.sources as sources
from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import Given, Request, Source
from tests.intake.bodies import digest

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EACH = pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
BODY = b'{"action": "triggered"}'
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
)


def settings_of(source: Source) -> Given:
    return {name: f"the {name}" for name in source.settings}


def taken(source: Source, headers: dict[str, str], body: bytes = BODY, known: Given | None = None) -> bool:
    return source.authenticate(Request(headers, body, NOW), settings_of(source) if known is None else known)


def test_each_file_is_a_source_of_its_name() -> None:
    files = {path.stem for path in Path(str(sources.__file__)).parent.glob("[!_]*.py")}
    assert {name: source.name for name, source in SOURCES.items()} == {name: name for name in files}


@EACH
def test_its_settings_and_headers_have_names_that_nobody_else_uses(source: Source) -> None:
    assert source.settings
    assert all(name.startswith(f"{source.name}_") for name in source.settings)
    assert all(header == header.lower() for header in source.keeps.values())


@EACH
def test_what_it_signs_it_takes_with_each_active_secret(source: Source) -> None:
    signed = source.sign(BODY, settings_of(source), NOW)
    assert signed
    assert all(taken(source, headers) for headers in signed)


@EACH
def test_whatever_is_not_signed_so_is_refused(source: Source) -> None:
    guessed = dict.fromkeys(source.settings, "a guess")
    for headers in source.sign(BODY, guessed, NOW):
        assert not taken(source, headers)
    for headers in source.sign(BODY, settings_of(source), NOW):
        assert not taken(source, headers, known={}), "without a secret nothing is taken"
        for name, value in headers.items():
            others = {each: known for each, known in headers.items() if each != name}
            for wrong in ("", value[:-1], value + "0", f"{value} ", value.swapcase(), "\xff"):
                assert not taken(source, others | {name: wrong}), (name, wrong)
            assert not taken(source, others), f"without {name}"


@EACH
@given(st.dictionaries(st.text(max_size=12), JSON, max_size=5), st.text(max_size=20))
def test_no_body_breaks_it(source: Source, body: dict[str, Any], header: str) -> None:
    kept = dict.fromkeys(source.keeps, header)
    answers = read(source.name, kept, json.dumps(body).encode(), digest)
    assert answers
    assert all(isinstance(one, Signal | NotASignal | Unreadable) for one in answers)


def test_a_source_that_is_gone_makes_its_delivery_unreadable_and_gives_it_to_no_other() -> None:
    (answer,) = read(
        "removed", {"resource": "event_alert"}, b'{"data": {"event": {"issue_id": "1"}}}', digest
    )
    assert answer == Unreadable("this version of breachbot does not know the source “removed”")
