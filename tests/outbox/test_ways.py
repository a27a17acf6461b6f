"""By which way an effect goes out: what names a way that there is not is given up, and somebody is told where."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from breachbot.errors import DeliveryError
from breachbot.incident.effect import Effect, EffectKind
from breachbot.outbox.ways import Ways
from breachbot.publish.registry import TARGETS
from breachbot.usecases.ports.outbox import ClaimedEffect
from tests.conftest import Database
from tests.incident.cast import DPO
from tests.outbox.test_deliver import OtherSide, ask, running
from tests.store.samples import effect
from tests.usecases.stage import Stage


@pytest.fixture
def stage(sqlite_database: Database) -> Iterator[Stage]:
    opened = sqlite_database.open()
    try:
        yield Stage(opened).team()
    finally:
        opened.close()


@pytest.fixture
def slack() -> OtherSide:
    return OtherSide()


@pytest.fixture
def ways(stage: Stage, slack: OtherSide, tmp_path: Path) -> Ways:
    """The folder and Slack, and nothing else."""
    return Ways(
        stage.house, {"static": (TARGETS["static"], {"public_dir": tmp_path / "out"})}, {"slack": slack}
    )


def approved(stage: Stage) -> str:
    """An incident whose page is approved."""
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    stage.approve(incident, "page")
    return incident


def claimed(kind: EffectKind, stream: str = "pdb-x", **args: str) -> ClaimedEffect:
    return ClaimedEffect(1, "t", kind, "k", "l", stream, "", args, 1)


def test_what_names_no_channel_goes_by_slack(ways: Ways, slack: OtherSide) -> None:
    for args in ({}, {"channel": "slack"}):
        asyncio.run(ways(claimed("channel_note", **args)))
    assert len(slack.seen) == 2


def test_a_channel_that_there_is_not_is_no_way_for_ever(ways: Ways) -> None:
    with pytest.raises(DeliveryError, match="there is no channel pigeon") as failure:
        asyncio.run(ways(claimed("channel_note", channel="pigeon")))
    assert failure.value.permanent


def test_a_page_asked_for_before_targets_had_names_goes_to_the_folder(
    ways: Ways, stage: Stage, tmp_path: Path
) -> None:
    incident = approved(stage)
    sent = asyncio.run(ways(claimed("publish_page", incident, version="1")))
    (page,) = stage.incident(incident).publications
    assert (page.target, page.url, page.sha256) == ("static", sent.ref, sent.sha256)
    assert TARGETS["static"].read(page.path, {}) == (tmp_path / "out" / incident / "index.html").read_bytes()


def test_a_target_that_is_not_set_up_is_given_up_and_the_dpo_hears_where(
    ways: Ways, stage: Stage, slack: OtherSide
) -> None:
    args = {"version": "1", "target": "board"}
    ask(stage.store, Effect(kind="publish_page", key="p", lane="page", stream="pdb-x", args=args))

    async def story() -> None:
        async with running(stage.store, ways):
            await slack.until(1)

    asyncio.run(story())
    (told,) = slack.seen
    assert told.kind == "failure_note"
    assert told.args == {"user": DPO, "failed": "publish_page", "target": "board", "count": "1"}
    (row,) = stage.store.read(lambda tx: tx.undone())
    assert (row.state, row.error) == ("failed", "BREACHBOT_PUBLISH_TO does not name the target board.")


def test_a_message_that_names_no_channel_there_is_is_given_up_and_the_dpo_hears_of_it(
    ways: Ways, stage: Stage, slack: OtherSide
) -> None:
    note = effect("note").model_copy(update={"args": {"seq": "1", "channel": "pigeon"}})
    ask(stage.store, note)

    async def story() -> None:
        async with running(stage.store, ways):
            await slack.until(1)

    asyncio.run(story())
    assert [(told.kind, told.args["failed"]) for told in slack.seen] == [("failure_note", "channel_note")]
