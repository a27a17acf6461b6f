"""Files, put into a conversation in the way that Slack takes them now (docs.slack.dev/messaging/working-with-files).

Each is announced and its bytes are posted; one completion makes files of them all and shows them in one message. Slack
shares them some time after it has said yes, so it is asked until it says where they are. The ids are recorded before
the completion: a try after a crash asks what became of these files, and begins again only where nothing did.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import anyio
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError
from breachbot.slack.api import UNREADABLE, ApiFailure, call

NOT_THERE = "file_not_found"
"""Slack's code for a file whose upload was not completed, and for none."""
PAUSES = (0.2, 0.5, 1.0, 2.0)
"""Seconds between two questions where the files are; together below the outbox's patience."""


@dataclass(frozen=True)
class Upload:
    """One file: its name, and exactly these bytes."""

    name: str
    data: bytes


async def share(
    client: AsyncWebClient,
    uploads: Sequence[Upload],
    channel: str,
    comment: str,
    *,
    begun: Sequence[str],
    said: str,
    begin: Callable[[Sequence[str]], Awaitable[None]],
) -> None:
    """Show files in a conversation, once.

    channel: the id of the conversation. comment: what stands above them. begun, said: the ids that an earlier try
    recorded, and the comment that belongs to the bytes which it posted. begin: records the ids of this one. Raises
    DeliveryError, an ApiFailure where Slack named a code.
    """
    if not (begun and await _finished(client, uploads, channel, said, begun)):
        begun = [await _send(client, one) for one in uploads]
        await begin(begun)
        await _complete(client, uploads, channel, comment, begun)
    await _until_shared(client, begun, channel)


async def _finished(
    client: AsyncWebClient, uploads: Sequence[Upload], channel: str, comment: str, ids: Sequence[str]
) -> bool:
    """Whether these files are there, or can be completed after all; False where nothing became of them."""
    try:
        await call(client, "files.info", file=ids[0])
    except ApiFailure as failure:
        if failure.code != NOT_THERE:
            raise
    else:
        return True
    try:
        await _complete(client, uploads, channel, comment, ids)
    except ApiFailure as failure:
        if failure.code != NOT_THERE:
            raise
        return False
    return True


async def _send(client: AsyncWebClient, upload: Upload) -> str:
    """Announce a file and post its bytes; gives its id."""
    length = str(len(upload.data))
    said = await call(client, "files.getUploadURLExternal", filename=upload.name, length=length)
    url = str(said["upload_url"])
    if not is_beside(client.base_url, url):
        raise DeliveryError("files.getUploadURLExternal: an address that is not Slack's")
    within = aiohttp.ClientTimeout(total=client.timeout)
    try:
        async with (
            aiohttp.ClientSession(timeout=within) as session,
            session.post(url, data=upload.data, proxy=client.proxy, allow_redirects=False) as answer,
        ):
            status = answer.status
    except UNREADABLE as error:
        raise DeliveryError(f"upload: {type(error).__name__}") from None
    if status != 200:
        raise DeliveryError(f"upload: HTTP {status}")
    return str(said["file_id"])


def is_beside(api: str, url: str) -> bool:
    """Whether an address is the Web API's own host or below it: nothing else may be given what a notice says."""
    try:
        ours, theirs = urlsplit(api), urlsplit(url)
        host, known = theirs.hostname or "", (ours.hostname or "").removeprefix("www.")
        same_port = theirs.port == ours.port
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False
    return theirs.scheme == ours.scheme and same_port and (host == known or host.endswith(f".{known}"))


async def _complete(
    client: AsyncWebClient, uploads: Sequence[Upload], channel: str, comment: str, ids: Sequence[str]
) -> None:
    named = [{"id": name, "title": one.name} for name, one in zip(ids, uploads, strict=True)]
    await call(
        client,
        "files.completeUploadExternal",
        files=json.dumps(named),
        channel_id=channel,
        initial_comment=comment,
    )


async def _until_shared(client: AsyncWebClient, ids: Sequence[str], channel: str) -> None:
    """Wait a while until Slack says that the files are in the conversation; after that a later try goes on asking."""
    for pause in (*PAUSES, None):
        said = [await call(client, "files.info", file=name) for name in ids]
        if all(channel in _places(one["file"]) for one in said):
            return
        if pause is not None:
            await anyio.sleep(pause)
    raise DeliveryError("files.info: the files are not shared yet")


def _places(file: Mapping[str, Any]) -> set[str]:
    """The conversations in which a file is (docs.slack.dev/reference/objects/file-object)."""
    listed = [name for kind in ("channels", "groups", "ims") for name in file.get(kind) or ()]
    shares = file.get("shares") or {}
    return {*listed, *(name for kind in shares.values() for name in kind)}
