"""Text as a person typed it, without what no eye can see, and the keys by which texts compare."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import repeat

from models.cells.raw import CellError, Parsed, Raw, error_problem, shown, wrong
from models.cells.spaces import INVISIBLE, clean

_MARKS: dict[int, str | None] = dict.fromkeys(map(ord, "®™©℠"))
_APOSTROPHES: dict[int, str | None] = dict.fromkeys(map(ord, "'’‘ʼ`´"))

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-")
_PLAIN: dict[int, str | None] = {
    **{0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)},  # full-width forms
    **dict.fromkeys(map(ord, INVISIBLE)),
    **_DASHES,
    **dict.fromkeys(map(ord, "\u2044\u2215"), "/"),
    **dict.fromkeys(map(ord, "’‘ʼ"), "'"),
    ord("∶"): ":",
}

_ASCII_FOLD: dict[int, str | None] = {
    **{code: " " for code in range(128) if not chr(code).isalnum()},
    **_APOSTROPHES,
}
_ASCII_LINES = {**_ASCII_FOLD, ord("\n"): "\n"}


def plain(text: str) -> str:
    """Give text for reading numbers and dates: clean, full-width to ASCII, dashes to "-".

    No wider normalisation: it would make "12²" (a footnote) into 122.
    """
    if text.isascii():
        return " ".join(text.split())
    return " ".join(text.translate(_PLAIN).split())


def fold(text: str) -> str:
    """Give the key by which two names are the same: case, marks, punctuation and spaces folded.

    Accents count: "José" and "Jose" may be two people. Full-width letters, ® and ™, apostrophes
    and zero-width spaces do not count; other punctuation counts as one space. Text without any
    letter or digit gives "".

    >>> fold("  O’Brien-SMITH, ann ")
    'obrien smith ann'
    """
    if text.isascii():
        if text.isalnum():
            return text.lower()  # one word, such as an id
        return " ".join(text.translate(_ASCII_FOLD).lower().split())
    return " ".join("".join(map(_letter_or_space, _caseless(text))).split())


def fold_all(texts: Sequence[str]) -> list[str]:
    """Give the keys of many texts, each as `fold` does; of plain letters all are made at once.

    >>> fold_all(["Ruiz, Ana", "", "José"])
    ['ruiz ana', '', 'josé']
    """
    whole = "\n".join(texts)
    if whole.isascii() and whole.count("\n") == len(texts) - 1:
        folded = whole.translate(_ASCII_LINES).lower()
        if not _has_needless_spaces(folded):
            return folded.split("\n")
    plain = [text if text.isascii() and "\n" not in text else "" for text in texts]
    keys = "\n".join(plain).translate(_ASCII_LINES).lower().split("\n")
    return [" ".join(key.split()) or fold(text) for key, text in zip(keys, texts, strict=False)]


def _has_needless_spaces(lines: str) -> bool:
    """Whether a space stands beside another, or at an end of a line."""
    return "  " in lines or "\n " in lines or " \n" in lines or lines != lines.strip(" ")


def fold_accents(text: str) -> str:
    """Give the key by which a header or an alias is looked up: `fold`, and accents are off too.

    >>> fold_accents("Fecha de Renovación (IMH-E®)")
    'fecha de renovacion imh e'
    """
    if text.isascii():
        return fold(text)
    apart = unicodedata.normalize("NFKD", fold(text))
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return fold(unicodedata.normalize("NFC", bare))


def _caseless(text: str) -> str:
    """Fold case and compatibility forms; marks such as ® and apostrophes fall away."""
    text = text.translate(_MARKS).translate(_APOSTROPHES)
    for _ in range(2):  # case folding may give compatibility forms again, and the other way round
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", text).casefold())
    return text.translate(_APOSTROPHES)


def _letter_or_space(char: str) -> str:
    """Keep letters, digits and their combining marks; make all else a space, or nothing."""
    if char.isalnum():
        return char
    kind = unicodedata.category(char)
    if kind[0] == "M":
        return "" if char in INVISIBLE else char
    return "" if kind == "Cf" else " "


def parse_text(raw: Raw) -> Parsed[str]:
    """Read a cell as text. A whole number gives "12", not "12.0"; a date gives ISO.

    A number of more than 15 digits is a problem: a spreadsheet has already changed its last ones.
    """
    if raw.__class__ is str:
        text = " ".join(raw.split()) if raw.isascii() else clean(raw)
        return _new(Parsed, (text or None, None))
    if isinstance(raw, CellError):
        return Parsed(None, error_problem(raw))
    if isinstance(raw, str):
        return Parsed(clean(raw) or None)
    if isinstance(raw, int | float) and not abs(raw) < 10**15:
        return Parsed(None, _too_long(raw))
    return Parsed(shown(raw) or None)


def parse_texts(cells: Sequence[Raw]) -> list[Parsed[str]]:
    """Read many cells, each as `parse_text` does; what is clean in all of them is seen at once.

    >>> [said.value for said in parse_texts(["Ana Ruiz", "", " Bo  Lee", 12])]
    ['Ana Ruiz', None, 'Bo Lee', '12']
    """
    if not {*map(type, cells)} <= {str, type(None)}:
        return [*map(parse_text, cells)]
    texts: list[str | None] = [raw or None for raw in cells]  # type: ignore[misc]
    plain = [text for text in texts if text is not None and text.isascii()]
    if not _are_clean(plain):
        return [*map(parse_text, cells)]
    if len(plain) + texts.count(None) == len(texts):
        return [*map(_new, repeat(Parsed), zip(texts, repeat(None)))]
    return [
        _new(Parsed, (text, None)) if text is None or text.isascii() else parse_text(text)
        for text in texts
    ]


def _are_clean(texts: Sequence[str]) -> bool:
    """Whether texts of plain letters are as `clean` would make them."""
    whole = "\n".join(texts)
    lines = whole.count("\n") == max(len(texts) - 1, 0)
    return lines and whole.replace("\n", "").isprintable() and not _has_needless_spaces(whole)


def _too_long(raw: float) -> str:
    """Say what to do about an id that was typed as a number and lost its last digits."""
    return wrong("cell.too_long", raw)


_new = tuple.__new__  # half the time; there are names in every row
