"""Advice and decision: two records beside the computed outcome; a lowered one never outlives what was known."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.decide import Decide
from breachbot.incident.duties import open_duties
from breachbot.incident.effects import incident_effects
from breachbot.incident.outcome import because, computed_of, outcome
from breachbot.incident.state import Incident
from breachbot.register.entry import incident_entry
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, ENGINEER, TEAM, policy
from tests.incident.test_affected_sets import HOSTED, NOTHING_OWED, with_set

REASON = "The export went to one auditor who is bound to secrecy and saw no row of it."


def advising(incident: Incident, outcome: Any = "not_required", by: str = DPO, **given: Any) -> Incident:
    asked = {"affected_set": "main", "obligation": "communicate", "reason": REASON} | given
    return cast.taking(incident, Advise.of(outcome=outcome, **asked), by)


def deciding(incident: Incident, outcome: Any = "not_required", by: str = DEPUTY, **given: Any) -> Incident:
    asked = {"affected_set": "main", "obligation": "communicate", "reason": REASON} | given
    return cast.taking(incident, Decide.of(outcome=outcome, **asked), by)


def test_advice_changes_no_outcome() -> None:
    incident = advising(cast.assessed())
    assert outcome(incident, "communicate") == "required"
    assert incident_entry(incident, policy()).advice[0].endswith(f"communicate not_required, {DPO}: {REASON}")


def test_a_decision_that_lifts_a_duty_wants_the_advice_first_and_a_sentence() -> None:
    with pytest.raises(Refused, match="The DPO advises first"):
        deciding(cast.assessed())
    with pytest.raises(Refused, match="full sentence"):
        deciding(advising(cast.assessed()), reason="It is fine.")


def test_it_is_in_force_beside_the_computed_outcome() -> None:
    incident = deciding(advising(cast.assessed()))
    assert outcome(incident, "communicate") == "not_required"
    assert computed_of(incident, "communicate", "main") == "required"
    assert because(incident, "communicate") == (REASON,)
    assert "communicate" not in {duty.obligation for duty in open_duties(incident, policy())}
    entry = incident_entry(incident, policy())
    assert entry.outcomes["communicate"] == "not_required"
    assert "main: communicate required" in entry.computed
    assert "computed required, decided not_required" in entry.decisions[0]
    assert entry.decisions[0].endswith(f"{REASON} (in force)")


@pytest.mark.parametrize("news", [{"people_count": 99_000}, {"encryption": None}, {"recipient": "public"}])
def test_a_lowered_outcome_ends_with_the_next_fact(news: dict[str, Any]) -> None:
    incident = cast.stating(deciding(advising(cast.assessed())), **news)
    assert outcome(incident, "communicate") == computed_of(incident, "communicate", "main") != "not_required"
    assert incident_entry(incident, policy()).decisions[0].endswith("(no longer in force)")
    # That is said once, to the channel and to the DPO, also where the computed outcome stayed as it was.
    (lapsed,) = incident.lapsed
    assert lapsed.outcome == outcome(incident, "communicate")
    told = incident_effects(incident, [lapsed], TEAM, policy())
    assert [effect.kind for effect in told][:2] == ["channel_note", "direct_note"]
    assert len(cast.stating(incident, people_count=5).lapsed) == 1


def test_what_a_notice_only_tells_leaves_it_in_force() -> None:
    incident = cast.stating(deciding(advising(cast.assessed())), measures_taken="The key was replaced.")
    assert outcome(incident, "communicate") == "not_required"


def test_a_raised_outcome_stays_whatever_becomes_known() -> None:
    quiet = cast.assessed(**NOTHING_OWED)
    raised = deciding(quiet, "required", obligation="notify_authority")
    assert outcome(cast.stating(raised, people_count=3), "notify_authority") == "required"


def test_what_turns_out_to_be_a_customers_is_theirs_to_decide() -> None:
    raised = deciding(cast.assessed(**NOTHING_OWED), "required", obligation="notify_authority")
    theirs = cast.stating(raised, by=DPO, role="processor")
    assert outcome(theirs, "notify_authority") == "not_required"
    assert [one.obligation for one in theirs.lapsed] == ["notify_authority"]


def test_as_computed_it_needs_no_reason_and_the_next_decision_replaces_it() -> None:
    incident = deciding(cast.assessed(), "required", reason="")
    assert incident_entry(incident, policy()).decisions[0].endswith("as computed (in force)")
    changed = deciding(advising(incident))
    assert outcome(changed, "communicate") == "not_required"
    assert incident_entry(changed, policy()).decisions[0].endswith("(no longer in force)")


def test_a_decision_makes_an_approval_of_the_other_outcome_void() -> None:
    incident = cast.approving(cast.drafting(advising(cast.assessed())), "page")
    assert deciding(incident).approvals[-1].void


def test_who_may_not_and_what_there_is_nothing_to_decide_about() -> None:
    for act in (advising, deciding):
        with pytest.raises(Refused, match="Only the DPO or a deputy"):
            act(cast.assessed(), by=ENGINEER)
        with pytest.raises(Refused, match="nothing to decide"):
            act(cast.assessed(), obligation="notify_controller")
        with pytest.raises(Refused, match="their controllers decide"):
            act(with_set(cast.assessed(), **HOSTED), affected_set="set-2")
        with pytest.raises(Refused, match=r"(?i)nothing has been assessed"):
            act(cast.opened())


def test_whether_it_is_a_breach_at_all_is_advised_on_and_not_decided() -> None:
    """Whatever is known, and of a customer's data too: no duty hangs on it, and only the end of the matter needs it."""
    customers = with_set(cast.assessed(), **HOSTED)
    for incident, of in ((cast.opened(), "main"), (cast.assessed(), "main"), (customers, "set-2")):
        assert advising(incident, obligation="document", affected_set=of).advice[-1].affected_set == of
    with pytest.raises(Refused, match="no such affected set"):
        advising(cast.assessed(), obligation="document", affected_set="set-9")
    with pytest.raises(Refused, match="nothing to decide"):
        deciding(advising(cast.assessed(), obligation="document"), obligation="document")


def test_an_inspector_sees_that_one_person_did_both() -> None:
    """Only where there is nobody else: what lifts a duty takes two people."""
    with pytest.raises(Refused, match="somebody else records the decision"):
        deciding(advising(cast.assessed()), by=DPO)
    asked: dict[str, Any] = {"obligation": "communicate", "outcome": "not_required", "reason": REASON}
    alone = cast.taking(advising(cast.assessed()), Decide.of(**asked), DPO, team=cast.ONE_DPO)
    assert "by the same person" in incident_entry(alone, policy()).flags[0]
    incident = deciding(advising(cast.assessed()), "required", by=DPO)
    assert "by the same person" in incident_entry(incident, policy()).flags[0]
    assert not incident_entry(deciding(advising(cast.assessed())), policy()).flags
