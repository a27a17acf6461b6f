"""Telling points at which a life may begin: where duties, drafts and people have once been at odds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from breachbot.incident.act import Command
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.decide import Decide
from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.state import Incident
from tests.incident import cast
from tests.incident.cast import DEPUTY, DPO, FACTS
from tests.incident.lives import ANSWERS, NEVER_KNOWN

WHY = "The export went to one auditor who is bound to secrecy and saw no row of it."
OTHER_WORDS: dict[str, Any] = {
    "measures_planned": "Each export is tested every night.",
    "what_happened": "Two exports held rows.",
}
OUT: dict[str, Any] = {"access_evidence": "exfiltration_seen"}
ALL_SAID: dict[str, Any] = {**dict.fromkeys(NEVER_KNOWN), **ANSWERS}


def lifting() -> tuple[Command, ...]:
    """What lifts Art. 34: the DPO's advice, and the controller's decision."""
    about: dict[str, Any] = {"obligation": "communicate", "outcome": "not_required", "reason": WHY}
    return Advise(**about), Decide(**about)


def lifted(incident: Incident) -> Incident:
    """The DPO advises, and a deputy records the controller's decision, that people need not be told."""
    for command, by in zip(lifting(), (DPO, DEPUTY), strict=True):
        incident = cast.taking(incident, command, by)
    return incident


def known(**facts: Any) -> Incident:
    """All is said that a team finds out, and of the rest that nobody knows it."""
    return cast.stating(cast.aware(), **(ALL_SAID | facts))


def published(**facts: Any) -> Incident:
    return cast.publishing(cast.approving(cast.drafting(known(**facts)), "page"))


def filed() -> Incident:
    return cast.filing(cast.approving(published(), "authority"), cast.NOON)


def disputed(incident: Incident) -> Incident:
    """The engineer says otherwise than the DPO: of a question on which duties hang, and of a number."""
    return cast.stating(incident, encryption="left_encrypted", people_count=40)


def corrected(incident: Incident) -> Incident:
    """The page that is out says something else than what is known, and its correction waits."""
    return cast.drafting(cast.stating(incident, **OTHER_WORDS), change="More is known by now.")


def as_before(incident: Incident) -> Incident:
    """The other words turned out to be wrong."""
    return cast.stating(incident, **{fact: FACTS[fact] for fact in OTHER_WORDS})


def two_sets(**facts: Any) -> Incident:
    """Some of the data lie apart."""
    incident = cast.taking(cast.assessed(), AddSet(title="Backup", breach="same"))
    return cast.taking(incident, StateFacts(answers=FACTS | facts, affected_set="set-2"))


def processed() -> Incident:
    """The second set is a customer's."""
    named = NameControllers(controllers=("Customer A", "Customer B"), affected_set="set-2")
    return cast.taking(two_sets(role="processor"), named)


def another_breach(incident: Incident, **facts: Any) -> Incident:
    """Some of the data are another breach, of which the company became aware an hour later."""
    later = cast.NOON + cast.HOUR
    apart = AddSet(title="Mailbox", breach="own", aware_at=later, basis="A mail to the wrong list was found")
    incident = cast.taking(incident, apart, now=later)
    said = StateFacts(answers=facts, affected_set=incident.sets[-1].id)
    return cast.taking(incident, said, now=later) if facts else incident


def void() -> Incident:
    """A fact changed after the approval and turned out to be as it was."""
    approved = cast.approving(cast.drafting(known()), "authority")
    return as_before(cast.stating(approved, **OTHER_WORDS))


def in_dispute() -> Incident:
    """Of something on which no duty hangs, and which a notice states."""
    return cast.stating(cast.stating(known(), by=DPO, cause="software_fault"), cause="sent_astray")


def followed_up_in_vain() -> Incident:
    """All is done; then a follow-up was approved, whose fact changed and turned out to be as it was."""
    told = cast.told_everything(**(ALL_SAID | {"records_count": 9000}))
    drafted = cast.drafting(cast.stating(told, records_count=4100), change="The records were counted again.")
    approved = cast.approving(drafted, "authority")
    return cast.stating(cast.stating(approved, records_count=9000), records_count=4100)


_STARTS: Mapping[str, Callable[[], Incident]] = {
    "reported": cast.opened,
    "advised that it is none": lambda: cast.advised(cast.opened()),
    "aware": cast.aware,
    "aware, advised that it is none": lambda: cast.advised(cast.aware()),
    "nothing is owed": lambda: cast.stating(cast.aware(), personal_data="no"),
    "assessed": cast.assessed,
    "assessed by the DPO": lambda: cast.stating(cast.aware(), by=DPO, **FACTS),
    "disputed": lambda: disputed(cast.stating(cast.aware(), by=DPO, **FACTS)),
    "assessed, over while the data are out": lambda: cast.assessed(**OUT),
    "drafted": cast.drafted,
    "drafted, over while the data are out": lambda: cast.drafted(**OUT),
    "more told than affected": lambda: cast.telling(cast.drafted(), 9000),
    "drafted by the DPO": lambda: cast.drafted(by=DPO),
    "turned down": lambda: cast.rejecting(cast.drafted(), "page"),
    "turned down, then Art. 34 lifted": lambda: lifted(cast.rejecting(cast.drafted(), "page")),
    "approved in vain": void,
    "drafted, then Art. 34 lifted": lambda: lifted(cast.drafted()),
    "published": published,
    "published, then Art. 34 lifted": lambda: lifted(published()),
    "published, Art. 34 lifted, then other words": lambda: as_before(lifted(published(**OTHER_WORDS))),
    "filed": filed,
    "filed, then disputed": lambda: cast.stating(
        cast.stating(filed(), by=DPO, people_count=2300), people_count=40
    ),
    "disputed beside all duties": in_dispute,
    "told": cast.told_everything,
    "told, then a follow-up approved in vain": followed_up_in_vain,
    "told, a correction waits": lambda: corrected(cast.told_everything()),
    "told, a correction waits, then Art. 34 lifted": lambda: lifted(corrected(cast.told_everything())),
    "told, a correction waits in vain": lambda: lifted(as_before(corrected(cast.told_everything()))),
    "withdrawn": lambda: cast.withdrawing(cast.told_everything()),
    "two sets": two_sets,
    "a customer's data": processed,
    "another breach beside it": lambda: another_breach(cast.assessed(), **FACTS),
    "filed, then another breach": lambda: another_breach(filed()),
    "told, then another breach": lambda: another_breach(cast.told_everything(), **FACTS),
}
STARTS = tuple(_STARTS)


@cache
def start(name: str) -> Incident:
    """The incident at one of these points."""
    return _STARTS[name]()
