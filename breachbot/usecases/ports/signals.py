"""The lists of signals, and of the bursts in which they come."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol


@dataclass(frozen=True, slots=True)
class SignalRow:
    """The state of a signal, and how often deliveries of its series came. The counts are the store's own.

    split: whether deliveries were taken out of it. counted_to: as for a DeadlineRow.
    """

    id: str
    source: str
    series: str
    verdict: str
    phase: str
    incident: str | None
    next_escalation_at: datetime | None
    count: int
    first_seen: datetime | None
    last_seen: datetime | None
    split: bool = False
    counted_to: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Fate:
    """Signals of one source that rest on the same rules and came to the same.

    erased: their content is gone. became: whether the incident is a breach, where somebody has said so.
    """

    erased: bool
    source: str
    rules: tuple[str, ...]
    phase: str
    became: Literal["breach", "no_breach"] | None
    number: int


@dataclass(frozen=True, slots=True)
class Those:
    """Which signals are asked for; None: whatever it is."""

    source: str | None = None
    verdict: str | None = None
    phase: str | None = None


@dataclass(frozen=True, slots=True)
class BurstRow:
    """Candidates that came close together.

    reports: whether they are reports of people. over_at: when its message has to say that it is over; None if it has
    no message, or once it does.
    """

    id: str
    reports: bool
    began_at: datetime
    last_at: datetime
    over_at: datetime | None


@dataclass(frozen=True, slots=True)
class MemberCount:
    """How many signals of a burst came from one source and stand at one point of their life."""

    source: str
    phase: str
    number: int


class Signals(Protocol):
    """A part of `Transaction` (usecases/ports/store.py)."""

    def save_signal(
        self,
        signal_id: str,
        *,
        source: str,
        series: str,
        verdict: str,
        phase: str,
        incident: str | None,
        next_escalation_at: datetime | None,
        claimed_by: str | None = None,
        counted_to: datetime | None = None,
        burst: str | None = None,
        steps_asked: int | None = None,
        gravity: int = 0,
        split: bool = False,
        rules: Sequence[str] = (),
    ) -> None:
        """Write the state of a signal; its counts stay, and for a new row are taken from its deliveries."""

    def signals(self) -> list[SignalRow]:
        """Every signal, by id."""

    def latest_signals(self, those: Those, skip: int, limit: int) -> tuple[int, list[SignalRow]]:
        """How many signals there are of those, and some of them, those heard of last first."""

    def opened_by(self, actor: str, after: datetime, until: datetime) -> int:
        """How many signals somebody opened as incidents after a moment, and at another one or before it."""

    def fates(self, verdicts: Collection[str]) -> list[Fate]:
        """What became of all signals with one of these verdicts: how many there are alike."""

    def last_heard(self) -> dict[str, datetime]:
        """When a signal of each source last came."""

    def signal_of(self, source: str, series: str) -> SignalRow | None:
        """The signal of a series, if there is one."""

    def signal_row(self, signal_id: str) -> SignalRow | None:
        """The row of one signal."""

    def save_burst(self, row: BurstRow) -> None:
        """Write the row of a burst, or replace it."""

    def burst(self, burst_id: str) -> BurstRow | None:
        """The row of one burst."""

    def last_burst(self, until: datetime, *, reports: bool) -> BurstRow | None:
        """The burst to which something came last, of what came up to `until`: of people's reports, or of alerts."""

    def bursts_over(self, now: datetime) -> list[BurstRow]:
        """Those whose message has to say that they are over."""

    def burst_told(self, burst_id: str) -> None:
        """Its message says so."""

    def burst_size(self, burst_id: str, most: int) -> int:
        """How many signals are in it, counted up to `most`."""

    def burst_counts(self, burst_id: str) -> list[MemberCount]:
        """How many signals are in it, by source and phase."""

    def gravest(self, burst_id: str, limit: int) -> list[str]:
        """The signals in it that nobody has claimed or judged, the gravest first."""

    def asked_already(self, burst_id: str, verdicts: Collection[str], step: int, *, but: str) -> bool:
        """Whether another signal in it, with one of these verdicts, still waits after `step` steps of asking."""
