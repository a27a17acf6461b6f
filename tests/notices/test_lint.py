"""What must not go out is found, what may is left alone, and a problem never repeats what it found."""

from __future__ import annotations

import pytest

from breachbot.notices.draft import draft
from breachbot.notices.fields import AuthorityFields, Fields
from breachbot.notices.lint import Problem, lint, personal_kinds, refuses, sentences
from tests.linear import assert_linear
from tests.notices.samples import AUTHORITY, MAIL, PAGE, TEMPLATES

STYLE = TEMPLATES.style
PERSONAL = {
    "email": [
        "anna.smith@mail.example",
        "Anna.O'Neil+x@sub.mail.example",
        "anna [at] mail.example",
        "anna(at)mail dot org",
    ],
    "phone": [
        "+49 30 1234567",
        "0044 20 7946 0958",
        "030 / 12 34 56 7",
        "(030) 1234567",
        "0171-5554433",
        "555-010-1234",
    ],
    "iban": ["DE89 3704 0044 0532 0130 00", "GB82WEST12345698765432", "de89370400440532013000"],
    "card": ["4111 1111 1111 1111", "5500-0055-5555-5559", "378282246310005"],
    "ip": ["203.0.113.9", "10.0.0.7", "2001:db8::8a2e:370:7334", "fe80::12:34"],
    "national_id": ["078-05-1120"],
    "secret": [
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1" * 18,
        "xoxb-" + "123456789012-abcdef",
        "password=Tr0ub4dor",
        "API key: 9f8e7d6c5b",
        "0123456789abcdef" * 4,
        "-----BEGIN RSA PRIVATE KEY-----",
    ],
}
ATTACK = {
    "host": [
        "db-prod-01",
        "orders.internal",
        "ip-10-0-3-17",
        "localhost:5432",
        "http://wiki.corp/x",
        "a.svc.cluster.local",
    ],
    "path": [
        "/api/v2/export/{id}",
        "GET /orders",
        "/var/lib/app/data",
        "C:\\Users\\app\\x",
        "\\\\files\\share",
        "app/export.py:42",
        "settings.yaml",
    ],
    "stack_trace": [
        "Traceback (most recent call last)",
        "at Shop.export(Shop.java:42)",
        "a KeyError",
        "java.lang.NullPointerException",
    ],
    "sql": [
        "SELECT name FROM customers",
        "UNION ALL SELECT 1",
        "' or '1'='1",
        "select * from orders",
        "DROP TABLE users",
    ],
    "url": ["https://example.com/x?id=17", "https://shop.example/api/orders", "https://a.example/x#t=9"],
    "unfixed": [
        "CVE-2026-12345, which is not yet fixed",
        "The vulnerability has not been patched",
        "an unpatched hole",
        "The flaw is still open",
    ],
}
HARMLESS = """On 24 November 2026, 09:15 UTC (2026-11-24T09:15:00Z, 24.11.2026, 24/11/2026) we stopped it in 72 hours.
It concerns 2,300 people, 12% of all customers, and 4 000 records; the range is 2,000-2,500.
Article 33(1) and Art. 34(3)(a) of Regulation (EU) 2016/679 apply; see recital 85.
Version 1.2.3.4 of the app, v2.10 and Node.js 22 are not affected; 24/7 and and/or are words.
The fault is fixed. The vulnerability CVE-2026-12345 was closed on 3 November 2026.
Data were encrypted with AES-256 and hashed with SHA-256 or bcrypt; the keys are safe.
Please choose a new password: it must be long. Ask the data protection officer (room 12, floor 3).
The complaint form is at https://www.dpa.example/complaints/form. Our page is https://example.com/security/.
Names, e-mail addresses, IBANs, the last four digits (1234) and card numbers are affected.
Order 4711-0815 and invoice 2026-0001 are examples. You can select a file from the list and update it."""


