"""What happened, as lines of an entry: each says when, what and who."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from breachbot.assessment.facts import FACTS, Settled, Statement
from breachbot.incident import events as e
from breachbot.incident.behalf import on_behalf
from breachbot.incident.doubt import Said
from breachbot.incident.doubts import open_doubts
from breachbot.incident.handed import mail_of
from breachbot.incident.known import facts_of
from breachbot.incident.measures import Measure
from breachbot.incident.policy import Policy
from breachbot.incident.reach import Receipt
from breachbot.incident.registry import done_by
from breachbot.incident.signal import Signal
from breachbot.incident.state import Incident
from breachbot.notices.words import language_name
from breachbot.register.flat import in_one

NOT_KNOWN = "not known"


def by_whom(event: e.Happened) -> str:
    """Who did it, and in whose place, who was away."""
    return f"{event.by} in place of {in_one(event.instead_of)}, away" if event.instead_of else event.by


def say_when(instant: datetime | None, otherwise: str = NOT_KNOWN) -> str:
    """ISO 8601 in UTC."""
    return instant.isoformat(timespec="seconds") if instant else otherwise


def fact(name: str, settled: Settled | None) -> str:
    """What is known of one fact now; in a dispute, what each says."""
    if settled is None or (settled.value is None and not settled.conflict):
        return NOT_KNOWN
    if settled.conflict:
        return "disputed: " + in_one(f"{_value(name, v.value)} ({_author(v)})" for v in settled.views)
    return _value(name, settled.value) + ("" if settled.firm else " (not confirmed)")


def _author(view: Statement) -> str:
    return f"{view.by} in {view.account}" if view.account else view.by


def earlier_facts(incident: Incident) -> list[str]:
    """Each statement that a later one about the same set replaced, in the order in which they were made."""
    standing = {
        (one.id, view.fact, view.by, view.at)
        for one in incident.sets
        for settled in facts_of(incident, one.id).values()
        for view in settled.views
    }
    replaced: list[str] = []
    for said in reversed(incident.statements):
        if (key := (said.affected_set, said.fact, said.by, said.at)) in standing:
            standing.remove(key)
            continue
        unsure = "" if said.confirmed else ", not confirmed"
        replaced.append(
            f"{say_when(said.at)}: {_of(incident, said.affected_set)}{said.fact}: "
            f"{_value(said.fact, said.value)} ({said.by}{unsure})"
        )
    return replaced[::-1]


def awareness(event: e.BecameAware | e.AwarenessMoved) -> str:
    """Since when the company is aware, who says so, and what it rests on. A clock that is a set's own has its id."""
    if isinstance(event, e.AwarenessMoved):
        moved = f"moved from {say_when(event.was)} to {say_when(event.aware_at)}"
        said = f"{moved} by {event.by}, because: {event.reason}"
    else:
        said = f"aware since {say_when(event.aware_at)}, {event.by}, basis: {event.basis}"
    return f"{say_when(event.at)}: {_clock(event)}{said}{_unusual(event)}"


def _clock(event: e.BecameAware | e.AwarenessMoved | e.AwarenessConfirmed) -> str:
    return "" if event.affected_set == e.MAIN else f"{event.affected_set}: "


def _unusual(event: e.BecameAware | e.AwarenessMoved) -> str:
    return f" (asked back: {', '.join(event.unusual)})" if event.unusual else ""


def confirmation(event: e.AwarenessConfirmed) -> str:
    """The DPO's word on an unusual moment."""
    return (
        f"{say_when(event.at)}: {_clock(event)}{say_when(event.aware_at)} confirmed by {event.by}, because: "
        f"{event.reason}"
    )


def authorities(event: e.AuthoritiesConfirmed) -> str:
    """With which authorities the notice is filed, who says so and why; what was proposed, and what was not known."""
    named = in_one(f"{id} ({name})" for id, name in zip(event.authorities, event.names, strict=True))
    proposed = f"proposed: {in_one(event.proposed)}" if event.proposed else "none was proposed"
    unknown = f"; not known: {in_one(event.unknown)}" if event.unknown else ""
    moved = f" and no longer counts as filed with {event.moved_from}" if event.moved_from else ""
    before = f"; what was filed before went to {event.earlier}{moved}" if event.earlier else ""
    said = f"{named}, confirmed by {by_whom(event)}, because: {event.reason}"
    return f"{say_when(event.at)}: {said} ({proposed}{unknown}{before})"


