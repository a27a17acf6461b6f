"""Ideas that stand close together, whatever the sentence."""

from __future__ import annotations

import re

import pytest

from breachbot.intake.ideas import AROUND, NEAR, TOGETHER, heard
from breachbot.intake.lexicon import MOST_HITS, PART, Lexicon
from breachbot.intake.wording import LANGUAGES, hints, spoken_in

MEANT = {"elsewho", "peer", "owned", "of", "s", "ought", "whole", "group"}
"""Ideas that only say what the words beside them mean."""
LEXICON = Lexicon()
LEXICON.learn("open", "public anyone without_login without_login_or_key")
LEXICON.learn("data", "invoice* *rechnung prüfung")
LEXICON.learn("people", "customer")
LEXICON.learn("store", "list")
LEXICON.learn("else", "another")
LEXICON.learn("got", "shown")
LEXICON.learn("not", "not")
LEXICON.learn("harmless", "drill")


def of(text: str) -> set[str]:
    return set(heard(LEXICON.said(text.split())))


def test_ideas_count_in_any_order() -> None:
    assert of("invoices are public") == of("public are the invoices") == {"exposure"}
    assert of("invoices are late") == set()


@pytest.mark.parametrize(("between", "together"), [(NEAR - 2, True), (NEAR - 1, True), (NEAR, False)])
def test_they_belong_together_within_so_many_words(between: int, together: bool) -> None:
    assert bool(of(" ".join(["invoice", *["x"] * between, "public"]))) is together


@pytest.mark.parametrize(("behind", "harmless"), [(AROUND - 2, True), (AROUND - 1, True), (AROUND, False)])
def test_a_drill_close_by_is_no_leak(behind: int, harmless: bool) -> None:
    assert bool(of(" ".join(["invoice", "public", *["x"] * behind, "drill"]))) is not harmless


@pytest.mark.parametrize(("between", "denied"), [("", True), ("yet ", True), ("at all yet ", False)])
def test_what_is_denied_up_to_two_words_before_is_not_said(between: str, denied: bool) -> None:
    assert bool(of(f"invoices not {between}public")) is not denied


def test_one_word_never_stands_for_two_ideas_of_a_combination() -> None:
    both = Lexicon()
    both.learn("open", "guestbook")
    both.learn("data", "guestbook")
    assert heard(both.said(["guestbook"])) == set()
    assert heard(both.said(["guestbook", "guestbook"])) == set()


def test_the_longest_row_of_words_counts_and_its_words_do_not_count_by_themselves() -> None:
    assert LEXICON.said(["invoice", "without", "login", "or", "key"]) == [(0, {"data"}), (1, {"open"})]
    assert LEXICON.said(["without", "a", "login"]) == []


def test_words_are_known_by_their_beginning_or_end_and_without_accents() -> None:
    for word in ("invoice", "invoices", "arztrechnung", "prufung", "pruefung"):
        assert LEXICON.of(word) == {"data"}, word
    assert LEXICON.of("rechnungen") == LEXICON.of("xinvoice") == set()


def test_another_customer_is_somebody_else_and_a_list_of_customers_is_data() -> None:
    assert of("invoice of another customer shown") == {"cross_tenant"}
    assert of("another invoice shown to the customer") == set()
    assert of("customer list is public") == {"exposure"}
    assert of("list is public") == set()


def test_whose_it_is_says_more_than_that_somebody_else_does_something() -> None:
    for said in (
        "Invoice of another patient",
        "another patient's invoice",
        "die Befunde einer anderen Frau",
        "wyniki innego pacjenta",
        "la pagella di un altro alunno",
    ):
        assert "cross_tenant" in hints((said,)), said
    for said in ("Another patient asks about an invoice", "Ein anderer Nutzer fragt nach der Rechnung"):
        assert hints((said,)) == (), said


def test_what_stands_nearer_than_usual_stands_in_one_sentence() -> None:
    assert hints(("Invoice of another patient",)) == ("cross_tenant",)
    assert hints(("This is about an invoice. The doctor of another patient is ill.",)) == ()


def test_two_of_a_kind_by_number_are_two_owners_and_three_are_a_list() -> None:
    assert "cross_tenant" in hints(("Statement of member 17 rendered for member 18",))
    assert hints(("Statements rendered: member 17, member 18, member 19",)) == ()


def test_a_word_in_a_row_still_names_whose_or_what_it_is_unless_the_row_takes_it_back() -> None:
    row = Lexicon()
    row.learn("open", "without_invoice")
    row.learn("asks", "please_invoice")
    row.learn("data", "invoice")
    assert row.said(["without", "invoice"]) == [(0, {"open"}), (1, {"data"})]
    assert row.said(["please", "invoice"]) == [(0, {"asks"})]


def test_a_text_is_heard_in_the_languages_whose_small_words_it_has() -> None:
    assert spoken_in(["ich", "sehe", "die", "rechnung", "nicht"]) == ("de",)
    assert set(spoken_in(["the", "customer", "wrote", "ich", "sehe", "die", "rechnungen"])) == {
        "de",
        "en",
        "operations",
    }
    assert set(spoken_in(["patientenakten"])) == set(LANGUAGES)


def test_no_word_of_one_language_is_a_false_friend_in_another() -> None:
    assert hints(('UniqueViolation: duplicate key value violates unique constraint "users_email_key"',)) == ()
    assert hints(("Das ist nicht meine Schuld",)) == ()


def test_no_more_is_looked_at_than_that() -> None:
    assert len(LEXICON.said(["public"] * (MOST_HITS + 1))) == MOST_HITS


def test_each_language_has_words_for_what_is_told_most_and_no_unknown_idea() -> None:
    words = {one for ways in TOGETHER.values() for way in ways for one in way.replace("|", " ").split()}
    asked = {one for one in words if not one.isdigit()}
    known = asked | {"not", "harmless", "asks", "people", "else", "number", "store", "wrong", *MEANT}
    every = {idea for language in LANGUAGES.values() for idea in language.ideas}
    assert every <= known
    assert asked <= every | {"many", "apart"}
    for code, language in LANGUAGES.items():
        if language.ideas:
            missing = {"data", "open", "got", "sent", "astray", "lost", "harmless", "not"} - set(
                language.ideas
            )
            assert not missing, code


def test_each_word_of_each_language_is_written_as_one() -> None:
    for code, language in LANGUAGES.items():
        for word in " ".join(language.ideas.values()).split():
            assert re.fullmatch(r"\*?\w+\*?", word.replace("_*", "_x")), (code, word)
            assert all(word.split("_")), (code, word)
            assert len(word.strip("*")) >= PART or "*" not in word or "_" in word, (code, word)
            assert not (word[0] == word[-1] == "*"), (code, word)


def test_a_drill_in_the_same_sentence_takes_back_what_a_phrase_says() -> None:
    assert hints(("Drill on Monday: customer data leaked",)) == ()
    assert hints(("Drill on Monday. Customer data leaked",)) == ("exposure",)


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("row.org=42 != session.org=17", "cross_tenant"),
        ("viewer_id≠owner_id on /receipts", "cross_tenant"),
        ("The whole payroll spreadsheet went to the distribution list", "misdirected"),
        ("left the box with the patient files in a taxi", "loss"),
        ("our print house informs us of strangers in their systems", "exposure"),
    ],
)
def test_a_leak_in_words_of_its_own_is_heard(said: str, hint: str) -> None:
    assert hint in hints((said,))
