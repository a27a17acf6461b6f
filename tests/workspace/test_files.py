"""Files: announced, posted, completed, shown in a conversation, and kept by whoever sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from breachbot.workspace.api import files
from breachbot.workspace.api.table import call
from breachbot.workspace.player import ImpossibleAct
from breachbot.workspace.seed import DPO, ENGINEER, OUTSIDER, TRIAGE, default_seed
from breachbot.workspace.state import Workspace
from tests.workspace.browser import browsing
from tests.workspace.conftest import House

Json = dict[str, Any]
Play = Callable[..., None]
NAME, DATA = "pdb-x-page-v2-approved.md", "# Ünïcode\n<script>x</script>\n".encode()


@pytest.fixture
def ws() -> Workspace:
    return Workspace(default_seed(), lambda: 1_732_412_345.0, url="http://127.0.0.1:1")


def announced(ws: Workspace, data: bytes = DATA) -> tuple[str, str]:
    """The id of a file, and the secret end of the address for its bytes."""
    said = call(ws, "files.getUploadURLExternal", {"filename": NAME, "length": len(data)})
    assert said["ok"], said
    return said["file_id"], said["upload_url"].rpartition("/")[2]


def test_a_file_is_one_once_its_upload_is_completed(ws: Workspace) -> None:
    file, ticket = announced(ws)
    wanted = {"files": [{"id": file, "title": NAME}], "channel_id": TRIAGE, "initial_comment": "As approved"}
    assert call(ws, "files.completeUploadExternal", wanted)["error"] == "file_not_found"
    assert not files.take(ws, ticket, DATA[:-1])
    assert not files.take(ws, "guessed", DATA)
    assert files.take(ws, ticket, DATA)
    assert call(ws, "files.info", {"file": file})["error"] == "file_not_found"
    assert call(ws, "files.completeUploadExternal", wanted)["ok"]
    assert call(ws, "files.completeUploadExternal", wanted)["error"] == "file_not_found"
    assert not files.take(ws, ticket, DATA)
    (message,) = ws.channels[TRIAGE].messages.values()
    assert (message.text, message.files) == ("As approved", [file])


def test_where_it_is_shared_is_said_later(ws: Workspace) -> None:
    file, ticket = announced(ws)
    files.take(ws, ticket, DATA)
    direct = ws.direct(DPO).id
    call(ws, "files.completeUploadExternal", {"files": [{"id": file}], "channel_id": direct})
    first, second = (call(ws, "files.info", {"file": file})["file"] for _ in range(2))
    assert (first["shares"], first["ims"]) == ({}, [])
    assert (list(second["shares"]["private"]), second["ims"]) == ([direct], [direct])


@pytest.mark.parametrize("length", [0, -1, "many", files.MOST_BYTES + 1])
def test_what_is_no_size_is_refused(ws: Workspace, length: object) -> None:
    said = call(ws, "files.getUploadURLExternal", {"filename": NAME, "length": length})
    assert said["error"] == "invalid_arguments"


@pytest.mark.parametrize("given", [None, "x", [], [{}], [1], {"id": "F1"}])
def test_what_names_no_file_is_refused(ws: Workspace, given: object) -> None:
    said = call(ws, "files.completeUploadExternal", {"files": given, "channel_id": TRIAGE})
    assert said["error"] == "invalid_arguments"


def test_it_takes_a_scope_to_write_and_one_to_ask() -> None:
    bare = default_seed().model_copy(update={"scopes": frozenset({"chat:write"})})
    ws = Workspace(bare, lambda: 1.0)
    for method, needed in (("files.getUploadURLExternal", "files:write"), ("files.info", "files:read")):
        said = call(ws, method, {"file": "F1", "filename": NAME, "length": 5})
        assert (said["error"], said["needed"]) == ("missing_scope", needed)


async def given(house: House, channel: str) -> str:
    """A file of the bot's in a channel."""
    said = await house.client.files_getUploadURLExternal(filename=NAME, length=len(DATA))
    async with aiohttp.ClientSession() as session:
        assert (await session.post(said["upload_url"], data=DATA)).status == 200
        assert (await session.post(said["upload_url"] + "x", data=DATA)).status == 404
    await house.client.files_completeUploadExternal(
        files=[{"id": said["file_id"], "title": NAME}], channel_id=channel, initial_comment="Here"
    )
    return str(said["file_id"])


def test_who_sees_the_conversation_can_keep_the_file_and_nobody_else(play: Play) -> None:
    async def story(house: House) -> None:
        made = await house.client.conversations_create(name="pdb-secret", is_private=True)
        channel = made["channel"]["id"]
        await house.client.conversations_invite(channel=channel, users=ENGINEER)
        file = await given(house, channel)
        assert await house.player.file(ENGINEER, file) == (NAME, DATA)
        with pytest.raises(ImpossibleAct, match="sees no file"):
            await house.player.file(OUTSIDER, file)
        async with browsing(house) as browser:
            _, html = await browser.get(f"/as/{ENGINEER}/c/{channel}")
            assert f'<a href="/as/{ENGINEER}/files/{file}" download="{NAME}">{NAME}</a>' in html
            async with browser.session.get(f"{house.url}/as/{ENGINEER}/files/{file}") as kept:
                assert await kept.read() == DATA
                assert kept.headers["Content-Disposition"] == f"attachment; filename*=UTF-8''{NAME}"
                assert kept.headers["Content-Type"] == "application/octet-stream"
                assert kept.headers["X-Content-Type-Options"] == "nosniff"
            for nobody in (f"/as/{OUTSIDER}/files/{file}", f"/as/{ENGINEER}/files/F404"):
                assert (await browser.get(nobody))[0] == 404

    play(story)


def test_an_upload_can_go_wrong(play: Play) -> None:
    async def story(house: House) -> None:
        said = await house.client.files_getUploadURLExternal(filename=NAME, length=len(DATA))
        await house.player.fault("upload", "server_error", status=503)
        async with aiohttp.ClientSession() as session:
            assert (await session.post(said["upload_url"], data=DATA)).status == 503
        with pytest.raises(SlackApiError, match="file_not_found"):
            await house.client.files_completeUploadExternal(
                files=[{"id": said["file_id"]}], channel_id=TRIAGE
            )
        sent = [(one.method, one.status) for one in await house.player.traffic() if one.method == "upload"]
        assert sent == [("upload", 503)]

    play(story)
