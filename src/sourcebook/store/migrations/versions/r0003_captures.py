"""Captures, and by which files an entry is found."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "captures",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_captures"),
    )
    for column in ("digest", "address"):
        op.create_index(f"ix_captures_{column}", "captures", [column])
    files = op.create_table(
        "entry_files",
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", "digest", name="pk_entry_files"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_entry_files_digest", "entry_files", ["digest"])
    entries = sa.table("entries", sa.column("id", sa.Text), sa.column("body", sa.Text))
    held = sa.select(entries).where(entries.c.body.contains('"sha-256"'))
    rows = [
        {"entry": id, "digest": digest}
        for id, body in op.get_bind().execute(held)
        for digest in dict.fromkeys(
            json.loads(body)["identifiers"].get("sha-256", "").lower().replace(",", " ").split()
        )
    ]
    if rows:
        op.bulk_insert(files, rows)
