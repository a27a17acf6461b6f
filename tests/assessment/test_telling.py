"""What the patterns propose of texts that were labelled before them: how much is found, and how much of it is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from breachbot.assessment.answers import validate
from breachbot.assessment.telling.read import Told, read
from breachbot.assessment.vocabulary import FACTS
from tests.assessment.told import scored

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 12, 15, 0, tzinfo=BERLIN)


def told(text: str) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for one in read(text, NOW, BERLIN):
        found.setdefault(one.fact, []).append(one.value)
    return found


def test_of_the_thirty_texts_that_it_was_tuned_on() -> None:
    score = scored("first")
    assert score.found == {"counts": 23, "times": 27, "kinds": 67}, score
    assert score.said == {"counts": 23, "times": 27, "kinds": 69}, score
    assert (len(score.wrong), score.proposed) == (0, 146), score.wrong


def test_of_the_second_thirty_as_it_came_out_at_once() -> None:
    """Nothing was tuned on these: what is missed or wrong here is not mended."""
    score = scored("second")
    assert score.found == {"counts": 20, "times": 25, "kinds": 54}, score
    assert score.said == {"counts": 21, "times": 27, "kinds": 58}, score
    assert (len(score.wrong), score.proposed) == (5, 128), score.wrong


def test_what_is_quoted_is_what_was_written_and_every_value_is_an_answer() -> None:
    text = "about 2,300\ncustomers since Tuesday, between 20 and 30 rows. Names. UK users. Fixed yesterday at 3pm"
    found = read(text, NOW, BERLIN)
    assert Told("people_count", 2300, "2,300 customers") in found
    for one in found:
        assert one.words in " ".join(text.split())
        many = FACTS[one.fact].kind == "choices"
        assert validate(one.fact, [one.value] if many else one.value)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("2,300 users", 2300),
        ("~2k users", 2000),
        ("8.5k people", 8500),
        ("2.4 million customers", 2_400_000),
        ("33.000 members", 33_000),
        ("4 000 members", 4000),
        ("two thousand five hundred patients", 2500),
        ("twenty-one employees", 21),
        ("between 20 and 30 people", {"min": 20, "max": 30}),
        ("5 to 6k users", {"min": 5000, "max": 6000}),
        ("up to 400 accounts", 400),
    ],
)
def test_numbers_of_people(written: str, number: object) -> None:
    assert told(f"leaked, {written} affected")["people_count"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "port 6379 is open, HTTP 500 for users",
        "ticket OPS-4411 and CVE-2025-1234, release 2.8.1 users",
        "no users affected",
        "we don't know how many users, fewer than 50 people",
        "more than 500 customers",
        "a few thousand guests",
        "1 customer complaint",
        "5 people on call",
        "false alarm, 100 test users",
    ],
)
def test_what_counts_nobody(text: str) -> None:
    assert "people_count" not in told(text)


@pytest.mark.parametrize(
    ("text", "fact", "hour"),
    [
        ("broke yesterday at 3pm", "occurred_from", "2026-03-11T15:00"),
        ("public since Tuesday", "occurred_from", "2026-03-10T00:00"),
        ("started 2 hours ago", "occurred_from", "2026-03-12T13:00"),
        ("sent on 5 March, 11:32", "occurred_from", "2026-03-05T11:32"),
        ("from 22:00 UTC yesterday", "occurred_from", "2026-03-11T23:00"),
        ("closed it at 02:50", "occurred_until", "2026-03-12T02:50"),
        ("leaked between 9 and 11 am", "occurred_until", "2026-03-12T11:00"),
        ("the vendor told us at 9:40", "processor_told_at", "2026-03-12T09:40"),
        ("in prod since 28 December", "occurred_from", "2025-12-28T00:00"),
    ],
)
def test_times_in_the_zone_of_whoever_writes(text: str, fact: str, hour: str) -> None:
    local = datetime.fromisoformat(hour).replace(tzinfo=BERLIN)
    assert told(text)[fact] == [local.astimezone(UTC).isoformat()]


@pytest.mark.parametrize(
    "text",
    ["noticed at 02:40", "on 03/04 something", "last night", "at 22:75", "on 31 February", "on 1.2.3.4"],
)
def test_moments_that_are_not_said_to_be_when_it_happened(text: str) -> None:
    assert not {"occurred_from", "occurred_until"} & set(told(text))


def test_what_is_denied_is_not_proposed_and_what_follows_the_denial_is() -> None:
    found = told(
        "no payment data, but names and e-mail addresses. Not ransomware, no bug. No health data of customers"
    )
    assert found == {"data_categories": ["name", "contact"]}


def test_countries_are_those_of_the_people() -> None:
    assert told("users in Germany and Austria, French customers")["countries"] == ["AT", "DE", "FR"]
    assert "countries" not in told("a data centre in Ireland burned")


@pytest.mark.parametrize(
    "text", ["one hundred ", "9" * 12, "10:00 and ", "1 Mar ", "no ", "2 users ", "1,111", "a b-c "]
)
def test_no_text_is_so_made_that_reading_it_does_not_end(text: str) -> None:
    read((text * 3000)[:3000], NOW, BERLIN)
