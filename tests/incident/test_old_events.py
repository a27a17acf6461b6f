"""What was stored stays readable: each line of `samples/` is an event as some version wrote it; none is ever edited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from breachbot.incident import events as e
from breachbot.incident.outcome import outcome, outcome_of
from breachbot.incident.state import replay

SAMPLES = Path(__file__).parent / "samples"
STORED = {path.stem: path.read_bytes().splitlines() for path in sorted(SAMPLES.glob("*.jsonl"))}
FIRST = STORED["events-2026-11"]


def test_every_stored_event_is_read_and_says_what_it_said() -> None:
    for lines in STORED.values():
        for line in lines:
            assert _says(json.loads(e.encode(e.decode(line))), json.loads(line)), line


def _says(again: Any, said: Any) -> bool:
    """Whether all that was said is there again; what a later version asks besides may stand beside it."""
    if isinstance(said, dict):
        return all(name in again and _says(again[name], value) for name, value in said.items())
    if isinstance(said, list):
        return len(again) == len(said) and all(map(_says, again, said))
    return bool(again == said)


def test_what_was_recorded_before_there_were_sets_belongs_to_the_main_one() -> None:
    incident = replay("pdb-test0001", [e.decode(line) for line in FIRST])
    assert [one.id for one in incident.sets] == [e.MAIN]
    assert {s.affected_set for s in incident.statements} == {e.MAIN}
    assert incident.assessments[-1].event.playbook_version is None
    assert outcome(incident, "communicate") == outcome_of(incident, "communicate", e.MAIN) == "required"
    assert [told.affected_set for told in incident.controllers_told] == [e.MAIN]


def test_a_set_of_which_nobody_was_asked_belongs_to_the_same_breach() -> None:
    stored = STORED["events-2026-12"][0]
    incident = replay("pdb-test0001", [e.decode(line) for line in (*FIRST, stored)])
    (added,) = [one for one in incident.sets if one.id != e.MAIN]
    assert (added.breach, added.aware_at) == (None, None)
    assert incident.aware_since(added.id) == incident.aware_at
    assert incident.clock_of(added.id) == e.MAIN


def test_each_kind_of_an_incidents_and_the_teams_events_has_a_stored_sample() -> None:
    kinds = {json.loads(line)["kind"] for lines in STORED.values() for line in lines}
    assert {kind.model_fields["kind"].default for kind in get_args(e.IncidentEvent | e.TeamEvent)} <= kinds
