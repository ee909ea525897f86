"""Judge from what a page says whether it is what was asked for, or says that it isn't there. Pure.

Signs are what was seen, each with the words it rests on. A page that carries the title or words that
the library knows is never soft gone, and where too little is known, nothing is said.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from sourcebook.check.links import walls
from sourcebook.check.links.looking import Look, count_words, fold, host
from sourcebook.check.links.nonsense import Nonsense, alike
from sourcebook.check.links.phrases import Found, missing, spoken
from sourcebook.records import Sign, SignKind

_PIECE = (32, 160)  # letters of an excerpt's piece: long enough to stand nowhere by chance
_PIECES = 24
_SHORT_TITLE = 12  # letters; a shorter title must be all of a heading
_LIKE = 92.0  # of 100: a title that a site has retouched (Sarkar's threshold is no better here)
_SHORT = 80  # words outside links; what says only that it isn't there says hardly more
_LONG = 300

_SEGMENTS = re.compile(r"\s+[|–—·•»«›:~/\\-]+\s+|\s*[|»«·•›]+\s*|\s+::\s+|:\s+(?=\D)")
_WHOLE_SEGMENTS = re.compile(r"\s+[|–—·•»«›~/\\-]+\s+|\s*[|»«·•›]+\s*|\s+::\s+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_QUOTES = re.compile(r"[\"'“”‘’„«»‹›\[\]()…]|\.\.\.|[-‐‑‒–—―]|\s\*\s")
_FRONT = re.compile(
    r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?"
    r"(?:(?:index|default|home|main|start|welcome|homepage|portal|frontpage)(?:\.[a-z]{2,5})?/?)?",
    re.I,
)
_ERROR_PATH = re.compile(
    r"(?:^|[/_.=-])(?:404|410|40[34]error|error404|not-?_?found|page-?_?not-?_?found|notfound|pagenotfound"
    r"|file-?not-?found|error-?page|errorpage|missing|no-?page|page-?missing|fehler|erreur|nicht-gefunden"
    r"|page-?introuvable|nenalezeno|no-?encontrad[oa]|nao-?encontrad[oa])(?:$|[/_.?&-])",
    re.I,
)
_SEARCH_PATH = re.compile(
    r"/(?:search|suche|recherche|buscar|busca|poisk|cerca|zoeken|szukaj|hledat|arama|find)\b|[?&](?:s|q|query|search|keyword|text)=",
    re.I,
)
_PATH = re.compile(r"^[a-z]+://[^/?#]*([^?#]*)(\?[^#]*)?", re.I)


class Expected(Struct, frozen=True, kw_only=True):
    """What the library knows of a page: its titles, and pieces of quoted words, folded."""

    titles: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()


def expected_of(titles: Iterable[str], quotes: Iterable[str] = ()) -> Expected:
    """What to look for, of an entry's titles and the paragraphs quoted from it. Quotes are cut where
    typesetters disagree (quotation marks, dashes, omissions)."""
    pieces: list[str] = []
    for quote in quotes:
        for part in _QUOTES.split(quote):
            piece = fold(part)
            if len(piece) >= _PIECE[0]:
                pieces.append(piece[: _PIECE[1]])
        if len(pieces) >= _PIECES:
            break
    known = tuple(dict.fromkeys(" ".join(title.split()) for title in titles if title.strip()))
    return Expected(titles=known, pieces=tuple(pieces[:_PIECES]))


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
    absent = _missing(look, asked=asked, led=led, nonsense=nonsense)
    title = _titled(look, expected, nonsense, absent) if expected else ""
    quote = _quoted(look, expected) if expected else ""
    if title:
        found.append(("title", title))
    if quote:
        found.append(("excerpt", quote))
    known = bool(title or quote)
    if wall := walls.challenge(look, status=status, led=led) if not known else "":
        found.append(("challenge", wall))
    if not known:
        if says := walls.consent(look, asked=asked, led=led):
            found.append(("consent", says))
        if says := walls.login(look, asked=asked, led=led):
            found.append(("login", says))
        if not wall and (says := walls.parked(look, asked=asked, led=led)):
            found.append(("parked", says))
    if leads_to_front(asked, led):
        found.append(("front page", led))
    if other_site(asked, led):
        found.append(("other host", host(led)))
    if absent and not known:
        found.append(("not found", absent))
    if nonsense and not known and _like(look, nonsense, asked=asked, led=led):
        found.append(("like nonsense", nonsense.led))
    if says := _empty(look):
        found.append(("empty", says))
    return tuple(Sign(kind=kind, says=says[:300]) for kind, says in found)


def soft_gone(found: Sequence[Sign]) -> str:
    """Why a page that answered says that what was asked for isn't there; "" where it doesn't."""
    kinds = {sign.kind: sign.says for sign in found}
    if kinds.keys() & {"title", "excerpt", "same bytes", "challenge", "consent", "login"}:
        return ""
    if "parked" in kinds:
        return f"the domain is parked or empty: {kinds['parked']}"
    if "not found" in kinds:
        return f"it says that it isn't there: {kinds['not found']}"
    if "like nonsense" in kinds and not kinds.keys() & {"front page", "empty"}:
        return "an address made up beside it gets the same page"
    return ""


def doubtful(
    look: Look, expected: Expected | None, asked: str, led: str, *, status: int = 200
) -> bool:
    """Whether an address made up beside it is worth asking for: nothing known stands there, nothing
    says that it isn't there, and it isn't plainly something else."""
    if look.kind not in ("html", "text") or status >= 400:
        return False
    found = signs(look, asked=asked, led=led, status=status, expected=expected)
    kinds = {sign.kind for sign in found}
    return not kinds & {
        "title", "excerpt", "same bytes", "challenge", "consent", "login", "parked", "not found",
        "front page",
    }  # fmt: skip


def leads_to_front(asked: str, led: str) -> bool:
    """Whether something deeper was asked for, and a front page answered."""
    return asked != led and _front(led) and not _front(asked)


def _front(url: str) -> bool:
    found = _PATH.match(url)
    if not found:
        return False
    path, query = found[1] or "/", found[2] or ""
    return _FRONT.fullmatch(path) is not None and not re.search(
        r"=[^&]*\d|=[^&]{8}|\?[^=]+$", query
    )


def other_site(asked: str, led: str) -> bool:
    """Whether another site answered; a site is its registered domain, as far as that can be told."""
    return _site(asked) != _site(led)


def _site(url: str) -> str:
    name = host(url)
    labels = name.split(".")
    if labels[-1].isdecimal() or len(labels) < 3:
        return name
    second = labels[-2] in (
        "co",
        "com",
        "org",
        "net",
        "gov",
        "gob",
        "gouv",
        "ac",
        "edu",
        "or",
        "go",
    )
    return ".".join(labels[-3 if second and len(labels[-1]) == 2 else -2 :])


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", fold(text))


def _titled(look: Look, expected: Expected, nonsense: Nonsense | None, absent: str) -> str:
    """The heading in which an expected title stands, or ""."""
    places = [text for text in (look.title, look.shared_title, *look.headings) if text]
    if look.kind == "text":
        places = [look.text[:400]]
    beside = (
        {_letters(text) for text in (nonsense.look.title, *nonsense.look.headings)}
        if nonsense
        else set()
    )
    for title in expected.titles:
        wanted = _letters(title)
        if not wanted or wanted in _letters(host(look.url)) or wanted == _letters(look.site):
            continue
        for place in places:
            has = _letters(place)
            if has in beside or not _carries(has, wanted, place, title):
                continue
            if absent and (len(wanted) < 2 * _SHORT_TITLE or _says_missing(place, title)):
                continue
            return place
        if not absent and len(wanted) >= 24 and not look.ranked:
            near = _letters(look.own[:3000])
            if wanted in near and not (nonsense and wanted in _letters(nonsense.look.own[:3000])):
                return title
    return ""


def _carries(has: str, wanted: str, place: str, title: str) -> bool:
    if not has:
        return False
    if len(wanted) < _SHORT_TITLE and wanted.isascii():
        return has == wanted or wanted == _letters(_WHOLE_SEGMENTS.split(place)[0])
    if wanted in has:
        return True
    if len(has) >= max(_SHORT_TITLE, 0.6 * len(wanted)) and has in wanted:
        return True
    if len(wanted) >= 20 and len(has) >= 0.6 * len(wanted):
        best = (
            fuzz.partial_ratio(wanted, has) if len(has) >= len(wanted) else fuzz.ratio(wanted, has)
        )
        if best >= _LIKE:
            return True
    parts = [_letters(part) for part in _SEGMENTS.split(title)]
    return len(parts) > 1 and len(parts[0]) >= 18 and parts[0] in has


def _says_missing(place: str, title: str) -> bool:
    """Whether a heading says of the title that it isn't there (“… was not found”)."""
    rest = missing().find(spoken(place))
    return rest is not None and rest.says not in spoken(title)


