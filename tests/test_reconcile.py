"""What Sentry lists and never delivered is taken in, once, and people are told; asked over real https."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from breachbot.app import _reconciler
from breachbot.intake.listing import Window
from breachbot.intake.sources.sentry import SOURCE
from breachbot.observe.metrics import Metrics
from breachbot.reconcile import MOST_PAGES, Reconciler
from breachbot.rounds import Rounds
from breachbot.settings import Settings
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.store import StoreUnavailable
from breachbot.usecases.reconcile import ARRIVES, FIRST, LONGEST
from breachbot.usecases.watch import PAUSE
from breachbot.web.fetch import Unreachable
from tests.incident.cast import NOON
from tests.usecases.stage import HOUR, MINUTE, Stage
from tests.web.platform import Platform, platform

LIST = "/api/0/organizations/acme/issues/"
GIVEN = {
    "sentry": {
        "sentry_secret": "s" * 32,
        "sentry_issues": f"https://sentry.io{LIST}",
        "sentry_token": "a token",
    }
}


def issue(number: int, began: timedelta = timedelta(minutes=-30)) -> dict[str, Any]:
    seen = (NOON + began).isoformat().replace("+00:00", "Z")
    title = "TypeError: customer@example.com"
    return {
        "id": str(number),
        "title": title,
        "level": "error",
        "firstSeen": seen,
        "project": {"slug": "shop"},
    }


@dataclass
class Sentry:
    """Sentry's list of issues: its pages in order; it lets in whoever shows the token."""

    here: Platform
    pages: list[list[dict[str, Any]]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(dict(request.query))
        if request.headers.get("authorization") != "Bearer a token":
            return web.Response(status=401)
        number = int(request.query.get("cursor", "0:0:0").split(":")[1])
        more = "true" if number + 1 < len(self.pages) else "false"
        link = f'<https://elsewhere.example/>; rel="next"; results="{more}"; cursor="0:{number + 1}:0"'
        return web.json_response(self.pages[number], headers={"Link": link})


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    return Stage(store).team()


def ask(
    stage: Stage, folder: Path, story: Callable[[Sentry, Reconciler], Awaitable[None]], given: Any = GIVEN
) -> None:
    async def run() -> None:
        async with platform(folder) as here:
            sentry = Sentry(here)
            here.answers[LIST] = sentry.answer
            await story(sentry, Reconciler(stage.house, given, accept, here.keys().connector))

    async def accept(delivery: NewDelivery) -> None:
        await stage.store.accept(delivery)

    asyncio.run(run())


async def once(asks: Reconciler) -> int | None:
    assert SOURCE.listing
    return await asks.once("sentry", SOURCE.listing)


def notes(stage: Stage) -> list[str]:
    return [args["count"] for kind, args in stage.waiting() if kind == "source_note" and "user" not in args]


def test_what_never_arrived_is_taken_in_once_and_people_are_told(stage: Stage, tmp_path: Path) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        sentry.pages = [[issue(1), issue(2)], [issue(3)]]
        assert await once(asks) == 3
        assert stage.read_all() == 3
        assert await once(asks) is None, "nothing new can have begun"
        stage.clock.move(2 * MINUTE)
        assert await once(asks) == 0, "they are known now"

    ask(stage, tmp_path, story)
    assert notes(stage) == ["3"]


def test_what_arrived_by_the_hook_is_not_counted_again(stage: Stage, tmp_path: Path) -> None:
    stage.deliver({"action": "created", "data": {"issue": issue(7)}}, resource="issue")

    async def story(sentry: Sentry, asks: Reconciler) -> None:
        sentry.pages = [[issue(7)]]
        assert await once(asks) == 0

    ask(stage, tmp_path, story)
    assert notes(stage) == []


def test_only_what_began_in_the_window_counts(stage: Stage, tmp_path: Path) -> None:
    second = timedelta(seconds=1)
    edges = [-FIRST - second, -FIRST, -ARRIVES - second, -ARRIVES]

    async def story(sentry: Sentry, asks: Reconciler) -> None:
        sentry.pages = [[issue(n, began) for n, began in enumerate(edges)]]
        assert await once(asks) == 2
        assert sentry.asked[0]["start"] == (NOON - FIRST).strftime("%Y-%m-%dT%H:%M:%S")

    ask(stage, tmp_path, story)


def test_after_a_pause_it_catches_up_hour_by_hour(stage: Stage, tmp_path: Path) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        sentry.pages = [[]]
        await once(asks)
        stage.clock.move(3 * HOUR)
        sentry.pages = [[issue(1, timedelta(minutes=90))]]
        assert [await once(asks), await once(asks)] == [0, 1]
        stage.read_all()
        assert [await once(asks), await once(asks)] == [0, None]
        stage.clock.move(LONGEST * 2)
        await once(asks)
        assert sentry.asked[-1]["start"] == (stage.clock() - LONGEST).strftime("%Y-%m-%dT%H:%M:%S")

    ask(stage, tmp_path, story)


def test_while_deliveries_wait_to_be_read_nothing_is_missing_yet(stage: Stage, tmp_path: Path) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        sentry.pages = [[issue(1)]]
        await asyncio.to_thread(stage.store_only, b"{}")
        assert await once(asks) is None
        assert sentry.asked == []

    ask(stage, tmp_path, story)


# --- after a gap ----------------------------------------------------------------------------------------------


async def closed(asks: Reconciler) -> int | None:
    assert SOURCE.listing
    return await asks.close_gap("sentry", SOURCE.listing)


def test_what_a_gap_kept_out_is_taken_in_at_once_although_it_is_new(stage: Stage, tmp_path: Path) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        sentry.pages = [[issue(1, -MINUTE)]]
        assert await once(asks) == 0, "it may still be on its way"
        assert await closed(asks) == 1
        stage.read_all()
        stage.clock.move(HOUR)
        assert sentry.asked[-1]["start"] == (NOON - ARRIVES).strftime("%Y-%m-%dT%H:%M:%S")
        assert await once(asks) == 0, "it is asked for again, and known"
        assert sentry.asked[-1]["start"] == sentry.asked[-2]["start"]

    ask(stage, tmp_path, story)
    assert notes(stage) == ["1"]


def test_the_poll_begins_when_the_gap_is_over_and_not_with_the_next_period(
    stage: Stage, tmp_path: Path
) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        sentry.pages = [[issue(1, -MINUTE)]]
        running = asyncio.create_task(asks.run())
        await until(lambda: len(sentry.asked) == 1)
        asks.gap_over("github")
        asks.gap_over("sentry")
        await until(lambda: stage.read_all() == 1)
        running.cancel()

    ask(stage, tmp_path, story)
    assert notes(stage) == ["1"]


async def until(there: Callable[[], bool]) -> None:
    """Wait for something, for at most half a minute: a period is ten times as long."""
    async with asyncio.timeout(120):
        while not await asyncio.to_thread(there):
            await asyncio.sleep(0.05)


def test_while_deliveries_wait_to_be_read_or_sentry_is_away_the_gap_stays_to_be_closed(
    stage: Stage, tmp_path: Path
) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        asks.gap_over("sentry")
        await asyncio.to_thread(stage.store_only, b"{}")
        assert await closed(asks) is None
        stage.read_all()
        sentry.here.answers[LIST] = web.Response(status=500)
        with pytest.raises(Unreachable):
            await closed(asks)
        assert asks._gaps == {"sentry"}
        sentry.here.answers[LIST] = sentry.answer
        sentry.pages = [[issue(1, -MINUTE)]]
        assert await closed(asks) == 1
        assert asks._gaps == set()

    ask(stage, tmp_path, story)


def test_a_process_asks_once_its_own_gap_is_over(stage: Stage, tmp_path: Path) -> None:
    settings = Settings.model_validate({"data_dir": tmp_path, **GIVEN["sentry"]})

    async def story() -> None:
        rounds = Rounds(stage.house, Metrics())
        asks = _reconciler(stage.house, settings, rounds)
        rounds.watch.missed("sentry", "refused")
        nothing: set[str] = set()
        for expected in (nothing, {"sentry"}):
            await rounds.tick()
            await asyncio.sleep(0)
            assert asks._gaps == expected
            stage.clock.move(PAUSE + MINUTE)

    asyncio.run(story())


@pytest.mark.parametrize("answer", [401, 500, "no list"])
def test_what_cannot_be_asked_is_asked_again(stage: Stage, tmp_path: Path, answer: Any) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        bad = web.json_response({"detail": answer}) if answer == "no list" else web.Response(status=answer)
        sentry.here.answers[LIST] = bad
        with pytest.raises(Unreachable):
            await once(asks)
        sentry.here.answers[LIST] = sentry.answer
        sentry.pages = [[issue(1)]]
        assert await once(asks) == 1

    ask(stage, tmp_path, story)


def test_what_cannot_be_stored_is_asked_for_again(stage: Stage, tmp_path: Path) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        async def full(delivery: Any) -> None:
            raise StoreUnavailable

        sentry.pages = [[issue(1)]]
        with pytest.raises(StoreUnavailable):
            await once(Reconciler(stage.house, GIVEN, full, asks.connector))
        assert await once(asks) == 1

    ask(stage, tmp_path, story)


def test_of_more_than_can_be_read_what_was_read_is_taken_in(stage: Stage, tmp_path: Path) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        sentry.pages = [[issue(n)] for n in range(MOST_PAGES + 2)]
        assert await once(asks) == MOST_PAGES

    ask(stage, tmp_path, story)


def test_without_its_settings_nothing_is_asked(stage: Stage, tmp_path: Path) -> None:
    async def story(sentry: Sentry, asks: Reconciler) -> None:
        assert await once(asks) is None
        assert sentry.asked == []

    ask(stage, tmp_path, story, {"sentry": {"sentry_secret": "s" * 32}})


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, None),
        (GIVEN["sentry"], None),
        ({"sentry_issues": f"https://sentry.io{LIST}"}, "go together"),
        ({"sentry_token": "t"}, "go together"),
        ({"sentry_issues": f"http://sentry.io{LIST}", "sentry_token": "t"}, "an address such as"),
        ({"sentry_issues": "https://sentry.io/", "sentry_token": "t"}, "an address such as"),
    ],
)
def test_wrong_settings_are_told_in_a_sentence(given: dict[str, str], wrong: str | None) -> None:
    said = SOURCE.fault(given)
    assert said is None if wrong is None else wrong in (said or "")


def test_the_token_signs_nothing(stage: Stage) -> None:
    assert len(SOURCE.sign(b"{}", GIVEN["sentry"], NOON)) == 1


@pytest.mark.parametrize(
    ("page", "read"),
    [
        (b"", None),
        (b"[", None),
        (b"{}", None),
        (b"\xff", None),
        (b"[1, null]", 0),
        (b'[{"firstSeen": 5}]', 1),
    ],
)
def test_whatever_a_page_holds_it_breaks_nothing(page: bytes, read: int | None) -> None:
    assert SOURCE.listing
    found = SOURCE.listing.bodies(page, Window(NOON - HOUR, NOON))
    assert found is None if read is None else len(found or ()) == read
