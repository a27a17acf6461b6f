"""Figures for Prometheus, served on loopback alone. The one worth waking somebody for is a tick that stopped."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


class Metrics:
    """All figures of one process, in a registry of their own. Labels are names from our own code."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.accepted = Counter(
            "breachbot_signals_accepted",
            "Web hooks stored and answered 200.",
            ["source"],
            registry=self.registry,
        )
        self.refused = Counter(
            "breachbot_signals_refused", "Web hooks refused, by reason.", ["reason"], registry=self.registry
        )
        self.late = Counter(
            "breachbot_signals_late",
            "Web hooks stored and answered later than their sender waits.",
            ["source"],
            registry=self.registry,
        )
        self.turned_away = Counter(
            "breachbot_requests_refused",
            "Requests refused before they were read to the end, by reason: on any other route, and at the door.",
            ["reason"],
            registry=self.registry,
        )
        self.queue_depth = self._gauge("queue_depth", "Web hooks stored and not read yet.")
        self.oldest_unread_seconds = self._gauge(
            "oldest_unread_seconds", "How long the oldest of them has waited."
        )
        self.outbox_waiting = self._gauge("outbox_waiting", "Effects not yet carried out.")
        self.outbox_oldest_seconds = self._gauge(
            "outbox_oldest_seconds", "Age of the oldest of them that is due."
        )
        self.outbox_failed = self._gauge("outbox_failed", "Effects given up; a person has to look.")
        self.outbox_aside = self._gauge(
            "outbox_aside", "Waiting effects that always fail and let others pass; a person has to look."
        )
        self.deadlines_overdue = self._gauge("deadlines_overdue", "Open duties past their time.")
        self.oldest_due_seconds = self._gauge(
            "oldest_due_seconds", "How long the oldest due reminder or escalation has waited, put off or not."
        )
        self.clocks_stalled = self._gauge(
            "clocks_stalled",
            "Incidents and signals whose clock cannot be worked on; `breachbot doctor` names them.",
        )
        self.clock_difference = self._gauge(
            "clock_difference_seconds",
            "How far this machine's clock is ahead of the database's, or was moved since the start.",
        )
        self.socket_connected = self._gauge(
            "slack_socket_connected", "1 while Slack's WebSocket is open; stays 0 without Socket Mode."
        )
        self.socket_opened = Counter(
            "breachbot_slack_socket_opened", "Connections that Slack has greeted.", registry=self.registry
        )
        self.last_tick = self._gauge("last_tick_timestamp_seconds", "When the clock last asked what is due.")

    def turn_away(self, reason: str) -> None:
        """Count a request that was refused before it was read to the end."""
        self.turned_away.labels(reason=reason).inc()

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(f"breachbot_{name}", what, registry=self.registry)


def metrics_app(metrics: Metrics) -> Starlette:
    """`GET /metrics`. To be served on 127.0.0.1; another address that reaches it all the same is refused."""

    async def page(request: Request) -> Response:
        if request.client is None or request.client.host not in ("127.0.0.1", "::1"):
            return Response("Metrics are for this machine alone.\n", status_code=403)
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return Starlette(routes=[Route("/metrics", page)])
