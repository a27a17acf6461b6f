"""The judges that run on Node: where they are, and what to say where they are not. `make node` fetches them."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

MODULES = Path(__file__).resolve().parent / "node_modules"


def module(name: str) -> Path:
    """The folder of an installed package. Skips the test where it is missing; in CI that is a failure."""
    path = MODULES / name
    if not path.is_dir():
        sentence = f"{name} is not installed here; `make node` fetches it and needs npm"
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return path


def program() -> str:
    """The Node that comes with the judges, of the version that all of them take."""
    for path in sorted(MODULES.glob("node-*/bin/node")):
        return str(path)
    return str(module("a Node for this machine's kind of processor"))


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script with that Node, to its end."""
    return subprocess.run(
        [program(), *words], cwd=folder, capture_output=True, text=True, timeout=600, check=False
    )
