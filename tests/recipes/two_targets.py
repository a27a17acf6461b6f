"""A small incident whose page goes out at all targets that are set: run in a copy of the tree, told as JSON."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from datetime import timedelta
from functools import partial

from breachbot.incident.acts.tell_people import TellPeople
from breachbot.incident.duties import duties
from breachbot.outbox.deliver import Sent
from breachbot.outbox.ways import Ways
from breachbot.policy import build_policy
from breachbot.register.entry import incident_entry
from breachbot.settings import Settings, load
from breachbot.store.migrate import migrate
from breachbot.store.open import open_store
from breachbot.usecases.house import House
from breachbot.usecases.ports.outbox import ClaimedEffect
from breachbot.usecases.ports.store import Transaction
from tests.incident.cast import FACTS
from tests.usecases.stage import Clock, Stage


async def shown(claimed: ClaimedEffect) -> Sent:
    """What goes to Slack does not matter here."""
    return Sent("C1:1")


def approved(stage: Stage) -> str:
    """An incident whose page is approved, and everybody was told directly."""
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    stage.approve(incident, "page")
    told = TellPeople(told_at=stage.clock(), channel="e-mail", number=FACTS["people_count"])
    stage.take(incident, told)
    return incident


def gap(stage: Stage, incident: str) -> str | None:
    """What is missing before the people count as told."""
    owed = duties(stage.incident(incident), stage.house.policy)
    return next(one.gap for one in owed if one.obligation == "communicate")


def settle(claimed: ClaimedEffect, sent: Sent, tx: Transaction) -> bool:
    return tx.settle(claimed, sent.ref, sent.sha256)


def carried_out(stage: Stage, settings: Settings, incident: str) -> list[tuple[str, str | None]]:
    """Empty the outbox; what was missing after each page."""
    targets = {target.name: (target, given) for target, given in settings.targets()}
    ways, gaps = Ways(stage.house, targets, {"slack": shown}), []
    while claimed := stage.store.write(lambda tx: tx.claim(1, timedelta(minutes=1))):
        (one,) = claimed
        sent = asyncio.run(ways(one))
        stage.store.write(partial(settle, one, sent))
        if one.kind == "publish_page":
            gaps.append((one.args["target"], gap(stage, incident)))
    return gaps


def main() -> None:
    settings = load()
    migrate(settings.database_url.get_secret_value())
    store, digest = open_store(settings)
    try:
        stage = Stage(store)
        stage.house = House(store, build_policy(settings), Clock(), digest)
        stage.team()
        incident = approved(stage)
        gaps = carried_out(stage, settings, incident)
        now = stage.incident(incident)
    finally:
        store.close()
    places = {page.target: page.path for page in now.publications}
    read = [target.read(places[target.name], given) for target, given in settings.targets()]
    found = {
        "incident": incident,
        "approved": now.approvals[-1].event.sha256,
        "gaps": gaps,
        "published": [(page.target, page.path, page.sha256) for page in now.publications],
        "read_back": [hashlib.sha256(content).hexdigest() for content in read],
        "versions": len(now.published),
        "register": incident_entry(now, stage.house.policy).published,
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
