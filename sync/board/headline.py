"""What stands at the top of a pack: the findings that say the most, and tell nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.figures.levels import SHORT
from models.figures.shape import Figures, Table
from models.hiding import LEAST
from models.wording import number, sentence
from sync.board.between import Hidden

OUTLOOK = "forecast.outlook"


def findings(shown: Figures, hidden: Hidden) -> Iterator[str]:
    """Give the findings that say a number; of tables with a number held back nothing is told."""
    tables = {f"{one.key}.{table.key}": table for one in shown.sections for table in one.tables}
    held = {cell.table for cell in hidden.cells}
    silent_ = {one.title for key, one in tables.items() if key in held or not _tells_number(one)}
    yield from (line for line in shown.headline if line not in silent_)
    yield from (
        one.title
        for key, one in tables.items()
        if key.partition(SHORT)[0] == OUTLOOK and one.title not in silent_
    )


def what_is_missing(hidden: Hidden, headline: Sequence[str]) -> Iterator[str]:
    """Say why findings are not told."""
    if hidden.cells:
        yield sentence("board.headline.withheld", {"least": LEAST})
    elif not headline:
        yield sentence("board.headline.small", {"least": LEAST})


def _tells_number(table: Table) -> bool:
    """Whether a title tells a finding, and not only what the table is about."""
    lines = table.lines if table.total is None else (*table.lines, table.total)
    values = [value for line in lines for value in line.values]
    words = set(re.findall(r"[\d.]+", table.title))
    shown = {number(value.number) for value in values if value.number}
    return bool(words & shown) or not any(value.hidden for value in values)
