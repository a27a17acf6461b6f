"""Files that an effect puts into a conversation, once, whatever happens in between."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import anyio
import anyio.to_thread
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError
from breachbot.slack.uploads import Earlier, Upload, share
from breachbot.usecases.house import House
from breachbot.usecases.ports.outbox import ClaimedEffect


async def hand(
    client: AsyncWebClient,
    house: House,
    effect: ClaimedEffect,
    uploads: Sequence[Upload],
    channel: str,
    comment: str,
) -> bool:
    """Show these files in a conversation, with the comment above them; False where somebody has deleted them there
    since. Raises DeliveryError, an ApiFailure where Slack named a code."""
    ids = [name for name in effect.args.get("files", "").split(" ") if name]
    earlier = Earlier(ids, effect.args.get("comment", comment), "completed" in effect.args)
    return await share(client, uploads, channel, comment, earlier, partial(_note, house, effect, comment))


async def _note(
    house: House, effect: ClaimedEffect, comment: str, ids: Sequence[str], completed: bool
) -> None:
    """Record which files an effect has begun, and what is said of these bytes: a later try may make others. Who no
    longer holds its lease must not go on."""
    args = {"files": " ".join(ids), "comment": comment} | ({"completed": "1"} if completed else {})
    noted = partial(house.store.write, lambda tx: tx.note(effect, args))
    if not await anyio.to_thread.run_sync(noted):
        raise DeliveryError(f"{effect.kind}: somebody else has taken it over")
