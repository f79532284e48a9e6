"""The application: formulas under /v1/, the web view (where it is installed) under /.

The guard stands before all of it. The pages of `sync.web` get the gate, which alone compares
tokens, and look after their own sessions: `sync.web.pages.router(config=, books=, gate=)`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse

from addin.server.gate import Gate
from addin.server.guard import OPEN, Guard
from addin.server.logs import log_to_stderr
from addin.server.refusals import Refused, language_of
from addin.server.routes import Routes
from addin.server.settings import Settings

PAGES = "sync.web.pages"
_ELSEWHERE = {400: "not_json", 405: "wrong_method"}
"""What the framework refuses by itself, and the sentence for it."""


def build_app(settings: Settings, log: Any = None) -> FastAPI:
    """Make the application. log: where its lines go; the error stream if left out."""
    gate = Gate(settings.token, settings.limits.wrong_per_minute)
    routes = Routes(settings)
    app = FastAPI(
        title="Rostercheck", version=version("rostercheck"), lifespan=partial(_lifespan, routes),
        docs_url=None, redoc_url=None,  # those pages would load scripts from elsewhere
    )  # fmt: skip
    app.state.settings, app.state.gate = settings, gate
    app.get(OPEN, tags=["server"], summary="Alive")(_alive)
    app.include_router(routes.router())
    pages = _pages(settings, gate)
    if pages is not None:
        app.include_router(pages)
    _say_refusals(app)
    log = log or log_to_stderr()
    app.add_middleware(Guard, gate=gate, limits=settings.limits, log=log, pages=pages is not None)
    return app


async def _alive() -> dict[str, bool]:
    """Say that the server is up."""
    return {"ok": True}


@asynccontextmanager
async def _lifespan(routes: Routes, _app: FastAPI) -> AsyncIterator[None]:
    """Start the workers, and end them when the server ends."""
    warming = asyncio.create_task(routes.warm())
    try:
        yield
    finally:
        warming.cancel()
        routes.end()


def _pages(settings: Settings, gate: Gate) -> APIRouter | None:
    """Give the pages of the web view, where there are any."""
    if find_spec("sync.web") is None or find_spec(PAGES) is None:
        return None
    pages = import_module(PAGES)
    router: APIRouter = pages.router(config=settings.config, books=settings.books, gate=gate)
    return router


def _say_refusals(app: FastAPI) -> None:
    """Answer what does not fit with a sentence, in the one form of all refusals."""

    @app.exception_handler(Refused)
    async def refused(request: Request, error: Refused) -> Response:
        return error.response(language_of(request.scope))

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "body"
        no = Refused(422, "malformed", where=where, why=first["msg"])
        return no.response(language_of(request.scope))

    @app.exception_handler(HTTPException)
    async def elsewhere(request: Request, error: HTTPException) -> Response:
        key = _ELSEWHERE.get(error.status_code, "no_such_page")
        no = Refused(error.status_code, key)
        response = no.response(language_of(request.scope))
        if "text/html" in request.headers.get("accept", ""):  # a person with a browser
            response = PlainTextResponse(no.text(language_of(request.scope)), error.status_code)
        response.headers.update(error.headers or {})
        return response
