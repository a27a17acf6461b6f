"""Slack is away: a real mail server and a real web hook carry the reminder, and later Slack shows all of it, once."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from pathlib import Path

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from breachbot.incident.events import ReminderPassedOn, ReminderRaised
from breachbot.observe.metrics import Metrics
from breachbot.outbox.calls import Calls
from breachbot.outbox.channels import mail, webhook
from breachbot.outbox.deliver import Transport
from breachbot.rounds import Rounds
from breachbot.slack.actions import Act
from breachbot.usecases.house import House
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from breachbot.workspace.state import Message
from tests.incident import cast
from tests.outbox.mail_server import MailServer, mail_server
from tests.outbox.test_webhook import SECRET, Other
from tests.slack.acts import aware, told
from tests.slack.world import World, open_world

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ADDRESSES = {
    DPO: ("officer@example.com",),
    DEPUTY: ("deputy@example.com",),
    "operators": ("first@example.com", "second@example.com"),
}
REACHED = {"mail": frozenset(ADDRESSES), "webhook": frozenset({"operators"})}


def ways(server: MailServer, hook: str) -> Callable[[House], Mapping[str, Transport]]:
    at = mail.Server("127.0.0.1", server.port, "none", "bot@example.com")
    page = webhook.Hook(SecretStr(hook), SecretStr(SECRET))

    def made(house: House) -> dict[str, Transport]:
        return {
            "mail": Calls(house, partial(mail.deliver, at), ADDRESSES).send,
            "webhook": Calls(house, partial(webhook.deliver, page), {"operators": ("operators",)}).send,
        }

    return made


async def later(world: World, by: timedelta, rounds: Rounds) -> None:
    """Time goes on, and the process ticks."""
    world.clock.ahead += by
    await rounds.tick()
    world.house.wake()


def mails(server: MailServer, to: str) -> list[EmailMessage]:
    return [one for one in server.mails if to in one["To"]]


def found(server: MailServer, to: str) -> Callable[[], Awaitable[list[EmailMessage]]]:
    async def look() -> list[EmailMessage]:
        return mails(server, to)

    return look


def reminders(messages: list[Message]) -> list[Message]:
    return [one for one in messages if Act.HAVE_IT.value in one.action_ids]


@pytest.mark.parametrize("trouble", ["server_error", "refused"])
def test_slack_is_away_for_an_hour_and_mail_reaches_the_dpo_before_the_next_reminder_is_due(
    tmp_path: Path, trouble: str
) -> None:
    """Whether Slack fails, or refuses the token."""
    server, hook = MailServer(), Other()

    async def story(world: World) -> None:
        await aware(world)
        await world.comes_right()
        rounds = Rounds(world.house, Metrics())
        await world.player.fault("*", trouble, times=100_000, error="token_revoked")
        await later(world, 24 * HOUR + MINUTE, rounds)
        assert mails(server, "officer@example.com") == []
        await later(world, 5 * MINUTE, rounds)
        await world.player.wait_for(found(server, "officer@example.com"), "a mail to the DPO")
        if trouble == "refused":
            await rounds.tick()
            world.house.wake()
            await world.player.wait_for(found(server, "first@example.com"), "a mail to the operators")
        assert mails(server, "deputy@example.com") == []
        incident = world.incident()
        for _ in range(11):
            await later(world, 5 * MINUTE, rounds)
        await world.comes_right()
        assert [one.rung for one in world.incident().reminders if one.obligation == "notify_authority"] == [
            "48h_left"
        ]

        # all of it is in Slack now, and each thing once
        direct = await world.player.direct_messages(DPO)
        channel = await world.player.messages(await world.channel())
        assert (len(reminders(direct)), len(reminders(channel))) == (1, 1)
        assert len(reminders(await world.player.direct_messages(DEPUTY))) == 1

        # by mail went the codename, a kind of thing and a time
        (got,) = mails(server, "officer@example.com")
        assert incident.id in got["Subject"]
        said = f"{got['Subject']} {got.get_content()}"
        assert "A filing is due in" in said
        assert not [
            word for word in ("Export", "CrossTenant", "Art.", "breach", DPO, "Byrne") if word in said
        ]

    asyncio.run(played(tmp_path, story, server, hook))


def test_whoever_answers_in_slack_is_named_there_and_no_mail_goes_out(tmp_path: Path) -> None:
    server, hook = MailServer(), Other()

    async def story(world: World) -> None:
        channel = await aware(world)
        await world.comes_right()
        rounds = Rounds(world.house, Metrics())
        await later(world, 24 * HOUR + MINUTE, rounds)
        await told(world, DPO, "Nobody has said yet that they have it")
        await world.click(ENGINEER, Act.HAVE_IT, channel)
        await told(world, DPO, f"<@{ENGINEER}> has it, since")
        await world.player.wait_for_message(channel, f"<@{ENGINEER}> has it, since")
        await later(world, 50 * MINUTE, rounds)
        await world.comes_right()
        assert server.mails == []

        # 24 h are left: it comes to everybody again, also to whoever has it
        await later(world, 23 * HOUR + 10 * MINUTE, rounds)
        for user in (DPO, DEPUTY, ENGINEER):
            await told(world, user, "Nobody has said yet that they have it")

    asyncio.run(played(tmp_path, story, server, hook))


def test_in_the_last_hours_the_pager_rings_and_neither_log_nor_slack_holds_an_address(tmp_path: Path) -> None:
    server, hook = MailServer(answers={"RCPT": ["450 later"]}), Other()

    async def story(world: World) -> None:
        channel = await aware(world)
        await world.comes_right()
        rounds = Rounds(world.house, Metrics())
        await later(world, 66 * HOUR + MINUTE, rounds)
        await world.comes_right()
        for _ in range(11):
            await later(world, 5 * MINUTE, rounds)
            await world.comes_right()
        events = world.events(world.incident().id)
        assert [one.channel for one in events if isinstance(one, ReminderPassedOn)] == ["mail"] * 3 + [
            "webhook"
        ]
        assert len([one for one in events if isinstance(one, ReminderRaised) and one.rung == "6h_left"]) == 1
        (page,) = [json.loads(body) for _, _, body in hook.seen]
        assert (page["codename"], 280 < page["left_minutes"] < 330) == (world.incident().id, True)
        assert set(page) == {"codename", "key", "left_minutes", "subject", "text"}
        assert server.mails[-1]["To"] == "first@example.com, second@example.com"
        shown = [*await world.player.messages(channel)]
        for user in (DPO, DEPUTY, ENGINEER):
            shown += await world.player.direct_messages(user)
        assert not [one for one in shown if "@example.com" in one.words]
        kept = b"".join(path.read_bytes() for path in tmp_path.rglob("breachbot.db*"))
        assert not [one for to in ADDRESSES.values() for one in to if one.encode() in kept]

    with capture_logs() as logged:
        asyncio.run(played(tmp_path, story, server, hook))
    assert "example.com" not in str(logged)


async def played(folder: Path, story: Callable[[World], object], server: MailServer, hook: Other) -> None:
    policy = replace(cast.policy(), reached_by=REACHED)
    async with (
        mail_server(server),
        hook.listening() as url,
        open_world(folder, policy, ways(server, url)) as world,
    ):
        await story(world)  # type: ignore[misc]
