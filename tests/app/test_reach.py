"""`breachbot serve` while Slack is not there at all: reminders go by mail and to the pager, also after a kill."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from tests.app.process import Bot, wait_until
from tests.conftest import Database
from tests.outbox.mail_server import MailServer, mail_server
from tests.outbox.test_webhook import SECRET, Other
from tests.usecases.stage import HOUR, Clock, Stage

pytestmark = pytest.mark.slow

TO = "U1=officer@example.com,U2=deputy@example.com,operators=ops@example.com"


def impatient(folder: Path) -> Path:
    """The playbooks, with two seconds in place of minutes."""
    shutil.copytree(bundled("playbooks"), folder)
    gdpr = folder / "gdpr.yaml"
    text, count = re.subn(r"(undelivered|unanswered): PT\d+M", r"\1: PT2S", gdpr.read_text())
    assert count == 12
    gdpr.write_text(text)
    return folder


@pytest.mark.parametrize("words", [(), ("--without-slack",)], ids=["slack is away", "without Slack"])
def test_mail_and_pager_carry_a_reminder_that_slack_does_not_also_after_a_kill(
    tmp_path: Path, sqlite_database: Database, words: tuple[str, ...]
) -> None:
    store = sqlite_database.open()
    incident = Stage(store, Clock(datetime.now(UTC) - 49 * HOUR)).team().aware()
    store.close()
    mail, hook = MailServer(), Other()

    async def story() -> None:
        async with mail_server(mail), hook.listening() as url:
            bot = Bot(
                sqlite_database.data_dir,
                words=words,
                settings={
                    "playbooks_dir": str(impatient(tmp_path / "playbooks")),
                    "slack_bot_token": "xoxb-1",
                    "slack_signing_secret": SECRET,
                    "slack_api_url": "http://127.0.0.1:1/api/",  # nobody is there
                    "triage_channel": "C1",
                    "responders": "U3",
                    "dpo": "U1",
                    "deputies": "U2",
                    "mail_host": "127.0.0.1",
                    "mail_port": str(mail.port),
                    "mail_security": "none",
                    "mail_from": "bot@example.com",
                    "mail_to": TO,
                    "pager_url": url,
                    "pager_secret": SECRET,
                },
            )
            try:
                await asyncio.to_thread(bot.start)
                await asyncio.to_thread(
                    wait_until, lambda: "officer@example.com" in mail.recipients, "the DPO's mail"
                )
                bot.kill()
                await asyncio.to_thread(bot.start)
                await asyncio.to_thread(
                    wait_until, lambda: "ops@example.com" in mail.recipients, "the operators' mail"
                )
                await asyncio.to_thread(wait_until, lambda: hook.seen, "the pager")
                assert await asyncio.to_thread(bot.stop) == 0
            finally:
                bot.kill_if_running()
            assert "example.com" not in bot.log
            assert SECRET not in bot.log

    asyncio.run(story())
    to = list(dict.fromkeys(mail.recipients))
    assert to == ["officer@example.com", "deputy@example.com", "ops@example.com"]
    assert len({one["Message-ID"] for one in mail.mails}) == len(to)  # what came twice has the same name
    assert json.loads(hook.seen[0][2])["codename"] == incident
