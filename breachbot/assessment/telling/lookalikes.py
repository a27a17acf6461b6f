"""What is written like a day and may be a verb, a version or a share: `sat`, `may 3`, `9.4.`, `24/7`."""

from __future__ import annotations

import re

_TIME_WORD = re.compile(r"\b(?P<said>on|since|last|until|till|from|before|after|between)\s$", re.IGNORECASE)
_TIME_BEHIND = re.compile(r"\s(?:at\s)?\d{1,2}(?::\d\d|\s?[ap]m\b)", re.IGNORECASE)
_GOES_ON = re.compile(r"\s[a-z(]")
_RUNS_ON = re.compile(r"\b(?:runs?|running|ran|based|built|still|are|is) on\s$", re.IGNORECASE)
_MAY_DO = re.compile(
    r"\s(?:have|has|be|not|also|still|well|only|affect|contain|include|need|\d+ (?:times|users))\b"
)


def is_day(text: str, match: re.Match[str], said: dict[str, str | None]) -> bool:
    """Whether what looks like a day is one, and no verb, version or share: what else it may be needs a word or an hour
    beside it that speaks of time."""
    before, after = text[max(0, match.start() - 16) : match.start()], match.end()
    hour = bool(_TIME_BEHIND.match(text, after))
    timely = hour or bool(_TIME_WORD.search(before))
    if (said.get("weekday") or "").lower() in ("sat", "sun", "wed"):
        return timely or bool(said.get("last"))
    if (said.get("month") or "").lower() == "may":
        return (timely or said["month"] == "May") and not _MAY_DO.match(text, after)
    if said.get("year"):
        return True
    if said.get("first"):
        return timely and match[0] != "24/7"
    if said.get("number"):
        return hour or (timely and bool(_GOES_ON.match(text, after)) and not _RUNS_ON.search(before))
    return True
