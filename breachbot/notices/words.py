"""The words of one language that no template holds, and how a value reads in them.

Nothing comes out blank: what is not known says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from string import Formatter
from typing import Annotated

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_month_names, tokenize_pattern
from babel.lists import format_list
from babel.numbers import format_decimal
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


def _hours_and_minutes(pattern: str) -> str:
    fields = [value for kind, value in tokenize_pattern(pattern) if kind == "field"]
    if fields != [("H", 2), ("m", 2)]:
        raise ValueError("this must be a pattern of Unicode CLDR that holds HH and mm, each once")
    return pattern


def _known(name: str) -> str:
    try:
        return str(Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        raise ValueError("the Unicode locale data know no such locale; en_GB or de is one") from None


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

    cldr: the locale of the Unicode data whose dates, numbers and lists are written. time: the pattern of Unicode CLDR
    by which hours and minutes are written. first_day: the first of a month, where that is no plain figure.
    adjectives: by code, what stands for another language in `authoritative` where its bare name does not fit there;
    other_adjective: the same for every language that is not among them. zones: what the language calls a time zone
    instead of its usual abbreviation.
    to_people: answers as whole sentences for the people affected. earlier: what was said before a form of notices
    (notices/forms.py), so that a draft of that day is still found to say what is known.
    """

    cldr: Annotated[str, AfterValidator(_known)]
    unknown: Phrase
    unknown_sentence: Phrase
    not_asked: Phrase
    not_asked_sentence: Phrase
    answer_yes: Phrase
    answer_no: Phrase
    separator: Mark
    instant: Annotated[Phrase, _holding("date", "time")]
    here: Annotated[Phrase, _holding("time", "zone")]
    here_on: Annotated[Phrase, _holding("date", "time", "zone")]
    time: Annotated[Mark, AfterValidator(_hours_and_minutes)] = "HH:mm"
    first_day: Phrase = "1"
    zones: Mapping[str, Phrase] = {}
    count: CountWords
    as_written: Annotated[Phrase, _holding("language")]
    as_written_here: Annotated[Phrase, _holding("language")]
    authoritative: Annotated[Phrase, _holding("language")]
    adjectives: Mapping[str, Phrase] = {}
    other_adjective: Annotated[Phrase, _holding("language")] = "{language}"
    languages: Phrase
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
                return format_decimal(value, locale=self.cldr)
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

    def listed(self, items: Sequence[str]) -> str:
        """Names as a sentence lists them, with the language's “and” before the last one."""
        return format_list([one_line(item) for item in items], locale=self.cldr)

    def within(self, items: Sequence[str]) -> str:
        """Answers within a sentence of a language that writes them small there."""
        return self.separator.join(one_line(item)[:1].lower() + one_line(item)[1:] for item in items)

    def language(self, locale: str) -> str:
        """What another language is called in this one, as within a sentence."""
        return str(Locale.parse(self.cldr).languages[Locale.parse(locale, sep="-").language])

    def adjective(self, locale: str) -> str:
        """What stands for another language in `authoritative`."""
        code = Locale.parse(locale, sep="-").language
        return self.adjectives.get(code, self.other_adjective.format(language=self.language(locale)))

    def _time(self, at: datetime) -> str:
        return format_time(at, self.time, tzinfo=at.tzinfo, locale=self.cldr)

    def _instant(self, at: datetime) -> str:
        utc = at.astimezone(UTC)
        day = format_date(utc, "long", locale=self.cldr)
        return self.instant.format(date=self._first(utc, day), time=self._time(utc))

    def _here(self, at: datetime, local: datetime) -> str:
        """What stands behind an instant: the local time, with its day where that is another one; nothing in UTC."""
        if not local.utcoffset():
            return ""
        name = local.tzname() or ""
        zone = self.zones.get(name, name)
        if local.date() == at.astimezone(UTC).date():
            return " " + self.here.format(time=self._time(local), zone=zone)
        day = self._first(local, format_skeleton("MMMMd", local, locale=self.cldr))
        return " " + self.here_on.format(date=day, time=self._time(local), zone=zone)

    def _first(self, at: datetime, day: str) -> str:
        """The day of a date as the language writes the first of a month, such as 1er."""
        return re.sub(r"\b1\b", self.first_day, day, count=1) if at.day == 1 else day

    @cached_property
    def instants(self) -> re.Pattern[str]:
        """Finds the instants in a text, as `_instant` writes them."""
        first = re.escape(self.first_day)
        month = "|".join(map(re.escape, self._months))
        parts = {"d": rf"(?P<day>{first}|\d{{1,2}})", "M": rf"(?P<month>{month})", "y": r"(?P<year>\d{4})"}
        long = Locale.parse(self.cldr).date_formats["long"].pattern
        parts |= {"H": r"(?P<hour>\d\d)", "m": r"(?P<minute>\d\d)"}
        filled = {"date": _found_by(long, parts), "time": _found_by(self.time, parts)}
        pattern = "".join(
            re.escape(text) + (filled[name] if name else "")
            for text, name, _, _ in Formatter().parse(self.instant)
        )
        return re.compile(rf"(?<!\w){pattern}(?!\w)")

    def read_instant(self, found: re.Match[str]) -> datetime | None:
        """The instant that `instants` found; None for a day or an hour that does not exist."""
        number = {name: int(found[name]) for name in ("year", "hour", "minute")}
        day = 1 if found["day"] == self.first_day else int(found["day"])
        try:
            return datetime(month=self._months.index(found["month"]) + 1, day=day, tzinfo=UTC, **number)
        except ValueError:
            return None

    @cached_property
    def _months(self) -> list[str]:
        """As they stand within a date."""
        names = get_month_names("wide", context="format", locale=self.cldr)
        return [names[number] for number in range(1, 13)]


def _found_by(pattern: str, parts: Mapping[str, str]) -> str:
    """A regular expression for what a pattern of Unicode CLDR writes, from that of each of its fields."""
    return "".join(
        parts[value[0]] if isinstance(value, tuple) else re.escape(value)
        for _, value in tokenize_pattern(pattern)
    )


def _over(
    now: Mapping[str, Mapping[str, Phrase]], then: Mapping[str, Mapping[str, Phrase]]
) -> dict[str, Mapping[str, Phrase]]:
    return {fact: {**said, **then.get(fact, {})} for fact, said in now.items()}


def language_name(locale: str) -> str:
    """What a language is called in English."""
    return str(Locale("en").languages[Locale.parse(locale, sep="-").language])


def own_name(locale: str) -> str:
    """What a language calls itself, as the first word of a line."""
    found = Locale.parse(locale, sep="-")
    name = found.get_language_name(found.language) or locale
    return name[:1].upper() + name[1:]


def one_line(text: str) -> str:
    """The text without line ends and without more than one space at a time; spaces that do not break are marks of the
    language and stay."""
    return _SPACES.sub(" ", text).strip()


_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
