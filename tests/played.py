"""The demo's story, played once for all processes of a run of the tests: it takes as long as a thousand other tests."""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from breachbot.demo.run import run
from breachbot.workspace.samples import VARIABLE


@dataclass(frozen=True)
class Played:
    """Where it was played, with what it told of itself, what it left behind and what was sent to Slack."""

    place: Path

    @property
    def told(self) -> dict[str, Any]:
        return dict(json.loads((self.place / "told.json").read_text()))

    @property
    def folder(self) -> Path:
        return self.place / "demo"

    @property
    def samples(self) -> Path:
        return self.place / "samples"


def played(place: Path) -> Played:
    """The story at this place. Whoever asks first plays it, and the others wait until it is over."""
    place.mkdir(exist_ok=True)
    found = Played(place)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (place / "told.json").exists():
            _play(found)
    return found


def _play(into: Played) -> None:
    others = os.environ.get(VARIABLE)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(VARIABLE, str(into.samples))
        told = asyncio.run(run(into.folder, lambda line: None))
    if others:
        shutil.copytree(into.samples, others, dirs_exist_ok=True)
    (into.place / "told.json").write_text(json.dumps(told))
