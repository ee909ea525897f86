"""Alembic migrations of a library's database, oldest first in ``versions``."""
