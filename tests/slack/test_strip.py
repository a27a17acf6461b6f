"""The strip of stages, the bar of the hours, and what is not sent since it would read the same."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

from breachbot.incident.guidance import Stage, guide
from breachbot.incident.signal import card_effect
from breachbot.slack.clock_card import Around, clock_card
from breachbot.slack.direct import direct_note
from breachbot.slack.strip import CELLS, bar, strip
from tests.incident import cast
from tests.incident.cast import HOUR, NOON
from tests.slack import samples
from tests.slack.judges import judged_message, text_of
from tests.slack.samples import HEAD, at
from tests.slack.test_home import drawn, in_its_channel
from tests.slack.world import SIGNAL, World, play

DUE = NOON + 72 * HOUR


def filled(left: timedelta) -> int:
    return bar("72 hours", 72 * HOUR, DUE, DUE - left).count("█")


def test_the_bar_fills_as_the_hours_go_and_names_the_weekday() -> None:
    assert [filled(left) for left in (72 * HOUR, 36 * HOUR, HOUR, -HOUR)] == [0, CELLS // 2, CELLS - 1, CELLS]
    assert "Friday 2026-11-27 12:00 UTC" in bar("72 hours", 72 * HOUR, DUE, NOON)
    assert "72 hours ended" in bar("72 hours", 72 * HOUR, DUE, DUE + HOUR)
    assert "overdue by 1 h 0 min" in bar("72 hours", 72 * HOUR, DUE, DUE + HOUR)


def test_what_happened_is_never_shown_as_not_begun() -> None:
    shown = strip([Stage("people", "open", "to_correct"), Stage("filed", "here", "in_part")])
    assert shown == "✓\u00a0people told, to be corrected › *●\u00a0filed, in part*"


def test_the_same_strip_is_on_the_card_on_home_and_in_direct_messages() -> None:
    incident = in_its_channel(cast.assessed())
    line = strip(guide(incident, at()).stages)
    assert line.startswith("✓\u00a0aware › ✓\u00a0facts › *●\u00a0drafts*")
    opened = incident.opened
    assert opened is not None
    note = direct_note(incident, opened, at(), head=HEAD)
    for shown in (clock_card(incident, at()), note, drawn(incident)):
        assert line in text_of(shown)


def test_the_card_says_whose_turn_it_is_and_where_to_read() -> None:
    around = Around(
        since=NOON,
        source="https://sentry.example/issues/1/",
        signal="https://workspace.example/archives/C0TRIAGE/p1700000000000100",
        drafts={"authority": "https://workspace.example/archives/C0TEST0001/p1700000000000200"},
    )
    card = clock_card(samples.incident("x", until=type(cast.opened().opened)), at(), around)
    judged_message(card)
    words = text_of(card)
    assert re.search(r"With <@U\w+>.* since <!date", words)
    for label in ("The alert at its source", "The signal’s card", "Notice to the authority"):
        assert f"|{label}>" in words
    hostile = clock_card(cast.aware(), at(), Around(source="https://evil.example/ <!channel>|x"))
    judged_message(hostile)
    assert "evil.example" not in text_of(hostile)


def test_what_would_read_the_same_is_not_sent_again(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        async def quiet() -> bool | None:
            return world.backlog().effects == 0 or None

        card = await world.signal_card()
        await world.player.wait_for(quiet, "everything to go out")
        again = card_effect(SIGNAL, "again")
        await asyncio.to_thread(world.house.store.write, lambda tx: tx.enqueue([again]))
        world.house.wake()
        await world.player.wait_for(quiet, "the card to be looked at again")
        now = await world.signal_card()
        assert (now.ts, now.edits) == (card.ts, card.edits)
        assert world.house.store.read(lambda tx: tx.result_of(again.key)) is not None

    play(tmp_path, story)
