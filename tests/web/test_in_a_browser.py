"""The web view in a real browser and a real server on this computer: every page, every click."""

from __future__ import annotations

import contextlib
import io
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import openpyxl
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from addin.server.serving import server_config
from addin.server.settings import Settings
from tests.browser.pages import barriers, browser, sideways
from tests.registry.rosters import made, row
from tests.web.scene import MEMBERS, TOKEN, Scene, make

pytestmark = pytest.mark.slow
WIDTHS = (360, 768, 1280)
PAGES = ("/book/1", "/book/1/gaps", "/book/1/people", "/book/1/providers", "/book/1/runs",
         "/book/1/runs/1", "/book/1/runs/1/undo", "/book/9")  # fmt: skip


@dataclass
class Served:
    """A server at work, and the lines of its log."""

    scene: Scene
    address: str
    log: io.StringIO


@pytest.fixture
def served(tmp_path) -> Iterator[Served]:
    """Serve a scene as `rostercheck serve` does."""
    scene = make(tmp_path)
    scene.check()
    log = io.StringIO()
    server = uvicorn.Server(server_config(Settings(TOKEN, scene.config), log))
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    work = threading.Thread(target=server.run, args=([bound],), daemon=True)
    work.start()
    while not server.started:
        time.sleep(0.02)
    yield Served(scene, f"http://127.0.0.1:{bound.getsockname()[1]}", log)
    server.should_exit = True
    work.join(20)
    bound.close()


@contextlib.contextmanager
def visit(served: Served, one: Browser, width: int = 1280, *, axe: bool = False) -> Iterator[Page]:
    """Log in; whatever the browser complains about fails the test."""
    context = one.new_context(viewport={"width": width, "height": 900}, bypass_csp=axe)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{served.address}/book/1")
    page.get_by_label("Token").fill(TOKEN)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("members.xlsx")
    yield page
    context.close()
    assert [line for line in said if "404" not in line] == []


def test_she_clicks_through_everything(served: Served) -> None:
    """Log in, look at every page, filter, open a person, undo a run, log out."""
    before = [list(line) for line in openpyxl.load_workbook(served.scene.book)["Members"].values]
    with browser() as one, visit(served, one) as page:
        menu = page.get_by_role("navigation", name="Menu")
        expect(page.get_by_role("heading", name="In short")).to_be_visible()
        menu.get_by_role("link", name="Gaps").click()
        every = page.locator("tbody tr").count()
        page.get_by_label("Status").select_option(label="Gap")
        page.get_by_label("Name or words").fill("oak")
        page.get_by_role("button", name="Show").click()
        fewer = page.locator("tbody tr").count()
        assert 0 < fewer < every
        page.get_by_role("link", name="By when").click()
        assert page.locator("tbody tr").count() == fewer, "sorting keeps the filter"
        page.get_by_role("link", name="Show all").click()
        assert page.locator("tbody tr").count() == every
        page.locator("tbody th a").first.click()
        expect(page.get_by_role("heading", name="What the ledger remembers")).to_be_visible()
        assert "Ruiz" not in page.url
        assert re.search(r"/person/m\d+$", page.url)
        menu.get_by_role("link", name="People").click()
        assert page.locator("tbody tr").count() == len(MEMBERS)
        menu.get_by_role("link", name="RSC providers").click()
        expect(page.locator("#providers tbody tr")).to_have_count(1)
        menu.get_by_role("link", name="Runs").click()
        page.get_by_role("link", name="Run 1").click()
        page.get_by_role("link", name="Undo this run").click()
        page.get_by_role("button", name="Undo run 1").click()
        expect(page.get_by_role("status")).to_contain_text("Run 1 was undone")
        page.get_by_role("button", name="Log out").click()
        expect(page.get_by_text("You are logged out.")).to_be_visible()
        page.goto(f"{served.address}/book/1/people")
        expect(page.get_by_role("button", name="Log in")).to_be_visible()
    after = [list(line) for line in openpyxl.load_workbook(served.scene.book)["Members"].values]
    assert all("Gap" not in line for line in after)
    assert len(after) == len(before)
    said = served.log.getvalue()
    lines = [json.loads(line) for line in said.splitlines()]
    assert len(lines) > 10
    for name in ("oak", "Ruiz", "Elm", "private.example", TOKEN):
        assert name not in said, "the log names nobody"


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_barriers_or_is_too_wide(served: Served, width: int) -> None:
    """axe-core finds nothing against WCAG 2.2 AA; nobody scrolls sideways."""
    with browser() as one, visit(served, one, width, axe=True) as page:
        page.goto(f"{served.address}/book/1/people")
        person = page.locator("tbody th a").nth(1).get_attribute("href")
        for address in (*PAGES, str(person), "/login"):
            if address == "/login":
                page.context.clear_cookies()
            page.goto(f"{served.address}{address}")
            assert sideways(page) == 0, address
            assert barriers(page) == [], address


