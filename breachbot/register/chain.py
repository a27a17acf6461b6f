"""The chain over the whole log: each row's hash covers the row and the hash before it.

What it proves: no row was changed, removed, added or moved, and the tail was not cut, as far as the head is known. A
chain alone does not stop the owner of the database, who can compute all hashes again; therefore the head is also sealed
into approvals, which `register.verify` compares, and written in messages.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

DOMAIN = b"breachbot event row v1"
"""Keeps these hashes apart from any other use of SHA-256."""

GENESIS = bytes(32)
"""What the first row names as the hash before it."""


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A row of the log as it is stored: `body` is the sealed bytes, so that a deleted key leaves the chain whole."""

    position: int
    stream: str
    seq: int
    kind: str
    at: datetime
    by: str
    body: bytes = field(repr=False)
    prev_hash: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The last position and its hash, kept beside the rows; 0 and GENESIS for an empty log."""

    position: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.hash.hex()}"


@dataclass(frozen=True, slots=True)
class Verification:
    """The proof: how many rows fit, and where and why the first does not."""

    ok: bool
    rows: int
    first_bad: int | None
    why: str


def row_hash(
    prev_hash: bytes, position: int, stream: str, seq: int, kind: str, at: datetime, by: str, body: bytes
) -> bytes:
    """SHA-256 over every other column, each preceded by its length (8 bytes), so that no two rows encode alike.

    Integers are decimal text; `at` must be aware and counts as UTC with microseconds.
    """
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    texts = (str(position), stream, str(seq), kind, instant, by)
    digest = hashlib.sha256()
    for part in (DOMAIN, prev_hash, *(text.encode() for text in texts), body):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def verify(rows: Iterable[ChainRow], head: ChainHead) -> Verification:
    """Recompute the chain over all rows, in order of position, and compare its end with the head."""
    last = ChainHead(0, GENESIS)
    seqs: dict[str, int] = {}
    for row in rows:
        fault = _fault(row, last, seqs.get(row.stream, 0))
        if fault:
            return Verification(False, last.position, last.position + 1, fault)
        last = ChainHead(row.position, row.hash)
        seqs[row.stream] = row.seq
    if last != head:
        return _against_head(last, head)
    return Verification(True, last.position, None, f"{last.position} rows verified")


def verify_stream(rows: Iterable[tuple[ChainRow, bytes | None]]) -> str | None:
    """What is wrong with the rows of one stream, each with the hash of the row before it; None if nothing is.

    Rows of other streams are not looked at, so this says nothing about the log as a whole.
    """
    for seq, (row, before) in enumerate(rows):
        if before is None:
            return f"row {row.position - 1} is missing"
        if fault := _fault(row, ChainHead(row.position - 1, before), seq):
            return fault
    return None


def verify_end(last: ChainHead, head: ChainHead) -> str | None:
    """What is wrong with the end of the log, held against its head; None if nothing is."""
    return None if last == head else _against_head(last, head).why


def _fault(row: ChainRow, last: ChainHead, seq: int) -> str | None:
    """What is wrong with a row that should follow `last`, whose stream has come to `seq`; None if nothing is."""
    expected = last.position + 1
    if row.position != expected:
        return f"row {expected} is missing or out of order: the next one found is {row.position}"
    if not _typed(row):
        return f"row {expected} holds a value of another type: it was changed after it was written"
    if row.prev_hash != last.hash:
        return f"row {expected} does not follow the row before it"
    if row.seq != seq + 1:
        return f"row {expected} is number {row.seq} of {row.stream}, where number {seq + 1} was expected"
    computed = row_hash(row.prev_hash, row.position, row.stream, row.seq, row.kind, row.at, row.by, row.body)
    return None if computed == row.hash else f"row {expected} was changed after it was written"


def _typed(row: ChainRow) -> bool:
    """SQLite keeps whatever was written into a column, and what is not of its type cannot even be hashed."""
    texts, blobs = (row.stream, row.kind, row.by), (row.body, row.prev_hash, row.hash)
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(blob, bytes) for blob in blobs)
        and isinstance(row.seq, int)
        and isinstance(row.at, datetime)
    )


def _against_head(last: ChainHead, head: ChainHead) -> Verification:
    if head.position > last.position:
        first = last.position + 1
        why = f"the log ends at row {last.position}, but its head names row {head.position}: the tail was cut"
    elif head.position < last.position:
        first = head.position + 1
        why = (
            f"the head names row {head.position}, but the log goes on to row {last.position}: rows were added"
        )
    else:
        first, why = last.position, f"the head names a different hash for row {head.position}"
    return Verification(False, min(last.position, first - 1), first, why)
