"""One piece of work in a process of its own; `measure.run` runs it and reads its last line.

python -m benchmarks.stages WORK WORKBOOK
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path

from benchmarks.measure import Stages


def read(path: Path, stages: Stages) -> None:
    """Read all sheets with python-calamine, as the product does, and nothing else."""
    import python_calamine

    def work() -> list[object]:
        book = python_calamine.CalamineWorkbook.from_path(path)
        names = book.sheet_names
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names]

    stages.take("read", work)


def check(path: Path, stages: Stages) -> None:
    """Check a workbook and write a flagged copy."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "flagged.xlsx"
        _checked(path, out, stages)


def again(path: Path, stages: Stages) -> None:
    """Check a workbook that was flagged before and has not changed since, as the command does."""
    work = _by_command(path, None)
    stages.take("again", work)


def afresh(path: Path, stages: Stages) -> None:
    """Judge such a workbook in full, as for a report that needs every finding."""
    _checked(path, None, stages)


def _by_command(path: Path, out: Path | None) -> Callable[[], None]:
    """Give the work of the command; what it imports is there before, as in all other works."""
    from benchmarks.people import AS_OF, PACK
    from sync.commands.check import Request, run_check

    request = Request(path, AS_OF, PACK, "mdy", in_place=out is None, out=out)

    def work() -> None:
        with redirect_stdout(io.StringIO()):
            run_check(request)

    return work


def _checked(path: Path, out: Path | None, stages: Stages) -> None:
    from benchmarks.people import AS_OF, PACK
    from models.cells import DateOrder
    from models.collector import collector_paused
    from sync.books import open_book
    from sync.packfiles import pack_named
    from sync.run import carry_out, judge, plan_marks, read_book

    with collector_paused():  # as sync.cli does
        pack = stages.take("pack", lambda: pack_named(PACK))
        book = open_book(path)
        reading = stages.take("read", lambda: read_book(book, pack))
        checked = stages.take("judge", lambda: judge(reading, pack, DateOrder.MDY, AS_OF))
        plan = stages.take("plan", lambda: plan_marks(book, checked))
        stages.take("write", lambda: carry_out(book, plan, out=str(out) if out else None))


def recode(path: Path, stages: Stages) -> None:
    """Inflate and deflate all sheets once: what no lossless writer can do without."""

    def work() -> int:
        size = 0
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if not name.startswith("xl/worksheets/"):
                    continue
                machine = zlib.compressobj(6, zlib.DEFLATED, -15)
                with package.open(name) as part:
                    while piece := part.read(1 << 20):
                        size += len(machine.compress(piece))
                size += len(machine.flush())
        return size

    stages.take("recode", work)


def flag(path: Path, stages: Stages) -> None:
    """Write the flagged copy that `again` checks, beside the workbook."""
    out = path.with_name(f"{path.stem}-flagged.xlsx")
    out.unlink(missing_ok=True)
    stages.take("flag", _by_command(path, out))


WORKS = {
    "read": read, "check": check, "again": again, "afresh": afresh, "recode": recode, "flag": flag,
}  # fmt: skip


def main() -> None:
    """Do the work that is named."""
    stages = Stages()
    WORKS[sys.argv[1]](Path(sys.argv[2]), stages)
    stages.tell()


if __name__ == "__main__":
    main()
