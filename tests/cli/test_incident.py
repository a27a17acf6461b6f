"""An incident without Slack: each act on the command line, on the word of a person, and nothing that is half done."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from breachbot.cli.typed import command, fields
from breachbot.errors import Refused
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.registry import ACTS
from breachbot.incident.state import Incident
from breachbot.incident.team import Team
from tests.cli.commands import Ended, run_here
from tests.conftest import Database
from tests.incident.cast import FACTS
from tests.usecases.stage import Stage

ENGINEER, DPO, DEPUTY = "U0ENGINEER", "U0DPO", "U0DEPUTY"
TEAM = Team(responders=(ENGINEER,), dpo=DPO, deputies=(DEPUTY,))
SIGNED = ("--operator", "The night desk", "--because", "Slack does not answer tonight.")


def just_now() -> str:
    return (datetime.now(UTC) - timedelta(minutes=1)).isoformat(timespec="seconds")


class Desk:
    """A database with a team, and the commands of an operator on it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.stage = Stage(database.open()).team(TEAM)
        self.stage.store.close()

    def run(self, *words: str) -> Ended:
        known = {"data_dir": str(self.database.data_dir), "database_url": self.database.url}
        known |= {"master_key": self.database.master_key} if self.database.master_key else {}
        return run_here(self.database.data_dir, *words, **known)

    def said(self, *words: str) -> str:
        ended = self.run(*words)
        assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
        return ended.stdout

    def refused(self, *words: str) -> str:
        ended = self.run(*words)
        (sentence,) = ended.stderr.splitlines()
        assert (ended.returncode, ended.stdout) == (2, ""), ended
        return sentence.removeprefix("breachbot: ")

    def reported(self) -> str:
        words = ("title=Export shows foreign rows", f"detected_at={just_now()}")
        said = self.said("incident", "report", "--for", ENGINEER, *SIGNED, *words)
        return said.partition(":")[0]

    def take(self, incident: str, act: str, user: str, *words: str) -> str:
        return self.said("incident", "take", incident, act, "--for", user, *SIGNED, *words)

    def incident(self, name: str) -> Incident:
        self.stage.store = self.database.open()
        self.stage.house = Stage(self.stage.store).house
        try:
            return self.stage.incident(name)
        finally:
            self.stage.store.close()


@pytest.fixture
def desk(database: Database) -> Desk:
    """On SQLite and on PostgreSQL."""
    return Desk(database)


def test_from_the_report_to_the_filing_without_slack(desk: Desk) -> None:
    incident = desk.reported()
    said = desk.take(incident, "become_aware", ENGINEER, f"aware_at={just_now()}", "basis=Foreign rows seen")
    assert "countersigns" in said
    answers = [f"answers.{fact}={json.dumps(value)}" for fact, value in FACTS.items()]
    desk.take(incident, "state_facts", ENGINEER, *answers)
    desk.take(incident, "draft", ENGINEER)
    shown = desk.said("incident", "read", incident, "authority", "--for", DPO, *SIGNED)
    found = re.search(r"version=(\d+) sha256=([0-9a-f]{64})", shown)
    assert found, shown
    about = (f"version={found[1]}", f"sha256={found[2]}", "audience=authority", "capacity=dpo_advice")
    desk.take(incident, "approve", DPO, *about)
    now = datetime.now(UTC).replace(second=0, microsecond=0).isoformat()
    filing = (f"version={found[1]}", f"filed_at={now}", "channel=the authority's form", "reference=IN-26-1")
    desk.take(incident, "file", DPO, *filing)
    known = desk.incident(incident)
    assert known.filings[0].reference == "IN-26-1"
    assert [one.person for one in known.taken_for] == [ENGINEER, ENGINEER, ENGINEER, ENGINEER, DPO, DPO, DPO]
    assert known.openings[0].by == DPO
    page = desk.said("register", "show", incident)
    assert " ".join(page.split()).count("not countersigned yet") == 7
    assert desk.said("register", "verify").startswith("verified")


def test_nobody_approves_on_the_command_line_what_was_not_read_to_them(quick_desk: Desk) -> None:
    incident = quick_desk.reported()
    quick_desk.take(incident, "become_aware", ENGINEER, f"aware_at={just_now()}", "basis=Foreign rows seen")
    answers = [f"answers.{fact}={json.dumps(value)}" for fact, value in FACTS.items()]
    quick_desk.take(incident, "state_facts", ENGINEER, *answers)
    quick_desk.take(incident, "draft", ENGINEER)
    sha256 = quick_desk.incident(incident).drafts[0].sha256
    about = ("version=1", f"sha256={sha256}", "audience=authority", "capacity=dpo_advice")
    take = ("incident", "take", incident, "approve", "--for", DPO, *SIGNED)
    assert "You have not opened draft 1 yet" in quick_desk.refused(*take, *about)


