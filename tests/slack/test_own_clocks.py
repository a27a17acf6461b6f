"""What Slack asks and shows where some of the data are another breach, with awareness and hours of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.tell_apart import TellApart
from breachbot.incident.guidance import guide
from breachbot.incident.state import Incident, evolve
from breachbot.slack.actions import Act
from breachbot.slack.acts import add_set, become_aware, confirm_awareness, move_awareness, tell_apart
from breachbot.slack.button import Asked
from breachbot.slack.clock_card import clock_card
from breachbot.slack.direct import direct_note
from breachbot.slack.kit.refs import moment_ref
from breachbot.slack.more import more
from breachbot.slack.notes import channel_note
from breachbot.workspace.seed import DPO as THE_DPO
from breachbot.workspace.seed import ENGINEER as THE_ENGINEER
from tests.incident import cast
from tests.incident.cast import HOUR, NOON
from tests.incident.starts import start
from tests.incident.test_times import BASIS, FOUND, SET, apart, moving, notified, stating, together
from tests.slack import samples
from tests.slack.acts import aware, seen_in_a_form
from tests.slack.judges import HOSTILE, judged_message, judged_view, text_of
from tests.slack.samples import HEAD, asked_about, at
from tests.slack.test_forms import asked, submitted
from tests.slack.test_home import drawn, in_its_channel
from tests.slack.world import World, play

SAID: dict[str, Any] = {"title": "Mailbox", "breach": "own", "basis": BASIS}
TOLD = "2026-11-25T16:00:00+00:00"


def seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def now(incident: Incident) -> Asked:
    return asked_about(incident, at(FOUND))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_slack_takes_every_form_and_message_whatever_people_wrote(text: str) -> None:
    incident = samples.incident(text)
    judged_view(move_awareness.since_when(asked_about(incident)))
    judged_message(clock_card(samples.incident(text, until=e.AuthorityFiled), at()))
    for event in incident.awareness:
        judged_message(channel_note(incident, event, at()))


class TestTheQuestion:
    def test_leaves_the_choice_to_the_person_and_gives_the_reasons(self) -> None:
        view = add_set.name_of_it(now(cast.aware()))
        judged_view(view)
        assert asked(view) == ["title", "breach", "aware_at", "basis"]
        breach = next(block for block in view["blocks"] if block.get("block_id") == "breach")
        assert "initial_option" not in breach["element"]
        for reason in ("the cause", "the kind of data", "short time apart"):
            assert reason in breach["hint"]["text"]

    def test_makes_the_command_of_the_answers(self) -> None:
        view = add_set.name_of_it(now(cast.aware()))
        own = add_set.command(now(cast.aware()), submitted(view, aware_at=seconds(FOUND), **SAID))
        assert own == AddSet(title="Mailbox", breach="own", aware_at=FOUND, basis=BASIS)
        same = add_set.command(now(cast.aware()), submitted(view, title="Backup", breach="same"))
        assert same == AddSet(title="Backup", breach="same")
        with pytest.raises(Refused) as refused:
            add_set.command(now(cast.aware()), {"state": {"values": {}}, "blocks": []})
        assert refused.value.field == "breach"

    def test_asks_back_about_an_unusual_moment_and_keeps_what_was_said(self) -> None:
        incident, early = cast.aware(), NOON - HOUR
        command = AddSet(title="Mailbox", breach="own", aware_at=early, basis=BASIS)
        view = add_set.doubt(now(incident), command)
        assert view is not None
        judged_view(view)
        assert "before the incident was detected" in text_of(view)
        assert view["private_metadata"] == moment_ref(incident.id, early)
        again = Asked(incident, at(FOUND), view["private_metadata"])
        assert add_set.command(again, submitted(view)) == command
        assert add_set.doubt(again, command) is None

    def test_asks_nothing_back_about_a_usual_moment_or_the_same_breach(self) -> None:
        usual = AddSet(title="Mailbox", breach="own", aware_at=FOUND, basis=BASIS)
        for command in (usual, AddSet(title="Backup", breach="same")):
            assert add_set.doubt(now(cast.aware()), command) is None


class TestASetThatTurnsOutToBeAnotherBreach:
    WHY = "The backup was copied a week later, with a stolen key."

    def test_asks_which_since_when_and_why_and_makes_the_command_of_it(self) -> None:
        incident = together(cast.assessed())
        view = tell_apart.which_and_since_when(now(incident))
        judged_view(view)
        assert asked(view) == ["affected_set", "reason", "aware_at", "basis"]
        said = {"reason": self.WHY, "aware_at": seconds(FOUND), "basis": BASIS}
        command = tell_apart.command(now(incident), submitted(view, **said))
        assert command == TellApart(affected_set=SET, reason=self.WHY, aware_at=FOUND, basis=BASIS)
        done = cast.taking(incident, command, now=FOUND)
        assert done.clock_of(SET) == SET

    def test_of_several_sets_none_is_chosen_for_the_person(self) -> None:
        incident = cast.taking(together(cast.assessed()), AddSet(title="Mailbox", breach="same"))
        view = tell_apart.which_and_since_when(now(incident))
        which = next(block for block in view["blocks"] if block.get("block_id") == "affected_set")
        assert "initial_option" not in which["element"]
        assert len(which["element"]["options"]) == 2

    def test_asks_back_about_an_unusual_moment_and_keeps_what_was_said(self) -> None:
        incident, early = together(cast.assessed()), NOON - HOUR
        command = TellApart(affected_set=SET, reason=self.WHY, aware_at=early, basis=BASIS)
        view = tell_apart.doubt(now(incident), command)
        assert view is not None
        judged_view(view)
        again = Asked(incident, at(FOUND), view["private_metadata"])
        assert tell_apart.command(again, submitted(view)) == command
        assert tell_apart.doubt(again, command) is None

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_slack_takes_it_whatever_people_wrote(self, text: str) -> None:
        added = e.AffectedSetAdded(at=NOON, by=cast.ENGINEER, affected_set=SET, title=text, breach="same")
        hostile = evolve(cast.aware(), added)
        judged_view(tell_apart.which_and_since_when(now(hostile)))

    def test_the_card_offers_it_where_a_set_shares_the_clock(self) -> None:
        assert "Another breach" in str(more(now(together(cast.assessed())), at_home=False))
        assert "Another breach" not in str(more(now(cast.assessed()), at_home=False))


class TestCorrections:
    def test_of_one_clock_ask_for_the_moment_alone(self) -> None:
        view = move_awareness.since_when(now(together(cast.aware())))
        assert asked(view) == ["aware_at", "basis"]
        command = move_awareness.command(now(cast.aware()), submitted(view, basis=BASIS))
        assert (command.affected_set, command.aware_at) == (e.MAIN, NOON)

    def test_of_several_ask_which_one(self) -> None:
        incident = apart(cast.aware())
        view = move_awareness.since_when(now(incident))
        judged_view(view)
        assert asked(view) == ["affected_set", "aware_at", "basis"]
        assert "Mailbox: <!date" in text_of(view)
        sent = submitted(view, affected_set=SET, aware_at=seconds(NOON - HOUR), basis=BASIS)
        command = move_awareness.command(now(incident), sent)
        assert (command.affected_set, command.aware_at) == (SET, NOON - HOUR)
        doubt = move_awareness.doubt(now(incident), command)
        assert doubt is not None
        again = Asked(incident, at(FOUND), doubt["private_metadata"])
        assert move_awareness.command(again, submitted(doubt)) == command

    def test_what_a_processor_said_is_filled_in(self) -> None:
        incident = stating(apart(cast.aware()), processor_told="yes", processor_told_at=TOLD)
        view = move_awareness.since_when(now(incident))
        judged_view(view)
        assert "A processor told us of “Mailbox”" in text_of(view)
        command = move_awareness.command(now(incident), submitted(view, basis=BASIS))
        assert (command.affected_set, command.aware_at) == (SET, datetime(2026, 11, 25, 16, tzinfo=UTC))

    def test_what_a_processor_said_is_filled_in_before_awareness_is_stated(self) -> None:
        told = (NOON - HOUR).isoformat()
        incident = cast.stating(cast.opened(), processor_told="yes", processor_told_at=told)
        view = become_aware.since_when(asked_about(incident))
        judged_view(view)
        assert "A processor told us" in text_of(view)
        assert (
            become_aware.command(asked_about(incident), submitted(view, basis=BASIS)).aware_at == NOON - HOUR
        )

    def test_the_dpo_confirms_the_clock_that_was_shown(self) -> None:
        incident = moving(apart(cast.aware()), NOON - HOUR)
        view = confirm_awareness.whether_it_is_right(now(incident))
        judged_view(view)
        assert "aware of “Mailbox” since" in text_of(view)
        again = Asked(incident, at(FOUND), view["private_metadata"])
        command = confirm_awareness.command(again, submitted(view, reason="I have read the mail"))
        assert (command.affected_set, command.aware_at) == (SET, NOON - HOUR)


class TestWhatIsShown:
    def test_the_card_has_the_times_of_each_clock(self) -> None:
        incident = apart(start("told"))
        card = clock_card(incident, at(FOUND))
        judged_message(card)
        words = text_of(card)
        assert "*Clocks of their own*\nMailbox: *" in words
        for shown in ("2026-11-27 12:00 UTC", "2026-11-28 18:00 UTC", "*72 h 0 min left*", "in time"):
            assert shown in words
        assert "data with a clock of their own are still to be notified" in words

    @pytest.mark.parametrize(("sets", "shown"), [(1, 1), (2, 2), (3, 1)])
    def test_of_many_clocks_the_card_has_the_one_that_ends_first_and_the_rest_is_behind_more(
        self, sets: int, shown: int
    ) -> None:
        incident = cast.assessed()
        for number in range(sets):
            add = AddSet(
                title=f"Backup {number}",
                breach="own",
                aware_at=NOON - number * HOUR,
                basis="Found on an open server",
            )
            incident = cast.taking(incident, add)
        card = text_of(clock_card(incident, at()))
        words = card.partition("*Clocks of their own*")[2].partition("*What is owed")[0]
        first = f"Backup {sets - 1}: *{73 - sets} h 0 min left*"
        assert (first in words, words.count("Backup ")) == (True, shown)
        assert (f"{sets - 1} more are behind *More…*." in words) is (sets > 2)
        everywhere = text_of(more(asked_about(incident), at_home=False))
        assert everywhere.count("Backup ") == (sets if sets > 2 else 0)

    @pytest.mark.parametrize(("late", "word"), [(-1, "in time"), (0, "in time"), (1, "late")])
    def test_the_card_says_whether_a_set_was_notified_in_time(self, late: int, word: str) -> None:
        when = FOUND + 72 * HOUR + timedelta(seconds=late)
        found = stating(apart(start("told")), **cast.FACTS, delay_reasons="It took three days to see it.")
        words = text_of(clock_card(notified(found, when), at(when)))
        assert f", {word}" in words.partition("*Clocks of their own*")[2].partition("\n*What is owed")[0]

    def test_one_clock_is_shown_as_before(self) -> None:
        words = text_of(clock_card(together(cast.assessed()), at()))
        assert "of their own" not in words
        assert "A processor told us" not in words

    def test_home_counts_down_to_what_ends_first(self) -> None:
        incident = in_its_channel(apart(cast.assessed()))
        words = text_of(drawn(incident, now=FOUND))
        assert "*42 h 0 min left*, until" in words
        assert "What was first reported: 42 h 0 min left, until" in words
        assert "Mailbox: 72 h 0 min left, until" in words
        hidden = text_of(drawn(incident, rooms=(), now=FOUND))
        assert "*42 h 0 min left*, until" in hidden
        assert "Mailbox" not in hidden

    def test_home_counts_down_again_after_a_filing(self) -> None:
        words = text_of(drawn(in_its_channel(apart(start("told"))), now=FOUND))
        assert "*72 h 0 min left*, until" in words
        assert "What was first reported" not in words
        assert "left, until" not in text_of(drawn(in_its_channel(start("told")), now=FOUND))

    def test_a_note_names_the_data_in_the_channel_and_no_data_elsewhere(self) -> None:
        incident = apart(cast.aware())
        stated = incident.awareness[-1]
        note = channel_note(incident, stated, at(FOUND))
        assert "*Mailbox*:" in text_of(note)
        assert "Mailbox" not in note["text"]
        direct = text_of(direct_note(incident, stated, at(FOUND), head=HEAD))
        assert "of data with a clock of their own" in direct
        assert "Mailbox" not in direct

    @pytest.mark.parametrize(
        ("make", "said"), [(apart, "It is another breach"), (together, "the same breach")]
    )
    def test_the_channel_hears_whose_clock_a_new_set_goes_by(self, make: Any, said: str) -> None:
        incident = make(cast.aware())
        one = incident.sets[-1]
        added = e.AffectedSetAdded(
            at=NOON, by=cast.ENGINEER, affected_set=one.id, title=one.title, breach=one.breach
        )
        assert said in text_of(channel_note(incident, added, at(FOUND)))

    def test_two_moments_wait_for_the_dpo_each_with_its_line(self) -> None:
        both = moving(moving(apart(cast.aware()), NOON - HOUR), NOON - HOUR, affected_set=e.MAIN)
        words = text_of(clock_card(both, at(FOUND)))
        assert words.count("Waiting for the DPO or a deputy") == 2
        assert "confirm_awareness" in [step.act for step in guide(both, at(FOUND)).steps]


class TestInSlack:
    def test_another_breach_starts_a_clock_of_its_own(self, tmp_path: Path) -> None:
        async def story(world: World) -> None:
            channel = await aware(world)
            await world.click(THE_ENGINEER, Act.FACTS, channel)
            view = await world.player.wait_for_view(THE_ENGINEER, Act.FACTS.value)
            await world.player.click(THE_ENGINEER, Act.FACTS_SET.value, view_id=view.id, value="another")
            another = await world.player.wait_for_view(THE_ENGINEER, Act.ADD_SET.value)
            early = seconds(world.clock() - timedelta(hours=60)) // 60 * 60
            refused = await world.player.submit(THE_ENGINEER, another.id, SAID)
            assert "since when" in refused.errors["aware_at"]
            assert (await world.player.submit(THE_ENGINEER, another.id, SAID | {"aware_at": early})).ok
            await seen_in_a_form(world, THE_ENGINEER, "Is that right?")
            assert len(world.incident().sets) == 1
            doubt = (await world.player.views(THE_ENGINEER))[-1]
            assert (await world.player.submit(THE_ENGINEER, doubt.id, {})).ok
            await world.player.wait_for_message(channel, "It is another breach, with a clock of its own.")
            incident = world.incident()
            assert incident.aware_since(SET) == datetime.fromtimestamp(early, UTC)
            assert [one.affected_set for one in incident.waiting] == [SET]
            await world.player.wait_for_message(channel, "Clocks of their own")
            await world.put_away(THE_ENGINEER)
            reason = {"reason": "I have read the mail"}
            assert (await world.fill(THE_DPO, Act.CONFIRM_AWARE, channel, reason)).ok
            assert world.incident().waiting == ()

        play(tmp_path, story)
