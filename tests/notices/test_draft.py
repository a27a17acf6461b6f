"""A draft shows every fact, says what is unknown, invents nothing, and is the same bytes each time."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from email import message_from_string
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from breachbot.errors import BadFile
from breachbot.notices.draft import Draft, draft
from breachbot.notices.fields import Fields, MailFields
from breachbot.notices.lint import refuses
from breachbot.notices.plain import plain_text
from breachbot.notices.render import Templates
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN
from tests.notices.samples import AUTHORITY, DUE, MAIL, NOW, PAGE, TEMPLATES, another

EVERY = pytest.mark.parametrize("fields", [AUTHORITY, PAGE, MAIL], ids=lambda fields: str(fields.audience))


def seen(name: str, document: str) -> str:
    """What a person reads in a document."""
    if name.endswith(".eml"):
        return str(message_from_string(document, policy=default).get_content())
    if name.endswith(".md"):
        document = MarkdownIt("commonmark").render(document)
    body = document.partition('<main id="content">')[2].partition("</main>")[0]
    return plain_text(body or document)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@EVERY
def test_each_document_shows_every_field(fields: Fields) -> None:
    before = draft(fields, TEMPLATES)
    for field in sorted(set(type(fields).model_fields) - {"audience"}):
        after = draft(fields.model_copy(update={field: another(fields, field)}), TEMPLATES)
        for name in before.documents:
            assert seen(name, after.documents[name]) != seen(name, before.documents[name]), (field, name)


@EVERY
def test_each_unknown_is_said_and_listed(fields: Fields) -> None:
    for name, field in type(fields).model_fields.items():
        if field.title is None:
            continue
        made = draft(fields.model_copy(update={name: UNKNOWN}), TEMPLATES)
        assert made.still_unknown == (field.title,)
        for document, text in made.documents.items():
            read = " ".join(seen(document, text).split())
            assert field.title in read, (name, document)
            said = "not known yet" in read.lower().replace("do we not know yet", "").replace(
                "we do not know yet", ""
            )
            assert said, (name, document)


@EVERY
@given(data=st.data())
def test_whatever_is_missing_nothing_is_blank_or_made_up(fields: Fields, data: st.DataObject) -> None:
    titled = [name for name, field in type(fields).model_fields.items() if field.title]
    gaps = data.draw(st.dictionaries(st.sampled_from(titled), st.sampled_from([UNKNOWN, NOT_APPLICABLE])))
    made = draft(fields.model_copy(update=gaps), TEMPLATES)
    for name, document in made.documents.items():
        read = seen(name, document)
        assert not re.search(r"\b(None|Absent|UNKNOWN|nan|undefined|0 people)\b", read)
        assert not re.search(r":[ \t]*\n\s*(\n|$)|: *\.", read.replace(":\n", ": ")), read
    assert (made.still_unknown == ()) is (UNKNOWN not in gaps.values() and not made.late_without_reasons)


@EVERY
def test_the_same_facts_give_the_same_bytes(fields: Fields) -> None:
    again = type(fields).model_validate_json(fields.model_dump_json())
    shuffled = Templates(dict(list(TEMPLATES.sources.items())[::-1]))
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
    edited = Templates({**TEMPLATES.sources, "shared/style.css": "p { margin: 0 }"})
    assert draft(fields, edited).template_sha256 != made.template_sha256


@pytest.mark.parametrize("fields", [AUTHORITY, PAGE], ids=lambda fields: str(fields.audience))
@pytest.mark.parametrize("state", ["notice", "correction", "withdrawal"])
def test_both_formats_say_the_same_words(fields: Fields, state: str) -> None:
    made = draft(fields.model_copy(update={"state": state, "consequences": UNKNOWN}), TEMPLATES)
    one, two = (words(seen(name, text)) for name, text in sorted(made.documents.items()))
    assert one == two


def test_the_mail_and_its_markdown_say_the_same_words() -> None:
    made = draft(MAIL, TEMPLATES)
    mail = message_from_string(made.documents["mail.eml"], policy=default)
    read = words(f"{mail['Subject']} {mail.get_content()}".lower())
    assert read == words(seen("mail.md", made.documents["mail.md"]).lower())


def differing(made: Draft) -> list[str]:
    return [problem for problem in made.problems if problem.startswith("refuse differs")]


@EVERY
@pytest.mark.parametrize("state", ["notice", "correction", "withdrawal"])
def test_the_bundled_templates_say_the_same_in_every_format(fields: Fields, state: str) -> None:
    assert differing(draft(fields.model_copy(update={"state": state}), TEMPLATES)) == []


@pytest.mark.parametrize(
    ("fields", "template", "where"),
    [
        (PAGE, "page/en/page.md.j2", "page.html and page.md, from word 5 on"),
        (AUTHORITY, "authority/en/notice.html.j2", "notice.html and notice.md"),
        (MAIL, "mail/en/subject.txt.j2", "mail.eml and mail.md, from word 1 on"),
    ],
)
def test_a_file_that_says_something_else_than_the_other_is_refused(
    fields: Fields, template: str, where: str
) -> None:
    source = TEMPLATES.sources[template]
    for forged in (
        source.replace(" breach of", " minor breach of").replace("</main>", "<p>More.</p></main>"),
        source.replace("A breach", "No breach").replace("Notification", "Copy"),
    ):
        (problem,) = differing(draft(fields, Templates({**TEMPLATES.sources, template: forged})))
        assert "do not say the same" in problem
    cut = Templates({**TEMPLATES.sources, template: "A" if template.endswith("txt.j2") else "<p></p>"})
    assert differing(draft(fields, cut))


def test_in_files_that_are_read_capitals_count() -> None:
    source = TEMPLATES.sources["page/en/page.md.j2"].replace("## What happened?", "## WHAT HAPPENED?")
    assert differing(draft(PAGE, Templates({**TEMPLATES.sources, "page/en/page.md.j2": source})))


def test_the_place_where_two_files_part_is_named_without_a_word_of_them() -> None:
    source = TEMPLATES.sources["page/en/page.md.j2"].replace(
        "A breach of personal", "A breach of 12 personal"
    )
    (problem,) = differing(draft(PAGE, Templates({**TEMPLATES.sources, "page/en/page.md.j2": source})))
    assert problem.endswith("Mend their templates. “page.html and page.md, from word 4 on”")


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
    assert MAIL.page_url in mail.get_content()
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
    assert f"“{MailFields.model_fields[name].title}”" in problems[0]


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
    "# heading", "> quote", "1. one", "- item", "===", "---", "```\ncode", "    code", "<b>x</b>", "<!-- x -->",
    "[a](http://x.example)", "![a](http://x.example/i.png)", "<http://x.example>", "http://x.example", "[a]: /x",
    "www.x.example", "&lt;b&gt;", "a|b\n-|-", "*x* _x_ `x` ~~x~~", "\\", "{{ f }}", "{% raw %}", '">\'><svg onload=x>',
)  # fmt: skip
FREE = ("what_happened", "consequences", "measures_taken")


@EVERY
@given(parts=st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=20)), min_size=1, max_size=6))
def test_a_fact_cannot_make_a_heading_a_link_an_image_or_a_tag(fields: Fields, parts: list[str]) -> None:
    values = {name: "\n".join(["start", *parts]) for name in FREE} | {
        "data_categories": (" ".join(["x", *parts]),)
    }
    evil = draft(type(fields).model_validate({**dict(fields), **values}), TEMPLATES)
    plain = draft(fields, TEMPLATES)
    for name in evil.documents:
        assert _skeleton(name, evil) == _skeleton(name, plain), name


@EVERY
@given(parts=st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=20)), min_size=1, max_size=6))
def test_whatever_a_fact_holds_every_format_shows_the_same(fields: Fields, parts: list[str]) -> None:
    values = {name: "\n".join(["start", *parts]) for name in FREE} | {
        "data_categories": (" ".join(["x", *parts]),), "contact_name": "x" + "".join(parts),
        "change": " ".join(["y", *parts]),
    }  # fmt: skip
    assert differing(draft(type(fields).model_validate({**dict(fields), **values}), TEMPLATES)) == []


def _skeleton(name: str, made: Draft) -> list[str]:
    """Every tag that a reader's program would see, but those of paragraphs, lists and plain emphasis."""
    text = made.documents[name]
    if name.endswith(".md"):
        text = MarkdownIt("gfm-like", {"linkify": False}).render(text)
    if name.endswith(".eml"):
        return []
    return re.findall(r"<(?!/?(?:p|ul|li)>)[a-z!/][^>]*>", text)


