"""PDF as another program reads it: text in its order, fonts inside, the same bytes again, and no text that acts."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from breachbot.publish.documents import write_documents, write_on_paper
from breachbot.publish.filing import as_pdf
from breachbot.publish.pdf import notice_pdf
from tests.incident import cast
from tests.incident.filing.incidents import ARCHIVE, DEMOS, directory, packed, told

TEMPLATES = cast.policy().templates
ACTING = '#panic("x") *bold* _under_ @ref $x^2$ `code` <tag> // gone = head \\ #set page(width: 1pt) {{ f }}'


def of_pack(authority: str, facts: dict[str, Any]) -> bytes:
    return as_pdf(packed(told(facts), authority), directory().by_id[authority], TEMPLATES)


def opened(pdf: bytes) -> Any:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All words, without the line ends of the page."""
    return " ".join(" ".join(page.extract_text().split()) for page in opened(pdf).pages)


def notice(**facts: Any) -> bytes:
    draft = cast.the_draft(cast.drafted(**facts), "authority")
    return notice_pdf(draft.documents["notice.md"], TEMPLATES, "footer")


def fonts_of(pdf: bytes) -> list[Any]:
    found = []
    for page in opened(pdf).pages:
        for font in page["/Resources"]["/Font"].values():
            found += [each.get_object() for each in font.get_object()["/DescendantFonts"]]
    return found


@pytest.mark.parametrize("pdf", [notice(), of_pack("fr-cnil", ARCHIVE)], ids=["notice", "pack"])
def test_fonts_are_inside_and_the_file_says_what_it_is(pdf: bytes) -> None:
    fonts = fonts_of(pdf)
    assert fonts
    for font in fonts:
        assert {"/FontFile2", "/FontFile3"} & font["/FontDescriptor"].keys()
        assert "Libertinus" in font["/BaseFont"]
    root = opened(pdf).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root


def test_a_notice_reads_in_its_order() -> None:
    text = text_of(notice())
    parts = [
        "Notification of a personal data breach",
        "1. Controller and contact point",
        "Controller: Example Shop Ltd",
    ]
    parts += [
        "2. Times",
        "3. Nature of the breach",
        "An export for business customers",
        "8. Measures",
        "10. Still unknown",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_a_pack_reads_in_its_order_with_what_is_open_first() -> None:
    text = text_of(of_pack("pl-uodo", ARCHIVE | {"harm_seen": None}))
    parts = ["Report to UODO", "Still unknown", "Has anybody already suffered harm?", "To type by hand"]
    parts += [
        "1. Kind of report",
        "What kind of report is this?",
        "First report, to be completed later",
        "4. The breach",
        "A box of backup tapes",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.count("Not known yet") == 3, "of the harm, of the page and of the advice"


def test_a_text_of_a_person_comes_out_as_it_was_typed() -> None:
    assert ACTING in text_of(of_pack("gb-ico", DEMOS | {"what_happened": ACTING}))
    read = text_of(notice(what_happened=ACTING))
    assert '#panic("x")' in read
    assert "@ref $x^2$" in read
    assert "#set page(width: 1pt)" in read


def test_the_same_gives_the_same_bytes() -> None:
    assert notice() == notice()
    assert of_pack("ie-dpc", DEMOS) == of_pack("ie-dpc", DEMOS)


def test_letters_of_all_languages_of_the_union_are_there() -> None:
    words = "Zażółć gęślą jaźń, Ευρώπη, България, Ōtāhuhu, naïve, Straße"
    assert words in text_of(of_pack("ie-dpc", DEMOS | {"what_happened": words}))


def test_the_notice_on_paper_lies_beside_what_was_approved_with_its_mark(tmp_path: Path) -> None:
    approved = cast.approving(cast.drafted(), "authority")
    written = write_documents(approved, tmp_path)
    ((path, name),) = write_on_paper(written, TEMPLATES)
    assert (path.name, name) == ("notice.pdf", "notice.md")
    assert cast.the_draft(approved, "authority").sha256[:16] in text_of(path.read_bytes()).replace(" ", "")
    void = cast.stating(approved, measures_taken="The export is switched off.")
    ((path, _),) = write_on_paper(write_documents(void, tmp_path), TEMPLATES)
    assert [one.name for one in path.parent.glob("*.pdf")] == ["void-notice.pdf"]
    assert path.stat().st_mode & 0o777 == 0o600
