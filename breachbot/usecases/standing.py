"""What Slack last said of a person, kept so that it survives a restart and an outage of Slack.

Only an answer of Slack is ever kept; nothing here prolongs one. Times are real time, by the database's clock.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from breachbot.usecases.house import House, team
from breachbot.usecases.ports.facts import Confirmation, Confirmed
from breachbot.usecases.ports.store import Transaction

Standing = Literal[Confirmed, "unknown"]

COUNTS_FOR = timedelta(hours=24)
"""How long a member's standing counts for somebody with a role while Slack cannot be asked."""


def confirm(house: House, user: str, workspace: str, standing: Confirmed) -> None:
    """Keep what Slack says of a person now."""
    house.store.write(lambda tx: tx.confirm_standing(user, workspace, standing))


def last_confirmed(house: House, user: str, workspace: str | None) -> Standing:
    """What counts of a person while Slack cannot be asked. `workspace`: whose member is meant; None if not known."""

    def work(tx: Transaction) -> tuple[Confirmation | None, bool]:
        return tx.confirmation(user), team(tx).role(user) is not None

    last, has_role = house.store.read(work)
    return counted(last, has_role=has_role, workspace=workspace)


def counted(last: Confirmation | None, *, has_role: bool, workspace: str | None) -> Standing:
    """A refusal counts until Slack takes it back; membership for 24 hours, and only for somebody with a role.

    A confirmation from the future shows that a clock was set back since: nobody knows how old it is.
    """
    if last is None or workspace not in (None, last.workspace):
        return "unknown"
    if last.standing != "member":
        return last.standing
    return "member" if has_role and timedelta() <= last.age <= COUNTS_FOR else "unknown"
