"""How the grounds of one obligation weigh against each other, over every combination of what is known.

The facts stand in for the grounds: each ground holds if its fact is "yes".
"""

from datetime import UTC, datetime
from functools import cache
from itertools import product
from typing import Any

from breachbot.assessment.assess import Ruling, assess
from breachbot.assessment.facts import Statement, settle
from breachbot.playbook.types import Playbook

GROUNDS = {
    "applies": "personal_data",
    "exception": "confidentiality",
    "required": "integrity",
    "not_required": "availability",
}
SOURCE: dict[str, Any] = {"article": "Art. 1", "source": "a law for this test", "mark": "checked"}
Known = dict[str, str | None]
CONSIDERATIONS = [
    SOURCE
    | {
        "id": f"{fact}-{speaks}",
        "factor": "severity",
        "speaks": speaks,
        "because": f"{fact} speaks {speaks} it.",
        "when": {"fact": fact, "is": [answer]},
    }
    for fact, speaks, answer in (("targeted", "for", "yes"), ("targeted", "against", "no"))
]
ANSWERS: tuple[str | None, ...] = ("yes", "no", None)
SPOKEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@cache
def playbook(default: str) -> Playbook:
    def holds(ground: str) -> dict[str, Any]:
        return {"fact": GROUNDS[ground], "is": ["yes"]}

    obligation = SOURCE | {
        "id": "communicate",
        "title": "Tell",
        "applies_when": holds("applies"),
        "applies_because": "It does not apply.",
        "otherwise": SOURCE | {"outcome": default, "because": "By default."},
    }
    rules = [
        SOURCE
        | {
            "id": effect,
            "obligation": "communicate",
            "effect": effect,
            "because": effect,
            "when": holds(effect),
        }
        for effect in ("exception", "required", "not_required")
    ]
    return Playbook.model_validate(
        {
            "considerations": CONSIDERATIONS,
            "id": "test",
            "title": "Test",
            "version": "2026-11-24",
            "vocabulary": 2,
            "jurisdiction": "nowhere",
            "source": "none",
            "escalation": {"steps": [{"after": "PT15M", "to": "dpo"}]},
            "obligations": [obligation],
            "rules": rules,
        }
    )


def ruled(default: str, known: Known) -> Ruling:
    said = [
        Statement(GROUNDS[ground], answer, "U1", SPOKEN, "person", True) for ground, answer in known.items()
    ]
    return assess(playbook(default), settle(said)).rulings[0]


def _plainly(default: str, known: Known) -> str:
    """The law's order, when every answer is known."""
    if known["applies"] == "no" or known["exception"] == "yes":
        return "not_required"
    if known["required"] == "yes":
        return "required"
    return "not_required" if known["not_required"] == "yes" else default


def expected(default: str, known: Known) -> str:
    """Decided if every way in which the unknown may turn out leads to the same. An unknown exception lifts nothing."""
    supposed = known | {"exception": known["exception"] or "no"}
    ways = product(*[["yes", "no"] if answer is None else [answer] for answer in supposed.values()])
    outcomes = {_plainly(default, dict(zip(supposed, way, strict=True))) for way in ways}
    return outcomes.pop() if len(outcomes) == 1 else "undetermined"


EVERY_WAY: list[tuple[str, Known]] = [
    (default, dict(zip(GROUNDS, answers, strict=True)))
    for default in ("required", "not_required", "weigh")
    for answers in product(ANSWERS, repeat=len(GROUNDS))
]


def test_the_order_of_the_grounds() -> None:
    wrong = [
        (default, known, outcome)
        for default, known in EVERY_WAY
        if (outcome := ruled(default, known).outcome) != expected(default, known)
    ]
    assert wrong == []


def test_what_is_awaited_is_what_can_decide() -> None:
    """Whatever single answer would decide is among the facts that are waited for; a decision waits for none."""
    wrong = []
    for default, known in EVERY_WAY:
        ruling = ruled(default, known)
        awaited = set(ruling.waiting_for)
        if ruling.outcome == "undetermined":
            right = bool(awaited) and deciding(default, known) <= awaited
        else:
            right = not awaited
        if not right:
            wrong.append((default, known, ruling))
    assert wrong == []


def deciding(default: str, known: Known) -> set[str]:
    """The unknown facts of which one answer alone would decide."""
    return {
        GROUNDS[ground]
        for ground, answer in product(GROUNDS, ("yes", "no"))
        if known[ground] is None and ruled(default, known | {ground: answer}).outcome != "undetermined"
    }


def test_the_reasons_are_those_of_the_ground_that_decided() -> None:
    nothing: Known = dict.fromkeys(GROUNDS, "no")
    applies = nothing | {"applies": "yes"}
    assert ruled("required", nothing).because == ("It does not apply.",)
    assert ruled("required", applies).because == ("By default.",)
    for effect in ("exception", "required", "not_required"):
        ruling = ruled("required", applies | {effect: "yes"})
        assert (ruling.rules, ruling.because) == ((effect,), (effect,))


def test_what_is_weighed_names_what_speaks_for_a_risk_and_against_it_with_its_fact() -> None:
    left_open: Known = {**dict.fromkeys(GROUNDS, "no"), "applies": "yes"}
    assert ruled("weigh", left_open).considerations == ()
    said = [
        Statement(GROUNDS[one], answer, "U1", SPOKEN, "person", True) for one, answer in left_open.items()
    ]
    sought = Statement("targeted", "yes", "U1", SPOKEN, "person", True)
    (weighed,) = assess(playbook("weigh"), settle([*said, sought])).rulings[0].considerations
    assert (weighed.id, weighed.speaks, weighed.facts) == ("targeted-for", "for", ("targeted",))
    (decided,) = assess(playbook("required"), settle([*said, sought])).rulings
    assert decided.considerations == ()


def test_what_contradicts_itself_is_not_left_to_judgement() -> None:
    left_open: Known = {**dict.fromkeys(GROUNDS, "no"), "applies": "yes"}
    said = [
        Statement(GROUNDS[one], answer, "U1", SPOKEN, "person", True) for one, answer in left_open.items()
    ]
    clash = Statement("access_evidence", "access_seen", "U1", SPOKEN, "person", True)
    assert assess(playbook("weigh"), settle([*said, clash])).rulings[0].outcome == "undetermined"
