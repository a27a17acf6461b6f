"""How a click, a form and a submission are answered: the same three ways for everything a person can ask.

A decision is verified (by Bolt), authorised, committed and only then acknowledged, since Slack does not ask twice.
A form is opened empty at once, for its trigger lives three seconds, and filled afterwards. A refusal is private.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import anyio
import anyio.to_thread
import structlog
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import BreachbotError, DeliveryError, Refused
from breachbot.slack import modals
from breachbot.slack.api import call
from breachbot.slack.kit.form import name_of
from breachbot.slack.kit.limits import clip, problems
from breachbot.slack.kit.words import MENTION, spoken
from breachbot.slack.modals import View
from breachbot.slack.people import Directory, person_of
from breachbot.usecases.house import House

T = TypeVar("T")
Body = Mapping[str, Any]

log = structlog.get_logger("breachbot.slack")

THREADS = 8
"""People's commands at the same time; each takes a thread while the database works."""
NOT_NOW = "That did not work just now, and nothing was recorded. Try again in a minute."


@dataclass(frozen=True)
class Click:
    """A person clicked a button: who, what it carried, the reference of the form around it, and its unique id.

    view: that form with what is filled in so far; empty for a click in a message.
    """

    user: str
    value: str
    ref: str
    request: str
    view: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """A person submitted a form: who, the form with its answers, the reference it carried, and its unique id.

    confirmed: whether they are known to be a member; only a report is taken from somebody who is not.
    """

    user: str
    view: Mapping[str, Any]
    ref: str
    request: str
    confirmed: bool = False


class Desk:
    """What every listener needs: the house, the people and the way back to them."""

    def __init__(self, house: House, directory: Directory, client: AsyncWebClient) -> None:
        self.house, self.directory, self.client = house, directory, client
        self._limiter = anyio.CapacityLimiter(THREADS)

    async def run(self, work: Callable[[], T]) -> T:
        """Do blocking work in its own thread."""
        return await anyio.to_thread.run_sync(work, limiter=self._limiter)

    async def decide(self, ack: AsyncAck, body: Body, decision: Callable[[Click], object]) -> None:
        """A button that decides: commit, then acknowledge; a refusal is told to the person alone.

        Where the button was in a form, that shows what came of it.
        """
        inside = _form_around(body)
        try:
            click = _click(body)
            await self.directory.admit(click.user, _team(body))
            await self.run(lambda: decision(click))
        except BreachbotError as error:
            await ack()
            if inside:
                await self._show(body, inside, modals.refusal(await self._named(sentence_for(error))))
            else:
                await self.tell(body, sentence_for(error))
        else:
            await ack()
            if inside:
                await self._show(body, inside, modals.DONE)

    async def asked(self, ack: AsyncAck, body: Body, check: Callable[[Click], T]) -> T | None:
        """A button for something that is done in Slack itself: what is to be done, acknowledged; None where the person
        was told why not."""
        try:
            click = _click(body)
            await self.directory.admit(click.user, _team(body))
            return await self.run(lambda: check(click))
        except BreachbotError as error:
            await self.tell(body, sentence_for(error))
            return None
        finally:
            await ack()

    async def open_form(
        self, ack: AsyncAck, body: Body, form: Callable[[Click], View], *, reporting: bool = False
    ) -> None:
        """A button that opens a form: acknowledge, open an empty view, then fill it or say why not.

        reporting: open to everybody not known to be an outsider.
        """
        if opened := await self.open_empty(ack, body):
            await self.fill(body, opened, form, reporting=reporting)

    async def open_empty(self, ack: AsyncAck, body: Body) -> str | None:
        """Acknowledge and open an empty view; gives its id, or None where the person was told to click again.

        A button in a form uses that form.
        """
        await ack()
        if inside := _form_around(body):
            return inside
        try:
            opened = await call(
                self.client, "views.open", trigger_id=str(body["trigger_id"]), view=modals.LOADING
            )
        except DeliveryError as error:
            log.warning("view_not_opened", error=str(error))
            await self.tell(body, "Slack did not open the form in time. Click again.")
            return None
        return str(opened["view"]["id"])

    async def fill(
        self, body: Body, view_id: str, form: Callable[[Click], View], *, reporting: bool = False
    ) -> None:
        """Put the form, or the reason why there is none, into an open view."""
        await self._show(body, view_id, await self._view_for(body, form, reporting=reporting))

    async def _show(self, body: Body, view_id: str, view: View) -> None:
        try:
            await call(self.client, "views.update", view_id=view_id, view=view)
        except DeliveryError as error:
            log.warning("view_not_filled", error=str(error))
            await self.tell(body, "Slack did not show the form. Close it and click again.")

    async def change_form(self, ack: AsyncAck, body: Body, form: Callable[[Click], View]) -> None:
        """A menu inside a form that shows other questions."""
        await ack()
        if view := body.get("view"):
            await self.fill(body, str(view["id"]), form)
        else:
            log.warning("odd_request")  # Slack shows these menus in forms alone

    async def submit(
        self,
        ack: AsyncAck,
        body: Body,
        decision: Callable[[Submission], View | None],
        *,
        reporting: bool = False,
        people: Callable[[View], Mapping[str, str]] | None = None,
    ) -> None:
        """A submitted form: commit, then acknowledge. A refusal is shown beside the field that it concerns.

        reporting: open to everybody not known to be an outsider; `Submission.confirmed` says if they are known.
        people: whom the form names, by the field; who is known to be no member is refused there.
        """
        try:
            sent = _submission(body)
            sent = replace(sent, confirmed=await self._admit(sent.user, body, reporting=reporting))
            if people:
                await self._require_members(people(dict(sent.view)))
            following = await self.run(lambda: decision(sent))
        except BreachbotError as error:
            await self._object(ack, body, error)
            return
        if following is None:
            await ack()
        else:
            await ack(response_action="update", view=_checked(following))

    async def tell(self, body: Body, sentence: str) -> None:
        """Say something to the person alone: where they clicked, or else directly."""
        text = spoken(sentence)
        try:
            user = person_of(body)
        except Refused:
            return
        try:
            place = (body.get("channel") or {})["id"]
            await call(self.client, "chat.postEphemeral", channel=place, user=user, text=text)
        except (DeliveryError, KeyError):
            try:
                await call(self.client, "chat.postMessage", channel=user, text=text)
            except DeliveryError as error:
                log.warning("person_not_told", error=str(error))

    async def _admit(self, user: str, body: Body, *, reporting: bool) -> bool:
        """Whether the person is known to be a member; raises Refused where they may not ask for this."""
        if reporting:
            return await self.directory.admit_reporter(user, _team(body))
        await self.directory.admit(user, _team(body))
        return True

    async def _require_members(self, named: Mapping[str, str]) -> None:
        """Raises Refused, with the field, for the first known to be no member. Slack's silence refuses nobody."""
        found = await self.directory.standings(named.values())
        for field_name, user in named.items():
            if found[user] not in ("member", "unknown"):
                raise Refused(
                    "Choose a member of this workspace: nobody else is told.", field=name_of(field_name)
                )

    async def _view_for(self, body: Body, form: Callable[[Click], View], *, reporting: bool) -> View:
        try:
            click = _click(body)
            await self._admit(click.user, body, reporting=reporting)
            return await self.run(lambda: form(click))
        except BreachbotError as error:
            return modals.refusal(await self._named(sentence_for(error)))

    async def _named(self, sentence: str) -> str:
        """A sentence for a place where Slack shows no mentions: with the people's names instead."""
        for user in dict.fromkeys(MENTION.findall(sentence)):
            sentence = sentence.replace(f"<@{user}>", await self.directory.name(user))
        return sentence

    async def _object(self, ack: AsyncAck, body: Body, error: BreachbotError) -> None:
        """Put the sentence beside its field, or beside the first where it belongs to none."""
        asked = [str(block["block_id"]) for block in body["view"]["blocks"] if block.get("type") == "input"]
        field = error.field if isinstance(error, Refused) else None
        sentence = clip(await self._named(sentence_for(error)), 1000)
        if not asked:
            await ack(response_action="update", view=_checked(modals.refusal(sentence)))
            return
        beside = next((block for block in asked if name_of(block) == field), asked[0])
        await ack(response_action="errors", errors={beside: sentence})


