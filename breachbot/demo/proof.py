"""What really happened, read back: from the database, from what the workspace received, and from the disk.

Nothing here is told by the code that did it. Each step that cannot be found raises Unproved.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from breachbot.demo.processes import PUBLISHED_AT
from breachbot.incident import events as e
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident, replay
from breachbot.incident.times import clock
from breachbot.publish.documents import write_documents
from breachbot.settings import Settings
from breachbot.usecases.ports.store import Store, Transaction
from breachbot.usecases.register import proof
from breachbot.workspace.player import Player
from breachbot.workspace.seed import DPO


class Unproved(Exception):
    """A step left no trace where it should have."""


@dataclass(frozen=True)
class Record:
    """What lies in the database about the story's signal and incident."""

    incident: Incident
    signal: list[e.Happened]
    events: list[e.Happened]
    entries: int
    verified: bool
    why: str


def read_record(store: Store) -> Record:
    """The newest incident with its signal, and the proof on the chain."""

    def work(tx: Transaction) -> Record:
        rows = tx.incidents()
        if not rows:
            raise Unproved("there is no incident in the database")
        events = tx.events(rows[-1].id)
        incident = replay(rows[-1].id, events)
        signal = incident.opened.signal if incident.opened else None
        found = proof(tx)
        of_signal = tx.events(signal) if signal else []
        return Record(incident, of_signal, events, len(rows), found.complete, found.why)

    return store.read(work)


async def steps(record: Record, policy: Policy, player: Player) -> list[dict[str, str]]:
    """Each step with the moment at which it happened, in the order in which they happened."""
    incident = record.incident
    found = [
        ("signal_received", _at(record.signal, e.SignalReceived)),
        ("incident_opened", _at(record.events, e.IncidentOpened)),
        ("became_aware", _at(record.events, e.BecameAware)),
        ("clock_started", _clock_started(incident, policy)),
        ("assessed", _last(record.events, e.Assessed)),
        ("notices_drafted", _at(record.events, e.NoticeDrafted)),
        ("reminder_sent", await _reminder(record, player)),
        ("notice_approved", _at(record.events, e.NoticeApproved)),
        ("page_published", _published(incident)),
        ("authority_filed", _at(record.events, e.AuthorityFiled)),
        ("people_told", _at(record.events, e.PeopleTold)),
        ("incident_closed", _at(record.events, e.IncidentClosed)),
        ("register_verified", _verified(record)),
    ]
    return [{"name": name, "at": at.isoformat()} for name, at in sorted(found, key=lambda step: step[1])]


def notices(record: Record, folder: Path) -> list[dict[str, str]]:
    """Write the newest approved documents to `folder` and compare the hash of each file with the approved one."""
    found = []
    for written in write_documents(record.incident, folder):
        sha256 = written.draft.files[written.name]
        _same(written.path, sha256)
        if written.name == written.draft.primary:
            found.append({"audience": written.draft.audience, "sha256": sha256, "path": str(written.path)})
    return found


def published(record: Record, settings: Settings) -> list[str]:
    """The files of the public page at each target, once what is read back there is what was approved."""
    incident = record.incident
    _published(incident)
    approved = {sha256 for a in incident.approvals_of("page") for sha256 in a.event.files.values()}
    for target, given in settings.targets():
        places = [page.path for page in incident.publications if page.target == target.name]
        found = [hashlib.sha256(target.read(place, given)).hexdigest() for place in places]
        if not found or not approved.issuperset(found):
            raise Unproved(f"what is at {target.name} is not what was approved")
    folders = [
        folder for _, given in settings.targets() for folder in given.values() if isinstance(folder, Path)
    ]
    return [str(path) for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]


def told_and_unknown(record: Record, policy: Policy) -> list[str]:
    """The points of the first notice to the authority that it calls not known yet although they had been told."""
    told = {one.fact for event in record.events if isinstance(event, e.ToldConfirmed) for one in event.taken}
    first = record.incident.draft("authority", 1)
    titles = policy.templates.words.titles["authority"]
    if not told or first is None:
        raise Unproved("nothing was told before the first draft")
    return sorted(titles[fact] for fact in told if fact in titles and titles[fact] in first.still_unknown)


def once_each(record: Record) -> None:
    """Nothing doubled: one of each of the events that a repeated request could have caused twice."""
    for kind, most in (
        (e.IncidentOpened, 1),
        (e.BecameAware, 1),
        (e.PagePublished, 2 * len(PUBLISHED_AT)),
        (e.AuthorityFiled, 2),
        (e.PeopleTold, 1),
        (e.IncidentClosed, 1),
    ):
        count = sum(isinstance(event, kind) for event in record.events)
        if count > most:
            raise Unproved(f"{kind.__name__} happened {count} times")
    if record.entries != 1:
        raise Unproved(f"{record.entries} incidents instead of one")


def _at(events: list[e.Happened], kind: type[e.Happened]) -> datetime:
    return _first(events, kind).at


def _last(events: list[e.Happened], kind: type[e.Happened]) -> datetime:
    return _first(events[::-1], kind).at


def _first(events: list[e.Happened], kind: type[e.Happened]) -> e.Happened:
    found = next((event for event in events if isinstance(event, kind)), None)
    if found is None:
        raise Unproved(f"{kind.__name__} is not in the log")
    return found


def _clock_started(incident: Incident, policy: Policy) -> datetime:
    due = clock(incident, policy)
    law = policy.regimes.filing
    if incident.aware_at is None or due is None or due - incident.aware_at != law.within:
        raise Unproved(f"the clock does not run for {law.hours} from awareness")
    return _at(list(incident.awareness), e.BecameAware)


async def _reminder(record: Record, player: Player) -> datetime:
    """In the log, in the incident's channel and in the DPO's messages, where the newest has replaced it."""
    raised = _first(record.events, e.ReminderRaised)
    in_channel = await player.messages(record.incident.channel or "")
    for found, where in (
        (in_channel, "the channel"),
        (await player.direct_messages(DPO), "the DPO's messages"),
    ):
        if not any("a newer reminder has replaced this one" in message.words for message in found):
            raise Unproved(f"the reminder is not in {where}")
    return raised.at


def _published(incident: Incident) -> datetime:
    """What the event names was approved."""
    if not incident.published:
        raise Unproved("no page was published")
    page = incident.published[-1]
    approved = {sha256 for a in incident.approvals_of("page") for sha256 in a.event.files.values()}
    if page.sha256 not in approved:
        raise Unproved("the page that was published was never approved")
    return page.at


def _same(path: Path, sha256: str) -> None:
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        raise Unproved(f"{path} does not hold the approved bytes")


def _verified(record: Record) -> datetime:
    if not record.verified:
        raise Unproved(record.why)
    last: Any = record.incident.last_at
    return _at(record.events, e.IncidentClosed) if last is None else last
