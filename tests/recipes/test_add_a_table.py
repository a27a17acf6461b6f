"""docs/how-to/add-a-table.md, carried out beside a copy of the playbooks: one YAML file, and its alerts come in."""

from __future__ import annotations

import hmac
import json
import shutil
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from tests.app.process import Bot, post, wait_until
from tests.conftest import migrated
from tests.recipes.tree import ROOT, code_of, run

pytestmark = pytest.mark.slow

SECRET = "the secret of lookout"
BODY = json.dumps(
    {
        "account": {"name": "acme"},
        "findings": [
            {"id": 1, "rule": "bucket.open", "category": "bucket", "score": 95, "title": "kim@example.com's"},
            {"id": 2, "rule": "tls.old", "category": "tls", "score": 20, "repository": "shop-api"},
        ],
    }
).encode()


@pytest.fixture
def playbooks(tmp_path: Path) -> Path:
    copy = tmp_path / "playbooks"
    shutil.copytree(bundled("playbooks"), copy)
    (text,) = code_of("add-a-table.md", language="yaml")
    (copy / "sources/lookout.yaml").write_text(text)
    return copy


def check(playbooks: Path) -> tuple[int, str]:
    known = {"BREACHBOT_LOOKOUT_SECRET": SECRET, "BREACHBOT_DPO": "U1"}
    ended = run(
        ROOT,
        "-m",
        "breachbot",
        "check",
        "--without-slack",
        **known
        | {"BREACHBOT_PLAYBOOKS_DIR": str(playbooks), "BREACHBOT_DATA_DIR": str(playbooks.parent / "data")},
    )
    return ended.returncode, ended.stdout


def test_its_secret_is_a_setting_and_a_typo_is_one_sentence(playbooks: Path) -> None:
    assert check(playbooks)[0] == 0
    table = playbooks / "sources/lookout.yaml"
    table.write_text(table.read_text().replace("texts:", "text:"))
    code, said = check(playbooks)
    assert code == 2
    assert f"wrong: {table}:20: text: this key is not known; did you mean “texts”?" in said.splitlines()


def test_a_path_that_finds_nothing_in_the_sample_beside_the_table_is_named(playbooks: Path) -> None:
    table, sample = playbooks / "sources/lookout.yaml", playbooks / "sources/lookout.json"
    body = json.loads(BODY)
    body["findings"][0] |= {
        "stage": "live",
        "found_at": 1795511580,
        "url": "https://x.example",
        "owner": "kim",
    }
    sample.write_text(json.dumps(body))
    code, said = check(playbooks)
    assert (code, f"ok: {table}" in said.splitlines()) == (0, True)
    (note,) = [line for line in said.splitlines() if "lead to nothing either" in line]
    assert "“ping” (line 25, no_alert[1].path)" in note
    assert "repository" not in note

    table.write_text(table.read_text().replace("findings.score", "findings.scores"))
    code, said = check(playbooks)
    wrong = "severity.path: the path “findings.scores” leads to nothing in lookout.json; did you mean “findings.score”?"
    assert (code, f"wrong: {table}:14: {wrong}" in said.splitlines()) == (2, True)
    words = ("-m", "breachbot", "signal", "lookout", str(sample), "--json")
    ended = run(ROOT, *words, BREACHBOT_PLAYBOOKS_DIR=str(playbooks))
    assert f"note: {table}:14: {wrong.replace('lookout.json', 'this body')}" in ended.stderr.splitlines()
    assert [json.loads(line)["severity"] for line in ended.stdout.splitlines()] == [None, None]

    sample.write_text("no json")
    assert f"wrong: {sample}: is no JSON, so no alert can be read from it" in check(playbooks)[1].splitlines()


def test_its_alerts_are_taken_read_and_refused_when_forged(playbooks: Path) -> None:
    settings = {"sentry_secret": "", "sentry_secret_previous": "", "lookout_secret": SECRET, "dpo": "U1"}
    bot = Bot(playbooks.parent, settings=settings | {"playbooks_dir": str(playbooks)})
    migrated(bot.database)
    bot.start()
    try:
        assert [deliver(bot, "guessed"), deliver(bot, SECRET)] == [401, 200]
        wait_until(lambda: bot.rows("SELECT count(*) FROM signal") == [(2,)], "reading")
        rows = bot.rows("SELECT source, series FROM signal ORDER BY series")
        assert rows == [("lookout", "alert:1"), ("lookout", "alert:2")]
        assert bot.metric('breachbot_signals_accepted_total{source="lookout"}') == 1
    finally:
        bot.kill()


def deliver(bot: Bot, secret: str) -> int:
    signature = hmac.new(secret.encode(), BODY, "sha256").hexdigest()
    request = post(BODY, f"Content-Length: {len(BODY)}", f"X-Lookout-Signature: sha256={signature}")
    return bot.raw(request.replace(b"/hooks/sentry", b"/hooks/lookout", 1)).status
