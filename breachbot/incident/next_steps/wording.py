"""What is missing before a duty is met, in a sentence."""

from __future__ import annotations

from breachbot.incident.act import Context
from breachbot.incident.duties import Owed, promised_update, told_so_far
from breachbot.incident.known import settled_facts
from breachbot.incident.state import Incident
from breachbot.playbook.obligation import Kind
from breachbot.playbook.regimes import Regimes


def listed(titles: tuple[str, ...]) -> str:
    """The first three, and how many more there are."""
    more = len(titles) - 3
    return "; ".join(title[0].lower() + title[1:] for title in titles[:3]) + (
        f" and {more} more" if more > 0 else ""
    )


_FACTS = {
    Kind.FILING: "State the facts, so that it is clear whether the authority must be notified.",
    Kind.COMMUNICATION: "State the facts, so that it is clear whether the people affected must be told.",
    Kind.CONTROLLERS: "State whether the company is controller or processor of these data.",
    Kind.RECORD: "State the facts, so that it is clear which other duties there are.",
}

_WORDS = {
    "notice": "File the approved notice at the authority and record it here.",
    "completion": "Complete the notice: what the authority has leaves something open ({follow_up}).",
    "page": "Approve the page and have it published.",
    "targets": "Have the page published at every target.",
    "people": "Tell the people affected directly and record it, or the DPO or a deputy records why {waiver} "
    "applies.",
    "others": "{told} of {affected} people were told. Tell the others or correct the number, or the DPO or a deputy "
    "records why {waiver} applies to them.",
    "number": "State about how many people are affected, so that it is clear whether all were told.",
    "promise": "The security page promises an update by {promised}. State what is new, and under Facts by when the "
    "next update comes, or that none is planned; then publish it.",
    "controllers": "Tell each controller whose data these are, and record it.",
}


def in_words(incident: Incident, owed: Owed, context: Context) -> str:
    """What is missing before a duty is met, as the next thing to do."""
    regimes = context.policy.regimes
    if owed.gap == "facts" and owed.kind:
        return _FACTS[owed.kind]
    if owed.gap == "update":
        return _update(owed, regimes)
    return _WORDS[owed.gap or "notice"].format(
        follow_up=regimes.follow_up.article,
        waiver=regimes.waiver.article,
        told=told_so_far(incident),
        affected=_affected(incident),
        promised=_promised(incident),
    )


def _promised(incident: Incident) -> str:
    by = promised_update(incident)
    return f"{by:%Y-%m-%d %H:%M} UTC" if by else ""


def _affected(incident: Incident) -> str:
    count = settled_facts(incident).get("people_count")
    known = count.value if count else None
    return str(known["max"] if isinstance(known, dict) else known)


def _update(owed: Owed, regimes: Regimes) -> str:
    names = listed(owed.changed)
    if owed.kind is Kind.FILING:
        return f"What the authority was told has changed: {names}. File a follow-up ({regimes.follow_up.article})."
    return f"What the security page says has changed: {names}. Publish an update of it."
