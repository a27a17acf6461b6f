"""The register of a database with many entries: a page at a time, one entry alone, and what is said of the log."""

from __future__ import annotations

import itertools
import json
import re
import sqlite3
import stat
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from breachbot.cli.register_list import PAGE
from breachbot.configured.places import bundled
from breachbot.incident.act import Context
from breachbot.incident.guidance import guide, hindered
from tests.cli.commands import Ended, run_here
from tests.conftest import Database
from tests.incident.cast import TEAM
from tests.usecases.stage import Stage

HEAVY = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "prometheus_client",
    "sentry_sdk",
    "slack_bolt",
    "slack_sdk",
    "starlette",
    "uvicorn",
    "uvloop",
)
"""Slack and the server; none of these commands needs them."""
NAMING = """
import sys
from breachbot.cli.main import main
heavy = {*sys.argv.pop(1).split(",")}
try:
    main()
finally:
    print("loaded:", *sorted(heavy & {*sys.modules}), file=sys.stderr)
"""
READING = (
    "register list",
    "register list --all",
    "register list --open --overdue --from 2026-01-01 --to 2026-12-31 --text export",
    "register show pdb-none0000",
    "register timeline pdb-none0000",
    "register verify",
    "register export",
    "outbox list",
    "settings",
    "check",
    "check --files",
    "explain",
    "schema",
    "notices pdb-none0000 --out out",
)
NAMING_EACH = """
import contextlib, sys
from breachbot.cli.main import main
heavy, commands = {*sys.argv[1].split(",")}, sys.argv[2:]
for words in commands:
    sys.argv[1:] = words.split()
    with contextlib.suppress(SystemExit):
        main()
    print(f"loaded after {words}:", *sorted(heavy & {*sys.modules}), file=sys.stderr)
"""
"""One command after another: what the first did not load is still not there when the second begins."""


def ran(database: Database, *words: str) -> Ended:
    return run_here(database.data_dir, *words, data_dir=str(database.data_dir))


