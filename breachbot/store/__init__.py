"""The database: one store on SQLite or PostgreSQL, and the readers of data files.

In: functions that use a transaction (`usecases.ports.store`), and deliveries to seal. Out: frozen values; a write
is answered once it is on disk. Forbidden: deciding anything, and readable text of a person in any column outside the
sealed bodies. Alembic is imported by `migrate` alone, never by the running server.
"""
