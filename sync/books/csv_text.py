"""The bytes of a CSV file as text and back: byte-order mark, encoding, words that do not fit."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OLD = ["cp1252", "mac_roman", "cp850"]  # Windows, old Macs, DOS
_SAMPLE = 1 << 16
_SAMPLE_LINES = 1000
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_IN_ASCII = str.maketrans(
    {"–": "-", "—": "-", "−": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "…": "...",
     "≥": ">=", "≤": "<=", "→": "->", "·": "-", "•": "-", "×": "x", "½": "1/2", "\u00a0": " "}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the file's bytes are made: `mark` stands before the first of them."""

    name: str
    mark: bytes = b""

    def decode(self, data: bytes) -> str:
        """Give the text, without the mark. Raises `UnicodeDecodeError`."""
        return data[len(self.mark) :].decode(self.name)

    def encode(self, text: str) -> bytes:
        """Give the bytes of a whole file."""
        return self.mark + text.encode(self.name)

    def fitting(self, text: str) -> str:
        """Give our words in letters that the file has: "≥" becomes ">=" where there is no "≥"."""
        text = _CONTROLS.sub("", text)
        if self._holds(text):
            return text
        return "".join(char if self._holds(char) else self._near(char) for char in text)

    def _holds(self, text: str) -> bool:
        """Whether the encoding has all these letters."""
        try:
            text.encode(self.name)
        except UnicodeEncodeError:
            return False
        return True

    def _near(self, char: str) -> str:
        """Give the nearest letters that there are, or "?"."""
        for near in (char.translate(_IN_ASCII), unicodedata.normalize("NFKD", char)[:1]):
            if near != char and self._holds(near):
                return near
        return "?"


def find_encoding(data: bytes) -> Encoding:
    """Find the encoding of a file. What only ASCII letters make is "ascii": it reads the same in
    every program, and what we add has to do so too.
    """
    for mark, name in _MARKS:
        if data.startswith(mark) and _gives_back(data, Encoding(name, mark)):
            return Encoding(name, mark)
    found = (Encoding(name) for name in _candidates(data))
    return next((e for e in found if _gives_back(data, e)), Encoding("latin-1"))


def _candidates(data: bytes) -> Iterator[str]:
    """Give the encodings that the file may be in, the surest first."""
    if wide := _wide(data):
        yield wide
    else:
        yield from ("ascii", "utf-8")
        yield from _old_encodings(data)


def _gives_back(data: bytes, encoding: Encoding) -> bool:
    """Whether decoding and encoding gives the very same bytes."""
    try:
        return encoding.encode(encoding.decode(data)) == data
    except UnicodeError:
        return False


def _wide(data: bytes) -> str | None:
    """Find UTF-16 without a mark: every other byte of Western text is zero."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs and sample[1::2].count(0) > 0.6 * pairs:
        return "utf-16-le"
    return "utf-16-be" if pairs and sample[::2].count(0) > 0.6 * pairs else None


def _old_encodings(data: bytes) -> list[str]:
    """Rank the encodings from before Unicode by how much like words they make the text look."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  slow to load and seldom needed

    foreign = (line for line in data.splitlines(keepends=True) if not line.isascii())
    sample = b"".join(islice(foreign, _SAMPLE_LINES))
    best = from_bytes(sample[:_SAMPLE], cp_isolation=_OLD).best()
    first = [best.encoding] if best else []
    return [*first, *(name for name in _OLD if name not in first)]
