"""The search index in a library's ``index/search/``: opened, read, written; made anew where it is
broken, of another version, or gone. I/O.

Two tantivy indexes lie side by side: ``entries``, whose documents hold all words of an entry, and
``passages``. Each keeps in a document of its own, written with the same commit, which state of the
library it shows, so that a process killed between the two loses nothing.
"""

import shutil
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from sourcebook import __version__
from sourcebook.errors import SourcebookError
from sourcebook.search.documents import FACET_FIELDS, Document

FOLDER = Path("index") / "search"
FORM = f"4 {__version__}"  # the first part is raised when fields or terms change
_SMALL, _LARGE = (
    20_000_000,
    120_000_000,
)  # bytes a writer may hold before it writes; tantivy wants 15 MB
_WAIT = 5.0  # seconds to wait for another process that writes
PARTS = ("entries", "passages")
WORDS = ("title", "author", "publishers", "in_series", "quote", "text")


class Busy(Exception):
    """Another process writes the index."""


class Held(Struct, frozen=True):
    """Which state of the library an index shows (``Store.mark``), and in which form."""

    mark: str = ""
    form: str = ""


def _schemas() -> dict[str, Any]:
    import tantivy

    entries = tantivy.SchemaBuilder()
    entries.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for field in WORDS:
        entries.add_text_field(field, tokenizer_name="whitespace", index_option="position")
    for field in ("names", "title_names"):
        entries.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    entries.add_text_field("word", tokenizer_name="whitespace", index_option="basic")
    for field in FACET_FIELDS:
        entries.add_text_field(field, tokenizer_name="raw", index_option="basic", fast=True)
    entries.add_text_field("pending", tokenizer_name="raw", index_option="basic")
    for field in ("date", "alphabet", "owner"):
        entries.add_unsigned_field(field, indexed=True, fast=True)
    entries.add_bytes_field("shown", stored=True)
    passages = tantivy.SchemaBuilder()
    for field in ("entry", "kind"):  # a number can't be deleted by (measured: nothing goes)
        passages.add_text_field(field, tokenizer_name="raw", index_option="basic")
    passages.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    passages.add_text_field("names", tokenizer_name="whitespace", index_option="freq")
    passages.add_unsigned_field("owner", indexed=True, fast=True)
    passages.add_unsigned_field("same", fast=True)
    passages.add_bytes_field("shown", stored=True)
    return {"entries": entries.build(), "passages": passages.build()}


class Part:
    """One of the two indexes. ``key`` is the field of its documents' id."""

    def __init__(self, index: Any, key: str) -> None:
        self.index = index
        self.key = key
        self.schema = index.schema
        self.searcher = index.searcher()

    def reload(self) -> None:
        """See what was committed since."""
        self.index.reload()
        self.searcher = self.index.searcher()

    def held(self) -> Held:
        """Which state it shows; an empty one where it was never written."""
        import tantivy

        found = self.searcher.search(
            tantivy.Query.term_query(self.schema, self.key, "\x00"), 1
        ).hits
        if not found:
            return Held()
        return msgspec.json.decode(self.searcher.doc(found[0][1])["shown"][0], type=Held)


