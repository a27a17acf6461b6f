"""A notice as files in a conversation: their bytes, the words above them, and the command where Slack takes none."""

from __future__ import annotations

from typing import cast, get_args

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError
from breachbot.incident.act import Context
from breachbot.incident.addressees import Form, forms
from breachbot.incident.events import NoticeDrafted
from breachbot.incident.guidance import NOTICES, guide
from breachbot.incident.handed import Handed, file_names
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.api import ApiFailure
from breachbot.slack.codes import NO_FILES
from breachbot.slack.handing import hand
from breachbot.slack.kit.blocks import Block, Payload, actions, button, link_button, message, say
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape
from breachbot.slack.uploads import Upload
from breachbot.usecases.house import House
from breachbot.usecases.ports.outbox import ClaimedEffect

log = structlog.get_logger("breachbot.slack")


MOST_WORDS = 300
"""Characters of why a draft cannot go out."""


def read_handed(text: str) -> Handed:
    """What a row of the outbox says the files are. Raises DeliveryError for anything else."""
    for handed in get_args(Handed):
        if text == handed:
            return cast(Handed, handed)
    raise DeliveryError("notice_file: neither a draft nor an approved notice", permanent=True)


async def hand_over(
    client: AsyncWebClient,
    house: House,
    effect: ClaimedEffect,
    draft: NoticeDrafted,
    channel: str,
    why_not: str | None = None,
    before: int = 0,
) -> Payload | None:
    """Put the files into a conversation. Where Slack takes none, or somebody has deleted them there: what is said
    instead, if they were approved. why_not: why nobody can approve them as they are. before: the draft whose place
    they take; 0 for none.

    Raises DeliveryError.
    """
    handed = read_handed(effect.args["handed"])
    words = comment(effect.stream, draft, handed, why_not, before)
    files = uploads(effect.stream, draft, handed)
    try:
        there = await hand(client, house, effect, files, channel, words)
    except ApiFailure as failure:
        if failure.code not in NO_FILES:
            raise
        log.warning("files_not_taken", code=failure.code)
        return not_taken(effect.stream, draft, failure.code) if handed == "approved" else None
    if there:
        return None
    log.warning("files_deleted", kind=effect.kind)
    return deleted(effect.stream, draft) if handed == "approved" else None


def uploads(incident_id: str, draft: NoticeDrafted, handed: Handed) -> list[Upload]:
    """The files, with exactly the bytes whose SHA-256 is approved."""
    names = file_names(incident_id, draft, handed)
    return [Upload(file, draft.documents[name].encode()) for name, file in names.items()]


def comment(
    incident_id: str, draft: NoticeDrafted, handed: Handed, why_not: str | None = None, before: int = 0
) -> str:
    """What stands above the files: which notice they are, whether anybody can approve them as they are, which draft's
    place they take, and the beginning of the hash that is approved. Slack shows it for ever, so it holds for ever."""
    said = {"draft": "to decide on until a newer draft comes.", "approved": "as approved."}[handed]
    if why_not and handed == "draft":
        said = f"to read. {escape(clip(why_not, MOST_WORDS))}"
    if before:
        said += f" It replaces draft {before}."
    first = file_names(incident_id, draft, handed)[draft.primary]
    what = f"*{incident_id}*: {NOTICES[draft.audience]}, draft {draft.version}, {said}"
    return f"{what}\nSHA-256 of {escape(first)}: `{draft.sha256[:12]}…`"


def command(incident_id: str) -> str:
    """How whoever runs breachbot writes the approved notices of an incident."""
    return f"`breachbot notices {incident_id} --out FOLDER`"


def filing(incident: Incident, context: Context) -> list[Block]:
    """Where an approved notice goes and how that is recorded, for somebody who can do it."""
    firm = context.policy.firm
    if "file" not in guide(incident, context).offers:
        return []
    here = "The files are in this conversation and in the channel."
    said = here if firm.files else f"The files: {command(incident.id)}"
    found = forms(incident, context.policy)
    only = found[0].url if len(found) == 1 else None
    link = [link_button(Act.FORM, "Open the authority's form", only)] if only else []
    return [
        say(clip(said + "".join(map(_form, found)), 2900)),
        actions(button(Act.FILE, "Record filing", incident.id, style="primary"), *link),
    ]


def _form(one: Form) -> str:
    whose = f" of {escape(one.name)}" if one.name else ""
    doubt = f" ({one.doubt})" if one.doubt else ""
    return f" The form{whose}: {escape(one.url) if one.url else 'not known'}{doubt}" + ("." if whose else "")


def not_taken(incident_id: str, draft: NoticeDrafted, code: str) -> Payload:
    """An approved notice that Slack does not take as a file."""
    said = (
        f"*{incident_id}*: {NOTICES[draft.audience]}, draft {draft.version}, is approved, and cannot be given as a "
        f"file: {NO_FILES[code]} (`{code}`). Next: ask whoever runs breachbot for {command(incident_id)}."
    )
    return message(said, say(said))


def deleted(incident_id: str, draft: NoticeDrafted) -> Payload:
    """An approved notice whose files somebody has deleted in Slack."""
    said = (
        f"*{incident_id}*: the files of {NOTICES[draft.audience]}, draft {draft.version}, as approved, were deleted "
        f"in Slack. Next: ask whoever runs breachbot for {command(incident_id)}."
    )
    return message(said, say(said))
