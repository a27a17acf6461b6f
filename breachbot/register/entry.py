"""One line of the register of Art. 33(5): the facts, the effects and the remedial action, and why who was told.

Every incident has one, also those judged no breach or not notifiable, and so has every signal that was dismissed as
a candidate. What nobody knows reads "not known"; it is never left blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict

from breachbot.assessment.facts import FACTS
from breachbot.incident import events as e
from breachbot.incident.known import settled_facts
from breachbot.incident.measures import measures
from breachbot.incident.outcome import because, outcome
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident
from breachbot.incident.times import clock
from breachbot.register import lines, regimes
from breachbot.register.flat import in_one, one_line
from breachbot.register.lines import NOT_KNOWN, say_when
from breachbot.register.rulings import advice, both_by_one, computed, decisions, ended_otherwise
from breachbot.register.sets import affected_sets

NOT_YET = "not yet"

FACT_COLUMNS = tuple(FACTS)
"""Every fact in the order in which people are asked: Art. 33(5) requires them, and the rulings are based on them."""


class Entry(BaseModel):
    """One entry. Every column is text fit to show; times are ISO 8601 in UTC.

    `facts` follow `FACT_COLUMNS`. `outcomes` have a column for each obligation of every regime, named as it is, and one
    with its reasons.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    id: str
    kind: str
    phase: str
    title: str
    opened_at: str
    opened_by: str
    detected_at: str
    aware_at: str
    due_at: str
    awareness: tuple[str, ...]
    facts: dict[str, str]
    earlier_facts: tuple[str, ...]
    outcomes: dict[str, str]
    computed: tuple[str, ...]
    advice: tuple[str, ...]
    decisions: tuple[str, ...]
    authorities: tuple[str, ...]
    filings: tuple[str, ...]
    recorded: tuple[str, ...]
    regimes: tuple[str, ...]
    delay_reasons: tuple[str, ...]
    approvals: tuple[str, ...]
    rejections: tuple[str, ...]
    communication: tuple[str, ...]
    affected_sets: tuple[str, ...]
    published: tuple[str, ...]
    reminders: tuple[str, ...]
    flags: tuple[str, ...]
    effects: str
    measures: str
    lessons: str
    follow_up: tuple[str, ...]
    decided_because: str
    ended_at: str

    def columns(self) -> dict[str, Any]:
        """Every column by its name, the outcomes among the others."""
        parts = ({name: value} if name != "outcomes" else value for name, value in self.model_dump().items())
        return {name: value for part in parts for name, value in part.items()}

    def flat(self) -> dict[str, str]:
        """One line of text per column, for tables and CSV; `register.flat` says how several values share one."""
        flat: dict[str, str] = {}
        for name, value in self.columns().items():
            if isinstance(value, dict):
                flat |= {f"fact_{fact}": one_line(text) for fact, text in value.items()}
            else:
                flat[name] = one_line(value) if isinstance(value, str) else in_one(value)
        return flat


def incident_entry(incident: Incident, policy: Policy, signal: Signal | None = None) -> Entry:
    """The entry of an incident at any phase. Raises ValueError for an incident that was never opened.

    signal: what it was opened from.
    """
    opened = incident.opened
    if opened is None:
        raise ValueError(f"{incident.id} was never opened")
    return Entry(
        id=incident.id,
        kind="incident",
        phase=incident.phase,
        title=opened.title,
        opened_at=say_when(opened.at),
        opened_by=opened.by,
        detected_at=say_when(opened.detected_at),
        **_clock(incident, policy),
        **_known(incident),
        **_ruled(incident, policy),
        **_done(incident, policy),
        flags=(*_flags(incident, policy), *_done_with(signal)),
        follow_up=tuple(map(lines.measure, measures(incident))),
        **_ending(incident),
    )


def _clock(incident: Incident, policy: Policy) -> dict[str, Any]:
    """When the company became aware, and what was said of that."""
    said = (*map(lines.awareness, incident.awareness), *map(lines.confirmation, incident.confirmations))
    return {
        "aware_at": say_when(incident.aware_at, NOT_YET),
        "due_at": say_when(clock(incident, policy), NOT_YET),
        "awareness": said,
    }


def _known(incident: Incident) -> dict[str, Any]:
    """The facts of Art. 33(5), and what was said before."""
    settled = settled_facts(incident)
    return {
        "facts": {name: lines.fact(name, settled.get(name)) for name in FACT_COLUMNS},
        "earlier_facts": tuple(lines.earlier_facts(incident)),
    }


def _ruled(incident: Incident, policy: Policy) -> dict[str, Any]:
    """What was owed and why: by the playbook, by the DPO's advice and by decision."""
    duties = [one.id for one in policy.regimes.obligations]
    return {
        "outcomes": _outcomes({duty: (outcome(incident, duty), _because(incident, duty)) for duty in duties}),
        "computed": computed(incident, policy),
        "advice": advice(incident),
        "decisions": decisions(incident),
    }


