"""Judge from what a page says whether it is what was asked for, or says that it isn't there. Pure.

Signs are what was seen, each with the words it rests on. A page that carries the title or words that
the library knows is never soft gone, and where too little is known, nothing is said.
"""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from sourcebook.check.links import walls
from sourcebook.check.links.looking import Look, fold, host
from sourcebook.check.links.nonsense import Nonsense, alike
from sourcebook.check.links.phrases import Found, missing, sentences, spoken
from sourcebook.records import Sign, SignKind

_PIECE = (32, 160)  # letters of an excerpt's piece: long enough to stand nowhere by chance
_PIECES = 24
_SHORT_TITLE = 12  # letters; a shorter title must be all of a heading
_LIKE = 92.0  # of 100: a title that a site has retouched (Sarkar's threshold is no better here)
_SHORT = 80  # words outside links; what says only that it isn't there says hardly more
_LONG = 300
_PROSE = 45  # words of a paragraph: an article has one so long, a notice hasn't
_NEAR = 400  # letters at a page's beginning
_WHOLE = 0.6  # the share of a heading from which a cue is all that it says …
_PART = 0.3  # … and from which it says that at all

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
    title = _titled(look, expected, nonsense) if expected else ""
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
    if not known and (says := _missing(look, asked=asked, led=led, nonsense=nonsense)):
        found.append(("not found", says))
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


def _titled(look: Look, expected: Expected, nonsense: Nonsense | None) -> str:
    """The heading in which an expected title stands, or "". A short title is not enough where the
    page says that something isn't there: it may be the site's name."""
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
            if _says_missing(place, title):
                continue
            if len(wanted) < 2 * _SHORT_TITLE and _denied(look, title, nonsense):
                continue
            return place
        if len(wanted) >= 2 * _SHORT_TITLE and not look.ranked:
            near = _letters(look.own[:3000])
            if wanted in near and not (nonsense and wanted in _letters(nonsense.look.own[:3000])):
                return title
    return ""


def _denied(look: Look, title: str, nonsense: Nonsense | None) -> bool:
    """Whether a page that carries a short title says that something isn't there, and isn't about just
    that."""
    if not _missing(look, asked=look.url, led=look.url, nonsense=nonsense):
        return False
    return look.words < _SHORT or not missing().find(spoken(title))


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
        said = _body_cue(sentences(look.text[:_NEAR])) if look.words < _SHORT else None
        return f"“{said.says}”" if said else ""
    if look.kind != "html":
        return ""
    title = _heading_cue(look.title)
    error_path = asked != led and _ERROR_PATH.search(_path(led)) is not None
    ranked = look.ranked[:4]
    if not title.cue and not error_path and look.words > 400 and not _cued(ranked):
        return ""
    own, longest = sum(look.blocks), max(look.blocks, default=0)
    if _SEARCH_PATH.search(asked) and own < _LONG and not error_path:
        return ""  # "nothing found" is what a search says
    first_rank = any(rank == 1 for rank, _ in ranked)
    heads = (
        _heading_cue(text) for rank, text in ranked
        if rank == 1 or not first_rank or longest < _PROSE
    )  # fmt: skip
    head = max(heads, key=lambda heading: heading.share, default=_Heading())
    same = nonsense is not None and alike(look, nonsense.look)
    body = _body_cue(look.begins) if own <= _LONG else None
    cue = _weighed(
        title, head, body, own=own, longest=longest, sure=error_path or same,
        about=_ERROR_PATH.search(_path(asked)) is not None, unlike=nonsense is not None and not same,
    )  # fmt: skip
    if not cue and body and longest < _PROSE:
        cue = _body_cue(sentences(look.own[:_NEAR]))
    if cue:
        return f"“{cue.says}”"
    return f"leads to {led}" if error_path and own < _LONG else ""


