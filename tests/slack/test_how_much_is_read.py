"""How much there is to read and to click over whole lives of incidents, as Slack is sent it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from breachbot.demo.beginning import FACTS
from breachbot.demo.counted import controls_in, counted, words_in
from breachbot.incident import bounds
from breachbot.incident.act import Command
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.approve import Approve
from breachbot.incident.acts.close import Close, FollowUp
from breachbot.incident.acts.decide import Decide
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.draft_messages import DraftMessages
from breachbot.incident.acts.file import File
from breachbot.incident.acts.move_awareness import MoveAwareness
from breachbot.incident.acts.name_controllers import NameControllers
from breachbot.incident.acts.reject import Reject
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.acts.tell_controller import TellController
from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.acts.waive import Waive
from breachbot.incident.events import Audience
from breachbot.slack.kit.blocks import beside, button, header, mrkdwn, small
from breachbot.slack.kit.words import when
from breachbot.usecases import notices, reminders
from breachbot.usecases.take import take
from breachbot.workspace.seed import DEPUTY, DPO, ENGINEER
from tests.incident import cast
from tests.slack.acts import opens
from tests.slack.world import World, play

MOST_WORDS, MOST_IN_CHANNEL, MOST_CONTROLS = 160, 1500, 4


class Life:
    """An incident that people work on; after each act everything that follows from it goes out."""

    def __init__(self, world: World) -> None:
        self.world, self._requests = world, count(1)

    async def takes(self, command: Command, by: str = ENGINEER) -> None:
        await self._in_thread(
            partial(
                take,
                self.world.house,
                self.world.incident().id,
                command,
                by=by,
                request=f"click-{next(self._requests)}",
            )
        )

    async def states(self, affected_set: str = "main", by: str = ENGINEER, **answers: Any) -> None:
        await self.takes(StateFacts(answers=answers, affected_set=affected_set), by)

    async def approves(self, audience: Audience, by: str = DPO) -> None:
        incident = self.world.incident()
        draft = cast.the_draft(incident, audience)
        await self._in_thread(partial(notices.opened, self.world.house, incident.id, draft, by=by))
        said = {"version": draft.version, "sha256": draft.sha256, "capacity": "controller_decision"}
        await self.takes(Approve.of(audience=audience, **said), by)

    async def publishes(self) -> None:
        incident = self.world.incident()
        draft = cast.the_draft(incident, "page")
        out = cast.standing(draft)
        await self._in_thread(
            partial(notices.page_published, self.world.house, incident.id, version=draft.version, out=out)
        )

    async def files(self, reference: str) -> None:
        version = self.world.incident().approvals_of("authority")[-1].event.version
        said = {"version": version, "filed_at": self.world.clock(), "channel": "Web form of the authority"}
        await self.takes(File.of(**said, reference=reference))

    async def waits(self, **passed: float) -> None:
        """Time passes, and whatever is due is said."""
        self.world.clock.ahead += timedelta(**passed)

        def remind() -> None:
            for row in reminders.due_reminders(self.world.house):
                reminders.remind(self.world.house, row)

        await self._in_thread(remind)

    async def _in_thread(self, work: Callable[[], object]) -> None:
        await asyncio.to_thread(work)
        await self.world.comes_right()


async def opened(world: World, basis: str = "Support confirmed rows of customers in two exports") -> Life:
    """The engineer is aware from the start."""
    await opens(world, verdict="breach", basis=basis)
    await world.channel()
    await world.comes_right()
    return Life(world)


async def told(life: Life) -> None:
    """Group by group, as the engineer finds out."""
    now = life.world.clock()
    times = {"occurred_from": now - timedelta(hours=96), "occurred_until": now}
    for group, answers in FACTS.items():
        more = {name: at.isoformat() for name, at in times.items()} if group == "account" else {}
        await life.states(**_typed(answers) | more)


def _typed(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: int(said) if name.endswith("_count") else said for name, said in answers.items()}


async def ordinary(world: World) -> None:
    """Open, told, drafted, approved, filed, told to people, completed, closed."""
    life = await opened(world)
    await told(life)
    await life.takes(Draft())
    await life.waits(hours=24)
    await life.waits(hours=37)
    page = cast.the_draft(world.incident(), "page")
    turned_down = {"audience": "page", "version": page.version, "sha256": page.sha256}
    await life.takes(Reject.of(**turned_down, reason="Say what readers can do with their bank."), DPO)
    await life.states(advice="Watch your bank statements, and tell your bank about charges you do not know.")
    await life.takes(Draft())
    await sent_out(life)
    await completed(life)


async def sent_out(life: Life) -> None:
    for audience in ("authority", "page", "mail"):
        await life.approves(audience)
    await life.publishes()
    await life.files("IN-26-0815")
    await life.takes(TellPeople(told_at=life.world.clock(), channel="E-mail to every customer", number=2300))


async def completed(life: Life, close: Close | None = None) -> None:
    await life.waits(hours=20)
    await life.states(
        deletion_confirmed="in_writing", measures_taken="The export was mended, the rows deleted."
    )
    await life.takes(Draft(change="The people affected have been told, and the data are deleted."))
    await life.approves("authority")
    await life.approves("page")
    await life.publishes()
    await life.files("IN-26-0901")
    await life.takes(close or closing(life), DPO)


def closing(life: Life) -> Close:
    until = (life.world.clock() + timedelta(days=30)).date()
    return Close(
        effects="Orders and bank accounts of 2300 customers were shown to other customers.",
        measures="The export was switched off, mended and tested; everybody affected was told.",
        lessons="Test every export against rows of other customers before release.",
        follow_up=(
            FollowUp(what="Run that test by itself before each release", owner=ENGINEER, until=until),
        ),
    )


async def four_redrafts(world: World) -> None:
    """What is known changes again and again: four times all is drafted again, twice after an approval."""
    life = await opened(world)
    await told(life)
    await life.takes(Draft())
    for number, count_ in enumerate((2500, 2700, 3100, 2300)):
        if number in (1, 3):
            await life.approves("authority")
        await life.states(people_count=count_, people_told_how=f"By e-mail, and by letter to {count_ // 10}.")
        await life.takes(Draft(change=f"About {count_} people are affected, by what is known now."))
    await sent_out(life)
    await completed(life)


async def two_sets_and_a_customer(world: World) -> None:
    """Beside our own data those of customers, whom we tell, and a backup that is another breach."""
    life = await opened(world)
    await told(life)
    await life.takes(AddSet(title="The shops that we host for others", breach="same"))
    theirs = {"role": "processor", "personal_data": "yes", "confidentiality": "yes"}
    await life.states("set-2", **theirs, what_happened="Their export was open for the same four days.")
    names = ("Alpha Outdoor GmbH", "Beta Books Ltd", "Gamma Garden BV")
    await life.takes(NameControllers(affected_set="set-2", controllers=names))
    await life.takes(DraftMessages())
    basis = "A supplier found a backup of last year on an open server"
    own = AddSet(title="Backup of last year", breach="own", aware_at=world.clock(), basis=basis)
    await life.takes(own)
    known = {name: said for name, said in cast.FACTS.items() if name not in ("advice", "consequences")}
    await life.states("set-3", **known)
    await life.takes(Draft())
    await life.waits(hours=25)
    for name in names:
        sent = TellController(told_at=world.clock(), controller=name, channel="e-mail", affected_set="set-2")
        await life.takes(sent)
    await sent_out(life)
    await life.waits(hours=36)


async def weighed(world: World) -> None:
    """The law leaves it open, two people disagree, and nobody files in time."""
    life = await opened(world)
    await told(life)
    await life.states(by=DEPUTY, encryption="left_encrypted")
    await life.waits(hours=30)
    advice = "Nobody outside the company could reach the export at any time, as the logs of the store show."
    said = {"obligation": "communicate", "outcome": "not_required", "reason": advice}
    await life.takes(Advise.of(**said), DPO)
    await life.waits(hours=47)
    await life.states(encryption="none", delay_reasons="The logs lay with a supplier until Friday.")
    await life.states(by=DEPUTY, encryption="none")
    await life.takes(Draft())


def long(most: int) -> str:
    """A ground of people who write a lot, as long as may be."""
    sentence = (
        "The logs of the store, the list of its exports and what two suppliers wrote to us show the same. "
    )
    return (sentence * (most // len(sentence) + 1))[:most].strip()


async def many_clocks(world: World) -> None:
    """Seven breaches of one find, each with a clock of its own and of its own age, under titles as long as may be."""
    life = await opened(world)
    await told(life)
    known = {name: said for name, said in cast.FACTS.items() if name not in ("advice", "consequences")}
    for number in range(2, 8):
        title = f"{number} of the backups of customers' orders and letters from the old archive"
        add = AddSet(title=title, breach="own", aware_at=world.clock(), basis=long(bounds.BASIS))
        await life.takes(add)
        await life.states(f"set-{number}", **known)
        await life.waits(hours=3)
    await life.takes(Draft())
    await life.waits(hours=25)
    await life.approves("authority")
    await life.files("IN-26-0815")
    await life.waits(hours=27)
    await life.waits(hours=10)


async def many_processed(world: World) -> None:
    """As many customers' data as an incident may hold, with long names, and nobody tells them for days."""
    life = await opened(world)
    await told(life)
    theirs = {"role": "processor", "personal_data": "yes", "confidentiality": "yes"}
    for number in range(2, 10):
        title = f"{number} of the shops that we host, with all that their customers ordered"
        await life.takes(AddSet(title=title, breach="same"))
        await life.states(f"set-{number}", **theirs, what_happened=long(bounds.ACCOUNT))
        names = tuple(
            f"{one} of the {number} shops of the very large trading group of companies" for one in "AB"
        )
        await life.takes(NameControllers(affected_set=f"set-{number}", controllers=names))
    await life.takes(DraftMessages())
    await life.waits(hours=25)
    await life.waits(hours=37)


