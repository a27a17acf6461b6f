"""The last look at what stays in clear: a value that fits its shape may still be somebody's number, address or name.

What is found here is found in short names alone; in the long texts of a body it would be noise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from breachbot.intake import patterns
from breachbot.intake.joined import Found, numbers
from breachbot.intake.people import people
from breachbot.intake.signal import Signal

_JOINED = re.compile(r"(, |: )")
"""Between the parts of a kind, such as `exposed secret: stripe_api_key`."""
_DIGIT = re.compile(r"[0-9]")
_OPAQUE = 24
"""From this length on an id may be a UUID, a digest or a random token, in which digits say nothing."""
_UUID = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![0-9A-Za-z])")
_HASH = re.compile(r"(?<![0-9A-Za-z])(?=(?:[0-9]{0,12}[a-f]){4})[0-9a-f]{24,64}(?![0-9A-Za-z])")
_TEST_KEY = re.compile(r"(?<![A-Za-z0-9])[sr]k_test_[0-9A-Za-z]{10,200}")
"""Opens no data of people, but is nobody else's business."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{24,}")
_AWS_SECRET = re.compile(r"(?<![A-Za-z0-9+])(?=([A-Za-z0-9/+]{40})(?![A-Za-z0-9+]))")
_PIECE = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[0-9]+")
_LONGEST, _LONGEST_OF_AWS = 3.0, 3.5
"""On average the pieces of one case of a random token have two characters; words have five and more."""
_INSIDE = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8")))
"""Addresses of machines that nobody outside can reach."""


def cleared(signal: Signal, digest: Callable[[str], str]) -> Signal:
    """The signal with the kind in place of what looks like personal data, and a digest in place of such a series.

    A host that looks so leaves no link. Where a name may as well be that of a thing, kind and project show it.
    """
    opaque = not any(_found(part, sure=False) for part in signal.series.split(":"))
    series = signal.series if opaque else f"hidden:{digest(signal.series)[:32]}"
    project = signal.project and clear(signal.project, sure=True)
    return replace(
        signal,
        series=series,
        what="".join(map(partial(clear, sure=True), _JOINED.split(signal.what))),
        project=project,
        project_id=signal.project_id and clear(signal.project_id, sure=True),
        environment=signal.environment and clear(signal.environment),
        link=signal.link and _link(signal.link, project or ""),
    )


def clear(text: str, *, sure: bool = False) -> str:
    """A short text with the kind in brackets in place of what looks like a number, address, key or name of somebody.

    sure: not where a name may as well be that of a thing.
    """
    shown, end = "", 0
    for kind, begin, until in _found(text, sure=sure):
        if begin >= end:
            shown += f"{text[end:begin]}[{kind.replace('_', ' ')}]"
        end = max(end, until)
    return shown + text[end:]


def _found(text: str, *, sure: bool) -> list[Found]:
    """All that is found, the first and longest first."""
    found = list(_patterns(text))
    if _DIGIT.search(text):
        for opaque in (_UUID, _HASH) if len(text) >= _OPAQUE else ():
            text = opaque.sub(_blank, text)
        found += numbers(text)
        found += (("credential", begin, end) for begin, end in _tokens(text))
        found += (("name", begin, end) for begin, end in people(text, sure=sure))
    return sorted(found, key=lambda one: (one[1], -one[2]))


def _blank(match: re.Match[str]) -> str:
    return "#" * len(match[0])


def _patterns(text: str) -> Iterator[Found]:
    for kind, seen in patterns.candidates(text):
        # Imported here, as in `redact.py`: the libraries' tables are large.
        from breachbot.intake.checked import check

        if check(kind, seen) is not None:
            begin = max(text.find(seen), 0)
            yield kind, begin, begin + len(seen) if seen in text else len(text)


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    for match in _TEST_KEY.finditer(text):
        yield match.span()
    if text.islower():
        return
    for match in _TOKEN.finditer(text):
        if _is_random(match[0], 2, _LONGEST):
            yield match.span()
    for match in _AWS_SECRET.finditer(text):
        words = any(part.isalpha() and part.islower() for part in match[1].split("/"))
        if not words and _is_random(match[1], 1, _LONGEST_OF_AWS):
            yield match.span(1)


def _is_random(token: str, digits: int, longest: float) -> bool:
    """Capitals, small letters and digits by turns, as no words are."""
    capitals, small = sum(map(str.isupper, token)), sum(map(str.islower, token))
    enough = capitals > 3 and small > 3 and sum(map(str.isdigit, token)) >= digits
    pieces = _PIECE.findall(token) if enough else []
    return enough and sum(map(len, pieces)) <= longest * len(pieces)


def _link(url: str, project: str) -> str | None:
    """An address up to the first part of its path that is no opaque id, or None if its host is none.

    project: as it is shown; what stands in it may stand in the link.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    if any(not _is_inside(kind, host[begin:end]) for kind, begin, end in _found(host, sure=False)):
        return None
    hidden = (
        begin for _, begin, end in _found(parts.path, sure=False) if parts.path[begin:end] not in project
    )
    first = next(hidden, None)
    if first is None:
        return url
    return f"{parts.scheme}://{parts.netloc}{parts.path[: parts.path.rfind('/', 0, first) + 1]}"


def _is_inside(kind: str, found: str) -> bool:
    if kind != "ip_address":
        return False
    address = ip_address(re.sub("[-_]", ".", found))
    return any(address in network for network in _INSIDE)
