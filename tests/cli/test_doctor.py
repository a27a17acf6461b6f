"""The doctor looks at this machine: database, keys, folders, effects given up, and the server that runs."""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from operator import methodcaller
from pathlib import Path
from typing import Any, cast

import pytest
from aiohttp import web

from breachbot.cli.doctor_house import READ_WITHIN, examine_house
from breachbot.cli.doctor_server import examine_server
from breachbot.cli.findings import Examined
from breachbot.deadlines.silence import Watched
from breachbot.settings import Settings
from breachbot.slack.api import ApiFailure
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.outbox import HELD_UP
from breachbot.usecases.ports.watch import How, Stretch
from breachbot.web.webhooks import SAMPLE
from breachbot.workspace.server import listen
from tests.app.process import PREVIOUS, SECRET, serving, sign, wait_until
from tests.cli.commands import run_here
from tests.conftest import Database
from tests.store.samples import SIG, behind_our_back, claimed


def settings(database: Database, **changed: Any) -> Settings:
    given: dict[str, Any] = {
        "data_dir": database.data_dir,
        "database_url": database.url,
        "master_key": database.master_key,
    }
    return Settings(_env_file=None, _env_prefix="BREACHBOT_NOBODY_", **given | changed)


def house(database: Database, **changed: Any) -> dict[str, Examined]:
    return {finding.name: finding for finding in examine_house(settings(database, **changed))}


def test_a_database_that_was_used_is_well_on_both_kinds(database: Database) -> None:
    database.open().close()
    found = house(database)
    assert {f.name: f.says for f in found.values() if f.state != "ok"} == {}
    names = [
        "database",
        "master key",
        "log",
        "clocks",
        "reading",
        "outbox",
        "sources",
        "publication",
        "templates",
    ]
    if database.kind == "postgres":
        names.insert(1, "database clock")
    assert list(found) == names


@pytest.mark.parametrize(("age", "state"), [(0, "ok"), (READ_WITHIN - 20, "ok"), (READ_WITHIN + 20, "wrong")])
def test_alerts_that_nobody_reads_are_told(sqlite_database: Database, age: float, state: str) -> None:
    store = sqlite_database.open()

    async def came() -> None:
        at = datetime.now(UTC) - timedelta(seconds=age)
        await store.accept(NewDelivery("sentry", at, {}, b"{}"))

    asyncio.run(came())
    store.close()
    finding = house(sqlite_database)["reading"]
    assert (finding.state, "1 alerts" in finding.says) == (state, True)


def test_before_the_first_start_the_key_is_not_known(sqlite_database: Database) -> None:
    finding = house(sqlite_database)["master key"]
    assert (finding.state, "first start" in finding.says) == ("unknown", True)


def test_no_database_says_what_to_run_and_makes_none(tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path}/none/breachbot.db", tmp_path / "none", None)
    found = house(nowhere)
    assert "run `breachbot migrate`" in found["database"].says
    assert "master key" not in found
    assert list(tmp_path.iterdir()) == []


def test_an_older_schema_and_a_damaged_file_are_told_apart(sqlite_database: Database) -> None:
    path = sqlite_database.data_dir / "breachbot.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    assert "migrated by a newer breachbot" in house(sqlite_database)["database"].says
    path.write_bytes(b"this is no database, whatever its name may say" * 100)
    finding = house(sqlite_database)["database"]
    assert finding.state == "wrong"


def test_a_postgres_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    gone = Database("postgresql+psycopg://nobody:secret@127.0.0.1:9/none", tmp_path, None)
    finding = house(gone)["database"]
    assert finding.state == "wrong"
    assert "secret" not in finding.says


def test_a_key_of_another_database_or_one_that_others_can_read(
    sqlite_database: Database, tmp_path: Path
) -> None:
    sqlite_database.open().close()
    key = sqlite_database.data_dir / "master.key"
    key.chmod(0o640)
    assert f"run `chmod 600 {key}`" in house(sqlite_database)["master key"].says
    key.unlink()
    assert "The master key is missing" in house(sqlite_database)["master key"].says


def test_a_database_that_others_can_read_is_named_with_the_command(sqlite_database: Database) -> None:
    sqlite_database.open().close()
    assert "files" not in house(sqlite_database)
    path = sqlite_database.data_dir / "breachbot.db"
    path.chmod(0o640)
    finding = house(sqlite_database)["files"]
    assert finding.state == "wrong"
    assert f"run `chmod 600 {path}" in finding.says


def test_rows_without_a_key_are_not_well(sqlite_database: Database) -> None:
    store = sqlite_database.open()
    store.write(lambda tx: tx.append(SIG, 0, [claimed()]))
    store.close()
    behind_our_back(sqlite_database, "DELETE FROM data_key WHERE id = :id", id=SIG)
    finding = house(sqlite_database)["log"]
    assert (finding.state, finding.says[:22]) == ("wrong", "1 rows have no key and")


