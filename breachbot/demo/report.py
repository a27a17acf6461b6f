"""The demo's words for people."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import Any


def opening(folder: Path, *, fresh: bool = False) -> str:
    """What is going to happen, before it does."""
    plot = (
        "An alert comes in; what follows is up to you."
        if fresh
        else (
            "An engineer, a DPO and an outsider act in Slack. The domain's clock is moved, nothing else is."
        )
    )
    return (
        f"breachbot and a local workspace start on this machine (nothing leaves it); everything lies in {folder}.\n"
        f"  {plot}\n"
    )


def invitation(url: str) -> str:
    """Where to go on by hand."""
    return f"\n  The workspace, in your browser: {url}/\n  Ctrl-C stops it."


def report(found: dict[str, Any]) -> str:
    """What was read back afterwards: the steps with their times, the clock, the files, the register."""
    incident, register = found["incident"], found["register"]
    lines = ["", "Read back from the database, the workspace and the disk:", ""]
    lines += [f"  {_utc(step['at'])}  {step['name'].replace('_', ' ')}" for step in found["steps"]]
    lines += [
        "",
        f"Incident {incident['id']}: {incident['phase']}.",
        f"  aware {_utc(incident['aware_at'])}, due {_utc(incident['due_at'])}",
        "",
        "Notices, as approved:",
        *(
            f"  {notice['audience']:<10} {notice['path']}\n             SHA-256 {notice['sha256']}"
            for notice in found["notices"]
        ),
        "",
        "The security page:",
        *(f"  {path}" for path in found["published"]),
        "",
        f"Register: {register['entries']} entry, chain {'verified' if register['verified'] else 'BROKEN'}.",
        f"All of it took {found['seconds']} seconds.",
        "",
        "To look for yourself:",
        *(f"  {line}" for line in _commands(found["data_dir"], incident["id"])),
    ]
    return "\n".join(lines)


def _commands(data_dir: str, incident: str) -> list[str]:
    """What to type; the command lies beside this Python where it is not on the PATH."""
    beside = Path(sys.executable).with_name("breachbot")
    command = str(beside) if beside.exists() and not shutil.which("breachbot") else "breachbot"
    start = f"BREACHBOT_DATA_DIR={shlex.quote(data_dir)} {shlex.quote(command)} register"
    return [f"{start} list", f"{start} show {incident}", f"{start} verify"]


def _utc(moment: str) -> str:
    return f"{moment[:16].replace('T', ' ')} UTC"
