"""Alertmanager: one body, many alerts, each weighed by itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from breachbot.intake.reading import read
from breachbot.intake.signal import NotASignal, Signal, Unreadable
from breachbot.intake.source import MOST_ALERTS, left_out
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest

SAMPLE = json.loads((Path(__file__).parent / "samples/alertmanager.json").read_text())


def read_all(*alerts: Any, **group: Any) -> tuple[Any, ...]:
    return read("alertmanager", {}, json.dumps(SAMPLE | {"alerts": list(alerts)} | group).encode(), digest)


def test_each_alert_of_a_group_is_weighed_by_itself() -> None:
    export, memory, disk = read_all(*SAMPLE["alerts"])
    assert isinstance(export, Signal)
    assert (export.what, export.project, export.severity) == ("UnusualExport", "shop-api", "critical")
    assert export.link == "https://prometheus.example.com/graph"
    verdicts = [triage("alertmanager", one, RULES) for one in (export, memory, disk)]
    assert [one.kind for one in verdicts] == ["candidate", "note", "note"]
    assert verdicts[0].reasons == (
        "its wording speaks of somebody else's data",
        "its wording speaks of exposed or leaked data",
    )
    assert verdicts[2].reasons == ("an alert is resolved, which does not say that no data leaked",)


def test_an_alert_without_a_fingerprint_is_known_by_all_of_its_labels() -> None:
    alert = SAMPLE["alerts"][1]
    backwards = alert | {
        "labels": dict(reversed(alert["labels"].items())),
        "startsAt": "2026-11-25T00:00:00Z",
    }
    other = alert | {"labels": alert["labels"] | {"instance": "worker-2"}}
    first, again, elsewhere = (one.series for one in read_all(alert, backwards, other))
    assert first == again != elsewhere


def test_one_bad_alert_loses_none_of_the_others() -> None:
    good = SAMPLE["alerts"][0]
    answers = read_all(7, good, None, {"labels": "none"}, [good])
    assert [type(one) for one in answers] == [Unreadable, Signal, Unreadable, Signal, Unreadable]
    assert answers[1].series == "alert:9a1b2c3d4e5f6071"


def test_a_body_that_is_no_group_is_shown_and_an_empty_group_is_nothing() -> None:
    assert isinstance(read_all(alerts="none")[0], Unreadable)
    assert isinstance(read("alertmanager", {}, b"[]", digest)[0], Unreadable)
    (nothing,) = read_all()
    assert isinstance(nothing, NotASignal)


def test_more_alerts_than_are_read_are_told() -> None:
    assert len(read_all(*[7] * MOST_ALERTS)) == MOST_ALERTS
    answers = read_all(*[7] * (MOST_ALERTS + 1))
    assert len(answers) == MOST_ALERTS + 1
    assert answers[-1] == left_out("it holds 5001 alerts, and only the first 5000 were read")
    assert answers[-1].about == "left-out"


def test_what_an_alert_says_of_people_is_evidence_and_who_owns_it_is_not() -> None:
    alert = SAMPLE["alerts"][1]
    leak = alert | {"annotations": {"summary": "Job failed for bea.sample@example.com"}}
    owned = alert | {"labels": alert["labels"] | {"owner": "kim@example.com"}}
    verdicts = [triage("alertmanager", one, RULES).kind for one in read_all(leak, owned)]
    assert verdicts == ["candidate", "note"]
