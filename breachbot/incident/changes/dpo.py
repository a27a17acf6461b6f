"""Another DPO: one person proposes, a second one of those who answer for it confirms. The one proposed never does."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.act import Command
from breachbot.incident.changes.asking import NOBODY_DECIDES, Asking, Person, Reason, deciding
from breachbot.incident.events import DpoConfirmed, DpoProposed, Happened
from breachbot.incident.team import Proposal, Team


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
        if not second(asking.team, asking.by, self.person):
            raise Refused("Nobody else could confirm it. Name a deputy or a director first.", field="person")
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
        if asking.by not in second(asking.team, waiting.event.by, self.person):
            raise Refused(_another(waiting, asking.team))
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


def second(team: Team, proposed_by: str, person: str) -> tuple[str, ...]:
    """Who could confirm what one person proposes about another."""
    return tuple(user for user in deciding(team) if user not in (proposed_by, person))


def _another(waiting: Proposal, team: Team) -> str:
    others = ", ".join(f"<@{user}>" for user in second(team, waiting.event.by, waiting.event.person))
    if not others:
        return "It takes a second person, and there is none. Name a deputy or a director first."
    return f"It takes a second person, neither who proposed it nor who is proposed. Ask {others}."
