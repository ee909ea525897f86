"""Asking archives: each way, and how they keep us waiting, lead astray or answer nonsense."""

import time
import tracemalloc
from datetime import UTC, datetime

import pytest

from collect.web.archive import Archive, Copy, archiving
from collect.web.server import Asked, moved, ok, serving
from sourcebook.collect.web.archives import HELD, Answered, Archives
from sourcebook.collect.web.exchanging import Limits
from sourcebook.collect.web.mementos import Kind, Listed, Source, http_date
from sourcebook.collect.web.visiting import Visitor

URL = "http://news.example/story/1"
WANTED = datetime(2008, 12, 1, tzinfo=UTC)
LIMITS = Limits(largest=50_000_000, patience=5.0, silence=2.0, loopback=True)


def far(at: datetime) -> float:
    return abs((at - WANTED).total_seconds())


def archives(archive: Archive | list[Source], rests: list[float] | None = None) -> Archives:
    sources = archive if isinstance(archive, list) else archive.sources()
    sleep = (rests if rests is not None else []).append
    return Archives(sources, Visitor(limits=LIMITS, delay=0.0), sleep=sleep)


def ask(some: Archives, kind: Kind, url: str = URL) -> Answered:
    return some.ask(some.having(kind)[0], url, WANTED, far)


def years(*years: int) -> list[Copy]:
    return [Copy(URL, f"{year}0601120000") for year in years]


def test_each_way_names_the_nearest_first() -> None:
    with archiving(years(2005, 2009, 2012)) as archive:
        some = archives(archive)
        assert [one.at.year for one in ask(some, "timegate").found] == [2009]
        assert [one.at.year for one in ask(some, "timemap").found] == [2009, 2005, 2012]
        assert [one.at.year for one in ask(some, "cdx").found] == [2009, 2005, 2012]
        assert [one.at.year for one in ask(some, "availability").found] == [2009]
        asked = next(a for a in archive.server.asked if a.path.startswith("/web/"))
        assert asked.field("Accept-Datetime") == "Mon, 01 Dec 2008 00:00:00 GMT"
        assert asked.field("User-Agent").startswith("Sourcebook/")


def test_an_archive_without_the_page_answers_with_none() -> None:
    with archiving(years(2005)) as archive:
        some = archives(archive)
        for source in some.sources:
            answer = some.ask(source, "http://news.example/other", WANTED, far)
            assert (answer.found, answer.why) == ((), ""), source.kind


def test_pages_of_a_timemap_are_read_the_likeliest_first() -> None:
    copies = [Copy(URL, f"{2000 + n // 12}{n % 12 + 1:02}01000000") for n in range(240)]
    with archiving(copies, page=6) as archive:
        found = ask(archives(archive), "timemap").found
        asked = archive.asked("/timemap/")
    assert found[0].at == WANTED
    assert len(asked) == 12
    assert asked[1].startswith("/timemap/link/18/")  # July to December 2008


def test_a_timegate_may_answer_with_the_memento_itself() -> None:
    at = http_date(WANTED)
    answer = ok(
        b"words", f"Memento-Datetime: {at}", "Content-Location: /m/5", "Vary: accept-datetime"
    )
    with serving({"/gate/" + URL: answer}) as server:
        some = archives([Source(kind="timegate", base=server.url("/gate/"))])
        found = ask(some, "timegate").found
        assert [(one.url, one.at) for one in found] == [(server.url("/m/5"), WANTED)]


def test_a_timegate_may_lead_to_another_and_to_addresses_without_a_date() -> None:
    at = http_date(WANTED)
    answers = {
        "/gate/" + URL: moved("/other/x", "302 Found"),
        "/other/x": moved("/m/5", "302 Found"),
        "/m/5": ok(b"words", f"Memento-Datetime: {at}"),
    }
    with serving(answers) as server:  # type: ignore[arg-type]
        some = archives([Source(kind="timegate", base=server.url("/gate/"))])
        assert [one.url for one in ask(some, "timegate").found] == [server.url("/m/5")]
        assert [a.field("Accept-Datetime") for a in server.asked if a.path == "/other/x"] == [
            http_date(WANTED)
        ]


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "http://10.0.0.1/", "/gate/" + URL, "http://[", ""]
)
def test_a_timegate_that_leads_nowhere_good_finds_nothing(to: str) -> None:
    with serving({"/gate/" + URL: moved(to, "302 Found")}) as server:
        some = archives([Source(kind="timegate", base=server.url("/gate/"))])
        assert ask(some, "timegate").found == ()


