"""`rostercheck demo`: checks copies of the sample workbooks, and says where the copies are."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sync.errors import UsageError

CONFIG = "rostercheck.toml"
OUTPUT = "demo-output"
STATUSES = {
    "gap": "with a gap",
    "cannot_tell": "to look at",
    "open": "open",
    "meets": "appear to meet",
    "not_applicable": "with nothing due",
}
_MADE = ".rostercheck-demo"
"""Stands in a folder of copies, which may be made anew."""


@dataclass(frozen=True)
class Sample:
    """A sample workbook, and how it is to be checked: as its answer file says."""

    file: Path
    pack: str
    as_of: str
    date_order: str


def run_demo(*, google: bool, out: Path | None) -> int:
    """Show the samples, or one of them as a Google Sheet. Raises UsageError without a checkout."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    root = checkout()
    if not google:
        return demo_of_samples(root, (out or root / OUTPUT).resolve())
    if out is not None:
        raise UsageError("A Google Sheet has no copies, so --out does not go with --google.")
    from sync.commands.demo_google import demo_of_google  # noqa: PLC0415

    return demo_of_google(root)


def checkout() -> Path:
    """Give the folder of the project: where the program runs from, or the current folder.

    Raises UsageError with a sentence that says what to do where there is none.
    """
    here = Path(__file__).resolve().parents[2]
    for root in (here, Path.cwd()):
        if all((root / name).is_dir() for name in ("sample_workbooks", "tests/google_server")):
            return root
    raise UsageError(
        "The demo needs a checkout of the project, because the samples are not installed with the "
        'program. Download the project, open its folder, and type "rostercheck demo" there.'
    )


def samples(folder: Path) -> list[Sample]:
    """Give the sample workbooks of a folder in the order of their names."""
    found = []
    for answers in sorted(folder.glob("*.answers.toml")):
        said = tomllib.loads(answers.read_text(encoding="utf-8"))
        file = folder / said["book"]
        found.append(Sample(file, said["pack"], str(said["as_of"]), said.get("date_order", "mdy")))
    return found


def demo_of_samples(root: Path, output: Path) -> int:
    """Check a copy of every sample; give 0 when all of them could be checked."""
    folder = root / "sample_workbooks"
    _fresh(output, root)
    if (folder / CONFIG).is_file():
        shutil.copy(folder / CONFIG, output / CONFIG)
    summaries = []
    for sample in samples(folder):
        book = output / sample.file.name
        shutil.copy(sample.file, book)
        _title(f"{book.name}: {sample.pack} rules, as of {sample.as_of}")
        summaries.append(_check(book, sample))
    _title("Summary")
    for lines in summaries:
        print("\n".join(lines))
    print(f"\nAll of it is in {near(output, root)}")
    return 0 if summaries and all(len(lines) > 1 for lines in summaries) else 1


def _fresh(output: Path, root: Path) -> None:
    """Make the folder of the copies anew; a folder of somebody else is left alone."""
    if output.exists():
        ours = output == root / OUTPUT or (output / _MADE).is_file()
        if not output.is_dir() or (not ours and any(output.iterdir())):
            raise UsageError(f"{output} is not empty. Name a new folder after --out.")
        shutil.rmtree(output)
    try:
        output.mkdir(parents=True)
        (output / _MADE).touch()
    except OSError as error:
        raise UsageError(f"{output} cannot be made: {error.strerror}. Name another one.") from error


def _check(book: Path, sample: Sample) -> list[str]:
    """Agree on the columns, then check; show what a person would see, and sum it up."""
    if not (book.parent / CONFIG).is_file() or book.name not in _configured(book.parent):
        init = ("--pack", sample.pack, "--date-order", sample.date_order, "--yes")
        _run("init", book, *init, quiet=True)
    code = _run("check", book, "--as-of", sample.as_of)
    if code not in (0, 1):
        return [f"{book.name}: could not be checked"]
    flagged = book.with_name(f"{book.stem}-flagged{book.suffix}")
    where = f"flagged copy: {near(flagged)}" if flagged.exists() else "read only, not flagged"
    return [f"{book.name}: {_counted(_report(book, sample))}", f"    {where}"]


def _configured(folder: Path) -> set[str]:
    data = tomllib.loads((folder / CONFIG).read_text(encoding="utf-8"))
    return {Path(book["path"]).name for book in data.get("book", ())}


def rostercheck(words: Sequence[str]) -> list[str]:
    """Give the command line that runs this very program."""
    return [sys.executable, "-m", "sync", *words]


def _run(command: str, book: Path, *words: str, quiet: bool = False) -> int:
    """Run the real command, as a person would in the folder of the book; give its exit code."""
    done = subprocess.run(  # noqa: S603 - the words are our own
        rostercheck([command, book.name, *words]),
        cwd=book.parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        check=False,
    )
    return done.returncode


def _report(book: Path, sample: Sample) -> dict[str, Any]:
    """Ask for the same check in a form that a program reads."""
    words = ("--as-of", sample.as_of, "--dry-run", "--format", "json")
    done = subprocess.run(  # noqa: S603 - the words are our own
        rostercheck(["check", book.name, *words]),
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


def near(path: Path, root: Path | None = None) -> str:
    """Give a path as a person in the project's folder would write it."""
    root = root or checkout()
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
