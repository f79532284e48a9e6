"""Rows of a roster that are plainly a person's, told by whole columns; the others are looked at.

A book of thousands of rows holds few cells that begin as the header of their column does, or are
blank where hardly any is. A look at the distinct cells of each column finds them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from models.cells import Raw, fold_accents
from models.intake.grid import is_blank

TOTAL = re.compile(
    r"^(?:grand |sub ?)?totals?\b|^sum\b|^count\b|^average\b|^mean\b|^number of\b|^subtotal|"
    r"^suma\b|^total de\b"
)
"""What the first text of a row of totals says, folded."""
_BEGINS = ("gra", "sub", "tot", "sum", "cou", "ave", "mea", "num")
FEWEST = 3
"""A row with fewer cells is looked at; so are all of a table with fewer columns."""


def is_total(text: str) -> bool:
    """Whether a text says that a row is a total."""
    # One word of plain letters and digits, such as an id, needs no folding but of its case.
    plain = text.isascii() and text.isalnum()
    return bool(TOTAL.match(text.lower() if plain else fold_accents(text)))


class MaySay(dict[str, bool]):
    """Whether a text may say what begins in some way, by its first three letters.

    begin: these beginnings. Folding, which takes long, changes no plain letters or digits at the
    beginning of a text, but for their case.
    """

    def __init__(self, *begin: str) -> None:
        super().__init__()
        self._begin = begin

    def __missing__(self, first: str) -> bool:
        plain = first.isascii() and first.isalnum()
        may = self[first] = not plain or first.lower() in self._begin
        return may


class Column(NamedTuple):
    """A column: its cells, those of its distinct cells that are blank, and that say the header."""

    cells: Sequence[Raw]
    blank: AbstractSet[Raw]
    again: AbstractSet[Raw]

    @property
    def blanks(self) -> int:
        """How many of its cells are blank."""
        return sum(map(self.cells.count, self.blank))

    def where(self, some: AbstractSet[Raw]) -> Collection[int]:
        """Give the places at which one of some cells stands."""
        return [at for at, raw in enumerate(self.cells) if raw in some] if some else ()


class Looks(dict[int, Column]):
    """The columns that were looked at, by their places; a column is looked at when it is asked for.

    headers: what stands above them, folded.
    """

    def __init__(self, columns: Sequence[Sequence[Raw]], headers: Sequence[str]) -> None:
        super().__init__()
        self._columns, self._headers = columns, headers
        self.said = [*map(set, columns)]

    def __missing__(self, at: int) -> Column:
        said, header = self.said[at], self._headers[at]
        may_say = MaySay(header[:3])
        texts = [raw for raw in said if isinstance(raw, str) and may_say[raw[:3]]]
        blank = {text for text in texts if is_blank(text)}
        again = {text for text in texts if text not in blank and fold_accents(text) == header}
        look = self[at] = Column(self._columns[at], blank | (said & {None}), again)
        return look

    def at_headers(self) -> None:
        """Look at as many columns as it takes to see each row where the header may stand again.

        More than half of what is filled says the header there. Columns that are full are filled in
        every row, so half as many others need no look: those of the most different cells.
        """
        full = 0
        for at in sorted(range(len(self.said)), key=lambda at: len(self.said[at])):
            if len(self) >= FEWEST and len(self.said) - len(self) <= full // 2:
                break
            full += not self[at].blank


def totals(cells: Collection[Raw]) -> AbstractSet[Raw]:
    """Give those of some cells that say that a row is a total."""
    may_say = MaySay(*_BEGINS)
    texts = (raw for raw in cells if isinstance(raw, str) and may_say[raw[:3]])
    return {text for text in texts if is_total(text)}


def to_look_at(
    columns: Sequence[Sequence[Raw]], headers: Sequence[str], who: Collection[int]
) -> Collection[int]:
    """Give the places of the rows that are not plainly a person's.

    columns: all that are hers, FEWEST or more. headers: what stands above them, folded. who: which
    of them name people; one or more.

    Plainly a person's is a row where three columns are filled, one that names people among them,
    where no cell says what its header says, and where no total stands on the left.
    """
    looks = Looks(columns, headers)
    looks.at_headers()
    found = {row for look in looks.values() for row in look.where(look.again)}
    naming = next((at for at in who if not looks[at].blank), None)
    if naming is None:
        naming = min(who, key=lambda at: looks[at].blanks)
    others = sorted(looks.keys() - {naming}, key=lambda at: looks[at].blanks)[: FEWEST - 1]
    found.update(row for at in (naming, *others) for row in looks[at].where(looks[at].blank))
    for at, said in enumerate(looks.said):  # one of them holds the first text of a row
        found.update(looks[at].where(totals(said)))
        if not looks[at].blank:
            break
    return found
