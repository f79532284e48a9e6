"""A workbook with a dashboard, and a person who changes it by hand."""

from __future__ import annotations

import posixpath
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from models.cells import DateOrder
from models.layering import load_pack
from models.rulepack import Pack
from sync.books import open_book
from sync.run import carry_out, judge, plan_clearing, plan_marks, read_book

SAMPLES = Path(__file__).parents[2] / "sample_workbooks"
DAY = date(2027, 1, 10)
PACK: Pack = load_pack("wisconsin")


def check(path: Path, day: date = DAY, tabs=("dashboard",)) -> int:
    """Check a workbook in place; give the number of edits."""
    book = open_book(path)
    checked = judge(read_book(book, PACK), PACK, DateOrder.MDY, day)
    checked.tabs = tabs
    plan = plan_marks(book, checked)
    carry_out(book, plan)
    return len(plan.edits)


def clear(path: Path) -> None:
    """Take everything off again."""
    book = open_book(path)
    carry_out(book, plan_clearing(book))


def sample(folder: Path, name: str = "wisconsin-full.xlsx") -> Path:
    """Give a copy of a sample."""
    return Path(shutil.copy(SAMPLES / name, folder / name))


def parts(path: Path) -> dict[str, bytes]:
    """Give the parts of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def change(path: Path, by: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """Save a workbook as another program would, with some parts changed."""
    said = parts(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in said.items():
            archive.writestr(name, by.get(name, lambda same: same)(data))


def part_of(path: Path, mark: bytes, folder: str) -> str:
    """Give the part of a folder in which some bytes stand."""
    found = [n for n, data in parts(path).items() if n.startswith(folder) and mark in data]
    assert len(found) == 1, (mark, found)
    return found[0]


def chart_named(path: Path, key: str) -> str:
    """Give the part of the chart of a table."""
    said = parts(path)
    drawing = part_of(path, f'name="Rostercheck {key}"'.encode(), "xl/drawings/drawing")
    frame = re.search(rb'name="Rostercheck %s".*?r:id="(\w+)"' % key.encode(), said[drawing])
    assert frame is not None
    links = said[f"xl/drawings/_rels/{Path(drawing).name}.rels"]
    entry = next(e for e in re.findall(rb"<Relationship [^>]*>", links)
                 if b'Id="%s"' % frame[1] in e)  # fmt: skip
    target = re.search(rb'Target="/?([^"]+)"', entry)
    assert target is not None
    folder = "" if b'Target="/' in entry else posixpath.dirname(drawing)
    return posixpath.normpath(posixpath.join(folder, target[1].decode()))
