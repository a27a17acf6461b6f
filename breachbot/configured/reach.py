"""Reaching people beside Slack: the codename and the time left, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, Field, SecretStr, field_validator

from breachbot.configured.values import EmailAddress, HookAddress, Secret, email


class Reach(BaseModel):
    """Mail, the pager, and whoever watches that breachbot runs."""

    mail_host: str | None = Field(
        None,
        description="Mail server for reminders that reach nobody in Slack, or that nobody answers. Not set: no mail.",
    )
    mail_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    mail_security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="`starttls`, `tls` (from the first byte, usually port 465), or `none`, for one on this machine.",
    )
    mail_user: str | None = Field(None, description="User at the mail server, if it asks for one.")
    mail_password: Secret = Field(None, description="Password of that user.")
    mail_from: EmailAddress | None = Field(None, description="Address that these mails come from.")
    mail_to: SecretStr | None = Field(
        None,
        description="Whose mail goes where: `U012AB3CD=dpo@example.com`, separated by commas, for the Slack user ids "
        "of the team, and for `director` and `operators`, who need no Slack; the same name may come several times.",
    )
    pager_url: HookAddress = Field(
        None,
        description="Address of the web hook by which somebody is paged (`https://…`). Not set: no web hook; with "
        "`BREACHBOT_PAGER_FORM=pagerduty` PagerDuty's own.",
    )
    pager_form: Literal["generic", "pagerduty"] = Field(
        "generic", description="`generic`: JSON with a signature; `pagerduty`: an event of its Events API v2."
    )
    pager_secret: Secret = Field(
        None, description="Key of the web hook's signature, or the integration key of PagerDuty."
    )

    tracker_url: HookAddress = Field(
        None,
        description="Address of the web hook that takes tickets (`https://…`): each response and each follow-up "
        "measure. Not set: no tickets.",
    )
    tracker_secret: Secret = Field(None, description="Key of the signature of that web hook.")
    ping_url: HookAddress = Field(
        None,
        description="Address that is asked (GET) once a minute as long as reminders are raised. Whoever watches it "
        "tells you when breachbot has stopped.",
    )

    @field_validator("mail_to")
    @classmethod
    def _whose(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _addresses(value.get_secret_value())
        return value

    @property
    def addresses(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses for mail, by Slack user id, `director` or `operators`."""
        return _addresses(self.mail_to.get_secret_value()) if self.mail_to else {}


def _addresses(text: str) -> dict[str, tuple[str, ...]]:
    """Whose mail goes where. Raises ValueError, with the place and without an address."""
    found: dict[str, tuple[str, ...]] = {}
    for number, entry in enumerate(text.split(","), start=1):
        name, _, address = (part.strip() for part in entry.partition("="))
        if not re.fullmatch(r"[UW][A-Z0-9]+|director|operators", name):
            raise ValueError(
                f"entry {number} does not begin with a Slack user id, director or operators, and ="
            )
        try:
            email(address)
        except ValueError:
            raise ValueError(f"entry {number} holds no e-mail address behind the =") from None
        found[name] = (*found.get(name, ()), address)
    return found
