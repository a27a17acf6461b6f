"""What the patterns propose of texts that were labelled before them: how much is found, and how much of it is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_of_thirty_texts_of_somebody_who_had_not_seen_the_patterns() -> None:
    """By another hand: at most one proposal in ten is wrong, and more than 70 % of counts, times and kinds are found.

    Read the first time it was 96 of 129, and 9 of 119 proposals wrong. Causes and ends in more wordings were
    added since, by somebody who had seen what was missed here: only the first reading measures anything.
    """
    score = scored("third")
    assert score.found == {"counts": 21, "times": 23, "kinds": 53}, score
    assert score.said == {"counts": 28, "times": 34, "kinds": 67}, score
    assert (len(score.wrong), score.proposed) == (9, 124), score.wrong


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
    [
        "we switched it off at 14:10",
        "turned the old export off at 14:10",
        "we took the server down at 14:10",
        "the share was taken offline at 14:10",
        "cut them off at 14:10",
        "pulled the plug at 14:10",
        "the laptop was isolated at 14:10",
        "mended at 14:10",
    ],
)
def test_whatever_stops_it_ends_it(text: str) -> None:
    assert told(text) == {"occurred_until": ["2026-03-12T13:10:00+00:00"]}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("somebody had left the bucket public", "published"),
        ("the database was reachable from the internet", "published"),
        ("anybody could read the folder", "published"),
        ("the backup could be downloaded by everybody", "published"),
        ("a phishing mail got her password", "impersonation"),
        ("the caller claimed to be from the bank", "impersonation"),
        ("somebody stole two laptops", "stolen"),
        ("theft of the team's tablets", "stolen"),
        ("our office was burgled", "stolen"),
        ("I lost my work phone", "lost"),
        ("attached the wrong file", "sent_astray"),
        ("the list went to somebody else", "sent_astray"),
        ("logged in with leaked API keys", "intrusion"),
        ("a programming error in the export", "software_fault"),
    ],
)
def test_a_cause_in_ordinary_words(text: str, cause: str) -> None:
    assert told(text)["cause"] == [cause]


@pytest.mark.parametrize(
    "text",
    [
        "left by public transport",
        "the list is for everybody",
        "it was read by outsiders",
        "nobody could reach it from the internet",
        "the file was lost after the meeting was set",
        "they took their time",
    ],
)
def test_what_sounds_like_a_cause_and_is_none(text: str) -> None:
    assert "cause" not in told(text)


def test_a_phishing_mail_is_no_address_of_anybody() -> None:
    assert "data_categories" not in told("clicked a link in a phishing e-mail, and rang us")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("names, certificates of conduct and photos of 300 pupils", "certificates of conduct"),
        ("names; their medical records; orders", "their medical records"),
        ("copies of passports of guests.", "copies of passports of guests"),
        (
            "it is a very long list of certificates of what nobody would ever want to read about",
            "certificates of",
        ),
    ],
)
def test_of_a_list_the_whole_entry_is_quoted(text: str, words: str) -> None:
    assert words in {one.words for one in read(text, NOW, BERLIN) if one.fact == "data_categories"}


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


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("200 of 12,000 customers got the mail", 200),
        ("200 out of our 12,000 customers got the mail", 200),
        ("12,000 customers; only 3 users were affected", 3),
        ("We have 12,000 customers. This affects 3 users", 3),
        ("leak affects 5 mıo customers", 5_000_000),
    ],
)
def test_of_the_people_there_are_those_who_are_affected_count(text: str, number: int) -> None:
    assert told(text)["people_count"] == [number]


@pytest.mark.parametrize(
    "text",
    [
        "1 in 10 users",
        "9 out of 10 users",
        "HTTP 404 users",
        "½ million customers",
        "1/2 million customers",
        "half a million customers",
        "2,5 million customers",
        "two dozen customers",
        "20% of our 12,000 customers",
        "some of the 12,000 customers",
        "after 10 minutes users complained",
        "1,200 customers and 30 employees affected",
        "40 users, 90 customers",
        "not sure whether 300 customers are in it",
        "300 customers?",
        "of our 12,000 customers 200 were affected",
        "999999999999 customers",
    ],
)
def test_a_number_of_which_it_is_not_clear_whom_it_counts_is_not_proposed(text: str) -> None:
    assert "people_count" not in told(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("passwords were hashed with bcrypt", ["credentials_hashed"]),
        ("passwords (bcrypt) leaked", ["credentials_hashed"]),
        ("hashed and salted passwords", ["credentials_hashed"]),
        ("passwords were not hashed", ["credentials_clear"]),
        ("passwords in plain text", ["credentials_clear"]),
        ("passwords leaked", ["credentials_clear"]),
        ("passwords leaked. They are encrypted", []),
        ("not sure whether passwords leaked", []),
        ("maybe passwords too", []),
        ("passwords might have leaked", []),
        ("did passwords leak?", []),
    ],
)
def test_hashed_is_not_readable_and_a_doubt_is_nothing(text: str, kinds: list[str]) -> None:
    assert told(text).get("data_categories", []) == kinds


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("deleted A week ago", "2026-03-05T00:00"),
        ("deleted An hour ago", "2026-03-12T14:00"),
        ("public since frıday", "2026-03-06T00:00"),
        ("sent on 3 ſept", "2025-09-03T00:00"),
        ("public since sat", "2026-03-07T00:00"),
        ("sent on 3 may", "2025-05-03T00:00"),
        ("sent May 3", "2025-05-03T00:00"),
        ("sent on 30.10. at 19:22", "2025-10-30T19:22"),
    ],
)
def test_days_however_they_are_spelled(text: str, day: str) -> None:
    at = datetime.fromisoformat(day).replace(tzinfo=BERLIN).astimezone(UTC).isoformat()
    assert at in (times := told(text)).get("occurred_from", []) + times.get("occurred_until", [])


@pytest.mark.parametrize(
    "text",
    [
        "the file sat in a public bucket",
        "support answers 24/7",
        "it is Postgres 9.4.",
        "we are running on 9.4. it leaked",
        "sent on 29 Feb 2025",
        "sent on 29 Feb 2025 at 10:00",
        "the bug may 3 times have shown it",
        "all 3 may be affected",
        "Tomorrow, Friday",
        "we will close it on Friday",
        "by Friday we must know",
        "Friday we will close it",
        "tomorrow at 10:00",
        "half an hour ago",
        "sent 2-3 days ago",
        "5/5 nodes are down",
    ],
)
def test_what_looks_like_a_day_and_is_none(text: str) -> None:
    assert not {"occurred_from", "occurred_until"} & set(told(text))


ODD = {"i": "ıİ", "s": "ſ", "k": "\u212a"}
PIECES = (
    "friday", "sat", "3 sept", "may 3", "29 feb 2025", "an hour ago", "two weeks ago", "5 mio customers", "6k users",
    "10:00", "from 9 to 11 pm", "1/2", "9.4.", "24/7", "since", "200 of", "12,000", "million", "rows", "no",
    "passwords", "9" * 12, "hashed", "?", "recipients in cc",
    "stolen laptop", "users in Spain", "Swiss customers", "ids", "last night", "utc", ",", ".", "\n\n",
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Words that the patterns know and any others, with letters that are taken for ASCII ones when case is ignored."""
    words = draw(st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=12))
    text = draw(st.sampled_from(("", " "))).join(words)
    return "".join(draw(st.sampled_from((one, *ODD.get(one.lower(), "")))) for one in text)


@pytest.mark.parametrize("said", ["At 10:00 recipients in cc saw it.", "There were 0 recipients in cc."])
def test_a_time_of_day_counts_no_recipients(said: str) -> None:
    assert "people_count" not in {one.fact for one in read(said, NOW, BERLIN)}


@given(texts())
def test_any_text_is_read_and_all_that_it_proposes_are_answers(text: str) -> None:
    for one in read(text, NOW, BERLIN):
        many = FACTS[one.fact].kind == "choices"
        assert validate(one.fact, [one.value] if many else one.value)
