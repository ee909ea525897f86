"""Claims: what entries were understood to say, and what was decided of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("entry", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
    )
    op.create_index("ix_claims_entry", "claims", ["entry"])
    op.create_index("ix_claims_decision", "claims", ["decision", "kind", "rule"])
    op.create_table(
        "claim_countries",
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("country", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("claim", "country", name="pk_claim_countries"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_claim_countries_country", "claim_countries", ["country"])
