"""The security page by web hook, over a real connection to the receiver of the docs page."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from breachbot.errors import DeliveryError
from breachbot.incident.recorded import Published
from breachbot.publish.target import ApprovedPage, Site, found, publish
from breachbot.publish.targets.webhook import TARGET
from breachbot.settings import Settings
from tests.notices.samples import TEMPLATES
from tests.publish.targets.test_static import BASE, page

SECRET = "the key of the page's web hook"


class StatusPage(ThreadingHTTPServer):
    """Keeps what comes by its key, and shows it; `spoiled` takes the place of one answer."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.kept: dict[str, dict[str, Any]] = {}
        self.events: list[str] = []
        self.spoiled: tuple[int, dict[str, str], bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook"


class _Request(BaseHTTPRequestHandler):
    server: StatusPage

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        signed = f"{self.headers['Breachbot-Timestamp']}.".encode() + body
        wanted = "v1=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        said = json.loads(body)
        self.server.events.append(said["event"])
        if not hmac.compare_digest(wanted, self.headers["Breachbot-Signature"]):
            return self._answer(401, {}, b"")
        if self.server.spoiled:
            return self._answer(*self.server.spoiled)
        if said["event"] == "read":
            kept = self.server.kept[said["key"]]["documents"]
            return self._answer(200, {}, kept[said["document"]].encode())
        self.server.kept.setdefault(said["key"], said)
        return self._answer(
            200, {}, json.dumps({"url": f"https://status.example.com/{said['incident']}"}).encode()
        )

    def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def shown() -> Iterator[StatusPage]:
    server = StatusPage()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def put(shown: StatusPage, one: ApprovedPage, secret: str = SECRET) -> Published:
    given = {"webhook_url": SecretStr(shown.url), "webhook_secret": SecretStr(secret)}
    return publish(TARGET, one, Site(BASE, "Example & Sons", TEMPLATES), given)


def found_there(shown: StatusPage, one: ApprovedPage) -> Published | None:
    given = {"webhook_url": SecretStr(shown.url), "webhook_secret": SecretStr(SECRET)}
    return found(TARGET, one, Site(BASE, "Example & Sons", TEMPLATES), given)


def failed(shown: StatusPage, one: ApprovedPage, secret: str = SECRET) -> DeliveryError:
    with pytest.raises(DeliveryError) as failure:
        put(shown, one, secret)
    assert SECRET not in str(failure.value)
    assert "127.0.0.1" not in str(failure.value)
    return failure.value


def test_what_is_there_without_a_record_is_found_by_its_text_and_nothing_else_is_handed_over(
    shown: StatusPage,
) -> None:
    assert found_there(shown, page(1)) is None
    shown.spoiled = (503, {}, b"")
    assert found_there(shown, page(1)) is None
    assert "publish" not in shown.events
    shown.spoiled = None
    done = put(shown, page(1))
    assert found_there(shown, page(1)) == done
    assert found_there(shown, replace(page(2), version=1)) is None
    assert list(shown.kept) == ["pdb-7k2m9x4q:1:en"]


def test_a_version_comes_signed_with_its_documents_and_is_read_back(shown: StatusPage) -> None:
    done = put(shown, page(1))
    assert shown.events == ["publish", "read"]
    kept = shown.kept["pdb-7k2m9x4q:1:en"]
    assert {name: text.encode() for name, text in kept["documents"].items()} == page(1).documents
    assert kept["sha256"] == page(1).approved
    about = (
        kept["incident"],
        kept["version"],
        kept["locale"],
        kept["state"],
        kept["line"],
        kept["published_at"],
    )
    assert about == ("pdb-7k2m9x4q", 1, "en", "notice", "First published.", "2026-11-25T17:00:00+00:00")
    assert done.path == "pdb-7k2m9x4q:1:en"
    assert (done.url, done.sha256) == ("https://status.example.com/pdb-7k2m9x4q", page(1).approved["page.md"])


def test_corrections_and_withdrawals_come_as_versions_and_a_repetition_under_the_same_key(
    shown: StatusPage,
) -> None:
    for one in (page(1), page(2), page(3, state="withdrawal"), page(2)):
        put(shown, one)
    assert [kept["state"] for kept in shown.kept.values()] == ["notice", "correction", "withdrawal"]


def test_what_is_kept_there_has_to_be_what_was_approved(shown: StatusPage) -> None:
    put(shown, page(1))
    shown.kept["pdb-7k2m9x4q:1:en"]["documents"]["page.md"] = "defaced"
    assert "What was read back" in str(failed(shown, page(1)))


@pytest.mark.parametrize(
    ("status", "permanent"), [(400, True), (409, True), (401, False), (404, False), (500, False)]
)
def test_a_refusal_is_tried_again_unless_this_version_is_wrong(
    shown: StatusPage, status: int, permanent: bool
) -> None:
    shown.spoiled = (status, {}, b"")
    failure = failed(shown, page(1))
    assert (str(failure), failure.permanent) == (f"web hook: HTTP {status}", permanent)


def test_another_key_is_not_taken(shown: StatusPage) -> None:
    assert str(failed(shown, page(1), "another key")) == "web hook: HTTP 401"
    assert shown.kept == {}


def test_a_redirect_is_not_followed(shown: StatusPage) -> None:
    shown.spoiled = (307, {"Location": shown.url}, b"")
    assert str(failed(shown, page(1))) == "web hook: HTTP 307"
    assert shown.events == ["publish"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"ok",
        b"[]",
        b"{}",
        b'{"url": null}',
        b'{"url": ["https://x"]}',
        b'{"url": "javascript:alert(1)"}',
        b'{"url": "https://example.com/\\u0007"}',
        b'{"url": "https://example.com/ <!channel>"}',
    ],
)
def test_an_answer_without_an_address_is_no_answer(shown: StatusPage, body: bytes) -> None:
    shown.spoiled = (200, {}, body)
    failure = failed(shown, page(1))
    assert "names no address" in str(failure)
    assert not failure.permanent


@pytest.mark.parametrize("who", ["somebody:hunter2@", "hunter2@", ":hunter2@", "@"])
def test_an_address_with_a_user_or_a_password_is_not_shown_to_readers(shown: StatusPage, who: str) -> None:
    shown.spoiled = (200, {}, json.dumps({"url": f"https://{who}status.example.com/x"}).encode())
    failure = failed(shown, page(1))
    assert (
        str(failure)
        == "web hook: the address (“url”) in its answer holds a user or a password: leave them out"
    )
    assert not failure.permanent


def test_an_answer_without_end_is_not_read_to_its_end(shown: StatusPage) -> None:
    shown.spoiled = (200, {}, b"x" * (5 * 1024 * 1024))
    assert "too long" in str(failed(shown, page(1)))


@pytest.mark.parametrize("url", ["http://status.example.com/hook", "ftp://x", "/hook"])
def test_it_goes_by_https_or_stays_on_this_machine(url: str) -> None:
    with pytest.raises(ValidationError, match="https://") as refused:
        Settings(_env_file=None, _env_prefix="NO_ENVIRONMENT_", webhook_url=SecretStr(url))
    assert url not in str(refused.value)


def test_it_says_what_is_missing() -> None:
    url, secret = SecretStr("https://example.com/hook"), SecretStr("x")
    assert "BREACHBOT_WEBHOOK_URL" in str(TARGET.fault({"webhook_url": None, "webhook_secret": secret}))
    assert "BREACHBOT_WEBHOOK_SECRET" in str(TARGET.fault({"webhook_url": url, "webhook_secret": None}))
    assert TARGET.fault({"webhook_url": url, "webhook_secret": secret}) is None
