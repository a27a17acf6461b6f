"""Tickets for the company's tracker, by a signed web hook: what is to be done under a codename, and what is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import anyio.to_thread

from breachbot.errors import DeliveryError, Refused
from breachbot.incident.paged import TRACKER, Ticket, ticket
from breachbot.outbox.channel import Message
from breachbot.outbox.deliver import Sent
from breachbot.usecases import read
from breachbot.usecases.house import House
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.outbox import ClaimedEffect


@dataclass(frozen=True)
class Tickets:
    """Carries out `ticket`: words the state of this moment, and hands that to `deliver`."""

    house: House
    deliver: Callable[[Message], Awaitable[Sent]]

    async def send(self, effect: ClaimedEffect) -> Sent:
        """The ticket as it is now; nothing of an incident that was erased."""
        if effect.kind != "ticket":
            raise DeliveryError(f"{effect.kind} is nothing for this channel", permanent=True)
        found = await anyio.to_thread.run_sync(self._as_it_is, effect)
        return await self.deliver(_message(found, effect.key)) if found else Sent()

    def _as_it_is(self, effect: ClaimedEffect) -> Ticket | None:
        try:
            return ticket(read.load_incident(self.house, effect.stream), int(effect.args["number"]))
        except (Refused, Erased):
            return None


def _message(found: Ticket, key: str) -> Message:
    layout = {
        "key": key,
        "ticket": found.name,
        "codename": found.incident,
        "state": "done" if found.done else "open",
        "until": found.until.isoformat() if found.until else None,
    }
    return Message(TRACKER, found.words, layout)
