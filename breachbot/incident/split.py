"""Taking deliveries out of a signal, into one of their own, because they are something else.

A split only sorts: no verdict falls by it, nothing is forgotten, and an incident keeps all that it was told. What is
known of the deliveries that stay is less than what the signal shows, so that the same once more is news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import REASON, SENTENCE, bounded, too_short
from breachbot.incident.growth import weigh_again
from breachbot.incident.signal import Signal, evolve_signal
from breachbot.incident.team import Team
from breachbot.intake.signal import WEIGHT, Kind, Weight, is_unreadable
from breachbot.playbook.escalation import Growth


@dataclass(frozen=True)
class Split:
    """What somebody asks for. delivery: the one that is something else. onward: also all that came after it."""

    delivery: str
    reason: str
    onward: bool = False
    later: e.Later = "here"


@dataclass(frozen=True)
class Parted:
    """The deliveries that a split is about. taken: the ids of those that go, the oldest first; last: the newest that
    stays. says: what those that go say now, nothing where one was deleted or is read otherwise by now; last_says: the
    same of the last."""

    taken: tuple[str, ...]
    says: tuple[e.SignalReceived, ...]
    last: str | None
    last_says: tuple[e.SignalReceived, ...]


def can_be_split(signal: Signal, count: int) -> bool:
    """Whether there is anything to split. count: how often it came."""
    return _obstacle(signal, count) is None


def require_splittable(signal: Signal, team: Team, by: str, count: int) -> None:
    """Raise Refused, with what to do instead, unless somebody may split this signal."""
    if by != e.OPERATOR:
        team.require_responder(by)
    if obstacle := _obstacle(signal, count):
        raise Refused(obstacle)


def _obstacle(signal: Signal, count: int) -> str | None:
    if signal.received is None or signal.received.report:
        return (
            "A person reported this, so there are no deliveries to split. Next: open an incident or judge it."
        )
    if is_unreadable(signal.series):
        return (
            "These alerts cannot be read, so none can be told from another. Next: look at them at the source."
        )
    if signal.verdict == "test":
        return (
            "This only tried the connection, so there is nothing to split. Next: nothing, it asks for nobody."
        )
    if signal.dismissed:
        return (
            f"<@{signal.dismissed.by}> judged that this is not a breach, so it is not split any more. Next: if one "
            "delivery may be a breach, report it with /breach."
        )
    if count < 2:
        return "It came only once, so there is nothing to split. Next: open an incident or judge it."
    return None


def split(
    signal: Signal,
    team: Team,
    wish: Split,
    parted: Parted,
    *,
    fresh: str,
    count: int,
    growth: Growth,
    by: str,
    now: datetime,
) -> tuple[e.SignalSplit, list[e.SignalEvent]]:
    """What happens to the signal, and the first events of the new one, whose id is `fresh`."""
    require_splittable(signal, team, by, count)
    if too_short(wish.reason, SENTENCE):
        raise Refused(
            f"Say in a sentence of at least {SENTENCE} characters why it is something else; that is recorded.",
            field="reason",
        )
    reason = bounded(wish.reason, REASON, field="reason")
    _require_parts(parted)
    assert parted.last is not None, "else there is nothing that stays"
    alike = _alike(parted) if wish.later == "alike" else None
    verdict, kinds, environments = _known_to_stay(signal, parted)
    event = e.SignalSplit(
        at=now,
        by=by,
        reason=reason,
        signal=fresh,
        deliveries=parted.taken,
        later=wish.later,
        alike=alike,
        last=parted.last,
        verdict=verdict,
        kinds=kinds,
        environments=environments,
    )
    return event, _begun(signal, event, parted.says, growth)


def _require_parts(parted: Parted) -> None:
    if not parted.taken:
        raise Refused(
            "This delivery is not one of this signal any more. Next: open the form again and choose from its list.",
            field="delivery",
        )
    if not parted.says:
        raise Refused(
            "What was sent then was deleted, or is read otherwise by now, so it cannot be weighed by itself. "
            "Next: open an incident from the signal as it is.",
            field="delivery",
        )
    if parted.last is None:
        raise Refused(
            "That takes out all that came, so nothing would stay. Next: choose a later delivery, or only this one.",
            field="delivery",
        )


def likeness(seen: e.SignalReceived) -> e.Likeness:
    """What a delivery is compared by."""
    return e.Likeness(what=seen.what, project=seen.project, environment=seen.environment)


def _alike(parted: Parted) -> e.Likeness:
    """What later deliveries are compared by. Raises Refused where that tells nothing apart."""
    found = likeness(parted.says[0])
    if not parted.last_says or likeness(parted.last_says[-1]) == found:
        raise Refused(
            "It has the same kind, project and environment as those that stay, so later ones cannot be told apart by "
            "that. Next: choose one place for all of them.",
            field="later",
        )
    return found


def _known_to_stay(signal: Signal, parted: Parted) -> tuple[Weight, tuple[Kind, ...], tuple[str, ...]]:
    """Verdict, kinds of data and environments of what stays, as far as it is known: of its first and its newest."""
    first = (signal.received,) if signal.received and signal.received.delivery not in parted.taken else ()
    stays = (*first, *parted.last_says)
    verdict: Weight = max((one.verdict for one in stays), key=lambda one: WEIGHT[one], default="ignore")
    kinds = dict.fromkeys(finding.kind for one in stays for finding in one.findings)
    environments = dict.fromkeys(one.environment for one in stays if one.environment)
    return verdict, tuple(kinds), tuple(environments)


def _begun(
    signal: Signal, event: e.SignalSplit, says: Sequence[e.SignalReceived], growth: Growth
) -> list[e.SignalEvent]:
    """The new signal: what was taken out, weighed by itself in the order in which it came."""
    off = e.SplitOff(signal=signal.id, series=signal.series, reason=event.reason)
    series = f"split:{event.signal}"
    first = says[0].model_copy(update={"at": event.at, "by": event.by, "series": series, "split": off})
    news: list[e.SignalEvent] = [first]
    new = evolve_signal(Signal(event.signal), first)
    for count, one in enumerate(says[1:], start=2):
        more = weigh_again(new, one, growth=growth, count=count)
        for raised in more:
            new = evolve_signal(new, raised)
        news += more
    return news


def goes_to(signal: Signal, seen: e.SignalReceived) -> str:
    """The id of the signal to which a later delivery of this one's series goes, by its splits, the last one first."""
    found = likeness(seen)
    for one in reversed(signal.splits):
        if one.later == "new" or (one.later == "alike" and one.alike == found):
            return one.signal
    return signal.id
