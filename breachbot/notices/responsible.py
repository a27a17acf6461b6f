"""Who is responsible: which authorities take the notification, from where the company sits and where the people live.

A proposal with reasons, which a person confirms. What is not known is named, and never counts as none: a country that
nobody has named may have an authority of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from breachbot.playbook.authority import FOR_COMPANIES, Authority, Directory, Serves
from breachbot.playbook.words import Mark

Ground = Literal["territory", "lead", "each", "local"]
"""The names of the rules in `competence/gdpr.yaml` by which an authority is competent."""

Role = Literal["lead", "own", "each", "named", "concerned", "possible", "separate"]

ROLES: Mapping[Role, str] = {
    "lead": "lead authority",
    "own": "competent authority",
    "each": "competent for the people there",
    "named": "named in the settings",
    "concerned": "concerned: name it to the lead authority",
    "possible": "perhaps competent",
    "separate": "a filing of its own under another law",
}
"""The words for what an authority is in a breach."""

TO_FILE: tuple[Role, ...] = ("lead", "own", "each", "named")
"""The roles of those with which the notice under Art. 33 GDPR is filed."""

NONE = "none"
"""The word of the settings for a company without a main establishment in the EEA."""

ANOTHER = "other"
"""The answer that people live in a country which nobody has named."""


@dataclass(frozen=True)
class Establishments:
    """Where a company sits. Places are countries (IE) or parts of them (DE-BY).

    main: of its main establishment; `none` where there is none in the EEA; None where nobody has said it. others: of
    its further establishments. representative: of that under Art. 27. serves: of what kind it is. authority: the id of
    the one that the settings name.
    """

    main: str | None = None
    others: tuple[str, ...] = ()
    representative: str | None = None
    serves: Serves = "private"
    authority: str | None = None


@dataclass(frozen=True)
class People:
    """In which countries the people affected live, and whether those are all of them for certain."""

    countries: frozenset[str] = frozenset()
    all_known: bool = False


@dataclass(frozen=True)
class Responsible:
    """One place whose authority has a part in it, and why.

    authority: None where the place does not say which one it is; `choices` are then the ids of those that it may be.
    """

    role: Role
    place: str
    authority: Authority | None
    because: str
    source: str
    mark: Mark
    choices: tuple[str, ...] = ()

    @property
    def files(self) -> bool:
        """Whether the notice under Art. 33 GDPR is filed there."""
        return self.role in TO_FILE


@dataclass(frozen=True)
class Proposal:
    """Who is responsible as far as that follows, those to file with first, and what is not known, in sentences."""

    found: tuple[Responsible, ...]
    unknown: tuple[str, ...]

    @property
    def to_file(self) -> tuple[str, ...]:
        """The ids of the authorities with which the notice is to be filed, as far as they are known."""
        return tuple(one.authority.id for one in self.found if one.files and one.authority)


def propose(
    company: Establishments, people: People, directory: Directory, names: Mapping[str, str] | None = None
) -> Proposal:
    """Who is responsible for a breach. names: of the countries, for the sentences."""
    case = _Case(company, people, directory, names or {})
    found = (*case.in_the_eea(), *case.outside())
    return Proposal(found, (*case.unknown_people(), *case.unknown_company(), *_unknown_lands(found, case)))


def _unknown_lands(found: tuple[Responsible, ...], case: "_Case") -> Iterator[str]:
    for one in found:
        if one.authority is None and one.choices:
            yield (
                f"{case.name(one.place)}: the part of the country decides which authority it is, and that is not "
                f"known. It is one of {', '.join(one.choices)}."
            )
        elif one.authority is None:
            yield f"{case.name(one.place)}: the directory has no authority for it."


@dataclass(frozen=True)
class _Case:
    """What a proposal is worked out from."""

    company: Establishments
    people: People
    directory: Directory
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def eea(self) -> frozenset[str]:
        """The countries where the GDPR holds: those with an authority under it."""
        return frozenset(one.country for one in self.directory if one.law == "gdpr")

    @property
    def within(self) -> tuple[str, ...]:
        """The countries of the EEA in which people live, as far as that is known."""
        return tuple(sorted(self.people.countries & self.eea))

    @property
    def seats(self) -> tuple[str, ...]:
        """The further establishments in the EEA."""
        return tuple(dict.fromkeys(one for one in self.company.others if _country(one) in self.eea))

    @property
    def home(self) -> str | None:
        """The main establishment in the EEA, or the single one there; None where there is none, or it is not known."""
        main = self.company.main
        if main is None:
            return None
        if _country(main) in self.eea:
            return main
        return self.seats[0] if len(self.seats) == 1 else None

    def name(self, place: str) -> str:
        """What a place is called."""
        known = self.names.get(_country(place), _country(place))
        return known if "-" not in place else f"{known} ({place})"

    def in_the_eea(self) -> Iterator[Responsible]:
        """Those under the GDPR."""
        if self.home:
            yield from self._with_a_lead(self.home)
        elif self.company.main is None or self.seats:
            yield from self._undecided()
        else:
            yield from self._each()

    def _with_a_lead(self, home: str) -> Iterator[Responsible]:
        abroad = self._abroad(home)
        sole = "The main establishment" if self.company.main == home else "The only establishment in the EEA"
        where = f"{sole} is in {self.name(home)}"
        if abroad:
            listed = ", ".join(map(self.name, abroad))
            yield self._at("lead", home, f"{where}, and the breach also concerns {listed}.", "lead")
        elif self.people.all_known and self.people.countries:
            yield self._at("own", home, f"{where}, and nothing points to another country.", "territory")
        else:
            yield self._at("lead", home, f"{where}; it takes the notice wherever the people live.", "lead")
        for place in abroad:
            yield self._at("concerned", place, f"{self._why(place)}; {self.name(home)} leads.", "lead")

    def _abroad(self, home: str) -> tuple[str, ...]:
        """The other countries of the EEA that the breach concerns; of an establishment its part of the country."""
        seats = {_country(place): place for place in self.seats}
        found = dict.fromkeys((*self.within, *seats))
        return tuple(seats.get(one, one) for one in found if one != _country(home))

    def _undecided(self) -> Iterator[Responsible]:
        """Nobody can say whether there is a lead: at the least the local authorities come into question."""
        named = self.directory.get(self.company.authority) if self.company.authority else None
        if named and named.law == "gdpr":
            because = "The settings name it. Whether it leads depends on the main establishment."
            yield Responsible("named", named.place, named, because, "settings", "checked")
        for place in dict.fromkeys((*self.seats, *self.within)):
            if named is None or _country(place) != named.country:
                because = f"{self._why(place)}, and which authority leads is not known."
                yield self._at("possible", place, because, "local")

    def _each(self) -> Iterator[Responsible]:
        beside = " A representative does not change that." if self.company.representative else ""
        for country in self.within:
            because = f"{self._why(country)}, and the company has no establishment in the EEA.{beside}"
            yield self._at("each", country, because, "each")

    def outside(self) -> Iterator[Responsible]:
        """Separate filings, under laws outside the EEA."""
        places = (self.company.main or NONE, *self.company.others)
        seats = {_country(one) for one in places}
        separate = {one.law: one for one in self.directory.competence.separate}
        for one in self.directory:
            rule = separate.get(one.law)
            if rule and rule.country in self.people.countries | seats:
                because = f"{self._why(rule.country)}, and {rule.why}. Whether it applies, a person says."
                yield Responsible("separate", rule.country, one, because, rule.source, rule.mark)

    def _why(self, place: str) -> str:
        lives = _country(place) in self.people.countries
        return (
            f"People in {self.name(place)} are affected"
            if lives
            else f"There is an establishment in {self.name(place)}"
        )

    def _at(self, role: Role, place: str, because: str, ground: Ground) -> Responsible:
        """The part of the authority of a place."""
        found = _authorities(self.directory, place, self.company.serves)
        only = found[0] if len(found) == 1 else None
        choices = _ids(self.directory, place, self.company.serves) if len(found) > 1 else ()
        rule = self.directory.competence.grounds[ground]
        return Responsible(role, place, only, because, rule.source, rule.mark, choices)

    def unknown_people(self) -> Iterator[str]:
        """What is not known about where the people live."""
        if not (self.people.all_known and self.people.countries):
            yield (
                "In which countries the people live is not fully known: further authorities may have to be told, in "
                "the EEA, in the United Kingdom or in Switzerland."
            )
        if ANOTHER in self.people.countries:
            yield "Some people live in a country that nobody has named: which law holds there is not known."
        separate = {one.country for one in self.directory.competence.separate}
        for country in sorted(self.people.countries - self.eea - separate - {ANOTHER}):
            yield f"People in {self.name(country)} are affected: what the law asks there, breachbot does not know."

    def unknown_company(self) -> Iterator[str]:
        """What is not known about where the company sits, or does not fit together."""
        named = self.company.authority
        if self.home and named and named not in _ids(self.directory, self.home, self.company.serves):
            yield (
                f"The settings name the authority {named}, which is not that of {self.name(self.home)}, where the "
                "establishment is: one of the two is wrong."
            )
        if self.home is None and self.company.main is None:
            yield (
                "Where the main establishment in the EEA is, the settings do not say (BREACHBOT_ESTABLISHED_IN): "
                "so whether there is a lead authority is not known."
            )
        elif self.home is None and self.seats:
            listed = ", ".join(map(self.name, self.seats))
            yield f"Which of the establishments in the EEA ({listed}) is the main one is not known, nor who leads."


def _country(place: str) -> str:
    return place.partition("-")[0]


def _ids(directory: Directory, place: str, serves: Serves) -> tuple[str, ...]:
    return tuple(one.id for one in _authorities(directory, place, serves))


def _authorities(directory: Directory, place: str, serves: Serves) -> tuple[Authority, ...]:
    """Those of a place that take notifications of such a company: of its Land, else of the country as a whole, else of
    any Land of that country."""
    fits = {"private": FOR_COMPANIES}.get(serves, ("everybody", serves))
    found = [one for one in directory.of_country(_country(place)) if one.serves in fits and one.law == "gdpr"]
    for wanted in (place, _country(place)):
        if there := tuple(one for one in found if one.place == wanted):
            return there
    return tuple(found) if "-" not in place else ()
