"""Know what is true of an address on a day, and what a checker may say of it. Pure; kept from the checker."""

from msgspec import Struct
from msgspec.structs import replace

from testweb import missing
from testweb.events import DRIFTS, Happening, current, happens, relocated, weather
from testweb.world import Spot, World

# Traits that let no checker be sure, whatever else is true.
DOUBTFUL = (
    "too slow", "drip", "endless drip", "robots", "robots 503", "cookie loop", "http 0.9", "header bomb",
    "bad chunks", "bad gzip", "javascript", "endless body",
)  # fmt: skip
WEATHER = ("dns", "refused", "parked", "usurped", "walled", "down")  # these come before any trait
FEED = 10  # newest pages in a feed
GONE = ("gone", "unsure")


class Truth(Struct, frozen=True, kw_only=True):
    """``state`` in a word; ``lives``: the page still stands at this very address, though it may not be
    had today; ``now_at`` the URL at which its content stands, "" for nowhere; ``acceptable`` standings,
    the best first; ``burden`` a trait of the host that lets nobody be sure; ``excerpt`` whether quoted words stand there (None: nothing was quoted, or nobody
    can see it today); ``ways`` by which the new address can be found."""

    state: str
    lives: bool
    acceptable: tuple[str, ...]
    burden: str = ""
    now_at: str = ""
    excerpt: bool | None = None
    ways: tuple[str, ...] = ()

    @property
    def best(self) -> str:
        """What a checker that sees what can be seen would say."""
        return self.acceptable[0]


def truth(world: World, address: str | Spot, day: int) -> Truth:
    """What is true of an address. KeyError for one that no page ever had."""
    spot = world.spot(address) if isinstance(address, str) else address
    if spot is None:
        raise KeyError(address)
    what = happens(world, spot, day)
    told = _told(world, spot, day, what)
    host = spot.host
    hampered = host.trait in DOUBTFUL and day >= host.trait_from and not told.burden
    if not hampered or what.kind in WEATHER:
        return told
    acceptable = ("unsure", *(s for s in told.acceptable if s != "unsure"))
    if host.trait in ("drip", "endless drip", "endless body") and told.lives:
        acceptable = (*acceptable[1:], "unsure")
    return replace(told, burden=host.trait, acceptable=acceptable, excerpt=None)


def stands_at(world: World, spot: Spot, day: int) -> str:
    """The URL at which a page's content stands on a day, "" for nowhere (or behind a wall)."""
    here = current(spot, day)
    what = happens(world, here, day)
    if what.kind in ("stands", "copy") and what.manner != "replace":
        return world.url(here)
    if what.kind in ("redirect", "refresh") and "/hop/" in what.target:
        return world.at(here.host, f"/hop/{here.page.number}/1", here.later)
    return ""


def right(world: World, spot: Spot, target: str, day: int) -> bool:
    """Whether a target that was suggested for a page is where its content stands on that day."""
    now = stands_at(world, spot, day)
    if not now:
        return False
    if _bare(target) == _bare(now):
        return True
    there = world.spot(target)
    if there is None or there.page.id != spot.page.id:
        return False
    what = happens(world, there, day)
    return what.kind in ("stands", "copy", "redirect", "refresh") and what.manner != "replace"


def _bare(url: str) -> str:
    return url.partition("#")[0].removeprefix("https://").removeprefix("http://").rstrip("/")


def ways(spot: Spot, day: int) -> tuple[str, ...]:
    """By which ways the current address of a page can be found on that day."""
    host, page = spot.host, spot.page
    found = []
    if host.sitemap:
        found.append("sitemap")
    if host.search:
        found.append("search")
    if host.feed and page.number in newest(spot, day):
        found.append("feed")
    if host.move is not None and "canonical" in host.move.ways:
        found.append("canonical")
    if page.doi:
        found.append("doi")
    if page.handle:
        found.append("handle")
    return tuple(found)


def newest(spot: Spot, day: int) -> frozenset[int]:
    """The numbers of the pages in a host's feed."""
    pages = [p for p in spot.host.pages if p.issued <= day]
    pages.sort(key=lambda p: (-p.issued, p.number))
    return frozenset(p.number for p in pages[:FEED])


