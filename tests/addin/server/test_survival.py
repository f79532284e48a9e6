"""What a server on the open net meets: many at once, slow ones, and rubbish."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from addin.server.settings import Limits
from tests.addin.server.house import TOKEN, House, running

SLOW = 0.6
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def short() -> House:
    """A server with little patience."""
    with running(Limits(slow=SLOW, workers=1), send_buffer=8192) as house:
        yield house


def lives(house: House) -> bool:
    with house.client() as client:
        return client.get("/healthz").status_code == 200


def ended(connection: socket.socket) -> bool:
    """Whether the server closes a connection within a good while."""
    connection.settimeout(20)
    with contextlib.suppress(ConnectionError):
        while connection.recv(65536):
            pass
    return True


def test_fifty_at_once_are_all_answered(house: House) -> None:
    """Fifty callers with a range each: every one gets the answer to the own question."""
    head = ["Name", "Date", "Hours", "Title"]

    def ask(at: int) -> object:
        entry = [f"Ana {at}", {"date": "2026-03-01"}, at / 4, "Attachment"]
        return house.ask("ROSTER_HOURS", f"Ana {at}", [head, entry]).json()["answer"]

    with ThreadPoolExecutor(50) as callers:
        said = list(callers.map(ask, range(1, 51)))
    assert said == [[[at / 4]] for at in range(1, 51)]
    assert lives(house)


def test_a_header_that_comes_drop_by_drop_is_dropped(short: House) -> None:
    """Who sends a header byte by byte does not hold a connection for ever."""
    with short.raw() as slow:
        slow.sendall(b"GET /healthz HTTP/1.1\r\n")
        stop = threading.Event()

        def drip() -> None:
            with contextlib.suppress(OSError):
                while not stop.wait(0.1):
                    slow.sendall(b"X-More: 1\r\n")

        threading.Thread(target=drip, daemon=True).start()
        assert ended(slow)
        stop.set()
    assert lives(short)


def test_a_connection_on_which_nothing_comes_is_dropped(short: House) -> None:
    """An open line costs something, so a silent one is closed."""
    with short.raw() as silent:
        assert ended(silent)
    assert lives(short)


def test_a_body_that_does_not_come_is_given_up(short: House) -> None:
    """A request whose body comes too slowly is answered with a sentence."""
    head = f"POST /v1/answer HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
    with short.raw() as slow:
        slow.sendall(f"{head}Content-Length: 1000\r\n\r\n".encode() + b"{")
        said = slow.recv(65536)
        assert said.startswith(b"HTTP/1.1 408")
        assert b"did not come in within" in said or b"did not come in within" in slow.recv(65536)
    assert lives(short)


def test_an_answer_that_is_not_taken_is_given_up(short: House) -> None:
    """Who asks and does not read the answer holds neither a worker nor the answer."""
    rows = ",".join(['["Level II"]'] * 40_000)
    body = f'{{"function": "ROSTER_CATEGORY", "arguments": [[{rows}]]}}'.encode()
    head = f"POST /v1/answer HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        deaf.connect(("127.0.0.1", short.port))
        deaf.settimeout(20)
        deaf.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        time.sleep(6 * SLOW)
        taken = b""
        with contextlib.suppress(ConnectionError):
            while part := deaf.recv(65536):
                taken += part
    told = int(taken.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    assert len(taken) < told, "it was cut off, since nobody took it"
    assert lives(short)


@pytest.mark.parametrize(
    "rubbish",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",  # TLS, where there is none
        b"GET\r\n\r\n", b"\x00" * 5000, b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /v1/answer HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: " + b"y" * 100_000 + b"\r\n\r\n",
        b"GET /%ff%fe/../../etc HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"POST /v1/answer HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 5000 + b"\r\n\r\n",
    ],
)  # fmt: skip
def test_rubbish_is_survived(short: House, rubbish) -> None:
    """No bytes whatever end the server or put a trace into its log."""
    with short.raw() as line:
        line.sendall(rubbish)
        with contextlib.suppress(ConnectionError):
            said = line.recv(65536)
            assert not said or said.startswith((b"HTTP/1.1 4", b"HTTP/1.1 303"))  # 303: the login
    assert lives(short)
    assert "Traceback" not in short.log.getvalue()


def test_a_crowd_of_slow_ones_does_not_keep_others_out(short: House) -> None:
    """Two hundred that never finish their header, and one who asks properly."""
    lines = [short.raw() for _ in range(200)]
    try:
        for line in lines:
            line.sendall(b"POST /v1/answer HTTP/1.1\r\nHost: ")
        assert short.ask("ROSTER_VERSION").status_code == 200
    finally:
        for line in lines:
            line.close()
