"""Check addresses: look at what answers, and judge from what it says."""

from sourcebook.check.links.cues import (
    Expected,
    doubtful,
    expected_of,
    leads_to_front,
    signs,
    soft_gone,
)
from sourcebook.check.links.looking import Look, look
from sourcebook.check.links.nonsense import Nonsense, likeness, nonsense_of

__all__ = [
    "Expected",
    "Look",
    "Nonsense",
    "doubtful",
    "expected_of",
    "leads_to_front",
    "likeness",
    "look",
    "nonsense_of",
    "signs",
    "soft_gone",
]