def sentence_for(error: BreachbotError) -> str:
    """A refusal as it is; of any other failure only that nothing was recorded."""
    if isinstance(error, Refused):
        return str(error)
    log.error("request_failed", kind=type(error).__name__)
    return NOT_NOW


def _click(body: Body) -> Click:
    """Slack sends the same click again with the same `action_ts`; two clicks have two. So it is with shortcuts."""
    user = person_of(body)
    if "actions" not in body:
        return Click(user, "", "", f"shortcut:{body['action_ts']}:{body['callback_id']}:{user}")
    action, container = body["actions"][0], body.get("container", {})
    place = container.get("message_ts") or container.get("view_id") or ""
    chosen = action.get("selected_option") or {}
    value = str(action.get("value") or chosen.get("value") or "")
    view = body.get("view") or {}
    ref = str(view.get("private_metadata") or "")
    request = f"click:{action['action_ts']}:{action['action_id']}:{place}:{user}"
    return Click(user, value, ref, request, view)


def _form_around(body: Body) -> str | None:
    """The id of the form in which something was clicked; None for a message, and for the Home tab."""
    view = body.get("view") or {}
    return str(view["id"]) if view.get("type") == "modal" else None


def _submission(body: Body) -> Submission:
    """A view has another hash each time that it changes, so a form sent again after an update is another request."""
    view, user = body["view"], person_of(body)
    request = f"submit:{view['id']}:{view.get('hash', '')}:{view['callback_id']}:{user}"
    return Submission(user, view, str(view.get("private_metadata") or ""), request)


def _team(body: Body) -> str | None:
    """The workspace that the request names for the person."""
    team = body["user"].get("team_id")
    return str(team) if team else None


def _checked(view: View) -> View:
    """The choke point for a view that rides in an acknowledgement."""
    if found := problems("views.update", {"view": view}):
        raise DeliveryError(f"acknowledgement: {found[0].pointer}: {found[0].code}", permanent=True)
    return view
