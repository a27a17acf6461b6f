"""What the wording of an error suggests, in seven words of our own.

The text is read here and nothing of it leaves. The phrases are English, as the names of classes nearly always are.
Art. 4(12) GDPR: destruction, loss, alteration, unauthorised disclosure of, or access to, personal data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from breachbot.intake.signal import Hint

LONGEST = 200_000
"""Characters of all texts together."""
MOST = 2_000
"""Texts."""

_OTHERS = r"(?:cross|wrong|other|another|others|foreign|different|mismatched|someone else s)"
_HOLDERS = r"(?:tenants?|customers?|accounts?|users?|orgs?|organi[sz]ations?|clients?|patients?|members?|person|people)"
_HARMLESS_LEAKS = "".join(
    rf"(?<!{what} )"
    for what in ("memory", "connection", "thread", "resource", "handle", "goroutine", "descriptor")
)
_PHRASES: dict[Hint, tuple[str, ...]] = {
    "access_control": (
        r"permissions? (?:denied|error|violation|missing|check)",
        r"access (?:denied|control|violation)|broken access|forbidden|privilege",
        r"acls?|rbac|row level security|not (?:authori[sz]ed|permitted)",
        r"unauthori[sz]ed (?:access|read|download|export|disclosure|user)",
        r"authori[sz]ation (?:bypass\w*|fail\w*|error|denied|missing)",
    ),
    "cross_tenant": (
        rf"{_OTHERS} {_HOLDERS}|each other s|idor|bola|insecure direct object",
        r"(?:tenant|org|organi[sz]ation|account|customer|owner|user) (?:isolation|mismatch|boundary|mixed|confusion)",
    ),
    "exposure": (
        r"expos(?:ed|ure|es|ing)|disclos(?:ed|ure|es|ing)|exfiltrat\w+",
        rf"{_HARMLESS_LEAKS}leak(?:ed|s|age|ing)?|breach(?:ed|es)?|plain ?text password",
        r"(?:public|publicly|world) (?:readable|accessible|bucket|acl|link|access)",
    ),
    "attack": (
        r"(?:auth\w*|security|login|signature|mfa|2fa) bypass\w*|bypass\w* (?:auth\w*|security|login|mfa|2fa)",
        r"sql ?injection|ransomware|malware|compromised|stolen|hijack\w*|intrusion",
        r"credential stuffing|brute force|account takeover",
    ),
    "loss": (
        r"data (?:loss|lost|corruption|corrupted|deleted|destroyed)",
        r"(?:lost|deleted|corrupted) (?:records?|data|backups?)",
    ),
    "misdirected": (
        r"(?:wrong|incorrect|unintended) (?:recipient|address(?:ee)?|inbox)s?",
        r"mis(?:directed|delivered|sent)",
    ),
    "vulnerability": (
        r"vulnerabilit(?:y|ies)|vulnerable|cve \d{4} \d{4,}",
        r"security (?:flaw|hole|weakness|advisory)|unpatched",
    ),
}
_RULES = {hint: re.compile(rf"\b(?:{'|'.join(phrases)})\b") for hint, phrases in _PHRASES.items()}
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_MARKS = re.compile(r"[^0-9A-Za-z\n]+")


def hints(texts: Iterable[str | None]) -> tuple[Hint, ...]:
    """What the texts together suggest. `CrossTenantAccess` and `cross-tenant access` read the same."""
    taken = list(islice(texts, MOST + 1))
    given = [text.replace("\n", " ") for text in taken[:MOST] if text]
    joined = "\n".join(given)  # a phrase never spans two texts
    words = _MARKS.sub(" ", _HUMPS.sub(" ", joined[:LONGEST])).lower()
    found: list[Hint] = [hint for hint, rule in _RULES.items() if rule.search(words)]
    if len(joined) > LONGEST or len(taken) > MOST:
        found.append("not_read_in_full")
    return tuple(found)
