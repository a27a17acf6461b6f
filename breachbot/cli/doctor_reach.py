"""The doctor's look at mail and at the web hooks: for reminders where Slack carries none, and for tickets.

The mail server is asked whether it takes us, and no mail is sent. Nobody can ask a web hook without sending something:
only `--live` does.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from breachbot.cli.findings import Examined, Unknown, ask
from breachbot.cli.house import team_now
from breachbot.errors import DeliveryError, NotReady
from breachbot.incident.reach import OPERATORS
from breachbot.reach import mail_server, pager, tracker

if TYPE_CHECKING:
    from breachbot.outbox.channels.webhook import Hook
    from breachbot.settings import Settings


async def examine_reach(settings: Settings, *, live: bool) -> list[Examined]:
    """One finding for each of the three."""
    return [
        await ask("mail", _mail(settings)),
        await ask("web hook", _hook(settings, live=live)),
        await ask("tracker", _tracker(settings, live=live)),
    ]


async def _mail(settings: Settings) -> str:
    from breachbot.outbox.channels.mail import within

    server = mail_server(settings)
    if server is None:
        return "not used; set BREACHBOT_MAIL_HOST, and reminders go out by mail while Slack is away"
    try:
        await within(server)
    except DeliveryError as error:
        raise NotReady(f"{error}: see BREACHBOT_MAIL_HOST and the settings below it") from None
    people = [*team_now(settings).approvers, OPERATORS]
    if missing := [user for user in people if user not in settings.addresses]:
        raise NotReady(f"BREACHBOT_MAIL_TO has no address for {', '.join(missing)}: no mail reaches them")
    return f"{settings.mail_host} takes us, and the DPO, every deputy and the operators have an address"


async def _hook(settings: Settings, *, live: bool) -> str:
    hook = pager(settings)
    if hook is None:
        return "not used; set BREACHBOT_PAGER_URL, and somebody is paged where nobody answers a reminder"
    if not live:
        raise Unknown("it is set up; `breachbot doctor --live` sends a test, which may page somebody")
    return await _tried(hook, "see BREACHBOT_PAGER_URL and BREACHBOT_PAGER_SECRET")


async def _tracker(settings: Settings, *, live: bool) -> str:
    hook = tracker(settings)
    if hook is None:
        return "not used; set BREACHBOT_TRACKER_URL, and follow-up measures become tickets"
    if not live:
        raise Unknown("it is set up; `breachbot doctor --live` sends a test, which may open a ticket")
    return await _tried(hook, "see BREACHBOT_TRACKER_URL and BREACHBOT_TRACKER_SECRET")


async def _tried(hook: Hook, otherwise: str) -> str:
    from breachbot.outbox.channel import Message
    from breachbot.outbox.channels.webhook import deliver

    key = f"doctor:{datetime.now(UTC):%Y%m%dT%H%M%S}"
    try:
        await deliver(hook, Message(OPERATORS, "A test by breachbot doctor: nothing is due.", {"key": key}))
    except DeliveryError as error:
        raise NotReady(f"{error}: {otherwise}") from None
    return "the test was taken"
