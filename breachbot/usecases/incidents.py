"""The verbs on the life of an incident.

`request` is the id of the click or submission that asks: the same one, delivered twice, acts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Literal, TypedDict

from pydantic import JsonValue

from breachbot.errors import Refused
from breachbot.incident import awareness, decide, proposals
from breachbot.incident.effects import Effect, card_again, direct_notes, invitations
from breachbot.incident.events import MAIN
from breachbot.incident.plausible import Question, question
from breachbot.incident.signal import Signal, open_as, replay_signal
from breachbot.incident.state import Incident, replay
from breachbot.usecases.house import House, act, commit, commit_signal, team, write
from breachbot.usecases.ports import Transaction

OUTSIDERS = frozenset({"guest", "stranger", "gone"})
"""Why somebody is not let in who is no member of the workspace (any more), and so is not told of it either."""


def report(
    house: House,
    *,
    title: str,
    detected_at: datetime,
    personal_data: Literal["yes", "no"] | None = None,
    message: str | None = None,
    by: str,
    request: str,
) -> Incident:
    """Open an incident from a person's report. Anybody of the company may; the clock does not run yet.

    `message` is the permalink of the message that gave rise to it.
    """

    def work(tx: Transaction) -> Incident:
        incident = Incident(house.stream_id("pdb", request))
        if not tx.first_time(request):
            return replay(incident.id, tx.events(incident.id))
        news = decide.open_incident(
            incident, house.policy, title=title, detected_at=detected_at, signal=None,
            personal_data=personal_data, message=message, by=by, now=house.now(),
        )  # fmt: skip
        return commit(tx, house, incident, news)

    return write(house, work)


def open_from_signal(house: House, signal_id: str, *, by: str, request: str) -> Incident:
    """Open an incident from a signal; a responder may, once."""

    def work(tx: Transaction) -> Incident:
        incident = Incident(house.stream_id("pdb", request))
        if not tx.first_time(request):
            return replay(incident.id, tx.events(incident.id))
        team(tx).require_responder(by)
        now = house.now()
        signal = replay_signal(signal_id, tx.events(signal_id))
        if signal.received is None:
            raise Refused("There is no such signal.")
        signal = commit_signal(tx, house, signal, open_as(signal, incident.id, by, now))
        news = decide.open_incident(
            incident, house.policy, **_account(tx, signal, now), signal=signal_id, by=by, now=now
        )
        return propose(tx, house, commit(tx, house, incident, news), signal)

    return write(house, work)


def propose(tx: Transaction, house: House, incident: Incident, signal: Signal) -> Incident:
    """Put before people what an alert suggests, in the transaction that read it."""
    row = tx.signal_row(signal.id)
    news = proposals.propose(
        incident, signal, policy=house.policy, seen=row.count if row else 1, first_seen=row.first_seen if row else None,
        last_seen=row.last_seen if row else None, now=house.now(),
    )  # fmt: skip
    return commit(tx, house, incident, news)


def propose_from(tx: Transaction, house: House, signal_id: str) -> None:
    """The same for the incident that a signal became, if it became one, when more of it comes."""
    signal = replay_signal(signal_id, tx.events(signal_id))
    if signal.incident:
        propose(tx, house, replay(signal.incident, tx.events(signal.incident)), signal)


def confirm_proposal(house: House, incident_id: str, *, proposal: int, by: str, request: str) -> Incident:
    """Take over the answers that an alert suggests as one's own."""
    decision = partial(proposals.confirm, policy=house.policy, proposal=proposal, by=by)
    return act(house, incident_id, request, decision)


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
        news = decide.open_channel(incident, team(tx), channel=channel, invited=invited, now=house.now())
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
            kind="failure_note", key=f"failure_note:invitation:{incident_id}:{user}", lane=f"dm:{user}",
            stream=incident_id, args={"user": user, "failed": "invitation", "left_out": left_out},
        )
        for user in dict.fromkeys([*first, *concerned])
    ]  # fmt: skip


def let_in(house: House, incident_id: str, *, user: str) -> None:
    """Record that somebody was let in at last, and show the card without them among those who are missing."""

    def work(tx: Transaction) -> None:
        incident = replay(incident_id, tx.events(incident_id))
        news = decide.let_in(incident, team(tx), user=user, now=house.now())
        if news:
            incident = commit(tx, house, incident, news)
            tx.enqueue([card_again(incident, str(incident.seen))])

    write(house, work)


