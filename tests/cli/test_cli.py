"""The command line as an operator meets it: exit codes, and one line for what is wrong."""

from __future__ import annotations

import base64
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from breachbot.cli.main import app
from breachbot.configured.places import bundled
from breachbot.settings import variable, with_tables
from breachbot.store.playbooks import load_regimes
from tests.cli.commands import in_a_process, run_here
from tests.conftest import Database
from tests.publish.another_language import add_language
from tests.store.samples import aware, behind_our_back
from tests.usecases.stage import Stage

SECRET = "correct-horse-battery-staple"
ENOUGH = {
    "sentry_secret": SECRET,
    "slack_bot_token": "xoxb-1",
    "slack_signing_secret": SECRET,
    "triage_channel": "C1",
    "responders": "U2",
    "dpo": "U1",
}
"""Everything that `serve` cannot do without."""


def test_help_names_every_command(tmp_path: Path) -> None:
    ended = in_a_process(tmp_path, "--help")
    for command in app.registered_commands:
        assert command.callback is not None
        name = command.name or command.callback.__name__.replace("_", "-")
        assert re.search(rf"^  {name}\b", ended.stdout, re.MULTILINE), name


def test_no_command_waits_for_the_libraries_of_another() -> None:
    """Each takes a good part of a second to import; `--help`, and a mistyped command, need none of them."""
    heavy = (
        "aiohttp",
        "apscheduler",
        "jinja2",
        "phonenumbers",
        "pydantic",
        "slack_bolt",
        "sqlalchemy",
        "starlette",
    )
    asked = f"import sys, breachbot.cli.main; print(*({{*{heavy}}} & {{*sys.modules}}))"
    ended = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=60
    )
    assert ended.stdout.split() == []


def test_a_wrong_use_names_the_command_as_the_pages_do(tmp_path: Path) -> None:
    ended = in_a_process(tmp_path, "register", "show")
    assert ended.returncode == 2
    assert ended.stderr.startswith("Usage: breachbot register show ")


def test_a_format_that_there_is_not_is_one_sentence(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "register", "export", "--format", "xml")
    assert ended.returncode == 2
    assert ended.stderr == "breachbot: --format: “xml” is not a format of the register: use json or csv.\n"


def test_a_folder_that_notices_cannot_be_written_to_is_one_sentence(sqlite_database: Database) -> None:
    stage, folder = Stage(sqlite_database.open()).team(), sqlite_database.data_dir
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    stage.approve(incident, "page")
    stage.store.close()
    given = {"data_dir": str(folder)}
    written = run_here(folder, "notices", incident, "--out", str(folder / "out"), **given)
    assert written.returncode == 0, written.stderr
    *files, authority, mail = written.stdout.splitlines()
    assert [line.endswith(": draft 1, its approval holds.") for line in files] == [True, True]
    assert authority == "authority: draft 1 waits for approval; it is not written."
    assert mail.startswith("mail: ")
    ended = run_here(folder, "notices", incident, "--out", str(folder / "breachbot.db" / "out"), **given)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (2, 1)
    assert ended.stderr.startswith("breachbot: The notices cannot be written below ")


def test_with_the_notice_to_the_authority_comes_where_it_is_filed(sqlite_database: Database) -> None:
    stage, folder = Stage(sqlite_database.open()).team(), sqlite_database.data_dir
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    stage.approve(incident, "page")
    given = {"data_dir": str(folder), "authority_form_url": "https://forms.dpc.example/breach"}
    words = ("notices", incident, "--out", str(folder / "out"))
    assert "forms.dpc.example" not in run_here(folder, *words, **given).stdout
    stage.approve(incident, "authority")
    stage.store.close()
    filed = run_here(folder, *words, **given).stdout
    assert "The authority takes the notice at https://forms.dpc.example/breach.\n" in filed


def test_serve_says_what_is_missing_one_line_each(tmp_path: Path) -> None:
    ended = in_a_process(tmp_path, "serve", sentry_secret=SECRET, dpo="U1")
    assert ended.returncode == 2
    lines = ended.stderr.splitlines()
    assert [line.split()[1] for line in lines] == [
        "BREACHBOT_SLACK_BOT_TOKEN",
        "BREACHBOT_SLACK_SIGNING_SECRET",
        "BREACHBOT_TRIAGE_CHANNEL",
        "BREACHBOT_RESPONDERS",
    ]
    assert SECRET not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_setting_is_one_line_without_a_traceback(tmp_path: Path) -> None:
    ended = in_a_process(tmp_path, "serve", port="many", dpo_email="foo", sentry_secret=SECRET)
    assert ended.returncode == 2
    first, second = ended.stderr.splitlines()
    assert first == "breachbot: BREACHBOT_PORT: must be a whole number from 1 to 65535"
    assert second.startswith("breachbot: BREACHBOT_DPO_EMAIL: is no e-mail address")


