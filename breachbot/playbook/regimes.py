"""The regimes of a company: every playbook that it goes by, and what they ask together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from breachbot.playbook.escalation import Escalation, Growth, Investigation
from breachbot.playbook.obligation import FollowUp, Kind, Obligation, Waiver
from breachbot.playbook.rules import Rule
from breachbot.playbook.types import Customer, Playbook

ONCE = (Kind.REGISTER, Kind.FILING, Kind.COMMUNICATION, Kind.CONTROLLERS)
"""The kinds of obligation that exist only once: one register, one notice for each audience. All regimes share them."""


@dataclass(frozen=True)
class Regime:
    """A playbook with the exact text that it was read from and the SHA-256 (hex) of its bytes."""

    playbook: Playbook
    sha256: str
    text: str


class Law(NamedTuple):
    """An obligation, and the playbook that has it."""

    book: Playbook
    obligation: Obligation


@dataclass(frozen=True)
class Regimes:
    """All of them, the one whose notice is drafted first. That they fit together is asked by assessment/check.py.

    packs: those that only set clocks, for an incident to which a person says they apply; they are not among `all`.
    """

    all: tuple[Regime, ...]
    packs: tuple[Regime, ...] = ()

    def __iter__(self) -> Iterator[Regime]:
        return iter(self.all)

    @property
    def in_force(self) -> tuple[Regime, ...]:
        """All of them and the packs: every text that the company goes by."""
        return (*self.all, *self.packs)

    @property
    def leading(self) -> Regime:
        """The one by which an incident is opened."""
        return self.all[0]

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """The obligations of all regimes, in the order of the files."""
        return tuple(one for regime in self.all for one in regime.playbook.obligations)

    @cached_property
    def _by_id(self) -> Mapping[str, Obligation]:
        of_packs = {one.id: one for pack in self.packs for one in pack.playbook.obligations}
        return of_packs | {one.id: one for one in self.obligations}

    def obligation(self, id: str) -> Obligation | None:
        """The obligation of that id, of a pack as well; None where no regime has it."""
        return self._by_id.get(id)

    @cached_property
    def recorded(self) -> tuple[Law, ...]:
        """What a person does elsewhere and records here, by every regime but the packs."""
        books = [regime.playbook for regime in self.all]
        return tuple(
            Law(book, one) for book in books for one in book.obligations if one.met_by is Kind.RECORD
        )

    def label(self, id: str) -> str:
        """What an obligation is called in a line; one that no regime has any more, by its id."""
        found = self.obligation(id)
        return found.name if found else id

    def met_by(self, kind: Kind) -> tuple[Obligation, ...]:
        """The obligations of one kind."""
        return tuple(one for one in self.obligations if one.met_by is kind)

    def the(self, kind: Kind) -> Obligation:
        """The obligation of a kind that exists only once."""
        (found,) = self.met_by(kind)
        return found

    @property
    def register(self) -> Obligation:
        """To document the breach."""
        return self.the(Kind.REGISTER)

    @property
    def filing(self) -> Obligation:
        """To file the notice at the authority."""
        return self.the(Kind.FILING)

    @property
    def communication(self) -> Obligation:
        """To tell the people affected."""
        return self.the(Kind.COMMUNICATION)

    @property
    def controllers(self) -> Obligation:
        """To tell the controllers for whom data are processed."""
        return self.the(Kind.CONTROLLERS)

    @property
    def follow_up(self) -> FollowUp:
        """What is owed after an initial notice."""
        found = self.filing.follow_up
        assert found is not None, "its type asks for it"
        return found

    @property
    def waiver(self) -> Waiver:
        """The decision that people need not be told directly."""
        found = self.communication.waiver
        assert found is not None, "its type asks for it"
        return found

    @cached_property
    def decidable(self) -> tuple[str, ...]:
        """The ids of the obligations on which people may rule."""
        return tuple(one.id for one in self.obligations if one.decidable)

    @cached_property
    def advisable(self) -> tuple[str, ...]:
        """The ids of the obligations on which the DPO advises: those, and whether there is a breach to document."""
        return (*self.decidable, self.register.id)

    @property
    def escalation(self) -> Escalation:
        """What happens to a signal that nobody claims, from the one file that says it."""
        return next(one.playbook.escalation for one in self.all if one.playbook.escalation)

    @property
    def investigation(self) -> Investigation | None:
        """How long people may look into it before they decide whether the company is aware; None where no file says."""
        return next((one.playbook.investigation for one in self.all if one.playbook.investigation), None)

    @property
    def growth(self) -> Growth:
        """When a dismissed signal is raised again."""
        return next((one.playbook.growth for one in self.all if one.playbook.growth), Growth())

    @cached_property
    def customers(self) -> tuple[Customer, ...]:
        """Those for whom the company processes data, from every file."""
        return tuple(one for regime in self.all for one in regime.playbook.customers)

    def customer(self, name: str) -> Customer | None:
        """The customer of that name, whatever its case."""
        return next((one for one in self.customers if one.name.casefold() == name.casefold()), None)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules of all regimes."""
        return tuple(rule for regime in self.all for rule in regime.playbook.rules)


def in_order(regimes: Iterable[Regime]) -> Regimes:
    """The regimes with the one that leads first, and the packs; the order of the others stays."""
    found = sorted(regimes, key=lambda one: not _files(one.playbook))
    packs = tuple(one for one in found if one.playbook.criteria)
    return Regimes(tuple(one for one in found if not one.playbook.criteria), packs)


def _files(playbook: Playbook) -> bool:
    return any(one.met_by is Kind.FILING for one in playbook.obligations)
