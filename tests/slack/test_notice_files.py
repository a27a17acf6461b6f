"""Notices as files in Slack: exactly the approved bytes, once, for the right people, and in no message's way."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from breachbot.errors import Refused
from breachbot.incident.events import NoticeDrafted
from breachbot.incident.guidance import NOTICES, blocked
from breachbot.incident.handed import earlier_draft, file_names, to_hand
from breachbot.slack.actions import Act
from breachbot.slack.direct import direct_note
from breachbot.slack.notice_files import comment
from breachbot.slack.uploads import is_beside
from breachbot.workspace.player import ImpossibleAct
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER, OUTSIDER
from breachbot.workspace.state import Message
from tests.incident import cast
from tests.slack.acts import approval_form, draft_card, drafted, told
from tests.slack.judges import actions_of, judged_message, text_of
from tests.slack.samples import HEAD, at, card_of
from tests.slack.world import World, play

TITLE = "Notice to the authority"


async def with_files(world: World, channel: str, words: str) -> Message:
    """The message that gives files, with these words above them."""

    async def look() -> Message | None:
        found = [m for m in await world.player.messages(channel) if m.files and words in m.text]
        return found[-1] if found else None

    return await world.player.wait_for(look, f"files {words}")


async def direct(world: World, user: str) -> str:
    """The conversation of a person with the bot, once there is one."""

    async def look() -> str | None:
        return next((c.id for c in await world.player.channels() if c.im_user == user), None)

    return await world.player.wait_for(look, f"the conversation with {user}")


async def given(world: World, message: Message, user: str) -> dict[str, bytes]:
    """The files of a message by their names, as somebody gets them."""
    return dict([await world.player.file(user, file) for file in message.files])


async def approved(world: World, channel: str, user: str = DPO) -> NoticeDrafted:
    card = await draft_card(world, channel, TITLE)
    view = await approval_form(world, user, card)
    assert (await world.player.submit(user, view, {"capacity": "controller_decision"})).ok
    return world.incident().drafts[0]


async def once(world: World, channel: str, words: str) -> None:
    """Everything went out, and these files are there a single time."""
    await with_files(world, channel, words)
    await world.comes_right()
    assert len([m for m in await world.player.messages(channel) if m.files and words in m.text]) == 1


class TestWhoGetsThem:
    def test_the_dpo_gets_what_waits_and_the_channel_what_was_approved(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await drafted(world)
            name = world.incident().id
            theirs = await direct(world, DPO)
            for draft in world.incident().drafts:
                waiting = await with_files(world, theirs, f"{NOTICES[draft.audience]}, draft 1")
                files = await given(world, waiting, DPO)
                assert files == {
                    file: draft.documents[document].encode()
                    for document, file in file_names(name, draft, "draft").items()
                }
                with pytest.raises(ImpossibleAct):
                    await world.player.file(DEPUTY, waiting.files[0])
            assert not [m for m in await world.player.messages(channel) if m.files]

            draft = await approved(world, channel)
            shown = await with_files(world, channel, "as approved")
            files = await given(world, shown, ENGINEER)
            assert list(files) == [f"{name}-authority-v1-approved.md", f"{name}-authority-v1-approved.html"]
            first = hashlib.sha256(files[f"{name}-authority-v1-approved.md"]).hexdigest()
            assert first == draft.sha256 == world.incident().approvals[0].event.sha256
            assert f"{name}-authority-v1-approved.md: `{first[:12]}…`" in shown.text
            with pytest.raises(ImpossibleAct):
                await world.player.file(OUTSIDER, shown.files[0])

            await with_files(world, theirs, "as approved")
            word = await told(world, DPO, "is approved. File it at the authority")
            await world.player.click(DPO, Act.FILE.value, channel=theirs, ts=word.ts)
            form = await world.player.wait_for_view(DPO, Act.FILE.value)
            filed = {"channel": "web form", "reference": "IN-26-1"}
            assert (await world.player.submit(DPO, form.id, filed)).ok
            assert world.incident().phase == "filed"

        play(tmp_path, story)

    def test_a_deputy_who_opens_what_waits_gets_its_files(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await drafted(world)
            name = world.incident().id
            await approval_form(world, DEPUTY, await draft_card(world, channel, "Notice to the authority"))
            theirs = await direct(world, DEPUTY)
            waiting = await with_files(world, theirs, "until a newer draft comes")
            files = await given(world, waiting, DEPUTY)
            assert f"{name}-authority-v1-draft.md" in files
            await once(world, theirs, "until a newer draft comes")

        play(tmp_path, story)


class TestWhatGoesWrong:
    @pytest.mark.parametrize(
        ("method", "kind"),
        [
            ("files.getUploadURLExternal", "lost_answer"),
            ("upload", "server_error"),
            ("files.completeUploadExternal", "server_error"),
            ("files.completeUploadExternal", "lost_answer"),
            ("files.info", "server_error"),
            ("files.info", "lost_answer"),
        ],
    )
    def test_a_break_between_any_two_steps_neither_loses_nor_doubles_them(
        self, tmp_path: Path, method: str, kind: str
    ) -> None:
        async def story(world: World) -> None:
            channel = await drafted(world)
            await world.comes_right()
            await world.player.fault(method, kind)
            await approved(world, channel)
            await once(world, channel, "as approved")
            await once(world, await direct(world, DPO), "as approved")

        play(tmp_path, story)

    @pytest.mark.parametrize("code", ["file_deleted", "file_not_found"])
    def test_what_somebody_deletes_in_slack_is_not_given_again_and_that_is_said(
        self, tmp_path: Path, code: str
    ) -> None:
        async def story(world: World) -> None:
            channel = await drafted(world)
            await world.comes_right()
            await world.player.fault("files.info", "refused", times=10_000, error=code)
            await approved(world, channel)

            async def all_out() -> bool:
                world.hurry()
                return world.backlog().effects == 0

            await world.player.wait_for(all_out, "everything out")
            assert (world.backlog().failed, world.backlog().aside) == (0, 0)
            await once(world, channel, "as approved.")
            for place in (channel, await direct(world, DPO)):
                found = [m for m in await world.player.messages(place) if "were deleted in Slack" in m.words]
                assert len(found) == 1, place
                assert f"`breachbot notices {world.incident().id}" in found[0].words

        play(tmp_path, story)

    @pytest.mark.parametrize("code", ["file_uploads_disabled", "missing_scope", "not_allowed"])
    def test_where_slack_takes_no_files_the_command_is_named_and_all_else_goes_on(
        self, tmp_path: Path, code: str
    ) -> None:
        async def story(world: World) -> None:
            await world.player.fault("files.getUploadURLExternal", "refused", times=99, error=code)
            channel = await drafted(world)
            await approved(world, channel)
            said = await world.player.wait_for_message(channel, "cannot be given as a file")
            assert f"`{code}`" in said.words
            assert f"`breachbot notices {world.incident().id} --out FOLDER`" in said.words
            await told(world, DPO, "cannot be given as a file")
            await world.player.wait_for_message(channel, "*Approved* by")

            async def all_out() -> bool:
                return world.backlog().effects == 0

            await world.player.wait_for(all_out, "everything out")
            assert (world.backlog().failed, world.backlog().aside) == (0, 0)

        play(tmp_path, story)

    def test_files_that_wait_hold_up_no_message(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            await world.player.fault("files.getUploadURLExternal", "server_error", times=10_000)
            channel = await drafted(world)
            await approved(world, channel)
            await told(world, DPO, "is approved. File it at the authority")
            await world.player.wait_for_message(channel, "approved the notice to the authority")
            assert not [m for m in await world.player.messages(channel) if m.files]
            await world.comes_right()
            await once(world, channel, "as approved")

        play(tmp_path, story)

    def test_an_address_that_is_not_slacks_gets_no_byte(self) -> None:
        api = "https://slack.com/api/"
        assert is_beside(api, "https://files.slack.com/upload/v1/abc")
        assert is_beside("https://www.slack.com/api/", "https://files.slack.com/upload/v1/abc")
        assert is_beside("http://127.0.0.1:8765/api/", "http://127.0.0.1:8765/upload/v1/abc")
        for other in (
            "http://files.slack.com/upload",
            "https://slack.com.example.com/upload",
            "https://notslack.com/upload",
            "https://files.slack.com:8443/upload",
            "https://files.slack.com:no/upload",
            "https://[files.slack.com/upload",
            "/upload",
            "",
        ):
            assert not is_beside(api, other), other


class TestWhatIsHandedOver:
    def test_only_what_still_waits_or_still_holds(self) -> None:
        waiting = cast.drafted()
        draft = cast.the_draft(waiting, "authority")
        assert to_hand(waiting, "authority", 1, "draft") == draft
        assert to_hand(waiting, "authority", 1, "approved") is None
        assert to_hand(waiting, "authority", 2, "draft") is None
        holds = cast.approving(waiting, "authority")
        assert to_hand(holds, "authority", 1, "draft") is None
        assert to_hand(holds, "authority", 1, "approved") == draft
        assert to_hand(cast.stating(holds, people_count=4000), "authority", 1, "approved") is None
        again = cast.drafting(cast.stating(waiting, people_count=4000))
        assert to_hand(again, "authority", 1, "draft") is None
        assert to_hand(again, "authority", 2, "draft") == cast.the_draft(again, "authority")

    def test_other_texts_than_those_with_the_hashes_are_refused(self) -> None:
        holds = cast.approving(cast.drafted(), "authority")
        changed = holds.drafts[0].model_copy(update={"documents": {"notice.md": "x", "notice.html": "y"}})
        with pytest.raises(Refused, match="not those with its hashes"):
            to_hand(replace(holds, drafts=(changed, *holds.drafts[1:])), "authority", 1, "approved")


class TestWhatIsSaid:
    def test_the_word_to_the_dpo_leads_to_the_form_and_to_the_record(self) -> None:
        firm = cast.policy().firm.model_copy(
            update={"authority_form_url": "https://forms.authority.example/x"}
        )
        incident = cast.approving(cast.drafted(), "authority")
        event = incident.approvals[0].event
        note = direct_note(incident, event, at(policy=replace(cast.policy(), firm=firm)), head=HEAD)
        judged_message(note)
        assert actions_of(note) == [Act.FILE, Act.FORM]
        assert "https://forms.authority.example/x" in text_of(note)
        assert "The files are in this conversation" in text_of(note)
        outsider = direct_note(incident, event, at(by=OUTSIDER), head=HEAD)
        assert actions_of(outsider) == []

    def test_without_files_the_command_is_named_instead(self) -> None:
        firm = cast.policy().firm.model_copy(update={"files": False})
        incident = cast.approving(cast.drafted(), "authority")
        context = at(policy=replace(cast.policy(), firm=firm))
        command = f"`breachbot notices {incident.id} --out FOLDER`"
        assert command in text_of(direct_note(incident, incident.approvals[0].event, context, head=HEAD))
        assert command in text_of(card_of(incident, "authority", context))
        assert command not in text_of(card_of(incident, "authority", at()))

    def test_a_draft_that_cannot_go_out_is_not_said_to_wait_for_a_decision(self) -> None:
        incident = cast.drafting(
            cast.stating(cast.aware(), what_happened="An export held rows of other customers.")
        )
        mail = cast.the_draft(incident, "mail")
        why = blocked(incident, mail, at())
        assert why
        said = comment(incident.id, mail, "draft", why)
        assert "cannot go out as it is" in said
        assert "to decide on" not in said
        assert "to decide on" in comment(incident.id, mail, "draft")

    def test_the_file_of_a_newer_draft_says_whose_place_it_takes(self) -> None:
        first = cast.drafted()
        assert earlier_draft(first, cast.the_draft(first, "mail")) == 0
        second = cast.drafting(cast.stating(first, advice="Ask your bank about odd charges."))
        mail = cast.the_draft(second, "mail")
        before = earlier_draft(second, mail)
        assert (mail.version, before) == (2, 1)
        assert "It replaces draft 1." in comment(second.id, mail, "draft", before=before)
