"""The team on the command line: who is on it, each change on somebody's word, and the log of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.test_incident import DEPUTY, DPO, ENGINEER, Desk
from tests.conftest import Database

AS_DPO = ("--for", DPO, "--operator", "The night desk")
WHY = ("--because", "The house is reorganised.")
NEXT = "U0NEXT"


@pytest.fixture
def desk(database: Database) -> Desk:
    """On SQLite and on PostgreSQL."""
    return Desk(database)


def test_each_change_counts_at_once_and_is_on_record(desk: Desk) -> None:
    said = desk.said("team", "add", NEXT, "responder", *AS_DPO, *WHY)
    assert "counts at once" in said
    desk.said("team", "add", "U0BOSS", "director", *AS_DPO, *WHY)
    desk.said("team", "away", DPO, *AS_DPO, "--until", in_a_month(), "--substitute", DEPUTY)
    desk.said("team", "reach", ENGINEER, *AS_DPO, "--zone", "Europe/Dublin", "--quiet", "22:00-07:00")
    turns = ("--first", tomorrow(), "--zone", "Europe/Dublin", "--every", "day")
    desk.said("team", "rota", ENGINEER, NEXT, *AS_DPO, *WHY, *turns)
    desk.said("team", "group", "S0RESPONSE", *AS_DPO, *WHY)
    shown = desk.said("team", "show")
    for words in (
        f"DPO: {DPO}",
        "Directors: U0BOSS",
        f"Responders: {ENGINEER}, {NEXT}",
        f"{DPO} is away until",
        f"{ENGINEER}: by slack, quiet 22:00 to 07:00, Europe/Dublin",
        "On call: ",
        "User group S0RESPONSE: nobody, not read yet",
    ):
        assert words in shown, shown
    log = desk.said("team", "log").splitlines()
    assert len(log) == 7
    assert log[1].endswith(
        f"{DPO} (typed by The night desk): {NEXT} is a responder. Why: The house is reorganised."
    )
    desk.said("team", "back", DPO, *AS_DPO)
    desk.said("team", "remove", NEXT, "responder", *AS_DPO, *WHY)
    desk.said("team", "end-rota", *AS_DPO, *WHY)
    desk.said("team", "group", "none", *AS_DPO, *WHY)
    shown = desk.said("team", "show")
    assert NEXT not in shown
    assert "away" not in shown


def test_the_command_line_proposes_a_dpo_and_does_not_make_one(desk: Desk) -> None:
    desk.said("team", "propose-dpo", NEXT, *AS_DPO, *WHY)
    assert f"Proposed as DPO: {NEXT}, by {DPO}." in desk.said("team", "show")
    other = ("--for", DEPUTY, "--operator", "Somebody else")
    assert "confirmed in Slack" in desk.refused("team", "confirm-dpo", NEXT, *other)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", NEXT, "responder", "--for", ENGINEER, "--operator", "Me", *WHY), "Only the DPO"),
        (("add", NEXT, "responder", *AS_DPO[:3], " ", *WHY), "--operator: Say who you are"),
        (("away", DPO, *AS_DPO, "--until", "2026-12-24", "--substitute", DEPUTY), "--until: “2026-12-24”"),
        (("rota", NEXT, *AS_DPO, *WHY, "--first", "2026-13-01", "--zone", "UTC"), "--first: “2026-13-01”"),
        (("group", "C0TRIAGE", *AS_DPO, *WHY), "such as S012AB3CD"),
    ],
)
def test_a_change_that_is_refused_says_why_and_changes_nothing(
    desk: Desk, words: tuple[str, ...], said: str
) -> None:
    assert said in desk.refused("team", *words)
    assert len(desk.said("team", "log").splitlines()) == 1


def in_a_month() -> str:
    return (datetime.now(UTC) + timedelta(days=30)).isoformat(timespec="seconds")


def tomorrow() -> str:
    return f"{datetime.now(UTC) + timedelta(days=1):%Y-%m-%d}"
