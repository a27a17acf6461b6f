"""One incident, several authorities: each has its own filing, and the duty is met only once all have one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.confirm_authorities import ConfirmAuthorities
from breachbot.incident.acts.file import File
from breachbot.incident.acts.merge import Merge
from breachbot.incident.addressees import addressees, without
from breachbot.incident.duties import duties
from breachbot.incident.guidance import Guidance, decide, due_at, guide, stopped
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.notices.responsible import NONE
from breachbot.playbook.obligation import Kind
from breachbot.register.entry import incident_entry
from breachbot.slack.event_lines import line
from tests.incident import cast
from tests.incident.cast import DPO, ENGINEER, NOON, TEAM

WHY = "The people live in Ireland and in France, and we have no seat in the EEA."


policy = cast.in_the_directory


def at(by: str = ENGINEER, now: Any = NOON, of: Policy | None = None) -> Context:
    return Context(by, TEAM, of or policy(), now, "1:00")


def taking(incident: Incident, command: Any, context: Context) -> Incident:
    return cast.after(incident, decide(incident, command, context))


def confirming(
    incident: Incident, *ids: str, now: Any = NOON, of: Policy | None = None, **more: Any
) -> Incident:
    return taking(incident, ConfirmAuthorities.of(authorities=ids, reason=WHY, **more), at(DPO, now, of))


def filing(incident: Incident, authority: str | None = None, *, now: Any = NOON, **more: Any) -> Incident:
    version = incident.approvals_of("authority")[-1].event.version
    receipt = {"channel": "web form", "reference": "none given"} | more
    return taking(
        incident, File.of(version=version, filed_at=now, authority=authority, **receipt), at(now=now)
    )


def approved(*ids: str) -> Incident:
    """Confirmed, drafted for all of them, and approved."""
    confirmed = confirming(cast.assessed(), *ids)
    return cast.approving(cast.drafting(confirmed), "authority")


def guided(incident: Incident, of: Policy | None = None) -> Guidance:
    return guide(incident, at(of=of))


def gap(incident: Incident) -> str | None:
    return next(one.gap for one in duties(incident, policy()) if one.kind is Kind.FILING)


class TestEachHasItsOwn:
    def test_the_duty_is_met_only_once_each_has_a_filing(self) -> None:
        incident = approved("ie-dpc", "fr-cnil", "pl-uodo")
        for left, authority in ((2, "ie-dpc"), (1, "pl-uodo"), (0, "fr-cnil")):
            assert not stopped(incident, policy())
            assert gap(incident) == "notice"
            incident = filing(incident, authority)
            assert len(without(incident)) == left
        assert stopped(incident, policy())
        assert gap(incident) != "notice"
        assert [one.authority for one in incident.filings] == ["ie-dpc", "pl-uodo", "fr-cnil"]

    def test_what_comes_next_names_the_one_that_has_nothing_and_since_when(self) -> None:
        incident = filing(approved("ie-dpc", "fr-cnil"), "ie-dpc")
        words = guided(incident).next.words
        assert words.startswith("File the approved notice with Commission Nationale")
        assert "is to have it since 2026-11-24 12:00 UTC" in words
        assert "still to be notified" in guided(incident).headline
        assert due_at(incident, policy()) == NOON + timedelta(hours=72)

    def test_who_is_late_gives_the_reasons_of_each(self) -> None:
        incident = filing(approved("ie-dpc", "fr-cnil"), "ie-dpc")
        later = NOON + timedelta(hours=80)
        with pytest.raises(Refused, match="asks for the reasons"):
            filing(incident, "fr-cnil", now=later)
        incident = filing(
            incident, "fr-cnil", now=later, delay_reasons="It was not clear that people live there."
        )
        assert stopped(incident, policy())

    def test_who_had_the_first_in_time_needs_no_reasons_for_a_later_one(self) -> None:
        first = filing(approved("ie-dpc", "fr-cnil"), "ie-dpc")
        later = NOON + timedelta(hours=80)
        again = filing(first, "ie-dpc", now=later, reference="IN-26-2")
        assert again.filings[-1].delay_reasons is None
        with pytest.raises(Refused, match="asks for the reasons"):
            filing(again, "fr-cnil", now=later)

    def test_the_phase_goes_by_what_this_authority_has(self) -> None:
        first = filing(approved("ie-dpc", "fr-cnil"), "ie-dpc")
        again = cast.approving(
            cast.drafting(cast.stating(first, people_count=9000), change="More people are affected."),
            "authority",
        )
        both = filing(filing(again, "ie-dpc"), "fr-cnil")
        phases = {(one.authority, one.version): one.phase for one in both.filings}
        assert phases["ie-dpc", 2] in ("follow_up", "complete")
        assert phases["fr-cnil", 2] in ("initial", "complete")

    def test_the_notice_names_all_that_it_is_for(self) -> None:
        draft = cast.the_draft(approved("ie-dpc", "fr-cnil"), "authority")
        text = draft.documents[draft.primary]
        assert "Irish Data Protection Commission; Commission Nationale" in text

    def test_the_register_shows_list_and_filings(self) -> None:
        entry = incident_entry(filing(approved("ie-dpc", "fr-cnil"), "ie-dpc"), policy())
        (said,) = entry.authorities
        assert "fr-cnil (Commission Nationale" in said
        assert f"confirmed by {DPO}, because: {WHY}" in said
        assert "not known: Where the main establishment in the EEA is" in said
        assert (
            entry.filings[0].partition(": ")[2].startswith("initial")
            or "ie-dpc, web form" in entry.filings[0]
        )


class TestWhatIsRefused:
    def test_a_filing_without_a_name_or_with_another_authority(self) -> None:
        incident = approved("ie-dpc", "fr-cnil")
        for wrong in (None, "pl-uodo", "gb-ico"):
            with pytest.raises(Refused, match=r"Say with which authority it was filed: ie-dpc"):
                filing(incident, wrong)

    def test_the_only_one_need_not_be_named(self) -> None:
        incident = filing(approved("fr-cnil"))
        assert [one.authority for one in incident.filings] == ["fr-cnil"]

    def test_one_under_another_law_has_a_clock_of_its_own(self) -> None:
        for other in ("gb-ico", "ch-edoeb", "eu-edps"):
            with pytest.raises(Refused, match="under another law"):
                confirming(cast.assessed(), "ie-dpc", other)
        with pytest.raises(Refused, match="no authority xx-dpa"):
            confirming(cast.assessed(), "xx-dpa")
        with pytest.raises(Refused, match="Choose at least one"):
            confirming(cast.assessed())

    def test_one_that_has_a_notice_stays(self) -> None:
        incident = filing(approved("ie-dpc", "fr-cnil"), "ie-dpc")
        with pytest.raises(Refused, match="A notice is filed with Irish Data Protection Commission"):
            confirming(incident, "fr-cnil")

    def test_only_the_dpo_or_a_deputy_confirms(self) -> None:
        command = ConfirmAuthorities.of(authorities=("ie-dpc",), reason=WHY)
        with pytest.raises(Refused, match="Only the DPO or a deputy"):
            decide(cast.assessed(), command, at(ENGINEER))

    def test_the_same_list_once_more(self) -> None:
        with pytest.raises(Refused, match="on record already"):
            confirming(confirming(cast.assessed(), "ie-dpc"), "ie-dpc")

    def test_a_merge_once_somebody_has_decided_it(self) -> None:
        incident = confirming(cast.assessed(), "ie-dpc")
        other = replace(cast.assessed(), id="pdb-other001")
        with pytest.raises(Refused, match="goes on by itself"):
            decide(incident, Merge.of(into=other.id, reason=WHY), replace(at(DPO), other=other))


class TestWhatWasFiledBefore:
    def before(self) -> Incident:
        """Filed while nobody had said with whom, as in incidents of earlier versions."""
        return filing(cast.approving(cast.drafting(cast.assessed()), "authority"))

    def test_without_a_list_everything_is_as_ever(self) -> None:
        incident = self.before()
        assert incident.filings[0].authority is None
        assert stopped(incident, policy())
        assert addressees(incident) == ()

    def test_it_is_asked_who_has_it(self) -> None:
        with pytest.raises(Refused, match="say which of these authorities has it"):
            confirming(self.before(), "ie-dpc", "fr-cnil")
        incident = confirming(self.before(), "ie-dpc", "fr-cnil", earlier="ie-dpc")
        assert [one.id for one in without(incident)] == ["fr-cnil"]
        assert not stopped(incident, policy())

    def test_the_authority_of_the_settings_is_on_record_with_the_filing(self) -> None:
        known = policy(authority="ie-dpc")
        ready = cast.approving(cast.drafting(cast.assessed()), "authority")
        command = File.of(version=1, filed_at=NOON, channel="web form", reference="1")
        incident = taking(ready, command, at(of=known))
        assert incident.filings[0].authority == "ie-dpc"
        with pytest.raises(Refused, match="A notice is filed with"):
            confirming(incident, "fr-cnil", of=known)

    def test_who_has_it_can_be_put_right_and_that_it_moved_is_shown(self) -> None:
        first = confirming(self.before(), "ie-dpc", "fr-cnil", earlier="ie-dpc")
        assert first.authorities[-1].moved_from is None
        moved = confirming(first, "ie-dpc", "fr-cnil", earlier="fr-cnil")
        assert [one.id for one in without(moved)] == ["ie-dpc"]
        assert moved.authorities[-1].moved_from == "ie-dpc"
        said = "what was filed before went to fr-cnil and no longer counts as filed with ie-dpc"
        assert said in incident_entry(moved, policy()).authorities[-1]
        assert said in line(moved.authorities[-1], policy())
        with pytest.raises(Refused, match="on record already"):
            confirming(moved, "ie-dpc", "fr-cnil", earlier="fr-cnil")

    def test_it_does_not_move_to_one_that_has_a_filing_of_its_own(self) -> None:
        both = filing(confirming(self.before(), "ie-dpc", "fr-cnil", earlier="ie-dpc"), "fr-cnil")
        with pytest.raises(Refused, match="has a filing of its own"):
            confirming(both, "ie-dpc", "fr-cnil", earlier="fr-cnil")

    def test_the_same_filing_is_looked_for_among_what_its_authority_had_before(self) -> None:
        incident = confirming(self.before(), "ie-dpc", "fr-cnil", earlier="ie-dpc")
        with pytest.raises(Refused, match="on record already"):
            filing(incident, "ie-dpc")
        assert not without(filing(incident, "fr-cnil"))


class TestAReference:
    @pytest.mark.parametrize("again", ["IN-26-1", " in-26-1 "])
    def test_of_one_authority_is_not_that_of_another(self, again: str) -> None:
        incident = filing(approved("ie-dpc", "fr-cnil"), "ie-dpc", reference="IN-26-1")
        with pytest.raises(Refused, match="IN-26-1 is on record for the filing with Irish Data") as refused:
            filing(incident, "fr-cnil", reference=again)
        assert refused.value.field == "reference"

    def test_nor_that_of_what_was_filed_before(self) -> None:
        before = filing(cast.approving(cast.drafting(cast.assessed()), "authority"), reference="IN-26-1")
        incident = confirming(before, "ie-dpc", "fr-cnil", earlier="ie-dpc")
        with pytest.raises(Refused, match="is on record for the filing with Irish Data"):
            filing(incident, "fr-cnil", reference="IN-26-1")

    def test_that_none_was_given_is_no_reference(self) -> None:
        incident = filing(filing(approved("ie-dpc", "fr-cnil"), "ie-dpc"), "fr-cnil")
        assert stopped(incident, policy())


class TestAnAuthorityOfAnotherLaw:
    """The settings name the ICO: what is filed there is on record, and meets no duty of Art. 33 GDPR."""

    ICO = policy(authority="gb-ico")

    def filed(self, *countries: str) -> Incident:
        assessed = cast.stating(cast.assessed(), countries=list(countries))
        ready = cast.approving(cast.drafting(assessed), "authority")
        command = File.of(version=1, filed_at=NOON, channel="web form", reference="ICO-1")
        return taking(ready, command, at(of=self.ICO))

    def owed(self, incident: Incident) -> str | None:
        return next(one.gap for one in duties(incident, self.ICO) if one.kind is Kind.FILING)

    def test_it_does_not_count_where_people_in_the_eea_are_affected(self) -> None:
        incident = self.filed("IE", "GB")
        assert incident.filings[0].authority == "gb-ico"
        assert not stopped(incident, self.ICO)
        assert self.owed(incident) == "notice"
        guidance = guided(incident, self.ICO)
        assert "an authority of the EEA is still to be notified" in guidance.headline
        assert "confirm_authorities" in [step.act for step in guidance.steps]

    def test_the_list_is_confirmed_without_it_and_the_duty_met_by_the_one_that_is_competent(self) -> None:
        incident = confirming(self.filed("IE", "GB"), "ie-dpc", of=self.ICO)
        assert [one.id for one in without(incident)] == ["ie-dpc"]
        ready = cast.approving(cast.drafting(incident, change="It goes to the DPC as well."), "authority")
        incident = filing(ready, "ie-dpc", reference="IN-1")
        assert stopped(incident, self.ICO)
        assert self.owed(incident) != "notice"

    def test_a_company_under_uk_law_alone_goes_on_as_before(self) -> None:
        for main in (None, "none"):
            of = policy(main, "gb-ico")
            incident = self.filed("GB")
            assert stopped(incident, of)
            assert "confirm_authorities" not in [step.act for step in guided(incident, of).steps]

    def test_one_that_has_left_the_directory_holds_no_list_up(self) -> None:
        incident = filing(approved("ie-dpc", "fr-cnil"), "fr-cnil")
        kept = {id: one for id, one in policy().authorities.by_id.items() if id != "fr-cnil"}
        smaller = replace(policy(), authorities=replace(policy().authorities, by_id=kept))
        incident = confirming(incident, "ie-dpc", of=smaller)
        assert [one.id for one in without(incident)] == ["ie-dpc"]


class TestWhenItIsAsked:
    def test_it_is_no_step_where_the_settings_do_not_say_where_the_company_sits(self) -> None:
        found = guided(cast.assessed())
        assert "confirm_authorities" not in [step.act for step in found.steps]
        assert "confirm_authorities" in guide(cast.assessed(), at(DPO)).offers

    def test_without_a_directory_it_is_not_offered(self) -> None:
        assert "confirm_authorities" not in guide(cast.assessed(), at(DPO, of=cast.policy())).offers

    def test_several_are_a_step_for_the_dpo_until_they_are_confirmed_and_again_when_more_are_proposed(
        self,
    ) -> None:
        of = policy(NONE)
        incident = cast.stating(cast.assessed(), countries=["IE", "FR"])
        (step,) = [one for one in guided(incident, of).steps if one.act == "confirm_authorities"]
        assert "CNIL, DPC, as proposed" in step.words
        assert set(step.holders) <= set(TEAM.approvers)
        incident = confirming(incident, "ie-dpc", "fr-cnil", of=of)
        assert "confirm_authorities" not in [one.act for one in guided(incident, of).steps]
        incident = cast.stating(incident, countries=["IE", "FR", "PL"])
        assert "confirm_authorities" in [one.act for one in guided(incident, of).steps]

    def test_the_one_of_the_settings_alone_needs_no_word(self) -> None:
        of = policy("IE", "ie-dpc")
        incident = cast.stating(cast.assessed(), countries=["IE", "FR"])
        assert "confirm_authorities" not in [one.act for one in guided(incident, of).steps]


def test_confirming_another_list_makes_the_approval_of_the_old_address_void() -> None:
    incident = confirming(approved("ie-dpc"), "ie-dpc", "fr-cnil")
    assert incident.approval("authority") is None
    assert isinstance(incident.authorities[-1], e.AuthoritiesConfirmed)
