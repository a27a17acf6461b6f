"""Reminders by mail or web hook: the codename, what kind of thing is due, how long is left, and nothing else.

The operators are told by the same channels when breachbot itself needs them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import anyio.to_thread

from breachbot.errors import DeliveryError, Refused
from breachbot.incident import late_measures
from breachbot.incident.effect import Effect
from breachbot.incident.effects import note_slot
from breachbot.incident.late_measures import measure_of
from breachbot.incident.measures import Measure
from breachbot.incident.reach import DIRECTOR, OPERATORS, minutes_left, outside_words, still_open, who_has_it
from breachbot.outbox.channel import Message
from breachbot.outbox.deliver import Sent
from breachbot.usecases import read
from breachbot.usecases.house import House
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.outbox import ClaimedEffect

ALARM = "breachbot needs you"
ALARMS = {
    "slack": "Slack refuses breachbot's token, so nobody is told anything there. Run `breachbot doctor`.",
    "outbox": "Messages have waited for ten minutes and do not get out. Run `breachbot doctor`.",
    "clock": "Something that is due cannot be worked on: no reminder of it will come. Run `breachbot doctor`.",
}
"""What the operators are told (usecases/alarms.py)."""
MOST_TOGETHER = 100
"""Incidents in one message; the others come in the next."""


@dataclass(frozen=True)
class Calls:
    """Carries out `reminder_call`, `call_over` and `alarm_note`: words the state of this moment for `deliver`.

    addresses: whose message goes where on this channel, by user id, `director` or `operators`.
    """

    house: House
    deliver: Callable[[Message], Awaitable[Sent]]
    addresses: Mapping[str, tuple[str, ...]]

    async def send(self, effect: ClaimedEffect) -> Sent:
        """What waits behind it for the same person goes with it. Nothing is sent of a reminder that somebody has
        answered, or that a newer one has replaced, and nothing to whoever has no part on the team any more."""
        to = self.addresses.get(effect.args["user"])
        if not to:
            raise DeliveryError("nobody has set an address for this person", permanent=True)
        if effect.kind == "alarm_note":
            text = ALARMS[effect.args["alarm"]]
            return await self.deliver(Message(", ".join(to), text, {"subject": ALARM, "key": effect.key}))
        if effect.kind == "call_over":
            return await self._over(effect, ", ".join(to))
        if effect.kind != "reminder_call":
            raise DeliveryError(f"{effect.kind} is nothing for this channel", permanent=True)
        said = await anyio.to_thread.run_sync(self._said, effect)
        if effect.key not in said:
            return Sent()
        sent = await self.deliver(Message(", ".join(to), *_together(effect.key, said)))
        return replace(sent, also=tuple(key for key in said if key != effect.key))

    async def _over(self, effect: ClaimedEffect, to: str) -> Sent:
        """Take back what was told there, under the key that it was told under."""
        key = await anyio.to_thread.run_sync(self._nobody_has_to_answer, effect)
        if key is None:
            return Sent()
        subject = f"{effect.stream}: nobody has to answer this any more"
        layout = {"subject": subject, "key": key, "codename": effect.stream, "over": True}
        return await self.deliver(Message(to, f"{subject}.", layout))

    def _nobody_has_to_answer(self, effect: ClaimedEffect) -> str | None:
        """The key of what was told; None where nothing was, or where something that was told with it still waits."""
        user, seq = effect.args["user"], int(effect.args["seq"])
        slot = note_slot(seq, f"{user}:{effect.args['channel']}")
        key, with_it = self.house.store.read(
            lambda tx: (
                tx.result_in(effect.stream, "reminder_call", slot),
                tx.together(effect.stream, "reminder_call", slot),
            )
        )
        told: list[ClaimedEffect | Effect] = [effect, *with_it]
        return None if any(self._one(one) for one in told) else key or None

    def _said(self, effect: ClaimedEffect) -> dict[str, _Said]:
        """What there is to say of it and of what waits behind it, by key."""
        behind = self.house.store.read(lambda tx: tx.behind(effect, MOST_TOGETHER - 1))
        waiting: list[ClaimedEffect | Effect] = [effect, *behind]
        found = {one.key: self._one(one) for one in waiting}
        return {key: said for key, said in found.items() if said}

    def _one(self, effect: ClaimedEffect | Effect) -> _Said | None:
        try:
            incident = read.load_incident(self.house, effect.stream)
        except (Refused, Erased):
            return None
        team = read.load_team(self.house)
        if effect.args["user"] not in (DIRECTOR, OPERATORS, *team.known):
            return None
        found, now = still_open(incident, self.house.policy), self.house.now()
        number = int(effect.args["seq"])
        if late := measure_of(incident, number):
            return _of_a_measure(late, incident.id, now)
        if found is None or number not in found.numbers:
            return None
        if who_has_it(incident, team, now):
            return None
        subject, lines = outside_words(found, incident.id, now)
        return _Said(incident.id, subject, lines, minutes_left(found, now))


@dataclass(frozen=True)
class _Said:
    codename: str
    subject: str
    lines: tuple[str, ...]
    minutes_left: int | None
    asks: str = ""


def _of_a_measure(late: Measure, codename: str, now: datetime) -> _Said:
    words = late_measures.outside_words(late, codename, now)
    return _Said(codename, words, (f"{words}.",), (late.due_at - now) // timedelta(minutes=1), RECORD)


RECORD = "Nobody has recorded it as done. In Slack, whoever did it presses “Record as done”."
ASKS = "Nobody has answered this yet. In Slack, press “I have it”; if Slack is away, call a colleague."


def _together(key: str, said: Mapping[str, _Said]) -> tuple[str, dict[str, Any]]:
    """Text and layout of one message, what ends first before the others."""
    found = sorted(said.values(), key=lambda one: (one.minutes_left is None, one.minutes_left or 0))
    first, lines = found[0], [line for one in found for line in one.lines]
    more = f", and {len(found) - 1} more" if len(found) > 1 else ""
    layout = {"subject": first.subject + more, "key": key, "codename": first.codename}
    asks = dict.fromkeys(one.asks or ASKS for one in found)
    return "\n".join([*lines, "", *asks]), layout | {"left_minutes": first.minutes_left}
