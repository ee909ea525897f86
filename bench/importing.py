"""Measure importing: postings a second from files to committed records, beside bare HTML parsing.

python bench/importing.py [PAGES]      # 200 invented pages of 50 postings, as text and as HTML
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path

from sourcebook.collect.draft import Draft
from sourcebook.collect.postings import read
from sourcebook.library import Library
from sourcebook.values.places import countries

PER_PAGE = 50
WORDS = [
    "harbour",
    "council",
    "shelter",
    "season",
    "orchard",
    "contract",
    "recruiter",
    "office",
    "border",
    "herders",
    "market",
    "station",
    "report",
    "region",
    "workers",
    "permit",
    "inspectors",
    "families",
    "schools",
    "court",
    "police",
    "mission",
]
MONTHS = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]


def sentence(chance: random.Random, length: int) -> str:
    words = [chance.choice(WORDS) for _ in range(length)]
    return " ".join(words).capitalize() + "."


def posting(chance: random.Random, country: str, number: int) -> Iterator[str]:
    """The lines of one posting, in one of the ways such pages write them."""
    host = f"www.{chance.choice(WORDS)}-{chance.randrange(400)}.example"
    year = chance.randrange(1999, 2024)
    yield f"{sentence(chance, 6).title()[:-1]} In {country} {number}"
    day, month = chance.randrange(1, 29), chance.choice(MONTHS)
    yield f"{chance.choice(WORDS).title()} Daily News, {day} {month} {year}"
    for _ in range(chance.choice((1, 1, 2))):
        yield f"{host}/{year}/{chance.choice(WORDS)}/{number}.html"
        yield f"[accessed {chance.randrange(1, 29)} June {year + chance.randrange(1, 9)}]"
    for part in range(chance.choice((1, 2, 3))):
        page = f"[page {chance.randrange(1, 200)}]  " if chance.random() < 0.3 else ""
        head = f"{sentence(chance, 3)[:-1].upper()} - " if part or chance.random() < 0.5 else ""
        yield page + head + " ".join(sentence(chance, 18) for _ in range(4))


def pages(count: int) -> Iterator[tuple[str, list[str]]]:
    """(file name, lines) of invented country pages."""
    chance = random.Random(20261123)
    names = [country.names["en"] for country in countries().values()]
    for number in range(count):
        country = names[number % len(names)]
        lines = [
            "Human Trafficking & Modern-day Slavery",
            f"library.example/humantrafficking/{country.replace(' ', '')}.htm",
            country,
            f"{sentence(chance, 40)} [An Almanac, 2011]",
            f"CAUTION:  {sentence(chance, 30)}",
            "*** ARCHIVES ***",
        ]
        for place in range(PER_PAGE):
            lines += posting(chance, country, number * PER_PAGE + place)
        yield f"{country}-{number}", lines


def as_text(lines: list[str]) -> bytes:
    return "\n\n".join(lines).encode()


def as_html(lines: list[str]) -> bytes:
    """As a word processor saves it: a paragraph with class and span a line."""
    body = "\n".join(
        f"<p class=MsoNormal style='margin-bottom:0in'><span lang=EN-US style='font-size:12.0pt;"
        f'font-family:"Arial","sans-serif"\'>{escape(line)}<o:p></o:p></span></p>'
        for line in lines
    )
    return f"<html><head><title>x</title></head><body lang=EN-US>{body}</body></html>".encode()


def bare(files: list[tuple[str, bytes]]) -> list[str]:
    """The peer: only parse the HTML and take its text out, with the fastest parser we know."""
    from selectolax.lexbor import LexborHTMLParser

    return [LexborHTMLParser(data).text(separator="\n") for _, data in files]


def seconds(work: Callable[[], object]) -> float:
    """The CPU seconds that this process spends on the work."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def read_all(files: list[tuple[str, bytes]]) -> list[Draft]:
    return [read(data, name=name) for name, data in files]


def keep_all(drafts: list[Draft]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.create(Path(folder) / "lib", title="Bench") as library,
    ):
        library.apply(library.plan_import(drafts), who="bench")


def section(count: int) -> str:
    """The measurement as a Markdown section."""
    made = list(pages(count))
    total = count * PER_PAGE
    rows, ratio = [], ""
    for kind, shape in (("plain text", as_text), ("word-processor HTML", as_html)):
        files = [(name, shape(lines)) for name, lines in made]
        size = sum(len(data) for _, data in files) / 1e6
        drafts: list[Draft] = []
        reading = seconds(partial(lambda into, some: into.extend(read_all(some)), drafts, files))
        found = sum(len(draft.entries) for draft in drafts)
        keeping = seconds(partial(keep_all, drafts))
        rows.append(
            f"| {kind}, {size:.1f} MB | {found:,} of {total:,} | {found / reading:,.0f} | "
            f"{found / keeping:,.0f} | {found / (reading + keeping):,.0f} |"
        )
        if shape is as_html:
            parse = seconds(partial(bare, files)) / reading
            ratio = f"Bare parsing of the same HTML (lexbor) takes {parse:.0%} of our reading time."
    head = (
        "| input | postings found | read a CPU-second | merged and committed | both |\n"
        "|---|---|---|---|---|"
    )
    return "\n".join(["## Import", "", head, *rows, "", ratio, ""])


def main() -> None:
    print(section(int(sys.argv[1]) if len(sys.argv) > 1 else 200))


if __name__ == "__main__":
    main()
