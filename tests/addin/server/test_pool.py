"""Worker processes: bounded, ended when they hang, replaced when they die."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from addin.server.pool import Ended, Fault, Pool, TookTooLong, TooMany

WORK = "tests.addin.server.odd_work:work"


@asynccontextmanager
async def pool(size: int = 1, waiting: int = 2) -> AsyncIterator[Pool]:
    made = Pool(WORK, size, waiting)
    try:
        await made.warm()
        yield made
    finally:
        made.end()


def test_work_is_done_in_another_process() -> None:
    """The answer comes from a process that stays for the next one."""

    async def go() -> None:
        async with pool() as one:
            assert await one.ask(b"abc", 10) == b"cba"
            assert await one.ask(b"pid", 10) == await one.ask(b"pid", 10)

    asyncio.run(go())


def test_what_hangs_is_ended_and_replaced() -> None:
    """A formula that does not come to an end is stopped; the next one is answered."""

    async def go() -> None:
        async with pool() as one:
            before = await one.ask(b"pid", 10)
            with pytest.raises(TookTooLong):
                await one.ask(b"sleep 600", 0.2)
            assert await one.ask(b"pid", 20) != before

    asyncio.run(go())


def test_what_dies_is_replaced() -> None:
    """A process that dies takes one request with it, not the server."""

    async def go() -> None:
        async with pool() as one:
            with pytest.raises(Ended):
                await one.ask(b"die", 20)
            assert await one.ask(b"abc", 20) == b"cba"

    asyncio.run(go())


def test_of_a_fault_only_its_place_is_told(capfd) -> None:
    """The words of an error may hold cells, so they leave the process in no way."""

    async def go() -> None:
        async with pool() as one:
            with pytest.raises(Fault) as fault:
                await one.ask(b"raise", 20)
            assert str(fault.value).startswith("RuntimeError ")
            assert "odd_work.py:" in str(fault.value)
            assert "on purpose" not in str(fault.value)
            assert await one.ask(b"abc", 20) == b"cba"

    asyncio.run(go())
    assert capfd.readouterr().err == ""


@pytest.mark.slow
def test_who_waits_in_turn_waits_within_the_time() -> None:
    """Waiting counts: who is not served in time hears so, and nothing is begun for them."""

    async def go() -> None:
        async with pool() as one:
            long = asyncio.create_task(one.ask(b"sleep 1", 20))
            await asyncio.sleep(0.1)
            assert one.busy
            with pytest.raises(TookTooLong):
                await one.ask(b"abc", 0.1)
            assert await long == b"1 peels"

    asyncio.run(go())


def test_too_many_are_turned_away_at_once() -> None:
    """One at work and two waiting: the fourth hears so at once."""

    async def go() -> None:
        async with pool() as one:
            tasks = [asyncio.create_task(one.ask(b"sleep 0.2", 20)) for _ in range(3)]
            await asyncio.sleep(0.05)
            with pytest.raises(TooMany):
                await one.ask(b"abc", 20)
            assert await asyncio.gather(*tasks) == [b"2.0 peels"] * 3
            assert await one.ask(b"abc", 20) == b"cba"

    asyncio.run(go())


def test_who_goes_away_leaves_the_worker_whole() -> None:
    """A caller that is gone does not mix up the answers of the next ones."""

    async def go() -> None:
        async with pool() as one:
            gone = asyncio.create_task(one.ask(b"sleep 0.3", 20))
            await asyncio.sleep(0.1)
            gone.cancel()
            with pytest.raises(asyncio.CancelledError):
                await gone
            assert await one.ask(b"abc", 20) == b"cba"

    asyncio.run(go())


def test_the_end_does_not_wait_for_work() -> None:
    """A server that is ended does not stay for a formula that hangs."""

    async def go() -> None:
        async with pool() as one:
            asking = asyncio.create_task(one.ask(b"sleep 600", 600))
            await asyncio.sleep(0.2)
            one.end()
            with pytest.raises(Ended):
                await asking

    start = time.monotonic()
    asyncio.run(go())
    assert time.monotonic() - start < 300  # far less; the sleep alone would take longer
