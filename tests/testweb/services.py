"""Answer for the services beside the hosts: the resolver of DOIs and handles, a search engine, a parking lot. Pure."""

import html
import json
from collections import defaultdict
from functools import cached_property
from urllib.parse import parse_qs, urlsplit

from testweb.answer import Answer, redirect, typed
from testweb.answers import Answering, Asked
from testweb.truth import stands_at
from testweb.walls import parked
from testweb.world import DOI, ENGINE, HANDLE, PARKING, RESOLVER, Spot, World


class Services:
    """What is neither a host of the world nor its archive."""

    def __init__(self, world: World, answering: Answering) -> None:
        self.world = world
        self._answering = answering

    def answer(self, asked: Asked, day: int) -> Answer | None:
        """The service's answer; None where the authority is none of them."""
        if asked.authority == RESOLVER:
            return self._resolve(asked.path.strip("/"), day)
        if asked.authority == ENGINE:
            return self._find(asked.path, day)
        if asked.authority == PARKING:
            name = parse_qs(urlsplit(asked.path).query).get("domain", ["this domain"])[0]
            return parked("links", name, seed="lot", lot="")
        return None

    def _resolve(self, name: str, day: int) -> Answer:
        for prefix, has in ((DOI, "doi"), (HANDLE, "handle")):
            number = name.removeprefix(prefix)
            if number != name and number.isdigit() and int(number) in self._pages:
                spot = self._pages[int(number)]
                now = stands_at(self.world, spot, day) if getattr(spot.page, has) else ""
                if now:
                    return redirect(now, 302)
        body = f"<html><head><title>{name[:60]} not found</title></head><body><h1>Identifier not found</h1></body></html>"
        return typed("text/html", body, 404)

    @cached_property
    def _pages(self) -> dict[int, Spot]:
        return {
            page.id: Spot(host=host, page=page) for host in self.world.hosts for page in host.pages
        }

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """Page ids by the words of their titles."""
        found: dict[str, list[int]] = defaultdict(list)
        for id, spot in self._pages.items():
            for word in set(self._title(spot).casefold().split()):
                found[word].append(id)
        return found

    def _title(self, spot: Spot) -> str:
        return self.world.article(spot.host.number, spot.page.number).title

    def _find(self, path: str, day: int) -> Answer:
        """Results in the JSON of SearXNG with ``format=json``, else as a page of links; a page in six is
        not in the index, as if the engine had never been there."""
        query = parse_qs(urlsplit(path).query)
        sought = query.get("q", [""])[0].replace('"', " ")
        score: dict[int, float] = defaultdict(float)
        words = set(sought.casefold().split())
        for word in words:
            ids = self._index.get(word, [])
            for id in ids:
                score[id] += 1 / (1 + len(ids))
        best = sorted(score, key=lambda id: (-score[id], id))[:20]
        results = []
        for id in best:
            now = stands_at(self.world, self._pages[id], day) if id % 6 else ""
            if now:
                title = self._title(self._pages[id])
                results.append({"url": now, "title": title, "content": "", "engine": "testweb"})
        results = results[:10]
        if query.get("format") == ["json"]:
            return typed("application/json", json.dumps({"query": sought, "number_of_results": len(results), "results": results}))  # fmt: skip
        listed = "".join(
            f'<li><a href="{html.escape(r["url"])}">{html.escape(r["title"])}</a></li>'
            for r in results
        )
        return typed("text/html; charset=utf-8", f"<html><head><title>{html.escape(sought)}</title></head><body><ol>{listed}</ol></body></html>")  # fmt: skip
