"""Ask robots.txt of many origins at once whether their pages may be asked for (RFC 9309). I/O."""

import asyncio

from sourcebook.collect.web.asking import Asker, Reply
from sourcebook.collect.web.guard import Refusal, led_to, target_of
from sourcebook.collect.web.robots import LARGEST, REDIRECTS, Rules, parse
from sourcebook.collect.web.visiting import REDIRECTS as LEADS_ON

# What keeps robots.txt from being had and keeps the pages too: there is nobody to ask.
_NOBODY = ("dns", "unreachable", "timeout", "broken off", "tls", "certificate", "no room")
LONG = 50_000  # bytes that take protego some 20 ms; longer ones are read in a thread


class Permits:
    """The rules of the origins that were asked, for one run: each is fetched once, however many wait
    for it. Politeness between the fetches and what follows is the scheduler's."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self._known: dict[str, asyncio.Task[Rules]] = {}

    async def rules(self, url: str) -> Rules:
        """The rules of the address's origin. For an address the guard refuses they say so, with the
        rule "refused"."""
        try:
            origin = target_of(url, self._asker.limits.loopback).origin
        except Refusal as fault:
            return Rules(closed=str(fault), rule="refused")
        known = self._known.get(origin)
        if known is None or known.cancelled():
            known = self._known[origin] = asyncio.create_task(self._fetch(f"{origin}/robots.txt"))
        if known.done():
            return known.result()
        return await asyncio.shield(known)  # others may wait for it when this one is ended

    async def _fetch(self, url: str) -> Rules:
        for _ in range(REDIRECTS + 1):
            reply = await self._asker.ask(url, largest=LARGEST)
            if not reply.status:
                return _closed(reply)
            if reply.status in LEADS_ON and reply.head.first("location"):
                try:
                    url = led_to(reply.url, reply.head.first("location"))
                except Refusal as fault:
                    return Rules(closed=f"its robots.txt {fault}")
                continue
            if 200 <= reply.status < 300:
                if len(reply.body) > LONG:
                    return Rules(parsed=await asyncio.to_thread(parse, reply.body))
                return Rules(parsed=parse(reply.body))
            if reply.status >= 500:
                return Rules(closed=f"its robots.txt can't be had (answer {reply.status})")
            return Rules()
        return Rules()


def _closed(reply: Reply) -> Rules:
    """Why nothing is allowed where robots.txt could not be had."""
    if reply.rule == "refused":
        return Rules(closed=f"its robots.txt {reply.why}")
    if reply.rule in _NOBODY:
        return Rules(closed=reply.why, rule=reply.rule)
    return Rules(closed=f"its robots.txt can't be had ({reply.why})")
