"""What a sender wrote is read by who claimed the signal or responds to its incident, and never unseen."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import Any

import pytest
from structlog.testing import capture_logs

from breachbot.errors import Refused
from breachbot.incident.acts.report import Report
from breachbot.incident.events import OPERATOR, SignalRead, SignalReceived
from breachbot.intake.passing import Passing
from breachbot.usecases import signals
from breachbot.usecases.incidents import open_from_signal
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.signals import Those
from breachbot.usecases.read import came
from breachbot.usecases.register import entry
from breachbot.usecases.reports import keep_report
from tests.conftest import Database
from tests.incident.cast import DEPUTY, DPO, ENGINEER, OUTSIDER
from tests.store.samples import behind_our_back
from tests.usecases.stage import MINUTE, Stage, export_alert

WORD = "Qzxvanary"
WHY = "I have to see which rows were exported."


def secret(**fields: Any) -> dict[str, Any]:
    return export_alert(extra={"note": f"{WORD} of customer 2"}, **fields)


@pytest.fixture
def signal(stage: Stage) -> str:
    """The id of a signal that nobody has claimed."""
    stage.deliver(secret())
    return stage.signal().id


def read(
    stage: Stage,
    signal: str,
    by: str = ENGINEER,
    reason: str = WHY,
    request: str = "",
    number: int | None = None,
) -> str:
    request = request or stage.request()
    return signals.read_sealed(stage.house, signal, reason=reason, by=by, request=request, number=number)


def claim(stage: Stage, signal: str, by: str = ENGINEER) -> None:
    signals.claim(stage.house, signal, by=by, request=stage.request())


def reads(stage: Stage, signal: str) -> list[SignalRead]:
    return [event for event in stage.events(signal) if isinstance(event, SignalRead)]


def test_who_claimed_it_reads_it_and_that_is_on_record(stage: Stage, signal: str) -> None:
    claim(stage, signal)
    stage.clock.move(MINUTE)
    assert WORD in read(stage, signal)
    (event,) = reads(stage, signal)
    assert (event.by, event.at, event.reason) == (ENGINEER, stage.clock(), WHY)
    assert event.delivery.startswith("del-")


def test_nobody_else_does_and_each_hears_what_to_do(stage: Stage, signal: str) -> None:
    for user, sentence in (
        (ENGINEER, "Next: claim it"),
        (DPO, "Next: claim it"),
        (OUTSIDER, "Only the breach response team"),
    ):
        with pytest.raises(Refused, match=sentence):
            read(stage, signal, user)
    claim(stage, signal)
    with pytest.raises(Refused, match=f"<@{ENGINEER}> has claimed it.*Next: ask them, or open an incident"):
        read(stage, signal, DPO)
    with pytest.raises(Refused, match="Only the breach response team"):
        read(stage, signal, OUTSIDER)
    assert reads(stage, signal) == []


def test_once_it_is_an_incident_who_responds_to_it_reads_it(stage: Stage, signal: str) -> None:
    open_from_signal(stage.house, signal, by=ENGINEER, request="1")
    for user in (DPO, DEPUTY, ENGINEER):
        assert WORD in read(stage, signal, user)
    with pytest.raises(Refused, match="Only the breach response team"):
        read(stage, signal, OUTSIDER)
    assert [event.by for event in reads(stage, signal)] == [DPO, DEPUTY, ENGINEER]


def test_once_it_was_dismissed_only_who_had_claimed_it_does(stage: Stage, signal: str) -> None:
    claim(stage, signal)
    why = "The rows were made up for a test that we ran ourselves."
    signals.dismiss(stage.house, signal, reason=why, by=ENGINEER, request="1")
    assert WORD in read(stage, signal)
    with pytest.raises(Refused, match="Next: look at the source"):
        read(stage, signal, DPO)


def test_whoever_runs_breachbot_reads_it_and_that_is_on_record_too(stage: Stage, signal: str) -> None:
    assert WORD in read(stage, signal, OPERATOR)
    assert [event.by for event in reads(stage, signal)] == ["operator"]


@pytest.mark.parametrize(
    ("length", "taken"), [(19, False), (20, True), (21, True), (2000, True), (2001, False)]
)
def test_the_reason_is_a_sentence(stage: Stage, signal: str, length: int, taken: bool) -> None:
    claim(stage, signal)
    reason = ("To see whose rows they are, " * 80)[: length - 1] + "."
    if taken:
        assert WORD in read(stage, signal, reason=reason)
    else:
        with pytest.raises(Refused, match=r"at least 20 characters|2,000 characters at most"):
            read(stage, signal, reason=reason)
    assert len(reads(stage, signal)) == taken


def test_the_same_request_shows_it_again_and_records_nothing_more(stage: Stage, signal: str) -> None:
    claim(stage, signal)
    assert read(stage, signal, request="once") == read(stage, signal, request="once")
    assert len(reads(stage, signal)) == 1


def test_what_was_deleted_is_said_to_be_and_nothing_is_recorded(
    stage: Stage, signal: str, database: Database
) -> None:
    claim(stage, signal)
    behind_our_back(database, "DELETE FROM data_key WHERE id LIKE 'del-%'")
    with pytest.raises(Refused, match="was deleted here for good"):
        read(stage, signal)
    assert reads(stage, signal) == []


def test_of_several_deliveries_the_one_that_was_news_is_shown(stage: Stage, signal: str) -> None:
    stage.deliver(export_alert(extra={"note": "a repeat that says nothing new"}))
    claim(stage, signal)
    assert WORD in read(stage, signal)
    stage.deliver(export_alert(extra={"card": "4242 4242 4242 4242"}))
    assert "4242 4242" in read(stage, signal)


def test_each_delivery_can_be_read_by_its_number_and_is_named_on_record(stage: Stage, signal: str) -> None:
    stage.deliver(export_alert(extra={"note": "the second"}), export_alert(extra={"note": "the third"}))
    claim(stage, signal)
    assert WORD in read(stage, signal, number=1)
    assert "the second" in read(stage, signal, number=2)
    assert "the third" in read(stage, signal, number=3)
    size, rows = stage.store.read(lambda tx: tx.numbered_deliveries(signal, 0, 9))
    assert [event.delivery for event in reads(stage, signal)] == [row.id for row in rows]
    assert size == 3
    with pytest.raises(Refused, match="It has 3 deliveries: there is none with the number 4"):
        read(stage, signal, number=4)
    with pytest.raises(Refused, match=f"<@{ENGINEER}> has claimed it"):
        read(stage, signal, DPO, number=2)
    assert len(reads(stage, signal)) == 3


def test_several_alerts_of_one_body_are_one_delivery_of_their_signal(stage: Stage) -> None:
    for number in (1, 2):
        body = {"alerts": [number, number + 2]}
        stage.store_only(json.dumps(body).encode(), source="alertmanager")
        stage.read_all()
    (row,) = stage.store.read(lambda tx: tx.signals())
    size, rows = stage.store.read(lambda tx: tx.numbered_deliveries(row.id, 0, 9))
    assert (row.count, size, len(rows)) == (4, 2, 2)
    assert json.loads(read(stage, row.id, OPERATOR, number=1))["alerts"] == [1, 3]


def test_of_what_cannot_be_read_the_newest_is_shown_and_named_on_record(stage: Stage) -> None:
    stage.deliver(b"{ no json: 1", b"{ no json: 2")
    signal = stage.signal().id
    claim(stage, signal)
    assert read(stage, signal) == "{ no json: 2"
    (received, *_, said) = stage.events(signal)
    assert isinstance(received, SignalReceived)
    assert isinstance(said, SignalRead)
    assert said.delivery > received.delivery


def test_of_what_cannot_be_read_among_others_the_newest_body_is_shown(stage: Stage) -> None:
    for number in (1, 2):
        body = {"alerts": [number, {"status": "firing", "fingerprint": "f"}]}
        stage.store_only(json.dumps(body).encode(), source="alertmanager")
        stage.read_all()
    (signal,) = [row.id for row in stage.store.read(lambda tx: tx.signals()) if "unreadable" in row.series]
    claim(stage, signal)
    assert json.loads(read(stage, signal))["alerts"][0] == 2


def test_of_several_alerts_in_a_body_its_own_is_shown(stage: Stage) -> None:
    said = "Export holds rows of customer 2"
    alerts = [
        {"status": "firing", "fingerprint": f"{n}", "labels": {"alertname": f"Leak{n}"}}
        | {"annotations": {"summary": said, "note": f"{WORD}{n}"}}
        for n in (1, 2)
    ]
    stage.store_only(json.dumps({"version": "4", "alerts": alerts}).encode(), source="alertmanager")
    stage.read_all()
    for row in stage.store.read(lambda tx: tx.signals()):
        shown = read(stage, row.id, OPERATOR)
        assert [f"{WORD}{n}" in shown for n in (1, 2)].count(True) == 1


@pytest.mark.parametrize(
    ("body", "shown"),
    [(b"", "The body is empty."), (f"<p>{WORD}".encode(), WORD), (b"\xff" + WORD.encode(), "�" + WORD)],
)
def test_what_cannot_be_read_by_us_is_shown_as_it_came(stage: Stage, body: bytes, shown: str) -> None:
    stage.deliver(body)
    assert shown in read(stage, stage.signal().id, OPERATOR)


def test_of_what_was_too_large_to_be_kept_the_note_is_shown(stage: Stage) -> None:
    passing = Passing()
    passing.take(b"x" * 2_000_000)

    async def accept() -> None:
        await stage.store.accept(NewDelivery("sentry", stage.clock(), passing.note(), b""))

    asyncio.run(accept())
    stage.read_all()
    assert "It was not kept: it was 2,000,000 bytes long" in read(stage, stage.signal().id, OPERATOR)


def test_what_a_person_reported_is_not_what_a_sender_wrote(stage: Stage) -> None:
    said = Report(title="Export shows foreign rows", detected_at=stage.clock())
    signal = keep_report(stage.house, said, by=OUTSIDER, request="1").id
    claim(stage, signal)
    with pytest.raises(Refused, match="A person reported this"):
        read(stage, signal)


def test_the_register_and_the_list_say_who_read_it_and_why(stage: Stage, signal: str) -> None:
    claim(stage, signal)
    read(stage, signal)
    _, (listed,) = stage.store.read(lambda tx: came(tx, Those(), skip=0, limit=10))
    assert listed.signal is not None
    assert [(event.by, event.reason) for event in listed.signal.reads] == [(ENGINEER, WHY)]
    incident = open_from_signal(stage.house, signal, by=ENGINEER, request="1").id
    found = stage.store.read(lambda tx: entry(tx, stage.house.policy, incident))
    assert found is not None
    assert [flag.partition(": ")[2] for flag in found.flags] == [
        f"what the sender of {signal} wrote was read by {ENGINEER}: {WHY}"
    ]


def test_so_does_the_entry_of_what_was_dismissed(stage: Stage, signal: str) -> None:
    claim(stage, signal)
    read(stage, signal)
    why = "The rows were made up for a test that we ran ourselves."
    signals.dismiss(stage.house, signal, reason=why, by=ENGINEER, request="1")
    found = stage.store.read(lambda tx: entry(tx, stage.house.policy, signal))
    assert found is not None
    assert f"wrote was read by {ENGINEER}: {WHY}" in " ".join(found.flags)


def test_what_is_read_gets_nowhere_else(stage: Stage, signal: str, database: Database) -> None:
    claim(stage, signal)
    with capture_logs() as logged:
        assert WORD in read(stage, signal)
        with pytest.raises(Refused) as refused:
            read(stage, signal, DPO)
    assert WORD not in str(logged)
    assert WORD not in str(refused.value)
    assert WORD not in str(stage.waiting())
    stream = "\n".join(event.model_dump_json() for event in stage.events(signal))
    assert WORD not in stream
    rows = stage.store.read(partial(came, those=Those(), skip=0, limit=10))
    assert WORD not in repr(rows)
