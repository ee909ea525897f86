"""Records, what they are found by, and the history of every change."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entries",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("year", sa.Integer),
        sa.Column("publisher", sa.Text, nullable=False),
        sa.Column("publisher_key", sa.Text, nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("titled", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_entries"),
    )
    for column in ("year", "publisher_key", "series", "titled"):
        op.create_index(f"ix_entries_{column}", "entries", [column])
    op.create_table(
        "pages",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("theme", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("aspect", sa.Text),
        sa.Column("age", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_pages"),
    )
    for column in ("theme", "country"):
        op.create_index(f"ix_pages_{column}", "pages", [column])
    for noun in ("series", "tombstones"):
        op.create_table(
            noun,
            sa.Column("id", sa.Text, nullable=False),
            sa.Column("body", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("id", name=f"pk_{noun}"),
        )
    op.create_table(
        "entry_addresses",
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", "key", name="pk_entry_addresses"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_addresses_key", "entry_addresses", ["key"])
    op.create_table(
        "entry_subjects",
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", "kind", "value", name="pk_entry_subjects"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_subjects_value", "entry_subjects", ["kind", "value"])
    op.create_table(
        "placements",
        sa.Column("page", sa.Text, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("page", "place", name="pk_placements"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_placements_entry", "placements", ["entry"])
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("number", name="pk_changes"),
    )
    op.create_table(
        "change_items",
        sa.Column("noun", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("change", sa.Integer, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("after", sa.Text),
        sa.PrimaryKeyConstraint("noun", "id", "change", name="pk_change_items"),
        sa.ForeignKeyConstraint(
            ["change"], ["changes.number"], name="fk_change_items_change_changes"
        ),
    )
    op.create_index("ix_change_items_change", "change_items", ["change"])
