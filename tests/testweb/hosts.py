"""Invent the hosts of a world, their pages and their fates. Pure: the seed decides."""

import random

from testweb.days import LAST, date_of
from testweb.layouts import MOVES, OLD
from testweb.missing import MANNERS
from testweb.pages import FAMILIES, Site, headline
from testweb.tongues import coin, tongues
from testweb.walls import PARKINGS, WALLS
from testweb.world import Host, Page, Reorganised, file_page

# Shares in percent. How often each happens on the live web is not the point: each must happen often
# enough that a checker that gets it wrong is seen.
MISSING = {
    "404": 38, "410": 3, "words": 15, "front": 6, "to front": 8, "to search": 4, "empty": 5,
    "title only": 3, "no results": 3, "short": 3, "to error 200": 4, "to error 404": 4, "section": 2,
    "script": 2,
}  # fmt: skip
TRAITS = {
    "": 640, "wall": 90, "500": 15, "502": 8, "503": 15, "stall": 12, "dns days": 12, "reset": 8,
    "slow": 20, "too slow": 10, "drip": 10, "endless drip": 4, "head 405": 18, "head 404": 14,
    "head 500": 6, "head reset": 4, "robots": 14, "crawl-delay": 10, "robots 503": 4, "charset": 22,
    "cookie loop": 5, "http 0.9": 3, "header bomb": 3, "bad chunks": 3, "bad gzip": 3,
    "javascript": 3, "endless body": 3, "gzip": 30, "chunked": 20, "no length": 10, "bare 200": 4,
}  # fmt: skip
FATES = {
    "": 560, "removed": 150, "withdrawn": 20, "update": 50, "teaser": 12, "retitle": 15, "marks": 20,
    "replace": 12, "away": 25, "hop": 35, "hops": 12, "detour": 15, "refresh": 8, "loop": 6, "chain": 6,
    "elsewhere": 10,
}  # fmt: skip
REDIRECTS = {"right": 45, "temporary": 8, "front": 10, "copy": 7, "note": 5, "none": 25}
# Hosts that keep those who ask waiting have few pages, so that a run over all takes minutes.
SLOW = ("stall", "too slow", "drip", "endless drip", "slow", "endless body", "crawl-delay")
SLOW_PAGES = 6
WAYS = ("sitemap", "feed", "search", "canonical")
KINDS = {
    "prefix": 16, "extension": 10, "dated": 9, "query": 10, "case": 7, "id": 9, "tree": 7, "titles": 9,
    "cms": 12, "host": 7, "www": 4,
}  # fmt: skip
HOUSES = {
    "en": ("Herald", "Institute", "Observer", "Rights Watch", "Gazette", "Review", "Foundation"),
    "ru": ("Вестник", "Новости"),
    "kk": ("Хабаршысы",),
    "fr": ("Le Journal de",),
    "es": ("Diario",),
}


def _draw(dice: random.Random, shares: dict[str, int]) -> str:
    return dice.choices(tuple(shares), weights=tuple(shares.values()))[0]


def invent(seed: int, hosts: int, addresses: int) -> tuple[Host, ...]:
    """So many hosts, on which so many addresses were cited; some hosts have many, most a few."""
    dice = random.Random(f"{seed}/hosts")
    weights = [min(12.0, dice.paretovariate(1.6)) for _ in range(hosts)]
    total = sum(weights)
    cited = [max(1, int(weight / total * addresses)) for weight in weights]
    while sum(cited) != addresses:
        at = dice.randrange(hosts)
        step = 1 if sum(cited) < addresses else -1
        if cited[at] + step >= 1:
            cited[at] += step
    made, first = [], 1
    for number, count in enumerate(cited):
        host = _host(seed, number, count, first)
        first += len(host.pages)
        made.append(host)
    return tuple(made)


