"""A word in an alert stays in its sealed body: not in Slack, not in a log or figure, not in a byte on the disk."""

from __future__ import annotations

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from breachbot.configured.places import bundled
from breachbot.demo.processes import Secrets, Workspace
from breachbot.slack.actions import Act
from breachbot.store.playbooks import TRIAGE
from breachbot.workspace import seed
from breachbot.workspace.player import Player
from tests.app.process import PREVIOUS, SECRET, Bot, post, sign, wait_until
from tests.conftest import migrated
from tests.intake.bodies import alert, event, issue, metric

pytestmark = pytest.mark.slow

WORD = "Qzxvanary"
"""Stands for what a customer would not want to be read."""
HOSTILE = f"<!channel> {WORD} <https://evil.example|{WORD}> <script>alert('{WORD}')</script> @here *{WORD}*"


def hostile_event(number: str, **fields: Any) -> dict[str, Any]:
    """The word in every place where a sender may write."""
    said = {
        "title": HOSTILE,
        "message": HOSTILE,
        "culprit": HOSTILE,
        "transaction": HOSTILE,
        "level": HOSTILE,
        "environment": HOSTILE,
        "logentry": {"message": HOSTILE, "formatted": HOSTILE},
        "issue_id": number,
        "metadata": {"type": HOSTILE, "value": HOSTILE, "filename": HOSTILE},
        "exception": {"values": [{"type": HOSTILE, "value": f"access denied: {HOSTILE}"}]},
        "user": {"email": f"{WORD}@example.com", "username": WORD, "name": HOSTILE, "id": WORD},
        "tags": [["environment", HOSTILE], [WORD, WORD], ["level", HOSTILE]],
        "request": {
            "url": f"https://shop.example.com/?q={WORD}",
            "data": {WORD: HOSTILE, "card": "4242 4242 4242 4242"},
            "headers": [["Cookie", WORD]],
            "query_string": [[WORD, WORD]],
        },
        "breadcrumbs": {"values": [{"message": HOSTILE, "data": {"to": f"{WORD}@example.com"}}]},
        "extra": {WORD: {WORD: [HOSTILE]}},
        "contexts": {WORD: {WORD: WORD}},
        "server_name": WORD,
        "release": WORD,
        "web_url": event()["web_url"] + f"&q={WORD}#{WORD}",
    }
    return said | fields


BODIES = {
    "everywhere": alert(**hostile_event("1")),
    "a class that is a word": alert(
        **hostile_event("2", exception={"values": [{"type": "AccessDenied", "value": HOSTILE}]})
    ),
    "links that are none": alert(
        **hostile_event("3", web_url=f"javascript:alert('{WORD}')", url=f"https://{WORD}@evil.example/{WORD}")
    ),
    "an address as project": alert(**hostile_event("4", project=HOSTILE, issue_id=HOSTILE, event_id=HOSTILE)),
    "an issue": issue(
        id="5",
        title=HOSTILE,
        culprit=HOSTILE,
        metadata={"type": HOSTILE, "value": f"leaked {HOSTILE}"},
        project={"slug": HOSTILE, "id": HOSTILE, "name": HOSTILE},
    ),
    "a metric": metric(f"data leak {HOSTILE}", projects=[HOSTILE]),
    "no object": [HOSTILE],
}


