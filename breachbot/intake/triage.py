"""How much a signal weighs: a candidate needs a person now, a note is kept and counted, a test is neither.

Personal data in an error report are no breach by themselves, and practically every web error names its user and an
address; so those alone make a note. Anything beyond them makes a candidate: a person who looks for a minute costs less
than a breach that nobody looked at, and the 72 hours of Art. 33(1) GDPR do not wait for a better rule.

What else counts is data: the rules of `playbooks/triage.yaml`. A sender's own fields (environment, tags, level,
wording) only ever add reasons: whoever holds the public key of a browser client can write them. A test is what the
platform itself marked, and only if no reason speaks for a breach.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import WEIGHT, Finding, Hint, Kind, Signal, Verdict, Weight
from breachbot.playbook.triage import TriageRules, When

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
ORDINARY: frozenset[Kind] = frozenset({"ip_address", "user_id", "username"})
"""Kinds that practically every report has, everywhere."""

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


def triage(source: str, signal: Signal, rules: TriageRules) -> Verdict:
    """Weigh one alert by itself; that a series never loses weight is decided where the series is known."""
    if signal.nothing_new:
        return Verdict("note", (signal.nothing_new,))
    signal = evident(signal, rules)
    fired = [rule for rule in rules.rules if _holds(rule.when, source, signal, rules)]
    told = tuple(_told(source, signal))
    given: set[Weight] = {rule.verdict for rule in fired}
    if told:
        given.add("candidate")
    verdict: Weight = max(given, key=WEIGHT.__getitem__) if given else "note"
    reasons = (*told, *(rule.says for rule in fired if WEIGHT[rule.verdict] == WEIGHT[verdict]))
    if signal.sample and not told:  # a sample names what real findings name, so the rules say nothing
        return Verdict("test", ("it was sent to test the connection",))
    return Verdict(verdict, reasons or tuple(_mild(signal)))


def evident(signal: Signal, rules: TriageRules) -> Signal:
    """The signal without what proves nothing in one of its type: the people and weaknesses that every such alert names.
    What the sender itself says that it found stays."""
    if signal.type in rules.telling:
        return replace(signal, findings=(*signal.reported, *signal.findings))
    return replace(signal, findings=signal.reported, hints=())


def is_own(signal: Signal, own_project: str | None) -> bool:
    """Whether breachbot's own errors come back to it: `own_project` is a slug or a number, set by the operator."""
    return bool(own_project) and own_project in (signal.project, signal.project_id)


def speaks(source: str, finding: Finding) -> bool:
    """Whether a finding is more than what practically every report of a source holds."""
    known = SOURCES.get(source)
    if finding.kind == "scrubbed":
        return known is not None and finding.where in known.prose
    if finding.kind in GRAVE:
        return True
    return finding.kind not in ORDINARY and not (known and finding.where in known.ordinary)


def _holds(when: When, source: str, signal: Signal, rules: TriageRules) -> bool:
    """Whether all that a rule asks for is so."""
    known = {
        "source": source,
        "type": signal.type,
        "what": signal.what,
        "severity": signal.severity,
        "project": signal.project,
        "environment": signal.environment,
    }
    if when.holds and rules.held(source, signal.project).isdisjoint(when.holds):
        return False
    asked = when.model_dump(exclude_none=True, exclude={"holds"})
    return all(known[name] in wanted for name, wanted in asked.items())


def _told(source: str, signal: Signal) -> Iterator[str]:
    """What the wording and the personal data say."""
    yield from (_WORDING[hint] for hint in signal.hints)
    by_kind: dict[Kind, list[str]] = {}
    for finding in signal.findings:
        if speaks(source, finding):
            by_kind.setdefault(finding.kind, []).append(finding.where)
    for kind, places in by_kind.items():
        yield _reason(kind, places)


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
