"""One raw cell -> text, date, hours, yes/no, count. Strict: what is not certain is never guessed.

A raw cell is what a spreadsheet reader hands over. Every parser returns a `Parsed`: a value, or a
problem in words, or neither (the cell is blank). All of them are pure and never raise.
"""

from __future__ import annotations

from models.cells.answers import parse_signed, parse_yes_no
from models.cells.counts import parse_count
from models.cells.dates import DateOrder, parse_date
from models.cells.emails import parse_email
from models.cells.hours import parse_hours
from models.cells.memo import Memo
from models.cells.raw import UNCALCULATED, CellError, Parsed, Raw, quoted, shown
from models.cells.spaces import clean
from models.cells.text import fold, fold_accents, parse_text

__all__ = [
    "UNCALCULATED",
    "CellError",
    "DateOrder",
    "Memo",
    "Parsed",
    "Raw",
    "clean",
    "fold",
    "fold_accents",
    "parse_count",
    "parse_date",
    "parse_email",
    "parse_hours",
    "parse_signed",
    "parse_text",
    "parse_yes_no",
    "quoted",
    "shown",
]
