"""The page against the real bot: as the demo starts it, as a person uses it, and as it ends."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from breachbot.demo.beginning import alert_arrives
from breachbot.demo.standing import Standing, standing
from breachbot.workspace.seed import ENGINEER, OUTSIDER, TRIAGE
from tests.workspace.browser import Browser

pytestmark = pytest.mark.slow


async def _nothing(name: str) -> None:
    pass


async def see(browser: Browser, path: str, words: str) -> str:
    """The page, as soon as it shows these words."""
    async with asyncio.timeout(120):
        while words not in (html := (await browser.get(path))[1]):
            await asyncio.sleep(0.1)
    return html


def find(pattern: str, html: str) -> tuple[str, ...]:
    found = re.search(pattern, html, re.DOTALL)
    assert found, pattern
    return found.groups()


def test_an_alert_is_followed_up_by_hand_and_the_clock_is_moved(tmp_path: Path) -> None:
    async def story(demo: Standing, browser: Browser) -> None:
        await alert_arrives(demo.stage(lambda line: None, _nothing))
        triage = f"/as/{ENGINEER}/c/{TRIAGE}"
        html = await see(browser, triage, "CrossTenantAccess")
        (block,) = find(r'data-click data-block="([^"]*)" data-action="open_incident"', html)
        ts, seen = find(r'data-ts="([^"]*)" data-seen="([^"]*)"', html)
        click = {"action_id": "open_incident", "block_id": block, "channel": TRIAGE, "ts": ts, "seen": seen}
        assert await browser.act(OUTSIDER, "click", **click) is None
        await see(browser, f"/as/{OUTSIDER}/c/{TRIAGE}", "Only the breach response team")
        double = [browser.act(ENGINEER, "click", **click) for _ in range(2)]
        assert await asyncio.gather(*double) == [None, None]
        html = await see(browser, triage, "what does that rest on?")
        (view,) = find(r'<form class="modal" id="form-([^"]*)"', html)
        (typed,) = find(r'id="[^"]*-aware_at-open_incident_since"[^>]*value="([^"]*)"', html)
        values = {
            "verdict": {"open_incident_verdict": "breach"},
            "aware_at": {"open_incident_since": typed},
            "basis": {"answer": "Support confirmed it"},
        }
        assert await browser.act(ENGINEER, "submit", view_id=view, values=values) is None
        html = await see(browser, triage, "pdb-")
        (name,) = find(r"(pdb-[a-z0-9]+)", html)

        async def made() -> str | None:
            """The channel comes a little after the card that names the incident."""
            return next((one.id for one in await demo.player.channels() if one.name == name), None)

        channel = await demo.player.wait_for(made, "the channel of the incident")
        incidents = [each for each in await demo.player.channels() if each.name.startswith("pdb-")]
        assert len(incidents) == 1, "a double click opens one form"
        assert name not in (await browser.get(f"/as/{OUTSIDER}/home"))[1]

        place = f"/as/{ENGINEER}/c/{channel}"
        await see(browser, place, "stated awareness")
        assert (await browser.post("/clock", {"hours": 25}, origin=demo.url))[0] == 200
        await see(browser, place, "This should have come")

    async def whole() -> None:
        async with standing(tmp_path) as demo, aiohttp.ClientSession() as session:
            await story(demo, Browser(demo.url, session))

    asyncio.run(whole())


def demo(folder: Path, *options: str) -> subprocess.Popen[str]:
    env = os.environ | {"BREACHBOT_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "breachbot", "demo", *options],
        env=env,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_it_stays_up_until_it_is_asked_to_end_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with demo(tmp_path, "--fresh", "--stay") as process:
        assert process.stdout
        address = next(
            found for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:(\d+)/", line))
        )
        port = int(address[1])
        socket.create_connection(("127.0.0.1", port), 5).close()
        process.send_signal(signal.SIGTERM)
        assert "Stopped." in process.stdout.read()
        assert process.wait(180) == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), 5).close()


def test_without_a_terminal_it_ends_by_itself(tmp_path: Path) -> None:
    with demo(tmp_path, "--fresh") as process:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0
        assert "An alert comes in" in said
        assert "in your browser" not in said


def test_what_cannot_go_together_is_refused(tmp_path: Path) -> None:
    with demo(tmp_path, "--headless", "--fresh") as process:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 2
        assert "--headless" in said
