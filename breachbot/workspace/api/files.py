"""files.*: the present way of uploading. Source: docs.slack.dev/reference/methods and /messaging/working-with-files.

A file is announced, its bytes are posted to an address of its own, and only its completion makes it one: it then stands
in a conversation. As at Slack, the answer to the first question about it does not say yet where it was shared.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from breachbot.workspace.api import chat
from breachbot.workspace.api.calls import ApiError, required
from breachbot.workspace.seed import BOT, TEAM
from breachbot.workspace.state import Channel, File, Json, Workspace

LONGEST_WORDS = 1000
MOST_BYTES = 5_000_000
"""Far more than a notice has; Slack itself takes a gigabyte."""


def announce(ws: Workspace, args: Json) -> Json:
    """Where the bytes are to go, and the id of the file. Refusals: invalid_arguments, alt_txt_too_large."""
    name, length = required(args, "filename", "length")
    if not (length.isascii() and length.isdigit() and 0 < int(length) <= MOST_BYTES):
        raise ApiError("invalid_arguments")
    if len(shows := str(args.get("alt_txt") or "")) > LONGEST_WORDS:
        raise ApiError("alt_txt_too_large")
    file = File(ws.next_id("F"), name, int(length), BOT, secrets.token_urlsafe(24), alt_txt=shows)
    ws.files[file.id] = file
    return {"upload_url": f"{ws.url}/upload/v1/{file.ticket}", "file_id": file.id}


def take(ws: Workspace, ticket: str, data: bytes) -> bool:
    """Keep the bytes of an announced file; False where there is none, or where they are not as many as announced."""
    for file in ws.files.values():
        if file.ticket == ticket and not file.completed and len(data) == file.size:
            file.data = data
            return True
    return False


def complete(ws: Workspace, args: Json) -> Json:
    """Make files of what was posted, and show them in a conversation.

    Refusals: file_not_found, channel_not_found, not_in_channel, is_archived.
    """
    titles = _titles(args.get("files"))
    files = [ws.files.get(name) for name in titles]
    found = [file for file in files if file and file.data is not None and not file.completed]
    if len(found) != len(files):
        raise ApiError("file_not_found")
    channel = chat.open_for_posts(ws, str(args["channel_id"])) if args.get("channel_id") else None
    for file in found:
        file.title, file.completed = titles[file.id] or file.name, True
    if channel:
        _share(ws, channel, found, args)
    return {"files": [shown(ws, file) for file in found]}


def _titles(given: Any) -> dict[str, str]:
    """The title of each file by its id. Raises ApiError invalid_arguments."""
    try:
        listed = json.loads(given) if isinstance(given, str) else given
        titles = {str(one["id"]): str(one.get("title") or "") for one in listed or ()}
    except (ValueError, TypeError, KeyError, AttributeError):
        titles = {}
    if not titles:
        raise ApiError("invalid_arguments")
    return titles


def _share(ws: Workspace, channel: Channel, files: list[File], args: Json) -> None:
    message = chat.add(ws, channel, BOT, {"text": args.get("initial_comment"), "blocks": args.get("blocks")})
    message.files = [file.id for file in files]
    for file in files:
        file.shares[channel.id] = message.ts


def info(ws: Workspace, args: Json) -> Json:
    """A file. Refusal: file_not_found, also for one whose upload was not completed."""
    (name,) = required(args, "file")
    file = ws.files.get(name)
    if file is None or not file.completed:
        raise ApiError("file_not_found")
    answer = shown(ws, file)
    file.asked += 1
    return {"file": answer, "comments": [], "response_metadata": {"next_cursor": ""}}


def shown(ws: Workspace, file: File) -> Json:
    """A file as Slack gives it to an app."""
    shares = file.shares if file.asked else {}
    kinds: dict[str, list[str]] = {"channels": [], "groups": [], "ims": []}
    for channel_id in shares:
        channel = ws.channels[channel_id]
        kinds["ims" if channel.im_user else "groups" if channel.is_private else "channels"].append(channel_id)
    private = {
        name: [{"ts": ts, "team_id": TEAM}] for name, ts in shares.items() if name not in kinds["channels"]
    }
    public = {name: [{"ts": ts, "team_id": TEAM}] for name, ts in shares.items() if name in kinds["channels"]}
    both = {name: held for name, held in (("private", private), ("public", public)) if held}
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "user": file.user,
        "size": file.size,
        "mode": "hosted",
        **({"alt_txt": file.alt_txt} if file.alt_txt else {}),
        "is_external": False,
        "permalink": f"https://workspace.example/files/{file.user}/{file.id}/{file.name}",
        "shares": both,
        **kinds,
    }