def every_table(path: Path) -> str:
    """All columns of all rows, as text."""
    with closing(sqlite3.connect(path)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return "\n".join(repr(row) for name in names for row in database.execute(f'SELECT * FROM "{name}"'))


async def all_that_slack_got(player: Player) -> str:
    """Every message, edit, form and home tab, whoever sees it."""
    shown: list[Any] = []
    for channel in await player.channels():
        shown += await player.messages(channel.id)
    for user in await player.users():
        shown += [*await player.direct_messages(user.id), *await player.ephemerals(user.id)]
        shown += await player.views(user.id)
    return "\n".join(map(repr, shown)) + repr(await player.traffic())


async def story(bot: Bot, made: Secrets) -> str:
    """Let everything hostile in, wait until it is read and shown; gives all that Slack got."""
    bot_url = f"http://127.0.0.1:{bot.port}"
    async with (
        Workspace(bot.folder, made, bot_url) as workspace,
        Player(workspace.url, made.player) as player,
    ):
        bot.settings["slack_api_url"] = f"{workspace.url}/api/"
        await asyncio.to_thread(bot.start)
        await asyncio.to_thread(send_all, bot)
        await player.wait_for_message(seed.TRIAGE, "Many possible breaches in a short time")
        await read_by_one(player)
        waiting = "SELECT count(*) FROM outbox WHERE state = 'waiting'"
        await asyncio.to_thread(wait_until, lambda: bot.rows(waiting) == [(0,)], "all to be sent", 20)
        return await all_that_slack_got(player)


async def read_by_one(player: Player) -> None:
    """Somebody claims a signal, reads what its sender wrote, and closes it again."""
    cards = await player.messages(seed.TRIAGE)
    card = next(one for one in cards if {Act.CLAIM.value, Act.DISMISS.value} <= {*one.action_ids})
    await player.click(seed.ENGINEER, Act.CLAIM.value, channel=seed.TRIAGE, ts=card.ts)
    await player.wait_for_message(seed.TRIAGE, "is looking at it")
    await player.click(seed.ENGINEER, Act.MORE_OF_SIGNAL.value, channel=seed.TRIAGE, ts=card.ts)
    more = await player.wait_for_view(seed.ENGINEER, Act.MORE_OF_SIGNAL.value)
    await player.click(seed.ENGINEER, Act.SEALED.value, view_id=more.id)
    form = await player.wait_for_view(seed.ENGINEER, Act.SEALED.value)
    why = "What was exported has to be seen to judge it."
    assert (await player.submit(seed.ENGINEER, form.id, {"reason": why})).ok
    shown = (await player.views(seed.ENGINEER))[-1]
    assert WORD in shown.words
    for view in reversed(await player.views(seed.ENGINEER)):
        await player.close(seed.ENGINEER, view.id)
    await player.wait_for_message(seed.TRIAGE, "What the sender wrote was read by")


def send_all(bot: Bot) -> None:
    for body in BODIES.values():
        raw = json.dumps(body).encode()
        assert bot.hook(raw, Request_ID=WORD, Sentry_Hook_Resource=f"issue {WORD}").status == 200
    assert bot.hook(HOSTILE.encode(), sign(b"other")).status == 401
    assert bot.raw(post(b"", f"Content-Length: {10**9}", f"X-Word: {WORD}")).status == 413
    assert bot.raw(f"GET /{WORD}?q={WORD} HTTP/1.1\r\nHost: x\r\n\r\n".encode()).status == 404
    unread = "SELECT count(*) FROM delivery WHERE processed_at IS NULL"
    wait_until(lambda: bot.rows(unread)[0][0] == 0, "all to be read")


def all_but_one_have_a_card(folder: Path) -> str:
    """Playbooks by which the last of the bodies shares a message with the others."""
    copied = folder / "playbooks"
    shutil.copytree(bundled("playbooks"), copied)
    rules = copied / TRIAGE
    text = rules.read_text()
    assert "alone: 4" in text
    rules.write_text(text.replace("alone: 4", f"alone: {len(BODIES) - 1}"))
    return str(copied)


def test_no_word_of_a_sender_gets_out(tmp_path: Path) -> None:
    made = Secrets()
    people = {
        "dpo": seed.DPO,
        "responders": seed.ENGINEER,
        "triage_channel": seed.TRIAGE,
        "slack_team_id": seed.TEAM,
    }
    secret = {"slack_bot_token": made.bot_token, "slack_signing_secret": made.signing}
    bot = Bot(
        tmp_path, words=(), settings=people | secret | {"playbooks_dir": all_but_one_have_a_card(tmp_path)}
    )
    migrated(bot.database)
    try:
        slack = asyncio.run(story(bot, made))
        metrics = bot.ask(f"http://127.0.0.1:{bot.metrics_port}/metrics").body.decode()
        living = [
            shutil.copy(path, tmp_path / f"{path.name}.copy") for path in tmp_path.glob("breachbot.db*")
        ]
        assert len(living) >= 3  # the log that is written ahead is among them
    finally:
        if bot.process and bot.process.poll() is None:
            bot.kill()
    assert slack.count("Possible personal data breach") >= 5
    tables = every_table(bot.database)
    for found in (slack, metrics, bot.log, tables):
        assert WORD.lower() not in found.lower()
        assert "evil.example" not in found
        assert "<!channel>" not in found
        assert "<script>" not in found
        for secret_word in (SECRET, PREVIOUS, *secret.values()):
            assert secret_word not in found
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert WORD.lower().encode() not in path.read_bytes().lower(), path
