"""What wants a person now, what is only kept, and what is a test."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.intake import allowed
from breachbot.intake.reading import read as read_from
from breachbot.intake.signal import WEIGHT, Finding, Signal, Verdict
from breachbot.intake.triage import evident, is_own, triage
from breachbot.playbook.triage import TriageRules
from tests.intake.bodies import EVERY, RULES, alert, digest, issue, metric, read, signal_of, verdict_on
from tests.intake.test_sentry import SAMPLE

SAMPLES = Path(__file__).parent / "samples"
TEST = {"issue_alert": {"id": -1, "title": "Everything new"}}


def test_a_user_and_an_address_are_in_every_web_error_and_make_a_note() -> None:
    verdict = verdict_on(alert())
    assert verdict.kind == "note"
    assert verdict.reasons == ("it names a user or an address, as practically every error does",)


def test_nothing_of_a_person_makes_a_note_that_says_so() -> None:
    assert verdict_on(alert(user=None, tags=[])).reasons == (
        "no personal data recognised, and nothing in the wording speaks of a breach",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"exception": {"values": [{"type": "ValueError", "value": "no account for bea@example.com"}]}},
        {"extra": {"row": {"first_name": "Bea"}}},
        {"breadcrumbs": {"values": [{"message": "call +44 20 7946 0018"}]}},
        {"request": {"data": {"iban": "DE89370400440532013000"}}},
        {"contexts": {"response": {"body": "bea@example.com"}}},
        {"request": {"headers": [["Authorization", "Bearer abcdef0123456789"]]}},
        {"user": {"id": "1", "password": "hunter2"}},
        {"user": {"id": "1", "data": {"diagnosis": "E11"}}},
        {"extra": list(range(25_000))},
        {"_meta": {"exception": {"values": {"0": {"value": {"": {"rem": [["@email", "s"]]}}}}}}},
    ],
)
def test_more_than_a_user_and_an_address_makes_a_candidate(fields: dict[str, Any]) -> None:
    assert verdict_on(alert(**fields)).kind == "candidate"


def test_what_a_scrubber_took_out_of_a_form_stays_a_note() -> None:
    verdict = verdict_on(alert(request={"data": {"password": "[Filtered]"}}))
    assert verdict.kind == "note"
    assert verdict.reasons[-1] == "the sender's scrubber took values out before they came here"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("MissingAuthorization: authorization missing", "access_control"),
        ("PrivilegeEscalation", "access_control"),
        ("ACLViolation", "access_control"),
        ("authorization bypass in /exports", "access_control"),
        ("CrossTenantAccess", "cross_tenant"),
        ("IDOR on /orders/7", "cross_tenant"),
        ("cross-tenant read", "cross_tenant"),
        ("rows of another customer", "cross_tenant"),
        ("showed each other's data", "cross_tenant"),
        ("bucket exposed", "exposure"),
        ("DataLeakError", "exposure"),
        ("world-readable dump", "exposure"),
        ("ReverseShell", "attack"),
        ("login bypassed", "attack"),
        ("data loss in shard 3", "loss"),
        ("sent to wrong recipient", "misdirected"),
    ],
)
@pytest.mark.parametrize("field", ["title", "culprit", "message", "exception", "tags", "logentry"])
def test_the_wording_is_read_here_and_only_its_meaning_leaves(field: str, text: str, hint: str) -> None:
    values: dict[str, Any] = {
        "exception": {"values": [{"type": text, "value": ""}]},
        "tags": [["said", text]],
        "logentry": {"formatted": text},
    }
    signal = signal_of(alert(user=None, **{field: values.get(field, text)}))
    assert hint in signal.hints
    verdict = triage("sentry", signal, RULES)
    assert verdict.kind == "candidate"
    assert all(reason.startswith("its wording speaks of") for reason in verdict.reasons)


@pytest.mark.parametrize(
    "text", ["memory leak", "MemoryLeakWarning", "ValueError: not a number", "oracle", "breaching"]
)
def test_words_that_only_sound_like_it_say_nothing(text: str) -> None:
    assert signal_of(alert(title=text)).hints == ()


def test_a_text_too_long_to_be_read_in_full_is_a_reason_of_its_own() -> None:
    assert verdict_on(alert(title="a " * 150_000)).kind == "candidate"
    assert verdict_on(alert(tags=[["a", "b"]] * 3000)).kind == "candidate"


@pytest.mark.parametrize("action", ["resolved", "ignored", "archived", "assigned"])
def test_what_people_do_to_an_issue_is_kept_as_a_note(action: str) -> None:
    verdict = verdict_on(issue(action, title="AuthorizationBypass"), "issue")
    assert verdict.kind == "note"
    assert action in verdict.reasons[0]


@pytest.mark.parametrize("action", ["created", "unresolved", "strange"])
def test_an_issue_that_is_new_or_back_is_weighed(action: str) -> None:
    assert (
        verdict_on(issue(action, title="AuthorizationBypass for bea@example.com"), "issue").kind
        == "candidate"
    )
    assert (
        verdict_on(issue(action, assignedTo={"email": "staff@example.com", "name": "Staff"}), "issue").kind
        == "note"
    )


def test_a_metric_counts_only_if_its_name_speaks_of_a_breach() -> None:
    assert verdict_on(metric("Errors per minute"), "metric_alert").kind == "note"
    assert verdict_on(metric("Cross-tenant reads"), "metric_alert").kind == "candidate"
    assert verdict_on(metric("Cross-tenant reads", "resolved"), "metric_alert").kind == "note"


def test_a_test_of_the_platform_is_a_test() -> None:
    verdict = verdict_on(alert(TEST))
    assert (verdict.kind, verdict.reasons) == ("test", ("it was sent to test the connection",))
    assert signal_of(alert({"issue_alert": {"id": "-1"}})).sample


def test_a_test_that_gives_a_reason_is_a_candidate() -> None:
    assert verdict_on(alert(TEST, title="AuthorizationBypass")).kind == "candidate"


def test_the_export_that_showed_customers_each_others_data_is_a_candidate() -> None:
    signal = read("event_alert", SAMPLE.read_bytes())
    assert isinstance(signal, Signal)
    verdict = triage("sentry", signal, RULES)
    assert verdict.kind == "candidate"
    assert verdict.reasons[0] == "its wording speaks of somebody else's data"
    assert any(reason.startswith("personal data (email)") for reason in verdict.reasons)


def changed(**parts: Any) -> TriageRules:
    """The rules of a company that wrote something of its own."""
    return TriageRules.model_validate(RULES.model_dump(exclude_none=True) | parts)


STAGING = {
    "id": "staging-holds-copies",
    "says": "staging holds copies of customers' data here",
    "verdict": "likely",
    "when": {"environment": ["staging"], "type": ["error"]},
}


def test_a_company_may_write_rules_of_its_own_and_each_gives_its_reason() -> None:
    rules = changed(rules=[STAGING])
    verdict = triage("sentry", signal_of(alert(environment="staging")), rules)
    assert (verdict.kind, verdict.reasons) == ("likely", ("staging holds copies of customers' data here",))
    assert triage("sentry", signal_of(alert(environment="production")), rules).kind == "note"
    lighter = changed(rules=[STAGING | {"verdict": "ignore"}])
    told = triage("sentry", signal_of(alert(environment="staging", title="AuthorizationBypass")), lighter)
    assert told.kind == "candidate", "a rule adds, and takes nothing away"
    assert "staging" not in " ".join(told.reasons), "only what made the verdict is given as its reason"


@pytest.mark.parametrize(
    ("type", "severity", "kind"),
    [
        ("sensitive_data", None, "candidate"),
        ("public_access", "low", "candidate"),
        ("exfiltration", None, "likely"),
        ("account_takeover", None, "candidate"),
        ("secret_exposed", "high", "candidate"),
        ("secret_exposed", "medium", "note"),
        ("suspicious_access", "high", "candidate"),
        ("suspicious_access", "medium", "note"),
        ("malware", "critical", "candidate"),
        ("malware", "medium", "note"),
        ("malware", None, "candidate"),
        ("secret_exposed", None, "candidate"),
        ("suspicious_access", None, "candidate"),
        ("misconfiguration", None, "note"),
        ("misconfiguration", "critical", "candidate"),
        ("misconfiguration", "high", "note"),
        ("other", "critical", "candidate"),
        ("vulnerability", "critical", "note"),
        ("error", "critical", "note"),
    ],
)
def test_what_the_rules_that_come_along_make_of_a_type(type: Any, severity: Any, kind: str) -> None:
    verdict = triage("github", Signal("alert", "", "1", "alert", type=type, severity=severity), RULES)
    assert verdict.kind == kind
    assert kind == "note" or len(verdict.reasons) == 1


def test_people_and_weaknesses_that_every_such_alert_names_prove_nothing_and_what_was_found_does() -> None:
    named, found = Finding("email", "actor", 1), Finding("payment_card", "bucket", 4)
    alert = Signal("alert", "", "1", "alert", type="vulnerability", hints=("attack",), findings=(named,))
    assert triage("github", alert, RULES).kind == "note"
    assert triage("github", replace(alert, type="other"), RULES).kind == "candidate"
    reported = replace(alert, reported=(found,))
    assert evident(reported, RULES).findings == (found,)
    assert triage("github", reported, RULES).kind == "candidate"


def test_a_rule_may_ask_what_a_project_holds() -> None:
    held = {
        "id": "health",
        "says": "it holds health data",
        "verdict": "candidate",
        "when": {"holds": ["health"]},
    }
    seen = signal_of(alert())
    for data_map, kind in (
        ([], "note"),
        ([{"project": "shop-api", "kinds": ["health"]}], "candidate"),
        ([{"project": "shop-api", "kinds": ["contact"]}], "note"),
        ([{"project": "other", "kinds": ["health"]}], "note"),
        ([{"project": "shop-api", "source": "github", "kinds": ["health"]}], "note"),
    ):
        assert triage("sentry", seen, changed(rules=[held], data_map=data_map)).kind == kind


def test_breachbots_own_errors_are_known_by_slug_or_number() -> None:
    signal = signal_of(alert())
    assert is_own(signal, "shop-api")
    assert is_own(signal, "4501")
    assert not is_own(signal, "shop")
    assert not is_own(signal, None)
    assert not is_own(signal_of(alert(url=None, project=None)), "")


# --- a public key lets anybody write these ----------------------------------------------------------------------

BASES: list[dict[str, Any]] = [
    alert(),
    alert(TEST),
    alert(extra={"mail": "bea@example.com"}),
    alert(title="AuthorizationBypass"),
    alert(user=None),
]
FLAGS = st.fixed_dictionaries(
    {},
    optional={
        "environment": st.sampled_from(["test", "staging", "sample", "<!channel>", ""])
        | st.text(max_size=20),
        "level": st.sampled_from(["sample", "debug", "info", "fatal", "nonsense"]),
        "tags": st.lists(
            st.lists(st.sampled_from(["test", "sample_event", "yes", "true", "demo"]), max_size=3), max_size=5
        ),
        "sample": st.booleans(),
        "is_test": st.just(True),
        "logger": st.just("sentry.sample"),
        "fingerprint": st.just(["test"]),
        "type": st.sampled_from(["default", "csp", "sample"]),
        "culprit": st.just("sample.test"),
    },
)


@given(st.sampled_from(BASES), FLAGS)
def test_a_senders_flag_never_lowers_a_verdict(base: dict[str, Any], flags: dict[str, Any]) -> None:
    before = verdict_on(base)
    changed = json.loads(json.dumps(base))
    changed["data"]["event"] |= flags
    assert WEIGHT[verdict_on(changed).kind] >= WEIGHT[before.kind]


def test_a_test_event_opens_nothing_whatever_its_rule_and_its_wording_say() -> None:
    opens = {"id": "out", "says": "our own rule", "verdict": "likely", "opens": "incident"}
    rules = changed(rules=[opens | {"when": {"type": ["exfiltration"]}}])
    real = Signal("alert", "", "1", "alert", type="exfiltration")
    assert triage("aws", real, rules) == Verdict("likely", ("our own rule",), ("out",), opens=True)
    sample = replace(real, sample=True)
    assert triage("aws", sample, rules) == Verdict("test", ("it was sent to test the connection",))
    telling = replace(sample, reported=(Finding("payment_card", "bucket", 4),))
    assert (triage("aws", telling, rules).kind, triage("aws", telling, rules).opens) == ("likely", False)


def test_news_of_a_finding_opens_nothing() -> None:
    quiet = {"id": "quiet", "says": "nobody has to look", "verdict": "ignore", "when": {"source": ["aws"]}}
    alert = Signal("alert", "", "1", "alert", type="exfiltration", nothing_new="it was solved")
    opens = {"id": "out", "says": "our own rule", "verdict": "likely", "opens": "incident"}
    rules = changed(rules=[quiet, opens | {"when": {"type": ["exfiltration"]}}])
    assert triage("aws", alert, rules) == Verdict("note", ("it was solved",))


def test_a_verdict_names_what_it_rests_on_and_nothing_milder() -> None:
    rules = [
        {"id": name, "says": f"rule {name}", "verdict": verdict, "when": {"source": ["sentry"]}}
        for name, verdict in (("mild", "note"), ("grave", "candidate"))
    ]
    seen = signal_of(alert(title="Export shows data of another customer"))
    verdict = triage("sentry", seen, changed(rules=rules))
    assert verdict.rules == (*(f"wording:{hint}" for hint in seen.hints), "grave")
    assert triage("sentry", signal_of(alert()), changed(rules=rules[:1])).rules == ("mild",)
    assert triage("sentry", signal_of(alert()), changed(rules=[])).rules == ()


@pytest.mark.parametrize(
    ("name", "path", "value"),
    [
        ("gitlab", "object_attributes.severity", "unknown"),
        ("gitlab", "object_attributes.severity", ""),
        ("gitlab", "object_attributes.severity", None),
        ("microsoft_graph", "severity", "unknown"),
        ("crowdstrike", "event.SeverityName", "graver than ever"),
        ("datadog", "severity", "graver than ever"),
    ],
)
def test_a_severity_that_is_not_known_does_not_make_a_grave_alert_a_note(
    name: str, path: str, value: str | None
) -> None:
    body = json.loads((SAMPLES / f"{name}.json").read_text())
    body.get("event", {}).pop("Severity", None)
    if name == "microsoft_graph":
        body["category"] = "Malware"
    *above, key = path.split(".")
    reduce(getitem, above, body)[key] = value
    (seen,) = read_from(name, {}, json.dumps(body).encode(), digest, EVERY)
    assert isinstance(seen, Signal)
    verdict = triage(name, seen, RULES)
    assert verdict.kind == "candidate"
    assert "severity-unknown" in verdict.rules
    assert "no severity that is known" in verdict.reasons[-1]


@pytest.mark.parametrize("word", ["P0", "sev0", "urgent", "Blocker"])
def test_the_words_for_the_gravest_are_known(word: str) -> None:
    assert allowed.severity(word) == "critical"