def _done(incident: Incident, policy: Policy) -> dict[str, Any]:
    """Who was told of what, and who approved it."""
    return {
        "authorities": tuple(map(lines.authorities, incident.authorities)),
        "filings": tuple(lines.filing(filing) for filing in incident.filings),
        "recorded": tuple(lines.recorded(one) for one in incident.recorded),
        "regimes": tuple(regimes.said(incident, policy)),
        "delay_reasons": tuple(lines.delays(incident)),
        "approvals": tuple([*lines.approvals(incident), *lines.translations(incident)]),
        "rejections": tuple(lines.rejection(rejection) for rejection in incident.rejections),
        "communication": tuple(lines.communication(incident, policy)),
        "affected_sets": affected_sets(incident, policy),
        "published": tuple(lines.publications(incident)),
        "reminders": tuple(sorted(lines.reminders(incident))),
    }


def _flags(incident: Incident, policy: Policy) -> tuple[str, ...]:
    return (
        *lines.links(incident),
        *lines.flags(incident),
        *lines.behalves(incident),
        *lines.doubtful(incident),
        *both_by_one(incident),
        *ended_otherwise(incident, policy),
    )


def _done_with(signal: Signal | None) -> tuple[str, ...]:
    """What was split off, and who read what the sender wrote."""
    if signal is None:
        return ()
    return (*lines.splits(signal), *(lines.sealed_read(signal.id, one) for one in signal.reads))


def _ending(incident: Incident) -> dict[str, str]:
    """What the closing says; of a judgement that it was no breach, why."""
    ended = incident.ended
    closed = ended if isinstance(ended, e.IncidentClosed) else None
    because = "see “computed”, “advice” and “decisions”"
    if isinstance(ended, e.JudgedNoBreach):
        because = lines.no_breach(ended)
    elif isinstance(ended, e.IncidentMerged):
        because = lines.merged(ended)
    return {
        "effects": closed.effects if closed else NOT_YET,
        "measures": closed.measures if closed else NOT_YET,
        "lessons": closed.lessons if closed else NOT_YET,
        "decided_because": because,
        "ended_at": say_when(ended.at if ended else None, NOT_YET),
    }


def signal_entry(signal: Signal, policy: Policy) -> Entry:
    """The entry of a signal that somebody dismissed, also if it was raised again. Raises ValueError for any other."""
    received, dismissed = signal.received, signal.dismissed
    if received is None or not signal.ever_dismissed:
        raise ValueError(f"{signal.id} was not dismissed")
    report = received.report
    title = f"{received.what} in {received.project}" if received.project else received.what
    title, noticed = (report.title, report.detected_at) if report else (title, received.occurred_at)
    said = {
        "id": signal.id,
        "kind": "signal",
        "phase": "no_breach" if dismissed else signal.phase,
        "title": title,
        "opened_at": say_when(received.at),
        "opened_by": received.by if report else received.source,
        "detected_at": say_when(noticed, NOT_KNOWN),
        "facts": dict.fromkeys(FACT_COLUMNS, NOT_KNOWN),
        "flags": (*map(lines.judgement, signal.judged), *_done_with(signal)),
        "decided_because": f"{dismissed.reason} ({dismissed.by})" if dismissed else NOT_YET,
        "ended_at": say_when(dismissed.at if dismissed else None, NOT_YET),
    }
    otherwise = f"see {signal.incident}" if signal.incident else "no incident was opened"
    return Entry.model_validate(_everywhere(otherwise, policy) | said)


def erased_entry(stream: str, policy: Policy) -> Entry:
    """The entry of an incident or signal whose key was deleted: its place in the log stays, its content is gone."""
    gone = "erased"
    said = {
        "id": stream,
        "kind": "signal" if stream.startswith("sig-") else "incident",
        "facts": dict.fromkeys(FACT_COLUMNS, gone),
    }
    return Entry.model_validate(_everywhere(gone, policy, (gone,)) | said)


def _everywhere(text: str, policy: Policy, several: tuple[str, ...] = ()) -> dict[str, object]:
    """`text` in every column that holds one text, and `several` in those that hold a list."""
    one = {name: text if field.annotation is str else several for name, field in Entry.model_fields.items()}
    return one | {"outcomes": _outcomes({duty.id: (text, text) for duty in policy.regimes.obligations})}


def _outcomes(found: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Two columns for each obligation: its outcome, and why."""
    return {
        column: text
        for duty, (outcome, why) in found.items()
        for column, text in ((duty, outcome), (f"{duty}_because", why))
    }


def _because(incident: Incident, obligation: str) -> str:
    return " ".join(because(incident, obligation)) or "not assessed yet"