def test_a_log_that_was_changed_is_found(sqlite_database: Database) -> None:
    sqlite_database.open().close()
    with closing(sqlite3.connect(sqlite_database.data_dir / "breachbot.db")) as database:
        database.execute("UPDATE chain_head SET position = 7")
        database.commit()
    finding = house(sqlite_database)["log"]
    assert (finding.state, "its head names row 7: the tail was cut" in finding.says) == ("wrong", True)


def _outbox_row(
    database: Database, state: str, created: str = "2026-11-28 07:00:00.000000", error: str | None = None
) -> None:
    columns = "key, kind, lane, stream, slot, args, attempts, state, created_at, error"
    values = "?, 'draft_card', 'x', 'pdb-1', '', '{}', 0, ?, ?, ?"
    with closing(sqlite3.connect(database.data_dir / "breachbot.db")) as opened:
        opened.execute(
            f"INSERT INTO outbox ({columns}) VALUES ({values})", [os.urandom(4).hex(), state, created, error]
        )
        opened.commit()


def test_of_many_gaps_a_few_are_told_and_how_many_more_there_are(database: Database) -> None:
    now = datetime.now(UTC)
    names = ("okta", "github", "gitlab", "pagerduty", "sentry")
    given = {f"{name}_secret": "s" * 20 for name in names}
    store = database.open()
    try:
        says = house(database, **given)["sources"].says
        assert says.endswith("_EXPECTED_EVERY, and those of 4 more")
        for name in names:
            stretch = Stretch(name, "refused", now, now, 7)
            store.write(methodcaller("missed", stretch, timedelta(), timedelta(hours=1)))
    finally:
        store.close()
    says = house(database, **given)["sources"].says
    assert says.count("were refused with 503") == 3
    assert says.endswith("; and 2 more, see `breachbot sources`")


def test_a_silent_source_and_what_was_refused_are_named(database: Database) -> None:
    now = datetime.now(UTC)
    given = {"sentry_secret": "s" * 20, "okta_secret": "o" * 20, "sentry_expected_every": "PT12H"}
    store = database.open()
    try:
        assert house(database, **given)["sources"].says == (
            "nothing was refused in the last day; to hear of a silence, set BREACHBOT_OKTA_EXPECTED_EVERY"
        )
        store.write(lambda tx: tx.watch(Watched("sentry", now - timedelta(hours=13))))
        for how, ago in (("refused", 1), ("late", 2), ("refused", 25)):
            at = now - timedelta(hours=ago)
            stretch = Stretch("okta", cast(How, how), at, at, 7)
            store.write(methodcaller("missed", stretch, timedelta(), timedelta(hours=1)))
    finally:
        store.close()
    finding = house(database, **given)["sources"]
    assert finding.state == "wrong"
    *refused, silent = finding.says.split("; ")
    assert silent.startswith("nothing has come from sentry since ")
    assert [words.split(" 20")[0] for words in refused] == [
        "7 requests of okta were refused with 503 until",
        "7 requests of okta were answered late until",
    ]


def test_effects_that_were_given_up_are_counted_by_kind(sqlite_database: Database) -> None:
    for _ in range(2):
        _outbox_row(sqlite_database, "failed")
    finding = house(sqlite_database)["outbox"]
    assert (finding.state, "2 effects were given up (draft_card 2)" in finding.says) == ("wrong", True)


def test_effects_that_wait_too_long_are_wrong(sqlite_database: Database) -> None:
    _outbox_row(sqlite_database, "waiting", "2020-01-01 00:00:00.000000")
    with_slack = house(sqlite_database, slack_bot_token="xoxb-1")["outbox"]
    assert "the oldest of 1 effects has waited" in with_slack.says
    without = house(sqlite_database)["outbox"]
    assert (without.state, "which is not set up here: nothing to do" in without.says) == ("ok", True)


def test_what_slack_refuses_is_named_with_what_to_do(sqlite_database: Database) -> None:
    archived = ApiFailure("chat.update", "is_archived", repair="is_archived:C1")
    _outbox_row(sqlite_database, "waiting", error=f"{HELD_UP}{archived}")
    finding = house(sqlite_database)["outbox"]
    assert finding.state == "wrong"
    assert "1 effects wait, and go out once this is fixed: chat.update: is_archived" in finding.says
    assert "unarchive it" in finding.says


