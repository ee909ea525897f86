"""Passages that come again: reissued from year to year, syndicated, copied; and how they changed."""

from sourcebook.understand.duplicates.changes import Change, changes
from sourcebook.understand.duplicates.copying import Copied, copied
from sourcebook.understand.duplicates.grouping import Group, Member, reissues
from sourcebook.understand.duplicates.passages import Passage, passages_in

__all__ = [
    "Change",
    "Copied",
    "Group",
    "Member",
    "Passage",
    "changes",
    "copied",
    "passages_in",
    "reissues",
]
