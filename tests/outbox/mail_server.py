"""A mail server on this machine: it speaks SMTP (RFC 5321) with STARTTLS and AUTH PLAIN, and keeps what it is given."""

from __future__ import annotations

import asyncio
import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

GO_AHEAD, GO_ON, BYE = ["220 go ahead"], ["354 go on"], ["221 bye"]
USER, PASSWORD = "breachbot", "a password of the mail server"


@dataclass
class MailServer:
    """What it was given. answers: a line to answer a command with in place of its own, used up each time it comes.

    hangs: it takes connections and says nothing. lost: it takes a mail and closes without an answer, so many times.
    """

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    hangs: bool = False
    lost: int = 0
    certificate: ssl.SSLContext | None = None
    from_the_first_byte: bool = False
    secrets_in_clear: list[str] = field(default_factory=list)

    async def until(self, number: int) -> None:
        """Wait until so many mails have come."""
        async with asyncio.timeout(60):
            while len(self.mails) < number:
                await asyncio.sleep(0.01)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.hangs:
            await reader.read()
            return
        encrypted = self.from_the_first_byte
        writer.write(b"220 ready\r\n")
        while line := (await reader.readline()).decode().strip():
            command, _, rest = line.partition(" ")
            said = self._said(command.upper(), rest, encrypted)
            writer.write("".join(f"{one}\r\n" for one in said).encode())
            await writer.drain()
            if said == GO_AHEAD:
                assert self.certificate is not None
                await writer.start_tls(self.certificate)
                encrypted = True
            elif (said == GO_ON and not await self._take(reader, writer)) or said == BYE:
                return

    def _said(self, command: str, rest: str, encrypted: bool) -> list[str]:
        if waiting := self.answers.get(command):
            return [waiting.pop(0)]
        if command == "EHLO":
            return ["250-here", *([] if encrypted else ["250-STARTTLS"]), "250 AUTH PLAIN"]
        if command == "AUTH":
            if not encrypted:
                self.secrets_in_clear.append(rest)
            right = base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
            return ["235 welcome" if rest == f"PLAIN {right}" else "535 no"]
        if command == "RCPT":
            self.recipients.append(rest.partition("<")[2].partition(">")[0])
        return {"STARTTLS": GO_AHEAD, "DATA": GO_ON, "QUIT": BYE}.get(command, ["250 fine"])

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Keep a mail and say so; False where the answer is lost."""
        body = await reader.readuntil(b"\r\n.\r\n")
        self.mails.append(message_from_bytes(body[:-3], policy=policy.default))
        if self.lost:
            self.lost -= 1
            return False
        writer.write(b"250 taken\r\n")
        return True


@asynccontextmanager
async def mail_server(server: MailServer) -> AsyncIterator[MailServer]:
    """The server at work, on a port of its own."""
    first = server.certificate if server.from_the_first_byte else None
    listening = await asyncio.start_server(server.talk, "127.0.0.1", server.port, ssl=first)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


def certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A certificate for localhost: what the server shows, and who trusts it."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    shown, file = made.public_bytes(serialization.Encoding.PEM), folder / "server.pem"
    hidden = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(hidden + shown)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cadata=shown.decode())
