"""A delivery that is something else is taken out of its signal, into one of its own, and nothing is lost by it."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.report import Report
from breachbot.incident.events import OPERATOR, SignalReceived, SignalSplit
from breachbot.incident.signal import Signal
from breachbot.incident.split import Split
from breachbot.usecases import signals, split
from breachbot.usecases.incidents import open_from_signal
from breachbot.usecases.ports.log import Conflict
from breachbot.usecases.ports.signals import SignalRow
from breachbot.usecases.projections import rebuild
from breachbot.usecases.read import load_signal
from breachbot.usecases.register import entry
from breachbot.usecases.reports import keep_report
from tests.conftest import Database
from tests.incident import cast
from tests.incident.cast import DPO, ENGINEER, OUTSIDER
from tests.store.samples import behind_our_back
from tests.usecases.stage import BASIS, HOUR, MINUTE, Stage, export_alert
from tests.usecases.test_together import at_once

WHY = "The second one comes from staging and is about test data."
CARD = "4242 4242 4242 4242"
NO_BREACH = "Only made-up rows of our own test customers were in that export."


def tagged(environment: str, **fields: Any) -> dict[str, Any]:
    return export_alert(tags=[["environment", environment]], **fields)


def harmless(environment: str = "staging", **fields: Any) -> dict[str, Any]:
    """An alert of the same series that says nothing of a breach."""
    raised = {"values": [{"type": "ValueError", "value": "size"}]}
    return tagged(environment, title="ValueError: size", exception=raised, **fields)


def came(stage: Stage, *bodies: dict[str, Any]) -> str:
    """Alerts of one series come in, a minute apart; gives their signal."""
    for body in bodies:
        stage.deliver(body)
        stage.clock.move(MINUTE)
    return stage.signal().id


def delivery(stage: Stage, signal: str, number: int) -> str:
    """The id of one delivery of a signal, by its place from the first on."""
    found = stage.store.read(lambda tx: tx.deliveries_of(signal, 100))
    return found[::-1][number].id


def take(
    stage: Stage, signal: str, number: int = 1, by: str = ENGINEER, request: str = "", **asked: Any
) -> Signal:
    wish = Split(delivery(stage, signal, number), **({"reason": WHY} | asked))
    return split.split(stage.house, signal, wish, by=by, request=request or stage.request())


def row(stage: Stage, signal: str) -> SignalRow:
    return load_signal(stage.house, signal)[1]


def counts(stage: Stage, *ids: str) -> list[int]:
    return [row(stage, one).count for one in ids]


# --- what a split does ----------------------------------------------------------------------------------------


def test_it_becomes_a_signal_of_its_own_with_its_own_verdict_and_reasons(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless(), tagged("production"))
    before = stage.clock()
    new = take(stage, signal)
    assert new.received is not None
    assert (new.verdict, new.received.environment) == ("note", "staging")
    assert new.reasons != load_signal(stage.house, signal)[0].reasons
    assert counts(stage, signal, new.id) == [2, 1]
    assert row(stage, new.id).first_seen == before - 2 * MINUTE
    assert row(stage, signal).last_seen == before - MINUTE
    assert (new.phase, new.claimed_by, new.own_card) == ("open", None, True)


def test_who_did_it_when_and_why_is_on_record_with_both(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless())
    taken = delivery(stage, signal, 1)
    new = take(stage, signal)
    *_, said = stage.events(signal)
    assert isinstance(said, SignalSplit)
    assert (said.by, said.at, said.reason, said.signal) == (ENGINEER, stage.clock(), WHY, new.id)
    assert said.deliveries == (taken,)
    (began,) = stage.events(new.id)
    assert isinstance(began, SignalReceived)
    assert began.split is not None
    assert (began.by, began.split.signal, began.split.reason) == (ENGINEER, signal, WHY)


def test_its_card_comes_and_a_candidate_has_somebody_asked(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("staging"))
    signals.claim(stage.house, signal, by=DPO, request="1")
    stage.waiting()
    new = take(stage, signal)
    sent = stage.waiting()
    assert new.verdict == "candidate"
    assert [kind for kind, _ in sent].count("signal_card") == 2
    assert [args["user"] for kind, args in sent if kind == "signal_nudge"] == [ENGINEER]
    assert new.id in stage.store.read(lambda tx: tx.waiting_signals(None, 10))[1]


def test_from_one_delivery_on_all_that_came_go(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless(), tagged("staging"), harmless())
    new = take(stage, signal, onward=True)
    assert counts(stage, signal, new.id) == [1, 3]
    assert new.verdict == "candidate", "the heaviest of what was taken out"
    assert stage.kinds(new.id) == ["SignalReceived", "SignalRaised"]


def test_it_can_become_an_incident_that_was_detected_when_it_came(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("staging"))
    arrived = row(stage, signal).last_seen
    new = take(stage, signal)
    incident = open_from_signal(stage.house, new.id, by=ENGINEER, request="1")
    assert incident.opened is not None
    assert incident.opened.detected_at == arrived
    assert incident.aware_at is None
    assert load_signal(stage.house, signal)[0].phase == "open"


def test_what_its_sender_wrote_can_be_read(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("staging", extra={"note": "Qzxvanary", "card": CARD}))
    new = take(stage, signal)
    for one, there in ((signal, False), (new.id, True)):
        why, request = "To see whose rows they are.", stage.request()
        shown = signals.read_sealed(stage.house, one, reason=why, by=OPERATOR, request=request)
        assert ("Qzxvanary" in shown) == there


def test_an_incident_keeps_all_that_it_was_told_and_its_awareness(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("staging", extra={"card": "4242 4242 4242 4242"}))
    incident = open_from_signal(stage.house, signal, by=ENGINEER, request="1").id
    stage.take(incident, BecomeAware(aware_at=stage.clock(), basis=BASIS))
    before, deadlines = stage.incident(incident), stage.store.read(lambda tx: tx.deadlines())
    stage.clock.move(HOUR)
    new = take(stage, signal)
    assert stage.incident(incident) == before
    assert stage.store.read(lambda tx: tx.deadlines()) == deadlines
    assert (new.phase, load_signal(stage.house, signal)[0].incident) == ("open", incident)


def test_whoever_looks_at_it_goes_on_and_the_new_one_waits(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("staging"))
    signals.claim(stage.house, signal, by=DPO, request="1")
    new = take(stage, signal)
    assert [load_signal(stage.house, one)[0].phase for one in (signal, new.id)] == ["claimed", "open"]


def test_the_same_request_does_it_once(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless())
    one = delivery(stage, signal, 1)
    again = [
        split.split(stage.house, signal, Split(one, WHY), by=ENGINEER, request="once").id for _ in range(3)
    ]
    assert len(set(again)) == 1
    assert stage.kinds(signal).count("SignalSplit") == 1


def test_the_lists_are_the_same_after_a_rebuild(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless(), tagged("production"))
    take(stage, signal, later="alike")
    before = stage.store.read(lambda tx: tx.signals())
    stage.store.write(lambda tx: rebuild(tx, stage.house.policy, stage.clock()))
    assert stage.store.read(lambda tx: tx.signals()) == before
    stage.deliver(harmless())
    assert sorted(one.count for one in stage.store.read(lambda tx: tx.signals())) == [2, 2]


def test_one_alert_of_a_body_with_several_is_taken_out_alone(stage: Stage) -> None:
    def body(*names: str) -> bytes:
        said = {"summary": "Export holds rows of customer 2"}
        alerts = [
            {
                "status": "firing",
                "fingerprint": one,
                "labels": {"alertname": f"Leak{one}"},
                "annotations": said,
            }
            for one in names
        ]
        return f'{{"version": "4", "alerts": {alerts}, "n": {stage.request()!r}}}'.replace("'", '"').encode()

    for _ in range(2):
        stage.store_only(body("1", "2"), source="alertmanager")
        stage.read_all()
    first, second = (one.id for one in stage.store.read(lambda tx: tx.signals()))
    new = take(stage, first)
    assert counts(stage, first, second, new.id) == [1, 2, 1]


# --- where later ones go --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("later", "staging", "production"), [("here", 0, 0), ("alike", 1, 0), ("new", 1, 1)])
def test_later_ones_go_where_the_form_said(stage: Stage, later: Any, staging: int, production: int) -> None:
    signal = came(stage, tagged("production"), harmless())
    new = take(stage, signal, later=later).id
    for body, moved in ((harmless(), staging), (tagged("production"), production)):
        before = counts(stage, signal, new)
        stage.deliver(body)
        assert counts(stage, signal, new) == [before[0] + 1 - moved, before[1] + moved]


def test_what_was_split_off_can_be_split_again_and_each_gets_its_own(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("staging"), tagged("testing"))
    new = take(stage, signal, onward=True, later="new").id
    third = take(stage, new, later="alike").id
    for environment in ("production", "staging", "testing"):
        stage.deliver(tagged(environment))
    assert counts(stage, signal, new, third) == [1, 3, 2]


def test_where_later_ones_cannot_be_told_apart_somebody_has_to_choose(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("production"))
    with pytest.raises(Refused, match="Next: choose one place") as refused:
        take(stage, signal, later="alike")
    assert refused.value.field == "later"
    assert stage.kinds(signal) == ["SignalReceived"]


def test_what_was_judged_after_a_split_says_nothing_of_what_was_taken_out(stage: Stage) -> None:
    card = {"card": "4242 4242 4242 4242"}
    signal = came(stage, tagged("production"), tagged("production", extra=card), tagged("production"))
    take(stage, signal)
    signals.dismiss(stage.house, signal, reason=NO_BREACH, by=ENGINEER, request="1")
    signals.dismiss(stage.house, signal, reason=NO_BREACH, by=DPO, request="2")
    stage.deliver(tagged("production"))
    assert load_signal(stage.house, signal)[0].phase == "dismissed"
    stage.deliver(tagged("production", extra=card))
    woken = load_signal(stage.house, signal)[0].woken_by
    assert woken is not None
    assert "payment card" in (woken.why or "")


def test_where_what_was_taken_out_came_from_counts_as_another_environment_again(stage: Stage) -> None:
    news = tagged("staging", extra={"card": CARD})
    signal = came(stage, tagged("production"), news, tagged("production"))
    take(stage, signal, later="here")
    signals.dismiss(stage.house, signal, reason=NO_BREACH, by=ENGINEER, request="1")
    signals.dismiss(stage.house, signal, reason=NO_BREACH, by=DPO, request="2")
    stage.deliver(tagged("staging"))
    woken = load_signal(stage.house, signal)[0].woken_by
    assert woken is not None
    assert woken.why == "It comes from another environment: staging."


def test_a_verdict_never_falls_by_a_split_and_what_weighs_as_much_again_is_news(stage: Stage) -> None:
    signal = came(stage, harmless("production"), tagged("production"), harmless("production"))
    new = take(stage, signal)
    assert load_signal(stage.house, signal)[0].verdict == "candidate"
    signals.claim(stage.house, new.id, by=DPO, request="1")
    stage.waiting()
    stage.deliver(tagged("production"))
    assert stage.kinds(signal)[-1] == "SignalRaised"
    assert "signal_nudge" in [kind for kind, _ in stage.waiting()]


# --- in the same moment ---------------------------------------------------------------------------------------


def test_of_two_people_who_take_out_the_same_one_does_and_the_other_hears_it(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("staging"), tagged("production"))
    one = delivery(stage, signal, 1)
    both = [
        partial(split.split, stage.house, signal, Split(one, WHY), by=by, request=by)
        for by in (ENGINEER, DPO)
    ]
    heard = at_once(*both)
    assert sorted(isinstance(one, Refused) for one in heard) == [False, True]
    assert sorted(one.count for one in stage.store.read(lambda tx: tx.signals())) == [1, 2]
    assert stage.kinds(signal) == ["SignalReceived", "SignalSplit"]


def test_two_people_who_take_out_different_ones_both_do(stage: Stage) -> None:
    signal = came(stage, *[tagged("production")] * 4)
    wishes = [Split(delivery(stage, signal, 1), WHY), Split(delivery(stage, signal, 2), WHY, onward=True)]
    asked = [
        partial(split.split, stage.house, signal, wish, by=DPO, request=wish.delivery) for wish in wishes
    ]
    assert [isinstance(one, Signal) for one in at_once(*asked)] == [True, True]
    assert sorted(one.count for one in stage.store.read(lambda tx: tx.signals())) == [1, 1, 2]


def test_while_deliveries_come_none_is_lost_and_all_later_ones_go_on(stage: Stage) -> None:
    signal = came(stage, tagged("production"), tagged("staging"))
    wish = Split(delivery(stage, signal, 1), WHY, onward=True, later="new")

    def come() -> None:
        for number in range(100, 112):
            stage.store_only(json.dumps(tagged("production")).encode() + b" " * number)
            while stage.store.read(lambda tx: tx.pending_deliveries(1)):
                with suppress(Conflict):  # as the rounds do, which read it once more
                    stage.read_all()

    def take_out() -> None:
        split.split(stage.house, signal, wish, by=ENGINEER, request="once")

    assert at_once(come, take_out) == [None, None]
    assert sorted(one.count for one in stage.store.read(lambda tx: tx.signals())) == [1, 13]


# --- what cannot be split -------------------------------------------------------------------------------------


def refused(stage: Stage, signal: str, sentence: str, **asked: Any) -> None:
    """It is refused in one sentence that says what to do, and nothing is recorded."""
    before = stage.kinds(signal)
    with pytest.raises(Refused, match=f"(?s){sentence}.*Next: "):
        take(stage, signal, **({"number": 0} | asked))
    assert stage.kinds(signal) == before
    assert len(stage.streams("sig-")) == 1


def test_one_delivery(stage: Stage) -> None:
    refused(stage, came(stage, tagged("production")), "came only once")


def test_all_of_them(stage: Stage) -> None:
    refused(stage, came(stage, tagged("production"), harmless()), "takes out all that came", onward=True)


def test_what_was_dismissed(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless())
    signals.dismiss(stage.house, signal, reason=NO_BREACH, by=ENGINEER, request="1")
    refused(stage, signal, f"<@{ENGINEER}> judged that this is not a breach")


def test_what_cannot_be_read(stage: Stage) -> None:
    stage.deliver(b"{ 1", b"{ 2")
    refused(stage, stage.signal().id, "cannot be read")


def test_what_a_person_reported(stage: Stage) -> None:
    said = Report(title="Export shows foreign rows", detected_at=stage.clock())
    signal = keep_report(stage.house, said, by=OUTSIDER, request="1").id
    with pytest.raises(Refused, match=r"A person reported this.*Next: "):
        split.choices(stage.house, signal, by=ENGINEER)


def test_a_delivery_that_was_taken_out_already(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless(), tagged("production"))
    gone = delivery(stage, signal, 1)
    take(stage, signal)
    with pytest.raises(Refused, match=r"not one of this signal any more.*Next: "):
        split.split(stage.house, signal, Split(gone, WHY), by=ENGINEER, request="2")


def test_what_was_deleted(stage: Stage, database: Database) -> None:
    signal = came(stage, tagged("production"), harmless())
    behind_our_back(database, "DELETE FROM data_key WHERE id = :id", id=delivery(stage, signal, 1))
    refused(stage, signal, "was deleted", number=1)


def test_more_than_can_be_read_in_the_time_that_slack_gives(quick_stage: Stage) -> None:
    signal = came(quick_stage, *[tagged("production")] * (split.LISTED + 2))
    refused(quick_stage, signal, "More than 50 came", number=1, onward=True)
    assert take(quick_stage, signal, number=2, onward=True).id in quick_stage.streams("sig-")


@pytest.mark.parametrize(("by", "sentence"), [(OUTSIDER, "Only the breach response team")])
def test_who_has_no_role(stage: Stage, by: str, sentence: str) -> None:
    signal = came(stage, tagged("production"), harmless())
    for ask in (partial(take, stage, signal), partial(split.choices, stage.house, signal)):
        with pytest.raises(Refused, match=sentence):
            ask(by=by)


@pytest.mark.parametrize(("length", "taken"), [(19, False), (20, True), (2000, True), (2001, False)])
def test_the_reason_is_a_sentence(stage: Stage, length: int, taken: bool) -> None:
    signal = came(stage, tagged("production"), harmless())
    reason = ("It is about other people, " * 80)[: length - 1] + "."
    if taken:
        assert take(stage, signal, reason=reason).received
    else:
        with pytest.raises(Refused, match=r"at least 20 characters|2,000 characters at most"):
            take(stage, signal, reason=reason)


# --- what can be chosen, and the register ---------------------------------------------------------------------


def test_the_newest_deliveries_are_offered_with_what_tells_them_apart(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless())
    found = split.choices(stage.house, signal, by=ENGINEER)
    shown = [(one.shows.what, one.shows.environment) for one in found.deliveries if one.shows]
    assert shown == [("ValueError", "staging"), ("CrossTenantAccess", "production")]
    assert (found.count, found.differ) == (2, True)


def test_of_very_large_ones_the_list_says_when_they_came(stage: Stage, database: Database) -> None:
    large = {"note": "x" * (split.READ // 2)}
    signal = came(stage, tagged("production"), *[tagged("staging", extra=large)] * 2)
    found = split.choices(stage.house, signal, by=ENGINEER)
    assert [one.shows is None for one in found.deliveries] == [False, True, True]


def test_the_register_says_it_with_the_incident_and_with_what_was_dismissed(stage: Stage) -> None:
    signal = came(stage, tagged("production"), harmless())
    new = take(stage, signal).id
    signals.dismiss(stage.house, new, reason=NO_BREACH, by=ENGINEER, request="1")
    incident = open_from_signal(stage.house, signal, by=ENGINEER, request="2").id
    for stream, line in (
        (incident, f"1 delivery of {signal} split off as {new} by {ENGINEER}: {WHY}"),
        (new, f"split off from {signal} by {ENGINEER}: {WHY}"),
    ):
        found = stage.store.read(partial(entry, policy=cast.policy(), stream=stream))
        assert found is not None
        assert [line in flag for flag in found.flags].count(True) == 1
