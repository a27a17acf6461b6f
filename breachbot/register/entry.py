"""One line of the register of Art. 33(5): the facts, the effects and the remedial action, and why who was told.

Every incident has one, also those judged no breach or not notifiable, and so has every signal that was dismissed as
a candidate. What nobody knows reads "not known"; it is never left blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from breachbot.assessment.facts import FACTS, Settled
from breachbot.incident import events as e
from breachbot.incident.known import settled_facts
from breachbot.incident.outcome import clock, outcome
from breachbot.incident.policy import Policy
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident

NOT_KNOWN = "not known"
NOT_YET = "not yet"

FACT_COLUMNS = (
    "role", "what_happened", "confidentiality", "integrity", "availability", "cause", "occurred_from",
    "occurred_until", "data_categories", "records_count", "people_kinds", "people_count", "encryption", "recipient",
    "access_evidence", "consequences", "measures_taken", "measures_planned",
)  # fmt: skip


class Entry(BaseModel):
    """One entry. Every column is text fit to show; times are ISO 8601 in UTC. `facts` follow `FACT_COLUMNS`."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    kind: str
    phase: str
    title: str
    opened_at: str
    opened_by: str
    detected_at: str
    aware_at: str
    due_at: str
    facts: dict[str, str]
    notify_authority: str
    notify_authority_because: str
    communicate: str
    communicate_because: str
    notify_controller: str
    filings: tuple[str, ...]
    delay_reasons: str
    approvals: tuple[str, ...]
    communication: tuple[str, ...]
    published: tuple[str, ...]
    flags: tuple[str, ...]
    effects: str
    measures: str
    lessons: str
    decided_because: str
    ended_at: str

    def flat(self) -> dict[str, str]:
        """One text per column, for tables and CSV; several values are joined with ` | `."""
        flat: dict[str, str] = {}
        for name, value in self.model_dump().items():
            if isinstance(value, dict):
                flat |= {f"fact_{fact}": text for fact, text in value.items()}
            else:
                flat[name] = value if isinstance(value, str) else " | ".join(value)
        return flat


def incident_entry(incident: Incident, policy: Policy) -> Entry:
    """The entry of an incident at any phase. Raises ValueError for an incident that was never opened."""
    opened = incident.opened
    if opened is None:
        raise ValueError(f"{incident.id} was never opened")
    closed = incident.ended if isinstance(incident.ended, e.IncidentClosed) else None
    no_breach = incident.ended if isinstance(incident.ended, e.JudgedNoBreach) else None
    return Entry(
        id=incident.id, kind="incident", phase=incident.phase, title=opened.title,
        opened_at=_when(opened.at), opened_by=opened.by, detected_at=_when(opened.detected_at),
        aware_at=_when(incident.aware_at, NOT_YET), due_at=_when(clock(incident, policy), NOT_YET),
        facts=_facts(settled_facts(incident)),
        notify_authority=outcome(incident, "notify_authority"),
        notify_authority_because=_because(incident, "notify_authority"),
        communicate=outcome(incident, "communicate"),
        communicate_because=_because(incident, "communicate"),
        notify_controller=outcome(incident, "notify_controller"),
        filings=tuple(_filing(filing) for filing in incident.filings),
        delay_reasons=" | ".join(f.delay_reasons for f in incident.filings if f.delay_reasons) or "none given",
        approvals=tuple(_approval(approval.event, approval.void) for approval in incident.approvals),
        communication=_communication(incident),
        published=tuple(f"{_when(p.at)}: {p.state}, {p.url}, sha256 {p.sha256}" for p in incident.published),
        flags=tuple(_flags(incident)),
        effects=closed.effects if closed else NOT_YET,
        measures=closed.measures if closed else NOT_YET,
        lessons=closed.lessons if closed else NOT_YET,
        decided_because=no_breach.reason if no_breach else "see the rulings",
        ended_at=_when(incident.ended.at if incident.ended else None, NOT_YET),
    )  # fmt: skip


