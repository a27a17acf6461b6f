"""A rule may open an incident by itself: once for each series, a few times an hour, and no clock ever by that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from breachbot.incident import events as e
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.report import Report
from breachbot.incident.team import Team
from breachbot.intake.signal import UNREADABLE
from breachbot.intake.triage import built_in
from breachbot.playbook.triage import TriageRule, When
from breachbot.store.store import DatabaseStore
from breachbot.usecases import signals
from breachbot.usecases.feedback import NOT_RECORDED, REPORT, Feedback, feedback
from breachbot.usecases.incidents import OPENED_AN_HOUR, open_from_signal
from breachbot.usecases.reports import keep_report
from tests.conftest import Database
from tests.incident.cast import DPO, ENGINEER, OUTSIDER, TEAM
from tests.intake.bodies import alert
from tests.store.samples import behind_our_back
from tests.usecases.stage import BASIS, HOUR, MINUTE, Stage

RULE = TriageRule(
    id="out-in-production",
    says="our own rule",
    verdict="likely",
    when=When(source=("sentry",), environment=("production",)),
    opens="incident",
)
SECOND = timedelta(seconds=1)


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    """A house with a rule that opens."""
    stage = Stage(store).team()
    triage = stage.house.policy.triage.model_copy(update={"rules": (*stage.house.policy.triage.rules, RULE)})
    stage.house = replace(stage.house, policy=replace(stage.house.policy, triage=triage))
    return stage


def leak(issue: str = "1", **fields: Any) -> dict[str, Any]:
    return alert(issue_id=issue, **({"environment": "production"} | fields))


def test_it_is_opened_in_the_transaction_that_read_it_and_no_clock_runs(stage: Stage) -> None:
    stage.deliver(leak())
    row, (incident,) = stage.signal(), stage.streams("pdb-")
    assert (row.verdict, row.phase, row.incident) == ("likely", "opened", incident)
    assert stage.kinds(row.id) == ["SignalReceived", "SignalOpened"]
    found = stage.incident(incident)
    assert found.opened is not None
    assert (found.opened.by, found.opened.signal) == (e.SYSTEM, row.id)
    assert (found.aware_at, found.clock_of(e.MAIN)) == (None, e.MAIN)
    assert "BecameAware" not in stage.kinds(incident)
    assert {event.by for event in stage.events(incident)} == {e.SYSTEM}


def test_the_dpo_and_the_first_responder_are_told_and_nobody_is_asked_to_claim_it(stage: Stage) -> None:
    stage.deliver(leak())
    sent = stage.waiting()
    assert [args["user"] for kind, args in sent if kind == "direct_note"] == [TEAM.responders[0], DPO]
    assert [kind for kind, _ in sent if kind == "signal_nudge"] == []
    assert {"open_channel", "clock_card", "signal_card"} <= {kind for kind, _ in sent}
    stage.clock.move(HOUR)
    assert stage.pass_on() == 0


def test_what_it_opens_belongs_to_no_burst_and_takes_nobodys_card(stage: Stage) -> None:
    for number in range(OPENED_AN_HOUR + 1):
        stage.deliver(leak(str(number)))
    received = [stage.events(signal)[0] for signal in stage.streams("sig-")]
    bursts = [event.burst for event in received if isinstance(event, e.SignalReceived)]
    assert [burst is not None for burst in bursts] == [False] * OPENED_AN_HOUR + [True]
    assert bursts[-1]
    assert bursts[-1].own_card
    assert bursts[-1].began_at == stage.clock()


def test_whether_it_is_a_breach_is_asked_until_a_person_says_so(stage: Stage) -> None:
    stage.deliver(leak())
    (incident,) = stage.streams("pdb-")
    stage.clock.move(3 * HOUR)
    assert stage.remind() == 1
    stage.take(incident, BecomeAware(aware_at=stage.clock(), basis=BASIS))
    assert stage.incident(incident).aware_at == stage.clock()


def test_repeats_and_more_of_the_same_series_open_nothing_more(stage: Stage) -> None:
    stage.deliver(leak(), leak(), leak(title="Another customer sees the invoices of 4111 1111 1111 1111"))
    assert len(stage.streams("pdb-")) == 1


def test_what_was_milder_at_first_is_opened_once_it_weighs_more(stage: Stage) -> None:
    stage.deliver(leak(environment="staging"))
    assert stage.streams("pdb-") == []
    stage.deliver(leak())
    assert len(stage.streams("pdb-")) == 1


@pytest.mark.parametrize("dealt_with", ["claimed", "dismissed"])
def test_what_people_deal_with_or_have_judged_is_left_to_them(stage: Stage, dealt_with: str) -> None:
    stage.deliver(leak(environment="staging", title="Customer 1 sees the data of another customer"))
    row = stage.signal()
    if dealt_with == "claimed":
        signals.claim(stage.house, row.id, by=ENGINEER, request="1")
    else:
        why = "The rows were made up for a test that we ran ourselves."
        signals.dismiss(stage.house, row.id, reason=why, by=ENGINEER, request="1")
    stage.deliver(leak())
    assert stage.signal().verdict == "likely"
    assert stage.streams("pdb-") == []


def test_without_such_a_rule_what_is_likely_waits_for_a_person(stage: Stage) -> None:
    quiet = RULE.model_copy(update={"opens": None})
    triage = stage.house.policy.triage.model_copy(update={"rules": (quiet,)})
    stage.house = replace(stage.house, policy=replace(stage.house.policy, triage=triage))
    stage.deliver(leak())
    assert (stage.signal().verdict, stage.signal().phase) == ("likely", "open")
    assert stage.streams("pdb-") == []


def test_beyond_a_handful_an_hour_they_wait_for_a_person(stage: Stage) -> None:
    for number in range(OPENED_AN_HOUR + 1):
        stage.deliver(leak(str(number)))
    assert len(stage.streams("pdb-")) == OPENED_AN_HOUR
    (last,) = [row for row in stage.store.read(lambda tx: tx.signals()) if row.phase == "open"]
    assert last.verdict == "likely"
    assert ("signal_nudge", {"user": ENGINEER}) in stage.waiting()


@pytest.mark.parametrize(("off", "opened"), [(-SECOND, 0), (timedelta(), 1), (SECOND, 1)])
def test_the_hour_goes_by_when_they_were_opened(stage: Stage, off: timedelta, opened: int) -> None:
    for number in range(OPENED_AN_HOUR):
        stage.deliver(leak(str(number)))
    stage.clock.move(HOUR + off)
    stage.deliver(leak("later"))
    assert len(stage.streams("pdb-")) == OPENED_AN_HOUR + opened


def test_what_people_open_does_not_count(stage: Stage) -> None:
    for number in range(OPENED_AN_HOUR):
        stage.deliver(leak(f"p{number}", environment="staging", title="Sees data of another customer"))
    for row in stage.store.read(lambda tx: tx.signals()):
        open_from_signal(stage.house, row.id, by=ENGINEER, request=stage.request())
    stage.deliver(leak("by itself"))
    assert len(stage.streams("pdb-")) == OPENED_AN_HOUR + 1


def test_without_a_dpo_it_is_opened_all_the_same(store: DatabaseStore, stage: Stage) -> None:
    stage.team(Team((), None, (), seen=1))
    stage.deliver(leak())
    assert len(stage.streams("pdb-")) == 1


ERASED = "it came before rules were recorded, or its content was erased"
SAYS = "its wording speaks of somebody else's data"


# --- what came of each rule -----------------------------------------------------------------------------------


def of_rule(stage: Stage, rule: str) -> Feedback | None:
    found = stage.store.read(lambda tx: feedback(tx, stage.house.policy.triage))
    return next((one for one in found if one.rule == rule), None)


def test_what_came_of_each_rule_is_counted(stage: Stage) -> None:
    nothing = Feedback(RULE.id, "our own rule", 0, 0, 0, 0, 0, 0)
    assert of_rule(stage, RULE.id) == nothing
    stage.deliver(leak("1"), leak("2"), leak("3"))
    first, second, _ = stage.streams("pdb-")
    stage.take(first, BecomeAware(aware_at=stage.clock(), basis=BASIS))
    stage.judge_no_breach(second)
    assert of_rule(stage, RULE.id) == replace(nothing, candidates=3, incidents=3, breaches=1, no_breaches=1)


def test_wording_and_data_are_counted_as_rules_of_their_own(stage: Stage) -> None:
    title = "Customer 1 sees the data of another customer"
    stage.deliver(*(leak(str(n), environment="staging", title=title) for n in range(3)))
    rows = stage.store.read(lambda tx: tx.signals())
    signals.claim(stage.house, rows[0].id, by=ENGINEER, request="1")
    why = "The rows were made up for a test that we ran ourselves."
    signals.dismiss(stage.house, rows[1].id, reason=why, by=ENGINEER, request="2")
    expected = Feedback("wording:cross_tenant", SAYS, 3, 2, 1, 0, 0, 0)
    assert of_rule(stage, "wording:cross_tenant") == expected


def test_an_alert_that_was_opened_by_a_person_counts_as_an_incident(stage: Stage) -> None:
    stage.deliver(leak(environment="staging", title="Customer 1 sees the data of another customer"))
    incident = open_from_signal(stage.house, stage.signal().id, by=ENGINEER, request="1").id
    assert of_rule(stage, "wording:cross_tenant") == Feedback("wording:cross_tenant", SAYS, 1, 0, 0, 1, 0, 0)
    stage.clock.move(MINUTE)
    stage.take(incident, BecomeAware(aware_at=stage.clock(), basis=BASIS))
    assert of_rule(stage, "wording:cross_tenant") == Feedback("wording:cross_tenant", SAYS, 1, 0, 0, 1, 1, 0)


def test_what_is_not_known_is_a_line_of_its_own(stage: Stage, database: Database) -> None:
    stage.deliver(leak("1", environment="staging", title="Customer 1 sees the data of another customer"))
    stage.deliver(b"no JSON")
    assert of_rule(stage, UNREADABLE) == Feedback(
        UNREADABLE, "an alert came that could not be read", 1, 1, 0, 0, 0, 0
    )
    for row in stage.store.read(lambda tx: tx.signals()):
        behind_our_back(database, "DELETE FROM data_key WHERE id = :id", id=row.id)
    assert of_rule(stage, NOT_RECORDED) == Feedback(NOT_RECORDED, ERASED, 2, 0, 0, 0, 0, 0)


def test_a_report_of_a_person_counts_as_one(stage: Stage) -> None:
    assert of_rule(stage, REPORT) is None
    said = Report(title="Export shows foreign rows", detected_at=stage.clock())
    keep_report(stage.house, said, by=OUTSIDER, request="1")
    assert of_rule(stage, REPORT) == Feedback(REPORT, "a person reported it", 1, 1, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("wording:exposure", "its wording speaks of exposed or leaked data"),
        ("data:email", "personal data (email) beyond the user of the request"),
        ("data:credential", "credentials in clear"),
        ("data:nothing", None),
        ("no-rule-any-more", None),
    ],
)
def test_what_is_built_in_says_what_it_is(rule: str, says: str | None) -> None:
    assert built_in(rule) == says
