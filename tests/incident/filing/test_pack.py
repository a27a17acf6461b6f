"""Packs: how much of each form is filled in, where it comes from, and that nothing is invented."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachbot.assessment.facts import FACTS
from breachbot.errors import Refused
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.confirm_awareness import ConfirmAwareness
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.events import AuthoritiesConfirmed
from breachbot.incident.filing.pack import STATES, FilingPack, FilledField, occasion_of, pack_of
from breachbot.publish.filing import as_html, as_json, as_markdown, counted
from tests.incident import cast
from tests.incident.filing.incidents import (
    ARCHIVE,
    AUTHORITIES,
    DEMOS,
    ENOUGH,
    RANSOMWARE,
    TOLD,
    desk,
    directory,
    forms,
    packed,
    told,
)

OF_FACTS: Mapping[str, str] = {
    field.id: field.source.name
    for field in forms().superset.fields
    if field.source and field.source.kind == "fact" and not field.applies
}
"""Each field that is a fact whatever else is known, and which."""


def by_id(pack: FilingPack) -> dict[str, FilledField]:
    return {one.field.id: one for one in pack.fields}


def formats(pack: FilingPack) -> tuple[str, str, str]:
    to, templates = directory().by_id[pack.authority], cast.policy().templates
    return as_json(pack), as_markdown(pack, to, templates), as_html(pack, to, templates)


def asked_by_ireland(**company: str) -> FilingPack:
    """The demo's export at a company that has answered otherwise."""
    incident = told(DEMOS)
    form = packed(incident, "ie-dpc").form
    return pack_of(
        incident,
        form,
        desk(**company),
        occasion_of(incident, cast.NOON, "ie-dpc"),
        directory().by_id["ie-dpc"],
    )


@pytest.mark.parametrize("name", TOLD)
@pytest.mark.parametrize("authority", AUTHORITIES)
def test_most_of_what_can_be_answered_is(name: str, authority: str) -> None:
    pack = packed(told(TOLD[name]), authority)
    values, typed = pack.count("value"), pack.count("to_type")
    sys.stdout.write(f"{name}, {authority}: {counted(pack)}; {values / (values + typed):.1%}\n")
    assert values / (values + typed) >= ENOUGH
    assert sum(map(pack.count, STATES)) == len(pack.form.marks)
    for one in pack.fields:
        assert (one.value is not None) == (one.state == "value"), one.field.id
        assert one.state != "value" or one.origin != "asked", one.field.id


def test_what_is_known_stands_there_in_the_words_of_the_notice() -> None:
    found = by_id(packed(told(ARCHIVE), "fr-cnil"))
    notice = {one.field.id: one.value for one in packed(told(ARCHIVE), "mt-idpc").fields}
    assert found["subject_categories"].value == notice["subject_categories"] == ("Patients", "Children")
    assert (found["special_categories"].value, found["children"].value) == (True, True)
    assert found["subjects_count"].value.model_dump() == {"min": 6000, "max": 7500, "estimate": None}
    assert found["risk_level"].value == "Likely a high risk"
    assert found["controller_country"].value == "Ireland"
    assert found["subject_categories"].origin == "fact:people_kinds"


def test_what_takes_a_person_is_left_to_a_person() -> None:
    lost, meal = (
        by_id(packed(told(ARCHIVE), "fr-cnil")),
        told(DEMOS | {"data_categories": ["name", "diet"], "reveals": "nothing"}),
    )
    assert lost["cause_origin"].state == "to_type", "a carrier may have lost it"
    assert by_id(packed(meal, "fr-cnil"))["special_categories"].state == "to_type"
    assert by_id(packed(told(RANSOMWARE), "pl-uodo"))["other_parties"].state == "to_type"
    assert by_id(packed(told(ARCHIVE), "pl-uodo"))["other_parties"].state == "to_type", (
        "that no processor told us does not mean that none is involved"
    )
    assert by_id(asked_by_ireland(company_country="DE"))["cross_border"].state == "to_type", (
        "all live in another country than that of the company"
    )


def test_a_setting_that_is_not_set_is_to_be_typed() -> None:
    assert by_id(asked_by_ireland(company_sector=""))["controller_sector"].state == "to_type"


