"""Make invented posting pages of many kinds by chance, with what must be read from each line.

A page is a list of rows, each a line with its role, and an expectation. The word lists are parted:
half 0 of each is for working on the importer, half 1 for reporting, so that what is reported was
never seen. ``forms.py`` writes the rows down in the ways such pages come.
"""

import random
import re
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

Json = dict[str, Any]
LOST = "At one time this article had been archived and may possibly still be accessible [here]"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COUNTRIES = (
    ("ZW", "Zimbabwe", "Zimbabwe", ("Republic of", "Zimbabwe")), ("BR", "Brazil", "Brazil", ("Federative Republic of Brazil",)),
    ("KG", "Kyrgyz Republic", "KyrgyzRepublic", ("Kyrgyz Republic",)), ("SA", "Saudi Arabia", "SaudiArabia", ("Kingdom of", "Saudi Arabia")),
    ("MW", "Malawi", "Malawi", ("Malawi",)), ("TH", "Thailand", "Thailand", ("Kingdom of Thailand",)),
    ("CI", "Côte d'Ivoire", "IvoryCoast", ("Cote d'Ivoire",)), ("MM", "Burma", "Burma", ("Burma",)),
    ("TZ", "Tanzania", "Tanzania", ("United Republic of", "Tanzania")), ("NP", "Nepal", "Nepal", ("Nepal",)),
    ("AE", "United Arab Emirates", "UAE", ("United Arab Emirates", )), ("PE", "Peru", "Peru", ("Republic of Peru",)),
    ("CZ", "Czech Republic", "CzechRepublic", ("Czech Republic",)), ("BG", "Bulgaria", "Bulgaria", ("Republic of Bulgaria",)),
    ("DO", "Dominican Republic", "DominicanRepublic", ("Dominican Republic",)), ("LA", "Laos", "Laos", ("Lao People's Democratic Republic",)),
)  # fmt: skip
THEMES = (
    ("human-trafficking", "humantrafficking", "Human Trafficking & Modern-day Slavery", "What is promised is seldom what is paid"),
    ("csec", "childprostitution", "The Commercial Sexual Exploitation of Children", "Nobody is for sale"),
    ("street-children", "streetchildren", "The Prevalence, Abuse & Exploitation of Street Children", "Where the day begins on the pavement"),
    ("torture", "torture", "Torture by Police, Forced Disappearance & Other Ill Treatment", "Nobody asks what happened in the basement"),
    ("poverty", "poverty", "Poverty", "Hunger is a bad adviser"),
)  # fmt: skip
PEOPLE = (
    "Tendai Moyo", "Marek Hlavac", "Ana Beatriz Costa", "J. R. Whitlock", "Ruth Achieng", "Li Wen", "Óscar Peña",
    "Nguyen Thi Lan", "Peter van der Meer", "Fatou Diallo", "Sunil K. Thapa", "Ioana Petrescu", "Hamid al-Rashid",
    "Grace Banda", "Mario Osorio", "Yuki Tanabe", "Sergei Lugovoy", "Emma-Jane Clarke", "Dr. Hans Eberle", "M. A. Siddiqui",
    "Thabo Nkosi", "Carla de Souza", "Andrew MacGregor", "Ngozi Okafor", "Liam O'Hara", "Pham Minh", "Zsofia Kiss", "Bilal Haddad",
    "Kwame Asante", "Rosa Inés Quispe", "Chinelo Eze", "Tomasz Zielinski", "Aye Aye Win", "Pilar Ortega", "Gulmira Asanova", "Jo Becker",
)  # fmt: skip
PUBLISHERS = (
    "BBC News", "The Herald", "Integrated Regional Information Networks IRIN", "Coast Daily News CDN", "The Northern Lantern",
    "Inter Press Service News Agency IPS", "Folha do Vale", "UN News Centre", "Kommersant", "Child Rights Information Network CRIN",
    "The Nation", "Deutsche Welle", "Times of Oman", "Human Rights Watch", "Highland Gazette", "Xinhua News Agency",
    "ReliefWeb", "Voice of America VOA News", "The Zambezi Standard", "Associated Press AP", "El Puerto", "Amnesty International",
    "Anti-Slavery International", "Radio Free Europe/Radio Liberty RFE/RL", "Harvest Quarterly", "The Korea Herald", "Le Courrier du Sud",
    "U.S. Dept of State Bureau of Democracy, Human Rights, and Labor", "International Organization for Migration IOM",
    "UNICEF Regional Office", "Mail & Guardian Online", "Oxfam", "Asian Human Rights Commission AHRC", "StreetWise Trust",
    "Agence France-Presse AFP", "Pacific Islands Report", "Save the Children UK", "The Independent", "Novaya Pravda", "Casa Alianza",
    "ECPAT International", "Gulf Today", "Reuters AlertNet", "SABC News", "The Christian Science Monitor", "Kathmandu Morning Post",
    "ILO International Programme on the Elimination of Child Labour IPEC", "Institute for War & Peace Reporting IWPR",
    "allAfrica.com", "EurasiaNet.org", "Washington Post Foreign Service", "United Nations Office on Drugs and Crime UNODC",
    "Sokwanele", "Vale Hoje", "La Strada", "Ferghana.ru", "Daily Monitor", "The Age", "Prague Ledger", "SW Radio Africa",
)  # fmt: skip
PLACES = (
    "Harare", "Rio de Janeiro", "Bishkek", "Geneva", "New York", "Washington, D.C.", "Lilongwe", "Bangkok", "Mutare", "Kampala",
    "São Paulo", "Nairobi", "Dar es Salaam", "Phnom Penh", "Lima", "Prague", "Johannesburg", "Dubai", "Sofia", "Abidjan",
)  # fmt: skip
NOUNS = (
    "Orchard Workers", "Border Police", "Street Boys", "Tobacco Farms", "Fishing Crews", "Maids", "Brick Kilns", "Runaways",
    "Judges", "Shelters", "Recruiters", "Camel Jockeys", "Quarry Children", "Cotton Pickers", "Bus Station Children", "Sugar Estates",
    "Prison Guards", "Night Markets", "Rail Yards", "Garment Shops", "Herd Boys", "Cane Cutters", "Ministers", "Villagers",
)  # fmt: skip
DEEDS = (
    "Say They Were Never Paid", "Await a Verdict", "Return Home With Nothing", "Face New Rules", "Held for Months Without Charge",
    "Learn to Read Contracts", "Lose Their Only Home", "Freed After Raid", "Blamed for Delay", "Walk Out of Camp", "Under Scrutiny",
    "Told to Wait", "Win Back Wages", "Get a Telephone Line", "Find Few Answers", "Go Before the Court",
)  # fmt: skip
SUBJECTS = (
    "The foreman", "One driver", "A clerk at the ministry", "The older children", "Most of the families", "An inspector", "The contractor",
    "A neighbour", "The aid workers", "Two of the cooks", "The owner of the estate", "Every second household", "The court", "No one in the village",
    "Her aunt", "The night guard",
)  # fmt: skip
ACTS = (
    "kept the ledgers in a locked room", "said that the wages would come after the harvest", "was moved to another camp in June",
    "had signed a paper that nobody read aloud", "waited at the bus station for three days", "did not know the name of the town",
    "paid the agent with a borrowed cow", "asked for the passports twice", "counted 340 people in the sheds", "slept under the market stalls",
    "promised to look into the matter", "works from dawn until the lamps go out", "could not leave before the debt was worked off",
    "earned about $2.50 a day in 2003", "went back to school in Jan. 2006", "never saw a doctor",
)  # fmt: skip
TAILS = (
    "and nothing was written down.", "although the law forbids it.", "as the U.S. embassy reported.", "which surprised nobody.",
    "while the rains lasted.", "according to Mr. Banda, who heads the union.", "so that the children stayed behind.", "for reasons that were not given.",
    "at a rate of 40 percent a month.", "in the districts of the north.", "[in the capital] and elsewhere.", "until the police came.",
    "– or so he said.", "because there was no other work (see below).", "to pay for the journey, he said.", "before the camp was closed.",
)  # fmt: skip
HEADINGS = (
    "FORCED LABOR", "PROHIBITION OF FORCED OR COMPULSORY LABOR", "THE ROAD NORTH", "TRAFFICKING IN PERSONS", "CHILDREN", "WHAT THE LAW SAYS",
    "4. IMPUNITY", "G4. DO INDIVIDUALS ENJOY EQUALITY OF OPPORTUNITY?", "SECTION 6 WORKER RIGHTS", "THE GOVERNMENT’S RESPONSE",
    "INCIDENCE AND NATURE OF CHILD LABOR", "WHO PAYS?", "A NIGHT IN THE DEPOT", "NGOs AND THEIR SHELTERS", "III. CONDITIONS OF DETENTION", "CASE 2",
    "PROTECTION OF VICTIMS", "ORIGIN, TRANSIT & DESTINATION", "SEXUAL EXPLOITATION", "GIRLS’ SCHOOLING",
)  # fmt: skip
HOSTS = (
    "www.lantern.example", "coastdaily.example", "news.bbc.co.example", "www1.umn.example", "allafrica.example", "www.irinnews.example",
    "2009-2017.state.example", "hrw.example", "www.valehoje.com.example", "reliefweb.example", "gulf-today.example", "docs.google.example",
)  # fmt: skip
PATHS = (
    "/news/2005/shelter.php?id=3#20", "/report.asp?ReportID=59310&SelectRegion=Southern_Africa", "/2/hi/africas/2942.stm", "/humanrights/crc/country2003.html",
    "/stories/200702120.html", "/en/news-item/%C3%A9tat_civil/", "/j/drl/rls/hrrpt/2005/61656.htm", "/library/index/ENGAFR460092005?open&of=ENG-2S3",
    "/cgi-bin/story.pl?a=1,2,3&b=x~y", "/docs/pub/wcms_081997.pdf", "/~crime/Vol_2-3(4).html", "/global-voices/kazak-women/", "/", "/w/index_e.htm",
)  # fmt: skip
CAUTION = (
    "The following links have been culled from the web to illuminate the situation in {0}. Some of these links may lead to websites that "
    "present allegations that are unsubstantiated or even false. No attempt has been made to validate their authenticity or to verify their content."
)  # fmt: skip
PROMPT = (
    "If you are looking for material to use in a term-paper, you are advised to scan the postings on this page and others to see which aspects "
    "of the subject are of particular interest to you. Would you like to write about {0}? {1}? {2}? etc. There is a lot to the subject. "
    "Scan other countries as well."
)  # fmt: skip
ASKED = (
    "Forced-Labor",
    "Debt Bondage",
    "Prostitution",
    "Forced Begging",
    "Child Soldiers",
    "Sale of Organs",
    "Domestic Servitude",
    "Camel Jockeys",
)
TEACHERS = "Check out some of the Resources for Teachers attached to this website."
NOTICE = (
    "All material used herein reproduced under the fair use exception of 17 USC § 107 for noncommercial, nonprofit, and educational use. "
    "PLEASE RESPECT COPYRIGHTS OF COMPONENT ARTICLES."
)  # fmt: skip


