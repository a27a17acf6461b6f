"""The page on the assessment tells what the rules do today."""

import pytest

from tests.assessment.page import PAGE, page


def test_the_tables_are_current() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert page(text) == text, "run: make docs"


def test_the_page_shows_no_case_that_comes_out_otherwise() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert "we say" not in text
    assert text.count("| yes | yes | yes |") == 9
    assert text.count("| yes | yes | no |") == 3
    assert text.count("| yes | no | no |") == 6


def test_a_page_without_a_place_for_a_table_is_refused() -> None:
    with pytest.raises(ValueError, match="0 places for the table of facts"):
        page("# The assessment")
