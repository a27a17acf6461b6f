"""A playbook names its sources, and its durations, ladders and conditions say one thing only."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from breachbot.playbook.conditions import Condition
from breachbot.playbook.earlier import EARLIER
from breachbot.playbook.escalation import Escalation
from breachbot.playbook.obligation import Ladder, Obligation
from breachbot.playbook.rules import Rule
from breachbot.playbook.timing import duration
from breachbot.playbook.types import Playbook
from breachbot.playbook.words import Sourced
from breachbot.store.playbooks import load_playbook

GDPR = load_playbook(Path(__file__).parents[2] / "playbooks" / "gdpr.yaml").playbook
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
SOURCE = {"article": "GDPR Art. 33(1)", "source": "Regulation (EU) 2016/679", "mark": "checked"}
RULE = SOURCE | {
    "id": "one",
    "obligation": "communicate",
    "effect": "required",
    "because": "So it is.",
    "when": {"fact": "harm_seen", "is": ["yes"]},
}
COUNTDOWN = {"hours_left": ["48", "1"], "overdue_every": "PT1H"}
OBLIGATION: dict[str, Any] = SOURCE | {
    "id": "law_report",
    "met_by": "record",
    "label": "Report",
    "title": "Notify",
    "within": "PT72H",
    "counting": "hours",
    "otherwise": SOURCE | {"outcome": "required", "because": "So it is."},
    "reminders": COUNTDOWN,
}


@pytest.mark.parametrize("without", ["article", "source", "mark"])
def test_a_rule_or_an_obligation_without_its_source_is_refused(without: str) -> None:
    for model, whole in ((Rule, RULE), (Obligation, OBLIGATION)):
        model.model_validate(whole)
        with pytest.raises(ValidationError, match=without):
            model.model_validate({key: value for key, value in whole.items() if key != without})
        with pytest.raises(ValidationError, match=without):
            model.model_validate(whole | {without: ""})


def test_every_entry_of_the_shipped_playbook_cites_an_article() -> None:
    entries: list[Sourced] = [*GDPR.concepts, *GDPR.obligations, *GDPR.rules]
    entries += [obligation.otherwise for obligation in GDPR.obligations]
    assert all(entry.article.startswith("GDPR ") and len(entry.source) > 10 for entry in entries)


def test_the_shipped_clock_and_ladders() -> None:
    authority = GDPR.obligation("notify_authority")
    assert authority is not None
    assert authority.within == timedelta(hours=72)
    assert authority.reminders == Ladder(hours_left=(48, 24, 12, 6, 3, 1), overdue_every=timedelta(hours=1))
    for duty in ("communicate", "notify_controller"):
        obligation = GDPR.obligation(duty)
        assert obligation is not None
        assert obligation.within is None
        assert obligation.reminders is not None
        assert obligation.reminders.every is not None
    assert {obligation.id for obligation in GDPR.obligations} == set(EARLIER)
    assert GDPR.obligation("nothing_such") is None


def test_the_shipped_escalation() -> None:
    assert GDPR.escalation
    assert [(step.after, step.to) for step in GDPR.escalation.steps] == [
        (timedelta(minutes=15), "next_responder"),
        (timedelta(minutes=60), "dpo"),
    ]


def test_rules_are_found_by_duty_and_effect() -> None:
    assert [rule.id for rule in GDPR.rules_for("notify_controller", "required")] == ["we-are-processor"]
    assert GDPR.rules_for("notify_controller", "exception") == ()


def test_a_playbook_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        GDPR.version = "2030-01-01"  # type: ignore[misc]  # that this is refused is the point


def test_a_dumped_playbook_reads_back_the_same() -> None:
    assert Playbook.model_validate(GDPR.model_dump(by_alias=True)) == GDPR
    assert Playbook.model_validate_json(GDPR.model_dump_json(by_alias=True)) == GDPR


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("PT72H", 72 * 3600), ("PT15M", 900), ("P1D", 86_400), ("P1DT2H3M4S", 93_784), ("PT90M", 5400)],
)
def test_a_duration(text: str, seconds: int) -> None:
    assert duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1",
        "72h",
        "PT72",
        "pt72h",
        "P1M",
        "P1Y",
        "P1W",
        "PT-1H",
        "PT1.5H",
        "PT0S",
        "P0DT0H",
        "PT1H ",
        "PT1H30",
        "P1DT",
        "PT" + "9" * 40 + "H",
        "PT٣H",
        "PT99999999999999H",
        72,
        None,
    ],
)
def test_no_duration(text: object) -> None:
    with pytest.raises(ValueError, match="must be a duration"):
        duration(text)


@given(st.integers(0, 400), st.integers(0, 23), st.integers(0, 59), st.integers(1, 59))
def test_any_duration_keeps_its_length(days: int, hours: int, minutes: int, seconds: int) -> None:
    span = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    assert duration(f"P{days}DT{hours}H{minutes}M{seconds}S") == span


@pytest.mark.parametrize(
    "ladder",
    [
        {},
        {"hours_left": ["48"]},
        {"overdue_every": "PT1H"},
        {"every": "PT1H", "overdue_every": "PT1H"},
        {"every": "PT1H"} | COUNTDOWN,
        {"hours_left": ["1", "48"], "overdue_every": "PT1H"},
        {"hours_left": ["48", "48"], "overdue_every": "PT1H"},
        {"hours_left": ["0"], "overdue_every": "PT1H"},
        {"hours_left": ["48", "1"], "overdue_every": "hourly"},
    ],
)
def test_no_ladder(ladder: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Ladder.model_validate(ladder)


@pytest.mark.parametrize(
    "change",
    [
        {"counting": None},
        {"within": None},
        {"counting": "fortnights"},
        {"counting": "calendar_months"},
        {"months": "1"},
        {"no_later": {"within": "PT24H"}},
        {"reminders": None},
        {"reminders": {"every": "PT1H"}},
        {"within": None, "counting": None},
        {"id": "Tell the press"},
        {"met_by": "press"},
        {"met_by": "filing"},
        {"met_by": "communication"},
        {"follow_up": {"article": "GDPR Art. 33(4)", "reminders": {"every": "PT24H"}}},
        {"applies_when": {"concept": "breach"}},
        {"applies_because": "It applies."},
        {"applies_when": {"concept": "breach"}, "applies_because": ["It applies.", "It applies."]},
        {"remainders": COUNTDOWN},
        {"otherwise": SOURCE | {"outcome": "undetermined", "because": "So."}},
    ],
)
def test_no_obligation(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Obligation.model_validate(OBLIGATION | change)


def test_steps_of_an_escalation_come_one_after_the_other() -> None:
    late = {"after": "PT60M", "to": "dpo"}
    with pytest.raises(ValidationError, match="later than the one before"):
        Escalation.model_validate({"steps": [late, late]})
    with pytest.raises(ValidationError, match="at least 1 item"):
        Escalation.model_validate({"steps": []})


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"fact": "role"},
        {"is": ["joint"]},
        {"fact": "role", "are": ["joint"]},
        {"fact": "role", "is": []},
        {"fact": "role", "is": ["joint"], "only": ["joint"]},
        {"fact": "role", "is": ["joint"], "unless": "x"},
        {"all": []},
        {"any": []},
        {"not": []},
        {"fact": "people_count", "at_least": "0"},
        "role == joint",
        [],
        {"all": [{"concept": "a"}], "any": [{"concept": "b"}]},
    ],
)
def test_no_condition(condition: Any) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(condition)