@settings(max_examples=12, deadline=None)
@given(
    st.sets(st.sampled_from(sorted(set(OF_FACTS.values()))), min_size=1, max_size=6),
    st.sampled_from(sorted(TOLD)),
)
def test_what_is_planted_as_unknown_is_unknown_in_every_form_and_format(planted: set[str], name: str) -> None:
    known = {fact: value for fact, value in TOLD[name].items() if fact not in planted}
    nothing: dict[str, Any] = dict.fromkeys(planted)
    incident = cast.stating(told(known), **nothing)
    for form in forms().forms:
        authority = directory().by_id[(form.authorities or ("at-dsb",))[0]]
        pack = pack_of(incident, form, desk(), occasion_of(incident, cast.NOON, authority.id), authority)
        read = {one["id"]: one for one in json.loads(as_json(pack))["fields"]}
        for field, fact in OF_FACTS.items():
            if fact not in planted or field not in read:
                continue
            assert read[field]["state"] in ("not_known_yet", "not_applicable"), (form.id, field)
            assert read[field]["value"] is None
            if read[field]["state"] == "not_known_yet" and "still_unknown" in read:
                titles = cast.policy().templates.words.titles["authority"]
                assert titles[fact] in by_id(pack)["still_unknown"].value


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_a_text_that_nobody_confirmed_is_in_no_format(authority: str) -> None:
    """An alert suggests the account, nobody knows of the measures, and two people count people differently."""
    known = {fact: value for fact, value in ARCHIVE.items() if fact != "what_happened"}
    told_by_alert = StateFacts(answers={"what_happened": "Sold at the harbour."}, source="alert")
    incident = cast.stating(cast.aware(), by=cast.DPO, **(known | {"measures_taken": None}))
    incident = cast.stating(cast.taking(incident, told_by_alert), people_count=123456)
    pack = packed(incident, authority)
    assert by_id(pack)["summary"].state == "not_known_yet"
    assert by_id(pack)["measures_taken"].state == "not_known_yet"
    for text in formats(pack):
        assert "harbour" not in text
        assert "123456" not in text
        assert "7500" not in text
        assert ARCHIVE["measures_taken"] not in text


def test_an_incident_of_which_nothing_is_known_has_no_facts_in_it() -> None:
    pack = packed(cast.opened(), "fr-cnil")
    assert {one.origin.partition(":")[0] for one in pack.of("value")} <= {"setting", "event"}
    assert by_id(pack)["risk_level"].state == "not_known_yet"
    assert by_id(pack)["where_is_the_data_now"].state == "not_known_yet"


def test_a_supplement_says_only_what_is_new_with_the_reference_of_the_authority() -> None:
    filed = cast.filing(cast.approving(cast.drafted(), "authority"), cast.NOON, reference="DPC-77")
    later = cast.stating(filed, people_count=2500)
    pack = packed(later, "ie-dpc")
    found = by_id(pack)
    assert pack.occasion.phase == "follow_up"
    assert found["sa_reference"].value == "DPC-77"
    assert found["previous_filing_date"].value == cast.NOON
    new = {name for name, one in found.items() if not one.field.always}
    assert new == {"subjects_count"}
    assert "records_count" not in found


def without_facts(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}


PLAIN: dict[str, Any] = DEMOS | {"data_categories": ["name", "contact", "orders"]}


@pytest.mark.parametrize(
    ("facts", "state", "value"),
    [
        (PLAIN | {"reveals": "nothing"}, "to_type", None),
        (PLAIN | {"reveals": "belief"}, "value", True),
        (PLAIN | {"reveals": "private_use"}, "to_type", None),
        (without_facts(PLAIN, "reveals"), "not_known_yet", None),
        (without_facts(PLAIN, "reveals") | {"data_categories": ["name", "health"]}, "value", True),
        (without_facts(PLAIN, "reveals") | {"data_categories": ["name", "diet"]}, "not_known_yet", None),
        (without_facts(PLAIN, "data_categories") | {"reveals": "nothing"}, "not_known_yet", None),
        (without_facts(PLAIN, "data_categories") | {"reveals": "patient"}, "value", True),
    ],
)
def test_special_categories_are_never_ruled_out_by_what_nobody_named(
    facts: dict[str, Any], state: str, value: bool | None
) -> None:
    found = by_id(packed(told(facts), "pl-uodo"))["special_categories"]
    assert (found.state, found.value) == (state, value)


@pytest.mark.parametrize(
    ("people", "number", "said"),
    [
        (2300, 1, None),
        (2300, 2299, None),
        (2300, 2300, "Yes"),
        ({"min": 2000, "max": 2300}, 2000, None),
        (None, 2300, None),
    ],
)
def test_the_people_were_told_once_as_many_were_told_as_the_duty_asks(
    people: Any, number: int, said: str | None
) -> None:
    found = by_id(packed(cast.telling(told(DEMOS | {"people_count": people}), number), "pl-uodo"))
    assert found["subjects_informed"].value == said
    assert found["subjects_informed"].state == ("value" if said else "to_type")
    assert found["number_informed"].value.estimate == number
    assert found["planned_at"].state == ("not_applicable" if said else "to_type")


