"""The routes of the web view: who is not logged in sees the login, and an error is a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import PlainTextResponse

from models.language import speak
from models.wording import sentence
from sync.errors import BookInUse, BookNotFound, LedgerInUse, NightAtWork, RostercheckError
from sync.options import day
from sync.registry.files import asset
from sync.web import bookpages, doors
from sync.web.shelf import Shelf, Volume
from sync.web.visits import FOLDER, HEADERS, Desk, Gate, NoSuchPage, Visit, page

Make = Callable[[Visit], Response]
MOST_SENT = 10_000
"""A form of ours is never longer, in bytes."""
PAGES: Mapping[str, Make] = {
    "/": bookpages.books,
    "/book/{book}": bookpages.dashboard,
    "/book/{book}/gaps": bookpages.gaps,
    "/book/{book}/people": bookpages.people,
    "/book/{book}/person/{handle}": bookpages.one_person,
    "/book/{book}/providers": bookpages.providers,
    "/book/{book}/runs": bookpages.all_runs,
    "/book/{book}/runs/{run}": bookpages.one_run,
    "/book/{book}/runs/{run}/undo": bookpages.ask_undo,
}
FORMS: Mapping[str, Make] = {
    "/book/{book}/read": bookpages.read_again,
    "/book/{book}/runs/{run}/undo": bookpages.do_undo,
    "/logout": lambda visit: doors.log_out(visit.desk, visit.request, visit.session),
}
STATIC: Mapping[str, str] = {
    "web.css": "text/css",
    "icon.svg": "image/svg+xml",
    "registry.css": "text/css",
    "registry.js": "text/javascript",
}


def router(
    *,
    config: Path | None,
    books: Sequence[str],
    gate: Gate,
    today: Callable[[], date] = lambda: day(None),
) -> APIRouter:
    """Give the pages. config: whose books are shown; books: further ones; gate: knows the token.

    today: the day as of which everybody is judged.
    """
    desk = Desk(Shelf(config, books), gate, today)
    made = APIRouter(include_in_schema=False)
    made.add_api_route("/login", _login(desk), methods=["GET"])
    made.add_api_route("/login", _logging_in(desk), methods=["POST"])
    made.add_api_route("/static/{name}", _static, methods=["GET"])
    for path, make in PAGES.items():
        made.add_api_route(path, _page(desk, make), methods=["GET"])
    for path, make in FORMS.items():
        made.add_api_route(path, _form(desk, make), methods=["POST"])
    return made


Endpoint = Callable[[Request], Awaitable[Response]]


def _login(desk: Desk) -> Endpoint:
    async def login(request: Request) -> Response:
        def show() -> Response:
            with speak(doors.language_here(desk)):
                return doors.show_login(desk, request)

        return await run_in_threadpool(show)

    return login


def _logging_in(desk: Desk) -> Endpoint:
    async def logging_in(request: Request) -> Response:
        form = await _sent(request)

        def enter() -> Response:
            with speak(doors.language_here(desk)):
                if form is None or not doors.from_here(request):
                    return _refused()
                return doors.log_in(desk, request, form)

        return await run_in_threadpool(enter)

    return logging_in


def _page(desk: Desk, make: Make) -> Endpoint:
    async def show(request: Request) -> Response:
        session = doors.session_of(desk, request)
        if session is None:
            return doors.ask(request)
        return await run_in_threadpool(_answer, Visit(desk, request, session, {}), make)

    return show


def _form(desk: Desk, make: Make) -> Endpoint:
    async def do(request: Request) -> Response:
        session = doors.session_of(desk, request)
        if session is None:
            return doors.ask(request)
        form = await _sent(request)
        if form is None or not doors.from_here(request):
            return _refused()
        if not desk.sessions.sent(session, form.get("csrf", "")):
            return _refused()
        return await run_in_threadpool(_answer, Visit(desk, request, session, form), make)

    return do


def _answer(visit: Visit, make: Make) -> Response:
    """Make a page; what goes wrong in a way that we know is a page with a sentence."""
    try:
        visit.volume = _volume(visit)
        language = _language(visit)
    except RostercheckError as error:
        return _error(visit, error)
    except NoSuchPage:
        with speak(doors.language_here(visit.desk)):
            return _nothing(visit)
    with speak(language):
        try:
            return make(visit)
        except RostercheckError as error:
            return _error(visit, error)
        except NoSuchPage:
            return _nothing(visit)


def _volume(visit: Visit) -> Volume | None:
    if "book" not in visit.request.path_params:
        return None
    found = visit.desk.shelf.volume(visit.numbered("book"))
    if found is None:
        raise NoSuchPage
    return found


def _language(visit: Visit) -> str:
    if visit.volume is None:
        return doors.language_here(visit.desk)
    return visit.desk.library.language(visit.volume)


def _error(visit: Visit, error: RostercheckError) -> Response:
    status = 503
    if isinstance(error, BookNotFound):
        status = 404
    elif isinstance(error, BookInUse | LedgerInUse | NightAtWork):
        status = 409
    return _told(visit, status, str(error))


def _nothing(visit: Visit) -> Response:
    return _told(visit, 404, sentence("web.error.no_page", {}))


def _told(visit: Visit, status: int, said: str) -> Response:
    facts = {"session": visit.session, "volume": visit.volume, "here": "error", "said": said}
    return page("error.html.j2", status=status, volumes=_volumes(visit), **facts)


def _volumes(visit: Visit) -> Sequence[Volume]:
    """Give the books for the menu; none where the config itself is what is wrong."""
    try:
        return visit.desk.shelf.volumes()
    except RostercheckError:
        return ()


def _refused() -> Response:
    """Refuse a form that does not come from a page of the session."""
    said = sentence("web.error.form", {})
    return page("error.html.j2", status=403, session=None, volume=None, volumes=[], here="error",
                said=said)  # fmt: skip


async def _sent(request: Request) -> Mapping[str, str] | None:
    """Read a form; None: it is none of ours."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return None
    body = await request.body()
    if len(body) > MOST_SENT:
        return None
    try:
        return dict(parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=20))
    except ValueError:
        return None


async def _static(name: str) -> Response:
    """Give a style or the script; there is nothing of anybody in them."""
    kind = STATIC.get(name)
    if kind is None:
        return PlainTextResponse(sentence("web.error.no_page", {}), 404, headers=dict(HEADERS))
    own = FOLDER / "static" / name
    text = own.read_text(encoding="utf-8") if own.is_file() else asset(name)
    return PlainTextResponse(text, headers=dict(HEADERS), media_type=kind)