def loaded(database: Database, *commands: str) -> Ended:
    """Commands in one process; a line of its errors after each names what was loaded of HEAVY."""
    given = {"BREACHBOT_DATA_DIR": str(database.data_dir), "PYTHONPATH": str(bundled("playbooks").parent)}
    return subprocess.run(
        [sys.executable, "-c", NAMING_EACH, ",".join(HEAVY), *commands],
        cwd=database.data_dir,
        env=given,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def said(ended: Ended) -> list[str]:
    return ended.stderr.splitlines()


@pytest.fixture
def incidents(sqlite_database: Database) -> list[str]:
    """More of them than a page shows, oldest first."""
    stage = Stage(sqlite_database.open()).team()
    found = [stage.reported() for _ in range(PAGE + 3)]
    stage.store.close()
    return found


def codenames(ended: Ended) -> list[str]:
    return re.findall(r"^pdb-\w+", ended.stdout, re.MULTILINE)


def change(database: Database, statement: str, *values: object) -> None:
    """What somebody does who takes the guards of the log away."""
    with closing(sqlite3.connect(database.data_dir / "breachbot.db")) as opened:
        opened.execute("DROP TRIGGER event_no_update")
        opened.execute("DROP TRIGGER event_no_delete")
        opened.execute(statement, values)
        opened.commit()


@pytest.mark.parametrize("used", [False, True], ids=["never used", "used"])
def test_what_only_reads_loads_neither_slack_nor_a_server(used: bool, sqlite_database: Database) -> None:
    if used:
        Stage(sqlite_database.open()).team().store.close()
    ended = loaded(sqlite_database, *READING)
    told = [line for line in ended.stderr.splitlines() if line.startswith("loaded after ")]
    assert told == [f"loaded after {words}:" for words in READING], ended.stderr


def test_a_page_is_shown_and_how_many_more_there_are(incidents: list[str], sqlite_database: Database) -> None:
    first, second = (ran(sqlite_database, "register", "list", "--page", str(n)) for n in (1, 2))
    assert codenames(first) == incidents[:PAGE]
    assert codenames(second) == incidents[PAGE:]
    assert first.stdout.splitlines()[-1] == (
        f"Entries 1 to {PAGE} of {PAGE + 3}; 3 more: `breachbot register list --page 2`."
    )
    assert second.stdout.splitlines()[-1] == f"Entries {PAGE + 1} to {PAGE + 3} of {PAGE + 3}."
    assert said(first) == said(second) == []


def test_every_entry_at_once_and_a_page_that_there_is_not(
    incidents: list[str], sqlite_database: Database
) -> None:
    every = ran(sqlite_database, "register", "list", "--all")
    assert codenames(every) == incidents
    assert every.stdout.splitlines()[-1].startswith(incidents[-1])
    beyond = ran(sqlite_database, "register", "list", "--page", "9")
    assert (
        beyond.stdout.splitlines()[-1]
        == f"There is no page 9: the register has {PAGE + 3} entries on 2 pages."
    )
    endless = ran(sqlite_database, "register", "list", "--page", "9" * 20)
    assert endless.returncode == 2
    assert "Traceback" not in endless.stderr


def test_an_export_holds_every_entry(incidents: list[str], sqlite_database: Database) -> None:
    written = json.loads(ran(sqlite_database, "register", "export").stdout)
    assert [entry["id"] for entry in written] == incidents
    table = ran(sqlite_database, "register", "export", "--format", "csv")
    assert codenames(table) == incidents


def test_an_empty_register_is_exported_as_such(sqlite_database: Database) -> None:
    Stage(sqlite_database.open()).team().store.close()
    assert json.loads(ran(sqlite_database, "register", "export").stdout) == []
    assert ran(sqlite_database, "register", "export", "--format", "csv").stdout == "id\n"


def test_one_entry_is_shown_although_another_cannot_be_read(
    incidents: list[str], sqlite_database: Database
) -> None:
    change(sqlite_database, "UPDATE event SET body = ? WHERE stream = ?", b"no seal", incidents[1])
    whole = ran(sqlite_database, "register", "show", incidents[0])
    assert (whole.returncode, said(whole)) == (0, [])
    assert whole.stdout.splitlines()[0] == f"{incidents[0]}: Export shows foreign rows"


def test_one_entry_says_what_comes_next_and_for_whom_as_guidance_does(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open()).team()
    name = stage.aware()
    now = Context("", TEAM, stage.house.policy, datetime.now(UTC))
    guidance = guide(stage.incident(name), now)
    in_the_way = hindered("close", stage.incident(name), now)
    stage.store.close()
    lines = ran(sqlite_database, "register", "show", name).stdout.splitlines()
    assert lines[1] == f"  aware: {guidance.headline}"
    (following,) = (" ".join(part.split()) for part in sections(lines, "What comes next"))
    for step in guidance.steps:
        assert f"{step.words} Waits for: {', '.join(step.holders)}." in following
    assert following.endswith(f"Before it can be closed: {in_the_way}")
    assert in_the_way
    assert in_the_way.endswith(f"Next: {guidance.next.words}")


def test_what_was_said_before_and_what_is_not_known_stand_as_questions(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open()).team()
    name = stage.aware()
    for began in ("2026-11-20T08:00:00.586456+00:00", "2026-11-20T09:00:00+00:00"):
        stage.state(name, occurred_from=began)
    stage.store.close()
    lines = ran(sqlite_database, "register", "show", name).stdout.splitlines()
    (before,) = sections(lines, "What was said before")
    assert ": When did it begin? 2026-11-20 08:00 UTC (" in before
    known = " ".join(" ".join(sections(lines, "What is known")).split())
    assert "Not known: For these data, who decides" in known


def test_of_one_that_is_over_nothing_comes_next(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open()).team()
    name = stage.reported()
    stage.judge_no_breach(name)
    stage.store.close()
    lines = ran(sqlite_database, "register", "show", name).stdout.splitlines()
    assert lines[1] == "  no_breach: judged to be no breach"
    assert sections(lines, "What comes next") == ["  none"]


def test_a_page_has_the_times_of_the_reader_with_utc_beside_them(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = Stage(sqlite_database.open()).team()
    name = stage.aware()
    stage.store.close()
    monkeypatch.setenv("TZ", "Europe/Dublin")
    time.tzset()
    try:
        shown = ran(sqlite_database, "register", "show", name).stdout
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "Aware           2026-11-24 12:00 UTC" in shown
    assert re.search(r"72 hours end +2026-11-27 12:00 UTC +72 h after", shown)
    assert "+00:00" not in shown


def test_an_entry_for_machines_has_the_columns_of_the_export(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open()).team()
    name = stage.aware()
    stage.store.close()
    (exported,) = json.loads(ran(sqlite_database, "register", "export").stdout)
    shown = json.loads(ran(sqlite_database, "register", "show", name, "--json").stdout)
    assert shown == exported | {"reached": []}  # that is the outbox's, and no part of the log


def sections(lines: list[str], title: str) -> list[str]:
    """The text of the section with this title, as one."""
    after = lines[lines.index(title) + 1 :]
    return ["\n".join(itertools.takewhile(bool, after))]


# --- a part of the register --------------------------------------------------------------------------------------


@pytest.fixture
def mixed(sqlite_database: Database) -> list[str]:
    """One that was judged no breach, one whose hours are over, and two days later one that nobody is aware of."""
    stage = Stage(sqlite_database.open()).team()
    judged = stage.reported("Stolen laptop")
    stage.judge_no_breach(judged)
    late = stage.aware()
    stage.clock.move(timedelta(days=2))
    found = [judged, late, stage.reported()]
    stage.store.close()
    return found


@pytest.mark.parametrize(
    ("words", "which"),
    [
        ("--closed", [0]),
        ("--open", [1, 2]),
        ("--overdue", [1]),
        ("--from 2026-11-25", [2]),
        ("--to 2026-11-25", [0, 1]),
        ("--from 2026-11-24 --to 2026-11-24 --open", [1]),
        ("--open --to 9999-12-31", [1, 2]),
        ("--text LAPTOP", [0]),
        ("--open --text laptop", []),
    ],
)
def test_a_list_shows_what_is_asked_for_alone(
    words: str, which: list[int], mixed: list[str], sqlite_database: Database
) -> None:
    ended = ran(sqlite_database, "register", "list", *words.split())
    assert codenames(ended) == [mixed[n] for n in which], ended.stderr
    several = "entry" if len(which) == 1 else "entries"
    assert ended.stdout.splitlines()[-1] == f"{len(which)} {several} like that."


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("--from yesterday", "“yesterday” is no day, such as 2026-11-24."),
        ("--from 2026-11-25 --to 2026-11-24", "--from: 2026-11-25 is later than --to, 2026-11-24."),
    ],
)
def test_a_day_that_is_none_is_refused(words: str, why: str, sqlite_database: Database) -> None:
    ended = ran(sqlite_database, "register", "list", *words.split())
    assert (ended.returncode, why in ended.stderr) == (2, True)


