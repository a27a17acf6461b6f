"""The proof of the whole log: the chain, what each sealed event says of its row, and the heads inside approvals.

The chain shows a change only to somebody who knows a hash from before it, since whoever owns the database can compute
all hashes again. Two things they cannot make without the master key: a sealed event, which holds its own kind, actor
and time and opens in its own stream and number alone; and the head of the log inside each sealed approval, which holds
every row before the approval to what it was at that moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from breachbot.incident.events import Happened, NoticeApproved
from breachbot.register import chain
from breachbot.register.chain import GENESIS, ChainHead, ChainRow


class Unopened(Enum):
    """Why there is no event to hold against a row."""

    ERASED = "the key of its stream is gone"
    UNREADABLE = "this version of breachbot does not know the event in it"
    FORGED = "it does not open with the key of its stream"


Content = Happened | Unopened
"""What was found in a row's sealed body."""

HASH = 32
"""Bytes of a hash."""


@dataclass(frozen=True, slots=True)
class Proof:
    """The result for the log, and where and why it first does not fit.

    rows: those that fit and whose sealed event says the same. erased, unreadable: rows with nothing to compare.
    vouched: the last row that a later approval holds to its hash; what follows could be cut off without a trace here.
    """

    first_bad: int | None
    why: str
    rows: int
    erased: int
    unreadable: int
    vouched: int

    @property
    def ok(self) -> bool:
        """Nothing was found to be wrong; `complete` says whether everything could be compared."""
        return not self.why

    @property
    def complete(self) -> bool:
        return self.ok and not self.erased and not self.unreadable


def verify_log(
    rows: Iterable[tuple[ChainRow, Content]], head: ChainHead, keys_without_rows: Sequence[str] = ()
) -> Proof:
    """Hold all rows, in order of position, against the chain, their sealed events and the approvals among them.

    keys_without_rows: streams whose key is there and whose rows are not.
    """
    comparison = _Comparison()
    links = chain.verify(comparison.each(rows), head)
    if comparison.why:
        return comparison.proof(comparison.position, comparison.why)
    if not links.ok:
        return comparison.proof(links.first_bad, links.why)
    if keys_without_rows:
        return comparison.proof(None, _removed(keys_without_rows))
    return comparison.proof(None, "")


def content_fault(row: ChainRow, content: Content, hash_at: Callable[[int], bytes | None]) -> str | None:
    """Where the sealed event of a row differs from the log; None if nowhere, or if there is no event to ask."""
    if content is Unopened.FORGED:
        return (
            f"row {row.position} does not open with the key of {row.stream}: its body, stream, number or kind was "
            "changed, or the key was"
        )
    if isinstance(content, Unopened):
        return None
    said = {"kind": content.kind, "actor": content.by, "time": content.at}  # type: ignore[attr-defined]  # all have one
    for name, value in {"kind": row.kind, "actor": row.by, "time": row.at}.items():
        if said[name] != value:
            return f"row {row.position} names a different {name} from the event sealed in it"
    return _approval_fault(row, content, hash_at) if isinstance(content, NoticeApproved) else None


def _approval_fault(
    row: ChainRow, approved: NoticeApproved, hash_at: Callable[[int], bytes | None]
) -> str | None:
    """What is wrong with the rows before an approval, by the head that was written into it."""
    known = vouched_by(approved)
    if known.position >= row.position:
        return (
            f"row {row.position} holds an approval that was given after row {known.position}: rows before it "
            "were removed or moved"
        )
    found = GENESIS if known.position == 0 else hash_at(known.position)
    if found == known.hash:
        return None
    return (
        f"row {row.position} holds an approval that names a different hash for row {known.position}: a row up to "
        "there was changed, added or removed, and the hashes were computed again"
    )


def vouched_by(approved: NoticeApproved) -> ChainHead:
    """The head inside an approval. One that cannot be read names no row that there could be."""
    position, _, hashed = approved.head.partition(":")
    try:
        return ChainHead(int(position), bytes.fromhex(hashed))
    except ValueError:
        return ChainHead(0, b"")


class _Comparison:
    """Goes through the rows once and keeps their hashes, 32 bytes for each, and counts."""

    def __init__(self) -> None:
        self.position, self.why, self._vouched = 0, "", 0
        self._hashes = bytearray()
        self._counts = {"compared": 0, Unopened.ERASED: 0, Unopened.UNREADABLE: 0}

    def each(self, rows: Iterable[tuple[ChainRow, Content]]) -> Iterator[ChainRow]:
        """The rows; ends early at the first whose content is wrong. Each is compared once the chain has taken it."""
        for row, content in rows:
            yield row
            self.position = row.position
            if why := content_fault(row, content, self._hash_at):
                self.why = why
                return
            self._hashes += row.hash
            self._counts[content if isinstance(content, Unopened) else "compared"] += 1
            if isinstance(content, NoticeApproved):
                self._vouched = max(self._vouched, vouched_by(content).position)

    def proof(self, first_bad: int | None, why: str) -> Proof:
        erased, unreadable = self._counts[Unopened.ERASED], self._counts[Unopened.UNREADABLE]
        return Proof(first_bad, why, self._counts["compared"], erased, unreadable, self._vouched)

    def _hash_at(self, position: int) -> bytes | None:
        return bytes(self._hashes[(position - 1) * HASH : position * HASH])


def _removed(streams: Sequence[str]) -> str:
    named = ", ".join(streams[:3]) + (f" and {len(streams) - 3} more" if len(streams) > 3 else "")
    return f"the keys of {named} are there, and none of the rows sealed with them: the rows were removed"
