"""What people do: each act is checked against what they can see, sent to the bot, and its answer shown.

An act that no person could do raises Impossible.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from breachbot.workspace import elements, payloads, responses
from breachbot.workspace.api import chat, conversations, views
from breachbot.workspace.elements import Impossible
from breachbot.workspace.inbound import Bot
from breachbot.workspace.protocol import (
    Act,
    Answer,
    Click,
    Close,
    Command,
    ForgedClick,
    ForgedSubmission,
    GlobalShortcut,
    Happening,
    Invite,
    OpenHome,
    Replay,
    Say,
    Shortcut,
    Submit,
)
from breachbot.workspace.seed import User
from breachbot.workspace.state import Channel, Json, Message, View, Workspace


class People:
    """The people of a workspace, acting on the bot. `url` is where response URLs lead."""

    def __init__(self, ws: Workspace, bot: Bot, url: str) -> None:
        self._ws, self._bot, self._url = ws, bot, url
        self._ways: dict[type, Callable[[Any], Awaitable[Answer]]] = {
            Command: self._command,
            Say: self._say,
            Invite: self._invite,
            Click: self._click,
            Submit: self._submit,
            Close: self._close,
            Shortcut: self._shortcut,
            GlobalShortcut: self._global_shortcut,
            Happening: self._happen,
            OpenHome: self._open_home,
            Replay: self._replay,
            ForgedClick: self._forge_click,
            ForgedSubmission: self._forge_submission,
        }

    async def do(self, act: Act) -> Answer:
        """Carry out one act and give the bot's answer. Raises Impossible."""
        try:
            return await self._ways[type(act)](act)
        finally:
            self._ws.changes += 1

    async def _command(self, act: Command) -> Answer:
        offered = self._ws.seed.commands
        if offered is not None and act.command not in offered:
            raise Impossible(f"the app has no command {act.command}")
        user, channel = self._user(act.user), self._channel(act.user, act.channel)
        url = self._ws.new_response_url(self._url, channel.id, user.id)
        trigger = self._ws.new_trigger(user.id)
        form = payloads.slash_command(user, channel, act.command, act.text, url, trigger)
        answer = await self._bot.form("command", form)
        if answer.error:
            return answer
        return _with(answer, responses.at_command(self._ws, channel.id, user.id, answer.body))

    async def _say(self, act: Say) -> Answer:
        channel = self._channel(act.user, act.channel)
        if channel.im_user and not self._ws.seed.hears_direct:
            raise Impossible("the app reads nothing in its direct messages")
        content = {"text": act.text, "thread_ts": act.thread_ts}
        message = chat.add(self._ws, channel, act.user, content)
        return Answer(status=200, ms=0, body={"ts": message.ts})

    async def _invite(self, act: Invite) -> Answer:
        channel = self._channel(act.user, act.channel)
        if act.user not in channel.members:
            raise Impossible(f"{act.user} is not in {channel.id}")
        if why := conversations.cannot_join(self._ws, channel, act.who):
            raise Impossible(f"{act.who} cannot be let in: {why}")
        conversations.let_in(self._ws, channel, [act.who], act.user)
        self._bot.tell_of_joins()
        return Answer(status=200, ms=0)

    async def _click(self, act: Click) -> Answer:
        return await (self._click_in_view(act) if act.view_id else self._click_in_message(act))

    async def _click_in_message(self, act: Click) -> Answer:
        user, channel = self._user(act.user), self._channel(act.user, act.channel or "")
        message = self._message(act.user, channel, act.ts or "")
        block_id, element = elements.find(message.version(act.seen), act.action_id, act.block_id)
        action = elements.acted(element, block_id, act.value, self._ws.next_ts())
        return await self._bot.interaction(self._message_click(user, channel, message, action))

    def _message_click(self, user: User, channel: Channel, message: Message, action: Json) -> Json:
        values = elements.initial_values(message.blocks)
        if action["action_id"] in values.get(action["block_id"], {}):
            values[action["block_id"]][action["action_id"]] = elements.state_of(action)
        url = self._ws.new_response_url(self._url, channel.id, user.id, message.ts)
        trigger = self._ws.new_trigger(user.id)
        return payloads.click_in_message(user, channel, message, action, values, url, trigger)

    async def _click_in_view(self, act: Click) -> Answer:
        user, view = self._user(act.user), self._view(act.user, act.view_id or "")
        blocks = view.content["blocks"]
        block_id, element = elements.find(blocks, act.action_id, act.block_id)
        view.values = elements.filled(blocks, view.values, act.values)
        action = elements.acted(element, block_id, act.value, self._ws.next_ts())
        if act.action_id in view.values.get(block_id, {}):
            view.values[block_id][act.action_id] = elements.state_of(action)
        trigger = self._ws.new_trigger(user.id, view.id)
        return await self._bot.interaction(payloads.click_in_view(user, view, action, trigger))

    async def _submit(self, act: Submit) -> Answer:
        user, view = self._user(act.user), self._view(act.user, act.view_id)
        blocks = view.content["blocks"]
        if not view.content.get("submit") or view.content.get("submit_disabled"):
            raise Impossible("this view has no button to submit it")
        view.values = elements.filled(blocks, view.values, act.values)
        if missing := elements.unanswered(blocks, view.values):
            raise Impossible(f"still to be filled in: {', '.join(missing)}")
        view.errors = {}
        trigger = self._ws.new_trigger(user.id, view.id)
        answer = await self._bot.interaction(payloads.view_submission(user, views.shown(view), trigger))
        if answer.error or view.id not in self._ws.stacks.get(user.id, []):
            return answer
        return _with(answer, responses.at_submission(self._ws, view, answer.body))

    async def _close(self, act: Close) -> Answer:
        user, view = self._user(act.user), self._view(act.user, act.view_id)
        clears = bool(view.content.get("clear_on_close"))
        payload = payloads.view_closed(user, view, is_cleared=clears)
        if clears:
            responses.clear(self._ws, user.id)
        else:
            responses.close(self._ws, view)
        if not view.content.get("notify_on_close"):
            return Answer(status=None, ms=0)
        return await self._bot.interaction(payload)

    async def _shortcut(self, act: Shortcut) -> Answer:
        offered = self._ws.seed.shortcuts
        if offered is not None and act.callback_id not in offered:
            raise Impossible(f"the app has no shortcut {act.callback_id}")
        user, channel = self._user(act.user), self._channel(act.user, act.channel)
        message = self._message(act.user, channel, act.ts)
        url = self._ws.new_response_url(self._url, channel.id, user.id, message.ts)
        trigger, ts = self._ws.new_trigger(user.id), self._ws.next_ts()
        payload = payloads.message_shortcut(user, channel, message, act.callback_id, url, trigger, ts)
        return await self._bot.interaction(payload)

    async def _global_shortcut(self, act: GlobalShortcut) -> Answer:
        offered = self._ws.seed.global_shortcuts
        if offered is not None and act.callback_id not in offered:
            raise Impossible(f"the app has no global shortcut {act.callback_id}")
        trigger, ts = self._ws.new_trigger(act.user), self._ws.next_ts()
        payload = payloads.global_shortcut(self._user(act.user), act.callback_id, trigger, ts)
        return await self._bot.interaction(payload)

    async def _happen(self, act: Happening) -> Answer:
        user, heard = self._user(act.user), self._ws.seed.events
        if heard is not None and act.type not in heard:
            raise Impossible(f"the app did not subscribe to {act.type}")
        inner = {"type": act.type, "user": user.id, "event_ts": self._ws.next_ts(), **act.fields}
        envelope = payloads.event(self._ws.next_id("Ev"), inner, int(self._ws.now()))
        return await self._bot.event(envelope)

    async def _open_home(self, act: OpenHome) -> Answer:
        heard = self._ws.seed.events
        if heard is not None and "app_home_opened" not in heard:
            return Answer(status=None, ms=0)
        home = self._ws.homes.get(act.user)
        fields = payloads.home_opened(self._ws.direct(self._user(act.user).id), home)
        return await self._happen(Happening(type="app_home_opened", user=act.user, fields=fields))

    async def _replay(self, act: Replay) -> Answer:
        answer = await self._bot.replay(act.of, act.signature)
        if answer is None:
            raise Impossible(f"no {act.of} was sent before")
        return answer

    async def _forge_click(self, act: ForgedClick) -> Answer:
        channel = self._ws.channels.get(act.channel) or Channel(act.channel, "", 0, act.user)
        message = channel.messages.get(act.ts) or Message(act.ts, act.channel, act.user, "", [])
        button = {
            "type": "button",
            "action_id": act.action_id,
            "text": {"type": "plain_text", "text": "x"},
            "value": act.value,
        }
        action = elements.acted(button, act.block_id, None, self._ws.next_ts())
        payload = self._message_click(self._user(act.user), channel, message, action)
        return await self._bot.interaction(payload)

    async def _forge_submission(self, act: ForgedSubmission) -> Answer:
        title = {"type": "plain_text", "text": "x"}
        content = {
            "type": "modal",
            "title": title,
            "blocks": [],
            "callback_id": act.callback_id,
            "private_metadata": act.private_metadata,
        }
        view_id = self._ws.next_id("V")
        view = View(view_id, act.user, content, f"{int(self._ws.now())}.0", view_id, None, act.values)
        trigger = self._ws.new_trigger(act.user)
        payload = payloads.view_submission(self._user(act.user), views.shown(view), trigger)
        return await self._bot.interaction(payload)

    def _user(self, user_id: str) -> User:
        if user_id not in self._ws.users:
            raise Impossible(f"nobody here is {user_id}")
        return self._ws.users[user_id]

    def _channel(self, user_id: str, channel_id: str) -> Channel:
        channel = self._ws.channels.get(channel_id)
        if channel is None or not self._ws.sees(self._user(user_id).id, channel):
            raise Impossible(f"{user_id} sees no channel {channel_id}")
        return channel

    def _message(self, user_id: str, channel: Channel, ts: str) -> Message:
        message = self._ws.message(user_id, channel.id, ts)
        if message is None:
            raise Impossible(f"{user_id} sees no message {ts} in {channel.id}")
        return message

    def _view(self, user_id: str, view_id: str) -> View:
        home = self._ws.homes.get(user_id)
        if home and home.id == view_id:
            return home
        stack = self._ws.open_views(user_id)
        if not stack or stack[-1].id != view_id:
            raise Impossible(f"{user_id} does not have the view {view_id} before them")
        return stack[-1]


def _with(answer: Answer, error: str | None) -> Answer:
    return answer.model_copy(update={"error": error}) if error else answer
