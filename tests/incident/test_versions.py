"""Two assessments side by side: what differs, and nothing else."""

from __future__ import annotations

import pytest

from breachbot.errors import Refused
from breachbot.incident.versions import compare, facts_seen
from tests.incident import cast
from tests.incident.cast import DEPUTY, ENGINEER
from tests.incident.test_affected_sets import HOSTED, with_set


def test_the_fact_that_changed_stands_beside_the_outcomes_that_did() -> None:
    incident = cast.stating(cast.assessed(), encryption="left_encrypted")
    older = len(incident.assessments) - 1
    found = compare(incident, older, older + 1)
    (fact,) = found.facts
    assert fact.before
    assert fact.after
    assert (fact.fact, fact.before.value, fact.after.value) == ("encryption", "none", "left_encrypted")
    assert {o.obligation for o in found.outcomes} == {"notify_authority", "communicate"}
    assert not found.other_playbook


def test_backwards_it_says_the_opposite_and_with_itself_nothing() -> None:
    incident = cast.stating(cast.assessed(), encryption="left_encrypted")
    last = len(incident.assessments)
    there, back = compare(incident, 1, last), compare(incident, last, 1)
    assert [(f.before, f.after) for f in there.facts] == [(f.after, f.before) for f in back.facts]
    same = compare(incident, last, last)
    assert (same.facts, same.outcomes) == ((), ())


def test_a_dispute_is_a_change_and_another_voice_for_the_same_answer_is_none() -> None:
    incident = cast.stating(
        cast.stating(cast.assessed(), by=DEPUTY, role="controller"), by=ENGINEER, role="joint"
    )
    last = len(incident.assessments)
    changed = compare(incident, 1, last).facts
    assert any(f.fact == "role" and f.after and f.after.conflict for f in changed)
    known = cast.assessed()
    same = cast.stating(
        cast.stating(known, by=DEPUTY, encryption="none"), encryption="left_encrypted", by=DEPUTY
    )
    assert [f.fact for f in compare(same, len(known.assessments), len(same.assessments)).facts] == [
        "encryption"
    ]


def test_the_facts_of_an_old_assessment_are_those_of_its_moment_and_its_set() -> None:
    incident = with_set(cast.assessed(), **HOSTED)
    seen = [facts_seen(incident, one) for one in incident.assessments]
    assert seen[0] == {}
    assert seen[-1]["role"].value == "processor"
    with pytest.raises(Refused, match="two different sets"):
        compare(incident, 1, len(seen))


@pytest.mark.parametrize("number", [-1, 0, 3])
def test_a_number_that_does_not_exist_is_refused(number: int) -> None:
    with pytest.raises(Refused, match=f"no assessment {number}: pdb-test0001 has 2"):
        compare(cast.assessed(), 1, number)
