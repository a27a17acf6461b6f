"""Crash reports, against a real server in place of Sentry: what arrives there, and what never does."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from breachbot.observe.crashes import scrubbed

CANARY = "anna.example@example.com"

CRASHING = f"""
import logging, os, sys, threading
from pydantic import SecretStr
from breachbot.observe import crashes, logs
import sentry_sdk

logs.start(report=crashes.start(SecretStr(os.environ["DSN"])))
sentry_sdk.set_user({{"email": "{CANARY}"}})
sentry_sdk.set_tag("who", "{CANARY}")
sentry_sdk.set_context("body", {{"text": "{CANARY}"}})
sentry_sdk.add_breadcrumb(message="{CANARY}", category="store", data={{"text": "{CANARY}"}})
sentry_sdk.capture_message("{CANARY}")

def fail(secret):
    try:
        raise KeyError(secret)
    except KeyError as error:
        raise ValueError("about " + secret) from error

try:
    fail("{CANARY}")
except ValueError:
    logging.getLogger("uvicorn.error").exception("on {CANARY}")
thread = threading.Thread(target=fail, args=("{CANARY}",), name="{CANARY}")
thread.start(); thread.join()
sentry_sdk.flush(5)
raise RuntimeError("{CANARY}")
"""


class _Sink(HTTPServer):
    """Takes what the SDK sends and keeps it in clear."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Keep)
        self.bodies: list[str] = []


class _Keep(BaseHTTPRequestHandler):
    server: _Sink

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        encoding = self.headers.get("Content-Encoding")
        if encoding == "gzip":
            body = gzip.decompress(body)
        elif encoding == "deflate":
            body = zlib.decompress(body)
        self.server.bodies.append(f"{self.path}\n{self.headers}\n{body.decode()}")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the test reads the bodies."""


@pytest.fixture
def sink() -> Iterator[_Sink]:
    sink = _Sink()
    thread = threading.Thread(target=sink.serve_forever)
    thread.start()
    yield sink
    sink.shutdown()
    thread.join()
    sink.server_close()


def test_the_canary_never_leaves(sink: _Sink) -> None:
    dsn = f"http://{'0' * 32}@127.0.0.1:{sink.server_port}/1"
    ended = subprocess.run(
        [sys.executable, "-c", CRASHING],
        env={"DSN": dsn},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 1
    sent = "\n".join(sink.bodies)
    assert '"type":"RuntimeError"' in sent, ended.stderr
    assert '"type":"ValueError"' in sent
    assert '"category":"store"' in sent
    assert CANARY not in sent
    assert CANARY not in ended.stderr + ended.stdout


def test_a_report_is_built_from_what_may_pass() -> None:
    event = {
        "event_id": "1",
        "release": "breachbot@1",
        "server_name": CANARY,
        "logentry": {"message": CANARY},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "module": "builtins",
                    "value": CANARY,
                    "stacktrace": {"frames": [{"function": "f", "lineno": 1, "vars": {"a": CANARY}}]},
                }
            ]
        },
    }
    assert scrubbed(event) == {
        "event_id": "1",
        "release": "breachbot@1",
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "module": "builtins",
                    "stacktrace": {"frames": [{"function": "f", "lineno": 1}]},
                }
            ]
        },
        "breadcrumbs": {"values": []},
    }
    assert CANARY not in json.dumps(scrubbed(event))


def test_a_message_without_an_error_is_not_sent() -> None:
    assert scrubbed({"message": CANARY}) is None


def test_without_a_dsn_the_sdk_is_not_even_loaded() -> None:
    script = (
        "import sys; from breachbot.observe.start import start; from breachbot.settings import Settings; "
        "start(Settings(_env_file=None)); print('sentry_sdk' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", script], env={}, capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"
