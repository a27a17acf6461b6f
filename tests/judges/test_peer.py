"""Our workspace answers as an independent one does, call by call; where it does not, the reason is written down."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.judges.peer import UPLOAD, Call, Side, ours, theirs

pytestmark = pytest.mark.slow

WORDS = {"type": "section", "text": {"type": "mrkdwn", "text": "words"}}
MORE = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
HOME = {"type": "home", "blocks": [WORDS]}
MODAL = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A form"},
    "blocks": [{"type": "actions", "elements": [MORE]}],
}

STORY = (
    Call("who am I", "auth.test"),
    Call("who am I, without a token", "auth.test", token="none"),
    Call("who am I, with an unknown token", "auth.test", token="unknown"),
    Call("a method that there is not", "chat.shout", {"text": "x"}),
    Call("everybody", "users.list"),
    Call("a person", "users.info", {"user": "{dpo}"}),
    Call("nobody", "users.info", {"user": "U404"}),
    Call("a person by address", "users.lookupByEmail", {"email": "dpo@example.com"}),
    Call("nobody by address", "users.lookupByEmail", {"email": "nobody@example.com"}),
    Call(
        "a private channel",
        "conversations.create",
        {"name": "pdb-1", "is_private": True},
        {"room": "channel.id"},
    ),
    Call("a public channel without the scope", "conversations.create", {"name": "pdb-2"}),
    Call("a name twice", "conversations.create", {"name": "pdb-1", "is_private": True}),
    Call("a name with a blank", "conversations.create", {"name": "pdb 3", "is_private": True}),
    Call("a name of capitals", "conversations.create", {"name": "PDB-3", "is_private": True}),
    Call("a name too long", "conversations.create", {"name": "p" * 81, "is_private": True}),
    Call("no name", "conversations.create", {"name": "", "is_private": True}),
    Call("two are invited", "conversations.invite", {"channel": "{room}", "users": "{engineer},{dpo}"}),
    Call("one is invited again", "conversations.invite", {"channel": "{room}", "users": "{dpo}"}),
    Call("nobody is invited", "conversations.invite", {"channel": "{room}", "users": "U404"}),
    Call("the bot invites itself", "conversations.invite", {"channel": "{room}", "users": "{bot}"}),
    Call("an invitation to nowhere", "conversations.invite", {"channel": "C404", "users": "{dpo}"}),
    Call("a list without names", "conversations.invite", {"channel": "{room}", "users": ""}),
    Call("a channel", "conversations.info", {"channel": "{room}"}),
    Call("no channel", "conversations.info", {"channel": "C404"}),
    Call("the members", "conversations.members", {"channel": "{room}"}),
    Call("the members of nothing", "conversations.members", {"channel": "C404"}),
    Call("all private channels", "conversations.list", {"types": "private_channel"}),
    Call("a page of one", "conversations.list", {"types": "public_channel", "limit": 1}),
    Call("a page that there is not", "conversations.list", {"types": "public_channel", "cursor": "nowhere"}),
    Call("a page of people that there is not", "users.list", {"cursor": "nowhere"}),
    Call(
        "a page of members that there is not",
        "conversations.members",
        {"channel": "{room}", "cursor": "nowhere"},
    ),
    Call("channels of no kind", "conversations.list", {"types": "pigeon"}),
    Call("a topic", "conversations.setTopic", {"channel": "{room}", "topic": "t" * 250}),
    Call("a topic too long", "conversations.setTopic", {"channel": "{room}", "topic": "t" * 251}),
    Call("a topic for nothing", "conversations.setTopic", {"channel": "C404", "topic": "t"}),
    Call("no topic", "conversations.setTopic", {"channel": "{room}"}),
    Call("a purpose", "conversations.setPurpose", {"channel": "{room}", "purpose": "p"}),
    Call("a purpose too long", "conversations.setPurpose", {"channel": "{room}", "purpose": "p" * 251}),
    Call("a direct conversation", "conversations.open", {"users": "{dpo}"}, {"direct": "channel.id"}),
    Call("a direct conversation again", "conversations.open", {"users": "{dpo}"}),
    Call("a direct conversation with nobody", "conversations.open", {"users": "U404"}),
    Call(
        "the topic of a direct conversation", "conversations.setTopic", {"channel": "{direct}", "topic": "t"}
    ),
    Call("words", "chat.postMessage", {"channel": "{room}", "text": "words"}, {"ts": "ts"}),
    Call("blocks", "chat.postMessage", {"channel": "{room}", "text": "words", "blocks": [WORDS]}),
    Call("blocks without words", "chat.postMessage", {"channel": "{room}", "blocks": [WORDS]}),
    Call("words to a person", "chat.postMessage", {"channel": "{outsider}", "text": "words"}),
    Call(
        "words to the triage channel by name",
        "chat.postMessage",
        {"channel": "#security-triage", "text": "words"},
    ),
    Call("no words", "chat.postMessage", {"channel": "{room}"}),
    Call("words to nowhere", "chat.postMessage", {"channel": "C404", "text": "words"}),
    Call("words to no named place", "chat.postMessage", {"text": "words"}),
    Call("words where the bot is not", "chat.postMessage", {"channel": "{random}", "text": "words"}),
    Call("51 blocks", "chat.postMessage", {"channel": "{room}", "text": "words", "blocks": [WORDS] * 51}),
    Call("words too long", "chat.postMessage", {"channel": "{room}", "text": "w" * 40_001}),
    Call("a word aside", "chat.postEphemeral", {"channel": "{room}", "user": "{dpo}", "text": "words"}),
    Call(
        "a word aside to a stranger",
        "chat.postEphemeral",
        {"channel": "{room}", "user": "{outsider}", "text": "w"},
    ),
    Call(
        "a word aside to nobody", "chat.postEphemeral", {"channel": "{room}", "user": "U404", "text": "words"}
    ),
    Call("one is removed", "conversations.kick", {"channel": "{room}", "user": "{dpo}"}),
    Call("one is removed again", "conversations.kick", {"channel": "{room}", "user": "{dpo}"}),
    Call("nobody is removed", "conversations.kick", {"channel": "{room}", "user": "U404"}),
    Call("the bot removes itself", "conversations.kick", {"channel": "{room}", "user": "{bot}"}),
    Call("a removal from nowhere", "conversations.kick", {"channel": "C404", "user": "{dpo}"}),
    Call("an edit", "chat.update", {"channel": "{room}", "ts": "{ts}", "text": "other words"}),
    Call("an edit of nothing", "chat.update", {"channel": "{room}", "ts": "1.000000", "text": "words"}),
    Call("an edit to nothing", "chat.update", {"channel": "{room}", "ts": "{ts}"}),
    Call(
        "an edit of another's words",
        "chat.update",
        {"channel": "{triage}", "ts": "{of another}", "text": "mine"},
    ),
    Call("a link", "chat.getPermalink", {"channel": "{room}", "message_ts": "{ts}"}),
    Call("a link to nothing", "chat.getPermalink", {"channel": "{room}", "message_ts": "1.000000"}),
    Call("a link to nowhere", "chat.getPermalink", {"channel": "C404", "message_ts": "1.000000"}),
    Call("a pin", "pins.add", {"channel": "{room}", "timestamp": "{ts}"}),
    Call("a pin twice", "pins.add", {"channel": "{room}", "timestamp": "{ts}"}),
    Call("a pin in nothing", "pins.add", {"channel": "{room}", "timestamp": "1.000000"}),
    Call("a pin of nothing", "pins.add", {"channel": "{room}"}),
    Call("a pin nowhere", "pins.add", {"channel": "C404", "timestamp": "{ts}"}),
    Call("a file without a name", "files.getUploadURLExternal", {"length": 5}),
    Call("a file of nothing", "files.getUploadURLExternal", {"filename": "notice.md", "length": -1}),
    Call(
        "a file",
        "files.getUploadURLExternal",
        {"filename": "notice.md", "length": 5},
        {"upload": "upload_url", "file": "file_id"},
    ),
    Call("a file that is not there yet", "files.info", {"file": "{file}"}),
    Call("a file that nobody posted", "files.completeUploadExternal", {"files": [{"id": "{file}"}]}),
    Call("its bytes", UPLOAD, {"url": "{upload}", "data": "words"}),
    Call(
        "a file for nowhere",
        "files.completeUploadExternal",
        {"files": [{"id": "{file}", "title": "notice.md"}], "channel_id": "C404"},
    ),
    Call(
        "a file in the channel",
        "files.completeUploadExternal",
        {
            "files": [{"id": "{file}", "title": "notice.md"}],
            "channel_id": "{room}",
            "initial_comment": "words",
        },
    ),
    Call(
        "a file twice",
        "files.completeUploadExternal",
        {"files": [{"id": "{file}", "title": "notice.md"}], "channel_id": "{room}"},
    ),
    Call("no files", "files.completeUploadExternal", {"files": [], "channel_id": "{room}"}),
    Call("the file", "files.info", {"file": "{file}"}),
    Call("no such file", "files.info", {"file": "F404"}),
    Call("another's words taken back", "chat.delete", {"channel": "{triage}", "ts": "{of another}"}),
    Call("words taken back", "chat.delete", {"channel": "{room}", "ts": "{ts}"}),
    Call("words taken back twice", "chat.delete", {"channel": "{room}", "ts": "{ts}"}),
    Call("a Home", "views.publish", {"user_id": "{dpo}", "view": HOME}),
    Call("a Home for nobody", "views.publish", {"user_id": "U404", "view": HOME}),
    Call("a Home that is a form", "views.publish", {"user_id": "{dpo}", "view": MODAL}),
    Call(
        "a form",
        "views.open",
        {"trigger_id": "{trigger}", "view": MODAL},
        {"view": "view.id", "hash": "view.hash"},
    ),
    Call("a form with a made-up trigger", "views.open", {"trigger_id": "1.2.3", "view": MODAL}),
    Call("a form without a trigger", "views.open", {"view": MODAL}),
    Call("a form that is a Home", "views.open", {"trigger_id": "{trigger}", "view": HOME}),
    Call(
        "a second form on top",
        "views.push",
        {"trigger_id": "{trigger in view}", "view": MODAL},
        {"view": "view.id"},
    ),
    Call(
        "a third form on top",
        "views.push",
        {"trigger_id": "{trigger in view}", "view": MODAL},
        {"view": "view.id"},
    ),
    Call("a fourth form on top", "views.push", {"trigger_id": "{trigger in view}", "view": MODAL}),
    Call("a form changed", "views.update", {"view_id": "{view}", "view": MODAL}),
    Call(
        "a form changed by an old hash", "views.update", {"view_id": "{view}", "hash": "0.old", "view": MODAL}
    ),
    Call("no form changed", "views.update", {"view_id": "V404", "view": MODAL}),
    Call("an unnamed form changed", "views.update", {"view": MODAL}),
    Call("the end of a channel", "conversations.archive", {"channel": "{room}"}),
    Call("the end twice", "conversations.archive", {"channel": "{room}"}),
    Call("the end of nothing", "conversations.archive", {"channel": "C404"}),
    Call("words after the end", "chat.postMessage", {"channel": "{room}", "text": "words"}),
    Call("a topic after the end", "conversations.setTopic", {"channel": "{room}", "topic": "t"}),
    Call("an invitation after the end", "conversations.invite", {"channel": "{room}", "users": "{outsider}"}),
    Call("a pin after the end", "pins.add", {"channel": "{room}", "timestamp": "{ts}"}),
)

PAGES = "docs.slack.dev/reference/methods/"
BEGINS_ANEW = "the peer begins anew with a cursor that it does not know"
LENIENT = "the peer checks no blocks and no views beyond their type (its README names what it leaves out)"
DIFFERENCES = {
    "who am I, with an unknown token": (
        "invalid_auth",
        "ok",
        f"the peer takes any token for its admin; {PAGES}auth.test: invalid_auth",
    ),
    "a method that there is not": (
        "unknown_method",
        "http 404",
        "the peer has no such route; Slack answers 200",
    ),
    "a name with a blank": (
        "invalid_name_specials",
        "ok",
        f"the peer turns it into another name; {PAGES}conversations.create: names are always validated",
    ),
    "a name of capitals": (
        "invalid_name_specials",
        "name_taken",
        f"the peer writes it small, which another channel had; {PAGES}conversations.create",
    ),
    "no name": (
        "invalid_name_required",
        "invalid_name_specials",
        f"{PAGES}conversations.create: invalid_name_required",
    ),
    "a list without names": ("no_user", "user_not_found", f"{PAGES}conversations.invite: no_user"),
    "channels of no kind": ("invalid_types", "ok", f"{PAGES}conversations.list: invalid_types"),
    "a page that there is not": (
        "invalid_cursor",
        "ok",
        f"{BEGINS_ANEW}; {PAGES}conversations.list: invalid_cursor",
    ),
    "a page of people that there is not": (
        "invalid_cursor",
        "ok",
        f"{BEGINS_ANEW}; {PAGES}users.list: invalid_cursor",
    ),
    "a page of members that there is not": (
        "invalid_cursor",
        "ok",
        f"{BEGINS_ANEW}; {PAGES}conversations.members: invalid_cursor",
    ),
    "words to the triage channel by name": (
        "ok",
        "channel_not_found",
        f"the peer finds names without #; {PAGES}chat.postMessage takes both",
    ),
    "words to no named place": (
        "invalid_arguments",
        "channel_not_found",
        "Slack names a missing argument of a JSON call [M]",
    ),
    "words where the bot is not": (
        "not_in_channel",
        "ok",
        f"the peer posts to any public channel, which at Slack needs chat:write.public; {PAGES}chat.postMessage",
    ),
    "one is removed again": (
        "not_in_channel",
        "user_not_in_channel",
        f"{PAGES}conversations.kick: not_in_channel",
    ),
    "51 blocks": ("invalid_blocks", "ok", LENIENT),
    "words too long": (
        "msg_too_long",
        "ok",
        "the peer cuts the text and warns, as Slack may; ours is strict: nothing may be cut",
    ),
    "a word aside to nobody": (
        "user_not_in_channel",
        "user_not_found",
        f"{PAGES}chat.postEphemeral names user_not_in_channel alone",
    ),
    "a Home that is a form": (
        "invalid_arguments",
        "invalid_view",
        f"{PAGES}views.publish: invalid_arguments",
    ),
    "a form without a trigger": (
        "invalid_arguments",
        "invalid_trigger_id",
        f"{PAGES}views.open: trigger_id is required",
    ),
    "a form that is a Home": ("invalid_arguments", "invalid_view", f"{PAGES}views.open: invalid_arguments"),
    "an unnamed form changed": (
        "invalid_arguments",
        "not_found",
        f"{PAGES}views.update: either view_id or external_id is required",
    ),
    "a pin after the end": (
        "message_not_found",
        "is_archived",
        f"the message is gone as well; {PAGES}pins.add does not name is_archived",
    ),
}
"""What ours says, what the peer says, and why ours is kept: by Slack's pages, or [M] from memory, to be confirmed."""


async def told(side: Side) -> dict[str, str]:
    return {call.what: await side.answer(call) for call in STORY}


def test_both_workspaces_say_the_same(tmp_path: Path) -> None:
    async def both() -> tuple[dict[str, str], dict[str, str]]:
        async with theirs(tmp_path) as peer, ours() as own:
            return await told(own), await told(peer)

    own, peer = asyncio.run(both())
    assert {what: (own[what], peer[what]) for what in own if own[what] != peer[what]} == {
        what: (ours, theirs) for what, (ours, theirs, _) in DIFFERENCES.items()
    }
