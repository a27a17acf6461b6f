"""Every channel by its name: that of its file in `channels/`."""

from __future__ import annotations

from collections.abc import Mapping

from breachbot.members import members
from breachbot.outbox import channels
from breachbot.outbox.channel import Channel

CHANNELS: Mapping[str, Channel] = members(channels, "CHANNEL")
