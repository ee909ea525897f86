"""Keep a library's records: one schema, every change with its history, in one transaction.

from sourcebook.store import Store

with Store.open(folder / "library.db") as store, store.snapshot():
    for entry in store.entries(theme="human-trafficking", year=2005): ...
"""

from sourcebook.store.history import Change
from sourcebook.store.keeping import Store
from sourcebook.store.nouns import NOUNS, Imported, Kept, Source, check_id, noun_of
from sourcebook.store.reading import By, Place
from sourcebook.store.writing import Item

__all__ = [
    "NOUNS",
    "By",
    "Change",
    "Imported",
    "Item",
    "Kept",
    "Place",
    "Source",
    "Store",
    "check_id",
    "noun_of",
]
