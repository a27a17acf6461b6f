"""What is to be done about the notices: explain, correct, draft, decide."""

from __future__ import annotations

from collections.abc import Iterator

from breachbot.incident import events as e
from breachbot.incident import questions
from breachbot.incident.act import Context
from breachbot.incident.acts.approve import in_the_way
from breachbot.incident.doubts import open_doubts
from breachbot.incident.duties import UNSETTLED, most_affected, told_so_far
from breachbot.incident.next_steps.step import NOTICES, Step
from breachbot.incident.outcome import outcome
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident


def explanations(incident: Incident) -> Iterator[Step]:
    """What is on record and seldom true together: one answer is corrected, or somebody explains it."""
    for doubt in open_doubts(incident)[:1]:
        yield Step(f"Settle or explain: {doubt.asks}", "explain")


def on_the_mail(incident: Incident, context: Context) -> Step | None:
    """The decision on the mail, while there is somebody left to tell."""
    return None if nobody_left_to_tell(incident) else decision(incident, context, "mail")


def nobody_left_to_tell(incident: Incident) -> bool:
    """Whether everybody was told directly, or need not be, so that no text for that has to be decided on."""
    affected = most_affected(incident)
    return bool(incident.waived) or (affected is not None and told_so_far(incident) >= affected)


def decisions(incident: Incident, context: Context) -> Iterator[Step]:
    """That somebody decides on each draft that can be approved."""
    found = (
        decision(incident, context, "authority"),
        decision(incident, context, "page"),
        on_the_mail(incident, context),
    )
    yield from filter(None, found)


def turned_down(incident: Incident, context: Context) -> Iterator[Step]:
    """That what the DPO has turned down is drafted again, while others wait for their decision."""
    for audience in NOTICES:
        draft = incident.draft(audience)
        if draft and incident.rejection(draft) and (step := to_draft(incident, audience, context)):
            yield step


def decision(incident: Incident, context: Context, audience: e.Audience) -> Step | None:
    """That somebody decides on the newest draft for an audience, if it can be approved."""
    draft = incident.undecided(audience)
    if draft is None or in_the_way(incident, draft, context):
        return None
    return Step(f"The DPO or a deputy reads and decides on {NOTICES[audience]}.", "approve", draft=draft)


def to_draft(incident: Incident, audience: e.Audience, context: Context) -> Step | None:
    """Draft again, unless the same text would come out: then the facts first."""
    if step := correct_first(incident, audience, context):
        return step
    if ACTS["draft"].obstacle(incident, context):
        return None
    again = " again" if incident.drafts else ""
    undecided = outcome(incident, context.policy.regimes.filing.id) in UNSETTLED
    if undecided or questions.first_question(incident):
        law = context.policy.regimes.follow_up.article
        words = f"Draft the notices{again} now, with what is known. The first may be completed later ({law})."
        return Step(words, "draft")
    return Step(f"Draft the notices{again}, so that the DPO can decide on them.", "draft")


def correct_first(incident: Incident, audience: e.Audience, context: Context) -> Step | None:
    """A text that nobody may approve would read the same again without other facts."""
    draft = incident.undecided(audience)
    found = in_the_way(incident, draft, context) if draft else None
    if found and found.first == "explain":
        return next(explanations(incident), None)
    if found is None or found.first != "state_facts":
        return None
    name = NOTICES[audience]
    why = "is late and gives no reasons" if draft and draft.late_without_reasons else "cannot go out as it is"
    words = f"{name[0].upper()}{name[1:]} {why}: correct the facts, then draft it again."
    return Step(words, "state_facts")
