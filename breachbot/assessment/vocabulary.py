"""The vocabulary: what a witness could state or a document show about a breach.

A fact is never a judgement: risk, likelihood and severity are no facts. The facts that rules may ask
(`for_rules`) are finite or counts; the others are what a notice tells. Which answer is worse than which stands in
`worse.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from breachbot.assessment import words

Kind = Literal["choice", "choices", "count", "text", "instant"]
Group = Literal["nature", "data", "people", "protection", "reach", "aftermath", "account"]


@dataclass(frozen=True)
class Fact:
    """One question. `options` maps a stored value to its label; empty for counts, texts and instants."""

    id: str
    question: str
    kind: Kind
    group: Group
    options: Mapping[str, str]
    for_rules: bool

    def label(self, value: str) -> str:
        """The words shown for a stored value of a choice; an outdated value shows as itself."""
        return self.options.get(value, value)


def _asked(id: str, group: Group, kind: Kind, question: str, options: Mapping[str, str]) -> Fact:
    return Fact(id, question, kind, group, options, for_rules=True)


def _told(id: str, kind: Kind, question: str, options: Mapping[str, str]) -> Fact:
    return Fact(id, question, kind, "account", options, for_rules=False)


def _by_id(facts: Iterable[Fact]) -> Mapping[str, Fact]:
    return {fact.id: fact for fact in facts}


FACTS: Mapping[str, Fact] = _by_id(
    [
        _asked(
            "role", "nature", "choice", "For these data, who decides why and how they are used?", words.ROLE
        ),
        _asked("personal_data", "nature", "choice", "Do the affected data relate to people?", words.YES_NO),
        _asked(
            "confidentiality",
            "nature",
            "choice",
            "Did or could anyone get at data that were not meant for them?",
            words.YES_NO,
        ),
        _asked(
            "integrity",
            "nature",
            "choice",
            "Were data changed, or could they have been, by someone who must not?",
            words.YES_NO,
        ),
        _asked(
            "availability",
            "nature",
            "choice",
            "Were data lost, destroyed or out of reach, even for a while?",
            words.YES_NO,
        ),
        _asked("cause", "nature", "choice", "How did it happen?", words.CAUSE),
        _asked("data_categories", "data", "choices", "Which kinds of personal data?", words.DATA),
        _asked("volume", "data", "choice", "What span do the data about one person cover?", words.VOLUME),
        _asked(
            "identifiability",
            "data",
            "choice",
            "Can a reader tell whom the data are about?",
            words.IDENTIFIABLE,
        ),
        _asked("people_kinds", "people", "choices", "Whose data are they?", words.PEOPLE),
        _asked("people_count", "people", "count", "About how many people are affected?", {}),
        _asked(
            "reachable",
            "people",
            "choice",
            "For how many of them are there contact details that work?",
            words.REACHABLE,
        ),
        _asked(
            "encryption",
            "protection",
            "choice",
            "How were the affected data themselves protected?",
            words.ENCRYPTION,
        ),
        _asked("recipient", "reach", "choice", "Who has or may have got the data?", words.RECIPIENT),
        _asked(
            "access_evidence",
            "reach",
            "choice",
            "What do logs or other traces show about access?",
            words.EVIDENCE,
        ),
        _asked(
            "deletion_confirmed",
            "reach",
            "choice",
            "Have those who got the data confirmed that they deleted or returned them?",
            words.DELETION,
        ),
        _asked(
            "restore", "aftermath", "choice", "How soon were lost or changed data put right?", words.RESTORE
        ),
        _asked(
            "loss_effect",
            "aftermath",
            "choice",
            "What did people notice of the loss or the change of their data?",
            words.LOSS_EFFECT,
        ),
        _asked(
            "later_measures",
            "aftermath",
            "choices",
            "What has been achieved since, with proof?",
            words.MEASURES,
        ),
        _asked(
            "harm_seen",
            "aftermath",
            "choice",
            "Has anyone already suffered harm, such as fraud, threats or a taken-over account?",
            words.NO_YES,
        ),
        _told("what_happened", "text", "What happened? Two or three plain sentences.", {}),
        _told("consequences", "text", "What could this lead to for the people affected?", {}),
        _told("measures_taken", "text", "What have you done so far?", {}),
        _told("measures_planned", "text", "What will you do next?", {}),
        _told("next_update_by", "instant", "By when will the public notice be brought up to date?", {}),
        _told("advice", "text", "What can the people affected do themselves?", {}),
        _told("delay_reasons", "text", "If the notice is late: why?", {}),
        _told("people_told_how", "text", "How are the people affected told, or how will they be?", {}),
        _told("records_count", "count", "About how many records are affected?", {}),
        _told("occurred_from", "instant", "When did it begin?", {}),
        _told("occurred_until", "instant", "When did it end?", {}),
        _told("ongoing", "choice", "Is it still going on?", words.NO_YES),
    ]
)
"""Every fact by its id, in the order in which people are asked."""
