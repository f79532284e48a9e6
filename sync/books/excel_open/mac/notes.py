"""The note of a cell in Excel for Mac: a person's words in it are never lost.

What is added and cut is read back. Where Excel did something else, the whole note is written as it
should be; letters that were bold or coloured are then plain, and every word stands.
"""

from __future__ import annotations

from contextlib import suppress

from sync.books.excel_open.com import Com, com_error


class MacNote:
    """A note. cell: as xlwings gives it; note: as xlwings gives that."""

    def __init__(self, cell: Com, note: Com) -> None:
        self._cell, self._note = cell, note

    @classmethod
    def standing(cls, cell: Com) -> MacNote | None:
        """Give the note that stands there; None where there is none."""
        found = cell.note
        return cls(cell, found) if found is not None else None

    @classmethod
    def added(cls, cell: Com, text: str) -> MacNote:
        """Give a cell a note; one without a word may stand there already."""
        made = None
        try:
            made = cell.add_note(text)
        except com_error():
            cell.api.Excel_comment.Excel_comment_text(text=text)
        return cls(cell, cell.note or made)

    def Text(self, text: str | None = None, start: int = 1, overwrite: bool = True) -> str:
        """Give the words; with `text`, put it at a place, counted as Excel counts."""
        before = _lines(str(self._note.text or ""))
        if text is None or overwrite:
            return before
        wanted = _spliced(before, start, 0, text)
        with suppress(*com_error()):
            self._note.api.Excel_comment_text(text=text, start=start, over_write=False)
        return self._settled(wanted)

    @property
    def Shape(self) -> MacBox:
        """The box."""
        return MacBox(self)

    def Delete(self) -> None:
        """Take the note off."""
        self._note.delete()

    def cut(self, start: int, length: int) -> None:
        """Take letters out; those that stay keep their looks if Excel knows how."""
        wanted = _spliced(self.Text(), start, length, "")
        with suppress(*com_error(), AttributeError):
            letters = self._note.api.shape_object.text_frame.characters
            letters[start : start + length - 1].delete()
        self._settled(wanted)

    def size(self, name: str) -> float:
        """Give a measure of the box; 0 where Excel does not say it."""
        said: object = None
        with suppress(*com_error()):
            said = getattr(self._note.api.shape_object, name).get()
        return float(said) if isinstance(said, int | float) else 0.0

    def grow(self, name: str, points: float) -> None:
        """Make the box larger; where that cannot be, the words stand all the same."""
        with suppress(*com_error()):
            getattr(self._note.api.shape_object, name).set(points)

    def _settled(self, wanted: str) -> str:
        if _lines(str(self._note.text or "")) != wanted:
            self._note.text = wanted
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
