"""`breachbot serve` as an operator meets it: what it refuses to start with, what it survives, and how it stops."""

from __future__ import annotations

import json
import re
import resource
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from breachbot import __version__
from breachbot.configured.places import bundled
from breachbot.demo.processes import free_port
from breachbot.incident.team import Team
from breachbot.store.schema import HEAD
from tests.app.process import STARTS_WITHIN, Bot, serving, wait_until
from tests.app.test_clocks import copies
from tests.cli.test_register_pages import NAMING
from tests.conftest import Database, migrated
from tests.intake.bodies import alert
from tests.store.samples import behind_our_back
from tests.usecases.stage import Clock, Stage, export_alert

pytestmark = pytest.mark.slow

BODY = json.dumps(alert()).encode()
CANDIDATE = json.dumps(export_alert()).encode()


def sent(mark: str) -> bytes:
    """A body as no other: the same bytes count once."""
    return json.dumps(alert() | {"sent": mark}).encode()


LATER = (
    *("aiohttp", "slack_bolt", "slack_sdk"),  # Slack
    *(
        "email_validator",
        "phonenumbers",
        "stdnum",
    ),  # what decides whether something in an alert is personal data
    *("alembic", "sentry_sdk"),
)

ALL_WELL = {"database": "ok", "tick": "ok", "reminders": "ok"}


def refused(bot: Bot) -> str:
    """Start it, and give the one sentence with which it ends."""
    bot.folder.mkdir(exist_ok=True)
    assert bot.spawn().wait(STARTS_WITHIN) == 2, bot.log
    (line,) = bot.log.splitlines()
    assert line.startswith("breachbot: ")
    return line


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    with serving(tmp_path / "bot") as started:
        yield started


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """One server for all who only look at it or send it a little."""
    with serving(tmp_path_factory.mktemp("running")) as started:
        yield started


class TestWhatItRefuses:
    def test_a_database_without_tables(self, tmp_path: Path) -> None:
        assert "run `breachbot migrate`" in refused(Bot(tmp_path / "bot"))

    def test_a_newer_schema(self, tmp_path: Path) -> None:
        bot = Bot(tmp_path)
        migrated(bot.database)
        with closing(sqlite3.connect(bot.database)) as database:
            database.execute("UPDATE alembic_version SET version_num = '9999'")
            database.commit()
        assert "migrated by a newer breachbot" in refused(bot)

    @pytest.mark.parametrize("which", ["port", "metrics_port"])
    def test_a_port_that_somebody_has(self, tmp_path: Path, which: str) -> None:
        bot = Bot(tmp_path)
        migrated(bot.database)
        with socket.create_server(("127.0.0.1", getattr(bot, which))):
            assert f"set BREACHBOT_{which.upper()} to another" in refused(bot)

    def test_a_second_process_on_sqlite(self, running: Bot, tmp_path: Path) -> None:
        second = Bot(tmp_path / "second", settings={"data_dir": str(running.folder)})
        assert "Another breachbot is using" in refused(second)
        assert running.hook(BODY).status == 200

    def test_missing_settings_one_line_each(self, tmp_path: Path) -> None:
        bot = Bot(tmp_path, words=(), settings={"sentry_secret": ""})
        assert bot.spawn().wait(STARTS_WITHIN) == 2
        lines = bot.log.splitlines()
        assert len(lines) == 6
        assert all(line.startswith("breachbot: ") and "BREACHBOT_" in line for line in lines)

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        bot = Bot(tmp_path, settings={"data_dir": str(tmp_path / "file" / "data")})
        assert "cannot be made" in refused(bot)

    def test_a_playbook_with_a_typo(self, tmp_path: Path) -> None:
        (tmp_path / "gdpr.yaml").write_text("idd: gdpr\n")
        bot = Bot(tmp_path, settings={"playbooks_dir": str(tmp_path)})
        assert "gdpr.yaml:1" in refused(bot)

    def test_postgres_without_a_master_key(self, tmp_path: Path) -> None:
        bot = Bot(tmp_path, settings={"database_url": "postgresql://nobody@127.0.0.1:1/none"})
        assert "BREACHBOT_MASTER_KEY is not set" in refused(bot)