def test_a_moment_of_awareness_that_waits_for_the_dpo_is_not_known_yet() -> None:
    long_ago = cast.NOON - timedelta(days=20)
    waits = cast.taking(cast.opened(), BecomeAware(aware_at=long_ago, basis="Foreign rows seen"))
    pack = packed(waits, "fr-cnil")
    found = by_id(pack)
    for name in ("aware_at", "established_or_suspected"):
        assert (found[name].state, found[name].value) == ("not_known_yet", None)
    assert found["how_discovered"].value == "Foreign rows seen"
    sure = ConfirmAwareness(aware_at=long_ago, reason="The log of the export says so.")
    settled = by_id(packed(cast.taking(waits, sure, cast.DPO), "fr-cnil"))
    assert settled["aware_at"].value == long_ago
    assert settled["established_or_suspected"].value == "Established"


@pytest.mark.parametrize(
    ("changed", "field", "state"),
    [
        ({"cause": "other_accident"}, "incident_kind", "to_type"),
        ({"reveals": None}, "special_categories", "not_known_yet"),
        ({"ongoing": "yes", "occurred_until": None}, "ended_at", "not_applicable"),
    ],
)
def test_a_supplement_shows_an_answer_that_no_longer_holds(
    changed: dict[str, Any], field: str, state: str
) -> None:
    known = told(DEMOS | {"reveals": "nothing", "ongoing": "no"})
    filed = cast.filing(cast.approving(cast.drafting(known), "authority"), cast.NOON)
    assert field not in by_id(packed(filed, "pl-uodo", own_authority="pl-uodo"))
    again = packed(cast.stating(filed, **changed), "pl-uodo", own_authority="pl-uodo")
    assert by_id(again)[field].state == state


def test_once_the_authority_has_all_the_whole_form_is_written_again() -> None:
    known = DEMOS | {"people_count": 2300, "deletion_confirmed": "in_writing"}
    filed = cast.filing(cast.approving(cast.drafting(told(known)), "authority"), cast.NOON)
    assert packed(filed, "ie-dpc").occasion.phase == "follow_up", "the people are not told yet"
    complete = replace(filed, filings=(filed.filings[0].model_copy(update={"phase": "complete"}),))
    whole = packed(complete, "ie-dpc")
    assert whole.occasion.phase == "complete"
    assert len(whole.fields) == len(whole.form.marks)


def test_a_withdrawal_says_no_more_than_which_report_and_why() -> None:
    gone = packed(cast.told_everything(), "ie-dpc", phase="withdrawal")
    assert by_id(gone)["notification_type"].value == "Withdrawal of an earlier report"
    assert by_id(gone)["what_changes"].state == "to_type"
    assert all(one.field.always for one in gone.fields)


def test_each_authority_has_reports_and_a_reference_of_its_own() -> None:
    """The first has the report, the second nothing yet; both were confirmed by the DPO."""
    said = AuthoritiesConfirmed(
        at=cast.NOON,
        by=cast.DPO,
        authorities=("ie-dpc", "pl-uodo"),
        names=("Irish authority", "Polish authority"),
        proposed=(),
        unknown=(),
        reason="People in both countries are affected.",
        earlier="ie-dpc",
    )
    filed = cast.filing(
        cast.approving(cast.drafted(countries=["IE", "PL"]), "authority"), cast.NOON, reference="DPC-77"
    )
    both = cast.after(filed, [said])
    first, second = packed(both, "ie-dpc"), packed(both, "pl-uodo")
    assert (first.occasion.phase, second.occasion.phase) == ("follow_up", "initial")
    assert by_id(first)["sa_reference"].value == "DPC-77"
    assert by_id(second)["sa_reference"].state == "not_applicable"
    assert by_id(second)["other_sas_notified"].value == "Irish authority"
    assert by_id(second)["concerned_sas"].value == "Irish authority"
    assert by_id(packed(filed, "pl-uodo", phase="complete"))["concerned_sas"].state == "to_type"


@pytest.mark.parametrize("authority", ["gb-ico", "pl-uodo", "de-by"])
def test_a_report_to_the_companys_own_authority_is_no_report_to_another(authority: str) -> None:
    """Nobody has said yet with which authorities the notice is filed."""
    filed = cast.filing(cast.approving(cast.drafted(), "authority"), cast.NOON, reference="DPC-77")
    for pack in (packed(filed, authority), packed(filed, authority, phase="initial")):
        assert pack.occasion.phase == "initial"
        assert by_id(pack)["previous_filing_date"].state == "not_applicable"
        assert by_id(pack)["sa_reference"].state == "not_applicable"
        assert all("DPC-77" not in text for text in formats(pack))
    with pytest.raises(Refused, match="Nothing was filed with this authority yet"):
        packed(filed, authority, phase="correction")


def test_a_report_that_names_no_authority_is_nobodys_where_none_is_set() -> None:
    filed = cast.filing(cast.approving(cast.drafted(), "authority"), cast.NOON, reference="DPC-77")
    assert packed(filed, "ie-dpc", own_authority=None).occasion.phase == "initial"
    assert packed(filed, "ie-dpc").occasion.phase == "follow_up"


