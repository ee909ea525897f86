"""Invented pages and entries for tests of mementos."""

from collections.abc import Iterable, Iterator
from typing import Self

from sourcebook.read import Job, read
from sourcebook.records import Address, Date, Entry, Excerpt, Text

URL = "http://news.example/story/1"
QUOTE = "Recruiters promised forty women work in a bakery and took their passports at the border."
OTHER = "The court in the port town heard the case for nine days and sent two men to prison."
FILLER = "The article goes on to tell of the harbour, its boats and the people who live beside it. "


def page(*paragraphs: str, title: str = "Bread and passports in a port town") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in (FILLER, *paragraphs, FILLER * 4))
    head = f"<head><meta charset='utf-8'><title>{title}</title></head>"
    return f"<html>{head}<body><h1>{title}</h1>{body}</body></html>".encode()


def entry(*quotes: str, accessed: str = "2008-12-01", id: str = "bread", url: str = URL) -> Entry:
    return Entry(
        id=id,
        title="Bread and passports in a port town",
        excerpts=tuple(
            Excerpt(id=f"{n}", paragraphs=(quote,)) for n, quote in enumerate(quotes, start=1)
        ),
        addresses=(Address(url=url, accessed=(Date(edtf=accessed),), standing="gone"),),
    )


class Here:
    """Reads in this process: starting others takes seconds."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, job: Job) -> Text:
        return read(job.data, url=job.url)

    def read_all(self, jobs: Iterable[Job]) -> Iterator[Text]:
        return map(self.read, jobs)

    def look(self, _: object) -> list[object]:
        return []