async def long_grounds(world: World) -> None:
    """Whatever people may give a reason for they give at length."""
    life = await opened(world, long(bounds.BASIS))
    await told(life)
    await life.states(what_happened=long(bounds.ACCOUNT), consequences=long(bounds.ACCOUNT))
    await life.waits(hours=2)
    later = MoveAwareness(aware_at=world.clock() - timedelta(hours=1), basis=long(bounds.BASIS))
    await life.takes(later, DPO)
    duty = {"obligation": "communicate", "reason": long(bounds.GROUNDS)}
    await life.takes(Advise.of(**duty, outcome="not_required"), DPO)
    await life.takes(Decide.of(**duty, outcome="required"), DPO)
    await life.takes(Waive.of(ground="b", reason=long(bounds.GROUNDS)), DPO)
    await life.takes(Draft())
    page = cast.the_draft(world.incident(), "page")
    turned_down = {"audience": "page", "version": page.version, "sha256": page.sha256}
    await life.takes(Reject.of(**turned_down, reason=long(bounds.BASIS)), DPO)
    await life.states(advice=long(bounds.ACCOUNT))
    await life.takes(Draft(change=long(bounds.CHANGE)))
    await sent_out(life)
    await life.waits(hours=30)
    rows = tuple(
        FollowUp(what=long(bounds.SHORT), owner=user, until=(world.clock() + timedelta(days=9)).date())
        for user in (ENGINEER, DPO, DEPUTY)
    )
    said = {name: long(bounds.ACCOUNT) for name in ("effects", "measures", "lessons")}
    await completed(life, Close(**said, follow_up=rows))
    await life.waits(days=10)


