"""Nothing becomes “not required” by default: a ground is named, and without the answers behind it it is gone."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from breachbot.assessment.rulebook import compiled
from breachbot.playbook.obligation import Kind
from tests.assessment.test_assess import GDPR, SOME_FACTS, assessed, clash, patient
from tests.assessment.test_every_rule import accounts

ACCOUNTS = [facts for _, _, facts in accounts()]
TOLD = [one.id for one in GDPR.obligations if one.met_by in (Kind.FILING, Kind.COMMUNICATION)]


def behind() -> dict[str, set[str]]:
    """For each rule the facts that its condition asks."""
    book = compiled(GDPR)
    grounds = (ground for stance in book.stances for ground in (*stance.exceptions, *stance.againsts))
    return {rule.id: {fact for cube in book.numbered(cubes) for fact in cube} for rule, cubes in grounds}


BEHIND = behind()


@patient
@given(SOME_FACTS | st.sampled_from(ACCOUNTS))
def test_each_duty_that_is_not_required_names_its_ground_and_goes_with_it(facts: dict[str, Any]) -> None:
    for duty in TOLD:
        ruling, law = assessed(facts).ruling(duty), GDPR.obligation(duty)
        if ruling is None or law is None or ruling.outcome != "not_required":
            continue
        grounds = [rule for rule in ruling.rules if rule in BEHIND]
        assert grounds or {*ruling.because} <= {*law.applies_because}
        asked = {fact for rule in grounds for fact in BEHIND[rule]}
        without = {fact: value for fact, value in facts.items() if fact not in asked}
        after = assessed(without).ruling(duty)
        assert after is not None
        assert not {*after.rules} & {*grounds}
        assert (
            not grounds
            or clash(without)
            or after.outcome != "not_required"
            or {*after.because} <= {*law.applies_because}
        )
