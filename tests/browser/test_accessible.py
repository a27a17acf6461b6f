"""axe-core, which checks rules of WCAG, finds no serious and no critical fault: light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest

from breachbot.demo.story import play as play_story
from breachbot.workspace.seed import ENGINEER, OUTSIDER
from tests.browser import story
from tests.browser.conftest import Office, Story
from tests.browser.person import Person
from tests.judges import node

pytestmark = pytest.mark.slow

GRAVE = {"serious", "critical"}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SCRIPT = "() => axe.run(document, {resultTypes: ['violations']})"


async def faults(person: Person) -> list[str]:
    """The grave faults on the page before the person, one line each."""
    axe = (node.module("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    if not await person.page.evaluate("() => 'axe' in window"):
        await person.page.evaluate(axe)
    found: dict[str, Any] = await person.page.evaluate(SCRIPT)
    return [
        f"{person.page.url}: {fault['id']}: {one['target']}: {one['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for one in fault["nodes"]
    ]


async def faults_in_each_window(person: Person) -> list[str]:
    """The same in the light and in the dark, in a wide window and in a narrow one, in which the person then stays."""
    found = []
    for scheme in SCHEMES:
        await person.page.emulate_media(color_scheme=scheme)
        for width in (1200, 320):
            await person.page.set_viewport_size({"width": width, "height": 800})
            found += [f"{scheme}, {width} px: {fault}" for fault in await faults(person)]
    return found


def test_the_page_and_the_security_page(play: Callable[[Story], None]) -> None:
    async def looked_at(office: Office) -> None:
        await play_story(office.stage)
        assert [*await _the_page(office), *await _the_security_page(office)] == []

    play(looked_at)


async def _the_page(office: Office) -> list[str]:
    """Look at every kind of place on it."""
    engineer = await office.person(ENGINEER)
    found = await faults_in_each_window(engineer)
    for place in (story.TRIAGE, story.ROOM, "Home", "Direct messages", "Traffic", "Security page"):
        await engineer.go(place)
        found += await faults_in_each_window(engineer)
    await engineer.go(story.TRIAGE)
    await engineer.say("/breach")
    await engineer.reads_form("What happened?")
    return found + await faults_in_each_window(engineer)


async def _the_security_page(office: Office) -> list[str]:
    reader = await office.person(OUTSIDER)
    await reader.page.goto(f"{office.demo.url}/security/")
    found = await faults_in_each_window(reader)
    await reader.page.get_by_role("link", name="Notice of a personal data breach").click()
    await reader.page.wait_for_load_state()
    return found + await faults_in_each_window(reader)


def test_axe_sees_a_fault(play: Callable[[Story], None]) -> None:
    async def spoilt(office: Office) -> None:
        engineer = await office.person(ENGINEER)
        await engineer.page.evaluate("document.querySelector('#composer-text').labels[0].remove()")
        await engineer.page.evaluate(
            "document.querySelector('#composer-text').removeAttribute('placeholder')"
        )
        (fault,) = await faults(engineer)
        assert "label" in fault

    play(spoilt)
