"""Asynchronous work is run wherever it is asked for."""

import asyncio

from sourcebook.collect.web.looping import run


async def answer() -> int:
    await asyncio.sleep(0)
    return 42


def test_work_is_run_where_no_loop_runs() -> None:
    assert run(answer()) == 42


def test_work_is_run_where_a_loop_runs_already() -> None:
    async def notebook() -> int:
        return run(answer())

    assert asyncio.run(notebook()) == 42
