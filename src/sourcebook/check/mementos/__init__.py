"""Find somebody else's captures of addresses that don't work any more, and choose those in which an
entry's words stand."""

from sourcebook.check.mementos.accepting import apply_memento as apply_memento
from sourcebook.check.mementos.running import Run as Run
from sourcebook.check.mementos.searching import Outcome as Outcome
from sourcebook.check.mementos.searching import Search as Search
