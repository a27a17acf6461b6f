"""The form that closes an incident; the measures that are on record already are filled in."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.errors import Refused
from breachbot.incident.acts.close import MOST_MEASURES, Close, FollowUp
from breachbot.incident.known import settled_facts
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import DIVIDER, Block, anybody, ask, day, line, modal, say

QUESTIONS = {
    "effects": "What were the effects?",
    "measures": "What was done about it?",
    "lessons": "What did you learn?",
}
DAY_OVER = "The day is over once it is over everywhere on earth: at 12:00 UTC of the next day."
TO_FOLLOW = (
    "*What is still to be done?* Whoever is named gets your words in a direct message, and reminders before the day is "
    "over. Leave it empty if nothing is."
)


def what_stays(asked: Asked) -> View:
    taken = settled_facts(asked.incident).get("measures_taken")
    measures = taken.value if taken and taken.firm and isinstance(taken.value, str) else ""
    asks = [
        ask(field, label, line(measures if field == "measures" else "", tall=True, most=Close.most(field)))
        for field, label in QUESTIONS.items()
    ]
    rows = [block for number in range(1, MOST_MEASURES + 1) for block in _row(number)]
    return modal(Act.CLOSE, "Close", "Close", asked.incident.id, *asks, DIVIDER, say(TO_FOLLOW), *rows)


def _row(number: int) -> Iterator[Block]:
    """The three questions about one follow-up measure."""
    what = line(most=FollowUp.most("what"))
    yield ask(f"what_{number}", f"Follow-up measure {number}", what, optional=True)
    yield ask(f"owner_{number}", "Who does it?", anybody("Choose a member"), optional=True)
    yield ask(f"until_{number}", "By the end of which day?", day(), hint=DAY_OVER, optional=True)


def command(_asked: Asked, view: View) -> Close:
    rows = (_measure(view, number) for number in range(1, MOST_MEASURES + 1))
    texts = {field: form.text(view, field) for field in QUESTIONS}
    return Close.of(**texts, follow_up=tuple(one for one in rows if one))


def owners(view: View) -> dict[str, str]:
    """Who is named for a follow-up measure, by the field."""
    fields = (f"owner_{number}" for number in range(1, MOST_MEASURES + 1))
    return {field: user for field in fields if (user := form.text(view, field))}


def _measure(view: View, number: int) -> FollowUp | None:
    """One follow-up measure; None where its row is empty. Raises Refused, with the field of the row."""
    given = {field: form.text(view, f"{field}_{number}") for field in FollowUp.model_fields}
    if not any(given.values()):
        return None
    if not given["until"]:
        raise Refused("Choose a day.", field=f"until_{number}")
    try:
        return FollowUp.of(**given)
    except Refused as refused:
        raise Refused(str(refused), field=f"{refused.field}_{number}") from None


BUTTONS = (Button(Act.CLOSE, "close", "Close", command, what_stays, people=owners),)
