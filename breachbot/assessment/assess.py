"""A playbook applied to what is known: one ruling for each obligation.

The order of an obligation's grounds, which is that of the law:

1. It must apply at all (`applies_when`): no security incident with personal data, or not our role, no duty.
2. An exception that is shown lifts it (Art. 34(3)). One that is merely possible lifts nothing: the controller
   has to show it (Art. 5(2), recital 85).
3. A ground that requires it, then a ground that says it is not required.
4. Otherwise the law's default.

A fact that is not confirmed may raise an outcome and never lower it: what speaks for a duty is asked of all
facts, what speaks against it of the confirmed ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from breachbot.assessment.rules import Answer, Concepts, Known, evaluate, missing
from breachbot.assessment.statements import Settled
from breachbot.assessment.vocabulary import FACTS
from breachbot.playbook.conditions import Condition
from breachbot.playbook.types import Obligation, Outcome, Playbook, Rule

UNDECIDED = "What is known and confirmed so far leaves this open. Until it is decided, it counts as required."


class Ruling(BaseModel):
    """The outcome for one obligation, the grounds that decided it with their sentences, and, while it is
    undetermined, the facts still unknown that matter, in the order in which they are asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    obligation: str
    outcome: Outcome
    rules: tuple[str, ...]
    because: tuple[str, ...]
    waiting_for: tuple[str, ...] = ()


class Assessment(BaseModel):
    """The rulings on all obligations of a playbook, in its order."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    rulings: tuple[Ruling, ...]

    def ruling(self, obligation: str) -> Ruling | None:
        """The ruling on one obligation, or None where the playbook does not have it."""
        return next((one for one in self.rulings if one.obligation == obligation), None)


def assess(playbook: Playbook, settled: Mapping[str, Settled]) -> Assessment:
    """What follows from the settled facts. Disputed facts count as unknown."""
    eyes = _Eyes(
        stated={name: one.value for name, one in settled.items() if one.value is not None},
        firm={name: one.value for name, one in settled.items() if one.firm},
        concepts={concept.id: concept for concept in playbook.concepts},
    )
    return Assessment(rulings=tuple(_rule_on(one, playbook, eyes) for one in playbook.obligations))


@dataclass(frozen=True)
class _Eyes:
    """The facts seen twice: all that were stated, and only the firm ones."""

    stated: Known
    firm: Known
    concepts: Concepts

    def raising(self, condition: Condition) -> Answer:
        """For a condition whose yes leads to a duty: its no needs firm facts."""
        if evaluate(condition, self.stated, self.concepts) is Answer.YES:
            return Answer.YES
        firm = evaluate(condition, self.firm, self.concepts)
        return Answer.NO if firm is Answer.NO else Answer.UNKNOWN

    def lowering(self, condition: Condition) -> Answer:
        """For a condition whose yes leads away from a duty: its yes needs firm facts."""
        if evaluate(condition, self.stated, self.concepts) is Answer.NO:
            return Answer.NO
        firm = evaluate(condition, self.firm, self.concepts)
        return Answer.YES if firm is Answer.YES else Answer.UNKNOWN

    def missing(self, condition: Condition) -> set[str]:
        """The facts to find out, or to confirm, before a condition is answered."""
        return missing(condition, self.firm, self.concepts)


def _rule_on(obligation: Obligation, playbook: Playbook, eyes: _Eyes) -> Ruling:
    applies = Answer.YES if obligation.applies_when is None else eyes.raising(obligation.applies_when)
    if applies is Answer.NO:
        return _ruling(obligation, "not_required", (), (str(obligation.applies_because),))
    exceptions = playbook.rules_for(obligation.id, "exception")
    if lifted := [rule for rule in exceptions if eyes.lowering(rule.when) is Answer.YES]:
        return _decided(obligation, "not_required", lifted)
    inner = _grounds(obligation, playbook, eyes)
    if obligation.applies_when is None or applies is Answer.YES or inner.outcome == "not_required":
        return inner
    wanted = eyes.missing(obligation.applies_when) | set(inner.waiting_for)
    return _undetermined(obligation, wanted | _missing_in(exceptions, eyes))


def _grounds(obligation: Obligation, playbook: Playbook, eyes: _Eyes) -> Ruling:
    """The ruling where the obligation applies and no exception is shown."""
    fors = [(rule, eyes.raising(rule.when)) for rule in playbook.rules_for(obligation.id, "required")]
    againsts = [
        (rule, eyes.lowering(rule.when)) for rule in playbook.rules_for(obligation.id, "not_required")
    ]
    if yes := [rule for rule, answer in fors if answer is Answer.YES]:
        return _decided(obligation, "required", yes)
    none_for = all(answer is Answer.NO for _, answer in fors)
    none_against = all(answer is Answer.NO for _, answer in againsts)
    against = [rule for rule, answer in againsts if answer is Answer.YES]
    if against and none_for:
        return _decided(obligation, "not_required", against)
    default = obligation.otherwise
    if none_against if default.outcome == "required" else none_for:
        return _ruling(obligation, default.outcome, (), (default.because,))
    rules = [rule for rule in playbook.rules if rule.obligation == obligation.id]
    return _undetermined(obligation, _missing_in(rules, eyes))


def _missing_in(rules: Iterable[Rule], eyes: _Eyes) -> set[str]:
    return set().union(*(eyes.missing(rule.when) for rule in rules))


def _decided(obligation: Obligation, outcome: Outcome, rules: list[Rule]) -> Ruling:
    return _ruling(
        obligation, outcome, tuple(rule.id for rule in rules), tuple(rule.because for rule in rules)
    )


def _undetermined(obligation: Obligation, missing_facts: set[str]) -> Ruling:
    waiting_for = tuple(fact for fact in FACTS if fact in missing_facts)
    return _ruling(obligation, "undetermined", (), (UNDECIDED,), waiting_for)


def _ruling(
    obligation: Obligation,
    outcome: Outcome,
    rules: tuple[str, ...],
    because: tuple[str, ...],
    waiting_for: tuple[str, ...] = (),
) -> Ruling:
    return Ruling(
        obligation=obligation.id.value,
        outcome=outcome,
        rules=rules,
        because=because,
        waiting_for=waiting_for,
    )
