"""What comes of an effect that could not be carried out: who is told, once, and what they can do about it."""

from __future__ import annotations

from datetime import timedelta

import structlog

from breachbot.errors import DeliveryError
from breachbot.incident.effects import Effect
from breachbot.incident.team import STREAM, team_of
from breachbot.usecases.ports import HELD_UP, ClaimedEffect, Transaction

log = structlog.get_logger("breachbot.outbox")


def put_off(tx: Transaction, claimed: ClaimedEffect, pause: timedelta, error: DeliveryError) -> None:
    """Try again later. Where somebody has to repair something first, a person is told, once for each such thing."""
    for_somebody = error.repair is not None and error.tellable
    waits = tx.retry(claimed, pause, f"{HELD_UP}{error}" if for_somebody else str(error))
    if waits and error.repair and error.tellable and claimed.kind != "failure_note":
        _tell(tx, claimed, f"failure_note:{error.repair}", {"failed": claimed.kind, "repair": error.repair})


def give_up(tx: Transaction, claimed: ClaimedEffect, error: DeliveryError) -> None:
    """Mark it failed and tell a person: of one kind of thing and stream each of nine times, then every tenth, …

    A note about a failure that reaches nobody itself goes to the next of the team.
    """
    if not tx.fail(claimed, str(error)):
        return
    if claimed.kind == "failure_note":
        _tell(tx, claimed, claimed.key, claimed.args)
        return
    count = tx.failures(claimed.stream, claimed.kind)
    if count % 10 ** (len(str(count)) - 1):
        return
    about: dict[str, str] = {"failed": claimed.kind, "count": str(count)}
    user = claimed.args.get("user")
    if user and claimed.kind != "home":  # whose tab it is has not asked for anything
        about |= {"of": user, "asked": user}
    _tell(tx, claimed, f"failure_note:{claimed.id}:{claimed.token}", about)


def _tell(tx: Transaction, claimed: ClaimedEffect, key: str, about: dict[str, str]) -> None:
    """Ask for a word to the first of the team, the DPO before all, who was not asked in vain."""
    asked = [*about.get("asked", "").split(), *([about["user"]] if "user" in about else [])]
    left = [user for user in team_of(tx.events(STREAM)).everyone if user not in asked]
    if not left:
        log.error("nobody_could_be_told", kind=claimed.kind)
        return
    args = about | {"user": left[0]} | ({"asked": " ".join(asked)} if asked else {})
    key = f"{key}:{left[0]}" if claimed.kind == "failure_note" else key
    lane = f"dm:{left[0]}"
    tx.enqueue([Effect(kind="failure_note", key=key, lane=lane, stream=claimed.stream, args=args)])
