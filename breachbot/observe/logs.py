"""Logs: one JSON object a line on standard error, with nothing in it that could be about a person.

Our code logs the name of an event and a few ids and figures. A list says what may pass: an unknown key is
dropped and named under `dropped`, a value that is not a figure or an id reads `[withheld]`, an error is its
class and the places it came through. Libraries may put payloads into their messages, so of a library's record
only the logger's name, the level, and the error or the place in its code pass.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog

Report = Callable[[BaseException], None]
"""Where a crash goes besides the log."""

# fmt: off
KEYS = frozenset({
    "at", "attempts", "code", "count", "deliveries", "delivery", "dropped", "effect", "error", "event",
    "host", "incident", "jobs", "kind", "lane", "late_minutes", "level", "logger", "method", "ms",
    "passed_on", "path", "permanent", "port", "position", "reason", "seconds", "signal", "source",
    "status", "stream", "version", "waiting", "where",
})
# fmt: on
WITHHELD = "[withheld]"
FRAMES = 20

_IDENTIFIER = re.compile(r"[A-Za-z0-9_.:/<>-]{1,120}")
_EVENT = re.compile(r"[A-Za-z][A-Za-z0-9 _,;-]{0,79}")
_PACKAGE = Path(__file__).resolve().parent.parent


def start(stream: TextIO | None = None, report: Report | None = None) -> None:
    """Send all logs of this process, and uncaught errors, to the stream; crashes also to `report`."""
    structlog.configure(
        processors=[_error(report), structlog.processors.add_log_level, _stamp, _allow, _render],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(file=stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    library = _Library(logging.WARNING)
    logging.basicConfig(handlers=[library], level=logging.WARNING, force=True)
    logging.lastResort = library
    logging.captureWarnings(True)
    _take_over()
    sys.excepthook = _uncaught
    threading.excepthook = sys.unraisablehook = _uncaught_elsewhere


_stamp = structlog.processors.TimeStamper(fmt="iso", utc=True, key="at")
_render = structlog.processors.JSONRenderer(sort_keys=True)


def _allow(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep what is on the list and harmless; say what was kept back."""
    kept = {key: _harmless(key, value) for key, value in event.items() if key in KEYS}
    dropped = sorted(key if _IDENTIFIER.fullmatch(key) else WITHHELD for key in event if key not in KEYS)
    return kept | ({"dropped": dropped} if dropped else {})


def _harmless(key: str, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple):
        return [_harmless(key, item) for item in value]
    pattern = _EVENT if key == "event" else _IDENTIFIER
    return value if isinstance(value, str) and pattern.fullmatch(value) else WITHHELD


def _error(report: Report | None) -> Callable[..., MutableMapping[str, Any]]:
    """Replace `exc_info` by the error's class and places, and report it."""

    def replace(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        error = _exception(event.pop("exc_info", None))
        if error is None:
            return event
        if report is not None:
            report(error)
        return {**event, "error": type(error).__qualname__, "where": places(error)}

    return replace


def _exception(given: object) -> BaseException | None:
    if given is True:
        return sys.exception()
    if isinstance(given, tuple):
        given = given[1]
    return given if isinstance(given, BaseException) else None


def places(error: BaseException) -> list[str]:
    """The last places an error came through, as `file:line:function`, outermost first, without any value."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{_short(frame.filename)}:{frame.lineno}:{frame.name}" for frame in frames]


def _short(filename: str) -> str:
    """The path inside its package; where something is installed is nobody's business."""
    path = Path(filename)
    if path.is_relative_to(_PACKAGE):
        return str(path.relative_to(_PACKAGE.parent))
    return "/".join(path.parts[-2:])


class _Library(logging.Handler):
    """Takes the standard library's log records, which is how uvicorn, Bolt and APScheduler speak."""

    def emit(self, record: logging.LogRecord) -> None:
        place = f"{_short(record.pathname)}:{record.lineno}:{record.funcName}"
        structlog.get_logger().log(
            *(record.levelno, "library log"),
            logger=record.name,
            where=[place],  # an error puts its own places here
            exc_info=record.exc_info or None,
        )


def _take_over() -> None:
    """Libraries that brought a way of their own to standard error, where they may write whole bodies, lose it."""
    for logger in [*logging.Logger.manager.loggerDict.values()]:
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    structlog.get_logger().critical("uncaught error", exc_info=error.with_traceback(trace))


def _uncaught_elsewhere(args: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
    """In a thread, or where nobody can catch it, as in a destructor."""
    if args.exc_value is not None:
        _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
