"""The small roster on one messy tab, as .xlsx, .csv and .ods, each with its answers."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from sample_workbooks.answers import Answers, Person
from sample_workbooks.csvfile import write_csv
from sample_workbooks.grid import Cell, Sheet, Style, Value, letters
from sample_workbooks.ods import write_ods
from sample_workbooks.small_people import FIRST, FOURTH, THIRD, Typed
from sample_workbooks.xlsx import write_xlsx

TAB = "Renewals 2026"
KEYS = [
    "", "name", "email", "category", "endorsed", "member", "training", "dei", "giving", "rsc",
    "ethics", "agreement", "gives", "shirt", "notes",
]  # fmt: skip
HOURS = range(KEYS.index("training"), KEYS.index("rsc") + 1)
UPRIGHT = {
    "name": "Full Name",
    "email": "E-mail",
    "category": "Endorsement category",
    "endorsed": "Date endorsed",
    "member": "Membership expires",
    "gives": "Gives RSC?",
    "shirt": "Shirt size",
    "notes": "Notes",
}
UNDER_GROUP = {
    "training": "Training hrs",
    "dei": "DEI hrs",
    "giving": "RSC training hrs",
    "rsc": "RSC hrs",
    "ethics": "Ethics",
    "agreement": "Agreement",
}
HEAD = Style(bold=True, fill="CFE2F3", border=True, align="center", wrap=True)
SECTION = Style(bold=True, fill="EFEFEF", border=True)
SUM = Style(bold=True, border=True, fill="F3F3F3", align="center")
WIDTHS = (2, 22, 26, 23, 13, 12.5, 9.5, 8, 9.5, 8, 11, 11, 8, 7, 26)

XLSX, CSV, ODS = "small-totals.xlsx", "small-totals.csv", "small-totals.ods"


def make(folder: Path) -> list[Answers]:
    """Write the three files and give their answers."""
    xlsx = Answers(XLSX, "wisconsin", date(2026, 11, 22))
    flat = Answers(CSV, "wisconsin", date(2026, 11, 22))
    sheet = _sheet(xlsx, flat)
    write_xlsx(folder / XLSX, [sheet], title="Renewals 2026", author="Joan Bell")
    write_csv(folder / CSV, sheet)
    write_ods(folder / ODS, sheet, title="Renewals 2026", author="Joan Bell")
    return [xlsx, flat.renamed(CSV, "small-totals"), xlsx.renamed(ODS)]


def _sheet(xlsx: Answers, flat: Answers) -> Sheet:
    sheet = Sheet(TAB, widths=dict(enumerate(WIDTHS, 1)), heights={1: 24, 6: 46})
    _header(sheet)
    row = _group(sheet, 7, FIRST, xlsx, flat)
    _sums(sheet, row, "Subtotal Level I and II", [(7, row - 1)])
    third = row + 3
    _section(sheet, third - 1, "Level III")
    row = _group(sheet, third, THIRD, xlsx, flat)
    _section(sheet, row, "Level IV")
    end = _group(sheet, row + 1, FOURTH, xlsx, flat)
    _sums(sheet, end + 1, "Total", [(7, third - 4), (third, end - 1)])
    sheet.put(end + 2, 2, Cell("14 people", Style(bold=True)))
    sheet.put(
        end + 4,
        2,
        Cell(
            "Hours as people told us; certificates are in the blue folder.",
            Style(italic=True, color="7F7F7F"),
        ),
    )
    return sheet


def _header(sheet: Sheet) -> None:
    last = len(KEYS)
    sheet.merge(
        1,
        2,
        1,
        last,
        Cell("Lakeside Infant Mental Health Network", Style(bold=True, size=16, color="1F4E79")),
    )
    sheet.put(2, 2, Cell("Endorsement renewals 2026: who still owes what", Style(bold=True)))
    sheet.put(3, 2, Cell("last looked at 11/20/26, Joan", Style(italic=True, color="7F7F7F")))
    for key, text in UPRIGHT.items():
        column = KEYS.index(key) + 1
        sheet.merge(5, column, 6, column, Cell(text, HEAD))
    sheet.merge(5, HOURS[0] + 1, 5, HOURS[-1] + 1, Cell("Hours in 2026", HEAD))
    first = KEYS.index("ethics") + 1
    sheet.merge(5, first, 5, first + 1, Cell("Signed", HEAD))
    for key, text in UNDER_GROUP.items():
        sheet.put(6, KEYS.index(key) + 1, Cell(text, HEAD))


def _section(sheet: Sheet, row: int, text: str) -> None:
    sheet.merge(row, 2, row, len(KEYS), Cell(text, SECTION))


def _group(sheet: Sheet, row: int, people: list[Typed], xlsx: Answers, flat: Answers) -> int:
    """Write one person a row; give the row after the last."""
    for person in people:
        cells = person.cells | {
            "name": Cell(person.name, Style(border=True)),
            "email": Cell(person.email, Style(border=True)),
            "category": Cell(person.category, Style(border=True)),
        }
        for column, key in enumerate(KEYS[1:], 2):
            sheet.put(row, column, cells.get(key, Cell(None, Style(border=True))))
        if person.hidden:
            sheet.hidden_rows.add(row)
        _answer(xlsx, person, row)
        _answer(flat, _as_csv(person), row)
        row += 1
    return row


def _answer(answers: Answers, person: Typed, row: int) -> None:
    answers.people.append(
        Person(person.email, person.name, TAB, row, person.status, person.why, person.category)
    )
    answers.add(person.claims, person.email, TAB, row, KEYS)


def _as_csv(person: Typed) -> Typed:
    """Give the person as the CSV file shows them."""
    if person.csv_claims is None or person.csv_status is None:
        return person
    words = " ".join(claim.why for claim in person.csv_claims)
    return Typed(
        person.name,
        person.email,
        person.category,
        person.cells,
        person.csv_status,
        words or "The file shows 15 of 15 hours: the quarter that was missing is rounded away.",
        person.csv_claims,
    )


def _sums(sheet: Sheet, row: int, text: str, spans: list[tuple[int, int]]) -> None:
    for column in range(2, len(KEYS) + 1):
        sheet.put(row, column, Cell(None, SUM))
    sheet.put(row, 2, Cell(text, Style(bold=True, border=True, fill="F3F3F3")))
    for index in HOURS:
        column = index + 1
        parts = ",".join(f"{letters(column)}{a}:{letters(column)}{b}" for a, b in spans)
        values = [sheet.cell(r, column).value for a, b in spans for r in range(a, b + 1)]
        sheet.put(row, column, Cell(_sum(values), SUM, formula=f"=SUM({parts})"))


def _sum(values: list[Value]) -> Value:
    """Give what Excel's SUM gives: an error if there is one, else the real numbers only."""
    if "#REF!" in values:
        return "#REF!"
    total = 0.0
    for value in values:
        if isinstance(value, int | float) and not isinstance(value, bool):
            total += value
        elif isinstance(value, time):
            total += (value.hour * 60 + value.minute) / 1440
    return round(total, 10)
