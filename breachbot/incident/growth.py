"""Whether a later delivery is news: it weighs more than what is known, or goes beyond what somebody dismissed."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.signal import Signal
from breachbot.intake.signal import ASKING, WEIGHT, Finding
from breachbot.playbook.escalation import Growth

MOST_AFRESH = 20
"""Reasons that are kept of what cannot be read: each may hold a number of its own."""


def weigh_again(
    signal: Signal, seen: e.SignalReceived, *, growth: Growth, count: int, afresh: bool = False
) -> list[e.SignalEvent]:
    """A later delivery counts as news if it weighs more, or shows a kind of personal data not seen before.

    A dismissed signal wakes by these, and also where it comes from another environment, is back after it was solved, or
    comes much more often, as we or the sender count: what was judged was less than what is known now. Whoever had
    claimed it is done with it. Of a signal that was split only what is known of the deliveries that stayed counts.
    count: how often the series came, this one included. afresh: nothing that was judged says anything about it; it is
    news for any reason not given before, the newest first, and where even the same again is.
    """
    fresh = _fresh(signal, seen)
    heavier = WEIGHT[seen.verdict] > WEIGHT[signal.weighed]
    outweighs = WEIGHT[seen.verdict] > WEIGHT[signal.verdict]
    why = _why_again(signal, seen, growth, count, afresh) if signal.dismissed else None
    other = afresh and (seen.again is not None or not set(seen.reasons) <= set(signal.reasons))
    if not heavier and not why and not other and not (fresh and seen.verdict in ASKING):
        return []
    known = (*seen.reasons, *signal.reasons)[:MOST_AFRESH] if afresh else (*signal.reasons, *seen.reasons)
    return [
        e.SignalRaised(
            at=seen.at,
            by=seen.by,
            delivery=seen.delivery,
            verdict=seen.verdict if outweighs else signal.verdict,
            # A milder verdict had reasons of its own, which say nothing of this one.
            reasons=seen.reasons if outweighs else tuple(dict.fromkeys(known)),
            findings=(*signal.findings, *fresh),
            hints=seen.hints,
            environment=seen.environment,
            times=seen.times,
            people=seen.people,
            why=why,
            rules=seen.rules,
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
    if WEIGHT[seen.verdict] > WEIGHT[signal.weighed]:
        return "It weighs more than what was dismissed."
    if seen.verdict in ASKING and (fresh := _fresh(signal, seen)):
        kinds = ", ".join(dict.fromkeys(finding.kind.replace("_", " ") for finding in fresh))
        return f"It shows personal data of a kind not seen before: {kinds}."
    if seen.environment and seen.environment not in signal.environments:
        return f"It comes from another environment: {seen.environment}."
    if seen.again:
        return f"The sender reports that {seen.again}."
    assert signal.dismissed is not None, "only asked about a dismissed signal"
    judged = signal.dismissed.count or 1
    for counted, known, of_what in (
        (seen.times, max(signal.times or 0, judged), "times"),
        (seen.people, signal.people, "people"),
    ):
        if counted and known and counted >= growth.times * known:
            return f"Its sender counts {counted:,} {of_what}, against {known:,} known when it was dismissed."
    if count >= growth.times * judged:
        return f"It came {count} times, against {signal.dismissed.count or 'an unknown number'} when it was dismissed."
    return None


def _fresh(signal: Signal, seen: e.SignalReceived) -> list[Finding]:
    """Findings of kinds not seen before."""
    return [finding for finding in seen.findings if finding.kind not in signal.kinds]