@pytest.mark.parametrize("phase", ["follow_up", "correction", "withdrawal"])
def test_nothing_can_be_corrected_before_the_first_report(phase: Any) -> None:
    with pytest.raises(Refused, match="Nothing was filed with this authority yet"):
        occasion_of(cast.assessed(), cast.NOON, "ie-dpc", phase)


def test_by_when_it_will_be_complete_is_a_promise_that_a_person_gives() -> None:
    incident = told(DEMOS)
    assert by_id(packed(incident, "pl-uodo"))["expected_completion_date"].state == "to_type"
    given = by_id(packed(incident, "pl-uodo", complete_by=cast.NOON))
    assert given["expected_completion_date"].value == cast.NOON
    assert (
        by_id(packed(incident, "pl-uodo", phase="complete"))["expected_completion_date"].state
        == "not_applicable"
    )


def test_the_law_is_that_of_the_authority() -> None:
    assert by_id(packed(told(DEMOS), "nl-ap"))["legal_basis"].value.endswith("(GDPR)")
    swiss = pack_of(
        told(DEMOS),
        forms().forms[0],
        desk(),
        occasion_of(cast.aware(), cast.NOON, "at-dsb"),
        directory().by_id["ch-edoeb"],
    )
    assert "FADP" in swiss.occasion.law


def test_the_same_gives_the_same_bytes() -> None:
    first, second = (formats(packed(told(DEMOS), "gb-ico")) for _ in range(2))
    assert first == second
    assert FACTS["people_count"].question not in first[0]


@pytest.mark.parametrize("field", ["children", "vulnerable", "criminal_data", "national_id"])
def test_what_nobody_ticked_is_not_ruled_out(field: str) -> None:
    found = by_id(packed(told(DEMOS), "fr-cnil"))[field]
    assert (found.state, found.value) == ("to_type", None)


def test_people_were_advised_what_the_notice_says_that_went_out() -> None:
    """Nobody was told; then the mail goes out; then somebody thinks of other advice."""
    advised = "Change your password today."
    known = told(DEMOS | {"advice": advised})
    assert by_id(packed(known, "pl-uodo"))["advice_given"].state == "not_known_yet"
    unasked = cast.telling(known, 5)
    assert by_id(packed(unasked, "pl-uodo"))["advice_given"].state == "to_type", "in other words than ours"
    sent = cast.telling(cast.approving(cast.drafting(known), "mail"), 2300, version=1)
    later = cast.stating(sent, advice="Do nothing.")
    for incident in (sent, later):
        assert by_id(packed(incident, "pl-uodo"))["advice_given"].value == advised


def test_the_page_stands_where_it_was_published_whatever_the_settings_say_now() -> None:
    known = told(DEMOS)
    assert by_id(packed(known, "pl-uodo"))["text_or_url"].state == "not_known_yet"
    out = cast.publishing(cast.approving(cast.drafting(known), "page"))
    assert by_id(packed(out, "pl-uodo"))["text_or_url"].value == "https://example.com/x"
    assert by_id(packed(out, "pl-uodo"))["advice_given"].state == "value"


def test_what_is_still_unknown_is_what_the_approved_notice_lists() -> None:
    """This form asks of a harm that nobody saw; the notice also lists what the form has no question for."""
    drafted = cast.approving(cast.drafting(told(ARCHIVE | {"harm_seen": None})), "authority")
    pack = packed(drafted, "gb-ico")
    assert pack.approved is not None
    assert by_id(pack)["still_unknown"].value == pack.approved.still_unknown != ()
    waits = packed(cast.stating(drafted, harm_seen="no"), "gb-ico")
    assert waits.approved is None
    assert by_id(waits)["still_unknown"].value != pack.approved.still_unknown


def test_a_question_that_hangs_on_an_open_answer_is_open() -> None:
    undecided = by_id(packed(cast.aware(), "pl-uodo"))
    for name in ("informed_at", "planned_at", "number_informed", "channel", "not_informed_reason"):
        assert undecided[name].state == "not_known_yet", name
    assert undecided["public_communication_plan"].state == "not_known_yet"


@pytest.mark.parametrize(
    "cause", ["software_fault", "published", "insider", "other_accident", "other_attack"]
)
def test_what_is_asked_of_a_cyber_incident_is_asked_while_nobody_said_that_it_is_none(cause: str) -> None:
    found = by_id(packed(told(DEMOS | {"cause": cause}), "gb-ico"))
    assert (found["is_cyber"].state, found["org_impact"].state) == ("to_type", "to_type")
    assert by_id(packed(told(DEMOS | {"cause": "lost"}), "gb-ico"))["org_impact"].state == "not_applicable"
