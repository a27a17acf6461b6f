"""Forms about a report, a signal and the life of an incident. The fields are named as the use-cases name them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from breachbot.incident import bounds
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, moment, quote, say, sheet, small
from breachbot.slack.kit.words import escape, person

View = dict[str, Any]

LOADING = sheet("One moment", say("Loading …"))


DONE = sheet("Done", say("It is on record. Cards, channels and lists show what follows."))
"""Shown in place of a list of buttons once one was clicked that asks nothing."""


def refusal(sentence: str) -> View:
    """Shown in place of a form that cannot be filled in now."""
    return sheet("Not possible now", quote(sentence))


def report(noticed: datetime, message: str = "", title: str = "") -> View:
    """What /breach asks: three questions. `message` is the permalink of the message that gave rise to it; `title` what
    the person has typed already."""
    personal = {"yes": "Yes", "no": "No", "?": "I do not know"}
    return modal(
        Act.REPORT,
        "Report a breach",
        "Report",
        message,
        *([small("Your report will hold a link to the message, and not its text.")] if message else []),
        ask(
            "title",
            "What happened?",
            line(title, tall=True, most=bounds.TITLE),
            hint="A sentence or two. No names or addresses of the people affected, no passwords.",
        ),
        ask("detected_at", "When was it noticed?", moment(noticed)),
        ask("personal_data", "Are data about people affected?", choice("radio_buttons", personal, ["?"])),
    )


MEANWHILE = "Next: keep what you saw, change nothing on the systems concerned, and tell nobody else for now."
"""What whoever has reported something does until the team asks."""


def reported(incident: Incident) -> View:
    """The answer to a report: it is on record, and who goes on with it."""
    text = (
        f"Thank you. It is on record as *{escape(incident.id)}*, and the response team has it.\n{MEANWHILE}"
    )
    return sheet("Reported", say(text))


def kept() -> View:
    """The answer to a report by somebody whom Slack could not confirm: it is kept, and nothing is asked of them."""
    text = (
        "Thank you. Your report is kept, and the response team will look at it.\n"
        "Slack cannot say at the moment whether you are a member here, so they may ask you first. "
        f"{MEANWHILE}"
    )
    return sheet("Report kept", say(text))


def kept_beside_others() -> View:
    """The answer to a report while there are many: it is kept, and the team is at it."""
    text = (
        "Thank you. Your report is kept, and the response team will read it. Several reports have come within the last "
        "hour, and they are looking at them now; you need not report it again.\n"
        f"{MEANWHILE}"
    )
    return sheet("Report kept", say(text))


def dismiss(signal: Signal, suggested: str = "", report: str = "") -> View:
    """Why a signal is no breach; `suggested` is filled in for the person to check, `report` is what was reported."""
    why = reason("Why is this not a personal data breach? Say what was examined.", suggested)
    reported = [small("What was reported:"), quote(report)] if report else []
    return modal(Act.DISMISS, "Not a breach", "Record", signal.id, *reported, *_two_people(signal), why)


def _two_people(signal: Signal) -> list[Block]:
    """What is asked of the second person, or that there will be one."""
    if not signal.grave:
        return []
    if signal.proposed is None:
        return [small("It shows grave data: if there is a second person, they decide.")]
    first = f"{person(signal.proposed.by)} finds that it is no breach, and you decide:"
    return [small(first), quote(signal.proposed.reason)]


def reason(question: str, suggested: str = "") -> dict[str, Any]:
    """The question for a reason that stays in the register; `suggested` is filled in for the person to check."""
    return ask(
        "reason",
        question,
        line(suggested, tall=True, most=bounds.REASON),
        hint="It stays in the register; an inspector may read it.",
    )
