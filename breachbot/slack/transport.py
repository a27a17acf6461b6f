"""Carrying out the effects that go to Slack: load the state of this moment, render it, post or edit.

Raises DeliveryError alone; the outbox tries again or tells a person.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypeVar

import anyio.to_thread
import structlog
from slack_sdk.web.async_client import AsyncWebClient

from breachbot.errors import DeliveryError, NotToBeTold, Refused
from breachbot.incident.act import Context
from breachbot.incident.changes.told import told_of_change
from breachbot.incident.effect import COALESCED, EffectKind
from breachbot.incident.events import Happened, IncidentClosed, ReminderRaised
from breachbot.incident.guidance import blocked
from breachbot.incident.handed import earlier_draft, to_hand
from breachbot.incident.measures import measures
from breachbot.incident.policy import Policy
from breachbot.incident.reminded import left
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from breachbot.incident.told import given_files, told_directly
from breachbot.outbox.channel import Message
from breachbot.outbox.deliver import Sent
from breachbot.slack import (
    bundle,
    clock_card,
    direct,
    draft_card,
    notes,
    notice_files,
    record_files,
    signal_cards,
    source_notes,
    storm_card,
    stranger,
)
from breachbot.slack.api import ApiFailure, call
from breachbot.slack.channels import invite, open_direct, open_room
from breachbot.slack.codes import GONE, NO_FILES
from breachbot.slack.handing import hand
from breachbot.slack.home_tab import publish_home
from breachbot.slack.kit.blocks import Payload, payload_hash
from breachbot.slack.links import read_link
from breachbot.slack.nudge import nudge
from breachbot.slack.people import Directory
from breachbot.slack.team_note import team_note
from breachbot.usecases import incidents, read, reminders, storms
from breachbot.usecases.house import House
from breachbot.usecases.ports.log import Erased
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import Transaction

T = TypeVar("T")

log = structlog.get_logger("breachbot.slack")

INVITED_AGAIN_AFTER = timedelta(seconds=15)
"""Before somebody who could not be let into a channel is invited for the second time."""


class SlackTransport:
    """Carries out one claimed effect; messages go by `deliver`. `triage_channel` is where cards of signals go."""

    def __init__(
        self,
        client: AsyncWebClient,
        deliver: Callable[[Message], Awaitable[Sent]],
        house: House,
        directory: Directory,
        *,
        triage_channel: str,
    ) -> None:
        self._client, self._deliver, self._house, self._directory = client, deliver, house, directory
        self._triage = triage_channel
        self._addresses: dict[str, str] = {}
        self._ways: Mapping[EffectKind, Callable[[ClaimedEffect], Awaitable[Sent]]] = {
            "signal_card": self._signal_card,
            "storm_card": self._storm_card,
            "signal_nudge": self._signal_nudge,
            "source_note": self._source_note,
            "open_channel": self._open_channel,
            "clock_card": self._clock_card,
            "pin_card": self._pin_card,
            "draft_card": self._draft_card,
            "notice_file": self._notice_file,
            "timeline_file": self._timeline_file,
            "register_file": self._register_file,
            "channel_note": self._channel_note,
            "direct_note": self._direct_note,
            "team_note": self._team_note,
            "failure_note": self._failure_note,
            "stranger_note": self._stranger_note,
            "invitation": self._invitation,
            "home": self._home,
        }

    async def reachable(self) -> bool:
        """Whether Slack answers and takes our token, so that a failure is a message's own."""
        try:
            await call(self._client, "auth.test")
        except DeliveryError:
            return False
        return True

    async def send(self, effect: ClaimedEffect) -> Sent:
        """Carry it out; gives where the message is (`channel:ts`) and the hash of what was sent."""
        way = self._ways.get(effect.kind)
        if way is None:
            raise DeliveryError(f"{effect.kind} is nothing for Slack", permanent=True)
        try:
            return await way(effect)
        except (Refused, Erased) as error:
            raise DeliveryError(f"{effect.kind}: {type(error).__name__}", permanent=True) from None

    # --- signals ------------------------------------------------------------------------------------------

    async def _signal_card(self, effect: ClaimedEffect) -> Sent:
        signal, row = await self._run(lambda: read.load_signal(self._house, effect.stream))
        fallback = signal.received.at if signal.received else self._house.now()
        payload = signal_cards.signal_card(
            signal,
            count=row.count,
            first_seen=row.first_seen or fallback,
            last_seen=row.last_seen or fallback,
        )
        return await self._show(effect, self._triage, payload)

    async def _storm_card(self, effect: ClaimedEffect) -> Sent:
        burst = await self._run(lambda: storms.load_burst(self._house, effect.stream))
        return await self._show(effect, self._triage, storm_card.storm_card(burst))

    async def _signal_nudge(self, effect: ClaimedEffect) -> Sent:
        await self._require_part(effect)
        shown = await self._shown_in(effect) if effect.slot else None
        if "again" in effect.args and shown is None:
            return Sent()  # it was never posted to this person, so there is nothing to edit
        signal, _ = await self._run(lambda: read.load_signal(self._house, effect.stream))
        waiting = await self._run(lambda: storms.waiting_with(self._house, signal))
        card = await self._address(await self._run(lambda: read.card_of(self._house, signal.id)))
        user, step = effect.args["user"], len(signal.asked)
        payload = nudge(signal, user, step=step, triage_channel=self._triage, waiting=waiting, card=card)
        return await self._post(shown.partition(":")[0] if shown else user, payload, shown or "")

    async def _source_note(self, effect: ClaimedEffect) -> Sent:
        user = effect.args.get("user")
        if user:
            await self._require_part(effect)
        source = self._house.sources.get(effect.args["source"])
        return await self._post(user or self._triage, source_notes.source_note(effect.args, source))

    # --- incidents ----------------------------------------------------------------------------------------

    async def _open_channel(self, effect: ClaimedEffect) -> Sent:
        return Sent(ref=await self._room(await self._incident(effect)))

    async def _clock_card(self, effect: ClaimedEffect) -> Sent:
        incident = await self._incident(effect)
        channel = await self._room(incident)
        incident, context = await self._situation(effect)
        around = await self._around(incident, context)
        sent = await self._show(effect, channel, clock_card.clock_card(incident, context, around))
        await self._run(lambda: incidents.pin_card(self._house, incident.id, message=sent.ref))
        return sent

    async def _around(self, incident: Incident, context: Context) -> clock_card.Around:
        """What the card shows besides; an address that Slack does not give is left out."""
        known = await self._run(lambda: read.beside(self._house, incident, context))
        drafts = {audience: await self._address(ref) for audience, ref in known.drafts.items()}
        signal = await self._address(known.signal_card)
        return clock_card.Around(known.since, known.source or "", signal, drafts)

    async def _pin_card(self, effect: ClaimedEffect) -> Sent:
        """What somebody would have to repair is not waited for: it goes on unpinned, and the DPO hears why, once."""
        channel, _, ts = effect.args["message"].partition(":")
        try:
            await call(self._client, "pins.add", channel=channel, timestamp=ts)
        except ApiFailure as failure:
            if not failure.permanent and (failure.repair is None or not failure.tellable):
                raise
            if failure.code not in GONE | {"already_pinned"}:
                log.warning("card_not_pinned", code=failure.code)
                why = f"{failure.code}:{failure.needed}" if failure.needed else failure.code
                await self._run(lambda: incidents.card_not_pinned(self._house, effect.stream, repair=why))
        return Sent()

    async def _draft_card(self, effect: ClaimedEffect) -> Sent:
        """Each notice has one message, which shows its newest draft."""
        incident, context = await self._situation(effect)
        draft = next((one for one in incident.drafts[::-1] if one.audience == effect.args["audience"]), None)
        if draft is None:
            raise DeliveryError("draft_card: there is no such draft", permanent=True)
        payload = draft_card.draft_card(incident, draft, context)
        earlier = f"{effect.slot}:{draft.version}"  # each version had a message at first
        return await self._show(effect, await self._room(incident), payload, earlier)

    async def _notice_file(self, effect: ClaimedEffect) -> Sent:
        """The files of a notice, for a person or for the channel; nothing of one that is overtaken."""
        args, user = effect.args, effect.args.get("user")
        incident = await self._incident(effect)
        handed = notice_files.read_handed(args["handed"])
        draft = to_hand(incident, args["audience"], int(args["version"]), handed)
        if draft is None:
            return Sent()
        if user:
            approval = incident.approval(draft.audience) if handed == "approved" else None
            await self._require_given(effect, approval.event if approval else draft)
        channel = await open_direct(self._client, user) if user else await self._room(incident)
        incident, context = await self._situation(effect)
        why_not = blocked(incident, draft, context) if handed == "draft" else None
        before = earlier_draft(incident, draft)
        instead = await notice_files.hand_over(
            self._client, self._house, effect, draft, channel, why_not, before
        )
        return await self._post(channel, instead) if instead else Sent()

    async def _timeline_file(self, effect: ClaimedEffect) -> Sent:
        """The picture of an incident, for a person or for the channel. Where Slack takes no files, the words do."""
        user = effect.args.get("user")
        incident, context = await self._situation(effect)
        if not isinstance(incident.ended, IncidentClosed):
            raise DeliveryError("timeline_file: the incident is not closed", permanent=True)
        if user:
            await self._require_given(effect, incident.ended)
        channel = await open_direct(self._client, user) if user else await self._room(incident)
        file, words = await self._run(lambda: record_files.picture(incident, context))
        try:
            await hand(self._client, self._house, effect, [file], channel, words)
        except ApiFailure as failure:
            if failure.code not in NO_FILES:
                raise
            log.warning("files_not_taken", code=failure.code)
        return Sent()

    async def _require_given(self, effect: ClaimedEffect, event: Happened) -> None:
        """Raises NotToBeTold unless the person is given the files of this event by the roles of now; whoever is gets
        them instead."""
        team = await self._run(lambda: read.load_team(self._house))
        if effect.args["user"] not in given_files(event, team):
            await self._run(lambda: incidents.pass_on_files(self._house, effect.stream, event))
            raise NotToBeTold("the person no longer has the role that is given this")
        await self._require_part(effect)

    async def _register_file(self, effect: ClaimedEffect) -> Sent:
        """The register, for the DPO or a deputy who asked for it."""
        team, user = await self._require_part(effect), effect.args["user"]
        if user not in team.approvers:
            raise NotToBeTold("the person no longer has the role that is given this")
        channel = await open_direct(self._client, user)
        file, words = await self._run(lambda: record_files.spreadsheet(self._house, self._house.now()))
        try:
            await hand(self._client, self._house, effect, [file], channel, words)
        except ApiFailure as failure:
            if failure.code not in NO_FILES:
                raise
            log.warning("files_not_taken", code=failure.code)
            return await self._post(channel, record_files.not_taken(failure.code))
        return Sent()

    async def _channel_note(self, effect: ClaimedEffect) -> Sent:
        if "again" in effect.args and await self._shown_in(effect) is None:
            return Sent()  # it was never posted, so there is nothing to edit
        incident, moment = await self._told(effect)
        _, context = await self._situation(effect)
        payload = notes.channel_note(incident, moment.event, context)
        channel = await self._room(incident)
        return await (self._show(effect, channel, payload) if effect.slot else self._post(channel, payload))

    async def _direct_note(self, effect: ClaimedEffect) -> Sent:
        incident, moment = await self._told(effect)
        owners = {one.owner for one in measures(incident)}
        team, user = await self._require_part(effect, owners), effect.args["user"]
        if user not in told_directly(moment.event, team):
            seq = int(effect.args["seq"])
            await self._run(lambda: incidents.pass_on(self._house, incident.id, seq=seq))
            raise NotToBeTold("the person no longer has the role that is told this")
        shown = await self._shown_in(effect) if effect.slot else None
        if "again" in effect.args and shown is None:
            return Sent()  # it was never posted to this person, so there is nothing to edit
        if "quiet" in effect.args and shown is None and _all_done(incident, moment.event, self._house.policy):
            return Sent()  # it was done while they slept
        parts: list[reminders.Part] = []
        if isinstance(moment.event, ReminderRaised):
            parts = await self._run(lambda: reminders.fallen_together(self._house, effect))
        if len(parts) > 1:
            payload = bundle.bundled(parts, head=moment.head)
        else:
            _, context = await self._situation(effect, user)
            payload = direct.direct_note(incident, moment.event, context, head=moment.head)
        sent = await self._post(shown.partition(":")[0] if shown else user, payload, shown or "")
        return sent if shown else replace(sent, also=tuple(one.key for one in parts if one.key != effect.key))

    async def _team_note(self, effect: ClaimedEffect) -> Sent:
        event, team = await self._run(lambda: read.team_moment(self._house, int(effect.args["seq"])))
        user = effect.args["user"]
        if user not in told_of_change(event, team):
            raise NotToBeTold("the person is not told of this")
        await self._require_part(effect, others=(user,))
        return await self._post(user, team_note(event, user))

    async def _require_part(self, effect: ClaimedEffect, others: Collection[str] = ()) -> Team:
        """The team of now. Raises NotToBeTold unless the person whom this is for is in it or among the others, and no
        guest.

        A row of the outbox does not prove that: it may be older than the roles of today, or written by somebody else.
        """
        team, user = await self._run(lambda: read.load_team(self._house)), effect.args["user"]
        if team.role(user) is None and user not in others:
            raise NotToBeTold("the person has no part in the response")
        if await self._directory.standing(user) in ("guest", "stranger"):
            raise NotToBeTold("the person is a guest or of another organisation")
        return team

    async def _failure_note(self, effect: ClaimedEffect) -> Sent:
        """Nothing is said of what has gone out since then after all."""
        await self._require_part(effect)
        args = effect.args
        if args["failed"] == "invitation" and "left_out" in args:
            return await self._not_let_in(effect)
        behind = args.get("aside")
        if (
            behind
            and await self._run(lambda: self._house.store.read(lambda tx: tx.result_of(behind))) is not None
        ):
            return Sent()
        repair, of = args.get("repair", ""), args.get("of", "")
        count = int(args.get("count", "1"))
        note = direct.failure_note(
            effect.stream,
            args["failed"],
            count=count,
            repair=repair,
            of=of,
            aside=bool(behind),
            target=args.get("target", ""),
        )
        return await self._post(args["user"], note)

    async def _not_let_in(self, effect: ClaimedEffect) -> Sent:
        incident = await self._incident(effect)
        codes = dict(one.split(":", 1) for one in effect.args["left_out"].split())
        missing = {user: code for user, code in codes.items() if user not in incident.invited}
        if not missing:
            return Sent()
        note = direct.not_let_in(incident.id, missing, nobody=not incident.invited)
        return await self._post(effect.args["user"], note)

    async def _stranger_note(self, effect: ClaimedEffect) -> Sent:
        """Nothing is said of somebody who has a part in the response by now."""
        team, user = await self._require_part(effect), effect.args["joined"]
        incident = await self._incident(effect)
        if team.role(user) is not None or incident.channel is None:
            return Sent()
        standing = await self._directory.standing(user)
        note = stranger.stranger_note(incident.id, incident.channel, user, standing)
        return await self._post(effect.args["user"], note)

    async def _invitation(self, effect: ClaimedEffect) -> Sent:
        await self._require_part(effect)
        incident, user = await self._incident(effect), effect.args["user"]
        if incident.channel is None:
            raise DeliveryError("invitation: there is no channel yet")
        await invite(self._client, self._directory, incident.channel, user)
        await self._run(lambda: incidents.let_in(self._house, incident.id, user=user))
        return Sent()

    # --- the Home tab -------------------------------------------------------------------------------------

    async def _home(self, effect: ClaimedEffect) -> Sent:
        """The page that was asked for, or else the one that the person looks at."""
        user, page = effect.args["user"], effect.args.get("page")
        if page is None:
            page = (await self._shown_in(effect) or "").removeprefix("page:") or "0"
        await publish_home(self._client, self._house, self._directory, user, page=int(page))
        return Sent(f"page:{page}")

    async def _incident(self, effect: ClaimedEffect) -> Incident:
        return await self._run(lambda: read.load_incident(self._house, effect.stream))

    async def _situation(self, effect: ClaimedEffect, user: str = "") -> tuple[Incident, Context]:
        return await self._run(lambda: read.situation(self._house, effect.stream, user))

    async def _told(self, effect: ClaimedEffect) -> tuple[Incident, read.Moment]:
        """The incident as it is now, and the event that is spoken of."""
        moment = await self._run(lambda: read.moment(self._house, effect.stream, int(effect.args["seq"])))
        return await self._incident(effect), moment

    async def _room(self, incident: Incident) -> str:
        """The incident's channel; made now if an earlier attempt was given up, so that nothing stays unsaid."""
        if incident.channel:
            return incident.channel
        team = await self._run(lambda: read.load_team(self._house))
        room = await open_room(self._client, self._directory, incident.id, team.everyone)
        again_at = datetime.now(UTC) + INVITED_AGAIN_AFTER
        opened = partial(
            incidents.channel_opened, self._house, incident.id, channel=room.channel, invited=room.invited
        )
        await self._run(partial(opened, left_out=room.left_out, again_at=again_at))
        return room.channel

    # --- messages -----------------------------------------------------------------------------------------

    async def _show(self, effect: ClaimedEffect, channel: str, payload: Payload, earlier: str = "") -> Sent:
        """Edit the message of this slot, or post it if there is none to edit. What would read the same is left.

        earlier: what the slot was called.
        """
        shown = await self._shown_in(effect, earlier) or ""
        if shown and effect.kind in COALESCED and payload_hash(payload) == await self._hash_in(effect):
            return Sent(shown, payload_hash(payload))
        return await self._post(channel, payload, shown)

    async def _hash_in(self, effect: ClaimedEffect) -> str | None:
        stream, kind, slot = effect.stream, effect.kind, effect.slot
        return await self._run(lambda: self._house.store.read(lambda tx: tx.hash_in(stream, kind, slot)))

    async def _shown_in(self, effect: ClaimedEffect, earlier: str = "") -> str | None:
        """What came of the last effect in the same slot."""

        def look(tx: Transaction) -> str | None:
            shown = tx.result_in(effect.stream, effect.kind, effect.slot)
            if shown is None and earlier:
                return tx.result_in(effect.stream, effect.kind, earlier)
            if shown is None and effect.kind == "channel_note":  # proposals had no slot at first
                return tx.result_of(f"channel_note:{effect.stream}:{effect.args['seq']}")
            return shown

        return await self._run(lambda: self._house.store.read(look))

    async def _post(self, channel: str, payload: Payload, replaces: str = "") -> Sent:
        return await self._deliver(Message(channel, payload["text"], {"blocks": payload["blocks"]}, replaces))

    async def _address(self, ref: str | None) -> str:
        """The permalink of a message (`channel:ts`), asked of Slack once; empty where it is not known."""
        channel, _, ts = (ref or "").partition(":")
        if ref and ts and ref not in self._addresses:
            try:
                answer = await call(self._client, "chat.getPermalink", channel=channel, message_ts=ts)
            except DeliveryError:
                return ""
            self._addresses[ref] = read_link(str(answer.get("permalink"))) or ""
        return self._addresses.get(ref or "", "")

    async def _run(self, work: Callable[[], T]) -> T:
        return await anyio.to_thread.run_sync(work)


def _all_done(incident: Incident, event: Happened, policy: Policy) -> bool:
    """Whether nothing is left of what a reminder is about."""
    return not left(incident, event.owner if isinstance(event, ReminderRaised) else None, policy)
