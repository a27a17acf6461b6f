"""The bench of assessments runs, on facts that fit together, and says whether its aim was met."""

import random

from bench.assessments import fact_sets
from breachbot.assessment.facts import FACTS, contradictions


def test_the_facts_fit_together_and_range_from_nothing_to_everything() -> None:
    asked = [fact for fact in FACTS.values() if fact.for_rules]
    sets = list(fact_sets(random.Random(7), 3 * (len(asked) + 1)))
    assert [contradictions(facts) for facts in sets] == [[]] * len(sets)
    known = [len(facts) for facts in sets[: len(asked) + 1]]
    assert known == sorted(known)
    assert known[0] == 0
    assert max(known) > len(asked) - 3, "now and then a fact has no answer that fits"
