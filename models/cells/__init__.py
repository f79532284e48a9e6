"""One raw cell -> text, date, hours, yes/no, count ... Strict: what is not certain is not guessed.

A raw cell is what a spreadsheet reader hands over. Every parser returns a `Parsed`: a value, or a
problem in words, or neither (the cell is blank). All of them are pure and never raise.
"""

from __future__ import annotations

from models.cells.answers import parse_signed, parse_yes_no
from models.cells.counts import parse_count
from models.cells.dates import DateOrder, parse_date, parse_dates, usual_dates
from models.cells.degrees import parse_degree
from models.cells.emails import parse_email, parse_emails
from models.cells.hours import parse_hours
from models.cells.licences import parse_licence
from models.cells.memo import Memo
from models.cells.raw import UNCALCULATED, CellError, Parsed, Raw, quoted, shown, wrong
from models.cells.shares import parse_fte, parse_percent, parse_years
from models.cells.spaces import clean
from models.cells.text import fold, fold_accents, fold_all, parse_text, parse_texts
from models.cells.words import (
    parse_audit,
    parse_band,
    parse_exam_part,
    parse_exam_result,
    parse_membership_kind,
    parse_mode,
    parse_rater_role,
    parse_standing,
    parse_used_for,
    parse_waiver_kind,
    parse_whether_paid,
    parse_work_kind,
)

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
    "fold_all",
    "parse_audit",
    "parse_band",
    "parse_count",
    "parse_date",
    "parse_dates",
    "parse_degree",
    "parse_email",
    "parse_emails",
    "parse_exam_part",
    "parse_exam_result",
    "parse_fte",
    "parse_hours",
    "parse_licence",
    "parse_membership_kind",
    "parse_mode",
    "parse_percent",
    "parse_rater_role",
    "parse_signed",
    "parse_standing",
    "parse_text",
    "parse_texts",
    "parse_used_for",
    "parse_waiver_kind",
    "parse_whether_paid",
    "parse_work_kind",
    "parse_years",
    "parse_yes_no",
    "quoted",
    "shown",
    "usual_dates",
    "wrong",
]
