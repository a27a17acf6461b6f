"""What happened, in a line for each kind of event: what it is, who did it, and the reason that they gave."""

from __future__ import annotations

from functools import singledispatch

from breachbot.assessment.facts import FACTS
from breachbot.deadlines.clock import due_at
from breachbot.incident import events as e
from breachbot.incident.guidance import NOTICES
from breachbot.incident.policy import Policy
from breachbot.incident.telling import ALERT
from breachbot.notices.words import language_name
from breachbot.playbook.timing import ANCHORS
from breachbot.playbook.words import OUTCOMES
from breachbot.slack import behalf
from breachbot.slack.awareness_modals import said_of
from breachbot.slack.draft_card import CAPACITIES, whose
from breachbot.slack.fact_words import listed, named
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, many, person, span, spoken, when
from breachbot.slack.letter import in_short

MOST_NAMES = 12
"""Of controllers; the form in which they are named has all."""
MOST_ANSWERS = 6
LONGEST_REASON = 600
"""Characters of what somebody gives as a reason, some hundred words; the register has the whole."""


@singledispatch
def line(event: e.Happened, policy: Policy) -> str:
    """The line about an event, with nobody's text but their reasons. Raises TypeError where nothing is said of it."""
    raise TypeError(f"nothing is said of {type(event).__name__}")


@line.register
def _(event: e.BecameAware, policy: Policy) -> str:
    stated = f"{person(event.by)} stated awareness since {when(event.aware_at)}."
    return f"{stated} {_due(event, policy)}{_unusual(event)}"


@line.register
def _(event: e.AwarenessMoved, policy: Policy) -> str:
    moved = f"{person(event.by)} corrected the moment of awareness from {when(event.was)} to {when(event.aware_at)}."
    return f"{moved} {_due(event, policy)}{_unusual(event)}"


def _unusual(event: e.BecameAware | e.AwarenessMoved) -> str:
    return f" That is unusual: {said_of(event.unusual)}." if event.unusual else ""


@line.register
def _(event: e.AwarenessConfirmed, policy: Policy) -> str:
    reason = _reason(event.reason)
    return f"{person(event.by)} confirmed the moment of awareness, {when(event.aware_at)}: {reason}"


def _due(event: e.BecameAware | e.AwarenessMoved, policy: Policy) -> str:
    filing = policy.regimes.filing
    if filing.within is None:
        return "No number of hours applies."
    return f"The {filing.hours} end {when(due_at(event.aware_at, filing.within))}."


@line.register
def _(event: e.NoticeApproved, policy: Policy) -> str:
    name, version = NOTICES[event.audience], event.version
    glass = f" {whose(event)}; the reason is in the register." if event.break_glass else ""
    return f"{person(event.by)} approved {name}, draft {version}, as {CAPACITIES[event.capacity]}.{glass}"


@line.register
def _(event: e.NoticeRejected, policy: Policy) -> str:
    reason = _reason(event.reason)
    return f"{person(event.by)} turned down {NOTICES[event.audience]}, draft {event.version}: {reason}"


@line.register
def _(event: e.ApprovalVoided, policy: Policy) -> str:
    name = NOTICES[event.audience]
    return f"The approval of {name}, draft {event.version}, is void. {escape(event.reason)}"


@line.register
def _(event: e.PagePublished, policy: Policy) -> str:
    words = {
        "notice": "is out",
        "correction": "has been updated",
        "withdrawal": "is withdrawn, with a dated line",
    }
    where = f" at {escape(event.target)}" if len(policy.firm.targets) > 1 else ""
    return f"The security page {words[event.state]}{where}: {escape(event.url)}"


@line.register
def _(event: e.PageNotPublished, policy: Policy) -> str:
    after = (
        "Whoever runs breachbot puts that right and tries again with `breachbot outbox retry`."
        if event.given_up
        else "breachbot keeps trying."
    )
    reason = escape(clip(event.reason, 300))
    return f"The security page, draft {event.version}, is not out at {escape(event.target)}: {reason} {after}"


@line.register
def _(event: e.AuthoritiesConfirmed, policy: Policy) -> str:
    names = clip("; ".join(event.names), 600)
    open_ones = f" {many(len(event.unknown), 'point was', 'points were')} not known." if event.unknown else ""
    return (
        f"{person(event.by)} confirmed with which authorities the notice is filed: {escape(names)}.{open_ones}"
        f"{_moved(event)} {_reason(event.reason, 350)}"
    )


