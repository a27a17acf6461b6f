"""Where the story plays: the bot, the workspace, the clock, and how a person acts and looks.

A person looks, acts if nothing is there yet, waits a while and tries again; so a bot that dies in the middle only costs
time. What really happened is read back in `proof.py`.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

import aiohttp

from breachbot.demo.clock import DemoClock
from breachbot.demo.hand import Hand
from breachbot.demo.processes import Bot, Secrets
from breachbot.slack.actions import Act
from breachbot.slack.draft_card import TITLES
from breachbot.workspace.player import ImpossibleAct
from breachbot.workspace.protocol import Answer
from breachbot.workspace.state import Message, View

T = TypeVar("T")
PATIENCE = 4.0
"""Seconds after which a person tries again."""
TRIES = 12


class StoryFailed(Exception):
    """A step did not take effect, however often it was tried."""


@dataclass
class Stage:
    """tell: says a line to who watches. step: is called after each step with its name.

    clicks: how many each person made that took effect. counts: how many something took, by its name.
    """

    player: Hand
    bot: Bot
    workspace_url: str
    clock: DemoClock
    secrets: Secrets
    issue: str
    tell: Callable[[str], None]
    step: Callable[[str], Awaitable[None]]
    clicks: Counter[str] = field(default_factory=Counter)
    counts: dict[str, int] = field(default_factory=dict)

    @contextlib.contextmanager
    def counting(self, what: str, user: str) -> Iterator[None]:
        """Count what this person clicks until it is done, under its name."""
        before = self.clicks[user]
        yield
        self.counts[what] = self.clicks[user] - before

    def later(self, **passed: float) -> None:
        """Let so much time pass."""
        self.clock.move_to(self.clock.now() + timedelta(**passed))

    async def until(
        self,
        what: str,
        seen: Callable[[], Awaitable[T | None]],
        act: Callable[[], Awaitable[object]] | None = None,
    ) -> T:
        """Act until it is seen to have taken effect; gives what was seen. Of several tries the clicks of the last one
        count. Raises StoryFailed."""

        async def look() -> T | None:
            if not self.bot.running:
                raise TimeoutError("the bot is dead")
            return await seen()

        made: Counter[str] = Counter()
        for _ in range(TRIES):
            if not self.bot.running:
                await self.bot.start(self.workspace_url)
            if found := await seen():
                self.clicks += made
                return found
            try:
                if act:
                    self.player.clicks = made = Counter()
                    await act()
                found = await self.player.wait_for(look, what, PATIENCE)
                self.clicks += made
                return found
            except TimeoutError:
                continue
            except (ImpossibleAct, aiohttp.ClientError):
                await asyncio.sleep(
                    PATIENCE / 2
                )  # the button comes with the next card, and that may be on its way
        raise StoryFailed(f"this did not happen: {what}")

    async def fill(self, user: str, act: Act, values: dict[str, Any], on: Message) -> Answer:
        """Click a button, wait for its form, fill it in and send it. The decision on a notice is below its text."""
        await self.put_away(user)
        button = Act.READ if act in (Act.APPROVE, Act.REJECT) else act
        await self.press(user, button, on)
        if act == Act.REJECT:
            read = await self.player.wait_for_view(user, Act.APPROVE.value, PATIENCE)
            await self.player.click(user, Act.OBJECT.value, view_id=read.id)
        view = await self.player.wait_for_view(user, act.value, PATIENCE)
        return await self.player.submit(user, view.id, values)

    async def press(self, user: str, act: Act, on: Message) -> None:
        """Click a button of a message, or in the list behind its “More…”: what is the DPO's is on their Home tab."""
        if act.value in on.action_ids or Act.MORE.value not in on.action_ids:
            await self.player.click(user, act.value, channel=on.channel, ts=on.ts)
            return
        await self.player.click(user, Act.MORE.value, channel=on.channel, ts=on.ts)
        listed = await self.player.wait_for_view(user, Act.MORE.value, PATIENCE)
        if act.value not in listed.action_ids:
            await self.put_away(user)
            listed = await self._listed_on_home(user)
        await self.player.click(user, act.value, view_id=listed.id)

    async def _listed_on_home(self, user: str) -> View:
        await self.player.open_home(user)

        async def home() -> View | None:
            found = await self.player.home(user)
            return found if found and Act.MORE.value in found.action_ids else None

        tab = await self.player.wait_for(home, "the Home tab", PATIENCE)
        await self.player.click(user, Act.MORE.value, view_id=tab.id)
        return await self.player.wait_for_view(user, Act.MORE.value, PATIENCE)

    async def put_away(self, user: str) -> None:
        """Close the forms that an earlier try left open."""
        for view in await self.player.views(user):
            await self.player.close(user, view.id)

    # --- looking ------------------------------------------------------------------------------------------

    async def message(self, channel: str, words: str) -> Message | None:
        """The newest message in a channel that holds these words."""
        found = [m for m in await self.player.messages(channel) if words in m.words and not m.ephemeral_to]
        return found[-1] if found else None

    async def incident_channel(self) -> str | None:
        """The private channel of the incident, once it exists."""
        found = [c.id for c in await self.player.channels() if c.is_private and c.name.startswith("pdb-")]
        return found[0] if found else None

    async def clock_card(self, channel: str) -> Message | None:
        """The one live card of the incident: the message with a way to everything that can be done."""
        found = [m for m in await self.player.messages(channel) if Act.MORE.value in m.action_ids]
        return found[-1] if found else None

    async def card(self, channel: str) -> Message:
        """The same, once it is there; TimeoutError is a reason to try again."""
        return await self.player.wait_for(lambda: self.clock_card(channel), "the card", PATIENCE)

    async def bundle(self, user: str) -> Message:
        """The newest message to a person about what waits for their decision, once it is there; TimeoutError is a
        reason to try again."""

        async def look() -> Message | None:
            found = [m for m in await self.player.direct_messages(user) if "for your decision" in m.words]
            return found[-1] if found and Act.READ.value in found[-1].action_ids else None

        return await self.player.wait_for(look, "something to decide on", PATIENCE)

    async def turned(self, user: str, form: Act, before: View) -> View:
        """What a form shows once it is another page of itself."""

        async def look() -> View | None:
            views = await self.player.views(user)
            turned = views and views[-1].callback_id == form.value and views[-1].hash != before.hash
            return views[-1] if turned else None

        return await self.player.wait_for(look, "the next document", PATIENCE)

    async def draft(self, channel: str, audience: str, version: int | None = None) -> Message | None:
        """The newest card of a draft, of one version if that matters."""
        title = f"{TITLES[audience]}, draft {version or ''}"
        found = [m for m in await self.player.messages(channel) if _title(m).startswith(title)]
        return found[-1] if found else None


def plain(text: str) -> str:
    """A message as a terminal can show it: dates in UTC, no marks of emphasis."""
    return re.sub(r"<!date\^[^|>]*\|([^>]*)>", r"\1", text).replace("*", "")


def _title(message: Message) -> str:
    return next((block["text"]["text"] for block in message.blocks if block.get("type") == "header"), "")
