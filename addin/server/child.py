"""What a worker process does: it takes a request as bytes, answers with bytes, and keeps nothing.

No variable holds a request or an answer once it was sent; what the engine remembers of cells is
dropped before. So a process that waits has nothing of anybody in its memory.
"""

from __future__ import annotations

import signal
import traceback
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection

Work = Callable[[bytes], bytes]
FAULT = b"\0fault "
"""What an answer begins with that is none."""


def serve(pipe: Connection, work: str) -> None:
    """Answer until the pipe is closed. work: "module:function"; b"" is answered with b""."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then ends us
    module, _, name = work.partition(":")
    done: Work = getattr(import_module(module), name)
    while True:
        try:
            _one(pipe, done)
        except (EOFError, OSError):
            return


def _one(pipe: Connection, work: Work) -> None:
    asked = pipe.recv_bytes()
    pipe.send_bytes(_answered(work, asked) if asked else b"")


def _answered(work: Work, asked: bytes) -> bytes:
    """Do the work. Of a fault only its kind and its place in the code are told: no data."""
    try:
        return work(asked)
    except Exception as error:  # noqa: BLE001 - the boundary of the process
        frames = traceback.extract_tb(error.__traceback__)
        where = f"{frames[-1].filename}:{frames[-1].lineno}"
        return FAULT + f"{type(error).__name__} {where}".encode()
