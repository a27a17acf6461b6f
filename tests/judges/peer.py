"""The same calls to two workspaces: ours, and `emulate`, which others wrote and which knows Slack's errors.

What they answer is reduced to `ok` or the code of the refusal.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.demo.processes import free_port
from breachbot.workspace.seed import BOT, DPO, ENGINEER, OUTSIDER, TRIAGE, Seed, SeededChannel, default_seed
from tests.judges import node
from tests.workspace.conftest import House, client_of, open_house

SCOPES = default_seed().scopes | {"channels:read"}
NAMES = {"bot": "breachbot", "engineer": "engineer", "dpo": "dpo", "outsider": "outsider"}
UPLOAD = "POST"
"""In place of a method: bytes for the address that was given for them."""
TOKENS = {"bot": "xoxb-of-the-bot", "engineer": "xoxb-of-the-engineer", "poor": "xoxb-with-one-scope"}


@dataclass(frozen=True)
class Call:
    """One call. `{name}` in its arguments is what was saved under this name; `save` is where to find what to save."""

    what: str
    method: str
    args: Mapping[str, Any] = field(default_factory=dict)
    save: Mapping[str, str] = field(default_factory=dict)
    token: str = "bot"


@dataclass
class Side:
    """One of the two, with the ids that it gave; `trigger` lets a person do what gives the bot a trigger."""

    url: str
    tokens: Mapping[str, str | None]
    trigger: Callable[[str | None], Awaitable[str]]
    known: dict[str, str]

    async def answer(self, call: Call) -> str:
        """Make one call and give `ok` or the code of the refusal."""
        client = client_of(self.url, self.tokens.get(call.token) or "")
        for wanted, view in {"{trigger}": None, "{trigger in view}": self.known.get("view")}.items():
            if wanted in call.args.values():
                self.known[wanted[1:-1]] = await self.trigger(view)
        args = self._filled(dict(call.args))
        if call.method == UPLOAD:
            async with aiohttp.ClientSession() as session:
                posted = await session.post(args["url"], data=args["data"].encode())
                return "ok" if posted.status == 200 else f"http {posted.status}"
        try:
            said = await client.api_call(call.method, json=args)
        except SlackApiError as error:
            data = error.response.data if isinstance(error.response.data, dict) else {}
            return str(data.get("error") or f"http {error.response.status_code}")
        for name, path in call.save.items():
            value: Any = said.data
            for step in path.split("."):
                value = value[step]
            self.known[name] = value
        return "ok"

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._filled(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self._filled(inner) for inner in value]
        if isinstance(value, str):
            return re.sub(r"\{([a-z ]+)\}", lambda found: self.known[found[1]], value)
        return value


def seed() -> Seed:
    """Our usual people, and a channel without the bot."""
    usual = default_seed()
    random = SeededChannel(id="C0RANDOM", name="random", members=(ENGINEER,))
    return usual.model_copy(update={"channels": (*usual.channels, random), "scopes": SCOPES})


@contextlib.asynccontextmanager
async def ours() -> AsyncIterator[Side]:
    """The local workspace, with a bot that only remembers its triggers."""
    async with open_house(seed()) as house:
        said = await house.player.say(ENGINEER, TRIAGE, "said by a person")
        known = {
            "bot": BOT,
            "engineer": ENGINEER,
            "dpo": DPO,
            "outsider": OUTSIDER,
            "triage": TRIAGE,
            "random": "C0RANDOM",
            "of another": said,
            "team": "T0WORKSPACE",
        }
        tokens = {"bot": house.client.token, "unknown": "xoxb-of-nobody", "none": None}
        yield Side(house.url, tokens, _our_trigger(house), known)


def _our_trigger(house: House) -> Callable[[str | None], Awaitable[str]]:
    triggers: list[str] = []

    async def note(ack: Any, body: dict[str, Any]) -> None:
        triggers.append(body["trigger_id"])
        await ack()

    house.app.command("/breach")(note)
    house.app.action("more")(note)

    async def trigger(view: str | None) -> str:
        if view:
            await house.player.click(ENGINEER, "more", view_id=view)
        else:
            await house.player.command(ENGINEER, "/breach")
        return triggers[-1]

    return trigger


@contextlib.asynccontextmanager
async def theirs(folder: Path) -> AsyncIterator[Side]:
    """emulate as a process, with strict scopes and the same people."""
    port = free_port()
    (folder / "seed.json").write_text(json.dumps({"slack": _their_seed()}), encoding="utf-8")
    script = node.module("emulate") / "dist/index.js"
    words = [
        node.program(),
        str(script),
        "start",
        "--service",
        "slack",
        "--port",
        str(port),
        "--seed",
        "seed.json",
    ]
    with subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            side = await _met(f"http://127.0.0.1:{port}", process)
            yield side
        finally:
            process.terminate()


def _their_seed() -> dict[str, Any]:
    people = [{"name": name, "email": f"{name}@example.com"} for name in NAMES.values()]
    tokens = [
        {"token": TOKENS["bot"], "user": "breachbot", "scopes": sorted(SCOPES)},
        {"token": TOKENS["engineer"], "user": "engineer", "scopes": sorted(SCOPES)},
    ]
    return {
        "users": people,
        "channels": [{"name": "security-triage"}],
        "tokens": tokens,
        "strict_scopes": True,
    }


async def _met(url: str, process: subprocess.Popen[bytes]) -> Side:
    """Wait until it answers, and learn the ids that it gave."""
    client = client_of(url, TOKENS["bot"])
    async with asyncio.timeout(180):
        while True:
            try:
                team = (await client.auth_test())["team_id"]
                break
            except aiohttp.ClientError:
                if process.poll() is not None:
                    raise RuntimeError(f"emulate ended with {process.returncode}") from None
                await asyncio.sleep(0.1)
    found = {user["name"]: user["id"] for user in (await client.api_call("users.list"))["members"]}
    known = {name: found[theirs] for name, theirs in NAMES.items()} | {"team": team}
    channels = {one["name"]: one["id"] for one in (await client.api_call("conversations.list"))["channels"]}
    known |= {"triage": channels["security-triage"], "random": channels["random"]}
    engineer = client_of(url, TOKENS["engineer"])
    said = await engineer.chat_postMessage(channel=known["triage"], text="said by a person")
    known["of another"] = said["ts"]
    tokens = {"bot": TOKENS["bot"], "unknown": "xoxb-of-nobody", "none": None}
    return Side(url, tokens, _their_trigger(client, known), known)


def _their_trigger(client: AsyncWebClient, known: dict[str, str]) -> Callable[[str | None], Awaitable[str]]:
    async def trigger(view: str | None) -> str:
        args = {"user_id": known["engineer"]} | ({"view_id": view} if view else {})
        answer = await client.api_call("views.generateTriggerId", json=args)
        return str(answer["trigger_id"])

    return trigger
