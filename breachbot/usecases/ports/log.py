"""The events, and the chain that they are linked in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from breachbot.errors import BreachbotError
from breachbot.incident.events import Happened
from breachbot.register.chain import ChainHead, ChainRow
from breachbot.register.verify import Content


class Conflict(BreachbotError):
    """Another writer was first. Nothing was written: load and decide again."""


class Erased(BreachbotError):
    """The key of a stream or delivery was deleted: its content is gone for ever, its place in the chain is not."""


class Log(Protocol):
    """A part of `Transaction` (usecases/ports/store.py)."""

    def events(self, stream: str) -> list[Happened]:
        """The events of a stream, oldest first; none if it does not exist. Raises Erased if its key was deleted."""

    def beginnings(self, streams: Sequence[str]) -> dict[str, Happened]:
        """The first event of each of these streams; without those whose key was deleted."""

    def append(self, stream: str, seen: int, news: Sequence[Happened]) -> None:
        """Add events after the first `seen`, on which the decision was based. Raises Conflict if there are more."""

    def streams(self, prefix: str = "") -> list[str]:
        """The names of the streams that start with `prefix` (such as `pdb-`), in the order in which they began."""

    def erased(self) -> list[str]:
        """The streams whose key was deleted, in the order in which they began: in the chain, and unreadable."""

    def register_streams(self, skip: int = 0, limit: int | None = None) -> list[str]:
        """The streams that have an entry in the register: incidents, then signals that were ever dismissed; each
        in the order in which they began, without the first `skip`, and at most `limit`."""

    def register_size(self) -> int:
        """How many streams have an entry in the register."""

    def in_register(self, stream: str) -> bool:
        """Whether this stream has one."""

    def linked_rows(self, stream: str) -> list[tuple[ChainRow, bytes | None]]:
        """The stored rows of a stream, each with the hash of the row before it in the log; None if that is missing."""

    def log_end(self) -> ChainHead:
        """The last row there is, to be compared with `chain_head`."""

    def head(self) -> str:
        """The head of the chain as `position:hash in hex`."""

    def chain_head(self) -> ChainHead:
        """The same as a value, for `register.chain.verify`."""

    def chain_rows(self) -> Iterator[ChainRow]:
        """Every stored row in order of position, sealed as it is; read in portions, so use it while reading."""

    def opened_rows(self) -> Iterator[tuple[ChainRow, Content]]:
        """The same, each with what is sealed in it."""

    def hash_at(self, position: int) -> bytes | None:
        """The hash of one stored row; None if it is not there."""

    def keys_without_rows(self) -> list[str]:
        """The streams and deliveries whose key is there, and none of whose rows is."""

    def first_time(self, request_key: str) -> bool:
        """Remember a request; False if it was seen before."""

    def hold_log(self) -> None:
        """Keep other writers of events waiting until this transaction ends: what is read next stays the newest."""
