"""`breachbot outbox` beside a server that is running: what is stuck shows, and a person can do something about it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from breachbot.cli.outbox import age
from breachbot.store.store import DatabaseStore
from tests.cli.commands import run_here
from tests.conftest import Database
from tests.store.samples import effect


def run(database: Database, *words: str) -> tuple[int, str, str]:
    ended = run_here(
        database.data_dir, "outbox", *words, database_url=database.url, data_dir=str(database.data_dir)
    )
    return ended.returncode, ended.stdout, ended.stderr


def give_up(store: DatabaseStore, *keys: str) -> list[int]:
    store.write(lambda tx: tx.enqueue([effect(key, lane=key) for key in keys]))
    claimed = store.write(lambda tx: tx.claim(99, timedelta(minutes=1)))
    store.write(lambda tx: [tx.fail(one, "chat.postMessage: channel_not_found") for one in claimed])
    return [one.id for one in claimed]


def test_what_was_given_up_is_listed_tried_again_and_left_out_while_the_server_runs(
    sqlite_database: Database,
) -> None:
    store = sqlite_database.open()
    try:
        one, two = give_up(store, "a", "b")
        code, said, _ = run(sqlite_database, "list")
        assert code == 0
        assert [line.split() for line in said.splitlines()] == [
            ["id", "state", "kind", "stream", "age", "tries", "last", "error"],
            *(
                [
                    str(n),
                    "given",
                    "up",
                    "channel_note",
                    "pdb-aaaaaaaa",
                    line.split()[5],
                    "1",
                    "chat.postMessage:",
                    "channel_not_found",
                ]
                for n, line in zip((one, two), said.splitlines()[1:], strict=True)
            ),
        ]
        assert run(sqlite_database, "retry", str(one)) == (0, f"{one} waits again\n", "")
        assert run(sqlite_database, "dismiss", str(two)) == (0, f"{two} is dismissed\n", "")
        assert store.read(lambda tx: tx.backlog()).failed == 0
        (claimed,) = store.write(lambda tx: tx.claim(9, timedelta(minutes=1)))
        assert claimed.id == one
    finally:
        store.close()


def test_a_number_that_was_not_given_up_changes_nothing_at_all(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    (one,) = give_up(store, "a")
    store.close()
    for command in ("retry", "dismiss"):
        code, said, wrong = run(sqlite_database, command, str(one), "4711")
        assert (code, said) == (2, "")
        assert (
            wrong
            == "breachbot: 4711 was neither given up nor is it waiting after a failure. Nothing was changed.\n"
        )
    _, said, _ = run(sqlite_database, "list")
    assert "given up" in said


def test_what_stepped_aside_is_listed_as_such_and_can_be_dismissed(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    store.write(lambda tx: tx.enqueue([effect("a")]))
    (claimed,) = store.write(lambda tx: tx.claim(1, timedelta(minutes=1)))
    store.write(lambda tx: tx.retry(claimed, timedelta(hours=1), "HTTP 413", aside=True))
    store.close()
    _, said, _ = run(sqlite_database, "list")
    assert said.splitlines()[1].split()[1:3] == ["stepped", "aside"]
    number = str(claimed.id)
    assert run(sqlite_database, "retry", number) == (0, f"{number} waits again\n", "")
    assert run(sqlite_database, "dismiss", number) == (0, f"{number} is dismissed\n", "")
    assert run(sqlite_database, "list")[1] == "Nothing is waiting and nothing was given up.\n"


def test_where_nothing_waits_it_says_so(sqlite_database: Database) -> None:
    sqlite_database.open().close()
    assert run(sqlite_database, "list") == (0, "Nothing is waiting and nothing was given up.\n", "")


def test_where_there_is_no_database_it_says_what_to_run(sqlite_database: Database) -> None:
    ended = run_here(
        sqlite_database.data_dir, "outbox", "list", data_dir=str(sqlite_database.data_dir / "none")
    )
    assert ended.returncode == 2
    assert "run `breachbot migrate`" in ended.stderr


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-3, "0s"),
        (59.9, "59s"),
        (60, "1m"),
        (3599, "59m"),
        (3600, "1h"),
        (86399, "23h"),
        (86400, "1d"),
        (9e5, "10d"),
    ],
)
def test_how_old_something_is(seconds: float, said: str) -> None:
    assert age(seconds) == said
