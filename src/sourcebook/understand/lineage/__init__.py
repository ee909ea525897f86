"""Where a figure comes from, and where sources contradict each other."""

from sourcebook.understand.lineage.chains import Chain, Link, lineage
from sourcebook.understand.lineage.contradictions import Contradiction, contradictions

__all__ = ["Chain", "Contradiction", "Link", "contradictions", "lineage"]
