"""The register as files: no spreadsheet runs a cell of it, and what was written is read back."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.register.entry import Entry, erased_entry
from breachbot.register.sheet import as_csv, guarded
from tests.incident import cast

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "\u3000+1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "  ＝1",
    "﹢1",
    "﹫x",
    "−1",
    "\t",
    "=",
    "'=1",
)


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_may_run_begins_with_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", " ", "a=1", "2026-11-24", "1+1", "none", "(=1)"])
def test_other_cells_are_left_as_they_are(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.text())
def test_the_apostrophe_is_ours_alone_so_that_it_can_be_taken_off(cell: str) -> None:
    shown = guarded(cell)
    assert (shown.removeprefix("'") if shown.startswith("'") else shown) == cell


def entry(title: str, filings: tuple[str, ...] = ()) -> Entry:
    return erased_entry("pdb-test0001", cast.policy()).model_copy(update={"title": title, "filings": filings})


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_an_exported_register_has_one_line_and_one_row_for_each_entry(titles: list[str]) -> None:
    entries = [entry(title, (title or "x", "second")) for title in titles]
    text = as_csv(entries)
    assert len(text.splitlines()) == len(entries) + 1
    rows = list(csv.DictReader(io.StringIO(text)))
    for row, one in zip(rows, entries, strict=True):
        assert {name: cell.removeprefix("'") for name, cell in row.items()} == {
            name: cell.removeprefix("'") if cell.startswith("'") and cell == guarded(cell) else cell
            for name, cell in one.flat().items()
        }


def test_a_formula_in_a_title_is_exported_as_words() -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv([entry("  ＝cmd|' /C calc'!A0")])))
    assert row["title"] == "'  ＝cmd|' /C calc'!A0"
