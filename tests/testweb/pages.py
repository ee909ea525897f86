"""Write the test web's articles, and set them as the pages of different times. Pure."""

import html
import random
import zlib
from collections.abc import Sequence

from msgspec import Struct

from testweb.days import date_of, spelled
from testweb.tongues import coin, tongues

FAMILIES = 7  # ways in which a site sets its pages


class Article(Struct, frozen=True, kw_only=True):
    """What an author wrote: paragraphs are tuples of sentences."""

    title: str
    author: str
    language: str
    issued: int
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def text(self) -> tuple[str, ...]:
        """The paragraphs as text."""
        gap = "" if tongues()[self.language].joined else " "
        return tuple(gap.join(sentences) for sentences in self.paragraphs)


class Site(Struct, frozen=True, kw_only=True):
    """How a site sets its pages: its name, language, family of templates, and its own boilerplate."""

    name: str
    language: str
    family: int
    charset: str = "utf-8"
    stated: str = "utf-8"  # what the header says; "" for nothing
    meta: bool = True

    @property
    def legible(self) -> bool:
        """Whether a reader can know the charset without guessing."""
        said = self.stated or (self.charset if self.meta else "")  # the header counts first
        return said == self.charset


def headline(seed: str, language: str, *, hard: bool = False, series: str = "") -> tuple[str, str]:
    """An article's title and author. One of a series has the title of the series, with its year."""
    dice = random.Random(seed)
    tongue = tongues()[language]
    title = tongue.title(dice)
    author = f"{coin(dice).capitalize()} {coin(dice, 3).capitalize()}"
    if hard and tongue.hard:
        title = dice.choice(tongue.hard).format(place=tongue.name(dice))
    return series or title, author


def write(
    seed: str,
    language: str,
    issued: int,
    *,
    size: str = "long",
    hard: bool = False,
    series: str = "",
) -> Article:
    """An article. ``size``: long, short (two sentences), stub (one line). ``hard`` makes it one about
    missing pages and people; ``series`` is its title where it comes out every year."""
    title, author = headline(seed, language, hard=hard, series=series)
    dice = random.Random(f"{seed}/body")
    tongue = tongues()[language]
    count = {"long": dice.randint(5, 11), "short": 1, "stub": 1}[size]
    paragraphs = [
        tuple(tongue.sentence(dice) for _ in range(dice.randint(2, 5))) for _ in range(count)
    ]
    if size == "short":
        paragraphs = [paragraphs[0][:2]]
    if size == "stub":
        paragraphs = [paragraphs[0][:1]]
    if hard and tongue.hard:
        paragraphs.insert(1, (tongue.hardtext,))
    return Article(
        title=title, author=author, language=language, issued=issued, paragraphs=tuple(paragraphs)
    )


def rewritten(article: Article, seed: str, how: str) -> Article:
    """The article after a drift: ``update`` gives it other words under its title, ``teaser`` keeps the
    first sentence, ``retitle`` another title, ``marks`` other typography, ``replace`` another article."""
    dice = random.Random(f"{seed}/{how}")
    tongue = tongues()[article.language]
    if how == "update":
        fresh = tuple(
            tuple(tongue.sentence(dice) for _ in sentences) for sentences in article.paragraphs
        )
        return _with(article, paragraphs=fresh)
    if how == "teaser":
        return _with(article, paragraphs=((article.paragraphs[0][0], "…"),))
    if how == "retitle":
        return _with(article, title=tongue.title(dice))
    if how == "marks":
        marked = tuple(
            tuple(s.replace(" ", "\u00a0", 1).replace("'", "\u2019") for s in sentences)
            for sentences in article.paragraphs
        )
        return _with(article, paragraphs=marked)
    return write(f"{seed}/{how}", article.language, article.issued)


def _with(
    article: Article,
    *,
    title: str | None = None,
    paragraphs: tuple[tuple[str, ...], ...] | None = None,
) -> Article:
    return Article(
        title=title or article.title,
        author=article.author,
        language=article.language,
        issued=article.issued,
        paragraphs=paragraphs or article.paragraphs,
    )


# --- setting ---------------------------------------------------------------------------------------
def article_page(
    site: Site,
    article: Article,
    *,
    beside: Sequence[tuple[str, str]] = (),
    head: str = "",
    filler: str = "",
) -> bytes:
    """The article as a page of the site; ``beside`` are (title, path) of others, ``head`` goes into
    the head, ``filler`` is text that all pages of the site carry."""
    tongue = tongues()[site.language]
    named = (
        f"{article.title} | {site.name}",
        f"{site.name} - {article.title}",
        article.title,
        f"{article.title} « {site.name}",
        f"{article.title}",
        f"{site.name} :: {tongue.menu[1]} :: {article.title}",
        f"{article.title} - {site.name}",
    )[site.family]
    e = html.escape
    on = date_of(article.issued)
    byline = f"{article.author}, {on.day:02}.{on.month:02}.{on.year}"
    if site.language == "en":
        byline = f"By {article.author}, {spelled(article.issued)}"
    paragraphs = "\n".join(f"<p>{e(text)}</p>" for text in article.text)
    heading = (
        f'<p><font size="4"><b>{e(article.title)}</b></font></p>'
        if site.family == 0
        else f"<h1>{e(article.title)}</h1>"
    )
    main = f"{heading}\n<p class=byline>{e(byline)}</p>\n{paragraphs}"
    if filler:
        main += f"\n<p>{e(filler)}</p>"
    extra = head
    if site.family in (2, 3, 6):
        extra += f'<meta property="og:title" content="{e(article.title)}"><meta property="og:type" content="article">'
    return page(site, named, main, beside=beside, head=extra)


