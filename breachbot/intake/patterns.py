"""Personal data and credentials inside a text: the patterns here are cheap and propose, `checked.py` decides.

Every pattern is linear: bounded repetition, guarded starts, no nesting. A text is untrusted and up to 1 MiB long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from breachbot.intake import keys
from breachbot.intake.signal import Kind

_DOMAIN = re.compile(r"(?<=[\w+-])@((?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_]{2,24})(?![\w-])")
_LOCAL = re.compile(r"[\w.!#$%&'*+/?^`{|}~-]{1,64}\Z")
_USER = re.compile(r"://[^/\s:@]{1,200}:\Z")
_FILE_ENDINGS = frozenset(
    {"png", "jpg", "jpeg", "gif", "svg", "webp", "ico", "js", "mjs", "css", "map", "ts", "py"}
)
"""`logo@2x.png` is no address."""

_PHONE = re.compile(r"(?<![\w+])\+[1-9](?:[ ().\-/]{0,3}\d){6,16}(?!\w)")
_DIGITS = re.compile(r"\d{2}|\d\.")
_CARD = re.compile(r"(?<![\w.-])[2-6]\d{3}(?:[ -]?\d){10,12}(?![\w-]|\.\d)")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![a-z0-9])")
_NATIONAL = re.compile(
    r"(?<![A-Za-z0-9-])(?:[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|[XYZ]\d{7}[A-Z]|\d{8}[A-Z]|\d{6}[-+A]\d{3}[0-9A-Z]"
    r"|\d{3}-\d{2}-\d{4}|[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2})(?![A-Za-z0-9-])"
)
_IPV4 = re.compile(r"(?<![\w./-])(?:\d{1,3}\.){3}\d{1,3}(?![\w.-])")
_IPV6 = re.compile(r"(?<![\w:.])(?=[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:])[0-9A-Fa-f:]{2,39}(?![\w:.])")

_JWT = re.compile(r"(?<![\w-])eyJ[\w-]{5,4000}\.eyJ[\w-]{5,8000}\.[\w-]{0,2000}")
_SHAPED = re.compile(
    r"(?<![A-Za-z0-9])(?:[sr]k_live_[0-9A-Za-z]{10,200}|gh[pousr]_[0-9A-Za-z]{20,255}|github_pat_\w{20,255}"
    r"|glpat-[\w-]{20,100}|xox[abeoprs]-[0-9A-Za-z-]{10,250}|A[KS]IA[0-9A-Z]{16}|AIza[\w-]{35}|SG\.[\w-]{16,64}\.[\w-]{16,64}"
    r"|sk-(?:proj|ant|svcacct)-(?=[\w-]{0,40}\d)[\w-]{16,250}"
    r"|(?:npm_|hf_)(?=[A-Za-z]{0,33}\d)[0-9A-Za-z]{34,40}|pypi-AgE[\w-]{16,250}|GOCSPX-[\w-]{20,40}"
    r"|xapp-\d-[\w-]{10,250}|dop_v1_[0-9a-f]{64}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}"
    r"|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)"
)
_USERINFO = re.compile(r"://[^/\s:@]{1,200}:([^/\s:@]{1,200})@")
_ASSIGNED = re.compile(r"(?<![\w-])([A-Za-z_][\w-]{1,40})['\"]?\s{0,3}[:=]\s{0,3}")
_ASSIGNED_VALUE = re.compile(r"['\"]?(?:(?:Bearer|Basic|Token)\s{1,3})?([^\s'\"&,;<>()]{6,200})")
_SECRETIVE = re.compile(r"pass|pwd|secret|token|key|auth|cookie|sess|sid|cred|jwt", re.IGNORECASE)
"""Part of every name of a credential; cheaper to see than the whole name."""
_WORDS = re.compile(r"[A-Za-z_]+(?:\.[A-Za-z_]+)*")


def candidates(text: str, *, source_code: bool = False) -> Iterator[tuple[Kind, str]]:
    """What may be personal data in `text`, by kind. `checked.check` has the last word.

    source_code: the text is a line of a program, where `password = form.password` holds no password.
    """
    if "%" in text:
        text = text.replace("%40", "@").replace("%2B", "+").replace("%2b", "+")
    if "@" in text:
        yield from _emails(text)
    if "+" in text:
        yield from (("phone", match[0]) for match in _PHONE.finditer(text))
    if _DIGITS.search(text):
        yield from (("payment_card", match[0]) for match in _CARD.finditer(text))
        yield from (("iban", match[0]) for match in _IBAN.finditer(text))
        yield from (("national_id", match[0]) for match in _NATIONAL.finditer(text))
        yield from (("ip_address", match[0]) for match in _IPV4.finditer(text))
    if ":" in text:
        yield from (("ip_address", match[0]) for match in _IPV6.finditer(text) if match[0].count(":") > 1)
    yield from (("credential", secret) for secret in _credentials(text, source_code))


def _emails(text: str) -> Iterator[tuple[Kind, str]]:
    for match in _DOMAIN.finditer(text):
        end = match.start()
        local = _LOCAL.search(text[max(0, end - 64) : end])
        if local is None or match[1].rpartition(".")[2].lower() in _FILE_ENDINGS:
            continue
        begin = end - len(local[0])
        in_url = re.fullmatch("//[^/]*", local[0]) or _USER.search(text[max(0, begin - 210) : begin])
        if not in_url:
            name = local[0].rpartition("/")[2].lstrip("'`{|&?*.")  # from a path, a quote or a query string
            if name != "git":  # git@host:path names a repository
                yield "email", f"{name}@{match[1]}"


def _credentials(text: str, source_code: bool) -> Iterator[str]:
    if "eyJ" in text:
        yield from (match[0] for match in _JWT.finditer(text))
    if "_" in text or "-" in text or "A" in text or "SG." in text:
        yield from (match[0] for match in _SHAPED.finditer(text))
    if "://" in text:
        yield from (match[1] for match in _USERINFO.finditer(text) if not keys.is_masked(match[1]))
    if not source_code and ("=" in text or ":" in text):
        for match in _ASSIGNED.finditer(text):
            if _SECRETIVE.search(match[1]) and keys.kind_of(match[1]) == "credential":
                value = _ASSIGNED_VALUE.match(text, match.end())
                if value and _is_secret(value[1]):
                    yield value[1]


def _is_secret(value: str) -> bool:
    """A word after `password:` is prose and `form.password` is a program; with a digit or another mark it is one."""
    value = value.rstrip(".!?:")
    if keys.is_masked(value) or value[:1] in "$[{%" or value.lower() in keys.EMPTY:
        return False
    return len(value) >= 6 and not _WORDS.fullmatch(value)
