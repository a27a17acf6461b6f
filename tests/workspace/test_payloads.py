"""What the bot receives has the keys of Slack's own samples.

Source: github.com/slackapi/java-slack-sdk, json-logs/samples/app-backend: slash-commands/SlashCommandPayload,
interactive-components/BlockActionPayload and MessageShortcutPayload, views/ViewSubmissionPayload and
ViewClosedPayload. Left out here: keys that Slack sends only on an Enterprise Grid, in functions or in unfurls.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from breachbot.workspace import elements, payloads
from breachbot.workspace.api import chat, views
from breachbot.workspace.seed import DPO, TRIAGE, default_seed
from breachbot.workspace.state import Workspace

INTERACTION = {"type", "team", "user", "api_app_id", "token", "enterprise", "is_enterprise_install"}
COMMAND = {
    "token",
    "api_app_id",
    "team_id",
    "team_domain",
    "channel_id",
    "channel_name",
    "user_id",
    "user_name",
    "command",
    "text",
    "response_url",
    "trigger_id",
}
USER = {"id", "username", "name", "team_id"}
IN_MESSAGE = {"container", "trigger_id", "channel", "message", "response_url", "state", "actions"}
IN_VIEW = {"container", "trigger_id", "view", "actions"}
SHORTCUT = {"callback_id", "trigger_id", "message_ts", "message", "response_url", "channel", "action_ts"}
VIEW = {
    "id",
    "team_id",
    "type",
    "title",
    "submit",
    "close",
    "blocks",
    "private_metadata",
    "callback_id",
    "external_id",
    "state",
    "hash",
    "clear_on_close",
    "notify_on_close",
    "root_view_id",
    "previous_view_id",
    "app_id",
    "app_installed_team_id",
    "bot_id",
}
BUTTON = {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go", "value": "1"}
BLOCKS = [{"type": "actions", "block_id": "row", "elements": [BUTTON]}]
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "T"}, "blocks": BLOCKS}


def workspace() -> Workspace:
    return Workspace(default_seed(), lambda: 1_732_412_345.0)


def keys(value: Iterable[str]) -> set[str]:
    return set(value)


def click(ephemeral_to: str | None = None) -> dict[str, Any]:
    ws = workspace()
    channel = ws.channels[TRIAGE]
    message = chat.add(ws, channel, "U0BREACHBOT", {"blocks": BLOCKS}, ephemeral_to=ephemeral_to)
    action = elements.acted(BUTTON, "row", None, ws.next_ts())
    return payloads.click_in_message(
        ws.users[DPO], channel, message, action, {}, "https://r.example", "1.2.3"
    )


def test_a_slash_command() -> None:
    ws = workspace()
    form = payloads.slash_command(
        ws.users[DPO], ws.channels[TRIAGE], "/breach", "", "https://r.example", "1.2.3"
    )
    assert keys(form) == COMMAND | {"is_enterprise_install"}


def test_a_click_in_a_message() -> None:
    body = click()
    assert keys(body) == INTERACTION | IN_MESSAGE
    assert keys(body["user"]) == USER
    assert keys(body["container"]) == {"type", "message_ts", "channel_id", "is_ephemeral"}
    assert keys(body["actions"][0]) == {"action_id", "block_id", "text", "value", "type", "action_ts"}
    assert keys(body["message"]) >= {"type", "user", "ts", "text", "blocks", "team", "bot_id", "app_id"}


def test_a_click_in_an_ephemeral_message_comes_without_the_message() -> None:
    assert keys(click(ephemeral_to=DPO)) == (INTERACTION | IN_MESSAGE) - {"message"}


def test_a_click_in_a_view_a_submission_and_a_closing() -> None:
    ws = workspace()
    user, view = ws.users[DPO], views.new_view(ws, DPO, MODAL)
    clicked = payloads.click_in_view(user, view, elements.acted(BUTTON, "row", None, "1.0"), "1.2.3")
    assert keys(clicked) == INTERACTION | IN_VIEW
    submitted = payloads.view_submission(user, views.shown(view), "1.2.3")
    assert keys(submitted) == INTERACTION | {"trigger_id", "view", "response_urls"}
    assert keys(submitted["view"]) == VIEW
    closed = payloads.view_closed(user, view, is_cleared=False)
    assert keys(closed) == INTERACTION | {"view", "is_cleared"}


def test_a_message_shortcut() -> None:
    ws = workspace()
    channel = ws.channels[TRIAGE]
    message = chat.add(ws, channel, DPO, {"text": "look at this"})
    body = payloads.message_shortcut(
        ws.users[DPO], channel, message, "report", "https://r.example", "1.2.3", "1.0"
    )
    assert keys(body) == INTERACTION | SHORTCUT


def test_an_event() -> None:
    body = payloads.event("Ev1", {"type": "app_home_opened", "user": DPO}, 1_732_412_345)
    assert keys(body) == {
        "token",
        "team_id",
        "api_app_id",
        "event",
        "type",
        "event_id",
        "event_time",
        "authorizations",
        "is_ext_shared_channel",
    }


def test_a_global_shortcut_belongs_to_no_message() -> None:
    ws = workspace()
    payload = payloads.global_shortcut(ws.users[DPO], "report", ws.new_trigger(DPO), ws.next_ts())
    assert set(payload) == INTERACTION | {"callback_id", "trigger_id", "action_ts"}
    assert payload["type"] == "shortcut"
