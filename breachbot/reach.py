"""By which ways people can be reached beside Slack, from the settings; nothing is opened here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from breachbot.incident.reach import OPERATORS
from breachbot.settings import Settings

if TYPE_CHECKING:
    from breachbot.outbox.channels.mail import Server
    from breachbot.outbox.channels.webhook import Hook


def mail_server(settings: Settings) -> Server | None:
    """The mail server; None where none is set up."""
    from breachbot.outbox.channels.mail import Server

    if not (settings.mail_host and settings.mail_from):
        return None
    return Server(
        settings.mail_host,
        settings.mail_port,
        settings.mail_security,
        settings.mail_from,
        settings.mail_user,
        settings.mail_password,
    )


def pager(settings: Settings) -> Hook | None:
    """The web hook for paging; None where none is set up."""
    from pydantic import SecretStr

    from breachbot.outbox.channels.webhook import PAGERDUTY, Hook

    url = settings.pager_url or (SecretStr(PAGERDUTY) if settings.pager_form == "pagerduty" else None)
    if url is None or settings.pager_secret is None:
        return None
    return Hook(url, settings.pager_secret, settings.pager_form)


def tracker(settings: Settings) -> Hook | None:
    """The web hook that takes tickets; None where none is set up."""
    from breachbot.outbox.channels.webhook import Hook

    if settings.tracker_url is None or settings.tracker_secret is None:
        return None
    return Hook(settings.tracker_url, settings.tracker_secret)


def reached_by(settings: Settings) -> Mapping[str, frozenset[str]]:
    """Who can be reached by which channel: Slack user ids, `director`, `operators`. Names alone, no address."""
    found: dict[str, frozenset[str]] = {}
    if mail_server(settings):
        found["mail"] = frozenset(settings.addresses)
    if pager(settings):
        found["webhook"] = frozenset({OPERATORS})
    return found
