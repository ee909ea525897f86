"""How a page of the library is cited: as such pages always said it, or in a CSL style."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from sourcebook.publish.cite.citer import citer
from sourcebook.publish.cite.csl.markup import Format
from sourcebook.publish.cite.edtf import as_date, csl_date
from sourcebook.publish.cite.people import csl_name
from sourcebook.records import Date, Page

ASKED = "<date>"  # stands where the reader puts the day of reading
_LEADS = {"en": "Cite this webpage as: ", "ru": "Ссылка на эту страницу: ",
          "kk": "Осы бетке сілтеме: "}  # fmt: skip
_ACCESSED = {"en": "accessed", "ru": "дата обращения:", "kk": "қаралған күні:"}


def _author(citation: str) -> str:
    """Who a page's own citation names before its quoted title; "" where it names nobody."""
    found = re.match(r'(?:cite[^:"]*:)?\s*([^"“«]+?)\s*,\s*["“«]', citation, re.I)
    return found.group(1) if found else ""


def page_title(page: Page) -> str:
    """A page's title as it is cited: "Theme - Subject"."""
    from sourcebook.themes import themes

    theme = themes().get(page.theme)
    subject = page.subject.as_written or page.subject.name or page.id.rpartition("/")[2]
    return f"{theme.title if theme else page.theme} - {subject}"


def page(
    page: Page,
    *,
    url: str = "",
    author: str = "",
    site: str = "",
    title: str = "",
    accessed: str | date | Date | None = None,
    issued: str | date | Date | None = None,
    style: str | Path = "",
    language: str = "en",
    format: Format = "text",
) -> str:
    """A page's own citation.

    Without ``style`` it is the line such pages carry: the page's own ``citation`` where it has
    one, else ``Author, "Theme - Subject", URL, [accessed <date>]``. ``accessed`` fills <date>;
    without it the mark stays for the reader to fill. ``url`` falls back to the page's address.
    """
    title = title or page_title(page)
    url = url or page.address
    if url and "//" not in url:
        url = f"http://{url}"
    when = csl_date(as_date(accessed))
    if style:
        author = author or _author(page.citation)
        return _styled(title, url, author, site, when, csl_date(as_date(issued)), style, language,
                       format)  # fmt: skip
    day = citer("apa", language).spell(when) if when else ASKED
    if page.citation:
        lead, _, rest = (
            page.citation.partition(":")
            if page.citation[:4].lower() == "cite"
            else ("", "", page.citation)
        )
        text = (rest or lead).strip()
        if ASKED in text:
            text = text.replace(ASKED, day)
    else:
        word = _ACCESSED.get(language[:2], _ACCESSED["en"])
        quoted = f'"{title}"' if language[:2] == "en" else f"«{title}»"
        text = ", ".join(p for p in (author or site, quoted, url, f"[{word} {day}]") if p)
    text = _LEADS.get(language[:2], _LEADS["en"]) + text
    if format == "html":
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def _styled(
    title: str,
    url: str,
    author: str,
    site: str,
    accessed: dict[str, Any] | None,
    issued: dict[str, Any] | None,
    style: str | Path,
    language: str,
    format: Format,
) -> str:
    made: dict[str, Any] = {"id": "page", "type": "webpage", "title": title}
    if author:
        made["author"] = [csl_name(author)]
    made |= {k: v for k, v in (("container-title", site), ("URL", url), ("issued", issued)) if v}
    made["accessed"] = accessed or {"literal": ASKED}
    return citer(style, language).cite_item(made, format=format)
