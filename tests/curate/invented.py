"""Invents reports as a PDF gives them (wrapped lines, hyphens, footnote marks, running heads between
the halves of a sentence) and keeps, beside each, the sentences as a person would copy them."""

from dataclasses import dataclass, field
from random import Random

from sourcebook.records import Block, Text, TextPage

PLACES = [
    "Orvania",
    "Telmark",
    "Ustrava",
    "Kessland",
    "Brenovia",
    "Maridor",
    "Quenland",
    "Solvane",
    "Attemar",
    "Jorvik",
]
TOWNS = ["Lenz", "Arko", "Pellin", "Varn", "Tiska", "Omeda", "Rusk", "Halvet", "Dorin", "Sabel"]
WHO = (
    "children", "migrant workers", "labour inspectors", "the ministry", "police officers",
    "herders", "shelter staff", "recruiters", "brick makers", "domestic workers", "prosecutors",
    "local officials", "garment workers", "community groups", "the border service",
)  # fmt: skip
DID = (
    "reported", "recorded", "investigated", "closed", "opened", "refused to hear", "trained staff in",
    "received complaints about", "published figures on", "visited", "counted", "warned about",
    "found forced labour in", "offered shelter after", "referred", "withheld wages in",
)  # fmt: skip
WHAT = (
    "brick kilns", "cotton fields", "fishing boats", "tobacco farms", "cases of debt bondage",
    "unlicensed agencies", "identity papers", "flower markets", "quarries", "carpet workshops",
    "offers of work abroad", "private houses", "bus stations", "border crossings",
)  # fmt: skip
HOW = (
    "during the harvest", "without written contracts", "at night", "in the second quarter",
    "under a new law", "with help from volunteers", "despite earlier promises", "on market days",
    "after the floods", "near the northern border", "for the first time", "over two summers",
)  # fmt: skip
SYLLABLES = [
    "ka",
    "lo",
    "mi",
    "ru",
    "te",
    "sha",
    "vo",
    "ne",
    "di",
    "pur",
    "gal",
    "ost",
    "ber",
    "lin",
    "far",
    "zo",
    "hem",
    "tar",
    "wil",
    "qu",
]
LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


def village(chance: Random) -> str:
    """A made-up name, one of thousands: real reports are full of words that stand in no other."""
    return "".join(chance.choice(SYLLABLES) for _ in range(3)).capitalize()


def sentence(chance: Random) -> str:
    """One invented sentence: a place, a year, a number, and now and then a negation."""
    place, town, year = chance.choice(PLACES), chance.choice(TOWNS), chance.randint(1998, 2024)
    no = chance.choice(("did not say that", "confirmed that", "never denied that", "wrote that"))
    number = chance.choice(
        (str(chance.randint(13, 989)), f"{chance.randint(1, 9)},{chance.randint(100, 999)}")
    )
    body = (
        f"{chance.choice(WHO)} {chance.choice(DID)} {number} {chance.choice(WHAT)} "
        f"{chance.choice(HOW)}"
    )
    form = chance.randrange(4)
    if form == 0:
        made = f"in {year}, {chance.choice(WHO)} from {place} {no} {body}"
    elif form == 1:
        made = f"{body}, and {chance.choice(WHO)} in {town} {no} {chance.choice(WHAT)} were safe"
    elif form == 2:
        made = f"officials in {place} {no} “{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)}” {chance.choice(HOW)}"
    else:
        made = f"between {year} and {year + 2}, {body} – the region’s {chance.choice(WHO)} were told in {town}"
    if chance.random() < 0.8:
        made += chance.choice((" near ", " outside ", " in the district of ")) + village(chance)
    return made[0].upper() + made[1:] + "."


@dataclass
class Report:
    """A text, and the sentences of its paragraphs as they would be copied."""

    text: Text
    paragraphs: list[list[str]] = field(default_factory=list)


def page(index: int, label: str, start: int, end: int) -> TextPage:
    """A page of a text."""
    return TextPage(index=index, label=label, start=start, end=end)


class _Press:
    """Sets sentences as a PDF's text layer has them."""

    def __init__(self, chance: Random, *, head: str) -> None:
        self.chance = chance
        self.head = head
        self.out: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self.pages: list[TextPage] = []
        self.page_start = 0
        self.mark = 0

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def aside(self, text: str, kind: str = "furniture") -> None:
        start = self.length
        self.put(text)
        self.blocks.append(Block(start=start, end=self.length, kind=kind))  # type: ignore[arg-type]

    def turn(self) -> None:
        """End the page, in the middle of a sentence or not: foot, number, next head."""
        self.put("\n\n")
        if self.chance.random() < 0.5:
            self.mark += 1
            self.aside(
                f"{self.mark} Interview with an official, {self.chance.choice(TOWNS)}.", "footnote"
            )
            self.put("\n\n")
        number = len(self.pages) + 1
        self.aside(str(number + 11))
        self.pages.append(page(len(self.pages), str(number + 11), self.page_start, self.length))
        self.put("\n\n")
        self.page_start = self.length
        self.aside(self.head)
        self.put("\n\n")

    def word(self, word: str) -> str:
        chance = self.chance
        if chance.random() < 0.1:
            for plain, joined in LIGATURES.items():
                word = word.replace(plain, joined)
        if len(word) > 8 and word.isalpha() and chance.random() < 0.15:
            at = chance.randint(3, len(word) - 4)
            return word[:at] + chance.choice(("-\n", "\u00ad\n", "-\r\n", "\u00ad")) + word[at:]
        return word

    def footnote_mark(self) -> str:
        self.mark += 1
        number = str(self.mark)
        raised = number.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return self.chance.choice((number, raised, f"[{number}]", f" ({number}; {self.mark + 1})"))

    def paragraph(self, sentences: list[str]) -> None:
        start = self.length
        column = 0
        turned = False
        for n, one in enumerate(sentences):
            words = one.split(" ")
            for m, word in enumerate(words):
                if n or m:
                    column += len(word) + 1
                    if column > 70:
                        self.put("\n")
                        column = 0
                    else:
                        self.put(self.chance.choice((" ", " ", " ", " ", "\u00a0", "  ", "\u2009")))
                if m and not turned and self.chance.random() < 0.01:
                    self.turn()
                    turned = True
                self.put(self.word(word))
            if self.chance.random() < 0.4:
                self.put(self.footnote_mark())
        self.blocks.append(Block(start=start, end=self.length))
        self.put("\n\n")


def report(seed: int, *, paragraphs: int = 12, place: str = "") -> Report:
    """An invented report of a few pages."""
    chance = Random(seed)
    press = _Press(
        chance, head=f"{place or chance.choice(PLACES)} REPORT {chance.randint(2001, 2020)}"
    )
    press.aside(press.head)
    press.put("\n\n")
    made = []
    for _ in range(paragraphs):
        sentences = [sentence(chance) for _ in range(chance.randint(2, 6))]
        press.paragraph(sentences)
        made.append(sentences)
    press.pages.append(page(len(press.pages), "", press.page_start, press.length))
    # A paragraph over a page's end holds the asides in its middle: the asides are what counts.
    text = Text(
        capture=f"{seed:064x}",
        media_type="application/pdf",
        text="".join(press.out),
        pages=tuple(press.pages),
        blocks=tuple(sorted(press.blocks, key=lambda block: block.start)),
    )
    return Report(text, made)
