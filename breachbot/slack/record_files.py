"""What is on record, as files: the timeline of an incident as a picture, and the register for a spreadsheet."""

from __future__ import annotations

import hashlib
from datetime import datetime

from breachbot.incident.act import Context
from breachbot.incident.state import Incident
from breachbot.register.drawing import draw
from breachbot.register.picture import png
from breachbot.register.sheet import as_csv
from breachbot.register.timeline import rows, timeline
from breachbot.slack.codes import NO_FILES
from breachbot.slack.kit.blocks import Payload, message, say
from breachbot.slack.kit.words import escape, many, spoken, when
from breachbot.slack.uploads import Upload
from breachbot.usecases.house import House
from breachbot.usecases.register import entries

COMMAND = "`breachbot register export --format csv`"


def picture(incident: Incident, context: Context) -> tuple[Upload, str]:
    """When what happened, as an image, and the words above it, which say the most important for who does not see it."""
    found = timeline(incident, context.policy, context.now)
    words = f"*{incident.id}*: the timeline. {spoken(found.summary)}"
    shows = "; ".join(f"{label}: {moment}" for label, moment, _ in rows(found))
    return Upload(
        f"{incident.id}-timeline.png", png(draw(found)), f"Timeline. {found.summary} {shows}"
    ), words


def spreadsheet(house: House, now: datetime) -> tuple[Upload, str]:
    """The whole register as CSV, and the words above it: as of when, how much, and which bytes."""
    found, head = house.store.read(lambda tx: (entries(tx, house.policy), tx.head()))
    data = f"{as_csv(found)}\n".encode()
    words = (
        f"The register as of {when(now)}: {many(len(found), 'entry', 'entries')}. SHA-256 "
        f"`{hashlib.sha256(data).hexdigest()}`. Log head `{escape(head)}`"
    )
    return Upload(f"register-{now:%Y-%m-%d}.csv", data), words


def not_taken(code: str) -> Payload:
    """A register that Slack does not take as a file."""
    said = (
        f"The register cannot be given as a file: {NO_FILES[code]} (`{code}`). Next: ask whoever runs breachbot for "
        f"{COMMAND}."
    )
    return message(said, say(said))
