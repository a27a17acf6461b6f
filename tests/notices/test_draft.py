"""A draft shows every fact, says what is unknown, invents nothing, and is the same bytes each time."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_string
from email.policy import default
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from breachbot.errors import BadFile
from breachbot.notices.draft import Draft, draft
from breachbot.notices.fields import Change, Fields, PageFields, open_fields
from breachbot.notices.lint import refuses
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN
from tests.notices.reading import plain_of, seen
from tests.notices.samples import AUTHORITY, AWARE, DUE, MAIL, NOW, PAGE, TEMPLATES, another, edited

EVERY = pytest.mark.parametrize("fields", [AUTHORITY, PAGE, MAIL], ids=lambda fields: str(fields.audience))
FEW = settings(max_examples=min(40, settings().max_examples))
"""Each of the three notices gets as many, and each is rendered twice and read."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.slow
@EVERY
def test_each_document_shows_every_field(fields: Fields) -> None:
    before = draft(fields, TEMPLATES)
    hidden = {"page_url"} if fields.audience == "authority" else set()  # it shows where the page went out
    for field in sorted(set(type(fields).model_fields) - {"audience"} - hidden):
        after = draft(fields.model_copy(update={field: another(fields, field)}), TEMPLATES)
        for name in before.documents:
            assert seen(name, after.documents[name]) != seen(name, before.documents[name]), (field, name)


@pytest.mark.slow
@EVERY
def test_each_unknown_is_said_and_listed(fields: Fields) -> None:
    for name in open_fields(type(fields)):
        title = TEMPLATES.words.titles[fields.audience][name]
        made = draft(fields.model_copy(update={name: UNKNOWN}), TEMPLATES)
        assert made.still_unknown == (title,)
        for document, text in made.documents.items():
            read = " ".join(seen(document, text).split())
            assert title in read, (name, document)
            said = "not known yet" in read.lower().replace("do we not know yet", "").replace(
                "we do not know yet", ""
            )
            assert said, (name, document)


@EVERY
@FEW
@given(data=st.data())
def test_whatever_is_missing_nothing_is_blank_or_made_up(fields: Fields, data: st.DataObject) -> None:
    open_ones = open_fields(type(fields))
    gaps = data.draw(st.dictionaries(st.sampled_from(open_ones), st.sampled_from([UNKNOWN, NOT_APPLICABLE])))
    made = draft(fields.model_copy(update=gaps), TEMPLATES)
    for name, document in made.documents.items():
        read = seen(name, document)
        assert not re.search(r"\b(None|Absent|UNKNOWN|nan|undefined|0 people)\b", read)
        assert not re.search(r":[ \t]*\n\s*(\n|$)|: *\.", read.replace(":\n", ": ")), read
    assert (made.still_unknown == ()) is (UNKNOWN not in gaps.values() and not made.late_without_reasons)


@EVERY
def test_the_same_facts_give_the_same_bytes(fields: Fields) -> None:
    again = type(fields).model_validate_json(fields.model_dump_json())
    shuffled = replace(TEMPLATES, sources=dict(list(TEMPLATES.sources.items())[::-1]))
    assert draft(again, shuffled) == draft(fields, TEMPLATES)


@EVERY
def test_the_hashes_are_those_of_the_bytes_and_the_facts(fields: Fields) -> None:
    made = draft(fields, TEMPLATES)
    assert made.sha256 == hashlib.sha256(made.documents[made.primary].encode()).hexdigest()
    assert made.files == {
        name: hashlib.sha256(text.encode()).hexdigest() for name, text in made.documents.items()
    }
    later = draft(fields.model_copy(update={"as_of": NOW + timedelta(minutes=1)}), TEMPLATES)
    assert later.fields_sha256 == made.fields_sha256
    assert later.sha256 != made.sha256
    for part in ("shared/style.css", "en/words.yaml", f"en/{fields.audience}/more.j2"):
        assert draft(fields, edited(part, "p { margin: 0 }")).template_sha256 != made.template_sha256
    other = edited("en/controller/message.md.j2", "x")
    assert draft(fields, other).template_sha256 == made.template_sha256


STATES = pytest.mark.parametrize("state", ["notice", "correction", "withdrawal"])


@EVERY
@STATES
def test_both_documents_say_the_same_words(fields: Fields, state: str) -> None:
    made = draft(fields.model_copy(update={"state": state, "consequences": UNKNOWN}), TEMPLATES)
    one, two = (words(seen(name, text).casefold()) for name, text in sorted(made.documents.items()))
    assert len(one) > 50
    assert one == two


