"""What is to go out, what went out, and what never will."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

from breachbot.incident.effect import Effect, EffectKind
from breachbot.incident.reach import Receipt

HELD_UP = "held up: "
"""The beginning of an effect's error where somebody has to repair something in Slack before it can go out."""


SHUT_OUT = "shut out: "
"""The same where Slack refuses the token, so that nobody can be told there."""


@dataclass(frozen=True, slots=True)
class ClaimedEffect:
    """An effect under a lease. `token` fences it: once the lease ran out and another claimed it, this one is void.

    aside: it always failed and has let the others of its lane pass.
    """

    id: int
    token: str
    kind: EffectKind
    key: str
    lane: str
    stream: str
    slot: str
    args: dict[str, str]
    attempts: int
    aside: bool = False


@dataclass(frozen=True, slots=True)
class EffectRow:
    """An effect that is not carried out: it waits, or it was given up. Ids and words of our own.

    age_seconds: since it was asked for. error: the last one, as a code; empty if there was none. aside: it waits, and
    lets the others of its lane pass.
    """

    id: int
    kind: EffectKind
    stream: str
    state: Literal["waiting", "failed"]
    age_seconds: float
    attempts: int
    error: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits: unread deliveries, unsent effects, effects given up.

    oldest_effect_seconds: the age of the oldest effect, leaving out lanes in which somebody has to repair something in
    Slack first: one archived channel does not make the process unfit. aside: how many let the others of their lane
    pass, since they always failed while Slack could be reached; they do not count as the oldest either. shut_out: Slack
    refuses the token.
    """

    deliveries: int
    effects: int
    oldest_effect_seconds: float
    failed: int
    aside: int = 0
    oldest_unread_seconds: float = 0.0
    """For how long the oldest delivery waits to be read."""
    shut_out: bool = False


class Outbox(Protocol):
    """A part of `Transaction` (usecases/ports/store.py)."""

    def enqueue(self, effects: Sequence[Effect]) -> None:
        """Ask for effects; one whose key was ever asked for is left out. A newer card supersedes a waiting one."""

    def claim(
        self, limit: int, lease: timedelta, kinds: Collection[EffectKind] | None = None
    ) -> list[ClaimedEffect]:
        """Take the effects that may go out now, at most one of each lane, oldest first. kinds: only of these.

        A lane keeps its order, but for what stepped aside: that is tried when its own pause is over, and holds back
        nothing.
        """

    def settle(self, claimed: ClaimedEffect, ref: str, sha256: str, also: Collection[str] = ()) -> bool:
        """It went out, and with it those of its lane with the keys in `also`. False if the lease was lost; then nothing
        is recorded.

        If its lane had trouble before, what stepped aside in it is tried at once, oldest first.
        """

    def behind(self, claimed: ClaimedEffect, limit: int) -> list[Effect]:
        """What waits behind it in its lane, and is of its kind; the oldest first."""

    def hold_reminders(self, stream: str, most: timedelta) -> None:
        """Keep the reminders of a stream to people back until they are let go, or for so long. Not those that somebody
        has tried to send."""

    def release_reminders(self) -> None:
        """Let go of all that are held."""

    def together(self, stream: str, kind: EffectKind, slot: str) -> list[Effect]:
        """What went out as one message with the first effect of a slot, that one included, the oldest first; empty
        where it went out alone."""

    def retry(self, claimed: ClaimedEffect, after: timedelta, error: str, *, aside: bool = False) -> bool:
        """It did not go out and is tried again in `after`. `error` is a code. False if the lease was lost.

        Its lane waits with it, unless it steps `aside` or did so before.
        """

    def note(self, claimed: ClaimedEffect, args: Mapping[str, str]) -> bool:
        """Keep with an effect what its sending has come to, so that a later try is given it among its arguments; ids
        alone. False if the lease was lost."""

    def coming(self, lane: str) -> bool:
        """Whether an effect of this lane waits that is not on its way: it will show what this transaction does."""

    def awaited(self, kind: EffectKind, slot: str) -> bool:
        """Whether an effect of this kind and slot waits that did not step aside."""

    def troubled_lanes(self) -> frozenset[str]:
        """Lanes in which something waits until somebody repairs something, or stepped aside."""

    def fail(self, claimed: ClaimedEffect, error: str) -> bool:
        """It never will go out; its lane goes on. False if the lease was lost."""

    def failures(self, stream: str, kind: EffectKind) -> int:
        """How many effects of this kind and stream are given up and not looked at yet."""

    def undone(self) -> list[EffectRow]:
        """Every effect that waits or was given up, oldest first."""

    def try_again(self, effect: int) -> bool:
        """Try one now that was given up, or that failed and waits. False if it is neither."""

    def set_aside(self, effect: int) -> bool:
        """Drop for good one that was given up, or that failed and waits. False if it is neither."""

    def result_of(self, key: str) -> str | None:
        """What the other side answered to the effect with this key; None if it has not gone out."""

    def result_in(self, stream: str, kind: EffectKind, slot: str) -> str | None:
        """The newest answer in a slot that names something: where the message to edit is. None if there is none."""

    def receipts(self, stream: str) -> list[Receipt]:
        """What became of each message about an event of a stream that went to one person, the oldest first."""

    def hash_in(self, stream: str, kind: EffectKind, slot: str) -> str | None:
        """The hash of what the newest answer in a slot was to. None if there is none."""

    def effects_of(self, stream: str, kind: EffectKind) -> list[Effect]:
        """All that was ever asked for of a kind in a stream, whatever came of it; the oldest first."""

    def ever_asked_in(self, stream: str, kind: EffectKind, slot: str) -> bool:
        """Whether an effect in a slot was ever asked for, whatever came of it."""

    def backlog(self, kinds: Collection[EffectKind] | None = None) -> Backlog:
        """What waits, for metrics and readiness. kinds: what this process sends, whose age and refusals alone count;
        None: all."""
