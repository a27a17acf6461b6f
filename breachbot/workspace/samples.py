"""One sample of each shape of what the bot sends, kept in a folder so that others may judge it.

Two payloads have one shape if they differ in words, numbers and repetitions alone. Only where a folder is
named; the samples hold what was said in the local workspace, so they belong to tests and demos.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

VARIABLE = "WORKSPACE_SAMPLES"
"""Names the folder."""
TELLING = frozenset({"type", "style", "callback_id", "response_action", "response_type"})
"""Fields whose word is one of a few and makes another shape."""

Keep = Callable[[str, Any], None]


class Sample(BaseModel):
    """A payload as it was sent: to a Web API method, to a response URL, or in the acknowledgement of an act."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    method: str
    payload: dict[str, Any]


def keeper(folder: str | None = None) -> Keep:
    """What keeps samples in `folder`, or in the one that the environment names; without one, nothing."""
    place = folder or os.environ.get(VARIABLE)
    return _Folder(Path(place)).keep if place else _drop


def read(folder: Path) -> list[Sample]:
    """The samples in a folder, always in the same order."""
    return [
        Sample.model_validate_json(path.read_bytes())
        for path in sorted(folder.glob("*.json"), key=lambda path: path.name)
    ]


def shape(value: Any, field: str = "") -> Any:
    """What is left of a payload without its words; neighbours of the same shape count once."""
    if isinstance(value, dict):
        return {name: shape(value[name], name) for name in sorted(value)}
    if isinstance(value, list):
        return [one for one, _ in itertools.groupby(map(shape, value))]
    if isinstance(value, str) and field in TELLING:
        return value
    return type(value).__name__


def _drop(method: str, payload: Any) -> None:
    """Keep nothing."""


class _Folder:
    def __init__(self, path: Path) -> None:
        self._path, self._known = path, set[str]()
        path.mkdir(parents=True, exist_ok=True)

    def keep(self, method: str, payload: Any) -> None:
        """Write it down unless one of its shape is there; several processes may share the folder."""
        if not isinstance(payload, dict):
            return
        outline = json.dumps([method, shape(payload)], sort_keys=True)
        name = f"{method}-{hashlib.sha256(outline.encode()).hexdigest()[:16]}.json"
        if name in self._known or (self._path / name).exists():
            return
        self._known.add(name)
        half = self._path / f"{name}.{os.getpid()}"
        half.write_text(Sample(method=method, payload=payload).model_dump_json(), encoding="utf-8")
        half.replace(self._path / name)
