"""Who hears directly of what happened, by the roles of now and by who was away at that moment."""

from __future__ import annotations

from breachbot.incident.events import (
    SYSTEM,
    ApprovalVoided,
    AuthorityFiled,
    AwarenessMoved,
    BecameAware,
    Countersigned,
    DecisionLapsed,
    DutyRecorded,
    HandOverAnswered,
    HandOverAsked,
    Happened,
    IncidentClosed,
    IncidentMerged,
    IncidentOpened,
    JudgedNoBreach,
    MeasureAdded,
    MeasureDone,
    NoticeApproved,
    NoticeDrafted,
    PagePublished,
    ReminderPassedOn,
    ReminderRaised,
    TakenForSomebody,
)
from breachbot.incident.team import Team


def told_directly(event: Happened, team: Team) -> tuple[str, ...]:
    """Who hears of an event: whoever has to by their role, and in the place of who was away when it happened their
    substitute. A reminder for everybody goes to who is away as well, and nobody signs, or is handed
    something, in another's place."""
    wanted = _by_role(event, team)
    if isinstance(event, TakenForSomebody | HandOverAsked | HandOverAnswered):
        return wanted
    there = team.instead(wanted, event.at)
    told = (*there, *wanted) if isinstance(event, ReminderRaised) and event.everybody else there
    return _named(*(user for user in told if user in wanted or user != event.by))


def _by_role(event: Happened, team: Team) -> tuple[str, ...]:
    """The DPO hears of what starts or ends something; what waits for a decision goes to whoever may take it.

    Of what began without a person the first responder hears as well, of a follow-up measure its owner, of what was
    done on somebody's behalf that person, of an approval that leads to a filing whoever gave it, and of a reminder
    whoever has said that they have it.
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
        MeasureDone,
        JudgedNoBreach,
        IncidentMerged,
    )
    if isinstance(event, TakenForSomebody):
        return _named(event.person, team.dpo)
    if isinstance(event, Countersigned):
        return () if event.theirs else _named(*(user for user in team.approvers if user != event.by))
    if isinstance(event, MeasureAdded):
        return _named(event.measure.owner, team.dpo if team.dpo != event.by else None)
    if isinstance(event, IncidentClosed):
        return _named(team.dpo, *(one.owner for one in event.follow_up))
    if isinstance(event, ReminderRaised | ReminderPassedOn | HandOverAsked | HandOverAnswered):
        return _reminded(event, team)
    if isinstance(event, IncidentOpened) and event.by == SYSTEM:
        return _named(*team.in_turn(event.at)[:1], team.dpo)
    if isinstance(event, wanted) and team.dpo and team.dpo != event.by:
        return (team.dpo,)
    return ()


def _reminded(
    event: ReminderRaised | ReminderPassedOn | HandOverAsked | HandOverAnswered, team: Team
) -> tuple[str, ...]:
    """Of a follow-up measure its owner, and once its day is over the DPO; of a duty the DPO and whoever has it. Of a
    hand-over whoever is asked, and of the answer whoever asked."""
    if isinstance(event, HandOverAsked):
        return (event.to,)
    if isinstance(event, HandOverAnswered):
        return (event.of,)
    if isinstance(event, ReminderPassedOn):
        return event.to if event.channel == "slack" else ()
    if event.owner:
        over = event.due_at is not None and event.at >= event.due_at
        return _named(event.owner, team.dpo if over else None)
    holder = event.has_it if event.has_it and team.role(event.has_it) else None
    return _named(team.dpo, holder, *(team.deputies if event.everybody else ()))


def _named(*users: str | None) -> tuple[str, ...]:
    """Each of these people once."""
    return tuple(dict.fromkeys(filter(None, users)))


def given_files(event: Happened, team: Team) -> tuple[str, ...]:
    """Who may be given the files that come of an event: of the end the DPO alone, of a notice whoever is told of it."""
    return _named(team.dpo) if isinstance(event, IncidentClosed) else told_directly(event, team)
