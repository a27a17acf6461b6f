"""What an operator did on somebody's behalf, in the words of Slack: in the channel, and to the person."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.behalf import OnBehalf, on_behalf
from breachbot.incident.registry import done_by
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.kit.blocks import Payload, actions, button, message, say
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import behalf_ref
from breachbot.slack.kit.words import escape, person, when


def in_channel(event: e.TakenForSomebody) -> str:
    """The line about one time."""
    who, why = escape(clip(event.operator, 100)), escape(clip(event.because, 300))
    return f"{who} recorded this on the command line on behalf of {person(event.person)}: {done_by(event.act)}. {why}"


def answered(incident: Incident, event: e.Countersigned) -> str:
    """What the person says of it."""
    one = on_behalf(incident)[event.number - 1].taken
    what = f"what was recorded on their behalf {when(one.at)} ({done_by(one.act)})"
    if event.theirs:
        return f"{person(event.by)} countersigned {what}."
    return f"{person(event.by)} says that {what} was not their word: {escape(clip(event.remark or '', 1000))}"


def told(incident: Incident, event: e.TakenForSomebody, context: Context) -> Payload:
    """The same to the person whose word it was, with the button to sign while that waits, and to the DPO."""
    theirs = event.person == context.by
    whose = "your behalf" if theirs else f"{person(event.person)}’s behalf"
    said = (
        f"*{incident.id}*: recorded on {whose}, on the command line, {when(event.at)}: {done_by(event.act)}."
    )
    one = next(one for one in on_behalf(incident) if one.taken == event)
    if theirs and one.answer:
        said += " ✓ You countersigned it." if one.answer.theirs else " You said that it was not your word."
    if not theirs or one.answer:
        return message(said, say(said))
    asks = f"{said} Say whether it was your word."
    return message(asks, say(asks), actions(sign(incident, one)))


def sign(incident: Incident, one: OnBehalf) -> dict[str, object]:
    """The button that leads to the form."""
    return button(Act.COUNTERSIGN, "Countersign", behalf_ref(incident.id, one.number), style="primary")
