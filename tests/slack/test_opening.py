"""From an alert to the running clock: one form, once, whoever else has it open."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from breachbot.incident import events as e
from breachbot.slack.actions import Act
from breachbot.workspace.seed import DPO, ENGINEER, TRIAGE
from tests.slack.acts import opened, seen_in_a_form, told
from tests.slack.world import World, play

SAID = {"verdict": "breach", "basis": "Support confirmed rows of other customers in two exports"}


async def form_of(world: World, user: str) -> str:
    """The form before a person, opened from the card."""
    await world.click(user, Act.OPEN, TRIAGE)
    return (await world.player.wait_for_view(user, Act.OPEN.value)).id


def test_the_form_says_when_the_hours_end_and_who_reads_the_basis(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        await form_of(world, ENGINEER)
        (view,) = await world.player.views(ENGINEER)
        assert "The 72 hours run from the moment that you give" in view.words
        assert "UTC" in view.words
        assert "your time" in view.words
        assert "The notice to the authority gives it in these words" in view.words

    play(tmp_path, story)


async def chosen(world: World, act: Act, form: str, since: int) -> str:
    """The person chooses a moment in the form, which shows what follows; gives its words."""

    async def counted() -> str | None:
        view = (await world.player.views(ENGINEER))[-1]
        ends = datetime.fromtimestamp(since, UTC) + timedelta(hours=72)
        return view.words if f"{ends:%Y-%m-%d %H:%M} UTC" in view.words else None

    given = {"aware_at": since, "basis": SAID["basis"]}
    click = world.player.click(ENGINEER, act.value, view_id=form, value=since, values=given)
    assert (await click).ok
    return await world.player.wait_for(counted, "the hours from that moment")


def test_another_moment_counts_the_hours_again_and_keeps_what_is_typed(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        form = await form_of(world, ENGINEER)
        earlier = int(world.clock().timestamp()) // 60 * 60 - 5 * 3600
        assert "The 72 hours" in await chosen(world, Act.OPEN_SINCE, form, earlier)
        assert (await world.player.submit(ENGINEER, form, {"verdict": "breach"})).ok
        await seen_in_a_form(world, ENGINEER, "Is that right?")  # it lies before the alert
        assert (await world.player.submit(ENGINEER, form, {})).ok
        (stated,) = world.incident().awareness
        assert isinstance(stated, e.BecameAware)
        assert (int(stated.aware_at.timestamp()), stated.basis) == (earlier, SAID["basis"])

    play(tmp_path, story)


def test_what_it_rests_on_is_asked_for_once_it_is_said_to_be_a_breach(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        form = await form_of(world, ENGINEER)

        async def needed() -> bool | None:
            (view,) = await world.player.views(ENGINEER)
            basis = next(one for one in view.content["blocks"] if one.get("block_id") == "basis")
            return not basis["optional"]

        assert not await needed()
        click = world.player.click(ENGINEER, Act.OPEN_VERDICT.value, view_id=form, value="breach")
        assert (await click).ok
        await world.player.wait_for(needed, "the basis to be asked for")

    play(tmp_path, story)


def test_so_does_the_form_that_starts_the_clock_later(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await opened(world)
        await world.click(ENGINEER, Act.AWARE, channel)
        view = await world.player.wait_for_view(ENGINEER, Act.AWARE.value)
        assert "The notice to the authority gives it in these words" in view.words
        earlier = int(world.clock().timestamp()) // 60 * 60 - 3 * 3600
        await chosen(world, Act.AWARE_SINCE, view.id, earlier)
        assert (await world.player.submit(ENGINEER, view.id, {})).ok
        await seen_in_a_form(world, ENGINEER, "Is that right?")
        assert (await world.player.submit(ENGINEER, view.id, {})).ok
        aware_at = world.incident().aware_at
        assert aware_at is not None
        assert int(aware_at.timestamp()) == earlier

    play(tmp_path, story)


def test_it_opens_the_incident_and_states_awareness_in_one_go(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        form = await form_of(world, ENGINEER)
        assert (await world.player.submit(ENGINEER, form, SAID)).ok
        for _ in range(2):  # what they entered is on record, so nobody is told that it is not
            again = await world.player.replay("view_submission")
            assert (again.status, again.body) == (200, None)
        incident = world.incident()
        assert incident.aware_at is not None
        (stated,) = incident.awareness
        assert isinstance(stated, e.BecameAware)
        assert stated.basis == SAID["basis"]
        await world.player.wait_for_message(await world.channel(), "stated awareness")

    play(tmp_path, story)


def test_a_form_that_lay_open_for_some_minutes_is_no_unusual_moment(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        form = await form_of(world, ENGINEER)
        world.clock.ahead += timedelta(minutes=5)
        assert (await world.player.submit(ENGINEER, form, SAID)).ok
        assert world.streams("pdb-")
        incident = world.incident()
        assert incident.opened is not None
        assert incident.opened.detected_at <= world.clock() - timedelta(minutes=5)
        assert incident.unconfirmed is None

    play(tmp_path, story)


def test_without_a_basis_it_is_asked_for_and_nothing_is_opened(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        form = await form_of(world, ENGINEER)
        later = int(world.clock().timestamp()) + 3600
        for said, field in (
            ({"verdict": "breach"}, "basis"),
            (SAID | {"aware_at": later}, "aware_at"),
        ):
            refused = await world.player.submit(ENGINEER, form, said)
            assert field in refused.errors, refused
        assert world.streams("pdb-") == []
        assert (await world.player.submit(ENGINEER, form, {"verdict": "looking"})).ok
        assert world.incident().aware_at is None

    play(tmp_path, story)


def test_an_unusual_moment_is_asked_about_before_anything_is_opened(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        form = await form_of(world, ENGINEER)
        early = int(world.clock().timestamp()) // 60 * 60 - 60 * 3600
        assert (await world.player.submit(ENGINEER, form, SAID | {"aware_at": early})).ok
        await seen_in_a_form(world, ENGINEER, "Is that right?")
        assert world.streams("pdb-") == []
        assert (await world.player.submit(ENGINEER, form, {})).ok
        again = await world.player.replay("view_submission")
        assert (again.status, again.body) == (200, None)
        incident = world.incident()
        assert incident.aware_at is not None
        assert int(incident.aware_at.timestamp()) == early
        assert incident.unconfirmed is not None

    play(tmp_path, story)


def test_of_two_people_with_the_form_open_one_opens_it_and_the_other_hears_by_whom(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        forms = {user: await form_of(world, user) for user in (ENGINEER, DPO)}
        sent = [world.player.submit(user, form, SAID) for user, form in forms.items()]
        assert all(answer.ok for answer in await asyncio.gather(*sent))
        incident = world.incident()
        assert incident.opened is not None
        assert len(incident.awareness) == 1
        (second,) = {*forms} - {incident.opened.by}
        await seen_in_a_form(world, second, f"<@{incident.opened.by}> opened it as *{incident.id}*")
        await seen_in_a_form(world, second, "nothing that you entered here was recorded")
        signal = next(s for s in world.streams("sig-"))
        assert [type(one) for one in world.events(signal)].count(e.SignalOpened) == 1
        await world.put_away(second)
        card = await world.signal_card()
        await world.player.forged_click(second, Act.OPEN.value, signal, channel=TRIAGE, ts=card.ts)
        await seen_in_a_form(world, second, "Opened already")

    play(tmp_path, story)


def test_the_first_responder_opens_it_from_the_direct_message(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        note = await told(world, ENGINEER, "You are asked first")
        assert note.action_ids == [Act.OPEN.value, Act.CLAIM.value, Act.DISMISS.value]
        assert "https://sentry.example/issues/1/" in str(note.blocks)
        await world.player.click(ENGINEER, Act.OPEN.value, channel=note.channel, ts=note.ts)
        form = await world.player.wait_for_view(ENGINEER, Act.OPEN.value)
        assert (await world.player.submit(ENGINEER, form.id, SAID)).ok
        assert world.incident().aware_at is not None

    play(tmp_path, story)
