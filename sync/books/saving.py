"""Saving a file so that there is always a whole one: the former, or the new."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from sync.books.base import Stamp
from sync.errors import BookError, BookInUse, BookNotFound, BookProtected

Write = Callable[[BinaryIO], None]
PREFIX, SUFFIX = ".rostercheck-", ".tmp"
ABANDONED = 3600.0
"""Seconds; no save takes so long."""


def stamp_of(path: Path) -> Stamp:
    """Give the stamp of a file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise BookNotFound(f"There is no file {path}. Look at its name and folder again.") from None
    except OSError as error:
        raise BookProtected(f"{path} cannot be looked at: {_reason(error)}.") from None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino)


def check_unchanged(path: Path, expected: Stamp) -> None:
    """Raise `BookInUse` when the file is not the one that was read."""
    if stamp_of(path) != expected:
        raise BookInUse(
            f"{path} was changed by someone else after it was read, so nothing was written. "
            "Run the check again."
        )


def save(path: Path, write: Write, *, expected: Stamp | None = None, backup: bool = False) -> Stamp:
    """Write a file whole or not at all; `expected` is the stamp of the version to be replaced.

    The new content goes to a temporary file in the same folder, which then takes the name. Mode
    and owner stay. With `backup` the former version is kept beside it under a dated name.
    """
    return replace(path, write_beside(path, write), expected=expected, backup=backup)


def write_beside(path: Path, write: Write) -> Path:
    """Write the new content to a temporary file in the same folder: the first half of `save`.

    For writers that read from the former version: they can close it before `replace`, which
    Windows asks for.
    """
    try:
        return _written(path.resolve(), write)
    except OSError as error:
        raise _as_book_error(path, error) from None


def replace(
    path: Path, temporary: Path, *, expected: Stamp | None = None, backup: bool = False
) -> Stamp:
    """Let a file that was written beside take the name: the second half of `save`.

    The stamp is that of what was written, whoever has changed the file since.
    """
    # A link stays a link: it is the file behind it that is replaced.
    target = path.resolve()
    try:
        return _take_place(target, temporary, expected, backup=backup)
    except OSError as error:
        raise _as_book_error(path, error) from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _written(target: Path, write: Write) -> Path:
    _sweep(target.parent)
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return temporary


def _sweep(folder: Path) -> None:
    """Take away what a program that was killed while it saved has left behind."""
    with suppress(OSError):
        for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
            if time.time() - path.stat().st_mtime > ABANDONED:
                path.unlink()


def _take_place(target: Path, temporary: Path, expected: Stamp | None, *, backup: bool) -> Stamp:
    if target.exists():
        _keep_mode(target, temporary)
        if backup:
            back_up(target)
    else:
        _give_usual_mode(temporary)
    if expected is not None:
        check_unchanged(target, expected)
    written = stamp_of(temporary)  # taking a name changes none of it
    temporary.replace(target)
    _sync_folder(target.parent)
    return written


def _keep_mode(target: Path, temporary: Path) -> None:
    found = target.stat()
    if not os.access(target, os.W_OK):
        raise BookProtected(
            f"{target} is marked as read-only. Allow changes in the file's properties, "
            "and run the check again."
        )
    if sys.platform != "win32":
        with suppress(PermissionError):
            os.chown(temporary, found.st_uid, found.st_gid)
    temporary.chmod(stat.S_IMODE(found.st_mode))


def _give_usual_mode(temporary: Path) -> None:
    """Give a new file the mode that any new file has; temporary ones are private."""
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network drives cannot do this; the file itself is safe by now.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def back_up(path: Path, now: datetime | None = None) -> Path:
    """Copy a file beside itself under a dated name; an older backup is never written over.

    The copy is whole or not there: it gets its name last.
    """
    moment = now or datetime.now()  # noqa: DTZ005  # the person's own clock
    stem = f"{path.stem}.backup-{moment:%Y%m%d-%H%M%S}"
    names = (f"{stem}-{number}" if number > 1 else stem for number in range(1, 1000))
    places = (path.with_name(f"{name}{path.suffix}") for name in names)
    place = next((one for one in places if not one.exists()), None)
    if place is None:
        raise BookError(f"There are too many backups of {path}. Move some of them away.")
    with path.open("rb") as file:
        temporary = _written(place, lambda copy: shutil.copyfileobj(file, copy, 1 << 20))
    try:
        shutil.copystat(path, temporary)
        temporary.rename(place)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return place


def _as_book_error(path: Path, error: OSError) -> BookError:
    if isinstance(error, PermissionError):
        if sys.platform != "win32" and not os.access(path.parent, os.W_OK):
            return BookProtected(
                f"{path} was left as it is: nothing may be written into its folder. Allow changes "
                "to the folder, and run the check again."
            )
        # Windows gives this for a file that is open elsewhere.
        return BookInUse(
            f"{path} cannot be written: it is open in another program, or its folder may not be "
            "changed. Close it there, or ask for access, and run the check again."
        )
    if isinstance(error, FileNotFoundError):
        return BookNotFound(f"There is no folder {path.parent}. Look at its name again.")
    return BookError(f"{path} was not written: {_reason(error)}. The former version still stands.")


def _reason(error: OSError) -> str:
    return (error.strerror or "the system does not say why").lower()