class Row(Struct, kw_only=True):
    """A line: its words, its role, what its link points to, the part of the page it ends in."""

    text: str
    role: str
    href: str = ""


class Page(Struct, kw_only=True):
    """Rows and what must be read from them. ``parts`` maps a row's number to the excerpt whose
    paragraph it is: (entry, excerpt, paragraph's words)."""

    path: str
    rows: list[Row]
    page: Json
    entries: list[Json]
    quotes: dict[int, tuple[int, int]]
    words: dict[int, str]


class Chance:
    """Picks from one half of every list."""

    def __init__(self, seed: int, half: int) -> None:
        self.random = random.Random(f"{seed}/{half}")
        self.half = half

    def pick(self, pool: Sequence[Any]) -> Any:
        return self.random.choice(pool[self.half :: 2])

    def any(self, *pool: Any) -> Any:
        return self.random.choice(pool)

    def often(self, share: float) -> bool:
        return self.random.random() < share

    def sentence(self) -> str:
        return f"{self.pick(SUBJECTS)} {self.pick(ACTS)} {self.pick(TAILS)}"

    def paragraph(self, low: int = 1, high: int = 5) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(low, high)))


def _date(c: Chance) -> tuple[str, str | None]:
    """A date of issue as written, and its EDTF form."""
    year, month, day = (
        c.random.randint(2000, 2024),
        c.random.randint(1, 12),
        c.random.randint(1, 28),
    )
    long, short = MONTHS[month - 1], SHORT[month - 1]
    full = f"{year}-{month:02d}-{day:02d}"
    ways: list[tuple[str, str | None]] = [
        (f"{day} {long} {year}", full), (f"{long} {day}, {year}", full), (f"{day} {short} {year % 100:02d}", full),
        (f"{short}. {day}, {year}" if month != 5 else f"May {day}, {year}", full), (f"{long} {day},{year}", full), (full, full),
        (f"{short} {day} {year}", full), (f"1st {long} {year}", f"{year}-{month:02d}-01"), (f"{long} {year}", full[:7]),
        (f"{year}", full[:4]), (f"{long} {day:02d}, {year}", full), (f"{day}th {long}, {year}" if 3 < day < 21 else f"{day} {long}, {year}", full),
        (f"{month:02d}/{max(day, 13)}/{year}", f"{year}-{month:02d}-{max(day, 13)}"), (f"{short} {year}", full[:7]),
    ]  # fmt: skip
    weights = [8, 8, 3, 4, 1, 2, 3, 1, 4, 3, 3, 1, 1, 1]
    return c.random.choices(ways, weights)[0]


