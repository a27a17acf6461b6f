"""No two sentences of one notice contradict each other, whatever is known of where the data are."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import Any, get_args

import pytest

from breachbot.assessment.contradictions import CLASHES, has
from breachbot.assessment.facts import FACTS
from breachbot.assessment.vocabulary import EDITION
from breachbot.incident.acts.add_set import AddSet
from breachbot.incident.acts.state_facts import StateFacts
from breachbot.incident.events import Audience
from breachbot.incident.known import settled_facts
from breachbot.incident.particulars import Edition, fields_of
from breachbot.incident.state import Incident
from breachbot.notices.draft import said
from breachbot.notices.fields import Fields
from tests.incident import cast
from tests.incident.cast import NOON
from tests.notices.incidents import TABLE
from tests.notices.test_what_is_known import WORDS, known, read

NEUTRAL: dict[str, Any] = {
    "cause": "other_accident",
    "could_reach": None,
    "exposed_for": None,
    "access_evidence": None,
    "what_happened": "Rows of one list stood in another.",
    "consequences": "Unwanted mail may come.",
    "measures_taken": "The fault was mended.",
    "measures_planned": "Each list is compared with the other.",
}
"""Nothing of where the data are: that is what varies."""

EXCLUDING: dict[str, tuple[str, str]] = {
    "given up, and nothing achieved": (r"Nothing so far", r"in writing|came back|no longer have|in speech"),
    "awaited, and answered": (
        r"no answer yet",
        r"Yes, in writing|confirmed in writing|came back to us|Everything came back|data came back|no longer have"
        r"|It is over|other hands: no\b|cannot be asked|cannot have the data",
    ),
    "nobody, and somebody": (
        r"nobody got the data|Nobody got the data|got them: (?:nobody|As far as known, nobody)",
        r"no longer have|no answer yet|Yes, in writing|in speech|stopped before|other hands: yes"
        r"|still in other hands|Somebody (?:took|got)|reached (?:somebody|several|people who)",
    ),
    "came back, and cannot be had": (
        r"came back to us|Everything came back|data came back",
        r"cannot be asked|cannot have the data|other hands: yes|still in other hands",
    ),
    "over, and not over": (
        r"It is over\.",
        r"cannot have the data|still in other hands|is not certain|no answer yet|going on",
    ),
    "not known who, and asked or answered": (
        r"do not know who|got them: Unknown people|known to have got (?:them|the data): not known yet",
        r"no longer have|no answer yet|Yes, in writing|in speech|We know who|bound to secrecy",
    ),
    "stopped, and still at it": (r"stopped before", r"other hands: yes|still in other hands"),
    "said to be deleted, and out of reach": (
        r"no longer have|Yes, in writing|in speech",
        r"cannot be asked|cannot have the data|cannot be enforced|other hands: yes|still in other hands",
    ),
    "not known, and known": (
        r"(?:Deleted or returned|deleted or came back): not known yet",
        r"no longer have|no answer yet|came back to us|cannot have the data",
    ),
    "nobody outside, and strangers": (r"(?i)nobody outside", r"Anyone|Unknown people|do not know who"),
    "nobody else, and anybody": (r"and nobody else\b", r"could reach"),
    "or": (r"or everything came back", r""),
}
"""By name, two patterns that must not both be found in one notice."""

WHO = (*FACTS["recipient"].options, None)
DELETED = (*FACTS["deletion_confirmed"].options, None)
LATER: tuple[list[str] | None, ...] = (
    *([option] for option in FACTS["later_measures"].options),
    ["access_worthless", "returned_unopened"],
    None,
)


def refused(facts: dict[str, Any]) -> bool:
    """Whether these answers cannot be on record together."""
    return any(
        all(facts.get(fact) is not None and has(facts[fact], answers) for fact, answers in clash)
        for clash in CLASHES[EDITION]
    )


@cache
def contradictions_in(fields: Fields) -> list[str]:
    """The names of the pairs that a notice with these fields holds."""
    text = " ".join(said(fields, cast.policy().templates).words.split())
    return [
        name for name, (one, other) in EXCLUDING.items() if re.search(one, text) and re.search(other, text)
    ]


def found(incident: Incident, about: object) -> list[tuple[object, Audience, str]]:
    return [
        (about, audience, name)
        for audience in get_args(Audience)
        for name in contradictions_in(
            fields_of(Edition(audience, 1, NOON), incident, settled_facts(incident), cast.policy())
        )
    ]


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
def test_whatever_became_of_the_data(who: str | None) -> None:
    wrong = []
    base = known(TABLE, **NEUTRAL, recipient=who, deletion_confirmed=None, later_measures=None)
    for deleted, later in product(DELETED, LATER):
        facts = {"recipient": who, "deletion_confirmed": deleted, "later_measures": later}
        if not refused(facts):
            answers: dict[str, Any] = {
                name: value for name, value in facts.items() if name != "recipient" and value
            }
            wrong += found(cast.stating(base, **answers) if answers else base, facts)
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("reach", [*FACTS["could_reach"].options, None])
def test_whoever_could_reach_them_and_whatever_logs_show(reach: str | None) -> None:
    wrong = []
    for who, evidence in product(WHO, (*FACTS["access_evidence"].options, None)):
        facts = {
            "could_reach": reach,
            "recipient": who,
            "access_evidence": evidence,
            "deletion_confirmed": None,
            "later_measures": None,
        }
        if not refused(facts):
            wrong += found(known(TABLE, **(NEUTRAL | facts)), facts)
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("outage", [{"availability": "yes"}, {"integrity": "yes"}, {}])
def test_where_nobody_got_at_them(outage: dict[str, Any]) -> None:
    wrong = []
    for later, restore in product(LATER, ("not_yet", "never", None)):
        facts = {"confidentiality": "no", "later_measures": later, "restore": restore if outage else None}
        beside = dict.fromkeys(("recipient", "deletion_confirmed", "data_categories"))
        whole = NEUTRAL | beside | facts | outage
        if not refused(TABLE | whole):
            wrong += found(known(TABLE, **whole), facts)
    assert wrong == []


OUT: dict[str, Any] = {"recipient": "unknown", "deletion_confirmed": "not_possible"}
ASKED: dict[str, Any] = {"recipient": "known", "deletion_confirmed": "asked"}


class TestSetsThatDiffer:
    """What is awaited of one set stays, whatever is known of another."""

    def two(self, first: dict[str, Any], second: dict[str, Any]) -> Incident:
        main = cast.stating(known(TABLE, **(NEUTRAL | {"later_measures": ["none"]} | first)), people_count=3)
        added = cast.taking(main, AddSet(title="Backup", breach="same"))
        theirs = TABLE | NEUTRAL | {"later_measures": ["none"], "people_count": 3} | second
        return cast.telling(cast.taking(added, StateFacts(answers=theirs, affected_set="set-2")), 6)

    @pytest.mark.parametrize("turned", [False, True])
    def test_each_answer_is_shown_for_some_of_the_data(self, turned: bool) -> None:
        pair = (ASKED, OUT) if turned else (OUT, ASKED)
        incident = self.two(*pair)
        page = " ".join(read(incident, "page").split())
        for sentence in (
            "Some of the data: Somebody got the data, and we do not know who.",
            "Some of the data: One person or firm got the data. We know who it is.",
            "Some of the data: We have asked for the data to be deleted, and have no answer yet.",
            "Some of the data: We cannot have the data deleted, and cannot get them back.",
        ):
            assert sentence in page
        filed = " ".join(read(incident, "authority").split())
        assert "Some of the data: Asked, no answer yet" in filed
        assert "Some of the data: No: it cannot be asked or had" in filed
        for audience in ("authority", "page"):
            text = read(incident, audience)
            title = WORDS.titles[audience]["deletion_confirmed"]
            assert title in text.splitlines()[-20:], "what is awaited is still unknown"
            assert "Complete notice" not in text

    def test_data_that_are_to_be_restored_are_awaited_beside_those_that_cannot_be(self) -> None:
        gone = {"availability": "yes", "loss_effect": "none"}
        text = read(self.two(gone | {"restore": "never"}, gone | {"restore": "not_yet"}), "authority")
        assert "Some of the data: Not yet" in " ".join(text.split())
        assert WORDS.titles["authority"]["restore"] in text.splitlines()[-20:]

    def test_what_was_achieved_for_some_is_not_said_of_all(self) -> None:
        back = {
            "recipient": "none_known",
            "deletion_confirmed": None,
            "later_measures": ["returned_unopened"],
        }
        incident = self.two(back, OUT)
        text = " ".join(read(incident, "authority").split())
        assert "Some of the data: The data came back and were shown not to have been opened" in text
        assert "Still in other hands: yes" in text
        alone = " ".join(
            read(known(TABLE, **(NEUTRAL | back | {"could_reach": "some_users"})), "authority").split()
        )
        assert "The data came back and were shown not to have been opened" in alone
        assert "Some of the data" not in alone

    def test_the_times_span_all_of_them_and_end_only_once_all_have(self) -> None:
        early = {"occurred_from": "2026-11-01T08:00:00+00:00", "occurred_until": "2026-11-03T08:00:00+00:00"}
        for first, second in ((early, {}), ({}, early)):
            text = read(self.two(OUT | first, OUT | second), "authority")
            assert "Breach began: 1 November 2026, 08:00 UTC" in text
            assert "Breach ended: 24 November 2026, 10:00 UTC" in text
        on = {"ongoing": "yes", "occurred_until": None}
        text = read(self.two(OUT, OUT | on), "authority")
        assert "Breach ended: not yet" in text
        assert "Still going on: yes" in text

    def test_sets_that_agree_read_as_one(self) -> None:
        text = read(self.two(ASKED, ASKED), "authority")
        assert "Some of the data" not in text
        assert "Asked, no answer yet" in text

    def test_a_set_of_which_nobody_got_anything_hides_no_answer_of_another(self) -> None:
        nobody = {
            "confidentiality": "no",
            "availability": "yes",
            "recipient": None,
            "deletion_confirmed": None,
            "later_measures": None,
            "could_reach": None,
        }
        text = read(self.two(ASKED, nobody), "page")
        assert "have no answer yet" in text
        assert "One person or firm got the data." in text
