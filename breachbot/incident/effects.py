"""What has to happen outside because of an event: values that go into the outbox with it, in one transaction.

Who hears of it directly is in `told.py`, and which files go where in `files.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from breachbot.incident.delay import first_ways, waits_until
from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.effect import Effect, EffectKind, Urgency
from breachbot.incident.events import (
    MAIN,
    ApprovalVoided,
    Assessed,
    Audience,
    AuthorityFiled,
    AwarenessMoved,
    BecameAware,
    ChannelOpened,
    CommunicationWaived,
    DoubtExplained,
    EvidenceProposed,
    FactStated,
    HandOverAnswered,
    HandOverAsked,
    Happened,
    IncidentClosed,
    IncidentEvent,
    IncidentMerged,
    IncidentOpened,
    JudgedNoBreach,
    MeasureAdded,
    MeasureDone,
    NoticeApproved,
    NoticeDrafted,
    NoticeOpened,
    NoticeRejected,
    OutcomeDecided,
    PageNotPublished,
    PagePublished,
    PeopleTold,
    ReminderPassedOn,
    ReminderRaised,
    ReminderSnoozed,
    TakenForSomebody,
    ToldConfirmed,
)
from breachbot.incident.files import files
from breachbot.incident.paged import calls_over, tickets
from breachbot.incident.policy import Policy
from breachbot.incident.reassessed import Change, assessment_news, contradicts
from breachbot.incident.reminded import newest
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.incident.told import told_directly


def incident_effects(
    incident: Incident, news: Sequence[IncidentEvent], team: Team, policy: Policy
) -> list[Effect]:
    """What goes out after `news`, the newest events of `incident`: the channel first, then what is said in it.

    The card shows the whole state, so one for all of them is enough.
    """
    first = incident.seen - len(news) + 1
    effects = [
        effect
        for seq, event in enumerate(news, start=first)
        for effect in (
            *_opening(incident, event),
            *_spoken(incident, event, seq, team, policy),
            *_page(incident, event),
            *files(incident, event, team, policy),
        )
    ]
    card_comes_later = any(isinstance(event, ChannelOpened) for event in news) or all(map(beside_it, news))
    effects += [*_proposals_shown_again(incident, news), *_drafts_shown_again(incident, news)]
    if news:
        effects += calls_over(incident, team, policy, news[-1].at)
    if policy.tracker:
        effects += tickets(incident, news)
    if news and not card_comes_later:
        effects.append(_in_channel(incident, "clock_card", str(incident.seen), slot="clock"))
    return effects


def _opening(incident: Incident, event: IncidentEvent) -> list[Effect]:
    return [_in_channel(incident, "open_channel", "")] if isinstance(event, IncidentOpened) else []


def _page(incident: Incident, event: IncidentEvent) -> list[Effect]:
    """The approved page at each target that the approval names, each in a lane of its own."""
    if not (isinstance(event, NoticeApproved) and event.audience == "page"):
        return []
    return [
        Effect(
            kind="publish_page",
            key=f"publish_page:{incident.id}:{event.version}:{target}",
            lane=f"page:{incident.id}:{target}",
            stream=incident.id,
            args={"version": str(event.version), "target": target},
        )
        for target in event.targets
    ]


def _spoken(incident: Incident, event: IncidentEvent, seq: int, team: Team, policy: Policy) -> list[Effect]:
    """What is said in the channel, and to whom else: a draft is a card of its own, most others a line."""
    about = {"seq": str(seq)}
    effects = []
    if audience := _notice_of(event):
        effects.append(_draft_card(incident, audience, seq))
    if isinstance(event, ENDINGS):
        effects += _undecided(incident, seq)
    together = isinstance(event, ReminderRaised) and _told_together(incident, event, seq)
    if _worth_a_line(incident, event, policy) and not together:
        line = _in_channel(incident, "channel_note", str(seq), slot=_slot(event, seq), args=about)
        effects.append(line.model_copy(update={"urgency": urgency(event)}))
    if isinstance(event, PagePublished) and event not in incident.published:
        return effects  # one word to each person for a version, at however many targets it goes out
    if _told_together(incident, event, seq):
        return effects
    if isinstance(event, ReminderRaised | ReminderPassedOn):
        return [*effects, *_reminders(incident, event, seq, team, policy)]
    return [*effects, *direct_notes(incident.id, event, seq, team)]


def _reminders(
    incident: Incident, event: ReminderRaised | ReminderPassedOn, seq: int, team: Team, policy: Policy
) -> Iterator[Effect]:
    """The messages to people about a reminder, by the ways that they chose. Those to somebody in their quiet hours
    wait."""
    for one in (*_calls(incident, event, seq, team, policy), *direct_notes(incident.id, event, seq, team)):
        user = one.args["user"]
        raised = event if isinstance(event, ReminderRaised) else None
        if raised and one.kind == "direct_note" and "slack" not in first_ways(raised, user, team, policy):
            continue
        until = waits_until(incident, event, user, team, policy)
        yield _asleep(one, event.at, until) if until else one


def _asleep(effect: Effect, now: datetime, until: datetime) -> Effect:
    """The same, to go out then, in a lane with what goes to the person at that moment and holds up nothing else."""
    lane, args = f"{effect.lane}:quiet:{until:%Y%m%dT%H%M}", effect.args | {"quiet": "1"}
    return effect.model_copy(update={"lane": lane, "args": args, "after": until - now})


def _calls(
    incident: Incident, event: ReminderRaised | ReminderPassedOn, seq: int, team: Team, policy: Policy
) -> Iterator[Effect]:
    """The mails and the web hook by which a reminder is passed on, and the mails to those who chose that way."""
    if isinstance(event, ReminderRaised):
        to = told_directly(event, team)
        mailed = [user for user in to if "mail" in first_ways(event, user, team, policy)]
        yield from (_call(incident, "mail", user, seq) for user in mailed)
    elif event.channel != "slack":
        pressing = urgency(event)
        calls = (_call(incident, event.channel, name, seq) for name in event.to)
        yield from (one.model_copy(update={"urgency": pressing}) for one in calls)


def _call(incident: Incident, channel: str, name: str, seq: int) -> Effect:
    return Effect(
        kind="reminder_call",
        key=f"reminder_call:{incident.id}:{seq}:{name}",
        lane=f"{channel}:{name}",
        stream=incident.id,
        slot=note_slot(seq, f"{name}:{channel}"),
        args={"channel": channel, "seq": str(seq), "user": name},
    )


def urgency(event: Happened) -> Urgency:
    """How soon people have to hear of an event: of what is due before what waits for a decision, and then the rest."""
    if isinstance(event, ReminderRaised | ReminderPassedOn):
        return "news" if isinstance(event, ReminderPassedOn) and event.why == "overdue" else "deadline"
    asks = isinstance(event, BecameAware | AwarenessMoved) and event.to_confirm
    return (
        "decision" if asks or isinstance(event, NoticeDrafted | TakenForSomebody | HandOverAsked) else "news"
    )


def _told_together(incident: Incident, event: IncidentEvent, seq: int) -> bool:
    """Whether the message about a later one of the same kind speaks of this as well: of reminders that fall together,
    and of notices that were drafted together."""
    if isinstance(event, ReminderRaised):
        return seq != newest(incident, event.owner)
    return isinstance(event, NoticeDrafted) and seq != incident.drafted_at[-1]


def direct_notes(incident_id: str, event: Happened, seq: int, team: Team) -> list[Effect]:
    """The line about an event to each person who is told of it directly. That of a reminder, and of what waits for a
    decision or a signature, is edited later."""
    edited = isinstance(
        event, ReminderRaised | ReminderPassedOn | NoticeDrafted | TakenForSomebody | HandOverAsked
    )
    bundled = {"reminder": "1"} if isinstance(event, ReminderRaised) else {}
    return [
        Effect(
            kind="direct_note",
            key=f"direct_note:{incident_id}:{seq}:{user}",
            lane=f"dm:{user}",
            stream=incident_id,
            slot=note_slot(seq, user) if edited else "",
            args={"seq": str(seq), "user": user} | bundled,
            urgency=urgency(event),
        )
        for user in told_directly(event, team)
    ]


def note_slot(seq: int, user: str) -> str:
    """The message to a person about the event with this number."""
    return f"note:{seq}:{user}"


def note_again(incident: Incident, seq: int, user: str) -> Effect:
    """Show a message to a person as it is now, if it was ever posted."""
    return Effect(
        kind="direct_note",
        key=f"direct_note:{incident.id}:{seq}:{user}:{incident.seen}",
        lane=f"dm:{user}",
        stream=incident.id,
        slot=note_slot(seq, user),
        args={"seq": str(seq), "user": user, "again": "1"},
        urgency="cosmetic",
    )


def reminder_again(incident: Incident, seq: int) -> Effect:
    """Show a reminder in the channel as it is now."""
    return _in_channel(
        incident,
        "channel_note",
        f"{seq}:{incident.seen}",
        slot=reminder_slot(seq),
        args={"seq": str(seq), "again": "1"},
    ).model_copy(update={"urgency": "cosmetic"})


def invitations(incident_id: str, users: Iterable[str], not_before: datetime | None) -> list[Effect]:
    """Try again to let these people into the channel, each for themselves."""
    return [
        Effect(
            kind="invitation",
            key=f"invitation:{incident_id}:{user}",
            lane=f"invitation:{incident_id}:{user}",
            stream=incident_id,
            slot=user,
            args={"user": user},
            not_before=not_before,
        )
        for user in users
    ]


def card_again(incident: Incident, stamp: str) -> Effect:
    """Show the card as it is now."""
    again = _in_channel(incident, "clock_card", stamp, slot="clock")
    return again.model_copy(update={"urgency": "cosmetic"})


def draft_slot(audience: Audience) -> str:
    """The message that shows the newest draft for an audience."""
    return f"draft:{audience}"


def proposal_slot(seq: int) -> str:
    """The message that shows the proposal with this event number, so that it can be updated."""
    return f"proposal:{seq}"


def reminder_slot(seq: int) -> str:
    """The message in the channel about the reminder with this event number, so that it can be updated."""
    return f"reminder:{seq}"


def _slot(event: IncidentEvent, seq: int) -> str:
    """Where a line of the channel is edited later; empty for one that stays as it is."""
    if isinstance(event, EvidenceProposed):
        return proposal_slot(seq)
    return reminder_slot(seq) if isinstance(event, ReminderRaised) else ""


def _proposals_shown_again(incident: Incident, news: Sequence[IncidentEvent]) -> list[Effect]:
    """The proposals that were partly answered or suggested differently since, and at the end all of them: neither what
    a message says of them nor its button may outlive that."""
    ended = any(isinstance(event, ENDINGS) for event in news)
    spoken = {event.fact for event in news if isinstance(event, FactStated) and event.affected_set == MAIN}
    first = incident.seen - len(news) + 1
    return [
        _in_channel(
            incident,
            "channel_note",
            f"{seq}:{incident.seen}",
            slot=proposal_slot(seq),
            args={"seq": str(seq)},
        )
        for seq, proposed in zip(incident.proposed_at, incident.evidence, strict=True)
        if seq < first and (ended or spoken.intersection(proposed.answers))
    ]


def _notice_of(event: IncidentEvent) -> Audience | None:
    """The notice whose message says something else after this event."""
    if isinstance(event, NoticeDrafted | NoticeApproved | NoticeRejected | ApprovalVoided):
        return event.audience
    if isinstance(event, AuthorityFiled):
        return "authority"
    return "page" if isinstance(event, PagePublished | PageNotPublished) else None


def _drafts_shown_again(incident: Incident, news: Sequence[IncidentEvent]) -> list[Effect]:
    """The messages of the drafts that wait: with what is known now, whether anybody can approve them may be another."""
    shown = (
        *(FactStated, Assessed, OutcomeDecided, AwarenessMoved, PeopleTold, CommunicationWaived),
        DoubtExplained,
    )
    if not any(isinstance(event, shown) for event in news):
        return []
    return _undecided(incident, incident.seen)


def _undecided(incident: Incident, seq: int) -> list[Effect]:
    """The messages of the drafts on which nobody has decided. Once the incident has ended that is over."""
    return [_draft_card(incident, one, seq) for one in AUDIENCES if incident.undecided(one)]


def _draft_card(incident: Incident, audience: Audience, seq: int) -> Effect:
    return _in_channel(
        incident,
        "draft_card",
        f"{audience}:{seq}",
        slot=draft_slot(audience),
        args={"audience": audience},
    )


ENDINGS = JudgedNoBreach | IncidentClosed | IncidentMerged

BETWEEN_TWO = ReminderSnoozed | HandOverAsked | HandOverAnswered
"""What concerns nobody but the people in it; who has it in the end the channel hears."""


def _aftermath(event: Happened) -> bool:
    """Whether it is about a follow-up measure: its owner and the DPO hear of it, while the channel may be archived."""
    return isinstance(event, MeasureAdded | MeasureDone) or (
        isinstance(event, ReminderRaised) and event.owner is not None
    )


def beside_it(event: Happened) -> bool:
    """Whether the card says nothing of it."""
    return _aftermath(event) or isinstance(event, NoticeOpened | ReminderPassedOn | BETWEEN_TWO)


def _worth_a_line(incident: Incident, event: IncidentEvent, policy: Policy) -> bool:
    """Whether the channel hears of it: of all but the start and the drafts, which have a place of their own.

    Of an assessment if an outcome changed with it (before awareness, that everything is still open is no news), and of
    an answer if it contradicts somebody else's.
    """
    if isinstance(event, Assessed):
        return any(
            incident.aware_at or _decided(change, policy)
            for change in assessment_news(incident, event).changes
        )
    if isinstance(event, FactStated):
        return event.account is None and contradicts(incident, event)
    if isinstance(event, ToldConfirmed):
        return bool(event.taken)
    silent = IncidentOpened | ChannelOpened | NoticeDrafted | NoticeOpened | ReminderPassedOn | BETWEEN_TWO
    return not isinstance(event, silent) and not _aftermath(event)


def _decided(change: Change, policy: Policy) -> bool:
    """More than that a duty is open, as every duty is at first; that a breach is documented is said at its end."""
    return change.ruling.obligation != policy.regimes.register.id and bool(
        change.was or change.ruling.outcome != "undetermined"
    )


def _in_channel(
    incident: Incident, kind: EffectKind, stamp: str, *, slot: str = "", args: dict[str, str] | None = None
) -> Effect:
    key = f"{kind}:{incident.id}:{stamp}"
    return Effect(
        kind=kind, key=key, lane=f"channel:{incident.id}", stream=incident.id, slot=slot, args=args or {}
    )
