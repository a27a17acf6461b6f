"""For grave data, one answer that is a step milder than the truth never ends a duty: it may leave it to judgement."""

from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from breachbot.assessment.facts import FACTS, contradictions
from tests.assessment.grave import GRAVE
from tests.assessment.test_assess import answers_of, outcomes, patient
from tests.assessment.test_edpb_cases import settled
from tests.assessment.worse import LADDERS

GRAVE_DATA: list[dict[str, Any]] = [
    *({"data_categories": ["name", kind]} for kind in GRAVE["data_categories"]),
    *({"data_categories": ["name"], "people_kinds": [kind]} for kind in GRAVE["people_kinds"]),
]
ASKED_OF_REACH = [
    *("could_reach", "exposed_for", "recipient", "access_evidence", "deletion_confirmed"),
    "cause",
]
READABLE: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "no",
    "identifiability": "direct",
    "encryption": "none",
    "already_public": "no",
    "later_measures": ["none"],
    "harm_seen": "no",
}
FREE = [fact for fact in FACTS.values() if fact.for_rules and fact.id not in (*READABLE, "data_categories")]
FACTS_OF_GRAVE_DATA = st.builds(
    lambda grave, rest: rest | READABLE | grave,
    st.sampled_from(GRAVE_DATA),
    st.fixed_dictionaries({}, optional={fact.id: answers_of(fact) for fact in FREE}),
)


STEPS = [
    (fact, worse, milder)
    for fact in ASKED_OF_REACH
    for before, after in pairwise(LADDERS[fact])
    for milder in before
    for worse in after
]


@settings(parent=patient, suppress_health_check=list(HealthCheck))
@given(FACTS_OF_GRAVE_DATA, st.sampled_from(STEPS))
def test_one_answer_a_step_milder_than_the_truth_ends_no_duty(
    facts: dict[str, Any], step: tuple[str, str, str]
) -> None:
    fact, worse, milder = step
    truth, told = facts | {fact: worse}, facts | {fact: milder}
    assume(not contradictions(settled(truth)) and not contradictions(settled(told)))
    before, after = outcomes(truth), outcomes(told)
    assert not [duty for duty in before if (before[duty], after[duty]) == ("required", "not_required")]
