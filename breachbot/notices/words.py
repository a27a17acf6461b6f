"""The words of one language that no template holds, and how a value reads in them.

Nothing comes out blank: what is not known says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field

from breachbot.notices.values import UNKNOWN, Absent, Count, Value
from breachbot.notices.values import Words as Phrase


def _holding(*names: str) -> AfterValidator:
    """A check that a phrase has exactly these names in braces."""

    def check(phrase: str) -> str:
        found = sorted(name or "" for _, name, _, _ in Formatter().parse(phrase) if name is not None)
        if found != sorted(names):
            raise ValueError("this must hold " + ", ".join(f"{{{name}}}" for name in names) + ", each once")
        return phrase

    return AfterValidator(check)


Mark = Annotated[str, Field(min_length=1)]
"""A mark that may have spaces around it."""


class CountWords(Value):
    """How a count reads, by which of its figures are given."""

    min: Annotated[Phrase, _holding("min")]
    max: Annotated[Phrase, _holding("max")]
    estimate: Annotated[Phrase, _holding("estimate")]
    min_max: Annotated[Phrase, _holding("min", "max")]
    min_estimate: Annotated[Phrase, _holding("min", "estimate")]
    max_estimate: Annotated[Phrase, _holding("max", "estimate")]
    min_max_estimate: Annotated[Phrase, _holding("min", "max", "estimate")]


class PageWords(Value):
    """What stands around the documents: on the security page, in its list and in the feed."""

    title: Phrase
    first_published: Phrase
    all_notices: Phrase
    back: Phrase
    feed: Phrase
    skip: Phrase


class AdviceWords(Value):
    """What people can do: by kind of data that others got, and for data that were changed or lost."""

    kinds: Mapping[str, Phrase]
    changed: Phrase
    lost: Phrase


class Earlier(Value):
    """What answers read as before a form of notices, as `Wording` has them; only those that were changed."""

    answers: Mapping[str, Mapping[str, Phrase]] = {}
    to_people: Mapping[str, Mapping[str, Phrase]] = {}


class Wording(Value):
    """One `words.yaml`. `titles` of fields are by notice, `answers` by fact, `reasons` by rule of the playbook.

    `to_people` are answers as whole sentences for the people affected; `earlier` what was said before a form of notices
    (notices/forms.py), so that a draft of that day is still found to say what is known.
    """

    unknown: Phrase
    unknown_sentence: Phrase
    not_asked: Phrase
    not_asked_sentence: Phrase
    answer_yes: Phrase
    answer_no: Phrase
    separator: Mark
    instant: Annotated[Phrase, _holding("day", "month", "year", "hour", "minute")]
    here: Annotated[Phrase, _holding("hour", "minute", "zone")]
    here_on: Annotated[Phrase, _holding("day", "month", "hour", "minute", "zone")]
    months: Annotated[tuple[Phrase, ...], Field(min_length=12, max_length=12)]
    thousands: Mark
    count: CountWords
    subject: Annotated[Phrase, _holding("title")]
    unnamed_company: Phrase
    contact_role: Phrase
    page: PageWords
    reasons: Mapping[str, Phrase]
    answers: Mapping[str, Mapping[str, Phrase]]
    to_people: Mapping[str, Mapping[str, Phrase]]
    of_some: Annotated[Phrase, _holding("said")]
    advice: AdviceWords
    titles: Mapping[str, Mapping[str, Phrase]]
    earlier: Mapping[int, Earlier] = {}

    def say(self, value: object, zone: tzinfo = UTC) -> str:
        """One line for any value that a notice can hold; instants also in the local time of a zone.

        Raises TypeError for anything else, None included.
        """
        match value:
            case str():
                return one_line(value)
            case Absent():
                return self.unknown if value == UNKNOWN else self.not_asked
            case bool():
                return self.answer_yes if value else self.answer_no
            case int():
                return f"{value:,}".replace(",", self.thousands)
            case Count():
                return self._count(value)
            case datetime():
                return self._instant(value) + self._here(value, value.astimezone(zone))
            case tuple() | list():
                said = [self.say(item, zone) for item in value]
                return (" " if all(one.endswith(".") for one in said) else self.separator).join(said)
        raise TypeError(f"a notice cannot say a {type(value).__name__}")

    def sentence(self, value: Absent) -> str:
        """The sentence that stands where a text is missing."""
        return self.unknown_sentence if value == UNKNOWN else self.not_asked_sentence

    def as_of(self, form: int) -> Wording:
        """These words as notices of an earlier form had them."""
        found = self
        for number in sorted((number for number in self.earlier if number > form), reverse=True):
            then = self.earlier[number]
            answers, to_people = _over(found.answers, then.answers), _over(found.to_people, then.to_people)
            found = found.model_copy(update={"answers": answers, "to_people": to_people})
        return found

    def answer(self, fact: str, option: str) -> str:
        """The words for an answer that was chosen; one that is not offered any more shows as itself."""
        return self.answers.get(fact, {}).get(option, option)

    def _count(self, count: Count) -> str:
        given = {name: self.say(figure) for name, figure in count if figure is not None}
        form: str = getattr(self.count, "_".join(given))
        return form.format(**given)

    def _instant(self, at: datetime) -> str:
        utc = at.astimezone(UTC)
        return self.instant.format(
            day=utc.day,
            month=self.months[utc.month - 1],
            year=utc.year,
            hour=f"{utc.hour:02}",
            minute=f"{utc.minute:02}",
        )

    def _here(self, at: datetime, local: datetime) -> str:
        """What stands behind an instant: the local time, with its day where that is another one; nothing in UTC."""
        if not local.utcoffset():
            return ""
        form = self.here if local.date() == at.astimezone(UTC).date() else self.here_on
        return " " + form.format(
            day=local.day,
            month=self.months[local.month - 1],
            hour=f"{local.hour:02}",
            minute=f"{local.minute:02}",
            zone=local.tzname(),
        )

    @cached_property
    def instants(self) -> re.Pattern[str]:
        """Finds the instants in a text, as `_instant` writes them."""
        parts = {
            "day": r"\d{1,2}",
            "month": "|".join(map(re.escape, self.months)),
            "year": r"\d{4}",
            "hour": r"\d\d",
            "minute": r"\d\d",
        }
        pattern = "".join(
            re.escape(text) + (f"(?P<{name}>{parts[name]})" if name else "")
            for text, name, _, _ in Formatter().parse(self.instant)
        )
        return re.compile(rf"(?<!\w){pattern}(?!\w)")

    def read_instant(self, found: re.Match[str]) -> datetime | None:
        """The instant that `instants` found; None for a day or an hour that does not exist."""
        number = {name: int(found[name]) for name in ("year", "day", "hour", "minute")}
        try:
            return datetime(month=self.months.index(found["month"]) + 1, tzinfo=UTC, **number)
        except ValueError:
            return None


def _over(
    now: Mapping[str, Mapping[str, Phrase]], then: Mapping[str, Mapping[str, Phrase]]
) -> dict[str, Mapping[str, Phrase]]:
    return {fact: {**said, **then.get(fact, {})} for fact, said in now.items()}


def one_line(text: str) -> str:
    """The text without line ends and without more than one space at a time."""
    return " ".join(text.split())
