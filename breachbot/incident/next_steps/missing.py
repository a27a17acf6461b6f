"""What keeps a duty from being met, where nothing can be done about it at once."""

from __future__ import annotations

from breachbot.assessment.facts import FACTS
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.duties import Owed
from breachbot.incident.known import settled_facts
from breachbot.incident.next_steps.drafts import to_draft
from breachbot.incident.next_steps.possible import judge, on_its_way, settle, without_notice
from breachbot.incident.next_steps.step import NOTICES, Step
from breachbot.incident.next_steps.wording import in_words, listed
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident


def missing_step(incident: Incident, owed: Owed, context: Context) -> Step:
    """What keeps a duty from being met where nobody is left to ask."""
    if owed.law and owed.gap != "facts" and without_notice(incident, owed, context):
        return Step(
            f"{owed.law.title} once there is one ({owed.law.article}), then record it here.", "record_duty"
        )
    if owed.gap == "anchor" and owed.law:
        words = f"{owed.law.title}: its time begins once the report before it is recorded."
        return Step(words, "record_duty")
    if owed.gap == "judgement":
        return judge(incident, owed)
    if owed.gap in ("page", "targets") and on_its_way(incident, context):
        return publishing(incident, context)
    if owed.gap in ("notice", "page", "targets"):
        audience: e.Audience = "authority" if owed.gap == "notice" else "page"
        again = f"Correct the facts, then draft {NOTICES[audience]} again."
        return to_draft(incident, audience, context) or Step(again, "state_facts")
    if owed.gap in ("people", "others"):
        return Step(in_words(incident, owed, context), "tell_people")
    if owed.gap in ("completion", "update") and ACTS["draft"].obstacle(incident, context) is None:
        return Step(in_words(incident, owed, context), "draft")
    return (
        _unknown(incident, owed, context)
        if owed.gap == "completion"
        else Step(in_words(incident, owed, context), "state_facts")
    )


def publishing(incident: Incident, context: Context) -> Step:
    """Where the approved page goes out still, and what keeps it from there."""
    approval = incident.approval("page")
    failed = incident.kept_from(approval.event.version) if approval else ()
    if failed:
        kept = "; ".join(f"{one.target}: {one.reason.rstrip('.')}" for one in failed)
        gone = any(one.given_up for one in failed)
        then = " and runs `breachbot outbox retry`" if gone else "; it is tried again by itself"
        words = (
            f"The approved page is not out everywhere ({kept}). Whoever runs breachbot puts that right{then}."
        )
        return Step(words, None)
    lacking = ", ".join(incident.lacking(context.policy.firm.targets))
    where = f" at {lacking} as well; if that takes long, whoever runs breachbot looks at its outbox"
    return Step(f"The approved page is being published{where if lacking else ''}.", None)


def _unknown(incident: Incident, owed: Owed, context: Context) -> Step:
    """What keeps a notice from being complete: first what people disagree about, then what nobody knows."""
    disputed = [fact for fact, known in settled_facts(incident).items() if known.conflict and fact in FACTS]
    if disputed:
        return settle(FACTS[disputed[0]].question)
    draft = incident.draft("authority")
    open_points = draft.still_unknown if draft else ()
    unknown = f" Not known yet: {listed(open_points)}." if open_points else ""
    return Step(in_words(incident, owed, context) + unknown, "state_facts")