USUAL = (ordinary, four_redrafts, two_sets_and_a_customer, weighed)
LIVES = (*USUAL, many_clocks, many_processed, long_grounds)
"""In lives with dozens of acts the channel grows with these; each message stays short."""


@pytest.mark.parametrize("life", LIVES, ids=lambda life: life.__name__)
def test_messages_are_short_and_have_few_controls(
    tmp_path: Path, life: Callable[[World], Awaitable[None]]
) -> None:
    async def story(world: World) -> None:
        await life(world)
        await world.comes_right()
        found = await counted(world.player)
        assert found.words <= MOST_WORDS, found.longest
        assert found.controls <= MOST_CONTROLS
        assert found.channel <= MOST_IN_CHANNEL or life not in USUAL

    play(tmp_path, story)


class TestWhatIsCounted:
    def test_all_that_is_read_and_nothing_else(self) -> None:
        facts = [mrkdwn("*Since*\nnoon"), mrkdwn("*By*\n<@U0DPO>")]
        read = [
            header("Two words"),
            {"type": "section", "fields": facts},
            beside("One – two", button("go", "Go", "a value that nobody sees"), "a-block"),
            small(f"<https://example.com/|the link> {when(cast.NOON)}"),
            {"type": "image", "image_url": "https://example.com/x", "alt_text": "not read"},
        ]
        assert words_in(read) == 2 + 4 + 2 + 1 + 2 + 3
        assert controls_in(read) == 1
