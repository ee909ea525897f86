"""Look once at what an answer's body says: its title, words, language, links. Pure.

Every check of every address looks, so nothing is parsed that isn't asked for: a ``Look`` reads the head
of a page at once and finds headings, words and links when somebody wants them. No tree is built:
of 20 KB of HTML, lxml makes one in 550 µs, lexbor in 200, and both suffer from hostile nesting.
Here every search is bounded, so a page of 256 KiB of "<" costs no more than another.
"""

import re
from functools import cached_property
from html import unescape
from typing import Literal

from msgspec import Struct

from sourcebook.check.links.letters import letters
from sourcebook.check.links.markup import (
    absolute,
    count_words,
    fields_of,
    fold,
    host,
    plain,
    tidy,
    title_of,
    without_skipped,
)
from sourcebook.check.links.phrases import sentences, spoken, without_quoted
from sourcebook.preserve.looks import looks_like

Kind = Literal["html", "text", "pdf", "other"]

_TAGLESS = 4_096
_NOTICES = ("application/json", "application/problem+json", "application/xml")  # what stores answer
_NOTICE = 2_048  # bytes of such an answer that is a notice
_SNIFFED = 1024  # bytes that tell what the rest is (WHATWG MIME Sniffing looks at 1,445)
_HEAD = 65_536  # characters a head may have, where nothing says where it ends
_HEADINGS = 12
_HEADING = 600  # characters of source of one heading
_TAGS = 300  # tags of a head that are read
_LINKS = 500  # links that are read
_REFRESH = 60  # seconds; a page that reloads later than that is meant to be read
_BEGINNING = 1_500  # letters of text in which cues are sought
_FEW_WORDS = 60  # a page that a script leads away from has hardly more

_HEAD_ENDS = re.compile(r"<(?:/head|body|frameset)\b", re.I)
_INSIDE = r"""((?:[^<>"']++|"[^"]{0,2000}"|'[^']{0,2000}')*)"""  # no "*+" of a group: see gh-106052
_HEAD_TAG = re.compile(rf"<(html|meta|link|base)\b{_INSIDE}", re.I)
_HEADING_TAG = re.compile(r"<[hH]([12])(?:\s[^<>]*)?>")
_HEADING_END = re.compile(r"</[hH][1-6]")
_WORDS = re.compile(r">\s*([^<\s][^<]*)")
_ANCHOR = re.compile(r"<[aA](?:rea|REA)?\s[^<>]*?\b[hH][rR][eE][fF]\s*=\s*[\"']?([^\"'\s<>]+)")
_ANCHORED = re.compile(r"<[aA]\b[^<>]*>[^<]*(?:<(?!/?[aA]\b)[^<]*)*")
_BLOCK_END = re.compile(r"</(?:[hH][1-6]|[pP]|[lL][iI]|[tT][dD])\b")
# Where the common frameworks put what they make (React, Vue, Angular, Next, Nuxt, Ember, Gatsby).
_MOUNT = re.compile(
    r"""<(?:div|main)\b[^<>]*\bid=["']?(?:root|app|__next|__nuxt|___gatsby|main-app)\b|<app-root\b|ember-app"""
)
_FRAME = re.compile(r"<i?frame\b[^<>]*?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)", re.I)
_INPUT = re.compile(r"""<input\b[^<>]*\btype\s*=\s*["']?(password|search)\b""", re.I)
_NOSCRIPT = re.compile(r"<noscript\b[^<>]*>", re.I)
_NOSCRIPTS = 5  # of them are read, and so many characters of each
_UNSCRIPTED = 2_000
_ALERT = re.compile(r"""\balert\(\s*["']([^"'<>]{4,200})["']""")
_SEARCH = re.compile(
    r"""<(?:form|input)\b[^<>]{0,300}?\b(?:role|name|action)=["']?[^"'<>]{0,60}(?:search|\bq\b)""",
    re.I,
)
_META_REFRESH = re.compile(
    r"""\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?\s*([^"'\s>][^"'>]*)""", re.I
)
_LOCATION = re.compile(
    r"""\blocation(?:\.href)?\s{0,9}=\s{0,9}["']([^"'<>\s]{1,2000})["']"""
    r"""|\blocation\.(?:replace|assign)\(\s{0,9}["']([^"'<>\s]{1,2000})["']"""
)


