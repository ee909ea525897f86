"""Visits of a run: redirects, robots, HEAD and GET, pace, and being asked to slow down."""

import asyncio

import pytest

from collect.web.server import Asked, Server, moved, ok, serving
from sourcebook.check.links.pacing import Pace
from sourcebook.check.links.visits import Visited, Visits
from sourcebook.collect.web.asking import Asker, Bounds
from sourcebook.collect.web.permitting import Permits

PAGE = ok(b"<title>Beds</title>", "Content-Type: text/html")
BOUNDS = Bounds(loopback=True, silence=0.4, patience=2.0)


def visit(
    url: str, method: str = "GET", *, pace: Pace | None = None, ignore_robots: bool = False
) -> Visited:
    async def go() -> Visited:
        async with Asker(limits=BOUNDS) as asker:
            visits = Visits(
                asker, Permits(asker).rules, pace or Pace(0.0), ignore_robots=ignore_robots
            )
            return await visits.visit(url, method)  # type: ignore[arg-type]

    return asyncio.run(go())


def methods(server: Server) -> list[tuple[str, str]]:
    return [
        (asked.raw.split(b" ")[0].decode(), asked.path)
        for asked in server.asked
        if asked.path != "/robots.txt"
    ]


def test_a_chain_is_followed_to_its_end_and_every_answer_kept() -> None:
    with serving({"/a": moved("/b"), "/b": moved("c", "302 Found"), "/c": PAGE}) as server:
        trip = visit(server.url("/a")).trip
    assert [reply.status for reply in trip.replies] == [301, 302, 200]
    assert trip.answer is not None
    assert trip.answer.url == server.url("/c")


def test_a_circle_and_an_endless_chain_are_told() -> None:
    answers = {"/a": moved("/b"), "/b": moved("/a")}
    answers |= {f"/{n}": moved(f"/{n + 1}") for n in range(50)}
    with serving(dict(answers)) as server:
        assert visit(server.url("/a")).trip.rule == "redirects"
        long = visit(server.url("/0")).trip
    assert (long.rule, long.answer) == ("redirects", None)
    assert "more than 20 times" in long.why


@pytest.mark.parametrize(
    "to", ["javascript:alert(1)", "http://10.0.0.1/", "http://[::ffff:a00:1]/"]
)
def test_a_redirect_to_what_may_not_be_asked_is_told(to: str) -> None:
    with serving({"/a": moved(to)}) as server:
        trip = visit(server.url("/a")).trip
    assert trip.rule == "refused"
    assert trip.answer is None


def test_head_is_believed_where_it_is_good_and_get_asked_where_not() -> None:
    answers = {"/good": PAGE, "/bad": ok(b"", status="405 No")}

    def only_get(asked: Asked, made: object) -> None:
        good = asked.raw.startswith(b"GET")
        made.sendall(PAGE if good else ok(b"", status="404 Not Found"))  # type: ignore[attr-defined]

    with serving({**answers, "/odd": only_get}) as server:
        assert visit(server.url("/good"), "HEAD").method == "HEAD"
        odd = visit(server.url("/odd"), "HEAD")
        assert (odd.method, odd.trip.replies[-1].status) == ("GET", 200)
        bad = visit(server.url("/bad"), "HEAD")
        assert (bad.method, bad.trip.replies[-1].status) == ("GET", 405)
        assert methods(server) == [
            ("HEAD", "/good"), ("HEAD", "/odd"), ("GET", "/odd"), ("HEAD", "/bad"), ("GET", "/bad"),
        ]  # fmt: skip


def test_robots_is_respected_unless_it_is_overridden() -> None:
    rules = ok(b"User-agent: *\nDisallow: /closed\nCrawl-delay: 7\n")
    with serving({"/robots.txt": rules, "/closed": PAGE, "/a": moved("/closed")}) as server:
        for path in ("/closed", "/a"):
            visited = visit(server.url(path))
            assert (visited.trip.rule, visited.asked) == ("robots", 7.0)
        assert methods(server) == [("GET", "/a")]
        assert visit(server.url("/closed"), ignore_robots=True).trip.answer is not None


@pytest.mark.parametrize(
    ("status", "field", "wait"),
    [
        ("429 Slow down", "Retry-After: 120", 120.0),
        ("503 Busy", "Retry-After: 99999999999999", 86_400.0),
        ("503 Busy", "Retry-After: soon", 0.0),
        ("503 Busy", "Retry-After: Wed, 01 Jan 2020 00:00:00 GMT", 0.0),
        ("429 Slow down", "X: y", 0.0),
    ],
)
def test_a_site_that_says_we_are_too_fast_is_heard(status: str, field: str, wait: float) -> None:
    with serving({"/": ok(b"", field, status=status)}) as server:
        visited = visit(server.url("/"))
    assert visited.hurried
    assert visited.retry_after == wait


def test_requests_to_one_host_keep_their_distance_and_others_don_t_wait() -> None:
    now, slept = [0.0], []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(2.0, clock=lambda: now[0], sleep=sleep)

    async def go() -> None:
        async with pace.turn("a"):
            pass
        async with pace.turn("b"):
            pass
        async with pace.turn("a"):
            pass
        async with pace.turn("a", 9.0):
            pass

    asyncio.run(go())
    assert slept == [2.0, 2.0]