def _quoted(look: Look, expected: Expected) -> str:
    """The beginning of a quoted piece that stands there, or ""."""
    if look.kind not in ("html", "text"):
        return ""
    for piece in expected.pieces:
        if piece in look.folded:
            return piece[:80]
    return ""


def _missing(look: Look, *, asked: str, led: str, nonsense: Nonsense | None) -> str:
    """The words with which it says that it isn't there, or "" where it doesn't, or where a page may
    well say so about something else."""
    if look.kind == "text":
        said = missing().find(spoken(look.text[:600])) if look.words < _SHORT else None
        return f"“{said.says}”" if said else ""
    if look.kind != "html":
        return ""
    title, title_share = _heading_cue(look.title)
    head, head_share = None, 0.0
    ranked = look.ranked
    for rank, text in ranked[:4]:
        if rank == 2 and any(first == 1 for first, _ in ranked[:4]) and look.words > _LONG:
            continue
        cue, share = _heading_cue(text)
        if cue and share > head_share:
            head, head_share = cue, share
    error_path = asked != led and _ERROR_PATH.search(_path(led)) is not None
    if not title and not head and not error_path and look.words > 400:
        return ""
    own = count_words(look.own)
    search = _SEARCH_PATH.search(asked) is not None
    if search and own < _LONG and not error_path:
        return ""  # "nothing found" is what a search says
    body: Found | None = None
    if own <= _LONG:
        body = missing().find(spoken(look.own[:2500]))
    whole_title, whole_head = title_share >= 0.6, head_share >= 0.6
    same = bool(nonsense) and _says_the_same(look, nonsense)
    best = head if head_share >= title_share else title
    if best and (whole_title or whole_head):
        if whole_title and whole_head:
            enough = own < 2 * _LONG or same
        elif whole_head:
            enough = own < _LONG or same
        else:
            enough = own < _SHORT or bool(body) or bool(head and own < _LONG) or same
        if enough:
            return f"“{best.says}”"
    if best and (
        (own < _SHORT and (title_share + head_share >= 0.3 or body)) or error_path or same
    ):
        return f"“{best.says}”"
    if body and ((own < _SHORT and look.words < _LONG) or error_path or same):
        return f"“{body.says}”"
    if error_path and own < _LONG:
        return f"leads to {led}"
    return ""


