"""`/breach calendar`: a person's deadlines in their own calendar program, by an address that is shown to them once."""

from __future__ import annotations

from breachbot.slack.kit.blocks import Payload, message, say
from breachbot.slack.kit.words import when
from breachbot.usecases.calendar import calendar_since, close_calendar, open_calendar
from breachbot.usecases.house import House
from breachbot.web.calendar import new_address, url

NOT_SET_UP = "Calendars are not set up. Ask whoever runs breachbot to set `BREACHBOT_URL`."
KEEP = (
    "It shows codenames and times alone, to whoever has the address: keep it to yourself. `/breach calendar new` "
    "replaces it, `/breach calendar off` ends it."
)


def answer(house: House, user: str, words: tuple[str, ...]) -> Payload:
    """What comes of it for this person. Raises Refused for somebody who is not on the team, or has none to end."""
    said = _said(house, user, words)
    return message(said, say(said))


def _said(house: House, user: str, words: tuple[str, ...]) -> str:
    if words == ("off",):
        close_calendar(house, by=user)
        return "Your calendar is ended: its address shows nothing any more."
    base = house.policy.firm.own_url
    if base is None:
        return NOT_SET_UP
    since = calendar_since(house, user)
    if since and not words:
        return (
            f"You have had a calendar since {when(since)}. Its address was shown once: `/breach calendar new` gives "
            "you another and ends that one."
        )
    open_calendar(house, address := new_address(), by=user)
    return f"Subscribe to this address in your calendar program: `{url(base, address)}`\n{KEEP}"
