"""BibTeX and biblatex files: what is split, put together, and put right."""

from sourcebook.collect.bibliographies.bibtex import looks_like_bibtex, read
from sourcebook.records import Entry


def one(text: str) -> Entry:
    draft = read(text.encode(), "a.bib")
    assert len(draft.entries) == 1
    return draft.entries[0].entry


def test_an_article_keeps_everything_it_says() -> None:
    entry = one(
        r"""@article{sample2004,
          author = {M{\"u}ller, Anna and {Workers' Aid}}, title = {The {Border} at Night},
          journal = {Journal of Invented Studies}, year = 2004, month = mar, volume = {12},
          number = 3, pages = {10--19}, doi = {https://doi.org/10.5555/abc.1}, issn = {1234-5678},
          url = {http://a.example/x\_y}, urldate = {2011-02-16}, keywords = {borders, night},
          abstract = {What was seen.}, note = {In press}, weird = {kept} }"""
    )
    assert entry.title == "The Border at Night"
    assert entry.kind == "article-journal"
    assert entry.authors == ("Müller, Anna", "Workers' Aid")
    assert entry.container == "Journal of Invented Studies"
    assert entry.issued is not None
    assert entry.issued.edtf == "2004-03"
    assert entry.identifiers == {"doi": "10.5555/abc.1", "issn": "1234-5678"}
    assert entry.details["volume"] == "12"
    assert entry.details["issue"] == "3"
    assert entry.details["page"] == "10–19"
    assert entry.details["keyword"] == "borders, night"
    assert entry.details["x-weird"] == "kept"
    assert entry.details["citation-key"] == "sample2004"
    assert entry.addresses[0].url == "http://a.example/x_y"
    assert entry.addresses[0].accessed[0].edtf == "2011-02-16"
    assert entry.excerpts[0].heading == "Abstract"
    assert entry.excerpts[0].paragraphs == ("What was seen.",)
    assert entry.notes == ("In press",)


def test_strings_are_put_in_and_parts_joined() -> None:
    entry = one(
        '@string{pub = "Sample " # {Press}}\n'
        '@book{a, title = "One" # " and " # {two}, publisher = pub, month = 3 # "~" # mar,'
        ' year = "1999"}'
    )
    assert entry.title == "One and two"
    assert entry.publisher == "Sample Press"


def test_strings_that_double_one_another_do_not_fill_the_memory() -> None:
    lines = ["@string{s0 = {lol}}"]
    lines += [f"@string{{s{n} = s{n - 1} # s{n - 1} # s{n - 1} # s{n - 1}}}" for n in range(1, 60)]
    title = one("\n".join([*lines, "@string{me = me # me}", "@misc{k, title = s59 # me}"])).title
    assert title.startswith("lollol")
    assert len(title) < 200_000


def test_a_crossref_hands_down_the_whole_to_its_part() -> None:
    draft = read(
        b"@inproceedings{p, title={Part}, author={Ada Sample}, crossref={w}}\n"
        b"@proceedings{w, title={Whole}, editor={Kim Lee}, year=2001, publisher={Press}}",
        "a.bib",
    )
    part = draft.entries[0].entry
    assert part.title == "Part"
    assert part.container == "Whole"
    assert part.details["editor"] == "Lee, Kim"
    assert part.issued is not None
    assert part.issued.edtf == "2001"


def test_crossrefs_in_a_ring_end() -> None:
    draft = read(b"@inbook{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}", "a.bib")
    assert [drafted.entry.title for drafted in draft.entries] == ["A", "B"]


def test_biblatex_dates_ranges_and_marks_are_edtf() -> None:
    issued = one("@book{a, title={T}, date={2004-06/2005-01}}").issued
    assert issued is not None
    assert issued.edtf == "2004-06/2005-01"
    issued = one("@book{a, title={T}, date={1998~}}").issued
    assert issued is not None
    assert issued.edtf == "1998~"


def test_a_date_that_can_not_be_read_is_kept_and_told() -> None:
    draft = read(b"@book{a, title={T}, year={n.d.}}", "a.bib")
    issued = draft.entries[0].entry.issued
    assert issued is not None
    assert issued.edtf is None
    assert issued.as_written == "n.d."
    assert "date-unreadable" in {finding.rule for finding in draft.findings}


def test_a_missing_comma_loses_no_field() -> None:
    entry = one("@article{a,\n title = {First}\n year = {2003},\n journal = {J}}")
    assert entry.title == "First"
    assert entry.container == "J"
    assert entry.issued is not None
    assert entry.issued.edtf == "2003"


def test_a_broken_entry_is_named_with_its_line_and_the_rest_goes_on() -> None:
    draft = read(b"@book{a, title={Open\n}\n\n@book{b, title={Fine}}", "a.bib")
    assert [drafted.entry.title for drafted in draft.entries] == ["Fine"]
    broken = [finding for finding in draft.findings if finding.rule == "entry-unreadable"]
    assert broken[0].subject == "line 1"
    assert broken[0].level == "error"


def test_a_key_used_twice_keeps_both_entries() -> None:
    draft = read(b"@book{a, title={One}}\n@book{a, title={Two}}", "a.bib")
    assert [drafted.entry.title for drafted in draft.entries] == ["One", "Two"]
    assert "duplicate-key" in {finding.rule for finding in draft.findings}


def test_markup_in_a_title_is_kept_beside_the_plain_title() -> None:
    entry = one(r"@book{a, title={The \textit{Sparrow} case}}")
    assert entry.title == "The Sparrow case"
    assert entry.details["x-markup-title"] == "The <i>Sparrow</i> case"


def test_text_with_an_entry_is_bibtex_and_prose_is_not() -> None:
    assert looks_like_bibtex("some words\n@book{key,\n title={x}}")
    assert not looks_like_bibtex("Write to us @home or a@b.example, thanks")
