"""The same act once more: by one more click, by two people at the same moment, or from a form that was left open.

What is on record stays. A refusal says what that is, who recorded it and when; a second act that differs is recorded.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.addressees import name_of
from breachbot.incident.state import Incident

SAME_MOMENT = timedelta(minutes=10)
"""Two people who record the same message to the outside rarely name the same minute, since a form opens with its own.
Two messages of the same kind to the same number of people are rarely sent so soon after each other."""


def on_record(event: e.Happened) -> str:
    """Who recorded it and when, for use within a sentence. The mention is Slack's; elsewhere it shows the id."""
    who = event.by if event.by == e.SYSTEM else f"<@{event.by}>"
    return f"recorded by {who} on {utc(event.at)}"


def refuse_same_filing(
    incident: Incident, *, version: int, channel: str, reference: str, authority: str | None
) -> None:
    """One draft under one reference is one filing with an authority. Where it gave none, the place tells filings
    apart. What was filed before anybody said with whom is that of the authority that was named for it since. Two
    authorities do not give the same reference."""
    before = incident.authorities[-1].earlier if incident.authorities else None
    place, number = _plain(channel), _plain(reference)
    for filed in incident.filings:
        same_place = place == _plain(filed.channel) or _names_one(number)
        whose = filed.authority or before
        another = authority and whose and authority != whose
        if another and number == _plain(filed.reference) and _names_one(number):
            raise Refused(
                f"The reference {filed.reference} is on record for the filing with {name_of(incident, whose)}, "
                f"{on_record(filed)}: give the one of this authority, or 'none given'.",
                field="reference",
            )
        if filed.version == version and number == _plain(filed.reference) and same_place and not another:
            raise Refused(
                f"This filing is on record already: draft {version}, reference {filed.reference}, filed on "
                f"{utc(filed.filed_at)}, {on_record(filed)}. If this is another filing, give its own reference or "
                "place.",
                field="reference",
            )


def refuse_same_telling(incident: Incident, *, told_at: datetime, channel: str, number: int) -> None:
    """Counted twice, a message would seem to have reached people whom nobody has told."""
    for told in incident.told:
        same = (_plain(told.channel), told.number) == (_plain(channel), number)
        if same and _same_moment(told.told_at, told_at):
            raise Refused(
                f"This is on record already: {number} told by {told.channel} on {utc(told.told_at)}, "
                f"{on_record(told)}. If these are other people, say under “How?” what sets them apart.",
                field="channel",
            )


def refuse_same_controller(
    incident: Incident, *, told_at: datetime, controller: str, channel: str, affected_set: str
) -> None:
    """One message to one controller about one set."""
    asked = (affected_set, _plain(controller), _plain(channel))
    for told in incident.controllers_told:
        same = (told.affected_set, _plain(told.controller), _plain(told.channel)) == asked
        if same and _same_moment(told.told_at, told_at):
            raise Refused(
                f"This is on record already: {told.controller} told by {told.channel} on {utc(told.told_at)}, "
                f"{on_record(told)}. If this was another message, say under “How?” what sets it apart.",
                field="channel",
            )


def refuse_same_waiver(incident: Incident, *, ground: str, reason: str) -> None:
    """The decision under Art. 34(3) that is in force."""
    waived = incident.waived
    if waived and (waived.ground, _plain(waived.reason)) == (ground, _plain(reason)):
        raise Refused(
            f"This decision is on record already: ground ({ground}), {on_record(waived)}.", field="reason"
        )


def refuse_same_advice(
    incident: Incident, *, affected_set: str, obligation: str, outcome: str, reason: str
) -> None:
    """The newest advice on a duty of a set."""
    about = (affected_set, obligation)
    given = [one for one in incident.advice if (one.affected_set, one.obligation) == about]
    if given and (given[-1].outcome, _plain(given[-1].reason)) == (outcome, _plain(reason)):
        raise Refused(f"This advice is on record already, {on_record(given[-1])}.", field="reason")


def refuse_same_decision(in_force: e.OutcomeDecided | None, *, outcome: str, reason: str) -> None:
    """The decision that is in force; one that lapsed may be taken again."""
    if in_force and (in_force.outcome, _plain(in_force.reason)) == (outcome, _plain(reason)):
        raise Refused(f"This decision is on record already, {on_record(in_force)}.", field="reason")


def _same_moment(one: datetime, other: datetime) -> bool:
    return abs(one - other) < SAME_MOMENT


def _names_one(reference: str) -> bool:
    """A reference with a figure in it is the authority's own; words such as “none given” name no filing."""
    return any(mark.isdigit() for mark in reference)


def _plain(text: str) -> str:
    """The text without what a person does not see: case, spaces, and forms of one letter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
