"""Names are looked up once, aside from the loop, and no fault of ours is put down to them."""

import asyncio
import socket
import threading
import time

import pytest

from sourcebook.collect.web import connecting
from sourcebook.collect.web.connecting import Failed
from sourcebook.collect.web.guard import IP, Refusal, Target
from sourcebook.collect.web.names import Names


def test_many_who_ask_for_a_name_wait_for_one_lookup() -> None:
    looked: list[str] = []

    def resolve(host: str, _: int) -> list[str]:
        looked.append(f"{host} in {threading.current_thread().name.partition('_')[0]}")
        time.sleep(0.05)
        return ["93.184.215.14", "93.184.215.14"]

    async def run() -> list[list[IP]]:
        names = Names(resolve, loopback=False)
        target = Target("http://coast.example.org/")
        found = await asyncio.gather(*(names.addresses(target, wait=2.0) for _ in range(9)))
        found.append(await names.addresses(target, wait=2.0))
        names.close()
        return found

    found = asyncio.run(run())
    assert [[str(ip) for ip in one] for one in found] == [["93.184.215.14"]] * 10
    assert looked == ["coast.example.org in names"]


def test_what_a_name_leads_to_is_looked_up_again_after_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[str] = []

    async def resolve(host: str, _: int) -> list[str]:
        looked.append(host)
        return ["93.184.215.14"] if len(looked) == 1 else ["127.0.0.1"]

    async def run() -> None:
        names = Names(resolve, loopback=False)
        target = Target("http://coast.example.org/")
        assert await names.addresses(target, wait=1.0)
        monkeypatch.setattr("sourcebook.collect.web.names.LIFE", -1.0)
        with pytest.raises(Refusal, match="no public address"):
            await names.addresses(target, wait=1.0)
        names.close()

    asyncio.run(run())
    assert len(looked) == 2


def test_a_lookup_that_takes_too_long_is_left_and_holds_nobody_up() -> None:
    async def resolve(host: str, _: int) -> list[str]:
        await asyncio.sleep(60 if host.startswith("slow") else 0)
        return ["93.184.215.14"]

    async def run() -> None:
        names = Names(resolve, loopback=False)
        slow = asyncio.create_task(names.addresses(Target("http://slow.example.org/"), wait=0.1))
        assert await names.addresses(Target("http://fast.example.org/"), wait=1.0)
        with pytest.raises(Failed, match="not looked up within"):
            await slow
        names.close()

    asyncio.run(run())


def test_one_who_gives_up_does_not_end_the_lookup_for_the_others() -> None:
    async def resolve(_: str, __: int) -> list[str]:
        await asyncio.sleep(0.05)
        return ["93.184.215.14"]

    async def run() -> None:
        names = Names(resolve, loopback=False)
        target = Target("http://coast.example.org/")
        first, second = (asyncio.create_task(names.addresses(target, wait=1.0)) for _ in range(2))
        await asyncio.sleep(0)
        first.cancel()
        assert await second
        names.close()

    asyncio.run(run())


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "dns"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), "timeout"),
        (UnicodeError("label too long"), "dns"),
    ],
)
def test_only_a_name_that_is_not_there_is_said_to_lead_nowhere(
    fault: Exception, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a network no name can be looked up, which says nothing about the name."""

    def fails(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(socket, "getaddrinfo", fails)

    async def run() -> str:
        names = Names(connecting.resolve, loopback=False)
        try:
            await names.addresses(Target("http://coast.example.org/"), wait=1.0)
        except Failed as failed:
            return failed.rule
        finally:
            names.close()
        return ""

    assert asyncio.run(run()) == rule
