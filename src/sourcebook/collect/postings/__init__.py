"""Posting pages: hand-made country, aspect, age and teacher pages, in any form, into drafts."""

from sourcebook.collect.postings.reading import looks_like, read

__all__ = ["looks_like", "read"]