def _accessed(c: Chance) -> tuple[str, str | None, str]:
    """An access note, its date's EDTF form, and the date as written."""
    year, month, day = (
        c.random.randint(2009, 2023),
        c.random.randint(1, 12),
        c.random.randint(1, 28),
    )
    usual = f"{day} {MONTHS[month - 1]} {year}"
    full = f"{year}-{month:02d}-{day:02d}"
    roll = c.random.random()
    if roll < 0.84:
        return f"[accessed {usual}]", full, usual
    if roll < 0.88:
        return f"[accessed {year}]", str(year), str(year)
    if roll < 0.90:
        return f"[accessed {day}ugust {year}]", None, f"{day}ugust {year}"
    if roll < 0.92:
        return f"[accessed 25 November 25, {year}]", None, f"25 November 25, {year}"
    if roll < 0.96:
        return "[Last access date unavailable]", None, "Last access date unavailable"
    if roll < 0.98:
        return "[access information unavailable]", None, "access information unavailable"
    return (
        f"[accessed {MONTHS[month - 1]} {day}, {year}]",
        full,
        f"{MONTHS[month - 1]} {day}, {year}",
    )


class _Maker:
    def __init__(self, chance: Chance) -> None:
        self.c = chance
        self.rows: list[Row] = []
        self.entries: list[Json] = []
        self.quotes: dict[int, tuple[int, int]] = {}
        self.words: dict[int, str] = {}
        self.section = ""
        self.group = ""
        self.country = ""
        self.titles: set[str] = set()

    def row(self, text: str, role: str, href: str = "") -> None:
        self.rows.append(Row(text=text, role=role, href=href))

    # --- a posting -------------------------------------------------------------------------
    def title(self) -> tuple[list[str], Json | None]:
        """The title's lines, and the date where only the title tells one."""
        c = self.c
        year = c.random.randint(2003, 2022)
        place = self.country or c.pick(COUNTRIES)[1]
        noun, deed, other = c.pick(NOUNS), c.pick(DEEDS), c.pick(NOUNS)
        dated = {"edtf": str(year), "as_written": str(year)}
        ways: list[tuple[list[str], Json | None]] = [
            ([f"{noun} {deed}"], None), ([f"{noun} in {place} {deed}"], None), ([f"{place.upper()}: {noun} {deed.lower()}"], None),
            ([f"{noun} {deed.lower()}"], None), ([f"RIGHTS-{place.upper()}: {noun} {deed}"], None), ([f"‘{noun}’ {deed}, Says Report"], None),
            ([f"{noun}: {deed} [PDF]"], None), ([f"Who Pays the {noun}?"], None), ([f"{c.random.randint(3, 90)} {noun} {deed}"], None),
            ([f"{year} Country Reports on Human Rights Practices: {place}"], dated), ([f"{year} Findings on the Worst Forms of Child Labor"], dated),
            (["Freedom House Country Report", f"{year} Edition"], dated), ([f"Human Rights Reports » {year} Country Reports on Human Rights Practices"], dated),
            ([f"The Protection Project - {place}"], None), (["Human Rights Overview"], None), ([f"The {noun} of {place} and Their {other}"], None),
            (["Concluding Observations of the Committee on the Rights of the Child (CRC)"], None), ([f"Conclusions and recommendations of the Committee against Torture : {place}"], None),
            ([f"{noun} and {other}: A Study of Seasonal Work,", f"Wages and Schooling in {place}"], None), ([f"U.S. Helps {noun}"], None),
            ([f"{noun} {deed} – {other} Too"], None), ([f"Amnesty International Report {year}"], dated), ([f"‘They Told Us Nothing’: {noun} {deed}"], None),
            ([f"The Department of Labor’s {year} Findings on the Worst Forms of Child Labor"], dated), ([f"{noun} {deed}!"], None), ([f"{noun} … {deed}"], None),
        ]  # fmt: skip
        weights = [9, 6, 4, 6, 2, 3, 3, 3, 3, 3, 2, 3, 2, 2, 2, 3, 2, 1, 2, 1, 2, 1, 2, 2, 1, 1]
        for _ in range(20):
            lines, told = c.random.choices(ways, weights)[0]
            if " ".join(lines) not in self.titles or lines[0].startswith("Human Rights Overview"):
                break
            noun, deed, year = c.pick(NOUNS), c.pick(DEEDS), c.random.randint(2003, 2022)
            lines = [f"{noun} {deed} Again"]
            told = None
        self.titles.add(" ".join(lines))
        return lines, told

    def byline(self) -> tuple[list[str], Json | None, Json]:
        """The byline's lines, its date, its identifiers."""
        c = self.c
        who, what, where = c.pick(PEOPLE), c.pick(PUBLISHERS), c.pick(PLACES)
        when, edtf = _date(c)
        dated: Json | None = {"edtf": edtf, "as_written": when}
        year = c.random.randint(2001, 2012)
        ways: list[tuple[list[str], Json | None, Json]] = [
            ([f"{who}, {what}, {where}, {when}"], dated, {}), ([f"{what}, {when}"], dated, {}), ([f"{who}, {what}, {when}"], dated, {}),
            ([f"{what}, {where}, {when}"], dated, {}), ([what], None, {}), ([f"{who}, {when} – Source: {what}"], dated, {}),
            ([f"{who} in {where}, {what}, {when}"], dated, {}), ([f"{who} and {c.pick(PEOPLE)}, {what}, {when}"], dated, {}),
            ([f"By {who}, {what}, {when}"], dated, {}), ([f"{what}, {where},, {when}"], dated, {}), ([f"{what}, Updated {when}"], dated, {}),
            ([f"{who}, {what}, {when}, Web. 9 Sept. 2009"], dated, {}), ([f"– Source: {what}"], None, {}), ([f"– Source: {what}, {when}"], dated, {}),
            ([f"{what}, AI Index: AFR 46/0{c.random.randint(10, 99)}/{year}, {when}"], dated, {}), ([f"Adapted from: {what}, {when}"], dated, {}),
            ([f"{what}, Vol. {c.random.randint(1, 9)}, No. {c.random.randint(1, 31)}, {when}"], dated, {}),
            ([f"{who}, {what}, {where}, {when}", f"ISBN 92-2-1178{c.random.randint(10, 99)}-{c.random.randint(0, 9)}"], dated, {"isbn": "?"}),
            ([f"{who}", f"{what}, {when}"], dated, {}), ([f"{who}, {what}, {when}", "[originally in Portuguese in Vale Hoje]"], dated, {}),
            ([], None, {}), ([f"{what} and the Government of the Province,", f"{where}, {when}"], dated, {}), ([f"{when}"], dated, {}),
            ([f"{who}, {what}, {where}"], None, {}),
        ]  # fmt: skip
        weights = [12, 14, 8, 8, 5, 2, 3, 2, 3, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 3, 1, 1, 2]
        lines, told, numbers = c.random.choices(ways, weights)[0]
        if "isbn" in numbers:
            numbers = {"isbn": lines[1].split(" ", 1)[1]}
        return lines, told, numbers

    def posting(self) -> None:
        c = self.c
        titles, title_date = self.title()
        bylines, dated, numbers = self.byline()
        entry: Json = {
            "section": self.section, "group": self.group, "title": " ".join(titles),
            "byline": " ".join(line for line in bylines if not line.startswith("ISBN")),
            "issued": dated or title_date, "addresses": [], "lost": False, "identifiers": numbers, "notes": [], "excerpts": [],
        }  # fmt: skip
        number = len(self.entries)
        self.entries.append(entry)
        for line in titles:
            self.row(line, "title")
        for line in bylines:
            self.row(line, "byline")
        roll = c.random.random()
        if roll < 0.08:
            self.row(LOST, "lost")
            entry["lost"] = True
            entry["addresses"].append({"url": None, "as_written": LOST, "accessed": []})
            self.access(entry)
        elif roll < 0.11:
            text = "Click [here] to connect to this article. Its URL is not displayed because of its length"
            self.row(text, "click")
            entry["notes"].append(text)
            entry["addresses"].append({"url": None, "as_written": "", "accessed": []})
            self.access(entry)
        else:
            for _ in range(c.random.choices((1, 2, 3), (7, 3, 1))[0]):
                written = c.pick(HOSTS) + re.sub(
                    "29|20", str(c.random.randint(100, 999)), c.pick(PATHS), count=1
                )
                if c.often(0.15):
                    written = f"http://{written}"
                url = written if "//" in written else f"http://{written}"
                if any(a["url"] == url for a in entry["addresses"]):
                    continue
                self.row(written, "url", url)
                entry["addresses"].append({"url": url, "as_written": written, "accessed": []})
                if c.often(0.95):
                    self.access(entry)
            if c.often(0.03):
                self.access(entry)
        if "Findings" in entry["title"] and c.often(0.8):
            text = "Note:: Also check out this country’s report in the more recent edition DOL Worst Forms of Child Labor"
            self.row(text, "note")
            entry["notes"].append(text)
        if c.often(0.93):
            self.quoted(entry, number)

    def access(self, entry: Json) -> None:
        note, edtf, written = _accessed(self.c)
        self.row(note, "access")
        entry["addresses"][-1]["accessed"].append({"edtf": edtf, "as_written": written})

    def quoted(self, entry: Json, number: int) -> None:
        c = self.c
        for index in range(c.random.choices((1, 2, 3), (6, 3, 1))[0]):
            locator, mark = None, ""
            if c.often(0.25):
                locator, mark = self.locator()
            heading = c.pick(HEADINGS) if c.often(0.55 if index else 0.35) else ""
            if index and not heading and not mark:
                heading = c.pick(HEADINGS)
            style = c.any("dash", "en", "own", "dash", "run") if heading else ""
            if style == "run" and (len(heading.split()) < 3 or heading[-1].islower()):
                style = "dash"
            excerpt: Json = {"heading": heading, "locator": locator, "paragraphs": []}
            entry["excerpts"].append(excerpt)
            lead = f"{mark} " if mark else ""
            if style == "own":
                self.row(f"{lead}{heading}", "heading")
                lead = ""
            elif mark and not heading and c.often(0.3):
                self.row(mark, "heading")
                lead = ""
            elif heading:
                lead += heading + {"dash": " - ", "en": " – ", "run": " "}[style]
            for place in range(c.random.choices((1, 2, 3, 4), (6, 3, 2, 1))[0]):
                text = self.paragraph(fields=not heading and not mark)
                if place == 0 and c.often(0.05):
                    text = f"The Committee is concerned at: (a) {c.paragraph(1, 1)} (b) {c.paragraph(1, 1)}"
                if c.often(0.04):
                    text = text.rstrip(".") + "…"
                self.quotes[len(self.rows)] = (number, len(entry["excerpts"]) - 1)
                self.words[len(self.rows)] = text
                self.row(lead + text, "quote")
                lead = ""

    def paragraph(self, *, fields: bool) -> str:
        c = self.c
        if fields and c.often(0.1):
            return f"GDP - per capita (PPP): ${c.random.randint(1, 9)},300 ({c.random.randint(2001, 2019)} est.)"
        text = c.paragraph()
        if c.often(0.1):
            text = f"“{text}”"
        return text

    def locator(self) -> tuple[Json, str]:
        c = self.c
        number = c.random.randint(2, 300)
        ways: list[tuple[Json, str]] = [
            ({"kind": "page", "value": str(number), "as_written": f"[page {number}]"}, f"[page {number}]"),
            ({"kind": "paragraph", "value": str(number), "as_written": f"[{number}]"}, f"[{number}]"),
            ({"kind": "scroll", "value": "", "as_written": "[scroll down]"}, "[scroll down]"),
            ({"kind": "article", "value": "3", "as_written": "[3rd article]"}, "[3rd article]"),
            ({"kind": "page", "value": f"{number}-{number + 2}", "as_written": f"[pages {number}-{number + 2}]"}, f"[pages {number}-{number + 2}]"),
        ]  # fmt: skip
        return c.random.choice(ways)

    # --- the head --------------------------------------------------------------------------
    def open_section(self, heading: str) -> None:
        self.row(f"*** {heading} ***", "section")
        told = heading.upper()
        self.section = ("featured" if told.startswith("FEATURED") else "archives" if told == "ARCHIVES"
                        else "earlier" if told.startswith("EARLIER") else heading)  # fmt: skip
        self.group = ""

    def masthead(self, theme: tuple[str, str, str, str], address: str) -> Json:
        c = self.c
        page: Json = {
            "theme": theme[0], "tagline": "", "range": "", "background": {"text": "", "source": ""}, "summary": {"text": "", "source": ""},
            "caution": "", "prompt": "", "aspects_prompted": [], "helplines": [], "menu": [],
        }  # fmt: skip
        roll = c.random.random()
        if roll < 0.4:
            for label in (
                "Main Menu",
                "Poverty",
                "Torture",
                "CSEC",
                "Street Children",
                "Human Trafficking",
            ):
                if label.lower() not in theme[2].lower():
                    self.row(label, "menu")
                    page["menu"].append(label)
        elif roll < 0.6:
            self.row("[ Teachers | Country-by-Country Reports | Contribute a new link ]", "menu")
            page["menu"] = ["Teachers", "Country-by-Country Reports", "Contribute a new link"]
        self.row(theme[2], "theme")
        if c.often(0.6):
            page["tagline"] = theme[3]
            self.row(theme[3], "tagline")
        spoken = c.any(
            "Published reports & articles from 2000 to 2025",
            "In the early years of the 21st Century",
            "",
        )
        page["range"] = spoken
        if spoken:
            self.row(f"{spoken}{chr(160) * 30}{address}", "range")
        else:
            self.row(address, "address")
        return page

    def advice(self, page: Json, name: str, country: tuple[str, str] | None) -> None:
        c = self.c
        if c.often(0.9):
            page["caution"] = CAUTION.format(name)
            self.row(f"CAUTION:  {page['caution']}", "about")
        if c.often(0.8):
            self.row("HOW TO USE THIS WEB-PAGE", "label")
            self.row("Students", "label")
            asked = c.random.sample(ASKED, 3)
            page["aspects_prompted"] = asked
            page["prompt"] = PROMPT.format(*asked)
            self.row(page["prompt"], "about")
            if c.often(0.8):
                self.row("Teachers", "label")
                self.row(TEACHERS, "about")
        if country and c.often(0.5):
            self.row("HELP for Victims", "label")
            who = c.any(
                "International Organization for Migration", "Ministry of Labour", "Childline"
            )
            number, code = c.any(("7172 790345", "7"), ("224 1234", "51"), ("0800 116 111", "263"))
            self.row(who, "help")
            self.row(number, "help")
            self.row(f"Country code: {code}-", "help")
            page["helplines"] = [{"organisation": who, "as_written": number, "country_code": code}]

    def background(self, page: Json, name: str) -> None:
        c = self.c
        texts, sources = [], []
        source = c.any(
            "The World Factbook, U.S.C.I.A. 2009",
            "Freedom House Country Report, 2020",
            "The World Factbook, 2021",
        )
        for index in range(c.random.randint(0, 3)):
            texts.append(f"{name} is large and thinly settled. {c.paragraph(2, 3)}")
            last = f" [{source}]" if index == 0 or c.often(0.3) else ""
            if last:
                sources = [source]
            self.row(texts[-1] + last, "about")
        if texts and not sources:
            sources = []
        page["background"] = {"text": "\n\n".join(texts), "source": "; ".join(sources)}
        if c.often(0.6) and sources and self.rows[-1].text.endswith("]"):
            text = f"{name} is a source, transit, and destination country for men and women. {c.paragraph(1, 3)}"
            named = c.any(
                "U.S. State Dept Trafficking in Persons Report, June, 2009",
                "U.S. State Dept Trafficking in Persons Report, June 2010",
            )
            self.row(
                f"{text} - {named}  Check out a later country report here or a full TIP Report here",
                "about",
            )
            page["summary"] = {"text": text, "source": named}

    def ending(self, name: str, theme: tuple[str, str, str, str], address: str) -> None:
        roll = self.c.random.random()
        cite = f'Cite this webpage as: Patt, Prof. Martin, "{theme[2]} - {name}", http://{address}, [accessed <date>]'
        if roll < 0.5:
            self.row(NOTICE, "notice")
            self.row(cite, "notice")
        elif roll < 0.8:
            self.row(f"{NOTICE} {cite}", "notice")


