"""`signal`, `send`, `signals` and `sources`: what a body would come to, and what came, without Slack."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from breachbot.configured.places import bundled
from breachbot.settings import with_tables
from tests.app.process import PREVIOUS, SECRET, Bot, serving, wait_until
from tests.cli.commands import Ended, run_here

SAMPLES = Path(__file__).parents[1] / "intake/samples"


def lines(ended: Ended) -> list[dict[str, object]]:
    assert ended.returncode == 0, ended.stderr
    return [json.loads(line) for line in ended.stdout.splitlines()]


# --- signal ---------------------------------------------------------------------------------------------------


def test_each_alert_of_a_file_is_told_with_its_verdict_and_nothing_is_made(tmp_path: Path) -> None:
    export, memory, disk = lines(
        run_here(tmp_path, "signal", "alertmanager", str(SAMPLES / "alertmanager.json"), "--json")
    )
    assert (export["verdict"], export["what"], export["project"]) == (
        "candidate",
        "UnusualExport",
        "shop-api",
    )
    assert [memory["verdict"], disk["verdict"]] == ["note", "note"]
    assert export["personal_data"] == [{"kind": "email", "where": "labels", "count": 1}]
    assert "kim" not in json.dumps([export, memory, disk])
    assert list(tmp_path.iterdir()) == []


def test_people_read_the_same_in_words(tmp_path: Path) -> None:
    said = run_here(tmp_path, "signal", "falco", str(SAMPLES / "falco-exfiltration.json")).stdout
    assert said.startswith("1. likely\n   because: the sender reports that data were taken out\n")
    assert "   severity: critical\n" in said
    assert "   environment: not given\n" in said
    assert "customer table" not in said


def test_a_number_of_one_is_one_time(tmp_path: Path) -> None:
    said = run_here(tmp_path, "signal", "alertmanager", str(SAMPLES / "alertmanager.json")).stdout
    assert "   personal data: email, labels, 1 time\n" in said


def test_headers_that_reading_needs_are_taken_whatever_their_capitals(tmp_path: Path) -> None:
    words = ("signal", "cloudevents", str(SAMPLES / "snyk-ping.json"), "--json")
    (bare,) = lines(run_here(tmp_path, *words))
    assert (bare["read"], bare["verdict"]) == ("unreadable", "candidate")
    headers = [
        f"--header=CE-{name}: {value}" for name, value in (("Id", "1"), ("Source", "/x"), ("Type", "a.b"))
    ]
    (event,) = lines(run_here(tmp_path, *words, *headers))
    assert event["what"] == "a.b"


def test_what_is_no_alert_or_cannot_be_read_is_told_as_such(tmp_path: Path) -> None:
    (ping,) = lines(run_here(tmp_path, "signal", "snyk", str(SAMPLES / "snyk-ping.json"), "--json"))
    assert (ping["read"], ping["reasons"]) == ("no alert", ["Snyk tried whether the hook answers"])
    (tmp_path / "body").write_bytes(b"\xff\x00")
    (broken,) = lines(run_here(tmp_path, "signal", "snyk", "body", "--json"))
    assert (broken["read"], broken["reasons"]) == ("unreadable", ["the body is not UTF-8"])
    said = run_here(tmp_path, "signal", "snyk", "body").stdout
    assert said == "1. candidate\n   unreadable\n   because: the body is not UTF-8\n"


def test_the_companys_own_tables_and_rules_count(tmp_path: Path) -> None:
    own = tmp_path / "playbooks/sources"
    own.mkdir(parents=True)
    table = (bundled("playbooks") / "sources/falco.yaml").read_text()
    (own / "ours.yaml").write_text(table.replace("otherwise: suspicious_access", "otherwise: exfiltration"))
    words = ("signal", "ours", str(SAMPLES / "falco.json"), "--json")
    (seen,) = lines(run_here(tmp_path, *words, playbooks_dir=str(tmp_path / "playbooks")))
    assert (seen["source"], seen["verdict"]) == ("ours", "likely")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("snik", "body"), "There is no source “snik”; did you mean “snyk”?"),
        (("qqq", "body"), "There is no source “qqq”; `breachbot sources` lists them all."),
        (("snyk", "none"), "none: cannot be read: No such file or directory"),
        (("snyk", "pipe"), "pipe: is a pipe or a device; a file is wanted"),
        (("snyk", "large"), "large: is larger than 1 MiB, the most that is read"),
        (("snyk", "body", "--header", "ping"), "--header: “ping” is none"),
        (("snyk", "body", "--header", ": x"), "--header: “: x” is none"),
        (("snyk", "body", "--header", "a: b\r\nc: d"), "--header: “a: b"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    (tmp_path / "body").write_text("{}")
    (tmp_path / "large").write_bytes(b" " * (1024 * 1024 + 1))
    os.mkfifo(tmp_path / "pipe")
    ended = run_here(tmp_path, "signal", *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert sentence in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


# --- send, signals and sources --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    with serving(tmp_path_factory.mktemp("bot"), falco_secret=SECRET, crowdstrike_secret=SECRET) as started:
        yield started


def run(bot: Bot, *words: str, **settings: str) -> Ended:
    known = {
        "data_dir": str(bot.folder),
        "sentry_secret": SECRET,
        "falco_secret": SECRET,
        "crowdstrike_secret": SECRET,
    }
    return run_here(bot.folder, *words, **known | settings)


def test_what_is_sent_is_taken_and_listed(bot: Bot) -> None:
    assert run(bot, "signals").stdout == "No signal has come yet.\n"
    assert (
        run(bot, "signals", "--source", "nosuch").stdout == "No signal has come of a source “nosuch” yet.\n"
    )
    to = f"http://127.0.0.1:{bot.port}"
    sent = run(bot, "send", "falco", str(SAMPLES / "falco-exfiltration.json"), "--to", to)
    assert (sent.returncode, sent.stdout) == (0, f"{to}/hooks/falco answered 200 (stored).\n")
    again = run(bot, "send", "sentry", str(SAMPLES / "sentry.json"), "--to", f"{to}/hooks/sentry")
    assert again.returncode == 0
    wait_until(lambda: bot.rows("SELECT count(*) FROM signal") == [(2,)], "reading")

    rows = lines(run(bot, "signals", "--json"))
    assert {(row["source"], row["verdict"], row["count"]) for row in rows} >= {("falco", "likely", 1)}
    assert [row["last_seen"] for row in rows] == sorted((row["last_seen"] for row in rows), reverse=True)  # type: ignore[type-var]
    (falco,) = lines(run(bot, "signals", "--source", "falco", "--json"))
    assert (falco["what"], falco["project"], falco["incident"]) == (
        "network, mitre_exfiltration",
        "shop",
        None,
    )
    table = run(bot, "signals").stdout.splitlines()
    assert table[0].split() == [
        "id",
        "last",
        "seen",
        "count",
        "verdict",
        "phase",
        "source",
        "what",
        "project",
        "incident",
    ]
    assert len(table) == 3
    assert run(bot, "signals", "--page", "2").stdout == "There is no page 2: 2 signals have come.\n"

    known = {row["name"]: row for row in lines(run(bot, "sources", "--json"))}
    assert known.keys() == {*with_tables(bundled("playbooks"))(_env_file=None).sources}
    assert (known["falco"]["state"], known["falco"]["last_signal"]) == ("on", falco["last_seen"])
    assert (known["wazuh"]["state"], known["wazuh"]["last_signal"]) == ("off", "none yet")
    assert (known["falco"]["expected_every"], known["falco"]["silence"]) == (None, "not watched")
    assert known["wazuh"]["silence"] is None
    watched = lines(run(bot, "sources", "--json", falco_expected_every="P1DT12H"))
    (falco_row,) = [row for row in watched if row["name"] == "falco"]
    assert (falco_row["expected_every"], falco_row["silence"]) == ("P1DT12H", "no")

    def silence() -> object:
        watched = lines(run(bot, "sources", "--json", falco_expected_every="PT1S"))
        return next(row["silence"] for row in watched if row["name"] == "falco")

    wait_until(lambda: silence() == f"since {falco['last_seen']}", "a second of silence")
    assert str(known["falco"]["at_the_sender"]).startswith(
        "header “Authorization: Bearer” and the secret; or "
    )
    assert known["cloudflare"]["at_the_sender"] == "header “cf-webhook-auth” and the secret"
    assert "timestamp header X-Grafana-Alerting-Timestamp; before 12" in str(
        known["grafana"]["at_the_sender"]
    )


def test_what_came_of_each_rule_is_listed(bot: Bot) -> None:
    to = f"http://127.0.0.1:{bot.port}"
    assert run(bot, "send", "falco", str(SAMPLES / "falco-exfiltration.json"), "--to", to).returncode == 0
    wait_until(lambda: bot.rows("SELECT count(*) FROM signal WHERE source = 'falco'") == [(1,)], "reading")
    known = {row["rule"]: row for row in lines(run(bot, "signals", "rules", "--json"))}
    assert known["taken-out"] == {
        "rule": "taken-out",
        "says": "the sender reports that data were taken out",
        "candidates": 1,
        "waiting": 1,
        **dict.fromkeys(("dismissed", "incidents", "breaches", "no_breaches"), 0),
    }
    assert known["malware"]["candidates"] == 0
    heading, *rows = run(bot, "signals", "rules").stdout.splitlines()
    assert heading.split() == [
        *("rule", "candidates", "waiting", "dismissed", "incidents", "breaches", "no", "breaches", "says")
    ]
    assert len(rows) == len(known)


def test_a_delivery_that_is_something_else_is_taken_out_of_its_signal(tmp_path: Path) -> None:
    why = "The one from staging is about made-up customers."
    with serving(tmp_path, sentry_secret=SECRET) as bot:
        for environment in ("production", "staging"):
            body = json.loads((SAMPLES / "sentry.json").read_text())
            body["data"]["event"]["environment"] = environment
            (tmp_path / "body.json").write_text(json.dumps(body))
            to = f"http://127.0.0.1:{bot.port}"
            assert run(bot, "send", "sentry", str(tmp_path / "body.json"), "--to", to).returncode == 0
        wait_until(lambda: bot.rows("SELECT count FROM signal") == [(2,)], "reading")
        (row,) = lines(run(bot, "signals", "--json"))
        newest, first = lines(run(bot, "signals", "deliveries", str(row["id"]), "--json"))
        assert [newest["environment"], first["environment"]] == ["staging", "production"]
        (older,) = lines(
            run(bot, "signals", "deliveries", str(row["id"]), "--until", str(first["id"]), "--json")
        )
        assert older == first
        words = ("signals", "split", str(row["id"]), str(newest["id"]), "--reason")
        short = run(bot, *words, "to see")
        assert (short.returncode, short.stdout) == (2, "")
        done = run(bot, *words, why, "--later", "alike")
        assert done.returncode == 0, done.stderr
        rows = {one["id"]: one for one in lines(run(bot, "signals", "--json"))}
        (new,) = rows.keys() - {row["id"]}
        assert done.stdout == f"{row['id']} was split: {new}, {rows[new]['verdict']}.\n"
        assert (rows[new]["split_from"], rows[new]["count"]) == (row["id"], 1)
        refused = run(bot, "signals", "deliveries", str(new))
        assert (refused.returncode, "came only once" in refused.stderr) == (2, True)


def test_what_a_sender_wrote_is_printed_once_the_reason_is_on_record(bot: Bot) -> None:
    to, why = f"http://127.0.0.1:{bot.port}", "An alert of Falco has to be compared with its log."
    assert run(bot, "send", "falco", str(SAMPLES / "falco-exfiltration.json"), "--to", to).returncode == 0
    wait_until(lambda: bot.rows("SELECT count(*) FROM signal WHERE source = 'falco'") == [(1,)], "reading")
    (row,) = lines(run(bot, "signals", "--source", "falco", "--json"))
    assert row["read"] == []
    short = run(bot, "signals", "read", str(row["id"]), "--reason", "to see")
    assert (short.returncode, short.stdout) == (2, "")
    assert "Say in a sentence of at least 20 characters" in short.stderr
    shown = run(bot, "signals", "read", str(row["id"]), "--reason", why)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert json.loads(shown.stdout) == json.loads((SAMPLES / "falco-exfiltration.json").read_text())
    (row,) = lines(run(bot, "signals", "--source", "falco", "--json"))
    (said,) = cast(list[dict[str, str]], row["read"])
    assert (said["by"], said["reason"]) == ("operator", why)
    assert run(bot, "signals", "read", "sig-none", "--reason", why).returncode == 2


def texts(value: object) -> Iterator[str]:
    """Every text of a body."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts(part)