def test_what_always_fails_and_who_is_not_let_in_are_named(sqlite_database: Database) -> None:
    _outbox_row(
        sqlite_database, "waiting", error="chat.postMessage: an answer that is not Slack's (HTTP 413)"
    )
    _outbox_row(sqlite_database, "waiting")
    with closing(sqlite3.connect(sqlite_database.data_dir / "breachbot.db")) as opened:
        opened.execute("UPDATE outbox SET aside_at = created_at WHERE error IS NOT NULL")
        opened.execute("UPDATE outbox SET kind = 'invitation' WHERE error IS NULL")
        opened.commit()
    finding = house(sqlite_database)["outbox"]
    assert finding.state == "wrong"
    assert (
        "1 effects keep failing and have stepped aside; they are still tried: chat.postMessage"
        in finding.says
    )
    assert "(HTTP 413)" in finding.says
    assert "1 people could not be added to the channel of an incident yet" in finding.says


def test_effects_that_wait_too_long_say_what_the_last_try_came_to(sqlite_database: Database) -> None:
    revoked = ApiFailure("chat.update", "token_revoked")
    _outbox_row(sqlite_database, "waiting", "2020-01-01 00:00:00.000000", str(revoked))
    assert "install the app again and set its new token" in house(sqlite_database)["outbox"].says