class Index:
    """Both indexes, open. ``writable`` is false for one in a folder that may only be read, or that
    stands in memory for one that can't be opened there."""

    def __init__(self, parts: dict[str, Part], folder: Path | None) -> None:
        self.entries = parts["entries"]
        self.passages = parts["passages"]
        self.folder = folder
        self.aside: tempfile.TemporaryDirectory[str] | None = None

    @classmethod
    def open(cls, folder: Path) -> "Index":
        """The index in a folder; an empty one where there is none, where it is broken or of another
        form. In memory where the folder can't be written and holds none that can be read."""
        try:
            made = cls(_opened(folder), folder)
            if all(part.held().form in ("", FORM) for part in made.parts):
                return made
        except BaseException as fault:  # a panic of tantivy's is no Exception
            only_faults(fault)
        return cls.anew(folder)

    @classmethod
    def anew(cls, folder: Path) -> "Index":
        """An empty index in the place of what is there."""
        try:
            for part in PARTS:
                shutil.rmtree(folder / part, ignore_errors=True)
            return cls(_opened(folder), folder)
        except BaseException as fault:
            only_faults(fault)
            return cls.in_memory()

    @classmethod
    def mirrored(cls, folder: Path) -> "Index":
        """The index of a folder that may only be read: tantivy wants to lock even to read, so links
        to its files stand in a folder of their own that ends with this process, and what changed is
        written there. In memory, empty, where there is none that can be read."""
        aside = tempfile.TemporaryDirectory(prefix="sourcebook-index-")
        try:
            for part in PARTS:
                place = Path(aside.name) / part
                place.mkdir()
                for file in (folder / part).iterdir():
                    if not file.name.endswith(".lock"):
                        place.joinpath(file.name).symlink_to(file.resolve())
            made = cls(_opened(Path(aside.name)), folder)
            made.aside = aside
            if all(part.held().form == FORM for part in made.parts):
                return made
        except BaseException as fault:
            only_faults(fault)
        return cls.in_memory()

    @classmethod
    def in_memory(cls) -> "Index":
        """An empty index that ends with this process."""
        return cls(_opened(None), None)

    @property
    def parts(self) -> tuple[Part, Part]:
        """Entries and passages."""
        return self.entries, self.passages

    def mark(self) -> str:
        """The state of the library that both show; "" where they differ or were never written."""
        marks = {part.held().mark for part in self.parts}
        return marks.pop() if len(marks) == 1 else ""

    def reload(self) -> None:
        """See what was committed since, by this process or another."""
        for part in self.parts:
            part.reload()

    def writer(self, *, bulk: bool) -> "Writer":
        """Who writes both; Busy where another process does and doesn't end soon."""
        began = time.monotonic()
        size = _LARGE if bulk else _SMALL
        while True:
            writers: list[Any] = []
            try:
                for part in self.parts:
                    writers.append(part.index.writer(size, 1))
                return Writer(self, writers)
            except ValueError as fault:  # LockBusy; anything else is a fault of the folder
                del writers
                if "lock" not in str(fault).lower() or time.monotonic() - began > _WAIT:
                    raise Busy(str(fault)) from fault
            time.sleep(0.05)


class Writer:
    """Writes entries with their passages; nothing is seen before ``commit``. A context manager."""

    def __init__(self, index: Index, writers: Sequence[Any]) -> None:
        self._index = index
        self._entries, self._passages = writers

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for writer in (self._entries, self._passages):
            if kind is not None:
                writer.rollback()
        # the locks go with the writers
        del self._entries, self._passages

    def clear(self) -> None:
        """Take everything out."""
        self._entries.delete_all_documents()
        self._passages.delete_all_documents()

    def drop(self, ids: Iterable[str]) -> None:
        """Take entries out, with their passages."""
        for id in ids:
            self._entries.delete_documents_by_term("id", id)
            self._passages.delete_documents_by_term("entry", id)

    def add(self, entry: Document, passages: Iterable[Document]) -> None:
        """Add an entry that isn't there, with its passages."""
        import tantivy

        make = tantivy.Document.from_dict
        schema = self._index.passages.schema
        for passage in passages:
            self._passages.add_document(make(passage, schema))
        self._entries.add_document(make(entry, self._index.entries.schema))

    def commit(self, mark: str) -> None:
        """Keep it, as what the library's state ``mark`` looks like. Both at once: each waits for the
        disk, and which is first doesn't matter."""
        import tantivy

        held = msgspec.json.encode(Held(mark=mark, form=FORM))

        def keep(writer: Any, part: Part) -> None:
            writer.delete_documents_by_term(part.key, "\x00")
            note = {part.key: "\x00", "shown": held}
            writer.add_document(tantivy.Document.from_dict(note, part.schema))
            writer.commit()

        with ThreadPoolExecutor(1) as other:
            passages = other.submit(keep, self._passages, self._index.passages)
            keep(self._entries, self._index.entries)
            passages.result()
        self._index.reload()

    def settle(self) -> None:
        """Wait until pieces are merged; the writer is done with then."""
        for writer in (self._entries, self._passages):
            writer.wait_merging_threads()


def _opened(folder: Path | None) -> dict[str, Part]:
    import tantivy

    made = {}
    for name, schema in _schemas().items():
        if folder is None:
            index = tantivy.Index(schema)
        else:
            path = folder / name
            if tantivy.Index.exists(str(path)) if path.is_dir() else False:
                index = tantivy.Index.open(str(path))
            else:
                path.mkdir(parents=True, exist_ok=True)
                index = tantivy.Index(schema, str(path))
        made[name] = Part(index, "id" if name == "entries" else "entry")
    return made


def only_faults(fault: BaseException) -> None:
    """Let through what isn't a fault of the index: an interrupt, an exit, a fault of the library."""
    if isinstance(fault, (KeyboardInterrupt, SystemExit, GeneratorExit, SourcebookError)):
        raise fault
