"""What has to happen outside because of an event: values that go into the outbox with it, in one transaction.

An effect names what to send and where; it holds ids alone. The text is rendered at the moment of sending, from the
state of that moment, so that nothing readable waits in the outbox and a late message is never out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from breachbot.incident.drafting import AUDIENCES
from breachbot.incident.events import (
    MAIN,
    SYSTEM,
    ApprovalVoided,
    Assessed,
    Audience,
    AuthorityFiled,
    AwarenessMoved,
    BecameAware,
    ChannelOpened,
    DecisionLapsed,
    DoubtExplained,
    DutyRecorded,
    EvidenceProposed,
    FactStated,
    Happened,
    IncidentClosed,
    IncidentEvent,
    IncidentOpened,
    JudgedNoBreach,
    MeasureDone,
    NoticeApproved,
    NoticeDrafted,
    NoticeOpened,
    NoticeRejected,
    OutcomeDecided,
    PagePublished,
    PeopleTold,
    ReminderRaised,
    ToldConfirmed,
)
from breachbot.incident.handed import Handed
from breachbot.incident.policy import Policy
from breachbot.incident.reassessed import Change, assessment_news, contradicts
from breachbot.incident.reminded import newest
from breachbot.incident.state import Incident
from breachbot.incident.team import STREAM, Team

EffectKind = Literal[
    "signal_card",  # post or edit the card of a signal in the triage channel
    "storm_card",  # post or edit the one message of a burst that is too large for cards
    "signal_nudge",  # ask one person to claim a signal
    "source_note",  # a source has gone silent or is back, or some of its alerts were refused
    "open_channel",  # create the incident's private channel and invite people
    "clock_card",  # post or edit the one live card of an incident
    "pin_card",  # pin that card to its channel
    "draft_card",  # post or edit the one message about a notice
    "notice_file",  # put the files of a draft or of an approved notice into a conversation
    "timeline_file",  # put the picture of an incident's timeline into a conversation
    "register_file",  # put the register into the conversation of who asked for it
    "channel_note",  # one line in the incident channel about one event
    "direct_note",  # one line to one person about one event
    "failure_note",  # tell the DPO that something could not be done
    "stranger_note",  # tell the DPO who came into an incident's channel without a part in it
    "invitation",  # let one person into an incident's channel who could not be let in when it was made
    "home",  # publish the Home tab of one person
    "publish_page",  # write the approved page at a target
]

COALESCED: frozenset[str] = frozenset({"signal_card", "clock_card", "home"})
"""Kinds of which only the newest waiting one of a lane is worth sending: each shows the whole state."""


class Effect(BaseModel):
    """One thing to do outside, at least once.

    key: unique for ever; the same effect asked for twice is done once.
    lane: effects of one lane go out in the order in which they were asked for.
    slot: names the Slack message that this effect posts or edits, within stream and kind.
    args: opaque ids only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: EffectKind
    key: str
    lane: str
    stream: str
    slot: str = ""
    args: dict[str, str] = {}
    not_before: datetime | None = None


def home_effect(user: str, stamp: str, page: int | None = None) -> Effect:
    """Refresh one person's Home tab; `page` None keeps the page that they look at. `stamp` makes the key unique."""
    args = {"user": user} | ({} if page is None else {"page": str(page)})
    return Effect(
        kind="home", key=f"home:{user}:{stamp}", lane=f"home:{user}", stream=STREAM, slot=user, args=args
    )


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


def files(incident: Incident, event: Happened, team: Team, policy: Policy) -> list[Effect]:
    """The files of a draft for the first of those who decide on it; those of an approved notice for the channel, and
    for those who are told of the approval. Each place has a lane of its own, so that they hold up no message."""
    if policy.firm.files and isinstance(event, IncidentClosed):
        return [_timeline_file(incident, user) for user in ("", *given_files(event, team))]
    if not policy.firm.files or not isinstance(event, NoticeDrafted | NoticeApproved):
        return []
    told = given_files(event, team)
    if isinstance(event, NoticeDrafted):
        return [_notice_file(incident, event, "draft", user) for user in told[:1]]
    return [_notice_file(incident, event, "approved", user) for user in ("", *told)]


