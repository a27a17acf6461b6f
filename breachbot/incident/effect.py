"""One thing that has to happen outside: a value that goes into the outbox with the events that ask for it.

It names what to send and where, and holds ids alone. The text is rendered at the moment of sending, from the state of
that moment, so that nothing readable waits in the outbox and a late message is never out of date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from breachbot.incident.team import STREAM

EffectKind = Literal[
    "signal_card",  # post or edit the card of a signal in the triage channel
    "storm_card",  # post or edit the one message of a burst that is too large for cards
    "signal_nudge",  # ask one person to claim a signal
    "source_note",  # a source has gone silent or is back, or some of its alerts were refused
    "open_channel",  # create the incident's private channel and invite people
    "clock_card",  # post or edit the one live card of an incident
    "pin_card",  # pin that card to its channel
    "draft_card",  # post or edit the one message about a notice
    "notice_file",  # put the files of a draft or of an approved notice into a conversation
    "timeline_file",  # put the picture of an incident's timeline into a conversation
    "register_file",  # put the register into the conversation of who asked for it
    "channel_note",  # one line in the incident channel about one event
    "direct_note",  # one line to one person about one event
    "team_note",  # tell one person of a change of the team
    "reminder_call",  # tell one person of a reminder by mail or by a web hook
    "call_over",  # tell the web hook that nobody has to answer a reminder any more
    "ticket",  # tell the company's tracker what is to be done, and what is done
    "alarm_note",  # tell the operators by mail or by a web hook that breachbot itself needs them
    "failure_note",  # tell the DPO that something could not be done
    "stranger_note",  # tell the DPO who came into an incident's channel without a part in it
    "invitation",  # let one person into an incident's channel who could not be let in when it was made
    "home",  # publish the Home tab of one person
    "publish_page",  # write the approved page at a target
]

Urgency = Literal["deadline", "decision", "news", "cosmetic"]
"""What goes out first: what is due, what waits for a decision, what happened, and edits that nobody waits for."""

RANKS: Mapping[Urgency, int] = {"deadline": 0, "decision": 1, "news": 2, "cosmetic": 3}
"""The place of each, as rows keep it."""

URGENCIES: Mapping[EffectKind, Urgency] = {
    "open_channel": "deadline",  # whatever is said there waits for it
    "reminder_call": "deadline",
    "alarm_note": "deadline",
    "signal_nudge": "decision",
    "failure_note": "decision",
    "publish_page": "decision",
    "pin_card": "cosmetic",
    "home": "cosmetic",
}
"""That of a kind; any other is news."""

COALESCED: frozenset[str] = frozenset({"signal_card", "clock_card", "home"})
"""Kinds of which only the newest waiting one of a lane is worth sending: each shows the whole state."""


class Effect(BaseModel):
    """One thing to do outside, at least once.

    key: unique for ever; the same effect asked for twice is done once.
    lane: effects of one lane go out by urgency, and of one urgency in the order in which they were asked for.
    urgency: None for that of its kind.
    slot: names the Slack message that this effect posts or edits, within stream and kind.
    args: opaque ids only. not_before, after: from when it may go out, in real time, or how long after it was asked for.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    kind: EffectKind
    key: str
    lane: str
    stream: str
    slot: str = ""
    args: dict[str, str] = {}
    not_before: datetime | None = None
    after: timedelta | None = None
    urgency: Urgency | None = None

    @property
    def rank(self) -> int:
        """Its place by urgency: its own, or that of its kind."""
        return RANKS[self.urgency or URGENCIES.get(self.kind, "news")]


def home_effect(user: str, stamp: str, page: int | None = None) -> Effect:
    """Refresh one person's Home tab; `page` None keeps the page that they look at. `stamp` makes the key unique."""
    args = {"user": user} | ({} if page is None else {"page": str(page)})
    return Effect(
        kind="home",
        key=f"home:{user}:{stamp}",
        lane=f"home:{user}",
        stream=STREAM,
        slot=user,
        args=args,
        urgency=None if page is None else "news",  # somebody waits for the page that they turned to
    )
