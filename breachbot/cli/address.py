"""An address that somebody types after an option such as `--url`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from breachbot.errors import Refused
from breachbot.visible import quoted

if TYPE_CHECKING:
    from breachbot.settings import Settings


def check_address(url: str, option: str = "--url") -> None:
    """Raises Refused unless it is a whole web address, as the settings want theirs."""
    from breachbot.configured.values import web_address

    try:
        parts = web_address(url)
    except ValueError as error:
        raise Refused(f"{option}: {quoted(url)} {error}") from None
    if parts.query or parts.fragment:
        raise Refused(f"{option}: {quoted(url)} must end before the “?” or “#”: a path is added to it")


def local_address(settings: Settings) -> str:
    """Where the server that goes by these settings answers on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"