class _Heading(Struct, frozen=True, kw_only=True):
    """The cue in a heading, its share of the part in which it stands; ``vague`` that it only hints."""

    cue: Found | None = None
    share: float = 0.0
    vague: bool = False


def _weighed(
    title: _Heading, head: _Heading, body: Found | None, *, own: int, longest: int, sure: bool,
    about: bool, unlike: bool,
) -> Found | None:  # fmt: skip
    """The cue that counts. ``own`` words in all and in the ``longest`` paragraph stand outside links;
    ``sure`` that it led to an address of errors, or nonsense gets the same; ``unlike`` that nonsense
    gets something else; ``about`` that the address itself speaks of errors (…/HTTP/Status/404)."""
    cue = head.cue if head.share >= title.share else title.cue
    cue = cue or body
    if cue is None:
        return None
    if sure:
        return cue
    if about and not (own < _SHORT // 2 and body):
        return None
    titled, headed = title.share >= _WHOLE, head.share >= _WHOLE
    if titled and headed:
        enough = own < (_LONG if unlike or longest >= _PROSE else 2 * _LONG)
    elif headed:
        enough = own < (_SHORT if longest >= _PROSE else _LONG)
    elif titled:
        enough = own < _SHORT or (own < _LONG and (body is not None or head.cue is not None))
    elif title.cue or head.cue:
        enough = own < _SHORT and (title.share + head.share >= _PART or body is not None)
    else:
        vague = title.vague or head.vague
        enough = own < _SHORT or (vague and own < _LONG and longest < _PROSE)
    return cue if enough else None


def _cued(ranked: Sequence[tuple[int, str]]) -> bool:
    return any(_heading_cue(text).cue for _, text in ranked)


def _body_cue(words: str) -> Found | None:
    return missing().find(walls.lasting(words))


def _heading_cue(text: str) -> _Heading:
    """The cue in a title or heading, and its share of the part of it in which it stands."""
    if not text:
        return _Heading()
    best = _Heading()
    phrases = missing()
    parts = _WHOLE_SEGMENTS.split(text)
    for part in (*parts, text) if len(parts) > 1 else parts:
        words = spoken(part)
        letters = words.replace(" ", "")
        if not letters:
            continue
        if language := phrases.bare.get(letters):
            return _Heading(cue=Found(language, words), share=1.0)
        if letters in phrases.vague and not best.cue:
            best = _Heading(vague=True)
        elif found := phrases.find(walls.lasting(words)):
            share = min(1.0, found.length / len(letters))
            if share > best.share:
                best = _Heading(cue=found, share=share)
    return best


def _path(url: str) -> str:
    found = _PATH.match(url)
    return f"{found[1]}{found[2] or ''}" if found else ""


def _like(look: Look, nonsense: Nonsense, *, asked: str, led: str) -> bool:
    """Whether nonsense gets the same answer, and that says something: not where both name one deep
    address as theirs, which is an article that answers to any words beside its number."""
    other = nonsense.look
    if _named(look, asked):
        return False
    if look.canonical and look.canonical == other.canonical and not _front(look.canonical):
        return bool(_ERROR_PATH.search(_path(look.canonical)))
    if led != asked and nonsense.led == led and leads_to_front(asked, led):
        return False
    return alike(look, other)


def _named(look: Look, asked: str) -> bool:
    """Whether a page is titled as its address is worded (…/kazak-women-sold.html)."""
    words = [word for word in spoken(_path(asked).rpartition("/")[2]).split() if len(word) > 3]
    if len(words) < 3:
        return False
    heads = f" {' '.join(look.headed)} "
    return sum(1 for word in words if f" {word}" in heads) >= max(3, 0.7 * len(words))


def _empty(look: Look) -> str:
    if not look.length:
        return "nothing came"
    if look.kind in ("html", "text") and not look.words and not look.frames and not look.refresh:
        return "nothing to read" if "<script" not in look.page else "nothing before its scripts run"
    if look.scripts_only:
        return "nothing before its scripts run"
    return ""
