"""The limits of a listener, and what is said to whoever goes beyond them."""

from __future__ import annotations

from dataclasses import dataclass

from uvicorn.protocols.http.httptools_impl import STATUS_LINE


@dataclass(frozen=True)
class Limits:
    """head: bytes of request line and headers together, and of what else is no body. patience: seconds until a head
    is whole, and until an answer is read. requests: how many may wait behind the one that is being answered. chunks: of
    one body. leftover, linger: bytes that are thrown away after the last answer, and seconds for it, until we hang up
    on who goes on sending. spare: connections beyond, for whatever is not asked at a path that begins with `crowded`:
    people must be answered however many machines are waiting."""

    connections: int = 512
    spare: int = 64
    crowded: bytes = b"/hooks/"
    head: int = 16 * 1024
    patience: float = 5.0
    requests: int = 4
    chunks: int = 16 * 1024
    leftover: int = 128 * 1024 * 1024
    linger: float = 10.0


@dataclass(frozen=True)
class Refusal:
    """An answer without a look at the request, after which the connection is closed; counted by its reason."""

    status: int
    result: str
    reason: str

    def answer(self) -> bytes:
        """The whole answer as it is sent."""
        body = b'{"result":"%s"}' % self.result.encode()
        later = b"retry-after: 1\r\n" if self.status == 503 else b""
        return b"%scontent-type: application/json\r\ncontent-length: %d\r\nconnection: close\r\n%s\r\n%s" % (
            STATUS_LINE[self.status],
            len(body),
            later,
            body,
        )


BAD_REQUEST = Refusal(400, "bad_request", "bad_request")
HEADERS_TOO_LARGE = Refusal(431, "headers_too_large", "headers_too_large")
SILENT = Refusal(408, "too_slow", "silent")
TOO_SLOW = Refusal(408, "too_slow", "too_slow")
TOO_MANY_CONNECTIONS = Refusal(503, "busy", "too_many_connections")
TOO_MANY_REQUESTS = Refusal(503, "busy", "too_many_requests")
