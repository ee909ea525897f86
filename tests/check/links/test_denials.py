"""Pages that say that something isn't there, and pages that only sound so."""

import pytest

from sourcebook.check.links import (
    Expected,
    Nonsense,
    doubtful,
    expected_of,
    look,
    signs,
    soft_gone,
)

ASKED = "http://www.agency.example/reports/2009/kazakh-farms.html"
KNOWN = expected_of(["Kazakh farms: forty visits along the river"])
MENU = "<ul>" + "".join(f"<li><a href=/{n}>About us {n}</a></li>" for n in range(12)) + "</ul>"
PROSE = "<p>" + "The inspectors visited forty farms and spoke with those who pick the cotton. " * 12


def judged(body: bytes | str, known: Expected | None = None, *, asked: str = ASKED) -> str:
    seen = look(body.encode() if isinstance(body, str) else body, url=asked)
    return soft_gone(signs(seen, asked=asked, led=asked, status=200, expected=known))


def page(title: str, words: str) -> str:
    return f"<!doctype html><html><head><title>{title}</title></head><body>{words}</body></html>"


GONE = [
    page("Agency", "<h1>Sorry!</h1><p>The page you are looking for has moved or does not exist." + MENU),
    page("Agency", MENU + "<p>404</p><p>Not Found</p>"),
    page("404", "<h1>404</h1>"),
    page("Agency | Page Not Found", MENU + "<div>Page Not Found</div>"),
    page("agency.example", "<p>No such file.</p>"),
    page("Not Found", "<h1>Not Found</h1><p>The requested URL /x was not found on this server."),
    page("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"),
    page("HTTP Status 404", "<h1>HTTP Status 404</h1><p>The requested resource [/x] is not available"),
    page("404 - File or directory not found.", "<h1>Server Error</h1><h2>404 - File or directory not found.</h2>"),
    page("Content not available", "<h1>This content isn't available right now</h1>"),
    page("Agency", "<div>Invalid article ID.</div>" + MENU),
    page("Agency", MENU + "<div>The article you requested could not be found in our database.</div>"),
    page("Archive closed", "<h1>This archive is closed</h1><p>Its articles are no longer available."),
    page("Agency", "<h1>We've moved!</h1><p>The page you are looking for may have moved."),
    page("Document deleted", "<p>This document has been deleted by its owner."),
    page("Agency", "<p>The report is no longer available on this site." + MENU),
    page("Agency", "<h1>410 Gone</h1><p>The resource is no longer available at this location."),
    page("Agency", "<h1>Article removed</h1><p>Removed at the request of the author."),
    page("Nothing found for Farms", "<h1>Nothing Found</h1><p>No results were found for the archive."),
    page("Новости", "<div>Такой страницы нет</div>"),
    page("Akorda", "<h1>Материал не найден</h1>" + MENU),
    page("Сайт", "<p>Кешіріңіз, сіз сұраған бет табылмады</p>"),
    page("Article expired | Courier", "<h1>Article expired</h1><p>Articles are kept online for 14 days." + MENU),
    page("Archive", "<h1>Archive</h1><p>Stories published before 2010 have been purged from our archive." + MENU),
    page("Courier", "<p>The agency article you requested has expired from our system." + MENU),
    page("Tolls - Wiki", "<h1>Tolls</h1><p>There is currently no text in this page. You can search for it." + MENU),
    page("Wiki", "<h1>Zölle</h1><p>Diese Seite enthält momentan noch keinen Text." + MENU),
    page("Documents", "<h1>Documents</h1><p>There are currently no documents that match your request." + MENU),
    page("Agency", "<h1>This page has been decommissioned</h1><p>Our old website was switched off in 2018."),
    page("Observatoire", "<h1>Contenu dépublié</h1><p>Ce contenu a été dépublié par la rédaction." + MENU),
    page("Informes", "<p>El artículo solicitado ha sido despublicado." + MENU),
    page("Nieuws", "<h1>Dit artikel is offline gehaald</h1><p>Het is door de redactie verwijderd."),
    page("出错了", "<div>您要查看的信息已被管理员删除或者尚未发布</div>"),
    page("Agency", "<h1>Content not migrated</h1><p>The resource you asked for was not carried over." + MENU),
    page("Сайт", "<h1>Упс! Здесь пусто</h1><p>Запись, которую вы ищете, была удалена автором." + MENU + "<h2>Мост открыт</h2>" + "<p>Мост через реку открыли." * 9),
    page("Сайт", "<h1>Өкінішке орай, бұл бет жоқ</h1><p>Іздеуді қолданып көріңіз." + MENU),
    page("State agency", "<h1>You have followed an outdated link</h1><p>Older pages are kept in the archive." + MENU),
    page("Courier", "<h1>Wire story unavailable</h1><p>Wire stories are shown for two weeks." + MENU),
    page("Сайт", "<h1>Кажется, вы заблудились</h1><p>Страницы с таким адресом у нас нет." + MENU),
    page("Agentur", "<h1>Das war wohl nichts</h1><p>Unter dieser Adresse gibt es keinen Inhalt (mehr)." + MENU),
    page("Архив", "<p>Срок хранения материала истёк." + MENU),
    "Not Found",
    "404 page not found\n",
]  # fmt: skip


