"""What an alert suggests, put before people: proposed with its source, unconfirmed until one click takes it over.

A count in an alert is how often something was seen, not how many people are affected: it is shown, and never proposed
as a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pydantic import JsonValue

from breachbot.assessment.facts import Settled, contradictions
from breachbot.incident import events as e
from breachbot.incident.consequences import after_all, consequences
from breachbot.incident.known import facts_of
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident
from breachbot.incident.twice import on_record
from breachbot.intake.evidence import Evidence, evidence


def evidence_of(signal: Signal) -> Evidence:
    """What everything that came of a signal suggests."""
    source = signal.received.source if signal.received else ""
    return evidence(source, signal.findings, signal.hints)


def propose(
    incident: Incident,
    signal: Signal,
    *,
    policy: Policy,
    seen: int,
    first_seen: datetime | None,
    last_seen: datetime | None,
    now: datetime,
) -> list[e.IncidentEvent]:
    """Propose what an alert suggests and nobody has answered; nothing if there is nothing new in it.

    An answer that cannot be so together with what people stated is left out: their word goes first.
    """
    received, suggested = signal.received, evidence_of(signal)
    if received is None or incident.ended or suggested.reading == "nothing":
        return []
    answers = dict(suggested.answers)
    if first := received.occurred_at or first_seen:
        answers["occurred_from"] = first.isoformat()
    news, proposed = _stated(incident, answers if suggested.answers else {}, received.source, now)
    earlier = {one.reading for one in incident.evidence if one.signal == signal.id}
    if not proposed and suggested.reading in earlier:
        return []
    about = e.EvidenceProposed(
        at=now,
        by=received.source,
        signal=signal.id,
        reading=suggested.reading,
        answers=proposed,
        project=received.project,
        environment=received.environment,
        seen=seen,
        first_seen=first_seen,
        last_seen=last_seen,
    )
    after = after_all(incident, [about, *news])
    return [about, *news, *(consequences(after, policy, now) if news else [])]


def unanswered(incident: Incident, proposed: e.EvidenceProposed) -> dict[str, JsonValue]:
    """The answers of a proposal that still wait for a person: nobody has spoken, and the alert still says so."""
    known = facts_of(incident, e.MAIN)
    return {
        fact: value
        for fact, value in proposed.answers.items()
        if fact not in known or _still_proposed(known[fact], value)
    }


def _still_proposed(known: Settled, value: JsonValue) -> bool:
    by_alerts_alone = all(view.source == "alert" for view in known.views)
    return by_alerts_alone and value in [view.value for view in known.views]


def answered(incident: Incident, fact: str) -> e.FactStated | None:
    """The newest word of a person on a fact of the main set; None if only alerts have spoken."""
    said = (s for s in reversed(incident.statements) if (s.affected_set, s.fact) == (e.MAIN, fact))
    return next((s for s in said if s.source != "alert"), None)


def last_word(incident: Incident, proposal: int) -> str:
    """Who spoke last to what a proposal (numbered from 1) suggests, to end a sentence; empty if nobody has."""
    said = [answered(incident, fact) for fact in incident.evidence[proposal - 1].answers]
    newest = max((one for one in said if one), key=lambda one: one.at, default=None)
    return f", {on_record(newest)}" if newest else ""


def _stated(
    incident: Incident, answers: Mapping[str, JsonValue], source: str, now: datetime
) -> tuple[list[e.IncidentEvent], dict[str, JsonValue]]:
    """The answers that are news and fit what is known, as statements of the alert."""
    news: list[e.IncidentEvent] = []
    proposed: dict[str, JsonValue] = {}
    for fact, value in answers.items():
        known = facts_of(after_all(incident, news), e.MAIN).get(fact)
        if known and (known.value == value or any(view.source != "alert" for view in known.views)):
            continue
        said = e.FactStated(at=now, by=source, fact=fact, value=value, source="alert", confirmed=False)
        if not contradictions(facts_of(after_all(incident, [*news, said]), e.MAIN)):
            news.append(said)
            proposed[fact] = value
    return news, proposed
