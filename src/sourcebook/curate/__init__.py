"""Bind excerpts to the passages they were taken from, and say their standing.

``find(of_excerpt(excerpt), Source(text))`` gives a ``Match``: its ``standing``, ``anchor`` and
``likeness``; ``segments(match)`` how quote and passage differ.
"""

from sourcebook.curate.anchoring import bind, find
from sourcebook.curate.annotation import annotation
from sourcebook.curate.match import Match
from sourcebook.curate.quote import Quote, of_excerpt, of_words
from sourcebook.curate.segments import Segment, in_words, segments
from sourcebook.curate.source import Source

__all__ = [
    "Match",
    "Quote",
    "Segment",
    "Source",
    "annotation",
    "bind",
    "find",
    "in_words",
    "of_excerpt",
    "of_words",
    "segments",
]
