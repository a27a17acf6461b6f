"""The exceptions of Art. 34(3) are decisions with reasons: given when shown, open while they hang on something."""

from typing import Any

import pytest
from hypothesis import given

from breachbot.assessment.exceptions import Exemption, exceptions
from breachbot.assessment.facts import settle
from tests.assessment.test_assess import EXPORT, GDPR, SOME_FACTS, assessed, clash, outcomes, patient, said


def states(facts: dict[str, Any], *, doubted: frozenset[str] = frozenset()) -> dict[str, Exemption]:
    known = settle([said(fact, value, confirmed=fact not in doubted) for fact, value in facts.items()])
    return {one.rule.id: one for one in exceptions(GDPR, known, "communicate")}


def test_every_ground_of_the_article_is_there() -> None:
    grounds = {one.rule.article.removeprefix("GDPR Art. ") for one in states({}).values()}
    assert grounds >= {"34(3)(a)", "34(3)(b)", "34(3)(c)"}
    assert {one.state for one in states({}).values()} == {"open"}
    assert all(one.hangs_on for one in states({}).values())


def test_encryption_is_given_only_once_it_is_confirmed_and_nothing_else_is_wrong() -> None:
    safe = EXPORT | {"encryption": "left_encrypted"}
    assert states(safe)["exception-unintelligible"].hangs_on == ("harm_seen",)
    shown = safe | {"harm_seen": "no"}
    assert states(shown)["exception-unintelligible"].state == "given"
    doubtful = states(shown, doubted=frozenset({"encryption"}))["exception-unintelligible"]
    assert (doubtful.state, doubtful.hangs_on) == ("open", ("encryption",))
    assert states(EXPORT)["exception-unintelligible"].state == "not_given"
    served = shown | {"encryption": "key_safe"}
    assert states(served)["exception-unintelligible"].state == "not_given", "our own system gave them out"


@pytest.mark.parametrize(
    ("reachable", "ground"),
    [("none", "public-nobody-reachable"), ("some", "public-for-the-rest"), ("all", None)],
)
def test_a_public_notice_takes_the_place_of_messages_and_lifts_nothing(
    reachable: str, ground: str | None
) -> None:
    facts = EXPORT | {"reachable": reachable}
    given_now = [id for id, one in states(facts).items() if one.state == "given"]
    assert given_now == ([ground] if ground else [])
    ruling = assessed(facts).ruling("communicate")
    assert ruling is not None
    assert ruling.outcome == "required"
    assert ruling.rules == ("high-harmful-several", *given_now)
    assert len(ruling.because) == len(ruling.rules)


def test_where_the_duty_does_not_apply_there_is_nothing_to_except() -> None:
    assert states({"role": "processor"}) == {}
    assert exceptions(GDPR, {}, "nothing_such") == ()


@patient
@given(SOME_FACTS)
def test_an_exception_that_lifts_is_given_exactly_where_the_duty_falls(facts: dict[str, Any]) -> None:
    if clash(facts):
        return
    lifting = [one for one in states(facts).values() if one.rule.effect == "exception"]
    if any(one.state == "given" for one in lifting):
        assert outcomes(facts)["communicate"] == "not_required"
    assert all(bool(one.hangs_on) == (one.state == "open") for one in lifting)
