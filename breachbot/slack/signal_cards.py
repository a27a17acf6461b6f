"""Messages about signals, for a shared channel: an allow-list of values, and never a text of the sender.

What may be shown: the kind of error, project, environment, level, counts, times, which kinds of personal data were
found and where, our reasons, a link to the source, and who does what.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from breachbot.errors import Refused
from breachbot.incident.events import Report, SignalReceived
from breachbot.incident.proposals import evidence_of
from breachbot.incident.signal import Signal, require_may_read
from breachbot.incident.split import can_be_split
from breachbot.incident.team import Team
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import Finding, in_common
from breachbot.slack.actions import Act
from breachbot.slack.evidence_words import READINGS
from breachbot.slack.kit.blocks import (
    Block,
    Payload,
    actions,
    button,
    fields,
    header,
    message,
    say,
    sheet,
    small,
)
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import ago, code, escape, link, listed, many, person, spoken, when
from breachbot.slack.modals import View
from breachbot.slack.splits import split_lines

MOST_FINDINGS = 10
MOST_REASONS = 6


def signal_card(signal: Signal, *, count: int, first_seen: datetime, last_seen: datetime) -> Payload:
    """The one card of a signal, as of now. `count` is how many deliveries its series had."""
    if signal.received and signal.received.report:
        return _report_card(signal, signal.received, signal.received.report, count)
    title = "Test signal" if signal.verdict == "test" else "Possible personal data breach"
    return message(
        f"{title}: {_standing(signal)}",
        header(title),
        say("\n".join(_values(signal, count, first_seen, last_seen))),
        *_woken(signal),
        *_personal_data(signal.findings),
        say(_standing(signal)),
        *_buttons(signal, count),
        *_proposal(signal),
        *_reasons(tuple(_without_places(one, signal.findings) for one in signal.reasons)),
        *_places(signal.findings),
        *_read_by(signal),
        *_counted_together(signal, count),
        *split_lines(signal),
    )


def _read_by(signal: Signal) -> list[Block]:
    """Who read what the sender wrote; why is in the register."""
    readers = [person(user) for user in dict.fromkeys(event.by for event in signal.reads)]
    return [small(f"What the sender wrote was read by {listed(readers)}.")] if readers else []


def _report_card(signal: Signal, received: SignalReceived, report: Report, count: int) -> Payload:
    """A person's report that is kept for the team: who, when and what it is about, and no word of theirs."""
    title = "Report of a possible personal data breach"
    said = {
        "yes": "yes, says the reporter",
        "no": "no, says the reporter",
        None: "the reporter does not know",
    }
    values = (
        ("Reported by", person(received.by)),
        ("Reported", when(received.at)),
        ("Noticed", when(report.detected_at)),
        ("Data about people", said[report.personal_data]),
    )
    return message(
        f"{title}: {_standing(signal)}",
        header(title),
        fields(*values),
        *_reasons(signal.reasons),
        say(_standing(signal)),
        *_buttons(signal, count),
        small(
            "What they wrote is not shown here: it appears in the private channel once an incident is opened."
        ),
    )


def _values(signal: Signal, count: int, first_seen: datetime, last_seen: datetime) -> list[str]:
    """How grave it is and how old, then what it is and where, each in a line."""
    received = signal.received
    what = {
        _named(received): received.what if received else None,
        "project": received.project if received else None,
        "environment": ", ".join(signal.environments) or None,
        "level": received.level if received else None,
    }
    known = ", ".join(f"{label} {code(value)}" for label, value in what.items() if value)
    unknown = [label.lower() for label, value in what.items() if not value]
    missing = f" (not given: {listed(unknown)})" if unknown else ""
    weighs = {"likely": "*Likely a breach*", "test": "*A test*"}.get(signal.verdict, "*Possibly a breach*")
    held = f", {escape(received.severity)} to its sender" if received and received.severity else ""
    often = f"seen {many(count, 'time', 'times')}" + (f", last {ago(last_seen)}" if count > 1 else "")
    lines = [f"{weighs}{held}, {often}, first {ago(first_seen)} ({when(first_seen)})", f"{known}{missing}"]
    if counted := [f"{n:,} {of}" for n, of in ((signal.times, "times"), (signal.people, "people")) if n]:
        lines.append(f"Its sender counts {', '.join(counted)}")
    if received and received.occurred_at:
        lines.append(f"Happened {when(received.occurred_at)}")
    if received and received.link:
        lines.append(link(received.link, AT_THE_SOURCE))
    return lines


AT_THE_SOURCE = "Look at the source"


def title_of(source: str) -> str:
    """What people call a source."""
    return escape(SOURCES[source].title if source in SOURCES else source.replace("_", " ").capitalize())


def named(signal: Signal) -> str:
    """What it is, where, and since when, in a line."""
    received = signal.received
    what = code(received.what) if received else "an alert"
    project = f" in {code(received.project)}" if received and received.project else ""
    since = f", since {when(received.at)}" if received else ""
    return f"{what}{project}{since}"


def _counted_together(signal: Signal, count: int) -> list[Block]:
    """Why several deliveries are one signal."""
    received = signal.received
    if received is None or count < 2:
        return []
    same = in_common(signal.series) or f"has the same id at {title_of(received.source)}"
    return [small(f"Counted together, since each of the {count:,} {same}.")]


def _named(received: SignalReceived | None) -> str:
    """What the thing is called that a source reports; before there were types, everything was an error."""
    return "Error" if received is None or received.type in (None, "error") else "Finding"


def _woken(signal: Signal) -> list[Block]:
    """Why a signal that somebody dismissed is here again."""
    if signal.woken_by is None or signal.woken_by.why is None:
        return []
    return [say(f"*Raised again after it was dismissed.* {escape(clip(signal.woken_by.why, 300))}")]


