"""Check addresses: look at what answers, and judge from what it says."""

from sourcebook.check.links.cues import doubtful, signs, soft_gone
from sourcebook.check.links.known import Expected, expected_of
from sourcebook.check.links.looking import Look, look
from sourcebook.check.links.nonsense import Nonsense, likeness, nonsense_of
from sourcebook.check.links.where import leads_to_front, other_site

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
    "other_site",
    "signs",
    "soft_gone",
]
