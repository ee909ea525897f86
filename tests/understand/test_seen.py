"""What can't be seen in a text hides nothing from any finder; the evidence stays verbatim."""

import re
import unicodedata
from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sourcebook.understand import understand
from sourcebook.understand.seen import seen

ENGLISH = (
    "Uzbekistan is a source, transit and destination country for women and girls trafficked for "
    "sexual exploitation. Kazakh men are trafficked from Kazakhstan to Russia for forced labor in "
    "the fields. In 2009 the police identified 1,250 victims of trafficking, among them 300 "
    "children, according to one NGO. Poverty and unemployment put girls aged 12 to 15 at risk, but "
    "the government opened a shelter. In 2010 the Department of State placed Uzbekistan on the "
    "Tier 2 Watch List. Côte d'Ivoire is a source country for children in forced labor in Central "
    "Asia."
)
RUSSIAN = (
    "Казахстан является страной происхождения, транзита и назначения для женщин и девочек. Мужчин "
    "из Узбекистана вывозят в Казахстан для принудительного труда. В 2009 году полиция выявила "
    "1250 жертв торговли людьми. Бедность и безработица растут."
)
KAZAKH = (
    "Қазақстан – адам саудасының құрбандары үшін шығу, транзит және бару елі. 2009 жылы полиция "
    "1250 құрбанды анықтады. Кедейлік және жұмыссыздық. Балалар еңбегі."
)
KINDS = ("places", "regions", "roles", "routes", "aspects", "figures", "ratings")
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202c\u034f\ufe0f"
_INSIDE = re.compile(r"(?<=[^\W\d_])(?=[^\W\d_])")
_IN_NUMBER = re.compile(r"(?<=\d)(?=[\d,])")


def told(text: str) -> list[tuple[str, object]]:
    """All that was understood apart from where it stands; every span is looked at on the way."""
    found = understand(text, country="UZ", year=2010)
    out: list[tuple[str, object]] = []
    for kind in KINDS:
        for one in getattr(found, kind):
            fields = msgspec.to_builtins(one)
            words = text[fields.pop("start") : fields.pop("end")]
            assert words
            assert words[0] not in HIDDEN
            assert words[-1] not in HIDDEN
            assert fields.pop("name", words) == words
            out.append((kind, fields))
    return out


def put(hidden: str, where: re.Pattern[str] = _INSIDE) -> Callable[[str], str]:
    return lambda text: where.sub(hidden, text)


def letters(these: str, others: str) -> Callable[[str], str]:
    table = str.maketrans(these, others)
    return lambda text: text.translate(table)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def ligatures(text: str) -> str:
    return text.replace("ffi", "\ufb03").replace("fi", "\ufb01").replace("ff", "\ufb00")


def broken(hyphen: str) -> Callable[[str], str]:
    words = (
        "traffick ed", "exploi tation", "des tination", "vic tims", "pov erty", "shel ter", "chil dren",
        "происхож дения", "принуди тельного", "бед ность",
    )  # fmt: skip

    def of(text: str) -> str:
        for word in words:
            for one in (word, word.capitalize()):
                text = text.replace(one.replace(" ", ""), one.replace(" ", hyphen))
        return text

    return of


def test_the_sample_says_something_of_every_kind() -> None:
    assert {kind for kind, _ in told(ENGLISH)} == set(KINDS)


TRICKS: dict[str, Callable[[str], str]] = {
    **{f"hidden {ord(one):x}": put(one) for one in HIDDEN},
    "in numbers": put("\u200b", _IN_NUMBER),
    "two in numbers": put("\u2060\ufeff", _IN_NUMBER),
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "accents apart and hidden": lambda text: put("\u200d")(unicodedata.normalize("NFD", text)),
    "full width": full_width,
    "ligatures": ligatures,
    "broken": broken("-\n"),
    "broken and indented": broken("- \r\n    "),
    "softly broken": broken("\u00ad\n"),
}
LATIN = {
    "Cyrillic letters": letters("aeocpxyiAECOPTK", "аеосрхуіАЕСОРТК"),
    "a few": letters("ao", "ао"),
    "Greek letters": letters("oνAETK", "ονΑΕΤΚ"),
    "mathematics": letters("aeiou", "𝐚𝐞𝐢𝐨𝐮"),
}
CYRILLIC = {
    "Latin letters": letters("аеосрхуіАВЕКМНОРСТХ", "aeocpxyiABEKMHOPCTX"),
    "a few": letters("со", "co"),
    "stress": put("\u0301", re.compile("(?<=а)")),
}


@pytest.mark.parametrize("name", [*TRICKS, *LATIN])
def test_no_trick_hides_what_an_english_text_says(name: str) -> None:
    tricked = {**TRICKS, **LATIN}[name](ENGLISH)
    assert tricked != ENGLISH
    assert told(tricked) == told(ENGLISH)


@pytest.mark.parametrize("text", [RUSSIAN, KAZAKH])
@pytest.mark.parametrize("name", [*TRICKS, *CYRILLIC])
def test_no_trick_hides_what_a_cyrillic_text_says(name: str, text: str) -> None:
    assert told({**TRICKS, **CYRILLIC}[name](text)) == told(text)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_hidden_characters_anywhere_inside_words_change_nothing_but_spans(
    data: st.DataObject,
) -> None:
    text = data.draw(st.sampled_from([ENGLISH, RUSSIAN, KAZAKH]))
    gaps = [found.start() for found in _INSIDE.finditer(text)]
    chosen = data.draw(st.sets(st.sampled_from(gaps), max_size=60))
    parts, last = [], 0
    for at in sorted(chosen):
        parts += [text[last:at], data.draw(st.text(HIDDEN, min_size=1, max_size=3))]
        last = at
    assert told("".join([*parts, text[last:]])) == told(text)


@given(st.text(st.sampled_from("aобc" + HIDDEN + "\u0301\u0308ﬁＡ１-\n 1é\ud800𝐚"), max_size=40))
def test_every_character_that_is_seen_leads_back_to_where_it_is(text: str) -> None:
    look = seen(text)
    if look is None:
        return
    last = (0, 0)
    for at in range(len(look.text)):
        start, end = look.origin(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert (start, end) >= last
        last = (start, end)
    assert look.text != text


@pytest.mark.parametrize(
    "text",
    [
        "",
        ENGLISH,
        RUSSIAN,
        KAZAKH,
        "A 14\u00adyear\u00adold, 2005\u00ad2009",
        "forced-\nlabour, child-\nlabour and Guinea-\nBissau",
        "In the СССР, then; МВФ and USA",
        "“Ünlü” – naïve… №5",
        "Работал в IBM и в ООН.",
    ],
)
def test_what_is_what_it_looks_like_is_left_alone(text: str) -> None:
    assert seen(text) is None


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("а source", "a source"),  # a Cyrillic а
        ("it is а source", "it is a source"),
        ("ушёл c Востока", "ушёл с Востока"),  # a Latin c
        ("сосoа beans here", "cocoa beans here"),
        ("re\u00adsource", "resource"),
        ("a dash \u00ad here\u200b", "a dash \u00ad here"),
        ("５\u200b００ women", "500 women"),
    ],
)
def test_a_text_is_read_as_it_looks(text: str, looks: str) -> None:
    look = seen(text)
    assert look is not None
    assert look.text == looks
