"""The log as the commands of the register open it, and what they say where it is not whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from breachbot.errors import Refused
from breachbot.visible import visible

if TYPE_CHECKING:
    from breachbot.incident.policy import Policy
    from breachbot.incident.state import Incident
    from breachbot.settings import Settings
    from breachbot.store.store import DatabaseStore
    from breachbot.usecases.ports.store import Store, Transaction


@contextmanager
def opened() -> Iterator[tuple[DatabaseStore, Policy]]:
    """The database and what this company goes by, without writing anything."""
    from breachbot.policy import build_policy
    from breachbot.settings import load
    from breachbot.store.open import open_to_read

    settings = load()
    policy = build_policy(settings)
    with open_to_read(settings) as store:
        yield store, policy


def read_incident(settings: Settings, incident_id: str) -> Incident:
    """One incident from its events. Raises Refused if there is none of that id."""
    from breachbot.store.open import open_to_read

    with open_to_read(settings) as store:
        return incident_in(store, incident_id)


def incident_in(store: Store, incident_id: str) -> Incident:
    """The same from a store that is open."""
    from breachbot.incident.state import replay

    found = store.read(lambda tx: replay(incident_id, tx.events(incident_id)))
    if found.opened is None:
        raise Refused(
            f"There is no incident {incident_id}; `breachbot register list` shows those that there are."
        )
    return found


def no_entry(entry: str) -> typer.Exit:
    """Say that there is no such entry; gives what to raise."""
    print(f"breachbot: there is no entry {visible(entry)} in the register.", file=sys.stderr)
    return typer.Exit(2)


def fault_in(tx: Transaction, streams: list[str]) -> str | None:
    """What is wrong with the log of these entries, if anything."""
    from breachbot.usecases.register import fault

    return fault(tx, streams)


def warn(wrong: str | None) -> None:
    """A line if the log is broken. Silence is no proof: a page is checked alone, `verify` checks the whole log."""
    if wrong:
        print(
            f"breachbot: warning: the log is not whole: {wrong}. Run `breachbot register verify`.",
            file=sys.stderr,
        )
