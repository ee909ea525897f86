"""Decide which column of a table holds what, by its header and by what its cells look like.

A guess is a record, so that it can be shown and set: ``Column=field``, with "-" to leave one out.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Pairs

from msgspec import Struct

from sourcebook.errors import Refused
from sourcebook.values.addresses import web_address
from sourcebook.values.dates import edtf
from sourcebook.values.places import find_country

# Field: what a header may call it in English, Russian and Kazakh, Zotero's export included.
SYNONYMS: dict[str, str] = {
    "title": "title|name|headline|report|article|document|document title|report title|report name|"
    "article title|publication name|source title|название|заголовок|наименование|заглавие|"
    "название документа|атауы|тақырыбы|тақырып|құжат атауы",
    "authors": "author|authors|author(s)|by|creator|creators|writer|reporter|first author|автор|"
    "авторы|автор(ы)|авторлар|авторлары|авторы (авторлары)",
    "publisher": "publisher|organisation|organization|institution|agency|issued by|published by|"
    "issuing body|publisher name|издатель|издательство|организация|орган|баспа|баспасы|ұйым|мекеме",
    "container": "publication title|publication|journal|journal title|newspaper|magazine|website|"
    "site|container|book title|source|media|outlet|источник|журнал|газета|сайт|издание|дереккөз|"
    "басылым",
    "issued": "date|issued|publication date|date published|published|published on|pub date|"
    "date of publication|release date|issue date|дата|дата публикации|дата издания|опубликовано|"
    "күні|жарияланған күні|шыққан күні",
    "year": "year|publication year|pub year|год|год издания|год публикации|жылы|жыл|шыққан жылы",
    "url": "url|urls|link|links|address|addresses|web address|web page|webpage|uri|hyperlink|"
    "web link|online|website url|ссылка|ссылки|адрес|веб-адрес|гиперссылка|сілтеме|сілтемелер|"
    "мекенжай|мекенжайы",
    "accessed": "accessed|access date|date accessed|accessed on|last accessed|retrieved|"
    "date retrieved|retrieval date|last checked|visited|дата обращения|дата доступа|просмотрено|"
    "проверено|қаралған күні|қаралды|қолжетімді күні",
    "archived": "archived|archive url|archived url|wayback|memento|archived copy|архив|"
    "архивная копия|мұрағат",
    "country": "country|countries|country name|nation|state|place|location|страна|страны|"
    "государство|ел|елдер|мемлекет|iso|iso2|iso 2|iso code|iso alpha 2|alpha 2|country code|"
    "country iso|country iso2|country iso code|код страны|ел коды",
    "text": "text|full text|fulltext|text body|body|body text|content|contents|report text|"
    "article text|document text|transcript|текст|полный текст|содержание|мәтін|мәтіні|толық мәтін",
    "language": "language|lang|languages|язык|языки|тіл|тілі",
    "kind": "type|item type|kind|document type|source type|reference type|format|тип|вид|"
    "тип документа|түрі|типі",
    "abstract": "abstract|abstract note|summary|description|аннотация|реферат|описание|"
    "аңдатпа|түйін|сипаттама",
    "quote": "quote|quotation|excerpt|extract|passage|citation text|цитата|выдержка|отрывок|"
    "дәйексөз|үзінді",
    "locator": "page of quote|quote page|locator|страница цитаты|дәйексөз беті",
    "note": "note|notes|comment|comments|remark|remarks|annotation|примечание|примечания|"
    "комментарий|комментарии|ескерту|ескертпе|пікір",
    "keyword": "keyword|keywords|tag|tags|manual tags|automatic tags|subject|subjects|topic|"
    "topics|ключевые слова|метки|теги|тема|кілт сөздер|түйін сөздер|тегтер",
    "edition": "edition|report edition|версия|редакция|басылымы",
    "series": "series|series title|report series|серия|топтама",
    "doi": "doi", "isbn": "isbn", "issn": "issn", "pmid": "pmid|pubmed id",
    "volume": "volume|vol|vol.|том|томы", "issue": "issue|number|no|no.|номер|выпуск|нөмірі|саны",
    "page": "page|pages|pp|pp.|страница|страницы|бет|беттер",
    "number-of-pages": "num pages|number of pages|page count|число страниц|беттер саны",
    "publisher-place": "place of publication|publisher place|city|publisher location|"
    "место издания|город|баспа орны|қала",
    "editor": "editor|editors|редактор|редакторы|редакторлар",
    "translator": "translator|translators|переводчик|аудармашы",
    "citation-key": "key|citation key|citekey|bibtex key",
    "title-short": "short title", "rights": "rights|licence|license", "section": "section",
    "archive": "archive", "archive_location": "archive location", "call-number": "call number",
    "genre": "genre|report type|thesis type",
    "container-title-short": "journal abbreviation", "event-title": "conference name|meeting name",
    "number": "report number", "version": "version",
}  # fmt: skip
# The same in French, Spanish, Portuguese, German, Italian, Turkish, Uzbek, Kyrgyz, Ukrainian, Arabic and
# Chinese, for the fields that a list of reports has. Without words that mean something else above.
_ABROAD: dict[str, str] = {
    "title": "titre|título|titulo|titel|titolo|başlık|sarlavha|nomi|аталышы|назва|العنوان|标题|题名",
    "authors": "auteur|auteurs|auteur(s)|autor|autores|autor(es)|autora|autor/in|autoren|verfasser|autore|"
    "autori|yazar|yazarlar|muallif|mualliflar|автору|автори|المؤلف|المؤلفون|作者",
    "publisher": "éditeur|editeur|organisme|editorial|organización|organizacion|editora|organização|"
    "herausgeber|verlag|editore|ente|yayıncı|kurum|nashriyot|tashkilot|уюм|видавець|видавництво|"
    "організація|الناشر|المنظمة|出版社|出版者|机构",
    "container": "revue|périodique|revista|zeitschrift|zeitung|rivista|giornale|dergi|gazete|المجلة|期刊",
    "issued": "date de publication|date de parution|fecha|fecha de publicación|fecha de publicacion|"
    "data de publicação|datum|veröffentlicht|erscheinungsdatum|data di pubblicazione|tarih|yayın tarihi|"
    "sana|датасы|дата публікації|التاريخ|تاريخ النشر|日期|出版日期",
    "year": "année|annee|annee de publication|año|ano|jahr|erscheinungsjahr|anno|yıl|yili|рік|السنة|سنة النشر|"
    "年|年份",
    "url": "adresse|adresse web|lien|liens|enlace|enlaces|dirección web|endereço|adresse (url)|indirizzo|"
    "bağlantı|havola|шилтеме|посилання|الرابط|رابط|链接|网址",
    "accessed": "consulté le|consulte le|date de consultation|consultado|consultado el|fecha de consulta|"
    "fecha de acceso|acesso em|data de acesso|abgerufen|abgerufen am|zugriff|zugriffsdatum|"
    "consultato il|erişim tarihi|дата звернення|تاريخ الاطلاع|تاريخ الوصول|访问日期",
    "country": "pays|país|pais|paese|länder|ülke|davlat|mamlakat|өлкө|країна|البلد|الدولة|国家",
    "language": "langue|idioma|sprache|lingua|dil|til|мова|اللغة|语言",
    "abstract": "résumé|resumen|resumo|zusammenfassung|riassunto|özet|анотація|الملخص|摘要",
    "quote": "cita|citação|zitat|citazione|alıntı|اقتباس|引文",
    "note": "remarque|remarques|notas|observaciones|observações|anmerkung|anmerkungen|bemerkung|nota|"
    "примітка|ملاحظات|备注",
    "keyword": "mots clés|mots-clés|palabras clave|palavras-chave|schlagwörter|stichwörter|parole chiave|"
    "anahtar kelimeler|ключові слова|الكلمات المفتاحية|关键词",
    "page": "seite|seiten|página|páginas|pagina|pagine|sayfa|сторінки|الصفحة|页码",
}  # fmt: skip
FIELDS = frozenset(SYNONYMS) | {"-"}
_MARKS = re.compile(r"[\s_\-–—:*№#?]+")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+$", re.I)
_URL = re.compile(r"^(?:https?://|ftp://|www\.)\S+", re.I)
_BARE_HOST = re.compile(r"^(?:[a-z0-9\-]+\.)+[a-z]{2,24}(?:/\S*)?$", re.I)
_FILE = re.compile(r"^[^/]*\.(?:pdf|html?|txt|docx?|odt|rtf|epub|json|xml|csv|xlsx?|zip)$", re.I)
_ANY_URL = re.compile(f"{_URL.pattern}|{_BARE_HOST.pattern}", re.I)
_PART = frozenset({"field", "chapter", "part"})  # of a report, beside a column of its texts
ENOUGH = 0.6  # of a column's cells must look alike for a guess by content
PASSAGE = 100  # words in the typical cell of a column without a known name that holds whole texts


class Column(Struct, frozen=True, kw_only=True):
    """What one column was taken for. ``field`` is "" where it is only kept; ``sure`` where its
    header says so or a person did."""

    header: str
    field: str
    why: str
    sure: bool = True


class Mapping(Struct, frozen=True, kw_only=True):
    """What the columns of one table were taken for, in their order."""

    columns: tuple[Column, ...]

    def grown(self, headers: Sequence[str]) -> "Mapping":
        """The mapping with columns that first turn up later: by their header, where no other column
        is that field's already."""
        taken = {column.field for column in self.columns} - _MANY
        late = []
        for header in headers[len(self.columns) :]:
            field = field_of(header)
            late.append(Column(header=header, field="" if field in taken else field, why="late"))
            taken |= {field} - _MANY
        return Mapping(columns=(*self.columns, *late))

    def says(self) -> str:
        """The mapping in words, for a finding."""
        told = [
            f"{column.header} → {column.field} ({column.why})"
            for column in self.columns
            if column.field and column.field != "-"
        ]
        kept = [column.header for column in self.columns if not column.field]
        left = [column.header for column in self.columns if column.field == "-"]
        return "; ".join(
            filter(
                None,
                (
                    "; ".join(told),
                    f"kept as they are: {', '.join(kept)}" if kept else "",
                    f"left out: {', '.join(left)}" if left else "",
                ),
            )
        )


