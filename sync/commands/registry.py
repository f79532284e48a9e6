"""`rostercheck registry`: read a workbook, and write the list of RSC providers as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import BinaryIO

from models.language import speak
from models.registry import Registry, registry
from models.wording import sentence, spoken
from sync.books.saving import save
from sync.commands.common import checked_book, progress, setting
from sync.errors import UsageError
from sync.registry.files import as_csv, as_html, as_json
from sync.registry.words import counted_listed, left_out

NAME = "rsc-providers"
WRITERS: Mapping[str, Callable[[Registry], str]] = {
    "html": as_html,
    "csv": as_csv,
    "json": as_json,
}


def run_registry(
    book: Path,
    out: Path,
    forms: Sequence[str],
    *,
    as_of: date,
    pack: str | None,
    date_order: str | None,
    config: Path | None,
    language: str | None = None,
) -> None:
    """Write the list, and say how many are left out and why. Raises RostercheckError."""
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file. Name a folder for the list.")
    how = setting(book, pack, date_order, config, language)
    with speak(how.language):
        with progress(book.name) as step:
            _, checked = checked_book(book, how, as_of, step)
        made = registry(checked.roster, checked.pack, as_of)
        for path in write(made, out, forms):
            print(sentence("registry.written", {"path": path, "listed": counted_listed(made)}))
        said = (*map(spoken, checked.reading.notices), *left_out(made))
        print("\n".join(("", *said)).rstrip())


def write(made: Registry, out: Path, forms: Sequence[str]) -> list[Path]:
    """Write the list in some forms; give the files. A file that stands there is replaced whole."""
    out.mkdir(parents=True, exist_ok=True)
    paths = []
    for form in dict.fromkeys(forms):
        text, path = WRITERS[form](made), out / f"{NAME}.{form}"
        # Excel takes a file without the mark for one in the computer's old code page.
        data = text.encode("utf-8-sig" if form == "csv" else "utf-8")
        save(path, partial(_write, data))
        paths.append(path)
    return paths


def _write(data: bytes, file: BinaryIO) -> None:
    file.write(data)
