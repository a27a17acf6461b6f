"""How much a signal weighs: a candidate wants a person now, a note is kept and counted, a test is neither.

Personal data in an error report are no breach by themselves, and practically every web error names its user and an
address; so those alone make a note. Anything beyond them makes a candidate: a person who looks for a minute costs less
than a breach that nobody looked at, and the 72 hours of Art. 33(1) GDPR do not wait for a better rule.

A sender's own fields (environment, tags, level, wording) only ever add reasons: whoever holds the public key of a
browser client can write them. A test is what the platform itself marked, and only if no reason speaks for a breach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from breachbot.intake.signal import Finding, Hint, Kind, Signal, Verdict

GRAVE: frozenset[Kind] = frozenset(
    {
        "special_category",
        "criminal_record",
        "credential",
        "national_id",
        "payment_card",
        "iban",
        "not_examined",
    }
)
"""Never ordinary, wherever they lie."""
_EXPOSING = frozenset(
    {
        "event.exception.value",
        "event.message",
        "event.logentry",
        "event.title",
        "event.breadcrumbs.message",
        "issue.title",
    }
)
"""Free text of the program. That a scrubber found something there says that personal data got into it."""
_QUIET = frozenset({"resolved", "ignored", "archived", "assigned"})
"""What people do to an issue in Sentry."""

_WORDING: dict[Hint, str] = {
    "access_control": "the wording of the error speaks of access control",
    "cross_tenant": "the wording of the error speaks of somebody else's data",
    "exposure": "the wording of the error speaks of exposed or leaked data",
    "attack": "the wording of the error speaks of an attack or of stolen access",
    "loss": "the wording of the error speaks of lost or damaged data",
    "misdirected": "the wording of the error speaks of a wrong recipient",
    "vulnerability": "the wording of the error speaks of a weakness that somebody could use",
    "not_read_in_full": "its texts are too long to be read in full",
}


@dataclass(frozen=True)
class TriageConfig:
    """What a company may set.

    ordinary_kinds: kinds that practically every error has, everywhere. ordinary_places: where a name or an e-mail
    address is expected: Sentry's description of the user, and the company's own staff and settings in Sentry.
    """

    ordinary_kinds: frozenset[Kind] = frozenset({"ip_address", "user_id", "username"})
    ordinary_places: frozenset[str] = frozenset(
        {
            "event.user",
            "event.tags.user",
            "issue.assignedTo",
            "issue.project",
            "actor",
            "installation",
            "comment",
            "issue_alert",
            "triggered_rule",
            "metric_alert",
        }
    )


def triage(signal: Signal, config: TriageConfig) -> Verdict:
    """Weigh one delivery by itself; that a series never loses weight is decided where the series is known."""
    reasons = tuple(_reasons(signal, config))
    if signal.resource == "issue" and signal.action in _QUIET:
        return Verdict(
            "note", (f"the issue was {signal.action} in Sentry, which does not say that no data leaked",)
        )
    if signal.resource == "metric_alert":
        return _metric(signal)
    if reasons:
        return Verdict("candidate", reasons)
    if signal.sample:
        return Verdict("test", ("it was sent to test the connection",))
    return Verdict("note", tuple(_mild(signal)))


def is_own(signal: Signal, own_project: str | None) -> bool:
    """Whether breachbot's own errors come back to it: `own_project` is a slug or a number, set by the operator."""
    return bool(own_project) and own_project in (signal.project, signal.project_id)


def _metric(signal: Signal) -> Verdict:
    """A threshold of a chart: it says that something changed; only its name can say that it is about a breach."""
    if signal.action == "resolved":
        return Verdict("note", ("a metric is back to normal, which does not say that no data leaked",))
    if reasons := tuple(_WORDING[hint] for hint in signal.hints):
        return Verdict("candidate", (*reasons, f"a metric is {signal.action}"))
    return Verdict("note", (f"a metric is {signal.action}; nothing in its name speaks of a breach",))


def _reasons(signal: Signal, config: TriageConfig) -> Iterator[str]:
    yield from (_WORDING[hint] for hint in signal.hints)
    by_kind: dict[Kind, list[str]] = {}
    for finding in signal.findings:
        if speaks(finding, config):
            by_kind.setdefault(finding.kind, []).append(finding.where)
    for kind, places in by_kind.items():
        yield _reason(kind, places)


def speaks(finding: Finding, config: TriageConfig) -> bool:
    """Whether a finding is more than what practically every report holds."""
    if finding.kind == "scrubbed":
        return finding.where in _EXPOSING
    if finding.kind in GRAVE:
        return True
    return finding.kind not in config.ordinary_kinds and finding.where not in config.ordinary_places


def _reason(kind: Kind, places: list[str]) -> str:
    where = ", ".join(places[:4]) + (f" and {len(places) - 4} more" if len(places) > 4 else "")
    if kind == "scrubbed":
        return f"the sender's scrubber took something out of a free text: {where}"
    if kind == "not_examined":
        return f"it holds more than could be looked at: {where}"
    if kind == "credential":
        return f"credentials in clear: {where}"
    return f"personal data ({kind.replace('_', ' ')}) beyond the user of the request: {where}"


def _mild(signal: Signal) -> Iterator[str]:
    kinds = {finding.kind for finding in signal.findings}
    if kinds - {"scrubbed"}:
        yield "it names a user or an address, as practically every error does"
    if "scrubbed" in kinds:
        yield "the sender's scrubber took values out before they came here"
    if not kinds:
        yield "no personal data recognised, and nothing in the wording speaks of a breach"