def _told(world: World, spot: Spot, day: int, what: Happening) -> Truth:
    page = spot.page
    now = stands_at(world, spot, day)
    away = now if now != world.url(spot) else ""
    found = ways(spot, day) if away else ()
    if what.kind in ("stands", "copy"):
        return _standing(spot, what, now)
    if what.kind == "redirect":
        return _redirected(world, spot, day, what, now)
    if what.kind in ("walled", "down") or what.manner == "days":
        lives = _lives(spot, day)
        says: tuple[str, ...] = ("unsure",) if lives else ("unsure", "gone", "soft gone")
        return Truth(state=what.kind, lives=lives, acceptable=says, now_at=now)
    if what.kind in ("dns", "refused"):
        return Truth(state=what.kind, lives=False, acceptable=GONE, now_at=away, ways=found)
    if what.kind == "parked":
        return Truth(state="parked", lives=False, acceptable=missing.SOFT, now_at=away, ways=found)
    if what.kind == "usurped":
        soft = spot.host.number % 2 == 0
        return Truth(state="usurped", lives=False, acceptable=missing.SOFT if soft else GONE)
    if what.kind == "missing":
        if what.manner == "404" and page.fate == "away":
            return Truth(state="away", lives=True, acceptable=("unsure",), now_at=world.url(spot))
        manner = what.manner or spot.host.missing
        says = missing.STANDINGS.get(manner, missing.SOFT)
        state = "moved" if away else "gone" if says[0] == "gone" else "soft gone"
        return Truth(state=state, lives=False, acceptable=says, now_at=away, ways=found)
    if what.kind == "note":
        says = ("soft gone", "unsure", "moved", "alive")
        return Truth(state="note", lives=False, acceptable=says, now_at=away, ways=(*found, "note"))
    if what.kind == "refresh":
        says = ("moved", "unsure", "alive")
        return Truth(state="refresh", lives=True, acceptable=says, now_at=now)
    if what.kind in ("loop", "chain"):
        return Truth(
            state=what.kind, lives=what.kind == "chain", acceptable=("unsure",), now_at=now
        )
    return Truth(state="elsewhere", lives=False, acceptable=("unsure", "soft gone"))


def _standing(spot: Spot, what: Happening, now: str) -> Truth:
    page, drift = spot.page, what.manner
    quoted = page.quoted
    says: tuple[str, ...] = ("alive",)
    lives = drift != "replace"
    if drift in ("update", "teaser") and quoted:
        says = ("changed", "alive")
    elif drift == "retitle" and not quoted:
        says = ("alive", "unsure", "changed")
    elif drift == "replace":
        says = ("changed", "unsure", "soft gone", "alive") if quoted else (
            "unsure", "alive", "soft gone", "changed")  # fmt: skip
    holds = drift in ("", "marks", "retitle")
    state = {"": "alive", "marks": "alive", "replace": "replaced"}.get(drift, "drifted")
    if what.kind == "copy":
        says = (*says, "moved")
    return Truth(
        state=state, lives=lives, acceptable=says, now_at=now, excerpt=holds if quoted else None
    )


def _redirected(world: World, spot: Spot, day: int, what: Happening, now: str) -> Truth:
    """Where an address leads on: what is true there, under the name of a redirect."""
    permanent = what.status in (301, 308)
    there = world.spot(what.target)
    if there is None:  # a hop: its end stands
        says: tuple[str, ...] = ("moved",) if permanent else ("alive",)
        if (
            spot.page.form == "pdf" or not spot.host.site.legible
        ):  # of which not every checker reads the title
            says = (*says, "unsure")
        holds = True if spot.page.quoted else None
        state = "redirected" if permanent else "detour"
        return Truth(state=state, lives=True, acceptable=says, now_at=now, excerpt=holds)
    end = truth(world, there, day)
    if end.acceptable[0] not in ("alive", "changed", "moved"):
        return Truth(
            state=f"redirected: {end.state}",
            lives=end.lives,
            acceptable=(*end.acceptable, *(s for s in ("unsure",) if s not in end.acceptable)),
            now_at=end.now_at,
            ways=end.ways,
            burden=end.burden,
        )
    says = ("moved",) if permanent and end.state != "detour" else ("alive",)
    if end.state == "detour" and permanent:
        says = ("moved", "alive")
    if end.state == "redirected" and not permanent:
        says = ("alive", "moved")
    if end.state not in ("alive", "redirected", "detour") or end.excerpt is False:
        says = (*says, *(s for s in (*end.acceptable, "unsure") if s not in says))
    elif spot.page.form == "pdf" or not spot.host.site.legible:
        says = (*says, "unsure")
    if spot.host.move is not None and spot.host.move.kind == "www" and permanent:
        says = (*says, *(s for s in ("alive",) if s not in says))  # "www." is hardly a move
    state = "redirected" if permanent else "detour"
    return Truth(state=state, lives=True, acceptable=says, now_at=end.now_at, excerpt=end.excerpt)


def _lives(spot: Spot, day: int) -> bool:
    """Whether the page would stand, or lead to where it stands, were its host to answer."""
    host, page = spot.host, spot.page
    if page.issued > day:
        return False
    move = host.move
    if move is not None and relocated(host, page) and spot.later != (day >= move.day):
        led = day < move.until and move.redirects in ("right", "temporary", "copy")
        if spot.later or not led:
            return False
    gone = page.fate in ("removed", "withdrawn", "loop", "elsewhere", "replace")
    return not (gone and day >= page.turn)


__all__ = ["DRIFTS", "Truth", "right", "stands_at", "truth", "ways", "weather"]