def _host(seed: int, number: int, cited: int, first: int) -> Host:
    dice = random.Random(f"{seed}/host/{number}")
    languages = tongues()
    language = _draw(dice, {code: tongue.weight for code, tongue in languages.items()})
    word = coin(dice)
    place = coin(dice, 3).capitalize()
    house = dice.choice(HOUSES.get(language, ("",)))
    name = f"{place} {house}".strip() if language != "fr" else f"{house} {place}"
    trait = _draw(dice, TRAITS)
    ip = f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"
    named = dice.random() < 0.35
    move = _move(dice) if dice.random() < 0.42 else None
    ends = dice.randint(3200, LAST) if dice.random() < 0.2 else None
    ending = _draw(dice, {"dns": 35, "refused": 15, "parked": 42, "usurped": 8}) if ends else ""
    named = named or trait == "dns days" or ending == "dns"
    if move is not None and move.kind in ("host", "www"):
        named = True
    mortal = ending == "refused"
    authority, later = ip, ""
    if named:
        authority = f"{word}-{number}.example"
        if move is not None and move.kind == "www":
            authority, later = (
                (f"www.{authority}", authority)
                if dice.random() < 0.5
                else (authority, f"www.{authority}")
            )
        elif move is not None and move.kind == "host":
            later = f"{coin(dice, 3)}-{number}.example"
        elif move is None and ending != "dns" and trait != "dns days" and dice.random() < 0.1:
            authority = f"{word}-{number}.localhost"
    charset, stated, meta = "utf-8", dice.choice(("utf-8", "utf-8", "")), True
    if trait == "charset":
        charset, stated, meta = _charset(dice, language)
    site = Site(
        name=name,
        language=language,
        family=dice.randrange(FAMILIES),
        charset=charset,
        stated=stated,
        meta=meta,
    )
    tongue = languages[language]
    filler = " ".join(tongue.sentence(dice) for _ in range(6)) if dice.random() < 0.12 else ""
    if trait == "wall":
        trait = f"wall {_draw(dice, WALLS)}"
    layout = dice.choice(_fitting(move))
    if trait in SLOW and cited > SLOW_PAGES:
        trait = ""
    return Host(
        number=number,
        ip=ip,
        authority=authority,
        later=later,
        site=site,
        missing=_draw(dice, {manner: MISSING[manner] for manner in MANNERS}),
        mortal=mortal,
        ends=ends,
        ending=ending,
        parking=_draw(dice, PARKINGS),
        trait=trait,
        trait_from=dice.choice((0, 0, dice.randint(4000, LAST))) if not trait.startswith("wall") else dice.randint(3600, LAST),
        move=move,
        feed=(move is not None and "feed" in move.ways) or dice.random() < 0.4,
        sitemap=(move is not None and "sitemap" in move.ways) or dice.random() < 0.4,
        search=dice.choice("qs") if move is not None and "search" in move.ways else "",
        filler=filler,
        pages=_pages(seed, dice, cited, first, language, layout, word, move, ends),
    )  # fmt: skip


def _fitting(move: Reorganised | None) -> tuple[str, ...]:
    fit = tuple(MOVES[move.kind]) if move is not None else ()
    return fit or OLD


def _move(dice: random.Random) -> Reorganised:
    kind = _draw(dice, KINDS)
    day = dice.randint(3000, LAST - 200)
    redirects = _draw(dice, REDIRECTS)
    years = dice.choice((1, 2, 4, 30))
    ways = {way for way in WAYS[:3] if dice.random() < 0.3}
    if kind == "cms":
        ways = {"sitemap"} if dice.random() < 0.7 else set()
    if redirects == "copy":
        ways.add("canonical")
        years = dice.choice((1, 2))
    until = day if redirects == "none" else day + 365 * years
    return Reorganised(kind=kind, day=day, redirects=redirects, until=until, ways=frozenset(ways))


