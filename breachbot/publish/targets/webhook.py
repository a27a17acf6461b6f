"""The security page by a signed web hook: to whatever shows it on a status page of its own (breachbot/signed_post.py).

Each version comes as a POST of JSON whose `event` is `publish`. The answer is JSON with `url`, the address at which
people read it. A second POST, `read`, is answered with the bytes of the document that it names, as they are kept
there. `key` is the same whenever the same version comes again: it must change nothing then.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from pydantic import Field

from breachbot.configured.values import HookAddress, Secret, web_address
from breachbot.errors import DeliveryError
from breachbot.publish.target import MARKDOWN, ApprovedPage, Given, Site, Target, Written

WRONG = frozenset({400, 409, 413, 422})
"""Answers that say that this version is wrong for good; an address or a secret can be mended meanwhile."""
LONGEST_ANSWER = 4 * 1024 * 1024
"""Bytes; no page is as long."""
LONGEST_URL = 2000


def write(page: ApprovedPage, site: Site, given: Given) -> Written:
    """Hand over one version with all its documents."""
    locale = site.templates.locale
    about = _about(page.slug, page.version, locale)
    said = {
        "event": "publish",
        **about,
        "state": page.state,
        "title": page.title,
        "line": page.line,
        "published_at": page.published_at.isoformat(),
        "company": site.company,
        "documents": {name: text.decode() for name, text in page.documents.items()},
        "sha256": dict(page.approved),
    }
    page.document(MARKDOWN)  # or the approval is too old to be read back
    return Written(about["key"], _address(_asked(said, given)), {}, MARKDOWN)


def there(page: ApprovedPage, site: Site, given: Given) -> Written:
    """What the other side keeps under this version, handed over once more for its address if it is this very text."""
    place = _about(page.slug, page.version, site.templates.locale)["key"]
    if read(place, given) != page.document(MARKDOWN):
        raise DeliveryError("The page is not at the web hook.")
    return write(page, site, given)


def read(place: str, given: Given) -> bytes:
    """What the other side says that it keeps of the document by which the page is compared."""
    slug, version, locale = place.split(":")
    return _asked({"event": "read", **_about(slug, int(version), locale), "document": MARKDOWN}, given)


def fault(given: Given) -> str | None:
    """Whether address and key are set. Nobody can ask a web hook without sending something."""
    for name in ("webhook_url", "webhook_secret"):
        if given[name] is None:
            return f"BREACHBOT_{name.upper()} is not set: without it no page can be handed over."
    return None


def _about(slug: str, version: int, locale: str) -> dict[str, Any]:
    return {"key": f"{slug}:{version}:{locale}", "incident": slug, "version": version, "locale": locale}


def _asked(said: dict[str, Any], given: Given) -> bytes:
    from breachbot.signed_post import post, signed

    body = json.dumps(said).encode()
    headers = signed(given["webhook_secret"], body)
    answer = asyncio.run(post(given["webhook_url"], body, headers, most=LONGEST_ANSWER))
    answer.require(WRONG)
    return answer.body


def _address(body: bytes) -> str:
    """The address in an answer; what is no address, or holds a user or a password, is not shown to anybody."""
    try:
        url = json.loads(body)["url"]
        if not isinstance(url, str) or len(url) > LONGEST_URL or not (url.isascii() and url.isprintable()):
            raise ValueError
        parts = web_address(url)
    except (ValueError, KeyError, TypeError):
        why = "web hook: its answer names no address (“url”) at which the page can be read"
        raise DeliveryError(why) from None
    if "@" in parts.netloc:
        raise DeliveryError(
            "web hook: the address (“url”) in its answer holds a user or a password: leave them out"
        )
    return parts.geturl()


SETTINGS = {
    "webhook_url": (
        HookAddress,
        Field(
            None,
            description="Address of a web hook that shows the security page elsewhere (`https://…`; target "
            "`webhook`).",
        ),
    ),
    "webhook_secret": (Secret, Field(None, description="Key of the signature of that web hook.")),
}
TARGET = Target("webhook", SETTINGS, write, read, there, fault)