def filing(event: e.AuthorityFiled) -> str:
    """What the authority was given."""
    known = f", known as of {say_when(event.known_as_of)}" if event.phase == "initial" else ""
    whom = f"{event.authority}, " if event.authority else ""
    where = f"{whom}{event.channel}, reference {event.reference}"
    bytes_filed = f"draft {event.version}, sha256 {event.sha256}"
    return f"{say_when(event.filed_at)}: {event.phase}{known}, {where}, {bytes_filed}, recorded by {event.by}"


def recorded(event: e.DutyRecorded) -> str:
    """What a person did elsewhere, and recorded."""
    where = f"{event.channel}, reference {event.reference}"
    return f"{say_when(event.done_at)}: {event.obligation}, {where}, recorded by {event.by}"


def delays(incident: Incident) -> Iterator[str]:
    """Why what was done late was late."""
    yield from (one.delay_reasons for one in incident.filings if one.delay_reasons)
    yield from (one.delay_reasons for one in incident.recorded if one.delay_reasons)


def approvals(incident: Incident) -> Iterator[str]:
    """Every approval there ever was."""
    for one in incident.approvals:
        about = (one.event.by, one.event.audience, one.event.version)
        openings = [o for o in incident.openings if (o.by, o.audience, o.version) == about]
        texts = {one.event.sha256, *one.event.languages.values()}
        yield _approval(one.event, one.void, [o for o in openings if o.sha256 in texts])


def translations(incident: Incident) -> Iterator[str]:
    """Who gave a text in another language, by the hashes of what was written and of what was given."""
    for one in incident.translations:
        of, what = f"{one.passage} in {language_name(one.language)}", f"of {_sha256(one.original)}"
        done = f"given as {_sha256(one.text)}" if one.text else "left as it was written"
        yield f"{say_when(one.at)}: {of}, {done}, {what}, by {by_whom(one)}"


def _sha256(text: str) -> str:
    return f"sha256 {hashlib.sha256(text.encode()).hexdigest()}"


def _approval(event: e.NoticeApproved, void: str | None, opened: list[e.NoticeOpened]) -> str:
    """Who approved which bytes, and when they had opened them, in each language; every file of the notice."""
    capacity = "DPO's advice" if event.capacity == "dpo_advice" else "controller's decision"
    files = ", ".join(f"{name} sha256 {sha256}" for name, sha256 in event.files.items())
    said = f"{_draft(event)}, {capacity}, {by_whom(event)}, {files or f'sha256 {event.sha256}'}"
    for one in opened:
        where = f" in {language_name(one.language)}" if one.language else ""
        said += f", opened{where} {say_when(one.at)}"
    return said + (f", void: {void}" if void else "")


def rejection(event: e.NoticeRejected) -> str:
    """Who turned which draft down, and why."""
    return f"{_draft(event)}, turned down by {by_whom(event)}, sha256 {event.sha256}, because: {event.reason}"


def publications(incident: Incident) -> Iterator[str]:
    """Each version of the page that went out, under the number that the page itself names, and where it did; then
    what kept one from a place."""
    for number, first in enumerate(incident.published, start=1):
        places = [page for page in incident.publications if page.version == first.version]
        said = f"{first.state}, version {number}, of draft {first.version}"
        yield f"{say_when(first.at)}: {said}, {'; '.join(_place(page, first) for page in places)}"
    for one in incident.unpublished:
        later = "given up" if one.given_up else "tried again"
        yield f"{say_when(one.at)}: draft {one.version} not out at target {one.target}, {later}, because: {one.reason}"


def _place(event: e.PagePublished, first: e.PagePublished) -> str:
    """Where a version is, and what else the public saw change there."""
    files = "".join(f", {name} sha256 {sha256}" for name, sha256 in event.files.items())
    later = "" if event is first else f"{say_when(event.at)}: "
    return f"{later}target {event.target}, {event.url}, sha256 {event.sha256}{files}"


def _words_of(incident: Incident, told: e.PeopleTold) -> str:
    """Which text went out, where that was recorded."""
    if told.version is None:
        return ""
    mail = incident.draft("mail", told.version)
    return f", mail draft {mail.version}, sha256 {mail.sha256}" if mail else ", in other words"


def communication(incident: Incident, policy: Policy) -> Iterator[str]:
    """Who was told directly, and what was decided about telling."""
    for told in incident.told:
        yield f"{say_when(told.told_at)}: {told.channel}, {told.number} people{_words_of(incident, told)}"
    for controller in incident.controllers_told:
        sent = f", sha256 {controller.sha256}" if controller.sha256 else ""
        to = f"{_of(incident, controller.affected_set)}controller {controller.controller}"
        yield f"{say_when(controller.told_at)}: {to}, {controller.channel}{sent}"
    if waived := incident.waived:
        yield f"{policy.regimes.waiver.article}({waived.ground}), {waived.by}: {waived.reason}"


