"""What happened to a signal: it came, weighed more, was looked at, and was judged or split."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from breachbot.incident.kinds.happened import Happened, Utc
from breachbot.intake.signal import Finding, Kind, Weight
from breachbot.playbook.triage import FindingType, Hint, Severity


class Report(BaseModel):
    """What a person reported whom nobody could confirm to be a member. `message`: the permalink, if there is one."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    title: str
    detected_at: Utc
    personal_data: Literal["yes", "no"] | None
    message: str | None


class Burst(BaseModel):
    """The candidates that one came close together with, itself included; it may be the only one.

    began_at: when the first of them came. own_card: whether this one has a card of its own, or shares a message.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    id: str
    began_at: Utc
    own_card: bool


class SplitOff(BaseModel):
    """Out of which signal somebody took one, and why. series: that by which its sender knows what it sent."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    signal: str
    series: str
    reason: str


Later = Literal["here", "alike", "new"]
"""Where later deliveries of a series go after a split: all to the signal that was split, those that are alike to what
was taken out to the new one, or all to the new one."""


class Likeness(BaseModel):
    """What deliveries of one series are told apart by."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    what: str
    project: str | None
    environment: str | None


class SignalReceived(Happened):
    """The first delivery of a series. Holds the allow-list of DESIGN.md alone, no free text of the sender.

    `type`, `severity`: None for what came before there were any, and for a report. `times`, `people`: how often, and on
    how many people, the sender counts it by itself; `again`: why it is more than a repeat. `report`: that of a person
    (`by`), which is shown nowhere but in a private place.
    `rules`: what the verdict rests on, by id; none in what came before that was recorded. `opens`: one of them says
    that an incident begins at once. `burst`: None for what asks for nobody, and for what came before there were any.
    `split`: None unless a person (`by`) took its deliveries out of another signal.
    """

    kind: Literal["signal_received"] = "signal_received"
    source: str
    series: str
    delivery: str
    verdict: Weight
    reasons: tuple[str, ...]
    what: str
    project: str | None
    environment: str | None
    level: str | None
    link: str | None
    occurred_at: Utc | None
    findings: tuple[Finding, ...]
    hints: tuple[Hint, ...] = ()
    type: FindingType | None = None
    severity: Severity | None = None
    times: int | None = None
    people: int | None = None
    again: str | None = None
    report: Report | None = None
    rules: tuple[str, ...] = ()
    opens: bool = False
    burst: Burst | None = None
    split: SplitOff | None = None


class SignalRaised(Happened):
    """A later delivery of the same series weighed more than what was known, or grew beyond what was dismissed.

    `why` says in a line what makes a dismissed signal wake; None where none was dismissed. `burst`: as for what is
    received.
    """

    kind: Literal["signal_raised"] = "signal_raised"
    hints: tuple[Hint, ...] = ()
    delivery: str
    verdict: Weight
    reasons: tuple[str, ...]
    findings: tuple[Finding, ...]
    environment: str | None = None
    times: int | None = None
    people: int | None = None
    why: str | None = None
    rules: tuple[str, ...] = ()
    burst: Burst | None = None


class SignalClaimed(Happened):
    """Somebody (`by`) looks at it."""

    kind: Literal["signal_claimed"] = "signal_claimed"


class SignalEscalated(Happened):
    """Nobody claimed it in time, so `to` was asked."""

    kind: Literal["signal_escalated"] = "signal_escalated"
    to: str
    step: int
    late_minutes: int


class SignalRead(Happened):
    """Somebody (`by`) read what the sender wrote in one delivery of the signal, and why."""

    kind: Literal["signal_read"] = "signal_read"
    delivery: str
    reason: str


class DismissalProposed(Happened):
    """Somebody finds that a signal with grave data is no breach, with the reason; a second person decides."""

    kind: Literal["dismissal_proposed"] = "dismissal_proposed"
    reason: str


class SignalDismissed(Happened):
    """Judged not to be a personal data breach, with the reason. `count`: how often it had come; None: not recorded.

    `alone`: it showed grave data, and there was no second person to decide.
    """

    kind: Literal["signal_dismissed"] = "signal_dismissed"
    reason: str
    count: int | None = None
    alone: bool = False


class SignalSplit(Happened):
    """Somebody took deliveries out of a signal, into one of their own (`signal`), since they are something else.

    `alike`: what later ones are compared by; None unless `later` says so. `last`: the newest that stays. `verdict`,
    `kinds`, `environments`: what is known of those that stay; whatever goes beyond it later is news.
    """

    kind: Literal["signal_split"] = "signal_split"
    reason: str
    signal: str
    deliveries: tuple[str, ...]
    later: Later
    alike: Likeness | None
    last: str
    verdict: Weight
    kinds: tuple[Kind, ...]
    environments: tuple[str, ...]


class SignalOpened(Happened):
    """It became (part of) an incident."""

    kind: Literal["signal_opened"] = "signal_opened"
    incident: str