def page(
    site: Site,
    title: str,
    main: str,
    *,
    beside: Sequence[tuple[str, str]] = (),
    head: str = "",
) -> bytes:
    """Any page of the site: its frame around ``main`` (HTML)."""
    e = html.escape
    menu = tongues()[site.language].menu
    links = [
        f'<a href="{"/" if n == 0 else f"/section/{n}"}">{e(item)}</a>'
        for n, item in enumerate(menu)
    ]
    others = "".join(f'<li><a href="{e(path)}">{e(name)}</a></li>' for name, path in beside)
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={site.charset}">'
    if site.family >= 2:
        meta = f'<meta charset="{site.charset}">'
    if not site.meta:
        meta = ""
    name = e(site.name)
    top = f"<head>{meta}<title>{e(title)}</title>{head}"
    if site.family == 0:
        body = (
            f"<html>{top}</head><body bgcolor=white><table width=760><tr><td colspan=2><b>{name}</b></td></tr>"
            f"<tr><td valign=top width=140>{'<br>'.join(links)}<ul>{others}</ul></td><td>{main}</td></tr></table>"
            f"<hr><small>&copy; {name}</small></body></html>"
        )
    elif site.family == 1:
        body = (
            '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" '
            '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
            f"<html>{top}</head><body><div id='header'>{name}</div><div id='nav'>{' | '.join(links)}</div>"
            f"<div id='content'>{main}</div><div id='side'><ul>{others}</ul></div>"
            f"<div id='footer'>&copy; {name}. {e(menu[3])} | {e(menu[4])}</div></body></html>"
        )
    elif site.family in (2, 3):
        listed = "".join(f"<li>{link}</li>" for link in links)
        kind = "single post" if site.family == 3 else "page"
        body = (
            f'<!DOCTYPE html><html lang="{site.language}">{top}<script>window.site={{"v":3}};</script></head>'
            f'<body class="{kind}"><header><a href="/">{name}</a><nav><ul>{listed}</ul></nav></header>'
            f"<main><article>{main}</article></main><aside><h2>{e(menu[1])}</h2><ul>{others}</ul></aside>"
            f"<footer>{name} {e(menu[4])}</footer></body></html>"
        )
    elif site.family == 4:
        body = f"<html>{top}</head><body>{main}</body></html>"
    else:
        teasers = others * 2
        listed = "".join(f"<li>{link}</li>" for link in links * 3)
        body = (
            f'<!doctype html><html lang="{site.language}">{top}</head><body><div class=top>{name}</div>'
            f"<ul class=menu>{listed}</ul><div class=wrap><div class=main>{main}</div>"
            f"<div class=rail><ul>{teasers}</ul></div></div><div class=foot><ul>{listed}</ul>{name}</div></body></html>"
        )
    return body.encode(site.charset, "xmlcharrefreplace")


def plain(article: Article) -> bytes:
    """The article as a text file."""
    title = article.title.upper() if article.language == "en" else article.title
    return "\n\n".join((title, article.author, *article.text)).encode()


def pdf(article: Article) -> bytes:
    """The article as a PDF of one font, for languages whose letters Windows-1252 has."""

    def quoted(text: str) -> bytes:
        raw = text.encode("cp1252", "replace")
        return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

    lines = [b"BT /F1 16 Tf 60 780 Td 20 TL (" + quoted(article.title) + b") Tj T* /F1 10 Tf 13 TL"]
    lines.append(b"(" + quoted(f"{article.author}, {spelled(article.issued)}") + b") Tj T* T*")
    for text in article.text:
        row = ""
        for word in text.split():
            if len(row) + len(word) > 85:
                lines.append(b"(" + quoted(row) + b") Tj T*")
                row = ""
            row = f"{row} {word}".strip()
        lines.append(b"(" + quoted(row) + b") Tj T* T*")
    stream = zlib.compress(b"\n".join([*lines, b"ET"]), 6)
    title = article.title.encode("utf-16-be").hex().upper().encode()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title <FEFF" + title + b"> >>",
    ]
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(parts) + 1,
        start,
    )
    return bytes(made)
