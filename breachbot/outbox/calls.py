"""Reminders by mail or web hook: the codename, what kind of thing is due, how long is left, and nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import anyio.to_thread

from breachbot.errors import DeliveryError
from breachbot.incident.reach import minutes_left, outside_words, still_open, who_has_it
from breachbot.outbox.channel import Message
from breachbot.outbox.deliver import Sent
from breachbot.usecases import read
from breachbot.usecases.house import House
from breachbot.usecases.ports import ClaimedEffect


@dataclass(frozen=True)
class Calls:
    """Carries out `reminder_call`: loads the state of this moment, words it, and hands it to `deliver`.

    addresses: whose message goes where on this channel, by user id, `director` or `operators`.
    """

    house: House
    deliver: Callable[[Message], Awaitable[Sent]]
    addresses: Mapping[str, tuple[str, ...]]

    async def send(self, effect: ClaimedEffect) -> Sent:
        """Nothing is sent of a reminder that somebody has answered, or that a newer one has replaced."""
        if effect.kind != "reminder_call":
            raise DeliveryError(f"{effect.kind} is nothing for this channel", permanent=True)
        to = self.addresses.get(effect.args["user"])
        if not to:
            raise DeliveryError("nobody has set an address for this person", permanent=True)
        words = await anyio.to_thread.run_sync(self._words, effect)
        return await self.deliver(Message(", ".join(to), *words)) if words else Sent()

    def _words(self, effect: ClaimedEffect) -> tuple[str, dict[str, Any]] | None:
        incident = read.load_incident(self.house, effect.stream)
        found, now = still_open(incident, self.house.policy), self.house.now()
        if found is None or int(effect.args["seq"]) not in found.numbers or who_has_it(incident):
            return None
        subject, text = outside_words(found, incident.id, now)
        layout = {"subject": subject, "key": effect.key, "codename": incident.id}
        return text, layout | {"left_minutes": minutes_left(found, now)}
