"""Where a workbook in Excel for Mac remembers how it was: in hidden names.

Apple events have no word for a part of XML, which holds this on Windows. A name that stands for a
text is saved with the workbook, too, and a hidden one is in no list that she sees.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from contextlib import suppress

from sync.books.excel_open.com import Com, com_error
from sync.books.xlsx.workbook import HIDDEN_NAMES as PREFIX
from sync.errors import BookNotWritable

PIECE = 240
"""A text in a formula may have 255 characters."""
_SAID = re.compile(r'="([A-Za-z0-9+/=]*)"')


class HiddenNames:
    """The memory of one workbook. book: as xlwings gives it."""

    def __init__(self, book: Com) -> None:
        self._book = book

    def text(self) -> str:
        """Give what is remembered; "" where nothing is, or where it cannot be read."""
        pieces: list[str] = []
        while (piece := self._piece(len(pieces) + 1)) is not None:
            pieces.append(piece)
        try:
            return zlib.decompress(b64decode("".join(pieces))).decode() if pieces else ""
        except (ValueError, zlib.error):
            return ""

    def keep(self, text: str) -> None:
        """Remember a text. Raises BookNotWritable where the workbook does not keep it."""
        packed = b64encode(zlib.compress(text.encode(), 9)).decode() if text else ""
        pieces = [packed[at : at + PIECE] for at in range(0, len(packed), PIECE)]
        for number, piece in enumerate(pieces, 1):
            self._put(number, piece)
        number = len(pieces) + 1
        while self._piece(number) is not None:
            self._book.names[f"{PREFIX}{number}"].delete()
            number += 1
        if self.text() != text:
            raise BookNotWritable(
                "Excel did not keep what has to be known to take the flags off again, so none was "
                "put. Close the workbook, and check the file."
            )

    def _piece(self, number: int) -> str | None:
        said: object = None
        with suppress(*com_error(), AttributeError):  # xlwings asks more of what is not there
            said = self._book.names[f"{PREFIX}{number}"].refers_to
        found = _SAID.fullmatch(str(said))
        return found[1] if found else None

    def _put(self, number: int, piece: str) -> None:
        said = f'="{piece}"'
        if self._piece(number) == piece:
            return
        if self._piece(number) is not None:
            self._book.names[f"{PREFIX}{number}"].delete()
        self._book.names.add(f"{PREFIX}{number}", said)
        self._book.api.named_items[f"{PREFIX}{number}"].visible.set(False)
