"""`rostercheck packs ...`: read, check, compare and begin rule packs."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import BinaryIO

from models.document import Page
from models.layering import shipped
from models.packcheck import Located, check_pack
from models.packdiff import between_days, between_packs
from models.packpage import page
from models.packtemplate import template
from sync.books.saving import save
from sync.errors import UsageError
from sync.packfiles import DEFAULT_PACK, is_file, pack_named, reader_of
from sync.reports.pages import WRITERS


def run_packs() -> None:
    """List the packs, the base first, each with its summary."""
    for pack_id in sorted(shipped(), key=lambda one: (one != DEFAULT_PACK, one)):
        pack = pack_named(pack_id)
        print(f"{pack_id}: {pack.name}, version {pack.version}\n  {pack.file.summary}")


def run_show(name: str, *, as_of: date, form: str, out: Path | None) -> None:
    """Print a pack as a page. Raises PackError."""
    _write(page(pack_named(name), as_of), form, out)


def run_diff(
    name: str,
    other: str | None,
    *,
    days: tuple[date | None, date | None],
    form: str,
    out: Path | None,
) -> None:
    """Print what differs between two packs, or in one between two days. Raises RostercheckError."""
    since, until = days
    if other is not None:
        if since is not None or until is not None:
            raise UsageError("Compare two packs, or one pack on two days (--from, --to); not both.")
        _write(between_packs(pack_named(name), pack_named(other)), form, out)
        return
    if since is None or until is None:
        raise UsageError(
            "Name another pack to compare with, or two days of this one: "
            f"rostercheck packs diff {name} --from 2023-01-01 --to 2026-01-01"
        )
    _write(between_days(pack_named(name), since, until), form, out)


def _write(blocks: Page, form: str, out: Path | None) -> None:
    text = WRITERS[form](blocks)
    if out is None:
        print(text)
        return
    _save(out, text)
    print(f"Written to {out}.")


def _save(path: Path, text: str) -> None:
    def write(file: BinaryIO) -> None:
        file.write(f"{text}\n".encode())

    save(path, write)


def run_pack_check(name: str) -> bool:
    """Print everything that is wrong with a pack; give whether anything is. Raises PackError."""
    found = check_pack(*reader_of(name))
    for one in found:
        print(_line(name, one))
    if not found:
        print(f"{name}: nothing was found. The pack loads, and its worked cases come out right.")
    elif any(one.problem.grave for one in found):
        print(f"\n{name} cannot be used as it stands.")
    else:
        print(f"\n{name} can be used as it stands; look at what is said above.")
    return bool(found)


def _line(name: str, one: Located) -> str:
    where = f"line {one.line}" if one.line is not None else "from the pack below"
    return f"{name}, {where}: {one.problem}"


_ID = re.compile(r"[^a-z0-9]+")


def run_new(file: Path, extends: str, today: date) -> None:
    """Begin a pack that lies over another. Raises RostercheckError; never replaces a file."""
    if file.suffix.lower() != ".toml":
        raise UsageError(f"Name a file that ends in .toml, such as {file.stem or 'ours'}.toml.")
    if file.exists():
        raise UsageError(f"{file} is there already. Take another name, or move it away first.")
    if not file.parent.is_dir():
        raise UsageError(f"There is no folder {file.parent}. Make it first, or take another one.")
    base = pack_named(extends)
    pack_id = _ID.sub("-", file.stem.lower()).strip("-") or "ours"
    below = str(Path(extends).resolve()) if is_file(extends) else extends
    _save(file, template(str(file), pack_id, below, base, today).rstrip("\n"))
    print(f"Written to {file}. Open it in a text editor; then: rostercheck packs check {file}")