def given_files(event: Happened, team: Team) -> tuple[str, ...]:
    """Who may be given the files that come of an event: of the end the DPO alone, of a notice whoever is told of it."""
    return _named(team.dpo) if isinstance(event, IncidentClosed) else told_directly(event, team)


def _notice_file(
    incident: Incident, event: NoticeDrafted | NoticeApproved, handed: Handed, user: str
) -> Effect:
    """user: whose direct conversation; empty for the incident's channel."""
    about = {"audience": event.audience, "version": str(event.version), "handed": handed}
    place = user or "channel"
    return Effect(
        kind="notice_file",
        key=f"notice_file:{incident.id}:{event.audience}:{event.version}:{handed}:{place}",
        lane=f"files:{incident.id}:{place}",
        stream=incident.id,
        args=about | ({"user": user} if user else {}),
    )


def _timeline_file(incident: Incident, user: str) -> Effect:
    """user: as above."""
    place = user or "channel"
    return Effect(
        kind="timeline_file",
        key=f"timeline_file:{incident.id}:{place}",
        lane=f"files:{incident.id}:{place}",
        stream=incident.id,
        args={"user": user} if user else {},
    )


def register_file(user: str, stamp: str) -> Effect:
    """The register for one person. `stamp` makes the key unique."""
    return Effect(
        kind="register_file",
        key=f"register_file:{user}:{stamp}",
        lane=f"files:{STREAM}:{user}",
        stream=STREAM,
        args={"user": user},
    )


def _spoken(incident: Incident, event: IncidentEvent, seq: int, team: Team, policy: Policy) -> list[Effect]:
    """What is said in the channel, and to whom else: a draft is a card of its own, most others a line."""
    about = {"seq": str(seq)}
    effects = []
    if audience := _notice_of(event):
        effects.append(_draft_card(incident, audience, seq))
    if isinstance(event, JudgedNoBreach | IncidentClosed):
        effects += _undecided(incident, seq)
    together = isinstance(event, ReminderRaised) and _told_together(incident, event, seq)
    if _worth_a_line(incident, event, policy) and not together:
        slot = proposal_slot(seq) if isinstance(event, EvidenceProposed) else ""
        effects.append(_in_channel(incident, "channel_note", str(seq), slot=slot, args=about))
    if isinstance(event, PagePublished) and event not in incident.published:
        return effects  # one word to each person for a version, at however many targets it goes out
    if _told_together(incident, event, seq):
        return effects
    return [*effects, *direct_notes(incident.id, event, seq, team)]


def _told_together(incident: Incident, event: IncidentEvent, seq: int) -> bool:
    """Whether the message about a later one of the same kind speaks of this as well: of reminders that fall together,
    and of notices that were drafted together."""
    if isinstance(event, ReminderRaised):
        return seq != newest(incident, event.owner)
    return isinstance(event, NoticeDrafted) and seq != incident.drafted_at[-1]


