"""What the rulings promise, whatever the facts: forgetting, doubting and disputing never lower a duty."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from breachbot.assessment.assess import UNDECIDED, Assessment, assess
from breachbot.assessment.facts import FACTS, Fact, Statement, contradictions, settle, validate
from breachbot.store.playbooks import load_playbook
from tests.yaml_cases import parsed

GDPR = load_playbook(Path(__file__).parents[2] / "playbooks" / "gdpr.yaml").playbook
ASKED = [fact for fact in FACTS.values() if fact.for_rules]
HEIGHT = {"not_required": 0, "undetermined": 1, "weigh": 1, "required": 2}
WITHOUT_A_BREACH: dict[str, Any] = {
    fact.id: next(iter(fact.options))
    for fact in ASKED
    if fact.kind == "choice" and fact.id != "deletion_confirmed"  # nobody has anything to delete
} | {
    "data_categories": ["name"],
    "people_kinds": ["users"],
    "later_measures": ["none"],
    "personal_data": "yes",
    "access_evidence": "complete_logs_show_none",
    "recipient": "none_known",
}
CALM = {"harm_seen": "no", "targeted": "no", "reveals": "nothing", "taken_over": "no"}
SPOKEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

EXPORT: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "no",
    "cause": "software_fault",
    "data_categories": ["name", "contact", "orders", "payment"],
    "identifiability": "direct",
    "people_kinds": ["customers"],
    "people_count": 2300,
    "encryption": "none",
    "recipient": "several_known",
    "access_evidence": "access_seen",
}


def said(
    fact: str,
    value: Any,
    *,
    by: str = "U1",
    source: Literal["alert", "person"] = "person",
    confirmed: bool = True,
) -> Statement:
    return Statement(fact, validate(fact, value), by, SPOKEN, source, confirmed)


def assessed(facts: dict[str, Any], *, doubted: frozenset[str] = frozenset()) -> Assessment:
    return assess(
        GDPR, settle([said(fact, value, confirmed=fact not in doubted) for fact, value in facts.items()])
    )


def outcomes(facts: dict[str, Any], *, doubted: frozenset[str] = frozenset()) -> dict[str, str]:
    return {one.obligation: one.outcome for one in assessed(facts, doubted=doubted).rulings}


def clash(facts: dict[str, Any]) -> bool:
    return bool(contradictions(settle([said(fact, value) for fact, value in facts.items()])))


def answers_of(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.kind == "count":
        exact = st.sampled_from([0, 1, 99, 100, 101, 60_000])
        return exact | st.just({"min": 50, "max": 150})
    single = st.sampled_from(list(fact.options))
    if fact.kind == "choice":
        return single
    return st.lists(single, min_size=1, max_size=3, unique=True).filter(
        lambda chosen: ("none" not in chosen or len(chosen) == 1) and len(fact.apart & {*chosen}) < 2
    )


CASES = [
    parsed(path.read_text())["facts"]
    for path in (Path(__file__).parents[1] / "cases" / "edpb-01-2021").glob("*.yaml")
]
CHANGES = st.fixed_dictionaries({}, optional={fact.id: answers_of(fact) for fact in ASKED})
SOME_FACTS = CHANGES | st.builds(
    lambda case, changes, kept: case | {fact: changes[fact] for fact in kept if fact in changes},
    st.sampled_from([EXPORT, *CASES]),
    CHANGES,
    st.sets(st.sampled_from([fact.id for fact in ASKED]), max_size=3),
)
"""Any facts at all, and real ones with up to three changes, where outcomes lie close together."""

ALL_FACTS = st.fixed_dictionaries({fact.id: answers_of(fact) for fact in ASKED})
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_in_the_first_hour_nothing_is_known() -> None:
    first = assessed({})
    assert {one.obligation: one.outcome for one in first.rulings} == {
        "document": "required",
        "notify_authority": "undetermined",
        "communicate": "undetermined",
        "notify_controller": "undetermined",
    }
    authority = first.ruling("notify_authority")
    assert authority is not None
    assert authority.because == (UNDECIDED,)
    assert authority.waiting_for[:2] == ("role", "personal_data")


def test_every_outcome_has_a_reason() -> None:
    ruling = assessed(EXPORT).ruling("communicate")
    assert ruling is not None
    assert ruling.rules == ("high-harmful-several",)
    assert ruling.because == (
        "Readable data that serve fraud or reveal private life reached several people who are not bound to "
        "secrecy; that no copy remains cannot be checked.",
    )
    assert ruling.waiting_for == ()
    assert assessed(EXPORT).ruling("nothing_such") is None


def test_without_personal_data_there_is_no_breach() -> None:
    assert set(outcomes({"personal_data": "no"}).values()) == {"not_required"}
    assert outcomes({"personal_data": "no"}, doubted=frozenset({"personal_data"})) == outcomes({})


def test_a_processor_tells_its_controller_and_nobody_else() -> None:
    assert outcomes(EXPORT | {"role": "processor"}) == {
        "document": "required",
        "notify_authority": "not_required",
        "communicate": "not_required",
        "notify_controller": "required",
    }


def test_an_alert_may_raise_a_duty_and_not_lower_it() -> None:
    by_alert = settle([said(fact, value, source="alert") for fact, value in EXPORT.items()])
    assert {one.outcome for one in assess(GDPR, by_alert).rulings} == {"required", "undetermined"}
    logged = {"access_evidence": "complete_logs_show_none", "recipient": "none_known"}
    safe = EXPORT | CALM | logged | {"data_categories": ["name", "contact"]}
    assert outcomes(safe)["notify_authority"] == "not_required"
    doubtful = frozenset({"access_evidence"})
    assert outcomes(safe, doubted=doubtful)["notify_authority"] == "undetermined"
    ruling = assessed(safe, doubted=doubtful).ruling("notify_authority")
    assert ruling is not None
    assert "access_evidence" in ruling.waiting_for


def test_two_who_disagree_leave_it_open() -> None:
    statements = [said(fact, value) for fact, value in EXPORT.items()]
    disputed = settle([*statements, said("encryption", "key_safe", by="U2")])
    ruling = assess(GDPR, disputed).ruling("notify_authority")
    assert ruling is not None
    assert ruling.outcome == "undetermined"
    assert "encryption" in ruling.waiting_for


def test_an_exception_has_to_be_shown() -> None:
    """Art. 34(3)(b): while nobody knows of later measures, the people are told."""
    mild = EXPORT | {
        "data_categories": ["name", "birth_date"],
        "recipient": "hostile",
        "access_evidence": "access_seen",
    }
    assert outcomes(mild)["communicate"] == "required"
    shown = mild | CALM | {"later_measures": ["taker_stopped"]}
    assert outcomes(shown)["communicate"] == "not_required"
    assert outcomes(shown)["notify_authority"] == "required", "34(3) lifts nothing of Art. 33"
    assert outcomes(shown, doubted=frozenset({"later_measures"}))["communicate"] == "required"


@pytest.mark.parametrize(("people", "outcome"), [(99, "not_required"), (100, "weigh"), (101, "weigh")])
def test_a_small_slip_is_smaller_than_a_hundred(people: int, outcome: str) -> None:
    slip = EXPORT | CALM
    slip |= {
        "cause": "sent_astray",
        "data_categories": ["name", "contact"],
        "recipient": "known",
        "deletion_confirmed": "asked",
        "people_count": people,
    }
    assert outcomes(slip)["notify_authority"] == outcome
    around = slip | {"people_count": {"min": 50, "max": 150}}
    assert outcomes(around)["notify_authority"] == "undetermined"


@patient
@given(SOME_FACTS, st.data())
def test_forgetting_a_fact_never_turns_required_into_not_required(facts: dict[str, Any], data: Any) -> None:
    assume(not clash(facts))
    before = outcomes(facts)
    forgotten = data.draw(st.sets(st.sampled_from(sorted(facts)))) if facts else set()
    after = outcomes({fact: value for fact, value in facts.items() if fact not in forgotten})
    assert not [duty for duty in before if (before[duty], after[duty]) == ("required", "not_required")]


@patient
@given(SOME_FACTS, st.data())
def test_doubt_is_at_least_as_strict_as_knowing_or_not_knowing(facts: dict[str, Any], data: Any) -> None:
    """A doubtful fact is taken both ways, alone and together with the others, and the stricter one counts."""
    some = st.sets(st.sampled_from(sorted(facts))) if facts else st.just(set())
    doubted, believed = data.draw(some), data.draw(some)
    in_doubt = outcomes(facts, doubted=frozenset(doubted))
    decided = outcomes({fact: value for fact, value in facts.items() if fact not in doubted - believed})
    assert all(HEIGHT[in_doubt[duty]] >= HEIGHT[decided[duty]] for duty in decided)


@patient
@given(ALL_FACTS)
def test_when_all_is_known_and_fits_together_all_is_decided_or_weighed(facts: dict[str, Any]) -> None:
    fitting = WITHOUT_A_BREACH
    for fact, value in (*facts.items(), ("deletion_confirmed", "not_possible")):
        if (fact in WITHOUT_A_BREACH or fact not in fitting) and not clash(fitting | {fact: value}):
            fitting = fitting | {fact: value}
    assert "undetermined" not in outcomes(fitting | {"people_count": 50}).values()


@patient
@given(SOME_FACTS, st.data())
def test_only_the_awaited_facts_can_decide(facts: dict[str, Any], data: Any) -> None:
    rulings = assessed(facts).rulings
    undecided = [one for one in rulings if one.outcome == "undetermined"]
    unknown = [fact for fact in ASKED if fact.id not in facts]
    assert all(one.waiting_for for one in undecided)
    for ruling in undecided:
        beside = {
            fact.id: data.draw(answers_of(fact)) for fact in unknown if fact.id not in ruling.waiting_for
        }
        if not clash(facts | beside):
            assert outcomes(facts | beside)[ruling.obligation] == "undetermined"
