"""`breachbot master-key`."""

from __future__ import annotations


def master_key() -> None:
    """Print a new master key for BREACHBOT_MASTER_KEY. Keep a copy apart from the backups of the database."""
    import base64
    import secrets

    # The id lets a later key take over while records under this one can still be read.
    print(f"{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(32)).decode('ascii')}")
