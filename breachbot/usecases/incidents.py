"""How an incident begins from a signal, and what breachbot itself does for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import reduce

from breachbot.deadlines.clock import CLOCKS_DIFFER
from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident import proposals, recorded
from breachbot.incident.act import Context
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.report import Report
from breachbot.incident.effect import Effect
from breachbot.incident.effects import card_again, direct_notes, invitations
from breachbot.incident.files import files
from breachbot.incident.guidance import decide
from breachbot.incident.signal import Signal, open_as, replay_signal
from breachbot.incident.state import Incident, evolve, replay
from breachbot.usecases.house import House, commit, commit_signal, context, team, write
from breachbot.usecases.ports.store import Transaction

OPENED_AN_HOUR = 5
"""Incidents that begin without a person; further ones are for people to open."""

OUTSIDERS = frozenset({"guest", "stranger", "gone"})
"""Why somebody who is not, or no longer, a member of the workspace is not let in, and so is not told of it either."""


def open_from_signal(
    house: House, signal_id: str, *, by: str, request: str, aware: BecomeAware | None = None
) -> Incident:
    """Open an incident from a signal; a responder may, once. aware: since when the company is, stated in one go."""

    def work(tx: Transaction) -> Incident:
        incident = Incident(_codename(house, request))
        if not tx.first_time(request):
            return replay(incident.id, tx.events(incident.id))
        who = context(tx, house, by)
        who.team.require_responder(by)
        signal = replay_signal(signal_id, tx.events(signal_id))
        if signal.received is None:
            raise Refused("There is no such signal.")
        signal = commit_signal(tx, house, signal, open_as(signal, incident.id, by, who.now))
        incident = begin(tx, house, signal, by=by)
        return commit(tx, house, incident, decide(incident, aware, who)) if aware else incident

    return write(house, work)


def opened_with(house: House, signal_id: str, *, request: str) -> bool:
    """Whether this very request has opened the incident of this signal, as when Slack sends a form twice."""
    signal = house.store.read(lambda tx: replay_signal(signal_id, tx.events(signal_id)))
    return signal.incident == _codename(house, request)


def _codename(house: House, request: str) -> str:
    return house.stream_id("pdb", request)


def as_opened(house: House, signal_id: str, *, by: str) -> tuple[Incident, Context]:
    """The incident as it would be if this person opened it from the signal now, and what their acts would be decided
    on. Nothing is recorded. Raises Refused where it cannot be opened."""

    def work(tx: Transaction) -> tuple[Incident, Context]:
        who = context(tx, house, by)
        who.team.require_responder(by)
        signal = replay_signal(signal_id, tx.events(signal_id))
        if signal.received is None:
            raise Refused("There is no such signal.")
        open_as(signal, "", by, who.now)
        incident = Incident(signal_id)
        return reduce(evolve, decide(incident, _account(tx, signal, who.now), who), incident), who

    return house.store.read(work)


def opening(tx: Transaction, house: House, signal: Signal) -> list[e.SignalEvent]:
    """That a signal becomes an incident by itself: once, if nobody deals with it or ever judged it, and not too often.

    Whatever does not become one waits for a person, as every candidate does.
    """
    now = house.now()
    if not signal.wants_somebody or signal.ever_dismissed:
        return []
    tx.hold_log()
    if tx.opened_by(e.SYSTEM, now - timedelta(hours=1), now + CLOCKS_DIFFER) >= OPENED_AN_HOUR:
        return []
    return open_as(signal, house.stream_id("pdb", signal.id), e.SYSTEM, now)


def begin(tx: Transaction, house: House, signal: Signal, *, by: str) -> Incident:
    """The incident that a signal was opened as, with what the signal suggests."""
    assert signal.incident is not None, "asked of signals that were just opened"
    incident, who = Incident(signal.incident), context(tx, house, by)
    news = decide(incident, _account(tx, signal, who.now), who)
    return propose(tx, house, commit(tx, house, incident, news), signal)


def propose(tx: Transaction, house: House, incident: Incident, signal: Signal) -> Incident:
    """Put before people what an alert suggests, in the transaction that read it."""
    row = tx.signal_row(signal.id)
    news = proposals.propose(
        incident,
        signal,
        policy=house.policy,
        seen=row.count if row else 1,
        first_seen=row.first_seen if row else None,
        last_seen=row.last_seen if row else None,
        now=house.now(),
    )
    return commit(tx, house, incident, news)


def propose_from(tx: Transaction, house: House, signal_id: str) -> None:
    """The same for the incident that a signal became, if it became one, when more of it comes."""
    signal = replay_signal(signal_id, tx.events(signal_id))
    if signal.incident:
        propose(tx, house, replay(signal.incident, tx.events(signal.incident)), signal)


def channel_opened(
    house: House,
    incident_id: str,
    *,
    channel: str,
    invited: tuple[str, ...],
    left_out: Mapping[str, str] | None = None,
    again_at: datetime | None = None,
) -> Incident:
    """Record the private channel that was made for it.

    left_out: who of the team could not be let in, and the code. Each of them who is a member hears of it outside the
    channel, as does the first of the team, and is invited again from `again_at` (real time) on.
    """

    def work(tx: Transaction) -> Incident:
        incident = replay(incident_id, tx.events(incident_id))
        news = recorded.channel_opened(incident, channel=channel, invited=invited, now=house.now())
        if news and left_out:
            tx.enqueue(invitations(incident_id, left_out, again_at))
            tx.enqueue(_not_let_in(incident_id, left_out, team(tx).everyone))
        return commit(tx, house, incident, news)

    return write(house, work)


def _not_let_in(incident_id: str, codes: Mapping[str, str], everyone: tuple[str, ...]) -> list[Effect]:
    """The word to each person concerned and to the first of the team, outside the channel."""
    first = [user for user in everyone if codes.get(user) not in OUTSIDERS][:1]
    concerned = [user for user in codes if codes[user] not in OUTSIDERS]
    left_out = " ".join(f"{user}:{code}" for user, code in codes.items())
    return [
        Effect(
            kind="failure_note",
            key=f"failure_note:invitation:{incident_id}:{user}",
            lane=f"dm:{user}",
            stream=incident_id,
            args={"user": user, "failed": "invitation", "left_out": left_out},
        )
        for user in dict.fromkeys([*first, *concerned])
    ]


def let_in(house: House, incident_id: str, *, user: str) -> None:
    """Record that somebody was let in at last, and show the card without them among those who are missing."""

    def work(tx: Transaction) -> None:
        incident = replay(incident_id, tx.events(incident_id))
        news = recorded.let_in(incident, user=user, now=house.now())
        if news:
            incident = commit(tx, house, incident, news)
            tx.enqueue([card_again(incident, str(incident.seen))])

    write(house, work)


def pass_on(house: House, incident_id: str, *, seq: int) -> None:
    """Tell those who are to hear of an event by the roles of now, each once."""

    def work(tx: Transaction) -> None:
        tx.enqueue(direct_notes(incident_id, tx.events(incident_id)[seq - 1], seq, team(tx)))

    write(house, work)


def pass_on_files(house: House, incident_id: str, event: e.Happened) -> None:
    """Give the files that come of an event to those who are given them by the roles of now, each once."""

    def work(tx: Transaction) -> None:
        incident = replay(incident_id, tx.events(incident_id))
        tx.enqueue(files(incident, event, team(tx), house.policy))

    write(house, work)


def pin_card(house: House, incident_id: str, *, message: str) -> None:
    """Have the incident's card pinned, once for each message (`channel:ts`) that shows it."""
    key = f"pin_card:{incident_id}:{message}"
    if house.store.read(lambda tx: tx.result_of(key)) is None:
        effect = Effect(
            kind="pin_card", key=key, lane=f"pin:{incident_id}", stream=incident_id, args={"message": message}
        )
        write(house, lambda tx: tx.enqueue([effect]))


