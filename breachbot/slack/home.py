"""The Home tab: what waits for the reader, what is open by time left, and one button each that leads on.

A reader who is not in an incident's channel sees its codename and its clock, and no word of what happened.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from breachbot.incident.act import Context
from breachbot.incident.guidance import Guidance, guide
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.buttons import button_toward
from breachbot.slack.home_waiting import waiting_for
from breachbot.slack.kit.blocks import DIVIDER, Block, actions, beside, button, header, say, small, tab
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import day, escape, left, room, spoken, when
from breachbot.slack.modals import View
from breachbot.slack.more import in_order, more_button
from breachbot.slack.own_clocks import running
from breachbot.slack.signal_cards import named
from breachbot.slack.strip import strip
from breachbot.usecases.home import Overview, Reader, pages
from breachbot.usecases.standing import Standing

LONGEST_TITLE = 200

_REPORT = (
    "If you notice that data about people were lost, changed, or seen by somebody who should not see them, type "
    "`/breach` in any channel, or use the button below. That takes a minute, and somebody will look at it at once. "
)
OUTSIDE = f"{_REPORT}There is nothing else here that you need."
BESIDE = "Incidents are for the response team. *Team* shows who is on it and what you can change."
UNCONFIRMED = (
    f"{_REPORT}Slack cannot say at the moment whether you are a member here, so nothing else is shown. Open this tab "
    "again in a few minutes."
)
GUESTS = (
    "If you notice that data about people were lost, changed, or seen by somebody who should not see them, tell your "
    "contact in this company at once. There is nothing else here that you need."
)


def outside(standing: Standing, *, known: bool = False) -> View:
    """The Home tab of somebody who has no part in the response, or may have none. known: they have one on the team, as
    a director has."""
    words: dict[Standing, str] = {"member": OUTSIDE, "unknown": UNCONFIRMED}
    if standing == "member" and known:
        return tab(say(_REPORT + BESIDE), _report(button(Act.TEAM, "Team", "team")))
    may_report = [_report()] if standing in words else []
    return tab(say(words.get(standing, GUESTS)), *may_report)


def home(reader: Reader, found: Overview, policy: Policy, now: datetime) -> View:
    """The Home tab of one of the team: what was found for this reader."""
    mine = waiting_for(reader, found, policy, now)
    waiting = _signals(found)
    listed = _listed(reader, found, policy, now)
    parts = [*listed, *waiting] if reader.approves else [*waiting, *listed]
    return tab(*_top(reader, now), *mine, *parts, *_names(found), *_ended(reader, policy.firm.files))


def _top(reader: Reader, now: datetime) -> list[Block]:
    unknown = "Slack did not say which channels you are in, so only codenames are shown. Open this tab again."
    return [
        _report(button(Act.TEAM, "Team", "team")),
        small(f"As of {when(now)}. Times are yours; the record keeps UTC."),
        *([small(unknown)] if reader.rooms is None else []),
    ]


def _report(*others: dict[str, Any]) -> Block:
    return actions(button(Act.REPORT, "Report a breach", "report"), *others) | {"block_id": "report"}


def _ended(reader: Reader, files: bool) -> list[Block]:
    """The way to what is over; to the register for whoever answers for it."""
    way = button(Act.ENDED, "Closed incidents", "0")
    if not reader.approves:
        return [DIVIDER, actions(way) | {"block_id": "ended"}]
    if files:
        both = actions(way, button(Act.REGISTER, "Send me the register (CSV)", "csv"))
        return [DIVIDER, both | {"block_id": "ended"}]
    register = small("The register as a file for a spreadsheet: `breachbot register export --format csv`")
    return [DIVIDER, actions(way) | {"block_id": "ended"}, register]


# --- what is open ---------------------------------------------------------------------------------------------


def _listed(reader: Reader, found: Overview, policy: Policy, now: datetime) -> list[Block]:
    title = "Open incidents" if reader.approves else "Your incidents"
    if not found.open:
        return [header(title), say("None is open.")]
    return [
        header(f"{title} ({found.open})"),
        *[block for incident in found.listed for block in _line(reader, incident, policy, now)],
        *_turn_page(found.page, pages(found.open)),
    ]


def _line(reader: Reader, incident: Incident, policy: Policy, now: datetime) -> list[Block]:
    """Where it is, with the way forward, and the way to everything else that the reader can do."""
    found = guide(incident, Context(reader.user, reader.team, policy, now))
    place = f" in {room(incident.channel)}" if incident.channel and reader.sees(incident) else ""
    lines = [f"*{incident.id}*{place}: {_clock(incident, found, now)}"]
    if reader.sees(incident):
        title = incident.opened.title if incident.opened else ""
        lines += [
            escape(clip(" ".join(title.split()), LONGEST_TITLE)),
            *running(incident, policy, now),
            strip(found.stages),
            f"Next: {spoken(found.theirs.words)}",
        ]
    elif not reader.may_act(incident):
        lines.append("You are not in its channel. Next: ask somebody on the team to invite you.")
    line = beside("\n".join(lines), _button(reader, incident, found), f"open:{incident.id}")
    if not (reader.may_act(incident) and in_order(found.offers)):
        return [line]
    return [line, actions(more_button(incident.id)) | {"block_id": f"more:{incident.id}"}]


def _button(reader: Reader, incident: Incident, found: Guidance) -> dict[str, Any] | None:
    """The way forward: the reader's own step, or a look at the notice that others decide on."""
    step = found.theirs
    if not reader.may_act(incident):
        return None
    return button_toward(incident, found, step)


