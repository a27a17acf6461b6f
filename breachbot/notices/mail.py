"""The direct mail as a file that a mail program opens as an unsent message (RFC 5322)."""

from __future__ import annotations

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from breachbot.notices.fields import MailFields, digest
from breachbot.notices.values import Absent
from breachbot.notices.words import one_line


def compose(fields: MailFields, locale: str, subject: str, body: str, html: str) -> str:
    """The message: plain text and the same words as HTML, ASCII only, lines ended by CR LF; no recipient, and nothing
    drawn by chance.

    The sender is the stated contact; without one the mail program that opens the draft fills it in.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    if not isinstance(fields.contact_email, Absent):
        message["From"] = Address(display_name=one_line(fields.company_name), addr_spec=fields.contact_email)
    message["Date"] = format_datetime(fields.as_of)
    message["Message-ID"] = _message_id(fields)
    message["X-Unsent"] = "1"
    message.set_content(body, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{hashlib.sha256(html.encode()).hexdigest()[:32]}")
    message["Content-Language"] = locale
    return message.as_string()


def _message_id(fields: MailFields) -> str:
    host = urlsplit(fields.page_url).hostname or "localhost"
    return f"<{fields.reference}.{fields.version}.{digest(fields)[:16]}@{host}>"
