"""The supervisory authorities: who they are, in which languages they are written to, and how a breach is filed there.

Each is a file of `playbooks/authorities/`, named by its id. What no source says is left out there, and so is not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from breachbot.playbook.conditions import Data
from breachbot.playbook.words import Id, Mark, Sentence, written

Law = Literal["gdpr", "uk_gdpr", "swiss_fadp", "eu_institutions"]
"""The law under which an authority takes notifications; `gdpr` is the EEA."""

Serves = Literal["everybody", "private", "public", "federal_and_telecoms", "eu_institutions"]

SERVES: Mapping[Serves, str] = {
    "everybody": "every controller there",
    "private": "companies and other private bodies",
    "public": "public bodies only",
    "federal_and_telecoms": "federal bodies and telecoms only",
    "eu_institutions": "institutions of the EU only",
}
"""The words for whose notifications an authority takes."""

FOR_COMPANIES: tuple[Serves, ...] = ("everybody", "private")

Way = Literal["form", "portal", "email", "post", "data_box", "epuap"]

WAYS: Mapping[Way, str] = {
    "form": "form",
    "portal": "portal",
    "email": "e-mail",
    "post": "post",
    "data_box": "data box",
    "epuap": "ePUAP",
}

Seen = Literal["checked", "second-hand", "unchecked"]

SEEN: Mapping[Seen, str] = {
    "checked": "the named source was read",
    "second-hand": "only seen in somebody else's list, check it",
    "unchecked": "from memory, check it",
}
"""How sure we are of what an authority's file says, in words."""

Country = Annotated[str, written(r"[A-Z]{2}", "must be a country in two capitals (ISO 3166-1), such as IE")]
Land = Annotated[
    str,
    written(r"[A-Z]{2}-[A-Z0-9]{1,3}", "must be a part of a country (ISO 3166-2), such as DE-BY"),
]
Language = Annotated[str, written(r"[a-z]{2}", "must be a language in two small letters (ISO 639-1)")]
Web = Annotated[str, written(r"https?://\S+", "must be a whole address with https:// or http://")]
Form = Annotated[str, written(r"https://\S+", "must be a whole address with https://")]


class Read(Data):
    """Where something was read, how sure we are of it, and when somebody last looked at the live page, if they did."""

    source: Sentence
    mark: Seen
    verified_on: date | None = None


class Languages(Read):
    """The languages in which an authority takes notifications, the usual one first."""

    codes: Annotated[tuple[Language, ...], Field(min_length=1)]


class Filing(Read):
    """How a breach is filed. form: the page that holds the form or leads to it. needs: what somebody must have before
    they can file. fallback: what to do when the portal is down. receipt: what the authority gives. None: not known."""

    ways: Annotated[tuple[Way, ...], Field(min_length=1)]
    form: Form | None = None
    needs: Sentence | None = None
    fallback: Sentence | None = None
    receipt: Sentence | None = None
    notes: Sentence | None = None


class Authority(Read):
    """One authority. country, land: whose controllers it supervises; EU for the institutions of the EU.

    email: the general address, which is no way of filing. source, mark: of the name, the website and that address.
    """

    id: Id
    short: Sentence
    name: Sentence
    country: Country
    land: Land | None = None
    law: Law
    serves: Serves
    website: Web
    email: Annotated[str, written(r"[^@\s]+@[^@\s]+", "must be an e-mail address")] | None = None
    languages: Languages
    filing: Filing

    @property
    def place(self) -> str:
        """The Land where there is one, else the country."""
        return self.land or self.country

    @property
    def title(self) -> str:
        """Its short name and its whole one, such as `DPC (Irish Data Protection Commission)`."""
        return self.name if self.short == self.name else f"{self.short} ({self.name})"

    @property
    def doubt(self) -> str | None:
        """Why its way of filing is not sure, in words; None where the source was read."""
        return None if self.filing.mark == "checked" else SEEN[self.filing.mark]


class Ground(Data):
    """A rule that says who is competent: where it is written, and how sure we are of it."""

    source: Sentence
    mark: Mark


class Separate(Ground):
    """Another law under which a breach is told apart from the GDPR, in which country, and why."""

    law: Law
    country: Country
    why: Sentence


class Competence(Data):
    """Who is competent (`competence/gdpr.yaml`): territory: the authority of the country; lead: that of the main
    establishment; each: every one where people live; local: one where nobody knows who leads."""

    grounds: Mapping[Literal["territory", "lead", "each", "local"], Ground] = {}
    separate: tuple[Separate, ...] = ()


@dataclass(frozen=True)
class Directory:
    """Every authority that is known, by id and in the order of their ids, and the rules that say who is competent."""

    by_id: Mapping[str, Authority]
    competence: Competence = field(default_factory=Competence)

    def __iter__(self) -> Iterator[Authority]:
        return iter(self.by_id.values())

    def get(self, id: str) -> Authority | None:
        """The authority of an id; None where there is none."""
        return self.by_id.get(id)

    def of_country(self, country: str) -> tuple[Authority, ...]:
        """Those of a country and of its Länder."""
        return tuple(one for one in self if one.country == country)