def test_an_archive_that_asks_for_a_short_rest_is_given_it() -> None:
    with archiving(years(2008)) as archive:
        archive.closed["/timemap/"] = ok(b"", "Retry-After: 7", status="429 Too Many Requests")
        rests: list[float] = []
        some = archives(archive, rests)

        def wake(seconds: float) -> None:
            rests.append(seconds)
            archive.closed.clear()

        some._sleep = wake
        assert len(ask(some, "timemap").found) == 1
    assert [round(rest) for rest in rests] == [7]


def test_an_archive_that_asks_for_rests_again_and_again_is_left_in_time() -> None:
    with archiving(years(2008)) as archive:
        archive.closed["/timemap/"] = ok(b"", "Retry-After: 7", status="429 Too Many Requests")
        rests: list[float] = []
        some = archives(archive, rests)
        assert "429" in ask(some, "timemap").why
        assert len(archive.asked("/timemap/")) == 4
        assert len(ask(some, "cdx").found) == 1  # it is busy with one thing only
    assert [round(rest) for rest in rests][:3] == [7, 7, 7]


def test_an_archive_that_asks_for_a_long_rest_is_left_in_peace() -> None:
    with archiving(years(2008)) as archive:
        archive.closed["/timemap/"] = ok(b"", "Retry-After: 3600", status="429 Too Many Requests")
        rests: list[float] = []
        some = archives(archive, rests)
        assert "rest of 3,600 seconds" in ask(some, "timemap").why
        asked = len(archive.server.asked)
        assert "left in peace" in ask(some, "timegate").why
        assert len(archive.server.asked) == asked
    assert rests == []


def test_an_archive_that_keeps_failing_is_not_asked_for_ever() -> None:
    with archiving(years(2008)) as archive:
        archive.closed["/cdx"] = ok(b"oh", status="500 Oh")
        some = archives(archive)
        whys = [ask(some, "cdx").why for _ in range(5)]
        assert len(archive.asked("/cdx")) == 3
    assert all("500" in why for why in whys)
    assert "isn't asked any more" in whys[-1]


def test_an_archive_that_is_not_there_is_told() -> None:
    some = archives([Source(kind="timemap", base="http://127.0.0.1:6543/map/")])
    assert "127.0.0.1" in ask(some, "timemap").why


def test_what_robots_txt_keeps_out_of_is_kept_out_of() -> None:
    rules = ok(b"User-agent: *\nDisallow: /timemap/\n")
    with archiving(years(2008)) as archive:
        archive.closed["/robots.txt"] = rules
        some = archives(archive)
        assert "robots.txt" in ask(some, "timemap").why
        assert archive.asked("/timemap/") == []
        assert len(ask(some, "cdx").found) == 1


