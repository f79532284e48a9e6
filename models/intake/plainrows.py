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
TOP = 300
"""So many cells tell how much a column repeats itself."""


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
    """A column: its cells, the distinct ones, how those that are texts begin, and which are odd.

    blank: those that are blank. again: those that say the header.
    """

    cells: Sequence[Raw]
    said: AbstractSet[Raw]
    begins: AbstractSet[str]
    blank: AbstractSet[Raw]
    again: AbstractSet[Raw]

    @property
    def blanks(self) -> int:
        """How many of its cells are blank."""
        return sum(map(self.cells.count, self.blank))

    def where(self, some: AbstractSet[Raw]) -> Collection[int]:
        """Give the places at which one of some cells stands."""
        return [at for at, raw in enumerate(self.cells) if raw in some] if some else ()

    def totals(self) -> AbstractSet[Raw]:
        """Give those cells that say that a row is a total."""
        texts = _that_may_say(self.said, self.begins, MaySay(*_BEGINS))
        return {text for text in texts if is_total(text)}


def _that_may_say(
    said: AbstractSet[Raw], begins: AbstractSet[str], may_say: MaySay
) -> Sequence[str]:
    """Give those texts that may say what begins in some way; begins: how all texts begin."""
    some = {first for first in begins if may_say[first]}
    return [raw for raw in said if isinstance(raw, str) and raw[:3] in some] if some else ()


class Looks(dict[int, Column]):
    """The columns that were looked at, by their places; a column is looked at when it is asked for.

    headers: what stands above them, folded.
    """

    def __init__(self, columns: Sequence[Sequence[Raw]], headers: Sequence[str]) -> None:
        super().__init__()
        self._columns, self._headers = columns, headers

    def __missing__(self, at: int) -> Column:
        cells, header = self._columns[at], self._headers[at]
        said = {*cells}
        begins = {raw[:3] for raw in said if isinstance(raw, str)}
        texts = _that_may_say(said, begins, MaySay(header[:3]))
        blank = {text for text in texts if is_blank(text)}
        again = {text for text in texts if text not in blank and fold_accents(text) == header}
        look = self[at] = Column(cells, said, begins, blank | (said & {None}), again)
        return look

    def _differ(self, at: int) -> int:
        """Tell how many different cells a column has at its top, as likely below."""
        return len({*self._columns[at][:TOP]})

    def at_headers(self) -> None:
        """Look at as many columns as it takes to see each row where the header may stand again.

        More than half of what is filled says the header there. Columns that are full are filled in
        every row, so half as many others need no look: those of the most different cells.
        """
        full, every = 0, len(self._columns)
        for at in sorted(range(every), key=self._differ):
            if len(self) >= FEWEST and every - len(self) <= full // 2:
                break
            full += not self[at].blank


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
    for at in range(len(columns)):  # one of them holds the first text of a row
        found.update(looks[at].where(looks[at].totals()))
        if not looks[at].blank:
            break
    return found
