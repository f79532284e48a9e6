"""Makes the pictures of docs/board.md: two packs of a sample, in a browser and on paper.

Needs chromium, pdftoppm and convert (`scripts/install-system-packages chromium pictures`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, sync_playwright

from scripts.picturing import IMAGES, ROOT, ready

BOOK = "three-year-cycle.xlsx"
CONFIG = (
    f'[[book]]\npath = "{BOOK}"\npack = "rhode-island"\ndate_order = "mdy"\nflags = "none"\n'
    "board = true\n"
)
DAYS = ("2025-12-20", "2026-03-15", "2026-06-14", "2026-09-13")
MEETINGS = ("2026-03-20", "2026-11-22")
HOURS = ("Training hrs", "DEI hrs", "RSC training hrs", "RSC hrs received")
PROGRAMS = ("chromium", "pdftoppm", "convert")


def main() -> int:
    """Make every picture; give 1 where a program is missing."""
    if not ready(*PROGRAMS):
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _issue(folder)
        stem = folder / "packs" / f"board-pack-2-{MEETINGS[-1]}"
        _of_page(stem.with_suffix(".html"), folder)
        _of_paper(stem.with_suffix(".pdf"), folder)
    return 0


def _issue(folder: Path) -> None:
    """Hold a night each quarter while people log hours, and issue a pack for two meetings."""
    shutil.copy(ROOT / "sample_workbooks" / BOOK, folder)
    (folder / "rostercheck.toml").write_text(CONFIG, encoding="utf-8")
    for at, day in enumerate(DAYS):
        _log_hours(folder / BOOK, 30 * at, 30 * (at + 1))
        _call(folder, "nightly", "--as-of", day)
        if at == 1:
            _pack(folder, MEETINGS[0])
    _pack(folder, MEETINGS[1])


def _pack(folder: Path, day: str) -> None:
    words = ("--out", "packs", "--title", "Lakeside Network for Infant Mental Health")
    _call(folder, "board", BOOK, "--as-of", day, *words)


def _log_hours(path: Path, first: int, last: int) -> None:
    """Let some people have all their hours."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows(max_row=10) if "DEI hrs" in [c.value for c in row])
    columns = [cell.column for cell in head if cell.value in HOURS]
    for row in range(head[0].row + 1 + first, head[0].row + 1 + last):
        for column in columns:
            sheet.cell(row, column).value = 40
    book.save(path)


def _call(folder: Path, *words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "sync", *words], cwd=folder, capture_output=True,
                          check=False)  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace"))


def _of_page(path: Path, folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1000, "height": 1150})
        page.goto(path.as_uri())
        _draw(page, "board-page.png", folder)
        page = browser.new_page(viewport={"width": 1000, "height": 820})
        page.goto(f"{path.as_uri()}#trends-cycle")
        _draw(page, "board-trends.png", folder)
        page = browser.new_page(viewport={"width": 360, "height": 760})
        page.goto(f"{path.as_uri()}#everybody")
        _draw(page, "board-phone.png", folder)
        browser.close()


def _draw(page: Page, name: str, folder: Path) -> None:
    drawn = folder / name
    page.screenshot(path=str(drawn))
    _small(drawn, name)


def _of_paper(path: Path, folder: Path) -> None:
    drawn = folder / "board-paper"
    words = ("-png", "-r", "70", "-gray", "-f", "1", "-l", "1", "-singlefile")
    subprocess.run(["pdftoppm", *words, str(path), str(drawn)], check=True)
    _small(drawn.with_suffix(".png"), "board-paper.png")


def _small(drawn: Path, name: str) -> None:
    frame = ("-bordercolor", "#c3ccd5", "-border", "1", "-strip")
    small = ("-dither", "None", "-colors", "64", "-define", "png:exclude-chunks=date,time")
    subprocess.run(["convert", str(drawn), *frame, *small, str(IMAGES / name)], check=True)
    print(f"Drawn: docs/images/{name}")


if __name__ == "__main__":
    sys.exit(main())
