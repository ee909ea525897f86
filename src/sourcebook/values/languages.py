"""Languages: BCP 47 codes, what each language is called, and which way its script runs."""

import re
from functools import lru_cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

# code: (its own name, English, Russian, Kazakh). The languages our sources and country names are in.
_NAMES: dict[str, tuple[str, str, str, str]] = {
    "af": ("Afrikaans", "Afrikaans", "африкаанс", "африкаанс"),
    "am": ("አማርኛ", "Amharic", "амхарский", "амхар"),
    "ar": ("العربية", "Arabic", "арабский", "араб"),
    "az": ("azərbaycan", "Azerbaijani", "азербайджанский", "әзірбайжан"),
    "be": ("беларуская", "Belarusian", "белорусский", "беларусь"),
    "bg": ("български", "Bulgarian", "болгарский", "болгар"),
    "bn": ("বাংলা", "Bangla", "бенгальский", "бенгал"),
    "bs": ("bosanski", "Bosnian", "боснийский", "босния"),
    "cs": ("čeština", "Czech", "чешский", "чех"),
    "da": ("dansk", "Danish", "датский", "дат"),
    "de": ("Deutsch", "German", "немецкий", "неміс"),
    "dv": ("ދިވެހި", "Divehi", "мальдивский", "дивехи"),
    "el": ("Ελληνικά", "Greek", "греческий", "грек"),
    "en": ("English", "English", "английский", "ағылшын"),
    "es": ("español", "Spanish", "испанский", "испан"),
    "et": ("eesti", "Estonian", "эстонский", "эстон"),
    "fa": ("فارسی", "Persian", "персидский", "парсы"),
    "fi": ("suomi", "Finnish", "финский", "фин"),
    "fil": ("Filipino", "Filipino", "филиппинский", "филиппин"),
    "fr": ("français", "French", "французский", "француз"),
    "he": ("עברית", "Hebrew", "иврит", "иврит"),
    "hi": ("हिन्दी", "Hindi", "хинди", "хинди"),
    "hr": ("hrvatski", "Croatian", "хорватский", "хорват"),
    "hu": ("magyar", "Hungarian", "венгерский", "венгр"),
    "hy": ("հայերեն", "Armenian", "армянский", "армян"),
    "id": ("Indonesia", "Indonesian", "индонезийский", "индонезия"),
    "is": ("íslenska", "Icelandic", "исландский", "исланд"),
    "it": ("italiano", "Italian", "итальянский", "итальян"),
    "ja": ("日本語", "Japanese", "японский", "жапон"),
    "ka": ("ქართული", "Georgian", "грузинский", "грузин"),
    "kk": ("қазақ тілі", "Kazakh", "казахский", "қазақ"),
    "km": ("ខ្មែរ", "Khmer", "кхмерский", "кхмер"),
    "ko": ("한국어", "Korean", "корейский", "корей"),
    "ku": ("kurdî", "Kurdish", "курдский", "күрд"),
    "ckb": ("کوردیی ناوەندی", "Central Kurdish", "сорани", "сорани"),
    "ky": ("кыргызча", "Kyrgyz", "киргизский", "қырғыз"),
    "lo": ("ລາວ", "Lao", "лаосский", "лаос"),
    "lt": ("lietuvių", "Lithuanian", "литовский", "литва"),
    "lv": ("latviešu", "Latvian", "латышский", "латыш"),
    "mg": ("Malagasy", "Malagasy", "малагасийский", "малагаси"),
    "mk": ("македонски", "Macedonian", "македонский", "македон"),
    "mn": ("монгол", "Mongolian", "монгольский", "моңғол"),
    "ms": ("Melayu", "Malay", "малайский", "малай"),
    "mt": ("Malti", "Maltese", "мальтийский", "мальта"),
    "my": ("မြန်မာ", "Burmese", "бирманский", "бирма"),
    "ne": ("नेपाली", "Nepali", "непальский", "непал"),
    "nl": ("Nederlands", "Dutch", "нидерландский", "нидерланд"),
    "no": ("norsk", "Norwegian", "норвежский", "норвег"),
    "pl": ("polski", "Polish", "польский", "поляк"),
    "ps": ("پښتو", "Pashto", "пушту", "пушту"),
    "pt": ("português", "Portuguese", "португальский", "португал"),
    "ro": ("română", "Romanian", "румынский", "румын"),
    "ru": ("русский", "Russian", "русский", "орыс"),
    "rw": ("Kinyarwanda", "Kinyarwanda", "киньяруанда", "киньяруанда"),
    "sd": ("سنڌي", "Sindhi", "синдхи", "синдхи"),
    "si": ("සිංහල", "Sinhala", "сингальский", "сингал"),
    "sk": ("slovenčina", "Slovak", "словацкий", "словак"),
    "sl": ("slovenščina", "Slovenian", "словенский", "словен"),
    "so": ("Soomaali", "Somali", "сомали", "сомали"),
    "sq": ("shqip", "Albanian", "албанский", "албан"),
    "sr": ("српски", "Serbian", "сербский", "серб"),
    "sv": ("svenska", "Swedish", "шведский", "швед"),
    "sw": ("Kiswahili", "Swahili", "суахили", "суахили"),
    "ta": ("தமிழ்", "Tamil", "тамильский", "тамил"),
    "tg": ("тоҷикӣ", "Tajik", "таджикский", "тәжік"),
    "th": ("ไทย", "Thai", "тайский", "тай"),
    "ti": ("ትግርኛ", "Tigrinya", "тигринья", "тигринья"),
    "tk": ("türkmen dili", "Turkmen", "туркменский", "түрікмен"),
    "tr": ("Türkçe", "Turkish", "турецкий", "түрік"),
    "ug": ("ئۇيغۇرچە", "Uyghur", "уйгурский", "ұйғыр"),
    "uk": ("українська", "Ukrainian", "украинский", "украин"),
    "ur": ("اردو", "Urdu", "урду", "урду"),
    "uz": ("o‘zbek", "Uzbek", "узбекский", "өзбек"),
    "vi": ("Tiếng Việt", "Vietnamese", "вьетнамский", "вьетнам"),
    "yi": ("ייִדיש", "Yiddish", "идиш", "идиш"),
    "zh": ("中文", "Chinese", "китайский", "қытай"),
}
# ISO 639-2 codes and older two-letter ones that libraries and reference managers still write.
_OLDER = {
    "ara": "ar", "chi": "zh", "cze": "cs", "deu": "de", "dut": "nl", "eng": "en", "fas": "fa",
    "fra": "fr", "fre": "fr", "ger": "de", "heb": "he", "in": "id", "ita": "it", "iw": "he",
    "ji": "yi", "jpn": "ja", "kaz": "kk", "kir": "ky", "nb": "no", "nn": "no", "per": "fa",
    "pol": "pl", "por": "pt", "pus": "ps", "rus": "ru", "spa": "es", "tgk": "tg", "tuk": "tk",
    "tur": "tr", "uig": "ug", "ukr": "uk", "urd": "ur", "uzb": "uz", "zho": "zh",
}  # fmt: skip
_RTL = frozenset(
    {
        "ar",
        "arc",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    }
)
_RTL_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)
_TAG = re.compile(
    r"^(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?$", re.I
)
_WHO = {"en": 1, "ru": 2, "kk": 3}


