"""One GET by https: without redirects, proxies or cookies, within seconds and a size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from aiohttp import BaseConnector


class Unreachable(Exception):
    """It could not be fetched now; it may be possible later."""


class Answer(NamedTuple):
    """What came back. following: the cursor of the next page, if the answer says that it holds something."""

    status: int
    body: bytes
    following: str | None


def system() -> BaseConnector:
    """Connections as this machine makes them."""
    from aiohttp import TCPConnector

    return TCPConnector()


async def get(
    url: str,
    *,
    connector: Callable[[], BaseConnector],
    within: float,
    largest: int,
    asked: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """What lies at an address. within: seconds. largest: bytes. Raises Unreachable."""
    from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar

    if not url.startswith("https://"):
        raise Unreachable
    try:
        async with (
            ClientSession(
                connector=connector(),
                cookie_jar=DummyCookieJar(),
                timeout=ClientTimeout(total=within),
                auto_decompress=False,
                headers={"Accept-Encoding": "identity", **(headers or {})},
            ) as session,
            session.get(url, params=asked, allow_redirects=False) as response,
        ):
            body = b""
            async for part in response.content.iter_any():
                body += part
                if len(body) > largest:
                    raise Unreachable
            more = response.links.get("next")
            following = str(more["cursor"]) if more and more.get("results") == "true" else None
            return Answer(response.status, body, following)
    except (ClientError, OSError, TimeoutError, LookupError, ValueError):
        raise Unreachable from None
