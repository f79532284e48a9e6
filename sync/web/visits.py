"""A visit: one request of somebody who is logged in, and how it is answered with a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment

from models.language import language
from models.wording import counted, number, spoken, written
from sync.board import page as board_page
from sync.registry import files as registry_files
from sync.templates import html_templates
from sync.web.library import Judged, Library
from sync.web.sessions import Session, Sessions
from sync.web.shelf import Shelf, Volume

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
FOLDER = Path(__file__).parent


class Gate(Protocol):
    """What compares tokens: that of the server, which counts wrong ones."""

    def admits(self, token: str, address: str) -> bool:
        """Whether this is the token; a wrong one is counted against the address."""

    def wait(self, address: str) -> float:
        """Give the seconds until this address may try again; 0.0: it may now."""


@dataclass(slots=True)
class Desk:
    """What all visits share."""

    shelf: Shelf
    gate: Gate
    today: Callable[[], date]
    library: Library = field(default_factory=Library)
    sessions: Sessions = field(default_factory=Sessions)


@dataclass(slots=True)
class Visit:
    """One request. form: what was sent with it. volume: the book that its address names."""

    desk: Desk
    request: Request
    session: Session
    form: Mapping[str, str]
    volume: Volume | None = None

    @property
    def query(self) -> Mapping[str, str]:
        """What stands behind the question mark of the address."""
        return self.request.query_params

    def book(self) -> Volume:
        """Give the book that the address names."""
        if self.volume is None:
            raise NoSuchPage
        return self.volume

    def judged(self) -> Judged:
        """Give that book as it is judged today. Raises RostercheckError."""
        return self.desk.library.judged(self.book(), self.desk.today())

    def page(self, template: str, *, status: int = 200, **facts: Any) -> Response:
        """Answer with a page, in the language that is spoken."""
        shown = {
            "session": self.session,
            "volume": self.volume,
            "volumes": self.desk.shelf.volumes(),
            "here": template.partition(".")[0],
            **facts,
        }
        return page(template, status=status, **shown)

    def numbered(self, name: str) -> int:
        """Give a number out of the address."""
        said = str(self.request.path_params.get(name, ""))
        if not (said.isascii() and said.isdigit() and len(said) < 10):
            raise NoSuchPage
        return int(said)


class NoSuchPage(Exception):
    """There is nothing at this address."""


def page(template: str, *, status: int = 200, **facts: Any) -> Response:
    """Make a page; every one of them bears the headers that keep it where it is."""
    text = environment().get_template(template).render({"language": language(), **facts})
    return HTMLResponse(text, status, headers=dict(HEADERS))


def see(address: str) -> Response:
    """Answer: look at another page."""
    return RedirectResponse(address, 303, headers=dict(HEADERS))


@cache
def environment() -> Environment:
    """Give the templates: our own, and those of the board pack and of the registry."""
    made = html_templates(FOLDER / "templates", board_page.TEMPLATES, registry_files.TEMPLATES)
    made.filters["day"] = written
    made.filters["said"] = spoken
    made.filters["moment"] = _moment
    made.globals["zip"] = zip
    made.filters["number"] = number
    made.globals.update(
        count=lambda what, many: spoken(counted(what, many)),
        fonts=board_page.FONTS,
    )
    return made


def _moment(value: datetime) -> str:
    """Write a moment as the clock on the wall says it."""
    return value.astimezone().strftime("%Y-%m-%d %H:%M")
