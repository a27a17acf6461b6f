"""Whether the rules of triage make sense: unique names, kinds of data that exist, and times that fit together."""

from collections.abc import Iterator

from breachbot.assessment.flaw import Flaw
from breachbot.assessment.vocabulary import FACTS
from breachbot.playbook.triage import TriageRules

KINDS = FACTS["data_categories"].options


def triage_flaws(rules: TriageRules) -> Iterator[Flaw]:
    """Everything wrong with the rules that their types alone cannot see, in the order of the file."""
    for n, rule in enumerate(rules.rules):
        if rule.id in [other.id for other in rules.rules[:n]]:
            yield Flaw(("rules", n, "id"), f"“{rule.id}” is used twice")
        for m, kind in enumerate(rule.when.holds or ()):
            if kind not in KINDS:
                yield Flaw(("rules", n, "when", "holds", m), f"there is no kind of data “{kind}”")
    if rules.storm.at_most < rules.storm.within:
        yield Flaw(
            ("storm", "at_most"), "a burst cannot be shorter than the time between two of its candidates"
        )
    for n, one in enumerate(rules.data_map):
        for m, kind in enumerate(one.kinds):
            if kind not in KINDS:
                yield Flaw(("data_map", n, "kinds", m), f"there is no kind of data “{kind}”")