class Look(Struct, frozen=True, kw_only=True, dict=True):
    """What a body says. ``url`` is where it came from; ``page`` its letters ("" where it has none);
    ``title`` the page's title, ``site`` what it calls its site, ``shared_title`` the title it gives to
    those who share it, all with spaces made one; ``language`` as it declares (BCP 47);
    ``canonical`` and ``refresh`` absolute addresses or ""; ``hidden`` that it asks engines not to list
    it; ``whole`` is False where the body was cut; ``garbled`` says that a page was announced, and what
    came is none (a content coding that can't be undone)."""

    url: str
    kind: Kind
    media_type: str = ""
    page: str = ""
    title: str = ""
    shared_title: str = ""
    description: str = ""
    site: str = ""
    language: str = ""
    canonical: str = ""
    base: str = ""
    moved: str = ""  # where its refresh tag leads
    generator: str = ""
    feeds: tuple[str, ...] = ()
    hidden: bool = False
    length: int = 0  # bytes
    whole: bool = True
    garbled: bool = False

    @cached_property
    def read(self) -> str:
        """The source without scripts, styles, comments, menus (``nav``)."""
        return self._read[0] if self.kind == "html" else self.page

    @cached_property
    def _read(self) -> tuple[str, list[int]]:
        return without_skipped(self.page)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The first headings of the first and second rank, in order."""
        if self.kind != "html":
            return ()
        return tuple(text for _, text in self.ranked)

    @cached_property
    def ranked(self) -> tuple[tuple[int, str], ...]:
        """The same, each with its rank."""
        found: list[tuple[int, str]] = []
        if self.kind != "html":
            return ()
        read, places = self._read
        tags = filter(None, (_HEADING_TAG.match(read, place) for place in places))
        for number, tag in enumerate(tags):
            source = read[tag.end() : tag.end() + _HEADING]
            end = _HEADING_END.search(source)
            text = plain(source[: end.start()] if end else source)
            if text:
                found.append((int(tag[1]), text))
            if number >= _HEADINGS:
                break
        return tuple(found)

    @cached_property
    def text(self) -> str:
        """The visible words, spaces made one."""
        if self.kind == "text":
            return " ".join(self.page.split())
        if self.kind != "html":
            return ""
        return tidy(" ".join(_WORDS.findall(self.body)))

    @cached_property
    def body(self) -> str:
        """The source of what is read without the head."""
        end = _HEAD_ENDS.search(self.read)
        source = self.read[end.start() :] if end else self.read
        return source if source[:1] == "<" else f">{source}"  # words come before the first tag

    @cached_property
    def own(self) -> str:
        """The visible words that lead nowhere: the text without that of links, ¦ after each
        heading and paragraph."""
        if self.kind != "html":
            return self.text
        source = _BLOCK_END.sub("<i> ¦ <i", _ANCHORED.sub("<a>", self.body))
        return tidy(" ".join(_WORDS.findall(source)))

    @cached_property
    def blocks(self) -> tuple[int, ...]:
        """How many words each of its headings and paragraphs has, links left out."""
        return tuple(n for block in self.own.split("¦") if (n := count_words(block)))

    @cached_property
    def headed(self) -> tuple[str, ...]:
        """Its title and first headings, as phrases are compared (``spoken``)."""
        return tuple(spoken(text) for text in (self.title, *self.headings[:3]) if text)

    @cached_property
    def below(self) -> tuple[str, ...]:
        """The first of its own words, in blocks as phrases are compared, headings left out."""
        heads = {" ".join(text.split()) for text in (self.title, *self.headings)}
        blocks = (block.strip() for block in self.own[:_BEGINNING].split("¦"))
        found = [
            sentences(without_quoted(block)) for block in blocks if block and block not in heads
        ]
        return (*filter(None, found), *self.unseen)

    @cached_property
    def begins(self) -> str:
        """The title, the headings and the first of its own words, as phrases are compared."""
        return " _ ".join((*self.headed, *self.below))

    @cached_property
    def words(self) -> int:
        """How many words its text has; of scripts without spaces, two letters make one."""
        return count_words(self.text)

    def has_words(self, least: int) -> bool:
        """Whether its text has so many words, reading no further than that takes."""
        if self.kind != "html" or "words" in self.__dict__:
            return self.words >= least
        count = 0
        for found in _WORDS.finditer(self.body):
            count += count_words(tidy(found[1]))
            if count >= least:
                return True
        return False

    @cached_property
    def folded(self) -> str:
        """Its text as texts are compared (``fold``)."""
        return fold(self.text)

    @cached_property
    def links(self) -> tuple[str, ...]:
        """Where its links lead, as written; the first of them."""
        if self.kind != "html":
            return ()
        found: list[str] = []
        for link in _ANCHOR.finditer(self.read):
            found.append(unescape(link[1]) if "&" in link[1] else link[1])
            if len(found) >= _LINKS:
                break
        return tuple(found)

    @cached_property
    def elsewhere(self) -> float:
        """The share of its links that lead to other hosts."""
        if not self.links:
            return 0.0
        own = host(self.url)
        away = sum(
            1 for link in self.links if link.startswith(("http", "//")) and host(link) != own
        )
        return away / len(self.links)

    @cached_property
    def frames(self) -> tuple[str, ...]:
        """What it shows in frames, as absolute addresses."""
        if self.kind != "html" or "frame" not in self.page:
            return ()
        found = (absolute(self.base or self.url, frame[1]) for frame in _FRAME.finditer(self.page))
        return tuple(frame for frame in found if frame)[:10]

    @cached_property
    def asks_password(self) -> bool:
        """Whether a form asks for a password."""
        return any(kind.lower() == "password" for kind in _INPUT.findall(self.read))

    @cached_property
    def searches(self) -> bool:
        """Whether it offers to search."""
        return _SEARCH.search(self.read) is not None

    @cached_property
    def unscripted(self) -> str:
        """What it says to those who run no scripts."""
        found: list[str] = []
        for tag, _ in zip(_NOSCRIPT.finditer(self.page), range(_NOSCRIPTS), strict=False):
            found.append(self.page[tag.end() : tag.end() + _UNSCRIPTED].partition("</noscript")[0])
        return plain(" ".join(found))

    @cached_property
    def unseen(self) -> tuple[str, ...]:
        """What only those see who run no scripts, or what scripts say at once, as phrases are compared."""
        return tuple(filter(None, map(sentences, (self.unscripted[:300], *self.alerts))))

    @cached_property
    def alerts(self) -> tuple[str, ...]:
        """What a page with hardly a word has its scripts say at once."""
        if "alert(" not in self.page or self.words > _FEW_WORDS:
            return ()
        return tuple(said.replace("\\n", " ") for said in _ALERT.findall(self.page)[:_NOSCRIPTS])

    @cached_property
    def scripts_only(self) -> bool:
        """Whether it shows nothing before its scripts run."""
        return (
            self.kind == "html"
            and self.whole
            and "<script" in self.page
            and (
                not self.has_words(3)
                or (not self.has_words(25) and _MOUNT.search(self.page) is not None)
            )
            and not self.ranked
            and not self.refresh
            and not self.frames
        )

    @cached_property
    def refresh(self) -> str:
        """Where it leads a reader at once, by a refresh tag or, of a page with hardly a word, a
        script; "" where it stays."""
        if self.moved or self.kind != "html" or "location" not in self.page:
            return self.moved
        if self.words > _FEW_WORDS:
            return ""
        found = _LOCATION.search(self.page)
        target = absolute(self.base or self.url, found[1] or found[2]) if found else ""
        return target if target.partition("#")[0] != self.url.partition("#")[0] else ""


def look(body: bytes, *, url: str, head_type: str = "", whole: bool = True) -> Look:
    """Look at a body. ``url`` is where it came from, ``head_type`` the Content-Type of its head,
    ``whole`` whether the body ended within what was read. Whatever the bytes, it gives a Look."""
    said = head_type.partition(";")[0].strip().lower()
    found = _kind(body, said)
    kind: Kind = (
        "pdf"
        if found == "application/pdf"
        else "html"
        if found in ("text/html", "application/xhtml+xml")
        else "text"
        if found.startswith("text/") or (found in _NOTICES and len(body) <= _NOTICE)
        else "other"
    )
    if kind in ("pdf", "other"):
        announced = said in ("text/html", "application/xhtml+xml")
        garbled = announced and found in ("application/gzip", "application/octet-stream")
        return Look(
            url=url,
            kind=kind,
            media_type=found,
            length=len(body),
            whole=whole,
            garbled=garbled,
        )
    page = letters(body, head_type, whole=whole)
    if kind == "text":
        return Look(url=url, kind=kind, media_type=found, page=page, length=len(body), whole=whole)
    return _html(page, url=url, media_type=found, length=len(body), whole=whole)


def _kind(body: bytes, said: str) -> str:
    first = body[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n")
    if said in ("text/html", "application/xhtml+xml") and (first[:1] == b"<" or not first):
        return said
    if said in ("", "text/html", "application/xhtml+xml") and first[:2] in (b"<!", b"<h", b"<H"):
        return "text/html"
    kind = looks_like(body[:_SNIFFED], said)
    if kind in ("text/plain", "text/html") and said == "text/html":
        # Words may come before the first tag; without any tag there is nothing but words.
        return "text/html" if b"<" in body[:_TAGLESS] else "text/plain"
    return kind


def _html(page: str, *, url: str, media_type: str, length: int, whole: bool) -> Look:
    end = _HEAD_ENDS.search(page, 0, _HEAD)
    head = page[: end.start() if end else min(len(page), _HEAD)]
    meta: dict[str, str] = {}
    language, base, canonical = "", "", ""
    feeds: list[str] = []
    for number, (name, inside) in enumerate(_HEAD_TAG.findall(head)):
        if number > _TAGS:
            break
        if not inside:
            continue
        fields = fields_of(inside)
        match name.lower():
            case "html":
                language = language or fields.get("lang", "") or fields.get("xml:lang", "")
            case "base":
                base = base or absolute(url, fields.get("href", ""))
            case "link":
                rel = fields.get("rel", "").lower()
                if rel == "canonical":
                    canonical = canonical or absolute(base or url, fields.get("href", ""))
                elif rel == "alternate" and fields.get("type", "").endswith(
                    ("rss+xml", "atom+xml")
                ):
                    feeds.append(absolute(base or url, fields.get("href", "")))
            case _:
                key = fields.get("name") or fields.get("property") or fields.get("http-equiv") or ""
                if key and "content" in fields:
                    meta.setdefault(key.lower(), fields["content"])
    return Look(
        url=url,
        kind="html",
        media_type=media_type,
        page=page,
        title=title_of(page),
        shared_title=tidy(meta.get("og:title", "") or meta.get("twitter:title", "")),
        description=tidy(meta.get("og:description", "") or meta.get("description", "")),
        site=tidy(meta.get("og:site_name", "") or meta.get("application-name", "")),
        language=(language or meta.get("content-language", "")).strip(),
        canonical=canonical,
        base=base,
        moved=_refresh(meta.get("refresh", ""), base or url, url),
        generator=tidy(meta.get("generator", "")),
        feeds=tuple(feed for feed in feeds if feed),
        hidden="noindex" in meta.get("robots", "").lower(),
        length=length,
        whole=whole,
    )


def _refresh(content: str, base: str, url: str) -> str:
    found = _META_REFRESH.match(content) if content else None
    if not found or len(found[1]) > 4 or int(found[1]) > _REFRESH:
        return ""
    target = absolute(base, found[2].strip())
    return target if target.partition("#")[0] != url.partition("#")[0] else ""