def _moved(event: e.AuthoritiesConfirmed) -> str:
    if not (event.moved_from and event.earlier):
        return ""
    to, had = escape(event.earlier), escape(event.moved_from)
    return f" Mind that what was filed before went to {to} and no longer counts as filed with {had}."


@line.register
def _(event: e.AuthorityFiled, policy: Policy) -> str:
    kinds = {
        "initial": "an initial notice",
        "follow_up": "a follow-up notice",
        "complete": "the complete notice",
    }
    as_of = f"known as of {when(event.known_as_of)}"
    whom = f" with {escape(event.authority)}" if event.authority else ""
    return (
        f"{person(event.by)} filed {kinds[event.phase]}{whom}, {as_of}, {when(event.filed_at)} by "
        f"{escape(clip(event.channel, 200))}. Reference: {escape(clip(event.reference, 200))}."
    )


@line.register
def _(event: e.PeopleTold, policy: Policy) -> str:
    told, how = many(event.number, "person was", "people were"), escape(clip(event.channel, 200))
    text = "" if event.version is None else f" They got {_text(event.version)}."
    return f"{told} told directly {when(event.told_at)} by {how}, recorded by {person(event.by)}.{text}"


def _text(version: int) -> str:
    return f"the mail of draft {version}" if version else "other words than those of a draft"


@line.register
def _(event: e.CommunicationWaived, policy: Policy) -> str:
    reason = _reason(event.reason)
    return (
        f"{person(event.by)} decided that {policy.regimes.waiver.article}({event.ground}) applies: {reason}"
    )


@line.register
def _(event: e.ControllerTold, policy: Policy) -> str:
    to, by = escape(clip(event.controller, 200)), escape(clip(event.channel, 200))
    return f"The controller {to} was told {when(event.told_at)} by {by}, recorded by {person(event.by)}."


@line.register
def _(event: e.AdviceGiven, policy: Policy) -> str:
    duty, reason = policy.regimes.label(event.obligation), _reason(event.reason)
    return f"The DPO's advice of {person(event.by)} on {duty}: *{OUTCOMES[event.outcome]}*. {reason}"


@line.register
def _(event: e.OutcomeDecided, policy: Policy) -> str:
    duty, computed = policy.regimes.label(event.ruling.obligation), event.ruling.outcome
    beside = "" if event.outcome == computed else f", where the playbook says {OUTCOMES[computed]}"
    decided = (
        f"The controller's decision on {duty}, recorded by {person(event.by)}: *{OUTCOMES[event.outcome]}*"
    )
    return f"{decided}{beside}. {_reason(event.reason)}"


@line.register
def _(event: e.DecisionLapsed, policy: Policy) -> str:
    duty = policy.regimes.label(event.obligation)
    return (
        f"Something new became known, so the decision of {when(event.decided_at)} on {duty} is no longer in force. "
        f"As computed: *{OUTCOMES[event.outcome]}*. Decide again if it should still apply."
    )


@line.register
def _(event: e.ToldConfirmed, policy: Policy) -> str:
    taken = [
        escape(
            clip(
                f"{named(one.fact, one.value)} ({one.words if one.words == ALERT else f'“{one.words}”'})", 100
            )
        )
        for one in event.taken[:MOST_ANSWERS]
    ]
    more = len(event.taken) - MOST_ANSWERS
    said = "; ".join([*taken, *([f"{more} more"] if more > 0 else [])])
    return f"{person(event.by)} confirmed from what was told: {said}"


@line.register
def _(event: e.DoubtExplained, policy: Policy) -> str:
    sides = " and ".join(spoken(clip(said, 100)) for said in event.said)
    return f"{person(event.by)} explained why both are so, {sides}: {_reason(event.reason)}"


@line.register
def _(event: e.PassageTranslated, policy: Policy) -> str:
    language, passage = language_name(event.language), escape(passage_title(event.passage, policy))
    if event.text is None:
        return f"{person(event.by)} lets a text stand as it was written in {language}: {passage}"
    return f"{person(event.by)} gave a text in {language}: {passage}. Draft the notices again to use it."


def passage_title(name: str, policy: Policy) -> str:
    """What a passage is called that can be given in another language."""
    if name.startswith("update_"):
        return f"What version {name.removeprefix('update_')} of the page changed"
    titles = policy.templates.words.titles
    return {"mail_change": titles["mail"]["change"], **titles["mail"], **titles["page"]}.get(name, name)


@line.register
def _(event: e.AffectedSetAdded, policy: Policy) -> str:
    title = escape(clip(event.title, 200))
    breach = {
        "same": " It belongs to the same breach.",
        "own": " It is another breach, with a clock of its own.",
    }
    return (
        f"{person(event.by)} set apart another part of the data: {title}. It gets its own facts and outcomes."
        + (breach[event.breach] if event.breach else "")
    )


