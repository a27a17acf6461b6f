"""A tablet is stolen, and turns out to be encrypted: nobody has to be notified, and the register keeps why."""

from __future__ import annotations

from typing import Any

from breachbot.incident.acts.close import Close
from breachbot.usecases.register import entries
from tests.incident.cast import DPO
from tests.usecases.stage import HOUR, Stage

STOLEN: dict[str, Any] = {
    "role": "controller",
    "personal_data": "yes",
    "confidentiality": "yes",
    "integrity": "no",
    "availability": "yes",
    "cause": "stolen",
    "data_categories": ["name", "birth_date", "health"],
    "identifiability": "direct",
    "people_kinds": ["children"],
    "people_count": 120,
    "recipient": "unknown",
    "access_evidence": "no_logs",
    "restore": "in_hours",
    "loss_effect": "none",
    "later_measures": ["none"],
    "harm_seen": "no",
    "encryption": None,
}
"""What is known on the evening of the theft. Whether the tablet was encrypted is not among it."""


def test_a_stolen_tablet_turns_out_to_be_encrypted(firm: Stage) -> None:
    # Somebody reports the theft. As long as the encryption is not known, the clock runs and asks.
    incident = firm.aware()
    firm.state(incident, **STOLEN)
    assert outcomes(firm, incident)["notify_authority"] == "undetermined"
    firm.clock.move(24 * HOUR)
    assert firm.remind() > 0

    # The next day there is proof: state-of-the-art encryption, and the key never left the office.
    firm.state(incident, encryption="key_safe")
    assert outcomes(firm, incident) == {
        "document": "required",
        "notify_authority": "not_required",
        "communicate": "not_required",
        "notify_controller": "not_required",
    }

    # The clock stops asking, and the incident can be closed without a notice.
    firm.clock.move(48 * HOUR)
    assert firm.remind() == 0
    done = Close(
        effects="None: nobody can read what is on it.",
        measures="The tablet was wiped from afar.",
        lessons="The list of devices now names their encryption.",
    )
    firm.take(incident, done, DPO)

    # An inspector who asks in two years finds the incident, the outcome, and what it rests on.
    (entry,) = firm.store.read(lambda tx: entries(tx, firm.house.policy))
    assert (entry.phase, entry.filings, entry.outcomes["notify_authority"]) == ("closed", (), "not_required")
    assert "key is safe" in entry.facts["encryption"]
    assert "encrypt" in entry.outcomes["notify_authority_because"].lower()


def outcomes(firm: Stage, incident: str) -> dict[str, str]:
    assessed = firm.incident(incident).assessments[-1].event
    return {ruling.obligation: ruling.outcome for ruling in assessed.rulings} if assessed else {}
