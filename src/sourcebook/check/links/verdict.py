"""Say the standing of an address: what was seen of it, now and before, in; standing and reason out.

Pure. The rules, in the order they are asked:

1. No answer: *unsure*; *gone* once its name has led nowhere for days.
2. 404 or 410: *unsure* at first; *gone* once repeated over days with nothing better between.
3. Any other answer than 2xx: *unsure*, whatever came before.
4. A wall before the page (bot challenge, consent, login), or nothing at all: *unsure*.
5. A page that says that it isn't there, or a parked domain: *soft gone*, unless the title or the quoted
   words stand there.
6. A redirect: *moved* where it is for good and its target carries the title or the quoted words;
   *unsure* where it leads to a front page or to something else; *alive* else.
7. A web page where a file was, without title and quoted words: *unsure*.
8. The page is there: *changed* where the quoted words left it, else *alive*.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

import ada_url
from msgspec import Struct

from sourcebook.check.links.cues import soft_gone
from sourcebook.records import AddressStanding, Check, Sign, SignKind

# How often, and over how long, an answer must be repeated before an address counts as gone. Servers
# under repair answer 404 for days; 410 is said on purpose (RFC 9110 section 15.5.11); a domain that
# wasn't paid for in time is commonly off for some days and then back.
NEEDED: dict[str, tuple[int, timedelta]] = {
    "404": (3, timedelta(days=7)),
    "410": (2, timedelta(days=3)),
    "dns": (3, timedelta(days=7)),
}
FOR_GOOD = (301, 308)  # RFC 9110 sections 15.4.2 and 15.4.9
WALLS: tuple[tuple[SignKind, str], ...] = (
    ("challenge", "asks first whether a browser or a person is there"),
    ("consent", "shows a consent wall instead"),
    ("login", "asks to sign in"),
    ("empty", "came with nothing in it"),
)
_STATUS = {
    401: "asks to sign in (answer 401)",
    402: "asks to be paid (answer 402)",
    403: "keeps us out (answer 403)",
    429: "asks us to come back later (answer 429)",
    451: "is withheld for legal reasons (answer 451)",
}
_FILES = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|pps|rtf|od[tsp]|ps|epub|zip|jpe?g|png|gif|tiff?|mp[34])(?:[?#]|$)",
    re.I,
)
_PROVES: frozenset[SignKind] = frozenset({"title", "excerpt", "same bytes"})


class Verdict(Struct, frozen=True, kw_only=True):
    """The standing of an address and the reason for it, in words that follow "This address"."""

    standing: AddressStanding
    why: str


def verdict(seen: Check, before: Sequence[Check] = ()) -> Verdict:
    """What ``seen`` shows of an address, after the checks ``before`` it (oldest first). Standings of
    checks are not looked at, only what was seen."""
    if seen.fault == "robots":
        return _unsure(f"was not looked at: {seen.says}" if seen.says else "was not looked at")
    dead = dying(seen)
    if dead:
        return _dead(seen, dead, before)
    if seen.fault:
        return _unsure(seen.says or f"gave no answer ({seen.fault})")
    status = seen.hops[-1].status if seen.hops else 0
    if not 200 <= status < 300:
        return _unsure(_answered(status))
    signs = {sign.kind: sign for sign in reversed(seen.signs)}
    proof = next((sign for sign in seen.signs if sign.kind in _PROVES), None)
    if proof is None:
        for kind, words in WALLS:
            if kind in signs:
                return _unsure(_with(words, signs[kind]))
        if soft := soft_gone(seen.signs):
            return Verdict(standing="soft gone", why=soft)
    elif "challenge" in signs and proof.kind == "title":
        return _unsure(_with(WALLS[0][1], signs["challenge"]))
    return _there(seen, signs, proof, before)


def dying(check: Check) -> Literal["404", "410", "dns", ""]:
    """Which sign of being gone a check gave: its name leads nowhere, it isn't there (404), it is
    gone for good (410); "" where none. A 404 that carries the quoted words is none."""
    if check.fault:
        return "dns" if check.fault == "dns" else ""
    status = check.hops[-1].status if check.hops else 0
    if any(sign.kind in ("excerpt", "same bytes") for sign in check.signs):
        return ""
    return "404" if status == 404 else "410" if status == 410 else ""


def neutral(check: Check) -> bool:
    """Whether a check says nothing for or against: no answer, or one that is about us."""
    if dying(check):
        return False
    return bool(check.fault) or not any(200 <= hop.status < 300 for hop in check.hops[-1:])


def _dead(seen: Check, kind: Literal["404", "410", "dns"], before: Sequence[Check]) -> Verdict:
    row = [seen]
    for check in reversed(before):
        if neutral(check):
            continue
        if not dying(check):
            break
        row.append(check)
    first, last = moment(row[-1].at), moment(seen.at)
    # a clock that was put back makes a span negative: then nothing is known of it
    span = last - first
    times, days = NEEDED[kind]
    # each check of its own day: a run repeated within the hour shows one outage, not three
    counted = len({moment(check.at).date() for check in row})
    words = {
        "404": "answers 404 (not found)",
        "410": "answers 410 (gone)",
        "dns": "has a name that leads nowhere",
    }[kind]
    if counted >= times and span >= days:
        since = first.strftime("%-d %B %Y")
        return Verdict(standing="gone", why=f"{words}, in {len(row)} checks since {since}")
    again = "; it is asked again before it counts as gone"
    return _unsure(f"{words}{again}")


def was_file(seen: Check, before: Sequence[Check]) -> bool:
    """Whether an address is that of a file that is no web page: it is named so, or one came there
    and no page with the title or the quoted words since."""
    if _FILES.search(seen.url):
        return True
    for check in reversed(before):
        answered = not check.fault and check.hops and 200 <= check.hops[-1].status < 300
        if not answered or not check.media_type:
            continue
        if "html" not in check.media_type:
            return not check.media_type.startswith("text/")
        if any(sign.kind in _PROVES for sign in check.signs):
            return False
    return False


def _there(
    seen: Check, signs: dict[SignKind, Sign], proof: Sign | None, before: Sequence[Check]
) -> Verdict:
    led = seen.hops[-1].url
    redirected = len(seen.hops) > 1 and not same_place(seen.url, led)
    # a front page, or what a search finds, tells the titles of much that stands elsewhere
    if redirected and (proof is None or proof.kind == "title"):
        if "front page" in signs:
            return _unsure(f"leads to a front page ({led})")
        if "search" in signs:
            return _unsure(f"leads to a search ({led})")
    if redirected and proof is None:
        good = all(hop.status in FOR_GOOD for hop in seen.hops[:-1])
        if good and not seen.media_type.endswith("html") and _file(seen.url) == _file(led) != "":
            return Verdict(
                standing="moved", why=f"leads for good to {led}, a file of the same name"
            )
        return _unsure(f"leads to {led}, which shows neither its title nor the words quoted")
    if proof is None and seen.title and "html" in seen.media_type and was_file(seen, before):
        return _unsure(
            "answers with a web page where a file was, and shows neither its title nor the words quoted"
        )
    if "no excerpt" in signs:
        return Verdict(
            standing="changed",
            why=_with("is there, but the words quoted from it left it", signs["no excerpt"]),
        )
    if redirected:
        if all(hop.status in FOR_GOOD for hop in seen.hops[:-1]):
            return Verdict(standing="moved", why=f"leads for good to {led}, where {_proof(proof)}")
        return Verdict(standing="alive", why=f"leads for now to {led}, where {_proof(proof)}")
    if proof is None:
        return Verdict(standing="alive", why="answers, and nothing speaks against it")
    return Verdict(standing="alive", why=f"answers, and {_proof(proof)}")


def _proof(proof: Sign | None) -> str:
    kind = proof.kind if proof else ""
    return {
        "same bytes": "the very bytes came that came before",
        "excerpt": "the words quoted stand there",
        "title": "its title stands there",
    }.get(kind, "nothing speaks against it")


def same_place(url: str, led: str) -> bool:
    """Whether two addresses differ only in what sites settle by a redirect: http or https, "www.",
    a slash at the end."""
    return _bare(url) == _bare(led)


def _bare(url: str) -> str:
    try:
        parsed = ada_url.URL(url)
    except ValueError:
        return url
    host = parsed.hostname.removeprefix("www.")
    port = f":{parsed.port}" if parsed.port else ""
    return f"{host}{port}{parsed.pathname.rstrip('/')}{parsed.search}"


def _file(url: str) -> str:
    """The name of the file an address ends in, folded; "" where it ends in none."""
    last = url.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2].casefold()
    return last if "." in last else ""


def _answered(status: int) -> str:
    if status in _STATUS:
        return _STATUS[status]
    if status >= 500:
        return f"has a server in trouble (answer {status})"
    if 300 <= status < 400:
        return f"leads on without saying where (answer {status})"
    if status in (404, 410):
        return f"answers {status}, yet what was quoted stands there"
    return f"answers {status}" if status else "gave no answer"


def _with(words: str, sign: Sign) -> str:
    return f"{words}: {sign.says}" if sign.says else words


def _unsure(why: str) -> Verdict:
    return Verdict(standing="unsure", why=why)


def moment(at: str) -> datetime:
    """When a check was made; long ago where its date can't be read."""
    try:
        made = datetime.fromisoformat(at)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return made if made.tzinfo else made.replace(tzinfo=UTC)