def _charset(dice: random.Random, language: str) -> tuple[str, str, bool]:
    """What the bytes are in, what the header says, and whether the page says it too (truly)."""
    legacy = {
        "ru": "windows-1251", "uk": "windows-1251", "el": "iso-8859-7", "ja": "shift_jis",
        "zh": "gb18030", "ko": "euc-kr", "pl": "iso-8859-2", "cs": "windows-1250", "hu": "iso-8859-2",
        "tr": "iso-8859-9", "ar": "windows-1256", "en": "windows-1252", "fr": "windows-1252",
        "de": "iso-8859-1", "es": "iso-8859-1", "pt": "iso-8859-1", "sv": "iso-8859-1",
    }  # fmt: skip
    own = legacy.get(language, "utf-8")
    return dice.choice(
        ((own, "", True), (own, "utf-8", True), (own, own, False), (own, "", False),
         ("utf-8", "iso-8859-1", True))
    )  # fmt: skip


def _pages(
    seed: int,
    dice: random.Random,
    cited: int,
    first: int,
    language: str,
    layout: str,
    word: str,
    move: Reorganised | None,
    ends: int | None,
) -> tuple[Page, ...]:
    made: list[Page] = []
    stem = _series(random.Random(f"{seed}/series/{first}"), language)
    count = cited + min(12, 2 + cited)
    pairs = move is not None and dice.random() < 0.45  # the curator wrote down new addresses here
    for number in range(count):
        own = random.Random(f"{seed}/fate/{first + number}")
        is_cited = number < cited
        horizon = min(ends or LAST, move.day if move else LAST, 5600)
        read = own.randint(min(900, horizon // 3), max(horizon - 60, 950)) if is_cited else None
        issued = max(
            0,
            (read if read is not None else own.randint(100, LAST)) - own.choice((5, 40, 300, 900)),
        )
        if is_cited and read is not None and issued > read:
            issued = max(0, read - 1)
        fate = _draw(own, FATES) if is_cited else ""
        turn = own.randint((read or 0) + 30, LAST) if (read or 0) + 30 < LAST else LAST
        latin = language in ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "id")
        form = "html"
        if layout in ("tree", "files") and latin and own.random() < 0.5:
            form = "pdf"
        elif layout == "files" and own.random() < 0.1:
            form = "plain"
        quoted = is_cited and own.random() < 0.36
        size = "long" if quoted else _draw(own, {"long": 85, "short": 8, "stub": 7})
        hard = own.random() < 0.05
        series = stem.format(year=date_of(issued).year) if stem and own.random() < 0.7 else ""
        title, _ = headline(f"{seed}/page/{first + number}", language, hard=hard, series=series)
        again = None
        if pairs and move is not None and is_cited and own.random() < 0.5:
            again = own.randint(
                move.day + 10, max(move.day + 11, min(move.day + 900, ends or LAST))
            )
        made.append(
            Page(
                number=number,
                id=first + number,
                issued=issued,
                old=layout,
                new=MOVES[move.kind].get(layout, layout) if move else layout,
                filed=file_page(
                    title,
                    language,
                    issued,
                    own,
                    id=4000 + first + number,
                    ending={"html": "html", "pdf": "pdf", "plain": "txt"}[form],
                    word=word,
                ),
                cited=read,
                again=again,
                fate=fate,
                turn=turn,
                form=form,
                size=size,
                hard=hard,
                series=series,
                doi=own.random() < 0.04,
                handle=own.random() < 0.02,
                quoted=quoted,
            )
        )
    return _distinct(made)


def _series(dice: random.Random, language: str) -> str:
    """The title of what a site publishes every year, with {year} in it; "" for most sites. The wrong
    year's is a trap for those who look for where a page moved to."""
    if dice.random() >= 0.08:
        return ""
    title = tongues()[language].title(dice)
    return dice.choice((f"{title} {{year}}", f"{{year}} {title}"))


def _distinct(made: list[Page]) -> tuple[Page, ...]:
    """Pages of which no two share a path: a second one of a title gets its number."""
    from msgspec.structs import replace

    seen: set[str] = set()
    kept = []
    for page in made:
        own = page
        if page.path in seen or page.later_path in seen:
            filed = replace(
                page.filed,
                slug=f"{page.filed.slug}-{page.filed.id}",
                title=f"{page.filed.title} {page.filed.id}",
            )
            own = replace(page, filed=filed)
        seen.update((own.path, own.later_path))
        kept.append(own)
    return tuple(kept)
