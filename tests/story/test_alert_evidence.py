"""An alert brings the first facts. They can raise what is owed; a person's click lets them count in full."""

from __future__ import annotations

from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.confirm_proposal import ConfirmProposal
from breachbot.incident.acts.no_breach import NoBreach
from breachbot.incident.known import settled_facts
from breachbot.slack.notes import channel_note
from breachbot.usecases import incidents, signals
from breachbot.usecases.register import entries
from tests.incident.cast import DEPUTY, DPO, ENGINEER, OUTSIDER, TEAM
from tests.intake.bodies import alert
from tests.usecases.stage import HOUR, Stage, export_alert

SECRET, ADDRESS = "hunter2hunter2", "bea@example.com"
IN_CLEAR = export_alert(extra={"login": {"password": SECRET}, "row": ADDRESS})


def opened(firm: Stage, body: dict[str, Any]) -> str:
    firm.deliver(body)
    return incidents.open_from_signal(firm.house, firm.signal().id, by=ENGINEER, request=firm.request()).id


def test_readable_passwords_in_a_log_are_proposed_and_confirmed(firm: Stage) -> None:
    # The alert holds a password in clear. The incident opens with what it suggests, and nobody's word for it.
    incident = opened(firm, IN_CLEAR)
    (proposed,) = firm.incident(incident).evidence
    assert proposed.reading == "credentials_in_clear"
    assert proposed.answers["data_categories"] == ["contact", "credentials_clear"]
    known = settled_facts(firm.incident(incident))
    assert known["confidentiality"].value == "yes"
    assert not known["confidentiality"].firm
    # No value went anywhere.
    for event in firm.events(incident):
        assert SECRET not in event.model_dump_json()
        assert ADDRESS not in event.model_dump_json()

    # The engineer looks at the log, and says so with one click. A second one finds nothing left.
    firm.take(incident, ConfirmProposal(proposal=1), ENGINEER)
    known = settled_facts(firm.incident(incident))
    assert all(known[fact].firm for fact in proposed.answers)
    assert known["confidentiality"].views[-1].by == ENGINEER
    with pytest.raises(Refused, match="answered all of it"):
        firm.take(incident, ConfirmProposal(proposal=1), DPO)


def test_a_proposal_that_was_answered_no_longer_says_that_nobody_confirmed_it(firm: Stage) -> None:
    def shown() -> str:
        now, seen = firm.incident(incident), Context(ENGINEER, TEAM, firm.house.policy, firm.clock())
        return str([channel_note(now, one, seen) for one in now.evidence])

    incident = opened(firm, export_alert(extra={"row": ADDRESS}))
    assert "not confirmed yet" in shown()
    firm.waiting()
    # One of the answers is stated by hand, otherwise than proposed: the rest still waits.
    (proposed,) = firm.incident(incident).evidence
    firm.state(incident, data_categories=["contact", "orders"])
    assert ("channel_note", {"seq": str(firm.incident(incident).proposed_at[0])}) in firm.waiting()
    assert "not confirmed yet" in shown()
    assert "says U_ENGINEER" in shown()
    firm.take(incident, ConfirmProposal(proposal=1), ENGINEER)
    assert "not confirmed yet" not in shown()
    assert "confirm_proposal" not in shown()
    # The same alert again brings neither back.
    firm.deliver(export_alert(extra={"row": ADDRESS}))
    assert firm.incident(incident).evidence == (proposed,)
    assert "not confirmed yet" not in shown()


def test_what_the_alert_says_otherwise_since_is_confirmed_where_it_says_so(firm: Stage) -> None:
    incident = opened(firm, export_alert(extra={"row": ADDRESS}))
    firm.deliver(export_alert(extra={"row": ADDRESS, "iban": "DE89370400440532013000"}))
    firm.take(incident, ConfirmProposal(proposal=1), ENGINEER)
    assert not settled_facts(firm.incident(incident))["data_categories"].firm
    firm.take(incident, ConfirmProposal(proposal=2), ENGINEER)
    assert settled_facts(firm.incident(incident))["data_categories"].value == ["contact", "payment"]


def test_a_persons_word_goes_before_what_an_alert_suggests(firm: Stage) -> None:
    # Somebody knows better: the password was one of the firm's own machines.
    incident = opened(firm, IN_CLEAR)
    firm.state(incident, personal_data="no")
    assert settled_facts(firm.incident(incident))["personal_data"].value == "no"
    # Confirming the rest afterwards would contradict that, and is refused as a whole.
    with pytest.raises(Refused, match="cannot both be so"):
        firm.take(incident, ConfirmProposal(proposal=1), DPO)
    with pytest.raises(Refused, match="response team"):
        firm.take(incident, ConfirmProposal(proposal=1), OUTSIDER)


def test_more_of_the_same_alert_adds_to_the_proposal(firm: Stage) -> None:
    incident = opened(firm, export_alert(extra={"row": ADDRESS}))
    firm.clock.move(HOUR)
    firm.deliver(export_alert(extra={"row": ADDRESS}))
    assert len(firm.incident(incident).evidence) == 1
    firm.deliver(export_alert(extra={"row": ADDRESS, "iban": "DE89370400440532013000"}))
    first, second = firm.incident(incident).evidence
    assert first.answers["data_categories"] == ["contact"]
    assert second.answers == {"data_categories": ["contact", "payment"]}
    assert second.seen == 3


def test_a_weakness_without_a_sign_of_use_is_proposed_for_the_record_alone(firm: Stage) -> None:
    incident = opened(
        firm, alert(issue_id="7", title="CVE-2026-12345: vulnerable image parser", user=None, tags=[])
    )
    (proposed,) = firm.incident(incident).evidence
    assert (proposed.reading, proposed.answers) == ("vulnerability", {})
    # It decides nothing by itself: the DPO does, and the register keeps why.
    assert firm.incident(incident).phase == "suspected"
    reason = "The parser was never reachable from outside; complete logs of a year show no use."
    advice: dict[str, Any] = {"obligation": "document", "outcome": "not_required", "reason": reason}
    firm.take(incident, Advise(**advice), DPO)
    firm.take(incident, NoBreach(reason=reason, facts_aside=f"A weakness alone is none. {reason}"), DEPUTY)
    (entry,) = firm.store.read(lambda tx: entries(tx, firm.house.policy))
    assert entry.phase == "no_breach"
    assert entry.decided_because.startswith(reason)


def test_a_dismissed_weakness_is_in_the_register_too(firm: Stage) -> None:
    firm.deliver(alert(issue_id="7", title="CVE-2026-12345: vulnerable image parser", user=None, tags=[]))
    signals.dismiss(
        firm.house,
        firm.signal().id,
        reason="Not reachable from outside.",
        by=ENGINEER,
        request=firm.request(),
    )
    (entry,) = firm.store.read(lambda tx: entries(tx, firm.house.policy))
    assert entry.kind == "signal"
