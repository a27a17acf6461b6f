"""Which question a moment answers: when it began, when it ended, or when a supplier told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from pydantic import JsonValue

from breachbot.assessment.telling.moments import MOST, Moment, moments
from breachbot.assessment.telling.scope import Scope, Span

_SUPPLIER = re.compile(
    r"\b(?:provider|vendor|supplier|processor|subprocessor|hoster|host|agency|contractor|partner|saas)\b.{0,40}"
    r"\b(?:told|informed|e-?mailed|notified|wrote|called|let us know)\b",
    re.IGNORECASE | re.DOTALL,
)
_FOUND_OUT = re.compile(
    r"\b(?:noticed|found|discovered|spotted|detected|saw it|alert(?:ed)?|reported|complain\w*|told|learned|heard"
    r"|woke|paged|hits?|rotated|restor\w+|caught up|writing|escalated|replication|meeting|call with|indexed on)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:(?:switch|turn|power|lock|log|kick|pull|shut|cut|took|taken|brought)(?:ed|ged)?(?: [\w'’-]+){0,5}?"
    r" (?:off|down|out|away|offline)"
    r"|closed|fixed|rolled back|rollback|reverted|revert|unpublished|patched|stopped|ended|removed|revoked|locked"
    r"|taken down|took (?:it |them )?down|disabled|private"
    r"|deleted (?:it|them|the (?:file|bucket|copy|repo))|until|till|blocked"
    r"|shut|offline|switched off|turned off|over (?:at|since)|disconnected|isolated|unplugged|suspended|withdr[ae]wn?"
    r"|pulled|quarantined|contained|mended|repaired|corrected|resolved|restricted|secured|unshared|plugged)\b",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:since|began|begun|started|starting|happened|occurred|went out|deployed?|released?|published|pushed"
    r"|migration|committed|uploaded|sent|exposed|ran|copied|downloaded|exists?)\b|\b(?:from|between)\W*$",
    re.IGNORECASE,
)
_COMING = re.compile(
    r"\b(?:tomorrow|next|coming|every|each|by)\W+(?:(?:at|on|around|about)\s)*$", re.IGNORECASE
)
_AHEAD = re.compile(r"\b(?:will|going to|tomorrow|plan to|have to|must)\b|['’]ll\b", re.IGNORECASE)
_TOMORROW = re.compile(r"\W{1,2}(?:tomorrow|every|next week)\b", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:and|to|till|until|-|–|—)\s*(?:about|around)?\s*", re.IGNORECASE)


def times(scope: Scope, now: datetime, zone: tzinfo) -> Iterator[tuple[str, JsonValue, Span]]:
    """The moments that the text gives for these questions, in UTC; of each question the clearest one."""
    found = [one for one in moments(scope.text, now, zone) if _is_said(scope, one)][:MOST]
    best: dict[str, tuple[int, Moment]] = {}
    for n, one in enumerate(found):
        fact, weight = _role(scope, found, n)
        if fact and weight > best.get(fact, (0, one))[0]:
            best[fact] = weight, one
    begun, ended = best.get("occurred_from"), best.get("occurred_until")
    if begun and ended and ended[1].at < begun[1].at:
        del best["occurred_until"]
    for fact, (_, one) in best.items():
        yield fact, one.at.astimezone(UTC).isoformat(), one.span


def _is_said(scope: Scope, one: Moment) -> bool:
    """Whether it is neither denied nor doubted nor yet to come."""
    begin, end = scope.clause(one.span[0])
    coming = _COMING.search(scope.text[max(0, one.span[0] - 20) : one.span[0]])
    around = scope.text[begin : one.span[0]].strip() or scope.text[one.span[1] : end]
    ahead = _AHEAD.search(around) or _TOMORROW.match(scope.text, one.span[1])
    return not (scope.denies(one.span) or scope.doubts(one.span) or coming or ahead)


def _role(scope: Scope, found: list[Moment], n: int) -> tuple[str, int]:
    """The question that a moment answers, and how clearly (0: not at all)."""
    one = found[n]
    begin, end = scope.sentence(one.span[0])
    before = _words_before(scope, one)
    if _SUPPLIER.search(scope.text[begin:end]) and re.search(
        r"\b(?:told|informed|mailed|notified|wrote|called)\b", before + scope.text[one.span[1] : end]
    ):
        return "processor_told_at", 1
    if n and _is_range(scope.text, found[n - 1], one):
        fact, weight = _role(scope, found, n - 1)
        return ("occurred_until", weight) if fact == "occurred_from" else ("", 0)
    ended, began = _last(_ENDED, before), _last(_BEGAN, before)
    if _last(_FOUND_OUT, before) > max(ended, began):
        return "", 0
    if ended > began:
        return "occurred_until", 2
    return "occurred_from", 3 if began >= 0 else 1


def _is_range(text: str, one: Moment, other: Moment) -> bool:
    return bool(_RANGE.fullmatch(text[one.span[1] : other.span[0]]))


def _words_before(scope: Scope, one: Moment) -> str:
    """What stands before a moment in its clause; of a clause that begins with it, what stands behind."""
    begin, end = scope.clause(one.span[0])
    before = scope.text[begin : one.span[0]]
    if before.strip():
        return before
    return scope.text[scope.sentence(one.span[0])[0] : one.span[0]] or scope.text[one.span[1] : end]


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)
