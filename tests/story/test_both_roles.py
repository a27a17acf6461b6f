"""One fault, two kinds of data: our own shop's, and those of two customers for whom we run theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from breachbot.errors import Refused
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.draft_messages import DraftMessages
from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.incident.acts.tell_controller import TellController
from breachbot.incident.duties import open_duties
from breachbot.usecases.register import entries
from tests.incident.cast import FACTS
from tests.incident.test_affected_sets import HOSTED, hours_for
from tests.usecases.stage import HOUR, Stage


def test_our_own_data_and_those_of_customers_in_one_incident(firm: Stage) -> None:
    # The contract with Alpha wants to be told within 24 hours. The one with Beta says no more than the law.
    firm.house = replace(firm.house, policy=hours_for(Alpha=24, Beta=0))

    # Our own customers are affected: the authority and they must be told.
    incident = firm.aware()
    firm.state(incident, **FACTS)
    assert {duty.obligation for duty in open_duties(firm.incident(incident), firm.house.policy)} == {
        "notify_authority",
        "communicate",
    }

    # The same export ran in the shops that we host. Those data get a set of their own, with their own role.
    firm.take(incident, AddSet(title="Hosted shops", breach="same"))
    firm.state_of(incident, "set-2", **HOSTED)
    firm.take(incident, NameControllers(affected_set="set-2", controllers=("Alpha", "Beta")))
    duties = {duty.key: duty for duty in open_duties(firm.incident(incident), firm.house.policy)}
    assert set(duties) == {"notify_authority", "communicate", "notify_controller@set-2"}

    # Alpha's contract puts a number of hours on it: it comes back at the rungs, and later every hour.
    firm.clock.move(23 * HOUR)
    firm.remind()
    raised = firm.incident(incident).reminded("notify_controller@set-2")
    assert raised
    assert (raised.rung, raised.missed) == ("1h_left", ("12h_left", "6h_left", "3h_left"))

    # A message to each, from the facts of their set alone. Nothing of it waits for an approval.
    firm.take(incident, DraftMessages())
    for name in ("Alpha", "Beta"):
        told = TellController(told_at=firm.clock(), controller=name, channel="e-mail", affected_set="set-2")
        firm.take(incident, told)
    assert "notify_controller@set-2" not in {
        row.obligation for row in firm.store.read(lambda tx: tx.deadlines())
    }

    # Our own notices are drafted as ever, and say nothing of the customers' data.
    firm.draft(incident)
    for draft in firm.incident(incident).drafts:
        assert "Their export was open" not in "".join(draft.documents.values())

    # The register shows both sets, and by which message each controller was told.
    (entry,) = firm.store.read(lambda tx: entries(tx, firm.house.policy))
    assert "role We do (controller)" in entry.affected_sets[0]
    assert "controllers: Alpha (told), Beta (told)" in entry.affected_sets[1]
    assert entry.outcomes["notify_authority"] == "required"
    sent = firm.incident(incident).controller_draft("set-2", "Alpha")
    assert sent
    assert sent.sha256 in entry.communication[0]
    with pytest.raises(Refused, match="was sent"):
        firm.take(incident, DraftMessages())