def country_page(seed: int, half: int) -> Page:
    """A country page of one theme."""
    c = Chance(seed, half)
    make = _Maker(c)
    code, name, stem, written = c.pick(COUNTRIES)
    theme = c.random.choices(THEMES, (4, 2, 2, 2, 1))[0]
    make.country = name
    address = f"gvnet.com/{theme[1]}/{stem}.htm"
    page = make.masthead(theme, address)
    lines = written if c.often(0.5) else (name,)
    for line in lines:
        make.row(line, "subject")
    page["subject"] = {"kind": "country", "country": code, "as_written": " ".join(lines)}
    make.background(page, name)
    make.advice(page, name, (code, name))
    if c.often(0.6):
        make.open_section(c.any("FEATURED ARTICLE", "FEATURED ARTICLES"))
        for _ in range(c.random.randint(1, 2)):
            make.posting()
    make.open_section("ARCHIVES")
    for _ in range(c.random.randint(5, 16)):
        make.posting()
    if c.often(0.3):
        make.open_section(c.any("Extreme Weather", "The Orphanage Cases", "COURT REPORTS"))
        for _ in range(c.random.randint(1, 3)):
            make.posting()
    if c.often(0.5):
        make.open_section("EARLIER EDITIONS OF SOME OF THE ABOVE")
        for _ in range(c.random.randint(1, 4)):
            make.posting()
    make.ending(name, theme, address)
    return _done(make, page, f"{theme[1]}/{stem}.htm")


