"""Worker processes: a bounded number, each asked for one thing at a time and ended when it hangs.

Processes and not threads, because only a process can be stopped in the midst of its work, and so
that a large range does not keep the others waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection

from addin.server.child import FAULT, serve

STARTS = 30.0
"""Seconds that a new process may take until it answers."""


class TookTooLong(Exception):
    """The work was not done in time; its process was ended."""


class Ended(Exception):
    """The process ended in the midst of the work."""


class Fault(Exception):
    """The work met a fault of ours; the text says its kind and its place in the code."""


class TooMany(Exception):
    """Too many are waiting already."""


class Worker:
    """One process, started when it is first asked, and anew after it was ended."""

    def __init__(self, work: str) -> None:
        self._work = work
        self._context = get_context("spawn")  # the same on every system; a fork would copy memory
        self._pipe: Connection | None = None

    def ask(self, request: bytes, seconds: float) -> bytes:
        """Have a request answered. Raises TookTooLong or Ended, and has ended the process then."""
        if self._pipe is None:
            self._start()
        try:
            return self._answer(request, seconds)
        except (EOFError, OSError):
            self.end()
            raise Ended from None

    def warm(self) -> None:
        """Start the process now, so that the first formula need not wait for it."""
        with contextlib.suppress(Ended, TookTooLong):
            self.ask(b"", STARTS)

    def end(self) -> None:
        """End the process, whatever it is at."""
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            self._process.kill()
            self._process.join(5)
            pipe.close()

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        self._process = self._context.Process(
            target=serve, args=(theirs, self._work), name="rostercheck-worker", daemon=True
        )
        self._process.start()
        theirs.close()
        self._pipe = ours
        self.ask(b"", STARTS)  # loads the engine; that is not the work's time

    def _answer(self, request: bytes, seconds: float) -> bytes:
        pipe = self._pipe
        if pipe is None:
            raise Ended
        pipe.send_bytes(request)
        if not pipe.poll(seconds):
            self.end()
            raise TookTooLong
        answer = pipe.recv_bytes()
        if answer.startswith(FAULT):
            raise Fault(answer.removeprefix(FAULT).decode())
        return answer


class Pool:
    """So many workers for one kind of work; who comes when all are busy waits in turn."""

    def __init__(self, work: str, size: int, waiting: int) -> None:
        self._workers = [Worker(work) for _ in range(size)]
        self._threads = ThreadPoolExecutor(size, "rostercheck-pool")
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        for worker in self._workers:
            self._idle.put_nowait(worker)
        self._asking, self._most = 0, size + waiting

    @property
    def busy(self) -> bool:
        """Whether who asks now has to wait."""
        return self._idle.empty()

    async def ask(self, request: bytes, seconds: float) -> bytes:
        """Have a request answered within a time, waiting included.

        Raises TooMany, TookTooLong, Ended or Fault.
        """
        if self._asking >= self._most:
            raise TooMany
        self._asking += 1
        try:
            return await self._in_turn(request, seconds)
        finally:
            self._asking -= 1

    async def _in_turn(self, request: bytes, seconds: float) -> bytes:
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        try:
            async with asyncio.timeout(seconds):
                worker = await self._idle.get()
        except TimeoutError:
            raise TookTooLong from None
        left = max(0.01, until - loop.time())
        work = loop.run_in_executor(self._threads, worker.ask, request, left)
        work.add_done_callback(lambda _done: self._idle.put_nowait(worker))
        return await asyncio.shield(work)  # who goes away leaves the worker at its work

    async def warm(self) -> None:
        """Start the processes; who asks meanwhile waits for the first of them."""
        loop = asyncio.get_running_loop()
        workers = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        await asyncio.gather(*(self._warmed(loop, worker) for worker in workers))

    async def _warmed(self, loop: asyncio.AbstractEventLoop, worker: Worker) -> None:
        try:
            await loop.run_in_executor(self._threads, worker.warm)
        finally:
            self._idle.put_nowait(worker)

    def end(self) -> None:
        """End all processes."""
        for worker in self._workers:
            worker.end()
        self._threads.shutdown(wait=False, cancel_futures=True)
