"""Alembic's way in: the migrations run on the connection they are handed, inside its transaction."""

from alembic import context

from trainer.history.tables import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
context.run_migrations()
