"""Bring an older database to the newest schema with Alembic, on record. I/O."""

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from sourcebook.store.schema import REVISIONS, changes


def run(connection: sa.Connection, to: str = REVISIONS[-1]) -> None:
    """Migrate within the caller's transaction and write a change that says so."""
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext

    before = MigrationContext.configure(connection).get_current_revision()
    config = Config()
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    if before is None:
        return
    last = connection.execute(sa.select(sa.func.max(changes.c.number))).scalar() or 0
    connection.execute(
        sa.insert(changes).values(
            number=last + 1,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            who="sourcebook",
            what=f"migrate the schema from {before} to {to}",
            why="the library was opened by a newer Sourcebook",
        )
    )
