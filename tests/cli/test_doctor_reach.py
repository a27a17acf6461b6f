"""The doctor asks the mail server and the web hook, and sends nothing to anybody without being told to."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from breachbot.cli.doctor_reach import examine_reach
from breachbot.cli.findings import Examined
from breachbot.settings import Settings
from tests.outbox.mail_server import MailServer, mail_server
from tests.outbox.test_webhook import SECRET, Other

TO = "U1=dpo@example.com,U2=deputy@example.com,operators=ops@example.com"


def found(
    mail: MailServer | None = None, hook: Other | None = None, live: bool = False, **given: Any
) -> list[Examined]:
    """What it says of these three."""

    async def story() -> list[Examined]:
        async with mail_server(mail or MailServer()) as server, (hook or Other()).listening() as url:
            ours: dict[str, Any] = {"dpo": "U1", "deputies": "U2"}
            if mail:
                ours |= {"mail_host": "127.0.0.1", "mail_port": server.port, "mail_security": "none"}
                ours |= {"mail_from": "bot@example.com", "mail_to": TO}
            if hook:
                ours |= {"pager_url": url, "pager_secret": SECRET}
            settings = Settings(_env_file=None, _env_prefix="BREACHBOT_NOBODY_", **ours | given)
            return await examine_reach(settings, live=live)

    return asyncio.run(story())


def test_where_none_is_set_up_it_says_what_each_would_do() -> None:
    assert [(one.name, one.state) for one in found()] == [
        ("mail", "ok"),
        ("web hook", "ok"),
        ("tracker", "ok"),
    ]
    assert all(one.says.startswith("not used; set BREACHBOT_") for one in found())


def test_a_mail_server_that_takes_us_is_well_and_gets_no_mail() -> None:
    server = MailServer()
    assert found(server)[0].state == "ok"
    assert server.mails == []


def test_a_mail_server_that_is_not_there_is_wrong() -> None:
    first = found(MailServer(), mail_port=1)[0]
    assert (first.state, "BREACHBOT_MAIL_HOST" in first.says) == ("wrong", True)


def test_people_without_an_address_are_named_by_their_ids() -> None:
    first = found(MailServer(), mail_to="U1=dpo@example.com")[0]
    assert first.state == "wrong"
    assert first.says == "BREACHBOT_MAIL_TO has no address for U2, operators: no mail reaches them"


@pytest.mark.parametrize(
    ("live", "status", "state"), [(False, 202, "unknown"), (True, 202, "ok"), (True, 404, "wrong")]
)
def test_the_web_hook_gets_a_test_if_it_is_asked_for(live: bool, status: int, state: str) -> None:
    hook = Other(status)
    second = found(hook=hook, live=live)[1]
    assert (second.state, len(hook.seen)) == (state, int(live))
    assert SECRET not in second.says


def test_a_tracker_is_tried_only_when_asked_for_and_a_refusal_is_named() -> None:
    waits = found(hook=Other(), tracker_url="https://127.0.0.1:1/", tracker_secret=SECRET)[2]
    assert (waits.state, "--live" in waits.says) == ("unknown", True)
    there = found(hook=Other(), live=True, tracker_url="https://127.0.0.1:1/", tracker_secret=SECRET)[2]
    assert (there.state, "BREACHBOT_TRACKER_URL" in there.says) == ("wrong", True)
