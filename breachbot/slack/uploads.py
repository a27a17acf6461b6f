"""Files, put into a conversation in the way that Slack takes them now (docs.slack.dev/messaging/working-with-files).

Each is announced and its bytes are posted; one completion makes files of them all and shows them in one message. Slack
shares them some time after it has said yes, so it is asked until it says where they are. The ids are recorded before
the completion: a try after a crash asks what became of these files, and begins again only where nothing did. What
somebody deletes in Slack after the completion stays deleted.
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
LONGEST_WORDS = 1000
"""Characters that Slack takes of what a picture shows."""
DELETED = "file_deleted"
"""Its code for a file that was there."""
PAUSES = (0.2, 0.5, 1.0, 2.0)
"""Seconds between two questions where the files are; together below the outbox's patience."""


@dataclass(frozen=True)
class Upload:
    """One file: its name, and exactly these bytes; of a picture what it shows, for who does not see it."""

    name: str
    data: bytes
    shows: str = ""


@dataclass(frozen=True)
class Earlier:
    """What earlier tries recorded: the ids of their files, the comment that belongs to the bytes which they posted, and
    whether Slack has completed them."""

    ids: Sequence[str]
    comment: str
    completed: bool


Note = Callable[[Sequence[str], bool], Awaitable[None]]
"""Records the ids of a try, and whether Slack has completed these files."""


async def share(
    client: AsyncWebClient,
    uploads: Sequence[Upload],
    channel: str,
    comment: str,
    earlier: Earlier,
    note: Note,
) -> bool:
    """Show files in a conversation, once; False where somebody has deleted them there since.

    channel: the id of the conversation. comment: what stands above them. Raises DeliveryError, an ApiFailure where
    Slack named a code.
    """
    ids = earlier.ids
    try:
        if not earlier.completed:
            if not (ids and await _finished(client, uploads, channel, earlier.comment, ids)):
                ids = [await _send(client, one) for one in uploads]
                await note(ids, False)
                await _complete(client, uploads, channel, comment, ids)
            await note(ids, True)
        await _until_shared(client, ids, channel)
    except ApiFailure as failure:
        if failure.code == DELETED or (failure.code == NOT_THERE and earlier.completed):
            return False
        raise
    return True


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
    about = {"alt_txt": upload.shows[:LONGEST_WORDS]} if upload.shows else {}
    said = await call(client, "files.getUploadURLExternal", filename=upload.name, length=length, **about)
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
