"""An on-call rota: who is on call at a moment, from a list of people and the hour at which each hands over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Rota:
    """People in turn, each for so many days (1 or 7); the first begins at `hour`, local time, of the day `first`.

    The hand-over is at the same local time all year, so that the turn over a change of clocks is an hour longer or
    shorter. Of an hour that comes twice the first counts; one that is left out comes up to an hour later.
    """

    people: tuple[str, ...]
    days: int
    hour: time
    zone: ZoneInfo
    first: date

    def turn(self, moment: datetime) -> int:
        """The number of the turn that an aware moment lies in: 0 for the first one, less before it."""
        day = moment.astimezone(self.zone).date()
        passed = (day - self.first).days - (moment < self._hands_over(day))
        return passed // self.days

    def on_call(self, moment: datetime) -> str:
        """Who is on call."""
        return self.people[self.turn(moment) % len(self.people)]

    def in_turn(self, moment: datetime) -> tuple[str, ...]:
        """Everybody once, whoever is on call first and then as they follow."""
        first = self.turn(moment) % len(self.people)
        return tuple(dict.fromkeys((*self.people[first:], *self.people[:first])))

    def until(self, moment: datetime) -> datetime:
        """When whoever is on call hands over, in UTC."""
        return self._hands_over(self.first + timedelta(days=(self.turn(moment) + 1) * self.days))

    def _hands_over(self, day: date) -> datetime:
        return datetime.combine(day, self.hour, self.zone).astimezone(UTC)
