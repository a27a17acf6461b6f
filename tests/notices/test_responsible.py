"""Who is responsible: a lead only with an establishment in the EEA, and what is unknown is never none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.configured.places import bundled
from breachbot.notices.responsible import (
    ANOTHER,
    NONE,
    TO_FILE,
    Establishments,
    People,
    Proposal,
    propose,
)
from breachbot.store.authorities import load_directory

DIRECTORY = load_directory(bundled("playbooks"))
EEA = sorted({one.country for one in DIRECTORY if one.law == "gdpr"})
OUTSIDE = ["GB", "CH", "US", ANOTHER]
PLACES = st.sampled_from([*EEA, "DE-BY", "DE-BE", "DE-XX", "GB", "CH", "US"])
COMPANIES = st.builds(
    Establishments,
    main=st.none() | st.just(NONE) | PLACES,
    others=st.lists(PLACES, max_size=3).map(tuple),
    representative=st.none() | PLACES,
    serves=st.sampled_from(["private", "public", "federal_and_telecoms"]),
    authority=st.sampled_from([None, "ie-dpc", "gb-ico", "xx-gone"]),
)
PEOPLE = st.builds(
    People,
    countries=st.frozensets(st.sampled_from([*EEA, *OUTSIDE]), max_size=5),
    all_known=st.booleans(),
)


def asked(main: str | None, *countries: str, known: bool = True, **more: object) -> Proposal:
    return propose(Establishments(main, **more), People(frozenset(countries), known), DIRECTORY)  # type: ignore[arg-type]


def roles(found: Proposal) -> list[tuple[str, str]]:
    return [(one.role, one.authority.id if one.authority else one.place) for one in found.found]


@pytest.mark.parametrize(
    ("main", "countries", "expected"),
    [
        ("IE", ["IE"], [("own", "ie-dpc")]),
        ("IE", ["IE", "FR"], [("lead", "ie-dpc"), ("concerned", "fr-cnil")]),
        ("DE-BY", ["PL"], [("lead", "de-by"), ("concerned", "pl-uodo")]),
        ("IE", ["GB", "CH"], [("own", "ie-dpc"), ("separate", "ch-edoeb"), ("separate", "gb-ico")]),
        (NONE, ["FR", "PL"], [("each", "fr-cnil"), ("each", "pl-uodo")]),
        ("GB", ["FR"], [("each", "fr-cnil"), ("separate", "gb-ico")]),
        (None, ["FR"], [("possible", "fr-cnil")]),
        (NONE, ["DE"], [("each", "DE")]),
        ("ES", ["ES"], [("own", "es-aepd")]),
    ],
)
def test_who_is_responsible(main: str | None, countries: list[str], expected: list[tuple[str, str]]) -> None:
    assert roles(asked(main, *countries)) == expected


def test_the_single_establishment_in_the_eea_leads_whatever_lies_outside() -> None:
    found = asked("US", "IE", "FR", others=("IE", "GB"))
    assert roles(found) == [("lead", "ie-dpc"), ("concerned", "fr-cnil"), ("separate", "gb-ico")]
    assert found.found[0].because.startswith("The only establishment in the EEA is in IE")


def test_of_several_establishments_without_a_main_one_nobody_leads() -> None:
    found = asked(NONE, "PL", others=("IE", "FR"))
    assert roles(found) == [("possible", "ie-dpc"), ("possible", "fr-cnil"), ("possible", "pl-uodo")]
    assert any("Which of the establishments" in one for one in found.unknown)


def test_the_authority_of_the_settings_counts_while_the_main_establishment_is_not_set() -> None:
    found = asked(None, "IE", "FR", authority="ie-dpc")
    assert roles(found) == [("named", "ie-dpc"), ("possible", "fr-cnil")]
    assert any("BREACHBOT_ESTABLISHED_IN" in one for one in found.unknown)


def test_an_authority_that_does_not_fit_the_establishment_is_said() -> None:
    assert any("one of the two is wrong" in one for one in asked("DE-BY", "DE", authority="ie-dpc").unknown)
    assert asked("DE-BY", "DE", authority="de-by").unknown == ()


def test_without_its_land_germany_names_those_that_it_may_be() -> None:
    (one,) = asked("DE", "DE").found
    assert one.authority is None
    assert len(one.choices) == 16
    assert {"de-by", "de-be"} <= {*one.choices}
    assert not {"de-bfdi", "de-by-public"} & {*one.choices}
    (public,) = asked("DE-BY", "DE", serves="public").found
    assert public.authority is DIRECTORY.get("de-by-public")
    (telecoms,) = asked("DE-BY", "DE", serves="federal_and_telecoms").found
    assert telecoms.authority is DIRECTORY.get("de-bfdi")


@given(COMPANIES, PEOPLE)
def test_without_an_establishment_in_the_eea_nobody_leads(company: Establishments, people: People) -> None:
    """A representative is none."""
    found = propose(company, people, DIRECTORY)
    seats = [one for one in (company.main, *company.others) if one and one.partition("-")[0] in EEA]
    if not seats or company.main is None:
        assert not {"lead", "own", "concerned"} & {one.role for one in found.found}
    without = propose(replace(company, representative=None), people, DIRECTORY)
    assert (roles(without), without.unknown) == (roles(found), found.unknown)


@given(COMPANIES, PEOPLE)
def test_every_country_has_a_place_or_is_said_to_be_unknown(company: Establishments, people: People) -> None:
    found = propose(company, people, DIRECTORY)
    places = {one.place.partition("-")[0] for one in found.found}
    said = " ".join(found.unknown)
    for country in people.countries - {ANOTHER}:
        assert country in places or f"People in {country} " in said, country
    assert (ANOTHER in people.countries) == ("nobody has named" in said)


@given(COMPANIES, PEOPLE)
def test_what_is_not_known_is_named(company: Establishments, people: People) -> None:
    found = propose(company, people, DIRECTORY)
    if not (people.all_known and people.countries):
        assert any("not fully known" in one for one in found.unknown)
        assert "own" not in {one.role for one in found.found}
    if company.main is None:
        assert any("BREACHBOT_ESTABLISHED_IN" in one for one in found.unknown)
    for one in found.found:
        assert one.authority or any(
            sentence.startswith(one.place.partition("-")[0]) for sentence in found.unknown
        )


@given(COMPANIES, PEOPLE, st.sampled_from([*EEA, *OUTSIDE]))
def test_one_more_country_takes_nobody_out(company: Establishments, people: People, country: str) -> None:
    before = propose(company, people, DIRECTORY)
    after = propose(company, replace(people, countries=people.countries | {country}), DIRECTORY)
    assert {*before.to_file} <= {*after.to_file}
    if people.countries:  # of nobody at all it is not known where they live
        assert {*before.unknown} <= {*after.unknown}


@given(COMPANIES, PEOPLE)
def test_each_has_a_reason_with_its_source(company: Establishments, people: People) -> None:
    for one in propose(company, people, DIRECTORY).found:
        assert one.because.endswith(".")
        assert len(one.source) > 5
        assert one.files == (one.role in TO_FILE)
        assert one.authority is None or one.authority.law == {
            "GB": "uk_gdpr",
            "CH": "swiss_fadp",
        }.get(one.place, "gdpr")
