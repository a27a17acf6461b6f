"""The Dockerfile, built and run: what it says to do works, and what comes out takes a signed alert in."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from breachbot.demo.alert import export_alert
from breachbot.demo.processes import free_port
from tests.app.process import SECRET, sign, wait_until
from tests.image.engine import IMAGE, Engine, missing

pytestmark = [pytest.mark.proof, pytest.mark.slow]

STARTS_WITHIN = 60.0


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """One that has built the image."""
    if why := missing():
        if os.environ.get("CI") and not os.environ.get("WITHOUT_IMAGE"):
            pytest.fail(f"The image cannot be built: {why}.")
        pytest.skip(f"the image is not built: {why}")
    # Not where the other tests write: memory takes no devices, and an image would fill it.
    made = Engine(Path(tempfile.mkdtemp(dir="/var/tmp")))
    try:
        made.make_base()
        made.build()
        yield made
    finally:
        made.remove()


@pytest.fixture
def settings() -> dict[str, str]:
    return {
        "BREACHBOT_SENTRY_SECRET": SECRET,
        "BREACHBOT_DPO": "U0DPO",
        "BREACHBOT_PORT": str(free_port()),
        "BREACHBOT_METRICS_PORT": str(free_port()),
    }


def test_the_image_takes_a_signed_alert_in(engine: Engine, settings: dict[str, str]) -> None:
    container = engine.start()
    checked = engine.inside(container, "breachbot", "check", "--without-slack", **settings)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "run `breachbot migrate`" in checked.stdout
    migrated = engine.inside(container, "breachbot", "migrate", **settings)
    assert migrated.stdout == "The database is now at the schema of this version.\n"
    serve = engine.words(container, "breachbot", "serve", "--without-slack", **settings)
    running = subprocess.Popen(
        serve, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        _takes_in(engine, container, settings, running)
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.communicate(timeout=30)


def _takes_in(
    engine: Engine, container: str, settings: dict[str, str], running: subprocess.Popen[str]
) -> None:
    port = settings["BREACHBOT_PORT"]
    wait_until(lambda: _is_up(port) or running.poll() is not None, "the image's server", STARTS_WITHIN)
    assert running.poll() is None, running.communicate()[0]
    body = export_alert(datetime.now(UTC), "7001")
    assert _deliver(port, body, "0" * 64) == 401
    assert _deliver(port, body, sign(body)) == 200
    asked = ("breachbot", "signals", "--json")
    wait_until(lambda: engine.inside(container, *asked, **settings).stdout.strip(), "the alert", 60.0)
    (line,) = engine.inside(container, *asked, **settings).stdout.splitlines()
    assert json.loads(line)["source"] == "sentry"
    # The check that Docker makes by itself, in the words of the image.
    health = _configured(engine)["Healthcheck"]["Test"]
    assert engine.inside(container, *health[1:], **settings).returncode == 0
    assert engine.inside(container, "id", "-u").stdout == "10001\n"


def _configured(engine: Engine) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, dict[str, list[str]]]] = json.loads(
        engine.buildah("inspect", "--type", "image", IMAGE).stdout
    )["Docker"]
    return found["config"]


def _is_up(port: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _deliver(port: str, body: bytes, signature: str) -> int:
    named = {"Sentry-Hook-Resource": "event_alert", "Sentry-Hook-Signature": signature}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/hooks/sentry", body, named)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
