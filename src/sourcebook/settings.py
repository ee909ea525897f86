"""What a person sets for a library in ``library.toml``, and reading and writing it. I/O."""

import json
import re
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from sourcebook.errors import Missing, NoRoom, Unreadable

FILE = "library.toml"
MOST = 1_000_000  # that a number may be
LANGUAGES = ("en", "ru", "kk")  # in which themes, aspects and countries have names

UNREVIEWED = ("hidden", "marked")  # whether the site shows proposals that nobody decided about
PROOFS = ("page", "passage")  # how much of a source is shown beside a quote

ARCHIVES = (  # the Wayback Machine by its four ways, and an aggregator that asks some 25 archives
    "timegate https://web.archive.org/web/",
    "timemap https://web.archive.org/web/timemap/link/",
    "cdx https://web.archive.org/cdx/search/cdx https://web.archive.org/web/",
    "availability https://archive.org/wayback/available",
    "timegate http://timetravel.mementoweb.org/timegate/",
    "timemap http://timetravel.mementoweb.org/timemap/link/",
)
_ADDRESS = r"https?://[^\s/]\S*"
_ARCHIVE = re.compile(
    rf"(?:(?:timegate|timemap|availability) {_ADDRESS}|cdx {_ADDRESS} {_ADDRESS})"
)

# (field, what the file says of it); "" is written as a line to uncomment
_TOLD = {
    "title": "What the library is called, on every page.",
    "curator": "Who keeps it: named in the log and in citations of its pages.",
    "contact": "How readers reach you: a mail address, or the address of a page.",
    "base": "Where the site is published, for example https://example.org/sourcebook/\n"
    "Without it the site works too, but citations and the sitemap have no public address.",
    "language": "The language of your pages, in which themes, aspects and countries are named: en, ru or kk.\n"
    "The words of the menus and labels are English in each.",
    "style": "How citations look at first: apa, mla, chicago, harvard, gost, or a CSL file.",
    "exit_to": "Where the quick exit leads: a dull, common page that needs no explaining.",
    "proofs": "How much of a source the site shows beside a quote: page (the page it stands on, or\n"
    "the text of a web page), or passage (only the paragraphs that are quoted).",
    "unreviewed": "Whether the site shows what a program understood and nobody decided yet: hidden, or marked\n"
    "(shown as “proposed by a program, not reviewed”). Of captured texts that shows words which\n"
    "nobody has looked over for names of those who were harmed.",
    "themes": "The themes shown, in this order: human-trafficking, csec, street-children,\n"
    "torture, poverty. Leave it empty for those that have pages.",
    "database": "The database's file in this folder.",
    "capture_contact": "How a site's keeper reaches you about our visits: a mail address or page, told\n"
    "to every site that is captured. Without it, the contact above is told.",
    "capture_delay": "Seconds between two requests to one site; a site that asks for more gets it.",
    "capture_largest": "MB that one answer may have, as sent and unpacked.",
    "capture_patience": "Seconds that one answer may take.",
    "capture_again": "Days after which `sourcebook capture --due` captures an address again.",
    "check_again": "Days after which `sourcebook check links` asks an address again that was fine.",
    "check_at_once": "How many sites `sourcebook check links` asks at the same time.",
    "archives": "Web archives that `sourcebook mementos` asks for copies, in this order. Each is a way of asking\n"
    "and an address: timegate and timemap (RFC 7089; the page's address is put behind it),\n"
    "cdx (the index server, and behind it the address that copies are shown under), availability.",
    "submit_to": "Where `sourcebook submit` asks for a copy to be made, for example https://web.archive.org/save/\n"
    "(the page's address is put behind it). Without it, nothing is ever submitted.",
    "search_engine": "An engine that `sourcebook repair` asks for the titles of what is gone: its address with\n"
    "{query} where the words go, for example https://search.example.org/?q={query}\n"
    "Without it, only publishers' own sites are asked.",
    "doi_resolver": "Where DOIs are resolved (their address is put behind it).",
    "handle_resolver": "Where handles are resolved.",
    "timestamp_authority": "Who confirms when captures were sealed (RFC 3161): the address of a time-stamp\n"
    "authority. Without it, seals prove order but not time. Needs: pip install 'sourcebook[timestamps]'",
    "timestamp_certificates": "The file of that authority's certificates (PEM), in this folder.",
}


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A library's settings; ``library.toml`` says of each what it does."""

    title: str
    curator: str = ""
    contact: str = ""
    base: str = ""
    language: str = "en"
    style: str = "apa"
    exit_to: str = "https://www.bbc.co.uk/weather"  # as GOV.UK's "Exit this page" does
    proofs: str = "page"
    unreviewed: str = "hidden"
    themes: tuple[str, ...] = ()
    database: str = "library.db"
    capture_contact: str = ""
    capture_delay: float = 2.0
    capture_largest: int = 500
    capture_patience: int = 300
    capture_again: int = 180
    check_again: int = 30
    check_at_once: int = 48
    archives: tuple[str, ...] = ARCHIVES
    submit_to: str = ""
    search_engine: str = ""
    doi_resolver: str = "https://doi.org/"
    handle_resolver: str = "https://hdl.handle.net/"
    timestamp_authority: str = ""
    timestamp_certificates: str = ""


