"""Tables: CSV in every dialect and encoding, workbooks, and rows that are none."""

import io
from datetime import date

import openpyxl
import pytest

from sourcebook.collect.draft import Draft
from sourcebook.collect.spreadsheets import read
from sourcebook.errors import Refused, Unreadable
from sourcebook.records import Entry

TABLE = (
    "Title;Author;Date;Link;Accessed;Country;Type;Score\n"
    "Forty Beds;Sample, Ada;17/11/2005;https://a.example/x;16/02/2011;Kazakhstan;Report;5\n"
    'Two Houses;"Ada Sample; Kim Lee";03/04/2006;www.b.example/y;;Kenya, Uganda;;\n'
)


def entries(draft: Draft) -> list[Entry]:
    return [drafted.entry for drafted in draft.entries]


def rules(draft: Draft) -> set[str]:
    return {finding.rule for finding in draft.findings}


def test_each_row_is_an_entry_with_all_it_says() -> None:
    first, second = entries(read(TABLE.encode(), "a.csv"))
    assert first.title == "Forty Beds"
    assert first.authors == ("Sample, Ada",)
    assert first.issued is not None
    assert (first.issued.edtf, first.issued.as_written) == ("2005-11-17", "17/11/2005")
    assert first.addresses[0].url == "https://a.example/x"
    assert first.addresses[0].accessed[0].edtf == "2011-02-16"
    assert first.countries == ("KZ",)
    assert first.kind == "report"
    assert first.details["x-score"] == "5"
    assert second.authors == ("Ada Sample", "Kim Lee")
    assert second.countries == ("KE", "UG")


def test_one_cell_can_settle_which_comes_first_for_its_column() -> None:
    second = entries(read(TABLE.encode(), "a.csv"))[1]
    assert second.issued is not None
    assert second.issued.edtf == "2006-04-03"
    unsettled = entries(read(b"Title,Date\nA,03/04/2006\nB,04/05/2006\n", "a.csv"))[0]
    assert unsettled.issued is not None
    assert unsettled.issued.edtf is None


def test_the_mapping_is_shown_and_can_be_set() -> None:
    draft = read(TABLE.encode(), "a.csv")
    shown = next(finding for finding in draft.findings if finding.rule == "columns-mapped")
    assert "Link → url" in shown.says
    assert "kept as they are: Score" in shown.says
    changed = entries(read(TABLE.encode(), "a.csv", mapping={"Score": "edition", "Type": "-"}))[0]
    assert changed.edition == "5"
    assert changed.kind == "webpage"
    with pytest.raises(Refused):
        read(TABLE.encode(), "a.csv", mapping={"Score": "colour"})


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_encodings_do_not_matter(encoding: str) -> None:
    text = "Название\tСсылка\tГод\nСорок коек в приюте\thttp://a.example/1\t2005\n"
    entry = entries(read(text.encode(encoding), "a.tsv"))[0]
    assert entry.title == "Сорок коек в приюте"
    assert entry.issued is not None
    assert entry.issued.edtf == "2005"


def test_a_row_without_title_or_address_is_told_with_its_number() -> None:
    draft = read(b"Title,Link,Note\nA,http://a.example,\n,,only a note\n", "a.csv")
    told = next(finding for finding in draft.findings if finding.rule == "row-unplaced")
    assert told.subject == "row 3"
    assert "only a note" in told.says


def test_a_row_with_an_address_alone_is_called_by_it() -> None:
    draft = read(b"Title,Link\n,http://a.example/x\n", "a.csv")
    assert entries(draft)[0].title == "http://a.example/x"
    assert "no-title" in rules(draft)


def test_several_addresses_in_a_cell_take_their_dates_in_order() -> None:
    text = 'Title,Links,Accessed\nA,"http://a.example/1 http://b.example/2","2011; 2012"\n'
    addresses = entries(read(text.encode(), "a.csv"))[0].addresses
    assert [address.url for address in addresses] == ["http://a.example/1", "http://b.example/2"]
    assert [address.accessed[0].edtf for address in addresses] == ["2011", "2012"]


def test_a_table_without_a_header_is_read_by_its_cells() -> None:
    text = "".join(f"Forty beds and number {n},http://a.example/{n}\n" for n in range(5))
    draft = read(text.encode(), "a.csv")
    assert len(draft.entries) == 5
    assert "no row names the columns" in draft.findings[0].says


def test_ragged_rows_keep_their_extra_cells() -> None:
    entry = entries(read(b"Title,Link\nA,http://a.example,extra\nB\n", "a.csv"))[0]
    assert "extra" in entry.details.values()


def test_lines_above_the_header_are_told() -> None:
    draft = read(b"Compiled in May\n\nTitle,Link\nA,http://a.example\n", "a.csv")
    assert len(draft.entries) == 1
    assert "Compiled in May" in next(f for f in draft.findings if f.rule == "above-header").says


def test_an_unknown_country_is_kept_and_told() -> None:
    draft = read(b"Title,Country\nA,Ruritania\n", "a.csv")
    assert entries(draft)[0].details["x-country"] == "Ruritania"
    assert "country-unknown" in rules(draft)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Reports"
    sheet.append(["Compiled for the class"])
    sheet.append(["Title", "URL", "Date", "Accessed", "Pages"])
    sheet.append(["Forty Beds", "https://a.example/x", date(2005, 11, 17), 40590, 12])
    sheet.append(['=CONCATENATE("a","b")', "https://a.example/f", None, None, None])
    sheet.append(["Two Houses"])
    sheet["A5"].hyperlink = "https://a.example/behind"
    second = book.create_sheet("Links")
    second.append(["Link"])
    second.append(["https://b.example/y"])
    book.create_sheet("Empty")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_workbook_gives_all_its_sheets() -> None:
    draft = read(workbook(), "a.xlsx")
    first = entries(draft)[0]
    assert first.issued is not None
    assert first.issued.edtf == "2005-11-17"
    assert first.addresses[0].accessed[0].edtf == "2011-02-16"
    assert first.addresses[0].accessed[0].as_written == "40590"
    assert first.details["page"] == "12"
    assert [drafted.group for drafted in draft.entries][-2:] == ["Reports", "Links"]
    assert "sheet-empty" in rules(draft)


def test_a_link_behind_a_cell_is_an_address() -> None:
    entry = next(e for e in entries(read(workbook(), "a.xlsx")) if e.title == "Two Houses")
    assert [address.url for address in entry.addresses] == ["https://a.example/behind"]


def test_a_broken_workbook_is_an_error_that_names_it() -> None:
    with pytest.raises(Unreadable, match=r"a\.xlsx"):
        read(workbook()[:2000], "a.xlsx")


def test_an_open_quote_keeps_what_came_before() -> None:
    text = "Title,Link\nA,http://a.example\n" + '"' + "x" * 10_000_100
    draft = read(text.encode(), "a.csv")
    assert entries(draft)[0].title == "A"
    assert "table-broken" in rules(draft)