def header_key(text: str) -> str:
    """A header without case and marks: "Date_Accessed:" is "date accessed"."""
    return " ".join(_MARKS.sub(" ", text.casefold()).split())


_KEYS = {
    header_key(name): field
    for names_of in (_ABROAD, SYNONYMS)  # the later wins
    for field, names in names_of.items()
    for name in names.split("|")
}


def field_of(header: str) -> str:
    """The field a header names, or ""."""
    key = header_key(header)
    if key in _KEYS:
        return _KEYS[key]
    bare = re.sub(r"\s*\(.*?\)\s*|\s*\d+$", "", key).strip()  # "Link 2", "Date (UTC)"
    if bare in _KEYS:
        return _KEYS[bare]
    parts = [part for part in re.split(r"\s*/\s*", key) if part in _KEYS]
    return _KEYS[parts[0]] if parts else ""


def header_row(
    rows: Sequence[Sequence[str]], within: int = 20, *, named_by: Iterable[str] = ()
) -> int | None:
    """The index of the row that names the columns, or None where the first rows have none.

    ``named_by`` are headers a person spoke of: a row that has one is the header. Else it is the row
    with most names we know, else a first row that is unlike what stands below it.
    """
    spoken = {header_key(name) for name in named_by}
    best: tuple[int, int] | None = None
    for number, row in enumerate(rows[:within]):
        if spoken & {header_key(cell) for cell in row}:
            return number
        cells = [cell for cell in row if cell.strip()]
        if not cells or any(_URL.match(cell.strip()) for cell in cells):
            continue
        named = {field_of(cell) for cell in cells} - {""}
        if not named or any(len(cell) > 80 for cell in cells):
            continue
        enough = len(named) >= 2 or (number == 0 and (len(cells) == 1 or _above_texts(row, rows)))
        if enough and (best is None or len(named) > best[1]):
            best = (number, len(named))
    if best is not None:
        return best[0]
    return 0 if rows and _unlike_the_rest(rows[0], rows[1:]) else None


