"""Old assessments: the playbooks they were made by are kept, and each can be made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from breachbot.assessment.assess import assess
from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.state import Assessment, replay
from breachbot.incident.versions import assessment_number, facts_seen
from breachbot.playbook.types import Playbook
from breachbot.usecases.house import House, write
from breachbot.usecases.ports.store import Transaction

STREAM = "playbooks"
"""The stream of the playbooks that were ever in use."""


@dataclass(frozen=True)
class Replayed:
    """An old assessment as it is on record, and as the kept playbook gives it from the facts of that moment."""

    recorded: Assessment
    again: tuple[e.Ruling, ...]

    @property
    def same(self) -> bool:
        """Whether the record and the replay agree in every word."""
        return self.recorded.event.rulings == self.again


def adopt_playbooks(house: House) -> None:
    """Keep the text of each playbook in use, once."""

    def work(tx: Transaction) -> None:
        kept = tx.events(STREAM)
        known = {one.sha256 for one in kept if isinstance(one, e.PlaybookAdopted)}
        adopted = [
            e.PlaybookAdopted(
                at=house.now(),
                by=e.SYSTEM,
                playbook=regime.playbook.id,
                version=regime.playbook.version,
                sha256=regime.sha256,
                text=regime.text,
            )
            for regime in house.policy.regimes.in_force
            if regime.sha256 not in known
        ]
        if adopted:
            tx.append(STREAM, len(kept), adopted)

    write(house, work)


def kept_text(tx: Transaction, sha256: str) -> str:
    """The text of a playbook that was in use. Raises Refused if it was not kept."""
    for one in tx.events(STREAM):
        if isinstance(one, e.PlaybookAdopted) and one.sha256 == sha256:
            return one.text
    raise Refused(f"The text of the playbook {sha256[:12]}… was not kept.")


def replay_assessment(
    tx: Transaction, incident_id: str, number: int, parse: Callable[[str, str], Playbook]
) -> Replayed:
    """Make an old assessment again. `parse` reads a playbook from its text and a name for errors."""
    incident = replay(incident_id, tx.events(incident_id))
    recorded = assessment_number(incident, number)
    sha256 = recorded.event.playbook_sha256
    playbook = parse(kept_text(tx, sha256), f"playbook {sha256[:12]}")
    again = assess(playbook, facts_seen(incident, recorded)).rulings
    return Replayed(recorded, tuple(e.Ruling.model_validate(ruling.model_dump()) for ruling in again))
