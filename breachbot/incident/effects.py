"""What has to happen outside because of an event: values that go into the outbox with it, in one transaction.

An effect names what to send and where; it holds ids alone. The text is rendered at the moment of sending, from the
state of that moment, so that nothing readable waits in the outbox and a late message is never out of date.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

EffectKind = Literal[
    "signal_card",  # post or edit the card of a signal in the triage channel
    "signal_nudge",  # ask one person to claim a signal
    "oversize_note",  # an alert was too large to take; look at the source
    "open_channel",  # create the incident's private channel and invite people
    "clock_card",  # post or edit the one live card of an incident
    "draft_card",  # post or edit a draft with its buttons
    "channel_note",  # one line in the incident channel about one event
    "direct_note",  # one line to one person about one event
    "publish_page",  # write the approved page
]

COALESCED: frozenset[str] = frozenset({"signal_card", "clock_card"})
"""Kinds of which only the newest waiting one of a lane is worth sending: each shows the whole state."""


class Effect(BaseModel):
    """One thing to do outside, at least once.

    key: unique for ever; the same effect asked for twice is done once.
    lane: effects of one lane go out in the order in which they were asked for.
    slot: names the Slack message that this effect posts or edits, within stream and kind.
    args: opaque ids only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: EffectKind
    key: str
    lane: str
    stream: str
    slot: str = ""
    args: dict[str, str] = {}
    not_before: datetime | None = None