def test_markdown_shows_a_fact_letter_by_letter() -> None:
    evil = "1\\*2 <b> [x](y) https://x.example & #1 `a` ~~b~~ 2. c"
    made = draft(MAIL.model_copy(update={"what_happened": evil}), TEMPLATES)
    assert evil in seen("mail.md", made.documents["mail.md"])


def test_a_template_that_asks_for_nothing_real_is_refused_with_its_line() -> None:
    for text in ("\n\n{{ f.shoe_size }}", "\n\n{{ shoe_size }}", "\n\n{% if %}", "\n\n{{ f.waiver_ground }}"):
        broken = Templates({**TEMPLATES.sources, "authority/en/notice.md.j2": text})
        with pytest.raises(BadFile, match=r"authority/en/notice\.md\.j2:3: "):
            draft(AUTHORITY.model_copy(update={"waiver_ground": None}), broken)


def test_a_missing_template_is_named() -> None:
    with pytest.raises(BadFile, match=r"page/de/page\.md\.j2"):
        draft(PAGE, TEMPLATES, locale="de")


def test_a_template_cannot_leave_its_sandbox() -> None:
    text = "{{ f.__class__.__init__.__globals__ }}"
    with pytest.raises(BadFile, match="unsafe"):
        draft(MAIL, Templates({**TEMPLATES.sources, "mail/en/mail.txt.j2": text}))
