"""Notes in an open workbook: a person's own words in one keep their letters and colours."""

from __future__ import annotations

from sync.books.excel_open.com import Com

PIECE = 250
"""Excel takes a note in pieces of at most 255 characters."""
_WIDTH, _LINE, _LETTERS = 240.0, 13.0, 42
"""A box as wide as is read easily, and as high as its lines, in points."""


def set_note(cell: Com, text: str | None) -> None:
    """Let the note of a cell say `text`, or take it off."""
    note = cell.Comment
    if not text:
        if note is not None:
            note.Delete()
        return
    if note is None:
        pieces = _pieces(text)
        note = cell.AddComment(pieces[0])
        _add(note, pieces[0], pieces[1:])
        _fit(note, text)
        return
    _change(note, str(note.Text()), text)


def says(cell: Com, text: str | None) -> bool:
    """Whether the note of a cell says `text`, but for line ends; None: whether there is none."""
    note = cell.Comment
    if not text or note is None:
        return not text and note is None
    return str(note.Text()).split() == text.split()


def _change(note: Com, before: str, text: str) -> None:
    """Cut what no longer stands, and add what is new; what is the same keeps its look."""
    if before == text:
        return
    same = _common(before, text)
    cut = _units(before[len(same) :])
    if cut:
        note.Shape.TextFrame.Characters(_units(same) + 1, cut).Delete()
    _add(note, same, _pieces(text[len(same) :]))
    _fit(note, text)


def _add(note: Com, said: str, pieces: list[str]) -> None:
    at = _units(said)
    for piece in pieces:
        note.Text(piece, at + 1, False)
        at += _units(piece)


def _pieces(text: str) -> list[str]:
    return [text[at : at + PIECE // 2] for at in range(0, len(text), PIECE // 2)]


def _units(text: str) -> int:
    """Count letters as Excel does, which takes some for two."""
    return len(text.encode("utf-16-le")) // 2


def _common(one: str, other: str) -> str:
    length = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    return one[:length]


def _fit(note: Com, text: str) -> None:
    """Make the box large enough to be read."""
    lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
    box = note.Shape
    box.Width = max(float(box.Width), _WIDTH)
    box.Height = max(float(box.Height), _LINE * (lines + 1))
