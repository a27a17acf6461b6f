"""Forms about notices: drafting anew, filing, and telling people."""

from __future__ import annotations

import hashlib
from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident import bounds
from breachbot.incident.duties import untold
from breachbot.incident.events import MAIN
from breachbot.incident.known import processor_sets
from breachbot.incident.outcome import clock
from breachbot.incident.policy import Policy
from breachbot.incident.state import Approval, Incident
from breachbot.slack.actions import Act
from breachbot.slack.blocks import (
    ask,
    choice,
    line,
    modal,
    moment,
    say,
)
from breachbot.slack.modals import View
from breachbot.slack.words import utc

GROUNDS = {
    "a": "(a) The data are unintelligible to others (encryption)",
    "b": "(b) Later measures: the high risk is no longer likely",
    "c": "(c) Disproportionate effort: a public communication instead",
}


def redraft(incident: Incident) -> View:
    """What a new version changes, once something is out."""
    question = ask(
        "change",
        "What changes?",
        line(tall=True, most=bounds.CHANGE),
        hint="One sentence. Readers of the notices will see it.",
    )
    return modal(Act.REDRAFT, "Draft anew", "Draft", incident.id, question)


def withdraw(incident: Incident) -> View:
    """Why the public page is withdrawn."""
    question = ask(
        "change",
        "Why is the page withdrawn?",
        line(tall=True, most=bounds.CHANGE),
        hint="One sentence. It stays on the page, with the date, once the DPO has approved it.",
    )
    return modal(Act.WITHDRAW, "Withdraw the page", "Draft", incident.id, question)


def file(incident: Incident, policy: Policy, now: datetime) -> View:
    """A filing that a person made at the authority. Raises Refused while there is nothing to file."""
    versions = {str(a.event.version): _version(incident, a) for a in incident.approvals_of("authority")}
    if not versions:
        raise Refused("Only an approved notice can be filed. Ask the DPO to approve it first.")
    newest_first = dict(list(versions.items())[::-1][:100])
    due = clock(incident, policy)
    late = due is not None and now > due and not incident.filings
    delay = ask(
        "delay_reasons",
        "Why later than 72 hours?",
        line(tall=True, most=bounds.REASON),
        hint="Art. 33(1) wants the reasons. Leave it empty if it was filed in time, or if the notice gives them.",
        optional=True,
    )
    return modal(
        Act.FILE,
        "Record a filing",
        "Record",
        incident.id,
        say("breachbot files nothing itself. Record here what you filed at the authority."),
        ask("version", "Which draft?", choice("static_select", newest_first, [*newest_first][:1])),
        ask("filed_at", "When was it filed?", moment(now)),
        ask("channel", "Where?", line(most=bounds.SHORT), hint="The portal, the address."),
        ask(
            "reference",
            "The authority's reference",
            line(most=bounds.SHORT),
            hint="'none given' if there is none.",
        ),
        *([delay] if late else []),
    )


def tell_people(incident: Incident, now: datetime) -> View:
    """A direct communication to the people affected (Art. 34(1))."""
    return modal(
        Act.TELL,
        "Record communication",
        "Record",
        incident.id,
        ask("told_at", "When were they told?", moment(now)),
        ask("channel", "How?", line(most=bounds.SHORT), hint="E-mail, letter, a message in the product."),
        ask(
            "number",
            "How many people?",
            line(most=12),
            hint="A whole number: those who had not been told before.",
        ),
    )


def waive(incident: Incident) -> View:
    """A reasoned decision that people need not be told directly (Art. 34(3))."""
    return modal(
        Act.WAIVE,
        "Decide on Art. 34(3)",
        "Decide",
        incident.id,
        ask("ground", "Which ground applies?", choice("radio_buttons", GROUNDS)),
        ask(
            "reason",
            "Why?",
            line(tall=True, most=bounds.GROUNDS),
            hint="What an authority can check: what, how, since when.",
        ),
    )


def tell_controller(incident: Incident, now: datetime) -> View:
    """As a processor: that a controller was told (Art. 33(2)). Named ones are chosen, so that none is mistaken.

    Raises Refused while it is open which of several sets the controllers belong to.
    """
    sets = processor_sets(incident)
    left = {controller_key(one.id, name): name for one in sets for name in untold(incident, one)}
    if not left and len(sets) > 1 and not all(one.controllers for one in sets):
        raise Refused("First name the controllers whose data these are.")
    who = choice("static_select", dict([*left.items()][:100])) if left else line(most=bounds.SHORT)
    return modal(
        Act.CONTROLLER,
        "Controller told",
        "Record",
        incident.id,
        ask("told_at", "When was the controller told?", moment(now)),
        ask("controller", "Which controller?", who),
        ask("channel", "How?", line(most=bounds.SHORT)),
    )


def controller_key(affected_set: str, name: str) -> str:
    """A named controller of a set as a value of a menu: opaque, and the same after the list has changed."""
    return f"{affected_set}:{hashlib.sha256(name.casefold().encode()).hexdigest()[:16]}"


def told_controller(incident: Incident, given: str) -> tuple[str, str]:
    """The set and the controller that the form names, chosen or written by hand."""
    sets = processor_sets(incident)
    for one in sets:
        for name in one.controllers:
            if controller_key(one.id, name) == given:
                return one.id, name
    return (sets[0].id if sets else MAIN), given


def _version(incident: Incident, approval: Approval) -> str:
    """A version as an option: one whose approval is void can still be filed as 'known as of' (Art. 33(4))."""
    draft = incident.draft("authority", approval.event.version)
    if approval.void is None or draft is None:
        return f"Draft {approval.event.version}, approved"
    return f"Draft {draft.version}, known as of {utc(draft.as_of)}; changed since"