GARBAGE = {
    "a web page": ok(b"<html><body>Wonderful archive</body></html>", "Content-Type: text/html"),
    "bytes": ok(bytes(range(256)) * 400),
    "nothing": ok(b""),
    "a broken packing": ok(b"\x1f\x8b nonsense", "Content-Encoding: gzip"),
    "JSON": ok(b'{"error": ["is", {"deep": null}]}', "Content-Type: application/json"),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", GARBAGE)
@pytest.mark.parametrize("kind", ["timegate", "timemap", "cdx", "availability"])
def test_garbage_names_nothing(kind: Kind, what: str) -> None:
    with archiving([]) as archive:
        archive.closed["/"] = GARBAGE[what]
        some = Archives(archive.sources(), Visitor(limits=LIMITS, delay=0.0, ignore_robots=True))
        assert ask(some, kind).found == ()


def huge(count: int) -> bytes:
    line = '<http://x.example/web/{0}/http://b.example/>; rel="memento"; datetime="{1}"'
    one = [
        line.format(f"{1996 + n % 28}{n % 12 + 1:02}01{n % 24:02}0000",
                    http_date(datetime(1996 + n % 28, n % 12 + 1, 1, n % 24, tzinfo=UTC)))
        for n in range(2_000)
    ]  # fmt: skip
    body = ",\n".join(one * (count // 2_000)).encode()
    return ok(body, "Content-Type: application/link-format")


@pytest.mark.slow
def test_a_timemap_of_100_000_mementos_takes_little() -> None:
    answer = huge(100_000)
    with serving({"/map/" + URL: answer}) as server:
        some = archives([Source(kind="timemap", base=server.url("/map/"))])
        began = time.process_time()
        found = ask(some, "timemap").found
        took = time.process_time() - began
    assert 0 < len(found) <= HELD
    assert took < 10  # seconds; 1.5 were measured


@pytest.mark.slow
def test_a_timemap_of_100_000_mementos_is_never_held_whole() -> None:
    answer = huge(100_000)
    with serving({"/map/" + URL: answer}) as server:
        some = archives([Source(kind="timemap", base=server.url("/map/"))])
        tracemalloc.start()
        ask(some, "timemap")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 8_000_000  # bytes, of an answer of 13 million


def test_an_index_is_read_page_by_page() -> None:
    def answer(asked: Asked, made: object) -> None:
        more = "resumeKey=k%2C2" in asked.path
        year = "2009" if more else "2008"
        key = "" if more else "\nk%2C2\n"
        made.sendall(ok(f"{year}0101000000 {URL} text/html 200 A\n{key}".encode()))  # type: ignore[attr-defined]

    with serving({"/cdx": answer}) as server:
        some = archives([Source(kind="cdx", base=server.url("/cdx"), replay=server.url("/web/"))])
        assert [one.at.year for one in ask(some, "cdx").found] == [2009, 2008]


# --- fetching --------------------------------------------------------------------------------
def listed(archive: Archive, copy: Copy) -> Listed:
    return Listed(url=archive.memento(copy), at=WANTED, how="timemap")


def test_bytes_are_had_as_they_were() -> None:
    copy = Copy(URL, "20081201103005", b"<html>Beds</html>")
    with archiving([copy]) as archive:
        fetched = archives(archive).fetch(listed(archive, copy))
        assert fetched.body() == b"<html>Beds</html>"
        assert fetched.url == archive.memento(copy)
        assert fetched.at == datetime(2008, 12, 1, 10, 30, 5, tzinfo=UTC)
        assert fetched.original == URL
        fetched.visit.close()


def test_where_an_archive_has_no_raw_form_it_is_asked_for_what_it_shows() -> None:
    copy = Copy(URL, "20081201103005", b"<html>Beds</html>")
    with archiving([copy], raw=False) as archive:
        fetched = archives(archive).fetch(listed(archive, copy))
        assert fetched.body().endswith(b"<html>Beds</html>")
        assert fetched.why == ""


def test_a_redirect_to_the_nearest_gives_that_ones_address_and_time() -> None:
    there = Copy(URL, "20090101000000")
    with archiving([there]) as archive:
        fetched = archives(archive).fetch(listed(archive, Copy(URL, "20081201103005")))
        assert fetched.url == archive.memento(there)
        assert fetched.at == datetime(2009, 1, 1, tzinfo=UTC)


def test_an_archived_error_is_told_from_one_of_the_archive() -> None:
    copy = Copy(URL, "20081201103005", status=404)
    with archiving([copy]) as archive:
        some = archives(archive)
        fetched = some.fetch(listed(archive, copy))
        assert (fetched.archived, fetched.why) == (True, "is a copy of an answer 404")
        gone = some.fetch(listed(archive, Copy("http://news.example/none", "20081201103005")))
        assert (gone.archived, gone.why) == (False, "the archive answers 404")
