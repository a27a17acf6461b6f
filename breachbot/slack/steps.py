"""What makes sense now in an incident: the next step in one line, and the buttons to offer."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.incident.duties import Owed, duties, open_duties, untold
from breachbot.incident.events import MAIN, Audience
from breachbot.incident.known import facts_of, processor_sets
from breachbot.incident.outcome import because, outcome, ruling_of, waiting_for
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.words import listed, utc

NAMES: dict[str, str] = {
    "document": "Register (Art. 33(5))",
    "notify_authority": "Authority (Art. 33(1))",
    "communicate": "People affected (Art. 34)",
    "notify_controller": "Controller (Art. 33(2))",
}
AUDIENCES: dict[Audience, str] = {
    "authority": "the notice to the authority",
    "page": "the security page",
    "mail": "the mail to the people affected",
}

_NOTICE_FOR: dict[str, Audience] = {"notify_authority": "authority", "communicate": "page"}


def next_step(incident: Incident, policy: Policy) -> str:
    """What to do next, in a sentence, and whose turn it is."""
    if incident.ended:
        return "Nothing: it is in the register."
    if incident.aware_at is None:
        return "Look into it. Then state awareness, which starts the clock, or say why it is no breach."
    if question := disputed_question(incident):
        return f"Settle what people disagree about: {question}"
    if question := first_question(incident):
        return f"State the facts. First: {question}"
    waiting = waiting_drafts(incident)
    if waiting:
        return f"The DPO or a deputy reads and decides on {listed([AUDIENCES[a] for a in waiting])}."
    open_now = open_duties(incident, policy)
    if not open_now:
        return "All duties are met. The DPO or a deputy can close it."
    return _for_duty(incident, open_now[0])


def first_question(incident: Incident) -> str | None:
    """The first question on which a duty hangs and to which no person has said anything, not even “not known”."""
    spoken = {(said.affected_set, said.fact) for said in incident.statements if said.source != "alert"}
    asked = [one for one in waiting_for(incident) if one[1] in FACTS and one not in spoken]
    return next((FACTS[fact].question for _, fact in asked), None)


def disputed_question(incident: Incident) -> str | None:
    """The first question on which a duty hangs and to which people give different answers."""
    known = {one.id: facts_of(incident, one.id) for one in incident.sets}
    disputed = [
        fact for name, fact in waiting_for(incident) if fact in known[name] and known[name][fact].conflict
    ]
    return next((FACTS[fact].question for fact in disputed if fact in FACTS), None)


def waiting_drafts(incident: Incident) -> list[Audience]:
    """The newest drafts on which nobody has decided."""
    found = []
    for audience in AUDIENCES:
        draft = incident.draft(audience)
        if draft and not incident.rejected(draft) and not _ever_approved(incident, audience, draft.version):
            found.append(audience)
    return found


def _ever_approved(incident: Incident, audience: Audience, version: int) -> bool:
    return any(a.event.version == version for a in incident.approvals_of(audience))


def _for_duty(incident: Incident, owed: Owed) -> str:
    """Before a notice can go out it has to be drafted, and drafted anew once it no longer holds."""
    audience = _NOTICE_FOR.get(owed.obligation)
    if (
        audience
        and owed.outcome != "not_required"
        and not incident.approval(audience)
        and not _is_out(incident, audience)
    ):
        return "Draft the notices, so that the DPO can decide on them."
    return owed.wants


def _is_out(incident: Incident, audience: Audience) -> bool:
    return bool(incident.filings) if audience == "authority" else incident.public_page() is not None


def offers(incident: Incident, policy: Policy) -> list[Act]:
    """The buttons that make sense now, the most likely first. Whoever may not use one is told so."""
    if incident.ended or incident.opened is None:
        return []
    told_outside = bool(incident.filings or incident.published)
    if incident.aware_at is None:
        return [Act.AWARE, Act.FACTS, Act.OUTLOOK, Act.NO_BREACH]
    wanted = {
        Act.FACTS: True,
        Act.OUTLOOK: True,
        Act.DRAFT: not told_outside and _may_need_notice(incident),
        Act.REDRAFT: told_outside,
        Act.FILE: bool(incident.approvals_of("authority")),
        Act.TELL: outcome(incident, "communicate") != "not_required",
        Act.WAIVE: outcome(incident, "communicate") != "not_required",
        Act.ADVISE: _ours_to_decide(incident),
        Act.DECIDE: _ours_to_decide(incident),
        Act.CONTROLLERS: bool(processor_sets(incident)),
        Act.MESSAGES: any(untold(incident, one) for one in processor_sets(incident)),
        Act.CONTROLLER: outcome(incident, "notify_controller") != "not_required",
        Act.WITHDRAW: bool(incident.published) and incident.published[-1].state != "withdrawal",
        Act.MOVE: True,
        Act.NO_BREACH: not told_outside,
        Act.CLOSE: not open_duties(incident, policy),
    }
    return [act for act, sensible in wanted.items() if sensible]


def _ours_to_decide(incident: Incident) -> bool:
    return bool(incident.assessments) and len(processor_sets(incident)) < len(incident.sets)


def _may_need_notice(incident: Incident) -> bool:
    return any(outcome(incident, duty) != "not_required" for duty in ("notify_authority", "communicate"))


def owed_lines(incident: Incident, policy: Policy) -> list[str]:
    """Each duty with its outcome and why, one line each."""
    words = {
        "required": "required",
        "not_required": "not required",
        "undetermined": "open, so treat it as required",
    }
    lines = []
    for owed in duties(incident, policy):
        if owed.affected_set != MAIN and owed.outcome == "not_required":
            continue
        done = " ✓ done" if owed.met and owed.outcome == "required" else ""
        why = _why(incident, owed)
        lines.append(f"{_name(incident, owed)} – {words[owed.outcome]}{done}{f': {why}' if why else ''}")
    return lines


def _name(incident: Incident, owed: Owed) -> str:
    """The duty; of that to controllers, which set where there are several, and by when a contract wants it."""
    one = incident.affected_set(owed.affected_set)
    if owed.obligation != "notify_controller":
        return NAMES[owed.obligation]
    of = f", {one.title}" if one and len(incident.sets) > 1 else ""
    by = f", by {utc(owed.due_at)}" if owed.due_at and not owed.met else ""
    return NAMES[owed.obligation] + of + by


def _why(incident: Incident, owed: Owed) -> str:
    if owed.obligation != "notify_controller":
        return next(iter(because(incident, owed.obligation)), "")
    ruling = ruling_of(incident, owed.obligation, owed.affected_set)
    return ruling.because[0] if ruling and ruling.because else ""
