"""Crash reports to a Sentry project of breachbot's own. Off without a DSN.

A report is rebuilt from a list of what may pass: the class of the error, the files, functions and lines it
came through, the release. Messages of errors, variables, requests, texts of breadcrumbs and host names never
leave, because any of them may quote what an incident is about.
https://docs.sentry.io/platforms/python/data-management/sensitive-data/
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import SecretStr

from breachbot import __version__

EVENT = ("event_id", "timestamp", "level", "platform", "release", "environment")
EXCEPTION = ("type", "module")
FRAME = ("filename", "function", "module", "lineno", "in_app")
BREADCRUMB = ("type", "category", "level", "timestamp")


def start(dsn: SecretStr) -> Callable[[BaseException], None]:
    """Connect to the project behind the DSN; returns the function that reports one error."""
    # Imported here: the SDK takes a quarter of a second, which nobody without a DSN should pay.
    import sentry_sdk
    from sentry_sdk.integrations.atexit import AtexitIntegration
    from sentry_sdk.integrations.dedupe import DedupeIntegration
    from sentry_sdk.scrubber import EventScrubber

    sentry_sdk.init(
        dsn=dsn.get_secret_value(),
        release=f"breachbot@{__version__}",
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[DedupeIntegration(), AtexitIntegration(callback=lambda pending, timeout: None)],
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        event_scrubber=EventScrubber(recursive=True),
        # The SDK's types are wider dictionaries than ours.
        before_send=lambda event, hint: scrubbed(event),  # type: ignore[arg-type,return-value]
        before_send_transaction=lambda event, hint: None,
        before_breadcrumb=lambda crumb, hint: _only(crumb, BREADCRUMB),
        server_name="breachbot",
        auto_session_tracking=False,
        send_client_reports=False,
        enable_logs=False,
        enable_metrics=False,
        propagate_traces=False,
        spotlight=False,
    )

    def report(error: BaseException) -> None:
        sentry_sdk.capture_exception(error)

    return report


def scrubbed(event: Mapping[str, Any]) -> dict[str, Any] | None:
    """A new event with what may leave; None, which sends nothing, for one that carries no error."""
    values = (event.get("exception") or {}).get("values") or []
    if not values:
        return None
    crumbs = (event.get("breadcrumbs") or {}).get("values") or []
    return {
        **_only(event, EVENT),
        "exception": {"values": [_exception(value) for value in values]},
        "breadcrumbs": {"values": [_only(crumb, BREADCRUMB) for crumb in crumbs]},
    }


def _exception(value: Mapping[str, Any]) -> dict[str, Any]:
    frames = (value.get("stacktrace") or {}).get("frames") or []
    return {**_only(value, EXCEPTION), "stacktrace": {"frames": [_only(frame, FRAME) for frame in frames]}}


def _only(given: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: given[key] for key in keys if key in given}