def _path(url: str) -> str:
    found = _PATH.match(url)
    return f"{found[1]}{found[2] or ''}" if found else ""


def _heading_cue(text: str) -> tuple[Found | None, float]:
    """The cue in a title or heading, and its share of the part of it in which it stands."""
    if not text:
        return None, 0.0
    best: Found | None = None
    share = 0.0
    phrases = missing()
    for part in (*_WHOLE_SEGMENTS.split(text), text):
        words = spoken(part)
        if not words:
            continue
        language = phrases.bare.get(words.replace(" ", ""))
        if language:
            return Found(language, words), 1.0
        found = phrases.find(words)
        if found:
            part_share = min(1.0, found.length / max(1, len(words.replace(" ", ""))))
            if part_share > share:
                best, share = found, part_share
    return best, share


def _says_the_same(look: Look, nonsense: Nonsense | None) -> bool:
    """Whether the answer to nonsense says with the same heading that it isn't there."""
    if nonsense is None:
        return False
    other = nonsense.look
    return alike(look, other)


def _like(look: Look, nonsense: Nonsense, *, asked: str, led: str) -> bool:
    """Whether nonsense gets the same answer, and that says something: not where both name one deep
    address as theirs, which is an article that answers to any words beside its number."""
    other = nonsense.look
    if look.canonical and look.canonical == other.canonical and not _front(look.canonical):
        return bool(_ERROR_PATH.search(_path(look.canonical)))
    if led != asked and nonsense.led == led and leads_to_front(asked, led):
        return False
    return alike(look, other)


def _empty(look: Look) -> str:
    if not look.length:
        return "nothing came"
    if look.kind in ("html", "text") and not look.words and not look.frames and not look.refresh:
        return "nothing to read" if "<script" not in look.page else "nothing before its scripts run"
    if look.scripts_only:
        return "nothing before its scripts run"
    return ""
