"""What is measured against what, and the targets: the rows of the table."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import make_data
from benchmarks.console import first_output
from benchmarks.measure import Ran, Spent, interleaved, middle, module, run, stage, whole
from benchmarks.report import Line

ROUNDS = {1_000: 7, 10_000: 5, 100_000: 3}
IMPORTS = "import models.assess, models.intake.read, models.layering"


def of_size(count: int, rounds: int) -> Iterator[Line]:
    """Measure the check of a workbook of so many members against reading it alone."""
    path = make_data.logs_book(count)
    flagged = path.with_name(f"{path.stem}-flagged.xlsx")
    run(module("stages", "flag", path))
    words = {"read": path, "check": path, "recode": path}
    commands = {work: module("stages", work, book) for work, book in words.items()}
    commands["again"] = module("stages", "again", flagged)
    commands["afresh"] = module("stages", "afresh", flagged)
    commands["read again"] = module("stages", "read", flagged)
    ran = interleaved(commands, rounds)
    flagged.unlink()
    yield from _lines(f"{count:,} members", ran)
    yield from nights(path, f"{count:,} members", rounds)


def _lines(size: str, ran: Mapping[str, Sequence[Ran]]) -> Iterator[Line]:
    floor, check, again = stage(ran["read"], "read"), ran["check"], ran["again"]
    recode = stage(ran["recode"], "recode")
    both = _sum(floor, recode)
    yield Line.ratio(size, "our read / calamine's", stage(check, "read"), floor, None)
    yield Line.ratio(size, "judge / calamine's read", stage(check, "judge"), floor, 0.35)
    yield Line.ratio(size, "compare marks / calamine's read", stage(check, "plan"), floor, None)
    yield Line.ratio(size, "write / inflate + deflate", stage(check, "write"), recode, None)
    all_of_it = stage(check, "pack", "read", "judge", "plan", "write")
    yield Line.ratio(size, "whole check / (read + inflate + deflate)", all_of_it, both, 2.0)
    quiet, whole_read = stage(again, "again"), stage(ran["read again"], "read")
    what = "check of an unchanged book / calamine's read"
    yield Line.ratio(size, what, quiet, whole_read, 1.2)
    afresh = stage(ran["afresh"], "pack", "read", "judge", "plan", "write")
    yield Line.ratio(size, "the same, judged in full (--format json)", afresh, whole_read, None)
    peak, alone = whole(check).memory, whole(ran["read"]).memory
    yield Line(size, "peak memory / calamine's", peak / alone, 2.5, "x", f"{peak:,.0f} MB", "")


def nights(path: Path, size: str, rounds: int) -> Iterator[Line]:
    """Measure a night of the service on a book that nobody has touched since the last one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(module("nights", "first", folder, path))
        book = folder / path.name
        kept = folder / "kept"
        shutil.copytree(folder, kept, ignore=shutil.ignore_patterns("kept"))
        ran: dict[str, list[Ran]] = {"read": [], "quiet": [], "due": []}
        for _ in range(rounds):
            ran["read"].append(run(module("stages", "read", book)))
            for work in ("quiet", "due"):
                ran[work].append(run(module("nights", work, folder, path)))
                shutil.copytree(kept, folder, dirs_exist_ok=True)
        told = ran["due"][0].told
    floor = stage(ran["read"], "read")
    what = "night, nobody due / calamine's read"
    yield Line.ratio(size, what, stage(ran["quiet"], "night"), floor, 1.2)
    what = f"night, {told['judged']:,} due or flagged / calamine's read"
    yield Line.ratio(size, what, stage(ran["due"], "night"), floor, None)


def _sum(one: Spent, other: Spent) -> Spent:
    return Spent(one.wall + other.wall, one.cpu + other.cpu)


def warm(seconds: float) -> Iterator[Line]:
    """Measure what a formula takes in a warm process."""
    ran = [run(module("latency", seconds))]
    for name, what, target in (
        ("one", "one member, 20 cells", 0.2),
        ("one_with_logs", "one member with 18 log rows", None),
        ("500", "500 rows as one range", 25.0),
        ("5000", "5,000 rows x 20 columns as one range", 500.0),
    ):
        yield Line.seconds("warm", what, stage(ran, name), target)


def cold(rounds: int, count: int) -> Iterator[Line]:
    """Measure what starting takes."""
    book = make_data.logs_book(count)
    python = sys.executable
    commands = {
        "bare": [python, "-c", "pass"],
        "path": [python, "-c", IMPORTS],
        "help": [python, "-m", "sync", "--help"],
    }
    ran = interleaved(commands, rounds + 1)  # the first round compiles, and is left out
    bare, path, help_ = (whole(ran[name][1:]) for name in commands)
    yield Line.seconds("cold", "python itself", bare, None, of="wall")
    yield Line.seconds("cold", "import of the formula path (CPU)", path, 400.0)
    yield Line.seconds("cold", "rostercheck --help", help_, 300.0, of="wall")
    with make_data.copied(book) as copy:
        first = middle([Spent(first_output(copy), 0.0) for _ in range(rounds)])
    what = f"first line of a check of {count:,} members, on a terminal"
    yield Line.seconds("cold", what, first, 500.0, of="wall")


def rounds_for(count: int) -> int:
    """Give fewer rounds for larger workbooks."""
    return ROUNDS.get(count, 7 if count < 5_000 else 3)


def sizes_of(text: str) -> list[int]:
    """Read the option --sizes."""
    return [int(part.replace("_", "")) for part in text.split(",") if part]
