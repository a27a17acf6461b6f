"""Alembic's entry: runs the migrations in the transaction that `breachbot.store.migrate` opened and locked."""

from __future__ import annotations

from alembic import context

from breachbot.store.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    compare_type=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
