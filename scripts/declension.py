"""How names bend in Russian, and how Kazakh ones are written in Latin letters. Pure; used by scripts only."""

import re

# Endings of adjectives in -ий, -ый after their stem, all genders, numbers, cases.
# "-о" is the first half of one with a hyphen: "казахстанско-российский".
ADJECTIVE = "о|ий|ый|ого|ому|им|ым|ом|ая|ой|ую|ою|ое|ие|ые|их|ых|ими|ыми"
_HUSH = "гкхжшчщ"
# Endings of the six cases, nominative to prepositional; "/" parts two that are both in use.
_FEMALE = {"ия": "ия ии ии ию ией ии", "ья": "ья ьи ье ью ьей ье", "я": "я и е ю ей е"}
_PLURAL = {
    "острова": "острова островов островам острова островами островах",
    "страны": "страны стран странам страны странами странах",
    "государства": "государства государств государствам государства государствами государствах",
    "республики": "республики республик республикам республики республиками республиках",
    "территории": "территории территорий территориям территории территориями территориях",
}
_WHOLE = {
    "египет": "Египет Египта Египту Египет Египтом Египте",
    "беларусь": "Беларусь Беларуси Беларуси Беларусь Беларусью Беларуси",
    "сибирь": "Сибирь Сибири Сибири Сибирь Сибирью Сибири",
    "казань": "Казань Казани Казани Казань Казанью Казани",
    "тюмень": "Тюмень Тюмени Тюмени Тюмень Тюменью Тюмени",
    "рог": "Рог Рога Рогу Рог Рогом Роге",
}
_OF_ADJECTIVES = {
    "ая": "ая ой ой ую ой ой",
    "яя": "яя ей ей юю ей ей",
    "ое": "ое ого ому ое ым/им ом",
    "ый": "ый ого ому ый ым ом",
    "ий": "ий ого/его ому/ему ий им ом/ем",
    "ые": "ые ых ым ые ыми ых",
    "ие": "ие их им ие ими их",
    "овы": "овы овых овым овы овыми овых",
}


def _noun(word: str) -> list[list[str]]:
    """The six cases of a noun in the number it is given in, each with the forms in use."""
    low = word.lower()
    if low in _PLURAL or low in _WHOLE:
        forms = (_PLURAL.get(low) or _WHOLE[low]).split(" ")
        return [[word[0] + form[1:]] for form in forms]
    if not re.search("[а-яё]$", low) or low[-1] in "оеуэюёи" or re.search(r"[аоуеиэ]а$", low):
        return [[word]] * 6
    if low.endswith("ий"):
        return _bent(word[:-2], "ий ия ию ий ием ии")
    for ending, cases in _FEMALE.items():
        if low.endswith(ending):
            return _bent(word.removesuffix(ending), cases)
    stem = word[:-1]
    if low.endswith("а"):
        instrumental = "ей" if stem[-1] in "жшчщц" else "ой"
        return _bent(stem, f"а {'и' if stem[-1] in _HUSH else 'ы'} е у {instrumental} е")
    if low.endswith("й"):
        return _bent(stem, "й я ю й ем е")
    if low.endswith("сть"):
        return _bent(stem, "ь и и ь ью и")
    if low.endswith("ь"):
        return _bent(stem, "ь я ю ь ем е")
    if low.endswith("ы"):
        return [[word], [stem, stem + "ов"], [stem + "ам"], [word], [stem + "ами"], [stem + "ах"]]
    return _bent(word, " а у  ом е")


def _bent(stem: str, endings: str) -> list[list[str]]:
    return [[stem + one for one in ending.split("/")] for ending in endings.split(" ")]


def declined(name: str) -> list[str]:
    """All case forms of a name: its adjectives and head noun bend, what hangs on the noun doesn't."""
    cases = _cases(name)
    return list(dict.fromkeys(form for case in cases for form in case))


def _cases(name: str) -> list[list[str]]:
    if " и " in name:
        left, right = name.split(" и ", 1)
        if not re.search(r"(?:ая|ие|ый|ий)$", left):  # "Северная и Южная Америка" has one head
            pairs = zip(_cases(left), _cases(right), strict=True)
            return [[f"{x} и {y}" for x in a for y in b] for a, b in pairs]
    if "-" in name and " " not in name.replace(" - ", "-"):
        mark = " - " if " - " in name else "-"
        head, last = name.rsplit(mark, 1)
        if head == "Гвинея":
            return [[form + mark + last for form in case] for case in _noun(head)]
        return [[head + mark + form for form in case] for case in _cases(last)]
    cases: list[list[str]] = [[""]] * 6
    words = re.split(r" (?!-)(?<!- )", name)
    bending = True
    for at, word in enumerate(words):
        ending = next((e for e in _OF_ADJECTIVES if word.endswith(e)), None)
        more: list[list[str]]
        if word == "и" or not bending:
            more = [[word]] * 6
        elif ending and at + 1 < len(words):
            more = _bent(word.removesuffix(ending), _OF_ADJECTIVES[ending])
        else:
            more = _cases(word) if "-" in word else _noun(word)
            bending = False
        cases = [
            [f"{x} {y}".strip() for x in a for y in b] for a, b in zip(cases, more, strict=True)
        ]
    return cases