def pass_on(house: House, incident_id: str, *, seq: int) -> None:
    """Tell those who are to hear of an event by the roles of now, each once."""

    def work(tx: Transaction) -> None:
        tx.enqueue(direct_notes(incident_id, tx.events(incident_id)[seq - 1], seq, team(tx)))

    write(house, work)


def become_aware(
    house: House, incident_id: str, *, aware_at: datetime, basis: str, by: str, request: str
) -> Incident:
    """State since when the company is aware: the clock runs from there."""
    decision = partial(decide.become_aware, policy=house.policy, aware_at=aware_at, basis=basis, by=by)
    return act(house, incident_id, request, decision)


def move_awareness(
    house: House, incident_id: str, *, aware_at: datetime, reason: str, by: str, request: str
) -> Incident:
    """Correct the moment of awareness; the old one stays on record."""
    decision = partial(decide.move_awareness, policy=house.policy, aware_at=aware_at, reason=reason, by=by)
    return act(house, incident_id, request, decision)


def confirm_awareness(
    house: House, incident_id: str, *, aware_at: datetime, reason: str, by: str, request: str
) -> Incident:
    """Confirm an unusual moment of awareness; the DPO or a deputy does."""
    decision = partial(awareness.confirm_awareness, aware_at=aware_at, reason=reason, by=by)
    return act(house, incident_id, request, decision)


def asked_back(
    house: House, incident_id: str, *, aware_at: datetime, reason: str, moves: bool, by: str
) -> tuple[Incident, Question] | None:
    """What to ask a person before awareness is stated, or moved, to an unusual moment. Nothing is recorded.

    Raises Refused where the act itself would: nobody is asked about what is refused afterwards.
    """

    def work(tx: Transaction) -> tuple[Incident, Question] | None:
        incident, people, now = replay(incident_id, tx.events(incident_id)), team(tx), house.now()
        wanted = (
            partial(decide.move_awareness, reason=reason)
            if moves
            else partial(decide.become_aware, basis=reason)
        )
        news = wanted(incident, people, policy=house.policy, aware_at=aware_at, by=by, now=now)
        found = question(incident, house.policy, aware_at, now)
        return (incident, found) if news and found else None

    return house.store.read(work)


def state_facts(
    house: House,
    incident_id: str,
    *,
    answers: Mapping[str, JsonValue],
    source: Literal["alert", "person", "document"] = "person",
    affected_set: str = MAIN,
    by: str,
    request: str,
) -> Incident:
    """Record answers about one affected set (fact id to value; None is 'not known') and assess anew."""
    decision = partial(
        decide.state_facts,
        policy=house.policy,
        answers=answers,
        source=source,
        affected_set=affected_set,
        by=by,
    )
    return act(house, incident_id, request, decision)


def judge_no_breach(house: House, incident_id: str, *, reason: str, by: str, request: str) -> Incident:
    """Record that it is no personal data breach, and why."""
    decision = partial(decide.judge_no_breach, reason=reason, by=by)
    return act(house, incident_id, request, decision)


def close(
    house: House, incident_id: str, *, effects: str, measures: str, lessons: str, by: str, request: str
) -> Incident:
    """Close it; refused while an obligation is open."""
    decision = partial(
        decide.close, policy=house.policy, effects=effects, measures=measures, lessons=lessons, by=by
    )
    return act(house, incident_id, request, decision)


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
            kind="failure_note", key=f"failure_note:pin_card:{repair}", lane=f"dm:{dpo}", stream=incident_id,
            args={"user": dpo, "failed": "pin_card", "repair": repair},
        )  # fmt: skip
        tx.enqueue([told])

    write(house, work)


class _Account(TypedDict):
    title: str
    detected_at: datetime
    personal_data: Literal["yes", "no"] | None
    message: str | None
    reporter: str | None


def _account(tx: Transaction, signal: Signal, now: datetime) -> _Account:
    """What a signal says for the opening of an incident: a person's report whole, of an alert what it is."""
    received = signal.received
    if received and (report := received.report):
        return {
            "title": report.title,
            "detected_at": report.detected_at,
            "personal_data": report.personal_data,
            "message": report.message,
            "reporter": received.by,
        }
    return {
        "title": _title(signal),
        "detected_at": _detected(tx, signal.id, now),
        "personal_data": None,
        "message": None,
        "reporter": None,
    }


def _title(signal: Signal) -> str:
    received = signal.received
    if received is None:
        return ""
    return f"{received.what} in {received.project}" if received.project else received.what


def _detected(tx: Transaction, signal_id: str, now: datetime) -> datetime:
    """When its first delivery arrived, however late it was read."""
    row = tx.signal_row(signal_id)
    return min(row.first_seen, now) if row and row.first_seen else now
