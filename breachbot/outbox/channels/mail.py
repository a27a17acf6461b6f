"""Mail: a few lines of plain text to one address, by the company's own mail server."""

from __future__ import annotations

import hashlib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import TYPE_CHECKING, Literal

from pydantic import SecretStr

from breachbot.errors import DeliveryError
from breachbot.outbox.channel import Channel, Message
from breachbot.outbox.deliver import Sent

if TYPE_CHECKING:
    from aiosmtplib import SMTP

Security = Literal["starttls", "tls", "none"]
PATIENCE = 8.0
"""Seconds that the server may take for each of its answers."""


@dataclass(frozen=True)
class Server:
    """The mail server. sender: the address in From. trust: whose certificates count; None: those of this machine."""

    host: str
    port: int
    security: Security
    sender: str
    user: str | None = None
    password: SecretStr | None = None
    trust: ssl.SSLContext | None = field(default=None, repr=False)

    def session(self) -> SMTP:
        """A connection that is encrypted and logged in as it is set up, as a context."""
        from aiosmtplib import SMTP  # loaded with the first message

        return SMTP(
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password.get_secret_value() if self.password else None,
            local_hostname=self.sender.rpartition("@")[2],
            timeout=PATIENCE,
            use_tls=self.security == "tls",
            start_tls=self.security == "starttls",
            tls_context=self.trust,
        )


async def deliver(server: Server, message: Message) -> Sent:
    """Hand it to the server; the receipt is the Message-ID. That follows from the key, so that a mailbox can tell a
    message that came twice. Nothing of what the server says is passed on but its number: it may quote the address."""
    mail = _mail(server, message)
    await within(server, mail)
    return Sent(mail["Message-ID"], hashlib.sha256(message.text.encode()).hexdigest())


async def within(server: Server, mail: EmailMessage | None = None) -> None:
    """Connect, log in, and hand over a mail if there is one. Raises DeliveryError."""
    import aiosmtplib

    try:
        async with server.session() as session:
            if mail:
                await session.send_message(mail)
    except aiosmtplib.SMTPRecipientsRefused as error:
        code = max(one.code for one in error.recipients)
        raise DeliveryError(f"mail: the address was refused ({code})", permanent=code >= 500) from None
    except aiosmtplib.SMTPAuthenticationError as error:
        raise DeliveryError(f"mail: user and password were refused ({error.code})") from None
    except aiosmtplib.SMTPResponseException as error:
        raise DeliveryError(f"mail: the server refused it ({error.code})") from None
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        raise DeliveryError(f"mail: {type(error).__name__}") from None


def _mail(server: Server, message: Message) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = server.sender, message.to, message.layout["subject"]
    name = hashlib.sha256(str(message.layout["key"]).encode()).hexdigest()[:32]
    mail["Message-ID"] = f"<{name}@{server.sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic reply is wanted
    mail.set_content(message.text)
    return mail


CHANNEL = Channel("mail", deliver)
