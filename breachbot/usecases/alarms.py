"""What the operators are told by mail and web hook, since Slack may be what does not work: once, until it is over."""

from __future__ import annotations

from typing import Literal

from breachbot.incident.effect import Effect
from breachbot.incident.reach import OPERATORS
from breachbot.incident.team import STREAM
from breachbot.usecases.house import House, write
from breachbot.usecases.ports.outbox import Backlog
from breachbot.usecases.ports.store import Transaction

Alarm = Literal["slack", "outbox", "clock"]
"""Slack refuses the token; nothing gets out; something that is due cannot be worked on."""

STUCK = 600.0
"""Seconds that an effect may wait before somebody should look."""


def found(backlog: Backlog, *, stalled: bool) -> frozenset[Alarm]:
    """What is wrong now. While Slack refuses the token that is why nothing gets out."""
    wrong: set[Alarm] = set()
    if backlog.shut_out:
        wrong.add("slack")
    elif backlog.oldest_effect_seconds >= STUCK:
        wrong.add("outbox")
    return frozenset(wrong | ({"clock"} if stalled else set()))


def sound(house: House, wrong: frozenset[Alarm]) -> int:
    """Tell the operators what has begun, by each channel that reaches them; gives how many of these there were."""
    channels = [by for by, names in house.policy.reached_by.items() if OPERATORS in names]
    if not channels or _known(house) == wrong:
        return 0

    def work(tx: Transaction) -> int:
        before, since = _kept(tx), tx.real_time().isoformat()
        begun = sorted(wrong - before)
        tx.keep_fact(FACT, " ".join(sorted(wrong)))
        tx.enqueue([_note(alarm, by, since) for alarm in begun for by in channels])
        return len(begun)

    return write(house, work)


FACT = "alarms"
"""The fact that names those that the operators were told of, and that are not over."""


def _known(house: House) -> frozenset[str]:
    return house.store.read(_kept)


def _kept(tx: Transaction) -> frozenset[str]:
    return frozenset((tx.fact(FACT) or "").split())


def _note(alarm: str, by: str, since: str) -> Effect:
    args = {"channel": by, "user": OPERATORS, "alarm": alarm}
    key, lane = f"alarm_note:{alarm}:{since}:{by}", f"{by}:{OPERATORS}"
    return Effect(kind="alarm_note", key=key, lane=lane, stream=STREAM, args=args)
