"""Run by Alembic within ``storage.schema``, in a transaction that is begun and ended there: nothing is committed here."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
