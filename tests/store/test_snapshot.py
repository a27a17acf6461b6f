"""Every read is of one moment, however it was opened: rows and head agree although a writer commits in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from pydantic import SecretStr

from breachbot.errors import NotReady
from breachbot.register.chain import Verification, verify
from breachbot.settings import Settings
from breachbot.store.log import PORTION
from breachbot.store.open import open_beside, open_to_read
from breachbot.store.store import DatabaseStore
from breachbot.usecases.ports.store import Transaction
from tests.conftest import Database
from tests.store.samples import SIG, claimed


def settings_of(database: Database) -> Settings:
    key = SecretStr(database.master_key) if database.master_key else None
    return Settings(data_dir=database.data_dir, database_url=SecretStr(database.url), master_key=key)


@contextmanager
def the_server(settings: Settings) -> Iterator[None]:
    """The reads of the process that writes, for which the test's own store stands."""
    yield None


Opened = Callable[[Settings], AbstractContextManager[DatabaseStore | None]]


@pytest.mark.parametrize("opened", [open_to_read, open_beside, the_server])
def test_a_writer_that_commits_between_two_portions_does_not_break_the_chain(
    database: Database, store: DatabaseStore, opened: Opened
) -> None:
    store.write(lambda tx: tx.append(SIG, 0, [claimed()] * (PORTION + 1)))

    def read_while_another_writes(tx: Transaction) -> Verification:
        rows = tx.chain_rows()
        first = next(rows)
        store.write(lambda other: other.append(SIG, PORTION + 1, [claimed()]))
        return verify([first, *rows], tx.chain_head())

    with opened(settings_of(database)) as other:
        proof = (other or store).read(read_while_another_writes)
    assert (proof.ok, proof.rows) == (True, PORTION + 1), proof.why


@pytest.mark.parametrize("opened", [open_to_read, open_beside])
def test_what_only_reads_cannot_write(database: Database, store: DatabaseStore, opened: Opened) -> None:
    with opened(settings_of(database)) as other:
        assert other is not None
        with pytest.raises(NotReady):
            other.read(lambda tx: tx.first_time("a click"))
