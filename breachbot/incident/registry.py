"""Every act by its name: that of its file in `acts/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breachbot.incident import acts
from breachbot.incident.act import Act, Command
from breachbot.members import members

ACTS: Mapping[str, Act[Any]] = members(acts, "ACT")


def act_of(command: Command) -> Act[Any]:
    """The act that a command asks for."""
    return next(act for act in ACTS.values() if act.command is type(command))


def done_by(act: str) -> str:
    """What somebody does by an act, such as “record a filing”; of one that is gone or no act, its name in words."""
    return ACTS[act].what if act in ACTS else act.replace("_", " ")