@pytest.mark.parametrize("known", [None, KNOWN], ids=["unknown", "known"])
@pytest.mark.parametrize("body", GONE)
def test_what_says_that_it_is_not_there_is_soft_gone(body: str, known: Expected | None) -> None:
    assert judged(body, known).startswith("answers, but says that the page isn't there: “")


ALIVE = [
    page("Law 12", "<h1>Law 12</h1><p>Article 3. Where a document does not exist or has been removed, the registrar issues a copy."),
    page("Missing pages in court file", "<h1>Missing pages in court file</h1><p>Two pages were missing, the judge said. The pages could not be found."),
    page("Документ удалён из реестра", "<h1>Документ удалён из реестра</h1><p>Суд признал решение законным."),
    page("Құжат табылмады, ақша жұмсалды", "<h1>Құжат табылмады, ақша жұмсалды</h1><p>Тексеру қорытындысы жарияланды."),
    page("Akten verschwunden", "<h1>Akten verschwunden</h1><p>Das Dokument wurde nicht gefunden, sagte der Richter am Montag vor Gericht."),
    page("Domain", "<h1>Domain of the river</h1><p>The domain of the river is for sale, the town said."),
    page("Farms", "<h1>Farms visited</h1><p>Forty farms were visited.</p><div>No related posts found.</div>"),
    page("404 Not Found - HTTP | Docs", "<h1>404 Not Found</h1><p>The 404 Not Found status says that" + PROSE),
    page("Lost and Found | Agency", "<h1>Lost and Found</h1><p>Things found on buses can be collected."),
    page("Missing | Agency", "<h1>Missing</h1>" + PROSE),
    page("Kazakh farms", "<h1>Kazakh farms</h1><p>This page has been archived and is no longer updated."),
    page("Kazakh farms", "<h1>Kazakh farms</h1><p>Video not available in your country.</p><p>Forty farms."),
    page("Documents not found in raid", "<h1>Documents not found in raid</h1><p>The documents were not found."),
    page("Not found – the lost children of Osh | Radio", "<h1>Not found – the lost children of Osh</h1><p>A film."),
    page("Article 404", "<h1>Article 404</h1><p>Whoever keeps another's papers shall be fined."),
    page("Page 404", "<h1>Page 404</h1><p>of the inquiry: nobody had asked him."),
    page("Flight 404 delayed", "<h1>Flight 404 delayed</h1><p>It costs $404."),
    page("No trace of the bus", "<h1>No trace of the bus</h1><p>The bus could not be found."),
    page("Page not found: how links rot", "<h1>Page not found: how links rot</h1>" + PROSE),
    page("Report withdrawn after criticism", "<h1>Report withdrawn after criticism</h1><p>The report has been withdrawn after criticism, the ministry said on Monday."),
    page("Kazakh farms", "<h1>Kazakh farms</h1><p>The full text is not available online. Order a print copy from the library."),
    page("Index of /reports", "<h1>Index of /reports</h1><pre><a href=a.pdf>a.pdf</a></pre>"),
    page("Maintenance", "<h1>We are down for maintenance</h1><p>The page is temporarily unavailable. Please try again later."),
    page("Сайт", "<p>Страница временно недоступна. Проводятся технические работы.</p>"),
    page("Объявление удалено: как торгуют людьми", "<h1>Объявление удалено: как торгуют людьми</h1><p>Репортаж."),
    page("Database error", "<h1>Error establishing a database connection</h1>"),
    page("Farms", "<h1>Farms</h1><p>404</p><p>This comment has been removed.</p>" + PROSE),
    page("Questions", "<h1>Frequent questions</h1><h2>The document I need is no longer available. What can I do?</h2><p>Write to the library.</p><h2>How do I cite it?</h2><p>By its title."),
    page("Link between debt and bondage broken", "<h1>Link between debt and bondage broken</h1><p>Nine families were freed."),
    page("We have a new website", "<h1>We have a new website</h1><p>Our old website has been retired. On the new one you find every report."),
    page("Ойын 404", "<h1>Ойын үйлері жоқ қала</h1><p>Қала туралы репортаж."),
    page("Закон о труде", "<b>Закон о труде</b><p>Документ утратил силу с 1 января 2008 года.</p><p>Статья 1. Принудительный труд запрещён."),
    page("Приказ № 14", "<h1>Приказ № 14</h1><p>Срок действия документа истек 1 марта 2010 года."),
    page("第12号令", "<h1>第12号令</h1><p>此文件已失效。</p><p>发布日期 1998-05-12"),
    page("Guidance note 12", "<h1>Guidance note 12</h1><p>This document has expired and is kept for reference only."),
    page("Ordin 12", "<h1>Ordin 12</h1><p>Documentul nu mai este în vigoare."),
    page("Сайт министерства «не найден»", "<h1>Сайт министерства «не найден»</h1><p>Посетители видят надпись «Страница не найдена»." + PROSE),
    page("Farms", "<script>var t = {a: '<h1>Page not found</h1>'}</script><!-- 404 not found --><p>Forty farms."),
]  # fmt: skip