ASPECTS = (("child-soldiers", "Child Soldiers", "ChildSoldiers"), ("debt-bondage", "Debt Bondage", "DebtBondage"),
           ("domestic-work", "Domestic Servitude", "DomesticServitude"), ("begging", "Forced Begging", "ForcedBegging"))  # fmt: skip
AGES = (
    ("adolescents", "Adolescents", "Adolescents"),
    ("infants", "Infants", "Infants"),
    ("adults", "Adults", "Adults"),
    ("children", "Children", "Children"),
)


def grouped_page(seed: int, half: int) -> Page:
    """An aspect page or an age page: postings from many countries, in groups."""
    c = Chance(seed, half)
    make = _Maker(c)
    theme = THEMES[0]
    aged = c.often(0.35)
    _, name, stem = c.random.choice(AGES if aged else ASPECTS)
    address = f"gvnet.com/{theme[1]}/{stem}.htm"
    page = make.masthead(theme, address)
    make.row(name, "subject")
    kind = "age" if aged else "aspect"
    page["subject"] = {"kind": kind, kind: "?", "as_written": name}
    make.advice(page, name, None)
    if c.often(0.5):
        make.open_section("ARCHIVES")
    for _ in range(c.random.randint(4, 9)):
        one, two = c.pick(COUNTRIES)[1], c.pick(COUNTRIES)[1]
        group = c.any(one, one, one.upper(), f"{one} - {two}", f"{one} & {two}", "GENERAL", "# General #", "Global",
                      ", ".join(c.random.sample([x[1] for x in COUNTRIES], 8)), f"{one} and {two}")  # fmt: skip
        if aged:
            group = (
                f"{c.any('Debt Bondage', 'Forced Labor', 'Child Soldiers', 'Prostitution')} - {one}"
            )
        if one == two and "General" not in group and "GENERAL" not in group:
            group = one
        make.row(group, "group")
        make.group = group.strip("# ")
        for _ in range(c.random.randint(1, 3)):
            make.posting()
    make.ending(name, theme, address)
    return _done(make, page, f"{theme[1]}/{stem}.htm")


