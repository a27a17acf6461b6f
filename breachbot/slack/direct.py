"""One line to one person. It holds the codename, deadlines and the next step, and nothing of what happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.effect import EffectKind
from breachbot.incident.guidance import NOTICES, due_at, guide, stopped
from breachbot.incident.handed import went_out
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack import behalf, hand_over_note
from breachbot.slack.awareness_modals import of_whom
from breachbot.slack.closing import added, done, judged, reminded, told_at_the_end
from breachbot.slack.codes import REPAIRABLE, WHAT_TO_DO
from breachbot.slack.decisions import to_decide
from breachbot.slack.draft_card import STAYS
from breachbot.slack.kit.blocks import Block, Payload, message, say, small
from breachbot.slack.kit.words import day, escape, person, room, spoken, when
from breachbot.slack.notice_files import filing
from breachbot.slack.reminder_note import to_person
from breachbot.slack.strip import strip

WORDS: dict[EffectKind | Literal["clock"], str] = {
    "clock": "its clock has stopped, since something that is due cannot be worked on: no reminder will come",
    "open_channel": "the private channel of the incident could not be opened",
    "clock_card": "the card of the incident could not be shown",
    "pin_card": "the card of the incident could not be pinned. Pin it by hand",
    "draft_card": "a draft could not be shown",
    "notice_file": "the files of a notice could not be given",
    "timeline_file": "the picture of its timeline could not be given",
    "register_file": "the register could not be given as a file",
    "call_over": "the web hook could not be told that nobody has to answer a reminder any more",
    "ticket": "the tracker could not be told what is to be done or is done",
    "alarm_note": "the operators could not be told by mail or web hook that breachbot needs them",
    "reminder_call": "a reminder could not be sent by mail or web hook",
    "invitation": "somebody could not be let into the private channel of the incident",
    "channel_note": "a message to the incident's channel could not be sent",
    "team_note": "a change of the team could not be told to whom it concerns",
    "stranger_note": "who came into the private channel of the incident could not be told",
    "publish_page": "the security page could not be published",
    "home": "a Home tab could not be shown",
    "storm_card": "the message about many signals could not be shown in the triage channel",
    "signal_card": "the card of a signal could not be shown in the triage channel",
}


def direct_note(incident: Incident, event: e.Happened, context: Context, *, head: str) -> Payload:
    """What the person in the context is told about `event`, with the step that is theirs.

    head: the head of the log, an anchor outside the database.
    """
    if isinstance(event, e.IncidentClosed):
        return told_at_the_end(incident, event, context, _anchor(incident, head))
    if isinstance(event, e.JudgedNoBreach):
        said = (
            f"*{incident.id}*: {person(event.by)} judged that it is no breach. The reason is in its channel."
        )
        return message(said, *judged(incident, said, context), _anchor(incident, head))
    if isinstance(event, e.MeasureAdded):
        return added(incident, event, context)
    if isinstance(event, e.MeasureDone):
        return done(incident, event)
    if isinstance(event, e.TakenForSomebody):
        return behalf.told(incident, event, context)
    if isinstance(event, OF_REMINDERS):
        return _of_a_reminder(incident, event, context, head)
    if isinstance(event, e.NoticeDrafted):
        return to_decide(incident, event, context, *_ending(incident, context, head))
    said = f"*{incident.id}*: {_line(incident, event, context.policy)}"
    lines = [
        _time(incident, context),
        "" if incident.ended else f"Next: {spoken(guide(incident, context).theirs.words)}",
    ]
    further = filing(incident, context) if isinstance(event, e.NoticeApproved) else []
    lines = list(filter(None, [said, *lines]))
    return message(said, say("\n".join(lines)), *further, *_ending(incident, context, head))


OF_REMINDERS = (e.ReminderRaised, e.ReminderPassedOn, e.HandOverAsked, e.HandOverAnswered)


def _of_a_reminder(incident: Incident, event: e.Happened, context: Context, head: str) -> Payload:
    """A reminder, by whichever way it came to the person, and what becomes of it between two people."""
    ending = _ending(incident, context, head)
    match event:
        case e.ReminderPassedOn():
            raised = incident.reminders[incident.reminded_at.index(event.reminder)]
            return to_person(incident, raised, context, *ending)
        case e.HandOverAsked():
            return hand_over_note.asked(incident, event, context, *ending)
        case e.HandOverAnswered():
            return hand_over_note.answered(incident, event)
        case e.ReminderRaised(owner=None):
            return to_person(incident, event, context, *ending)
        case e.ReminderRaised():
            return reminded(incident, event, context)
    raise TypeError(f"{type(event).__name__} is not about a reminder")


def _ending(incident: Incident, context: Context, head: str) -> list[Block]:
    """How far it has come, and at last the anchor."""
    return [small(strip(guide(incident, context).stages)), _anchor(incident, head)]


def _anchor(incident: Incident, head: str) -> Block:
    """Where there is more, and the head of the log, kept where the owner of the database cannot change it."""
    place = f" in {room(incident.channel)}" if incident.channel else ""
    return small(f"More{place or ' in its private channel'}. Log head `{short_head(head)}`")


def _for_a_person(why_what: str) -> str:
    """`why: what` as for whoever runs breachbot, in the words of the notes."""
    why, _, what = why_what.partition(": ")
    return f"{why}. Next: {what}; what waits is sent then"


REPAIRS: dict[str, str] = {code: _for_a_person(WHAT_TO_DO[code]) for code in REPAIRABLE} | {
    "is_archived": "{place} is archived. Next: unarchive it; what waits is sent then",
    "channel_not_found": "{place} cannot be seen by the app. Next: invite the app to it; what waits is sent then",
    "not_in_channel": "the app is not in {place}. Next: invite it; what waits is sent then",
    "restricted_action": "the workspace does not let the app do that. Next: ask an owner of the workspace to allow it; "
    "until then everything can be done from the app's Home tab",
    "missing_scope": "the app lacks a permission. Next: ask whoever runs breachbot to install the app again from "
    "`breachbot manifest`; what waits is sent then",
    "not_enabled": "the app's Home tab is switched off. Next: ask whoever runs breachbot to install the app again from "
    "`breachbot manifest`",
}
"""Why it cannot be done, and what somebody can do about it, by Slack's code."""


