"""What `/breach` answers when somebody looks for something: short, and to them alone.

Whoever is not in an incident's channel reads its codename and its clock, and no word of what happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from breachbot.incident.act import Context
from breachbot.incident.guidance import ended_as, guide
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Payload, actions, button, message, quote, say
from breachbot.slack.kit.elements import VALUE_LIMIT
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, left, many, room, spoken, when
from breachbot.usecases.find import Found, called, holding, open_now, waiting_for
from breachbot.usecases.home import Reader
from breachbot.usecases.house import House

LONGEST_TITLE = 120
CODENAME = re.compile(r"pdb-[a-z0-9]{1,20}")


class Question(NamedTuple):
    """What somebody typed after `/breach`, and the words behind it."""

    about: Literal["help", "status", "list", "find", "calendar"]
    words: tuple[str, ...] = ()


def question(text: str) -> Question | None:
    """What is asked; None for anything else, which is the beginning of a report: “help us, data are lost” as well."""
    first, *words = text.casefold().split() or [""]
    if first in ("help", "list") and not words:
        return Question("help" if first == "help" else "list")
    if first == "status" and (not words or (len(words) == 1 and CODENAME.fullmatch(words[0]))):
        return Question("status", tuple(words))
    if first == "calendar" and words in ([], ["new"], ["off"]):
        return Question("calendar", tuple(words))
    return Question("find", tuple(words)) if first == "find" and words else None


REPORT = (
    "`/breach`: report that data about people were lost, changed or seen by somebody who should not see them"
)
HELP = "\n".join(
    (
        "*What you can type*",
        REPORT,
        "`/breach status`: what waits for you; with a codename: where that incident stands",
        "`/breach list`: what is open",
        "`/breach find WORDS`: incidents by codename, project or title",
        "`/breach calendar`: your deadlines in your calendar program",
        "The app's Home tab shows the same, with the buttons.",
    )
)
NONE = "No incident is open."
OUTSIDE = f"*What you can type*\n{REPORT}\nIncidents are shown to the response team alone."


MANY_WORDS = 4
"""From so many on, what somebody looks for may be a report."""


def answer(house: House, reader: Reader, asked: Question, text: str = "") -> Payload:
    """The answer for this person. text: what they typed, which may be meant as a report."""
    if reader.team.role(reader.user) is None:
        return may_report(_said(OUTSIDE), asked, text)
    if asked.about == "help":
        return _said(HELP)
    if asked.about == "find":
        found = holding(house, reader, asked.words)
        said = _said(_found(house, reader, found))
        return said if found.number and len(asked.words) < MANY_WORDS else may_report(said, asked, text)
    if asked.words:
        one = called(house, asked.words[0])
        return _said(_whole(house, reader, one) if one else f"There is no incident {asked.words[0]}.")
    return _said(_status(house, reader) if asked.about == "status" else _list(house, reader))


def may_report(said: Payload, asked: Question, text: str) -> Payload:
    """An answer to words that may be a report: with the button that makes one of them, and keeps them."""
    words = " ".join(text.split()).partition(" ")[2]
    if asked.about != "find" or CODENAME.fullmatch(words.casefold()):
        return said
    report = button(Act.REPORT_WORDS, "Report this", clip(words, VALUE_LIMIT))
    meant = say("If you wanted to report something, your words are kept:")
    return said | {"blocks": [*said["blocks"], meant, quote(clip(words, 500)), actions(report)]}


def _said(text: str) -> Payload:
    return message(clip(text, 2900), say(clip(text, 2900)))


def _status(house: House, reader: Reader) -> str:
    found, everything = waiting_for(house, reader), open_now(house)
    count = f"{many(everything.number, 'incident is', 'incidents are')} open." if everything.number else NONE
    if not found.number:
        return f"Nothing is waiting for you. {count}"
    lines = [_whole(house, reader, one) for one in found.incidents[:3]]
    return "\n".join([f"*Waiting for you: {found.number}.* {count} The Home tab has the buttons.", *lines])


def _list(house: House, reader: Reader) -> str:
    found = open_now(house)
    if not found.number:
        return NONE
    more = found.number - len(found.incidents)
    rest = [f"And {more} more on the app's Home tab."] if more else []
    head = f"*{many(found.number, 'incident is', 'incidents are')} open*, the most pressing first:"
    return "\n".join([head, *_lines(house, reader, found.incidents), *rest])


def _found(house: House, reader: Reader, found: Found) -> str:
    unread = f" {found.unread:,} older ones were not looked through." if found.unread else ""
    if reader.rooms is None:
        unread += " Slack did not say which channels you are in, so only codenames were compared. Try again."
    if not found.number:
        return f"Nothing that you may read holds all of these words.{unread}"
    more = found.number - len(found.incidents)
    rest = [f"And {more} more: add a word.{unread}"] if more else [unread.strip()] if unread else []
    return "\n".join([*_lines(house, reader, found.incidents), *rest])


def _lines(house: House, reader: Reader, incidents: Iterable[Incident]) -> list[str]:
    """A line for each: the clock, and the title for whoever may read it."""
    return [f"• {_line(house.policy, reader, one, house.now())}" for one in incidents]


def _line(policy: Policy, reader: Reader, incident: Incident, now: datetime) -> str:
    line = f"*{incident.id}*{_place(reader, incident)}: {_clock(policy, reader, incident, now)}"
    if not reader.sees(incident) or incident.opened is None:
        return line
    return f"{line}. {escape(clip(' '.join(incident.opened.title.split()), LONGEST_TITLE))}"


def _whole(house: House, reader: Reader, incident: Incident) -> str:
    """Where one stands, and what comes next for this person, if they may know."""
    line = _line(house.policy, reader, incident, house.now())
    if incident.ended and reader.sees(incident):
        return line
    if not reader.sees(incident):
        return f"{line}. You are not in its channel, so that is all."
    found = guide(incident, Context(reader.user, reader.team, house.policy, house.now()))
    where = found.headline[0].upper() + found.headline[1:]
    return f"{line}\n{where}. Next: {spoken(found.theirs.words)}"


def _place(reader: Reader, incident: Incident) -> str:
    return f" in {room(incident.channel)}" if incident.channel and reader.sees(incident) else ""


def _clock(policy: Policy, reader: Reader, incident: Incident, now: datetime) -> str:
    found = guide(incident, Context(reader.user, reader.team, policy, now))
    if incident.ended:
        return f"{ended_as(incident.ended)} {when(incident.ended.at)}"
    if found.due_at is None:
        return "the clock does not run yet" if incident.aware_at is None else "no hours apply"
    return (
        "the clock has stopped" if found.stopped else f"{left(found.due_at, now)}, until {when(found.due_at)}"
    )