def _done(make: _Maker, page: Json, path: str) -> Page:
    return Page(
        path=path,
        rows=make.rows,
        page=page,
        entries=make.entries,
        quotes=make.quotes,
        words=make.words,
    )


def pages(
    count: int,
    half: int,
    *,
    kinds: Sequence[Callable[[int, int], Page]] = (country_page, country_page, grouped_page),
) -> list[Page]:
    """Pages by chance, of one half of the word lists."""
    return [kinds[seed % len(kinds)](seed, half) for seed in range(count)]


def expected(page: Page, *, runs: Sequence[int]) -> Json:
    """The contract where the rows stand on the lines told (``runs[i]``: the line of row i). The
    paragraphs of one excerpt on one line are one."""
    entries = [
        {**entry, "excerpts": [{**x, "paragraphs": []} for x in entry["excerpts"]]}
        for entry in page.entries
    ]
    last: tuple[int, int, int] | None = None
    for index, (entry, excerpt) in sorted(page.quotes.items()):
        paragraphs = entries[entry]["excerpts"][excerpt]["paragraphs"]
        if last == (entry, excerpt, runs[index]) and paragraphs:
            paragraphs[-1] += " " + page.words[index]
        else:
            paragraphs.append(page.words[index])
        last = (entry, excerpt, runs[index])
    return {"page": page.page, "entries": entries}
