"""The life of one signal: received, claimed or passed on, then judged no breach or opened as an incident."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.bounds import REASON, SENTENCE, bounded, too_short
from breachbot.incident.effect import Effect
from breachbot.incident.team import Team
from breachbot.intake.signal import ASKING, QUIET, Finding, Kind, Weight
from breachbot.intake.triage import GRAVE, speaks
from breachbot.playbook.escalation import EscalationStep
from breachbot.playbook.triage import Hint

FULL_SENTENCE = 40
"""The least characters of a reason where personal data were seen."""


@dataclass(frozen=True)
class Signal:
    """One series of deliveries at one moment; how often it came is counted in the store, not here.

    environments: those from which it is known to come, the first one first. times, people: as many as the sender is
    known to count. rules: what its verdicts rest on, by id. news_at: when it last came, or weighed more than before.
    burst: the candidates that it came close together with. own_card: whether it has a card, or shares a message with
    them. proposed: that somebody found it to be no breach, while a second person is to decide. judged: every proposal
    and dismissal, and what woke it. delivery: the last one that was news. reads: who read what the sender wrote.
    splits: what was taken out of it. weighed, kinds: its verdict and the kinds of its findings, but after a split only
    what is known of the deliveries that stayed; a later one that goes beyond is news.
    """

    id: str
    seen: int = 0
    received: e.SignalReceived | None = None
    verdict: Weight = "note"
    hints: tuple[Hint, ...] = ()
    reasons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    environments: tuple[str, ...] = ()
    times: int | None = None
    people: int | None = None
    news_at: datetime | None = None
    burst: e.Burst | None = None
    own_card: bool = False
    waiting_since: datetime | None = None
    claimed_by: str | None = None
    asked: tuple[e.SignalEscalated, ...] = ()
    proposed: e.DismissalProposed | None = None
    dismissed: e.SignalDismissed | None = None
    judged: tuple[e.DismissalProposed | e.SignalDismissed | e.SignalRaised, ...] = ()
    incident: str | None = None
    delivery: str | None = None
    reads: tuple[e.SignalRead, ...] = ()
    splits: tuple[e.SignalSplit, ...] = ()
    weighed: Weight = "note"
    kinds: tuple[Kind, ...] = ()

    @property
    def series(self) -> str:
        """The one by which its sender knows it, also where it was split off."""
        if self.received is None:
            return ""
        return self.received.split.series if self.received.split else self.received.series

    @property
    def wants_somebody(self) -> bool:
        """A candidate that nobody claimed, dismissed or opened."""
        return self.verdict in ASKING and not (self.claimed_by or self.dismissed or self.incident)

    @property
    def steps_asked(self) -> int | None:
        """How many steps of asking were taken while it waits to be claimed; None if nobody has to claim it, or if it
        waits for the second person."""
        if not self.wants_somebody or self.proposed:
            return None
        return self.asked[-1].step if self.asked else 0

    @property
    def gravity(self) -> int:
        """The higher, the more it matters that somebody looks: first the verdict, then the data that it shows."""
        return 4 * (self.verdict == "likely") + 2 * self.grave + self.tells_of_people

    @property
    def woken_by(self) -> e.SignalRaised | None:
        """What raised it again after it was last dismissed; None if nothing did, or if it was judged since."""
        decided = [one for one in self.judged if not isinstance(one, e.DismissalProposed)]
        last = decided[-1] if decided else None
        return last if isinstance(last, e.SignalRaised) and self.phase in ("open", "claimed") else None

    @property
    def ever_dismissed(self) -> bool:
        """Whether somebody dismissed it, also if it was raised again since: then it has an entry in the register."""
        return any(isinstance(one, e.SignalDismissed) for one in self.judged)

    @property
    def tells_of_people(self) -> bool:
        """Whether it shows personal data beyond what practically every report holds, or its reporter says so."""
        reported = self.received.report if self.received else None
        source = self.received.source if self.received else ""
        shows = any(speaks(source, finding) for finding in self.findings)
        return shows or (reported is not None and reported.personal_data == "yes")

    @property
    def grave(self) -> bool:
        """Whether it shows data whose loss harms: nobody judges that alone."""
        return any(finding.kind in GRAVE for finding in self.findings)

    @property
    def phase(self) -> Literal["open", "claimed", "dismissed", "opened"]:
        """Its state, in one word."""
        if self.incident:
            return "opened"
        if self.dismissed:
            return "dismissed"
        return "claimed" if self.claimed_by else "open"


def replay_signal(signal_id: str, events: Iterable[e.Happened]) -> Signal:
    """Fold a signal's stream, oldest first."""
    signal = Signal(signal_id)
    for event in events:
        signal = evolve_signal(signal, event)
    return signal


