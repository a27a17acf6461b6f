"""Slack's own types as a judge: values are written into one TypeScript file, and the compiler reads it.

The types come from @slack/types and @slack/web-api, which Slack generates and keeps.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from breachbot.slack.api import READS
from tests.judges import node

IMPORTS = """import type * as types from "@slack/types";
import type * as api from "@slack/web-api";
"""
OTHERWISE = {"alt_txt": "alt_text"}
"""Arguments that these types call otherwise than Slack's reference and its SDK for Python do."""
VIEWS = {"home": "types.HomeView", "modal": "types.ModalView"}
COMPILER = {
    "strict": True,
    "noEmit": True,
    "skipLibCheck": True,
    "target": "es2022",
    "module": "nodenext",
    "types": [],
}


@dataclass(frozen=True)
class Claim:
    """That a value satisfies a type; `of` says in an objection whose value it is."""

    of: str
    value: Any
    type: str


def claims(method: str, payload: Mapping[str, Any]) -> list[Claim]:
    """What has to hold of a payload: as a whole where it is a call, and of its view and each of its blocks."""
    is_json = "." in method and method not in READS  # what goes as a query is strings throughout
    called = {OTHERWISE.get(name, name): value for name, value in payload.items()}
    found = [Claim(method, called, f"api.{arguments(method)}")] if is_json else []
    found += [Claim(method, block, "types.KnownBlock") for block in payload.get("blocks") or []]
    if view := payload.get("view"):
        found.append(Claim(method, view, VIEWS[view["type"]]))
        found += [Claim(method, block, "types.KnownBlock") for block in view["blocks"]]
    return found


def arguments(method: str) -> str:
    """The name of the type of a method's arguments: `chat.postMessage` has ChatPostMessageArguments."""
    words = ("API" if word == "api" else word[0].upper() + word[1:] for word in method.split("."))
    return "".join(words) + "Arguments"


def objections(folder: Path, made: Sequence[Claim]) -> list[str]:
    """What the compiler says against the claims, one line each; [] if nothing. `folder` is scratch space."""
    compiler = node.module("typescript") / "bin/tsc"
    node.module("@slack/web-api")
    (folder / "node_modules").symlink_to(node.MODULES)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": COMPILER, "files": ["claims.ts"]}))
    lines = [
        f"export const c{n} = {json.dumps(one.value)} satisfies {one.type};" for n, one in enumerate(made)
    ]
    (folder / "claims.ts").write_text(IMPORTS + "\n".join(lines) + "\n")
    ended = node.run(str(compiler), "--pretty", "false", folder=folder)
    said = [line for line in ended.stdout.splitlines() if line.startswith("claims.ts")]
    if ended.returncode not in (0, 1, 2) or bool(said) != bool(ended.returncode):
        raise RuntimeError(f"the compiler did not judge: {ended.stdout[:500]} {ended.stderr[:500]}")
    return [_placed(line, made) for line in said]


def _placed(line: str, made: Sequence[Claim]) -> str:
    number = re.match(r"claims\.ts\((\d+),", line)
    assert number is not None
    claim = made[int(number[1]) - 1 - IMPORTS.count("\n")]
    return f"{claim.of}: {line.partition(': ')[2]} in {json.dumps(claim.value)[:300]}"
