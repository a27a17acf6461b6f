"""What an alert suggests, in words: how it reads, which answers wait for a person, and what to do with them."""

from __future__ import annotations

from typing import Any

from pydantic import JsonValue

from breachbot.assessment.facts import FACTS
from breachbot.incident import events as e
from breachbot.incident.proposals import answered, unanswered
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.fact_words import answer, listed, question
from breachbot.slack.kit.blocks import button
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import proposal_ref
from breachbot.slack.kit.words import code, escape, many, person, spoken, when

READINGS: dict[str, str] = {
    "credentials_in_clear": (
        "*Proposed: a possible breach.* Readable log-in data are in a log, and anyone who reads it can use them. "
        "Replace them, and find out who could read the log."
    ),
    "personal_data": "*The alert holds personal data* beyond the user of the request.",
    "vulnerability": (
        "*Proposed: record, not notify.* A weakness is no breach while nothing shows that anybody used it. Fix it, "
        "and look for signs of use before you decide."
    ),
}
RECORD_ONLY = (
    "A weakness was found and fixed; nothing shows that anybody used it. Checked for signs of use: [say which logs "
    "and how far back]."
)


def suggested_reason(reading: str) -> str:
    """What the form for “no breach” is filled in with; a person completes and checks it."""
    return RECORD_ONLY if reading == "vulnerability" else ""


def proposal(incident: Incident, event: e.EvidenceProposed) -> str:
    """The proposal in the incident's channel: what still waits for a person, and who has answered the rest."""
    parts = [READINGS.get(event.reading, ""), _seen(event)]
    left = unanswered(incident, event)
    if left:
        lines = (_line(fact, event) for fact in left)
        parts.append(f"Proposed, and not confirmed yet:\n{listed(lines)}")
        parts.append("Until somebody confirms it, it can raise what is owed but never lower it.")
    if settled := [fact for fact in event.answers if fact not in left]:
        parts.append(f"Settled:\n{listed(_settled(incident, fact, event) for fact in settled)}")
    return "\n".join(filter(None, parts))


def _settled(incident: Incident, fact: str, event: e.EvidenceProposed) -> str:
    """What became of one proposed answer: confirmed, answered otherwise, or suggested otherwise by a later alert."""
    asked, said = escape(question(fact)), answered(incident, fact)
    if said is None:
        return f"{asked} the alert has said otherwise since"
    if said.value == event.answers[fact]:
        return f"{asked} “{_value(fact, said.value)}”, confirmed by {person(said.by)} {when(said.at)}"
    given = "not known" if said.value is None else f"“{_value(fact, said.value)}”"
    return f"{asked} {given}, says {person(said.by)} {when(said.at)}"


def proposal_buttons(incident: Incident, event: e.EvidenceProposed) -> list[dict[str, Any]]:
    """One click confirms; whoever knows better uses the form for facts."""
    if event.reading == "vulnerability":
        return [button(Act.NO_BREACH, "Record, not notify", incident.id)]
    number = incident.evidence.index(event) + 1
    confirm = button(Act.CONFIRM, "Confirm what is proposed", proposal_ref(incident.id, number))
    return [confirm] if unanswered(incident, event) else []


def _seen(event: e.EvidenceProposed) -> str:
    """Where and how often; a number of deliveries is no number of people."""
    place = " in ".join(code(name) for name in (event.project, event.environment) if name)
    said = f"Seen {many(event.seen, 'time', 'times')}" + (f" in {place}" if place else "")
    if event.first_seen and event.last_seen:
        said += f", first {when(event.first_seen)}, last {when(event.last_seen)}"
    return f"{said}."


def _line(fact: str, event: e.EvidenceProposed) -> str:
    value = event.answers[fact]
    said = _value(fact, value)
    alone = " – confirming says: these and no others" if isinstance(value, list) else ""
    return f"{escape(question(fact))} “{said}”{alone}"


def _value(fact: str, value: JsonValue) -> str:
    return spoken(clip(answer(FACTS[fact], value) if fact in FACTS else str(value), 300))
