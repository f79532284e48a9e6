"""The note of a cell in Excel for Mac: a person's words in it are never lost.

What is added and cut is read back. Where Excel did something else, the whole note is written as it
should be; letters that were bold or coloured are then plain, and every word stands.
"""

from __future__ import annotations

from contextlib import suppress

from sync.books.excel_open.com import Com, com_error
from sync.books.excel_open.mac.words import is_missing


class MacNote:
    """A note, and what it says. cell: the cell's object for Apple events."""

    def __init__(self, cell: Com, said: str) -> None:
        self._cell, self._said = cell, said

    @classmethod
    def standing(cls, cell: Com) -> MacNote | None:
        """Give the note that stands there; None where there is none, or one without a word."""
        said = _words(cell)
        return cls(cell, said) if said else None

    @classmethod
    def added(cls, cell: Com, text: str) -> MacNote:
        """Give a cell a note; one without a word may stand there already."""
        try:
            cell.add_comment(comment_text=text)
        except com_error():
            if not is_missing(said := cell.Excel_comment.Excel_comment_text()) and said:
                raise  # there are words after all: they are not written over
            cell.Excel_comment.Excel_comment_text(text=text)
        return cls(cell, text)

    def Text(self, text: str | None = None, start: int = 1, overwrite: bool = True) -> str:
        """Give the words; with `text`, put it at a place, counted as Excel counts."""
        if text is None or overwrite:
            return self._said
        wanted = _spliced(self._said, start, 0, text)
        with suppress(*com_error()):
            self._cell.Excel_comment.Excel_comment_text(text=text, start=start, over_write=False)
        return self._settled(wanted)

    @property
    def Shape(self) -> MacBox:
        """The box."""
        return MacBox(self)

    def Delete(self) -> None:
        """Take the note off."""
        self._cell.clear_Excel_comments()

    def cut(self, start: int, length: int) -> None:
        """Take letters out; those that stay keep their looks if Excel knows how."""
        wanted = _spliced(self._said, start, length, "")
        with suppress(*com_error(), AttributeError):
            letters = self._cell.Excel_comment.shape_object.text_frame.characters
            letters[start : start + length - 1].delete()
        self._settled(wanted)

    def size(self, name: str) -> float:
        """Give a measure of the box; 0 where Excel does not say it."""
        said: object = None
        with suppress(*com_error()):
            said = getattr(self._cell.Excel_comment.shape_object, name).get()
        return float(said) if isinstance(said, int | float) else 0.0

    def grow(self, name: str, points: float) -> None:
        """Make the box larger; where that cannot be, the words stand all the same."""
        with suppress(*com_error()):
            getattr(self._cell.Excel_comment.shape_object, name).set(points)

    def _settled(self, wanted: str) -> str:
        if _words(self._cell) != wanted:
            self._cell.Excel_comment.Excel_comment_text(text=wanted)
        self._said = wanted
        return wanted


class MacBox:
    """The box of a note, and the text in it."""

    def __init__(self, note: MacNote) -> None:
        self._note = note
        self.TextFrame = self

    @property
    def Width(self) -> float:
        """How wide it is, in points."""
        return self._note.size("width")

    @Width.setter
    def Width(self, points: float) -> None:
        self._note.grow("width", points)

    @property
    def Height(self) -> float:
        """How high it is, in points."""
        return self._note.size("height")

    @Height.setter
    def Height(self, points: float) -> None:
        self._note.grow("height", points)

    def Characters(self, start: int, length: int) -> MacLetters:
        """Give some letters of the note."""
        return MacLetters(self._note, start, length)


class MacLetters:
    """Letters of a note."""

    def __init__(self, note: MacNote, start: int, length: int) -> None:
        self._note, self._start, self._length = note, start, length

    def Delete(self) -> None:
        """Take them out."""
        self._note.cut(self._start, self._length)


def _words(cell: Com) -> str:
    """Give what the note of a cell says; "" where there is none."""
    said: object = None
    with suppress(*com_error()):
        said = cell.Excel_comment.Excel_comment_text()
    return "" if is_missing(said) else _lines(str(said))


def _lines(text: str) -> str:
    """Give a text with the line ends that are used here.

    >>> _lines("a\\r\\nb\\rc")
    'a\\nb\\nc'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _spliced(text: str, start: int, length: int, added: str) -> str:
    """Put `added` in the place of some letters; some letters count as two, as Excel has it.

    >>> _spliced("Ask 😀 Bo", 8, 2, "Cy")
    'Ask 😀 Cy'
    """
    units = text.encode("utf-16-le")
    at, end = 2 * (start - 1), 2 * (start - 1 + length)
    whole = units[:at] + added.encode("utf-16-le") + units[end:]
    return whole.decode("utf-16-le", "replace")