def signal_entry(signal: Signal) -> Entry:
    """The entry of a signal that somebody dismissed. Raises ValueError for any other."""
    received, dismissed = signal.received, signal.dismissed
    if received is None or dismissed is None:
        raise ValueError(f"{signal.id} was not dismissed")
    title = f"{received.what} in {received.project}" if received.project else received.what
    none = "no incident was opened"
    return Entry(
        id=signal.id, kind="signal", phase="no_breach", title=title, opened_at=_when(received.at),
        opened_by=received.source, detected_at=_when(received.occurred_at, NOT_KNOWN), aware_at=none, due_at=none,
        facts=dict.fromkeys(FACT_COLUMNS, NOT_KNOWN), notify_authority=none, notify_authority_because=none,
        communicate=none, communicate_because=none, notify_controller=none, filings=(), delay_reasons="none given",
        approvals=(), communication=(), published=(), flags=(), effects=none, measures=none, lessons=none,
        decided_because=f"{dismissed.reason} ({dismissed.by})", ended_at=_when(dismissed.at),
    )  # fmt: skip


def erased_entry(incident: str) -> Entry:
    """The entry of an incident whose key was deleted: its place in the log stays, its content is gone."""
    gone = "erased"
    texts = {name: gone for name, field in Entry.model_fields.items() if field.annotation is str}
    several = {name: () for name, field in Entry.model_fields.items() if field.annotation == tuple[str, ...]}
    return Entry.model_validate(
        texts | several | {"id": incident, "kind": "incident", "facts": dict.fromkeys(FACT_COLUMNS, gone)}
    )


def _when(instant: datetime | None, otherwise: str = NOT_KNOWN) -> str:
    return instant.isoformat(timespec="seconds") if instant else otherwise


def _facts(settled: Mapping[str, Settled]) -> dict[str, str]:
    return {name: _fact(name, settled.get(name)) for name in FACT_COLUMNS}


def _fact(name: str, settled: Settled | None) -> str:
    if settled is None or (settled.value is None and not settled.conflict):
        return NOT_KNOWN
    if settled.conflict:
        return "disputed: " + " / ".join(f"{_words(name, v.value)} ({v.by})" for v in settled.views)
    return _words(name, settled.value) + ("" if settled.firm else " (not confirmed)")


def _words(name: str, value: Any) -> str:
    if value is None:
        return NOT_KNOWN
    items = value if isinstance(value, list | tuple) else [value]
    return " | ".join(FACTS[name].label(item) if isinstance(item, str) else str(item) for item in items)


def _because(incident: Incident, obligation: str) -> str:
    rulings = incident.assessed.rulings if incident.assessed else ()
    found = [" ".join(ruling.because) for ruling in rulings if ruling.obligation == obligation]
    return found[0] if found else "not assessed yet"


def _filing(filing: e.AuthorityFiled) -> str:
    known = f", known as of {_when(filing.known_as_of)}" if filing.phase == "initial" else ""
    where = f"{filing.channel}, reference {filing.reference}"
    return f"{_when(filing.filed_at)}: {filing.phase}{known}, {where}, sha256 {filing.sha256}, recorded by {filing.by}"


def _approval(event: e.NoticeApproved, void: str | None) -> str:
    capacity = "DPO's advice" if event.capacity == "dpo_advice" else "controller's decision"
    said = f"{_when(event.at)}: {event.audience} version {event.version}, {capacity}, {event.by}, sha256 {event.sha256}"
    return said + (f", void: {void}" if void else "")


def _communication(incident: Incident) -> tuple[str, ...]:
    told = [f"{_when(t.told_at)}: {t.channel}, {t.number} people" for t in incident.told]
    controllers = [
        f"{_when(c.told_at)}: controller {c.controller}, {c.channel}" for c in incident.controllers_told
    ]
    waived = incident.waived
    decision = [f"Art. 34(3)({waived.ground}), {waived.by}: {waived.reason}"] if waived else []
    return (*told, *controllers, *decision)


def _flags(incident: Incident) -> list[str]:
    """What an inspector should not have to find alone."""
    own = [a.event for a in incident.approvals if a.event.break_glass]
    flags = [
        f"break-glass: {a.by} approved the own draft of {a.audience} version {a.version}: {a.break_glass}"
        for a in own
    ]
    moved = [m for m in incident.awareness if isinstance(m, e.AwarenessMoved)]
    flags += [
        f"awareness moved from {_when(m.was)} to {_when(m.aware_at)} by {m.by}: {m.reason}" for m in moved
    ]
    late = [r for r in incident.reminders if r.missed]
    flags += [
        f"{len(r.missed)} reminders of {r.obligation} came late, by {r.late_minutes} minutes" for r in late
    ]
    return flags