def links(incident: Incident) -> Iterator[str]:
    """The incidents that it has to do with: what became part of it, what was opened out of it, and whose part it is."""
    for took in incident.taken_in:
        differ = f"; the accounts differ in {in_one(took.differs)}" if took.differs else ""
        yield f"{say_when(took.at)}: {took.incident} was made part of this by {took.by}: {took.reason}{differ}"
    for part in incident.parts:
        what = in_one((*part.affected_sets, *part.signals))
        yield f"{say_when(part.at)}: {part.incident} was opened out of this by {part.by}, with {what}: {part.reason}"
    if of := incident.part_of:
        yield f"{say_when(of.at)}: opened out of {of.of} by {of.by}: {of.reason}"
    if isinstance(incident.ended, e.IncidentMerged):
        yield f"{say_when(incident.ended.at)}: made part of {incident.ended.into} by {incident.ended.by}"


def merged(event: e.IncidentMerged) -> str:
    """Why it goes on in another incident."""
    return f"Part of {event.into}: {event.reason}"


_UNAPPROVED = "and no text for that had been approved here by then"


def flags(incident: Incident) -> Iterator[str]:
    """What an inspector should not have to find unaided."""
    for a in (a.event for a in incident.approvals if a.event.break_glass):
        yield f"break-glass: {a.by} approved {a.audience} draft {a.version}, {_own(a)}: {a.break_glass}"
    for m in (m for m in incident.awareness if isinstance(m, e.AwarenessMoved)):
        moved = f"awareness moved from {say_when(m.was)} to {say_when(m.aware_at)} by {m.by}: {m.reason}"
        yield _clock(m) + moved
    for told in incident.told:
        if mail_of(incident, told) is None:
            by = f"{say_when(told.told_at)} by {told.channel}"
            why = "in other words than those approved here" if told.version == 0 else _UNAPPROVED
            yield f"{told.number} people were told {by}, {why}"
    for stated in incident.waiting:
        yield f"{_clock(stated)}awareness since {say_when(stated.aware_at)} is unusual and not confirmed"
    for r in (r for r in incident.reminders if r.missed or r.late_minutes):
        # What was missed is told in one reminder with the rung that came then.
        many = f"{len(r.missed)} reminders" if len(r.missed) > 1 else "1 reminder"
        yield f"{many} of {r.obligation} came late, by up to {_span(r.late_minutes)}"


def reminders(incident: Incident) -> Iterator[str]:
    """Each reminder of duties, to whom it went on and why, and who had it."""
    for raised in (one for one in incident.reminders if one.owner is None):
        yield f"{say_when(raised.at)}: {raised.obligation}, {raised.rung}"
    for passed in incident.passed_on:
        again = passed.why == "snoozed"
        why = "came again as asked" if again else f"{passed.why}, so passed on"
        yield f"{say_when(passed.at)}: {why} to {in_one(passed.to)} by {passed.channel}"
    for answer in incident.answers:
        yield f"{say_when(answer.at)}: {by_whom(answer)} has it"
    for wish in incident.snoozed:
        yield f"{say_when(wish.at)}: put off by {wish.by}, for themselves, until {say_when(wish.until)}"
    yield from _handed_over(incident)


def _handed_over(incident: Incident) -> Iterator[str]:
    """Who was asked to take it over, and what they answered."""
    for asked in incident.hand_overs:
        yield f"{say_when(asked.at)}: {asked.by} asked {asked.to} to take it over"
    for one in incident.hand_overs_answered:
        took = "took it over from" if one.accepted else "did not take it over from"
        yield f"{say_when(one.at)}: {one.by} {took} {one.of}"


_BY = {"slack": "direct message", "mail": "mail", "webhook": "web hook"}


def receipt(one: Receipt) -> str:
    """What became of one message about a reminder. It is no part of the log."""
    by = _BY.get(one.channel, one.channel)
    came = f"delivered {say_when(one.sent_at)}" if one.sent_at else "not delivered so far"
    return f"{say_when(one.asked_at)}: {by} to {one.to}, {came}"


def _own(event: e.NoticeApproved) -> str:
    """Which part of it was the approver's own; early approvals kept a reason only where it was the draft."""
    words: dict[e.Own, str] = {
        "draft": "which the same person drafted",
        "facts": "which rests on the word of the same person alone",
        "translation": "of which the same person gave a text in another language",
    }
    return " and ".join(words[what] for what in event.own or ("draft",))


