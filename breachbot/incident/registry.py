"""Every act by its name: that of its file in `acts/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from breachbot.incident import acts
from breachbot.incident.act import Act
from breachbot.members import members

ACTS: Mapping[str, Act[Any]] = members(acts, "ACT")