def evolve_signal(signal: Signal, event: e.Happened) -> Signal:
    """The signal after one more event."""
    signal = replace(signal, seen=signal.seen + 1, hints=_heard(signal, event))
    match event:
        case e.SignalReceived():
            return _received(signal, event)
        case e.SignalRaised():
            return _raised(signal, event)
        case e.SignalClaimed():
            return replace(signal, claimed_by=event.by, own_card=True)
        case e.SignalEscalated():
            return replace(signal, asked=(*signal.asked, event))
        case e.SignalRead():
            return replace(signal, reads=(*signal.reads, event))
        case e.DismissalProposed():
            return _proposed(signal, event)
        case e.SignalDismissed():
            judged = (*signal.judged, event)
            return replace(signal, proposed=None, dismissed=event, judged=judged, own_card=True)
        case e.SignalSplit():
            return _split(signal, event)
        case e.SignalOpened():
            return replace(signal, incident=event.incident, own_card=True)
    raise TypeError(f"{type(event).__name__} is not an event of a signal")


def _received(signal: Signal, event: e.SignalReceived) -> Signal:
    return replace(
        signal,
        received=event,
        verdict=event.verdict,
        reasons=event.reasons,
        rules=event.rules,
        findings=event.findings,
        environments=_with(event.environment),
        times=event.times,
        people=event.people,
        news_at=event.at,
        burst=event.burst,
        own_card=_has_card(event) or event.split is not None,
        waiting_since=event.at,
        delivery=event.delivery,
        weighed=event.verdict,
        kinds=_kinds(event),
    )


def _raised(signal: Signal, event: e.SignalRaised) -> Signal:
    """What was dismissed is open again, and nobody has it; what was not stays with whoever claimed it."""
    return replace(
        signal,
        verdict=event.verdict,
        reasons=event.reasons,
        rules=tuple(dict.fromkeys((*signal.rules, *event.rules))),
        findings=event.findings,
        environments=_with(event.environment, signal.environments),
        times=_most(signal.times, event.times),
        people=_most(signal.people, event.people),
        news_at=event.at,
        burst=event.burst or signal.burst,
        own_card=signal.own_card or _has_card(event),
        waiting_since=event.at,
        delivery=event.delivery,
        weighed=event.verdict,
        kinds=_kinds(event),
        proposed=None,
        dismissed=None,
        asked=(),
        claimed_by=None if signal.dismissed else signal.claimed_by,
        judged=(*signal.judged, event) if signal.dismissed else signal.judged,
    )


def _proposed(signal: Signal, event: e.DismissalProposed) -> Signal:
    # It waits for a second person from now on, as it waited for the first one.
    return replace(
        signal,
        proposed=event,
        claimed_by=None,
        own_card=True,
        waiting_since=event.at,
        asked=(),
        judged=(*signal.judged, event),
    )


def _split(signal: Signal, event: e.SignalSplit) -> Signal:
    return replace(
        signal,
        splits=(*signal.splits, event),
        delivery=event.last if signal.delivery in event.deliveries else signal.delivery,
        weighed=event.verdict,
        kinds=event.kinds,
        environments=event.environments,
    )


def _with(environment: str | None, known: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, environment))) if environment else known


def _kinds(event: e.SignalReceived | e.SignalRaised) -> tuple[Kind, ...]:
    return tuple(dict.fromkeys(finding.kind for finding in event.findings))


def _has_card(event: e.SignalReceived | e.SignalRaised) -> bool:
    """A note has none, nor has a candidate of which too many came before."""
    return event.verdict not in QUIET and (event.burst is None or event.burst.own_card)


def _most(*counts: int | None) -> int | None:
    return max((count for count in counts if count is not None), default=None)


# --- decisions ------------------------------------------------------------------------------------------------


def claim(signal: Signal, team: Team, *, by: str, now: datetime) -> list[e.SignalEvent]:
    """Somebody takes it on. A second claim by the same person changes nothing."""
    team.require_responder(by)
    _require_undecided(signal)
    if signal.claimed_by == by:
        return []
    if signal.claimed_by:
        raise Refused(
            f"<@{signal.claimed_by}> has claimed it already. You can still open an incident from it."
        )
    return [e.SignalClaimed(at=now, by=by)]


