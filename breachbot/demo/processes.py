"""The two processes of the demo: the local workspace, which lives through the story, and the bot, which may die."""

from __future__ import annotations

import asyncio
import json
import os
import secrets
import signal
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from breachbot.errors import NotReady
from breachbot.settings import PREFIX, variable
from breachbot.slack.manifest import in_socket_mode, manifest
from breachbot.workspace import seed

STARTS_WITHIN = 180.0
"""Seconds that a process may take to answer: long, since the machine may be busy with something else."""

PUBLISHED_AT = ("static", "docusaurus")
"""Where the demo's page goes out: a folder of plain files, and the docs of a site."""


def free_port() -> int:
    """A loopback port that nobody has.

    Below those that the system gives to outgoing connections, so that it is still free when a killed bot wants it back.
    """
    while True:
        port = 20_000 + secrets.randbelow(10_000)
        with socket.socket() as sock:
            try:
                sock.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port


@dataclass
class Secrets:
    """Made for this run, except for what the bot needs again to read an older data folder.

    app: an app-level token, where the story is to be played over Socket Mode.
    """

    sentry: str = field(default_factory=lambda: secrets.token_hex(16))
    bot_token: str = field(default_factory=lambda: f"xoxb-{secrets.token_hex(12)}")
    signing: str = field(default_factory=lambda: secrets.token_hex(16))
    player: str = field(default_factory=lambda: secrets.token_hex(16))
    app: str = ""


class Workspace:
    """The local workspace as a process, for `async with`; `url` is its address."""

    def __init__(self, data_dir: Path, made: Secrets, bot_url: str) -> None:
        self._data_dir, self._secrets, self._bot_url = data_dir, made, bot_url
        self._process: asyncio.subprocess.Process | None = None
        self.url = ""

    async def __aenter__(self) -> Self:
        manifest_file = self._data_dir / "manifest.json"
        described = manifest(self._bot_url)
        described = in_socket_mode(described) if self._secrets.app else described
        manifest_file.write_text(json.dumps(described), encoding="utf-8")
        env = os.environ | {
            "WORKSPACE_BOT_TOKEN": self._secrets.bot_token,
            "WORKSPACE_SIGNING_SECRET": self._secrets.signing,
            "WORKSPACE_PLAYER_TOKEN": self._secrets.player,
            "WORKSPACE_APP_TOKEN": self._secrets.app,
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "breachbot.demo.workspace",
            "--bot-url",
            f"{self._bot_url}/slack/events",
            "--manifest",
            str(manifest_file),
            "--data-dir",
            str(self._data_dir),
            stdout=asyncio.subprocess.PIPE,
            env=env,
        )
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), STARTS_WITHIN)
        if not line:
            raise NotReady("The local workspace did not start; its message stands above.")
        ready = json.loads(line)
        self.url = f"http://{ready['host']}:{ready['port']}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()


class Bot:
    """The bot as a process that can be killed and started again on the same folder."""

    def __init__(self, data_dir: Path, port: int, metrics_port: int, made: Secrets) -> None:
        self.data_dir, self.port = data_dir, port
        self.url = f"http://127.0.0.1:{port}"
        self._metrics_port, self._secrets = metrics_port, made
        self._process: asyncio.subprocess.Process | None = None
        self.starts = 0

    def settings(self, workspace_url: str) -> dict[str, Any]:
        """Its settings, by the names of the fields."""
        return {
            "data_dir": str(self.data_dir),
            "port": self.port,
            "metrics_port": self._metrics_port,
            "sentry_secret": self._secrets.sentry,
            "slack_bot_token": self._secrets.bot_token,
            **self._door(),
            "slack_api_url": f"{workspace_url}/api/",
            "slack_team_id": seed.TEAM,
            "triage_channel": seed.TRIAGE,
            "responders": f"{seed.ENGINEER},{seed.RESPONDER}",
            "dpo": seed.DPO,
            "deputies": seed.DEPUTY,
            "publish_to": ",".join(PUBLISHED_AT),
            "public_url": "https://shop.example.com/security",
            "docusaurus_dir": str(self.data_dir / "docs" / "security"),
            "docusaurus_url": "https://docs.shop.example.com/security",
            "company_name": "Example Shop Ltd",
            "company_address": "1 Example Street, Dublin, Ireland",
            "dpo_name": "Nora Byrne",
            "dpo_email": "privacy@shop.example.com",
            "dpo_phone": "+353 1 555 0100",
            "authority_name": "Data Protection Commission (Ireland)",
            "company_country": "IE",
            "registration_number": "000000",
            "company_sector": "Online shop",
            "legal_representative": "The directors of Example Shop Ltd",
            "main_establishment": "Dublin, Ireland",
            "lead_authority": "Data Protection Commission (Ireland)",
            "union_representative": "none",
            "contact_preference": "By e-mail",
            "staff_training": "All staff are trained once a year, and developers when they start.",
            "standing_measures": "Access by role, encrypted connections, and two people for every change.",
        }

    def _door(self) -> dict[str, str]:
        """What opens the one way in: a secret over HTTP, a token over Socket Mode."""
        if self._secrets.app:
            return {"slack_app_token": self._secrets.app}
        return {"slack_signing_secret": self._secrets.signing}

    def environment(self, workspace_url: str) -> dict[str, str]:
        """The same as variables; nothing of the surroundings' own BREACHBOT_ settings gets in."""
        own = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        return own | {variable(name): str(value) for name, value in self.settings(workspace_url).items()}

    async def start(self, workspace_url: str) -> None:
        """Start it and wait until it is ready; again if it is killed meanwhile. Its log is `bot.log`."""
        self._process = await self._spawn(workspace_url)
        async with aiohttp.ClientSession() as session:
            try:
                async with asyncio.timeout(STARTS_WITHIN):
                    while not await self._is_ready(session):
                        if self._process.returncode == -signal.SIGKILL:
                            self._process = await self._spawn(workspace_url)
                        await asyncio.sleep(0.05)
            except TimeoutError:
                raise NotReady(f"The bot did not start; see {self.data_dir / 'bot.log'}.") from None

    async def _spawn(self, workspace_url: str) -> asyncio.subprocess.Process:
        self.starts += 1
        with (self.data_dir / "bot.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "breachbot.demo.bot",
                env=self.environment(workspace_url),
                stdout=log,
                stderr=log,
            )

    async def _is_ready(self, session: aiohttp.ClientSession) -> bool:
        code = self._process.returncode if self._process else None
        if code not in (None, -signal.SIGKILL):
            raise NotReady(f"The bot stopped at its start; see {self.data_dir / 'bot.log'}.")
        try:
            async with session.get(f"{self.url}/readyz") as response:
                return response.status == 200
        except aiohttp.ClientError:
            return False

    async def kill(self) -> None:
        """Kill it as a power cut would: nothing is flushed, nobody is told."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGKILL)
            await self._process.wait()

    async def stop(self) -> None:
        """Let it finish what it is doing."""
        if self._process and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.returncode is None
