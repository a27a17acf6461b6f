"""Whoever fails too often is told to come later; whoever signs is always let in."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.web.attempts import MINUTE, MOST_A_MINUTE, MOST_ADDRESSES, Attempts
from tests.app.process import serving, sign


def test_so_many_failures_a_minute_are_answered_and_no_more() -> None:
    now = 0.0
    attempts = Attempts(lambda: now)
    assert [attempts.too_many("a") for _ in range(MOST_A_MINUTE + 1)] == [False] * MOST_A_MINUTE + [True]
    assert not attempts.too_many("b"), "each address counts for itself"
    now = MINUTE - 0.001
    assert attempts.too_many("a")
    now = MINUTE
    assert not attempts.too_many("a")


def test_however_many_addresses_there_are_few_are_kept() -> None:
    attempts = Attempts(lambda: 0.0)
    for number in range(MOST_ADDRESSES):
        attempts.too_many(str(number))
    beyond = [attempts.too_many(f"other {number}") for number in range(MOST_A_MINUTE + 1)]
    assert beyond == [False] * MOST_A_MINUTE + [True]
    assert not attempts.too_many("7"), "one that is known goes on counting for itself"


@pytest.mark.slow
def test_a_sender_that_signs_is_let_in_from_the_same_address(tmp_path: Path) -> None:
    with serving(tmp_path) as bot:
        answers = [bot.hook(b"{}", sign(b"other")) for _ in range(MOST_A_MINUTE + 1)]
        assert {answer.status for answer in answers[:-1]} == {401}
        last = answers[-1]
        assert (last.status, last.result, last.headers["retry-after"]) == (429, "too_many_attempts", "60")
        assert last.headers["connection"] == "close"
        assert bot.hook(b"{}").status == 200
        assert bot.metric('breachbot_signals_refused_total{reason="too_many_attempts"}') == 1