STALLED = (
    "look at it yourself now. breachbot tries again at growing intervals. Next: ask whoever runs breachbot to look at "
    "`breachbot doctor`"
)
NOT_TOLD = (
    "the person it was for is not, or no longer, part of this response, so nothing was sent. Next: tell whoever does "
    "this now, and ask whoever runs breachbot to dismiss it in `breachbot outbox list`"
)


FIXED = {"not_told": NOT_TOLD, "clock_stalled": STALLED}
"""What follows for the failures that are none of Slack's."""


def failure_note(
    stream: str,
    kind: str,
    *,
    count: int = 1,
    repair: str = "",
    of: str = "",
    aside: bool = False,
    target: str = "",
) -> Payload:
    """Something could not be carried out: a person has to look. `count`: how often by now.

    repair: Slack's code and the place, where it is tried again until somebody has put that right. of: the person whom
    it did not reach. aside: it has always failed so far, and is still tried. target: where the page is not.
    """
    what = next((words for known, words in WORDS.items() if known == kind), "a message could not be sent")
    what += f" at {escape(target)}" if target else ""
    code, _, place = repair.partition(":")
    if of:
        following = f"{person(of)} could not be reached. Next: tell them, or give their role to somebody else"
    elif code in FIXED:
        following = FIXED[code]
    elif code == "missing_scope" and ":" in place:
        following = (
            f"the app lacks `{escape(place)}`. Next: ask whoever runs breachbot to install it again from "
            "`breachbot manifest`"
        )
    elif code in REPAIRS:
        where = room(place) if place.startswith(("C", "G")) else "the channel"
        following = REPAIRS[code].format(place=where)
    elif aside:
        following = (
            "every try has failed so far, and breachbot goes on trying; later messages do not wait for it. Next: ask "
            "whoever runs breachbot to look at `breachbot outbox list` and at its log"
        )
    elif code:
        following = f"Slack says `{escape(code)}`. Next: ask an administrator of the workspace"
    else:
        following = "Next: ask whoever runs breachbot to look at `breachbot outbox list` and at its log"
    so_often = f", {count} times by now" if count > 1 else ""
    said = f"*{escape(stream)}*: {what}{so_often}. {following[0].upper()}{following[1:]}."
    return message(said, say(said))