def test_check_passes_with_what_serve_needs_and_the_bundled_files(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "check", **ENOUGH)
    assert ended.returncode == 0, ended.stdout
    assert "ok: settings" in ended.stdout
    assert "wrong" not in ended.stdout
    assert "note: BREACHBOT_COMPANY_NAME is not set" in ended.stdout
    assert re.search(
        r"^note: database: there is none at \S+ yet: run `breachbot migrate`", ended.stdout, re.MULTILINE
    )
    assert list(tmp_path.iterdir()) == []


def test_check_refuses_a_database_that_serve_would_refuse(sqlite_database: Database) -> None:
    folder = sqlite_database.data_dir
    given = ENOUGH | {"data_dir": str(folder)}
    assert "ok: database" in run_here(folder, "check", **given).stdout
    sqlite_database.open().close()
    (folder / "master.key").unlink()
    without_key = run_here(folder, "check", **given)
    assert (without_key.returncode, "wrong: master key: The master key is missing" in without_key.stdout) == (
        2,
        True,
    )
    with closing(sqlite3.connect(folder / "breachbot.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    newer = run_here(folder, "check", **given)
    assert (newer.returncode, "wrong: database: The database was migrated by a newer" in newer.stdout) == (
        2,
        True,
    )


@pytest.mark.parametrize("words", [(), ("--without-slack",)])
def test_check_fails_without_a_dpo(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = run_here(tmp_path, "check", *words, **ENOUGH | {"dpo": ""})
    assert ended.returncode == 2
    (line,) = [line for line in ended.stdout.splitlines() if line.startswith("wrong: ")]
    assert line.startswith("wrong: BREACHBOT_DPO is not set")


def test_check_without_slack_wants_nothing_of_slack(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "check", "--without-slack", sentry_secret=SECRET, dpo="U1")
    assert ended.returncode == 0, ended.stdout


def test_check_names_each_wrong_setting_on_a_line_of_its_own(tmp_path: Path) -> None:
    wrong = {"dpo_email": "foo", "public_url": "shop.example.com", "port": "0", "database_url": "mysql://h/d"}
    ended = run_here(tmp_path, "check", **ENOUGH | wrong)
    assert ended.returncode == 2
    named = [line.split()[1].rstrip(":") for line in ended.stdout.splitlines()]
    assert sorted(named) == sorted(variable(name) for name in wrong)


def test_check_and_serve_name_the_setting_of_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    wrong = {"data_dir": str(tmp_path / "file" / "data"), "templates_dir": str(tmp_path / "none")}
    checked = run_here(tmp_path, "check", **ENOUGH | wrong)
    refused = in_a_process(tmp_path, "serve", **ENOUGH | wrong)
    assert (checked.returncode, refused.returncode) == (2, 2)
    for line, said in zip(refused.stderr.splitlines(), ("TEMPLATES_DIR", "DATA_DIR"), strict=True):
        assert line.startswith(f"breachbot: BREACHBOT_{said}: ")
        assert line.replace("breachbot: ", "wrong: ", 1) in checked.stdout


def test_check_of_the_files_alone_needs_no_dpo(tmp_path: Path) -> None:
    assert run_here(tmp_path, "check", "--files").returncode == 0


def test_check_fails_for_a_dpo_who_is_their_own_deputy(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "check", **ENOUGH, deputies="U2,U1")
    assert (ended.returncode, "wrong: BREACHBOT_DEPUTIES" in ended.stdout) == (2, True)


def test_check_reports_a_misspelt_variable(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BREACHBOT_TRIAGE_CHANEL=C1\n")
    ended = run_here(tmp_path, "check", **ENOUGH)
    assert ended.returncode == 2
    assert "did you mean BREACHBOT_TRIAGE_CHANNEL?" in ended.stdout


def test_check_names_file_and_line_of_a_typo_in_a_playbook(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks"
    shutil.copytree(bundled("playbooks"), folder)
    path = folder / "gdpr.yaml"
    lines = path.read_text().splitlines()
    lines.insert(3, "obligatons: []")
    path.write_text("\n".join(lines))
    ended = run_here(tmp_path, "check", **ENOUGH, playbooks_dir=str(folder))
    assert ended.returncode == 2
    assert f"wrong: {path}:4: " in ended.stdout


def test_check_names_file_and_line_of_a_typo_in_the_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks"
    shutil.copytree(bundled("playbooks"), folder)
    path = folder / "catalogue.yaml"
    path.write_text(path.read_text() + "  - {id: shoe, title: Size of shoe, kinds: [shoes], enisa: simple}\n")
    ended = run_here(tmp_path, "check", dpo="U1", playbooks_dir=str(folder))
    assert ended.returncode == 2
    assert f"wrong: {path}:{len(path.read_text().splitlines())}: " in ended.stdout
    assert "there is no kind of data “shoes”" in ended.stdout


@pytest.mark.parametrize(
    ("added", "what"), [("{% if %}", "Expected an expression"), ("{{ f.no_such_field }}", "no_such_field")]
)
def test_check_names_file_and_line_of_a_fault_in_a_template(tmp_path: Path, added: str, what: str) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(bundled("templates"), folder)
    path = folder / "en/mail/mail.md.j2"
    path.write_text(added + "\n" + path.read_text())
    ended = run_here(tmp_path, "check", **ENOUGH, templates_dir=str(folder))
    assert ended.returncode == 2
    (line,) = [line for line in ended.stdout.splitlines() if line.startswith("wrong: ")]
    assert re.search(r"en/mail/mail\.md\.j2:1: ", line), line
    assert what in line


def test_check_reads_every_language_and_the_reasons_of_every_playbook(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(bundled("templates"), folder)
    add_language(folder, load_regimes(bundled("playbooks")))
    ended = run_here(tmp_path, "check", **ENOUGH, templates_dir=str(folder), locale="xx")
    assert (ended.returncode, f"ok: {folder}/xx" in ended.stdout) == (0, True), ended.stdout

    words = folder / "xx" / "words.yaml"
    lines = words.read_text().splitlines()
    (at,) = (n for n, line in enumerate(lines) if line.startswith("  notify_authority.otherwise:"))
    words.write_text("\n".join(line.replace("notify_authority.otherwise", "mistyped") for line in lines))
    ended = run_here(tmp_path, "check", **ENOUGH, templates_dir=str(folder))
    assert ended.returncode == 2
    assert f"wrong: {words}:{at + 1}: reasons.mistyped: this key is not known" in ended.stdout
    assert f"ok: {folder}/en" in ended.stdout

    words.write_text("\n".join(lines[:at] + lines[at + 1 :]))
    ended = run_here(tmp_path, "check", **ENOUGH, templates_dir=str(folder))
    assert ended.returncode == 2
    assert re.search(
        r"words\.yaml:\d+: reasons\.notify_authority\.otherwise: this key is missing", ended.stdout
    )


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("nl", "nl/words.yaml: this template is missing"),
        ("../en", "BREACHBOT_LOCALE"),
        ("EN", "BREACHBOT_LOCALE"),
    ],
)
def test_check_refuses_a_language_that_is_not_there(tmp_path: Path, locale: str, said: str) -> None:
    ended = run_here(tmp_path, "check", **ENOUGH, locale=locale)
    assert ended.returncode == 2
    assert said in ended.stdout


def test_check_wants_a_playbook(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "check", **ENOUGH, playbooks_dir=str(tmp_path))
    assert ended.returncode == 2
    assert (
        f"wrong: {tmp_path}: no playbook in this folder has an obligation that is met by “register”"
        in ended.stdout
    )


def test_settings_prints_names_and_no_values(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "settings", slack_bot_token=SECRET)
    for name in with_tables(bundled("playbooks")).model_fields:
        assert f"{variable(name)}=" in ended.stdout
    assert SECRET not in ended.stdout


def test_manifest_is_json_for_the_given_address(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "manifest", "--url", "https://bot.example.org")
    manifest = json.loads(ended.stdout)
    assert manifest["settings"]["interactivity"]["request_url"].startswith("https://bot.example.org/")


def test_the_manifest_for_a_workspace_without_files_asks_for_none(tmp_path: Path) -> None:
    asked = json.loads(run_here(tmp_path, "manifest", "--no-files").stdout)["oauth_config"]["scopes"]["bot"]
    assert not [scope for scope in asked if scope.startswith("files:")]


def test_the_manifest_for_socket_mode_holds_no_address(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "manifest", "--socket-mode")
    manifest = json.loads(ended.stdout)
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}
    assert manifest["features"]["slash_commands"][0]["command"] == "/breach"
    assert "://" not in ended.stdout


def test_a_master_key_is_new_each_time_and_32_bytes_long(tmp_path: Path) -> None:
    keys = [run_here(tmp_path, "master-key").stdout.strip() for _ in range(2)]
    assert keys[0] != keys[1]
    name, _, key = keys[0].partition(":")
    assert re.fullmatch(r"[A-Za-z0-9_-]+", name)
    assert len(base64.b64decode(key, validate=True)) == 32


def test_the_register_before_the_first_start_says_what_to_run(tmp_path: Path) -> None:
    before = run_here(tmp_path, "register", "list")
    assert before.returncode == 2
    assert re.search(r"There is no database at \S+ yet: run `breachbot migrate`", before.stderr)
    assert run_here(tmp_path, "migrate").returncode == 0
    after = run_here(tmp_path, "register", "list")
    assert (after.returncode, len(after.stderr.splitlines())) == (2, 1)
    assert "`breachbot serve` was never started on it" in after.stderr


def test_a_deleted_key_is_counted_by_verify_and_shown_in_every_column(sqlite_database: Database) -> None:
    incident, folder = "pdb-gone0000", sqlite_database.data_dir
    store = sqlite_database.open()
    store.write(lambda tx: tx.append(incident, 0, [aware("to be erased")]))
    store.close()
    whole = run_here(folder, "register", "verify", data_dir=str(folder))
    assert re.fullmatch(
        r"verified: 1 row, 0 streams erased, head 1:[0-9a-f]{64}\nNo approval vouches for the log yet: .*\n",
        whole.stdout,
    )
    behind_our_back(sqlite_database, "DELETE FROM data_key WHERE id = :id", id=incident)
    ended = run_here(folder, "register", "verify", data_dir=str(folder))
    first, second, _ = ended.stdout.splitlines()
    assert (ended.returncode, first) == (
        1,
        "INCOMPLETE: " + whole.stdout.splitlines()[0].replace(": 1 row, 0 streams", " 0 rows, 1 stream"),
    )
    assert second.startswith("not compared: 1 row without a key. No command of breachbot deletes a key")
    shown = run_here(folder, "register", "show", incident, data_dir=str(folder))
    assert {"  erased", "  Ended: erased", "  Lessons: erased"} <= {*shown.stdout.splitlines()}
    assert "none" not in shown.stdout
    columns = json.loads(
        run_here(folder, "register", "show", incident, "--json", data_dir=str(folder)).stdout
    )
    assert (columns["filings"], columns["facts"]["harm_seen"]) == (["erased"], "erased")


def test_the_register_warns_of_a_broken_chain_in_one_line(sqlite_database: Database) -> None:
    sqlite_database.open().close()
    with closing(sqlite3.connect(sqlite_database.data_dir / "breachbot.db")) as database:
        database.execute("UPDATE chain_head SET position = 7")
        database.commit()
    ended = run_here(sqlite_database.data_dir, "register", "list", data_dir=str(sqlite_database.data_dir))
    assert ended.returncode == 0, ended.stderr
    (line,) = ended.stderr.splitlines()
    assert line.startswith("breachbot: warning: the log is not whole: the log ends at row 0")
    assert "aware_at" in ended.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("register", "list", "--page", "0"),
        ("register", "list", "--page", "two"),
        ("register", "compare", "pdb-1", "1", "\x1b"),
        ("register", "replay", "pdb-1", "1.5"),
        ("outbox", "retry", "9" * 30),
        ("signals", "--page", "1e3"),
    ],
)
def test_a_number_that_is_none_is_told_in_plain_words(words: tuple[str, ...], tmp_path: Path) -> None:
    ended = run_here(tmp_path, *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert re.search(r"“[^“]+” is no whole number from 1 to [0-9,]+\.$", ended.stderr.strip())
    assert "\x1b" not in ended.stderr


def test_an_address_to_which_a_path_is_added_has_no_query(tmp_path: Path) -> None:
    ended = run_here(tmp_path, "manifest", "--url", "https://x.example/?a=b")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "must end before the “?” or “#”" in ended.stderr


@pytest.mark.parametrize("command", ["manifest", "doctor"])
@pytest.mark.parametrize(
    "url", ["javascript:x", "breachbot.example.com", "https://", "https://a b", "\x1b[2J"]
)
def test_an_address_that_is_none_is_one_sentence(command: str, url: str, tmp_path: Path) -> None:
    ended = run_here(tmp_path, command, "--url", url)
    assert (ended.returncode, ended.stdout) == (2, "")
    shown = url.replace("\x1b", "\\x1b")
    assert ended.stderr == f"breachbot: --url: “{shown}” must be a whole address with https://\n"
