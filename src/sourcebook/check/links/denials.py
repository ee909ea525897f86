"""Tell whether a page says that what was asked for isn't there, and with which words. Pure.

What counts is where it says so, and how much else it says: all of a heading says more than a part, a
page of ten words more than one of a thousand.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from sourcebook.check.links import walls
from sourcebook.check.links.looking import Look
from sourcebook.check.links.marks import marks, may_have
from sourcebook.check.links.markup import host
from sourcebook.check.links.nonsense import Nonsense, alike
from sourcebook.check.links.phrases import UNSPACED, Found, missing, sentences, spoken
from sourcebook.check.links.pieces import pieces
from sourcebook.check.links.telling import following, named, other, told, topic_of
from sourcebook.check.links.where import searches, speaks_of_errors

_SHORT = 80  # words outside links; what says only that it isn't there says hardly more
_LONG = 300
_MUCH = 400  # words in all, beyond which only headings count
_PROSE = 45  # words of a paragraph: an article has one so long, a notice hasn't
_NEAR = 400  # letters at a page's beginning
_WHOLE = 0.6  # the share of a heading from which a cue is all that it says …
_PART = 0.5  # … and from which it says that at all
_SOME = 0.3  # … where there is nothing below it
_HEADED = 0.35  # … from which a heading that tells of something doesn't tell of that
_SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")
_AFTER = re.compile(r"(?<=\w):\s+\S+(?:\s+\S+){2,}$")
_HEADLINE = 0.5
_REGRET = 1.5  # what begins with an apology weighs so much more at least …
_APOLOGY = 5  # … of so many words at most
# Words of other things that may stand round a denial: behind one that is all of the title and of a
# heading, of one of them; before one below no heading; before and behind one below a heading that tells
# of something, and below one that the title tells, too.
_AFTER_BOTH = 45
_AFTER_ONE = 45
_BEFORE = 25
_AFTER_TOPIC = 12
_FEW = 6
_FEW_AFTER = 5
_MARKS = 2
_LITTLE = 40
_GONE = (404, 410)
_UNFIRM = 0.8  # what news are about as well weighs less
_ASKS = ("?", "؟", "？")  # a lower heading that asks is of a list of questions
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]{2,60}[»”“\"]")
# what sites made by scripts tell those who index them
_STATUS = re.compile(
    r"""<meta\s[^<>]{0,80}name=["']?prerender-status-code["']?[^<>]{0,80}content=["']?(404|410)\b""",
    re.I,
)
_CODES = re.compile(r"(?:\b(?:400|401|403|405|410|500|502|503)\b.*?){2}")
_SERVER = re.compile(r"<pre>(Cannot (?:GET|HEAD|POST) /)")  # Express
_HEAD = 20_000  # letters in which it stands
_PARTS = re.compile(r"\s+[|–—·•»«›~/\\-]+\s+|\s*[|»«·•›]+\s*|\s+::\s+")


class Heading(Struct, frozen=True, kw_only=True):
    """The cue in a heading, its share of the part in which it stands; ``vague`` that it only hints,
    ``about`` that it tells of such errors."""

    cue: Found | None = None
    share: float = 0.0
    vague: bool = False
    about: bool = False


def denial(
    look: Look, *, asked: str, led: str, nonsense: Nonsense | None, doubted: bool = False
) -> str:
    """The words with which it says that it isn't there, or "" where it doesn't, or where a page may
    well say so about something else. If ``doubted``, as where nonsense gets a plain 404."""
    if look.kind == "text":
        said = _said_alone(look.text[:_NEAR]) if look.words < _SHORT else None
        return f"“{said.says}”" if said else ""
    if look.kind != "html":
        return ""
    if status := _STATUS.search(look.page, 0, _HEAD):
        return f"its head says {status[1]}"
    if look.words < _SHORT and (server := _SERVER.search(look.page)):
        return f"“{server[1]}”"
    title = heading_cue(_paged(look.title, look.url))
    error_path = speaks_of_errors(led) and not speaks_of_errors(asked)
    ranked = look.ranked[:4]
    if not title.cue and not error_path and look.words > _MUCH and not _cued(ranked):
        return ""
    own, longest = sum(look.blocks), max(look.blocks, default=0)
    if searches(asked) and own < _LONG and not error_path:
        return ""  # "nothing found" is what a search says
    heads = (
        heading_cue(text, parts=False) for rank, text in ranked
        if rank == 1 or not text.endswith(_ASKS)
    )  # fmt: skip
    head = max(heads, key=lambda heading: heading.share, default=Heading())
    if (title.about or head.about) and not error_path:
        return ""
    title = _retold(title, look.title, ranked)
    same = nonsense is not None and alike(look, nonsense.look)
    if _CODES.search(look.own[:_NEAR]) and not error_path:
        return ""  # a list of what servers answer
    body = _below(look, search=searches(asked) or searches(led)) if own <= _LONG else None
    cue = _weighed(
        title, head, body, own=own, longest=longest, sure=error_path or same,
        about=speaks_of_errors(asked), unlike=doubted or (nonsense is not None and not same),
        plain=doubted or (nonsense is not None and not same and nonsense.status in _GONE), alone=not look.below and own < _SHORT // 2,
    )  # fmt: skip
    if cue and not (error_path or same) and _tells(look, title, head, body, cue):
        cue = None
    if cue:
        return f"“{cue.says}”"
    if own < _LONG and not cue and (mark := _marked(look, asked)):
        return mark
    if searches(led) and not searches(asked) and own < _LONG:
        says = walls.finds_nothing(look.begins)
        return f"leads to a search: “{says}”" if says else ""
    return f"leads to {led}" if error_path and own < _LONG else ""


def _retold(title: Heading, text: str, ranked: Sequence[tuple[int, str]]) -> Heading:
    """The cue in a title, smaller where a heading repeats it and goes on as the title does (“Not found –
    the lost children”, and a site's name behind)."""
    if title.cue is None:
        return title
    share = title.share
    cue, whole = title.cue.says.replace(" ", ""), spoken(text).replace(" ", "")
    for _, heading in ranked:
        words = spoken(heading).replace(" ", "")
        if cue in words and words in whole:
            share = min(share, title.cue.length / len(words))
    return Heading(cue=title.cue, share=share)


def _said_alone(text: str) -> Found | None:
    """The cue in a few words that are all there is."""
    words = spoken(text)
    language = missing().bare.get(words.replace(" ", ""))
    return Found(language, words) if language else body_cue(sentences(text))


def _below(look: Look, *, search: bool) -> Found | None:
    """The cue in the words below the headings; what a search says that finds nothing is one, unless
    a search was asked for."""
    alone = [block for block in look.below[:2] if block.replace(" ", "") in missing().bare]
    first = look.headings[0] if look.headings else ""
    headline = len(first.split()) > 1 and not _regret(spoken(first))
    if alone and not headline and max(look.blocks) < _PROSE // 2:
        return Found("", alone[0])
    words = " _ ".join(look.below)
    name = spoken(host(look.url).partition(":")[0])
    found = body_cue(words.replace(name, "page") if name else words)
    if found is None and not search and any(map(walls.searching, look.headed)):
        says = walls.finds_nothing(words)
        return Found("", says) if says else None
    return found


def _weighed(
    title: Heading, head: Heading, body: Found | None, *, own: int, longest: int, sure: bool,
    about: bool, unlike: bool, plain: bool, alone: bool,
) -> Found | None:  # fmt: skip
    """The cue that counts. ``own`` words in all and in the ``longest`` paragraph stand outside links;
    ``sure`` that it led to an address of errors, or nonsense gets the same; ``unlike`` that nonsense
    gets something else, ``plain`` a 404; ``alone`` that not a word stands below; ``about`` that the address itself speaks of errors (…/HTTP/Status/404)."""
    cue = head.cue if head.share >= title.share else title.cue
    cue = cue or body
    if cue is None or sure:
        return cue
    if about and not (own < _SHORT // 2 and body):
        return None
    if plain and body is None and not cue.firm and not alone:
        return None  # “Documents have vanished”: a headline, where what isn't there gets a 404
    titled, headed = title.share >= _WHOLE, head.share >= _WHOLE
    if titled and headed:
        enough = own < (2 * _LONG if longest < _PROSE and not unlike else _LONG)
    elif titled:
        brief = longest < _PROSE or body is not None or head.cue is not None
        enough = own < (_LONG if brief else _SHORT)
    elif headed:
        enough = own < _LONG
    elif (title.cue or head.cue) and alone:
        enough = max(title.share, head.share) >= _SOME
    elif title.cue or head.cue:
        part = max(title.share, head.share) >= _PART
        sure_of = (part and cue.firm) or (body is not None and body.firm)
        enough = own < (_LONG if sure_of else _SHORT) and (part or body is not None)
    else:
        enough = own < _LONG
    return cue if enough else None


def _tells(look: Look, title: Heading, head: Heading, body: Found | None, cue: Found) -> bool:
    """Whether a page with a ``cue`` tells of something, and says that by the way."""
    titled, headed = title.share >= _WHOLE, head.share >= _WHOLE
    what = told(look, cue.says, denies=_denies, heads=_heads)
    if not what.seen:
        return not titled and not any(cue.says in said for said in look.unseen)
    if what.headline and not titled and body and body.firm and body.says != cue.says:
        what = told(look, body.says, denies=_denies, heads=_heads)
    if what.headline and not titled:
        return True
    if titled and headed:
        return what.after > _AFTER_BOTH
    if titled or (headed and not what.topic):
        return what.after > _AFTER_ONE
    if headed:
        return what.before > _BEFORE // 2 or what.after > _BEFORE
    if what.aside and (what.topic or what.before > _BEFORE):
        return True
    if what.before > (_FEW if what.topic else _BEFORE):
        return True
    if not what.topic:
        return what.after > _AFTER_ONE
    if not cue.firm and what.share < _WHOLE:
        return True
    return what.after > (_FEW_AFTER if what.named or not cue.firm else _AFTER_TOPIC)


def _marked(look: Look, asked: str) -> str:
    """What of its source says that it is an error page, where it tells hardly anything."""
    if speaks_of_errors(asked) or not may_have(look):
        return ""
    some = [piece for piece in pieces(look.body) if not piece.aside]
    found = marks(look, some)
    if len(found) < _MARKS:
        return ""
    _, topic = topic_of(some, look, _heads)
    if topic and named(topic, look):
        return ""
    first = next((n for n, piece in enumerate(some) if piece.rank and piece.own), 0)
    says = sum(other(piece, _denies) for piece in some[:first])
    says += following(some[first + 1 :], _denies)
    return f"its source says “{found[0]}”" if says <= _LITTLE else ""


def _heads(text: str) -> bool:
    """Whether a heading says so, or only hints, and tells of nothing."""
    heading = heading_cue(text)
    if heading.cue is None:
        return heading.vague or walls.searching(spoken(text))
    return heading.share >= (_HEADED if heading.cue.firm else _WHOLE)


def _denies(sentence: str) -> bool:
    """Whether a sentence says that something isn't there, or is an apology for that."""
    words = spoken(sentence)
    alone = words.replace(" ", "")
    phrases = missing()
    return alone in phrases.bare or alone in phrases.vague or body_cue(words) is not None


def _paged(text: str, url: str) -> str:
    """A title that names the site's host as one that says “page”: “river.example doesn't exist”."""
    name = host(url).partition(":")[0]
    return text.replace(name, "page") if name and name in text else text


def _cued(ranked: Sequence[tuple[int, str]]) -> bool:
    return any(heading_cue(text).cue for _, text in ranked)


def body_cue(words: str) -> Found | None:
    """The cue in ``spoken`` words that stand below headings."""
    return missing().firmest(walls.lasting(words))


def _covered(words: str, letters: str) -> float:
    """The share of ``spoken`` words that cues cover, all of them together."""
    lasting = walls.lasting(words)
    covered = bytearray(len(letters))
    for found in missing().all(lasting):
        says = found.says.replace(" ", "")
        start = letters.find(says)
        if start >= 0:
            covered[start : start + len(says)] = b"\x01" * len(says)
    return sum(covered) / len(letters)


def _aside(text: str) -> bool:
    """Whether a headline only quotes what would deny (The ministry's site “not found”): neither the
    quoted words nor those around them say it of a page."""
    quoted = _QUOTED.search(text)
    around = _QUOTED.sub(" ", text)
    if not quoted or len(around.split()) < 2:
        return False
    phrases = missing()
    alone = spoken(quoted[0])
    if alone.replace(" ", "") in phrases.bare:
        return True
    return not phrases.find(alone) and not phrases.find(spoken(around))


def _regret(words: str) -> int:
    """The letters of the apology with which ``spoken`` words begin (“Unfortunately, …”), which articles
    don't; 0 where they begin otherwise."""
    vague, begun, longest = missing().vague, "", 0
    for word in words.split(" ")[:_APOLOGY]:
        begun += word
        if len(begun) > 1 and begun in vague:
            longest = len(begun)
    if longest or words.isascii() or not UNSPACED.search(words):
        return longest
    letters = words.replace(" ", "")
    return max((len(one) for one in vague if len(one) > 1 and letters.startswith(one)), default=0)


def parts_of(text: str) -> list[str]:
    """The parts of a title: what it is of, and the site's name and the like."""
    return _PARTS.split(text)


@lru_cache(4096)  # sites head their pages alike
def heading_cue(text: str, *, parts: bool = True) -> Heading:
    """The cue in a title or heading, and its share of the part of it in which it stands; without
    ``parts``, of all of it."""
    if not text:
        return Heading()
    best = Heading()
    phrases = missing()
    split = [*(parts_of(text) if parts else ()), *_SENTENCES.split(text), text]
    for part in dict.fromkeys(split):
        words = spoken(part)
        letters = words.replace(" ", "")
        if not letters or _aside(part):
            continue
        if (language := phrases.bare.get(letters)) and (parts or part == text):
            return Heading(cue=Found(language, words), share=1.0)
        if letters in phrases.vague and not best.cue:
            best = Heading(vague=True)
        elif found := phrases.find(walls.lasting(words)):
            share = _covered(words, letters)
            if regret := _regret(words):
                share *= max(_REGRET, len(letters) / max(1, len(letters) - regret))
                found = Found(found.language, found.says)
            share = min(1.0, share) * (1 if found.firm else _UNFIRM)
            after = _AFTER.search(part)
            if after and not phrases.find(spoken(after[0])):
                share *= _HEADLINE  # “Page not found: how links rot” tells of something
            if share > best.share:
                best = Heading(cue=found, share=share)
    if best.cue and walls.about(spoken(text)):
        return Heading(cue=best.cue, share=best.share, about=True)
    return best
