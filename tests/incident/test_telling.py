"""What a telling suggests counts for nothing until somebody takes it, and is asked about once."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.confirm_told import ConfirmTold
from breachbot.incident.guidance import offers, questions, together
from breachbot.incident.known import facts_of, facts_of_people
from breachbot.incident.state import Incident, evolve
from breachbot.incident.telling import ALERT, key, proposals
from tests.incident import cast

ZONE = cast.policy().templates.zone
TOLD = "2,300 customers, names and e-mail addresses, no payment data. Public bucket since Tuesday."
KEYS = ("people_count:2300", "data_categories:name", "data_categories:contact", "people_kinds:customers")


def told(text: str = TOLD) -> Incident:
    return cast.stating(cast.aware(), what_happened=text)


def keys(incident: Incident) -> set[str]:
    return {key(one) for one in proposals(incident, e.MAIN, ZONE)}


def take(incident: Incident, *taken: str, shown: tuple[str, ...] = ()) -> Incident:
    return cast.taking(incident, ConfirmTold(taken=taken, shown=shown or taken))


def value(incident: Incident, fact: str) -> object:
    known = facts_of(incident, e.MAIN)
    return known[fact].value if fact in known else None


def test_it_is_offered_and_assessed_as_nothing() -> None:
    before, after = cast.aware(), told()
    assert keys(after) >= {*KEYS, "cause:published"}
    assert set(facts_of(after, e.MAIN)) - set(facts_of(before, e.MAIN)) == {"what_happened"}
    context = Context(cast.ENGINEER, cast.TEAM, cast.policy(), cast.NOON)
    assert "confirm_told" in offers(after, context)
    assert "confirm_told" not in offers(before, context)


def test_what_is_ticked_becomes_the_word_of_who_ticked_it_with_the_words_behind_it() -> None:
    after = take(told(), *KEYS[:2])
    assert value(after, "people_count") == 2300
    assert value(after, "data_categories") == ["name"]
    (said,) = [s for s in after.statements if s.fact == "people_count"]
    assert (said.by, said.source, said.confirmed) == (cast.ENGINEER, "person", True)
    assert after.from_words[-1].taken[0].words == "2,300 customers"
    assert keys(after) >= set(KEYS[2:])
    assert not keys(after) & set(KEYS[:2])


def test_kinds_that_are_taken_one_by_one_add_up() -> None:
    after = take(take(told(), KEYS[1]), KEYS[2])
    assert value(after, "data_categories") == ["name", "contact"]


def test_what_is_passed_over_is_not_put_again_until_something_else_is_told() -> None:
    shown = tuple(keys(told()))
    after = take(told(), KEYS[0], shown=shown)
    assert keys(after) == set()
    again = cast.stating(after, what_happened="It was 2,300 customers, and 12 patients.", now=cast.NOON)
    assert "people_kinds:patients" in keys(again)


def test_an_answer_of_a_person_is_not_put_in_question() -> None:
    assert "people_count:2300" not in keys(cast.stating(told(), people_count=100))
    assert "people_count:2300" not in keys(cast.stating(told(), people_count=None))
    assert not {one for one in keys(cast.stating(told(), personal_data="no")) if one.startswith("data_")}


def alerted() -> Incident:
    """Told, and an alert has suggested what people have not said, and one thing that they have."""
    suggested: dict[str, Any] = {
        "confidentiality": "yes",
        "personal_data": "yes",
        "data_categories": ["device"],
    }
    who = {"at": cast.NOON, "by": "sentry"}
    seen = {"first_seen": cast.NOON, "last_seen": cast.NOON, "seen": 1}
    said = {"signal": "sig-1", "reading": "personal_data", "project": "", "environment": ""}
    incident = evolve(told(), e.EvidenceProposed(**who, **said, **seen, answers=suggested))
    for fact, answer in suggested.items():
        stated = e.FactStated(**who, fact=fact, value=answer, source="alert", confirmed=False)
        incident = evolve(incident, stated)
    return incident


def test_what_an_alert_suggests_is_taken_with_it_and_what_people_told_goes_first() -> None:
    incident = alerted()
    beside = {key(one) for one in proposals(incident, e.MAIN, ZONE) if one.words == ALERT}
    assert beside == {"confidentiality:yes", "personal_data:yes"}
    after = take(incident, *keys(incident))
    assert (value(after, "confidentiality"), value(after, "data_categories")) == ("yes", ["name", "contact"])
    assert facts_of_people(after, e.MAIN)["confidentiality"].value == "yes"
    assert keys(after) == set()


def test_what_an_alert_suggests_is_put_once_somebody_has_told_and_not_after_an_answer() -> None:
    assert "confidentiality:yes" not in keys(cast.stating(alerted(), confidentiality="no"))
    passed_over = take(alerted(), KEYS[0], shown=tuple(keys(alerted())))
    assert keys(passed_over) == set()


def test_of_two_who_open_it_at_once_the_second_takes_what_is_left_or_hears_of_the_first() -> None:
    first = take(told(), KEYS[0])
    second = cast.taking(first, ConfirmTold(taken=KEYS[:2], shown=KEYS), by=cast.DEPUTY)
    assert [one.fact for one in second.from_words[-1].taken] == ["data_categories"]
    with pytest.raises(Refused, match="in the meantime"):
        take(second, *KEYS[:2])
    with pytest.raises(Refused, match="in the meantime"):
        take(told(), "people_count:7")


def test_what_happened_comes_first_then_what_matters_and_nothing_beside_its_premise() -> None:
    asked = questions(cast.aware(), cast.policy(), e.MAIN)
    assert asked.due[0] == "what_happened"
    assert not asked.tells
    order = list(asked.due)
    for fact in ("restore", "loss_effect"):
        if fact in order:
            assert order.index("integrity") < order.index(fact) > order.index("availability")
    assert together(("integrity", "restore", "availability", "role"), 4) == (
        "integrity",
        "availability",
        "role",
    )


def test_nobody_is_asked_when_lost_data_came_back_if_nothing_was_lost() -> None:
    none_lost = cast.stating(
        told(), integrity="no", availability="no", confidentiality="yes", role="controller"
    )
    for _ in range(40):
        asked = questions(none_lost, cast.policy(), e.MAIN)
        assert not {"restore", "loss_effect"} & set(asked.due)
        if not asked.due or asked.tells:
            break
        assert asked.number == asked.answered + len(asked.due)
        unknown: dict[str, Any] = {asked.due[0]: None}
        none_lost = cast.stating(none_lost, **unknown)
    else:
        pytest.fail("the questions never end")


def test_once_nothing_hangs_on_an_answer_the_notice_asks_for_what_it_tells() -> None:
    known = {**cast.FACTS}
    for left_out in ("consequences", "occurred_until", "ongoing"):
        known.pop(left_out, None)
    incident = cast.stating(cast.aware(), **known)
    asked = questions(incident, cast.policy(), e.MAIN)
    assert asked.tells
    assert len(set(asked.due)) == len(asked.due)
    assert {"consequences", "ongoing", "occurred_until"} <= set(asked.due)
    assert not {"countries", "volume", "could_reach", "exposed_for", "access_evidence"} & set(asked.due)
    besides = ("countries", "volume", "exposed_for")
    shorter = cast.stating(
        cast.aware(), **{name: said for name, said in cast.FACTS.items() if name not in besides}
    )
    asked_for = questions(shorter, cast.policy(), e.MAIN)
    assert (asked_for.tells, set(besides) <= set(asked_for.due)) == (True, True)
    reached = {"could_reach", "exposed_for", "access_evidence", "recipient", "deletion_confirmed"}
    rest = {name: said for name, said in cast.FACTS.items() if name not in reached}
    lost = cast.stating(cast.aware(), **rest | {"confidentiality": "no", "availability": "yes"})
    assert not reached & set(questions(lost, cast.policy(), e.MAIN).due)
    going_on = questions(cast.stating(incident, ongoing="yes"), cast.policy(), e.MAIN)
    assert "occurred_until" not in going_on.due


@pytest.mark.parametrize("text", ["public since frıday", "sent on 3 ſept", "5 mıo customers"])
def test_a_letter_that_is_taken_for_another_leaves_the_incident_usable(text: str) -> None:
    context = Context(cast.ENGINEER, cast.TEAM, cast.policy(), cast.NOON)
    assert "confirm_told" in offers(told(text), context)
