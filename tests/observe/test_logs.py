"""Logs: what an operator gets to see, and what nobody does."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import structlog

from breachbot.observe import logs
from tests.conftest import plain_logs

CANARY = "anna.example@example.com"


@contextmanager
def started(stream: io.StringIO) -> Iterator[None]:
    """Logging started on a stream; put back as it was afterwards, since it belongs to the whole process."""
    last = logging.lastResort
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.start(stream)
    yield
    logging.captureWarnings(False)
    logging.lastResort = last
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    root.handlers[:], root.level = handlers, level
    plain_logs()


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    with started(stream := io.StringIO()):
        yield stream


def _lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_one_line_of_json_in_utc(stream: io.StringIO) -> None:
    structlog.get_logger().info("signal stored", signal="sig-0123abcd", count=3, ms=1.5)
    (line,) = _lines(stream)
    assert line.pop("at").endswith("Z")
    assert line == {
        "event": "signal stored",
        "level": "info",
        "signal": "sig-0123abcd",
        "count": 3,
        "ms": 1.5,
    }


def test_an_unknown_key_is_dropped_and_named(stream: io.StringIO) -> None:
    structlog.get_logger().info("stored", title=CANARY, body={"a": CANARY})
    (line,) = _lines(stream)
    assert line["dropped"] == ["body", "title"]
    assert CANARY not in stream.getvalue()


@pytest.mark.parametrize(
    "value", [CANARY, "two words", "", {"a": 1}, b"bytes", "x" * 121, ["ok", CANARY], "é"]
)
def test_a_known_key_carries_figures_and_ids_only(stream: io.StringIO, value: object) -> None:
    structlog.get_logger().info("stored", reason=value)
    assert logs.WITHHELD in stream.getvalue()
    assert CANARY not in stream.getvalue()


def test_an_event_that_holds_an_address_is_withheld(stream: io.StringIO) -> None:
    structlog.get_logger().warning(f"mail to {CANARY} failed")
    assert _lines(stream)[0]["event"] == logs.WITHHELD


def test_an_error_is_its_class_and_its_places(stream: io.StringIO) -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        structlog.get_logger().exception("tick failed")
    (line,) = _lines(stream)
    assert line["error"] == "ValueError"
    (place,) = line["where"]
    assert place.startswith("observe/test_logs.py:")
    assert place.endswith(":test_an_error_is_its_class_and_its_places")
    assert CANARY not in stream.getvalue()


def test_an_error_is_handed_on_to_the_report(stream: io.StringIO) -> None:
    reported: list[BaseException] = []
    logs.start(stream, report=reported.append)
    error = ValueError("x")
    structlog.get_logger().error("failed", exc_info=error)
    assert reported == [error]


def test_a_library_can_say_that_it_failed_but_not_what(stream: io.StringIO) -> None:
    library = logging.getLogger("slack_bolt.AsyncApp")
    library.info("quiet")
    library.warning("body: %s", CANARY)
    try:
        raise KeyError(CANARY)
    except KeyError:
        library.exception("failed on %s", CANARY)
    first, second = _lines(stream)
    assert first["logger"] == second["logger"] == "slack_bolt.AsyncApp"
    assert (first["level"], second["level"], second["error"]) == ("warning", "error", "KeyError")
    assert CANARY not in stream.getvalue()


def test_a_library_says_where_it_spoke_so_that_it_can_be_looked_up(stream: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").warning("body: %s", CANARY)
    (line,) = _lines(stream)
    (place,) = line["where"]
    assert place.startswith("observe/test_logs.py:")
    assert place.endswith(":test_a_library_says_where_it_spoke_so_that_it_can_be_looked_up")


@pytest.mark.parametrize(
    "name", ["uvicorn.access", "httpx", "apscheduler", "slack_sdk", "aiohttp", "sentry_sdk"]
)
def test_a_library_with_a_way_of_its_own_to_the_log_speaks_as_the_others_do(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    library = logging.getLogger(f"{name}.of_a_test")
    library.addHandler(logging.StreamHandler(sys.stderr))
    library.propagate = False
    library.setLevel(logging.DEBUG)
    stream = io.StringIO()
    with started(stream):
        library.info("GET https://example.com/?token=%s", CANARY)
        library.warning("GET https://example.com/?token=%s", CANARY)
    (line,) = _lines(stream)
    assert (line["event"], line["level"], line["logger"]) == ("library log", "warning", library.name)
    assert capsys.readouterr().err == ""


def test_a_library_that_cut_itself_off_is_heard_as_the_others_are(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    """uvicorn cuts its own log of requests off; what finds no handler goes to standard error as it is."""
    library = logging.getLogger("cut.off.in_a_test")
    library.propagate = False
    library.warning("GET https://example.com/?token=%s", CANARY)
    assert [line["logger"] for line in _lines(stream)] == ["cut.off.in_a_test"]
    assert capsys.readouterr().err == ""


def test_what_fails_where_nobody_can_catch_it_leaves_no_message(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    class Falls:
        def __del__(self) -> None:
            raise RuntimeError(CANARY)

    Falls()
    (line,) = _lines(stream)
    assert (line["event"], line["error"]) == ("uncaught error", "RuntimeError")
    assert CANARY not in stream.getvalue() + capsys.readouterr().err


def test_a_warning_is_a_library_record(stream: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        # Inside catch_warnings the capture has to be switched on again.
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn(CANARY, stacklevel=1)
    assert _lines(stream)[0]["logger"] == "py.warnings"
    assert CANARY not in stream.getvalue()


def test_an_uncaught_error_leaves_no_message(stream: io.StringIO) -> None:
    error = RuntimeError(CANARY)
    sys.excepthook(RuntimeError, error, None)
    thread = threading.Thread(target=_fail)
    thread.start()
    thread.join()
    assert [line["event"] for line in _lines(stream)] == ["uncaught error", "uncaught error"]
    assert CANARY not in stream.getvalue()


def test_control_c_is_no_error(stream: io.StringIO) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert stream.getvalue() == ""


def _fail() -> None:
    raise RuntimeError(CANARY)
