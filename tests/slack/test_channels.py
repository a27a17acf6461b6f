"""The way out and the private channel, over HTTP to the local workspace, with what can go wrong on the way."""

from __future__ import annotations

import pytest

from breachbot.errors import DeliveryError
from breachbot.slack.api import REPAIR_PAUSE, ApiFailure, call
from breachbot.slack.channels import open_room
from breachbot.slack.people import Directory
from breachbot.usecases.house import House as BotHouse
from breachbot.workspace.seed import DPO, ENGINEER, FOREIGN, GUEST, RESPONDER, TEAM, TRIAGE
from tests.slack.test_people import in_workspace
from tests.workspace.conftest import House, client_of

NAME = "pdb-test0001"


async def failure(house: House, method: str, **arguments: object) -> DeliveryError:
    with pytest.raises(DeliveryError) as error:
        await call(house.client, method, **arguments)
    return error.value


class TestTheWayOut:
    def test_a_payload_that_breaks_a_limit_never_leaves(self) -> None:
        async def story(house: House) -> None:
            error = await failure(house, "chat.postMessage", channel=TRIAGE, text="x" * 40_001)
            assert error.permanent
            assert [r.method for r in await house.player.traffic()] == []

        in_workspace(story)

    def test_a_busy_slack_names_the_pause(self) -> None:
        async def story(house: House) -> None:
            await house.player.fault("chat.postMessage", "rate_limited", seconds=7)
            error = await failure(house, "chat.postMessage", channel=TRIAGE, text="x")
            assert (error.permanent, error.retry_after) == (False, 7.0)

        in_workspace(story)

    @pytest.mark.parametrize("fault", ["server_error", "lost_answer"])
    def test_no_answer_is_tried_again(self, fault: str) -> None:
        async def story(house: House) -> None:
            await house.player.fault("chat.postMessage", fault)
            error = await failure(house, "chat.postMessage", channel=TRIAGE, text="x")
            assert (error.permanent, error.retry_after) == (False, None)

        in_workspace(story)

    def test_a_channel_that_is_not_there_waits_until_somebody_invites_the_app(self) -> None:
        async def story(house: House) -> None:
            error = await failure(house, "chat.postMessage", channel="C0NOWHERE", text="x")
            assert (error.permanent, error.repair) == (False, "channel_not_found:C0NOWHERE")
            assert "invite the app" in str(error)

        in_workspace(story)

    def test_a_person_who_is_not_there_is_given_up(self) -> None:
        async def story(house: House) -> None:
            error = await failure(house, "chat.postMessage", channel="U0NOBODY", text="x")
            assert (error.permanent, error.repair) == (True, None)

        in_workspace(story)

    def test_a_wrong_token_can_be_repaired_so_nothing_is_given_up(self) -> None:
        async def story(house: House) -> None:
            client = client_of(house.url, "xoxb-wrong")
            with pytest.raises(ApiFailure) as error:
                await call(client, "chat.postMessage", channel=TRIAGE, text="x")
            assert (error.value.permanent, error.value.retry_after) == (False, REPAIR_PAUSE)
            assert "xoxb" not in str(error.value)

        in_workspace(story)

    def test_nobody_there_at_all_is_tried_again(self) -> None:
        async def story(house: House) -> None:
            client = client_of("http://127.0.0.1:9")
            with pytest.raises(DeliveryError) as error:
                await call(client, "auth.test")
            assert not error.value.permanent

        in_workspace(story)


class TestThePrivateChannel:
    def test_it_has_an_opaque_name_and_the_team_in_it_and_nobody_else(self, records: BotHouse) -> None:
        async def story(house: House) -> None:
            directory = Directory(house.client, records, TEAM)
            team = (DPO, "U0NOBODY", GUEST, FOREIGN, ENGINEER)
            room = await open_room(house.client, directory, NAME, team)
            seen = await house.player.channel(room.channel)
            assert (seen.name, seen.is_private) == (NAME, True)
            assert room.invited == (DPO, ENGINEER)
            assert room.left_out == {"U0NOBODY": "gone", GUEST: "guest", FOREIGN: "stranger"}
            assert set(room.invited) < set(seen.members)
            assert not {GUEST, FOREIGN, RESPONDER} & set(seen.members)
            assert NAME in seen.topic

        in_workspace(story)

    def test_made_already_it_is_found_again_and_not_doubled(self, records: BotHouse) -> None:
        async def story(house: House) -> None:
            await house.player.fault("conversations.create", "lost_answer")
            directory = Directory(house.client, records, TEAM)
            with pytest.raises(DeliveryError):
                await open_room(house.client, directory, NAME, (DPO,))
            first = await open_room(house.client, directory, NAME, (DPO,))
            again = await open_room(house.client, directory, NAME, (DPO, ENGINEER))
            assert first.channel == again.channel
            assert again.invited == (DPO, ENGINEER)
            assert len([c for c in await house.player.channels() if c.name == NAME]) == 1

        in_workspace(story)

    def test_who_is_invited_is_not_guessed_while_slack_does_not_say(self, records: BotHouse) -> None:
        async def story(house: House) -> None:
            await house.player.fault("users.info", "server_error")
            room = await open_room(
                house.client, Directory(house.client, records, TEAM), NAME, (DPO, ENGINEER)
            )
            assert (room.invited, room.left_out) == ((ENGINEER,), {DPO: "no_answer"})
            assert DPO not in (await house.player.channel(room.channel)).members

        in_workspace(story)