@pytest.mark.parametrize("known", [None, KNOWN], ids=["unknown", "known"])
@pytest.mark.parametrize("body", ALIVE)
def test_what_only_sounds_so_is_left_alone(body: str, known: Expected | None) -> None:
    assert judged(body, known) == ""


def test_a_search_that_finds_nothing_is_what_was_asked_for() -> None:
    body = page("Search", "<h1>Nothing found</h1><p>No results.")
    assert judged(body)
    assert not judged(body, asked="http://www.agency.example/search?q=farms")


def test_a_redirect_to_a_search_that_finds_nothing_is_soft_gone() -> None:
    led = "http://www.agency.example/search?q=kazakh+farms"
    seen = look(page("Search", "<p>Your search did not match any documents.").encode(), url=led)
    assert "leads to a search" in soft_gone(signs(seen, asked=ASKED, led=led, status=200))
    assert signs(seen, asked=led, led=led, status=200) == ()


def test_an_address_that_speaks_of_errors_is_about_them() -> None:
    body = page("404 Not Found | Docs", "<h1>404 Not Found</h1>" + PROSE[:200])
    assert judged(body)
    assert not judged(body, asked="http://www.agency.example/http/status/404")


def test_a_redirect_to_an_error_page_is_enough() -> None:
    seen = look(page("Agency", MENU).encode(), url="http://www.agency.example/404.html")
    found = signs(seen, asked=ASKED, led=seen.url, status=200)
    assert [sign.kind for sign in found] == ["not found"]
    assert seen.url in soft_gone(found)


def test_a_page_about_handling_errors_is_no_error_page() -> None:
    led = "http://www.agency.example/en/guide/error-handling.html"
    seen = look(page("Guide", "<h1>Guide</h1><p>How to handle errors.").encode(), url=led)
    assert signs(seen, asked=ASKED, led=led, status=200) == ()


def test_a_page_of_scripts_that_is_cut_says_nothing() -> None:
    seen = look(b"<html><head><script>" + b"x" * 5000, url=ASKED, whole=False)
    assert signs(seen, asked=ASKED, led=ASKED, status=200) == ()


def test_what_prose_quotes_is_not_what_the_page_says() -> None:
    said = "Экранда «бет табылмады» деген жазу тұрды. Хабарсыз кеткен 404 адам әлі табылмады."
    assert not judged(page("Жаңалықтар", f"<h1>Ерте ас қайтарды</h1><p>{said}</p>"))
    assert judged(page("Жаңалықтар", "<h1>Жаңалықтар</h1><p>«Бет табылмады»</p>"))


NEWS = [
    page("Dokumente verschwunden", "<h1>Dokumente verschwunden</h1><p>Im Prozess fehlen neun Ordner."),
    page("Документи зникли", "<h1>Документи з архіву зникли</h1><p>Суд призначив перевірку."),
    page("Belgeler kayboldu", "<h1>İşçilerin belgeleri kayboldu</h1><p>Savcılık soruşturma başlattı."),
]  # fmt: skip


@pytest.mark.parametrize("body", NEWS)
def test_a_headline_that_may_be_news_is_asked_about_and_left_alone_where_nonsense_gets_a_404(
    body: str,
) -> None:
    seen = look(body.encode(), url=ASKED)
    assert doubtful(seen, None, ASKED, ASKED)
    other = look(page("Not found", "<h1>Not found</h1>").encode(), url=ASKED)
    nonsense = Nonsense(look=other, status=404, led=ASKED)
    assert not soft_gone(signs(seen, asked=ASKED, led=ASKED, status=200, nonsense=nonsense))


def test_a_page_that_plainly_is_not_there_needs_no_other_asked_for() -> None:
    for words in (
        "<h1>Page not found</h1>",
        "<h1>This article is no longer available</h1><p>Sorry.",
    ):
        body = page("Courier", words + MENU)
        assert not doubtful(look(body.encode(), url=ASKED), None, ASKED, ASKED)


def test_a_page_of_scripts_may_tell_its_status_in_its_head() -> None:
    told = '<meta name="prerender-status-code" content="404">'
    body = page("Agency", MENU + PROSE).replace("<head>", f"<head>{told}")
    assert judged(body) == "answers, but says that the page isn't there: its head says 404"
    assert judged(body.replace('"404"', '"200"')) == ""