def test_without_scripts_everything_is_there(served: Served) -> None:
    """Who has turned scripts off can log in, filter, and read the list of providers."""
    with browser() as one:
        page = one.new_context(java_script_enabled=False).new_page()
        page.goto(f"{served.address}/book/1/gaps")
        page.get_by_label("Token").fill(TOKEN)
        page.get_by_role("button", name="Log in").click()
        page.get_by_label("Category").select_option("IFA")
        page.get_by_role("button", name="Show").click()
        assert "category=IFA" in page.url
        page.goto(f"{served.address}/book/1/providers")
        expect(page.locator("#providers tbody tr")).to_have_count(1)
        expect(page.locator("#filters")).to_be_hidden()


@pytest.fixture
def public(tmp_path) -> str:
    """The address of a list of providers as a file."""
    from sync.registry.files import as_html  # noqa: PLC0415

    listed = made(
        row("Ana Ruiz", setting="both", region="North", languages="English, Español"),
        row("Bo Oak", setting="group", region="South", remote="yes", contact="bo@oak.example"),
        row("Cy Elm", setting="individual", region="North; South"),
    )
    path = tmp_path / "rsc-providers.html"
    path.write_text(as_html(listed), encoding="utf-8")
    return path.as_uri()


def test_the_public_list_is_filtered_without_a_server(public: str) -> None:
    """Choices and words narrow the list, the number is said, and all comes back."""
    with browser() as one:
        page = one.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(public)
        rows = page.locator("#providers tbody tr:visible")
        expect(rows).to_have_count(3)
        page.get_by_label("Region").select_option("North")
        expect(rows).to_have_count(2)
        expect(page.get_by_role("status")).to_have_text("Shown: 2 of 3")
        page.get_by_label("Individual or group").select_option("group")
        expect(rows).to_have_count(1)
        page.get_by_label("Any words").fill("espanol")
        expect(rows).to_have_count(1)
        page.get_by_label("Any words").fill("zebra")
        expect(page.get_by_role("status")).to_have_text("Nobody fits. Take a filter away.")
        page.get_by_role("button", name="Show all").click()
        expect(rows).to_have_count(3)
        assert said == [], "the page's own policy lets its own script and style run"


def test_the_public_list_is_a_plain_table_without_scripts(public: str) -> None:
    """Everybody who is listed can be read; filters that would not work are not shown."""
    with browser() as one:
        page = one.new_context(java_script_enabled=False).new_page()
        page.goto(public)
        expect(page.locator("#providers tbody tr:visible")).to_have_count(3)
        expect(page.locator("#filters")).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_public_list_has_no_barriers(public: str, width: int) -> None:
    """axe-core finds nothing, and the page is as wide as the window."""
    with browser() as one:
        page = one.new_context(
            viewport={"width": width, "height": 900}, bypass_csp=True
        ).new_page()  # fmt: skip
        page.goto(public)
        assert sideways(page) == 0
        assert barriers(page) == []
        inside = "[...document.querySelectorAll('#providers td')].map(td => td.children.length)"
        assert max(page.evaluate(inside)) <= 1, "a card gives each cell one place beside its label"


def test_the_public_list_is_a_table_on_paper(public: str) -> None:
    """On paper, too narrow for a screen's table or not, it has columns with headings."""
    with browser() as one:
        page = one.new_page(viewport={"width": 700, "height": 900})
        page.goto(public)
        page.emulate_media(media="print")
        expect(page.locator("#filters")).to_be_hidden()
        shown = "getComputedStyle(document.querySelector('#providers thead')).display"
        assert page.evaluate(shown) == "table-header-group"
        assert page.evaluate("document.querySelector('#providers').offsetWidth") <= 700
