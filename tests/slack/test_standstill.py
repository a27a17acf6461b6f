"""Three days of standstill: what ends first is told first, all is named, and nobody gets over three messages."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from functools import partial
from pathlib import Path

from breachbot.clocks import Clocks
from breachbot.incident.events import ReminderRaised
from breachbot.observe.metrics import Metrics
from breachbot.slack.kit.limits import problems
from breachbot.workspace.seed import DEPUTY, DPO
from tests.slack.test_reminded_together import become_aware, report
from tests.slack.world import World, play

HOUR = timedelta(hours=1)
INCIDENTS = 67
"""With the three duties of each that makes 201 reminders."""


def test_three_messages_at_most_name_two_hundred_reminders_the_deadlines_first(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        names = []
        for n in range(INCIDENTS):
            name = await asyncio.to_thread(report, world, n)
            await asyncio.to_thread(partial(become_aware, world, name))
            names.append(name)
            world.clock.ahead += timedelta(seconds=40)
        await world.comes_right()
        before = {user: len(await world.player.direct_messages(user)) for user in (DPO, DEPUTY)}

        world.clock.ahead += 72 * HOUR
        await asyncio.to_thread(Clocks(world.house, Metrics()).work)
        raised = [one for name in names for one in world.events(name) if isinstance(one, ReminderRaised)]
        assert len(raised) >= 200
        await world.comes_right()

        for user in (DPO, DEPUTY):
            came = (await world.player.direct_messages(user))[before[user] :]
            told = [one for one in came if "Reminders of" in one.words]
            assert 1 <= len(told) <= len(came) <= 3  # the other one is about the signal that waits
            said = "\n".join(one.words for one in told)
            assert [name for name in names if name not in said] == []
            shown = re.findall(r"(pdb-[a-z0-9]+): \W*Authority", said)
            assert list(dict.fromkeys(shown)) == names  # whose hours end first comes first
            for one in told:
                posted = {"channel": user, "text": one.text, "blocks": one.blocks}
                assert problems("chat.postMessage", posted) == []

    play(tmp_path, story)