def test_one_signal_is_shown_whole_to_people_and_machines(bot: Bot) -> None:
    to = f"http://127.0.0.1:{bot.port}"
    sample = json.loads((SAMPLES / "crowdstrike.json").read_text())
    for number in (1, 2):
        (bot.folder / "body").write_text(json.dumps(sample) + " " * number)
        assert run(bot, "send", "crowdstrike", "body", "--to", to).returncode == 0
    known = "SELECT count FROM signal WHERE source = 'crowdstrike'"
    wait_until(lambda: bot.rows(known) == [(2,)], "reading")
    (listed,) = lines(run(bot, "signals", "--source", "crowdstrike", "--verdict", "candidate", "--json"))
    assert {"reasons", "severity", "level", "verdict", "link", "source", "first_seen"} <= listed.keys()
    assert isinstance(listed["reasons"], list)
    assert listed["severity"] in ("low", "medium", "high", "critical")
    assert lines(run(bot, "signals", "--verdict", "candidate", "--phase", "claimed", "--json")) == []

    name = str(listed["id"])
    (told,) = lines(run(bot, "signals", "show", name, "--json"))
    assert {key: told[key] for key in listed} == listed
    rows = cast(list[dict[str, object]], told["deliveries"])
    assert [(row["number"], row["news"]) for row in rows] == [(1, True), (2, False)]
    assert (told["delivery_count"], "since each" in str(told["counted_together"])) == (2, True)
    why = "The first delivery has to be compared with the log."
    first = run(bot, "signals", "read", name, "--delivery", "1", "--reason", why)
    assert (first.returncode, json.loads(first.stdout)) == (0, sample)
    third = run(bot, "signals", "read", name, "--delivery", "3", "--reason", why)
    assert third.returncode == 2
    assert "It has 2 deliveries: there is none with the number 3" in third.stderr

    shown = run(bot, "signals", "show", name, "--deliveries", "1").stdout
    assert shown.startswith(f"{name}: candidate, open\n   because: ")
    assert "   deliveries: 2, the last 1\n      Counted together, since each " in shown
    assert f"operator: read what the sender wrote ({rows[0]['id']}): {why}" in shown
    assert all(text not in shown + json.dumps(told) for text in texts(sample) if " " in text)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "sig-none"), "There is no such signal; `breachbot signals` lists them."),
        (("--verdict", "grave"), "“grave” is none of likely, candidate, note, ignore, test."),
        (("--phase", "closed"), "“closed” is none of open, claimed, dismissed, opened."),
        (("read", "sig-none", "--reason", "x", "--delivery", "0"), "“0” is no whole number"),
    ],
)
def test_what_cannot_be_shown_is_one_sentence(bot: Bot, words: tuple[str, ...], sentence: str) -> None:
    ended = run(bot, "signals", *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert sentence in ended.stderr


def test_what_is_not_taken_is_said_with_the_answer(bot: Bot) -> None:
    to = f"http://127.0.0.1:{bot.port}"
    sample = str(SAMPLES / "falco.json")
    before = bot.stored()
    wrong = run(bot, "send", "falco", sample, "--to", to, falco_secret="another")
    assert wrong.returncode == 2
    assert "answered 401 (bad_signature): it was not taken." in wrong.stderr
    off = run(bot, "send", "falco", sample, "--to", to, falco_secret="")
    assert "falco is off: BREACHBOT_FALCO_SECRET is not set." in off.stderr
    before_it = run(bot, "send", "sentry", sample, "--to", to, sentry_secret=PREVIOUS)
    assert before_it.returncode == 0, "the secret before it is still good"
    assert bot.stored() == before + 1


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("http://breachbot.example.com", "use https, or this machine"),
        ("http://localhost.example.com", "use https, or this machine"),
        ("breachbot.example.com", "--to: “breachbot.example.com” must be a whole address with https://"),
        ("http://127.0.0.1:1", "Nobody answers at http://127.0.0.1:1/hooks/falco"),
    ],
)
def test_a_secret_is_sent_nowhere_in_the_clear(tmp_path: Path, to: str, sentence: str) -> None:
    words = ("send", "falco", str(SAMPLES / "falco.json"), "--to", to)
    ended = run_here(tmp_path, *words, falco_secret=SECRET)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert sentence in ended.stderr


def test_sources_are_listed_where_there_is_no_database_yet(tmp_path: Path) -> None:
    known = {row["name"]: row for row in lines(run_here(tmp_path, "sources", "--json"))}
    assert {row["last_signal"] for row in known.values()} == {"unknown"}
    assert {row["gaps"] for row in known.values()} == {None}
    on = {row["name"]: row for row in lines(run_here(tmp_path, "sources", "--json", snyk_secret=SECRET))}
    assert (on["snyk"]["silence"], on["falco"]["silence"]) == ("unknown", None)
    assert known["snyk"]["hook"] == "http://127.0.0.1:8080/hooks/snyk"
    outside = lines(run_here(tmp_path, "sources", "--url", "https://breachbot.example.com/", "--json"))
    assert {row["hook"] for row in outside} >= {"https://breachbot.example.com/hooks/snyk"}
    assert run_here(tmp_path, "sources", "--url", "breachbot").returncode == 2
    assert run_here(tmp_path, "sources").stdout.splitlines()[0].startswith("name ")
    assert run_here(tmp_path, "signals").returncode == 2
