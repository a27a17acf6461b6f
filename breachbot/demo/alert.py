"""The alert of the demo: an export that showed customers each other's data.

Of the documented `event_alert` shape; the shop, its customers and their data are made up,
with telephone numbers that are kept free for fiction.
https://docs.sentry.io/organization/integrations/integration-platform/webhooks/issue-alerts/
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

PROJECT = "shop-api"
_SENTRY = "https://sentry.example.com"


def export_alert(now: datetime, issue_id: str) -> bytes:
    """The body of one delivery about an error that happened two minutes before `now` (aware)."""
    happened = now.astimezone(UTC) - timedelta(minutes=2)
    event_id = f"{int(issue_id) if issue_id.isdigit() else 0:032x}"
    body = {
        "action": "triggered",
        "installation": {"uuid": "0d5f1c9e-6a53-4f0e-9f6b-2f6f6f2f7c11"},
        "data": {
            "event": _event(happened, issue_id, event_id),
            "triggered_rule": "Errors in exports",
        },
        "actor": {"type": "application", "id": "sentry", "name": "Sentry"},
    }
    return json.dumps(body).encode("utf-8")


def _event(happened: datetime, issue_id: str, event_id: str) -> dict[str, Any]:
    said = "Export 5512 for customer 1044 holds 214 rows of customer 2087"
    api = f"{_SENTRY}/api/0"
    return {
        "event_id": event_id,
        "issue_id": issue_id,
        "issue_url": f"{api}/issues/{issue_id}/",
        "url": f"{api}/projects/example/{PROJECT}/events/{event_id}/",
        "web_url": f"{_SENTRY}/organizations/example/issues/{issue_id}/events/{event_id}/",
        "project": 4501,
        "platform": "python",
        "type": "error",
        "level": "error",
        "environment": "production",
        "release": "shop-api@2026.11.1",
        "datetime": happened.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "timestamp": happened.timestamp(),
        "title": f"CrossTenantAccess: {said}",
        "culprit": "shop.exports.download in write_rows",
        "message": "",
        "metadata": {"type": "CrossTenantAccess", "value": said, "filename": "shop/exports/download.py"},
        "exception": {"values": [{"type": "CrossTenantAccess", "value": said, "stacktrace": _STACK}]},
        "request": _REQUEST,
        "breadcrumbs": {"values": _breadcrumbs(happened)},
        "user": {"id": "1044", "ip_address": "198.51.100.23"},
        "tags": [["environment", "production"], ["level", "error"], ["transaction", "/exports/{export_id}"]],
        "contexts": {"runtime": {"name": "CPython", "version": "3.12.4", "type": "runtime"}},
        "_meta": {
            "request": {"headers": {"0": {"1": {"": {"rem": [["@password:filter", "s", 0, 10]], "len": 61}}}}}
        },
    }


def _breadcrumbs(happened: datetime) -> list[dict[str, Any]]:
    at = (happened - timedelta(seconds=4)).timestamp()
    return [
        {
            "timestamp": at,
            "category": "query",
            "message": "SELECT name, email, phone FROM customers WHERE export = 5512",
        },
        {
            "timestamp": at + 1,
            "category": "export",
            "message": "first row: Bea Sample <bea.sample@example.com>",
        },
        {
            "timestamp": at + 2,
            "category": "mail",
            "message": "export ready",
            "data": {"to": "carl.example@example.com"},
        },
    ]


_REQUEST = {
    "url": "https://shop.example.com/exports/5512",
    "method": "POST",
    "headers": [["Authorization", "[Filtered]"], ["User-Agent", "Mozilla/5.0"]],
    "data": {
        "columns": ["name", "email", "phone"],
        "preview": [
            {
                "name": "Bea Sample",
                "email": "bea.sample@example.com",
                "phone": "+44 20 7946 0018",
                "city": "Berlin",
            },
            {
                "name": "Carl Example",
                "email": "carl.example@example.com",
                "phone": "+1 202-555-0143",
                "city": "Dublin",
            },
        ],
    },
}
_STACK = {
    "frames": [
        {
            "filename": "shop/exports/download.py",
            "module": "shop.exports.download",
            "function": "write_rows",
            "lineno": 88,
            "in_app": True,
            "context_line": "        raise CrossTenantAccess(export, owner, rows)",
            "vars": {"export": "5512", "owner": "1044", "rows": "<214 rows>"},
        }
    ]
}
