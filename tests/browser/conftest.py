"""A demo with an untouched alert, and a browser of this machine."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, ViewportSize, async_playwright, expect

from breachbot.demo.beginning import alert_arrives
from breachbot.demo.stage import Stage
from breachbot.demo.standing import Standing, standing
from tests.browser.person import Person

PATIENCE = 120_000
"""Milliseconds that something may take to be seen. Nothing waits for so long where all is well."""

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
"""The windows in which the stories play."""


def chromium() -> str:
    """Where the browser is. Skips the test where there is none; in CI that is a failure."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found:
        return found
    sentence = "no chromium is installed here; on Debian: apt install chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)


@dataclass
class Office:
    """Where the stories play: the demo that stands, and the browser in which people sit."""

    demo: Standing
    browser: Browser

    @property
    def stage(self) -> Stage:
        """Where the demo's own story is played, for whoever does not care for each click."""

        async def after(name: str) -> None:
            pass

        return self.demo.stage(lambda line: None, after)

    async def person(self, user: str, **settings: Any) -> Person:
        """Somebody with a window of their own, at the page."""
        context = await self.browser.new_context(locale="en-GB", timezone_id="Europe/Dublin", **settings)
        context.set_default_timeout(PATIENCE)
        found = Person(await context.new_page(), user, self.demo.url)
        await found.come()
        return found


@contextlib.asynccontextmanager
async def open_office(folder: Path) -> AsyncIterator[Office]:
    """A demo in the folder with one alert that nobody has touched."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright, standing(folder) as demo:
        browser = await playwright.chromium.launch(executable_path=chromium())
        try:
            office = Office(demo, browser)
            await alert_arrives(office.stage)
            yield office
        finally:
            await browser.close()


Story = Callable[[Office], Awaitable[None]]


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Story], None]:
    """Run a story in an office of its own."""

    def run(story: Story) -> None:
        async def whole() -> None:
            async with open_office(tmp_path) as office:
                await story(office)

        asyncio.run(whole())

    return run
