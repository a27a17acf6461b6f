"""The data belong to a customer: as a processor the company tells its controller, and notifies nobody else."""

from __future__ import annotations

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.close import Close
from breachbot.incident.acts.tell_controller import TellController
from breachbot.incident.duties import open_duties
from breachbot.usecases.register import entries
from tests.incident.cast import DPO, FACTS
from tests.usecases.stage import HOUR, Stage

DONE = {
    "effects": "Forty addresses of one customer's staff were readable for an hour.",
    "measures": "The link was withdrawn and its key replaced.",
    "lessons": "Links to exports end after an hour.",
}


def close(firm: Stage, incident: str) -> str:
    return firm.take(incident, Close(**DONE), DPO).phase


def test_a_processor_tells_its_controller(firm: Stage) -> None:
    # While nobody has said whose data these are, every duty stays open.
    incident = firm.aware()
    assert len(open_duties(firm.incident(incident), firm.house.policy)) == 3

    # They are a customer's. One duty is left: to tell the customer, without undue delay.
    firm.state(incident, **(FACTS | {"role": "processor"}))
    (duty,) = open_duties(firm.incident(incident), firm.house.policy)
    assert duty.obligation == "notify_controller"
    with pytest.raises(Refused, match="asks for no notice"):
        firm.draft(incident)

    # Until somebody has, it comes back every four hours, and the incident cannot be closed.
    for _ in range(2):
        firm.clock.move(4 * HOUR)
        firm.remind()
    raised = [r for r in firm.incident(incident).reminders if r.obligation == "notify_controller"]
    assert [r.rung for r in raised] == ["since_4h", "since_8h"]
    with pytest.raises(Refused, match="Next: Tell each controller whose data these are"):
        close(firm, incident)

    # The engineer rings the customer up. Nothing is owed any more, nobody is reminded, the DPO closes.
    told = TellController(
        told_at=firm.clock(), controller="Example Customer GmbH", channel="telephone, then e-mail"
    )
    firm.take(incident, told)
    assert firm.store.read(lambda tx: tx.deadlines()) == []
    assert close(firm, incident) == "closed"

    (entry,) = firm.store.read(lambda tx: entries(tx, firm.house.policy))
    assert (entry.outcomes["notify_authority"], entry.outcomes["notify_controller"]) == (
        "not_required",
        "required",
    )
    assert "Example Customer GmbH" in entry.communication[0]
