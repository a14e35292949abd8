"""Run by Alembic within ``storage.schema``: the connection and its transaction are given from there."""

from alembic import context

context.run_migrations()
