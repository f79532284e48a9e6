"""What stands before every route: token, rate, size and time of a request; and its log line.

A plain ASGI layer: it hands a request on only when it has come in whole, so that no route ever
waits for a slow caller, and nothing of a request is kept when it was answered.
"""

from __future__ import annotations

import asyncio
import traceback
from contextlib import suppress
from secrets import token_hex
from time import perf_counter
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from addin.server.gate import Allowance, Gate
from addin.server.pool import Fault
from addin.server.refusals import Refused, language_of, whole
from addin.server.settings import Limits

OPEN = "/healthz"
"""The one path that answers everybody: whether the server is up, and nothing else."""
PROGRAMS = ("/v1/", "/openapi.json")
"""What programs ask, with the token in the header. All other paths are pages with a login."""
_SAFE = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}


class Guard:
    """Lets a request through to the app, or refuses it with a sentence.

    pages: whether there are pages behind a login of their own; without them, all needs the token.
    """

    def __init__(self, app: ASGIApp, gate: Gate, limits: Limits, log: Any, *, pages: bool) -> None:
        self._app, self._gate, self._limits, self._log = app, gate, limits, log
        self._allowed = Allowance(limits.per_minute)
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, answer = perf_counter(), _Answer(send, self._limits.slow)
        coming = _Coming(receive)
        try:
            await self._guarded(scope, coming, answer)
        except Refused as refused:
            if refused.status != 408:
                await coming.let_pass(2 * self._limits.body, self._limits.slow)
            await _reply(refused, scope, receive, answer)
        except TimeoutError:
            raise  # the caller does not take the answer: the connection is closed
        except Exception as error:  # noqa: BLE001 - the last boundary: a sentence, never a trace
            await self._failed(error, scope, receive, answer)
        finally:
            self._note(scope, answer.status, perf_counter() - began)

    async def _guarded(self, scope: Scope, receive: Receive, answer: _Answer) -> None:
        if scope["path"] != OPEN:
            self._admit(scope)
        body = await self._whole_body(scope, receive)
        await self._app(scope, _once(body, receive), answer)

    def _admit(self, scope: Scope) -> None:
        """Raise Refused unless the caller may ask, and may ask now."""
        address = caller(scope)
        if self._is_program(scope):
            self._need_token(scope, address)
        wait = self._allowed.wait(address)
        if wait:
            raise Refused(429, "too_many", retry_after=wait, seconds=whole(wait))
        self._allowed.spend(address)

    def _is_program(self, scope: Scope) -> bool:
        """Whether the token itself is asked for; a page looks after its login."""
        return not self._pages or scope["path"].startswith(PROGRAMS)

    def _need_token(self, scope: Scope, address: str) -> None:
        kind, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        token = token.strip()
        if kind.lower() != "bearer" or not token:
            raise Refused(401, "token_missing")
        if self._gate.admits(token, address):
            return
        wait = self._gate.wait(address)
        if wait:
            raise Refused(429, "too_many_wrong", retry_after=wait, seconds=whole(wait))
        raise Refused(401, "token_wrong")

    async def _whole_body(self, scope: Scope, receive: Receive) -> bytes:
        """Take the body in; raise Refused when it is too large, or comes too slowly."""
        most = self._limits.body if self._is_program(scope) else self._limits.page_body
        told = Headers(scope=scope).get("content-length", "")
        if told.isdecimal() and int(told[:20]) > most:
            raise _too_large(most)
        parts: list[bytes] = []
        size = 0
        try:
            async with asyncio.timeout(self._limits.slow):
                while True:
                    message = await receive()
                    parts.append(message.get("body", b""))
                    size += len(parts[-1])
                    if size > most:
                        raise _too_large(most)
                    if not message.get("more_body", False):
                        return b"".join(parts)
        except TimeoutError:
            raise Refused(408, "too_slow", seconds=whole(self._limits.slow)) from None

    async def _failed(
        self, error: Exception, scope: Scope, receive: Receive, answer: _Answer
    ) -> None:
        """Say that it is our fault; the log gets the place in the code, and nothing of the data."""
        number = token_hex(4)
        if isinstance(error, Fault):
            kind, _, where = str(error).partition(" ")
        else:
            frames = traceback.extract_tb(error.__traceback__)
            kind, where = type(error).__name__, f"{frames[-1].filename}:{frames[-1].lineno}"
        self._log.error("failed", number=number, kind=kind, where=where)
        if answer.status is None:
            await _reply(Refused(500, "failed", number=number), scope, receive, answer)

    def _note(self, scope: Scope, status: int | None, seconds: float) -> None:
        """Write one line: the route as it stands in the code, so never a name out of a path."""
        route = getattr(scope.get("route"), "path", "") or "none"
        taken = round(seconds * 1000)
        self._log.info("request", method=scope["method"], route=route, status=status, ms=taken)


class _Coming:
    """The messages of a request. It knows whether all of it has come."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._whole = receive, False

    async def __call__(self) -> Message:
        message = await self._receive()
        self._whole = self._whole or not message.get("more_body", False)
        return message

    async def let_pass(self, most: int, seconds: float) -> None:
        """Let the rest go by unread, so that who is still sending hears the answer.

        A connection that is closed on a sender breaks off, and the sentence would be lost.
        """
        passed = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self._whole and passed < most:
                    passed += len((await self()).get("body", b""))


class _Answer:
    """Sends on, with the headers that every answer bears, and within a time."""

    def __init__(self, send: Send, seconds: float) -> None:
        self._send, self._seconds = send, seconds
        self.status: int | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _SAFE.items():
                headers.setdefault(name, value)
        async with asyncio.timeout(self._seconds):
            await self._send(message)


def caller(scope: Scope) -> str:
    """Give the address of the caller, as far as it is known."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def _once(body: bytes, receive: Receive) -> Receive:
    """Hand the body on once; after that, what comes is news of the connection."""
    left = [body]

    async def again() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return again


async def _reply(refused: Refused, scope: Scope, receive: Receive, answer: _Answer) -> None:
    if answer.status is None:
        response = refused.response(language_of(scope))
        if refused.status in {401, 408, 413, 429}:  # what is left of the request is not read
            response.headers["connection"] = "close"
        await response(scope, receive, answer)


def _too_large(most: int) -> Refused:
    return Refused(413, "too_large", megabytes=most / 1e6)
