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
from typing import get_args

from breachbot.intake.places import EXPECTED
from breachbot.intake.registry import SOURCES
from breachbot.intake.signal import WEIGHT, Finding, Kind, Signal, Verdict, Weight
from breachbot.playbook.triage import Hint, TriageRules, When

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
    "access_control": "its wording speaks of access control",
    "cross_tenant": "its wording speaks of somebody else's data",
    "exposure": "its wording speaks of exposed or leaked data",
    "attack": "its wording speaks of an attack or of stolen access",
    "loss": "its wording speaks of lost or damaged data",
    "misdirected": "its wording speaks of a wrong recipient",
    "malicious_code": "its wording speaks of code that was made to do harm",
    "committed": "its wording speaks of personal data in a repository",
    "vulnerability": "its wording speaks of a weakness that somebody could use",
    "not_read_in_full": "its texts are too long to be read in full",
}


def triage(source: str, signal: Signal, rules: TriageRules) -> Verdict:
    """Weigh one alert by itself; that a series never loses weight is decided where the series is known."""
    if signal.nothing_new:
        return Verdict("note", (signal.nothing_new,))
    signal = evident(signal, rules)
    fired = [rule for rule in rules.rules if _holds(rule.when, source, signal, rules)]
    told = dict(_told(source, signal))
    given: set[Weight] = {rule.verdict for rule in fired}
    if told:
        given.add("candidate")
    verdict: Weight = max(given, key=WEIGHT.__getitem__) if given else "note"
    heaviest = [rule for rule in fired if WEIGHT[rule.verdict] == WEIGHT[verdict]]
    reasons = (*told.values(), *(rule.says for rule in heaviest))
    if signal.sample and not told:  # a sample names what real findings name, so the rules say nothing
        return Verdict("test", ("it was sent to test the connection",))
    opens = any(rule.opens for rule in heaviest) and not signal.sample
    by = (*told, *(rule.id for rule in heaviest))
    return Verdict(verdict, reasons or tuple(_mild(signal)), by, opens)


def evident(signal: Signal, rules: TriageRules) -> Signal:
    """The signal without what proves nothing in one of its type: the people and weaknesses that every such alert names.
    What the sender itself says that it found stays, and so does wording that proves something in that type too."""
    if signal.type in rules.telling:
        return replace(signal, findings=(*signal.reported, *signal.findings))
    heard = rules.heard.get(signal.type, ())
    return replace(signal, findings=signal.reported, hints=tuple(one for one in signal.hints if one in heard))


def built_in(rule: str) -> str | None:
    """What a rule that stands in no playbook says, by the id under which `triage` names it; None for any other."""
    known = {f"wording:{hint}": says for hint, says in _WORDING.items()}
    known |= {f"data:{kind}": _reason(kind, []).partition(":")[0] for kind in get_args(Kind)}
    return known.get(rule)


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
    expected = finding.where == EXPECTED or (known is not None and finding.where in known.ordinary)
    return finding.kind not in ORDINARY and not expected


def _holds(when: When, source: str, signal: Signal, rules: TriageRules) -> bool:
    """Whether all that a rule asks for is so."""
    known = {
        "source": source,
        "type": signal.type,
        "what": signal.what,
        "severity": signal.severity or "unknown",
        "project": signal.project,
        "environment": signal.environment,
    }
    if when.holds and rules.held(source, signal.project).isdisjoint(when.holds):
        return False
    asked = when.model_dump(exclude_none=True, exclude={"holds"})
    return all(known[name] in wanted for name, wanted in asked.items())


def _told(source: str, signal: Signal) -> Iterator[tuple[str, str]]:
    """What the wording and the personal data say, each by an id of its own."""
    yield from ((f"wording:{hint}", _WORDING[hint]) for hint in signal.hints)
    by_kind: dict[Kind, list[str]] = {}
    for finding in signal.findings:
        if speaks(source, finding):
            by_kind.setdefault(finding.kind, []).append(finding.where)
    for kind, places in by_kind.items():
        yield f"data:{kind}", _reason(kind, places)


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
