"""What is due, and what cannot be worked on and is put off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from breachbot.usecases.ports.lists import DeadlineRow
from breachbot.usecases.ports.signals import SignalRow


@dataclass(frozen=True, slots=True)
class StalledRow:
    """A stream whose clock could not be worked on, how often it was tried in vain, and since when, in real time.

    why: the name of an error of ours or of the program, never its words.
    """

    stream: str
    tries: int
    since: datetime
    why: str


class Due(Protocol):
    """A part of `Transaction` (usecases/ports/store.py)."""

    def anything_due(self, now: datetime, latest_card: datetime) -> bool:
        """Whether a tick may find something to do or to count: a reminder, an escalation, a card (`latest_card` as for
        `due_cards`), a burst that is over, a stalled stream, or a duty past its hours."""

    def due_cards(self, now: datetime, latest: datetime, limit: int) -> list[str]:
        """The incidents with a running clock whose card was to be shown at `now` or before, or, since a clock was set
        back, only after `latest`. Without stalled ones whose pause lasts."""

    def overdue(self, now: datetime) -> int:
        """How many duties that still need reminders are past their hours."""

    def due_reminders(self, now: datetime, limit: int, after: DeadlineRow | None = None) -> list[DeadlineRow]:
        """Those whose next reminder is at `now` or before it, or whose clock was set back, the oldest first.

        Without those of stalled streams whose pause lasts; only those that come `after` another one, if given."""

    def due_escalations(self, now: datetime, limit: int, after: SignalRow | None = None) -> list[SignalRow]:
        """Signals for which the next person is to be asked at `now` or before it, as `due_reminders` gives duties."""

    def oldest_due(self, now: datetime, *, put_off: bool) -> datetime | None:
        """Since when the oldest reminder or escalation is due; with `put_off`, also of those streams."""

    def has_clock(self, stream: str) -> bool:
        """Whether a reminder or an escalation of this stream will come by its rows."""

    def put_off(self, stream: str, why: str) -> StalledRow:
        """The clock of this stream could not be worked on: leave it for a pause that doubles with each try."""

    def resume(self, stream: str | None) -> None:
        """The clock of this stream goes on; None means every stream."""

    def stalled(self) -> list[StalledRow]:
        """Every stream that is put off, the oldest first."""

    def stalled_to_try(self) -> list[str]:
        """Those of them whose pause is over."""