def read(folder: Path) -> Settings:
    """The settings in ``folder``; Missing where it is no library, Unreadable with the line or the
    setting that is wrong."""
    file = folder / FILE
    try:
        data = tomllib.loads(file.read_text("utf-8"))
        settings = msgspec.convert(data, type=Settings)
    except (FileNotFoundError, NotADirectoryError) as fault:
        raise Missing(
            folder, f"is not a library: it has no {FILE}. Make one with: sourcebook new DIR"
        ) from fault
    except OSError as fault:
        raise Unreadable(file, f"could not be read ({fault.strerror})") from fault
    except UnicodeDecodeError as fault:
        raise Unreadable(file, "is no UTF-8 text; save it as UTF-8") from fault
    except tomllib.TOMLDecodeError as fault:
        raise Unreadable(file, f"is no TOML: {fault}. Values stand in quotes") from fault
    except msgspec.ValidationError as fault:
        raise Unreadable(file, _amiss(str(fault))) from fault
    addresses = (
        "base",
        "exit_to",
        "search_engine",
        "doi_resolver",
        "handle_resolver",
        "timestamp_authority",
        "submit_to",
    )
    for name in addresses:
        address = getattr(settings, name)
        if address and not re.fullmatch(_ADDRESS, address):
            why = "must begin with https:// or http:// and hold no blanks"
            raise Unreadable(file, f'{name} = "{address}" {why}')
    if set(settings.base) & set("?#"):
        why = "is where pages stand below: it holds no ? and no #"
        raise Unreadable(file, f'base = "{settings.base}" {why}')
    if not settings.database.strip():
        raise Unreadable(file, "database names no file; write library.db")
    for line in settings.archives:
        if not _ARCHIVE.fullmatch(" ".join(line.split())):
            why = (
                f'archives: "{line}" is no archive; write for example "{ARCHIVES[0]}", '
                f'"{ARCHIVES[1]}" or "{ARCHIVES[2]}"'
            )
            raise Unreadable(file, why)
    if settings.search_engine and "{query}" not in settings.search_engine:
        why = f'search_engine = "{settings.search_engine}" must hold {{query}} where the words go'
        raise Unreadable(file, why)
    if settings.language not in LANGUAGES:
        why = f'language = "{settings.language}" is none of {", ".join(LANGUAGES)}'
        raise Unreadable(file, why)
    for name in (
        "capture_delay", "capture_largest", "capture_patience", "capture_again", "check_again",
        "check_at_once",
    ):  # fmt: skip
        number = getattr(settings, name)
        if not 0 <= number <= MOST or (number == 0 and name != "capture_delay"):
            least = "0" if name == "capture_delay" else "1"
            why = f"{name} = {number} can't be: it must be from {least} to {MOST:,}"
            raise Unreadable(file, why)
    if settings.proofs not in PROOFS:
        raise Unreadable(file, f'proofs = "{settings.proofs}" is none of {", ".join(PROOFS)}')
    if settings.unreviewed not in UNREVIEWED:
        why = f'unreviewed = "{settings.unreviewed}" is none of {", ".join(UNREVIEWED)}'
        raise Unreadable(file, why)
    if not settings.title.strip():
        raise Unreadable(file, "title is empty; say what the library is called")
    return settings


def _amiss(fault: str) -> str:
    found = re.search(r"unknown field `(.+?)`", fault)
    if found:
        return f"has a setting {found[1]!r} that does not exist; there are: {', '.join(_TOLD)}"
    return f"has a wrong value ({fault})"


def text(settings: Settings) -> str:
    """The settings as TOML with a comment on each, for people to edit."""
    parts = ["# Settings of this library. A line that begins with # does nothing.\n"]
    for name, told in _TOLD.items():
        value = getattr(settings, name)
        comment = "".join(f"# {line}\n" for line in told.split("\n"))
        # a JSON string or list of strings is TOML too (TOML 1.0, basic strings)
        lines = 2 if isinstance(value, tuple) and len(value) > 4 else None
        written = json.dumps(value, ensure_ascii=False, indent=lines).replace("\x7f", "\\u007f")
        mark = "# " if value in ("", ()) and name != "archives" else ""
        parts.append(f"{comment}{mark}{name} = {written}\n")
    return "\n".join(parts)


def write(folder: Path, settings: Settings) -> None:
    """Write them to ``folder``, aside first; NoRoom where that can't be."""
    file = folder / FILE
    aside = file.with_name(f"{FILE}.partial")
    try:
        aside.write_text(text(settings), encoding="utf-8", newline="\n")
        aside.replace(file)
    except OSError as fault:
        raise NoRoom(file, f"could not be written ({fault.strerror})") from fault
