"""What another version of a law, a pack or a proposal would change for an incident. Nothing of it is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.consequences import after_all, consequences
from breachbot.incident.duties import Gap, Owed, duties
from breachbot.incident.packs import kept
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident, evolve
from breachbot.playbook.obligation import Kind
from breachbot.playbook.regimes import ONCE, Regime, Regimes
from breachbot.playbook.words import Outcome


@dataclass(frozen=True)
class Standing:
    """How a duty is: its outcome, by when in UTC, its time in words, and what is missing."""

    outcome: Outcome
    due_at: datetime | None
    time: str
    gap: Gap | None


@dataclass(frozen=True)
class Change:
    """One duty as it is now, and as it would be; None where there is none."""

    obligation: str
    label: str
    now: Standing | None
    then: Standing | None

    @property
    def changes(self) -> bool:
        """Whether it would be otherwise than it is."""
        return self.now != self.then


def what_if(incident: Incident, policy: Policy, law: Regime, now: datetime) -> tuple[Change, ...]:
    """Each duty now, and as if this law were in force and applied on all its criteria. What it leaves alone comes last.

    Raises Refused for a law that cannot take the place of the leading one, since parts of it are missing.
    """
    before = {one.key: one for one in duties(incident, policy)}
    as_if, by = (
        _confirmed(incident, policy, law, now)
        if law.playbook.criteria
        else _ruled(incident, policy, law, now)
    )
    after = {one.key: one for one in duties(as_if, by)}
    found = tuple(_changes(before, after, policy, by))
    return tuple(sorted(found, key=lambda one: not one.changes))


def _confirmed(incident: Incident, policy: Policy, pack: Regime, now: datetime) -> tuple[Incident, Policy]:
    """As if somebody had just said that a pack applies."""
    book = pack.playbook
    said = e.RegimeConfirmed(
        at=now,
        by=e.SYSTEM,
        regime=book.id,
        applies=True,
        criteria=tuple(one.id for one in book.criteria),
        reason="as if",
        version=book.version,
        sha256=pack.sha256,
        pack=kept(book),
    )
    return evolve(incident, said), policy


def _ruled(incident: Incident, policy: Policy, law: Regime, now: datetime) -> tuple[Incident, Policy]:
    """As if everything had been assessed by this text: in place of the one of the same name, or of the leading one."""
    files = any(one.met_by is Kind.FILING for one in law.playbook.obligations)
    leading = policy.regimes.leading if files else None
    others = [one for one in policy.regimes if one.playbook.id != law.playbook.id and one is not leading]
    regimes = Regimes((law, *others) if files else (*others, law), policy.regimes.packs)
    if lacking := [kind for kind in ONCE if len(regimes.met_by(kind)) != 1]:
        raise Refused(
            f"“{law.playbook.title}” cannot lead: it has no single obligation met by “{lacking[0]}”."
        )
    by = replace(policy, regimes=regimes)
    return after_all(incident, consequences(incident, by, now)), by


def _changes(before: dict[str, Owed], after: dict[str, Owed], policy: Policy, by: Policy) -> Iterator[Change]:
    """Each duty of either side once; a proposal stands beside the obligation whose place it would take."""
    instead = {one.law.replaces: key for key, one in after.items() if one.law and one.law.replaces}
    for key in dict.fromkeys((*before, *after)):
        if key in instead.values():
            continue
        then = after.get(instead.get(key, key))
        one = then or before[key]
        label = one.law.name if one.law else (by if then else policy).regimes.label(one.obligation)
        yield Change(key, label, _standing(before.get(key), policy), _standing(then, by))


def _standing(owed: Owed | None, policy: Policy) -> Standing | None:
    if owed is None:
        return None
    law = owed.law or policy.regimes.obligation(owed.obligation)
    due = owed.due_at if owed.outcome != "not_required" else None
    return Standing(owed.outcome, due, law.hours if law else "", owed.gap)