def language_tag(as_written: str) -> str | None:
    """The BCP 47 tag (RFC 5646) of a code or a language's name, or None: ``EN_us`` → ``en-US``,
    ``rus`` → ``ru``, ``Kazakh`` → ``kk``. A well-formed tag of a language we do not list is kept.
    """
    text = as_written.strip().replace("_", "-")
    found = _TAG.match(text)
    by_name = _by_name().get(" ".join(text.casefold().split()))
    if by_name or not found:
        return by_name
    language = _OLDER.get(found["language"].lower(), found["language"].lower())
    script = found["script"].title() if found["script"] else None
    region = found["region"].upper() if found["region"] else None
    return "-".join(part for part in (language, script, region) if part)


def language_name(tag: str, language: str = "en") -> str:
    """What a language is called in en, ru, kk, or ("own") in itself; the tag where not known."""
    names = _NAMES.get(tag.split("-", maxsplit=1)[0].lower())
    if names is None:
        return tag
    if language == "own":
        return names[0]
    return names[_WHO.get(language, 1)]


@lru_cache(maxsize=256)
def direction(tag: str) -> Direction:
    """Which way text in a language runs: "rtl" or "ltr"; a script subtag decides, if there is one.

    Source: the scripts whose characters have the bidirectional classes R and AL in Unicode.
    """
    found = _TAG.match(tag.replace("_", "-"))
    if found is None:
        return "ltr"
    if found["script"]:
        return "rtl" if found["script"].title() in _RTL_SCRIPTS else "ltr"
    language = found["language"].lower()
    return "rtl" if _OLDER.get(language, language) in _RTL else "ltr"


def languages() -> tuple[str, ...]:
    """The codes of the languages whose names are known, in alphabetical order."""
    return tuple(sorted(_NAMES))


_names_folded: dict[str, str] = {}


def _by_name() -> dict[str, str]:
    if not _names_folded:
        for code, names in _NAMES.items():
            for name in names:
                _names_folded.setdefault(name.casefold(), code)
    return _names_folded