@line.register
def _(event: e.BreachToldApart, policy: Policy) -> str:
    reason = _reason(event.reason)
    return f"{person(event.by)} found that a set of data is another breach, with a clock of its own: {reason}"


@line.register
def _(event: e.ControllersNamed, policy: Policy) -> str:
    shown = [_contract(name, policy) for name in event.controllers[:MOST_NAMES]]
    more = [f"and {len(event.controllers) - MOST_NAMES} more"] if len(event.controllers) > MOST_NAMES else []
    return f"{person(event.by)} named the controllers to be told:\n{listed([*shown, *more])}"


def _contract(name: str, policy: Policy) -> str:
    """A controller, with the hours of their contract."""
    customer = policy.regimes.customer(name)
    within = (
        f"within {span(customer.within)} by contract"
        if customer and customer.within
        else "without undue delay"
    )
    return f"{escape(clip(name, 100))}, {within}"


@line.register
def _(event: e.ControllerMessageDrafted, policy: Policy) -> str:
    return in_short(event)


@line.register
def _(event: e.DutyRecorded, policy: Policy) -> str:
    duty, by = policy.regimes.label(event.obligation), escape(clip(event.channel, 200))
    done = f"{person(event.by)} recorded that it was done {when(event.done_at)} by {by}"
    return f"*{duty}*: {done}. Reference: {escape(clip(event.reference, 200))}."


@line.register
def _(event: e.TakenForSomebody, policy: Policy) -> str:
    return behalf.in_channel(event)


@line.register
def _(event: e.ReminderAnswered, policy: Policy) -> str:
    return f"{person(event.by)} has it, since {when(event.at)}. The next reminder comes all the same."


@line.register
def _(event: e.RegimeConfirmed, policy: Policy) -> str:
    said = "applies" if event.applies else "does not apply"
    title = escape(clip(str(event.pack.get("title", event.regime)), 200))
    return f"{person(event.by)} said that *{title}* {said} to this incident: {_reason(event.reason, 350)}"


@line.register
def _(event: e.MomentStated, policy: Policy) -> str:
    what, basis = ANCHORS[event.anchor], _reason(event.basis, 350)
    return f"{person(event.by)} stated for {event.regime} when {what}: {when(event.moment)}. {basis}"


@line.register
def _(event: e.IncidentMerged, policy: Policy) -> str:
    made = f"{person(event.by)} made this part of {event.into}: {_reason(event.reason)}"
    return f"{made}\nIts clock and its reminders go on there, and what was said here stands there as well."


@line.register
def _(event: e.IncidentTakenIn, policy: Policy) -> str:
    taken = f"{person(event.by)} made {event.incident} part of this incident: {_reason(event.reason)}"
    if not event.differs:
        return f"{taken}\nNothing in the two accounts differs."
    names = " ".join(f"“{FACTS[name].question}”" for name in event.differs[:MOST_ANSWERS] if name in FACTS)
    left = len(event.differs) - MOST_ANSWERS
    more = f" and {left} more" if left > 0 else ""
    return (
        f"{taken}\nThe accounts differ: {names}{more}. Both are on record, and what a rule asks counts as not known "
        "until somebody settles it."
    )


@line.register
def _(event: e.PartOpened, policy: Policy) -> str:
    opened = f"{person(event.by)} opened {event.incident} out of this incident: {_reason(event.reason)}"
    return f"{opened}\nWhat went there is no longer part of this one."


@line.register
def _(event: e.OpenedAsPart, policy: Policy) -> str:
    opened = f"{person(event.by)} opened this out of {event.of}: {_reason(event.reason)}"
    return f"{opened}\nThe moment of awareness is the same."


@line.register
def _(event: e.JudgedNoBreach, policy: Policy) -> str:
    aside = (
        f"\nWhy the facts on record do not matter: {_reason(event.facts_aside, 250)}"
        if event.facts_aside
        else ""
    )
    glass = " The same person advised on it; the reason is in the register." if event.break_glass else ""
    said = f"{_reason(event.reason, 350)}{aside}"
    return f"{person(event.by)} judged that this is no personal data breach: {said}{glass}"


def _reason(words: str, most: int = LONGEST_REASON) -> str:
    """What somebody gives as a reason; where it is cut, it says where the whole is."""
    more = " (the whole is in the register)" if len(words) > most else ""
    return escape(clip(words, most)) + more
