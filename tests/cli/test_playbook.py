"""`breachbot playbook`: what laws there are, and what one would change for an incident; it writes nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cli.commands import Ended, run_here
from tests.conftest import Database
from tests.usecases.stage import Stage


@pytest.fixture
def incident(sqlite_database: Database) -> str:
    """One whose facts are in."""
    stage = Stage(sqlite_database.open()).team()
    made = stage.aware()
    stage.state(made)
    stage.store.close()
    return made


def run(database: Database, *words: str, **more: str) -> Ended:
    known = {"data_dir": str(database.data_dir), "database_url": database.url}
    known |= {"master_key": database.master_key} if database.master_key else {}
    return run_here(database.data_dir, *words, **(known | more))


def test_a_proposal_beside_the_law(sqlite_database: Database, incident: str) -> None:
    ended = run(sqlite_database, "playbook", "whatif", incident, "gdpr_proposal_2025")
    assert (ended.returncode, ended.stderr) == (0, "")
    first, as_if, duty, now, then, same = ended.stdout.splitlines()
    assert "a proposal, not the law" in first
    assert as_if == "As if: The proposal of the Commission were law."
    assert duty == "- Authority (Art. 33(1) as proposed)"
    assert now == "    now:  required, 72 hours, by 2026-11-27 12:00 UTC"
    assert then == "    then: required, 96 hours, by 2026-11-28 12:00 UTC"
    assert same.startswith("The same as now: People affected (Art. 34)")


def test_for_machines(sqlite_database: Database, incident: str) -> None:
    ended = run(sqlite_database, "playbook", "whatif", incident, "swiss_fadp", "--json")
    found: dict[str, Any] = json.loads(ended.stdout)
    assert (found["incident"], found["law"]["id"], found["law"]["in_force"]) == (incident, "swiss_fadp", True)
    bacs = next(one for one in found["duties"] if one["obligation"] == "swiss_fadp_bacs")
    assert bacs["label"] == "BACS (Information Security Act) (time from memory, check it)"
    assert (bacs["changes"], bacs["now"]) == (True, None)
    assert bacs["then"] == {
        "outcome": "required",
        "due_at": "2026-11-25T12:00:00+00:00",
        "time": "24 hours",
        "missing": "record",
    }


@pytest.mark.parametrize(
    ("law", "said"),
    [("hipaa", "there is no pack “hipaa”; there are: cra, dora"), ("pdb-nothing1", "there is no pack")],
)
def test_a_law_that_is_not_there_is_one_sentence(
    sqlite_database: Database, incident: str, law: str, said: str
) -> None:
    ended = run(sqlite_database, "playbook", "whatif", incident, law)
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)
    assert said in ended.stderr


def test_an_incident_that_is_not_there_is_one_sentence(sqlite_database: Database, incident: str) -> None:
    ended = run(sqlite_database, "playbook", "whatif", "pdb-zzzzzzzz", "nis2")
    assert (ended.returncode, ended.stdout, len(ended.stderr.splitlines())) == (2, "", 1)


def test_the_packs_that_there_are(sqlite_database: Database, incident: str) -> None:
    said = run(sqlite_database, "playbook", "list", regimes="gdpr,nis2").stdout
    assert "nis2: NIS 2 Directive (in force; switched on)" in said
    assert "cra: Cyber Resilience Act (in force; not switched on)" in said
    assert (
        "gdpr_proposal_2025: Digital Omnibus, the proposal to change Art. 33 GDPR (a proposal, not the law;"
        in said
    )
    assert "(from memory, with high confidence)" in said
