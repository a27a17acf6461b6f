"""Quiet hours: a stretch of each local day in which a person is not to be disturbed by what can wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo


@dataclass(frozen=True)
class Quiet:
    """From one local time to another, over midnight where `until` is the earlier one; the two differ."""

    zone: tzinfo
    begins: time
    until: time

    def holds(self, moment: datetime) -> bool:
        """Whether an aware moment lies in them: at the beginning yes, at the end no."""
        now = moment.astimezone(self.zone).time()
        if self.begins < self.until:
            return self.begins <= now < self.until
        return now >= self.begins or now < self.until

    def ends(self, moment: datetime) -> datetime | None:
        """When those end that an aware moment lies in, in UTC; None where it lies in none.

        In the night in which clocks are set forward an end that is left out comes up to an hour later. In the one in
        which they are set back an end that comes twice is the first of them that is still ahead.
        """
        if not self.holds(moment):
            return None
        day = moment.astimezone(self.zone).date()
        found = [
            datetime.combine(day + timedelta(days=later), self.until, self.zone)
            .replace(fold=fold)
            .astimezone(UTC)
            for later in (0, 1)
            for fold in (0, 1)
        ]
        return min(end for end in found if end > moment)
