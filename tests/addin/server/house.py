"""A real server on loopback for tests, and who asks it."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import uvicorn

from addin.server import serving
from addin.server.settings import Limits, Settings

TOKEN = "a-token-that-is-long-enough-for-a-test"
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}


@dataclass
class House:
    """A server that runs. log: what it has written."""

    url: str
    port: int
    log: io.StringIO

    def client(self, **words) -> httpx.Client:
        """Somebody with the token."""
        words = {"headers": WITH_TOKEN, "timeout": 60, "trust_env": False, "verify": False, **words}
        return httpx.Client(base_url=self.url, **words)

    def ask(self, function: str, *arguments: object, today: str | None = None) -> httpx.Response:
        """Ask for a formula."""
        body = {"function": function, "arguments": list(arguments), "today": today}
        with self.client() as client:
            return client.post("/v1/answer", json=body)

    def raw(self) -> socket.socket:
        """A bare connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=30)


@contextmanager
def running(limits: Limits | None = None, *, send_buffer: int = 0, **settings) -> Iterator[House]:
    """Run a server until the block ends. send_buffer: how much the system takes off its hands."""
    log = io.StringIO()
    known = Settings(TOKEN, limits=limits or Limits(), **settings)
    bound = socket.create_server(("127.0.0.1", 0))
    if send_buffer:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
    server = uvicorn.Server(serving.server_config(known, log))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = bound.getsockname()[1]
    try:
        yield House(f"http://127.0.0.1:{port}", port, log)
    finally:
        server.should_exit = True
        thread.join(20)
        bound.close()
