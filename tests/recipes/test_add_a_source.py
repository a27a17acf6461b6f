"""docs/how-to/add-a-source.md, carried out on a copy: one new file, and its alerts come in and are shown."""

from __future__ import annotations

import asyncio
import hmac
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from breachbot.demo.processes import Secrets, Workspace
from breachbot.workspace import seed
from breachbot.workspace.player import Player
from tests.app.process import Answer, Bot, wait_until
from tests.conftest import migrated
from tests.recipes.tree import code_of, copy_of_the_tree, run

pytestmark = pytest.mark.slow

SECRET = "the secret of lookout"
FINDING = {
    "id": 4711,
    "rule": "Access token leaked to the public",
    "repository": "shop-api",
    "severity": "error",
    "found_at": "2026-11-24T09:13:00Z",
    "url": "https://lookout.example/findings/4711?token=Kim",
    "author": "kim@example.com",
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The copy with the one new file, and a sample of what it reads."""
    copy = copy_of_the_tree(tmp_path)
    (code,) = code_of("add-a-source.md")
    (copy / "breachbot/intake/sources/lookout.py").write_text(code)
    (copy / "tests/intake/samples/lookout.json").write_text(json.dumps(FINDING))
    return copy


def deliver(
    bot: Bot, body: bytes, *, secret: str = SECRET, age: timedelta = timedelta(0), kind: str = ""
) -> Answer:
    """As the sender does, written down apart from the recipe."""
    sent = (datetime.now(UTC) - age).isoformat()
    signature = hmac.new(secret.encode(), sent.encode() + b"." + body, "sha256").hexdigest()
    lines = (
        "POST /hooks/lookout HTTP/1.1",
        "Host: breachbot",
        f"Content-Length: {len(body)}",
        f"X-Lookout-Sent: {sent}",
        f"X-Lookout-Signature: {signature}",
        f"X-Lookout-Kind: {kind}",
    )
    return bot.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


def test_the_new_source_keeps_the_promises_of_all_sources(tree: Path) -> None:
    words = ("-v", "-p", "no:cacheprovider", "-k", "lookout", "tests/intake/test_sources.py")
    tests = run(tree, "-m", "pytest", *words)
    assert tests.returncode == 0, tests.stdout
    assert "test_no_body_breaks_it[lookout] PASSED" in tests.stdout


def test_its_settings_are_listed_and_asked_for(tree: Path) -> None:
    listed = run(tree, "-m", "breachbot", "settings").stdout
    assert "BREACHBOT_LOOKOUT_SECRET=\n    Secret of the web hook in Lookout" in listed
    checked = run(tree, "-m", "breachbot", "check", "--without-slack").stdout
    assert "`breachbot sources` lists" in checked
    assert "BREACHBOT_LOOKOUT_SECRET" in run(tree, "-m", "breachbot", "sources").stdout
    alone = {"BREACHBOT_LOOKOUT_SECRET": SECRET, "BREACHBOT_DPO": "U1"}
    assert run(tree, "-m", "breachbot", "check", "--without-slack", **alone).returncode == 0


def test_an_alert_is_taken_refused_when_forged_read_and_shown(tree: Path) -> None:
    made = Secrets()
    settings = {
        "sentry_secret": "",
        "sentry_secret_previous": "",
        "lookout_secret": SECRET,
        "dpo": seed.DPO,
        "responders": seed.ENGINEER,
        "triage_channel": seed.TRIAGE,
        "slack_team_id": seed.TEAM,
        "slack_bot_token": made.bot_token,
        "slack_signing_secret": made.signing,
    }
    bot = Bot(tree.parent, words=(), settings=settings, tree=tree)
    migrated(bot.database)
    try:
        asyncio.run(story(bot, made))
    finally:
        if bot.process:
            bot.kill()


async def story(bot: Bot, made: Secrets) -> None:
    async with (
        Workspace(bot.folder, made, f"http://127.0.0.1:{bot.port}") as workspace,
        Player(workspace.url, made.player) as player,
    ):
        bot.settings["slack_api_url"] = f"{workspace.url}/api/"
        await asyncio.to_thread(bot.start)
        await asyncio.to_thread(let_in, bot)
        card = await player.wait_for_message(seed.TRIAGE, "secret in a repository")
        doctor = await asyncio.to_thread(
            run, bot.tree, "-m", "breachbot", "doctor", **bot.environment() | {"PYTHONPATH": str(bot.tree)}
        )
    shown = repr(card)
    assert "shop-api" in shown
    assert "https://lookout.example/findings/4711" in shown
    assert "its wording speaks of exposed or leaked data" in shown
    assert "email × 1" in shown
    assert "kim@example.com" not in shown
    assert "token" not in shown
    assert re.search(
        r"^ok +lookout hook: .* refuses a forged sample and takes a signed one", doctor.stdout, re.MULTILINE
    )


def let_in(bot: Bot) -> None:
    body = json.dumps(FINDING).encode()
    assert deliver(bot, body, secret="guessed").status == 401
    assert deliver(bot, body, age=timedelta(minutes=6)).status == 401
    assert bot.stored() == 0
    assert (deliver(bot, body).status, deliver(bot, b"{}", kind="ping").status) == (200, 200)
    assert bot.rows("SELECT DISTINCT source FROM delivery") == [("lookout",)]
    assert bot.metric('breachbot_signals_accepted_total{source="lookout"}') == 2
    wait_until(
        lambda: bot.rows("SELECT count(*) FROM delivery WHERE processed_at IS NULL") == [(0,)], "reading"
    )
    assert bot.rows("SELECT source, series, count FROM signal") == [("lookout", "finding:4711", 1)]
    assert bot.hook(body).status == 401, "Sentry is not set up here"