def dismiss(
    signal: Signal, team: Team, *, reason: str, count: int | None, by: str, now: datetime
) -> list[e.SignalEvent]:
    """Not a personal data breach, for this reason; the reason goes into the register. `count`: how often it came.

    What shows grave data takes two people where there are two: the first one proposes, the second one dismisses.
    """
    team.require_responder(by)
    _require_undecided(signal)
    _require_reason(signal, reason)
    reason = bounded(reason, REASON, field="reason")
    others = [user for user in team.everyone if user != by]
    if signal.grave and others:
        if signal.proposed is None:
            return [e.DismissalProposed(at=now, by=by, reason=reason)]
        if signal.proposed.by == by:
            raise Refused("You found that it is no breach. It shows grave data, so somebody else decides.")
    return [e.SignalDismissed(at=now, by=by, reason=reason, count=count, alone=signal.grave and not others)]


def _require_reason(signal: Signal, reason: str) -> None:
    """Raise Refused for a reason that is too short for what the signal shows."""
    if len(reason.strip()) < 10:
        raise Refused("Say in a sentence why this is not a breach; an inspector may ask.", field="reason")
    if signal.tells_of_people and too_short(reason, FULL_SENTENCE):
        raise Refused(
            "It shows personal data: say what was examined and what it showed, in at least a full sentence.",
            field="reason",
        )


def read_sealed(signal: Signal, team: Team, *, reason: str, by: str, now: datetime) -> list[e.SignalEvent]:
    """Somebody reads what the sender wrote, for this reason: whoever claimed it, responds to its incident, or runs
    breachbot."""
    if by != e.OPERATOR:
        require_may_read(signal, team, by)
    if signal.delivery is None or _reported(signal):
        raise Refused(
            "A person reported this, so no sender wrote anything. Next: open an incident; what they wrote appears in "
            "its private channel."
        )
    if too_short(reason, SENTENCE):
        raise Refused(
            f"Say in a sentence of at least {SENTENCE} characters why you have to read it; that is recorded.",
            field="reason",
        )
    reason = bounded(reason, REASON, field="reason")
    return [e.SignalRead(at=now, by=by, delivery=signal.delivery, reason=reason)]


def require_may_read(signal: Signal, team: Team, by: str) -> None:
    """Raise Refused, with what to do, unless somebody may read what the sender wrote."""
    team.require_responder(by)
    if signal.incident or signal.claimed_by == by:
        return
    if signal.dismissed:
        raise Refused(
            "It was judged not to be a breach, so only whoever had claimed it can still read it. Next: look at the "
            "source."
        )
    if signal.claimed_by:
        raise Refused(
            f"<@{signal.claimed_by}> has claimed it, so only they can read it. Next: ask them, or open an incident."
        )
    raise Refused("It may hold personal data, so only whoever has claimed it can read it. Next: claim it.")


def _reported(signal: Signal) -> bool:
    return signal.received is not None and signal.received.report is not None


def open_as(signal: Signal, incident: str, by: str, now: datetime) -> list[e.SignalEvent]:
    """It becomes an incident."""
    _require_undecided(signal)
    return [e.SignalOpened(at=now, by=by, incident=incident)]


class Asked(NamedTuple):
    """How far the asking has come: the steps taken, from when the waiting counts, when the next step is due (None if
    there is none), and the newest moment on record. ahead: somebody was last asked at a time that has not come, so the
    clock was set back."""

    taken: int
    since: datetime
    next_at: datetime | None
    counted_to: datetime | None
    ahead: bool


def asked(signal: Signal, steps: Sequence[EscalationStep], now: datetime) -> Asked | None:
    """How far the asking has come; None if nobody has to be asked. What is recorded for a time that has not come does
    not count: it comes from a clock that was wrong."""
    known = now + CLOCKS_DIFFER
    waiting = signal.waiting_since
    if not signal.wants_somebody or waiting is None or not steps:
        return None
    last = next((one for one in reversed(signal.asked) if one.at <= known), None)
    taken = min(last.step, len(steps)) if last else 0
    counted = [moment for moment in (waiting, last.at if last else None) if moment and moment <= known]
    if waiting > known:
        # Nobody knows since when it waits: the next step is due now, and the later ones count from that one.
        waiting = last.at - steps[taken - 1].after if last else now - steps[0].after
    next_at = waiting + steps[taken].after if taken < len(steps) else None
    ahead = bool(signal.asked) and signal.asked[-1].at > known
    newest = signal.asked[-1].at if ahead else max(counted, default=None)
    return Asked(taken, waiting, next_at, newest, ahead)


