"""Health and metrics are for whoever asks for this machine by a name that it is set to: against a real process."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from breachbot.settings import BadSettings, Settings, load
from tests.app.process import Answer, Bot, read_answer, serving


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    page, probes = "https://Status.example.com/security", "probe.internal, [fd00::7]"
    with serving(
        tmp_path_factory.mktemp("bot"), public_url=page, health_hosts=probes, url="https://bot.example.com"
    ) as started:
        yield started


def ask(port: int, path: str, *hosts: str) -> Answer:
    lines = (f"GET {path} HTTP/1.1", *(f"Host: {host}" for host in hosts))
    with socket.create_connection(("127.0.0.1", port), 15) as sock:
        sock.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n")
        return read_answer(sock)


def ports(bot: Bot) -> dict[str, int]:
    return {"/healthz": bot.port, "/metrics": bot.metrics_port}


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LocalHost:8080",
        "127.0.0.1",
        "[::1]:9108",
        "status.example.com",
        "status.example.com.",
        "probe.internal:80",
        "[fd00::7]",
    ],
)
def test_who_asks_by_a_name_that_is_set_is_answered(bot: Bot, host: str) -> None:
    for path, port in ports(bot).items():
        assert ask(port, path, host).status == 200


def test_a_calendar_has_its_address_for_a_secret_and_is_asked_for_by_any_name(bot: Bot) -> None:
    for host in ("localhost", "bot.example.com", "inside.example"):
        answer = ask(bot.port, "/calendar/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics", host)
        assert (answer.status, answer.body) == (404, b"There is no such calendar.\n")


@pytest.mark.parametrize(
    "host",
    ["attacker.example", "localhost.attacker.example", "10.0.0.7", "0.0.0.0", "example.com", "[::1", "", "é"],
)
def test_who_asks_by_another_name_is_not(bot: Bot, host: str) -> None:
    for path, port in ports(bot).items():
        answer = ask(port, path, host)
        assert (answer.status, answer.result) == (421, "other_host")
    assert ask(bot.port, "/readyz", host).status == 421


def test_of_two_names_both_have_to_fit(bot: Bot) -> None:
    assert ask(bot.port, "/healthz", "localhost", "attacker.example").status == 421


def test_who_names_no_host_at_all_is_answered(bot: Bot) -> None:
    """As probes of HTTP/1.0 do; a browser always names one."""
    assert ask(bot.port, "/healthz").status == 200


def test_senders_reach_the_hooks_by_any_name(bot: Bot) -> None:
    assert ask(bot.port, "/hooks/sentry", "attacker.example").status == 405


def test_a_probe_by_any_address_can_be_allowed(tmp_path: Path) -> None:
    with serving(tmp_path, health_hosts="*") as open_to_all:
        for path, port in ports(open_to_all).items():
            assert ask(port, path, "10.0.0.7").status == 200


def set_to(monkeypatch: pytest.MonkeyPatch, hosts: str) -> Settings:
    monkeypatch.setenv("BREACHBOT_HEALTH_HOSTS", hosts)
    return load(None)


def test_the_address_that_it_listens_on_is_a_name_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"localhost", "127.0.0.1", "::1"}
    assert set_to(monkeypatch, "").names() == own
    monkeypatch.setenv("BREACHBOT_HOST", "192.0.2.7")
    assert set_to(monkeypatch, "").names() == own | {"192.0.2.7"}
    monkeypatch.setenv("BREACHBOT_HOST", "0.0.0.0")
    assert set_to(monkeypatch, "").names() == own


@pytest.mark.parametrize("hosts", ["https://probe.internal", "probe.internal:8080", "a b", "probe/internal"])
def test_what_is_no_name_of_a_host_is_said_to_be_none(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    with pytest.raises(BadSettings, match="BREACHBOT_HEALTH_HOSTS: holds more than names of hosts"):
        set_to(monkeypatch, hosts)
