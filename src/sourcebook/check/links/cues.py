"""Judge from what a page says whether it is what was asked for, or says that it isn't there. Pure.

Signs are what was seen, each with the words it rests on. A page that carries the title or words that
the library knows is never soft gone, and where too little is known, nothing is said.
"""

from collections.abc import Sequence

from sourcebook.check.links import walls
from sourcebook.check.links.denials import denial
from sourcebook.check.links.known import Expected, echoes, quoted, titled
from sourcebook.check.links.looking import Look
from sourcebook.check.links.markup import host
from sourcebook.check.links.nonsense import Nonsense, alike
from sourcebook.check.links.phrases import spoken
from sourcebook.check.links.where import (
    is_front,
    leads_to_front,
    other_site,
    path_of,
    searches,
    speaks_of_errors,
)
from sourcebook.records import Sign, SignKind

_HARDLY = 30  # words; a page that leads on says no more than that it does

# Signs after which nothing is left to ask.
_DECIDE: frozenset[SignKind] = frozenset(
    {
        "title", "excerpt", "same bytes", "challenge", "consent", "login", "parked", "not found",
        "front page", "search",
    }
)  # fmt: skip


def signs(
    look: Look,
    *,
    asked: str,
    led: str,
    status: int,
    nonsense: Nonsense | None = None,
    expected: Expected | None = None,
) -> tuple[Sign, ...]:
    """What is seen in an answer. ``asked`` is the address asked for, ``led`` the one that answered,
    ``nonsense`` what came for an address that can't exist beside it, ``expected`` what is known."""
    found: list[tuple[SignKind, str]] = []
    title = titled(look, expected, nonsense, asked=asked) if expected else ""
    quote = quoted(look, expected) if expected else ""
    if title:
        found.append(("title", title))
    if quote:
        found.append(("excerpt", quote))
    known = bool(title or quote)
    if wall := walls.challenge(look, status=status, led=led) if not known else "":
        found.append(("challenge", wall))
    denied = denial(look, asked=asked, led=led, nonsense=nonsense) if not known else ""
    if not known:
        if says := walls.consent(look, asked=asked, led=led, denied=bool(denied)):
            found.append(("consent", says))
        if says := walls.login(look, asked=asked, led=led):
            found.append(("login", says))
        if not wall and (says := walls.parked(look, asked=asked, led=led)):
            found.append(("parked", says))
    if leads_to_front(asked, led):
        found.append(("front page", led))
    if asked != led and searches(led) and not searches(asked):
        found.append(("search", led))
    if asked != led and other_site(asked, led):
        found.append(("other host", host(led)))
    if denied:
        found.append(("not found", denied))
    if nonsense and not known and _like(look, nonsense, asked=asked, led=led):
        found.append(("like nonsense", nonsense.led))
    if not known and (says := _empty(look) or _sends_on(look, {kind for kind, _ in found})):
        found.append(("empty", says))
    return tuple(Sign(kind=kind, says=says[:300]) for kind, says in found)


def soft_gone(found: Sequence[Sign]) -> str:
    """Why a page that answered isn't what was asked for, in words that follow "This address"; "" where
    nothing says so."""
    kinds = {sign.kind: sign.says for sign in found}
    if kinds.keys() & {"title", "excerpt", "same bytes", "challenge", "consent", "login"}:
        return ""
    if "parked" in kinds:
        return f"leads to a parked domain: {kinds['parked']}"
    if "not found" in kinds:
        return f"answers, but says that the page isn't there: {kinds['not found']}"
    if "like nonsense" in kinds and not kinds.keys() & {"front page", "empty"}:
        return "answers as an address made up beside it does"
    return ""


def doubtful(
    look: Look, expected: Expected | None, asked: str, led: str, *, status: int = 200
) -> bool:
    """Whether an address made up beside it is worth asking for: nothing known stands there, nothing
    says that it isn't there, and it isn't plainly something else."""
    found = signs(look, asked=asked, led=led, status=status, expected=expected)
    return undecided(look, found, asked=asked, led=led, status=status)


def undecided(look: Look, found: Sequence[Sign], *, asked: str, led: str, status: int) -> bool:
    """The same, of signs that were seen already. A headline that may be news ("Documents have
    vanished") is worth asking, too."""
    if look.kind not in ("html", "text") or not 200 <= status < 300:
        return False
    deciding = {sign.kind for sign in found} & _DECIDE
    if deciding == {"not found"}:
        return not denial(look, asked=asked, led=led, nonsense=None, doubted=True)
    return not deciding


def _like(look: Look, nonsense: Nonsense, *, asked: str, led: str) -> bool:
    """Whether nonsense gets the same answer, and that says something: not where both name one deep
    address as theirs, which is an article that answers to any words beside its number."""
    other = nonsense.look
    if echoes(look.title, asked) and echoes(other.title, nonsense.led):
        return True  # a search that is asked for the words of whatever isn't there
    if _named(look, asked):
        return False
    if look.canonical and look.canonical == other.canonical and not is_front(look.canonical):
        return speaks_of_errors(look.canonical)
    if led != asked and nonsense.led == led and leads_to_front(asked, led):
        return False
    return alike(look, other)


def _named(look: Look, asked: str) -> bool:
    """Whether a page is titled as its address is worded (…/kazak-women-sold.html)."""
    words = [word for word in spoken(path_of(asked).rpartition("/")[2]).split() if len(word) > 3]
    if len(words) < 3:
        return False
    heads = f" {' '.join(look.headed)} "
    return sum(1 for word in words if f" {word}" in heads) >= max(3, 0.7 * len(words))


def _sends_on(look: Look, found: set[SignKind]) -> str:
    """Where a page with hardly a word leads its readers at once (a refresh tag, a script), which is not
    followed; "" where it stays, or is judged otherwise already."""
    if found & _DECIDE or "like nonsense" in found or not look.refresh or look.has_words(_HARDLY):
        return ""
    front = "a front page" if is_front(look.refresh) else "another page"
    return f"it leads its readers on at once to {front} ({look.refresh})"


def _empty(look: Look) -> str:
    if not look.length:
        return "nothing came"
    if look.garbled:
        return "nothing that can be read came"
    if not look.whole:
        return ""
    readable = look.kind in ("html", "text")
    if readable and not look.has_words(1) and not look.frames and not look.refresh:
        return "nothing to read" if "<script" not in look.page else "nothing before its scripts run"
    if look.scripts_only:
        return "nothing before its scripts run"
    return ""
