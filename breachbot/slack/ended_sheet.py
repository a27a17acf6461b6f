"""The incidents that have ended, page by page: what became of them, and what is still to be done."""

from __future__ import annotations

from datetime import datetime

from breachbot.incident.act import Context
from breachbot.incident.events import IncidentClosed
from breachbot.incident.guidance import ended_as, guide
from breachbot.incident.measures import open_measures
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.register.timeline import timeline
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Block, actions, beside, button, say, sheet, small
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, many, room, when
from breachbot.slack.modals import View
from breachbot.usecases.home import Ended, Reader, pages

LONGEST_TITLE = 200
TITLE = "Closed incidents"


def ended_list(reader: Reader, found: Ended, policy: Policy, now: datetime) -> View:
    """A page of them. Whoever was not in a channel sees its codename and when it ended."""
    unknown = "Slack did not say which channels you are in, so only codenames are shown. Open this again."
    doubt = [small(unknown)] if reader.rooms is None else []
    if not found.number:
        return sheet(TITLE, say("Nothing that you may read has ended yet."), *doubt)
    all_pages = pages(found.number)
    turn = [
        *([button(Act.ENDED_BACK, "Newer", str(found.page - 1))] if found.page else []),
        *([button(Act.ENDED_ON, "Older", str(found.page + 1))] if found.page + 1 < all_pages else []),
    ]
    return sheet(
        TITLE,
        say(f"*{many(found.number, 'has', 'have')} ended*, those opened last first."),
        *doubt,
        *[_line(reader, one, policy, now) for one in found.incidents],
        *([small(f"Page {found.page + 1} of {all_pages}"), actions(*turn)] if turn else []),
    )


def _line(reader: Reader, incident: Incident, policy: Policy, now: datetime) -> Block:
    """What became of one; for whoever may add a follow-up measure to it, with the button."""
    may = "add_measure" in guide(incident, Context(reader.user, reader.team, policy, now)).offers
    way = button(Act.ADD_MEASURE, "Add a measure", incident.id) if may else None
    return beside(_ended(reader, incident, policy, now), way, f"ended:{incident.id}")


def _ended(reader: Reader, incident: Incident, policy: Policy, now: datetime) -> str:
    assert incident.ended is not None, "only what has ended is listed"
    line = f"*{incident.id}*: {ended_as(incident.ended)} {when(incident.ended.at)}"
    if not reader.sees(incident) or incident.opened is None:
        return line
    place = f" in {room(incident.channel)}" if incident.channel else ""
    title = escape(clip(" ".join(incident.opened.title.split()), LONGEST_TITLE))
    done = (
        f"\n{timeline(incident, policy, now).summary}" if isinstance(incident.ended, IncidentClosed) else ""
    )
    return f"{line}{place}\n{title}{done}{_left(incident, now)}"


def _left(incident: Incident, now: datetime) -> str:
    """The follow-up measures that nobody has recorded as done."""
    left = open_measures(incident)
    if not left:
        return ""
    late = sum(one.due_at <= now for one in left)
    return f" {many(len(left), 'follow-up measure is', 'follow-up measures are')} open" + (
        f", *{late} overdue*." if late else "."
    )
