"""A book that we marked and that nobody has changed since is recognised, and not judged again.

What a check came to is sealed in the workbook when its marks are written. The next check may say
the same only if everything that it could hang on is the same: every byte of the workbook, the day,
the rules, the mapping, and the program itself. In any doubt the book is judged as always.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict, ValidationError

import models
import sync
from models.cells import DateOrder
from models.grants import Grant
from models.language import language
from models.rulepack import Pack
from sync.books.base import Book, Edit, PutSheet, SetNote, SetValue
from sync.config import TableConfig
from sync.run import Checked, Plan

_READERS = ("python-calamine", "pydantic")
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""Characters that a workbook cannot hold as they are."""


@runtime_checkable
class Sealing(Protocol):
    """A book that can keep a text for as long as nobody changes it."""

    def seal(self, text: str) -> None:
        """Let the next `apply` keep a text."""

    def sealed(self) -> str | None:
        """Give the text that was kept, if nothing has changed since."""


class Said(BaseModel):
    """What a check came to: whether anything is flagged, and its summary.

    basis: a digest of all that it hangs on besides the workbook.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    basis: str
    flagged: bool
    summary: tuple[str, ...]


def basis(
    pack: Pack,
    order: DateOrder | None,
    tables: Sequence[TableConfig],
    notices: Sequence[str],
    as_of: date,
    *,
    grants: Sequence[Grant] = (),
    tabs: Collection[str] = (),
) -> str:
    """Give a digest of all that a check hangs on besides the workbook; "" if it is not known."""
    program = _program()
    if not program:
        return ""
    said = [program, language(), as_of.isoformat(), str(order), pack.file.model_dump_json()]
    said += ["tables", *(table.model_dump_json() for table in tables), "notices", *notices]
    said += ["grants", *map(repr, grants)]
    said += ["tabs", *sorted(tabs)] if tabs else []
    digest = blake2b(digest_size=32)
    for text in said:
        data = text.encode()
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Give a digest of the program and of what it reads workbooks with; "" if it is not at hand."""
    try:
        readers = [version(name) for name in _READERS]
    except PackageNotFoundError:
        return ""
    digest = blake2b(" ".join([sys.version, *readers]).encode(), digest_size=32)
    found = 0
    for package in (models, sync):
        home = Path(package.__file__ or "").parent
        for path in sorted(home.rglob("*")):
            if path.suffix in {".py", ".toml", ".mo"}:
                digest.update(f"\0{path.relative_to(home)}\0".encode() + path.read_bytes())
                found += 1
    return digest.hexdigest() if found else ""


def recognised(book: Book, on: str) -> Said | None:
    """Give what the last check came to, if a full one could come to nothing else; else None."""
    text = book.sealed() if on and isinstance(book, Sealing) else None
    if text is None:
        return None
    try:
        said = Said.model_validate_json(text)
    except ValidationError:
        return None
    return said if said.basis == on and said.summary else None


def keep(book: Book, on: str, checked: Checked, plan: Plan, summary: Sequence[str]) -> None:
    """Let what a check came to be sealed with the marks that are about to be written.

    Only where the next check of the marked workbook is certain to find nothing to do: nothing is
    left alone, nothing was spoilt, and every text of ours will read as it was written.
    """
    settled = not plan.left_alone and not checked.reading.ours.remains
    if on and settled and isinstance(book, Sealing) and all(map(_lasting, plan.edits)):
        flagged = bool(checked.judged.flagged())
        said = Said(basis=on, flagged=flagged, summary=tuple(summary))
        book.seal(said.model_dump_json())


def _lasting(edit: Edit) -> bool:
    """Whether what an edit puts will read as it was written."""
    if isinstance(edit, SetValue):
        return _plain(edit.value)
    if isinstance(edit, SetNote):
        return _plain(edit.text)
    if isinstance(edit, PutSheet):
        return all(_plain(cell.value) for row in edit.sheet.rows for cell in row)
    return True


def _plain(value: object) -> bool:
    return not isinstance(value, str) or _ODD.search(value) is None
