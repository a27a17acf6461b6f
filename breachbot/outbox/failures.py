"""What comes of an effect that could not be carried out: who is told, once, and what they can do about it."""

from __future__ import annotations

from datetime import timedelta

import structlog

from breachbot.errors import DeliveryError, NotToBeTold
from breachbot.incident.effect import Effect
from breachbot.incident.team import STREAM
from breachbot.incident.team_log import team_of
from breachbot.usecases.ports.outbox import HELD_UP, SHUT_OUT, ClaimedEffect
from breachbot.usecases.ports.store import Transaction

log = structlog.get_logger("breachbot.outbox")

ASIDE = "aside"
"""The slot of notes about what stepped aside: while one of them waits, there is no second."""


def put_off(
    tx: Transaction, claimed: ClaimedEffect, pause: timedelta, error: DeliveryError, *, aside: bool
) -> None:
    """Try again later. Where somebody has to repair something first, a person is told, once for each such thing.

    aside: it lets the others of its lane pass, of which a person is told once too. Who cannot be let into a channel
    was told when the channel was made.
    """
    for_somebody = error.repair is not None and error.tellable
    mark = (HELD_UP if for_somebody else SHUT_OUT) if error.repair else ""
    waits = tx.retry(claimed, pause, f"{mark}{error}", aside=aside)
    if not waits or claimed.kind == "invitation":
        return
    if claimed.kind == "failure_note":
        here_alone = for_somebody and ":" in (
            error.repair or ""
        )  # not the whole workspace, where nobody can be told
        if here_alone or aside:
            _tell(tx, claimed, claimed.key, claimed.args)
    elif for_somebody:
        about = _what(claimed) | {"repair": error.repair or ""} | _reached_in_vain(claimed)
        _tell(tx, claimed, f"failure_note:{error.repair}", about)
    elif aside and not tx.awaited("failure_note", ASIDE):
        about = _what(claimed) | {"aside": claimed.key} | _reached_in_vain(claimed)
        _tell(tx, claimed, f"failure_note:aside:{claimed.id}", about)


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
    about = _what(claimed) | {"count": str(count)}
    about |= {"repair": "not_told"} if isinstance(error, NotToBeTold) else _reached_in_vain(claimed)
    _tell(tx, claimed, f"failure_note:{claimed.id}:{claimed.token}", about)


def _what(claimed: ClaimedEffect) -> dict[str, str]:
    """What could not be done, and at which target."""
    target = claimed.args.get("target")
    return {"failed": claimed.kind} | ({"target": target} if target else {})


def _reached_in_vain(claimed: ClaimedEffect) -> dict[str, str]:
    """The person whom a message did not reach. Whose tab it is has not asked for anything."""
    user = claimed.args.get("user")
    return {"of": user, "asked": user} if user and claimed.kind != "home" else {}


def _tell(tx: Transaction, claimed: ClaimedEffect, key: str, about: dict[str, str]) -> None:
    """Ask for a word to the first of the team, the DPO before all, who was not asked in vain.

    Somebody to whom nothing gets through at the moment comes last.
    """
    asked = [*about.get("asked", "").split(), *([about["user"]] if "user" in about else [])]
    left = [user for user in team_of(tx.events(STREAM)).everyone if user not in asked]
    if not left:
        log.error("nobody_could_be_told", kind=claimed.kind)
        return
    troubled = tx.troubled_lanes()
    user = next((user for user in left if f"dm:{user}" not in troubled), left[0])
    args = about | {"user": user} | ({"asked": " ".join(asked)} if asked else {})
    key = f"{key}:{user}" if claimed.kind == "failure_note" else key
    slot = ASIDE if "aside" in about else ""
    note = Effect(
        kind="failure_note", key=key, lane=f"dm:{user}", stream=claimed.stream, slot=slot, args=args
    )
    tx.enqueue([note])