def _above_texts(row: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether a first row says "text" above cells that are long as texts are: "docid, text"."""
    at = next((n for n, cell in enumerate(row) if field_of(cell) == "text"), None)
    below = [line[at] for line in rows[1:] if at is not None and at < len(line)]
    return bool(below) and sum(len(cell) > 80 for cell in below) * 2 > len(below)


def _unlike_the_rest(row: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether a first row names the columns in words we don't know: each column has a short name,
    and some column's cells are addresses, dates or countries while its name is none."""
    cells = [cell.strip() for cell in row]
    if (
        len(cells) < 2
        or not all(cells)
        or any(len(cell) > 40 or by_content([cell])[0] for cell in cells)
    ):
        return False
    return any(
        by_content([line[n] for line in rest if n < len(line)])[0] for n in range(len(cells))
    )


def _share(cells: Sequence[str], test: "re.Pattern[str]") -> float:
    return sum(bool(test.match(cell)) for cell in cells) / len(cells)


def by_content(cells: Sequence[str]) -> tuple[str, str]:
    """The field a column's cells look like, and why; ("", "") where they look like nothing."""
    held = [cell.strip() for cell in cells if cell.strip()]
    if not held:
        return "", ""
    if _share(held, _DOI) >= ENOUGH:
        return "doi", "its cells are DOIs"
    if _share(held, _URL) >= ENOUGH:
        return "url", "its cells are web addresses"
    if _share(held, _FILE) >= ENOUGH:  # "Kenya.pdf" is a file's name, though it may be a host's
        return "", ""
    if _share(held, _ANY_URL) >= ENOUGH and sum(map(bool, map(web_address, held))):
        return "url", "its cells look like web addresses"
    if sum(edtf(cell, day_first=True) is not None for cell in held) / len(held) >= ENOUGH:
        return "issued", "its cells are dates"
    if sum(find_country(cell) is not None for cell in held) / len(held) >= ENOUGH:
        return "country", "its cells are countries"
    return "", ""


def guess(
    headers: Sequence[str], rows: Sequence[Sequence[str]], *, overrides: Pairs[str, str] = {}
) -> Mapping:
    """What each column holds. ``overrides`` maps a header (or a letter: "B") to a field, which
    wins; Refused where a field is none of ours. A field goes to the best column for it."""
    for header, field in overrides.items():
        if field not in FIELDS and not field.startswith("x-"):
            known = ", ".join(sorted(FIELDS - {"-"}))
            raise Refused(f"--map {header}={field}", f"is no field; use one of {known}, or -")
    wanted = {header_key(header): field for header, field in overrides.items()}
    columns: list[Column] = []
    for number, header in enumerate(headers):
        cells = [row[number] for row in rows if number < len(row)]
        chosen = wanted.get(header_key(header), wanted.get(letter(number).casefold()))
        named = field_of(header)
        if chosen is not None:
            columns.append(Column(header=header, field=chosen, why="as you said"))
        elif named and not _contradicted(named, cells):
            columns.append(Column(header=header, field=named, why="its header"))
        else:
            field, why = by_content(cells)
            columns.append(Column(header=header, field=field, why=why, sure=False))
    return Mapping(columns=tuple(_parts(_settled(_with_text(columns, rows), rows))))


def _with_text(columns: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """The columns, where none is called a text the one whose cells hold whole passages taken for it."""
    if any(column.field == "text" for column in columns):
        return columns
    wordy = [n for n, column in enumerate(columns) if not column.field]
    best = max(wordy, key=lambda n: _typical(rows, n), default=None)
    if best is None or _typical(rows, best) < PASSAGE:
        return columns
    found = Column(
        header=columns[best].header, field="text", why="its cells hold whole passages", sure=False
    )
    return [*columns[:best], found, *columns[best + 1 :]]


def _parts(columns: list[Column]) -> list[Column]:
    """The columns, a "field" or "chapter" beside a text taken for which part of a report it is."""
    fields = {column.field for column in columns}
    if "text" not in fields or "section" in fields:
        return columns
    place = next(
        (n for n, c in enumerate(columns) if not c.field and header_key(c.header) in _PART), None
    )
    if place is None:
        return columns
    part = Column(header=columns[place].header, field="section", why="which part the text is")
    return [*columns[:place], part, *columns[place + 1 :]]


def unused(headers: Sequence[str], overrides: Pairs[str, str]) -> list[str]:
    """Which overrides name no column, neither by its header nor by its letter."""
    there = {header_key(header) for header in headers}
    there |= {letter(number).casefold() for number in range(len(headers))}
    return [name for name in overrides if header_key(name) not in there]


def _contradicted(field: str, cells: Sequence[str]) -> bool:
    """Whether cells can't be what the header says: a "Source" or "Report" full of addresses."""
    held = [cell.strip() for cell in cells if cell.strip()]
    if not held or field in ("url", "archived", "doi", "note", "abstract", "quote", "text"):
        return False
    return _share(held, _URL) >= ENOUGH


# Fields of which an entry can have several columns.
_MANY = frozenset(
    ["url", "accessed", "archived", "note", "keyword", "authors", "country", "quote", "-", "editor"]
)


def _settled(columns: list[Column], rows: Sequence[Sequence[str]]) -> list[Column]:
    """One column a field: a person's word wins, then a header, then the fullest column. A table
    without a title column takes the wordiest of those left."""

    def filled(number: int) -> int:
        return sum(1 for row in rows if number < len(row) and row[number].strip())

    taken: dict[str, int] = {}
    order = sorted(
        range(len(columns)),
        key=lambda n: (columns[n].why != "as you said", not columns[n].sure, -filled(n), n),
    )
    for number in order:
        column = columns[number]
        if not column.field or column.field in _MANY or column.field.startswith("x-"):
            continue
        if column.field in taken:
            columns[number] = Column(
                header=column.header, field="", why=f"{column.field} is taken", sure=False
            )
        else:
            taken[column.field] = number
    if "title" not in taken:
        free = [n for n, column in enumerate(columns) if not column.field and filled(n)]
        wordy = {n: _words(rows, n) for n in free}
        best = max(free, key=lambda n: (wordy[n], -n), default=None)
        if best is not None and wordy[best] >= 2 and "text" not in taken:
            columns[best] = Column(
                header=columns[best].header, field="title", why="its cells hold most words",
                sure=False,
            )  # fmt: skip
    return columns


def _words(rows: Sequence[Sequence[str]], number: int) -> float:
    typical = _typical(rows, number)
    return 0.0 if typical > 40 else typical  # whole paragraphs are no titles


def _typical(rows: Sequence[Sequence[str]], number: int) -> float:
    cells = [row[number] for row in rows if number < len(row) and row[number].strip()]
    counts = [len(cell.split()) for cell in cells]
    return sum(counts) / len(counts) if counts else 0.0


def letter(number: int) -> str:
    """The letter a spreadsheet shows for a column: 0 is A, 26 is AA."""
    made = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        made = chr(65 + rest) + made
    return made
