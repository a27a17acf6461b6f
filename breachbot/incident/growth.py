"""Whether a later delivery is news: it weighs more than what is known, or goes beyond what somebody dismissed."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.signal import Signal
from breachbot.intake.signal import ASKING, WEIGHT, Finding
from breachbot.playbook.types import Growth


def weigh_again(
    signal: Signal, seen: e.SignalReceived, *, growth: Growth, count: int, afresh: bool = False
) -> list[e.SignalEvent]:
    """A later delivery counts as news if it weighs more, or shows a kind of personal data not seen before.

    A dismissed signal wakes by these, and also where it comes from another environment or much more often: what was
    judged was less than what is known now. Whoever had claimed it is done with it.
    count: how often the series came, this one included. afresh: nothing that was judged says anything about it.
    """
    fresh = _fresh(signal, seen)
    heavier = WEIGHT[seen.verdict] > WEIGHT[signal.verdict]
    why = _why_again(signal, seen, growth, count, afresh) if signal.dismissed else None
    if not heavier and not why and not (fresh and seen.verdict in ASKING):
        return []
    return [
        e.SignalRaised(
            at=seen.at,
            by=seen.by,
            delivery=seen.delivery,
            verdict=seen.verdict if heavier else signal.verdict,
            reasons=tuple(dict.fromkeys((*signal.reasons, *seen.reasons))),
            findings=(*signal.findings, *fresh),
            hints=seen.hints,
            environment=seen.environment,
            why=why,
        )
    ]


def _why_again(
    signal: Signal, seen: e.SignalReceived, growth: Growth, count: int, afresh: bool
) -> str | None:
    """In a line, why this wakes a signal that was dismissed; None if it does not. A test wakes nothing."""
    if afresh:
        return "It came again, and what was judged before says nothing about this one."
    if seen.verdict == "test":
        return None
    if WEIGHT[seen.verdict] > WEIGHT[signal.verdict]:
        return "It weighs more than what was dismissed."
    if seen.verdict in ASKING and (fresh := _fresh(signal, seen)):
        kinds = ", ".join(dict.fromkeys(finding.kind.replace("_", " ") for finding in fresh))
        return f"It shows personal data of a kind not seen before: {kinds}."
    if seen.environment and seen.environment not in signal.environments:
        return f"It comes from another environment: {seen.environment}."
    assert signal.dismissed is not None, "only asked about a dismissed signal"
    if count >= growth.times * (signal.dismissed.count or 1):
        return f"It came {count} times, against {signal.dismissed.count or 'an unknown number'} when it was dismissed."
    return None


def _fresh(signal: Signal, seen: e.SignalReceived) -> list[Finding]:
    """Findings of kinds not seen before."""
    known = {finding.kind for finding in signal.findings}
    return [finding for finding in seen.findings if finding.kind not in known]
