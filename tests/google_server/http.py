"""The HTTP side: sockets on loopback, one buffered write a reply, faults, quota clock, hooks."""

from __future__ import annotations

import json
import socket
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.google_server import drive, sheets_api, tokens
from tests.google_server.errors import (
    ApiError,
    bad,
    disabled,
    over_quota,
    scopes_missing,
    unauthenticated,
)
from tests.google_server.sheets_api import Asked
from tests.google_server.world import Token, World

SCOPES = "https://www.googleapis.com/auth/"


@dataclass
class Call:
    """One call as it came in, and how it was answered. described: held against Google's words."""

    method: str
    path: str
    query: dict[str, list[str]]
    body: Any = None
    status: int = 0
    reply: Any = None
    described: bool = False

    @property
    def api(self) -> str:
        """Which API it was for: sheets, drive or token."""
        if self.path.startswith("/v4/"):
            return "sheets"
        return "drive" if self.path.startswith(("/drive/", "/upload/")) else "token"

    @property
    def writes(self) -> bool:
        """Whether it changes a spreadsheet."""
        return self.api == "sheets" and not sheets_api.is_read(self.method, self.path)


@dataclass
class Fault:
    """Something that goes wrong with the next calls.

    status: the error that is answered; 0: the connection is cut. applied: the change was made
    before that. stall: so many seconds nothing is heard first. when: which calls are meant.
    """

    times: int = 1
    status: int = 503
    applied: bool = False
    stall: float = 0.0
    retry_after: int | None = None
    when: Callable[[Call], bool] = field(default=lambda call: call.api == "sheets")
    error: ApiError | None = None


class GoogleServer:
    """The server. `calls` lists what was asked; `before` is called ahead of each call.

    A test may put a simulated person into `before` or `after`; the world's lock is held then.
    """

    def __init__(
        self, world: World | None = None, *, port: int = 0, latency: float = 0.0, auth: bool = True
    ) -> None:
        self.world = world or World()
        self.latency, self.auth = latency, auth
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.crashes: list[str] = []
        self.before: Callable[[Call], None] = _nothing
        self.after: Callable[[Call], None] = _nothing
        self.consenting = ""
        self._minute: dict[tuple[str, str], deque[float]] = {}
        handler = type("Handler", (_Handler,), {"app": self})
        self._http = _Http(("127.0.0.1", port), handler)
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def start(self) -> GoogleServer:
        """Listen, in a thread of its own."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop listening and close every connection."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def __enter__(self) -> GoogleServer:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def asked(self, api: str = "sheets") -> list[Call]:
        """Give the calls of an API so far."""
        return [call for call in self.calls if call.api == api]

    def fault_for(self, call: Call) -> Fault | None:
        """Give what is to go wrong with a call, once less the next time."""
        for fault in self.faults:
            if fault.times > 0 and fault.when(call):
                fault.times -= 1
                return fault
        return None

    def count(self, who: str, call: Call) -> None:
        """Raise 429 when a user asked too often in the last minute."""
        kind = "Write" if call.writes else "Read"
        limit = self.world.write_quota if call.writes else self.world.read_quota
        if limit is None:
            return
        times = self._minute.setdefault((who, kind), deque())
        now = time.monotonic()
        while times and now - times[0] >= 60:
            times.popleft()
        if len(times) >= limit:
            raise over_quota(kind)
        times.append(now)

    def token_of(self, call: Call, header: str | None) -> Token:
        """Give whose call it is, and hold its scopes against what it asks."""
        if not self.auth and header is None:
            email = next(iter(self.world.logins), "anybody@example.org")
            return Token(email, frozenset({SCOPES + "drive", SCOPES + "spreadsheets"}), 1e12)
        token = tokens.checked(self.world, header)
        wanted = _scopes(call)
        if not token.scopes & wanted:
            raise scopes_missing()
        return token


def _scopes(call: Call) -> set[str]:
    drive_write = {SCOPES + "drive", SCOPES + "drive.file"}
    if call.api == "sheets":
        names = drive_write | {SCOPES + "spreadsheets"}
        return names if call.writes else names | {SCOPES + "spreadsheets.readonly"}
    if call.method == "GET":
        read = {SCOPES + "drive.readonly"}
        if not call.path.endswith("/export"):
            read.add(SCOPES + "drive.metadata.readonly")
        return drive_write | read
    return drive_write


def _nothing(_call: Call) -> None:
    """Do nothing."""


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: Any) -> None:
        self.open: set[socket.socket] = set()
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        super().server_close()
        for one in list(self.open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that were cut on purpose."""


