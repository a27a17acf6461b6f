"""An old assessment can be made again, word for word, long after the playbook was changed."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from breachbot.errors import Refused
from breachbot.incident.policy import Policy
from breachbot.playbook.regimes import Regime, Regimes
from breachbot.store.playbooks import parse_playbook
from breachbot.store.store import DatabaseStore
from breachbot.usecases.assessments import STREAM, adopt_playbooks, kept_text, replay_assessment
from tests.incident import cast
from tests.incident.cast import FACTS
from tests.usecases.stage import Stage

VERSION = cast.policy().regimes.leading.playbook.version
STRICT = (
    cast.policy()
    .regimes.leading.text.replace(f"version: {VERSION}", "version: 2027-01-15")
    .replace("is: [left_encrypted]}", "is: [none]}")
    .replace("is: [left_encrypted, key_safe]}", "is: [none]}")
)
"""A playbook that rules otherwise: what was unintelligible is so no longer."""


def with_playbook(text: str) -> Policy:
    """The policy with another playbook."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    book = parse_playbook(text, "another")
    return replace(cast.policy(), regimes=Regimes((Regime(book, sha256, text),)))


@pytest.fixture
def stage(store: DatabaseStore) -> Stage:
    return Stage(store).team()


def test_the_text_of_each_playbook_is_kept_once(stage: Stage) -> None:
    for policy in (cast.policy(), cast.policy(), with_playbook(STRICT), cast.policy()):
        stage.house = replace(stage.house, policy=policy)
        adopt_playbooks(stage.house)
    assert stage.kinds(STREAM) == ["PlaybookAdopted", "PlaybookAdopted"]
    assert (
        stage.store.read(lambda tx: kept_text(tx, cast.policy().regimes.leading.sha256))
        == cast.policy().regimes.leading.text
    )


def test_an_assessment_names_its_playbook_and_is_made_again_as_it_was(stage: Stage) -> None:
    # Two assessments by the playbook of November, then the rules change, and a new fact is judged by the new ones.
    adopt_playbooks(stage.house)
    incident = stage.aware()
    stage.state(incident, **(FACTS | {"encryption": "left_encrypted"}))
    stage.house = replace(stage.house, policy=with_playbook(STRICT))
    adopt_playbooks(stage.house)
    stage.state(incident, people_count=10)

    made = stage.incident(incident).assessments
    assert [one.event.playbook_version for one in made] == [VERSION, VERSION, "2027-01-15"]
    replayed = [
        stage.store.read(lambda tx, n=n: replay_assessment(tx, incident, n, parse_playbook))  # type: ignore[misc]
        for n in (1, 2, 3)
    ]
    assert all(one.same for one in replayed)
    outcomes = [{r.obligation: r.outcome for r in one.again}["notify_authority"] for one in replayed]
    assert outcomes == ["undetermined", "not_required", "required"]


def test_what_was_not_kept_is_said_and_not_guessed(stage: Stage) -> None:
    incident = stage.aware()
    with pytest.raises(Refused, match="was not kept"):
        stage.store.read(lambda tx: replay_assessment(tx, incident, 1, parse_playbook))
    with pytest.raises(Refused, match="no assessment 9"):
        stage.store.read(lambda tx: replay_assessment(tx, incident, 9, parse_playbook))
