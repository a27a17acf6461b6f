"""axe-core, which checks rules of WCAG, finds no serious and no critical fault: light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from breachbot.demo.story import play as play_story
from breachbot.workspace.seed import ENGINEER, OUTSIDER
from tests.browser import story
from tests.browser.conftest import Office, Story
from tests.browser.person import Person
from tests.judges import node

pytestmark = pytest.mark.slow

GRAVE = {"serious", "critical"}
SCRIPT = "() => axe.run(document, {resultTypes: ['violations']})"


async def faults(person: Person) -> list[str]:
    """The grave faults on the page before the person, one line each."""
    axe = (node.module("axe-core") / "axe.min.js").read_text(encoding="utf-8")
    await person.page.evaluate(axe)
    found: dict[str, Any] = await person.page.evaluate(SCRIPT)
    return [
        f"{person.page.url}: {fault['id']}: {one['target']}: {one['failureSummary']}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for one in fault["nodes"]
    ]


def test_the_page_and_the_security_page(play: Callable[[Story], None]) -> None:
    async def looked_at(office: Office) -> None:
        await play_story(office.stage)
        found = [
            fault
            for scheme in ("light", "dark")
            for width in (1200, 320)
            for fault in await _all_places(
                office, color_scheme=scheme, viewport={"width": width, "height": 800}
            )
        ]
        assert found == []

    play(looked_at)


async def _all_places(office: Office, **window: Any) -> list[str]:
    """Look at every kind of place in a window of this kind."""
    engineer = await office.person(ENGINEER, **window)
    found = await faults(engineer)
    for place in (story.TRIAGE, story.ROOM, "Home", "Direct messages", "Traffic", "Security page"):
        await engineer.turn_to(place)
        found += await faults(engineer)
    await engineer.turn_to(story.TRIAGE)
    await engineer.say("/breach")
    await engineer.reads_form("What happened?")
    found += await faults(engineer)
    await engineer.close_form()
    reader = await office.person(OUTSIDER, **window)
    await reader.page.goto(f"{office.demo.url}/security/")
    found += await faults(reader)
    await reader.page.get_by_role("link", name="Notice of a personal data breach").click()
    found += await faults(reader)
    await engineer.page.context.close()
    await reader.page.context.close()
    return found


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
