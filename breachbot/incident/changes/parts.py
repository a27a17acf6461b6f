"""Somebody gets a part on the team, or has one no longer. Who may decide is for those who answer for it."""

from __future__ import annotations

from typing import Any

from breachbot.errors import Refused
from breachbot.incident.act import Command
from breachbot.incident.changes.asking import Asking, Person, Reason
from breachbot.incident.events import Happened, Part, PartEnded, PartGiven
from breachbot.incident.team import Team

NAMES: dict[Part, str] = {
    "responder": "a responder",
    "deputy": "a deputy",
    "director": "a director",
    "operator": "an operator",
    "counsel": "counsel",
}
MOST = 50
"""People with one part."""
DECIDES: tuple[Part, ...] = ("deputy", "director")
"""Parts with a say in who the DPO is: an operator alone gives nobody these."""


RUNS: tuple[Part, ...] = (*DECIDES, "operator")
"""Parts that look after the team."""


class GivePart(Command):
    """Give somebody a part."""

    person: Person
    part: Part
    reason: Reason

    def events(self, asking: Asking) -> list[Happened]:
        _require_may(asking, self.part)
        if self.person in asking.team.those(self.part):
            raise Refused(f"<@{self.person}> is {NAMES[self.part]} already.", field="person")
        if self.part == "deputy" and self.person == asking.team.dpo:
            raise Refused("The DPO is no deputy. Choose somebody else.", field="person")
        if len(asking.team.those(self.part)) >= MOST:
            raise Refused(f"{MOST} people have this part. Remove somebody first.", field="part")
        return [PartGiven(**_said(self, asking))]


class EndPart(Command):
    """End a part of somebody."""

    person: Person
    part: Part
    reason: Reason

    def events(self, asking: Asking) -> list[Happened]:
        team = asking.team
        _require_may(asking, self.part)
        if self.person not in team.those(self.part):
            raise Refused(_not_there(self, team), field="person")
        if self.part == "deputy" and len(team.approvers) == 1:
            raise Refused("Nobody else may decide on notices. Name a DPO first.", field="person")
        if self.part == "responder" and team.answering == (self.person,):
            raise Refused("Nobody else answers signals. Add another responder first.", field="person")
        return [PartEnded(**_said(self, asking))]


def _require_may(asking: Asking, part: Part) -> None:
    if part in DECIDES:
        asking.require_deciding()
    else:
        asking.require_running()


def _not_there(command: EndPart, team: Team) -> str:
    if command.part == "responder" and command.person in team.grouped:
        return f"<@{command.person}> is a responder by the Slack user group: remove them there."
    if command.part == "responder" and command.person in team.answering:
        return f"<@{command.person}> is a responder by the rota: change the rota."
    if command.person == team.dpo:
        return "The DPO leaves when another one is named: propose one first."
    return f"<@{command.person}> is not {NAMES[command.part]}."


def _said(command: GivePart | EndPart, asking: Asking) -> dict[str, Any]:
    return {**command.model_dump(), "at": asking.now, "by": asking.by, "operator": asking.operator}
