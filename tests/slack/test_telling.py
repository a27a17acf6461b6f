"""The form for facts in use: told once, taken from the words, a page at a time; nothing typed is lost on the way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from breachbot.incident import events as e
from breachbot.incident.events import MAIN
from breachbot.incident.known import facts_of
from breachbot.incident.state import evolve
from breachbot.slack import facts_modal, told_form
from breachbot.slack.actions import Act
from breachbot.slack.acts import confirm_told, state_facts
from breachbot.slack.button import Asked
from breachbot.slack.kit.refs import read_number
from breachbot.workspace import protocol
from breachbot.workspace.seed import DEPUTY, ENGINEER
from tests.incident import cast
from tests.slack.acts import aware, seen_in_a_form
from tests.slack.judges import HOSTILE, judged_view
from tests.slack.samples import NOON, asked_about
from tests.slack.test_forms import asked, submitted
from tests.slack.world import World, play

TOLD = "about 2,300 customers, names and e-mail addresses, no payment data. Public bucket since Monday."


def boxes(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if str(block.get("block_id")).startswith("told:")]


class TestTheForms:
    def test_each_proposal_shows_the_words_it_rests_on_and_none_is_ticked(self) -> None:
        view = facts_modal.facts(cast.stating(cast.aware(), what_happened=TOLD), cast.policy())
        judged_view(view)
        options = [option for box in boxes(view) for option in box["element"]["options"]]
        shown = {option["text"]["text"]: option["description"]["text"] for option in options}
        assert shown["People affected: 2300"] == "In the words “2,300 customers”"
        assert shown["Data: Names"] == "In the words “names”"
        assert any(text.startswith("Began: Mon ") and " 00:00 " in text for text in shown)
        assert not [box for box in boxes(view) if "initial_options" in box["element"]]
        assert TOLD in str(view)
        assert "Nothing of it counts until somebody takes it." in str(view)

    def test_slack_takes_it_whatever_was_told(self) -> None:
        many = " ".join(
            f"{n} customers in Germany, passports, salaries, {word}" for n, word in enumerate(HOSTILE, 2)
        )
        whole = [text.encode("utf-8", "replace").decode() for text in HOSTILE]
        for text in (*whole, many.encode("utf-8", "replace").decode(), TOLD * 40):
            if text.strip():
                judged_view(
                    facts_modal.facts(cast.stating(cast.aware(), what_happened=text[:3000]), cast.policy())
                )

    def test_what_is_ticked_is_taken_and_the_rest_is_passed_over(self) -> None:
        incident = cast.stating(cast.aware(), what_happened=TOLD)
        view = facts_modal.facts(incident, cast.policy())
        (first, *_) = boxes(view)
        sent = submitted(view, **{first["block_id"]: ["people_count:2300"]})
        command = confirm_told.command(asked_about(incident), sent)
        assert command.taken == ("people_count:2300",)
        assert set(command.shown) == set(told_form.shown_in(view))
        after = cast.taking(incident, command)
        onward = confirm_told.following(
            Asked(after, asked_about(after).context, view["private_metadata"]), sent
        )
        judged_view(onward)
        assert "Saved: 1 answer." in str(onward)
        assert not boxes(onward)
        assert asked(onward)[0] == "role"

    def test_it_counts_what_matters_now_and_says_when_answers_bring_up_more(self) -> None:
        def counted(view: dict[str, Any]) -> tuple[int, int]:
            found = re.search(r"Answered: (\d+) of (\d+) that matter for what is owed now", str(view))
            assert found is not None
            return int(found[1]), int(found[2])

        before = cast.stating(cast.aware(), what_happened="Looking into it.")
        first = facts_modal.facts(before, cast.policy())
        answered, number = counted(first)
        assert (answered, read_number(first["private_metadata"])) == (1, number)
        after = cast.stating(before, role="controller", personal_data="yes", confidentiality="no")
        answered, fewer = counted(facts_modal.facts(after, cast.policy(), number=number))
        assert answered == 4
        assert fewer < number
        assert "brought up" not in str(facts_modal.facts(after, cast.policy(), number=fewer))
        more = facts_modal.facts(after, cast.policy(), number=fewer - 2)
        judged_view(more)
        assert "The last answers brought up 2 more." in str(more)

    def test_a_question_that_is_left_open_is_not_put_again_in_this_sitting(self) -> None:
        incident, ref, seen = (
            cast.stating(cast.aware(), what_happened="Looking into it."),
            "pdb-test0001",
            set[str](),
        )
        view = facts_modal.facts(incident, cast.policy())
        while page := asked(view):
            assert not seen & set(page)
            assert "of" in str(view)
            seen |= set(page)
            ref = view["private_metadata"]
            view = state_facts.following(Asked(incident, asked_about(incident).context, ref), submitted(view))
            judged_view(view)
        assert "Left open" in str(view)

    def test_two_answers_that_differ_are_named_where_they_are_saved(self) -> None:
        incident = cast.stating(cast.aware(), people_count=10)
        assert facts_modal.saved_words(incident, MAIN, []) == ""
        assert facts_modal.saved_words(incident, MAIN, ["people_count"]) == "Saved: 1 answer."
        said = {"at": NOON, "by": "U_OTHER", "fact": "people_count", "source": "person", "confirmed": True}
        differ = evolve(incident, e.FactStated.model_validate(said | {"value": 11}))
        assert "People differ on “About how many people are affected?”" in facts_modal.saved_words(
            differ, MAIN, ["people_count"]
        )


async def facts_form(world: World, user: str, channel: str, act: str = Act.FACTS) -> Any:
    await world.put_away(user)
    await world.player.click(
        user, Act.FACTS.value, channel=channel, ts=(await world.card(Act.FACTS, channel)).ts
    )
    return await world.player.wait_for_view(user, act)


def turn(view_id: str, group: str, values: dict[str, Any]) -> protocol.Click:
    return protocol.Click(user=ENGINEER, action_id=Act.GROUP, view_id=view_id, value=group, values=values)


def value(world: World, fact: str) -> object:
    known = facts_of(world.incident(), MAIN)
    return known[fact].value if fact in known else None


class TestInSlack:
    def test_told_once_then_all_of_it_is_taken_and_the_channel_says_by_whom(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            form = await facts_form(world, ENGINEER, channel)
            assert (await world.player.submit(ENGINEER, form.id, {"what_happened": TOLD})).ok
            proposed = await world.player.wait_for_view(ENGINEER, Act.TOLD.value)
            assert "Saved: 1 answer." in proposed.words
            assert value(world, "people_count") is None
            await world.player.click(ENGINEER, Act.TOLD_ALL.value, view_id=proposed.id)
            await seen_in_a_form(world, ENGINEER, "matter for what is owed")
            assert value(world, "people_count") == 2300
            assert value(world, "data_categories") == ["name", "contact"]
            said = await world.player.wait_for_message(channel, "confirmed from what was told")
            assert f"<@{ENGINEER}>" in said.words
            assert "people affected: 2300" in said.words

        play(tmp_path, story)

    def test_turning_to_another_group_saves_what_is_typed(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            form = await facts_form(world, ENGINEER, channel)
            await world.player.act(turn(form.id, "people", {"what_happened": "It was a bug."}))
            await seen_in_a_form(world, ENGINEER, "Saved: 1 answer.")
            assert value(world, "what_happened") == "It was a bug."
            await world.player.act(turn(form.id, "account", {"people_count": "a lot"}))
            await seen_in_a_form(world, ENGINEER, "Not saved yet.")
            (view,) = await world.player.views(ENGINEER)
            assert "About how many people are affected? The answer must be a whole number" in view.words
            assert view.values["people_count"]["answer"]["value"] == "a lot"
            await world.player.act(turn(form.id, "account", {"people_count": "12"}))
            await seen_in_a_form(world, ENGINEER, "What have you done so far?")
            assert value(world, "people_count") == 12

        play(tmp_path, story)

    def test_answers_that_seldom_go_together_are_asked_about_at_once(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            form = await facts_form(world, ENGINEER, channel)
            await world.player.act(turn(form.id, "reach", {"what_happened": "Looking into it."}))
            await seen_in_a_form(world, ENGINEER, "Saved: 1 answer.")
            said = {"recipient": "none_known", "deletion_confirmed": "asked"}
            (view,) = await world.player.views(ENGINEER)
            assert (await world.player.submit(ENGINEER, view.id, said)).ok
            await seen_in_a_form(
                world, ENGINEER, "Nobody is known to have got the data, and yet somebody was asked"
            )
            (view,) = await world.player.views(ENGINEER)
            assert Act.EXPLAIN.value in view.action_ids

        play(tmp_path, story)

    def test_of_two_people_with_the_form_open_nobody_loses_an_answer(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            one, two = await facts_form(world, ENGINEER, channel), await facts_form(world, DEPUTY, channel)
            assert (await world.player.submit(ENGINEER, one.id, {"what_happened": TOLD})).ok
            assert (await world.player.submit(DEPUTY, two.id, {"what_happened": "Two exports leaked."})).ok
            said = [s.value for s in world.incident().statements if s.fact == "what_happened"]
            assert said == [TOLD, "Two exports leaked."]
            await world.put_away(ENGINEER)
            again = await facts_form(world, ENGINEER, channel)
            assert "Answered: 1 of" in again.words  # closed and opened again: what was saved is there

        play(tmp_path, story)
