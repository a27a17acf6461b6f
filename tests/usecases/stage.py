"""The stage of the stories: the real store of a test, the bundled policy, a clock that is moved by hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from breachbot.incident.act import Command
from breachbot.incident.acts.advise import Advise
from breachbot.incident.acts.approve import Approve
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.file import File
from breachbot.incident.acts.no_breach import NoBreach
from breachbot.incident.acts.report import Report
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.events import Happened
from breachbot.incident.state import Incident
from breachbot.incident.team import STREAM, Team
from breachbot.incident.team_log import set_roles
from breachbot.store.store import DatabaseStore
from breachbot.store.tables import WAITING, outbox
from breachbot.usecases import notices, read, reminders, signals
from breachbot.usecases.house import House
from breachbot.usecases.ports.deliveries import NewDelivery
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.signals import SignalRow
from breachbot.usecases.ports.store import Transaction
from breachbot.usecases.take import take
from tests.incident import cast
from tests.incident.cast import DPO, ENGINEER, FACTS, NOON, TEAM
from tests.intake.bodies import alert

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BASIS = "Foreign rows seen in the export"


@dataclass
class Clock:
    """The domain's time; it stands still until it is moved."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, by: timedelta) -> datetime:
        self.now += by
        return self.now


class Stage:
    """A house on a store, and short words for what a story asks for again and again."""

    def __init__(self, store: DatabaseStore, clock: Clock | None = None, **given: Any) -> None:
        self.store, self.clock = store, clock or Clock()
        self.house = House(store, cast.policy(), self.clock, store.digest, **given)
        self._requests = count(1)

    def request(self) -> str:
        """The id of a click that never was before."""
        return f"{id(self)}:{next(self._requests)}"

    def team(self, team: Team = TEAM) -> Stage:
        """Put these people into their roles."""

        def work(tx: Any) -> None:
            seen = len(tx.events(STREAM))
            tx.append(STREAM, seen, set_roles(Team(seen=seen), team, self.clock()))

        self.store.write(work)
        return self

    # --- signals ------------------------------------------------------------------------------------------

    def deliver(self, *bodies: bytes | Mapping[str, Any], resource: str = "event_alert") -> None:
        """Let bodies come in and be read. No two of those that are no bytes are the same, as with real senders."""
        for body in bodies:
            raw = body if isinstance(body, bytes) else json.dumps(body).encode() + b" " * next(self._requests)
            self.store_only(raw, resource)
            self.read_all()

    def store_only(self, body: bytes, resource: str = "event_alert", source: str = "sentry") -> str:
        """Let a body come in, and nobody read it."""

        async def accept() -> str:
            new = NewDelivery(source, self.clock(), {"resource": resource}, body)
            return await self.store.accept(new)

        return asyncio.run(accept())

    def read_all(self, limit: int = 100) -> int:
        """Read what waits; gives how many there were."""
        found = signals.pending(self.house, limit)
        for delivery in found:
            signals.read_delivery(self.house, delivery).result()
        return len(found)

    def signal(self) -> SignalRow:
        """The one signal there is."""
        (row,) = self.store.read(lambda tx: tx.signals())
        return row

    def remind(self) -> int:
        """Raise what is due, as each tick does."""
        return sum(reminders.remind(self.house, row) for row in reminders.due_reminders(self.house))

    def pass_on(self) -> int:
        """Ask the next person, as each tick does."""
        return sum(reminders.pass_on(self.house, row) for row in reminders.due_escalations(self.house))

    # --- incidents ----------------------------------------------------------------------------------------

    def take(self, incident: str, command: Command, by: str = ENGINEER) -> Incident:
        """Somebody takes an act, by a click that never was before."""
        return take(self.house, incident, command, by=by, request=self.request())

    def reported(self, title: str = "Export shows foreign rows") -> str:
        """Somebody reports; gives the incident's id."""
        said = Report(title=title, detected_at=self.clock())
        request = self.request()
        return take(
            self.house, self.house.stream_id("pdb", request), said, by=cast.REPORTER, request=request
        ).id

    def aware(self, ago: timedelta = timedelta(), by: str = ENGINEER) -> str:
        """An incident whose clock runs."""
        incident = self.reported()
        self.take(incident, BecomeAware(aware_at=self.clock() - ago, basis=BASIS), by)
        return incident

    def state(self, incident: str, by: str = ENGINEER, **facts: Any) -> Incident:
        return self.take(incident, StateFacts(answers=facts or FACTS), by)

    def state_of(self, incident: str, affected_set: str, by: str = ENGINEER, **facts: Any) -> Incident:
        """State facts of one affected set."""
        return self.take(incident, StateFacts(answers=facts, affected_set=affected_set), by)

    def draft(self, incident: str, by: str = ENGINEER, change: str | None = None) -> Incident:
        return self.take(incident, Draft(change=change), by)

    def approve(self, incident: str, audience: Any, by: str = DPO, **given: Any) -> Incident:
        """Open and approve the newest draft for an audience."""
        draft = cast.the_draft(self.incident(incident), audience)
        notices.opened(self.house, incident, draft, by=by)
        asked: dict[str, Any] = {
            "version": draft.version,
            "sha256": draft.sha256,
            "capacity": "controller_decision",
        }
        return self.take(incident, Approve.of(audience=audience, **(asked | given)), by)

    def file(self, incident: str, by: str = ENGINEER, **given: Any) -> Incident:
        """Record that the newest approved notice was filed just now."""
        version = self.incident(incident).approvals_of("authority")[-1].event.version
        asked: dict[str, Any] = {
            "version": version,
            "filed_at": self.clock(),
            "channel": "web form",
            "reference": "IN-26-1",
        }
        return self.take(incident, File.of(**(asked | given)), by)

    def judge_no_breach(self, incident: str) -> Incident:
        """The DPO advises that it is no breach, and the deputy judges so."""
        advice: dict[str, Any] = {"obligation": "document", "outcome": "not_required"}
        self.take(incident, Advise(**advice, reason=cast.NO_BREACH), DPO)
        aside = "Nobody had to be asked for facts: no row belongs to a person."
        return self.take(incident, NoBreach(reason=cast.NO_BREACH, facts_aside=aside), cast.DEPUTY)

    def publish(self, incident: str) -> Incident:
        """Record that the approved page stands where the public reads it."""
        draft = cast.the_draft(self.incident(incident), "page")
        return notices.page_published(self.house, incident, version=draft.version, out=cast.standing(draft))

    # --- what there is ------------------------------------------------------------------------------------

    def incident(self, incident: str) -> Incident:
        return read.load_incident(self.house, incident)

    def events(self, stream: str) -> list[Happened]:
        return self.store.read(lambda tx: tx.events(stream))

    def kinds(self, stream: str) -> list[str]:
        """The names of its events in order."""
        return [type(event).__name__ for event in self.events(stream)]

    def streams(self, prefix: str) -> list[str]:
        return self.store.read(lambda tx: tx.streams(prefix))

    def hurry(self) -> None:
        """The pause before the next try, or the next edit, is over for everything that waits."""

        def work(tx: Any) -> None:
            tx._conn.execute(outbox.update().where(WAITING).values(not_before=None))

        self.store.write(work)

    def waiting(self) -> list[tuple[str, dict[str, str]]]:
        """What the outbox would send now, kind by kind, and as if it had been sent."""
        sent: list[tuple[str, dict[str, str]]] = []
        while claimed := self.store.write(lambda tx: tx.claim(100, HOUR)):
            for one in claimed:
                sent.append((one.kind, one.args))
                self.store.write(partial(settled, claimed=one))
        return sent


def settled(tx: Transaction, claimed: ClaimedEffect) -> bool:
    return tx.settle(claimed, f"C1:{claimed.id}", "")


def export_alert(issue: str = "1", **fields: Any) -> dict[str, Any]:
    """An alert that is a candidate."""
    said = "Export 7 for customer 1 holds 214 rows of customer 2"
    raised = {"values": [{"type": "CrossTenantAccess", "value": said}]}
    return alert(issue_id=issue, **({"title": said, "exception": raised} | fields))
