"""Invented entries of every kind, for the citation tests."""

from sourcebook.records import Address, Date, Entry, Memento


def day(edtf: str) -> Date:
    return Date(edtf=edtf, as_written=edtf)


def entry(id: str, kind: str, title: str, **more: object) -> Entry:
    """An entry read on the web, with an access date and (unless ``kept`` says no) an archived copy."""
    url = f"https://www.reading-room.example/{id}"
    kept = more.pop("kept", False)
    address = Address(
        url=url,
        as_written=url,
        accessed=(day("2012-08-30"), day("2017-06-07")),
        mementos=(
            Memento(url=f"https://web.archive.org/web/20190312081500/{url}", at=day("2019-03-12")),
        )
        if kept
        else (),
    )
    fields = {"issued": day("2005-11-17"), "language": "en", "addresses": (address,), **more}
    return Entry(id=id, kind=kind, title=title, **fields)  # type: ignore[arg-type]


ENTRIES = (
    entry(
        "e01", "webpage", "Port city opens second shelter for workers",
        authors=("Writer, Anna B.",), container="Coast Daily",
    ),
    entry("e02", "webpage", "What debt bondage means", authors=("Harbour Labour Institute",),
          container="Harbour Labour Institute Online", issued=day("2011")),
    entry("e03", "webpage", "Leaving the quarry", authors=("Stone, Peter", "Rivers, Mary J."),
          container="Quarry Voices", issued=day("2014-03")),
    entry("e04", "report", "Working for nothing: Children in brick kilns",
          authors=("Northern Children's Fund",), publisher="Northern Children's Fund",
          issued=day("2009"), details={"publisher-place": "Geneva", "genre": "Report",
                                       "number": "14"}),
    entry("e05", "report", "Labour inspection in the fishing sector",
          authors=("Fisher, Ines", "Marsh, Otto", "Poole, Lena"), publisher="Maritime Studies Office",
          issued=day("2018-05"), details={"publisher-place": "Oslo"}),
    entry("e06", "report", "Annual findings on recruitment fees", authors=("Bureau of Fair Hiring",),
          publisher="Department of Labour Affairs", issued=day("2020-09-30")),
    entry("e07", "article-newspaper", "Police free nine from locked laundry",
          authors=("Marlow, Jane",), container="The Harbour Times", issued=day("2007-02-23"),
          details={"page": "4"}),
    entry("e08", "article-newspaper", "Court hears of unpaid harvest",
          authors=("Field, Tom", "Barnes, Ruth"), container="Valley Courier",
          issued=day("2013-10-01")),
    entry("e09", "article-magazine", "The long road from the cotton fields",
          authors=("Weaver, Carl D.",), container="Overland Monthly", issued=day("2010-06"),
          details={"volume": "12", "issue": "6", "page": "22-31"}),
    entry("e10", "article-magazine", "Sold twice", authors=("Hollis, Eve",), container="The Observer Review",
          issued=day("2016-04-05")),
    entry("e11", "article-journal", "Recruitment fees and forced labour: a panel study",
          authors=("Quill, Arthur", "Penn, Sofia"), container="Journal of Labour Economics and Rights",
          issued=day("2019"), details={"volume": "44", "issue": "2", "page": "101-129"},
          identifiers={"doi": "10.5555/jler.2019.44"}),
    entry("e12", "article-journal", "Begging networks in border towns",
          authors=("Lantern, Rosa", "Kestrel, Ivan", "Moor, Hugh", "Dale, Nora"),
          container="Border Studies", issued=day("2008"),
          details={"volume": "7", "page": "55-78"}),
    entry("e13", "book", "Chains of debt", authors=("Mason, Edith",), publisher="Lighthouse Press",
          issued=day("2003"), details={"publisher-place": "London"}, identifiers={"isbn": "9780000000002"}),
    entry("e14", "book", "Bonded: a history of labour", authors=("Carter, John", "Wright, Amy"),
          publisher="Meridian Books", issued=day("1999"), edition="2",
          details={"publisher-place": "Leeds"}),
    entry("e15", "chapter", "Domestic service and its shadows", authors=("Keeper, Olive",),
          container="Hidden work", publisher="Lighthouse Press", issued=day("2006"),
          details={"editor": "Mason, Edith", "page": "33-58", "publisher-place": "London"}),
    entry("e16", "thesis", "Street children of the southern ports", authors=("Scholar, Dina",),
          publisher="University of Westmere", issued=day("2015"),
          details={"genre": "PhD thesis", "publisher-place": "Westmere"}),
    entry("e17", "legal_case", "Harvest Workers v. Orchard Company",
          details={"authority": "Supreme Court", "volume": "410", "page": "113",
                   "container-title-short": "U.S."}, issued=day("1973")),
    entry("e18", "legislation", "Forced Labour Prevention Act", issued=day("2004"),
          details={"number": "12", "section": "3"}, container="Statutes of Westmere"),
    entry("e19", "treaty", "Convention on Fair Recruitment", issued=day("1997-06-17")),
    entry("e20", "broadcast", "The night shift", authors=("Tuner, Max",), container="World Report",
          publisher="Radio Meridian", issued=day("2012-03-04")),
    entry("e21", "post-weblog", "Notes from the shelter", authors=("Penman, Lucy",),
          container="Shelter Diary", issued=day("2013-01-20")),
    entry("e22", "post", "Hotline numbers have changed", authors=("Signal, Ray",),
          container="Helpers Forum", issued=day("2021-02-14")),
    entry("e23", "interview", "We were told to wait", authors=("Teller, Ann",),
          container="Quarry Voices", issued=day("2011-08-09"), details={"interviewer": "Asker, Ben"}),
    entry("e24", "document", "Guidelines for identifying victims",
          authors=("Council for Safe Migration",), publisher="Council for Safe Migration",
          issued=day("2010-11")),
    entry("e25", "entry-encyclopedia", "Bonded labour", authors=("Sage, Clara",),
          container="Encyclopedia of Work", publisher="Meridian Books", issued=day("2001"),
          details={"publisher-place": "Leeds"}),
    entry("e26", "motion_picture", "Brick by brick", authors=("Reel, Oscar",),
          publisher="Kiln Films", issued=day("2014")),
    entry("e27", "paper-conference", "Counting the hidden", authors=("Number, Iris", "Table, Sam"),
          container="Proceedings of the Forum on Labour Statistics", publisher="Forum Press",
          issued=day("2017"), details={"page": "12-19", "publisher-place": "Vienna"}),
    entry("e28", "speech", "Ending child labour in one generation", authors=("Speaker, Grace",),
          issued=day("2016-06-12"), details={"event-place": "Nairobi", "genre": "Keynote address"}),
    entry("e29", "webpage", "Hotline and shelter list", issued=None,
          container="Council for Safe Migration"),
    entry("e30", "webpage", "Country profile: Westmere", container="Atlas of Nations",
          issued=day("2009~")),
    entry("e31", "webpage", "Дети на хлопковых полях", authors=("Иванов, Пётр Сергеевич",),
          container="Южный вестник", language="ru", issued=day("2011-09-05")),
    entry("e32", "book", "Еңбек құқығы", authors=("Серікұлы, Асқар",), publisher="Дала баспасы",
          language="kk", issued=day("2012"), details={"publisher-place": "Алматы"}),
    entry("e33", "report", "Findings on the worst forms of work", authors=("Bureau of Fair Hiring",),
          publisher="Bureau of Fair Hiring", edition="2017", issued=day("2018")),
    entry("e34", "article-newspaper", "Nine freed", container="The Harbour Times",
          issued=day("2007-02-24")),
    entry("e35", "article-journal", "Mining and schooling", container="Border Studies",
          authors=("van der Berg, Willem",), issued=day("2012"),
          details={"volume": "11", "issue": "1", "page": "5-9"}),
    entry("e36", "book", "Bondage and law", issued=day("1988"), publisher="Tidewater University Press",
          authors=("Long, A.", "Short, B.", "Small, C.", "Large, D.")),
)  # fmt: skip
KEPT = tuple(
    entry(
        f"k-{one.id}", one.kind, one.title, kept=True, authors=one.authors,
        publisher=one.publisher, container=one.container, issued=one.issued,
        language=one.language, edition=one.edition, details=one.details,
        identifiers=one.identifiers,
    )
    for one in ENTRIES
)  # fmt: skip
