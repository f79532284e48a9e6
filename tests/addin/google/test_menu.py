"""Menu and sidebar of a Google Sheet: the real script and server, a sheet on Google's stand-in."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from addin.google.writing import write
from addin.server.settings import Limits
from tests.addin.google.sheet import SERVER, Sheet
from tests.addin.server.house import TOKEN, House, running
from tests.browser.pages import browser
from tests.google.desk import Desk, make_desk, state, write_key

pytestmark = pytest.mark.slow
HEAD = [
    "Member ID", "Full Name", "Category", "Date endorsed", "Membership expires", "Training hrs",
]  # fmt: skip
ROWS = [
    HEAD,
    ["W-1", "Ana Ruiz", "IFS", "2020-05-01", "2026-06-30", 15],
    ["W-2", "Ben <b>Oak</b>", "Level II", "2019-03-25", "2027-12-31", "11 hrs"],
    ["W-3", "Cy Day", "IFS", "2019-03-25", "soon", "some"],
]
DAY = "2027-01-10"


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Iterator[tuple[Desk, House]]:
    """A sheet on Google's stand-in, and a server that knows it."""
    folder = tmp_path_factory.mktemp("desk")
    desk = make_desk({"Members": ROWS})
    config = folder / "rostercheck.toml"
    config.write_text(
        f'[[book]]\npath = "{desk.link}"\npack = "wisconsin"\ndate_order = "mdy"\n',
        encoding="utf-8",
    )
    before = os.environ.get("ROSTERCHECK_GOOGLE_KEY")
    os.environ["ROSTERCHECK_GOOGLE_KEY"] = str(write_key(folder, desk.key))
    with running(Limits(workers=1), config=config) as house:
        yield desk, house
    os.environ.pop("ROSTERCHECK_GOOGLE_KEY")
    if before is not None:
        os.environ["ROSTERCHECK_GOOGLE_KEY"] = before


@pytest.fixture
def sheet(node: Sheet, desk: tuple[Desk, House]) -> Sheet:
    """That sheet, with our script in it."""
    node.fresh(desk[1].url, TOKEN, url=f"{desk[0].link}/edit", today=DAY)
    return node


def test_the_menu_offers_what_it_should(sheet: Sheet, folder: Path) -> None:
    """Every line of the menu leads to a function of the script."""
    sheet.run("onOpen")
    (menu,) = sheet.look("menus")
    assert menu["title"] == "Rostercheck"
    captions = [caption for caption, _ in menu["items"]]
    assert captions == ["Check now", "Explain this row", "Gap list", "Clear marks", "Connect …"]
    code = (folder / "Code.gs").read_text(encoding="utf-8")
    assert [h for _, h in menu["items"] if f"\nfunction {h}()" not in code] == []


def _asked(sheet: Sheet) -> dict:
    """Give what the last sidebar was told to do first."""
    html = sheet.look("sidebars")[-1]["html"]
    data = re.search(r'data-rostercheck="([^"]*)"', html)[1]
    return json.loads(re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), data))["ask"]


def test_check_now_marks_the_sheet_and_gives_the_gaps(sheet: Sheet, desk) -> None:
    """From the menu to the marks in the sheet, and off again."""
    before = state(desk[0].person)
    sheet.run("rostercheckCheckNow")
    said = sheet.run("rostercheckDo", _asked(sheet))
    assert "problem" not in said
    assert desk[0].person.shown("Members")[1][6] == "Gap"
    assert {gap["who"] for gap in said["gaps"]} == {"Ana Ruiz", "Ben <b>Oak</b>", "Cy Day"}
    sheet.set(buttons=["NO"])
    sheet.run("rostercheckClearMarks")
    assert len(sheet.look("sidebars")) == 1, "she did not say yes"
    sheet.set(buttons=["YES"])
    sheet.run("rostercheckClearMarks")
    said = sheet.run("rostercheckDo", _asked(sheet))
    assert "taken off" in said["lines"][-1]
    assert state(desk[0].person) == before


def test_explain_this_row_takes_the_row_of_the_cursor(sheet: Sheet) -> None:
    """Everything about whom the cursor is at."""
    sheet.set(active={"sheet": "Members", "row": 2})
    sheet.run("rostercheckExplainRow")
    assert _asked(sheet) == {"do": "explain", "sheet": "Members", "row": 2}
    said = sheet.run("rostercheckDo", _asked(sheet))
    assert said["lines"][0].startswith("Ana Ruiz, ")


@pytest.mark.parametrize(
    ("world", "words"),
    [
        ({"properties": {}}, "not connected"),
        ({"hosts": {SERVER: "http://127.0.0.1:9"}}, "does not answer"),
        ({"url": "https://docs.google.com/spreadsheets/d/1Other/edit"}, "not in the rostercheck"),
        ({"zone": "Nowhere/At all"}, "could not answer"),
    ],
)
def test_what_is_in_the_way_is_said_in_the_sidebar(sheet: Sheet, world, words) -> None:
    """A problem is a sentence there, too."""
    sheet.set(**world)
    assert words in sheet.run("rostercheckDo", {"do": "gaps"})["problem"]


def test_go_to_puts_the_cursor_there(sheet: Sheet) -> None:
    """A click on a place leads to the cell; a tab that is gone is told of."""
    assert sheet.run("rostercheckGoTo", "Members", "E2") is True
    assert sheet.look("went") == [["Members", "E2"]]
    assert sheet.run("rostercheckGoTo", "Gone", "E2") is False


