"""Mail over a real connection: encrypted as it is set up, told apart when it comes twice, no address in an error."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from breachbot.errors import DeliveryError
from breachbot.outbox.channel import Message
from breachbot.outbox.channels import mail
from breachbot.outbox.channels.mail import Server, deliver
from breachbot.outbox.deliver import Sent
from tests.outbox.mail_server import PASSWORD, USER, MailServer, certificate, mail_server

TO = "officer@example.com"
SENT = Message(TO, "pdb-x: 6 h left", {"subject": "pdb-x: 6 h left", "key": "k1"})


def at(server: MailServer, **changed: Any) -> Server:
    given: dict[str, Any] = {
        "host": "localhost",
        "port": server.port,
        "security": "none",
        "sender": "bot@example.com",
    }
    return Server(**given | changed)


def sent(server: MailServer, **changed: Any) -> Sent:
    async def story() -> Sent:
        async with mail_server(server):
            return await deliver(at(server, **changed), SENT)

    return asyncio.run(story())


def refused(server: MailServer, **changed: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as failure:
        sent(server, **changed)
    assert TO not in str(failure.value)
    assert PASSWORD not in str(failure.value)
    return failure.value


def test_a_mail_says_its_text_to_one_address_and_asks_for_no_reply() -> None:
    server = MailServer()
    receipt = sent(server)
    (got,) = server.mails
    assert (server.recipients, got["To"], got["From"]) == ([TO], TO, "bot@example.com")
    assert (got["Subject"], got.get_content().strip()) == (SENT.layout["subject"], SENT.text)
    assert (got["Auto-Submitted"], got["Message-ID"]) == ("auto-generated", receipt.ref)


def test_after_an_answer_that_was_lost_the_same_mail_has_the_same_name() -> None:
    server = MailServer(lost=1)
    assert not refused(server).permanent
    sent(server)
    assert len({got["Message-ID"] for got in server.mails}) == 1
    assert len(server.mails) == 2


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_user_and_password_go_over_an_encrypted_connection_alone(tmp_path: Path, security: str) -> None:
    shown, trust = certificate(tmp_path)
    server = MailServer(certificate=shown, from_the_first_byte=security == "tls")
    sent(server, security=security, trust=trust, user=USER, password=SecretStr(PASSWORD))
    assert (len(server.mails), server.secrets_in_clear) == (1, [])


def test_a_server_without_encryption_gets_neither_password_nor_mail(tmp_path: Path) -> None:
    shown, _ = certificate(tmp_path)
    server = MailServer(certificate=shown, answers={"STARTTLS": ["454 not now"]})
    refused(server, security="starttls", user=USER, password=SecretStr(PASSWORD))
    assert (server.mails, server.secrets_in_clear) == ([], [])


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    shown, _ = certificate(tmp_path)
    server = MailServer(certificate=shown)
    assert not refused(server, security="starttls").permanent
    assert server.mails == []


def test_a_wrong_password_is_tried_again_since_somebody_may_mend_it(tmp_path: Path) -> None:
    shown, trust = certificate(tmp_path)
    wrong = refused(
        MailServer(certificate=shown),
        security="starttls",
        trust=trust,
        user=USER,
        password=SecretStr("another"),
    )
    assert (str(wrong), wrong.permanent) == ("mail: user and password were refused (535)", False)


@pytest.mark.parametrize(("answer", "permanent"), [("550 no such box", True), ("450 later", False)])
def test_an_address_that_there_is_not_is_given_up_and_a_full_box_is_not(answer: str, permanent: bool) -> None:
    assert refused(MailServer(answers={"RCPT": [answer]})).permanent == permanent


@pytest.mark.parametrize("command", ["EHLO", "MAIL", "DATA"])
def test_a_server_in_trouble_is_tried_again(command: str) -> None:
    trouble = ["451 later"] * 2
    assert not refused(MailServer(answers={command: trouble, "HELO": trouble})).permanent


def test_a_server_that_says_nothing_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "PATIENCE", 0.2)
    assert not refused(MailServer(hangs=True)).permanent


def test_nobody_there_is_tried_again() -> None:
    with pytest.raises(DeliveryError) as failure:
        asyncio.run(deliver(Server("127.0.0.1", 1, "none", "bot@example.com"), SENT))
    assert not failure.value.permanent


def test_the_password_is_in_no_representation() -> None:
    assert PASSWORD not in repr(Server("h", 25, "none", "bot@example.com", USER, SecretStr(PASSWORD)))
