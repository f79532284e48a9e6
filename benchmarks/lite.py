"""What a formula takes in xlwings Lite, beside the bare engine in the same Python: Pyodide in Node.

Excel is a stand-in: cells come in the form in which Office.js passes them. What Excel takes to
bring them over is not in it, nor the download of the packages.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from addin.lite.files import write
from benchmarks.formulas import AS_OF, HEADERS, SETTINGS
from benchmarks.latency import FIELDS, row
from benchmarks.measure import ROOT, Ran, module, run, stage
from benchmarks.people import PACK, members
from benchmarks.report import Line
from tests.addin.lite.office_js import book_as_excel_sends

COUNTS = (1, 5000)
LITE = ROOT / "tests" / "addin" / "lite"


def lines(seconds: float) -> Iterator[Line]:
    """Give the lines of the table; none, and a sentence, where Pyodide cannot be had."""
    if not _ready():
        print("  xlwings Lite is left out: node, npm and the network are needed.", file=sys.stderr)
        return
    ran = [_ran(seconds)]
    cpython = [run(module("formulas", min(seconds, 1.0)))]
    for count in COUNTS:
        engine, formula = stage(ran, f"engine {count}"), stage(ran, f"xlwings {count}")
        what = f"ROSTER_CHECK of {count:,} rows x 20"
        yield Line.ratio("Lite", f"{what} / the engine in Pyodide", formula, engine, None)
        yield Line.ratio("Lite", f"{what} / in process", formula, stage(ran, f"in process {count}"),
                         2.0 if count > 1 else None)  # fmt: skip
        yield Line.seconds("Lite", what, formula, None)
        what = f"the engine in Pyodide / in CPython, {count:,} rows"
        yield Line.ratio("Lite", what, engine, stage(cpython, f"engine {count}"), None)
    yield Line.seconds("Lite", "import of the formulas", stage(ran, "import"), None)


def _ready() -> bool:
    """Fetch Pyodide and the wheels beside it where they are missing."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return False
    words = [sys.executable, ROOT / "scripts" / "fetch_pyodide.py"]
    return subprocess.run(words, stdout=subprocess.DEVNULL, check=False).returncode == 0


def _ran(seconds: float) -> Ran:
    with tempfile.TemporaryDirectory() as folder:
        main, _, ours = write(Path(folder))
        rows = [row(one) for one in members(max(COUNTS))]
        books = {
            str(count): [
                book_as_excel_sends(one)
                for one in ([list(HEADERS), *rows[:count]], None, None, AS_OF, SETTINGS)
            ]
            for count in COUNTS
        }
        cases = Path(folder, "cases.json")
        said = {"main": main.read_text("utf-8"), "books": books, "fields": FIELDS, "pack": PACK,
                "as_of": AS_OF.isoformat(), "seconds": seconds}  # fmt: skip
        cases.write_text(json.dumps(said), "utf-8")
        harness = Path(__file__).with_name("in_lite.py")
        return run(["node", LITE / "run.mjs", LITE / ".wheels", ours, cases, harness])
