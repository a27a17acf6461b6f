"""`breachbot register show` says when each reminder went to whom, by which channel, and whether it arrived."""

from __future__ import annotations

import json
from dataclasses import replace

from breachbot.incident.acts.have_it import HaveIt
from tests.cli.commands import run_here
from tests.conftest import Database
from tests.incident.cast import DEPUTY, DPO
from tests.usecases.stage import HOUR, MINUTE, Stage


def test_each_message_about_a_reminder_is_listed_with_what_became_of_it(database: Database) -> None:
    store = database.open()
    stage = Stage(store).team()
    policy = replace(stage.house.policy, reached_by={"mail": frozenset({DPO})})
    stage.house = replace(stage.house, policy=policy)
    incident = stage.aware()
    stage.clock.move(24 * HOUR)
    stage.remind()
    for _ in range(10):
        stage.clock.move(MINUTE)
        stage.remind()
    (mail,) = [one for one in store.write(lambda tx: tx.claim(100, HOUR)) if one.kind == "reminder_call"]
    store.write(lambda tx: tx.settle(mail, "<1@example.com>", ""))
    stage.take(incident, HaveIt(), DEPUTY)
    store.close()

    given = {"data_dir": str(database.data_dir), "database_url": database.url}
    given |= {"master_key": database.master_key} if database.master_key else {}
    shown = run_here(database.data_dir, "register", "show", incident, "--json", **given)
    entry = json.loads(shown.stdout)
    said = [line.partition(": ")[2] for line in entry["reached"]]
    assert said[0] == f"direct message to {DPO}, not delivered so far"
    assert said[1].startswith(f"mail to {DPO}, delivered ")
    assert said[2] == f"direct message to {DEPUTY}, not delivered so far"
    told = "\n".join(entry["reminders"])
    assert "notify_authority, 48h_left" in told
    assert f"undelivered, so passed on to {DPO} by mail" in told
    assert f"{DEPUTY} has it" in told

    page = run_here(database.data_dir, "register", "show", incident, **given).stdout
    assert "Whom reminders reached" in page
    assert "@example.com" not in page
