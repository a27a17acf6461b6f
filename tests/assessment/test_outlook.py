"""What would change an outcome: a listed flip flips, a listed way leads there, and nobody is left without a way."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.assessment.assess import assess
from breachbot.assessment.facts import FACTS, Settled, contradictions, settle
from breachbot.assessment.outlook import Ask, flips, look_ahead, next_steps
from tests.assessment.test_assess import EXPORT, GDPR, SOME_FACTS, patient, said


def settled(facts: dict[str, Any]) -> dict[str, Settled]:
    return settle([said(fact, value) for fact, value in facts.items()])


def outcomes(known: dict[str, Settled]) -> dict[str, str]:
    return {ruling.obligation: ruling.outcome for ruling in assess(GDPR, known).rulings}


def mildest(ask: Ask) -> Any:
    """An answer that does what a step asks for."""
    fact = FACTS[ask.fact]
    if fact.kind == "count":
        return ask.least
    if fact.kind == "choice":
        return ask.one_of[0]
    return list(dict.fromkeys(some[0] for some in ask.some_of)) or [ask.one_of[0]]


def test_the_safe_key_is_the_answer_that_matters() -> None:
    found = {
        flip.fact: flip for flip in flips(GDPR, settled(EXPORT | {"harm_seen": "no", "cause": "sent_astray"}))
    }
    safe = {str(answer.value): answer.outcomes for answer in found["encryption"].answers}
    assert safe["left_encrypted"] == {"notify_authority": "not_required", "communicate": "not_required"}


def test_a_doubtful_answer_can_be_confirmed() -> None:
    facts = EXPORT | {"encryption": "left_encrypted", "harm_seen": "no", "cause": "sent_astray"}
    known = settle([said(fact, value, confirmed=fact != "encryption") for fact, value in facts.items()])
    assert outcomes(known)["notify_authority"] == "undetermined"
    found = [step for step in next_steps(GDPR, known) if step.fact == "encryption"]
    assert {step.obligation for step in found} == {"notify_authority", "communicate"}
    for step in found:
        assert (step.then, step.ask.one_of, step.together_with) == ("not_required", ("left_encrypted",), ())


def test_what_would_have_to_be_so_for_the_outcome_to_change() -> None:
    ahead = look_ahead(GDPR, settled(EXPORT | {"harm_seen": "no", "cause": "sent_astray"}))
    assert ahead.next == ()
    assert ("communicate", "encryption", "not_required") in {
        (s.obligation, s.fact, s.then) for s in ahead.change
    }


def test_in_the_first_hour_there_is_a_way_to_every_result() -> None:
    steps = next_steps(GDPR, {})
    assert {step.obligation for step in steps} >= {"notify_authority", "notify_controller"}


def test_first_is_asked_what_can_bring_a_duty_about_and_then_what_can_lift_it() -> None:
    steps = next_steps(
        GDPR, settled({"role": "controller", "personal_data": "yes", "confidentiality": "yes"})
    )
    assert {step.then for step in steps} == {"required", "not_required"}
    order = [step.then == "not_required" for step in steps]
    assert order == sorted(order)


BREACH = {"role": "controller", "personal_data": "yes", "confidentiality": "yes"}


@pytest.mark.parametrize(
    ("known", "first"),
    [
        ({}, ["role", "personal_data", "confidentiality", "data_categories", "cause", "recipient"]),
        (BREACH, ["data_categories", "recipient", "cause"]),
        (BREACH | {"data_categories": ["health"]}, ["recipient"]),
        (BREACH | {"recipient": "unknown"}, ["data_categories"]),
        (BREACH | {"confidentiality": "no", "availability": "yes"}, ["loss_effect"]),
    ],
    ids=str,
)
def test_who_got_which_data_is_asked_before_what_can_only_lift(
    known: dict[str, Any], first: list[str]
) -> None:
    """An alert says little: what the most ways to a duty hang on comes first, and not the one short way by a rare
    answer. What matters only by its mildest answer, such as a key that is safe, comes later."""
    asked = list(dict.fromkeys(step.fact for step in next_steps(GDPR, settled(known))))
    assert asked[: len(first)] == first
    for lifting in {"deletion_confirmed", "later_measures", "encryption"} & {*asked}:
        assert asked.index(lifting) >= len(first)


def test_of_several_ways_the_widest_is_shown() -> None:
    """To the question about encryption one short way needs hashes that somebody can match; most answers lead on too."""
    steps = next_steps(GDPR, settled(BREACH))
    told = next(step for step in steps if step.fact == "encryption" and step.then == "required")
    assert len(told.ask.one_of) == len(FACTS["encryption"].options) - 2


@patient
@given(SOME_FACTS)
def test_a_listed_flip_really_flips(facts: dict[str, Any]) -> None:
    known = settled(facts)
    if contradictions(known):
        return
    before = outcomes(known)
    for flip in flips(GDPR, known):
        for answer in flip.answers:
            after = settled(facts | {flip.fact: answer.value})
            assert contradictions(after) == []
            differing = {duty: then for duty, then in outcomes(after).items() if then != before[duty]}
            assert differing == answer.outcomes
            assert differing


@patient
@given(SOME_FACTS)
def test_every_open_question_has_a_way_and_the_way_leads_there(facts: dict[str, Any]) -> None:
    known = settled(facts)
    if contradictions(known):
        return
    steps = next_steps(GDPR, known)
    open_duties = {duty for duty, outcome in outcomes(known).items() if outcome == "undetermined"}
    assert bool(steps) == bool(open_duties)
    for ruling in assess(GDPR, known).rulings:
        assert bool(ruling.waiting_for) == (ruling.obligation in open_duties)
    for step in steps:
        answers = {ask.fact: mildest(ask) for ask in (step.ask, *step.together_with)}
        assert outcomes(settled(facts | answers))[step.obligation] == step.then


@patient
@given(SOME_FACTS, st.sampled_from(sorted(FACTS)))
def test_an_answer_that_is_not_listed_changes_nothing(facts: dict[str, Any], fact: str) -> None:
    known = settled(facts)
    if contradictions(known) or FACTS[fact].kind != "choice" or not FACTS[fact].for_rules:
        return
    listed = {
        str(answer.value) for flip in flips(GDPR, known) if flip.fact == fact for answer in flip.answers
    }
    for option in FACTS[fact].options:
        after = settled(facts | {fact: option})
        if option not in listed and not contradictions(after):
            assert outcomes(after) == outcomes(known)
