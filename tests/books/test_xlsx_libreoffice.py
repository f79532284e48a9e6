"""A real spreadsheet program opens a marked workbook and sees the original's values and ours."""

from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import pytest

from sync.books import open_book
from tests.books.corpus import MAKERS, make
from tests.books.marking import TAB, marks_for
from tests.needs import office

# This program finds no cells in the originals of these two, which Excel does read.
NAMES = sorted(set(MAKERS) - {"backslashes.xlsx", "elsewhere.xlsx"})
FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def as_csv(folder: Path, paths: list[Path]) -> dict[str, list[list[str]]]:
    """Every sheet of every workbook as the program shows it, by file name."""
    out = folder / "csv"
    subprocess.run(
        [office(), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
         FILTER, "--outdir", str(out), *map(str, paths)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    found = {}
    for path in sorted(out.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            found[path.stem] = list(csv.reader(file))
    return found


def trimmed(rows: list[list[str]]) -> dict[tuple[int, int], str]:
    return {(r, c): text for r, row in enumerate(rows, 1) for c, text in enumerate(row, 1) if text}


@pytest.mark.slow
def test_libreoffice_sees_the_same_values_and_ours(tmp_path: Path) -> None:
    """For the whole corpus: each cell reads as it did, each of ours is there, and our sheet too."""
    originals, copies, marks = [], [], {}
    for name in NAMES:
        path = make(name, tmp_path)
        copy = path.with_name(f"{path.stem}_marked{path.suffix}")
        marks[path.stem] = marks_for(path, open_book(path).read())
        open_book(path).apply(marks[path.stem].put, out=str(copy))
        originals.append(path)
        copies.append(copy)
    before = as_csv(tmp_path / "before", originals)
    after = as_csv(tmp_path / "after", copies)
    for path in originals:
        sheets = [k for k in before if k.startswith(f"{path.stem}-")]
        assert sheets, path.name
        for sheet in sheets:
            name = sheet.removeprefix(f"{path.stem}-")
            ours = {
                (ref.row, ref.column): str(value)
                for ref, value in marks[path.stem].written.items()
                if ref.sheet == name
            }
            seen = trimmed(after[f"{path.stem}_marked-{name}"])
            assert {k: v for k, v in seen.items() if k not in ours} == trimmed(before[sheet]), sheet
            assert {k for k in ours if k in seen} == set(ours), sheet
        assert trimmed(after[f"{path.stem}_marked-{TAB}"])[2, 1] == "Ada"