def _clock(incident: Incident, found: Guidance, now: datetime) -> str:
    due = found.due_at
    if found.stopped:
        return found.headline
    if due is None:
        return "the clock does not run yet" if incident.aware_at is None else "no hours apply"
    if now > due:
        return f":red_circle: *{left(due, now)}*, since {day(due)}"
    return f"*{left(due, now)}*, until {day(due)}"


def _turn_page(page: int, all_pages: int) -> list[Block]:
    if all_pages == 1:
        return []
    back = [button(Act.PAGE_BACK, "More urgent", str(page - 1))] if page > 0 else []
    on = [button(Act.PAGE_ON, "Less urgent", str(page + 1))] if page < all_pages - 1 else []
    return [small(f"Page {page + 1} of {all_pages}"), actions(*back, *on) | {"block_id": "pages"}]


def _names(found: Overview) -> list[Block]:
    """What is open in channels that the reader is not in."""
    if not found.hidden:
        return []
    rest = found.hidden_count - len(found.hidden)
    more = f" and {rest} more" if rest else ""
    names = ", ".join(found.hidden)
    return [DIVIDER, small(f"Also open, in channels that you are not in: {names}{more}.")]


# --- signals --------------------------------------------------------------------------------------------------


def _signals(found: Overview) -> list[Block]:
    """The signals that the reader has claimed, and those that nobody has."""
    if not found.waiting:
        return [header("Signals"), say("No signal is waiting for somebody to look at it.")]
    more = found.waiting - len(found.signals)
    show_all = beside(f"And {more:,} more.", button(Act.SIGNALS, "Show all that wait", "0"), "signals")
    rest = [show_all] if more > 0 else []
    shown = [_signal(one) for one in found.signals]
    return [header(f"Signals waiting ({found.waiting})"), *shown, *rest]


def _signal(signal: Signal) -> Block:
    """What the signal's card shows too: an allow-list, and no text of the sender."""
    received = signal.received
    if signal.claimed_by:
        following = "Next: open an incident, or say on its card why it is no breach."
        words = f"{named(signal)}\nYou are looking at it. {following}"
        return beside(words, button(Act.OPEN, "Open incident", signal.id), f"signal:{signal.id}")
    look = "ask the reporter" if received and received.report else "look at the source"
    words = f"{named(signal)}\nNext: claim it and {look}."
    return beside(words, button(Act.CLAIM, "Claim", signal.id), f"signal:{signal.id}")
