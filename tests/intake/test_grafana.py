"""Grafana: signed, or with the secret shown; alerts of groups, and of its older alerting."""

from __future__ import annotations

import hmac
import json
import os
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from breachbot.intake.reading import read
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import Signal, Unreadable
from breachbot.intake.source import Request, left_out
from breachbot.intake.triage import triage
from tests.intake.bodies import RULES, digest
from tests.intake.test_sources import BODY, NOW

SAMPLES = Path(__file__).parent / "samples"
REAL = Path(os.environ.get("BREACHBOT_PAYLOADS", Path(__file__).parents[3] / "shared/payloads"))
GRAFANA, SECRET = SOURCES["grafana"], "the secret of the contact point"


def sample(kind: str = "") -> dict[str, Any]:
    body: dict[str, Any] = json.loads((SAMPLES / f"grafana{kind}.json").read_text())
    return body


def answers(body: Any) -> tuple[Any, ...]:
    return read("grafana", {}, json.dumps(body).encode(), digest)


def taken(**headers: str) -> bool:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return GRAFANA.authenticate(Request(named, BODY, NOW), {"grafana_secret": SECRET})


def mac(signed: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), signed, "sha256").hexdigest()


def test_the_body_may_be_signed_alone_or_with_the_time() -> None:
    sent = str(int(NOW.timestamp()))
    whole = mac(sent.encode() + b":" + BODY)
    assert taken(x_grafana_alerting_signature=mac(BODY))
    assert taken(x_grafana_alerting_signature=whole, x_grafana_alerting_timestamp=sent)
    assert not taken(x_grafana_alerting_signature=whole)
    assert not taken(x_grafana_alerting_signature=mac(BODY), x_grafana_alerting_timestamp=sent)
    assert not taken(x_grafana_alerting_signature=mac(BODY, "guessed"))


@pytest.mark.parametrize("away", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_a_signed_time_far_from_now_is_a_replay(away: timedelta) -> None:
    (headers,) = GRAFANA.sign(BODY, {"grafana_secret": SECRET}, NOW + away)
    assert not GRAFANA.authenticate(Request(headers, BODY, NOW), {"grafana_secret": SECRET})


def test_the_secret_may_be_shown_as_a_token_or_as_a_password() -> None:
    def basic(user: str, password: str) -> str:
        return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"

    assert taken(authorization=f"Bearer {SECRET}")
    assert taken(authorization=f"bearer {SECRET}")
    assert taken(authorization=basic("breachbot", SECRET))
    for wrong in (SECRET, f"token {SECRET}", basic("", SECRET), basic("breachbot", ""), "Basic", "Bearer "):
        assert not taken(authorization=wrong)


def test_each_alert_of_a_group_is_weighed_by_itself() -> None:
    invoices, checkout = answers(sample())
    assert (invoices.what, invoices.project, invoices.environment) == (
        "ForeignInvoices",
        "shop-api",
        "production",
    )
    assert invoices.link == "https://grafana.example.com/d/shop"
    verdicts = [triage("grafana", one, RULES) for one in (invoices, checkout)]
    assert [one.kind for one in verdicts] == ["candidate", "note"]
    assert verdicts[1].reasons == ("an alert is resolved, which does not say that no data leaked",)


def test_alerts_that_were_left_out_are_told() -> None:
    *_, last = answers(sample() | {"truncatedAlerts": 3})
    assert last == left_out("the sender left 3 alerts out of its message")
    assert len(answers(sample() | {"truncatedAlerts": "3"})) == 2


def test_the_trial_of_a_contact_point_is_a_test_and_what_only_has_its_name_is_none() -> None:
    trial = {"status": "firing", "labels": {"alertname": "TestAlert", "instance": "Grafana"}}
    trial |= {"annotations": {"summary": "Notification test"}, "fingerprint": "57c6d9296de2ad39"}
    named = trial | {"labels": {"alertname": "TestAlert", "instance": "Grafana", "service": "shop-api"}}
    telling = trial | {"annotations": {"summary": "Rows of other customers exported"}}
    verdicts = [triage("grafana", one, RULES).kind for one in answers({"alerts": [trial, named, telling]})]
    assert verdicts == ["test", "note", "candidate"]


def test_the_older_alerting_is_read() -> None:
    (orders,) = answers(sample("-older"))
    assert (orders.series, orders.action) == ("rule:7", "alerting")
    assert orders.link == "https://grafana.example.com/d/shop/orders"
    assert triage("grafana", orders, RULES).kind == "candidate"
    (over,) = answers(sample("-older") | {"state": "ok"})
    assert triage("grafana", over, RULES).kind == "note"


def test_a_body_of_neither_kind_is_shown() -> None:
    strange: list[Any] = [{}, [], {"alerts": "none"}, {"state": "alerting"}]
    for body in strange:
        (one,) = answers(body)
        assert isinstance(one, Unreadable)


@pytest.mark.skipif(
    not REAL.exists(), reason=f"no real payloads in {REAL} (BREACHBOT_PAYLOADS names the folder)"
)
def test_a_real_payload_is_read_and_weighed() -> None:
    (seen,) = answers(json.loads((REAL / "grafana/legacy_alerting.json").read_text()))
    assert isinstance(seen, Signal)
    assert (seen.series, seen.link) == ("rule:7", "https://grafana.domain.tld/dashboard/db/alarms")
    assert triage("grafana", seen, RULES).kind == "note"
