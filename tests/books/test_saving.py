"""Saving leaves a whole file at any moment: the former one or the new one."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from sync.books import saving
from sync.books.saving import back_up, save, stamp_of
from sync.errors import BookError, BookInUse, BookNotFound, BookProtected


def new(out: BinaryIO) -> None:
    out.write(b"new")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "members.xlsx"
    file.write_bytes(b"old")
    return file


def files(path: Path) -> list[str]:
    return sorted(p.name for p in path.parent.iterdir())


def test_the_new_content_takes_the_place(path: Path) -> None:
    """The file holds the new content, and nothing else is left in the folder."""
    stamp = save(path, new, expected=stamp_of(path))
    assert path.read_bytes() == b"new"
    assert stamp == stamp_of(path)
    assert files(path) == ["members.xlsx"]


def test_a_failed_write_leaves_the_former_file(path: Path) -> None:
    """When writing breaks off half-way, the former file stands and no scrap is left."""

    def broken(out: BinaryIO) -> None:
        out.write(b"ne")
        raise OSError(28, "No space left on device")

    with pytest.raises(BookError, match="no space left on device"):
        save(path, broken)
    assert path.read_bytes() == b"old"
    assert files(path) == ["members.xlsx"]


def test_a_crash_while_writing_leaves_no_scrap(path: Path) -> None:
    """Errors of our own pass through, and clean up as well."""

    def broken(out: BinaryIO) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        save(path, broken)
    assert files(path) == ["members.xlsx"]


def test_a_file_that_changed_is_left_alone(path: Path) -> None:
    """A version that is not the one that was read is never replaced."""
    stamp = stamp_of(path)
    path.write_bytes(b"hers")
    os.utime(path, ns=(1, 1))
    with pytest.raises(BookInUse, match="changed by someone else"):
        save(path, new, expected=stamp)
    assert path.read_bytes() == b"hers"
    assert files(path) == ["members.xlsx"]


def test_a_file_that_changes_during_the_write_is_left_alone(path: Path) -> None:
    """The check comes last, after all has been written."""

    def slow(out: BinaryIO) -> None:
        out.write(b"new")
        path.write_bytes(b"hers, meanwhile")

    with pytest.raises(BookInUse):
        save(path, slow, expected=stamp_of(path))
    assert path.read_bytes() == b"hers, meanwhile"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of another kind there")
def test_the_mode_stays(path: Path) -> None:
    """Who may read the file stays as it was; a new file has the usual mode."""
    path.chmod(0o640)
    save(path, new)
    assert path.stat().st_mode & 0o777 == 0o640
    other = path.with_name("other.xlsx")
    save(other, new)
    plain = path.with_name("plain")
    plain.touch()
    assert other.stat().st_mode == plain.stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link(path: Path) -> None:
    """A link in the folder goes on pointing to the file, which is what is replaced."""
    link = path.with_name("link.xlsx")
    link.symlink_to(path)
    save(link, new)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_a_backup_keeps_the_former_file(path: Path) -> None:
    """With `backup` the former version stands beside the new one under a dated name."""
    save(path, new, backup=True)
    backup = next(p for p in path.parent.iterdir() if ".backup-" in p.name)
    assert backup.suffix == ".xlsx"
    assert backup.read_bytes() == b"old"


def test_backups_are_never_written_over(path: Path) -> None:
    """Two backups in one second get two names."""
    now = datetime(2026, 5, 1, 3, 4, 5)  # noqa: DTZ001
    first, second = back_up(path, now), back_up(path, now)
    assert first.name == "members.backup-20260501-030405.xlsx"
    assert second.name == "members.backup-20260501-030405-2.xlsx"


def test_a_backup_is_whole_or_not_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full in the middle of the copy: no half of a backup is left behind."""

    def full(source: BinaryIO, copy: BinaryIO, size: int) -> None:
        copy.write(source.read(2))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving.shutil, "copyfileobj", full)
    with pytest.raises(OSError, match="No space left"):
        back_up(path)
    assert files(path) == ["members.xlsx"]


def test_what_a_killed_program_left_goes_with_a_later_save(path: Path) -> None:
    """An hour after, nobody is writing it any more; a save that is going on keeps its own file."""
    old, fresh = path.with_name(".rostercheck-abc.tmp"), path.with_name(".rostercheck-def.tmp")
    for scrap in (old, fresh):
        scrap.write_bytes(b"half a workb")
    os.utime(old, (1_700_000_000, 1_700_000_000))
    save(path, new)
    assert files(path) == [".rostercheck-def.tmp", "members.xlsx"]


def test_the_stamp_is_that_of_what_was_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saves the file right after us: the stamp of our save does not fit hers."""
    monkeypatch.setattr(saving, "_sync_folder", lambda _folder: path.write_bytes(b"hers, longer"))
    assert save(path, new) != stamp_of(path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder that is not there gives a sentence."""
    with pytest.raises(BookNotFound, match="There is no folder"):
        save(tmp_path / "nowhere" / "a.xlsx", new)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there gives a sentence."""
    with pytest.raises(BookNotFound, match="There is no file"):
        stamp_of(tmp_path / "a.xlsx")


def test_a_file_that_is_open_elsewhere_is_in_use(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Windows says of a file that is open in Excel becomes a sentence."""

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(BookInUse, match="open in another program"):
        save(path, new)
    assert path.read_bytes() == b"old"
    assert files(path) == ["members.xlsx"]


def test_a_read_only_file_is_protected(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is marked as read-only is not replaced behind its owner's back."""
    monkeypatch.setattr(saving.os, "access", lambda *_: False)
    with pytest.raises(BookProtected, match="read-only"):
        save(path, new)
    assert path.read_bytes() == b"old"
