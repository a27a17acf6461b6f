"""Every command that reads what is stored, where there is nothing to read: one true sentence, and nothing is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from breachbot.cli.main import app
from breachbot.store.open import open_database
from tests.cli.commands import Ended, run_here
from tests.conftest import migrated

NOT_READING = {
    *(
        "init",
        "serve",
        "migrate",
        "manifest",
        "master-key",
        "settings",
        "check",
        "doctor",
        "assess",
        "explain",
    ),
    *("schema", "signal", "send", "demo", "sources", "clock", "authorities"),
}
"""Commands that need no database, or that examine it and say so themselves."""
BESIDE = {("incident", "acts"), ("playbook", "list"), ("incident", "report")}
"""Of the others: two need no database either, and one makes an incident that there is not yet."""
GIVEN = {
    "act": "draft",
    "audience": "page",
    "entry": "pdb-nope",
    "pack": "nis2",
    "incident": "pdb-nope",
    "signal": "sig-nope",
    "delivery": "d-nope",
    "person": "U0DEPUTY",
    "part": "responder",
    "people": "U0DEPUTY",
    "group": "S0NIGHTS",
}
OPTIONS = {
    "out": "out",
    "reason": "because I look",
    "user": "U0DPO",
    "operator": "The night desk",
    "because": "Slack does not answer.",
    "until": "2030-01-02T09:00+01:00",
    "substitute": "U0DEPUTY",
    "first": "2030-01-01",
    "zone": "Europe/Dublin",
}
EMPTY = {
    "register list": "The register is empty: nothing was reported, and no incident was opened yet.",
    "register export": "[]",
    "register verify": "verified: 0 rows",
    "outbox list": "Nothing is waiting and nothing was given up.",
    "signals": "No signal has come yet.",
    "signals rules": "rule ",
    "team show": "DPO: not set",
    "team log": "Nobody has been on the team yet.",
}
"""What a list says on standard output where there is nothing in it."""
NO_TEAM = {
    "That person has no part on the team. Add them first.",
    "Nobody on the team may decide on this. Name a DPO with BREACHBOT_DPO and start breachbot again.",
}
"""What a change of the team says where nobody has a part."""


def words(command: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    """A command with what it cannot do without: ids of nothing, and numbers."""
    for one in command.params:
        if one.param_type_name == "argument" and one.name != "words":
            path += (GIVEN.get(one.name, "1"),)
        elif one.required:
            path += (one.opts[0], OPTIONS[one.name])
    return path


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, below in getattr(command, "commands", {}).items():
        if (not path and name in NOT_READING) or (*path, name) in BESIDE:
            continue
        if not hasattr(below, "commands") or below.invoke_without_command:
            yield words(below, (*path, name))
        yield from commands(below, (*path, name))


READING = [*commands(get_command(app))]


def say(folder: Path, typed: tuple[str, ...]) -> Ended:
    ended = run_here(folder.parent, *typed, data_dir=str(folder))
    assert "Traceback" not in ended.stderr
    assert "Usage:" not in ended.stderr, ended.stderr
    return ended


def refused(folder: Path, typed: tuple[str, ...]) -> str:
    """The one sentence with which it is refused."""
    ended = say(folder, typed)
    (sentence,) = ended.stderr.splitlines()
    assert (ended.returncode, ended.stdout) == (2, ""), sentence
    return sentence.removeprefix("breachbot: ")


def test_most_commands_read() -> None:
    assert {("register", "list"), ("notices", "pdb-nope", "--out", "out"), ("outbox", "retry", "1")} <= {
        *READING
    }
    assert len(READING) > 15


@pytest.mark.parametrize("typed", READING, ids=" ".join)
def test_where_there_is_nothing(typed: tuple[str, ...], tmp_path: Path) -> None:
    none, empty, unused = tmp_path / "none", tmp_path / "empty", tmp_path / "unused"
    empty.mkdir()
    (empty / "breachbot.db").touch(0o600)
    migrated(unused / "breachbot.db")
    assert refused(none, typed).startswith(
        f"There is no database at {none}/breachbot.db yet: run `breachbot migrate`"
    )
    assert not none.exists()
    assert refused(empty, typed) == "The database has no tables yet: run `breachbot migrate`."
    assert (
        refused(unused, typed) == "The database holds nothing yet: `breachbot serve` was never started on it."
    )


@pytest.mark.parametrize("typed", READING, ids=" ".join)
def test_where_nothing_is_known_by_that_name(typed: tuple[str, ...], tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/breachbot.db"
    migrated(tmp_path / "breachbot.db")
    open_database(url, tmp_path, None).close()
    if (told := EMPTY.get(" ".join(typed))) is not None:
        ended = say(tmp_path, typed)
        assert (ended.returncode, ended.stdout.startswith(told), ended.stderr) == (0, True, ""), ended.stdout
        return
    sentence = refused(tmp_path, typed)
    if "pdb-nope" in typed:
        assert sentence.lower().startswith(("there is no incident pdb-nope", "there is no entry pdb-nope"))
    elif "sig-nope" in typed:
        assert sentence.startswith("There is no such signal")
    elif typed[0] == "team":
        assert sentence in NO_TEAM
    else:
        assert "1 was neither given up nor is it waiting" in sentence


def test_a_database_one_folder_below_is_named(tmp_path: Path) -> None:
    """That of the demo, for whoever asks for the register afterwards."""
    migrated(tmp_path / "demo-1" / "breachbot.db")
    said = refused(tmp_path, ("register", "list"))
    assert said.endswith(f"or read the one in {tmp_path}/demo-1 with BREACHBOT_DATA_DIR={tmp_path}/demo-1.")
