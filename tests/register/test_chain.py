"""The chain of hashes: whatever somebody does to the log behind our back, the proof names the first bad row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.register.chain import GENESIS, ChainHead, ChainRow, row_hash, verify

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def row(last: ChainHead, stream: str, seq: int, body: bytes = b"sealed") -> ChainRow:
    """The next row after `last`, as an honest store writes it."""
    position = last.position + 1
    at = NOON + timedelta(minutes=position)
    hashed = row_hash(last.hash, position, stream, seq, "fact_stated", at, "U1", body)
    return ChainRow(position, stream, seq, "fact_stated", at, "U1", body, last.hash, hashed)


def log(*streams: str) -> tuple[list[ChainRow], ChainHead]:
    """An honest log with one row for each name, and its head."""
    rows: list[ChainRow] = []
    head = ChainHead(0, GENESIS)
    for stream in streams:
        seq = 1 + sum(earlier.stream == stream for earlier in rows)
        rows.append(row(head, stream, seq, b"body %d" % len(rows)))
        head = ChainHead(rows[-1].position, rows[-1].hash)
    return rows, head


FIVE = ("pdb-a", "pdb-b", "pdb-a", "pdb-a", "pdb-b")


def test_an_honest_log_is_verified_and_so_is_an_empty_one() -> None:
    rows, head = log(*FIVE)
    proof = verify(rows, head)
    assert (proof.ok, proof.rows, proof.first_bad) == (True, 5, None)
    assert verify([], ChainHead(0, GENESIS)).ok


def test_the_head_reads_as_position_and_hash() -> None:
    assert str(ChainHead(7, b"\xab\xcd")) == "7:abcd"


CHANGES: list[dict[str, Any]] = [
    {"kind": "assessed"},
    {"at": NOON},
    {"by": "U2"},
    {"body": b"something else"},
    {"hash": bytes(32)},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
@pytest.mark.parametrize("position", range(1, 6))
def test_a_changed_column_is_found_where_it_was_changed(change: dict[str, Any], position: int) -> None:
    rows, head = log(*FIVE)
    rows[position - 1] = replace(rows[position - 1], **change)
    proof = verify(rows, head)
    assert not proof.ok
    assert proof.first_bad == position
    assert proof.rows == position - 1


@pytest.mark.parametrize("change", [{"stream": "pdb-c"}, {"seq": 9}, {"prev_hash": bytes(32)}])
def test_a_row_that_names_another_place_is_found(change: dict[str, Any]) -> None:
    rows, head = log(*FIVE)
    rows[2] = replace(rows[2], **change)
    assert verify(rows, head).first_bad == 3


@pytest.mark.parametrize("position", range(1, 5))
def test_a_deleted_row_leaves_a_gap(position: int) -> None:
    rows, head = log(*FIVE)
    del rows[position - 1]
    proof = verify(rows, head)
    assert proof.first_bad == position
    assert "missing" in proof.why


def test_a_cut_tail_shows_because_the_head_knows_better() -> None:
    rows, head = log(*FIVE)
    proof = verify(rows[:3], head)
    assert (proof.ok, proof.rows, proof.first_bad) == (False, 3, 4)
    assert "the tail was cut" in proof.why
    assert verify([], head).first_bad == 1


def test_rows_added_behind_the_head_show() -> None:
    rows, _ = log(*FIVE)
    proof = verify(rows, ChainHead(4, rows[3].hash))
    assert (proof.ok, proof.rows, proof.first_bad) == (False, 4, 5)


def test_a_forged_row_in_the_middle_breaks_the_next_one() -> None:
    rows, head = log(*FIVE)
    rows[2] = row(ChainHead(2, rows[1].hash), "pdb-a", 2, b"forged")
    assert verify(rows, head).first_bad == 4


def test_a_whole_chain_computed_anew_does_not_match_a_head_kept_elsewhere() -> None:
    _, head = log(*FIVE)
    forged, _ = log("pdb-a", "pdb-b", "pdb-a", "pdb-a", "pdb-a")
    proof = verify(forged, head)
    assert (proof.ok, proof.first_bad) == (False, 5)


def test_swapped_rows_show() -> None:
    rows, head = log(*FIVE)
    rows[1], rows[2] = rows[2], rows[1]
    assert verify(rows, head).first_bad == 2


def test_an_instant_counts_and_not_the_zone_it_is_written_in() -> None:
    here = datetime(2026, 3, 2, 14, 0, tzinfo=timezone(timedelta(hours=2)))
    hashes = {row_hash(GENESIS, 1, "pdb-a", 1, "assessed", at, "U1", b"") for at in (NOON, here)}
    assert len(hashes) == 1


@given(st.text(), st.text(), st.text(), st.text(), st.binary(), st.binary())
def test_what_moves_from_one_column_to_the_next_changes_the_hash(
    stream: str, kind: str, other_stream: str, other_kind: str, body: bytes, other_body: bytes
) -> None:
    one, two = (stream, kind, body), (other_stream, other_kind, other_body)
    hashes = {row_hash(GENESIS, 1, s, 1, k, NOON, "U1", b) for s, k, b in (one, two)}
    assert len(hashes) == len({one, two})


def test_the_hash_is_fixed_for_ever() -> None:
    """A stored chain must verify in every later version: this value may never change."""
    expected = "3075d50a8c29ab90be3e265a0283d028402665015d6c5d12f1578ed44631b5c9"
    assert row_hash(GENESIS, 1, "pdb-a", 1, "assessed", NOON, "U1", b"sealed").hex() == expected
