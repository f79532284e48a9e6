"""What a formula takes through the server, beside the same formula in process.

python -m benchmarks.server SECONDS prints the seconds of each, the best of many calls in turns: the
formula in process, and over HTTP on loopback with the JSON made and read, as a caller waits for it.
"""

from __future__ import annotations

import http.client
import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date

import uvicorn

from addin.functions import answer
from addin.server.forgetting import forget
from addin.server.serving import server_config
from addin.server.settings import Limits, Settings
from addin.wire import to_wire
from benchmarks.formulas import AS_OF, HEADERS, SETTINGS
from benchmarks.latency import best, row
from benchmarks.measure import Ran, Spent, Stages, module, run, stage
from benchmarks.people import members
from benchmarks.report import Line
from models.cells import Raw

COUNTS = (1, 5000)
TOKEN = "a-token-for-a-benchmark-on-loopback"
TODAY = "2001-01-01"


def in_process(book: Sequence[object]) -> int:
    """Answer as the server does: nothing is remembered from the call before."""
    found = answer("ROSTER_CHECK", book, date.fromisoformat(TODAY))
    forget()
    return len(found)


@contextmanager
def served() -> Iterator[http.client.HTTPConnection]:
    """Give a connection to a server that runs until the block ends."""
    bound = socket.create_server(("127.0.0.1", 0))
    limits = Limits(per_minute=10**9, workers=1)
    with open("/dev/null", "w", encoding="utf-8") as log:  # noqa: PTH123 - the log is not asked for
        server = uvicorn.Server(server_config(Settings(TOKEN, limits=limits), log))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield http.client.HTTPConnection("127.0.0.1", bound.getsockname()[1], timeout=60)
        server.should_exit = True
        thread.join(20)
    bound.close()


def asked(line: http.client.HTTPConnection, book: Sequence[object]) -> int:
    """Ask the server."""
    body = {"function": "ROSTER_CHECK", "arguments": to_wire(book), "today": TODAY}
    head = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    line.request("POST", "/v1/answer", json.dumps(body), head)
    said = json.loads(line.getresponse().read())
    line.close()  # a sheet comes anew each time
    return len(said["answer"])


def lines(seconds: float) -> Iterator[Line]:
    """Give the lines of the table."""
    ran = [run(module("server", seconds))]
    for count in COUNTS:
        bare, through = _waited(ran, f"in process {count}"), _waited(ran, f"server {count}")
        what = f"ROSTER_CHECK of {count:,} rows x 20"
        yield Line.ratio("server", f"{what}, by the server / in process", through, bare, 2.0)
        yield Line.seconds("server", f"{what}, by the server", through, None)


def _waited(ran: Sequence[Ran], name: str) -> Spent:
    """Give what somebody waits: the work of the server is done in another process."""
    wall = stage(ran, name).wall
    return Spent(wall, wall)


def main() -> None:
    """Take all times and tell them."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    rows: list[list[Raw]] = [row(one) for one in members(max(COUNTS))]
    stages = Stages()
    with served() as line:
        for count in COUNTS:
            book = [[list(HEADERS), *rows[:count]], None, None, AS_OF, SETTINGS]
            works: dict[str, Callable[[], object]] = {
                f"in process {count}": lambda book=book: in_process(book),  # type: ignore[misc]
                f"server {count}": lambda book=book: asked(line, book),  # type: ignore[misc]
            }
            if len({work() for work in works.values()}) != 1:
                raise SystemExit("The server does not answer as the formula does.")
            stages.taken |= {name: best(work, seconds) for name, work in works.items()}
    stages.tell()


if __name__ == "__main__":
    main()
