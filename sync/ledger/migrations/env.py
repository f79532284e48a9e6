"""What Alembic runs: the steps, on the connection that the ledger has opened."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from sync.ledger.tables import Base


def migrate(connection: Connection) -> None:
    """Run the steps in one transaction; SQLite makes a changed table anew."""
    batch = connection.dialect.name == "sqlite"
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=batch)
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