def codes(text: str, fields: Fields = PAGE, own_hosts: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    return {(problem.severity, problem.code) for problem in lint(text, fields, STYLE, own_hosts=own_hosts)}


def samples(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(code, value) for code, values in table.items() for value in values]


@pytest.mark.parametrize("fields", [AUTHORITY, PAGE, MAIL], ids=lambda fields: str(fields.audience))
@pytest.mark.parametrize(("code", "value"), samples(PERSONAL))
def test_personal_data_are_refused_everywhere_and_never_repeated(
    fields: Fields, code: str, value: str
) -> None:
    problems = lint(f"A file was sent by mistake to {value} on that day.", fields, STYLE)
    grave = {(problem.severity, problem.code) for problem in problems}
    severity = "warn" if code == "secret" and fields.audience == "authority" else "refuse"
    assert (severity, code) in grave
    assert all(value not in str(problem) for problem in problems)


@pytest.mark.parametrize(("code", "value"), samples(ATTACK))
def test_help_for_an_attacker_is_refused_in_public_and_warned_about_to_the_authority(
    code: str, value: str
) -> None:
    text = f"The fault was in this place: {value} and nowhere else."
    assert ("refuse", code) in codes(text, PAGE)
    assert ("refuse", code) in codes(text, MAIL)
    assert ("warn", code) in codes(text, AUTHORITY)
    assert all(value not in str(problem) for problem in lint(text, PAGE, STYLE))


@pytest.mark.parametrize("line", HARMLESS.split("\n"))
def test_ordinary_figures_and_words_pass(line: str) -> None:
    assert codes(line) == set()


DISGUISED = {
    "email": [
        "anna.smith＠mail.example",
        "anna.smith@ma\u00adil.example",
        "anna\u2060.smith@mail.example",
        "anna.smith@mail．example",
        "anna.smith @ mail.example",
        "anna.smith@ mail.example",
        "anna.smith@\ufe0fmail.example",
        "anna.smith@mail\ufffd.example",
    ],
    "card": [
        "4111\u00ad1111\u00ad1111\u00ad1111",
        "4111\u20111111\u20111111\u20111111",
        "４１１１ １１１１ １１１１ １１１１",
    ],
    "phone": ["+49\u201130\u20111234567", "０１７１－５５５４４３３", "+49–30–1234567"],
    "ip": ["２０３.0.113.9"],
    "secret": ["AKIA\u00ad" + "ABCDEFGHIJKLMNOP"],
}


@pytest.mark.parametrize(("code", "value"), samples(DISGUISED))
def test_marks_that_nobody_sees_and_wide_letters_hide_nothing(code: str, value: str) -> None:
    found = lint(f"We saw {value} in it.", PAGE, STYLE)
    assert code in {one.code for one in found if one.severity == "refuse"}
    assert all(value not in str(one) for one in found)


def test_our_own_contact_passes_however_it_is_hyphenated() -> None:
    fields = PAGE.model_copy(update={"contact_phone": "+49\u201130\u20115550100"})
    assert lint("Call us at +49\u201130\u20115550100.", fields, STYLE) == ()


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("anna@example.com got the mail of somebody else", ("e-mail address",)),
        ("The list has GB82 WEST 1234 5698 7654 32 in it", ("bank account number",)),
        (
            "4111 1111 1111 1111 stands in the log, 078-05-1120 too",
            ("payment card number", "national identity number"),
        ),
        ("Call +353 1 555 0100", ("telephone number",)),
        ("anna@ma\u00adil．example", ("e-mail address",)),
        ("10.0.0.7 was open from 2026-11-24 09:15 for 2,300 customers, ticket 4711 (Art. 33)", ()),
        ("A list of customers went to the wrong firm at 03:10", ()),
        ("", ()),
    ],
)
def test_a_line_tells_which_kinds_of_personal_data_it_holds(line: str, kinds: tuple[str, ...]) -> None:
    assert personal_kinds(line) == kinds


def test_the_names_of_people_that_we_know_are_refused() -> None:
    text = "The orders of Anna  Smith and of ANNA SMITH were shown. Annabel Smithson was not."
    problems = lint(text, PAGE, STYLE, names=("Anna Smith", " "))
    assert [problem.code for problem in problems] == ["name"]
    assert not any("Anna " in problem.excerpt or "ANNA" in problem.excerpt for problem in problems)


