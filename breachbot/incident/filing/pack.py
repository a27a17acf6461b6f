"""The fields of one form for one incident: each a value, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from breachbot.errors import Refused
from breachbot.incident.events import AuthorityFiled, NoticeDrafted
from breachbot.incident.filing.sources import BY_HAND, Desk, FilingPhase, Occasion, Record
from breachbot.incident.known import settled_facts
from breachbot.incident.policy import Policy
from breachbot.incident.stale import why_stale
from breachbot.incident.state import Incident
from breachbot.notices.values import UNKNOWN, Absent, Count
from breachbot.playbook.authority import Authority
from breachbot.playbook.forms import Form, FormField, FormMark

FieldState = Literal["value", "to_type", "not_known_yet", "not_applicable"]
STATES: tuple[FieldState, ...] = ("value", "to_type", "not_known_yet", "not_applicable")

REPEATED: frozenset[FilingPhase] = frozenset({"follow_up", "correction", "withdrawal"})
"""The phases that speak of an earlier report."""


@dataclass(frozen=True)
class FilledField:
    """One field of a pack. value: as the notices hold it, in words already where it is a choice; None without one.

    section: the part of the form. origin: `fact:…`, `setting:…`, `event:…`, `assessment:…` or `asked`.
    """

    field: FormField
    section: str
    mark: FormMark
    state: FieldState
    value: Any
    origin: str


@dataclass(frozen=True)
class FilingPack:
    """A form filled in for one filing. fields: in the order of the form; of a follow-up only what is new.

    approved: the notice to the authority that says the same, if its approval holds.
    """

    incident: str
    authority: str
    form: Form
    occasion: Occasion
    fields: tuple[FilledField, ...]
    approved: NoticeDrafted | None = None

    def count(self, state: FieldState) -> int:
        """How many fields are in a state."""
        return sum(one.state == state for one in self.fields)

    def of(self, state: FieldState) -> tuple[FilledField, ...]:
        """The fields in a state."""
        return tuple(one for one in self.fields if one.state == state)


def occasion_of(
    incident: Incident,
    as_of: datetime,
    authority: str,
    phase: FilingPhase | None = None,
    complete_by: datetime | None = None,
    own_authority: str | None = None,
) -> Occasion:
    """The filing that is next, unless a phase is given. What it changes is what the draft says that is not filed yet.

    own_authority: the one of the settings, which has what was filed before anybody said with whom.
    Raises Refused for a phase that speaks of an earlier report where there is none.
    """
    newest = incident.draft("authority")
    earlier = _filed_with(incident, authority, own_authority)
    waits = newest is not None and newest.version not in {one.version for one in earlier}
    found = phase or _next(earlier, waits=waits)
    if found in REPEATED and not earlier:
        raise Refused(
            "Nothing was filed with this authority yet, so there is nothing to supplement, correct or withdraw."
        )
    change = newest.change if newest and waits else None
    return Occasion(found, as_of, authority, earlier, change, complete_by)


def _next(earlier: tuple[AuthorityFiled, ...], *, waits: bool) -> FilingPhase:
    """Which report comes next; of an authority that has a complete one, that one again, until another draft waits."""
    if not earlier:
        return "initial"
    return "complete" if earlier[-1].phase == "complete" and not waits else "follow_up"


def _filed_with(incident: Incident, authority: str, own: str | None) -> tuple[AuthorityFiled, ...]:
    """What this authority has, and no other. A filing that names none is with the one that the DPO said has it, else
    with the company's own; where there is no such word either, nobody's."""
    said = incident.authorities[-1].earlier if incident.authorities else None
    return tuple(one for one in incident.filings if (one.authority or said or own) == authority)


def pack_of(incident: Incident, form: Form, desk: Desk, occasion: Occasion, to: Authority) -> FilingPack:
    """What the form asks, as far as it is known, for the authority that gets it."""
    occasion = replace(occasion, law=desk.superset.laws.get(to.law, ""))
    fields = _filled(Record(incident, desk, occasion), form)
    if occasion.phase in REPEATED:
        fields = _news(fields, incident, form, desk, occasion)
    approved = _approved(incident, desk.policy)
    filled = tuple(_with_unknown(fields, approved))
    return FilingPack(incident.id, to.id, form, occasion, filled, approved)


def _approved(incident: Incident, policy: Policy) -> NoticeDrafted | None:
    """The newest approved notice to the authority that still says what is known."""
    standing = [one.event.version for one in incident.approvals_of("authority") if one.void is None]
    draft = incident.draft("authority", standing[-1]) if standing else None
    facts = settled_facts(incident)
    return draft if draft and why_stale(incident, draft, policy, facts) is None else None


def _filled(record: Record, form: Form) -> list[FilledField]:
    by_id = record.desk.superset.by_id
    return [
        _field(record, by_id[name], section.title, mark)
        for section in form.sections
        for name, mark in section.fields.items()
    ]


def _field(record: Record, field: FormField, section: str, mark: FormMark) -> FilledField:
    state, value = _answer(record, field)
    origin = f"{field.source.kind}:{field.source.name}" if field.source else "asked"
    return FilledField(field, section, mark, state, value, origin)


def _answer(record: Record, field: FormField) -> tuple[FieldState, Any]:
    if (arises := _arises(record, field)) is not True:
        return ("not_applicable" if arises is False else "not_known_yet"), None
    source = field.source
    if source is None:
        return "to_type", None
    if source.kind == "setting":
        said = record.setting(source.name)
        return ("value", said) if said else ("to_type", None)
    chosen = bool(source.gives or source.holds or field.answers)
    value = record.raw(source.name) if chosen else record.shown(source.name)
    if isinstance(value, Absent):
        return ("not_known_yet" if value == UNKNOWN else "not_applicable"), None
    return ("to_type", None) if value is BY_HAND else _said(field, _chosen(field, value))


def _arises(record: Record, field: FormField) -> bool | None:
    """Whether the question arises; None while that is not known."""
    found: list[bool | None] = []
    for name, answers in field.applies.items():
        value = record.raw(name)
        if isinstance(value, Absent):
            found.append(None if value == UNKNOWN else False)
        elif value is not BY_HAND:
            found.append(not set(answers).isdisjoint(value if isinstance(value, list | tuple) else (value,)))
    if False in found:
        return False
    return None if None in found else True


def _chosen(field: FormField, value: Any) -> Any:
    """The answer of the field to an answer of its source; None for one that it has no answer to."""
    source = field.source
    if source and source.holds:
        # That nobody ticked one excludes none: nobody has said “no”.
        return None if set(source.holds).isdisjoint(value) else "yes"
    return source.gives.get(value) if source and source.gives else value


def _said(field: FormField, value: Any) -> tuple[FieldState, Any]:
    """The value as the field takes it; an answer that the field does not have has to be typed."""
    if field.type == "yes_no":
        value = {True: "yes", False: "no"}.get(value, value)
        return ("value", value == "yes") if value in ("yes", "no") else ("to_type", None)
    if field.answers:
        return ("value", field.answers[value]) if value in field.answers else ("to_type", None)
    fits = {"count": Count, "instant": datetime, "choices": tuple, "text": str}[field.type]
    if field.type == "count" and isinstance(value, int):
        value = Count(estimate=value)
    if field.type == "text" and isinstance(value, tuple):
        value = "\n".join(value)
    return ("value", value) if isinstance(value, fits) else ("to_type", None)


def _news(
    fields: Sequence[FilledField], incident: Incident, form: Form, desk: Desk, occasion: Occasion
) -> list[FilledField]:
    """What the authority does not have yet: fields whose answer is another than in the report that was filed, or that
    have none any more, and those that are asked again every time. A withdrawal says nothing else."""
    filed = incident.draft("authority", max(one.version for one in occasion.earlier))
    assert filed is not None, "what was filed was drafted"
    then = _filled(Record(incident.as_drafted(filed), desk, occasion), form)
    before = {one.field.id: (one.state, one.value) for one in then}

    def new(one: FilledField) -> bool:
        changed = before[one.field.id] != (one.state, one.value)
        return one.field.always or (changed and occasion.phase != "withdrawal")

    return [one for one in fields if new(one)]


def _with_unknown(fields: Sequence[FilledField], approved: NoticeDrafted | None) -> list[FilledField]:
    """The fields, with what the approved notice lists as unknown (Art. 33(4)). Where the notice lists nothing, the
    questions of this form that are open."""
    open_ones = tuple(
        one.field.question for one in fields if one.state == "not_known_yet" and not _listing(one)
    )
    listed = approved.still_unknown if approved else ()

    def filled(one: FilledField) -> FilledField:
        said = listed or one.value or open_ones
        return replace(one, state="value", value=said) if _listing(one) and said else one

    return [filled(one) for one in fields]


def _listing(one: FilledField) -> bool:
    return one.field.source is not None and one.field.source.name == "still_unknown"