class TestWhatItSurvives:
    def test_a_kill_under_load_loses_nothing_that_was_answered(self, bot: Bot) -> None:
        answered: list[str] = []
        over = threading.Event()

        def send(name: str) -> None:
            number = 0
            with suppress(OSError):  # the server is gone
                while not over.is_set():
                    number += 1
                    mark = f"{name}-{number}"
                    if bot.hook(sent(mark)).status == 200:
                        answered.append(mark)

        senders = [threading.Thread(target=send, args=(f"sender{n}",)) for n in range(8)]
        for sender in senders:
            sender.start()
        wait_until(lambda: len(answered) > 200, "so many answers")
        bot.kill()
        over.set()
        for sender in senders:
            sender.join()
        assert bot.stored() >= len(answered)

        bot.start()
        unread = "SELECT count(*) FROM delivery WHERE processed_at IS NULL"
        wait_until(lambda: bot.rows(unread)[0][0] == 0, "what was left unread to be read")
        ((count,),) = bot.rows("SELECT count FROM signal")
        assert count == bot.stored()
        assert bot.rows("SELECT kind, count(*) FROM event WHERE stream LIKE 'sig-%' GROUP BY kind") == [
            ("signal_received", 1)
        ]

    def test_a_full_disk_is_said_to_senders_and_forgotten_when_there_is_room(self, bot: Bot) -> None:
        assert bot.process is not None
        before, pid = bot.stored(), bot.process.pid
        sizes = [path.stat().st_size for path in bot.folder.iterdir() if path.is_file()]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (max(sizes), resource.RLIM_INFINITY))
        answers = [bot.hook(b" " * 900_000) for _ in range(3)]
        assert {(a.status, a.result, a.headers.get("retry-after")) for a in answers} == {
            (503, "cannot_store", "5")
        }
        assert bot.stored() == before
        wait_until(lambda: bot.get("/readyz").status == 503, "it to find that no write gets through")
        assert json.loads(bot.get("/readyz").body)["checks"]["database"] == "not ok"
        assert bot.metric('breachbot_signals_refused_total{reason="store_unavailable"}') == 3
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert bot.hook(BODY).status == 200
        assert bot.stored() == before + 1
        wait_until(lambda: bot.get("/readyz").status == 200, "it to be ready again")
        stretches = "SELECT source, how, count FROM missed"
        wait_until(lambda: bot.rows(stretches) == [("sentry", "refused", 3)], "the gap to be on record")

    def test_told_to_stop_it_stops_in_good_order_and_starts_again(self, bot: Bot) -> None:
        assert bot.hook(BODY).status == 200
        assert bot.stop() == 0
        assert "error" not in bot.log
        assert not bot.database.with_name("breachbot.db-wal").exists()
        bot.start()
        assert bot.hook(BODY).status == 200

    def test_a_request_that_is_being_answered_when_it_stops_is_answered(self, bot: Bot) -> None:
        assert bot.process is not None
        with closing(sqlite3.connect(bot.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            answers: list[int] = []
            sender = threading.Thread(target=lambda: answers.append(bot.hook(BODY).status))
            sender.start()
            time.sleep(0.3)
            bot.process.send_signal(signal.SIGTERM)
            time.sleep(0.2)
            other.execute("ROLLBACK")
            sender.join()
        assert answers == [200]
        assert bot.process.wait(90) == 0
        assert bot.stored() == 1


class TestWithoutSlack:
    def test_it_says_in_one_line_that_it_is_ready(self, running: Bot) -> None:
        wait_until(lambda: " is ready: " in running.log, "the line")
        lines = [line for line in running.log.splitlines() if not line.startswith("{")]
        assert lines == [
            f"breachbot {__version__} is ready: http://127.0.0.1:{running.port}, without Slack, SQLite."
        ]

    def test_it_takes_in_reads_and_keeps_clocks_and_is_ready(self, running: Bot) -> None:
        assert running.hook(sent("first")).status == 200
        wait_until(lambda: running.rows("SELECT count FROM signal") == [(running.stored(),)], "the signal")
        wait_until(lambda: running.get("/readyz").status == 200, "the first tick")
        assert json.loads(running.get("/readyz").body)["checks"] == ALL_WELL
        assert running.metric("breachbot_last_tick_timestamp_seconds") > time.time() - 60

    def test_it_stays_ready_although_nothing_is_sent(self, bot: Bot) -> None:
        wait_until(lambda: bot.get("/readyz").status == 200, "the first tick")
        assert bot.stop() == 0
        with closing(sqlite3.connect(bot.database)) as database:
            old = "2020-01-01 00:00:00.000000"
            columns = "key, kind, lane, stream, slot, args, attempts, state, created_at"
            values = "'k', 'failure_note', 'triage', 'team', '', '{}', 0, 'waiting', ?"
            database.execute(f"INSERT INTO outbox ({columns}) VALUES ({values})", [old])
            database.commit()
        bot.start()
        wait_until(lambda: bot.get("/readyz").status == 200, "it to be ready")

    def test_slack_has_no_door(self, running: Bot) -> None:
        assert running.ask(f"http://127.0.0.1:{running.port}/slack/events").status == 404

    def test_its_start_loads_nothing_that_is_needed_later_or_never(self, tmp_path: Path) -> None:
        bot = Bot(tmp_path, program=("-c", NAMING, ",".join(LATER)))
        migrated(bot.database)
        try:
            bot.start()
            assert bot.stop() == 0
        finally:
            bot.kill_if_running()
        assert bot.log.splitlines()[-1] == "loaded:", bot.log


def test_while_slack_is_down_it_stays_ready_to_take_alerts_in_and_shows_it(tmp_path: Path) -> None:
    slack = {
        "slack_bot_token": "xoxb-1",
        "slack_signing_secret": "a secret of Slack's",
        "triage_channel": "C1",
        "dpo": "U1",
        "responders": "U2",
        "slack_api_url": f"http://127.0.0.1:{free_port()}/api/",
    }
    with serving(tmp_path, with_slack=True, **slack) as bot:
        assert bot.hook(CANDIDATE).status == 200
        wait_until(lambda: bot.rows("SELECT 1 FROM outbox WHERE attempts > 0"), "a try to show it")
        assert bot.stop() == 0
        with closing(sqlite3.connect(bot.database)) as database:
            database.execute("UPDATE outbox SET created_at = '2020-01-01 00:00:00.000000'")
            database.commit()
        bot.start()
        wait_until(lambda: b"stuck" in bot.get("/readyz").body, "it to see that nothing gets out")
        wait_until(lambda: bot.get("/readyz").status == 200, "the first tick to be over")
        assert json.loads(bot.get("/readyz").body) == {
            "ready": True,
            "checks": ALL_WELL,
            "notes": {"clocks": "ok", "machine_clock": "ok", "outbox": "stuck"},
        }
        assert bot.hook(CANDIDATE).status == 200
        assert names_in_the_readme() == {*ALL_WELL, "clocks", "machine_clock", "outbox", "socket_mode"}


def names_in_the_readme() -> set[str]:
    """What the README says that `/readyz` shows."""
    text = (bundled("playbooks").parent / "README.md").read_text()
    health = text.partition("- **Health.**")[2].partition("\n- **")[0]
    return set(re.findall(r"`(\w+)`", health.partition("`/readyz`")[2]))


@pytest.mark.postgres
def test_two_processes_on_postgres_take_in_side_by_side(postgres_database: Database, tmp_path: Path) -> None:
    assert postgres_database.master_key is not None
    settings = {"database_url": postgres_database.url, "master_key": postgres_database.master_key}
    bots = [Bot(tmp_path / name, settings=settings) for name in ("one", "two")]
    for bot in bots:
        bot.folder.mkdir()
        bot.start()
    try:
        for n in range(10):
            answers = [bot.hook(sent(f"{n}-{number}")) for number, bot in enumerate(bots)]
            assert [answer.status for answer in answers] == [200, 200]
        store = postgres_database.open()
        wait_until(lambda: store.read(lambda tx: tx.backlog()).deliveries == 0, "all to be read")
        assert [row.count for row in store.read(lambda tx: tx.signals())] == [20]
        store.close()
    finally:
        codes = [bot.stop() for bot in bots]
    assert codes == [0, 0]


@pytest.mark.postgres
def test_a_process_whose_database_a_newer_version_has_migrated_stops_and_says_so(
    postgres_database: Database, tmp_path: Path
) -> None:
    assert postgres_database.master_key is not None
    key = postgres_database.master_key
    with serving(tmp_path, database_url=postgres_database.url, master_key=key) as bot:
        assert bot.process is not None
        try:
            behind_our_back(postgres_database, "UPDATE alembic_version SET version_num = '9999'")
            assert bot.process.wait(STARTS_WITHIN) == 2
        finally:  # other tests use this database
            behind_our_back(postgres_database, f"UPDATE alembic_version SET version_num = '{HEAD}'")
        said = [line for line in bot.log.splitlines() if line.startswith("breachbot: ")]
        assert said == [
            "breachbot: The database was migrated by a newer breachbot: install that version or a later one."
        ]
        assert "Traceback" not in bot.log


def test_told_to_stop_in_the_middle_of_a_tick_it_names_nothing_as_wrong_and_loses_nothing(
    tmp_path: Path,
) -> None:
    path = tmp_path / "breachbot.db"
    migrated(path)
    store = Database(f"sqlite:///{path}", tmp_path, None).open()
    stage = Stage(store, Clock(datetime.now(UTC) - timedelta(days=2))).team(Team())
    copies(stage, stage.reported(), 200)
    store.close()
    with serving(tmp_path) as bot:
        raised = "SELECT count(*) FROM event WHERE kind = 'reminder_raised'"
        wait_until(lambda: bot.rows(raised)[0][0] > 0, "the first reminder")
        assert bot.stop() == 0
        assert '"level": "error"' not in bot.log
        before = bot.rows(raised)[0][0]
        assert before < 201, "the tick was over before it was told to stop"
        bot.start()
        wait_until(lambda: bot.rows(raised)[0][0] == 201, "the others")
