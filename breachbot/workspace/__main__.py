"""Run the local workspace: `python -m breachbot.workspace --bot-url http://127.0.0.1:8080/slack/events`.

Secrets come from the environment: WORKSPACE_BOT_TOKEN, WORKSPACE_SIGNING_SECRET, WORKSPACE_PLAYER_TOKEN; with
WORKSPACE_APP_TOKEN the app uses Socket Mode.
One line of JSON with the address goes to standard output once it answers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from breachbot.errors import BadFile, BreachbotError, NotReady
from breachbot.model_words import in_words
from breachbot.text_file import read_text
from breachbot.workspace.inbound import ACK_SECONDS
from breachbot.workspace.page.routes import Beside
from breachbot.workspace.seed import Seed, default_seed, with_manifest
from breachbot.workspace.server import Secrets, listen, serving
from breachbot.workspace.state import TRIGGER_SECONDS


def main(beside: Callable[[Path], Beside] | None = None, patience: float = 1) -> int:
    """Serve until a signal comes; 2 and one sentence where it cannot.

    beside: what a demo shows on the page beside the workspace, given the data folder of its bot. patience: how many
    times as long as Slack it waits for the bot.
    """
    parser = argparse.ArgumentParser(prog="python -m breachbot.workspace", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="a loopback address")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--bot-url", required=True, help="the bot's endpoint, with its path")
    parser.add_argument("--seed", type=Path, help="a JSON file with users and channels")
    parser.add_argument("--manifest", type=Path, help="the app manifest: scopes, commands and shortcuts")
    if beside:
        parser.add_argument("--data-dir", type=Path, required=True, help="the data folder of the demo's bot")
    given = parser.parse_args()
    try:
        secrets, seed = _secrets(), _seed(given.seed, given.manifest)
        shown = beside(given.data_dir) if beside else Beside()
        sock = listen(given.host, given.port)
        asyncio.run(_serve(seed, secrets, given.bot_url, sock, shown, patience))
    except BreachbotError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


async def _serve(
    seed: Seed, secrets: Secrets, bot_url: str, sock: socket.socket, beside: Beside, patience: float
) -> None:
    host, port = sock.getsockname()[:2]
    async with serving(
        seed,
        secrets,
        bot_url,
        sock,
        time.time,
        ack_seconds=patience * ACK_SECONDS,
        beside=beside,
        trigger_seconds=patience * TRIGGER_SECONDS,
    ) as server:
        sys.stdout.write(json.dumps({"ready": True, "host": host, "port": port}) + "\n")
        sys.stdout.flush()
        while not server.should_exit:
            await asyncio.sleep(0.1)


def _secrets() -> Secrets:
    names = ("WORKSPACE_BOT_TOKEN", "WORKSPACE_SIGNING_SECRET", "WORKSPACE_PLAYER_TOKEN")
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise NotReady(f"Set {', '.join(missing)} in the environment to secrets made for this run.")
    bot_token, signing_secret, player_token = (os.environ[name] for name in names)
    return Secrets(bot_token, signing_secret, player_token, os.environ.get("WORKSPACE_APP_TOKEN", ""))


def _seed(seed_file: Path | None, manifest_file: Path | None) -> Seed:
    seed = default_seed()
    if seed_file:
        try:
            seed = Seed.model_validate(_read(seed_file))
        except ValidationError as wrong:
            first = wrong.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise BadFile(str(seed_file), in_words(first), field=field) from None
    return with_manifest(seed, _read(manifest_file)) if manifest_file else seed


def _read(path: Path) -> Any:
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise BadFile(str(path), "is not JSON", line=error.lineno) from None


if __name__ == "__main__":
    raise SystemExit(main())