def behalves(incident: Incident) -> Iterator[str]:
    """What an operator recorded on somebody's behalf, and what that person said of it."""
    for one in on_behalf(incident):
        did, answer = one.taken, one.answer
        said = f"on behalf of {did.person}, {did.operator} on the command line: {done_by(did.act)}"
        rows = f"events {', '.join(map(str, did.events))}, because: {did.because}"
        yield f"{say_when(did.at)}: {said} ({rows}); {_signed(answer)}"


def _signed(answer: e.Countersigned | None) -> str:
    if answer is None:
        return "not countersigned yet"
    if answer.theirs:
        return f"countersigned {say_when(answer.at)}"
    return f"denied {say_when(answer.at)}: {answer.remark}"


def no_breach(event: e.JudgedNoBreach) -> str:
    """Why it was judged to be no breach, and why the facts need not show it, where they do not."""
    aside = f" Why the facts on record do not matter: {event.facts_aside}" if event.facts_aside else ""
    return event.reason + aside


def doubtful(incident: Incident) -> Iterator[str]:
    """What is on record and seldom true together, and every explanation that was given for such."""
    for one in incident.explained:
        sides = " and ".join(one.said)
        yield f"{say_when(one.at)}: {_of(incident, one.affected_set)}{sides}: explained by {one.by}: {one.reason}"
    for doubt in open_doubts(incident):
        sides = " and ".join(f"{side.words} ({_sources(side)})" for side in doubt.said)
        yield f"{_of(incident, doubt.affected_set)}{sides}: not explained. {doubt.asks}"


def _sources(side: Said) -> str:
    return ", ".join(f"{who} on {say_when(at)}" for who, at in side.sources)


def judgement(event: e.SignalDismissed | e.SignalRaised | e.DismissalProposed) -> str:
    """That somebody found a signal to be no breach, that it was dismissed, or raised again after it."""
    if isinstance(event, e.DismissalProposed):
        return f"{say_when(event.at)}: found to be no breach by {by_whom(event)}: {event.reason}"
    if isinstance(event, e.SignalDismissed):
        alone = ", by one person alone although it showed grave data" if event.alone else ""
        return f"{say_when(event.at)}: dismissed by {event.by}{alone}: {event.reason}"
    return f"{say_when(event.at)}: raised again: {event.why or 'it weighed more'}"


def sealed_read(signal: str, event: e.SignalRead) -> str:
    """Who read what the sender of a signal wrote, and why."""
    return f"{say_when(event.at)}: what the sender of {signal} wrote was read by {event.by}: {event.reason}"


def splits(signal: Signal) -> Iterator[str]:
    """Out of which signal somebody took this one, and what was taken out of it."""
    received = signal.received
    if received and (off := received.split):
        yield f"{say_when(received.at)}: {signal.id} split off from {off.signal} by {received.by}: {off.reason}"
    for one in signal.splits:
        several = "1 delivery" if len(one.deliveries) == 1 else f"{len(one.deliveries)} deliveries"
        said = f"{several} of {signal.id} split off as {one.signal} by {one.by}: {one.reason}"
        yield f"{say_when(one.at)}: {said}"


def measure(one: Measure) -> str:
    """What was to be done after the end, by whom and until when, and what came of it."""
    agreed = f"{one.number}: {one.what}, owner {one.owner}, until {one.until}"
    if isinstance(one.agreed, e.MeasureAdded):
        agreed += f", added on {say_when(one.agreed.at)} by {one.agreed.by}"
    if one.done is None:
        return f"{agreed}, not done yet"
    return f"{agreed}, done on {say_when(one.done.at)}, recorded by {one.done.by}: {one.done.note}"


def _span(minutes: int) -> str:
    """`12 h`, `37 h 31 min`, `59 min`."""
    hours, rest = divmod(minutes, 60)
    return " ".join(f"{figure} {unit}" for figure, unit in ((hours, "h"), (rest, "min")) if figure)


def _draft(event: e.NoticeApproved | e.NoticeRejected) -> str:
    return f"{say_when(event.at)}: {event.audience} draft {event.version}"


def _value(name: str, value: Any) -> str:
    if value is None:
        return NOT_KNOWN
    several = isinstance(value, list | tuple)
    words = [_label(name, item) for item in (value if several else [value])]
    return in_one(words) if several else words[0]


def _label(name: str, item: object) -> str:
    return FACTS[name].label(item) if isinstance(item, str) and name in FACTS else str(item)


def _of(incident: Incident, affected_set: str) -> str:
    """Which set is meant, where there are several."""
    return f"{affected_set}: " if len(incident.sets) > 1 else ""
