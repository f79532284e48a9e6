"""The way in and out: the login with the server's token, and the end of a session."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from urllib.parse import urlencode, urlsplit

from fastapi import Request, Response

from models.language import ENGLISH
from models.wording import sentence
from sync.errors import RostercheckError
from sync.web.sessions import COOKIE, Session
from sync.web.visits import Desk, page, see

LOGIN = "/login"


def session_of(desk: Desk, request: Request) -> Session | None:
    """Give the session of a request; None: it has none."""
    return desk.sessions.of(request.cookies.get(COOKIE, ""))


def ask(request: Request) -> Response:
    """Send somebody who is not logged in to the login, and back to the page afterwards."""
    path = request.url.path
    if request.method != "GET" or path == "/":
        return see(LOGIN)
    return see(f"{LOGIN}?{urlencode({'next': path})}")


def show_login(desk: Desk, request: Request) -> Response:
    """Show the form; whoever is logged in already goes on."""
    if session_of(desk, request) is not None:
        return see(_next(request.query_params))
    said = sentence("web.login.out", {}) if request.query_params.get("out") == "1" else ""
    return _form(request, said)


def log_in(desk: Desk, request: Request, form: Mapping[str, str]) -> Response:
    """Let somebody in who has the token; a wrong one is counted by the gate of the server."""
    address = request.client.host if request.client is not None else ""
    if not desk.gate.admits(form.get("token", "").strip(), address):
        wait = desk.gate.wait(address)
        if not wait:
            return _form(request, sentence("web.login.wrong", {}), form, status=401)
        seconds = max(1, ceil(wait))
        said = sentence("web.login.wait", {"seconds": seconds})
        answer = _form(request, said, form, status=429)
        answer.headers["retry-after"] = str(seconds)
        return answer
    answer = see(_next(form))
    answer.set_cookie(
        COOKIE, desk.sessions.begin(), path="/", httponly=True, samesite="strict",
        secure=encrypted(request),
    )  # fmt: skip
    return answer


def log_out(desk: Desk, request: Request, session: Session) -> Response:
    """End the session."""
    desk.sessions.end(session)
    answer = see(f"{LOGIN}?out=1")
    answer.delete_cookie(
        COOKIE, path="/", httponly=True, samesite="strict", secure=encrypted(request)
    )
    return answer


def encrypted(request: Request) -> bool:
    """Whether the browser came by https, be it to a program before this server."""
    return "https" in {request.url.scheme, request.headers.get("x-forwarded-proto", "")}


def language_here(desk: Desk) -> str:
    """Give the language of pages that are of no book: that of the first book."""
    try:
        volumes = desk.shelf.volumes()
        return desk.library.language(volumes[0]) if volumes else ENGLISH
    except (RostercheckError, OSError):
        return ENGLISH


def from_here(request: Request) -> bool:
    """Whether a form was sent from a page of ours, as far as the browser says."""
    return request.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


def _form(
    request: Request, said: str, form: Mapping[str, str] | None = None, *, status: int = 200
) -> Response:
    after = _next(form if form is not None else request.query_params)
    bad = status != 200
    return page("login.html.j2", status=status, said=said, after=after, bad=bad, session=None)


def _next(query: Mapping[str, str]) -> str:
    """Give the page to go on to; only one of ours, whatever the address says."""
    said = query.get("next", "/")
    parts = urlsplit(said)
    ours = said.startswith("/") and not said.startswith(("//", "/\\")) and "\\" not in said
    return said if ours and not parts.scheme and not parts.netloc and said.isprintable() else "/"
