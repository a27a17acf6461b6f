"""`breachbot master-key`."""

from __future__ import annotations


def master_key() -> None:
    """Print a new master key for BREACHBOT_MASTER_KEY. Keep a copy apart from the backups of the database."""
    from breachbot.store.keys import new_master_key

    print(new_master_key())
