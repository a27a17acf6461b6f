"""Somebody came into an incident's channel who has no part in the response: who is told, and whom they may remove."""

from __future__ import annotations

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.effect import Effect
from breachbot.incident.state import Incident
from breachbot.usecases.house import House, team, write
from breachbot.usecases.ports.store import Transaction


def joined(house: House, channel: str, user: str, *, request: str) -> None:
    """Name them to the DPO, or to the first deputy, once for each time that they come in. Nobody with a role is named,
    and nobody in a channel that is no incident's."""

    def work(tx: Transaction) -> None:
        incident, people = tx.incident_in(channel), team(tx)
        if incident is None or people.role(user) is not None:
            return
        for told in people.approvers[:1]:
            note = Effect(
                kind="stranger_note",
                key=f"stranger_note:{incident}:{user}:{request}",
                lane=f"dm:{told}:strangers",  # many who join hold up nothing that presses
                stream=incident,
                args={"user": told, "joined": user},
            )
            tx.enqueue([note])

    write(house, work)


def channel_to_leave(incident: Incident, user: str, context: Context) -> str:
    """The channel from which whoever asks may remove `user` now.

    Raises Refused for anybody but the DPO and the deputies, and where the user has a part in the response by now.
    """
    context.team.require_approver(context.by, "remove somebody from an incident's channel")
    if context.team.role(user) is not None:
        raise Refused("They have a part in the response by now, so they were not removed.")
    if incident.channel is None:
        raise Refused("There is no channel of this incident.")
    return incident.channel
