"""The requests that are sent: 20,000 made-up Sentry alerts of about 5 KB about 500 issues, each with its signature.

Whole HTTP requests are written to one file, which wrk's script and our own generator both read, so that both send
the same bytes. The request's id stands last in its head, 32 characters wide, to be replaced by a new one each time.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import random
from pathlib import Path

SECRET = "only-for-bench"
BODIES = 20_000
ISSUES = 500
PATH = "/hooks/sentry"


def write(path: Path) -> None:
    """Write the file: for each request a line with the lengths of head and body, then both.

    The head ends where the id is to follow; after the id come the blank line and the body.
    """
    chance = random.Random(20260101)  # the same bodies in every run
    with path.open("wb") as file:
        for number in range(BODIES):
            body = _body(chance, number)
            head = _head(body)
            file.write(b"%d %d\n%s%s" % (len(head), len(body), head, body))


def read(path: Path) -> list[tuple[bytes, bytes]]:
    """Head and body of each request."""
    requests, rest = [], memoryview(path.read_bytes())
    while rest:
        end = bytes(rest[:32]).index(b"\n")
        head, body = (int(length) for length in bytes(rest[:end]).split())
        start = end + 1
        requests.append((bytes(rest[start : start + head]), bytes(rest[start + head : start + head + body])))
        rest = rest[start + head + body :]
    return requests


def _head(body: bytes) -> bytes:
    signature = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
    lines = (
        f"POST {PATH} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Sentry-Hook-Resource: event_alert",
        f"Sentry-Hook-Signature: {signature}",
        "Request-ID: ",
    )
    return "\r\n".join(lines).encode()


def _body(chance: random.Random, number: int) -> bytes:
    issue = chance.randrange(ISSUES)
    frames = [_frame(chance, step) for step in range(chance.randint(11, 21))]
    event = {
        "event_id": f"{chance.getrandbits(128):032x}",
        "issue_id": str(4000000 + issue),
        "issue_url": f"https://sentry.example/api/0/issues/{4000000 + issue}/",
        "web_url": f"https://sentry.example/organizations/example/issues/{4000000 + issue}/",
        "project": 17,
        "title": f"ExportError: export {issue} failed",
        "level": "error",
        "platform": "python",
        "environment": "production",
        "datetime": "2026-01-15T12:00:00.000000Z",
        "timestamp": 1768478400.0 + number / 1000,
        "culprit": f"shop.exports.job_{issue}",
        "exception": {
            "values": [{"type": "ExportError", "value": "failed", "stacktrace": {"frames": frames}}]
        },
        "tags": [["environment", "production"], ["level", "error"], ["server_name", f"web-{issue % 9}"]],
    }
    alert = {
        "action": "triggered",
        "installation": {"uuid": "5f0a3b52-1111-4f6c-9d4e-000000000000"},
        "data": {"event": event, "triggered_rule": "Possible disclosure"},
        "actor": {"type": "application", "id": "sentry", "name": "Sentry"},
    }
    return json.dumps(alert).encode()


def _frame(chance: random.Random, step: int) -> dict[str, object]:
    return {
        "filename": f"shop/exports/part_{step}.py",
        "function": f"step_{chance.randrange(100)}",
        "module": "shop.exports",
        "lineno": chance.randrange(1, 900),
        "in_app": True,
        "context_line": f"    result = load(order_{chance.randrange(10**6)}, owner)",
        "pre_context": ["    # the owner was checked before", "    owner = request.owner"],
    }
