"""Affected sets: each has facts, a role and outcomes of its own; what one asks for, the incident owes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachbot.errors import Refused
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.draft_messages import DraftMessages
from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.acts.tell_controller import TellController
from breachbot.incident.duties import duties, open_duties
from breachbot.incident.events import MAIN
from breachbot.incident.known import facts_of, settled_facts
from breachbot.incident.outcome import WEIGHT, outcome, outcome_of
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.playbook.types import Customer
from breachbot.register.entry import incident_entry
from tests.incident import cast
from tests.incident.cast import DPO, FACTS, NOON, OUTSIDER

SET = "set-2"
HOSTED: dict[str, Any] = FACTS | {
    "role": "processor",
    "people_count": 40,
    "what_happened": "Their export was open.",
}
NOTHING_OWED: dict[str, Any] = {"encryption": "left_encrypted", "harm_seen": "no"}


def hours_for(**hours: int) -> Policy:
    """The policy with customers whose contracts give hours; 0 stands for none."""
    named = tuple(
        Customer(name=name, within=timedelta(hours=count) if count else None) for name, count in hours.items()
    )
    return cast.changed(customers=named)


def with_set(incident: Incident, title: str = "Hosted shops", **facts: Any) -> Incident:
    """Another set, with these facts."""
    incident = cast.taking(incident, AddSet.of(title=title, breach="same"))
    return stating(incident, incident.sets[-1].id, **facts) if facts else incident


def stating(incident: Incident, affected_set: str, **facts: Any) -> Incident:
    return cast.taking(incident, StateFacts(answers=facts, affected_set=affected_set))


def naming(incident: Incident, *names: str, affected_set: str = SET) -> Incident:
    return cast.taking(incident, NameControllers(controllers=names, affected_set=affected_set))


def drafting(incident: Incident) -> Incident:
    return cast.taking(incident, DraftMessages())


def telling(incident: Incident, controller: str, affected_set: str = SET) -> Incident:
    told = TellController(told_at=NOON, controller=controller, channel="e-mail", affected_set=affected_set)
    return cast.taking(incident, told)


class TestASet:
    def test_a_new_one_opens_every_duty_until_its_facts_are_known(self) -> None:
        quiet = cast.assessed(**NOTHING_OWED)
        assert outcome(quiet, "notify_authority") == "not_required"
        both = with_set(quiet)
        assert outcome(both, "notify_authority") == "undetermined"
        assert outcome_of(both, "notify_authority", MAIN) == "not_required"

    def test_facts_of_one_do_not_speak_of_the_other(self) -> None:
        incident = with_set(cast.assessed(), **HOSTED)
        assert facts_of(incident, MAIN)["role"].value == "controller"
        assert facts_of(incident, SET)["role"].value == "processor"

    def test_two_people_may_say_different_things_of_different_sets(self) -> None:
        incident = with_set(cast.assessed(), encryption="left_encrypted")
        assert not any(one.conflict for one in settled_facts(incident).values())

    def test_what_one_set_asks_for_the_incident_owes(self) -> None:
        incident = with_set(cast.assessed(**NOTHING_OWED), **FACTS)
        assert outcome_of(incident, "notify_authority", MAIN) == "not_required"
        assert outcome(incident, "notify_authority") == "required"

    @settings(max_examples=40)
    @given(st.sets(st.sampled_from(sorted(FACTS))), st.sampled_from(["controller", "joint", "processor"]))
    def test_the_incident_never_owes_less_than_one_of_its_sets(self, known: set[str], role: str) -> None:
        facts = {name: FACTS[name] for name in known} | {"role": role}
        incident = with_set(cast.assessed(**NOTHING_OWED), **facts)
        for duty in ("document", "notify_authority", "communicate", "notify_controller"):
            each = [outcome_of(incident, duty, one.id) for one in incident.sets]
            assert outcome(incident, duty) == max(each, key=WEIGHT.index)

    def test_it_has_a_name_of_its_own(self) -> None:
        incident = with_set(cast.assessed())
        for title, said in (("", "which data"), (" hosted SHOPS ", "already a set with that name")):
            with pytest.raises(Refused, match=said):
                with_set(incident, title)
        with pytest.raises(Refused, match="response team"):
            cast.taking(incident, AddSet(title="x", breach="same"), OUTSIDER)
        with pytest.raises(Refused, match="no such affected set"):
            stating(incident, "set-9", role="processor")


class TestWhatANoticeSays:
    def test_data_of_customers_are_in_no_notice_of_ours(self) -> None:
        incident = cast.drafting(with_set(cast.assessed(), **HOSTED))
        for draft in incident.drafts:
            assert "2,300" in draft.documents[draft.primary] or draft.audience == "mail"
            assert "Their export was open" not in "".join(draft.documents.values())

    def test_two_sets_of_ours_are_told_of_together(self) -> None:
        more = {
            "people_count": {"min": 100, "max": 200},
            "data_categories": ["health"],
            "identifiability": "with_other_data",
        }
        known = settled_facts(with_set(cast.assessed(), **(FACTS | more)))
        assert known["people_count"].value == {"min": 2300, "max": 2500}
        assert known["records_count"].value == 8200
        assert known["data_categories"].value == ["name", "contact", "orders", "bank_account", "health"]
        assert known["identifiability"].value == "direct"

    @pytest.mark.parametrize(
        "fact", ["personal_data", "confidentiality", "integrity", "availability", "harm_seen"]
    )
    @pytest.mark.parametrize(("one", "other"), [("yes", "no"), ("no", "yes")])
    def test_what_befell_one_of_two_sets_befell_the_whole(self, fact: str, one: str, other: str) -> None:
        facts = {name: value for name, value in FACTS.items() if name in ("role", "cause")}
        incident = with_set(cast.stating(cast.aware(), **facts | {fact: one}), **facts | {fact: other})
        assert settled_facts(incident)[fact].value == "yes"

    def test_what_one_of_two_sets_does_not_know_is_not_known(self) -> None:
        known = settled_facts(with_set(cast.assessed(), role="controller"))
        assert known["people_count"].value is None
        assert not known["encryption"].firm
        assert known["what_happened"].value == FACTS["what_happened"]

    def test_a_set_that_becomes_a_customers_makes_an_approval_void(self) -> None:
        incident = cast.approving(cast.drafting(with_set(cast.assessed(), **FACTS)), "authority")
        moved = stating(incident, SET, role="processor")
        assert moved.approvals[-1].void


class TestControllers:
    def test_each_named_one_is_told_by_a_message_of_the_sets_facts(self) -> None:
        incident = drafting(naming(with_set(cast.assessed(), **HOSTED), "Shop A", "Shop B"))
        assert [draft.controller for draft in incident.controller_drafts] == ["Shop A", "Shop B"]
        text = incident.controller_drafts[0].text
        for shown in ("Shop A", "Their export was open", "about 40", "33(2)", "Example Shop Ltd"):
            assert shown in text
        for hidden in ("Shop B", "2,300", FACTS["what_happened"]):
            assert hidden not in text

    def test_the_duty_is_met_once_all_are_told(self) -> None:
        incident = naming(with_set(cast.assessed(), **HOSTED), "Shop A", "Shop B")
        for name, left in (("Shop A", 1), ("shop b", 0)):
            incident = telling(incident, name)
            wanted = [o for o in open_duties(incident, cast.policy()) if o.obligation == "notify_controller"]
            assert len(wanted) == left
        assert incident.controllers_told[-1].controller == "Shop B"

    def test_what_was_told_about_one_set_does_not_count_for_another(self) -> None:
        incident = with_set(with_set(cast.assessed(), **HOSTED), "Hosted mail", **HOSTED)
        incident = telling(incident, "Shop A")
        open_now = {o.key for o in open_duties(incident, cast.policy())}
        assert "notify_controller@set-2" not in open_now
        assert "notify_controller@set-3" in open_now

    def test_the_earliest_contract_sets_the_deadline_of_those_left(self) -> None:
        policy = hours_for(A=48, B=24, C=0)
        incident = naming(with_set(cast.assessed(), **HOSTED), "C", "A", "B")
        for told, hours in (("B", 48), ("A", None)):
            incident = telling(incident, told)
            (owed,) = [o for o in duties(incident, policy) if o.affected_set == SET]
            assert owed.due_at == (NOON + timedelta(hours=hours) if hours else None)

    def test_what_a_contract_wants_first_comes_first(self) -> None:
        incident = naming(with_set(cast.assessed(), **HOSTED), "A")
        for hours, first in ((24, "notify_controller"), (96, "notify_authority"), (0, "notify_authority")):
            assert open_duties(incident, hours_for(A=hours))[0].obligation == first
        filed = cast.filing(cast.approving(cast.drafting(incident), "authority"), NOON)
        assert open_duties(filed, hours_for(A=96))[0].obligation == "notify_controller"

    def test_a_message_that_says_what_is_known_is_not_drafted_again(self) -> None:
        incident = drafting(naming(with_set(cast.assessed(), **HOSTED), "Shop A", "Shop B"))
        with pytest.raises(Refused, match="Every message already says"):
            drafting(incident)
        again = drafting(stating(telling(incident, "Shop A"), SET, people_count=60))
        assert [d.controller for d in again.controller_drafts] == ["Shop A", "Shop B", "Shop B"]

    def test_nothing_is_drafted_before_it_can_be(self) -> None:
        with pytest.raises(Refused, match="processor of none"):
            drafting(cast.assessed())
        with pytest.raises(Refused, match="Nobody has named the controllers"):
            drafting(with_set(cast.assessed(), **HOSTED))
        with pytest.raises(Refused, match="at least one"):
            naming(with_set(cast.assessed(), **HOSTED), " ")

    def test_who_was_told_cannot_be_taken_off_the_list(self) -> None:
        incident = telling(naming(with_set(cast.assessed(), **HOSTED), "Shop A", "Shop B"), "Shop A")
        assert naming(incident, "Shop C").sets[-1].controllers == ("Shop C", "Shop A")

    def test_the_register_shows_each_set_and_who_is_still_to_be_told(self) -> None:
        incident = telling(naming(with_set(cast.assessed(), **HOSTED), "A", "B"), "A")
        main, hosted = incident_entry(incident, hours_for(B=24)).affected_sets
        assert "notify_authority required" in main
        assert "role A customer does" in hosted
        assert "notify_authority not_required" in hosted
        assert "A (told), B (not told yet, due 2026-11-25T12:00+00:00)" in hosted
        assert "set-2: controller A, e-mail" in incident_entry(incident, cast.policy()).communication[0]


def test_a_set_with_a_decided_role_asks_the_dpo_for_nothing_of_the_authority() -> None:
    alone = cast.stating(cast.assessed(), by=DPO, role="processor")
    assert {o.obligation for o in open_duties(alone, cast.policy())} == {"notify_controller"}