# --- a picture of when things happened ---------------------------------------------------------------------------


def test_a_timeline_is_a_picture_a_file_or_a_table(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open()).team()
    name = stage.aware()
    stage.store.close()
    drawn = ran(sqlite_database, "register", "timeline", name)
    assert ET.fromstring(drawn.stdout).tag == "{http://www.w3.org/2000/svg}svg"
    file = sqlite_database.data_dir / "timeline.svg"
    ran(sqlite_database, "register", "timeline", name, "--output", str(file))
    assert ET.parse(file).getroot().get("role") == "img"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    table = ran(sqlite_database, "register", "timeline", name, "--text").stdout.splitlines()
    assert [line.split("  ")[0] for line in table[1:3]] == ["Detected", "Aware"]


def test_an_export_writes_the_picture_of_each_incident(mixed: list[str], sqlite_database: Database) -> None:
    folder = sqlite_database.data_dir / "pictures"
    ended = ran(sqlite_database, "register", "export", "--timelines", str(folder))
    assert [one["id"] for one in json.loads(ended.stdout)] == mixed
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{name}.svg" for name in mixed)
    (wrong,) = said(
        ran(sqlite_database, "register", "export", "--timelines", str(folder / f"{mixed[0]}.svg"))
    )
    assert wrong.startswith("breachbot: --timelines: ")


def test_a_timeline_of_nothing_and_a_file_that_cannot_be_written_are_refused(
    sqlite_database: Database,
) -> None:
    stage = Stage(sqlite_database.open()).team()
    name = stage.aware()
    stage.store.close()
    none = ran(sqlite_database, "register", "timeline", "pdb-nope")
    assert (none.returncode, said(none)) == (2, ["breachbot: there is no entry pdb-nope in the register."])
    folder = sqlite_database.data_dir
    refused = ran(sqlite_database, "register", "timeline", name, "--output", str(folder))
    assert (refused.returncode, said(refused)) == (
        2,
        [f"breachbot: --output: {folder} cannot be written: Is a directory."],
    )


@pytest.mark.parametrize("words", ["list", "show"])
@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE event SET by = 'U0OTHER' WHERE stream = ?", r"row \d+ was changed after it was written"),
        (
            "UPDATE event SET prev_hash = zeroblob(32) WHERE stream = ?",
            r"row \d+ does not follow the row before it",
        ),
        (
            "DELETE FROM event WHERE position = (SELECT position - 1 FROM event WHERE stream = ?)",
            r"row \d+ is missing",
        ),
    ],
)
def test_a_row_that_is_shown_and_does_not_fit_is_warned_of(
    words: str, statement: str, fault: str, incidents: list[str], sqlite_database: Database
) -> None:
    asked = incidents[7]
    change(sqlite_database, statement, asked)
    (line,) = said(ran(sqlite_database, "register", words, *([asked] if words == "show" else [])))
    assert re.search(rf"the log is not whole: {fault}. Run `breachbot register verify`", line)


def test_a_changed_row_of_another_page_is_found_by_an_export(
    incidents: list[str], sqlite_database: Database
) -> None:
    change(sqlite_database, "UPDATE event SET by = 'U0OTHER' WHERE stream = ?", incidents[-1])
    assert said(ran(sqlite_database, "register", "list")) == []
    for words in (("export",), ("list", "--page", "2"), ("list", "--all")):
        (line,) = said(ran(sqlite_database, "register", *words))
        assert "was changed after it was written" in line
