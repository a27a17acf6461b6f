"""The local workspace as a process, in which something else may be looked up by its address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from breachbot.configured.places import bundled
from breachbot.slack.manifest import manifest

BOT_TOKEN, APP_TOKEN, SIGNING = "xoxb-" + "1" * 20, "xapp-" + "2" * 20, "5" * 32
PLAYER = "p" * 32


@contextmanager
def workspace(folder: Path, bot_url: str = "http://127.0.0.1:9/slack/events", app: str = "") -> Iterator[str]:
    """Its address, while it is open. app: its app-level token, where it uses Socket Mode."""
    (folder / "manifest.json").write_text(json.dumps(manifest("https://breachbot.example.com")))
    secrets = {"BOT_TOKEN": BOT_TOKEN, "SIGNING_SECRET": SIGNING, "PLAYER_TOKEN": PLAYER, "APP_TOKEN": app}
    words = ("--bot-url", bot_url, "--manifest", str(folder / "manifest.json"))
    process = subprocess.Popen(
        [sys.executable, "-m", "breachbot.workspace", *words],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(bundled("playbooks").parent)}
        | {f"WORKSPACE_{name}": value for name, value in secrets.items()},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield "http://127.0.0.1:{port}".format_map(json.loads(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()
