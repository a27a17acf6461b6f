"""Every target by its name: that of its file in `targets/`."""

from __future__ import annotations

from collections.abc import Mapping

from breachbot.members import members
from breachbot.publish import targets
from breachbot.publish.target import Target

TARGETS: Mapping[str, Target] = members(targets, "TARGET")
