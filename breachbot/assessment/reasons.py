"""Why a ruling is as it is: every ground that decided, with the law it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from breachbot.assessment.assess import UNDECIDED, Ruling
from breachbot.playbook.obligation import Kind, Obligation
from breachbot.playbook.regimes import Regimes
from breachbot.playbook.types import Playbook
from breachbot.playbook.words import Effect, Mark, Sourced

UNDECIDED_NAME = "undecided"


@dataclass(frozen=True)
class Reason:
    """One ground of a ruling. `id` is that of the rule, or of the obligation for what follows from the obligation
    itself: that it does not apply here, or what the law says where no rule speaks (`otherwise`)."""

    obligation: str
    id: str
    effect: Effect | Literal["otherwise", "does_not_apply"]
    because: str
    article: str
    source: str
    mark: Mark


def reasons(playbook: Playbook, ruling: Ruling) -> tuple[Reason, ...]:
    """The grounds of a ruling, in the order of the playbook; none while it is undetermined."""
    obligation = playbook.obligation(ruling.obligation)
    if obligation is None or ruling.outcome == "undetermined":
        return ()
    rules = tuple(_by_rules(playbook, ruling))
    decided = any(reason.effect != "public_instead" for reason in rules)
    return rules if decided else (*_by_itself(obligation, ruling), *rules)


def names_of_reasons(regimes: Regimes) -> Mapping[str, str]:
    """The name of each sentence that a ruling may give as its reason, by which a language can word it otherwise.

    What is only recorded stands in no notice, so no language has to word its reasons.
    """
    duties = {one.id: one for one in regimes.obligations if one.met_by is not Kind.RECORD}
    names = {UNDECIDED: UNDECIDED_NAME}
    for duty in duties.values():
        names[duty.otherwise.because] = f"{duty.id}.otherwise"
        for sentence, name in zip(duty.applies_because, _names(duty), strict=True):
            names[sentence] = name
    return names | {rule.because: rule.id for rule in regimes.rules if rule.obligation in duties}


def _by_rules(playbook: Playbook, ruling: Ruling) -> Iterator[Reason]:
    for rule in playbook.rules:
        if rule.id in ruling.rules:
            yield _reason(rule.obligation, rule.id, rule.effect, rule.because, rule)


def _by_itself(obligation: Obligation, ruling: Ruling) -> Iterator[Reason]:
    duty = obligation.id
    if not (lacking := [why for why in ruling.because if why in obligation.applies_because]):
        yield _reason(duty, duty, "otherwise", obligation.otherwise.because, obligation.otherwise)
    for why in lacking:
        yield _reason(duty, duty, "does_not_apply", why, obligation)


def _names(duty: Obligation) -> list[str]:
    """The names of the sentences that say why a duty does not apply; several are numbered."""
    name, several = f"{duty.id}.does_not_apply", len(duty.applies_because) > 1
    return [f"{name}.{n}" if several else name for n in range(1, len(duty.applies_because) + 1)]


def _reason(
    obligation: str,
    id: str,
    effect: Effect | Literal["otherwise", "does_not_apply"],
    because: str,
    law: Sourced,
) -> Reason:
    return Reason(obligation, id, effect, because, law.article, law.source, law.mark)
