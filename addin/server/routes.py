"""The routes under /v1/: what they take, what they give, and which worker does the work."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter, Request, Response, Security
from fastapi.security import HTTPBearer

from addin.functions import FUNCTIONS
from addin.registry import SheetFunction
from addin.server.forms import (
    ASK,
    Answered,
    FunctionForm,
    Functions,
    ParameterForm,
    RowAsk,
    SheetAsk,
    SheetSaid,
)
from addin.server.formula_work import engine_version
from addin.server.pool import Ended, Pool, TookTooLong, TooMany
from addin.server.refusals import Refusal, Refused, refusal, whole
from addin.server.replies import unpacked
from addin.server.settings import Settings

FORMULAS = "addin.server.formula_work:work"
SHEETS = "addin.server.sheet_work:work"
BUSY = 5.0
"""Seconds after which who was turned away may come again."""
_WHY: Mapping[int, str] = {
    400: "Not JSON", 401: "No token, or a wrong one", 403: "A sheet that is not in the config",
    408: "The request came in too slowly", 409: "The sheet cannot be read or written",
    413: "Too large", 422: "Not of the form that is described", 429: "Too many requests",
    500: "A fault of ours", 503: "Too much to do", 504: "It took too long",
}  # fmt: skip


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe refusals; every one is a sentence as a block of one cell."""
    return {status: {"model": Refusal, "description": _WHY[status]} for status in sorted(statuses)}


_ALWAYS = (401, 408, 413, 429, 500)
_SHEET = responses(*_ALWAYS, 400, 403, 409, 422, 503, 504)


class Routes:
    """The work behind the routes."""

    def __init__(self, settings: Settings) -> None:
        limits = settings.limits
        self._settings, self._limits = settings, limits
        self._formulas = Pool(FORMULAS, limits.workers, limits.waiting)
        self._sheets = Pool(SHEETS, 1, 0)
        self._at_work: set[asyncio.Task[bytes]] = set()

    def router(self) -> APIRouter:
        """Give the routes."""
        token = HTTPBearer(auto_error=False, description="The guard asks for it before all else.")
        routes = APIRouter(prefix="/v1", dependencies=[Security(token)])
        body = {"requestBody": {"required": True, "content": {"application/json": {"schema": ASK}}}}
        routes.get("/functions", responses=responses(*_ALWAYS), tags=["formulas"])(self.functions)
        routes.post(
            "/answer", response_model=Answered, openapi_extra=body, tags=["formulas"],
            responses=responses(*_ALWAYS, 400, 422, 503, 504),
        )(self.answer)  # fmt: skip
        for name, asked in (
            ("check", self.check), ("gaps", self.gaps), ("clear", self.clear),
            ("explain", self.explain),
        ):  # fmt: skip
            routes.post(
                f"/sheets/{name}", response_model=SheetSaid, responses=_SHEET, tags=["sheets"]
            )(asked)
        return routes

    async def warm(self) -> None:
        """Start the workers of the formulas."""
        await self._formulas.warm()

    def end(self) -> None:
        """End all workers."""
        self._formulas.end()
        self._sheets.end()

    async def functions(self) -> Functions:
        """List the formulas with their arguments and help, as this server knows them."""
        return Functions(version=engine_version(), functions=[_form(one) for one in FUNCTIONS])

    async def answer(self, request: Request) -> Response:
        """Answer one formula, with one range or several. Nothing of it is kept."""
        seconds = self._limits.seconds
        try:
            body = await request.body() or b" "  # an empty one is for starting a worker
            reply = await self._formulas.ask(body, seconds)
        except TookTooLong:
            raise Refused(504, "took_too_long", seconds=whole(seconds)) from None
        except Ended:
            raise Refused(503, "ended", retry_after=BUSY) from None
        except TooMany:
            raise Refused(503, "busy", retry_after=BUSY, seconds=whole(BUSY)) from None
        return _sent(reply)

    async def check(self, asked: SheetAsk) -> Response:
        """Check a Google Sheet and put the flags into it, as `rostercheck check LINK` does."""
        return await self._on_sheet("check", asked)

    async def gaps(self, asked: SheetAsk) -> Response:
        """Give the gap list of a Google Sheet; nothing is written."""
        return await self._on_sheet("gaps", asked)

    async def clear(self, asked: SheetAsk) -> Response:
        """Take off everything that Rostercheck wrote, as `rostercheck clear LINK` does."""
        return await self._on_sheet("clear", asked)

    async def explain(self, asked: RowAsk) -> Response:
        """Say everything that holds for whom a row is about: a row of the list, or of a log."""
        return await self._on_sheet("explain", asked)

    async def _on_sheet(self, do: str, asked: SheetAsk) -> Response:
        config = self._settings.config
        request = {"sheet": "", "row": 0, **asked.model_dump(mode="json"), "do": do}
        request["today"] = request["today"] or datetime.now(UTC).astimezone().date().isoformat()
        request["config"] = str(config) if config is not None else ""
        seconds = self._limits.sheet_seconds
        ask = self._sheets.ask(json.dumps(request).encode(), self._limits.sheet_ends)
        task = asyncio.create_task(ask)
        self._at_work.add(task)  # a check that is at work goes on, though nobody waits for it
        task.add_done_callback(self._done)
        done, _ = await asyncio.wait({task}, timeout=seconds)
        if not done:
            raise Refused(504, "sheet_goes_on", seconds=whole(seconds))
        try:
            return _sent(task.result())
        except TooMany:
            raise Refused(503, "sheet_busy", retry_after=60) from None
        except (Ended, TookTooLong):
            raise Refused(503, "ended", retry_after=BUSY) from None

    def _done(self, task: asyncio.Task[bytes]) -> None:
        self._at_work.discard(task)
        if not task.cancelled():
            task.exception()  # was told to who waited, or nobody waits any more


def _sent(reply: bytes) -> Response:
    """Give what a worker said as a response; its refusals are said here."""
    said = unpacked(reply)
    return refusal(*said) if isinstance(said, tuple) else said


def _form(one: SheetFunction) -> FunctionForm:
    return FunctionForm(
        name=one.name,
        summary=one.summary,
        example=one.example,
        parameters=[
            ParameterForm(name=p.name, takes=p.takes, help=p.help, optional=p.optional)
            for p in one.parameters
        ],
    )
