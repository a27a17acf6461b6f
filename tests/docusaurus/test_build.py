"""The real Docusaurus builds a site with what the demo published and with hostile words, and a browser reads it."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import http.server
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

from breachbot.notices.draft import draft, hashes
from breachbot.notices.fields import Change
from breachbot.publish.target import ApprovedPage, Site, publish
from breachbot.publish.targets.docusaurus import TARGET
from tests.browser.conftest import chromium
from tests.docusaurus.site import built, fetched
from tests.notices.reading import plain_text
from tests.notices.samples import PAGE, TEMPLATES
from tests.played import Played

pytestmark = [pytest.mark.proof, pytest.mark.slow]

HOSTILE = """Our {export} of <b>orders</b> & more: ::note[x]{a=b}, a:b at 10:30.

:::danger

<script>document.title = "taken over"</script> {process.exit(1)} <!-- hm --> ~~x~~ | a | b | $x$ \\ end

import x from "y"

export const a = 1

# heading {#id}

- item {x}
- `code`"""
SLUG = "pdb-hostile1"


def put_hostile(folder: Path) -> None:
    """A notice, a correction and a withdrawal whose words are code in MDX."""
    log: tuple[Change, ...] = ()
    for version, state in enumerate(("notice", "correction", "withdrawal"), start=1):
        at = datetime(2026, 11, 24 + version, 17, tzinfo=UTC)
        said = {"state": state, "version": version, "what_happened": HOSTILE, "log": log, "as_of": at}
        made = draft(PAGE.model_copy(update=said | {"change": f"{HOSTILE} {version}"}), TEMPLATES)
        documents = {**made.documents, "page.de.md": made.documents["page.md"]}
        page = ApprovedPage(
            slug=SLUG,
            version=version,
            state=made.state,
            documents={name: text.encode() for name, text in documents.items()},
            approved=hashes(documents),
            title='Breach: "{a}" <b> #1',
            published_at=at,
            line="It was {x} <y>.",
        )
        site = Site("https://docs.shop.example.com/hostile", "Example & Sons", TEMPLATES)
        publish(TARGET, page, site, {"docusaurus_dir": folder, "docusaurus_url": None})
        log = (*log, Change(version=version, at=at, sentence=f"{HOSTILE} {version}"))


@pytest.fixture(scope="module")
def site(story_played: Played) -> Iterator[Path]:
    """The web pages of a site with the docs of the demo and the hostile ones."""
    place = Path(tempfile.mkdtemp(prefix="site-", dir=fetched()))
    try:
        (demo,) = story_played.folder.glob("demo-*/docs/security")
        shutil.copytree(demo, place / "docs" / "security")
        put_hostile(place / "docs" / "hostile")
        (place / "docs" / "index.md").write_text("# Docs\n\n[Notices](security/index.md)\n")
        yield built(place)
    finally:
        shutil.rmtree(place)


@pytest.fixture
def address(site: Path) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def words(text: str) -> list[str]:
    """What is read, without the marks by which Docusaurus links to headings."""
    return text.replace("\u200b", " ").split()


async def read(page: Page) -> list[str]:
    return words(await page.inner_text(".theme-doc-markdown"))


def test_the_demos_page_reads_as_the_one_in_the_folder(
    story_played: Played, address: str, tmp_path: Path
) -> None:
    (public,) = story_played.folder.glob("demo-*/public/pdb-*")

    def static(name: str) -> list[str]:
        (main,) = re.findall(r"<main.*</main>", (public / name).read_text(), re.DOTALL)
        return words(plain_text(main))

    async def story() -> None:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            page = await browser.new_page(viewport={"width": 1280, "height": 900})
            await page.goto(f"{address}/security/")
            await page.click(".theme-doc-markdown a")
            await page.wait_for_url(re.compile(rf"/security/{public.name}/?$"))
            assert await read(page) == static("index.html") == static("v2.html")
            await page.click("text=Version 1")
            await page.wait_for_url(re.compile("/v1/?$"))
            assert await read(page) == static("v1.html")
            await browser.close()

    asyncio.run(story())


def test_nothing_that_somebody_wrote_is_code(address: str) -> None:
    async def story() -> None:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            page = await browser.new_page()
            for path in ("v1", "v1-de", "v2", "v3-de", "de", ""):
                await page.goto(f"{address}/hostile/{SLUG}/{path}")
                said = " ".join(await read(page))
                for line in HOSTILE.splitlines():
                    assert " ".join(line.removeprefix("- ").split()) in said or path in ("de", ""), (
                        path,
                        line,
                    )
                assert "taken over" not in await page.title()
                titled = "breach of personal data" if "de" in path else '"{a}" <b> #1'
                assert titled in await page.title()
            await page.goto(f"{address}/hostile/")
            assert "It was {x} <y>." in await page.inner_text(".theme-doc-markdown")
            await browser.close()

    asyncio.run(story())


def test_what_was_built_holds_the_approved_markdown(story_played: Played) -> None:
    (folder,) = story_played.folder.glob("demo-*/docs/security/pdb-*")
    (notice,) = [one for one in story_played.told["notices"] if one["audience"] == "page"]
    approved = Path(notice["path"]).with_name("page.md").read_bytes()
    assert TARGET.read(str(folder / "index.md"), {}) == TARGET.read(str(folder / "v2.md"), {}) == approved
    assert hashlib.sha256(Path(notice["path"]).read_bytes()).hexdigest() == notice["sha256"]
