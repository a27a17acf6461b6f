"""The page of a filing pack in a browser: its buttons copy, it needs no script, and nothing of it is out of reach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from breachbot.publish.filing import as_html
from tests.browser.conftest import chromium
from tests.incident import cast
from tests.incident.filing.incidents import ARCHIVE, directory, packed, told
from tests.judges import node


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium())
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("pack") / "pack.html"
    pack = packed(told(ARCHIVE), "fr-cnil")
    path.write_text(as_html(pack, directory().by_id["fr-cnil"], cast.policy().templates))
    return path.as_uri()


def opened(browser: Browser, address: str, **how: object) -> Page:
    page = browser.new_context(**how).new_page()  # type: ignore[arg-type]  # playwright lists each option
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address)
    return page


def test_a_button_copies_the_answer_and_says_so(browser: Browser, address: str) -> None:
    page = opened(browser, address, permissions=["clipboard-read", "clipboard-write"])
    field = page.locator("#controller_name")
    field.get_by_role("button").click()
    assert field.get_by_role("button").inner_text() == "Copied"
    assert page.evaluate("navigator.clipboard.readText()") == "Example Shop Ltd"
    assert page.locator("#progress").inner_text().startswith("1 of ")


def test_without_a_script_all_of_it_is_there_and_no_dead_button(browser: Browser, address: str) -> None:
    page = opened(browser, address, java_script_enabled=False)
    assert page.locator("#controller_name .said").inner_text() == "Example Shop Ltd"
    assert not page.locator("button").first.is_visible()
    assert not page.locator("#progress").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_shuts_nobody_out(browser: Browser, address: str, width: int, scheme: str) -> None:
    page = opened(browser, address, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate((node.module("axe-core") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [
        (one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")
    ] == []
