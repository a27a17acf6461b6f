"""`breachbot init` as people play it: in a terminal and from lines, with wrong tokens and without a network."""

from __future__ import annotations

import errno
import io
import os
import stat
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from dotenv import dotenv_values
from hypothesis import given
from hypothesis import strategies as st

from breachbot.cli.env_file import fault, line, write_new
from breachbot.cli.init_questions import QUESTIONS
from breachbot.configured.places import bundled
from breachbot.demo.processes import free_port
from breachbot.errors import Refused
from breachbot.settings import Settings, variable
from tests.cli.commands import Ended, in_a_process
from tests.cli.opened import APP_TOKEN, BOT_TOKEN, SIGNING, workspace
from tests.cli.terminal import Terminal, in_a_terminal

SENTRY = "7" * 64
WRONG = "xoxb-" + "9" * 20
ANSWERS = {
    "company_name": "O'Hara & Søn #1 \\ Ltd",
    "company_address": '1 "Example" Street, $HOME, Dublin',
    "timezone": "Europe/Dublin",
    "public_url": "https://shop.example.com/security",
    "contact_role": "",
    "dpo_name": "Nora Byrne",
    "dpo_email": "privacy@shop.example.com",
    "dpo_phone": "+353 1 555 0100",
    "authority": "ie-dpc",
    "authority_name": "Data Protection Commission (Ireland)",
    "authority_form_url": "https://forms.dpc.example/breach",
    "slack_bot_token": BOT_TOKEN,
    "slack_signing_secret": SIGNING,
    "triage_channel": "C0TRIAGE",
    "responders": "U0ENGINEER, U0RESPONDER",
    "dpo": "U0DPO",
    "deputies": "U0DEPUTY",
    "sentry_secret": SENTRY,
    "company_country": "IE",
    "registration_number": "000000",
    "company_sector": "Online shop",
    "legal_representative": "The directors",
    "main_establishment": "Dublin, Ireland",
    "lead_authority": "Data Protection Commission (Ireland)",
    "union_representative": "none",
    "contact_preference": "By e-mail",
    "staff_training": "All staff once a year",
    "standing_measures": "Access by role, logs of every export",
}
SECRETS = (BOT_TOKEN, SIGNING, SENTRY, WRONG, APP_TOKEN)
TIMEOUT = 60.0


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Web API that answers."""
    with workspace(tmp_path_factory.mktemp("workspace"), app=APP_TOKEN) as url:
        yield f"{url}/api/"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """An empty folder to run in."""
    folder = tmp_path / "installation"
    folder.mkdir()
    return folder


def surroundings() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(bundled("playbooks").parent), "TERM": "dumb"}


def from_lines(folder: Path, slack: str, **changed: str) -> Ended:
    """The answers on standard input, one a line."""
    words = [sys.executable, "-m", "breachbot", "init", "--slack-api-url", slack]
    return subprocess.run(
        words,
        cwd=folder,
        env=surroundings(),
        input="".join(f"{one}\n" for one in (ANSWERS | changed).values()),
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


@contextmanager
def asked(folder: Path, slack: str) -> Iterator[Terminal]:
    """The command in a terminal."""
    words = [sys.executable, "-m", "breachbot", "init", "--slack-api-url", slack]
    with in_a_terminal(folder, words, surroundings()) as terminal:
        yield terminal


def plays(terminal: Terminal, until: str | None = None, since: str = QUESTIONS[0].name) -> None:
    """Give every answer from one setting up to another, or to the end."""
    names = [question.name for question in QUESTIONS]
    for question in QUESTIONS[names.index(since) :]:
        if question.name == until:
            return
        terminal.answers(f"  {question.asks}: ", ANSWERS[question.name])


def written(folder: Path) -> dict[str, str | None]:
    """What stands in the file, as it is read back."""
    return dotenv_values(folder / ".env")


def in_force(given: dict[str, str]) -> dict[str, str]:
    return {variable(name): value for name, value in given.items() if value}


def test_a_terminal_leads_to_a_file_that_serve_takes(here: Path, slack: str) -> None:
    with asked(here, slack) as terminal:
        plays(terminal)
        assert terminal.end() == 0, terminal.shown
    shown = terminal.shown
    assert "ok: Slack takes it, as U0BREACHBOT in T0WORKSPACE." in shown
    assert "ok: U0RESPONDER is an active member." in shown
    assert "Next: `breachbot migrate`, `breachbot serve`" in shown
    assert not [secret for secret in SECRETS if secret in shown]
    assert {
        key: value for key, value in written(here).items() if key != variable("slack_api_url")
    } == in_force(ANSWERS)
    assert stat.S_IMODE((here / ".env").stat().st_mode) == 0o600
    assert [path.name for path in here.iterdir()] == [".env"]
    for words in (("check",), ("migrate",), ("check",)):
        ended = in_a_process(here, *words)
        assert ended.returncode == 0, ended.stdout + ended.stderr


def test_a_wrong_token_is_told_and_may_be_given_again(here: Path, slack: str) -> None:
    with asked(here, slack) as terminal:
        plays(terminal, until="slack_bot_token")
        terminal.answers("  Bot token: ", f"xapp-{WRONG}")
        terminal.answers("  Bot token: ", WRONG)
        said = terminal.answers("  Bot token (Enter keeps it): ", BOT_TOKEN)
        assert "wrong: Slack does not take BREACHBOT_SLACK_BOT_TOKEN (invalid_auth)" in said
        terminal.until("ok: Slack takes it")
        assert terminal.stopped_by(b"\x03") == 1
    assert (
        "BREACHBOT_SLACK_BOT_TOKEN: holds another kind of token; the bot token starts with xoxb-."
        in terminal.shown
    )
    assert WRONG not in terminal.shown


def test_one_may_go_on_with_a_token_that_slack_does_not_take(here: Path, slack: str) -> None:
    with asked(here, slack) as terminal:
        plays(terminal, until="slack_bot_token")
        terminal.answers("  Bot token: ", WRONG)
        terminal.answers("  Bot token (Enter keeps it): ", "")
        terminal.answers("  Signing secret, or app-level token: ", APP_TOKEN)
        plays(terminal, since="triage_channel")
        assert terminal.end() == 0, terminal.shown
    assert "ok: Slack opens connections for BREACHBOT_SLACK_APP_TOKEN." in terminal.shown
    assert terminal.shown.count("neither channel nor people are looked up in Slack") == 1
    assert written(here)["BREACHBOT_SLACK_BOT_TOKEN"] == WRONG
    assert written(here)["BREACHBOT_SLACK_APP_TOKEN"] == APP_TOKEN
    assert "BREACHBOT_SLACK_SIGNING_SECRET" not in written(here)
    assert "Event Subscriptions" not in terminal.shown, "there is no address to verify"


def test_no_network_is_told_apart_from_a_wrong_token(here: Path) -> None:
    ended = from_lines(here, f"http://127.0.0.1:{free_port()}/api/")
    assert ended.returncode == 0, ended.stderr
    (wrong,) = [line for line in ended.stdout.splitlines() if "wrong:" in line]
    assert " does not answer (ClientConnectorError): is outgoing traffic allowed" in wrong
    assert "not take" not in ended.stdout
    assert written(here)["BREACHBOT_SLACK_BOT_TOKEN"] == BOT_TOKEN


def test_somebody_whom_breachbot_would_refuse_is_told_at_once(here: Path, slack: str) -> None:
    ended = from_lines(here, slack, deputies="U0GUEST", responders="U0NOBODY")
    assert "wrong: U0GUEST is a guest or from another organisation" in ended.stdout
    assert "wrong: U0NOBODY cannot be reached (users.info is refused: user_not_found)" in ended.stdout


@pytest.mark.parametrize("key", [b"\x03", b"\x04"])
@pytest.mark.parametrize("at", ["company_name", "slack_bot_token", "sentry_secret"])
def test_whoever_stops_leaves_nothing_half_done(here: Path, slack: str, at: str, key: bytes) -> None:
    with asked(here, slack) as terminal:
        plays(terminal, until=at)
        (asks,) = [question.asks for question in QUESTIONS if question.name == at]
        terminal.until(f"  {asks}: ")
        assert terminal.stopped_by(key) == 1
        echoes = termios.tcgetattr(terminal.screen)[3] & termios.ECHO
    assert "Stopped. Nothing was written." in terminal.shown
    assert echoes, "the terminal shows again what is typed"
    assert not list(here.iterdir())


def test_a_file_that_is_there_is_never_touched(here: Path, slack: str) -> None:
    (here / ".env").write_text("BREACHBOT_PORT=9000\n")
    ended = from_lines(here, slack)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("breachbot: There is a file .env here already")
    assert (here / ".env").read_text() == "BREACHBOT_PORT=9000\n"


def test_a_file_that_comes_while_people_answer_is_never_touched(here: Path, slack: str) -> None:
    with asked(here, slack) as terminal:
        plays(terminal, until="sentry_secret")
        (here / ".env").symlink_to("elsewhere")
        plays(terminal, since="sentry_secret")
        assert terminal.end() == 2
    assert "There is a file .env here already" in terminal.shown
    assert [path.name for path in here.iterdir()] == [".env"]
    assert not (here / "elsewhere").exists()


def test_lines_that_end_early_write_nothing_and_say_where(here: Path, slack: str) -> None:
    words = [sys.executable, "-m", "breachbot", "init", "--slack-api-url", slack]
    ended = subprocess.run(
        words, cwd=here, env=surroundings(), input="Shop\n\n", capture_output=True, text=True, check=False
    )
    assert ended.returncode == 2
    assert "Standard input ended before answer 3 of 28 (Its time zone)" in ended.stderr
    assert not list(here.iterdir())


def test_lines_from_before_forms_were_asked_about_leave_that_open(here: Path, slack: str) -> None:
    earlier = list(ANSWERS.values())[:18]
    words = [sys.executable, "-m", "breachbot", "init", "--slack-api-url", slack]
    given = "".join(f"{one}\n" for one in earlier)
    ended = subprocess.run(
        words, cwd=here, env=surroundings(), input=given, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "BREACHBOT_SENTRY_SECRET" in written(here)
    assert "BREACHBOT_COMPANY_COUNTRY" not in written(here)


def test_a_line_that_no_setting_takes_is_one_sentence(here: Path, slack: str) -> None:
    ended = from_lines(here, slack, sentry_secret="7" * 9 + "\x07")
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "breachbot: BREACHBOT_SENTRY_SECRET: holds a character that does not print. Nothing was written."
    ]
    assert not list(here.iterdir())


def test_nothing_known_is_a_file_and_a_list_of_what_is_missing(here: Path, slack: str) -> None:
    ended = from_lines(here, slack, **dict.fromkeys(ANSWERS, ""))
    assert ended.returncode == 0
    assert written(here).keys() == {"BREACHBOT_SLACK_API_URL"}
    for name in ("slack_bot_token", "triage_channel", "responders", "dpo"):
        assert f"  {variable(name)} is not set: " in ended.stdout
    assert "Then: `breachbot check`." in ended.stdout
    assert "note: BREACHBOT_AUTHORITY_NAME is not set: notices read" in ended.stdout


@given(st.text(st.characters(exclude_categories=("C", "Z")) | st.sampled_from(" '\"\\$#={}`"), min_size=1))
def test_what_is_written_is_what_is_read(value: str) -> None:
    value = value.strip()
    if value and fault(value) is None:
        read = dotenv_values(stream=io.StringIO(line("company_name", value) + "\n"))
        assert read == {"BREACHBOT_COMPANY_NAME": value}


class TestWhereNoFileHasASecondName:
    """As on a FAT volume, and in folders that some virtual machines share."""

    @pytest.fixture(autouse=True)
    def refusing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", refuse)

    def test_the_file_is_written_all_the_same(self, here: Path) -> None:
        write_new(here / ".env", ["A=1"])
        assert (here / ".env").read_text() == "A=1\n"
        assert stat.S_IMODE((here / ".env").stat().st_mode) == 0o600
        assert [path.name for path in here.iterdir()] == [".env"]

    def test_one_that_is_there_is_never_touched(self, here: Path) -> None:
        (here / ".env").write_text("theirs")
        with pytest.raises(Refused, match="here already"):
            write_new(here / ".env", ["A=1"])
        assert (here / ".env").read_text() == "theirs"
        assert [path.name for path in here.iterdir()] == [".env"]


@pytest.mark.parametrize("value", ["two\nlines", "${HOME}", "\x1b[2J"])
def test_what_cannot_be_written_on_a_line_is_refused(value: str) -> None:
    assert fault(value)


def test_every_question_is_a_setting() -> None:
    assert {question.name for question in QUESTIONS} == ANSWERS.keys() <= Settings.model_fields.keys()
    assert {question.name for question in QUESTIONS if question.secret} == {
        name for name in ANSWERS if "SecretStr" in str(Settings.model_fields[name].annotation)
    }
