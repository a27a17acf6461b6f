"""Every source by its name: that of its file in `sources/`."""

from __future__ import annotations

from collections.abc import Mapping

from breachbot.intake import sources
from breachbot.intake.source import Source
from breachbot.members import members

SOURCES: Mapping[str, Source] = members(sources, "SOURCE")
