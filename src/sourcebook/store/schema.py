"""Hold the database schema: one table per noun, narrow tables to find by, and the history."""

from typing import Any

import sqlalchemy as sa

REVISIONS = ("0001", "0002", "0003", "0004", "0005")  # of migrations/versions, oldest first
NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
# Rows that are all key: SQLite keeps them once, in the key's order. Other databases ignore it.
NARROW: dict[str, Any] = {"sqlite_with_rowid": False}
metadata = sa.MetaData(naming_convention=NAMING)


def _text(name: str, *, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, index=index)


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text, primary_key=True)


# ``body`` is the record as codec writes it, and the truth; every other column is derived from it.
entries = sa.Table(
    "entries",
    metadata,
    _id(),
    _text("body"),
    sa.Column("year", sa.Integer, index=True),
    _text("publisher"),
    _text("publisher_key", index=True),  # see keys.fold
    _text("series", index=True),
    sa.Column("titled", sa.Text, index=True),  # title and date folded; null without a date
)
pages = sa.Table(
    "pages",
    metadata,
    _id(),
    _text("body"),
    _text("theme", index=True),
    sa.Column("country", sa.Text, index=True),
    sa.Column("aspect", sa.Text),
    sa.Column("age", sa.Text),
)
series = sa.Table("series", metadata, _id(), _text("body"))
tombstones = sa.Table("tombstones", metadata, _id(), _text("body"))
imports = sa.Table("imports", metadata, _id(), _text("body"))
captures = sa.Table(
    "captures",
    metadata,
    _id(),
    _text("body"),
    _text("digest", index=True),
    sa.Column("address", sa.Text, index=True),  # see keys.address_keys; null for an added file
)
checks = sa.Table(  # what each check of an address found; none is ever changed
    "checks",
    metadata,
    _id(),
    _text("body"),
    _text("address"),  # see keys.key_of
    sa.Index("ix_checks_address", "address", "id"),
)
suggestions = sa.Table(
    "suggestions",
    metadata,
    _id(),
    _text("body"),
    _text("entry", index=True),
    _text("decision", index=True),  # open, accepted, declined
)
claims = sa.Table(
    "claims",
    metadata,
    _id(),
    _text("body"),
    _text("entry", index=True),
    _text("kind"),  # role, route, aspect, figure, rating
    _text("decision"),  # open, accepted, declined
    _text("rule"),
    sa.Column("confidence", sa.Float, nullable=False),
    sa.Index("ix_claims_decision", "decision", "kind", "rule"),
)

claim_countries = sa.Table(  # the countries a claim speaks of
    "claim_countries",
    metadata,
    sa.Column("claim", sa.Text, primary_key=True),
    sa.Column("country", sa.Text, primary_key=True, index=True),
    **NARROW,
)
entry_addresses = sa.Table(
    "entry_addresses",
    metadata,
    sa.Column("entry", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, primary_key=True, index=True),  # see keys.address_keys
    **NARROW,
)
entry_subjects = sa.Table(  # what an entry or its excerpts are about
    "entry_subjects",
    metadata,
    sa.Column("entry", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),  # country, aspect, age
    sa.Column("value", sa.Text, primary_key=True),
    sa.Index("ix_entry_subjects_value", "kind", "value"),
    **NARROW,
)
entry_files = sa.Table(  # digests of the files an entry is said to be (identifier sha-256)
    "entry_files",
    metadata,
    sa.Column("entry", sa.Text, primary_key=True),
    sa.Column("digest", sa.Text, primary_key=True, index=True),
    **NARROW,
)
placements = sa.Table(
    "placements",
    metadata,
    sa.Column("page", sa.Text, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),  # counted through the page from 0
    _text("section"),
    _text("entry", index=True),
    **NARROW,
)

changes = sa.Table(
    "changes",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    _text("at"),  # ISO 8601, UTC
    _text("who"),
    _text("what"),
    _text("why"),
    sa.Column("undoes", sa.Integer),
)
change_items = sa.Table(
    "change_items",
    metadata,
    sa.Column("noun", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("change", sa.Integer, sa.ForeignKey("changes.number"), primary_key=True, index=True),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
)

BY_NOUN = {
    "entries": entries,
    "pages": pages,
    "series": series,
    "tombstones": tombstones,
    "imports": imports,
    "captures": captures,
    "checks": checks,
    "suggestions": suggestions,
    "claims": claims,
}
