"""Which schema a database has, found out without Alembic, whose import costs the server a second.

A test holds REVISIONS against the migration scripts.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Engine, inspect, text

from breachbot.errors import NotReady, Outdated

REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
)
"""Every migration, oldest first."""

HEAD = REVISIONS[-1]
"""The schema that this version of breachbot works with."""

SchemaState = Literal["empty", "older", "current", "newer"]


def schema_state(engine: Engine) -> SchemaState:
    """How the schema of the database compares with HEAD. A revision that is not known here is newer."""
    if not inspect(engine).has_table("alembic_version"):
        return "empty"
    with engine.connect() as conn:
        revision = conn.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if revision is None:
        return "empty"
    if revision == HEAD:
        return "current"
    return "older" if revision in REVISIONS else "newer"


def require_current(engine: Engine) -> None:
    """Raises NotReady, with the command to run, unless the schema is the one that this version works with."""
    state = schema_state(engine)
    if state == "empty":
        raise NotReady("The database has no tables yet: run `breachbot migrate`.")
    if state == "older":
        raise NotReady("The database has an older schema: make a backup, then run `breachbot migrate`.")
    if state == "newer":
        raise Outdated("The database was migrated by a newer breachbot: install that version or a later one.")