@pytest.mark.parametrize(
    ("typed", "words", "kept"),
    [
        ([f"{SERVER}/", TOKEN], "Rostercheck answers", {"ROSTERCHECK_TOKEN": TOKEN}),
        ([SERVER, "wrong"], "does not take the token", {"ROSTERCHECK_TOKEN": "wrong"}),
        (["http://roster.example.org", TOKEN], "begin with https://", {}),
        (["", TOKEN], "begin with https://", {}),
        ([SERVER, None], "No token was typed", {}),
        ([SERVER, "  "], "No token was typed", {}),
    ],
)
def test_connect_keeps_the_token_with_the_script_and_tries_it(sheet: Sheet, typed, words, kept):
    """The token stands nowhere in the code; an address without encryption is not taken."""
    sheet.set(properties={}, prompts=typed)
    sheet.run("rostercheckConnect")
    assert words in sheet.look("alerts")[-1][0]
    assert kept.items() <= sheet.look("properties").items()
    assert bool(kept) == bool(sheet.look("properties"))


def test_the_token_stands_in_no_file(folder: Path) -> None:
    """The files may be sent about: they hold an address at most."""
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        assert TOKEN not in text
        assert 'Bearer " + token' in text or "Bearer" not in text


def test_the_script_asks_for_the_least(folder: Path) -> None:
    """This sheet, a sidebar, and the server: no other right is asked of her."""
    manifest = json.loads((folder / "appsscript.json").read_text(encoding="utf-8"))
    assert [scope.rsplit("/", 1)[1] for scope in manifest["oauthScopes"]] == [
        "script.container.ui", "script.external_request", "spreadsheets.currentonly",
    ]  # fmt: skip


def test_it_speaks_spanish(tmp_path: Path) -> None:
    """The language goes into the script, and to the server with each request."""
    write(tmp_path, language="es")
    assert '"language": "es"' in (tmp_path / "Code.gs").read_text(encoding="utf-8")


def test_a_sidebar_in_a_browser(sheet: Sheet, desk, tmp_path: Path) -> None:
    """At its 300 pixels: it checks, lists, filters, goes to a cell, and shows names as text."""
    sheet.run("rostercheckCheckNow")
    page_file = tmp_path / "sidebar.html"
    page_file.write_text(sheet.look("sidebars")[-1]["html"], encoding="utf-8")
    with browser() as one:
        page = one.new_page(viewport={"width": 300, "height": 900})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.expose_function("askSheet", lambda name, given: sheet.run(name, *given))
        page.add_init_script(_GOOGLE)
        page.goto(page_file.as_uri())
        page.wait_for_selector("li")
        assert page.locator("li").count() == 4
        assert page.locator("li b").count() == 0, "a name is text, whatever is in it"
        assert "4 of 4 shown" in page.inner_text("#count")
        wide = "document.documentElement.scrollWidth <= 300"
        assert page.evaluate(wide), "nothing sticks out"
        _picture(page, "sidebar-gaps.png")
        page.fill("#find", "oak")
        assert page.locator("li:has-text('Oak')").count() == page.locator("li").count() >= 1
        page.fill("#find", "Cy")
        _picture(page, "sidebar-found.png")
        page.fill("#find", "")
        page.select_option("#only", "gap")
        assert set(page.locator(".status").all_inner_texts()) == {"Gap"}
        page.select_option("#only", "")
        page.locator("button.where", has_text="Members!E2").first.click()
        page.wait_for_timeout(200)
        assert ["Members", "E2"] in sheet.look("went")
        sheet.set(hosts={SERVER: "http://127.0.0.1:9"})
        page.click("#gaps")
        page.wait_for_selector("#problem:visible")
        assert "does not answer" in page.inner_text("#problem")
        _picture(page, "sidebar-problem.png")
        sheet.set(hosts={SERVER: desk[1].url}, active={"sheet": "Members", "row": 4})
        sheet.run("rostercheckExplainRow")
        page_file.write_text(sheet.look("sidebars")[-1]["html"], encoding="utf-8")
        page.reload()
        page.wait_for_selector("#explained:visible")
        assert page.inner_text("#explained").startswith("Cy Day, ")
        heads = page.locator("#explained .head").all_inner_texts()
        assert heads[1:] == ["renewal.training: Please look", "renewal.membership: Please look"]
        assert page.evaluate(wide), "nothing sticks out"
        _picture(page, "sidebar-explained.png")
    assert errors == []


def _picture(page, name: str) -> None:
    """Keep a picture where somebody asks for pictures."""
    folder = os.environ.get("ROSTERCHECK_PICTURES")
    if folder:
        page.set_viewport_size({"width": 300, "height": 100})
        page.screenshot(path=str(Path(folder) / name), full_page=True)
        page.set_viewport_size({"width": 300, "height": 900})


_GOOGLE = """
window.google = { script: { run: (() => {
  const make = (well, badly) => new Proxy({}, { get: (_, name) => {
    if (name === "withSuccessHandler") return (f) => make(f, badly);
    if (name === "withFailureHandler") return (f) => make(well, f);
    return (...given) => window.askSheet(name, given).then(well, badly);
  }});
  return make(() => {}, () => {});
})() } };
"""
"""google.script.run, which hands calls on to the script."""
