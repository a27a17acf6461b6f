"""What values of several settings look like: lists, secrets, addresses."""

from __future__ import annotations

import re
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, BeforeValidator, SecretStr, TypeAdapter, ValidationError
from pydantic_settings import NoDecode

from breachbot.hosts import LOOPBACK
from breachbot.notices.values import Email
from breachbot.playbook.words import written


def _split(value: object) -> object:
    if not isinstance(value, str):
        return value
    return tuple(part for part in (part.strip() for part in value.split(",")) if part)


Names = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
"""Separated by commas in the environment."""

Seat = Annotated[
    str,
    written(
        r"[A-Z]{2}(-[A-Z0-9]{1,3})?",
        "must be a country in two capitals such as IE, or a part of one such as DE-BY",
    ),
]
Seats = Annotated[tuple[Seat, ...], NoDecode, BeforeValidator(_split)]
"""Where a company sits, separated by commas in the environment."""


def _as_it_was_copied(value: SecretStr | None) -> SecretStr | None:
    if value is not None and value.get_secret_value() != value.get_secret_value().strip():
        raise ValueError("begins or ends with white space, which no signature would fit: copy it again")
    return value


Secret = Annotated[SecretStr | None, AfterValidator(_as_it_was_copied)]
"""A secret that somebody copied from elsewhere."""


def web_address(url: str) -> SplitResult:
    """The parts of a whole web address. Raises ValueError."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        raise ValueError("must be a whole address with https://") from None
    if not whole or re.search(r"\s", url):
        raise ValueError("must be a whole address with https://")
    return parts


def _safe(value: SecretStr | None) -> SecretStr | None:
    if value is not None:
        parts = web_address(value.get_secret_value())
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            raise ValueError("must be a whole address with https://")
    return value


HookAddress = Annotated[SecretStr | None, AfterValidator(_safe)]
"""Where something is sent: encrypted, or to this machine. It may hold a token, so it is not shown."""


_EMAIL: TypeAdapter[Any] = TypeAdapter(Email)


def email(value: str) -> str:
    """What a notice takes for an address, so that none fails on a setting in the middle of an incident. Raises
    ValueError."""
    try:
        _EMAIL.validate_python(value)
    except ValidationError:
        raise ValueError("is no e-mail address; one such as privacy@example.com is wanted") from None
    return value


EmailAddress = Annotated[str, AfterValidator(email)]


def _no_slash(value: str) -> str:
    return web_address(value).geturl().rstrip("/") if value else value


WebAddress = Annotated[str, AfterValidator(_no_slash)]
"""A whole web address, without a slash at its end."""
