"""The README's way as somebody new goes it: from an empty folder to the card of a signed alert."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from breachbot.demo.processes import free_port
from breachbot.slack.manifest import PATH
from breachbot.workspace.player import Player
from breachbot.workspace.seed import OUTSIDER, TRIAGE
from tests.cli.opened import PLAYER, workspace
from tests.cli.test_init import ANSWERS, from_lines

ROOT = bundled("playbooks").parent
SAMPLE = "tests/intake/samples/sentry.json"


def breachbot(folder: Path, *words: str) -> str:
    """What a command says that has to succeed; it finds its settings in the folder's .env alone."""
    ended = subprocess.run(
        [sys.executable, "-m", "breachbot", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@contextmanager
def serving(folder: Path) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "breachbot", "serve"],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout is not None
        try:
            assert " is ready: " in process.stdout.readline(), (folder / "log").read_text()
            yield
        finally:
            process.terminate()
            process.wait(60)
            process.stdout.close()


@pytest.mark.slow
def test_from_an_empty_folder_to_the_card_of_a_signed_alert(tmp_path: Path) -> None:
    home, port = tmp_path / "home", free_port()
    home.mkdir()
    here = f"http://127.0.0.1:{port}"
    with workspace(tmp_path, f"{here}{PATH}") as slack:
        assert from_lines(home, f"{slack}/api/").returncode == 0
        with (home / ".env").open(
            "a"
        ) as more:  # other ports than those that somebody on this machine may have
            more.write(f"BREACHBOT_PORT={port}\nBREACHBOT_METRICS_PORT={free_port()}\n")
        assert "wrong" not in breachbot(home, "check")
        breachbot(home, "migrate")
        with serving(home):
            assert "answered 200 (stored)" in breachbot(
                home, "send", "sentry", str(ROOT / SAMPLE), "--to", here
            )
            card = asyncio.run(_comes_of_it(slack))
            assert re.search(r"sig-\w+  .*candidate", breachbot(home, "signals"))
            breachbot(home, "doctor", "--url", here)
    assert "CrossTenantAccess" in card
    assert not [secret for secret in (ANSWERS["slack_bot_token"], ANSWERS["sentry_secret"]) if secret in card]


async def _comes_of_it(slack: str) -> str:
    """The card in the channel for alerts. Slack's way to breachbot works as well: a command opens a form."""
    async with Player(slack, PLAYER) as player:
        card = await player.wait_for_message(TRIAGE, "CrossTenantAccess")
        asked = await player.command(OUTSIDER, "/breach")
        assert asked.status == 200, asked
        return json.dumps([card.text, card.blocks])


def test_the_readme_names_the_steps_in_this_order() -> None:
    text = (
        (ROOT / "README.md")
        .read_text()
        .partition("## Connect a real Slack workspace")[2]
        .partition("\n## ")[0]
    )
    steps = [
        *("make setup", "breachbot manifest", "From a manifest", "breachbot init", "breachbot check"),
        *(
            "breachbot migrate",
            "breachbot serve",
            "Retry",
            "breachbot doctor",
            f"breachbot send sentry {SAMPLE}",
        ),
    ]
    at = [text.index(step) for step in steps]
    assert at == sorted(at)