class _Handler(BaseHTTPRequestHandler):
    app: GoogleServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Be quiet."""

    def do_GET(self) -> None:
        self._serve()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_GET

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        data = self.rfile.read(length) if length else b""
        path = parts.path if "/values/" in parts.path else unquote(parts.path)
        call = Call(self.command, path, parse_qs(parts.query, keep_blank_values=True))
        if self.app.latency:
            time.sleep(self.app.latency)
        fault = self.app.fault_for(call)
        if fault is not None and fault.stall:
            time.sleep(fault.stall)
        try:
            if fault is not None and not fault.applied:
                self._fail(call, fault)
            reply = self._work(call, data)
            if fault is not None:
                self._fail(call, fault)
            self._send(call, 200, reply)
        except ConnectionAbortedError:
            call.status = -1
            self.app.calls.append(call)
            self.close_connection = True
            self.connection.close()
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, AssertionError):
            self.app.crashes.append(traceback.format_exc())
            error = ApiError(500, "Internal error encountered.")
            self._send(call, 500, error.body(drive=call.api == "drive"))
        except ApiError as error:
            body = error.body(drive=call.api == "drive")
            self._send(call, error.code, body, error.headers)

    def _fail(self, call: Call, fault: Fault) -> None:
        if fault.error is not None:
            raise fault.error
        if not fault.status:
            raise ConnectionAbortedError
        if fault.status == 429:
            raise over_quota("Write" if call.writes else "Read", fault.retry_after)
        headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else None
        messages = {
            500: "Internal error encountered.",
            503: "The service is currently unavailable.",
        }
        raise ApiError(fault.status, messages.get(fault.status, "Backend error"), headers=headers)

    def _work(self, call: Call, data: bytes) -> Any:
        app = self.app
        if call.api == "token":
            return self._token(call, data)
        if call.path.startswith("/upload/"):
            call.body = data
        else:
            call.body = _json(data)
        with app.world.lock:
            app.before(call)
            if call.api == "sheets" and not app.world.sheets_on:
                raise disabled("Google Sheets API", "sheets.googleapis.com")
            if call.api == "drive" and not app.world.drive_on:
                raise disabled("Google Drive API", "drive.googleapis.com")
            token = app.token_of(call, self.headers.get("Authorization"))
            if token.email not in app.world.logins and app.auth:
                raise unauthenticated()
            if call.api == "sheets":
                app.count(token.email, call)
            query = dict(call.query)
            asked = Asked(app.world, token.email, query, call.body if isinstance(call.body, dict) else {})  # fmt: skip  # noqa: E501
            reply = _answer(call, asked)
            app.after(call)
            return reply

    def _token(self, call: Call, data: bytes) -> Any:
        form = {k: v[0] for k, v in parse_qs(data.decode()).items()}
        with self.app.world.lock:
            if call.path == "/token":
                return tokens.give(self.app.world, form)
            if call.path == "/o/oauth2/auth":
                query = {k: v[0] for k, v in call.query.items()}
                to = tokens.consent(self.app.world, query, self.app.consenting)
                return ("redirect", to)
        raise ApiError(404, "Not Found")

    def _send(
        self, call: Call, status: int, reply: Any, headers: dict[str, str] | None = None
    ) -> None:
        call.status, call.reply = status, reply
        self.app.calls.append(call)
        kind = "application/json; charset=UTF-8"
        extra = dict(headers or {})
        if isinstance(reply, tuple) and reply[0] == "redirect":
            status, extra["Location"], data = 302, reply[1], b""
        elif isinstance(reply, tuple):
            kind, data = reply
        elif reply is None:
            status, data = 204, b""
        else:
            pretty = call.query.get("prettyPrint", ["true"])[0] != "false"
            data = json.dumps(reply, indent=2 if pretty else None, ensure_ascii=False).encode()
        lines = [f"HTTP/1.1 {status} {self.responses.get(status, ('Error',))[0]}"]
        lines += [f"Content-Type: {kind}", f"Content-Length: {len(data)}"]
        lines += [f"{name}: {value}" for name, value in extra.items()]
        head = "\r\n".join([*lines, "", ""]).encode()
        try:
            self.wfile.write(head + data)
        except OSError:
            self.close_connection = True


def _json(data: bytes) -> Any:
    if not data:
        return {}
    try:
        return _set(json.loads(data))
    except ValueError:
        raise bad("Invalid JSON payload received. Unexpected token.") from None


def _set(data: Any) -> Any:
    """Leave out what is null, which is the same as not set; in lists of values it stays."""
    if isinstance(data, dict):
        return {
            k: v if k == "values" and _plain(v) else _set(v)
            for k, v in data.items()
            if v is not None
        }
    return [_set(one) for one in data] if isinstance(data, list) else data


def _plain(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(row, list) for row in values)


def _answer(call: Call, asked: Asked) -> Any:
    if call.path.startswith("/upload/drive/v2/files/"):
        return drive.import_csv(asked, call.path.rpartition("/")[2], call.body)
    if call.api == "drive":
        return drive.answer(call.method, call.path, asked)
    return sheets_api.answer(call.method, call.path, asked)
