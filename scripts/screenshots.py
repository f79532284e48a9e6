"""Makes the pictures of the docs: the real program checks a sample, LibreOffice draws the sheets.

Needs soffice, pdftoppm and convert (`scripts/install-system-packages libreoffice pictures`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.styles import Border, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from scripts.picturing import IMAGES, ROOT, ready

BOOK, PACK, AS_OF = "small-totals.xlsx", "wisconsin", "2026-11-22"
PROGRAMS = ("soffice", "pdftoppm", "convert")
GRID = Side(style="thin", color="D4D4D4")


@dataclass(frozen=True)
class Picture:
    """One picture: its file, the tab, the cells shown, and columns left out for want of room."""

    name: str
    tab: str
    area: str
    without: tuple[str, ...] = ()
    dots_per_inch: int = 150


PICTURES = (
    Picture("before.png", "Renewals 2026", "A1:O20", ("C", "N", "O")),
    Picture("flagged-sheet.png", "Renewals 2026", "A1:S20", ("C", "N", "O")),
    Picture("gaps-tab.png", "Gaps", "A1:J14"),
)


def main() -> int:
    """Make every picture; give 1 where a program is missing."""
    if not ready(*PROGRAMS):
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before = folder / BOOK
        shutil.copy(ROOT / "sample_workbooks" / BOOK, before)
        flagged = _flagged(before)
        for picture in PICTURES:
            book = before if picture.name == "before.png" else flagged
            _draw(book, picture, folder)
            print(f"Drawn: docs/images/{picture.name}")
    return 0


def _flagged(book: Path) -> Path:
    words = ("check", book.name, "--pack", PACK, "--date-order", "mdy", "--as-of", AS_OF)
    done = subprocess.run(
        [sys.executable, "-m", "sync", *words], cwd=book.parent, capture_output=True, check=False
    )
    if done.returncode != 1:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    return book.with_name(f"{book.stem}-flagged{book.suffix}")


def _draw(book: Path, picture: Picture, folder: Path) -> None:
    """Print one tab on one page, with the letters and numbers of the screen, and crop it."""
    page = folder / f"{picture.name}.xlsx"
    workbook = openpyxl.load_workbook(book)
    for other in [tab for tab in workbook.sheetnames if tab != picture.tab]:
        del workbook[other]
    _as_on_screen(workbook[picture.tab], picture)
    workbook.save(page)
    _run("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(page))
    pdf = page.with_suffix(".pdf")
    drawn = folder / picture.name
    dots = str(picture.dots_per_inch)
    _run("pdftoppm", "-png", "-r", dots, "-singlefile", str(pdf), str(drawn.with_suffix("")))
    crop = ("-trim", "+repage", "-bordercolor", "white", "-border", "6", "-strip")
    small = ("-colors", "128", "-define", "png:exclude-chunks=date,time")
    _run("convert", str(drawn), *crop, *small, str(IMAGES / picture.name))


def _as_on_screen(tab: Worksheet, picture: Picture) -> None:
    """Show hidden rows, leave out columns for want of room, draw the light lines of a screen."""
    for column in picture.without:
        tab.column_dimensions[column].hidden = True
    for row in tab.row_dimensions.values():
        row.hidden = False
    if not any(row.height for row in tab.row_dimensions.values()):
        _fit_rows(tab)
    for row in tab[picture.area]:
        for cell in row:
            if not cell.border.left.style and not cell.border.top.style:
                cell.border = Border(left=GRID, right=GRID, top=GRID, bottom=GRID)
    tab.print_area = picture.area
    tab.print_title_rows = None
    tab.print_options.headings = True
    tab.page_setup.orientation = "landscape"
    tab.page_setup.paperSize = tab.PAPERSIZE_A3
    tab.page_setup.fitToWidth, tab.page_setup.fitToHeight = 1, 1
    tab.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for line in (tab.oddHeader, tab.oddFooter):
        line.left.text = line.center.text = line.right.text = " "


def _fit_rows(tab: Worksheet) -> None:
    """Give rows the height of their text, as Excel does when it opens a book that names none."""
    for number, row in enumerate(tab.iter_rows(), 1):
        wrapped = [cell for cell in row if cell.alignment.wrap_text and cell.value]
        widths = [tab.column_dimensions[cell.column_letter].width for cell in wrapped]
        lines = [
            -(-len(str(c.value)) // int(w * 1.15)) for c, w in zip(wrapped, widths, strict=True)
        ]
        tab.row_dimensions[number].height = 15.5 * max(lines, default=1)


def _run(*words: str) -> None:
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
