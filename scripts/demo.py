"""`make demo`: check copies of the sample workbooks, and say where the flagged copies are.

On Windows: `.venv\\Scripts\\python scripts\\demo.py`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_workbooks"
CONFIG = "rostercheck.toml"
STATUSES = {
    "gap": "with a gap",
    "cannot_tell": "to look at",
    "open": "open",
    "meets": "appear to meet",
    "not_applicable": "with nothing due",
}


@dataclass(frozen=True)
class Sample:
    """A sample workbook, and how it is to be checked: as its answer file says."""

    file: Path
    pack: str
    as_of: str
    date_order: str


def samples() -> list[Sample]:
    """Give the sample workbooks in the order of their names."""
    found = []
    for answers in sorted(SAMPLES.glob("*.answers.toml")):
        said = tomllib.loads(answers.read_text(encoding="utf-8"))
        file = SAMPLES / said["book"]
        found.append(Sample(file, said["pack"], str(said["as_of"]), said.get("date_order", "mdy")))
    return found


def demo(output: Path) -> int:
    """Check a copy of every sample; give 0 when all of them could be checked."""
    if output.exists():
        shutil.rmtree(output)
    output.mkdir(parents=True)
    if (SAMPLES / CONFIG).is_file():
        shutil.copy(SAMPLES / CONFIG, output / CONFIG)
    summaries = []
    for sample in samples():
        book = output / sample.file.name
        shutil.copy(sample.file, book)
        _title(f"{book.name}: {sample.pack} rules, as of {sample.as_of}")
        summaries.append(_check(book, sample))
    _title("Summary")
    for lines in summaries:
        print("\n".join(lines))
    print(f"\nAll of it is in {_near(output)}")
    return 0 if summaries and all(len(lines) > 1 for lines in summaries) else 1


def _check(book: Path, sample: Sample) -> list[str]:
    """Agree on the columns, then check; show what a person would see, and sum it up."""
    if not (book.parent / CONFIG).is_file() or book.name not in _configured(book.parent):
        init = ("--pack", sample.pack, "--date-order", sample.date_order, "--yes")
        _run("init", book, *init, quiet=True)
    code = _run("check", book, "--as-of", sample.as_of)
    if code not in (0, 1):
        return [f"{book.name}: could not be checked"]
    flagged = book.with_name(f"{book.stem}-flagged{book.suffix}")
    where = f"flagged copy: {_near(flagged)}" if flagged.exists() else "read only, not flagged"
    return [f"{book.name}: {_counted(_report(book, sample))}", f"    {where}"]


def _configured(folder: Path) -> set[str]:
    data = tomllib.loads((folder / CONFIG).read_text(encoding="utf-8"))
    return {Path(book["path"]).name for book in data.get("book", ())}


def _run(command: str, book: Path, *words: str, quiet: bool = False) -> int:
    """Run the real command, as a person would in the folder of the book; give its exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "sync", command, book.name, *words],
        cwd=book.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    return done.returncode


def _report(book: Path, sample: Sample) -> dict[str, Any]:
    """Ask for the same check in a form that a program reads."""
    words = ("--as-of", sample.as_of, "--dry-run", "--format", "json")
    done = subprocess.run(
        [sys.executable, "-m", "sync", "check", book.name, *words],
        cwd=book.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _counted(report: dict[str, Any]) -> str:
    counted = Counter(person["status"] for person in report["people"])
    said = [f"{counted[key]} {words}" for key, words in STATUSES.items() if counted[key]]
    findings = len(report["findings"])
    return f"{len(report['people'])} people ({', '.join(said)}), {findings} findings"


def _title(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def _near(path: Path) -> str:
    """Give a path as a person in the project's folder would write it."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def main() -> int:
    """Put the copies where the first word says, else in demo-output/."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    return demo(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "demo-output")


if __name__ == "__main__":
    sys.exit(main())
