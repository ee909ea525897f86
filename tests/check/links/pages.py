"""Make the labelled set: invented pages that are gone though they answer 200, and pages that aren't.

Each half has its own wordings (``tuned.toml``, ``held_out.toml``) and its own templates.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from sourcebook.check.links import Expected, Nonsense, expected_of, look

Template = Callable[[str, str, str, str, random.Random], str]
_HERE = Path(__file__).parent


class Case(Struct, frozen=True, kw_only=True):
    """An answer, what is known of what should be there, and the truth."""

    name: str
    body: bytes
    gone: bool
    asked: str
    led: str
    head_type: str = "text/html; charset=utf-8"
    whole: bool = True
    status: int = 200
    nonsense: Nonsense | None = None
    expected: Expected | None = None


# Templates take title, heading, inner HTML, language.


def _items(chance: random.Random, words: str, count: int, at_most: int = 7) -> str:
    pool = words.split() or ["news"]
    if len(pool) < 12:
        pool = [words[n : n + 6] for n in range(0, max(6, len(words) - 6), 6)]
    made = []
    for _ in range(count):
        start = chance.randrange(max(1, len(pool) - at_most))
        made.append(
            f'<li><a href="/{chance.randrange(10**6)}">{" ".join(pool[start : start + chance.randint(2, at_most)])}</a></li>'
        )
    return "<ul>" + "".join(made) + "</ul>"


def weblog(title: str, heading: str, inner: str, filler: str, chance: random.Random) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{title}</title>'
        '<meta name="generator" content="WordPress 6.1"><script>var a={"notFound":"Page not found"};</script></head>'
        f'<body class="error404"><header><nav>{_items(chance, filler, 6, 2)}</nav></header><main>'
        f'<h1 class="entry-title">{heading}</h1>{inner}<form role="search"><input type="search" name="s"></form></main>'
        f"<aside><h2>Recent</h2>{_items(chance, filler, 8)}</aside><footer>© 2019</footer></body></html>"
    )


def apache(title: str, heading: str, inner: str, _filler: str, chance: random.Random) -> str:
    return (
        f"<HTML><HEAD><TITLE>{title}</TITLE></HEAD><BODY BGCOLOR=white><H1>{heading}</H1>{inner}"
        f"<HR><ADDRESS>Server at port {chance.randrange(80, 9000)}</ADDRESS></BODY></HTML>"
    )


def tables(title: str, heading: str, inner: str, filler: str, chance: random.Random) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><table><tr><td>{_items(chance, filler, 10, 3)}</td>"
        f'<td><font size="5"><b>{heading}</b></font><br>{inner}</td></tr></table></body></html>'
    )


def department(title: str, heading: str, inner: str, filler: str, chance: random.Random) -> str:
    return (
        f'<!doctype html><html class="no-js"><head><title>{title} | Example</title><style>.a{{}}</style></head><body>'
        f'<div id="menu">{_items(chance, filler, 25, 3)}</div><div role="main"><h1>{heading}</h1><div class="field">{inner}</div></div>'
        f'<div id="foot">{_items(chance, filler, 15, 3)}</div></body></html>'
    )


def portal(title: str, heading: str, inner: str, filler: str, chance: random.Random) -> str:
    teasers = "".join(
        f'<div class="teaser"><h3><a href="/t{n}">{filler[n * 20 : n * 20 + 40]}</a></h3></div>'
        for n in range(chance.randint(4, 9))
    )
    return (
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>{title}</title>'
        f"<!-- {filler} --></head><body><div>{_items(chance, filler, 30, 3)}</div><h1>{heading}</h1>{inner}{teasers}</body></html>"
    )


def ministry(title: str, heading: str, inner: str, filler: str, chance: random.Random) -> str:
    return (
        f'<!DOCTYPE html><html><head><title>{title}</title><script src="/bitrix/js/main/core.js"></script></head><body>'
        f'<div class="top-menu">{_items(chance, filler, 18, 4)}</div><div class="workarea"><h1 id="pagetitle">{heading}</h1>'
        f'<div class="content">{inner}</div></div><div class="news-ticker">{_items(chance, filler, 12, 6)}</div>'
        f"<p>+7 (000) 000-00-{chance.randrange(10, 99)}</p></body></html>"
    )


def divs(title: str, heading: str, inner: str, filler: str, chance: random.Random) -> str:
    return (
        f'<!doctype html><html><head><title>{title}</title><script type="application/json">{{"404":"not found","t":"{filler[:200]}"}}</script>'
        f'</head><body><div id="root"><div class="css-{chance.randrange(10**6)}"><div class="big">{heading}</div><div>{inner}</div>'
        f'<button>Home</button></div></div><script>window.__STATE__={{"x":"<h1>Page not found</h1>"}}</script></body></html>'
    )


def newspaper(title: str, heading: str, inner: str, filler: str, chance: random.Random) -> str:
    sentences = filler.replace("。", ". ").split(". ")
    teasers = "".join(
        f"<article><h2><a href='/n/{chance.randrange(10**6)}'>{chance.choice(sentences)[:60]}</a></h2><p>{chance.choice(sentences)[:90]}</p></article>"
        for _ in range(chance.randint(3, 6))
    )
    return (
        f"<!doctype html><html><head><title>{title} — Example Times</title></head><body><header>{_items(chance, filler, 14, 2)}</header>"
        f"<h1>{heading}</h1>{inner}<section>{teasers}</section></body></html>"
    )


def centred(title: str, heading: str, inner: str, _filler: str, _chance: random.Random) -> str:
    return f"<html><head><title>{title}</title></head><body><center><h1>{heading}</h1></center><hr><center>{inner}</center></body></html>"


def builder(title: str, heading: str, inner: str, _filler: str, _chance: random.Random) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"/><title>{title}</title><meta property="og:site_name" content="Example"/>'
        f"<script>{'x=1;' * 400}</script></head><body><div data-block><h2>{heading}</h2>{inner}</div>"
        f"<template><h1>404</h1></template><noscript>Please enable JavaScript</noscript></body></html>"
    )


HALVES: dict[str, tuple[Template, ...]] = {
    "tuned": (weblog, apache, tables, department, portal),
    "held_out": (ministry, divs, newspaper, centred, builder),
}


def _read(half: str) -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_HERE.joinpath(f"{half}.toml").read_text("utf-8"))


def _texts() -> dict[str, str]:
    data = tomllib.loads(_HERE.joinpath("held_out.toml").read_text("utf-8"))
    return {name: part["text"] for name, part in data.items() if "text" in part}


def _article(text: str, chance: random.Random, paragraphs: int) -> str:
    end = "。" if "。" in text else ". "
    sentences = [part for part in text.split(end) if part]
    made = []
    for _ in range(paragraphs):
        chance.shuffle(sentences)
        made.append(f"<p>{end.join(sentences)}{end}</p>")
    return "".join(made)


_CHARSETS = {
    "ru": "windows-1251", "bg": "windows-1251", "uk": "windows-1251", "sr": "windows-1251",
    "pl": "iso-8859-2", "cs": "windows-1250", "hu": "iso-8859-2", "el": "iso-8859-7",
    "tr": "iso-8859-9", "ar": "windows-1256", "he": "windows-1255", "ja": "shift_jis",
    "ko": "euc-kr", "zh": "gb18030", "th": "tis-620", "de": "iso-8859-1", "fr": "iso-8859-1",
    "es": "iso-8859-1",
}  # fmt: skip


def _bytes(source: str, language: str, chance: random.Random) -> tuple[bytes, str]:
    """Most in UTF-8, some in an older encoding, declared in the head, the page or nowhere."""
    charset = _CHARSETS.get(language, "")
    if charset and chance.random() < 0.3:
        try:
            body = source.replace("charset=utf-8", f"charset={charset}").encode(charset)
        except UnicodeEncodeError:
            pass
        else:
            return body, f"text/html; charset={charset}"
    return source.encode(), chance.choice(("text/html; charset=utf-8", "text/html", ""))


_STARTS = {
    "tuned": "http://www.example{n}.org/news/{slug}.html",
    "held_out": "https://site{n}.example/{section}/{n}/{slug}",
}


def _address(half: str, chance: random.Random) -> str:
    return _STARTS[half].format(
        n=chance.randrange(1000, 9999), section=chance.choice(("reports", "story", "doc")),
        slug="-".join(chance.choice(("farm", "river", "cotton", "bus", "papers", "harvest")) for _ in range(4)),
    )  # fmt: skip


def cases(half: str, seed: int = 20261126) -> Iterator[Case]:
    """Every case of a half, always the same ones."""
    data, texts, templates = _read(half), _texts(), HALVES[half]
    chance = random.Random(f"{half} {seed}")
    for language, text in texts.items():
        said = data.get(language)
        if not said:
            continue
        headlines = said["alive"]
        for number, wording in enumerate(said["gone"]):
            for place in range(4):
                template = templates[(number + place) % len(templates)]
                yield _gone(half, language, wording, template, text, headlines, chance, place)
        for number, headline in enumerate(headlines):
            for place in range(5):
                template = templates[(number + place) % len(templates)]
                yield _alive(half, language, headline, template, text, said["gone"], chance, place)
    yield from _parked(half, data, chance)
    yield from _walled(half, data, chance)
    yield from _others(half, texts, data, templates, chance)


def _filled(wording: str, url: str) -> tuple[str, str, str]:
    host = url.split("/")[2].removeprefix("www.")
    parts = [
        part.strip()
        for part in wording.replace("{host}", host)
        .replace("{path}", "/" + url.split("/", 3)[3])
        .split("¦")
    ]
    return parts[0], parts[1], f"<p>{parts[2]}</p>" if parts[2] else ""


def _known(headline: str, text: str, chance: random.Random) -> Expected | None:
    """What a library may know: title and quote, a title, or no more than the address."""
    kind = chance.random()
    if kind < 0.35:
        return None
    return expected_of([headline], [text] if kind > 0.7 else [])


def _gone(
    half: str, language: str, wording: str, template: Template, text: str,
    headlines: list[str], chance: random.Random, place: int,
) -> Case:  # fmt: skip
    asked = _address(half, chance)
    title, heading, inner = _filled(wording, asked)
    # A page of a site is laid out alike, and the site's menus stay: the same chance lays out both.
    seed = chance.randrange(10**9)
    source = template(title, heading, inner, text, random.Random(seed))
    body, head_type = _bytes(source, language, chance)
    beside = None
    if place % 2:
        other = asked.rsplit("/", 1)[0] + "/qpwoeirutyalskdjfhgzmxncb"
        t, h, i = _filled(wording, other)
        again = template(t, h, i, text, random.Random(seed if place == 1 else seed + 1))
        beside = Nonsense(
            look=look(again.encode(), url=other), status=200 if place == 1 else 404, led=other
        )
    return Case(
        name=f"{half} gone {language} {template.__name__}: {wording[:60]}", body=body, gone=True,
        asked=asked, led=asked, head_type=head_type, nonsense=beside,
        expected=_known(chance.choice(headlines), text, chance),
    )  # fmt: skip


def _alive(
    half: str, language: str, headline: str, template: Template, text: str,
    gone: list[str], chance: random.Random, place: int,
) -> Case:  # fmt: skip
    asked = _address(half, chance)
    seed = chance.randrange(10**9)
    paragraphs = (1, 2, 4, 8, 1)[place]
    inner = _article(text, chance, paragraphs)
    if place == 4:
        inner += "<div class='comments'><p>404</p><p>This comment has been removed.</p></div>"
    site = chance.choice(("", " | Example", " - Example Review"))
    source = template(f"{headline}{site}", headline, inner, text, random.Random(seed))
    body, head_type = _bytes(source, language, chance)
    beside = None
    if place % 2:
        other = asked.rsplit("/", 1)[0] + "/qpwoeirutyalskdjfhgzmxncb"
        t, h, i = _filled(chance.choice(gone), other)
        again = template(t, h, i, text, random.Random(seed if place == 1 else seed + 1))
        beside = Nonsense(
            look=look(again.encode(), url=other), status=200 if place == 1 else 404, led=other
        )
    whole = place != 3
    known = _known(headline, text, chance)
    if place == 2 and known:  # the site has since given it another headline
        known = expected_of(["Quite another headline than the one that stands there"])
    return Case(
        name=f"{half} alive {language} {template.__name__} {place}: {headline}", gone=False,
        body=body if whole else body[: max(200, len(body) * 2 // 3)], whole=whole,
        asked=asked, led=asked, head_type=head_type, nonsense=beside, expected=known,
    )  # fmt: skip


def _parked(
    half: str, data: dict[str, dict[str, list[str]]], chance: random.Random
) -> Iterator[Case]:
    for wording in data["parked"]["pages"]:
        for known in (None, expected_of(["Cotton and buses: a report from the river"])):
            asked = _address(half, chance)
            title, heading, inner = _filled(wording, asked)
            host = asked.split("/")[2].removeprefix("www.")
            source = wording.split("¦")[3].strip().replace("{host}", host)
            body = f"<!doctype html><html><head><title>{title}</title></head><body><h1>{heading}</h1>{inner}{source}</body></html>"
            yield Case(
                name=f"{half} parked: {wording[:60]}", body=body.encode(), gone=True, asked=asked,
                led=asked, expected=known,
            )  # fmt: skip
    for known in (None, expected_of(["Cotton and buses: a report from the river"])):
        asked = _address(half, chance)
        host = asked.split("/")[2].removeprefix("www.")
        links = "".join(
            f'<a href="/search.php?uid={host}&amp;term={word}&amp;click=1">{word}</a><br>'
            for word in ("Loans", "Hotels", "Dating", "Insurance", "Degrees", "Flights")
        )
        body = f"<html><head><title>{host}</title></head><body>{links}</body></html>"
        yield Case(
            name=f"{half} parked: ad links",
            body=body.encode(),
            gone=True,
            asked=asked,
            led=asked,
            expected=known,
        )
        body = f"<html><head><title>{host}</title></head><frameset><frame src='http://www.parkingcrew.net/?d={host}'></frameset></html>"
        yield Case(
            name=f"{half} parked: a frame",
            body=body.encode(),
            gone=True,
            asked=asked,
            led=asked,
            expected=known,
        )
        body = f"<html><head><title></title><script>window.location.href='https://www.hugedomains.com/domain_profile.cfm?d={host}'</script></head><body></body></html>"
        yield Case(
            name=f"{half} parked: a script leads away",
            body=body.encode(),
            gone=True,
            asked=asked,
            led=asked,
            expected=known,
        )


def _walled(
    half: str, data: dict[str, dict[str, list[str]]], chance: random.Random
) -> Iterator[Case]:
    for wording in data["walls"]["pages"]:
        asked = _address(half, chance)
        title, heading, inner = _filled(wording, asked)
        parts = [part.strip() for part in wording.split("¦")]
        body = f"<!doctype html><html><head><title>{title}</title></head><body><h1>{heading}</h1>{inner}{parts[3]}</body></html>"
        beside = None
        if chance.random() < 0.5:
            beside = Nonsense(
                look=look(body.encode(), url=asked + "x"), status=int(parts[4]), led=asked + "x"
            )
        yield Case(
            name=f"{half} wall {parts[5]}: {wording[:60]}", body=body.encode(), gone=False,
            asked=asked, led=asked, status=int(parts[4]), nonsense=beside,
        )  # fmt: skip


def _others(
    half: str, texts: dict[str, str], data: dict[str, dict[str, list[str]]],
    templates: tuple[Template, ...], chance: random.Random,
) -> Iterator[Case]:  # fmt: skip
    """What is told by an address, or by what nonsense gets, and not by words."""
    headline = "Cotton and buses: a report from the river"
    for number, (language, text) in enumerate(texts.items()):
        if language not in data:
            continue
        template = templates[number % len(templates)]
        asked = _address(half, chance)
        host = asked.split("/")[2]
        other = asked.rsplit("/", 1)[0] + "/qpwoeirutyalskdjfhgzmxncb"
        seed = chance.randrange(10**9)
        front = template(
            "Example", "Example", _article(text, random.Random(seed), 2), text, random.Random(seed)
        )
        known = chance.choice((None, expected_of([headline])))
        # every address shows the front page, in place
        yield Case(
            name=f"{half} front page in place {language} {template.__name__}", body=front.encode(), gone=True,
            asked=asked, led=asked, expected=known,
            nonsense=Nonsense(look=look(front.encode(), url=other), status=200, led=other),
        )  # fmt: skip
        # it leads to the front page: unsure, never soft gone
        root = f"http://{host}/"
        yield Case(
            name=f"{half} leads to the front page {language}", body=front.encode(), gone=False, asked=asked,
            led=root, expected=known,
            nonsense=Nonsense(look=look(front.encode(), url=root), status=200, led=root),
        )  # fmt: skip
        # an article answers to any words beside its number, and says which address is its own
        inner = _article(text, chance, 3)
        made = template(headline, headline, inner, text, random.Random(seed))
        own = f"http://{host}/story/123456/cotton-and-buses"
        made = re.sub("(?i)</title>", f'</title><link rel="canonical" href="{own}">', made, count=1)
        yield Case(
            name=f"{half} any words beside its number {language}", body=made.encode(), gone=False,
            asked=f"http://{host}/story/123456/cotton", led=f"http://{host}/story/123456/cotton",
            nonsense=Nonsense(look=look(made.encode(), url=own + "x"), status=200, led=own + "x"),
        )  # fmt: skip
        # it leads to a page that says it isn't there
        t, h, i = _filled(data[language]["gone"][0], asked)
        said = template(t, h, i, text, random.Random(seed)).encode()
        yield Case(
            name=f"{half} leads to an error page {language}", body=said, gone=True, asked=asked,
            led=f"http://{host}/404.html?url={asked}", expected=known,
        )  # fmt: skip
        # a search that finds nothing is alive: that is what was asked for
        found = template(
            "Search",
            f"Search: “{headline}”",
            "<p>No results. Nothing found.</p>",
            text,
            random.Random(seed),
        )
        where = f"http://{host}/search?q=cotton"
        yield Case(
            name=f"{half} a search {language}",
            body=found.encode(),
            gone=False,
            asked=where,
            led=where,
        )
    shell = b"<!doctype html><html><head><title>Example</title></head><body><div id=root></div><script src=/app.js></script><noscript>You need to enable JavaScript to run this app.</noscript></body></html>"
    asked = _address(half, chance)
    yield Case(
        name=f"{half} scripts only", body=shell, gone=False, asked=asked, led=asked,
        nonsense=Nonsense(look=look(shell, url=asked + "x"), status=200, led=asked + "x"),
    )  # fmt: skip
    for name, body in (
        ("pdf", b"%PDF-1.4\n..."),
        ("empty", b""),
        ("binary", bytes(range(256)) * 8),
    ):
        yield Case(
            name=f"{half} {name}", body=body, gone=False, asked=asked, led=asked, head_type=""
        )
