"""Metrics: readable on this machine, and nowhere else."""

from __future__ import annotations

import anyio
import httpx

from breachbot.observe.metrics import Metrics, metrics_app


def _get(metrics: Metrics, path: str, client: str) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=metrics_app(metrics), client=(client, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://breachbot") as http:
            return await http.get(path)

    return anyio.run(ask)


def test_the_figures_are_shown() -> None:
    metrics = Metrics()
    metrics.accepted.labels("sentry").inc(2)
    metrics.refused.labels("signature").inc()
    metrics.deadlines_overdue.set(1)
    page = _get(metrics, "/metrics", "127.0.0.1")
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/plain")
    assert 'breachbot_signals_accepted_total{source="sentry"} 2.0' in page.text
    assert 'breachbot_signals_refused_total{reason="signature"} 1.0' in page.text
    assert "breachbot_deadlines_overdue 1.0" in page.text
    assert "breachbot_last_tick_timestamp_seconds 0.0" in page.text


def test_another_machine_is_refused() -> None:
    assert _get(Metrics(), "/metrics", "192.0.2.7").status_code == 403
    assert _get(Metrics(), "/", "127.0.0.1").status_code == 404


def test_two_processes_worth_of_figures_do_not_mix() -> None:
    first, second = Metrics(), Metrics()
    first.outbox_waiting.set(5)
    assert "breachbot_outbox_waiting 0.0" in _get(second, "/metrics", "::1").text