def direct_notes(incident_id: str, event: Happened, seq: int, team: Team) -> list[Effect]:
    """The line about an event to each person who is told of it directly. That of a reminder, and of what waits for a
    decision, is edited later."""
    edited = isinstance(event, ReminderRaised | NoticeDrafted)
    return [
        Effect(
            kind="direct_note",
            key=f"direct_note:{incident_id}:{seq}:{user}",
            lane=f"dm:{user}",
            stream=incident_id,
            slot=note_slot(seq, user) if edited else "",
            args={"seq": str(seq), "user": user},
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
    )


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
    return _in_channel(incident, "clock_card", stamp, slot="clock")


def draft_slot(audience: Audience) -> str:
    """The message that shows the newest draft for an audience."""
    return f"draft:{audience}"


def proposal_slot(seq: int) -> str:
    """The message that shows the proposal with this event number, so that it can be updated."""
    return f"proposal:{seq}"


def _proposals_shown_again(incident: Incident, news: Sequence[IncidentEvent]) -> list[Effect]:
    """The proposals that were partly answered or suggested differently since, and at the end all of them: neither what
    a message says of them nor its button may outlive that."""
    ended = any(isinstance(event, JudgedNoBreach | IncidentClosed) for event in news)
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
    return "page" if isinstance(event, PagePublished) else None


def _drafts_shown_again(incident: Incident, news: Sequence[IncidentEvent]) -> list[Effect]:
    """The messages of the drafts that wait: with what is known now, whether anybody can approve them may be another."""
    shown = (FactStated, Assessed, OutcomeDecided, AwarenessMoved, PeopleTold, DoubtExplained)
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


def _aftermath(event: Happened) -> bool:
    """Whether it is about a follow-up measure: its owner and the DPO hear of it, while the channel may be archived."""
    return isinstance(event, MeasureDone) or (isinstance(event, ReminderRaised) and event.owner is not None)


def beside_it(event: Happened) -> bool:
    """Whether the card says nothing of it."""
    return _aftermath(event) or isinstance(event, NoticeOpened)


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
        return contradicts(incident, event)
    if isinstance(event, ToldConfirmed):
        return bool(event.taken)
    silent = IncidentOpened | ChannelOpened | NoticeDrafted | NoticeOpened
    return not isinstance(event, silent) and not _aftermath(event)


def _decided(change: Change, policy: Policy) -> bool:
    """More than that a duty is open, as every duty is at first; that a breach is documented is said at its end."""
    return change.ruling.obligation != policy.regimes.register.id and bool(
        change.was or change.ruling.outcome != "undetermined"
    )


def told_directly(event: Happened, team: Team) -> tuple[str, ...]:
    """The DPO hears of what starts or ends something; what waits for a decision goes to whoever may take it.

    Of what began without a person the first responder hears as well, of a follow-up measure its owner, and of an
    approval that leads to a filing whoever gave it.
    """
    if isinstance(event, NoticeApproved):
        filers = (team.dpo, event.by) if event.audience == "authority" else ()
        return tuple(dict.fromkeys(user for user in filers if user and team.role(user)))
    awareness = isinstance(event, BecameAware | AwarenessMoved) and event.to_confirm
    if isinstance(event, NoticeDrafted) or awareness:
        return tuple(user for user in team.approvers if user != event.by)
    wanted = (
        IncidentOpened,
        BecameAware,
        AwarenessMoved,
        DecisionLapsed,
        ApprovalVoided,
        PagePublished,
        AuthorityFiled,
        DutyRecorded,
        ReminderRaised,
        MeasureDone,
    )
    if isinstance(event, IncidentClosed):
        return _named(team.dpo, *(one.owner for one in event.follow_up))
    if isinstance(event, ReminderRaised) and event.owner:
        over = event.due_at is not None and event.at >= event.due_at
        return _named(event.owner, team.dpo if over else None)
    if isinstance(event, IncidentOpened) and event.by == SYSTEM:
        return _named(*team.responders[:1], team.dpo)
    if isinstance(event, wanted) and team.dpo and team.dpo != event.by:
        return (team.dpo,)
    return ()


def _named(*users: str | None) -> tuple[str, ...]:
    """Each of these people once."""
    return tuple(dict.fromkeys(filter(None, users)))


def _in_channel(
    incident: Incident, kind: EffectKind, stamp: str, *, slot: str = "", args: dict[str, str] | None = None
) -> Effect:
    key = f"{kind}:{incident.id}:{stamp}"
    return Effect(
        kind=kind, key=key, lane=f"channel:{incident.id}", stream=incident.id, slot=slot, args=args or {}
    )
