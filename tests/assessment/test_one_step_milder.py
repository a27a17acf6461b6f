"""For grave data, one answer that is a step milder than the truth never ends a duty: it may leave it to judgement."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from breachbot.assessment.facts import FACTS, contradictions
from breachbot.assessment.vocabulary import ACTS
from tests.assessment.grave import GRAVE
from tests.assessment.test_assess import answers_of, outcomes, patient
from tests.assessment.test_edpb_cases import settled
from tests.assessment.worse import LADDERS, Ladder

GRAVE_DATA: list[dict[str, Any]] = [
    *({"data_categories": ["name", kind]} for kind in GRAVE["data_categories"]),
    *({"data_categories": ["name"], "people_kinds": [kind]} for kind in GRAVE["people_kinds"]),
]
READABLE: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "identifiability": "direct",
    "encryption": "none",
    "already_public": "no",
    "harm_seen": "no",
}
FREE = [fact for fact in FACTS.values() if fact.for_rules and fact.id not in (*READABLE, "data_categories")]
FAR_FROM_SAFE = LADDERS["encryption"][2:]
"""That the data are unintelligible ends a duty by itself (Art. 34(3)(a)), so those two answers are no step. Whom a
system served is another matter, and told in test_lifting.py."""
FACTS_OF_GRAVE_DATA = st.builds(
    lambda grave, rest, protection: rest | READABLE | grave | {"encryption": protection},
    st.sampled_from(GRAVE_DATA),
    st.fixed_dictionaries({}, optional={fact.id: answers_of(fact) for fact in FREE}),
    st.just("none") | st.sampled_from([option for step in FAR_FROM_SAFE for option in step]),
)

LADDER: dict[str, Ladder] = {
    fact: LADDERS[fact]
    for fact in ("could_reach", "exposed_for", "access_evidence", "deletion_confirmed", "cause", "reveals")
} | {
    "encryption": FAR_FROM_SAFE,
    "confidentiality": (("no",), ("yes",)),
    # Here own staff and nobody known are steps as well, though which is worse hangs on the rest.
    "recipient": tuple((option,) for option in FACTS["recipient"].options),
}
MILDER = {
    (fact, worse): before
    for fact, ladder in LADDER.items()
    for before, after in pairwise(ladder)
    for worse in after
}
"""For an answer those that are one step milder."""


@settings(parent=patient, suppress_health_check=list(HealthCheck))
@given(FACTS_OF_GRAVE_DATA)
def test_one_answer_a_step_milder_than_the_truth_ends_no_duty(truth: dict[str, Any]) -> None:
    assume(not contradictions(settled(truth)))
    before = outcomes(truth)
    for fact, worse in truth.items():
        for milder in MILDER.get((fact, str(worse)), ()):
            told = truth | {fact: milder}
            after = before if contradictions(settled(told)) else outcomes(told)
            lifted = [duty for duty in before if (before[duty], after[duty]) == ("required", "not_required")]
            assert lifted == [], (fact, worse, milder)


GRAVE_LOSS: dict[str, Any] = READABLE | {
    "data_categories": ["name", "health", "national_id"],
    "people_kinds": ["customers"],
    "people_count": 80_000,
    "reveals": "nothing",
    "targeted": "no",
    "taken_over": "no",
    "in_clear_inside": "no",
    "recipient": "none_known",
    "could_reach": "nobody_outside",
    "integrity": "no",
    "loss_effect": "none",
}


@pytest.mark.parametrize("logs", ["partial_logs_show_none", "no_logs", "logs_erasable", None])
@pytest.mark.parametrize("cause", ["lost", "published", *ACTS])
def test_that_nobody_got_at_them_is_not_believed_after_an_attack_or_a_loss_without_complete_logs(
    cause: str, logs: str | None
) -> None:
    said = {"cause": cause, "confidentiality": "no", "availability": "yes", "restore": "in_hours"}
    found = outcomes(GRAVE_LOSS | said | ({"access_evidence": logs} if logs else {}))
    assert "not_required" not in (found["notify_authority"], found["communicate"])


@pytest.mark.parametrize("logs", ["partial_logs_show_none", "no_logs", "logs_erasable"])
@pytest.mark.parametrize(
    "cause", ["lost", "published", "stolen", "insider", "stuffing", "intrusion", "ransomware"]
)
def test_that_nothing_happened_is_asked_back_where_something_did(cause: str, logs: str) -> None:
    said = {"cause": cause, "confidentiality": "no", "availability": "no", "access_evidence": logs}
    assert contradictions(settled(GRAVE_LOSS | said))
    assert outcomes(GRAVE_LOSS | said)["document"] == "required"
