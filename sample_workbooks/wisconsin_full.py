"""A full workbook in the Wisconsin style: roster, two logs, providers, references, summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from pathlib import Path

from sample_workbooks.answers import Answers, Person
from sample_workbooks.grid import MONTHS, Cell, Note, Sheet, Style, Value
from sample_workbooks.wisconsin_log import Member, Session, Training
from sample_workbooks.wisconsin_log_oddities import STRAY_SESSIONS, STRAY_TRAINING
from sample_workbooks.wisconsin_looks import add_extras, lists, summary
from sample_workbooks.wisconsin_members import ABARA, ELLINGSON, MARSH, MEMBERS, PLAIN
from sample_workbooks.wisconsin_oddities import ODD
from sample_workbooks.xlsx import write_xlsx

BOOK = "wisconsin-full.xlsx"
HEADER_ROW = 3
ROSTER = {
    "id": ("Member ID", 10),
    "name": ("Full Name", 21),
    "email": ("E-mail", 31),
    "county": ("County", 12),
    "category": ("Endorsement category", 14),
    "status": ("Status", 12),
    "degree": ("Degree date", 11),
    "submitted": ("Application submitted", 12),
    "endorsed": ("Date endorsed", 11),
    "starts": ("Membership starts", 11.5),
    "member": ("Membership expires", 12),
    "ethics": ("Ethics signed", 11),
    "agreement": ("Agreement signed", 11),
    "gives": ("Gives RSC?", 10),
    "training": ("Training hrs 2026", 9),
    "shirt": ("Shirt size", 7),
    "notes": ("Notes", 26),
}
TRAINING_LOG = {
    "date": ("Date", 12),
    "end": ("End date", 11),
    "title": ("Title", 40),
    "hours": ("Hours", 9),
    "topic": ("Topic", 18),
    "person": ("Member ID", 11),
    "proof": ("Certificate on file", 11),
}
RSC_LOG = {
    "person": ("Person (name or ID)", 24),
    "provider": ("Provider", 20),
    "date": ("Date", 12),
    "hours": ("Hours", 8),
    "mode": ("Individual/Group", 12),
}
COUNTIES = ("Dane", "Brown", "Door", "Iron", "Polk", "Rock", "Wood")
SHIRTS = ("S", "M", "L", "XL", None, "M")
HEAD = Style(bold=True, color="FFFFFF", fill="1F4E79", border=True, wrap=True, align="center")
TITLE = Style(bold=True, size=15, color="1F4E79")
EVERYBODY = MEMBERS + ODD + PLAIN


def make(folder: Path) -> list[Answers]:
    """Write the workbook and give its answers."""
    answers = Answers(BOOK, "wisconsin", date(2027, 1, 10))
    roster = _roster(answers)
    sheets = [
        summary(roster, HEADER_ROW + 1, list(ROSTER)),
        roster,
        _training_log(answers),
        _rsc_log(answers),
        _providers(),
        _references(),
        lists(),
    ]
    write_xlsx(folder / BOOK, sheets, title="Members", author="Linda Krause", extras=add_extras)
    return [answers]


def _sheet(
    name: str, title: str, columns: Mapping[str, tuple[str, float]], frozen: int = 1
) -> Sheet:
    widths = {index: width for index, (_, width) in enumerate(columns.values(), 1)}
    sheet = Sheet(name, widths=widths, heights={1: 24, HEADER_ROW: 34})
    sheet.frozen = (HEADER_ROW, frozen)
    sheet.put(1, 1, Cell(title, TITLE))
    for column, (text, _) in enumerate(columns.values(), 1):
        sheet.put(HEADER_ROW, column, Cell(text, HEAD))
    return sheet


def _roster(answers: Answers) -> Sheet:
    sheet = _sheet("Members", "Badger Lakes Association: members and endorsees", ROSTER, 2)
    keys = list(ROSTER)
    for row, member in enumerate(EVERYBODY, HEADER_ROW + 1):
        values = _defaults(member) | member.cells
        for column, key in enumerate(keys, 1):
            sheet.put(row, column, _roster_cell(key, values.get(key), member))
        name = member.name or ""
        answers.people.append(
            Person(
                member.id, name, "Members", row, member.status, member.why, member.category or ""
            )
        )
        answers.add(member.claims, member.id, "Members", row, keys)
    return sheet


def _defaults(member: Member) -> dict[str, Value]:
    """Give what stands in the cells that no scenario is about: all of it in order."""
    number = int(member.id[3:])
    year = 2012 + number * 5 % 11
    address = (member.name or "").lower().replace(" ", ".").translate(str.maketrans("öü", "ou"))
    return {
        "id": member.id,
        "name": member.name,
        "email": member.email or f"{address}@example.{('org', 'com', 'net')[number % 3]}",
        "county": COUNTIES[number * 3 % 7],
        "category": member.category,
        "status": member.word,
        "degree": date(year - 8, 5, 10 + number % 15),
        "submitted": date(year, 1 + number % 6, 2 + number % 20),
        "endorsed": date(year, 8 + number % 4, 1 + number % 25),
        "starts": date(2027, 1, 1),
        "member": date(2027, 12, 31),
        "ethics": "yes" if number % 4 == 0 else date(2026, 10 + number % 3, 1 + number % 28),
        "agreement": "x" if number % 5 == 0 else date(2026, 10 + number % 3, 1 + number % 28),
        "gives": "no" if number % 3 == 0 else None,
        "shirt": SHIRTS[number % 6],
    }


def _roster_cell(key: str, value: Value, member: Member) -> Cell:
    middle = list(ROSTER).index(key) in range(4, 16)
    look = Style(
        border=True,
        fill=member.fills.get(key),
        number="m/d/yyyy" if isinstance(value, date) else None,
        align="center" if middle else None,
    )
    note = Note("Linda", member.notes[key]) if key in member.notes else None
    if value == "Level V":
        return Cell(value, look, note=note, rich=((None, "Level "), ("C00000", "V")))
    return Cell(value, look, note=note)


def _training_log(answers: Answers) -> Sheet:
    sheet = _sheet("Training Log", "Trainings, as certificates come in", TRAINING_LOG)
    entries = [
        replace(entry, person=member.id) for member in EVERYBODY for entry in member.trainings
    ]
    entries.append(STRAY_TRAINING)
    keys = list(TRAINING_LOG)
    for row, entry in enumerate(sorted(entries, key=lambda e: e.filed), HEADER_ROW + 1):
        values: dict[str, Value] = {
            "date": _typed_day(row, entry.day, entry),
            "end": entry.end,
            "title": entry.title,
            "hours": _typed_hours(row, entry.hours, entry),
            "topic": entry.topic,
            "person": entry.person,
            "proof": "yes" if row % 3 else None,
        }
        if (entry.person, entry.title) == ("WI-002", "Trauma and the young child"):
            values["person"] = "WI-002 "  # a blank at the end, as it comes out of a copied cell
        _log_row(sheet, row, keys, values, entry)
        person = None if entry is STRAY_TRAINING else entry.person
        answers.add(entry.claims, person, "Training Log", row, keys)
    return sheet


def _rsc_log(answers: Answers) -> Sheet:
    sheet = _sheet("RSC Log", "Reflective supervision and consultation received", RSC_LOG)
    entries = [(session, member) for member in EVERYBODY for session in member.sessions] + [
        (session, None) for session in STRAY_SESSIONS
    ]
    keys = list(RSC_LOG)
    ordered = sorted(entries, key=lambda pair: pair[0].filed)
    for row, (session, member) in enumerate(ordered, HEADER_ROW + 1):
        by_id = member is not None and row % 9 == 0
        values: dict[str, Value] = {
            "person": (member and (member.id if by_id else member.name)) or session.person,
            "provider": session.provider,
            "date": _typed_day(row, session.day, session),
            "hours": _typed_hours(row, session.hours, session),
            "mode": session.mode,
        }
        _log_row(sheet, row, keys, values, session)
        answers.add(session.claims, member.id if member else None, "RSC Log", row, keys)
    return sheet


def _typed_day(row: int, day: Value, entry: Training | Session) -> Value:
    """Type some of the days as text, in the ways that people do."""
    if not isinstance(day, date) or entry.claims:
        return day
    ways = {
        5: day.isoformat(),
        11: f"{day.month}/{day.day}/{day.year % 100}",
        17: f"{MONTHS[day.month - 1]} {day.day} {day.year}",
    }
    return ways.get(row % 23, day)


def _typed_hours(row: int, hours: Value, entry: Training | Session) -> Value:
    """Type some of the hours with a unit or as a time, in the ways that people do."""
    if isinstance(hours, str) or hours is None or entry.claims:
        return hours
    if hours == 1.5:
        return (1.5, "90 min", time(1, 30), "1.5h")[row % 4]
    return {7: f"{hours:g} hrs", 13: f"{hours:g}h"}.get(row % 19, hours)


def _log_row(
    sheet: Sheet, row: int, keys: list[str], values: dict[str, Value], entry: Training | Session
) -> None:
    odd = {claim.at for claim in entry.claims}
    for column, key in enumerate(keys, 1):
        value = values[key]
        number = "h:mm" if isinstance(value, time) else None
        number = "m/d/yyyy" if isinstance(value, date) else number
        look = Style(
            number=number,
            align="center" if key in ("hours", "mode", "proof") else None,
            fill=entry.fill if key in odd else None,
        )
        note = getattr(entry, "note", None) if key in odd else None
        sheet.put(row, column, Cell(value, look, note=note))


def _providers() -> Sheet:
    columns: dict[str, tuple[str, float]] = {
        "name": ("Provider", 22),
        "category": ("Category", 16),
        "new": ("Takes new people", 12),
        "mode": ("Individual or group", 14),
        "email": ("E-mail", 30),
    }
    sheet = _sheet("Providers", "Who gives RSC", columns)
    for row, words in enumerate(
        (
            (ABARA, "IMHM-C", "yes", "group", "constance.abara@example.net"),
            (ELLINGSON, "IMHS, ERS", "no", "individual", "ruth.ellingson@example.org"),
            (MARSH, "IMHM-C", "yes", "both", "helen.marsh@example.com"),
        ),
        HEADER_ROW + 1,
    ):
        for column, word in enumerate(words, 1):
            sheet.put(row, column, Cell(word))
    sheet.put(row + 2, 1, Cell("Helen Marsh is endorsed in Minnesota.", Style(italic=True)))
    return sheet


def _references() -> Sheet:
    columns: dict[str, tuple[str, float]] = {
        "person": ("Member ID", 11),
        "rater": ("Rater", 22),
        "role": ("Role", 18),
        "received": ("Received on", 12),
    }
    sheet = _sheet("References", "Reference ratings of the newly endorsed", columns)
    roles = ("supervisor", "RSC provider", "colleague")
    raters = ("Joan Ferrell", ABARA, "Peter Osgood")
    row = HEADER_ROW
    for identity, month in (("WI-012", 1), ("WI-013", 6), ("WI-057", 3)):
        for index in range(3):
            row += 1
            received = Cell(date(2026, month, 5 + 7 * index), Style(number="m/d/yyyy"))
            for column, word in enumerate((identity, raters[index], roles[index]), 1):
                sheet.put(row, column, Cell(word))
            sheet.put(row, 4, received)
    return sheet
