"""A workbook with its config and ledger, and the pages of it, in this process."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import openpyxl
from fastapi import FastAPI

from addin.server.gate import Gate
from models.cells import DateOrder
from models.layering import load_pack
from sync.books import open_book
from sync.commands.places import LEDGER_NAME
from sync.ledger import open_ledger
from sync.ledger.runs import About
from sync.recorded import Work, write_and_record
from sync.run import judge, plan_marks, read_book
from sync.web.pages import router

AS_OF = date(2026, 11, 22)
TOKEN = "a-token-that-nobody-guesses"
PACK = load_pack("national")
HEAD = (
    "Member ID", "Name", "E-mail", "Category", "Endorsed", "Membership expires", "Training hours",
    "RSC hours", "Ethics signed", "Listed in the RSC registry", "Region",
)  # fmt: skip
LONG_AGO = date(2019, 3, 1)
MEMBERS: Sequence[Sequence[Any]] = (
    ("M-1", "Ana Ruiz", "ana@private.example", "IMHM-C", LONG_AGO, date(2027, 12, 31), 50, 40,
     date(2026, 1, 5), "yes", "North"),
    ("M-2", "Bo <b>Oak</b>", "bo@private.example", "IFS", LONG_AGO, date(2026, 6, 30), 12, 4,
     date(2026, 1, 5), "", ""),
    ("M-3", "Cy Elm", "cy@private.example", "IFA", LONG_AGO, date(2026, 12, 5), "soon", "",
     "", "", ""),
    ("M-4", "Di Fir", "di@private.example", "ECFS", LONG_AGO, date(2027, 12, 31), 45, 36,
     date(2026, 1, 5), "", ""),
)  # fmt: skip


@dataclass
class Scene:
    """One folder, and how often its book has been judged."""

    folder: Path
    book: Path
    clock: list[date] = field(default_factory=lambda: [AS_OF])

    @property
    def config(self) -> Path:
        return self.folder / "rostercheck.toml"

    @property
    def ledger(self) -> Path:
        return self.folder / LEDGER_NAME

    def check(self) -> int:
        """Check the book in place as a night does; give the number of the run."""
        book = open_book(self.book)
        checked = judge(read_book(book, PACK), PACK, DateOrder.MDY, self.clock[0])
        plan = plan_marks(book, checked)
        about = About(str(self.book), self.clock[0], "national", PACK.version)
        ledger = open_ledger(self.ledger)
        work = Work(about, book, plan, checked.roster, checked.judged, checked.reading.layouts)
        run = write_and_record(ledger, work).run
        ledger.close()
        return run

    def app(self, gate: Any = None, *, config: bool = True) -> FastAPI:
        """Give the pages as an application."""
        app = FastAPI()
        books = () if config else (str(self.book),)
        app.include_router(
            router(
                config=self.config if config else None, books=books, gate=gate or Gate(TOKEN),
                today=lambda: self.clock[0],
            )
        )  # fmt: skip
        return app

    def visitor(self, *, logged_in: bool = True, **how: Any) -> Visitor:
        """Give somebody with a browser, logged in or not."""
        visitor = Visitor(self.app(**how))
        if logged_in:
            assert visitor.post("/login", {"token": TOKEN}).status_code == 303
        return visitor


class Visitor:
    """A browser without a screen; it keeps cookies and follows nothing by itself."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.cookies = httpx.Cookies()

    def get(self, address: str, **how: Any) -> httpx.Response:
        return self._ask("GET", address, **how)

    def post(self, address: str, form: dict[str, str], **how: Any) -> httpx.Response:
        return self._ask("POST", address, data=form, **how)

    def text(self, address: str) -> str:
        """Give what a person reads on a page."""
        found = self.get(address)
        assert found.status_code == 200, found.text
        return read(found.text)

    def csrf(self, address: str) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.get(address).text)
        assert found is not None
        return found[1]

    def _ask(self, method: str, address: str, **how: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, client=("127.0.0.1", 5000))
            async with httpx.AsyncClient(
                transport=transport, base_url="http://127.0.0.1:8765", cookies=self.cookies
            ) as client:
                found = await client.request(method, address, **how)
                self.cookies = client.cookies
                return found

        return asyncio.run(ask())


def read(page: str) -> str:
    """Take the marks off a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def make(folder: Path, members: Sequence[Sequence[Any]] = MEMBERS, more: str = "") -> Scene:
    """Make a scene in a folder."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Members"
    for row in (HEAD, *members):
        sheet.append(list(row))
    path = (folder / "members.xlsx").resolve()
    book.save(path)
    told = f'[[book]]\npath = "members.xlsx"\ndate_order = "mdy"\nflags = "in_place"\n{more}'
    (folder / "rostercheck.toml").write_text(told, encoding="utf-8")
    return Scene(folder, path)
