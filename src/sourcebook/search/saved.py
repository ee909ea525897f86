"""Searches that a library keeps: ``searches.toml``, which a person may edit. I/O.

Each is a table under its name, which is the name of its feed on the site:

    [debt-bondage]
    title = "Debt bondage in Central Asia"
    query = '"debt bondage" region:"Central Asia"'
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sourcebook.collect.identity import slug_words
from sourcebook.errors import NoRoom, Refused, Unreadable
from sourcebook.search.query import LONGEST

FILE = "searches.toml"
MOST = 200  # searches that are kept: each is asked at every build
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HEAD = """# Searches of this library. The site has a feed of what each finds: feeds/<name>.xml.
# Write one by hand, or with: sourcebook find WORDS… --save NAME

"""


class Saved(Struct, frozen=True, kw_only=True):
    """A search that is kept. ``name`` is of lower-case letters, digits and hyphens."""

    name: str
    query: str
    title: str = ""


def read(folder: Path) -> list[Saved]:
    """The searches kept in a library's folder, in the order of the file; Unreadable names what is
    wrong in it."""
    file = folder / FILE
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return []
    except OSError as fault:
        raise Unreadable(file, f"could not be read ({fault.strerror})") from fault
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Unreadable(file, f"is no TOML: {fault}. Values stand in quotes") from fault
    found = []
    for name, table in data.items():
        if not _NAME.fullmatch(name) or len(name) > 60:
            raise Unreadable(file, f"[{name[:60]}] is no name: use a-z, 0-9 and hyphens")
        if not isinstance(table, dict) or not isinstance(table.get("query"), str):
            raise Unreadable(file, f'[{name}] needs a line query = "…"')
        unknown = next((key for key in table if key not in ("query", "title")), None)
        if unknown is not None:
            raise Unreadable(
                file, f"[{name}] has {unknown}, which is none; there are: query, title"
            )
        title = table.get("title", "")
        found.append(Saved(name=name, query=table["query"], title=str(title) or table["query"]))
    if len(found) > MOST:
        raise Unreadable(file, f"keeps {len(found):,} searches; {MOST} are the most")
    return found


def name_for(words: str) -> str:
    """A name made of words somebody gave: "Debt bondage" is debt-bondage, "Долги" dolgi; Refused where
    none can be."""
    name = "-".join(slug_words(words))[:60].strip("-")
    if not _NAME.fullmatch(name):
        raise Refused(
            words[:60], "makes no name for a feed; use Latin or Cyrillic letters and digits"
        )
    return name


def in_query(query: str, choices: Mapping[str, Sequence[str]]) -> str:
    """A query with the choices of options written into it: ``country:KZ,UZ``."""
    parts = [query.strip()]
    for name, values in choices.items():
        value = ",".join(values)
        parts.append(f'{name}:"{value}"' if re.search(r"[\s()|]", value) else f"{name}:{value}")
    return " ".join(part for part in parts if part)


def save(folder: Path, words: str, query: str) -> Saved:
    """Keep a search under a name, in the place of one of that name; what else the file says stays.
    Refused for a query too long, NoRoom where it can't be written."""
    if len(query) > LONGEST:
        raise Refused("the query", f"is too long to be kept; {LONGEST:,} characters are the most")
    made = Saved(name=name_for(words), query=query, title=words.strip())
    kept = {one.name: one for one in read(folder)}
    if made.name not in kept and len(kept) >= MOST:
        raise Refused(made.name, f"would be one too many; {MOST} searches are the most")
    file = folder / FILE
    text = file.read_text("utf-8") if file.exists() else _HEAD
    table = f"[{made.name}]\ntitle = {_quoted(made.title)}\nquery = {_quoted(query)}\n"
    old = re.compile(rf"^\[{re.escape(made.name)}\][^\n]*\n(?:(?!\[)[^\n]*\n?)*", re.M)
    found = old.search(text)
    if found:
        text = text[: found.start()] + table + "\n" + text[found.end() :]
    else:
        text = text.rstrip("\n") + "\n\n" + table
    aside = file.with_name(f"{FILE}.partial")
    try:
        aside.write_text(text, encoding="utf-8", newline="\n")
        aside.replace(file)
    except OSError as fault:
        raise NoRoom(file, f"could not be written ({fault.strerror})") from fault
    return made


def _quoted(text: str) -> str:
    """A JSON string is a TOML basic string (TOML 1.0)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
