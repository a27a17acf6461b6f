"""What is known when several people, documents and alerts have spoken."""

from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from breachbot.assessment.facts import Statement, contradictions, settle

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
REPORTER, DPO, ALERT = "U-REPORTER", "U-DPO", "breachbot"


def said(
    by: str,
    value: Any,
    minute: int = 0,
    *,
    fact: str = "encryption",
    source: Literal["alert", "person", "document"] = "person",
    confirmed: bool = True,
    settles: bool = False,
) -> Statement:
    return Statement(fact, value, by, NOON + timedelta(minutes=minute), source, confirmed, settles)


def test_the_latest_word_of_an_author_counts() -> None:
    known = settle([said(REPORTER, "none"), said(REPORTER, "key_safe", 1)])["encryption"]
    assert (known.value, known.conflict, known.firm) == ("key_safe", False, True)
    assert [view.value for view in known.views] == ["key_safe"]


def test_two_who_disagree_are_a_conflict_that_shows_both() -> None:
    known = settle([said(REPORTER, "none"), said(DPO, "key_safe", 1)])["encryption"]
    assert (known.value, known.conflict, known.firm) == (None, True, False)
    assert [(view.by, view.value) for view in known.views] == [(REPORTER, "none"), (DPO, "key_safe")]


def test_a_settling_word_ends_what_was_before_it() -> None:
    dispute = [said(REPORTER, "none"), said(DPO, "key_safe", 1)]
    known = settle([*dispute, said(DPO, "weak", 2, settles=True)])["encryption"]
    assert (known.value, known.conflict) == ("weak", False)
    again = settle([*dispute, said(DPO, "weak", 2, settles=True), said(REPORTER, "none", 3)])["encryption"]
    assert again.conflict, "what is said after it counts again"


def test_settling_with_unknown_makes_it_unknown() -> None:
    known = settle([said(REPORTER, "none"), said(DPO, None, 1, settles=True)])["encryption"]
    assert (known.value, known.conflict) == (None, False)


def test_who_does_not_know_contradicts_nobody() -> None:
    assert settle([said(REPORTER, "none"), said(DPO, None, 1)])["encryption"].value == "none"
    assert settle([said(REPORTER, "none"), said(REPORTER, None, 1)])["encryption"].value is None


def test_an_alert_gives_way_to_a_person() -> None:
    by_alert = said(ALERT, "none", source="alert", confirmed=False)
    alone = settle([by_alert])["encryption"]
    assert (alone.value, alone.firm) == ("none", False)
    known = settle([by_alert, said(REPORTER, "key_safe", 1)])["encryption"]
    assert (known.value, known.conflict, known.firm) == ("key_safe", False, True)


def test_an_alert_is_not_firm_even_when_marked_confirmed() -> None:
    assert not settle([said(ALERT, "none", source="alert", confirmed=True)])["encryption"].firm


def test_one_confirmed_word_makes_an_agreed_fact_firm() -> None:
    guess = said(REPORTER, "none", confirmed=False)
    assert not settle([guess])["encryption"].firm
    assert settle([guess, said(DPO, "none", 1)])["encryption"].firm


def test_texts_are_edited_and_not_disputed() -> None:
    told = [said(REPORTER, "First.", fact="what_happened"), said(DPO, "Better.", 1, fact="what_happened")]
    assert settle(told)["what_happened"].value == "Better."
    assert settle([*told, said(REPORTER, None, 2, fact="what_happened")])["what_happened"].value is None


def _contradictions(**facts: Any) -> list[str]:
    return contradictions(settle([said(REPORTER, value, fact=fact) for fact, value in facts.items()]))


def test_answers_that_cannot_both_be_so() -> None:
    assert _contradictions(personal_data="no", data_categories=["name"]) == [
        "“Do the affected data relate to people? No” and “Which kinds of personal data? Names” "
        "cannot both be so."
    ]
    assert _contradictions(confidentiality="no", recipient="public")
    assert _contradictions(harm_seen="yes", later_measures=["taker_stopped"])
    assert _contradictions(people_count=0, people_kinds=["customers"])
    assert _contradictions(occurred_until="2026-11-24T09:00:00+00:00", ongoing="yes")
    times = {"occurred_from": "2026-11-24T09:00:00+00:00", "occurred_until": "2026-11-24T08:59:59+00:00"}
    assert _contradictions(**times) == ["It cannot have ended before it began."]


def test_what_was_neither_lost_nor_changed_was_missed_by_nobody() -> None:
    untouched = {"integrity": "no", "availability": "no"}
    (sentence,) = _contradictions(**untouched, loss_effect="essential")
    assert sentence.endswith("cannot all be so.")
    assert _contradictions(**untouched, restore="never")
    assert _contradictions(**untouched, restore="in_hours", loss_effect="none") == []
    assert _contradictions(integrity="no", loss_effect="essential", restore="never") == []


def test_answers_that_fit() -> None:
    assert _contradictions(personal_data="yes", data_categories=["name"], people_count=0) == []
    assert _contradictions(confidentiality="no", recipient="none_known", access_evidence="no_logs") == []
    same = "2026-11-24T09:00:00+00:00"
    assert _contradictions(occurred_from=same, occurred_until=same, ongoing="no") == []


def test_a_dispute_is_no_contradiction() -> None:
    statements = [
        said(REPORTER, "no", fact="personal_data"),
        said(DPO, "yes", fact="personal_data"),
        said(REPORTER, ["name"], fact="data_categories"),
    ]
    assert contradictions(settle(statements)) == []