def people(word: str) -> list[tuple[str, str]]:
    """(stem, endings) of an adjective or the name of a people, as a regular expression's alternatives."""
    if word.endswith(("ий", "ый")):
        return [(word[:-2], ADJECTIVE)]
    if word.endswith("ец"):
        stem = word[:-2]
        bent = stem + ("йц" if stem[-1] in "аеиоуыэюя" else "ьц" if stem[-1] == "л" else "ц")
        return [(word, ""), (bent, "а|у|ем|ом|е|ы|ев|ов|ам|ами|ах")]
    if word.endswith(("анин", "янин", "арин")):
        return [(word[:-2], "ин|ина|ину|ином|ине|е|ы||ам|ами|ах")]
    if word.endswith("ка"):
        stem = word[:-2]
        many = (
            stem[:-1] + "ек" if stem[-1] in "йь" else stem + ("ек" if stem[-1] in "шжч" else "ок")
        )
        return [(stem + "к", "а|и|е|у|ой|ою|ам|ами|ах"), (many, "")]
    if word.endswith("ок"):  # "турок"
        return [(word, ""), (word[:-2] + "к", "а|у|ом|е|и|ам|ами|ах")]
    if word.endswith("а"):
        return [(word[:-1], "а|ы|е|у|ой|ам|ами|ах|")]
    return [(word, "|а|у|ом|е|ы|и|ов|ей|ам|ами|ах")]


# The Kazakh alphabets of 2018 and 2021 in Latin letters; names are found in both, and without marks.
_SAME = dict(zip("абвгдежзклмнопрстфхцьъ", [*"abvgdejzklmnoprstfh", "ts", "", ""], strict=True))
_OF_2021 = _SAME | dict(
    zip(
        "әғиіқңөұүуһчшщыэюяйё",
        [
            "ä",
            "ğ",
            "i",
            "ı",
            "q",
            "ñ",
            "ö",
            "ū",
            "ü",
            "u",
            "h",
            "ch",
            "ş",
            "şş",
            "y",
            "e",
            "iu",
            "ia",
            "i",
            "io",
        ],
        strict=True,
    )
)
_OF_2018 = _SAME | dict(
    zip(
        "әғиіқңөұүуһчшщыэюяйё",
        [
            "á",
            "ǵ",
            "ı",
            "i",
            "q",
            "ń",
            "ó",
            "u",
            "ú",
            "ý",
            "h",
            "ch",
            "sh",
            "sh",
            "y",
            "e",
            "iý",
            "ia",
            "ı",
            "io",
        ],
        strict=True,
    )
)


def latin(name: str) -> list[str]:
    """A Kazakh name in Latin letters, as each of two official alphabets has it."""
    forms = ["".join(table.get(c, c) for c in name.lower()) for table in (_OF_2021, _OF_2018)]
    return list(dict.fromkeys([*forms, forms[0].replace("ı", "i")]))  # many write i for both


def kazakh_endings() -> dict[str, str]:
    """Regular expressions of what follows a Kazakh name: ``kk`` number, owner, case; ``kk-lyq`` people
    of it ("-лық") with those; the same in Latin letters."""
    case = "[ндт][ыі]ң|[ғгқк][ае]|н[ае]|[ндт][ыі]|[дт][ае](?:ғ[ыі]|г[іы])?|нд[ае]|[днт][ае]н|[мбп]ен(?:ен)?"
    many = "[лдт][ае]р"
    owner = "[ыі]мыз|[ыі]міз|с?[ыі]|[ыі]н|с[ыі]н"
    tail = f"(?:{many})?(?:{owner})?(?:{case})?"
    roman = (
        "(?:[ldt][ae]r)?(?:s?[yiıe]n?)?(?:[ndt][yiı](?:ñ|ń|n|ng|ŋ)?|[ğǵgqk][ae]|n[ae]|[dt][ae](?:[ğǵg][yiı])?|"
        "nd[ae]|[dnt][ae]n|[mbp]en)?"
    )
    return {
        "kk": tail,
        "kk-own": f"[ыі](?:н|мыз|міз|ңыз|ңіз)?(?:{case})?",
        "kk-lyq": f"(?:[лдт][ыі][қкғг]){tail}",
        "kk-latin": roman,
        "kk-latin-lyq": f"(?:[ldt][yiı][qkğg]){roman}",
    }