def test_our_own_contacts_and_addresses_pass() -> None:
    text = (
        f"Write to {PAGE.contact_email} or call {PAGE.contact_phone}. See {PAGE.page_url} ({PAGE.reference})."
    )
    assert codes(text) == set()
    assert codes("Read https://status.example.org/api/v1.", PAGE, own_hosts=("status.example.org",)) == set()
    assert codes("Read https://status.example.org/x?id=4.", PAGE, own_hosts=("status.example.org",)) == {
        ("refuse", "url")
    }
    assert codes(
        "Read https://status.example.org.evil.example/api/x.", PAGE, own_hosts=("status.example.org",)
    )
    assert codes("Write to other@example.com.") == {("refuse", "email")}


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("phrase", "We take your security and privacy very seriously."),
        ("phrase", "Example Software takes data protection seriously."),
        ("phrase", "Out of an abundance of caution we write to you."),
        ("phrase", "Security is our top priority."),
        ("phrase", "It was a highly sophisticated attack."),
        ("phrase", "There was a cyber incident."),
        ("phrase", "Your data may potentially be affected."),
        ("phrase", "We apologise for any inconvenience."),
        ("no_figure", "A small number of customers is affected."),
        ("no_figure", "The vast majority of you is not affected."),
        ("no_figure", "We recently discovered a fault."),
        ("no_evidence", "There is no evidence of misuse."),
        ("hedged", "Your data may have been accessed."),
    ],
)
def test_phrases_that_say_nothing_get_a_warning(code: str, sentence: str) -> None:
    assert ("warn", code) in codes(f"We stopped it. {sentence} We read the logs.")
    assert not any(refuses(str(problem)) for problem in lint(sentence, PAGE, STYLE))


@pytest.mark.parametrize(
    "sentence",
    [
        "A small number of customers, 14, is affected.",
        "We discovered it recently, on 24 November 2026.",
        "The logs from 2 November 2026 on show no sign of misuse.",
    ],
)
def test_the_same_words_with_a_figure_pass(sentence: str) -> None:
    assert codes(f"We stopped it. {sentence}") == set()


@pytest.mark.parametrize(("words", "warned"), [(34, False), (35, False), (36, True)])
def test_no_sentence_is_longer_than_35_words(words: int, warned: bool) -> None:
    text = f"We stopped it. Word{' word' * (words - 1)}."
    assert (("warn", "long_sentence") in codes(text)) is warned


@pytest.mark.parametrize(("words", "warned"), [(19, False), (20, False), (21, True)])
def test_sentences_are_20_words_long_on_average_at_most(words: int, warned: bool) -> None:
    text = " ".join([" ".join(["Word", *["word"] * (words - 1)]) + "."] * 3)
    assert (("warn", "long_sentences") in codes(text)) is warned


def test_a_confirmed_breach_is_not_hedged_but_an_unclear_one_may_be() -> None:
    unclear = PAGE.model_copy(update={"confidentiality": False})
    assert codes("Your data may have been accessed.", unclear) == set()


def test_labels_and_headings_are_no_sentences() -> None:
    assert sentences("What happened?\nNames\nWe stopped it. It is over.", STYLE) == [
        "What happened?",
        "We stopped it.",
        "It is over.",
    ]


def test_a_problem_is_one_line_that_says_whether_it_forbids() -> None:
    problem = lint("It was sent to anna@mail.example and bob@mail.example.", PAGE, STYLE)[0]
    assert isinstance(problem, Problem)
    assert str(problem) == (
        "refuse email: Personal data of those affected does not belong in a notice: e-mail address. "
        "“It was sent to [e-mail address] and [e-mail address].”"
    )
    assert refuses(str(problem))
    assert not refuses("warn email: refuse")


@pytest.mark.parametrize("fields", [AUTHORITY, PAGE, MAIL], ids=lambda fields: str(fields.audience))
def test_our_own_words_and_the_sample_have_no_problem(fields: Fields) -> None:
    assert draft(fields, TEMPLATES).problems == ()
    assert (
        draft(
            fields.model_copy(update={"state": "withdrawal", "change": "It was no breach."}), TEMPLATES
        ).problems
        == ()
    )


def test_a_draft_finds_what_a_fact_brought_in() -> None:
    said = "The order of anna@mail.example was shown by /api/export."
    made = draft(PAGE.model_copy(update={"what_happened": said}), TEMPLATES)
    assert [problem.partition(":")[0] for problem in made.problems] == ["refuse email", "refuse path"]
    assert not any("anna" in problem or "/api" in problem for problem in made.problems)
    plain = AuthorityFields.model_validate({**dict(AUTHORITY), "what_happened": said})
    assert [p.partition(":")[0] for p in draft(plain, TEMPLATES).problems] == ["refuse email", "warn path"]


@pytest.mark.parametrize(
    "part", ["a", "a-", "a.", "1 ", "/a", "db-", "+49 1", "https://a/", "at ", "SELECT ", "[a", "(0"]
)
def test_no_text_keeps_the_search_busy(part: str) -> None:
    assert_linear(lambda size: lint((part * size)[:size], PAGE, STYLE), 10_000)
