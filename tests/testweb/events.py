"""Decide what happens at an address on a day: to its host first, then to its page. Pure."""

import random
import zlib

from msgspec import Struct

from testweb.world import Host, Page, Spot, World

DRIFTS = ("update", "teaser", "retitle", "marks", "replace")
DOWN = ("500", "502", "503", "stall", "reset")  # traits that come and go
SPELL = 12  # days; an outage lies within such a spell
OUTAGE = 3  # days at most
BAD = 0.3  # share of spells with an outage


class Happening(Struct, frozen=True, kw_only=True):
    """What happens: stands (``manner``: "" or a drift), redirect (``status``, ``target`` a URL), missing
    (``manner``, "" for the host's own), note (a page that says where it went), copy (it stands, and names
    ``target`` as canonical), dns, refused, parked, usurped, walled, down, loop, chain, unborn."""

    kind: str
    manner: str = ""
    target: str = ""
    status: int = 0


def weather(world: World, host: Host, named_later: bool, day: int) -> Happening | None:
    """What happens to a whole host, under the name it was called by; None where it answers."""
    if host.later:
        moved = host.move is not None and day >= host.move.day
        if named_later and not moved:
            return Happening(kind="dns")
        if not named_later and moved and host.move is not None and day >= host.move.until:
            if zlib.crc32(host.authority.encode()) % 2:
                return Happening(kind="dns")
            return Happening(kind="parked", manner=host.parking)
    if host.ends is not None and day >= host.ends:
        return Happening(kind=host.ending, manner=host.parking if host.ending == "parked" else "")
    if day >= host.trait_from:
        if host.trait == "dns days" and outage(world.seed, host.number, day):
            return Happening(kind="dns", manner="days")
        if host.trait.startswith("wall "):
            return Happening(kind="walled", manner=host.trait[5:])
        if host.trait in DOWN and outage(world.seed, host.number, day):
            return Happening(kind="down", manner=host.trait)
    return None


def outage(seed: int, host: int, day: int) -> bool:
    """Whether a host that comes and goes is away on that day: for one to three days in three of ten
    spells of twelve days."""
    dice = random.Random(f"{seed}/outage/{host}/{day // SPELL}")
    if dice.random() >= BAD:
        return False
    length = dice.randint(1, OUTAGE)
    begins = dice.randint(0, SPELL - length)
    return begins <= day % SPELL < begins + length


def relocated(host: Host, page: Page) -> bool:
    """Whether the reorganisation gives the page another address."""
    return host.move is not None and (bool(host.later) or page.later_path != page.path)


def happens(world: World, spot: Spot, day: int) -> Happening:
    """What happens at a page's old or later address."""
    host, page = spot.host, spot.page
    above = weather(world, host, spot.later and bool(host.later), day)
    if above is not None:
        return above
    if page.issued > day:
        return Happening(kind="missing")
    move = host.move
    if move is not None and relocated(host, page):
        if spot.later and day < move.day:
            return Happening(kind="missing")
        if not spot.later and day >= move.day:
            return _left(world, spot, day)
    return _fate(world, spot, day)


def _left(world: World, spot: Spot, day: int) -> Happening:
    """At an address that the reorganisation left behind."""
    host, page, move = spot.host, spot.page, spot.host.move
    assert move is not None
    if day >= move.until:
        return Happening(kind="missing")
    target = world.url(Spot(host=host, page=page, later=True))
    if move.redirects == "right":
        return Happening(kind="redirect", target=target, status=(301, 301, 308)[page.id % 3])
    if move.redirects == "temporary":
        return Happening(kind="redirect", target=target, status=(302, 307, 303)[page.id % 3])
    if move.redirects == "front":
        return Happening(kind="missing", manner="to front")
    fate = _fate(world, Spot(host=host, page=page, later=True), day)
    if fate.kind == "missing":
        return fate
    if move.redirects == "copy":
        return Happening(kind="copy", target=target)
    return Happening(kind="note", target=target)


def _fate(world: World, spot: Spot, day: int) -> Happening:
    """At a page's own address of that day."""
    host, page = spot.host, spot.page
    if not page.fate or day < page.turn:
        return Happening(kind="stands")
    base = world.at(host, "", spot.later)
    fate = page.fate
    if fate in DRIFTS:
        return Happening(kind="stands", manner=fate)
    if fate == "removed":
        return Happening(kind="missing")
    if fate == "withdrawn":
        return Happening(kind="missing", manner="410")
    if fate == "away":
        away = day < page.turn + 7
        return Happening(kind="missing", manner="404") if away else Happening(kind="stands")
    if fate in ("hop", "hops"):
        steps = 1 if fate == "hop" else 5
        return Happening(kind="redirect", target=f"{base}/hop/{page.number}/{steps}", status=301)
    if fate == "detour":
        return Happening(kind="redirect", target=f"{base}/hop/{page.number}/1", status=302)
    if fate == "chain":
        return Happening(kind="chain", target=f"{base}/hop/{page.number}/50", status=302)
    if fate == "loop":
        return Happening(kind="loop", target=f"{base}/loop/{page.number}/a", status=302)
    if fate == "refresh":
        return Happening(kind="refresh", target=f"{base}/hop/{page.number}/1")
    return Happening(kind="elsewhere", target=f"{base}/section/1", status=301)


def current(spot: Spot, day: int) -> Spot:
    """The page at the address that its site itself uses on that day."""
    moved = spot.host.move is not None and day >= spot.host.move.day
    later = moved and relocated(spot.host, spot.page)
    return Spot(host=spot.host, page=spot.page, later=later)
