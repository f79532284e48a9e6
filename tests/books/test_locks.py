"""A workbook that is open in a spreadsheet program is told by the lock file beside it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from sync.books.locks import check_lock, find_lock
from sync.errors import BookInUse


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "members.xlsx"
    file.write_bytes(b"x")
    return file


def excel_lock(path: Path, user: str) -> Path:
    """What Excel writes: the name in bytes, then in UTF-16, each after its length."""
    data = bytes([len(user)]) + user.encode("cp1252").ljust(54)
    data += len(user).to_bytes(2, "little") + user.encode("utf-16-le").ljust(108, b" ")
    place = path.with_name(f"~${path.name}")
    place.write_bytes(data)
    return place


def office_lock(path: Path, *fields: str) -> Path:
    place = path.with_name(f".~lock.{path.name}#")
    place.write_text(",".join(fields) + ";", encoding="utf-8")
    return place


def test_no_lock_is_no_hindrance(path: Path) -> None:
    """Without a lock file the workbook is free."""
    assert find_lock(path) is None
    check_lock(path)


def test_excel_names_its_user(path: Path) -> None:
    """The sentence says who has the workbook open in Excel."""
    excel_lock(path, "Zoë Kern")
    with pytest.raises(BookInUse, match=r"open in Excel by Zoë Kern\. Close it there"):
        check_lock(path)


def test_libreoffice_names_its_user(path: Path) -> None:
    """The sentence says who has the workbook open in LibreOffice."""
    office_lock(path, "Zoë Kern", "zoe", "laptop", "01.05.2026 10:00", "file:///x")
    with pytest.raises(BookInUse, match="open in LibreOffice by Zoë Kern"):
        check_lock(path)


def test_libreoffice_without_a_name_gives_the_login(path: Path) -> None:
    """Where the program was never told a name, the login name stands in the sentence."""
    office_lock(path, "", "zoe", "laptop", "01.05.2026 10:00", "file:///x")
    lock = find_lock(path)
    assert lock is not None
    assert lock.user == "zoe"


def test_a_stale_lock_is_named_not_ignored(path: Path) -> None:
    """A lock that is days old is named with what to do; it is not taken for a free workbook."""
    place = excel_lock(path, "Bo")
    old = time.time() - 9 * 86_400
    os.utime(place, (old, old))
    with pytest.raises(BookInUse, match=r"9 days ago.*delete the file ~\$members.xlsx"):
        check_lock(path)


@pytest.mark.parametrize("data", [b"", b"\xff", b"\x00" * 165, b"\x05ab"])
def test_a_strange_lock_is_still_a_lock(path: Path, data: bytes) -> None:
    """Whatever stands in the lock file, the workbook is in use."""
    path.with_name(f"~${path.name}").write_bytes(data)
    with pytest.raises(BookInUse, match="is open in Excel"):
        check_lock(path)
