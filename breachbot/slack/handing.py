"""Files that an effect puts into a conversation, once, whatever happens in between."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import anyio
import anyio.to_thread
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError
from breachbot.slack.uploads import Upload, share
from breachbot.usecases.house import House
from breachbot.usecases.ports import ClaimedEffect


async def hand(
    client: AsyncWebClient,
    house: House,
    effect: ClaimedEffect,
    uploads: Sequence[Upload],
    channel: str,
    comment: str,
) -> None:
    """Show these files in a conversation, with the comment above them. Raises DeliveryError, an ApiFailure where Slack
    named a code."""
    begun = [name for name in effect.args.get("files", "").split(" ") if name]
    said = effect.args.get("comment", comment)
    begin = partial(_begin, house, effect, comment)
    await share(client, uploads, channel, comment, begun=begun, said=said, begin=begin)


async def _begin(house: House, effect: ClaimedEffect, comment: str, ids: Sequence[str]) -> None:
    """Record which files an effect has begun, and what is said of these bytes: a later try may make others. Who no
    longer holds its lease must not go on."""
    args = {"files": " ".join(ids), "comment": comment}
    noted = partial(house.store.write, lambda tx: tx.note(effect, args))
    if not await anyio.to_thread.run_sync(noted):
        raise DeliveryError(f"{effect.kind}: somebody else has taken it over")
