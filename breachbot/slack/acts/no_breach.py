"""The form that judges an incident to be no breach (Art. 4(12))."""

from __future__ import annotations

from breachbot.incident.acts.no_breach import NoBreach, advice_of_all, advised_by, shown
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.evidence_words import suggested_reason
from breachbot.slack.fact_words import listed
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, line, modal, say
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape, person
from breachbot.slack.modals import reason

ADVISED = {"required": "it is a breach", "not_required": "it is not a breach"}


def why(asked: Asked) -> View:
    """The advice to read, and the reasons. What an alert suggests is filled in for the person to check."""
    evidence = asked.incident.evidence
    suggested = suggested_reason(evidence[-1].reading if evidence else "")
    question = reason(
        "Why is this not a personal data breach? Say what was examined and what it showed.", suggested
    )
    return modal(
        Act.NO_BREACH, "No breach", "Judge", asked.incident.id, *_advice(asked), question, *_besides(asked)
    )


def _advice(asked: Asked) -> list[Block]:
    given = advice_of_all(asked.incident, asked.context.policy)
    lines = [f"{person(a.by)}: {ADVISED[a.outcome]}. {escape(clip(a.reason, 500))}" for a in given]
    return [say(f"*The DPO's advice*\n{listed(lines)}")] if lines else []


def _besides(asked: Asked) -> list[Block]:
    """What is asked only where the facts do not show it, and of somebody who advised on it too."""
    incident, policy = asked.incident, asked.context.policy
    aside = ask(
        "facts_aside",
        "The facts on record do not rule out a breach. Why do they not matter?",
        line(tall=True, most=NoBreach.most("facts_aside")),
        hint="If they can be stated, state them instead.",
    )
    glass = ask(
        "break_glass",
        "You advised on this yourself. Why can nobody else judge it?",
        line(tall=True, most=NoBreach.most("break_glass")),
        hint="Only where there is nobody else. The register will show it.",
    )
    own = advised_by(incident, asked.context.by, policy)
    return [*([] if shown(incident, policy) else [aside]), *([glass] if own else [])]


def command(_asked: Asked, view: View) -> NoBreach:
    return NoBreach.of(
        reason=form.text(view, "reason"),
        facts_aside=form.text(view, "facts_aside") or None,
        break_glass=form.text(view, "break_glass") or None,
    )


BUTTONS = (Button(Act.NO_BREACH, "no_breach", "No breach", command, why, style="danger"),)
