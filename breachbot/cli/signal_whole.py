"""All that is on record of one signal, for a machine and for people. No text of a sender: that is sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from breachbot.cli.table import cell, when
from breachbot.incident import events as e
from breachbot.intake.signal import in_common

if TYPE_CHECKING:
    from breachbot.incident.signal import Signal
    from breachbot.intake.signal import Finding
    from breachbot.usecases.ports.signals import SignalRow
    from breachbot.usecases.read import Came, Whole


def listed(one: Came) -> dict[str, Any]:
    """A signal as a list of them shows it: what it weighs and why, how grave, how often, and where to look."""
    return {
        **_row(one.row),
        **_known(one.signal),
        "read": None if one.signal is None else [_read(event) for event in one.signal.reads],
    }


def entire(found: Whole, title: str) -> dict[str, Any]:
    """The same with its personal data, deliveries and life. title: what people call its source."""
    signal = found.came.signal
    return {
        **listed(found.came),
        "personal_data": None if signal is None else [_finding(one) for one in signal.findings],
        "counted_together": _why_together(found, title),
        "delivery_count": found.size,
        "deliveries": [
            {
                "number": number,
                "id": row.id,
                "at": when(row.at),
                "news": row.id in found.news,
            }
            for number, row in found.deliveries
        ],
        "life": [{"at": when(event.at), "by": event.by, "says": said(event)} for event in found.events],
    }


def in_words(told: Mapping[str, Any]) -> Iterator[str]:
    """What `entire` says, in lines for people."""
    yield f"{told['id']}: {told['verdict']}, {told['phase']}{_into(told)}"
    for reason in told["reasons"] or ():
        yield f"   because: {cell(reason)}"
    for name in _SHOWN:
        value = told[name]
        shown = ", ".join(value) if isinstance(value, list) else value
        yield f"   {name.replace('_', ' ')}: {'not given' if shown in (None, '') else cell(shown)}"
    for found in told["personal_data"] or ():
        yield f"   personal data: {found['kind'].replace('_', ' ')}, {found['where']}, {_often(found['count'])}"
    yield from _deliveries(told)
    yield "   what became of it:"
    for event in told["life"]:
        yield f"      {event['at']}  {cell(event['by'])}: {cell(event['says'])}"
    if told["reasons"] is None:
        yield "      its content was erased; only the counts are left"


_SHOWN = (
    *("source", "what", "type", "severity", "level", "project", "environments", "link", "occurred_at"),
    *("first_seen", "last_seen", "count", "sender_times", "sender_people", "rules"),
)


def _deliveries(told: Mapping[str, Any]) -> Iterator[str]:
    rows, size = told["deliveries"], told["delivery_count"]
    more = f", the last {len(rows):,}" if len(rows) < size else ""
    yield f"   deliveries: {size:,}{more}"
    if told["counted_together"]:
        yield f"      {told['counted_together']}"
    for row in rows:
        yield f"      {row['number']}  {row['id']}  {row['at']}  {'news' if row['news'] else 'a repeat'}"


def _row(row: SignalRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "source": row.source,
        "verdict": row.verdict,
        "phase": row.phase,
        "count": row.count,
        "first_seen": when(row.first_seen),
        "last_seen": when(row.last_seen),
        "incident": row.incident,
    }


def _known(signal: Signal | None) -> dict[str, Any]:
    """What its events say; None everywhere if they were erased."""
    received = signal.received if signal else None
    if signal is None or received is None:
        return dict.fromkeys(_NAMES)
    return {
        "what": received.what,
        "type": received.type,
        "severity": received.severity,
        "level": received.level,
        "project": received.project,
        "environments": [*signal.environments],
        "link": received.link,
        "occurred_at": when(received.occurred_at),
        "reasons": [*signal.reasons],
        "rules": [*signal.rules],
        "sender_times": signal.times,
        "sender_people": signal.people,
        "claimed_by": signal.claimed_by,
        "split_from": received.split.signal if received.split else None,
    }


_NAMES = (
    *("what", "type", "severity", "level", "project", "environments", "link", "occurred_at"),
    *("reasons", "rules", "sender_times", "sender_people", "claimed_by", "split_from"),
)


def _why_together(found: Whole, title: str) -> str | None:
    if found.size < 2 or found.came.signal is None:
        return None
    return f"Counted together, since each {in_common(found.came.signal.series) or f'has the same id at {title}'}."


def said(event: e.Happened) -> str:
    """What an event of a signal says, in a line."""
    if isinstance(event, e.SignalReceived | e.SignalRaised):
        return _weighed(event)
    match event:
        case e.SignalClaimed():
            return "claimed it"
        case e.SignalEscalated():
            return f"nobody had claimed it, so {event.to} was asked"
        case e.SignalRead():
            return f"read what the sender wrote ({event.delivery}): {event.reason}"
        case e.DismissalProposed():
            return f"found no breach; a second person decides: {event.reason}"
        case e.SignalDismissed():
            return f"judged that it is no breach: {event.reason}"
        case e.SignalSplit():
            taken = len(event.deliveries)
            return f"took {taken:,} of its deliveries out, into {event.signal}: {event.reason}"
        case e.SignalOpened():
            return f"opened it as {event.incident}"
    raise TypeError(f"{type(event).__name__} is not an event of a signal")


def _weighed(event: e.SignalReceived | e.SignalRaised) -> str:
    if isinstance(event, e.SignalRaised):
        return f"it was weighed again, as {event.verdict}{f': {event.why}' if event.why else ''}"
    if event.split:
        return f"took it out of {event.split.signal}, as {event.verdict}: {event.split.reason}"
    return f"it came, and was weighed as {event.verdict}"


def _into(told: Mapping[str, Any]) -> str:
    if told["incident"]:
        return f" as {told['incident']}"
    return f" by {told['claimed_by']}" if told["phase"] == "claimed" else ""


def _finding(one: Finding) -> dict[str, Any]:
    return {"kind": one.kind, "where": one.where, "count": one.count}


def _read(event: e.SignalRead) -> dict[str, Any]:
    return {"by": event.by, "at": when(event.at), "reason": event.reason}


def _often(count: int) -> str:
    return "1 time" if count == 1 else f"{count} times"
