"""What people call a kind of source ("News story", "journalArticle") → its CSL 1.0.2 type."""

import re

_NAMES = {
    "article": "article|preprint|working paper",
    "article-journal": "journal article|journalarticle|academic article|paper|scholarly article|"
    "научная статья|статья в журнале|журнал мақаласы|ғылыми мақала",
    "article-magazine": "magazine article|magazinearticle|magazine",
    "article-newspaper": "newspaper article|newspaperarticle|news|news article|news story|press|"
    "newspaper|новость|газетная статья|статья в газете|жаңалық|газет мақаласы",
    "bill": "bill|законопроект|заң жобасы", "book": "book|monograph|книга|монография|кітап",
    "broadcast": "broadcast|tv broadcast|tvbroadcast|radio broadcast|radiobroadcast|podcast",
    "chapter": "chapter|book section|booksection|book chapter|глава|тарау",
    "dataset": "dataset|data|database|набор данных|база данных|деректер жиыны",
    "document": "document|other|misc|документ|құжат",
    "entry-encyclopedia": "encyclopedia article|encyclopediaarticle",
    "graphic": "artwork|image|photo|picture|poster|infographic|фото|сурет",
    "hearing": "hearing|testimony|слушание", "interview": "interview|интервью|сұхбат",
    "legal_case": "case|court case|judgment|judgement|решение суда|сот шешімі",
    "legislation": "law|act|statute|legislation|закон|заң",
    "manuscript": "manuscript|unpublished|рукопись|қолжазба", "map": "map|карта",
    "motion_picture": "film|video|movie|documentary|video recording|videorecording|фильм|видео|"
    "бейне",
    "pamphlet": "pamphlet|brochure|leaflet|fact sheet|factsheet|брошюра|листовка|кітапша",
    "paper-conference": "conference paper|conferencepaper|proceedings|доклад на конференции",
    "patent": "patent", "personal_communication": "letter|email|письмо|хат",
    "post": "forum post|forumpost|social media|tweet", "post-weblog": "blog|blog post|blogpost|блог",
    "regulation": "regulation|постановление|қаулы",
    "report": "report|country report|ngo report|government report|un report|отчет|отчёт|доклад|"
    "есеп|баяндама",
    "software": "software|computer program|computerprogram", "song": "audio|audiorecording",
    "speech": "speech|presentation|lecture|речь|выступление|сөз",
    "standard": "standard", "thesis": "thesis|dissertation|диссертация",
    "treaty": "treaty|convention|protocol|договор|конвенция|шарт",
    "webpage": "webpage|web page|website|web site|web|site|online|веб-страница|сайт|веб-сайт|"
    "веб-бет",
}  # fmt: skip
_KINDS = {name: kind for kind, names in _NAMES.items() for name in (kind, *names.split("|"))}


def kind_of(name: str) -> str | None:
    """The CSL type a name means, or None: "Press release" is a document of its own, "News" an
    article in a newspaper."""
    key = " ".join(re.sub(r"[_\s]+", " ", name.casefold()).split())
    if key in ("press release", "пресс-релиз", "баспасөз хабарламасы"):
        return "document"
    return _KINDS.get(key) or _KINDS.get(key.rstrip("s")) or _KINDS.get(key.replace(" ", "-"))
