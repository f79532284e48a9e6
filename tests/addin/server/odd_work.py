"""Work for a pool, that goes well or not as it is told. Runs in worker processes."""

from __future__ import annotations

import os
import time


def work(request: bytes) -> bytes:
    """Do as the request says."""
    match request.split():
        case [b"sleep", seconds]:
            time.sleep(float(seconds))
        case [b"die"]:
            os._exit(3)
        case [b"raise"]:
            raise RuntimeError("on purpose")
        case [b"pid"]:
            return str(os.getpid()).encode()
    return request[::-1]


def slow_sheet(request: bytes) -> bytes:
    """Take longer over a sheet than anybody waits."""
    time.sleep(3)
    return b"200" + request