@pytest.fixture
def quick_desk(sqlite_database: Database) -> Desk:
    """On SQLite alone."""
    return Desk(sqlite_database)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("become_aware",), "aware_at: is needed"),
        (
            ("become_aware", "aware_at=2026-11-24T12:00", "basis=Foreign rows"),
            "aware_at: a time without a zone",
        ),
        (
            ("become_aware", "aware_at=soon", "basis=Foreign rows"),
            "aware_at: must be a date and time with its zone",
        ),
        (("become_aware", "aware_at=2999-01-01T00:00Z", "basis=Foreign rows"), "That is in the future"),
        (("become_aware", "since=now"), "“since” is no field of become_aware"),
        (("become_aware", "noise"), "“noise” is no field of become_aware"),
        (("become_aware", "basis=a", "basis=b"), "basis: is given twice"),
        (("become_aware", "basis.x=a"), "aware_at: is needed"),
        (("state_facts", "answers=maybe"), "answers: cannot be read"),
        (("state_facts", "answers.no_such_fact=1"), "no_such_fact"),
        (("tell_people", "number=many"), "told_at: is needed"),
        (("open_the_gates",), "There is no act “open_the_gates”"),
        (("countersign", "number=1", "theirs=yes"), "Only the person themselves can countersign"),
        (("report", "title=x"), "There is no act “report”"),
        (("approve\x1b[2J",), "\\x1b[2J"),
    ],
)
def test_what_does_not_fit_gets_one_sentence_and_changes_nothing(
    words: tuple[str, ...], says: str, quick_desk: Desk
) -> None:
    incident = quick_desk.reported()
    before = quick_desk.incident(incident).seen
    act, *rest = words
    assert says in quick_desk.refused("incident", "take", incident, act, "--for", ENGINEER, *SIGNED, *rest)
    assert quick_desk.incident(incident).seen == before


@pytest.mark.parametrize(
    ("signed", "says"),
    [
        (("--operator", "x", "--because", "Slack does not answer."), "--operator: Say who you are"),
        (("--operator", "The night desk", "--because", "down"), "--because: Say in a sentence why"),
    ],
)
def test_an_operator_says_who_they_are_and_why(signed: tuple[str, ...], says: str, quick_desk: Desk) -> None:
    incident = quick_desk.reported()
    aware = (f"aware_at={just_now()}", "basis=Foreign rows seen")
    assert says in quick_desk.refused(
        "incident", "take", incident, "become_aware", "--for", ENGINEER, *signed, *aware
    )


@pytest.mark.parametrize("user", ["engineer", "@engineer", "u0engineer", "U", "U0 ENGINEER", ""])
def test_a_person_is_named_by_the_id_that_slack_gives_them(user: str, quick_desk: Desk) -> None:
    ended = quick_desk.run("incident", "next", "pdb-nope", "--for", user)
    assert ended.returncode == 2
    assert "is not the id of a person in Slack" in ended.stderr


def test_a_person_without_a_role_gets_none_by_the_command_line(quick_desk: Desk) -> None:
    incident = quick_desk.reported()
    aware = (f"aware_at={just_now()}", "basis=Foreign rows seen")
    take = ("incident", "take", incident, "become_aware", "--for", "U0STRANGER", *SIGNED)
    assert "Only the breach response team" in quick_desk.refused(*take, *aware)


def test_what_comes_next_and_what_somebody_can_do(quick_desk: Desk) -> None:
    incident = quick_desk.reported()
    said = quick_desk.said("incident", "next", incident, "--for", ENGINEER)
    assert "Next: Look into it, and decide by" in said
    assert f"{ENGINEER} can now: become_aware" in said
    assert "U0STRANGER can now: nothing." in quick_desk.said(
        "incident", "next", incident, "--for", "U0STRANGER"
    )


def test_each_act_is_listed_with_its_fields(quick_desk: Desk) -> None:
    said = quick_desk.said("incident", "acts")
    for act in set(ACTS) - {"report", "countersign"}:
        assert f"\n{act}: " in f"\n{said}"
    assert quick_desk.said("incident", "acts", "become_aware").splitlines() == [
        "become_aware: state awareness (a responder)",
        "  aware_at: a time with its offset, such as 2026-11-24T03:12+01:00",
        "  basis: text",
    ]


# --- words into commands ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ACTS.values(), ids=list(ACTS))
def test_each_field_of_each_act_can_be_typed(act: Any) -> None:
    for name, how, _ in fields(act):
        assert how
        assert name in act.command.model_fields


def test_what_is_typed_becomes_the_command() -> None:
    typed = command(ACTS["become_aware"], ["aware_at=2026-11-24T12:00+01:00", "basis=Rows = foreign, seen"])
    assert typed == BecomeAware(aware_at=datetime(2026, 11, 24, 11, tzinfo=UTC), basis="Rows = foreign, seen")


def test_answers_are_numbers_ranges_lists_and_words() -> None:
    words = [
        'answers.people_count={"min": 3, "max": 9}',
        'answers.countries=["IE"]',
        "answers.role=controller",
    ]
    assert command(ACTS["state_facts"], words) == StateFacts(
        answers={"people_count": {"min": 3, "max": 9}, "countries": ["IE"], "role": "controller"}
    )


def test_that_nobody_knows_is_an_answer() -> None:
    assert command(ACTS["state_facts"], ["answers.people_count=null"]) == StateFacts(
        answers={"people_count": None}
    )


def test_a_text_that_looks_like_a_list_stays_a_text() -> None:
    typed = command(ACTS["become_aware"], ["aware_at=2026-11-24T12:00Z", 'basis=["a", "list of things"]'])
    assert typed.model_dump()["basis"] == '["a", "list of things"]'


@pytest.mark.parametrize("word", ["", "=", "=x", ".", "answers", "answers."])
def test_a_word_that_is_no_field_is_named(word: str) -> None:
    with pytest.raises(Refused):
        command(ACTS["state_facts"], [word])
