"""`python -m tests.browser.pictures FOLDER`: pictures of the real page, in the middle of the story."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Locator, ViewportSize, expect

from breachbot.workspace.seed import DPO, ENGINEER
from tests.browser import story
from tests.browser.conftest import Office, open_office
from tests.browser.person import Person

WINDOW: ViewportSize = {"width": 1100, "height": 760}
ROOM_AROUND = 12
"""Pixels around a thing that is shown by itself."""
TALLEST = 1100
"""Pixels; what is taller is cut off."""


async def _window(person: Person, path: Path) -> None:
    """The whole window, as the person has it before them."""
    await person.page.mouse.move(0, 0)
    await person.page.screenshot(path=path)


async def _thing(person: Person, thing: Locator, path: Path) -> None:
    """One thing of the page, in a window that is high enough for it."""
    await person.page.set_viewport_size({"width": WINDOW["width"], "height": 3000})
    await thing.scroll_into_view_if_needed()
    await person.page.mouse.move(0, 0)
    box = await thing.bounding_box()
    assert box is not None
    x, y = max(0, box["x"] - ROOM_AROUND), max(0, box["y"] - ROOM_AROUND)
    width, height = box["width"] + 2 * ROOM_AROUND, min(box["height"] + 2 * ROOM_AROUND, TALLEST)
    await person.page.screenshot(path=path, clip={"x": x, "y": y, "width": width, "height": height})
    await person.page.set_viewport_size(WINDOW)


async def paint(office: Office, folder: Path) -> None:
    """Play as far as the published page, and stop for a picture wherever there is something to see."""
    engineer = await office.person(ENGINEER, viewport=WINDOW)
    dpo = await office.person(DPO, viewport=WINDOW)
    await engineer.go(story.TRIAGE)
    await _thing(engineer, engineer.card(story.CARD), folder / "alert-card.png")
    await story.incident_is_opened(engineer)
    await story.facts_are_stated(engineer, office.demo.clock.now())
    await engineer.close_form()
    await engineer.card(story.ROOM).evaluate("one => one.scrollIntoView()")
    await engineer.page.locator("#jump").evaluate(
        "one => { one.hidden = true }"
    )  # it would cover the card's last line
    await _window(engineer, folder / "incident-channel.png")
    await engineer.choose("What would change this")
    await expect(engineer.form).not_to_contain_text("Loading")
    await _window(engineer, folder / "assessment.png")
    await engineer.close_form()
    await story.notices_are_drafted(engineer)
    await _thing(engineer, engineer.card("Notice to the authority"), folder / "draft.png")
    await dpo.go("Home")
    await expect(dpo.page.locator("#home")).to_contain_text("Read and decide")
    await _window(dpo, folder / "home.png")
    await dpo.go(story.ROOM)
    await dpo.press("Read", "Security page")
    await dpo.fill({"capacity": "controller_decision"})
    await _window(dpo, folder / "approval.png")
    await dpo.send()
    await engineer.sees("security page is out")
    await dpo.page.goto(f"{office.demo.url}/security/")
    await dpo.page.get_by_role("link", name="Notice of a personal data breach").click()
    await _window(dpo, folder / "public-page.png")


async def _main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as data:
        async with open_office(Path(data)) as office:
            await paint(office, folder)


if __name__ == "__main__":
    if shutil.which("chromium"):
        asyncio.run(_main(Path(sys.argv[1])))
    else:
        sys.stderr.write(
            "No chromium is installed: the pictures stay as they are. On Debian: apt install chromium\n"
        )
