"""Another DPO: one person proposes, a second one of those who answer for it confirms. The one proposed never does.

The two are two: neither has their part on the team from the other, nor for less than seven days. So one person and an
account that they brought to the team make nobody the DPO.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from breachbot.errors import Refused
from breachbot.incident.act import Command
from breachbot.incident.changes.asking import NOBODY_DECIDES, Asking, Person, Reason, deciding
from breachbot.incident.changes.parts import DECIDES, RUNS
from breachbot.incident.events import DpoConfirmed, DpoProposed, Happened, Part
from breachbot.incident.team import COUNTS_FOR, Proposal, Team

INDEPENDENT = (
    "Neither of the two may have their part on the team from the other, or for less than seven days."
)
NOBODY_YET = (
    "Name a deputy or a director and wait seven days, or change BREACHBOT_DPO and start breachbot again."
)


class ProposeDpo(Command):
    """Propose somebody as the DPO. A newer proposal takes the place of one that waits."""

    person: Person
    reason: Reason

    def events(self, asking: Asking) -> list[Happened]:
        asking.require_running()
        if self.person == asking.team.dpo:
            raise Refused(f"<@{self.person}> is the DPO already.", field="person")
        if not deciding(asking.team):
            raise Refused(NOBODY_DECIDES)
        if not second(asking.team, asking.by, self.person, asking.now):
            raise Refused(f"Nobody else could confirm it. {INDEPENDENT} {NOBODY_YET}", field="person")
        said = DpoProposed(
            at=asking.now, by=asking.by, person=self.person, reason=self.reason, operator=asking.operator
        )
        return [said]


class ConfirmDpo(Command):
    """Confirm the proposal that waits."""

    person: Person

    def events(self, asking: Asking) -> list[Happened]:
        asking.require_deciding()
        waiting = asking.team.proposal
        if waiting is None or waiting.event.person != self.person:
            raise Refused("Nobody has proposed this person as the DPO. Propose them first.")
        if not waiting.waits(asking.now):
            raise Refused("This proposal is more than seven days old. Propose it again.")
        if asking.by not in second(asking.team, waiting.event.by, self.person, asking.now):
            raise Refused(_another(waiting, asking))
        if asking.operator and waiting.event.operator:
            raise Refused(
                "It was proposed on the command line, so it is confirmed in Slack, where it is known who clicks."
            )
        return [
            DpoConfirmed(
                at=asking.now,
                by=asking.by,
                person=self.person,
                proposal=waiting.number,
                operator=asking.operator,
            )
        ]


def second(team: Team, proposed_by: str, person: str, now: datetime) -> tuple[str, ...]:
    """Who could confirm at a moment what one person proposes about another."""
    return tuple(
        user
        for user in deciding(team)
        if user not in (proposed_by, person)
        and _stands(team, user, proposed_by, DECIDES, now)
        and _stands(team, proposed_by, user, RUNS, now)
    )


def _stands(team: Team, user: str, other: str, parts: Iterable[Part], now: datetime) -> bool:
    """Whether somebody has one of these parts, or is the DPO, neither by the other nor for less than seven days."""
    if user == team.dpo:
        return True
    held = [team.given.get((user, part)) for part in parts if user in team.those(part)]
    return any(one is None or (one.by != other and one.at + COUNTS_FOR <= now) for one in held)


def _another(waiting: Proposal, asking: Asking) -> str:
    found = second(asking.team, waiting.event.by, waiting.event.person, asking.now)
    if not found:
        return f"It takes a second person, and there is none yet. {INDEPENDENT} {NOBODY_YET}"
    others = ", ".join(f"<@{user}>" for user in found)
    if asking.by in (waiting.event.by, waiting.event.person):
        return f"It takes a second person, neither who proposed it nor who is proposed. Ask {others}."
    return f"{INDEPENDENT} Ask {others}."
