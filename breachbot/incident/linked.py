"""What is put on record in an incident that takes in another, or that is opened out of one.

Facts are never mixed in silence. What one account says stands in the other beside what is said there, under the name of
whoever said it and of the incident in which they did; where the two differ it is a conflict, as between two people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import reduce

from breachbot.assessment.facts import FACTS, Settled
from breachbot.incident import bounds
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.consequences import after_all, consequences
from breachbot.incident.known import facts_of
from breachbot.incident.packs import answer
from breachbot.incident.state import AffectedSet, Incident, evolve, next_set


def on_its_own(incident: Incident) -> bool:
    """Whether it can be no part of another, nor take one in: something of it has gone out or may have, or somebody's
    word on what it owes is on record. What has happened outside must stay recordable where it belongs (an approval
    that became void may have been filed before), and no such word may speak for data that it was not about."""
    outside = incident.told_outside or incident.recorded or incident.controllers_told or incident.approvals
    return bool(outside or incident.waived or incident.advice or incident.decisions or incident.authorities)


def taking_in(goes: Incident, stays: Incident, reason: str, context: Context) -> list[e.IncidentEvent]:
    """What follows in the incident that goes on: the account of the other one, the earlier awareness of both, and the
    laws that apply to either."""
    names = _names(goes, stays)
    about = {"at": context.now, "by": context.by}
    detected = goes.detected_at
    assert detected is not None, "it was opened"
    account = [said for one in goes.sets for said in _account(goes, one, stays, names[one.id], context.now)]
    after = after_all(stays, account)
    taken = e.IncidentTakenIn(
        **about,
        incident=goes.id,
        detected_at=detected,
        aware_at=goes.aware_at,
        signals=goes.signals,
        reason=reason,
        differs=_differing(goes, stays, after),
    )
    news: list[e.IncidentEvent] = [
        taken,
        *_awareness(goes, stays, context),
        *(event for one in goes.sets for event in _as_set(goes, one, stays, names[one.id], context)),
        *account,
        *_laws(goes, stays, context),
    ]
    return [*news, *consequences(after_all(stays, news), context.policy, context.now)]


def _names(goes: Incident, stays: Incident) -> Mapping[str, str]:
    """What each set is called in the incident that goes on: the first is put together with the first there."""
    number = int(next_set(stays).removeprefix("set-"))
    return {one.id: e.MAIN if n == 0 else f"set-{number + n - 1}" for n, one in enumerate(goes.sets)}


def _differing(goes: Incident, stays: Incident, after: Incident) -> tuple[str, ...]:
    """The facts of the first sets in which the two accounts do not agree."""
    ours, theirs = facts_of(stays, e.MAIN), facts_of(goes, goes.sets[0].id)
    now = facts_of(after, e.MAIN)
    return tuple(
        name
        for name in FACTS
        if name in ours
        and name in theirs
        and ((now[name].conflict and not ours[name].conflict) or _edited(ours[name], theirs[name]))
    )


def _edited(ours: Settled, theirs: Settled) -> bool:
    """Whether both say something of what no rule asks, and not the same."""
    told = not FACTS[ours.fact].for_rules and None not in (ours.value, theirs.value)
    return told and ours.value != theirs.value


def _account(
    goes: Incident, one: AffectedSet, stays: Incident, name: str, now: datetime
) -> Iterator[e.FactStated]:
    """What each person says of a set, in the other incident. What no rule asks is only told where nobody has: there the
    latest word stands, and it must not replace another."""
    there = facts_of(stays, name)
    for fact, known in facts_of(goes, one.id).items():
        if fact in there and not FACTS[fact].for_rules and there[fact].value is not None:
            continue
        for view in known.views:
            if view.value is not None:
                yield e.FactStated(
                    at=now,
                    by=view.by,
                    fact=fact,
                    value=view.value,
                    source=view.source,
                    confirmed=view.confirmed,
                    affected_set=name,
                    account=view.account or goes.id,
                )


def _awareness(goes: Incident, stays: Incident, context: Context) -> Iterator[e.IncidentEvent]:
    """The earlier awareness of both counts; if it waits for a word there, it waits here."""
    if goes.aware_at is None or (stays.aware_at and stays.aware_at <= goes.aware_at):
        return
    stated = goes.awareness_of(e.MAIN)[-1]
    basis = stated.reason if isinstance(stated, e.AwarenessMoved) else stated.basis
    waits = any(one.affected_set == e.MAIN for one in goes.waiting)
    about = {"at": context.now, "by": context.by, "aware_at": goes.aware_at, "unusual": stated.unusual}
    why = f"As stated in {goes.id}: {basis}"[: bounds.BASIS]
    if stays.aware_at is None:
        yield e.BecameAware.model_validate(about | {"basis": why, "to_confirm": waits})
    else:
        yield e.AwarenessMoved.model_validate(
            about | {"was": stays.aware_at, "reason": why, "to_confirm": waits}
        )


def _as_set(
    goes: Incident, one: AffectedSet, stays: Incident, name: str, context: Context
) -> Iterator[e.IncidentEvent]:
    """A set of its own for each that is not the first, with its clock if it has one; whose data it holds goes along."""
    about = {"at": context.now, "by": context.by}
    if name != e.MAIN:
        yield e.AffectedSetAdded(
            **about, affected_set=name, title=_title(one.title, goes, stays), breach=one.breach
        )
    if name != e.MAIN and one.aware_at:
        stated = {"aware_at": one.aware_at, "unusual": goes.awareness_of(one.id)[-1].unusual}
        waits = any(waiting.affected_set == one.id for waiting in goes.waiting)
        why = f"As stated in {goes.id} for “{one.title}”"
        yield e.BecameAware.model_validate(
            about | stated | {"basis": why, "to_confirm": waits, "affected_set": name}
        )
    there = next((s.controllers for s in stays.sets if s.id == name), ())
    known = {controller.casefold() for controller in there}
    if fresh := tuple(c for c in one.controllers if c.casefold() not in known):
        yield e.ControllersNamed(**about, affected_set=name, controllers=(*there, *fresh))


def _title(title: str, goes: Incident, stays: Incident) -> str:
    """What the set is called; with the incident that it comes from where there is one of that name."""
    if title.casefold() not in (one.title.casefold() for one in stays.sets):
        return title
    end = f" ({goes.id})"
    return f"{title[: bounds.SET_TITLE - len(end)]}{end}"


def _laws(goes: Incident, stays: Incident, context: Context) -> Iterator[e.IncidentEvent]:
    """The laws that apply to the one that goes and are not held to apply here, and the earlier moment of each."""
    about = {"at": context.now, "by": context.by}
    for regime in dict.fromkeys(one.regime for one in goes.regimes):
        theirs, ours = answer(goes, regime), answer(stays, regime)
        if theirs and theirs.applies and not (ours and ours.applies):
            why = f"As for {goes.id}: {theirs.reason}"[: bounds.REASON]
            yield theirs.model_copy(update=about | {"reason": why})
    ours_said = {(one.regime, one.anchor): one.moment for one in stays.moments}
    for said in {(one.regime, one.anchor): one for one in goes.moments}.values():
        before = ours_said.get((said.regime, said.anchor))
        if before is None or said.moment < before:
            why = f"As stated in {goes.id}: {said.basis}"[: bounds.BASIS]
            yield said.model_copy(update=about | {"basis": why})


def opened_out_of(
    whole: Incident,
    title: str,
    sets: tuple[AffectedSet, ...],
    signals: tuple[str, ...],
    reason: str,
    context: Context,
) -> list[e.IncidentEvent]:
    """What the new incident begins with: what was said of its sets, and the moment of awareness."""
    regime, about = context.policy.regimes.leading, {"at": context.now, "by": context.by}
    detected = whole.detected_at
    assert detected is not None, "it was opened"
    begun: list[e.IncidentEvent] = [
        e.IncidentOpened(
            **about,
            title=title,
            detected_at=detected,
            signal=next(iter(signals), None),
            playbook=regime.playbook.id,
            playbook_version=regime.playbook.version,
            playbook_sha256=regime.sha256,
        ),
        e.OpenedAsPart(**about, of=whole.id, signals=signals, reason=reason),
    ]
    incident = reduce(evolve, begun, Incident(context.fresh))
    names = {one.id: e.MAIN if n == 0 else f"set-{n + 1}" for n, one in enumerate(sets)}
    begun += _first_awareness(whole, sets, context)
    for one in sets:
        begun += _as_set(whole, one, incident, names[one.id], context)
        begun += _account(whole, one, incident, names[one.id], context.now)
    return [*begun, *consequences(after_all(Incident(context.fresh), begun), context.policy, context.now)]


def _first_awareness(
    whole: Incident, sets: tuple[AffectedSet, ...], context: Context
) -> Iterator[e.BecameAware]:
    """The same moment of awareness: the incident's, or the earliest that the sets have of their own."""
    moments = [whole.aware_since(one.id) for one in sets] or [whole.aware_at]
    if aware_at := min((one for one in moments if one), default=None):
        waits = any(one.aware_at == aware_at for one in whole.waiting)
        yield e.BecameAware(
            at=context.now,
            by=context.by,
            aware_at=aware_at,
            basis=f"As stated in {whole.id}, of which it was a part",
            to_confirm=waits,
        )