def card_not_pinned(house: House, incident_id: str, *, repair: str) -> None:
    """Tell the DPO once for each reason (`repair`), for all incidents, that cards are not pinned."""

    def work(tx: Transaction) -> None:
        dpo = team(tx).dpo
        if dpo is None:
            return
        told = Effect(
            kind="failure_note",
            key=f"failure_note:pin_card:{repair}",
            lane=f"dm:{dpo}",
            stream=incident_id,
            args={"user": dpo, "failed": "pin_card", "repair": repair},
        )
        tx.enqueue([told])

    write(house, work)


def _account(tx: Transaction, signal: Signal, now: datetime) -> Report:
    """What a signal contributes to a new incident: a person's whole report, or what kind of alert it is."""
    received = signal.received
    if received and (kept := received.report):
        return Report.of(**kept.model_dump(), reporter=received.by, signal=signal.id)
    detected = _detected(tx, signal, now)
    return Report.of(title=_title(signal)[: Report.most("title")], detected_at=detected, signal=signal.id)


def _title(signal: Signal) -> str:
    received = signal.received
    if received is None:
        return ""
    return f"{received.what} in {received.project}" if received.project else received.what


def _detected(tx: Transaction, signal: Signal, now: datetime) -> datetime:
    """When its first delivery arrived, however late it was read; where that is not kept, when it was read."""
    row = tx.signal_row(signal.id)
    arrived = (row and row.first_seen) or (signal.received and signal.received.at)
    return min(arrived, now) if arrived else now
