"""What can be done about a duty now, whatever is still open."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.incident import questions
from breachbot.incident.act import Context
from breachbot.incident.addressees import addressees
from breachbot.incident.drafting import still_to_have
from breachbot.incident.duties import Owed
from breachbot.incident.known import settled_facts
from breachbot.incident.next_steps.drafts import correct_first, decision, on_the_mail, to_draft
from breachbot.incident.next_steps.step import Step
from breachbot.incident.next_steps.wording import in_words
from breachbot.incident.outcome import advice_on, outcome_of
from breachbot.incident.state import Incident
from breachbot.playbook.obligation import Kind
from breachbot.playbook.timing import ANCHORS

_JUDGED = {
    Kind.FILING: "whether the authority must be notified",
    Kind.COMMUNICATION: "whether the people affected must be told",
}


def possible_step(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """What can be done about a duty now, whatever is still open."""
    if owed.gap == "judgement" and owed.kind in _JUDGED and not _pressing(owed, context):
        return judge(incident, owed)
    if owed.kind is Kind.FILING:
        return _authority(incident, owed, context)
    if owed.kind is Kind.COMMUNICATION:
        return _people(incident, owed, context)
    if owed.kind is Kind.RECORD:
        waits = _waits(incident, owed) or without_notice(incident, owed, context)
        return None if waits else _elsewhere(incident, owed, context)
    return Step(in_words(incident, owed, context), "tell_controller") if owed.gap == "controllers" else None


def _pressing(owed: Owed, context: Context) -> bool:
    """Whether little is left of the hours for the notice: then it goes out as an initial one, decided or not."""
    pressing = context.policy.regimes.filing.pressing
    return bool(owed.due_at and pressing and owed.due_at - context.now <= pressing)


def judge(incident: Incident, owed: Owed) -> Step:
    """The law leaves it to judgement: the DPO advises, then the controller decides; two people, where there are two."""
    left_open = next(
        one.id for one in incident.sets if outcome_of(incident, owed.obligation, one.id) == "weigh"
    )
    what = _JUDGED.get(owed.kind, "what is owed") if owed.kind else "what is owed"
    if advised := advice_on(incident, left_open, owed.obligation):
        who = "the controller decides, and the DPO or a deputy records it with the reasons"
        return Step(f"The law leaves open {what}: {who}.", "decide", but=advised.by)
    return Step(f"The law leaves open {what}: the DPO advises first, with reasons.", "advise")


def _elsewhere(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """What a person does elsewhere, in the words of its law. None while it waits for the report before it; where a
    moment is missing from which its time counts, that somebody states it."""
    law = owed.law
    assert law is not None, "what a person does elsewhere has its law with it"
    if owed.gap != "anchor":
        return Step(f"{law.title} ({law.article}), then record it here.", "record_duty")
    if law.anchor == "submission":
        return None
    return Step(
        f"State when {ANCHORS[law.anchor]}: the time for “{law.label}” counts from then.", "state_moment"
    )


def without_notice(incident: Incident, owed: Owed, context: Context) -> bool:
    """Whether it hands in the notice to the authority, and none is approved or filed yet."""
    follows = owed.law.follows if owed.law else ()
    there = incident.filings or incident.approval("authority")
    return context.policy.regimes.filing.id in follows and not there


def _authority(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """File what is approved; else decide on the draft; else draft one, once it can say something or time is short."""
    if filing := _filing(incident, context):
        return filing
    if waiting := decision(incident, context, "authority"):
        return waiting
    if owed.stopped or not _worth_drafting(incident, owed, context):
        return None
    if owed.due_at and context.now > owed.due_at and not questions.delay_explained(incident):
        words = "It is overdue: state the reasons for the delay under Facts, then draft the notices."
        return Step(words, "state_facts")
    return to_draft(incident, "authority", context)


def _filing(incident: Incident, context: Context) -> Step | None:
    """That the approved notice is filed, with the first of the confirmed authorities that is still to have it."""
    filed, approval = incident.filings, incident.approval("authority")
    if approval is None:
        return None
    if not addressees(incident):
        done = filed and filed[-1].version == approval.event.version
        return None if done else Step("File the approved notice at the authority and record it here.", "file")
    left = still_to_have(incident, approval.event.version, context.policy)
    if not left:
        return None
    first, *others = left
    more = f" Then with {', '.join(one.name for one in others)}." if others else ""
    had = "is to have it" if not first.filings else "is to have the newer one"
    words = (
        f"File the approved notice with {first.name}, which {had} since {first.since:%Y-%m-%d %H:%M} UTC, and record "
        f"it here.{more}"
    )
    return Step(words, "file")


def _worth_drafting(incident: Incident, owed: Owed, context: Context) -> bool:
    if owed.outcome == "not_required":
        return False
    if _pressing(owed, context):
        return True
    if owed.gap == "facts" and questions.disputed_question(incident, owed.obligation):
        return False
    if questions.basics_spoken(incident, owed.clock):
        return True
    return bool(incident.assessed_set(owed.clock)) and not _waits(incident, owed)


def _waits(incident: Incident, owed: Owed) -> bool:
    return owed.gap == "facts" and questions.could_still_decide(incident, owed.obligation)


def _people(incident: Incident, owed: Owed, context: Context) -> Step | None:
    """Without undue delay (Art. 34(1)): the page first, which breachbot publishes once approved; then each person."""
    if waiting := decision(incident, context, "page") or on_the_mail(incident, context):
        return waiting
    if owed.outcome == "not_required" or _waits(incident, owed):
        return None
    if incident.public_page() is None or owed.gap == "targets":
        return None if on_its_way(incident, context) else to_draft(incident, "page", context)
    if owed.gap == "number":
        return _number(incident, owed, context)
    if owed.gap in ("people", "others"):
        return correct_first(incident, "mail", context) or Step(
            in_words(incident, owed, context), "tell_people"
        )
    return None


def on_its_way(incident: Incident, context: Context) -> bool:
    """Whether an approved page is still to be written; a withdrawal that is out does not count as a page."""
    approval = incident.approval("page")
    if approval is None:
        return False
    out = approval.event.version in [page.version for page in incident.published]
    return not out or bool(incident.lacking(context.policy.firm.targets))


def _number(incident: Incident, owed: Owed, context: Context) -> Step:
    count = settled_facts(incident).get("people_count")
    if count is None or not count.conflict:
        return Step(in_words(incident, owed, context), "state_facts")
    return settle(FACTS["people_count"].question)


def settle(question: str) -> Step:
    """That the DPO or a deputy ends a disagreement about one question."""
    return Step(questions.settled_by_the_dpo(question), "state_facts", settles=True)
