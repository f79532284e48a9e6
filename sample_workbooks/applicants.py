"""An applicants' tracker from a Mac (dates count from 1904): who still needs what."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from sample_workbooks.answers import Answers, Person
from sample_workbooks.applicants_people import PEOPLE, STAGES, Applicant
from sample_workbooks.grid import Cell, Note, Sheet, Style
from sample_workbooks.xlsx import write_xlsx

BOOK, TAB = "applicants.xlsx", "Applicants"
COLUMNS = {
    "name": ("Name", 22),
    "email": ("Email address", 28),
    "category": ("Applying for", 27),
    "stage": ("Stage", 15),
    "registered": ("Registered on", 12),
    "submitted": ("Submitted on", 12),
    "training": ("Training hours", 10),
    "rsc": ("RSC hours", 10),
    "references": ("References received", 11),
    "ethics": ("Code of Ethics signed", 11),
    "agreement": ("Endorsement Agreement signed", 13),
    "member": ("Membership expires", 12),
    "advisor": ("Advisor", 14),
    "comments": ("Comments", 34),
}
KEYS = list(COLUMNS)
HEADER_ROW = 4
STAGE_FILLS = {"On hold": "D9D9D9", "Withdrawn": "D9D9D9", "Submitted": "E2EFDA"}
HEAD = Style(bold=True, color="FFFFFF", fill="38761D", border=True, wrap=True, align="center")


def make(folder: Path) -> list[Answers]:
    """Write the workbook and give its answers."""
    answers = Answers(BOOK, "wisconsin", date(2026, 11, 22))
    write_xlsx(
        folder / BOOK,
        [_tracker(answers), _stages()],
        title="Applicants",
        author="Priya Nair",
        extras=_extras,
        date_1904=True,
    )
    return [answers]


def _tracker(answers: Answers) -> Sheet:
    widths = {index: width for index, (_, width) in enumerate(COLUMNS.values(), 1)}
    sheet = Sheet(TAB, widths=widths, heights={1: 26, HEADER_ROW: 48}, frozen=(HEADER_ROW, 1))
    sheet.put(1, 1, Cell("Applicants for endorsement", Style(bold=True, size=16, color="38761D")))
    sheet.put(2, 1, Cell("Fall 2026. Stages are explained on the next tab.", Style(italic=True)))
    for column, (text, _) in enumerate(COLUMNS.values(), 1):
        sheet.put(HEADER_ROW, column, Cell(text, HEAD))
    for row, applicant in enumerate(PEOPLE, HEADER_ROW + 1):
        _row(sheet, row, applicant)
        why = applicant.why or "Everything that an application needs appears to be there."
        answers.people.append(
            Person(
                applicant.email,
                applicant.name,
                TAB,
                row,
                applicant.status,
                why,
                applicant.category or "",
            )
        )
        answers.add(applicant.claims, applicant.email, TAB, row, KEYS)
    return sheet


def _row(sheet: Sheet, row: int, applicant: Applicant) -> None:
    fill = STAGE_FILLS.get(applicant.stage)
    values = applicant.cells | {
        "name": applicant.name,
        "email": applicant.email,
        "category": applicant.category,
        "stage": applicant.stage,
    }
    for column, key in enumerate(KEYS, 1):
        value = values.get(key)
        number = "d-mmm-yyyy" if isinstance(value, date) else None
        wide = key in ("name", "email", "category", "stage", "advisor", "comments")
        look = Style(
            border=True,
            number=number,
            align=None if wide else "center",
            fill=fill if key == "stage" else None,
        )
        text = applicant.notes.get(key)
        note = Note("Priya", text) if text else None
        sheet.put(row, column, Cell(value, look, note=note))


def _stages() -> Sheet:
    sheet = Sheet("Stages", widths={1: 18, 2: 70})
    sheet.put(1, 1, Cell("Stage", HEAD))
    sheet.put(1, 2, Cell("What it means here", HEAD))
    for row, (stage, meaning) in enumerate(STAGES.items(), 2):
        sheet.put(row, 1, Cell(stage, Style(border=True)))
        sheet.put(row, 2, Cell(meaning, Style(border=True, wrap=True)))
    return sheet


def _extras(book: Any, tabs: dict[str, Any]) -> None:
    tab, last = tabs[TAB], HEADER_ROW + len(PEOPLE)
    stage, member = KEYS.index("stage"), KEYS.index("member")
    book.define_name("Stage_list", f"=Stages!$A$2:$A${len(STAGES) + 1}")
    tab.autofilter(HEADER_ROW - 1, 0, last - 1, len(KEYS) - 1)
    tab.data_validation(
        HEADER_ROW,
        stage,
        last + 30,
        stage,
        {"validate": "list", "source": "=Stage_list", "error_type": "warning"},
    )
    tab.conditional_format(
        HEADER_ROW,
        member,
        last + 30,
        member,
        {
            "type": "formula",
            "criteria": f'=AND(L{HEADER_ROW + 1}<>"",L{HEADER_ROW + 1}<DATE(2026,11,22))',
            "format": book.add_format({"font_color": "#C00000", "bold": True}),
        },
    )
    tab.repeat_rows(HEADER_ROW - 1)
