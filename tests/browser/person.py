"""A person at the page of the local workspace: looks, clicks and types as anybody would, and counts the clicks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Error, Locator, Page, Route, expect

NOTICES_MISSES = """
    const control = event => event.target.closest?.("button, a, input, select, textarea, label") ?? null
    let pressed = null
    addEventListener("mousedown", event => { pressed = control(event); window.missed = pressed !== null }, true)
    addEventListener("click", event => { if (control(event) === pressed) window.missed = false }, true)
"""
"""For a page: whether the last press on a control came to nothing."""


@dataclass
class Person:
    """One person's own window."""

    page: Page
    user: str
    url: str
    clicks: int = 0

    async def come(self) -> None:
        """Open the page as oneself."""
        await self.page.add_init_script(NOTICES_MISSES)
        await self.page.goto(f"{self.url}/as/{self.user}")

    async def click(self, what: Locator) -> None:
        """Click, and once more where the page was redrawn between press and release, so that the click hit nothing."""
        await what.click()
        if await self._missed():
            await what.click()
        self.clicks += 1

    async def _missed(self) -> bool:
        try:
            return bool(await self.page.evaluate("() => window.missed === true"))
        except Error:  # the click turned to another page, and so it hit
            return False

    async def go(self, name: str) -> None:
        """Turn to a channel, the direct messages, the Home or the security page, at the side."""
        await self._puts_the_form_away()
        await self._follow(self.page.locator("#side").get_by_role("link", name=name).first)
        await expect(self._here).to_contain_text(name)
        await self.page.wait_for_load_state()  # the page's script has run, so it hears clicks

    async def _follow(self, link: Locator) -> None:
        """Click on a link at the side, which in a narrow window is behind a button."""
        menu = self.page.locator("#menu-button")
        if await menu.is_visible() and not await self.page.locator("#side").is_visible():
            await self.click(menu)
        await self.click(link)

    @property
    def _here(self) -> Locator:
        """What the side says is open."""
        return self.page.locator("#side a[aria-current=page]")

    async def falls_behind(self) -> None:
        """From now on the window learns of nothing new, as one on a bad line; what is clicked still goes out."""

        async def only_acts(route: Route) -> None:
            await (route.continue_() if route.request.method == "POST" else route.abort())

        await self.page.route("**/*", only_acts)

    async def say(self, words: str) -> None:
        """Type something and send it."""
        await self.page.locator("#composer-text").fill(words)
        await self.click(self.page.locator("#composer button[type=submit]"))

    def message(self, words: str) -> Locator:
        """The newest message that holds these words."""
        return self.page.locator("#messages article").filter(has_text=words).last

    async def sees(self, words: str) -> None:
        """Wait until a message with these words is there."""
        await expect(self.message(words)).to_be_visible()

    def card(self, title: str) -> Locator:
        """The newest message with this title."""
        return self.page.locator("#messages article").filter(has=self.page.locator("h3", has_text=title)).last

    @property
    def rooms(self) -> Locator:
        """The channels at the side."""
        return self.page.locator("#side .rooms a[id^=go-C]")

    async def press(self, button: str, title: str = "", *, twice: bool = False) -> None:
        """Press a button of the newest message that offers it, or of the newest with a title."""
        await self._puts_the_form_away()
        offers = self.page.locator("#messages article").filter(has=_button(self.page, button)).last
        wanted = _button(self.card(title) if title else offers, button).last
        if twice:
            await wanted.dblclick()
            self.clicks += 2
        else:
            await self.click(wanted)

    async def is_offered(self, button: str) -> None:
        """Wait until a card offers this button."""
        await expect(_button(self.page, button).last).to_be_visible()

    async def choose(self, button: str) -> None:
        """Press a button of the incident's card, or in the list behind its “More…”."""
        await self._puts_the_form_away()
        at_hand = _button(self.page, button)
        if await at_hand.count():
            await self.click(at_hand.last)
            return
        await self.press("More…")
        await self.click(self.form.get_by_role("button", name=button, exact=True))

    @property
    def form(self) -> Locator:
        """The form before the person."""
        return self.page.locator("dialog#modal[open] form")

    async def reads_form(self, words: str) -> None:
        """Wait until the form before the person says so."""
        await expect(self.form).to_contain_text(words)

    async def presses_in_form(self, button: str) -> None:
        """Press one of the buttons inside the form before the person."""
        await self.click(self.form.get_by_role("button", name=button, exact=True))

    async def fill(self, answers: Mapping[str, Any]) -> None:
        """Answer the questions of the form, by their names."""
        for name, answer in answers.items():
            await self._answer(self.form.locator(f"[data-question='{name}']"), answer)

    async def _answer(self, question: Locator, answer: Any) -> None:
        control = question.locator("[data-kind]")
        kind = await control.evaluate("one => one.tagName === 'DIV' ? 'picks' : one.tagName")
        if kind == "picks":
            for value in answer if isinstance(answer, list) else [answer]:
                box = question.locator(f"input[value='{value}']")
                if not await box.is_checked():
                    await self.click(box)
        elif kind == "SELECT":
            await control.select_option(answer)
        else:
            await control.fill(answer)

    async def send(self) -> None:
        """Send the form, and wait until something else is there: the next one, what is wrong with it, or the page."""
        shown = self.page.locator("#modal-content")
        before = await shown.get_attribute("data-v") or ""
        await self.click(self.form.locator("button[type=submit]"))
        await expect(shown).not_to_have_attribute("data-v", before)

    async def _puts_the_form_away(self) -> None:
        """What was chosen behind “More…” leaves one that says that it is done."""
        if await self.form.is_visible():
            await self.close_form()

    async def close_form(self) -> None:
        """Put the form away."""
        await self.click(self.form.get_by_label("Close this form"))
        await expect(self.form).to_be_hidden()


def _button(place: Page | Locator, name: str) -> Locator:
    return place.locator(".blocks > .b-actions, .blocks > .b-section .accessory").get_by_role(
        "button", name=name, exact=True
    )
