"""Whether a file is open in a spreadsheet program, told by the lock file that it leaves."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from sync.errors import BookInUse

STALE_AFTER = 2 * 24 * 3600.0
_MOST = 4096


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock file beside a workbook: the program that made it, who uses it, how old it is."""

    path: Path
    program: str
    user: str
    age: float

    @property
    def stale(self) -> bool:
        """Whether it is so old that the program probably crashed."""
        return self.age > STALE_AFTER


def find_lock(path: Path, now: float | None = None) -> Lock | None:
    """Give the lock that stands on a file, or None."""
    for place in _excel_places(path):
        if lock := _read(place, "Excel", now):
            return lock
    return _read(path.with_name(f".~lock.{path.name}#"), "LibreOffice", now)


def _excel_places(path: Path) -> list[Path]:
    """Give the names that Excel uses: the two marks come before the name, or in its place."""
    return [path.with_name(f"~${path.name}"), path.with_name(f"~${path.name[2:]}")]


def _read(place: Path, program: str, now: float | None) -> Lock | None:
    try:
        made = place.stat().st_mtime
    except OSError:
        return None
    try:
        with place.open("rb") as file:
            data = file.read(_MOST)
    except OSError:  # Windows does not let others read it
        data = b""
    user = _excel_user(data) if program == "Excel" else _office_user(data)
    return Lock(place, program, user, (time.time() if now is None else now) - made)


def _excel_user(data: bytes) -> str:
    """Read the name: a length and that many bytes, then the same again as UTF-16."""
    if not data:
        return ""
    if len(data) > 56:
        length = int.from_bytes(data[55:57], "little")
        wide = data[57 : 57 + 2 * length]
        if 0 < length < 55 and len(wide) == 2 * length:
            return _clean(wide.decode("utf-16-le", "replace"))
    return _clean(data[1 : 1 + data[0]].decode("cp1252", "replace"))


def _office_user(data: bytes) -> str:
    """Read the name: the first field, or the login name behind it."""
    fields = data.decode("utf-8", "replace").split(",")
    return next((name for name in map(_clean, fields[:2]) if name), "")


def _clean(name: str) -> str:
    kept = "".join(c for c in name if c.isprintable())
    return " ".join(kept.split())[:60]


def check_lock(path: Path, now: float | None = None) -> None:
    """Raise `BookInUse` with a sentence when the file is open in a spreadsheet program."""
    lock = find_lock(path, now)
    if lock is None:
        return
    who = f" by {lock.user}" if lock.user else ""
    if lock.stale:
        days = int(lock.age // 86_400)
        raise BookInUse(
            f"{path} seems to have been left open in {lock.program}{who} {days} days ago. "
            f"If nobody has it open any more, delete the file {lock.path.name} beside it, "
            "and run the check again."
        )
    raise BookInUse(
        f"{path} is open in {lock.program}{who}. Close it there, and run the check again."
    )