def escalate(
    signal: Signal, team: Team, *, steps: Sequence[EscalationStep], now: datetime
) -> list[e.SignalEvent]:
    """Ask the next person if nobody claimed it in time. After a pause only the last step that is due is taken.

    After the clock was set back the last step that counts, or the first, is taken again: that makes plain on record
    which of the later ones do not.
    """
    stands = asked(signal, steps, now)
    if stands is None:
        return []
    waited = now - stands.since
    due = [n for n, step in enumerate(steps, start=1) if n > stands.taken and step.after <= waited]
    if not due and not stands.ahead:
        return []
    step = due[-1] if due else max(stands.taken, 1)
    late = max(waited - steps[step - 1].after, timedelta())
    to = _person(steps[step - 1], step, team, now, signal.proposed.by if signal.proposed else None)
    if to is None:
        return []
    return [
        e.SignalEscalated(at=now, by=e.SYSTEM, to=to, step=step, late_minutes=late // timedelta(minutes=1))
    ]


def first_asked(team: Team, at: datetime, but: str | None = None) -> str | None:
    """Who is told of a new candidate first: whoever is on call, else the first responder, else the DPO, or who stands
    in for them; not the one who has proposed to dismiss it."""
    return next(
        (user for user in (*team.in_turn(at), *team.instead(team.approvers, at)) if user != but), None
    )


def _heard(signal: Signal, event: e.Happened) -> tuple[Hint, ...]:
    """What the wording of all deliveries suggests."""
    fresh = event.hints if isinstance(event, e.SignalReceived | e.SignalRaised) else ()
    return tuple(dict.fromkeys((*signal.hints, *fresh)))


def _person(step: EscalationStep, number: int, team: Team, at: datetime, but: str | None) -> str | None:
    """Who is asked at a step; not the one who has proposed to dismiss it."""
    deciding = team.instead(team.approvers, at)
    later = [user for user in team.in_turn(at)[number:] or deciding if user != but]
    if step.to == "next_responder" and later:
        return later[0]
    dpo = deciding[0] if team.dpo else None
    return dpo if dpo != but else first_asked(team, at, but)


def _require_undecided(signal: Signal) -> None:
    if signal.incident:
        raise Refused(f"This is already incident {signal.incident}.")
    if signal.dismissed:
        raise Refused(f"<@{signal.dismissed.by}> judged that this is not a breach: it is in the register.")


# --- effects --------------------------------------------------------------------------------------------------


def signal_effects(
    signal: Signal, news: Sequence[e.SignalEvent], team: Team, *, told: bool = False
) -> list[Effect]:
    """What goes out after `news`: the card, if it has one, and a word to the person who is asked.

    A note gets no card: it is kept and counted, and shows up only when it comes to weigh more. told: whoever would be
    asked has been told of its burst already, and that message is not answered yet.
    """
    effects = []
    if signal.own_card and news:
        effects.append(card_effect(signal.id, f"{signal.seen}"))
    for event in news:
        asked = event.to if isinstance(event, e.SignalEscalated) and not told else None
        if isinstance(event, e.SignalReceived | e.SignalRaised) and signal.wants_somebody and not told:
            asked = first_asked(team, event.at)
        if isinstance(event, e.DismissalProposed):
            asked = first_asked(team, event.at, event.by)
        if asked:
            key = f"signal_nudge:{signal.id}:{signal.seen}"
            effects.append(
                Effect(
                    kind="signal_nudge",
                    key=key,
                    lane=f"dm:{asked}",
                    stream=signal.id,
                    slot=f"nudge:{signal.seen}",
                    args={"user": asked},
                )
            )
    return effects


DECIDED = e.SignalClaimed | e.SignalOpened | e.DismissalProposed | e.SignalDismissed
"""After these, whoever was asked about a signal is told what became of it."""


def asked_again(signal: Signal, sent: Iterable[Effect]) -> list[Effect]:
    """Show the messages to those who were asked about a signal as it is now. sent: those by which they were asked."""
    return [
        one.model_copy(update={"key": f"{one.key}:{signal.seen}", "args": {**one.args, "again": "1"}})
        for one in sent
        if one.slot and "again" not in one.args and one.slot != f"nudge:{signal.seen}"
    ]


def card_effect(signal_id: str, stamp: str) -> Effect:
    """Show the signal as it is now; `stamp` makes the wish unique."""
    key = f"signal_card:{signal_id}:{stamp}"
    return Effect(kind="signal_card", key=key, lane=f"card:{signal_id}", stream=signal_id, slot="card")