@EVERY
def test_what_the_template_says_more_both_documents_say(fields: Fields) -> None:
    (name,) = (name for name in draft(fields, TEMPLATES).documents if name.endswith(".md"))
    path = f"en/{fields.audience}/{name}.j2"
    more = edited(path, TEMPLATES.sources[path] + "\nAnd *more*: [a form](https://example.org/form).\n")
    for document, text in draft(fields, more).documents.items():
        assert "And more: a form." in seen(document, text), document


def test_the_mail_is_an_unsent_message_that_links_to_the_page() -> None:
    text = draft(MAIL, TEMPLATES).documents["mail.eml"]
    mail = message_from_string(text, policy=default)
    assert text.isascii()
    assert text.count("\n") == text.count("\r\n")
    assert max(map(len, text.split("\r\n"))) <= 998
    assert mail["X-Unsent"] == "1"
    assert mail["To"] is None
    assert mail["From"] == "Example Software <dpo@example.com>"
    assert mail["Date"].datetime == NOW
    assert mail["Content-Language"] == "en"
    assert MAIL.page_url in plain_of(mail)
    assert mail.get_content_type() == "multipart/alternative"
    assert draft(MAIL, TEMPLATES).documents["mail.eml"] == text
    assert not mail.defects


def test_a_name_with_a_line_end_cannot_forge_a_header() -> None:
    made = draft(MAIL.model_copy(update={"company_name": "Example\nBcc: all@example.com"}), TEMPLATES)
    mail = message_from_string(made.documents["mail.eml"], policy=default)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "A breach of your personal data at Example Bcc: all@example.com"


@pytest.mark.parametrize("name", ["what_happened", "consequences", "measures_taken", "contact_email"])
def test_a_message_to_people_that_lacks_what_they_are_owed_cannot_be_approved(name: str) -> None:
    made = draft(MAIL.model_copy(update={name: UNKNOWN}), TEMPLATES)
    problems = [problem for problem in made.problems if refuses(problem)]
    assert len(problems) == 1
    assert f"“{TEMPLATES.words.titles['mail'][name]}”" in problems[0]


@pytest.mark.parametrize("fields", [MAIL, PAGE.model_copy(update={"measures_taken": UNKNOWN})])
def test_a_whole_message_can_and_a_page_may_be_completed_later(fields: Fields) -> None:
    assert not [problem for problem in draft(fields, TEMPLATES).problems if refuses(problem)]


def test_a_page_promises_no_letter_that_nobody_decided_on() -> None:
    made = draft(PAGE.model_copy(update={"people_told_how": UNKNOWN, "people_told_at": UNKNOWN}), TEMPLATES)
    for text in made.documents.values():
        assert "is not decided yet" in text
        assert "We tell the people affected directly" not in text


def test_a_late_notice_asks_for_its_reasons() -> None:
    late = AUTHORITY.model_copy(
        update={
            "as_of": DUE + timedelta(seconds=1),
            "first_filed_at": NOT_APPLICABLE,
            "delay_reasons": NOT_APPLICABLE,
        }
    )
    made = draft(late, TEMPLATES)
    assert made.late_without_reasons
    assert "The reasons for the delay" in made.still_unknown
    assert "Reasons for the delay" in made.documents["notice.md"]
    in_time = late.model_copy(update={"as_of": DUE})
    assert not draft(in_time, TEMPLATES).late_without_reasons
    assert "Reasons for the delay" not in draft(in_time, TEMPLATES).documents["notice.md"]


ATTACKS = (
    "# heading",
    "> quote",
    "1. one",
    "- item",
    "===",
    "---",
    "```\ncode",
    "    code",
    "<b>x</b>",
    "<!-- x -->",
    "[a](http://x.example)",
    "![a](http://x.example/i.png)",
    "<http://x.example>",
    "http://x.example",
    "[a]: /x",
    "www.x.example",
    "&lt;b&gt;",
    "a|b\n-|-",
    "*x* _x_ `x` ~~x~~",
    "\\",
    "{{ f }}",
    "{% raw %}",
    "\">'><svg onload=x>",
)
FREE = ("what_happened", "consequences", "measures_taken")


PARTS = st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=20)), min_size=1, max_size=6)


def attacked(fields: Fields, parts: list[str]) -> Draft:
    values: dict[str, Any] = {name: "\n".join(["start", *parts]) for name in FREE} | {
        "data_categories": (" ".join(["x", *parts]), " ".join([*parts, "x"])),
        "contact_name": "x" + "".join(parts),
        "change": " ".join(["y", *parts]),
    }
    if isinstance(fields, PageFields):
        values["log"] = (Change(version=1, at=AWARE, sentence=" ".join(["z", *parts])),)
    return draft(type(fields).model_validate({**dict(fields), **values}), TEMPLATES)


