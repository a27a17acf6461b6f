"""What cannot be started is known before, with the name of the setting, and nothing is left on the disk by asking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from breachbot.cli.refusals import refusals
from breachbot.cli.run import ready_line
from breachbot.settings import Settings

SECRET = "correct-horse-battery-staple"
ENOUGH: dict[str, Any] = {
    "sentry_secret": SECRET,
    "slack_bot_token": "xoxb-1",
    "slack_signing_secret": SECRET,
    "triage_channel": "C1",
    "responders": "U2",
    "dpo": "U1",
}


def settings(folder: Path, **changed: Any) -> Settings:
    """Enough to start with, below `folder`, and nothing from the surroundings."""
    given = ENOUGH | {"data_dir": folder / "data"} | changed
    return Settings(_env_file=None, _env_prefix="BREACHBOT_NOBODY_", **given)


def test_nothing_is_refused_and_nothing_is_made(tmp_path: Path) -> None:
    assert refusals(settings(tmp_path)) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"port": 9108}, "BREACHBOT_METRICS_PORT is the same as BREACHBOT_PORT"),
        ({"host": "192.0.2.1"}, "BREACHBOT_HOST: 192.0.2.1 is not an address of this machine"),
        ({"host": "no such host"}, "BREACHBOT_HOST: no such host is not an address of this machine"),
        ({"deputies": "U3,U1"}, "BREACHBOT_DEPUTIES names the DPO"),
        ({"master_key": SECRET}, "BREACHBOT_MASTER_KEY is not a master key"),
        ({"templates_dir": "/no/such/folder"}, "BREACHBOT_TEMPLATES_DIR: there is no folder /no/such/folder"),
        ({"playbooks_dir": "/no/such/folder"}, "BREACHBOT_PLAYBOOKS_DIR: there is no folder /no/such/folder"),
        (
            {"data_dir": "{file}/data"},
            "BREACHBOT_DATA_DIR: the folder {file}/data cannot be made: {file} is a file.",
        ),
        ({"public_dir": "{file}"}, "BREACHBOT_PUBLIC_DIR: the folder {file} cannot be written"),
        ({"database_url": "sqlite:///{folder}"}, "BREACHBOT_DATABASE_URL: {folder} is a folder"),
        ({"database_url": "postgresql://u@h/d"}, "BREACHBOT_MASTER_KEY is not set"),
        ({"dpo": None}, "BREACHBOT_DPO is not set"),
        ({"mail_host": "mail.example.com", "mail_to": "U1=a@example.com"}, "BREACHBOT_MAIL_FROM is not set"),
        ({"mail_host": "mail.example.com", "mail_from": "a@example.com"}, "BREACHBOT_MAIL_TO is not set"),
        ({"mail_to": "U1=a@example.com"}, "BREACHBOT_MAIL_HOST is not set"),
        (
            {
                "mail_host": "mail.example.com",
                "mail_from": "a@example.com",
                "mail_to": "U1=a@example.com",
                "mail_security": "none",
                "mail_password": SECRET,
            },
            "BREACHBOT_MAIL_SECURITY: with none the password would go out in the clear",
        ),
        ({"pager_url": "https://example.com/x"}, "BREACHBOT_PAGER_SECRET is not set"),
        ({"tracker_url": "https://example.com/x"}, "BREACHBOT_TRACKER_SECRET is not set"),
    ],
)
def test_what_is_refused_names_its_setting(tmp_path: Path, changed: dict[str, Any], said: str) -> None:
    (tmp_path / "file").write_text("")
    places = {"file": str(tmp_path / "file"), "folder": str(tmp_path)}
    given = {
        name: value.format(**places) if isinstance(value, str) else value for name, value in changed.items()
    }
    (sentence,) = refusals(settings(tmp_path, **given))
    assert sentence.startswith(said.format(**places))
    assert sentence.endswith(".")
    assert SECRET not in sentence


def test_a_folder_that_nobody_may_write_is_refused() -> None:
    # Not even root makes files in /proc.
    (sentence,) = refusals(settings(Path("/proc/breachbot")))
    assert sentence.startswith("BREACHBOT_DATA_DIR: the folder /proc/breachbot/data cannot be written: ")


def test_slack_is_not_asked_for_where_nobody_wants_it(tmp_path: Path) -> None:
    bare = {name: None for name in ENOUGH if name != "sentry_secret"} | {"responders": ()}
    assert refusals(settings(tmp_path, **bare), without_slack=True) == []
    assert len(refusals(settings(tmp_path, **bare))) == 5


def test_the_line_that_serve_prints_holds_the_address_and_no_secret(tmp_path: Path) -> None:
    plain = ready_line(settings(tmp_path), without_slack=False)
    assert plain.endswith("is ready: http://127.0.0.1:8080, Slack over HTTP, SQLite.")
    socket = settings(tmp_path, slack_app_token=f"xapp-{SECRET}", slack_signing_secret=None)
    assert ready_line(socket, without_slack=False).endswith("Slack by Socket Mode, SQLite.")
    assert refusals(socket) == []
    other = settings(tmp_path, host="::1", database_url=f"postgresql://u:{SECRET}@h/d")
    line = ready_line(other, without_slack=True)
    assert line.endswith("is ready: http://[::1]:8080, without Slack, PostgreSQL.")
    assert SECRET not in line
