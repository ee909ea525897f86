"""Know the heading under which a report lists its sources, in the languages we meet, and its end."""

import re

_BEGINS = re.compile(
    r"^(?:(?:\d{1,2}|[IVX]{1,5})[.)]?\s+)?(?:"
    r"(?:list of |selected |cited |general )?(?:references?|bibliograph(?:y|ies)|works cited|"
    r"literature(?: cited| list)?|sources?(?: cited| and references| consulted)?|end ?notes|"
    r"reference list|references and (?:notes|sources|further reading)|notes(?: and (?:references|sources))?|"
    r"citations)|"
    r"(?:список )?(?:использованн\w+ )?(?:литератур[аы]|источник(?:и|ов))(?: и литератур[аы])?|"
    r"список (?:литературы|источников)(?: и источников)?|библиографи[яи](?:ческий список)?|"
    r"библиографический список|примечания|ссылки|сноски|"
    r"(?:пайдаланылған )?әдебиеттер(?: тізімі)?|дереккөздер|сілтемелер|"
    r"bibliographie|r[ée]f[ée]rences(?: bibliographiques)?|literatur(?:verzeichnis|angaben)?|"
    r"quellen(?:verzeichnis|angaben)?|einzelnachweise|anmerkungen|"
    r"bibliograf[íi]a|referencias(?: bibliogr[áa]ficas)?|fuentes|refer[êe]ncias|riferimenti|note|"
    r"kaynak(?:lar|ça)|المراجع|المصادر|参考文献|注释"
    r")\s*:?$",
    re.I,
)
_VAGUE = re.compile(r"^(?:notes?|sources?|ссылки|fuentes|quellen|citations|источники)\s*:?$", re.I)
_ENDS = re.compile(
    r"^(?:annex|appendix|appendices|acknowledg|about the (?:author|report|organi)|index\b|glossary|"
    r"приложени|қосымша|anhang|annexe|anexo|apéndice|contacts?\b|credits\b|colophon)",
    re.I,
)
_NUMBER = re.compile(r"^\W*\d{1,4}\W*$")
_WEB = re.compile(r"https?:|www\.|\b(?:1[89]|20)\d\d\b")


def begins(text: str) -> bool:
    """Whether these words are the heading of a bibliography."""
    return len(text) < 70 and _BEGINS.match(text.strip()) is not None


def vague(text: str) -> bool:
    """Whether the heading may as well stand over something else, so that what follows decides."""
    return _VAGUE.match(text.strip()) is not None


def ends(text: str) -> bool:
    """Whether a bibliography is over where this heading stands."""
    return len(text) < 120 and _ENDS.match(text.strip()) is not None


def likely(lines: list[str]) -> bool:
    """Whether lines look like sources: years and addresses in them. Numbers that stand alone, as where a
    column of them was taken off its items, say nothing."""
    some = [line for line in lines if not _NUMBER.match(line)][:40]
    hits = sum(_WEB.search(line) is not None for line in some)
    return bool(some) and hits >= max(1, len(some) * 0.15)
