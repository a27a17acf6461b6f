"""What came of what each rule of triage found: so that people see which rules are worth their time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from breachbot.incident.reports import SOURCE
from breachbot.intake.signal import ASKING, UNREADABLE
from breachbot.intake.triage import built_in
from breachbot.playbook.triage import TriageRules
from breachbot.usecases.ports.signals import Fate
from breachbot.usecases.ports.store import Transaction

REPORT, NOT_RECORDED = "report", "not recorded"
_IN_PLACE_OF_A_RULE = {
    REPORT: "a person reported it",
    NOT_RECORDED: "it came before rules were recorded, or its content was erased",
    UNREADABLE: "an alert came that could not be read",
}


@dataclass(frozen=True)
class Feedback:
    """Signals that asked for a person because of one rule, and what became of them.

    says: the reason that people read; None of a rule that is no longer in the playbook.
    incidents: all that were opened. Some of them are breaches and some are not; of the others nobody has said.
    """

    rule: str
    says: str | None
    candidates: int
    waiting: int
    dismissed: int
    incidents: int
    breaches: int
    no_breaches: int


def feedback(tx: Transaction, rules: TriageRules) -> list[Feedback]:
    """Of each rule that can ask for a person or ever did, those of the playbook first."""
    counted: dict[str, Counter[str]] = {rule.id: Counter() for rule in rules.rules if rule.verdict in ASKING}
    for fate in tx.fates(ASKING):
        for rule in _rules(fate):
            counted.setdefault(rule, Counter()).update(dict.fromkeys(_points(fate), fate.number))
    says = _IN_PLACE_OF_A_RULE | {rule.id: rule.says for rule in rules.rules}
    return [
        Feedback(
            rule,
            says.get(rule) or built_in(rule),
            candidates=fates["candidate"],
            waiting=fates["open"] + fates["claimed"],
            dismissed=fates["dismissed"],
            incidents=fates["opened"],
            breaches=fates["breach"],
            no_breaches=fates["no_breach"],
        )
        for rule, fates in counted.items()
    ]


def _rules(fate: Fate) -> tuple[str, ...]:
    """The rules that they rest on, or what stands in their place."""
    reported = fate.source == SOURCE and not fate.erased
    return fate.rules or ((REPORT,) if reported else (NOT_RECORDED,))


def _points(fate: Fate) -> list[str]:
    """All that they are counted as. Of what was erased nobody knows more than that it asked for somebody."""
    if fate.erased:
        return ["candidate"]
    return ["candidate", fate.phase, *([fate.became] if fate.became else [])]
