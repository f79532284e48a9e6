"""Makes the pictures of docs/google-sheets.md and docs/google-formulas.md.

The sheet is a sample that the real program has checked on the test server of this project; what the
server holds is drawn as a grid, for Google itself cannot be asked here. The sidebar is the real one
in a browser. The dialog and the steps of the login are drawings. Needs chromium and node
(`scripts/install-system-packages chromium node`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from playwright.sync_api import Browser, sync_playwright

from scripts.picturing import IMAGES, ROOT, ready
from sync.books.base import column_letters
from tests.google_server import GoogleServer
from tests.google_server.cells import cell_data
from tests.google_server.keys import PERSON, ROBOT, service_account
from tests.google_server.loading import upload
from tests.google_server.world import Effective, File, Sheet

SAMPLE = ROOT / "sample_workbooks" / "small-totals.xlsx"
WORDS = ("--pack", "wisconsin", "--date-order", "mdy", "--as-of", "2026-11-22")
PROGRAMS = ("chromium", "node")
DRAWINGS = Environment(loader=FileSystemLoader(ROOT / "scripts" / "drawings"), autoescape=True)
STEPS = (
    ("Google console", "Project", "holds the account; costs nothing"),
    ("Google console", "Two APIs", "Sheets and Drive, switched on"),
    ("Google console", "Service account", "with an e-mail: the guest"),
    ("your computer", "Key file", "where only the job can read it"),
    ("each sheet", "Share", "with the guest's e-mail, as Editor"),
)


@dataclass(frozen=True)
class View:
    """What is drawn of a tab: rows and columns from 1, and the cell whose note stands open."""

    name: str
    tab: str
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    noted: tuple[int, int] | None = None


VIEWS = (
    View("google-sheet.png", "Renewals 2026", (5, 6, 7, 8, 9, 11, 12, 13, 14, 18, 19),
         (2, 4, 6, 7, 8, 9, 10, 16, 17), noted=(13, 6)),
    View("google-gaps.png", "Gaps", tuple(range(1, 12)), tuple(range(1, 11))),
)  # fmt: skip


def main() -> int:
    """Make every picture; give 1 where a program is missing."""
    if not ready(*PROGRAMS):
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        _sheets(browser)
        _draw(browser, "google-share.png", "share.html", guest=ROBOT)
        boxes = [{"where": where, "title": title, "text": text} for where, title, text in STEPS]
        _draw(browser, "google-login.png", "login.html", boxes=boxes)
        browser.close()
    return _sidebar()


def _sheets(browser: Browser) -> None:
    with GoogleServer() as server, tempfile.TemporaryDirectory() as name:
        file = upload(server.world, SAMPLE, PERSON)
        file.roles[ROBOT] = "writer"
        _check(Path(name), json.dumps(service_account(server)), file)
        if file.book is None:
            raise RuntimeError(f"{SAMPLE.name} did not become a spreadsheet")
        effective = Effective(file.book, server.world.today())
        sheets = {sheet.title: sheet for sheet in file.book.sheets if not sheet.hidden}
        for view in VIEWS:
            grid = _grid(sheets[view.tab], effective, view)
            _draw(browser, view.name, "sheet.html", tabs=list(sheets), **grid)


def _check(folder: Path, key: str, file: File) -> None:
    (folder / "key.json").write_text(key, encoding="utf-8")
    link = f"https://docs.google.com/spreadsheets/d/{file.file_id}"
    there = {**os.environ, "ROSTERCHECK_GOOGLE_KEY": str(folder / "key.json")}
    words = [sys.executable, "-m", "sync", "check", link, *WORDS]
    done = subprocess.run(words, cwd=folder, env=there, capture_output=True, check=False)
    if done.returncode != 1:
        raise RuntimeError(done.stderr.decode(errors="replace"))


def _grid(sheet: Sheet, effective: Effective, view: View) -> dict[str, Any]:
    columns = [
        {"letter": column_letters(c), "width": sheet.column_props[c - 1].get("pixelSize", 100)}
        for c in view.columns
    ]
    rows = [
        {
            "number": r,
            "cells": [
                _cell(cell_data(sheet, r - 1, c - 1, effective), (r, c) == view.noted)
                for c in view.columns
            ],
        }
        for r in view.rows
    ]
    row, column = view.noted or (1, 1)
    return {
        "columns": columns, "rows": rows, "open": view.tab,
        "width": 38 + sum(c["width"] for c in columns),
        "note": sheet.cell(row - 1, column - 1).get("note") if view.noted else None,
    }  # fmt: skip


def _cell(data: dict[str, Any], here: bool) -> dict[str, Any]:
    form = data.get("effectiveFormat", {})
    text = form.get("textFormat", {})
    classes = ["noted"] * ("note" in data) + ["here"] * here
    classes += ["wrap"] * (form.get("wrapStrategy") == "WRAP")
    classes += ["number"] * ("numberValue" in data.get("effectiveValue", {}))
    style = f"background:{_colour(form.get('backgroundColorStyle', {}).get('rgbColor'))};"
    style += "font-weight:700;" * bool(text.get("bold"))
    formula = str(data.get("userEnteredValue", {}).get("formulaValue", ""))
    style += "color:#1155cc;text-decoration:underline;" * formula.startswith("=HYPERLINK")
    return {
        "text": data.get("formattedValue", ""), "classes": " ".join(classes), "style": style,
    }  # fmt: skip


def _colour(colour: dict[str, float] | None) -> str:
    if colour is None:
        return "#fff"
    return "#" + "".join(f"{round(255 * colour.get(p, 0)):02x}" for p in ("red", "green", "blue"))


def _draw(browser: Browser, name: str, drawing: str, **words: Any) -> None:
    page = browser.new_page(viewport={"width": 1500, "height": 1000})
    page.set_content(DRAWINGS.get_template(drawing).render(**words))
    page.locator("#all").screenshot(path=IMAGES / name)
    page.close()
    print(f"Drawn: docs/images/{name}")


def _sidebar() -> int:
    """Let the test that drives the sidebar keep its pictures, and take one of them."""
    words = ["-q", "-m", "slow", "tests/addin/google/test_menu.py", "-k", "sidebar_in_a_browser"]
    with tempfile.TemporaryDirectory() as folder:
        there = {**os.environ, "ROSTERCHECK_PICTURES": folder}
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *words], cwd=ROOT, env=there, check=False
        )
        shutil.copyfile(Path(folder) / "sidebar-found.png", IMAGES / "google-sidebar.png")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