def test_a_page_that_cannot_be_written_and_a_template_with_a_fault(
    sqlite_database: Database, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    found = house(sqlite_database, public_dir=tmp_path / "file" / "public", templates_dir=tmp_path)
    assert "BREACHBOT_PUBLIC_DIR: the folder" in found["publication"].says
    assert "this template is missing" in found["templates"].says


def test_each_place_of_the_page_is_looked_at(sqlite_database: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "no-repository").mkdir()
    places = {
        "publish_to": ("static", "docusaurus", "git", "webhook"),
        "public_dir": tmp_path / "public",
        "docusaurus_dir": tmp_path / "file" / "docs",
        "git_dir": tmp_path / "no-repository",
    }
    finding = house(sqlite_database, **places)["publication"]
    assert finding.state == "wrong"
    docusaurus, git, webhook = finding.says.split("; ")
    assert docusaurus.startswith("BREACHBOT_DOCUSAURUS_DIR: the folder")
    assert git.startswith("BREACHBOT_GIT_DIR: git failed: fatal: not a git repository")
    assert webhook.startswith("BREACHBOT_WEBHOOK_URL is not set")
    mended = places | {"docusaurus_dir": tmp_path / "docs", "git_dir": tmp_path / "notices.git"}
    mended |= {"webhook_url": "https://status.example.com/hook", "webhook_secret": "x"}
    ok = house(sqlite_database, **mended)["publication"]
    assert (ok.state, "static, docusaurus, git, webhook" in ok.says) == ("ok", True)


def server(bot_url: str | None, **given: Any) -> dict[str, Examined]:
    made = Settings(_env_file=None, _env_prefix="BREACHBOT_NOBODY_", **given)
    return {finding.name: finding for finding in asyncio.run(examine_server(made, bot_url))}


def test_a_server_that_is_not_there() -> None:
    found = server("http://127.0.0.1:9", sentry_secret=SECRET)
    assert "is `serve` running?" in found["server"].says
    assert found["sentry hook"].state == "unknown"


def answered(status: int, body: Any) -> list[Examined]:
    """What is found of a server that gives this answer to everything."""

    async def answer(request: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    async def whole() -> list[Examined]:
        served = web.Application()
        served.router.add_route("*", "/{path:.*}", answer)
        runner, sock = web.AppRunner(served), listen("127.0.0.1", 0)
        await runner.setup()
        await web.SockSite(runner, sock).start()
        try:
            made = Settings(_env_file=None, _env_prefix="BREACHBOT_NOBODY_", sentry_secret=SECRET)
            return await examine_server(made, f"http://127.0.0.1:{sock.getsockname()[1]}")
        finally:
            await runner.cleanup()

    return asyncio.run(whole())


def test_a_proxy_that_keeps_the_state_back_is_no_fault() -> None:
    found, hook = answered(404, {})
    assert (found.state, "keeps /readyz back" in found.says) == ("unknown", True)
    assert "answered 404 to a forged signature" in hook.says


@pytest.mark.parametrize("body", ["hello", [], {}, {"checks": "ok"}])
def test_something_else_that_answers_is_not_taken_for_breachbot(body: Any) -> None:
    found, hook = answered(200, body)
    assert (found.state, "it is not breachbot" in found.says) == ("wrong", True)
    assert "answered 200 to a forged signature" in hook.says


def test_a_server_that_is_asked_by_another_name_than_it_is_set_to_is_told_apart() -> None:
    found, _ = answered(421, {"result": "other_host"})
    assert (found.state, "add the host to BREACHBOT_HEALTH_HOSTS" in found.says) == ("wrong", True)


def test_a_server_that_is_not_ready_or_has_lost_slack_says_in_what() -> None:
    checks = {"database": "ok", "tick": "not ok"}
    assert "is not ready, because of its tick:" in answered(503, {"ready": False, "checks": checks})[0].says
    notes = {"outbox": "ok", "socket_mode": "not connected"}
    found = answered(200, {"ready": True, "checks": {"database": "ok"}, "notes": notes})[0]
    assert (found.state, "its socket mode is not connected" in found.says) == ("wrong", True)


@pytest.mark.slow
def test_the_sample_opens_the_hook_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with serving(tmp_path) as bot:
        wait_until(lambda: bot.get("/readyz").status == 200, "the first tick")
        found = server(None, port=bot.port, sentry_secret=SECRET, sentry_secret_previous=PREVIOUS)
        assert {f.state for f in found.values()} == {"ok"}, found
        assert list(found) == ["server", "sentry hook", "sentry hook, previous secret"]
        other = server(None, port=bot.port, sentry_secret="another")
        assert "the running server has a different secret" in other["sentry hook"].says
        far = server(None, port=bot.port, aws_topics="arn:aws:sns:eu-west-1:210987654321:alerts")["aws hook"]
        assert (far.state, "only Amazon Web Services can sign" in far.says) == ("ok", True)
        assert bot.stored() == 0
        # Only these bytes are passed over: one more, and it is a delivery like any other.
        assert bot.hook(SAMPLE + b" ", sign(SAMPLE + b" ")).result == "stored"
        assert bot.stored() == 1


@pytest.mark.slow
def test_the_exit_code_says_whether_anything_is_wrong(tmp_path: Path) -> None:
    phone = "+353 1 555 0100"
    with serving(tmp_path, dpo="U1", company_name="Shop", dpo_phone=phone, authority_name="DPC") as bot:
        wait_until(lambda: bot.get("/readyz").status == 200, "the first tick")
        well = run_here(bot.folder, "doctor", "--without-slack", **bot.given())
        assert well.returncode == 0, well.stdout
        assert all(line.startswith("ok       ") for line in well.stdout.splitlines())
        wrong = run_here(bot.folder, "doctor", "--json", **bot.given())
        assert wrong.returncode == 1
        listed = json.loads(wrong.stdout)
        assert {"name": "slack", "state": "unknown", "says": "BREACHBOT_SLACK_BOT_TOKEN is not set"} in listed
        assert SECRET not in wrong.stdout + wrong.stderr


def test_settings_that_others_can_read_are_found(sqlite_database: Database, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BREACHBOT_SENTRY_SECRET=x\n")
    given = {"data_dir": str(sqlite_database.data_dir)}
    for mode, listed in ((0o600, False), (0o640, True)):
        (tmp_path / ".env").chmod(mode)
        said = run_here(tmp_path, "doctor", "--without-slack", **given).stdout
        assert ("files: others can read .env: run `chmod 600 .env`" in said) == listed, said


def test_a_company_that_notices_cannot_name_is_found(tmp_path: Path) -> None:
    named = {"company_name": "Shop", "dpo_email": "privacy@shop.example.com", "authority_name": "DPC"}

    def notices(**given: str) -> tuple[str, str]:
        ended = run_here(tmp_path, "doctor", "--without-slack", "--json", data_dir=str(tmp_path), **given)
        (found,) = [each for each in json.loads(ended.stdout) if each["name"] == "notices"]
        return found["state"], found["says"]

    assert notices(**named)[0] == "ok"
    assert "not set: BREACHBOT_COMPANY_ADDRESS, BREACHBOT_DPO_NAME" in notices(**named)[1]
    for left_out, said in (
        ("company_name", "BREACHBOT_COMPANY_NAME"),
        ("dpo_email", "BREACHBOT_DPO_EMAIL or BREACHBOT_DPO_PHONE"),
        ("authority_name", "BREACHBOT_AUTHORITY_NAME"),
    ):
        given = {name: value for name, value in named.items() if name != left_out}
        assert notices(**given) == ("wrong", f"every notice reads “not known yet” until you set {said}")


def test_a_clock_that_stands_still_is_named(database: Database) -> None:
    store = database.open()
    store.write(lambda tx: tx.put_off("pdb-aaaaaaaa", "Erased"))
    store.close()
    found = house(database)["clocks"]
    assert found.state == "wrong"
    assert "pdb-aaaaaaaa (Erased, tried 1 times)" in found.says


def test_what_forms_ask_of_every_company_is_found_open(tmp_path: Path) -> None:
    def filing(**given: str) -> dict[str, str]:
        ended = run_here(tmp_path, "doctor", "--without-slack", "--json", data_dir=str(tmp_path), **given)
        (found,) = [each for each in json.loads(ended.stdout) if each["name"] == "filing"]
        return dict(found)

    some = filing(company_country="IE", company_sector="Software")
    assert some["state"] == "ok"
    assert "17 forms, and 2 of 10 answers about the company; to be typed into each form: " in some["says"]
    assert "BREACHBOT_REGISTRATION_NUMBER" in some["says"]
    assert "BREACHBOT_COMPANY_COUNTRY" not in some["says"]