def _personal_data(findings: tuple[Finding, ...]) -> list[Block]:
    """The kinds in a line; where they are is said below the buttons."""
    kinds = kinds_of(findings)
    if not kinds:
        return [say("*Personal data:* none recognised. That does not prove that there are none.")]
    more = [f"{len(kinds) - MOST_FINDINGS} more kinds"] if len(kinds) > MOST_FINDINGS else []
    return [say(f"*Personal data recognised:* {listed([*kinds[:MOST_FINDINGS], *more])}")]


NO_KIND = {"scrubbed": "taken out by its sender", "not_examined": "not looked at"}
"""What a finding says of a place in which no kind of data was recognised."""


def kinds_of(findings: tuple[Finding, ...]) -> list[str]:
    """The kinds of personal data that were recognised, each once."""
    found = dict.fromkeys(one.kind for one in findings if one.kind not in NO_KIND)
    return [escape(clip(kind.replace("_", " "), 40)) for kind in found]


def _places(findings: tuple[Finding, ...]) -> list[Block]:
    """Where personal data were recognised, and how often."""
    places: dict[str, list[str]] = {}
    for one in findings[:MOST_FINDINGS]:
        places.setdefault(code(one.where), []).append(
            f"{NO_KIND.get(one.kind) or escape(clip(one.kind.replace('_', ' '), 40))} × {one.count:,}"
        )
    lines = [f"{where}: {', '.join(found)}" for where, found in places.items()]
    if len(findings) > MOST_FINDINGS:
        lines.append(f"and {len(findings) - MOST_FINDINGS} more")
    return [small("Where the data are: " + "; ".join(lines))] if lines else []


def _without_places(reason: str, findings: tuple[Finding, ...]) -> str:
    """A reason without the places that it ends with: they have a line of their own."""
    said, _, named = reason.rpartition(": ")
    places = set(named.partition(" and ")[0].split(", "))
    return said if said and places <= {one.where for one in findings} else reason


def _reasons(reasons: tuple[str, ...]) -> list[Block]:
    if not reasons:
        return []
    return [
        small(
            "Why you see this:\n"
            + "\n".join(f"• {escape(clip(reason, 300))}" for reason in reasons[:MOST_REASONS])
        )
    ]


def _proposal(signal: Signal) -> list[Block]:
    """What the alert itself suggests, if anything; a person decides."""
    reading = evidence_of(signal).reading
    told = reading == "personal_data"  # the kinds are named above
    shown = reading in READINGS and not told and signal.phase in ("open", "claimed")
    return [say(READINGS[reading])] if shown else []


def _standing(signal: Signal) -> str:
    """Its state and what to do next, in a line."""
    if signal.verdict == "test" and signal.phase == "open":
        return "The connection works. Nothing to do."
    if signal.incident:
        return f"Opened as *{escape(signal.incident)}*. It continues in its private channel."
    if signal.dismissed:
        return (
            f"{person(signal.dismissed.by)} judged that this is not a breach. The reason is in the register."
        )
    if signal.proposed:
        return (
            f"{person(signal.proposed.by)} finds that it is no breach. It shows grave data, so a second person decides."
            " Next: dismiss it or open an incident."
        )
    if signal.claimed_by:
        return f"{person(signal.claimed_by)} is looking at it. Next: open an incident, or say why it is no breach."
    if signal.asked:
        last = signal.asked[-1]
        return (
            f"Nobody has claimed it. {person(last.to)} was asked {when(last.at)}. Next: open an incident, or claim it "
            "while you look."
        )
    if signal.received and signal.received.report:
        return "Next: open an incident from it, or claim it while you ask the reporter."
    return "Next: open an incident, or claim it while you look at the source."


def decisions(signal: Signal) -> list[dict[str, Any]]:
    """What somebody can decide about it now, the next step in colour. In a test there is nothing to decide."""
    if signal.verdict == "test" or signal.phase not in ("open", "claimed"):
        return []
    claim = [] if signal.claimed_by else [button(Act.CLAIM, "Claim", signal.id)]
    return [
        button(Act.OPEN, "Open incident", signal.id, style="primary"),
        *claim,
        button(Act.DISMISS, "Not a breach", signal.id),
    ]


def _buttons(signal: Signal, count: int) -> list[Block]:
    """The decisions, and the way to everything else."""
    rest = (
        [button(Act.MORE_OF_SIGNAL, "More…", signal.id)] if _split(signal, count) or _sealed(signal) else []
    )
    shown = [*decisions(signal), *rest]
    return [actions(*shown)] if shown else []


def more(signal: Signal, count: int, team: Team, user: str) -> View:
    """What else this person can do with a signal."""
    try:
        require_may_read(signal, team, user)
        sealed, why_not = _sealed(signal), ""
    except Refused as refused:
        sealed, why_not = [], str(refused)
    shown = [*sealed, *_split(signal, count)]
    view = sheet(
        "What you can do",
        say(named(signal)),
        *([actions(*shown)] if shown else []),
        small(spoken(why_not or "Whoever reads what the sender wrote is named on the card.")),
    )
    return view | {"callback_id": Act.MORE_OF_SIGNAL.value}


def _split(signal: Signal, count: int) -> list[dict[str, Any]]:
    return [button(Act.SPLIT, "Split", signal.id)] if can_be_split(signal, count) else []


def _sealed(signal: Signal) -> list[dict[str, Any]]:
    """The way to what the sender wrote, once somebody may take it."""
    reported = signal.received is not None and signal.received.report is not None
    if reported or not (signal.claimed_by or signal.incident):
        return []
    return [button(Act.SEALED, "Show what the sender wrote", signal.id)]
