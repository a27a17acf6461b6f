"""One short line in the incident's private channel for each thing that happened; the card says what to do next."""

from __future__ import annotations

from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.guidance import guide
from breachbot.incident.handed import went_out
from breachbot.incident.known import facts_of
from breachbot.incident.reassessed import assessment_news
from breachbot.incident.state import Incident
from breachbot.slack import behalf
from breachbot.slack.actions import Act
from breachbot.slack.assessment_note import disagreement, reassessed
from breachbot.slack.closing import judged, summary
from breachbot.slack.draft_card import STAYS
from breachbot.slack.event_lines import line
from breachbot.slack.evidence_words import proposal, proposal_buttons
from breachbot.slack.kit.blocks import (
    Block,
    Payload,
    actions,
    button,
    message,
    say,
)
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.refs import set_ref
from breachbot.slack.kit.words import escape, person, spoken
from breachbot.slack.letter import to_read
from breachbot.slack.reminder_note import in_channel
from breachbot.slack.sets import heading


def channel_note(incident: Incident, event: e.Happened, context: Context) -> Payload:
    """The line about `event`; `incident` is the state of the moment in the context.

    A notification shows what kind of thing happened, what comes next, and no text of anybody. The line itself does
    not say what comes next: it stays, and the card says it. Raises TypeError for an event of which nothing is said.
    """
    if isinstance(event, e.IncidentClosed):
        return message(f"{incident.id}: {_KINDS[type(event)]}", *summary(incident, event, context))
    if isinstance(event, e.JudgedNoBreach):
        said = line(event, context.policy) + _in_place(event)
        return message(f"{incident.id}: {_KINDS[type(event)]}", *judged(incident, said, context))
    if isinstance(event, e.ReminderRaised):
        return in_channel(incident, event, context)
    if isinstance(event, e.Assessed):
        said = reassessed(
            assessment_news(incident, event), context.policy, heading(incident, event.affected_set)
        )
    elif isinstance(event, e.FactStated):
        said = disagreement(facts_of(incident, event.affected_set)[event.fact])
    elif isinstance(event, e.EvidenceProposed):
        said = proposal(incident, event)
    elif isinstance(event, e.Countersigned):
        said = behalf.answered(incident, event)
    else:
        said = (
            _whose(incident, event)
            + line(event, context.policy)
            + _in_place(event)
            + _went_out(incident, event)
        )
    shown = f"{incident.id}: {_KINDS[type(event)]}"
    following = "" if incident.ended else f". Next: {spoken(guide(incident, context).next.words)}"
    return message(shown + following, say(said), *_more(incident, event))


def _went_out(incident: Incident, event: e.Happened) -> str:
    """Whether a notice whose approval is void went out, or may still be filed as an initial one (Art. 33(4))."""
    if not isinstance(event, e.ApprovalVoided):
        return ""
    draft = incident.draft(event.audience, event.version)
    if draft and went_out(incident, draft):
        return f" {STAYS}"
    initial = event.audience == "authority" and not incident.filings
    return " These bytes may still be filed as an initial notice." if initial else ""


def _whose(incident: Incident, event: e.Happened) -> str:
    """The data whose clock it is, where it is not the incident's."""
    if not isinstance(event, e.BecameAware | e.AwarenessMoved | e.AwarenessConfirmed):
        return ""
    one = incident.affected_set(event.affected_set) if event.affected_set != e.MAIN else None
    return f"*{escape(clip(one.title, 200))}*: " if one else ""


def _more(incident: Incident, event: e.Happened) -> list[Block]:
    """What goes with the line: a button under an assessment, and the text of a message."""
    if isinstance(event, e.ControllerMessageDrafted):
        return to_read(incident, event)
    if isinstance(event, e.EvidenceProposed) and not incident.ended:
        buttons = proposal_buttons(incident, event)
        return [actions(*buttons)] if buttons else []
    if isinstance(event, e.Assessed) and not incident.ended:
        ref = set_ref(incident.id, event.affected_set)
        return [actions(button(Act.OUTLOOK, "What would change this", ref))]
    return []


_KINDS: dict[type[e.Happened], str] = {
    e.BecameAware: "awareness was stated, the clock runs",
    e.AwarenessMoved: "the moment of awareness was corrected",
    e.AwarenessConfirmed: "the moment of awareness was confirmed",
    e.EvidenceProposed: "the alert suggests something to confirm",
    e.FactStated: "two answers differ",
    e.ToldConfirmed: "answers were confirmed from what was told",
    e.DoubtExplained: "what seldom goes together was explained",
    e.Assessed: "what is owed has changed",
    e.ReminderAnswered: "somebody has it",
    e.PassageTranslated: "a text was given in another language",
    e.NoticeApproved: "a notice was approved",
    e.NoticeRejected: "a notice was turned down",
    e.ApprovalVoided: "an approval is void",
    e.PagePublished: "the security page was published",
    e.PageNotPublished: "the security page is not out at one of its places",
    e.AuthoritiesConfirmed: "it was confirmed with which authorities the notice is filed",
    e.AuthorityFiled: "a filing was recorded",
    e.PeopleTold: "a communication was recorded",
    e.CommunicationWaived: "it was decided that people need not be told directly",
    e.ControllerTold: "the controller was told",
    e.AdviceGiven: "the DPO gave advice",
    e.OutcomeDecided: "the controller decided",
    e.DecisionLapsed: "a decision is no longer in force",
    e.AffectedSetAdded: "another set of data was set apart",
    e.BreachToldApart: "a set of data turned out to be another breach",
    e.ControllersNamed: "controllers were named",
    e.ControllerMessageDrafted: "a message to a controller was drafted",
    e.DutyRecorded: "a duty was met",
    e.RegimeConfirmed: "somebody said whether a law applies",
    e.MomentStated: "a moment was stated from which a law counts",
    e.JudgedNoBreach: "judged to be no breach",
    e.IncidentClosed: "closed",
    e.IncidentMerged: "made part of another incident",
    e.IncidentTakenIn: "another incident became part of this one",
    e.PartOpened: "part of it became an incident of its own",
    e.OpenedAsPart: "it was opened out of another incident",
    e.TakenForSomebody: "something was recorded on somebody's behalf",
    e.Countersigned: "somebody answered for what was recorded on their behalf",
}
"""What a notification on a locked screen shows."""


def _in_place(event: e.Happened) -> str:
    """In whose place it was done, who was away."""
    return f" In place of {', '.join(map(person, event.instead_of))}, away." if event.instead_of else ""