def not_let_in(incident: str, codes: Mapping[str, str], *, nobody: bool) -> Payload:
    """Who could not be let into the channel of an incident, and why. `nobody`: nobody is in it."""
    who = ", ".join(person(user) for user in codes)
    said = f"*{escape(incident)}*: {who} could not be let into its private channel."
    if nobody:
        said += " *Nobody is in it, so nobody reads what is said there.*"
    lines = [_why_left_out(code) for code in dict.fromkeys(codes.values())]
    lines.append(
        "breachbot tries again every few minutes; until then everything can be done from the app's Home tab."
    )
    said += f" {' '.join(lines)}"
    return message(said, say(said))


def _why_left_out(code: str) -> str:
    why, _, what = WHAT_TO_DO.get(code, "").partition(": ")
    if not what:
        why = "Slack did not answer" if code == "no_answer" else f"Slack says `{escape(code)}`"
        what = "ask whoever runs breachbot to look at `breachbot doctor`"
    return f"{why[0].upper()}{why[1:]}. Next: {what}."


def _line(incident: Incident, event: e.Happened, policy: Policy) -> str:
    match event:
        case e.IncidentOpened(by=e.SYSTEM):
            return (
                "an incident was opened by breachbot itself, as a rule of your playbook asks. The clock does not run: "
                "whether you are aware of a breach is for a person to say."
            )
        case e.IncidentOpened():
            return "an incident was opened." + ("" if incident.aware_at else " The clock does not run yet.")
        case e.BecameAware():
            of = of_whom(event.affected_set)
            return (
                f"awareness{of} was stated, since {when(event.aware_at)}. The clock runs.{_to_confirm(event)}"
            )
        case e.AwarenessMoved():
            of = f"the moment of awareness{of_whom(event.affected_set)}"
            moved = f"{of} was corrected from {when(event.was)} to {when(event.aware_at)}."
            return f"{moved}{_to_confirm(event)}"
        case e.DecisionLapsed():
            duty = policy.regimes.label(event.obligation)
            return f"a decision on {duty} is no longer in force, since something new became known."
        case e.Countersigned():
            return f"{person(event.by)} says that what was recorded on their behalf was not their word."
        case e.IncidentMerged():
            return f"it was made part of *{event.into}*. Its clock and its reminders go on there."
        case e.DutyRecorded():
            return f"{policy.regimes.label(event.obligation)} was recorded as done, {when(event.done_at)}."
    return _of_a_notice(incident, event)


def _to_confirm(event: e.BecameAware | e.AwarenessMoved) -> str:
    return " That moment is unusual: confirm or correct it." if event.to_confirm else ""


def _of_a_notice(incident: Incident, event: e.Happened) -> str:
    match event:
        case e.NoticeApproved():
            return f"{NOTICES[event.audience]}, draft {event.version}, is approved. File it at the authority."
        case e.ApprovalVoided():
            draft = incident.draft(event.audience, event.version)
            stays = f" {STAYS}" if draft and went_out(incident, draft) else ""
            return f"the approval of {NOTICES[event.audience]}, draft {event.version}, is void.{stays}"
        case e.PagePublished():
            gone = event.state == "withdrawal"
            return (
                "the security page was withdrawn." if gone else "the security page was published as approved."
            )
        case e.AuthorityFiled():
            return f"a filing at the authority was recorded, made {when(event.filed_at)}."
    raise TypeError(f"nobody is told directly of {type(event).__name__}")


def _time(incident: Incident, context: Context) -> str:
    """Until when it is, while that still matters. How long is left would grow stale in a message that stays."""
    due = due_at(incident, context.policy)
    if due is None or stopped(incident, context.policy) or incident.ended:
        return ""
    over = "end" if context.now <= due else "ended"
    return f"{context.policy.regimes.filing.hours} {over} {day(due)}."


def short_head(head: str) -> str:
    """The head of the log as a message shows it: the position and the beginning of the hash."""
    position, _, digest = escape(head).partition(":")
    return f"{position}:{digest[:12]}"