@EVERY
@FEW
@given(parts=PARTS)
def test_a_fact_cannot_make_a_heading_a_link_an_image_or_a_tag(fields: Fields, parts: list[str]) -> None:
    evil, plain = attacked(fields, parts), attacked(fields, ["z"])
    for name in evil.documents:
        assert _skeleton(name, evil) == _skeleton(name, plain), name


@EVERY
@FEW
@given(parts=PARTS)
def test_whatever_a_fact_holds_both_documents_show_the_same(fields: Fields, parts: list[str]) -> None:
    one, two = (seen(*document) for document in sorted(attacked(fields, parts).documents.items()))
    if fields.audience == "mail":  # it marks its items and shouts its headings
        one, two = re.sub(r"(?m)^- ", "", one).casefold(), two.casefold()
    assert one.split() == two.split()


@EVERY
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_fact_is_shown_letter_by_letter_in_both_documents(fields: Fields, attack: str) -> None:
    made = draft(fields.model_copy(update={"contact_name": f"x {attack}"}), TEMPLATES)
    shown = " ".join(attack.split())
    for name, text in made.documents.items():
        assert f"x {shown}" in seen(name, text), name


def _skeleton(name: str, made: Draft) -> list[str]:
    """Every tag that a reader's program would see, but those of paragraphs and lists."""
    text = made.documents[name]
    if name.endswith(".md"):
        text = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    if name.endswith(".eml"):
        return []
    return re.findall(r"<(?!/?(?:p|ul|li)>)[a-z!/][^>]*>", text)


def test_an_instant_is_marked_for_machines_and_one_that_does_not_exist_is_not() -> None:
    said = "From 2 March 2026, 09:05 UTC to 31 February 2026, 09:05 UTC and 2 March 2026, 24:05 UTC."
    html = draft(PAGE.model_copy(update={"what_happened": said}), TEMPLATES).documents["page.html"]
    shown = said.replace(
        "2 March 2026, 09:05 UTC", '<time datetime="2026-03-02T09:05:00Z">2 March 2026, 09:05 UTC</time>'
    )
    assert f"<p>{shown}</p>" in html


def test_the_jump_to_the_advice_leads_there_and_one_that_leads_nowhere_is_refused() -> None:
    assert '<h2 id="what-can-i-do">What can I do?</h2>' in draft(PAGE, TEMPLATES).documents["page.html"]
    source = TEMPLATES.sources["en/page/page.md.j2"].replace("## What can I do?", "## What may I do?")
    with pytest.raises(BadFile, match=r"^en/page/page\.md\.j2: a link leads to #what-can-i-do"):
        draft(PAGE, edited("en/page/page.md.j2", source))


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("https://example.com/a_b/~c/pdb-1/", True),
        ("http://127.0.0.1:8080/pdb-1/", True),
        ("https://example.com/<b>/", False),
        ("javascript:alert(1)", False),
        ("https://example.com/ [x](y)", False),
    ],
)
def test_only_a_plain_address_becomes_a_link(address: str, leads: bool) -> None:
    made = draft(PAGE.model_copy(update={"page_url": address}), TEMPLATES)
    main = made.documents["page.html"].partition("<main")[2]
    assert (f'<a href="{address}">{address}</a>' in main) is leads
    for name, text in made.documents.items():
        assert address in seen(name, text), name


def test_a_template_that_asks_for_nothing_real_is_refused_with_its_line() -> None:
    for text in ("\n\n{{ f.shoe_size }}", "\n\n{{ shoe_size }}", "\n\n{% if %}", "\n\n{{ f.waiver_ground }}"):
        with pytest.raises(BadFile, match=r"en/authority/notice\.md\.j2:3: "):
            draft(
                AUTHORITY.model_copy(update={"waiver_ground": None}),
                edited("en/authority/notice.md.j2", text),
            )


def test_a_missing_template_is_named() -> None:
    with pytest.raises(BadFile, match=r"de/page/page\.md\.j2"):
        draft(PAGE, replace(TEMPLATES, locale="de"))


def test_a_template_cannot_leave_its_sandbox() -> None:
    text = "{{ f.__class__.__init__.__globals__ }}"
    with pytest.raises(BadFile, match="unsafe"):
        draft(MAIL, edited("en/mail/mail.md.j2", text))
