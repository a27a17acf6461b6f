"""What Sentry lists itself: the issues of an organization, the newest first.

https://docs.sentry.io/api/events/list-an-organizations-issues/
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from breachbot.intake import allowed
from breachbot.intake.listing import Listing, Question, Window
from breachbot.intake.signature import bearing

ISSUES, TOKEN = "sentry_issues", "sentry_token"


def question(given: Mapping[str, str], window: Window) -> Question | None:
    """The issues with events in the window, whatever became of them. That `sort` and `limit` may be asked is from
    memory [unchecked-M]."""
    if not (given.get(ISSUES) and given.get(TOKEN)):
        return None
    asked = {
        "query": "",
        "sort": "new",
        "limit": "100",
        "start": _said(window.since),
        "end": _said(window.until),
    }
    return Question(given[ISSUES], asked, bearing(given[TOKEN]))


def bodies(page: bytes, window: Window) -> Sequence[bytes] | None:
    """The hook that Sentry sends for a new issue, for each that was first seen in the window."""
    try:
        issues = json.loads(page.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(issues, list):
        return None
    return [
        json.dumps({"action": "created", "data": {"issue": issue}}).encode()
        for issue in issues
        if isinstance(issue, dict) and _began(issue.get("firstSeen"), window)
    ]


def fault(given: Mapping[str, str]) -> str | None:
    """Only one of the two is set, or the address is none."""
    address, token = given.get(ISSUES), given.get(TOKEN)
    if bool(address) != bool(token):
        return "BREACHBOT_SENTRY_ISSUES and BREACHBOT_SENTRY_TOKEN go together."
    if address and not (address.startswith("https://") and address.rstrip("/").endswith("/issues")):
        return (
            "BREACHBOT_SENTRY_ISSUES: an address such as https://sentry.io/api/0/organizations/acme/issues/."
        )
    return None


def _began(first_seen: object, window: Window) -> bool:
    """What does not say when it was first seen counts: a signal too many harms nobody."""
    moment = allowed.instant(first_seen) if isinstance(first_seen, str) else None
    return moment is None or window.since <= moment < window.until


def _said(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


LISTING = Listing(question, bodies, {"resource": "issue"})
